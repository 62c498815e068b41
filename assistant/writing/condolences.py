"""A condolence out of a paper: who died, when the prayers are, what the family wishes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.platforms import measure
from assistant.prompts import load_table
from assistant.reading.clauses import unshouted
from assistant.reading.moments import spell_dates
from knowledge.documents import Reading
from knowledge.sentences import split_sentences

_WORD = r"(?:[A-Z][\w.’'-]*|d[rs]g?h?\.)"
_NAME = rf"(?!Telah\b|Kabar\b|Berita\b){_WORD}(?:,?\s+{_WORD}){{1,7}}"
_CALLED = r"(?:(?:Bapak|Ibu|Bpk\.?|Pak|Bu|Sdri?\.?|Almarhum(?:ah)?|almarhum(?:ah)?)\s+)?"
_DEATH = re.compile(
    r"\b(?:berpulang|meninggal\s+dunia|wafat|tutup\s+usia|mangkat|kembali\s+ke\s+(?:hadirat|pangkuan))\b",
    re.I,
)
_LABELLED_NAME = re.compile(rf"(?:Nama|Almarhum(?:ah)?)\s*:\s*{_CALLED}(?P<name>{_NAME})")
_NAMED_AFTER = re.compile(
    rf"\b(?:berpulangnya|meninggalnya|wafatnya|kepergian)\s+{_CALLED}(?P<name>{_NAME})"
)
_NAMED_BEFORE = re.compile(
    rf"(?:^|\bbahwa\s+){_CALLED}(?P<name>{_NAME})(?:\s*\([^()]*\))?"
    r"(?:,\s*(?P<role>[a-z][^,.()]{3,80}),)?\s+(?:telah\s+)?"
    r"(?:berpulang|meninggal\s+dunia|wafat|tutup\s+usia)"
)
_NAME_LINE = re.compile(rf"{_CALLED}(?P<name>{_NAME})(?P<age>\s*\(.*\))?")
_AGED = re.compile(
    r"(?:usia|umur)\s*:?\s*(?P<age>\d{1,3})\s+tahun|^[^()]{5,80}\((?P<bare>\d{2,3})(?:\s+(?:tahun|th))?\)",
    re.I,
)
_WHEN_DIED = re.compile(r"\b(?:pada|hari|di|karena)\s.*$")
_SHE = re.compile(r"\b(?:almarhumah|ibu(?:nda)?|hj)\b", re.I)
_PRAYER = re.compile(r"inn?a\s?lill?ahi", re.I)
_PORTRAIT = re.compile(r"(?:Almarhum(?:ah)?|Beliau|Semasa hidup\w*)\b", re.I)
_LONGEST_NAME, _LONGEST_PORTRAIT, _SHORTEST = 70, 260, 20
_SHORT = ("x", "tiktok", "threads")


@dataclass(frozen=True, slots=True)
class Mourned:
    """Who is mourned, and the sentences of the paper about it by kind."""

    name: str
    role: str
    age: str
    she: bool
    died: str
    prayer: bool
    portrait: tuple[str, ...]
    funeral: tuple[str, ...]
    prayers: tuple[str, ...]
    wishes: tuple[str, ...]


def mourned(readings: Sequence[Reading]) -> Mourned | None:
    """Whom the first paper of a death mourns; None where none names one."""
    return next(filter(None, map(_read, readings)), None)


def condole(platform: str, found: Mourned, turn: int) -> tuple[str | None, str]:
    """Title (where wanted) and text: sober, without hashtag, emoji or call."""
    table = _table()
    who = "Almarhumah" if found.she else "Almarhum"
    hooks, wishes = table["hook"], table["wish"]
    age = f" ({found.age} tahun)" if found.age else ""
    role = f", {found.role}" if found.role else ""
    hook = hooks[turn % len(hooks)].format(name=f"{found.name}{age}{role}")
    if found.prayer:
        hook = f"{table['prayer']} {hook}"
    wish = wishes[turn % len(wishes)].format(who=who.lower())
    died = table["died"].format(who=who, when=found.died) if found.died else ""
    title = f"{table['title']}: {found.name}"
    if platform in _SHORT:
        parts = [hook, *found.prayers[:1], *found.wishes[:1], wish]
        while len(parts) > 1 and _is_over(" ".join(parts), platform):
            del parts[-2 if len(parts) > 2 else -1]
        return None, " ".join(parts)
    about = (*found.portrait[: 1 if platform in ("instagram", "whatsapp") else None],)
    paragraphs = [
        " ".join(filter(None, (hook, died))),
        " ".join(about),
        " ".join(found.funeral),
        " ".join(found.prayers),
        " ".join(found.wishes),
        wish,
    ]
    text = "\n\n".join(filter(None, paragraphs))
    if platform == "whatsapp":
        text = f"*{table['title']}*\n\n{text}"
    return (title if platform in ("youtube", "press-release") else None), text


def _is_over(text: str, platform: str) -> bool:
    length = measure(text, platform)
    return length.limit is not None and length.count > length.limit


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_table("frames/greetings.yaml")["condolence"]["paper"]
    return table


def _read(reading: Reading) -> Mourned | None:
    lines = [reading.text[block.start : block.end].strip() for block in reading.blocks]
    death = next((n for n, line in enumerate(lines) if _DEATH.search(line)), None)
    if death is None:
        return None
    name = _name(lines, death)
    if not name:
        return None
    near = " ".join(lines[max(0, death - 1) : death + 4])
    aged = _AGED.search(near[near.find(name) :]) or _AGED.search(near)
    sentences = list(_sentences(lines))
    left = [text for text in sentences if not _DEATH.search(text) and name not in text]
    kinds = {kind: tuple(_of_kind(left, kind)) for kind in ("wishes", "prayers", "funeral")}
    told = {text for texts in kinds.values() for text in texts}
    return Mourned(
        name=_spelt(name),
        role=next(
            (m["role"] for line in lines if (m := _NAMED_BEFORE.search(line)) and m["role"]), ""
        ),
        age=(aged["age"] or aged["bare"]) if aged else "",
        she=_SHE.search(near) is not None,
        died=_died(lines[death]),
        prayer=any(map(_PRAYER.search, lines)),
        portrait=tuple(
            text
            for text in left
            if text not in told and _PORTRAIT.match(text) and len(text) <= _LONGEST_PORTRAIT
        ),
        **kinds,
    )


def _name(lines: Sequence[str], death: int) -> str:
    for pattern in (_LABELLED_NAME, _NAMED_AFTER, _NAMED_BEFORE):
        for line in lines:
            if named := pattern.search(line):
                return _trimmed(named["name"])
    for line in lines[death + 1 : death + 3]:
        whole = _NAME_LINE.fullmatch(line.strip(" .:"))
        if whole and len(line) <= _LONGEST_NAME:
            return _trimmed(whole["name"])
    return ""


def _trimmed(name: str) -> str:
    """Without the end of its sentence, but with the point of a degree: "S.Kep."."""
    name = name.strip(" ,")
    return name if re.search(r"(?:\.\w+|\b[A-Z][a-z]?)\.$", name) else name.rstrip(".")


def _died(line: str) -> str:
    """ "Telah berpulang … pada hari Senin, 23 November … karena sakit" → from "pada" on."""
    sentence = next((p.text for p in split_sentences(line) if _DEATH.search(p.text)), "")
    behind = sentence[max(m.end() for m in _DEATH.finditer(sentence)) :] if sentence else ""
    when = _WHEN_DIED.search(behind)
    told = re.sub(r"\bhari\s+(?=[A-Z])", "", when[0].strip(" .:,")) if when else ""
    return spell_dates(told)


def _sentences(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for piece in split_sentences(line):
            text = unshouted(spell_dates(piece.text.strip()))
            if len(text) >= _SHORTEST:
                yield text if text[-1:] in ".!?" else f"{text}."


def _of_kind(sentences: list[str], kind: str) -> Iterator[str]:
    """The sentences of a kind, which no other kind takes again."""
    cue = re.compile(_table()["cues"][kind], re.I)
    for text in list(sentences):
        if cue.search(text):
            sentences.remove(text)
            yield text


def _spelt(name: str) -> str:
    """ "Drs. H. SOEKARDI PRANOTO" → "Drs. H. Soekardi Pranoto"."""
    return re.sub(r"\b[A-Z]{3,}\b", lambda m: m[0].title(), name)
