"""What a document says of itself: title, kind, agency, dates, contacts. Proposed, never applied."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from knowledge.documents import Block, Kind, Proposed

_HEAD = 3000  # characters from the beginning in which a document presents itself
_MAX_CONTACTS = 20
_MUCH = 300_000

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb pebruari",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt ags",
            "september sep sept",
            "oktober okt",
            "november nov nopember nop",
            "desember des",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = (
    rf"(?:\d{{1,2}}\s+(?:{_MONTH})\.?\s+\d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_DAY = (
    r"(?:(?:hari\s+)?(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu|Ahad)\s*,?\s*\(?)?"
    r"(?:tanggal\s+)?"
)
_PUBLISHED = re.compile(
    r"(?:di(?:terbitkan|publikasikan|rilis|unggah|muat|tayangkan|perbarui)"
    r"|tanggal(?:\s+(?:terbit|rilis|publikasi|dokumen|surat|pembuatan|pengesahan))?"
    r"|terbit|rilis|publikasi|posted on|published|date)"
    rf"\s*(?:pada|[:|])?\s*(?:pada\s+)?{_DAY}({_DATE})",
    re.IGNORECASE,
)
_ENACTED = re.compile(
    rf"(?:ditetapkan|disahkan|diundangkan)\s+di\s+[^\n]{{2,40}}\s+pada\s+tanggal\s+({_DATE})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"^[A-Z][A-Za-z .]{{2,30}}(?:\([^)\n]{{2,40}}\))?\s*,\s*{_DAY}({_DATE})", re.IGNORECASE | re.M
)
_PLACE_DATE = re.compile(
    rf"\b(?!Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)[A-Z][a-z]{{3,20}},\s+({_DATE})"
)
_SUBJECT = re.compile(r"^(?:Hal|Perihal|Tentang)\s*:\s*(.{8,160})$", re.I | re.M)
_ADDRESSEE = re.compile(r"^(?:Kepada\b|Yth\b)", re.I | re.M)
_NEWS_DAY = re.compile(r"\((\d{1,2}[/-]\d{1,2}[/-]\d{4})\)")
_UNTIL = re.compile(
    rf"(?:s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|berakhir(?:\s+pada)?|paling\s+lambat|selambat-lambatnya"
    rf"|batas\s+(?:akhir|waktu)[^\n.:]{{0,30}}:?|[-–—])\s*(?:pada\s+)?{_DAY}({_DATE})",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"(?:mulai(?:\s+berlaku)?|berlaku\s+(?:sejak|mulai)|dibuka|sejak|terhitung\s+mulai)\s*(?:pada\s+)?"
    rf"{_DAY}({_DATE}|\d{{1,2}}\s+(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(\d{{1,2}}(?:\s+(?:{_MONTH}))?(?:\s+\d{{4}})?)\s*(?:s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|[-–—])\s*({_DATE})",
    re.IGNORECASE,
)
_VALID_CUE = re.compile(
    r"daftar|berlaku|masa|periode|program|pelayanan|pembebasan|bebas|diskon|kuota|beasiswa|berakhir|"
    r"batas|jadwal|pengajuan|seleksi|dibuka|gelombang",
    re.IGNORECASE,
)
_DATELINE_PLACE = re.compile(r"^[A-Z][A-Z .]{3,25}(?:\s*\([^)\n]{2,40}\))?\s*[-–—,]", re.M)
_MIXED_DATELINE = re.compile(r"^[A-Z][a-z]{3,20}\s*\([^)\n]{2,40}\)\s*[-–—]", re.M)
_AGENCY = re.compile(
    r"\b((?:Dinas|Badan|Kecamatan|Sekretariat|Inspektorat|Satuan Polisi|RSUD|Perumda|Bagian)"
    r"(?:[ ](?:dan|serta|R\.T\.|dr\.|[A-Z][\w\-]+)){1,9}|Satpol PP|Dispendukcapil|Dukcapil|Bappeda|"
    r"Bakesbangpol|Bappenda|BPBD|BPPD|Disdukcapil|Dinkes|Dishub|Disnaker|Dinsos|Dikbud|"
    r"Disdikbud|Diskominfo|DLHK|DPMPTSP|DPUBMSDA|Disperindag|Diskop|Disporapar|Dispar)\b"
)
_ISSUER = re.compile(
    r"^(?:OPD|Instansi|Penerbit|Unit kerja|Perangkat daerah|Sumber|Oleh|Badan publik)\s*:\s*(.+)$",
    re.I | re.M,
)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\+62|62|0)[\s.-]?(?:\(?\d{2,4}\)?[\s.-]?)(?:\d{3,4}[\s.-]?){1,3}\d{0,4}(?![\d/])"
    r"|\(0\d{2,3}\)\s?\d{3,4}[\s.-]?\d{3,5}"
)
_REGULATION_TITLE = re.compile(
    r"^(?:PERATURAN|UNDANG-UNDANG|KEPUTUSAN|INSTRUKSI|SURAT EDARAN)\b[A-Z0-9 ,./()\-\n]{5,200}?"
    r"\bTENTANG\s[^a-z\n]{5,400}(?=$|\s[A-Z][a-z])",
    re.M,
)
# "PENGUMUMAN / TENTANG PENUTUPAN JALAN …": the line under the kind of paper
_ABOUT = re.compile(r"^(?:TENTANG|Tentang)\s+(?=\S+\s+\S+\s+\S)")
_LEAD = re.compile(
    r"^[A-Z][\w .]{2,25}(?:,\s*[A-Z][\w .]{2,25})?(?:\s*\([^)]{2,40}\))?\s*[-–—]+\s+(?=[A-Z])"
)
_EMAIL = re.compile(r"\b[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,20}){1,4}\b")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”|)\]]{3,200}|\b[\w-]+(?:\.[\w-]+)*\.(?:go\.id|id|com|org|net)\b(?:/[^\s<>\"”|)\]]*)?"
)


def propose(text: str, blocks: Sequence[Block], own_title: str | None, name: str) -> Proposed:
    """What `text` says of itself; `own_title` is the file's property, `name` the file's name."""
    if len(text) > _MUCH:  # a document says what it is at its beginning and its end
        text = text[: _MUCH - 50_000] + "\n" + text[-50_000:]
        blocks = [block for block in blocks if block.end <= _MUCH - 50_000]
    begin, until = _validity(text)
    kind = _kind(text, blocks, name)
    title = _title(text, blocks, own_title)
    return Proposed(
        title=title,
        kind=kind,
        agency_name=_agency(text),
        published=_published(text, kind),
        valid_from=begin,
        valid_until=until,
        contacts=_contacts(text),
    )


def parse_date(text: str) -> date | None:
    """A date as Indonesian documents write it: 18 September 2025, 18/9/2025, 2025-09-18."""
    text = text.strip().lower().replace(".", "")
    words = text.split()
    try:
        if len(words) == 3 and words[1] in _MONTHS:
            return date(int(words[2]), _MONTHS[words[1]], int(words[0]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        day, month, year = re.split(r"[/-]", text)
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _title(text: str, blocks: Sequence[Block], own_title: str | None) -> str | None:
    if named := _REGULATION_TITLE.search(text[:_HEAD]):
        return _shorten(named[0])
    if _ADDRESSEE.search(text[:_HEAD]) and (subject := _SUBJECT.search(text[:_HEAD])):
        return _shorten(subject[1])  # a letter is called what it is about
    headings = [text[b.start : b.end] for b in blocks[:12] if b.kind == "heading"]
    for heading in headings:  # "Posyandu Remaja Dibuka - Portal Kabupaten"
        if len(heading) > 12 and heading.lower() in (own_title or "").lower():
            return _shorten(heading)
    tops = [b for b in blocks[:12] if b.kind == "heading"]
    if tops:
        if _is_letterhead(headings[0]):
            following = [h for h in headings[1:] if not _is_letterhead(h)]
            if following:
                return _shorten(following[0])
            if subject := _SUBJECT.search(text[:_HEAD]):
                return _shorten(subject[1])
            if line := _line_under_letterhead(text, blocks):
                return _shorten(line)
        if tops[0] == blocks[0] or not _sensible(own_title):
            best = min(tops[:4], key=lambda b: b.level)
            chosen = tops[0] if tops[0].level <= best.level else best
            return _shorten(text[chosen.start : chosen.end])
    if own_title and _sensible(own_title):
        return _shorten(own_title)
    if blocks and _LEAD.match(text[blocks[0].start : blocks[0].end]):
        return _first_sentence(text[blocks[0].start : blocks[0].end])
    for block in blocks[:3]:
        line = text[block.start : block.end]
        if block.kind == "paragraph" and len(line) <= 120 and not _LEAD.match(line):
            return _shorten(line.rstrip("."))
    first = text[blocks[0].start : blocks[0].end] if blocks else ""
    return None if blocks and blocks[0].kind == "row" else _first_sentence(first)


def _line_under_letterhead(text: str, blocks: Sequence[Block]) -> str | None:
    """The first short line that is neither letterhead nor a date: the title of a release."""
    for block in blocks[:8]:
        line = text[block.start : block.end].strip()
        if _LEAD.match(line) or len(line) > 160:
            return None
        if not _is_letterhead(line) and not re.search(rf"{_DATE}|^Nomor\b|:\s*\S", line, re.I):
            return line
    return None


def _first_sentence(text: str) -> str | None:
    sentence = re.split(r"(?<=[.!?])\s", _LEAD.sub("", text), maxsplit=1)[0]
    return _shorten(sentence.rstrip(".")) if sentence else None


def _shorten(title: str) -> str:
    title = _ABOUT.sub("", " ".join(title.split()).rstrip(" :"))
    if len(title) <= 160:
        return title
    return title[:160].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _is_letterhead(heading: str) -> bool:
    return (
        bool(
            re.match(
                r"(?:PEMERINTAH|SIARAN PERS|PRESS RELEASE|RILIS|SALINAN|RANCANGAN|PENGUMUMAN$|"
                r"DINAS|BADAN|UPTD?\b|T ?E ?M ?P ?A ?T$|TENTANG$|NOMOR\b|JL\b|"
                r"JALAN\b.*(?:\bNO(?:MOR)?\b|\bTELP|\bKODE POS|\d{5})|"  # not "Jalan Sehat"
                r"SURAT EDARAN$|"
                r"PEMBERITAHUAN$|U ?N ?D ?A ?N ?G ?A ?N(?:\s+T ?E ?R ?B ?U ?K ?A)?$|BERITA RESMI$|"
                r"(?:KLARIFIKASI|PENGUMUMAN)(?: INFORMASI)?$|ASSALAM|YTH\b|KEPADA\b|"
                r"KECAMATAN|REPUBLIK INDONESIA|BUPATI \w+$|CONTOH|"
                r"STANDAR OPERASIONAL PROSEDUR(?: \(SOP\))?$|STANDAR PELAYANAN$|NOTA DINAS$)",
                heading,
                re.IGNORECASE,
            )
        )
        and len(heading) <= 70
    )


def _sensible(title: str | None) -> bool:
    """Whether the property is a title, not what a word processor left there."""
    if not title or len(title) < 8 or " " not in title.strip():
        return False
    return not re.search(
        r"^microsoft|^untitled|^document\d*$|\.(?:docx?|pdf|rtf|xlsx?|indd)\b|^halaman \d|^slide",
        title.strip(),
        re.IGNORECASE,
    )


def _kind(text: str, blocks: Sequence[Block], name: str) -> Kind | None:
    head = text[:_HEAD]
    opening = head[:500].lower()
    stem = Path(name).stem.lower()
    rows = sum(1 for block in blocks if block.kind == "row")
    articles = len(re.findall(r"^Pasal [\dIVX]+\b", text[:40_000], re.M))
    if re.search(r"^Menimbang\b|^MEMUTUSKAN\b", text[:8000], re.M):
        articles += 2
    if articles >= 2 or re.match(
        r"\W*(?:salinan\s+)?(?:rancangan\s+)?(?:peraturan|undang|keputusan|instruksi|surat edaran)",
        opening,
    ):
        return "regulation"
    if re.search(
        r"\b(?:faq|tanya jawab|pertanyaan (?:yang )?(?:sering|umum))", opening + " " + stem
    ):
        return "faq"
    questions = sum(1 for b in blocks if b.kind != "row" and text[b.start : b.end].endswith("?"))
    if questions >= 4 and questions * 5 >= len(blocks):
        return "faq"
    if re.search(r"standar operasional|prosedur operasional|\bsop\b", opening + " " + stem):
        return "sop"
    if re.search(r"siaran pers|press release|rilis berita", opening):
        return "press-release"
    if rows and rows * 2 > len(blocks):
        return "figures"
    if _DATELINE_PLACE.search(head) or _MIXED_DATELINE.search(head):
        return "press-release"
    if _DATELINE.search(head) and re.search(r"(?:ujar|kata|ucap|tutur|jelas)(?:nya|\s)", text):
        return "press-release"
    if re.search(
        r"standar pelayanan|persyaratan|syarat (?:dan|pembuatan|pengurusan)|layanan", opening
    ):
        return "service"
    if re.search(r"\bprogram|beasiswa|bantuan|pendaftaran\b", opening):
        return "programme"
    return "figures" if re.search(r"\b(?:data|statistik|angka)\b", opening[:200]) else None


def _agency(text: str) -> str | None:
    issuer = _ISSUER.search(text[:_HEAD])
    if issuer and (named := _AGENCY.search(issuer[1])):
        return named[1]
    counts: dict[str, int] = {}
    for found in _AGENCY.finditer(text[:_HEAD]):
        name = found[1].strip()
        counts[name] = counts.get(name, 0) + 1
    if not counts:
        return None
    return max(counts, key=lambda name: (counts[name], -list(counts).index(name)))


def _published(text: str, kind: Kind | None) -> date | None:
    patterns = [_PUBLISHED, _DATELINE, _PLACE_DATE]
    if kind == "regulation":
        found = [parse_date(match[1]) for match in _ENACTED.finditer(text)]
        return found[0] if found and found[0] else None
    for pattern in patterns:
        for match in pattern.finditer(text[:_HEAD]):
            if _is_period(text, match.start(1)):
                continue
            if day := parse_date(match[1]):
                return day
    tail = text[-1500:]
    last = _PUBLISHED.search(tail)
    if last is None and kind == "press-release":
        last = _NEWS_DAY.search(text)
    if last:
        return parse_date(last[1])  # "… Senin (5/5/2025)": news is published within a day of it
    return None


def _is_period(text: str, at: int) -> bool:
    after = text[at : at + 60]
    return bool(_RANGE.match(after))


def _validity(text: str) -> tuple[date | None, date | None]:
    """The last period for which something can be asked for or is in force; both ends inclusive."""
    begin: date | None = None
    until: date | None = None
    for match in _RANGE.finditer(text):
        end = parse_date(match[2])
        if end is None or not _VALID_CUE.search(_clause(text, match.start())):
            continue
        start = _complete(match[1], end)
        if until is None or end > until:
            begin, until = (start if start and start <= end else None), end
    for match in _UNTIL.finditer(text):
        if re.match(r"[-–—]", match[0]) or not _VALID_CUE.search(_clause(text, match.start())):
            continue
        end = parse_date(match[1])
        if end and (until is None or end > until):
            until, begin = end, None
    if begin is None:
        for match in _FROM.finditer(text):
            if not re.search(r"berlaku|dibuka|daftar|program", _clause(text, match.end()), re.I):
                continue
            start = parse_date(match[1]) or (_complete(match[1], until) if until else None)
            if start and (until is None or start <= until):
                begin = start
                break
    return begin, until


def _clause(text: str, at: int) -> str:
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at), at - 160, 0)
    end = text.find("\n", at)
    heading = text[max(0, start - 60) : start]
    return heading + text[start : min(end if end != -1 else len(text), at + 60)]


def _complete(start: str, end: date) -> date | None:
    """ "5" or "5 November" before "8 April 2026": month and year from the end of the period."""
    words = start.lower().split()
    if len(words) == 3:
        return parse_date(start)
    month = _MONTHS.get(words[1]) if len(words) > 1 else end.month
    if month is None:
        return parse_date(start)
    try:
        year = end.year - 1 if (month, int(words[0])) > (end.month, end.day) else end.year
        return date(year, month, int(words[0]))
    except ValueError:
        return None


def _contacts(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in sorted(_contact_matches(text), key=lambda m: m.start()):
        value = match[0].strip().rstrip(".,;:'’")
        digits = re.sub(r"\D", "", value)
        if "." not in value and "@" not in value and not 8 <= len(digits) <= 14:
            continue
        found.setdefault(value)
        if len(found) >= _MAX_CONTACTS:
            break
    return tuple(found)


def _contact_matches(text: str) -> Iterator[re.Match[str]]:
    mails = [match.span() for match in _EMAIL.finditer(text)]
    yield from _EMAIL.finditer(text)
    yield from _PHONE.finditer(text)
    for match in _URL.finditer(text):
        if not any(start <= match.start() < end for start, end in mails):
            yield match
