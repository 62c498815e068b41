"""Officials in a text: full mentions, and who a "ia", a "katanya" or a bare first name means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.masking.name_shapes import is_ordinary
from assistant.prompts import load_table
from assistant.reading.moments import WEEKDAY

_TITLE = (
    r"(?:Plt\.?|Plh\.?|Pj\.?)?\s*(?:Bupati|Wakil\s+Bupati|Wabup|Sekda|Sekretaris\s+Daerah|"
    r"Sekretaris|"
    r"Kepala|Kadis\w*|Kadin\w*|Kabid|Kabag|Kasi|Camat|Lurah|Direktur(?:\s+Utama)?|Dirut|"
    r"Wakil\s+Ketua|"
    r"Ketua|Asisten|Koordinator|Manajer|Kapolres\w*|Kasat\w*|Komandan|Dandim|Juru\s+Bicara|"
    r"Staf\s+Ahli|"
    r"Inspektur|Gubernur|Wakil\s+Gubernur|Wali\s+Kota|Menteri|Dokter|Operator|Pengurus|Rektor|"
    r"Kades)"
)
_RANK = (
    r"(?:Letjen|Mayjen|Brigjen|Letkol|Kolonel|Mayor|Kapten|Lettu|Letda|Serma|Serka|Pelda|Peltu|"
    r"Irjen|Kombes|AKBP|Kompol|AKP|Iptu|Ipda|Aiptu|Aipda|Bripka|Brigadir)"
)
_DEGREE = (
    r"(?:(?:dr|drg|drh|Drs|Dra|Ir|Prof|Dr|KH|Hj|H|M|Ns|[Aa]pt|Bdn|Pol|Inf|"
    rf"{_RANK})(?:\.|(?=\s))|\((?:Purn|Pol)\.?\))"
)
# "dan" joins words of an office, not the next official: "Bupati X dan Rektor Y" are two.
_WORD = rf"(?!(?:{WEEKDAY}|Nomor)\b)(?:[A-Z][\w’'.-]*|dan(?=\s+(?!{_TITLE}\b)[A-Z])|[A-Z]\.)"
_ORGANISATION = frozenset(
    """
    sidoarjo kabupaten dinas badan bidang bagian seksi upt uptd daerah kecamatan kelurahan desa
    bupati
    wakil kepala sekretaris sekretariat direktur utama ketua asisten komunikasi informatika kominfo
    kesehatan pendidikan kebudayaan sosial perhubungan lingkungan hidup kebersihan kependudukan
    pencatatan sipil pekerjaan umum bina marga sumber air perumahan permukiman cipta karya tata
    ruang
    tenaga kerja transmigrasi pangan pertanian perikanan perdagangan perindustrian koperasi usaha
    mikro
    penanaman modal pelayanan terpadu satu pintu pemuda kepemudaan olahraga pariwisata perpustakaan
    kearsipan pemberdayaan perempuan perlindungan anak keluarga berencana masyarakat polisi pamong
    praja penanggulangan bencana perencanaan pembangunan keuangan aset pajak kepegawaian kesatuan
    bangsa politik dprd tp pkk pmi baznas rsud puskesmas pdam perumda delta tirta dan mpp bkd bpbd
    camat lurah kades kadis kabid kabag kasi operator dokter pengurus rektor manajer koordinator
    inspektur
    balongbendo buduran candi gedangan jabon krembung krian porong prambon sedati sukodono taman
    tanggulangin tarik tulangan waru wonoayu karang taruna dishub dinkes dinsos disnaker dikbud
    dlhk dpubmsda dpmptsp disdukcapil dispendukcapil satpol pp
    bappeda bpkad bppd bps bpjs pju plt pj plh jawa timur kota pusat provinsi cabang kerja
    rehabilitasi kesra
    """.split()
)
_SHORT_OFFICE = re.compile(r"dis[a-z]{4,}|din(?:as|k[a-z]+|sos)|bap[a-z]*da")  # "Disperindag"
_LONGEST_NAME = 4
# "Keputusan Bupati Sidoarjo Nomor 188": a paper, a house or a cup, not a person.
_OF_AN_OFFICE = re.compile(
    r"(?i:(?:keputusan|peraturan|instruksi|edaran|surat|kantor|rumah dinas|pendopo|piala|halaman|"
    r"aula|rumah|stempel)\s+)$"
)
_OF_A_PLACE = frozenset("camat lurah kades kepala".split())
_TITLES = frozenset("dr drg drh drs dra ir prof kh h hj ns apt bdn pol inf purn".split())
_RANKS = re.compile(_RANK)
_SAYING = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|terang|imbuh|tambah|ungkap|papar|tegas|sebut|pungkas|urai|"
    r"pinta|harap|tandas|lanjut|cetus|beber)(?P<nya>nya\b)?(?:\s+(?P<name>[A-Z][\w’'.-]*))?"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks or acts in a sentence. `pronoun`: told by "ia" or "-nya", not by a name."""

    mention: str
    pronoun: bool


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w])({_TITLE}(?:\s+{_WORD}|\s+\([A-Z][\w. ]{{1,20}}\))*"
        rf"(?:,?\s+{_DEGREE})*(?:\s+{_WORD})*(?:,\s+(?!{_TITLE}\b)(?:{_DEGREE}\s*)*(?:[A-Z][\w’'-]+\s+){{1,3}}[A-Z][\w’'-]+(?=,|\s+[a-z]|\.))?)"
    )


def find_mentions(text: str) -> list[str]:
    """ "Kepala Dinas Kominfo Sidoarjo Noer Rochmawati": offices with the name behind them."""
    return [
        _tidy(match[1])
        for match in _mention().finditer(text)
        if not _OF_AN_OFFICE.search(text[: match.start()])
    ]


def name_of(mention: str) -> list[str]:
    """The words of a mention that are a person's name; none where only an office is named."""
    words = [w.strip(".,()") for w in mention.split()]
    name: list[str] = []
    for word in reversed(words):
        plain = word.lower()
        if word.isupper() and len(word) > 2 and not name:
            continue  # "Lina Marlina FINASIM"
        if (
            (name and (plain in _TITLES or _RANKS.fullmatch(word)))  # "Letkol Suryo Handoyo"
            or plain in _ORGANISATION
            or _SHORT_OFFICE.fullmatch(plain)
            or not word[:1].isupper()
            or (word.isupper() and len(word) > 2)
            or is_ordinary(plain)  # "Kepala Bidang Jembatan Niken Larasati"
        ):
            break
        name.insert(0, word)
    else:
        return []  # no office stands before it
    if words[0].lower() in _OF_A_PLACE and " ".join(name).lower() in _villages():
        return []  # "Lurah Magersari"
    return name[-_LONGEST_NAME:]


@cache
def _villages() -> frozenset[str]:
    table = load_table("places.yaml")["villages"]
    return frozenset(name.strip().lower() for names in table.values() for name in names.split(","))


def find_speakers(sentences: Sequence[str]) -> list[Speaker | None]:
    """For each sentence the person it is about or by, by going through them in order."""
    known: dict[str, str] = {}
    last: str | None = None
    found: list[Speaker | None] = []
    for text in sentences:
        outside = re.sub(r"[“\"][^“”\"]*[”\"]", " ", text)
        mentions = [m for m in find_mentions(outside) if name_of(m)]
        for mention in mentions:
            for word in name_of(mention):
                known.setdefault(word, mention)
        speaker: Speaker | None = None
        said = _SAYING.search(outside)
        bare = [w for w in re.findall(r"\b[A-Z][\w’'-]+", outside) if w in known]
        if mentions:
            speaker = Speaker(known[name_of(mentions[0])[0]], False)
        elif said and said["name"] and said["name"] in known:
            speaker = Speaker(known[said["name"]], False)
        elif bare:
            speaker = Speaker(known[bare[0]], False)
        elif last and (
            (said and said["nya"])
            or re.match(
                r"\s*(?:(?:Dalam|Pada|Di)\s+(?:[a-z]+\s+){1,2}(?:itu|tersebut),?\s+)?(?i:ia|dia|beliau)\b",
                outside,
            )
            or re.match(r"(?:Menurut|Dikata\w+|Dijelas\w+)nya", outside)
            or re.search(r"\b(?:wanita|pria|perempuan)\b", outside)
        ):
            speaker = Speaker(last, True)
        found.append(speaker)
        last = speaker.mention if speaker else last
    return found


def _tidy(mention: str) -> str:
    """The office and the name in one run: "Kepala Dinas X, Y Z" → "Kepala Dinas X Y Z"."""
    return re.sub(r"\s+", " ", mention.replace(",", " ")).strip(" .")
