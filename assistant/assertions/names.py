"""Names of persons, places, organisations and programmes: runs of capitalised words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.assertions.value import Kind
from assistant.assertions.words import alternatives, listed, long_form
from assistant.prompts import load_table

_TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?(?=\W|$)")
_JOINT = re.compile(r"^[ \u00a0]$")
_INITIAL = re.compile(r"^[A-Z]\.$|^(?:[A-Z]\.)+[A-Z]?$")
_LONG_NAME = 6  # words
_FULL_NAME = 2  # words
_ACRONYM = 5  # letters
_NO_NAME = re.compile(r"^[IVX]{1,4}$|^H[-+]\d+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands. `role` is the title in front of a person ("Sekda"), which the
    offsets include and `text` does not.

    `sure`: its form or its surroundings show that it is a name; else only its capitals do.
    """

    kind: Kind
    start: int
    end: int
    text: str
    role: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    opens: bool  # first word of a sentence, a line or a quotation
    after: str  # what stands between it and the word before


def find_names(text: str, written: str = "") -> Iterator[Name]:
    """Names in `text`; everyday acronyms, days, months and forms of address are none.

    `written` is the text as it was before other claims were blanked out of it: what is left of
    'Pesan Kepala Disnaker Ayu Sari: "…"' has capitals only, and is no title all the same.
    """
    offset = 0
    for line in text.split("\n"):
        tokens = _tokens(line, offset)
        whole = written[offset : offset + len(line)]
        titled = _title_case(_tokens(whole, offset) if whole else tokens)
        for run in _runs(tokens):
            yield from _names(run, tokens, titled, text)
        offset += len(line) + 1


def _tokens(line: str, offset: int) -> list[_Token]:
    tokens: list[_Token] = []
    end = 0
    for match in _TOKEN.finditer(line):
        word = match[0]
        last = word.endswith(".")
        lettered = len(word) == 2 and bool(tokens) and _numbered(tokens[-1].text)  # "rute C."
        if last and (
            lettered or not (_INITIAL.match(word) or word.lower() in listed("name_abbreviations"))
        ):
            word = word[:-1]
        between = line[end : match.start()]
        ended = not tokens or bool(re.search(r"[.!?…:;|“\"()•–—]|[^\w\s,/&'’.-]", between))
        tokens.append(
            _Token(word, offset + match.start(), offset + match.start() + len(word), ended, between)
        )
        end = match.start() + len(word)
    return tokens


def _numbered(head: str) -> bool:
    return head.islower() and (head in listed("numbered_heads") or head in listed("classes"))


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _title_case(tokens: list[_Token]) -> bool:
    """Whether a line is set as a title, so that its capitals say nothing."""
    long = [token.text for token in tokens if len(token.text) > 3 and token.text.isalpha()]
    return len(long) >= 3 and sum(map(_capital, long)) >= 0.85 * len(long)


def _runs(tokens: list[_Token]) -> Iterator[list[int]]:
    """Indexes of neighbouring capitalised words, with "dan", "bin" or a number between them."""
    run: list[int] = []
    for index, token in enumerate(tokens):
        joined = bool(run) and _JOINT.match(token.after) is not None
        if _capital(token.text):
            if joined:
                run.append(index)
            else:
                if run:
                    yield run
                run = [index]
        elif joined and _bridges(tokens, index, run):
            run.append(index)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _bridges(tokens: list[_Token], index: int, run: list[int]) -> bool:
    word = tokens[index].text.lower()
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    capital_next = (
        following is not None and _capital(following.text) and _JOINT.match(following.after)
    )
    if word.isdigit():
        head = tokens[run[-1]].text.lower().rstrip(".")
        return head in listed("numbered_heads") or bool(capital_next and len(run) == 1)
    if following is None or not capital_next or _is_title(following.text):
        return False
    if word in ("bin", "binti", "al", "el", "de", "van"):
        return True
    heads = {tokens[position].text.lower() for position in run[:2]}
    heads |= {long_form(head).split()[-1] for head in heads}
    long = heads & (listed("long_heads") | listed("unit_heads"))
    return word in ("dan", "serta") and bool(long) and len(run) < _LONG_NAME


def _names(run: list[int], tokens: list[_Token], titled: bool, text: str) -> Iterator[Name]:
    """Cuts a run into names: titles apart, heads ("Dinas", "Kecamatan") open a new one."""
    index = 0
    while index < len(run):
        token = tokens[run[index]]
        low = token.text.lower().rstrip(".")
        rest = [tokens[position] for position in run[index:]]
        if low in listed("organisation_heads") or low in listed("place_heads"):
            length = _head_length(rest, titled)
            kind: Kind = "organisation" if low in listed("organisation_heads") else "place"
            if length > 1:
                yield _name(kind, rest[:length], "", True, text)
            index += length
            continue
        role, skipped = _role(rest, tokens, run[index])
        if skipped:
            index += skipped + _seat(role, rest[skipped:])
            if index < len(run):
                length = _person_length(tokens, run, index, titled)
                if length:
                    person = [tokens[position] for position in run[index : index + length]]
                    yield Name(
                        "person", rest[0].start, person[-1].end,
                        text[person[0].start : person[-1].end], role, True,
                    )  # fmt: skip
                    index += length
            continue
        length = _plain_length(tokens, run, index)
        yield from _plain(tokens, run[index : index + length], titled, text)
        index += length


def _name(kind: Kind, part: list[_Token], role: str, sure: bool, text: str) -> Name:
    start, end = part[0].start, part[-1].end
    return Name(kind, start, end, text[start:end], role, sure)


def _head_length(rest: list[_Token], titled: bool) -> int:
    """How many words belong to "Dinas …" or "Kecamatan …": up to a title or another head."""
    length = 1
    while length < len(rest):
        low = rest[length].text.lower().rstrip(".")
        if low in listed("person_titles") or (length > 1 and low in listed("place_heads")):
            break
        if low in listed("organisation_heads") and low not in listed("inner_heads"):
            break
        if length > 1 and _is_seat(rest[:length]):
            break
        if (
            titled
            and low not in listed("agency_words")
            and (low in listed("ordinary") or (length > 1 and _ordinary_shape(rest[length].text)))
        ):
            break
        length += 1
    while length > 1 and (
        rest[length - 1].text.lower().rstrip(".") in ("no", "nomor", "rt", "rw")
        or (not _capital(rest[length - 1].text) and not rest[length - 1].text.isdigit())
    ):
        length -= 1
    return length


def _role(rest: list[_Token], tokens: list[_Token], position: int) -> tuple[str, int]:
    """The title that opens `rest` ("Wakil Bupati"), and how many words it takes."""
    count = 0
    while count < len(rest) and _is_title(rest[count].text):
        count += 1
    if count:
        return " ".join(token.text for token in rest[:count]), count
    return "", 0


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return (
        low in listed("person_titles")
        or long_form(low).split()[0] in listed("person_titles")
        or re.match(r"ka(?:din|dis|ban|bag|bid)\w*$", low) is not None
    )


def _seat(role: str, rest: list[_Token]) -> int:
    """How many words behind a title belong to it: "Camat Candi Sri Endah Marwati", "Kasatpol PP".

    What the head of a unit heads ends with its last everyday word: "Kabid Jalan dan Jembatan …".
    """
    last = role.lower().rpartition(" ")[2]
    if len(rest) < 2:
        return 0
    if last in ("camat", "lurah", "kades"):
        return int(rest[0].text.lower() in _seats())
    if {rest[0].text.lower(), long_form(last).split()[-1]} & listed("unit_heads"):
        words = [number for number, token in enumerate(rest) if _of_unit(token.text)]
        words += [number + 1 for number, token in enumerate(rest) if token.text in ("dan", "serta")]
        return max(1 + max(words, default=-1), len(rest) - _FULL_NAME if len(rest) == 4 else 0)
    acronym, following = rest[0].text, rest[1].text
    return int(acronym.isupper() and len(acronym) <= _ACRONYM and not following.isupper())


def _of_unit(word: str) -> bool:
    low = word.lower()
    return (
        low in listed("agency_words")
        or low in listed("unit_heads")
        or low in listed("ordinary")
        or low in listed("stopwords")
        or re.fullmatch(r"(?:pe|ke)[a-z]{3,}an", low) is not None
        or (word.isupper() and 1 < len(word) <= _ACRONYM)
    )


def _is_seat(part: list[_Token]) -> bool:
    """ "Desa Kedungrejo", "Kecamatan Candi": known whole, so what follows is another name."""
    if part[0].text.lower() not in ("desa", "kelurahan", "kecamatan"):
        return False
    return " ".join(token.text.lower() for token in part[1:]) in _seats()


@cache
def _seats() -> frozenset[str]:
    """Districts and villages of the regency, in lower case."""
    villages = load_table("places.yaml")["villages"]
    return frozenset(
        name.strip().lower()
        for district, names in villages.items()
        for name in (str(district), *names.split(","))
    )


def _person_length(tokens: list[_Token], run: list[int], index: int, titled: bool) -> int:
    length = 0
    for position in run[index:]:
        token = tokens[position]
        low = token.text.lower().rstrip(".")
        if (
            low in listed("organisation_heads")
            or low in listed("place_heads")
            or low in listed("person_titles")
            or token.text.isdigit()
            or low == "dan"
            or (titled and length > 0 and ordinary(token.text))
        ):
            break
        length += 1
        if length == 5:
            break
    return length


def _plain_length(tokens: list[_Token], run: list[int], index: int) -> int:
    length = 1
    for position in run[index + 1 :]:
        low = tokens[position].text.lower().rstrip(".")
        if low in listed("organisation_heads") or low in listed("place_heads"):
            break
        if low in listed("person_titles"):
            break
        length += 1
    return length


def _plain(tokens: list[_Token], run: list[int], titled: bool, text: str) -> Iterator[Name]:
    """A name without title or head. The first word of a sentence has its capital from there."""
    part = [tokens[position] for position in run]
    while part and part[0].opens and ordinary(part[0].text):
        part = part[1:]
    while part and (part[0].text.lower() in listed("generic_names") or not part[0].text.isalpha()):
        if part[0].text.isdigit() or part[0].text.lower() in listed("generic_names"):
            part = part[1:]
        else:
            break
    while part and part[-1].text.lower() in listed("generic_names"):
        part = part[:-1]
    if not part or all(token.text.lower() in listed("generic_names") for token in part):
        return
    first = part[0]
    if len(part) == 1 and (len(first.text) < 3 or _NO_NAME.match(first.text)):
        return
    if " ".join(token.text.lower() for token in part) in _villages():
        yield _name("place", part, "", True, text)
        return
    before = text[max(0, first.start - 30) : first.start]
    role = re.search(rf"\b({alternatives('person_titles')})\s+$", before, re.IGNORECASE)
    if role:
        yield _name("person", part, role[1], True, text)
        return
    if titled and not _alone_behind_a_label(part, text):
        yield from (
            _name("name", [token], "", False, text) for token in part if token.text.isupper()
        )
        return
    located = re.search(
        r"\b(?:di|ke|dari|se-?|wilayah|kawasan|asal|warga)\s+$", before, re.IGNORECASE
    )
    speaking = re.match(
        rf"[\s,]*(?:{alternatives('saying')})\b", text[part[-1].end : part[-1].end + 25]
    )
    said = re.search(rf"\b(?:{alternatives('said')})\s+$", before, re.IGNORECASE)
    if located:
        yield _name("place", part, "", not first.opens, text)
    elif said or (speaking and len(part) <= 4):
        yield _name("person", part, "", True, text)
    elif not first.opens or len(part) > 1:
        yield _name("name", part, "", True, text)


def _alone_behind_a_label(part: list[_Token], text: str) -> bool:
    """ "Camat Candi: Sri Endah Marwati": all that a line says, and none of it an everyday word."""
    return (
        1 < len(part) <= 4
        and text[: part[0].start].rstrip(" *_").endswith((":", "–", "-"))
        and re.match(r"[ *_]*(?:[\n(,;]|$)", text[part[-1].end :]) is not None
        and not any(ordinary(token.text) or token.text.isupper() for token in part)
    )


@cache
def _villages() -> frozenset[str]:
    """Villages of the regency whose names are no everyday words (prompts/places.yaml)."""
    places = load_table("places.yaml")
    names = {
        name.strip().lower()
        for villages in places["villages"].values()
        for name in villages.split(",")
    }
    return frozenset(names - set(str(places["need_cue"]).lower().replace(",", " ").split())) - (
        listed("ordinary") | listed("generic_names")
    )


@cache
def ordinary(word: str) -> bool:
    """Whether a capitalised word is probably no name."""
    low = word.lower()
    return (
        low in listed("ordinary")
        or low in listed("stopwords")
        or low in listed("generic_names")
        or _ordinary_shape(word)
    )


@cache
def _ordinary_shape(word: str) -> bool:
    low = word.lower()
    if word.isupper() and len(word) < 7:
        return low in listed("generic_names")
    return low in listed("ordinary") or bool(
        re.fullmatch(
            r"(?:me[mnl]?|di|ber|ter|per|pe[mnlr]?|ke|se)[a-z]{3,}(?:kan|an|i|nya|lah)"
            r"|(?:meng|meny|mem|men|ber|ter|di)[a-z]{4,}|[a-z]{3,}(?:kan|nya|lah|kah|mu|ku)"
            r"|pe(?:ng|ny|m|n|r|l)?[a-z]{3,}an|ke[a-z]{3,}an",
            low,
        )
    )
