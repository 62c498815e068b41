"""What a post is about, as a noun phrase in proper spelling: the document's words, not a scrap."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from assistant.house_style import check_style
from assistant.prompts import load_table
from assistant.reading.clauses import HEADLINE_VERBS, is_loud
from assistant.reading.source_sentences import SourceSentence
from assistant.writing.material import Material

# Of the brief so much must stand in a title, to take the title's words for the topic.
_SHARED = 0.4
_INITIAL = re.compile(r"(?<=\b[A-Z]\. )[a-z]")  # "R.T. Notopuro"
_LONGEST = 80
_OFTEN = 2
_LONG_NAME = 7  # letters
_LONGEST_SHORT = 4  # letters of a short form that nobody explains
KIND_OF_PAPER = re.compile(
    r"^(?:(?:pengumuman|siaran pers|press release|rilis|surat edaran|undangan|klarifikasi|imbauan|"
    r"himbauan|pemberitahuan|"
    r"susunan acara|rundown|standar operasional prosedur|sop|standar pelayanan|informasi|laporan|"
    r"tanya jawab|faq|(?:peraturan|keputusan)(?:\s+(?:daerah|bupati))+(?:\s+kabupaten)?"
    r"(?:\s+sidoarjo)?|perda|perbup)"
    r"(?:\s+nomor\s+\S+)?(?:\s*[:–-]\s*|\s+(?:tentang\s+)?))+",
    re.I,
)
# Where the title says what happens, the noun phrase ends.
_HAPPENS = re.compile(
    r",\s|\s[–—|]\s|:\s|[?!]|\s(?:(?:akan|kembali|telah|sudah|resmi|siap|kini|mulai|bakal|jadi|raih|gelar|"
    r"ajak|imbau|siagakan|siapkan|bagikan|salurkan|buka|tutup|minta|targetkan|luncurkan|turun|naik|"
    r"capai|tembus|bisa|dapat|harus|wajib|belum|hadir|ikut|sapa|gandeng|latih|adalah|"
    r"(?!pe|ke|ge|ma|bu|re|ik|sa)[a-z]{3,}kan)\b|"
    r"(?:di|me[mnlrw]|meng|meny|ber|ter)(?!ploma|gital|rektur|nas|siplin|nding|skusi|mensi|nsos|"
    r"nkes|shub|sabilitas|stribusi|bahasa|sama|sih|agam|kala|minal|nak|padu|basis|bantu|batas|"
    r"kah|ita|as\b|eka|dia|ntal|ter|sin|tode|nteri|dis|nu\b|pat\b)[a-z]{4,})",
    re.I,
)
_VERB = re.compile(
    r"\b(?:turun|naik|capai|tembus|raih|juara\w*|sabet|puji|cek|sidak|sambut|apresiasi|panen|sita|"
    r"terima|lolos|menang|dapat|belajar|rampung|tuntas|hadapi|antisipasi|larang|dukung|kejar|genjot|"
    r"(?!akan|makan|bukan|ikan|bahkan|rekan|pekan|ikan|kan)[a-z]{3,}kan|padam|tutup|buka|mulai|batal|pindah|kini|bisa|cukup|waspada|"
    r"tersedia|selesai|diundur|ditunda|libur kembali|"
    r"(?:me[mnlrwy]|meng|meny)[a-z]{3,}|di(?!nas|siplin|gital|plin|splin|sdik)[a-z]{3,}(?:kan|i|buka|tutup)|"
    r"di(?:buka|tutup|mulai|gelar|bangun|ubah|uji|tunda|undur|larang|latih)|ter(?:jadi|endam|dampak|pilih|ganggu))\b",
    re.I,
)
_PLACED = re.compile(r"(?:di|dari|ke|untuk|lewat|melalui|dengan|saat|jelang|usai)\b", re.I)
_NAMED = re.compile(r"(?:festival|lomba|bazar|kirab|gebyar|pekan|parade|expo|kontes|gowes)\s", re.I)
# "pendaftaran Sekolah Orang Tua Hebat": words that are a name only together.
_NAME_INSIDE = re.compile(r"(?<=[a-z] )([A-Z][a-z]+(?:\s[A-Z][a-z]+){2,4})\b")
_ACTOR = re.compile(
    r"(?:pemkab|pemerintah|dinas|badan|bupati|wabup|wakil|sekda|camat|kades|bpbd|dinkes|dishub|dlhk|"
    r"disnaker|dikbud|polresta|kpu|pmi|pln|ribuan|ratusan|puluhan|sebanyak|warga|siswa|pelajar|petani|"
    r"peternak|tim)\b(?!\s+(?:sidoarjo\s*)?$)",
    re.I,
)
_IN_MONTHS = re.compile(
    r"\s+(?:bulan\s+)?(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"desember)\s*(?:[-–]|\d|s\.?d).*$",
    re.I,
)
_JOB_OF_BRIEF = re.compile(
    r"^(?:cara|tata cara|syarat|persyaratan|jadwal|alur|prosedur|panduan|apa|apakah|siapa|berapa|"
    r"kapan|di ?mana|kenapa|mengapa|bolehkah|bisakah|tidak|jangan)\b",
    re.I,
)
_CALENDAR = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu(?=\s*[,(\d])|januari|februari|maret|april|mei|"
    r"juni|juli|agustus|september|oktober|november|desember|sidoarjo|indonesia|jawa timur|wib|"
    r"natal|tahun baru(?= (?:islam|imlek|hijriah|20\d\d))|imlek|nyepi|waisak|ramadan|idul ?fitri|"
    r"idul ?adha|lebaran|isra mikraj|maulid nabi)\b",
    re.I,
)
# The admin's day is not the reader's, and whom to tell is not what to tell.
_DAY_OF_SAYING = re.compile(
    r"\s*\b(?:(?:hari\s+)?(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\s+)?"
    r"(?:besok|lusa|nanti|kemarin|hari\s+ini|malam\s+ini|pekan\s+ini|minggu\s+ini|pekan\s+depan|"
    r"minggu\s+depan|bulan\s+depan)\b(?:\s+(?:malam|pagi|siang|sore))?",
    re.I,
)
_ON_WEEKDAY = re.compile(
    r"(?<=\w)\s+(?:pada\s+)?hari\s+(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)$", re.I
)
_LEFT_OPEN = re.compile(r"\s+(?:mulai|sejak|pada|per|untuk|di)$", re.I)
# "buka pendaftaran relawan": what is opened is the matter.
_OPENS = re.compile(r"^(?:mem)?buka\s+(?=pendaftaran\b|lowongan\b|seleksi\b|rekrutmen\b)", re.I)
# "tarif buat klub sama komunitas", as it is spoken.
_MADE_FOR = re.compile(r"(?<=\w)\s+buat\s+(?!apa|kue|baru)(?=\w)", re.I)
_BOTH = re.compile(r"(?<=[a-z])\s+(?:sama|ama)\s+(?!dengan|rata|sekali|seperti)(?=\w)", re.I)
_TO_WHOM = re.compile(
    r"\s+(?:ke(?:pada)?|buat)\s+(?:para\s+|seluruh\s+|semua\s+)?(?:warga|masyarakat|orang\s?tua|"
    r"wali\s+(?:murid|siswa)|pelajar|siswa|mahasiswa|pelaku\s+\w+|umkm|petani|peternak|nelayan|publik)\b.*$",
    re.I,
)
PLACE_KIND = re.compile(r"(?:desa|kelurahan|kecamatan|kabupaten|dusun)", re.I)
_OF_PLACE = re.compile(
    r"\b(?:desa|kelurahan|kecamatan|kabupaten|jalan|dinas|pasar|stasiun|terminal|dusun)(?=\s[A-Z])"
)
_ALWAYS_RAISED = frozenset({"wib"})


def name_matter(found: Material, headline: str) -> tuple[str, str]:
    """The topic and the deed of the brief, in proper spelling.

    The topic is the document's own name of the matter, where the brief means that.
    """
    own = [s for s in found.sheet.sentences if s.reading == found.number]
    spelling = _Spelling(own)
    deed = proper(spelling.of(found.intent.deed, typed=True), found)
    return _topic(found, headline, spelling), deed


def _topic(found: Material, headline: str, spelling: "_Spelling") -> str:
    said = found.intent.topic
    name = _name_in(headline)
    asks = _JOB_OF_BRIEF.match(said) is not None
    asks = asks or found.intent.kind in ("achievement", "clarification")
    if name and not asks and not found.intent.deed and _means(found, name):
        if _NAMED.match(name) and found.intent.kind == "event":
            return _titled(name) if is_loud(headline) else name
        return spelling.of(name)
    return proper(spelling.of(said, typed=True), found)


def says_what_happens(title: str) -> bool:
    """Whether a title is a sentence, not a name: "Bupati resmikan jembatan"."""
    words = (word.strip(".,:!?").lower() for word in title.split()[1:])
    return _VERB.search(title) is not None or any(word in HEADLINE_VERBS for word in words)


def _titled(name: str) -> str:
    """ "FESTIVAL BANDENG" → "Festival Bandeng"; short forms stay."""
    known = acronyms()
    return " ".join(known.get(w.lower(), _capitalised(w)) for w in name.split())


def _capitalised(word: str) -> str:
    """'"PELAJAR' → '"Pelajar'"""
    return re.sub(r"\w", lambda m: m[0].upper(), word.lower(), count=1)


def _means(found: Material, name: str) -> bool:
    """Whether the brief names what the title names; a brief that only asserts is not quoted."""
    share = found.relevance(name)
    return share >= _SHARED or (bool(found.intent.statements) and share > 0)


def _name_in(headline: str) -> str:
    """ "Vaksinasi PMK Gratis Dimulai 2 Desember" → "Vaksinasi PMK Gratis"."""
    rest = _IN_MONTHS.sub("", KIND_OF_PAPER.sub("", headline)).strip()
    cut = _HAPPENS.search(rest)
    name = (rest[: cut.start()] if cut else rest).strip(" .,")
    words = name.split()
    verb = next((n for n, word in enumerate(words) if word.lower() in HEADLINE_VERBS), len(words))
    name = " ".join(words[:verb])
    if _PLACED.match(name) or _ACTOR.match(name):
        return ""  # who does something is not what it is about
    return name if len(name.split()) > 1 and len(name) <= _LONGEST else ""


def proper(phrase: str, found: Material) -> str:
    """The admin's words as a post may have them: no slang, names of days with capitals."""
    phrase = _DAY_OF_SAYING.sub("", _TO_WHOM.sub("", phrase)).strip(" ,")
    phrase = _LEFT_OPEN.sub("", _ON_WEEKDAY.sub("", phrase) or phrase)
    phrase = _BOTH.sub(" dan ", _MADE_FOR.sub(" untuk ", _OPENS.sub("", phrase)))
    findings = check_style(phrase, platform=None, today=found.sheet.today)
    for finding in sorted(findings, key=lambda f: -(f.start or 0)):
        wrong = phrase[finding.start : finding.end].lower()
        named = f" {wrong} " in found.reading.text.lower()  # "car free day" is its name
        if finding.suggestion and finding.start is not None and not named:
            phrase = phrase[: finding.start] + finding.suggestion + phrase[finding.end :]
    return phrase


@cache
def acronyms() -> Mapping[str, str]:
    """Short forms that everybody writes in capitals, by their small letters."""
    return {word.lower(): word for word in load_table("frames/words.yaml")["acronyms"].split()}


@cache
def _villages() -> re.Pattern[str]:
    """Long names of villages and districts in small letters; short ones may be plain words."""
    cells = load_table("places.yaml")["villages"]
    names = {name.strip().lower() for cell in cells.values() for name in cell.split(",")}
    names |= {name.lower() for name in cells}
    names |= {name.replace(" ", "") for name in names}
    told = sorted((name for name in names if len(name) >= _LONG_NAME), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, told))})\b")


class _Spelling:
    """Which words a document writes with capitals inside its sentences."""

    def __init__(self, sentences: Sequence[SourceSentence]) -> None:
        self._forms: dict[str, str] = {}
        written = Counter(re.findall(r"\w+", " ".join(f"{s.heading} {s.text}" for s in sentences)))
        for sentence in sentences:
            if is_loud(sentence.text) or sentence.kind == "boilerplate" or sentence.cells:
                continue
            for form, inner in _words(sentence.text):
                if form.isupper() and len(form) > _LONGEST_SHORT and form.lower() not in acronyms():
                    other = written[form.lower()] + written[form.capitalize()]
                    if other or written[form] < _OFTEN:
                        continue  # "masih LIBUR" shouts, "SIPRAJA" is never written otherwise
                known = self._forms.get(form.lower())
                if inner and (known is None or form.islower()):
                    self._forms[form.lower()] = form
        for title in {part for s in sentences for part in s.heading.split(" > ")}:
            shouts = title.isupper() or len(re.findall(r"\b[A-Z]{4,}\b", title)) > 1
            for word in re.findall(r"\b[A-Z]{2,6}\b", "" if shouts else title):
                self._forms.setdefault(word.lower(), word)
            for short in re.findall(r"\(([A-Z]{2,8})\)", title):
                self._forms[short.lower()] = short
        self._forms |= acronyms()
        plain = (s.text for s in sentences if not is_loud(s.text) and s.kind != "boilerplate")
        names = {match[1] for text in plain for match in _NAME_INSIDE.finditer(text)}
        self._names = sorted(names, key=len)
        self._text = " ".join(s.text for s in sentences if not is_loud(s.text) and not s.cells)

    def of(self, phrase: str, *, typed: bool = False) -> str:
        """`typed`: by an admin, who writes capitals, where others are small, only in names."""
        loud = is_loud(phrase)
        names = typed and any(word.islower() for word in phrase.split())
        words = [
            self._word(word, loud=loud, name=names and bool(place))
            for place, word in enumerate(phrase.split())
        ]
        phrase = " ".join(words)
        for name in self._names:
            phrase = re.sub(rf"\b{re.escape(name)}\b", name, phrase, flags=re.IGNORECASE)
        words = self._as_names(_INITIAL.sub(lambda m: m[0].upper(), phrase).split())
        phrase = _villages().sub(lambda m: m[0].title(), " ".join(words))
        return _CALENDAR.sub(_raised, _OF_PLACE.sub(_raised, phrase))

    def _as_names(self, words: list[str]) -> list[str]:
        """Words that the document has together only as a name: "Kampung Jamu Sidodadi"."""
        for size in (4, 3, 2):
            for start in range(len(words) - size + 1):
                piece = re.escape(" ".join(words[start : start + size]))
                found = set(re.findall(rf"\b{piece}\b", self._text, re.IGNORECASE))
                name = found.pop() if len(found) == 1 else ""
                if name and all(word[0].isupper() for word in name.split()):
                    words[start : start + size] = name.split()
        return words

    def _word(self, word: str, *, loud: bool = False, name: bool = False) -> str:
        bare = word.strip(',.:;()"“”?!')
        if word[0] in '"“' and bare[:1].isupper():
            return word  # the name in quotation marks
        if not bare or any(c.isdigit() for c in bare):
            return word
        known = self._forms.get(bare.lower())
        if PLACE_KIND.fullmatch(bare):
            known = bare.lower()  # with a capital only before a name
        if known is None:
            acronym = bare.isupper() and len(bare) <= 6 and not loud
            known = bare if acronym or name else bare.lower()
        return word.replace(bare, known)


def _words(text: str) -> Iterable[tuple[str, bool]]:
    """Each word, and whether it stands inside a sentence, where a capital tells a name."""
    for match in re.finditer(r"[^\W\d_][\w’'-]*", text):
        before = text[: match.start()].rstrip()
        yield match[0], bool(before) and before[-1] not in '.!?:“"–—'


def _raised(match: re.Match[str]) -> str:
    word = match[0]
    if word.lower() in _ALWAYS_RAISED:
        return word.upper()
    return " ".join(piece[:1].upper() + piece[1:] for piece in word.split())
