"""A paper as its writer would have put it with time to spare: what is no part of its matter left
out, its lines set in order, its shorthand written out.

Whoever writes a post reads the fair copy; the checks hold the post against the paper as it was.
What counts as what is in `prompts/papers.yaml`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.agencies import load_agencies
from assistant.prompts import cache_until_edited
from assistant.reading.clauses import has_predicate
from assistant.reading.paper_lines import PaperLine, signs
from assistant.reading.points import answers_whole, points_apart, points_folded
from assistant.reading.rumours import denial, denied_title, without_rumours
from assistant.reading.shorthand import write_out
from assistant.reading.source_sentences import LETTERHEAD, ONLY_DATE
from assistant.reading.withheld import for_the_public, without_names
from knowledge.documents import Block, Reading
from knowledge.sentences import split_sentences

_LONGEST_SIGN, _LONGEST_HEAD = 200, 12
_FOOT_OF_HEAD = 5  # lines above the title of a release
_LONG_LINE = 60  # of a sentence that ends a list of links
_FEW_NUMBERED = 3
# "[24/11 19.42] Bidan Rina: ", as messengers export.
_SENT_BY = re.compile(r"^\[\d{1,2}[/.]\d{1,2}[^\]]{0,20}\]\s*[^:]{2,40}:\s*")
_WITH_BLESSING = re.compile(r"^(\w*ss?al\w*[’'` ]?al\w+)[\s.]*w[ar]\w*[\s.]*w[ab]\w*\.?", re.I)
_FOOT = re.compile(r"\s*\b[Hh]al(?:aman)?\.?\s+\d+\s*(?:dari|/)\s*\d+(?!\s*[\d/])")
_ADDING = re.compile(r"^(?:mohon\s+)?i[jz]in\s+(?:me)?n?ambah\w*,?\s+", re.I)
# "s/d Minggu 29 Nov 2026", a line of its own below the day that it goes on from.
_GOES_ON = re.compile(
    r"(?:s/d|s\.d\.?|sd|sampai|hingga|dan|serta|atau|pada|yang|karena)\s|\([^()]+\)$"
)
_DAY_LINE = re.compile(r"\W*(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu)\b[^:]*\d[^:]*$")
_ABOUT = re.compile(r"^\W*tentang\s+", re.I)
_BEFORE_COLON = re.compile(r"(?<=[\w)])\s+:(?=\s)")
_OWNED = re.compile(r"\s+milik\s+pemerintah\b.*$", re.I)  # behind what a decree is about
# "Syarat yang dulu mengganjal, lanjut Retno, adalah …": who said it parts no sentence.
_ASIDE_SAID = re.compile(
    r",\s+(?:lanjut|kata|ujar|jelas|tutur|ucap|imbuh|terang|papar|tambah|sebut)(?:nya|\s+[A-Z][a-z]+)"
    r"(?:\s[A-Z][a-z]+)?,\s+(?=(?:adalah|ialah|merupakan|yakni|yaitu)\s)"
)
# "Untuk waris: Rp400 juta. Untuk jual beli: Rp80 juta.": the one is no answer without the other.
_PARALLEL = re.compile(r"(?<=[\w)])\.\s+(Untuk|Bagi)(?=\s[a-z][^.:]{2,40}:\s+(?:Rp|\d))")
# "… membuka penerimaan pegawai dengan formasi sebagai berikut:" above a list with its own name.
_WITH_LIST = re.compile(
    r"\s+dengan\s+(?!jadwal|rincian|ketentuan|susunan|syarat|persyaratan|cara|tarif|harga)"
    r"(?:[a-z]+\s+){1,3}(?:sebagai\s+berikut|berikut(?:\s+ini)?)\s*:$"
)
_SHORT_NAME = 4
_CHAPTERS = re.compile(
    r"^(?P<number>[IVX]{1,5})[.)]\s+(?P<name>[A-Z][A-Z /&-]{3,40}?)\s*(?::\s*(?P<rest>\S.*))?$"
)
_ADDRESSED = re.compile(r"^Ysh\.?\s+[^,]{3,40},\s+(?=\w)", re.I)
_BRACKETED = re.compile(r"^\[([A-Za-z ]{3,24})\]\s*:?\s*")
_OF_LETTERHEAD = re.compile(
    r"(?:Alamat\s*:|Jl\.|Jalan\s|Laman\b|Website\b|Kode\s+Pos|Fax|Faks)", re.I
)
_RELEASE = re.compile(r"(?:siaran\s+pers|press\s+release|rilis(?:\s+pers)?)\b", re.I)
_HEADS_LETTER = re.compile(r"(?:Nomor|No|Sifat|Lamp(?:iran)?|Hal|Perihal|Kepada|Yth)\b", re.I)
_NUMBERED = re.compile(r"^(\d{1,2})\s+(?=[A-Za-z])")
_DAY_OF_MONTH = re.compile(
    r"^(?:tgl|tanggal)\.?\s+(\d{1,2}(?:\s?[-–,&]\s?\d{1,2})?)\s*:?\s+(?=[A-Za-z])", re.I
)
# "C. Alur: rekomendasi …"
_LETTER = re.compile(r"[A-Z]\.\s+(?:(?P<name>[A-Z][\w ]{2,30}?)\s*:\s+\S|[A-Z][\w /,-]{2,60}$)")
_LABELLED = re.compile(r"[A-Z][\w /]{2,25}\s*:\s")
# "Peralatan yang dibawa: sabit, garu. DPUBMSDA menyiapkan …": the sentences are no part of it.
_BEHIND_VALUE = re.compile(
    r"^(?:Adapun\s+)?(?P<value>[A-Za-z][a-z]+(?:\s+[a-z]+){0,4}\s*:\s+(?:[^.:]|\.(?=\d)){5,90}\.)\s+"
    r"(?P<rest>[A-Z]\w+\s+(?:me|di|ber|akan|dapat|wajib)\w*\s.{15,})$"
)
# "Bappeda: keputusan akhir setelah …", "Wakil difabel (Sdri. Rini): minta …"
_SAYS = re.compile(
    r"^(?P<who>(?:Wakil|Camat|Kepala|Lurah|Bupati|Wabup|Sekda|Asisten|Ketua|Dirut|Direktur|Perwakilan)"
    r"\b[\w .]{0,40}?|[A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*){0,3})(?:\s*\([^()]*\))?\s*:\s+"
    r"(?P<what>[a-z][^:]{30,})$"
)
_DOES = re.compile(r"(?:me[a-z]{3,}|minta|akan|sudah|telah|siap|harap|usul|tolak|setuju)\b")
_SUBJECT = re.compile(r"(?:Hal|Perihal)\s*:\s*(.+)$", re.I)
_MINUTES = re.compile(r"(?:draft\s+)?(?:NOTULEN|NOTULA|RISALAH)\b(?:\s*\(.*\))?", re.I)
_WHOLE_DAY = re.compile(
    r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu),\s+\d{1,2}\s+[A-Z][a-z]+\s+20\d\d"
)
_PLACE = re.compile(r"(?:Tempat|Lokasi)\s*:\s*([A-Z][^|:]{3,70})$")
_ROMAN = re.compile(r"^[IVX]{2,4}[.)]\s+(?=\S)")
_CHAPTER = re.compile(r"^BAB\s+[IVX\d]+\b[.:\s–-]*(?=\S)")
# "Mulai jam 08.00 sampai 11.00", a line of its own
# "Catatan kecamatan: pelayanan KTP tetap buka", "(rev. 3, berlaku 1 Januari 2027)"
_JAM = re.compile(r"^(Jam\s+(?:operasional|layanan|pelayanan|buka|kerja))\s+(?=\d)")
_REMARK = re.compile(r"^Catatan\s+[a-z]+\s*:\s+([a-z])(?=[a-z]+\s)")
_IN_FORCE = re.compile(r"^\((?:[^()]*,\s*)?[Bb](erlaku\s[^()]*)\)$")
_SAME_NUMBER = re.compile(r"(?<=\d)\s*\(https?://wa\.me/[\d]+\)")
_HOURS = re.compile(r"^(?:mulai|buka)?\s*(?:jam|pukul|pkl)\.?\s+(\d{1,2}[.:]\d{2}.{0,40})$", re.I)
_DAY = (
    r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu),?\s+"
    r"\d{1,2}(?:\s+[A-Z][a-z]+(?:\s+20\d\d)?|/\d{1,2})"
)
_DAY_AHEAD = re.compile(rf"^({_DAY}),?\s+(?=[A-Z][a-z]+\s+[A-Z])")
# "Peninggian tanggul -- Rp3,2 M -- DPUBMSDA"
_DASHES = re.compile(r"\s+-{2,}\s+")
_STANDING = re.compile(r"^[a-z](?=[a-z]+[\s,:])")
_TOP_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_NUMBERED_LABEL = re.compile(r"^\d{1,2}[.)]\s+[A-Z][\w /()-]{2,40}\s?:\s")
_BARE, _MOST, _LONGEST_TITLE = 45, 0.6, 120
_HELD = re.compile(r"(?:Acara|Kegiatan|Agenda)\s*:\s*([A-Z][^:]{5,100})$")
_DAY_BEHIND = re.compile(r",?\s+(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b.*$")
_NAME = r"\(?(?:[A-Z][\w.’'()-]*|dan|di|de)"
# "Dirut Dwi Hary: "Kami minum …"", ""Inovasi tidak harus mahal," — Ketua Tim Juri, Dr. Kartika"
_SPOKEN = re.compile(
    rf"^(?P<who>{_NAME}(?:,?\s+{_NAME}){{1,9}})\s*:\s*[“\"](?P<said>[^“”\"]{{20,}})[”\"]\.?$"
)
_SIGNED = re.compile(
    rf"^[“\"](?P<said>[^“”\"]{{20,}})[”\"]\s*[—–-]+\s*(?P<who>{_NAME}(?:,?\s+{_NAME}){{1,9}})\.?$"
)
_CONDITION = re.compile(r"^(?:[Kk]alau|[Bb]ila|[Jj]ika|[Aa]pabila)\b[^→.]*?(?=\s→\s)")


@cache_until_edited
def fair_copy(reading: Reading) -> Reading:
    """The reading itself where there is nothing to mend."""
    lines = [PaperLine(block, reading.text[block.start : block.end]) for block in reading.blocks]
    told = [line for line in _told(for_the_public(lines)) if line.text.strip()]
    told = list(_chapters(_of_form(_continued(told))))
    copied = list(points_apart(_apart(_in_sections(_in_order(told)))))
    copied = points_folded(list(answers_whole(copied)))
    copied = [replace(line, text=_written(line)) for line in copied]
    title = _written_title(reading.title, lines, copied)
    if word := denial("\n".join(line.text for line in copied)):
        title, copied = denied_title(title, word), without_rumours(copied, word)
    copied = _with_news_of_minutes(copied)
    if copied == lines:
        return reading
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for before, line in zip([None, *copied[:-1]], copied, strict=True):
        gap = "" if before is None else _gap(before, line, reading)
        start = length + len(gap)
        length = start + len(line.text)
        parts += [gap, line.text]
        blocks.append(replace(line.block, start=start, end=length))
    return replace(reading, title=title, text="".join(parts), blocks=tuple(blocks), passages=())


@cache_until_edited
def written_out(reading: Reading) -> Reading:
    """The whole paper, block by block, with only its shorthand written out; itself without any.

    What a post says in full is so held against what the paper says in short.
    """
    blocks: list[Block] = []
    parts: list[str] = []
    place = length = 0
    for block in reading.blocks:
        own = reading.text[block.start : block.end]
        text = own if block.kind == "row" else write_out(own)
        between = reading.text[place : block.start]
        start = length + len(between)
        place, length = block.end, start + len(text)
        parts += [between, text]
        blocks.append(replace(block, start=start, end=length))
    whole = "".join([*parts, reading.text[place:]])
    return reading if whole == reading.text else replace(reading, text=whole, blocks=tuple(blocks))


def place_in(reading: Reading, written: Reading, start: int, end: int) -> tuple[int, int]:
    """Where in `reading` a place of what was `written` out of it stands: there where its block is
    the same, else the block."""
    if written is reading:
        return start, end
    pairs = list(zip(reading.blocks, written.blocks, strict=True))
    first = next((pair for pair in pairs if pair[1].end > start), pairs[-1])
    last = next((pair for pair in pairs if pair[1].end >= end), pairs[-1])
    whole = reading.text[slice(first[0].start, first[0].end)]
    if first == last and whole == written.text[first[1].start : first[1].end]:
        shift = first[0].start - first[1].start
        return start + shift, end + shift
    return first[0].start, last[0].end


def _gap(before: PaperLine, line: PaperLine, reading: Reading) -> str:
    """What stands between two lines: as in the paper where they stood together there."""
    between = reading.text[before.block.end : line.block.start]
    mark = "- " if between.endswith("- ") else ""
    listed = before.kind == line.kind and line.kind in ("item", "row")
    return ("\n" if listed or "\n\n" not in between else "\n\n") + mark


# --- what is no part of the matter ----------------------------------------------------------------


def _told(lines: Sequence[PaperLine]) -> Iterator[PaperLine]:
    head, end = _head(lines), _end(lines)
    links = False
    for number, line in enumerate(lines):
        text = line.text.strip()
        if links and not (text[-1:] in ".!?”" and len(text) > _LONG_LINE):
            continue
        links = signs("related").match(text) is not None and len(text) < _LONGEST_SIGN
        if links or number in head or _is_stray(lines, number):
            links = links and not re.search(r":\s*\w", text)  # "Baca juga: Harga Cabai …"
            continue
        subject = _SUBJECT.match(text)
        if subject and signs("paper").match(subject[1]):
            continue  # "Hal : Undangan" says no more than what paper it is
        above = lines[:number] if number < _FOOT_OF_HEAD else ()
        if ONLY_DATE.match(text) and any(_RELEASE.match(one.text.strip()) for one in above):
            continue  # the day of the release is no day of its matter
        if number >= end and not signs("after_closing").match(text):
            continue
        if len(text) < _LONGEST_SIGN and (
            signs("debris").match(text) or signs("notes").match(text)
        ):
            continue
        yield replace(line, text=_without_courtesies(line.text))


def _head(lines: Sequence[PaperLine]) -> frozenset[int]:
    """The address in the head of a letter."""
    if not lines or not LETTERHEAD.match(lines[0].text.strip()):
        return frozenset()
    heads = [line.text.strip() for line in lines[:_LONGEST_HEAD]]
    first = next((n for n, text in enumerate(heads) if n and _HEADS_LETTER.match(text)), 0)
    return frozenset(n for n in range(first) if _OF_LETTERHEAD.match(heads[n]))


def _end(lines: Sequence[PaperLine]) -> int:
    """Where the closing of a letter begins, with the signature and the copies below it."""
    half = len(lines) // 2
    for number in range(half, len(lines)):
        if number and signs("closings").match(lines[number].text.strip()):
            rest = [line.text.strip() for line in lines[number + 1 :]]
            told = [text for text in rest if len(text) > _LONG_LINE and has_predicate(text)]
            if all(signs("after_closing").match(text) for text in told):
                return number
    return len(lines)


def _is_stray(lines: Sequence[PaperLine], number: int) -> bool:
    """A row of one cell that belongs to no table: the logo of a page."""
    line = lines[number]
    beside = {lines[n].kind for n in (number - 1, number + 1) if 0 <= n < len(lines)}
    cells = [cell for cell in line.text.split("|") if cell.strip()]
    return line.kind == "row" and "row" not in beside and len(cells) < 2


def _without_courtesies(text: str) -> str:
    text = _ADDRESSED.sub("", _FOOT.sub("", _ADDING.sub("", text)))
    text = _WITH_BLESSING.sub(r"\1", _SENT_BY.sub("", text))
    kept = [
        piece.text
        for piece in split_sentences(text)
        if not (signs("courtesies").match(piece.text) or signs("notes").match(piece.text))
        or len(piece.text) > _LONGEST_SIGN
    ]
    return text if len(kept) == len(split_sentences(text)) else " ".join(kept)


# --- lines in order -------------------------------------------------------------------------------


def _in_order(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """Lines that are numbered without a point, or go through the days of a month, as a list."""
    ordered = list(lines)
    for pattern in (_NUMBERED, _DAY_OF_MONTH):
        for run in _runs(lines, pattern):
            first = pattern.match(lines[run[0]].text)
            if pattern is _NUMBERED and (first is None or first[1] != "1"):
                continue
            for number in run:
                text = pattern.sub(_as_item, lines[number].text)
                ordered[number] = PaperLine(replace(lines[number].block, kind="item"), text)
            above = ordered[run[0] - 1] if run[0] else None
            if above and above.kind == "paragraph" and above.text[-1:].isalpha():
                ordered[run[0] - 1] = replace(above, text=f"{above.text}:")
    return ordered


def _as_item(match: re.Match[str]) -> str:
    return f"{match[1]}. " if match.re is _NUMBERED else f"Tanggal {match[1]}, "


def _runs(lines: Sequence[PaperLine], pattern: re.Pattern[str]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else None
        if line and line.kind == "paragraph" and pattern.match(line.text):
            run.append(number)
            continue
        if len(run) >= _FEW_NUMBERED:
            yield run
        run = []


def _in_sections(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """Numbered heads as headings, numbered lines of a form as its lines, a bare line above a list
    as what opens it."""
    heads, forms = _numbered_heads(lines), _numbered_forms(lines)
    ordered: list[PaperLine] = []
    for number, line in enumerate(lines):
        after = lines[number + 1 : number + 3]
        text = _TOP_NUMBER.sub("", line.text)
        if number in heads:
            line = PaperLine(replace(line.block, kind="heading", level=3), text)
        elif number in forms:
            opens = _is_bare(text) and after and (after[0].kind == "row" or number + 1 not in forms)
            block = replace(line.block, kind="paragraph")
            line = PaperLine(block, f"{text}:" if opens else _JAM.sub(r"\1: ", text))
        elif (
            line.kind == "paragraph" and _is_bare(text) and [x.kind for x in after] == ["item"] * 2
        ):
            line = replace(line, text=f"{line.text}:")
        ordered.append(line)
    return ordered


def _apart(lines: Sequence[PaperLine]) -> Iterator[PaperLine]:
    """What one line of minutes or of an SOP holds together, line by line: "Tempat: … | Mulai …",
    "C. Alur: …" among lettered sections, a labelled value with the sentences behind it."""
    lettered = sum(_LETTER.match(line.text) is not None for line in lines) > 1
    for line in lines:
        letter = _LETTER.match(line.text) if lettered and line.kind == "item" else None
        if letter and letter["name"]:
            yield PaperLine(replace(line.block, kind="heading", level=8), letter["name"])
            line = PaperLine(
                replace(line.block, kind="paragraph"), line.text[letter.start("name") :]
            )
        if line.kind == "paragraph" and " | " in line.text and _LABELLED.match(line.text):
            for piece in line.text.split(" | "):
                yield replace(line, text=piece.strip())
        elif line.kind == "paragraph" and (behind := _BEHIND_VALUE.match(line.text)):
            yield replace(line, text=behind["value"])
            yield replace(line, text=behind["rest"])
        else:
            yield line


def _continued(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """Lines that go on with the one above as that line."""
    joined: list[PaperLine] = []
    days = [line.kind == "paragraph" and _DAY_LINE.match(line.text) is not None for line in lines]
    for number, line in enumerate(lines):
        above = joined[-1] if joined else None
        only = days[number] and not any(days[number + 1 : number + 2])
        if above and only and above.text.endswith(":") and has_predicate(above.text):
            when = re.sub(r"^\W+", "", line.text)
            joined[-1] = replace(above, text=f"{above.text.rstrip(' :')} {when}")
            continue
        goes_on = above and above.kind == line.kind == "paragraph" and _GOES_ON.match(line.text)
        if above and goes_on and above.text[-1:] not in ".:;!?":
            joined[-1] = replace(above, text=f"{above.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _of_form(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """The head of minutes in two columns, "Acara | Penertiban …", as the lines of a form."""
    if not any(_MINUTES.match(line.text) for line in lines[:2]):
        return list(lines)
    found: list[PaperLine] = []
    for line in lines:
        cells = [cell.strip() for cell in line.text.split(" | ")]
        if line.kind == "row" and len(cells) == 2 and len(cells[0]) <= _BARE:
            line = PaperLine(replace(line.block, kind="paragraph"), f"{cells[0]}: {cells[1]}")
        found.append(line)
    return found


def _chapters(lines: Sequence[PaperLine]) -> Iterator[PaperLine]:
    """ "II. LOKASI", "IV. KORBAN : nihil" as headings where a paper counts its parts so."""
    found = [m for line in lines if line.kind != "row" and (m := _CHAPTERS.match(line.text))]
    counted = len(found) > 1 and [m["number"] for m in found[:2]] == ["I", "II"]
    for line in lines:
        part = _CHAPTERS.match(line.text) if counted and line.kind != "row" else None
        if part is None:
            yield line
            continue
        name = part["name"].strip()
        name = name if len(name) <= _SHORT_NAME else name.capitalize()
        yield PaperLine(replace(line.block, kind="heading", level=3), name)
        if part["rest"]:
            rest = part["rest"][:1].upper() + part["rest"][1:]
            yield PaperLine(replace(line.block, kind="paragraph", level=1), rest)


def _is_bare(text: str) -> bool:
    """ "Kesepakatan": a short line that says nothing by itself."""
    return len(text) <= _BARE and text[-1:].isalpha() and not re.search(r"[\d:|]", text)


def _numbered(lines: Sequence[PaperLine]) -> list[int]:
    top = min((line.block.level for line in lines if line.kind == "item"), default=1)
    return [
        n
        for n, line in enumerate(lines)
        if line.kind == "item" and line.block.level == top and _TOP_NUMBER.match(line.text)
    ]


def _numbered_heads(lines: Sequence[PaperLine]) -> frozenset[int]:
    """ "1. Pendahuluan", "2. Hasil", each above paragraphs or a list of its own."""
    numbered = _numbered(lines)
    heads = [
        n
        for n in numbered
        if n + 1 < len(lines)
        and n + 1 not in numbered
        and len(lines[n].text) <= _BARE + 3
        and lines[n].text[-1].isalpha()
    ]
    return frozenset(heads if len(heads) > 1 and len(heads) >= _MOST * len(numbered) else ())


def _numbered_forms(lines: Sequence[PaperLine]) -> frozenset[int]:
    """ "1. Dasar : …", "4. Alur : …": a form whose lines are numbered, not a list of one kind."""
    numbered = _numbered(lines)
    named = [n for n in numbered if _NUMBERED_LABEL.match(lines[n].text)]
    heads = [n for n in numbered if _is_bare(_TOP_NUMBER.sub("", lines[n].text))]
    form = len(named) > _FEW_NUMBERED and len(named) >= _MOST * (len(numbered) - len(heads))
    return frozenset(numbered) if form and heads else frozenset()


# --- lines written out ----------------------------------------------------------------------------


def _written(line: PaperLine) -> str:
    if line.kind == "row":
        return line.text
    text = _BRACKETED.sub(lambda m: f"{m[1].strip().capitalize()}: ", line.text)
    if line.kind == "heading":
        return _CHAPTER.sub("", write_out(text)) or text
    text = _HOURS.sub(r"Pukul: \1", text)
    if has_predicate(_WITH_LIST.sub("", write_out(text))):
        text = _WITH_LIST.sub(".", write_out(text))
    if line.kind == "item":
        text = _ROMAN.sub("", text)
        text = ", ".join(_DASHES.sub(": ", text, count=1).split(" -- "))
    text = write_out(_DASHES.sub(", ", text))
    if line.kind == "item":
        text = _DAY_AHEAD.sub(r"\1: ", text)
    text = _REMARK.sub(lambda m: m[1].upper(), _IN_FORCE.sub(r"B\1.", text))
    text = _BEFORE_COLON.sub(":", _SAME_NUMBER.sub("", _ASIDE_SAID.sub(" ", text)))
    if re.search(r"\b(?:Untuk|Bagi)\s[^.]{3,160}:\s+(?:Rp|\d)", text):
        text = _PARALLEL.sub(lambda m: f"; {m[1].lower()}", text)
    if (says := _SAYS.match(text)) and line.kind == "paragraph" and _speaks(says["who"]):
        does = _DOES.match(says["what"])
        who = says["who"].strip()
        text = f"{who} {says['what']}" if does else f"Menurut {who}, {says['what']}"
    if spoken := _SPOKEN.match(text) or _SIGNED.match(text):
        text = f"“{spoken['said'].rstrip('.,')},” kata {spoken['who'].strip()}."
    text = _CONDITION.sub(lambda m: f"{m[0]},", text).replace(", → ", ", ")
    return _STANDING.sub(lambda m: m[0].upper(), text) if line.kind == "paragraph" else text


def _speaks(who: str) -> bool:
    """Whether a label is an office or whoever holds one, and not the name of a field."""
    held = re.match(r"(?:Wakil|Camat|Kepala|Lurah|Bupati|Wabup|Sekda|Asisten|Ketua|Dir|Perw)", who)
    named = [who[start:end] for _, start, end in load_agencies().mentions(who)]
    return held is not None or named == [who]


def _written_title(title: str, lines: Sequence[PaperLine], copied: Sequence[PaperLine]) -> str:
    """The title written out, below what kind of paper it is; none where its line is left out."""
    if signs("paper").match(title.strip()) or _is_place(title):
        return _named_below(title, copied)
    own = _ABOUT.sub("", title.split(" | ")[0])
    written = _written(PaperLine(Block("heading", 0, 0), own))
    bare = title.strip(" .")
    named = any(line.text.strip(" .").startswith(bare) for line in lines)
    kept = any(_ABOUT.sub("", line.text).startswith(written.strip(" .")) for line in copied)
    return "" if named and not kept else written


def _with_news_of_minutes(lines: list[PaperLine]) -> list[PaperLine]:
    """Minutes with a first sentence: what was held, when and where, as their head says."""
    head = next((n for n, line in enumerate(lines[:2]) if _MINUTES.match(line.text)), None)
    name = _named_below(lines[head].text, lines) if head is not None else ""
    if head is None or not name:
        return lines
    meeting = _MINUTES.sub("", lines[head].text).strip(" :–-").lower()
    if meeting and not meeting.startswith("("):
        name = f"{meeting[:1].upper()}{meeting[1:]} {name[:1].lower()}{name[1:]}"
    told = lines[head + 1 : head + 5]
    day = next((m for line in told if (m := _WHOLE_DAY.search(line.text))), None)
    place = next((m[1] for line in lines if (m := _PLACE.match(line.text))), "")
    if day is None:
        return lines
    text = f"{name} digelar {day[0]}{f' di {place}' if place else ''}."
    left = [n for n in told if day[0] not in n.text and n.text.lower() not in text.lower()]
    first = PaperLine(replace(told[0].block, kind="paragraph"), text)
    return [*lines[:head], first, *left, *lines[head + 5 :]]


def _is_place(title: str) -> bool:
    return title.isupper() and len(title.split()) == 1


def _named_below(title: str, lines: Sequence[PaperLine]) -> str:
    """What the paper of a kind ("NOTULEN", "SURAT EDARAN … TENTANG") is about."""
    texts = [line.text.strip() for line in lines]
    for number, text in enumerate(texts[:_LONGEST_HEAD]):
        if text.upper() == "TENTANG" and number + 1 < len(texts):
            return _OWNED.sub("", texts[number + 1])
    for text in texts:
        if held := _HELD.match(text):
            return held[1]
    shown = without_names(write_out(title.strip()))
    place = next((n for n, text in enumerate(texts) if text == shown), len(texts))
    below = texts[place + 1] if place + 1 < len(texts) else ""
    below = _DAY_BEHIND.sub("", below)
    return "" if not below or len(below) > _LONGEST_TITLE or ":" in below else below
