"""What each platform accepts, and how it counts. The figures live in `prompts/platforms/`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.drafts import PLATFORMS, Finding, Length, Severity
from assistant.errors import UsageError
from assistant.prompts import cache_until_edited, load_prompt, shipped_prompt

Field = Literal["post", "comment", "title", "alt_text"]
Unit = Literal["codepoints", "utf16", "weighted", "bytes"]

_URL_WEIGHT = 23  # X shortens every link to this length.
# Code points that X counts once (twitter-text v3); all others count twice.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_HASHTAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d_])\w+")
_URL = re.compile(
    r"https?://[^\s<>\"“”]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|info|biz|app|dev|site|online|gov|edu|[a-z]{2})"
    r"\b(?:/[^\s<>\"“”]*)?",
    re.IGNORECASE,
)
_AFTER_URL = ".,;:!?)]}'\"…"
_CONSEQUENCES: Mapping[Severity, str] = {
    "block": "batasnya {}; ringkas dulu, kalau tidak akan ditolak.",
    "warn": "sebaiknya paling banyak {}; ringkas.",
    "info": "paling enak dibaca di bawah {}.",
}


@dataclass(frozen=True, slots=True)
class FieldRules:
    """`limit` is refused by the platform; over `warn` it suffers; `aim` is what reads well.

    `fold` is the number of characters shown before "selengkapnya".
    """

    unit: Unit = "codepoints"
    limit: int | None = None
    warn: int | None = None
    aim: int | None = None
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class CountRules:
    """How many of something are fine: over `info`, `warn`, `limit` (refused or ignored)."""

    info: int | None = None
    warn: int | None = None
    limit: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PlatformRules:
    """One file of `prompts/platforms/`; `guide` is the style guide that a model reads."""

    id: str
    name: str
    fields: Mapping[str, FieldRules]
    hashtags: CountRules
    links: CountRules
    characters: str
    guide: str

    @property
    def fold(self) -> int | None:
        return self.fields["post"].fold


@cache_until_edited
def load_platform(platform: str) -> PlatformRules:
    """Raises UsageError for an id that is no platform."""
    if platform not in PLATFORMS:
        raise UsageError(
            f"Platform {platform!r} tidak dikenal; pilih salah satu: {', '.join(PLATFORMS)}."
        )
    prompt = load_prompt(f"platforms/{platform}.md")
    meta = prompt.meta
    return PlatformRules(
        id=platform,
        name=meta["name"],
        fields={
            field: FieldRules(**meta[field])
            for field in ("post", "comment", "title", "alt_text")
            if field in meta
        },
        hashtags=CountRules(**meta.get("hashtags", {})),
        links=CountRules(**meta.get("links", {})),
        characters=meta.get("characters", ""),
        guide=prompt.body,
    )


@cache_until_edited
def recommended_length(platform: str) -> tuple[int | None, float]:
    """What the editors of this regency want a post to be at most, and how that compares with what
    is shipped; None and 1.0 where they have left it as it was."""
    aim = load_platform(platform).fields["post"].aim
    shipped = shipped_prompt(f"platforms/{platform}.md").meta["post"].get("aim")
    if aim is None or aim == shipped:
        return None, 1.0
    return aim, aim / shipped if shipped else 1.0


def measure(text: str, platform: str | None, field: Field = "post") -> Length:
    """The length as the platform counts it. Without a platform the strictest limit holds."""
    rules = field_rules(platform, field)
    return Length(count(text, rules.unit, platform), rules.limit, rules.unit)


def field_rules(platform: str | None, field: Field = "post") -> FieldRules:
    """The rules of one field; a field that the platform lacks has no limit."""
    if platform is None:
        return _strictest_comment() if field == "comment" else FieldRules()
    return load_platform(platform).fields.get(field, FieldRules())


@cache_until_edited
def _strictest_comment() -> FieldRules:
    fields = [load_platform(name).fields.get("comment") for name in PLATFORMS]
    return min(
        (rules for rules in fields if rules and rules.limit), key=lambda rules: rules.limit or 0
    )


def count(text: str, unit: Unit, platform: str | None = None) -> int:
    """`weighted` is X's way of counting, on Threads an emoji weighs its UTF-8 bytes."""
    match unit:
        case "codepoints":
            return len(text)
        case "utf16":
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case "bytes":
            return len(text.encode("utf-8", "surrogatepass"))
        case "weighted" if platform == "threads":
            return sum(
                len(piece.encode("utf-8")) if emoji else len(piece)
                for piece, emoji in _pieces(text)
            )
        case "weighted":
            return _weight_on_x(unicodedata.normalize("NFC", text))


def _weight_on_x(text: str) -> int:
    weight = 0
    rest = 0
    for start, end in find_urls(text):
        weight += _weight_of_characters(text[rest:start]) + _URL_WEIGHT
        rest = end
    return weight + _weight_of_characters(text[rest:])


def _weight_of_characters(text: str) -> int:
    return sum(
        2 if emoji else sum(1 if _is_light(ord(character)) else 2 for character in piece)
        for piece, emoji in _pieces(text)
    )


def _is_light(code: int) -> bool:
    return any(first <= code <= last for first, last in _LIGHT)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text as runs of ordinary characters and single emoji sequences (True)."""
    if text.isascii():
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    rest = 0
    for match in emoji_pattern().finditer(text):
        pieces += [(text[rest : match.start()], False), (match[0], True)]
        rest = match.end()
    return [*pieces, (text[rest:], False)]


@cache
def emoji_pattern() -> Any:
    """One emoji as a person sees it: flags, keycaps, skin tones, families count as one."""
    import regex  # compiled at first use only: most commands never count an emoji

    one = (
        r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F"
        r"|\p{Extended_Pictographic}(?=\p{Emoji_Modifier}|\u200D))"
        r"\uFE0F?\p{Emoji_Modifier}?[\U000E0020-\U000E007F]*"
    )
    joined = r"(?:\p{Extended_Pictographic}|[♀♂⚕⚖✈])\uFE0F?\p{Emoji_Modifier}?"
    return regex.compile(
        rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]\uFE0F?\u20E3|{one}(?:\u200D{joined})*"
    )


def find_emoji(text: str) -> list[tuple[int, int]]:
    """Where emoji stand."""
    if text.isascii():
        return []
    return [match.span() for match in emoji_pattern().finditer(text)]


def hashtag_spans(text: str) -> list[tuple[int, int]]:
    """Where hashtags stand, with their #."""
    return [match.span() for match in _HASHTAG.finditer(text)]


def find_hashtags(text: str) -> tuple[str, ...]:
    """The hashtags of a text in their order, each once."""
    return tuple(dict.fromkeys(text[start:end] for start, end in hashtag_spans(text)))


def find_urls(text: str) -> list[tuple[int, int]]:
    """Where links stand, with or without a scheme; closing punctuation is not part of them."""
    spans = []
    for match in _URL.finditer(text):
        url = match[0].rstrip(_AFTER_URL)
        bare = "://" not in url
        # X does not make a link of a short name such as "kec.id" without a path.
        if bare and (url.count(".") < 2 and "/" not in url and len(url.rpartition(".")[2]) == 2):
            continue
        spans.append((match.start(), match.start() + len(url)))
    return spans


def fold_offset(text: str, platform: str | None) -> int | None:
    """Where the platform cuts the text and shows "selengkapnya"; None: all of it is shown."""
    fold = load_platform(platform).fold if platform else None
    return fold if fold is not None and len(text) > fold else None


def check_limits(
    text: str,
    platform: str | None,
    *,
    field: Field = "post",
    title: str | None = None,
    alt_text: str | None = None,
) -> tuple[Finding, ...]:
    """What the platform refuses (block), punishes (warn) or hides (info). Offsets into `text`."""
    findings = _length_findings(text, platform, field)
    if platform is None:
        return tuple(findings)
    rules = load_platform(platform)
    if title is not None:
        findings += _elsewhere(title, rules, "title", "Judul")
    if alt_text is not None:
        findings += _elsewhere(alt_text, rules, "alt_text", "Teks alternatif")
    findings += _character_findings(text, rules)
    if field == "post":
        findings += _hashtag_findings(text, rules)
        findings += _link_findings(text, rules)
        findings += _fold_findings(text, rules)
    return tuple(findings)


def _length_findings(text: str, platform: str | None, field: Field) -> list[Finding]:
    rules = field_rules(platform, field)
    length = count(text, rules.unit, platform)
    name = load_platform(platform).name if platform else "Balasan"
    level = _level(length, CountRules(rules.aim, rules.warn, rules.limit))
    if level is None:
        return []
    severity, limit = level
    message = f"{name}: panjang {_number(length)}, {_CONSEQUENCES[severity].format(_number(limit))}"
    start = _overflow(text, rules.unit, platform, limit)
    return [Finding("platform.length", severity, start, len(text), message)]


def _overflow(text: str, unit: Unit, platform: str | None, limit: int) -> int:
    """The first offset that no longer fits."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count(text[:middle], unit, platform) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _elsewhere(text: str, rules: PlatformRules, field: Field, label: str) -> list[Finding]:
    """Findings on the title or the alt text: they have no place in the post itself."""
    found = [
        Finding(
            f"platform.{field.replace('_', '-')}",
            finding.severity,
            None,
            None,
            f"{label} – {finding.message}",
        )
        for finding in _length_findings(text, rules.id, field)
    ]
    if field == "title" and (wrong := _forbidden(text, rules)):
        found.append(
            Finding(
                "platform.title",
                "block",
                None,
                None,
                f"{label} – {rules.name} menolak tanda {' '.join(wrong)}; hapus tanda itu.",
            )
        )
    return found


def _forbidden(text: str, rules: PlatformRules) -> list[str]:
    return [character for character in rules.characters if character in text]


def _character_findings(text: str, rules: PlatformRules) -> list[Finding]:
    return [
        Finding(
            "platform.characters",
            "block",
            place,
            place + 1,
            f"{rules.name} menolak tanda {character}; hapus tanda itu.",
            "",
        )
        for place, character in enumerate(text)
        if character in rules.characters
    ]


def _hashtag_findings(text: str, rules: PlatformRules) -> list[Finding]:
    spans = hashtag_spans(text)
    level = _level(len(spans), rules.hashtags)
    if level is None:
        return []
    severity, allowed = level
    start, end = spans[allowed][0], spans[-1][1]
    while start > 0 and text[start - 1].isspace():
        start -= 1
    only_tags = not _HASHTAG.sub("", text[start:end]).strip()
    message = (
        f"{rules.name} tidak memakai tagar; hapus."
        if allowed == 0
        else f"{rules.name}: {len(spans)} tagar, cukup {allowed}; hapus yang paling tidak perlu."
    )
    return [Finding("platform.hashtags", severity, start, end, message, "" if only_tags else None)]


def _link_findings(text: str, rules: PlatformRules) -> list[Finding]:
    spans = find_urls(text)
    if not spans:
        return []
    findings = []
    if rules.links.note:
        findings.append(Finding("platform.links", "info", *spans[0], rules.links.note))
    level = _level(len({text[start:end] for start, end in spans}), rules.links)
    if level is not None:
        severity, allowed = level
        message = f"{rules.name}: cukup {allowed} tautan; pilih yang paling berguna."
        findings.append(Finding("platform.links", severity, *spans[-1], message))
    return findings


def _fold_findings(text: str, rules: PlatformRules) -> list[Finding]:
    """The first sentence should be whole before the fold."""
    fold = fold_offset(text, rules.id)
    if fold is None:
        return []
    shown = text[: fold + 1]
    if re.search(r"[.!?…]([\"”')\s]|$)|\n", shown.lstrip()):
        return []
    message = (
        f"{rules.name} hanya menampilkan sekitar {fold} karakter pertama; "
        "pendekkan kalimat pembuka."
    )
    return [Finding("platform.fold", "info", fold, len(text), message)]


def _level(number: int, rules: CountRules) -> tuple[Severity, int] | None:
    """The gravest threshold that `number` passes, with the number that it allows."""
    if rules.limit is not None and number > rules.limit:
        return "block", rules.limit
    if rules.warn is not None and number > rules.warn:
        return "warn", rules.warn
    if rules.info is not None and number > rules.info:
        return "info", rules.info
    return None


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
