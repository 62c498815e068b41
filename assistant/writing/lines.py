"""Source sentences made fit to be posted: nothing dangling, nobody's "ia" without a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.clauses import (
    OF_THE_MATTER,
    SAYS_NOTHING,
    as_request,
    drop_future,
    has_free_pronoun,
    has_predicate,
    is_deictic,
    is_opinion,
    is_scrap,
    leans,
    unreport,
)
from assistant.reading.cuts import sound, without
from assistant.reading.moments import find_dates, find_spans, find_times, spell_dates
from assistant.reading.people import find_mentions, name_of
from assistant.reading.source_sentences import SourceSentence
from assistant.writing.intent import term_stems

_SUBJECT = re.compile(r"^(?:Ia|Dia|Beliau)\b(?:\s+(?:juga|pun))?")
_THEY = re.compile(r"^Mereka\b(?:\s+(?:juga|pun))?")
_PLURAL = re.compile(
    r"^((?:Para|Seluruh|Semua|Sebanyak\s+[\d.]+|Sejumlah|Puluhan|Ratusan|Ribuan|Warga|Peserta|"
    r"Pelanggan|"
    r"Petugas|Siswa|Orang\s+tua)(?:\s+(?!(?:me|di|ber|ter|akan|dapat|bisa|perlu|harus|wajib|"
    r"ikut|sudah|"
    r"telah|yang|juga)\w*\b)[\w-]+){0,4})\s+\w"
)
_POINTING = re.compile(r"(?:\b|^)([a-z]+|(?<![\w.] )[A-Z][a-z]+)\s+(ini|itu)\b")
_POINTS_NOWHERE = frozenset(
    "hari saat kali tahun bulan pekan selama sampai hingga karena oleh untuk selain seperti sejak "
    "malam pagi era masa sebab ajaran anggaran".split()
)
_SAYS_NOTHING = frozenset(SAYS_NOTHING.split())
_ITS = re.compile(r"\b([A-Za-z][a-z]{2,}nya)\b")
_NOT_ITS = frozenset(
    "biasanya hanya tanya punya misalnya umumnya sebelumnya selanjutnya sepenuhnya setidaknya "
    "akhirnya "
    "seharusnya sebaiknya khususnya lainnya sesungguhnya sebenarnya adanya tidaknya mempunyai "
    "sedikitnya sebaliknya sayangnya pasalnya untungnya awalnya mulanya rencananya intinya "
    "hendaknya "
    "semestinya sekurangnya kurangnya lambatnya selengkapnya besarnya "
    "bertanya kiranya semuanya seluruhnya sekiranya rupanya secepatnya sebanyaknya".split()
)
_THIS_YEAR = re.compile(r"\s+(?:pada\s+)?tahun\s+ini(?=[.,])")
# "naik dari Rp21.500 tahun lalu": compared with the year before, whenever that is read.
_COMPARED = re.compile(
    r"\b((?:dari|dibanding(?:kan)?|daripada)\b[^,]{0,45}?\b(?:tahun|bulan|pekan|minggu))\s+lalu\b"
)
_AHEAD = re.compile(r"\s+(?:mendatang|nanti)\b(?=[\s,.(])")
_ALSO = re.compile(r"(?<!,)\s+(?:juga|pula)\b")
_NOT_ONLY = re.compile(
    r"\b(?:tidak|bukan|tak)\s+(?:hanya|cuma|sekadar)\b|\btetapi\s+juga\b|\bnamun\s+juga\b"
)
_SAME = re.compile(
    r"\byang\s+sama\b(?!\s+(?:tahun|bulan|dengan|pada\s+(?:tahun|\d)))|\b(?:ke)?(?:dua|tiga|empat)nya\b|\bpihaknya\b|\blainnya\b|"
    r"(?:^|,\s)[Kk]e(?:dua|tiga|empat|lima|enam)\s+(?!orang\s+tua|kali)[a-z]|\bdimaksud\b(?!\s+dengan)|"
    r"^(?:Semua|Seluruh|Masing-masing|Sebagian|Keduanya|Sisa|Selebih)(?:nya)?\s+"
    r"(?!bersama|besar|terhadap|dari|menteri|merek|desa|dinas|diri)(?:(?:me|di|ber|ter)[a-z]{3,}|akan|sudah|telah|dapat|bisa|"
    r"masih|tetap|wajib)\b"
)
_SHORTEST = 25
# Whoever leads an office speaks for it when saying "pihaknya".
_LEADS = re.compile(r"(?:Plt\.?\s+)?(?:Kepala|Direktur(?:\s+Utama)?|Ketua)\s+")
_HIS_OFFICE = re.compile(r"\b[Pp]ihaknya\b")
_HIMSELF = re.compile(r"\b(?:[Pp]ihaknya|[Dd]irinya)\b")
_SAYS_OFFICE = re.compile(
    r"^[A-Z][^.;:]{3,110}?\s(?:mengatakan|menjelaskan|menambahkan|menuturkan|mengungkapkan|menyebut(?:kan)?|"
    r"menyatakan|memaparkan|menerangkan|menyampaikan|menegaskan)(?:\s+bahwa|,)?\s+pihaknya\s+"
    r"(?:juga\s+)?(?=[a-z])"
)
_OFFICE_ASKS = re.compile(
    r"(?:Dinas|Badan|Pemkab|Pemerintah|Satpol|Perumda|Kecamatan|Puskesmas|RSUD|Polresta|[A-Z]{3,})\b"
    r"[^,.]{0,60}?\s(?:mengimbau|meminta|mengingatkan|menyarankan)\b"
)
_SAID_COMMA = re.compile(
    r"\b(mengatakan|menjelaskan|menambahkan|menuturkan|mengungkapkan|menyatakan|memaparkan|"
    r"menerangkan|menyampaikan|menegaskan),\s+(?=[a-z])"
)
_BARE_NUMBER = re.compile(r"^(?!1\s)(?=\d[\d.]*\s+[a-z]{3,}\s)(?!\d+\s+(?:persen|tahun))")
_DEGREES = r"(?:,\s+[A-Z][A-Za-z]*\.(?:[A-Za-z]+\.?)*)*,?"
_TITLES = re.compile(r"(?:\s+(?:Drs?|Dra|Drg|Ir|Prof|KH|Hj?)\.?)+$", re.I)
_NOW = re.compile(r"\b[Kk]ini,?\s+")
_OFFICE = 60  # characters in which an office is named as the subject
_OF_THESE = re.compile(r"^Dari\s+(?:jumlah|angka|total|hasil|data)\b", re.I)
_NONE_OF_THESE = re.compile(r"^Dari\s+(?:jumlah|angka|total)(?=,)")
_IN_PLACE = re.compile(r"^(?:Di|Pada|Dalam)\s+(?:sana|sini|situ|kegiatan|acara|kesempatan)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence for a post. `text` stands alone; None: only `follow` is usable, right after the
    sentence before it. `number` is its place in the sheet."""

    number: int
    text: str | None
    follow: str
    opinion: bool


def make_line(
    number: int, sentences: Sequence[SourceSentence], known: frozenset[str], past: bool
) -> Line | None:
    """Sentence `number` as a line, or None where nothing fit can be made of it.

    `known` are stems that the draft has introduced anyway: "bursa kerja ini" may then be said
    without "ini". `past`: what it announces is over.
    """
    sentence = sentences[number]
    short = sentence.short
    if short is None or not short.text or sentence.kind in ("quotation", "boilerplate"):
        return None
    text = _NONE_OF_THESE.sub(r"\g<0> itu", re.sub(r"\s+:\s", ": ", short.text))
    text = _plain_office(spell_dates(_NOW.sub("", text)), sentence.speaker)
    text = unreport(text[:1].upper() + text[1:]) or text[:1].upper() + text[1:]
    text = _SAID_COMMA.sub(r"\1 bahwa ", text, count=1)
    text = _BARE_NUMBER.sub("Sebanyak ", text)
    named = sentence.speaker or find_mentions(text[:_OFFICE]) or _OFFICE_ASKS.match(text)
    if named or _HIMSELF.match(text):
        text = as_request(text)
    text = without(_AHEAD, _COMPARED.sub(r"\1 sebelumnya", text))
    text = without(_THIS_YEAR, text)
    if not (text := without_pointer(text)):
        return None
    if past:
        text = drop_future(text)
    if is_deictic(text) or _IN_PLACE.match(text) or is_scrap(text):
        return None
    follow = text
    alone = _alone(text, number, sentences, known)
    if alone is None and (has_free_pronoun(follow) or not has_predicate(follow)):
        return None
    if alone is None and _HIMSELF.search(follow):
        return None
    opinion = is_opinion(text)
    return Line(number, alone, _named(follow, sentence), opinion)


def _plain_office(text: str, speaker: str | None) -> str:
    """ "Kepala Dinas X, Y Z, S.H., mengatakan" → "Kepala Dinas X Y Z mengatakan"."""
    name = name_of(speaker) if speaker else []
    if not speaker or not name or speaker in text:
        return text
    as_written = r",?\s+(?:[A-Za-z]{1,4}\.\s+)*".join(map(re.escape, speaker.split())) + _DEGREES
    if re.search(as_written, text):  # "Kepala Pelaksana BPBD, Letkol (Purn.) Suryo Handoyo, …"
        return re.sub(as_written, lambda _: speaker, text, count=1)
    office = _TITLES.sub("", speaker.split(name[0])[0].strip())
    apart = (
        rf"{re.escape(office)},?\s+(?:[A-Za-z]{{1,4}}\.\s+)*{re.escape(' '.join(name))}{_DEGREES}"
    )
    return re.sub(apart, speaker, text, count=1) if office else text


def _alone(
    text: str, number: int, sentences: Sequence[SourceSentence], known: frozenset[str]
) -> str | None:
    sentence = sentences[number]
    text = _with_subject(text, number, sentences)
    if _OF_THESE.match(text):
        return None
    pointed = _unpointed(text, known)
    if pointed is None:
        return None
    text = pointed
    if leans(text) or has_free_pronoun(text) or not has_predicate(text) or len(text) < _SHORTEST:
        return None
    if _SAME.search(text) or _dangling_its(text):
        return None
    if not _NOT_ONLY.search(text):
        text = _ALSO.sub("", text)
    return _named(text, sentence)


def _with_subject(text: str, number: int, sentences: Sequence[SourceSentence]) -> str:
    """Pronoun subjects replaced by whom they mean, where that is clear."""
    speaker = sentences[number].speaker
    if speaker and _SUBJECT.match(text) and not _of_another(number, speaker, sentences):
        return _SUBJECT.sub(speaker, text, count=1)
    if speaker is None and number and _HIS_OFFICE.match(text):
        speaker = sentences[number - 1].speaker
    if speaker and (office := _office_of(speaker)):
        text = _SAYS_OFFICE.sub(f"{office} ", text)
        text = _HIS_OFFICE.sub(office, text, count=1)
    if number and _THEY.match(text):
        before = sentences[number - 1].short
        found = _PLURAL.match(before.text) if before else None
        if found:
            return _THEY.sub(found[1], text, count=1)
    return text


def _of_another(number: int, speaker: str, sentences: Sequence[SourceSentence]) -> bool:
    """Whether the sentence before is about somebody else: "Rafi tidak menyangka. Ia …"."""
    before = sentences[number - 1].text if number else ""
    first = re.match(
        r"([A-Z][a-z]+)(?:\s[A-Z][a-z]+)*\s+(?:mengaku|juga|pun|telah|akan|sudah|me[a-z]+)\b",
        before,
    )
    return first is not None and first[1] not in speaker


def _office_of(speaker: str) -> str:
    """ "Kepala Dispaperta Sidoarjo Eni Rustianingsih" → "Dispaperta Sidoarjo"."""
    name = name_of(speaker)
    leads = _LEADS.match(speaker) if name else None
    return (
        re.sub(r"\s+dr[gh]?\.?$", "", speaker[leads.end() : speaker.index(name[0])].strip())
        if leads
        else ""
    )


def _named(text: str, sentence: SourceSentence) -> str:
    """A bare name ("Fenny") at its first place as the full mention."""
    if not sentence.speaker or sentence.speaker in text:
        return text
    name = name_of(sentence.speaker)
    if not name or not any(word in text for word in name):
        return text
    whole = " ".join(name)
    target = whole if whole in text else next(word for word in name if word in text)
    before = text[: text.index(target)].rstrip()
    if before and before[-1] != "," and re.search(r"[A-Z][\w.]*$", before):
        return text  # a title stands before the name already
    return text.replace(target, sentence.speaker, 1)


def _unpointed(text: str, known: frozenset[str]) -> str | None:
    """Without "ini" and "itu" where the noun is known to the reader; None where it is not."""
    for match in list(_POINTING.finditer(text)):
        noun = match[1]
        if noun.lower() in _POINTS_NOWHERE:
            continue
        if noun.lower() in _SAYS_NOTHING:
            return None
        if not set(term_stems(noun)) & known and not re.search(
            rf"[A-Z]\w+ {noun} {match[2]}|bernama [A-Z][\w ]*", text
        ):
            return None
        text = text.replace(match[0], noun, 1)
    return text


def _dangling_its(text: str) -> bool:
    """ "angkanya" near the beginning, before a noun that it could belong to."""
    for match in _ITS.finditer(text[:60]):
        if match[1].lower() in _NOT_ITS or match[1].lower() in OF_THE_MATTER:
            continue
        before = text[: match.start()]
        if len(before.split()) <= 3 or before.rstrip().endswith(","):
            return True
    return False


# "…, dengan nama sebagaimana tercantum dalam lampiran": the reader of a post has no annex.
_IN_ANNEX = (
    r"(?:tercantum|terlampir|dimuat|termuat|terdapat|dijelaskan|disebut(?:kan)?|tertera|dapat\s+"
    r"dilihat)\s+(?:dalam|pada|di)\s+(?:tabel|[Ll]ampiran|daftar\s+(?:berikut|terlampir))\b"
    r"(?:\s+(?:[IVX\d]+\b|di\s+bawah|berikut|ini|itu|[Ss]urat|[Pp]engumuman|[Ee]daran|"
    r"[Kk]eputusan|[Pp]eraturan|[Bb]upati))*"
)
_POINTER = re.compile(
    rf",?\s+(?:dan\s+)?(?:dengan\s+(?:\w+\s+){{1,3}}?)?(?:sebagaimana|seperti|yang|sesuai)\s+(?:yang\s+)?"
    rf"{_IN_ANNEX}|\s*\((?:daftar\s+)?terlampir\)"
)
_BARE_NOUN = 3  # words: "Syarat dan ketentuan", of which the pointer was all that was said
_ONLY_POINTS = re.compile(rf"^[^.;]*?\b(?<!yang )(?<!sebagaimana ){_IN_ANNEX}[.;]?$", re.I)

_ENQUIRY = re.compile(
    r"^(?:(?:Untuk|Bagi)\s+)?(?:[Ii]nfo(?:rmasi)?|[Kk]eterangan|[Pp]ertanyaan|[Kk]onsultasi|[Kk]onfirmasi|"
    r"[Nn]arahubung|[Kk]ontak|[Pp]engaduan)\b[^.;]{0,60}?\b(?:(?:disampaikan|ditanyakan|diperoleh|didapat(?:kan)?|diakses|"
    r"menghubungi|hubungi|melalui|lewat)\b|tidak\s+dilayani)"
)


def is_enquiry(text: str) -> bool:
    """Whether a sentence only says where to ask: it stands last, and never for the news."""
    return _ENQUIRY.match(text) is not None


def without_pointer(text: str) -> str:
    """Without "sebagaimana tercantum dalam lampiran"; "" where it says nothing else."""
    kept = []
    for sentence in re.split(r"(?<=[a-z)\d]\.)\s+(?=[A-Z])", text):
        rest = _POINTER.sub("", sentence)
        told = rest == sentence or has_predicate(rest) or len(rest.split()) > _BARE_NOUN
        if told and not _ONLY_POINTS.match(rest):
            kept.append(rest)
    return " ".join(kept)


_BEFORE_WHEN = re.compile(
    r"(?:,?\s*\b(?:pada|terhitung|mulai|sejak|"
    r"(?<!dua )(?<!tiga )(?<!empat )(?<!lima )(?<!\d )(?<!malam )(?<!pagi )(?<!siang )"
    r"(?<!sore )hari|"
    r"tanggal|pukul|jam|dan|hingga|sampai(?:\s+dengan)?|besok)\b)*"
    r"[\s,(–-]*$",
    re.I,
)
_BEFORE_PLACE = re.compile(r"(?:\s+(?:bertempat|berlokasi))?,?\s+(?:di|ke|pada)\s*$")
# "Tarif yang baru berlaku": what was cut belongs to the verb.
_NEEDS_WHEN = re.compile(
    r"\b(?:lambat|sebelum|setelah|hingga|sejak|berlaku|dimulai|dibuka|ditutup|berlangsung|digelar|dilaksanakan|diadakan|dijadwalkan|mulai|"
    r"(?:di)?buka\s+kembali|berakhir|diperpanjang|diundur|dimajukan|menjadi|jatuh|libur|buka|tutup|dan|serta|yang|di|ke)$"
)
_AFTER_WHEN = re.compile(r"(?:\s*\b(?:WIB|malam|pagi|siang|sore)\b)?[\s,)]*$")


_REASON = re.compile(
    r",?\s+(?:karena|akibat|guna(?=\s+me)|dalam\s+rangka|sehubungan\s+dengan|"
    r"untuk\s+(?:menjaga|memperingati|memeriahkan|menyambut|mendukung|memastikan|masa))\s(?:[^.]|\.(?=\d))*\.$"
)


def without_reason(text: str) -> str:
    """Without the reason at its end, for a post that is too short for it."""
    rest = without(_REASON, text, ".")
    return rest if len(rest) >= 2 * _SHORTEST and has_predicate(rest) else text


def without_when(text: str, places: Sequence[str] = ()) -> str:
    """Without the day and hour, and one of `places`, at its end: the post gives them apart."""
    end = text[-1:] if text[-1:] in ".!?" else ""
    rest = text.rstrip(".!?")
    for place in places:
        if rest.endswith(place):
            rest = _BEFORE_PLACE.sub("", rest.removesuffix(place))
    while True:
        whens = [(m.start, m.end) for m in find_dates(rest)]
        whens += [(start, stop) for _, start, stop in (*find_spans(rest), *find_times(rest))]
        last = [start for start, stop in whens if _AFTER_WHEN.fullmatch(rest[stop:])]
        if not last:
            break
        rest = _BEFORE_WHEN.sub("", rest[: min(last)])
    if _NEEDS_WHEN.search(rest.rstrip(" ,")):
        return text
    rest = sound(text, f"{rest.rstrip(' ,')}{end}")
    return rest if len(rest) >= _SHORTEST and has_predicate(rest) else text
