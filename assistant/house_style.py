"""What the house style forbids or wants. The rules are data: `prompts/house_style.yaml`."""

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import islice
from typing import Any

from assistant.agencies import load_agencies
from assistant.assertions.contacts import Contact, find_contacts
from assistant.drafts import PLATFORMS, Finding, Severity
from assistant.platforms import find_emoji, find_urls, hashtag_spans
from assistant.prompts import cache_until_edited, load_prompt, load_table, shipped_table
from knowledge.sentences import Sentence, split_sentences

_TABLE = "house_style.yaml"
_MOST = 50  # findings of one rule in one text
_REPLY = "reply"  # the platform's name in the rules for a text without a platform
_QUOTATION = re.compile(r"“[^”\n]{1,600}”|\"[^\"\n]{1,600}\"")
_OUTSIDE = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)@[\w.]+")
_FIRST_LETTER = re.compile(r"\w")
_NAME = re.compile(r"\b[A-Z][\w.']{1,30}(?: [A-Z][\w.']{1,30})+")
_ATTRIBUTION = re.compile(
    r"\b(?:(?:kata|ujar|ucap|tutur|jelas|ungkap|terang|papar|tegas|imbuh|tambah|pinta|urai|lanjut)"
    r"(?: (?:dia|ia|beliau)\b|nya\b)|demikian (?:kata|ujar) (?:dia|ia|beliau)\b)"
)
_PAIRS = {"(": ")", "“": "”"}
_NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the table; its fields are explained at the head of the file.

    `words`: what is found, and what is written instead; empty: it is only found.
    """

    id: str
    severity: Severity
    message: str
    reason: str
    off: bool = False
    example: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] = re.compile(_NOTHING)
    words: Mapping[str, str] = field(default_factory=dict)
    replacement: str | None = None
    transform: str | None = None
    check: str | None = None
    at: str | None = None
    more_than: int | Mapping[str, int] = 0
    counted: str = ""
    only_if: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    platforms: frozenset[str] | None = None
    quotes: bool = False
    names: bool = False
    hashtags: bool = False

    def holds_on(self, platform: str) -> bool:
        return self.platforms is None or platform in self.platforms

    def allowed(self, platform: str) -> int:
        """How many matches are fine on this platform."""
        if isinstance(self.more_than, Mapping):
            return self.more_than[platform]
        return self.more_than


@cache_until_edited
def load_rules() -> tuple[Rule, ...]:
    return tuple(_rule(entry) for entry in load_table(_TABLE)["rules"])


@cache_until_edited
def house_style_prose() -> str:
    """The style as a model reads it, with the words that the editors have added to the rules."""
    shipped = {(rule.id, word, rule.words[word]) for rule in shipped_rules() for word in rule.words}
    agreed = [
        f"“{word}” menjadi “{better}”" if better else f"tanpa “{word}”"
        for rule in load_rules()
        if not rule.off
        for word, better in rule.words.items()
        if (rule.id, word, better) not in shipped
    ]
    prose = load_prompt("house_style.md").body
    return f"{prose}\n\nKata yang disepakati: {'; '.join(agreed)}." if agreed else prose


def reason_of(name: str) -> str:
    """Why there is the rule; nothing for what is no rule of the house style."""
    return next((rule.reason for rule in load_rules() if rule.id == name), "")


@cache
def shipped_rules() -> tuple[Rule, ...]:
    return tuple(_rule(entry) for entry in shipped_table(_TABLE)["rules"])


def _rule(entry: Mapping[str, Any]) -> Rule:
    values = dict(entry)
    words = words_of(entry)
    if "phrases" in values:
        values.setdefault("names", True)
    for name in ("words", "phrases"):
        values.pop(name, None)
    only, without = values.pop("platforms", None), values.pop("except_platforms", ())
    pattern = _alternatives(words) if words else values.pop("pattern", _NOTHING)
    for name in ("only_if", "unless"):
        if name in values:
            values[name] = re.compile(values[name])
    return Rule(
        **values,
        words=words,
        pattern=re.compile(pattern),
        platforms=_platforms(only, without),
    )


def words_of(entry: Mapping[str, Any]) -> dict[str, str]:
    """What an entry of the table marks, in lower case, and what is written instead; "": nothing."""
    marked = {phrase.lower(): "" for phrase in entry.get("phrases", ())}
    return marked | {wrong.lower(): right for wrong, right in entry.get("words", {}).items()}


def _alternatives(words: Any) -> str:
    """Longest first, so that a phrase wins over its first word."""
    longest = sorted(words, key=len, reverse=True)
    return rf"(?i)(?<![\w-])(?:{'|'.join(re.escape(word) for word in longest)})(?![\w-])"


def _platforms(only: list[str] | None, without: list[str] | tuple[()]) -> frozenset[str] | None:
    if only is not None:
        return frozenset(only)
    if not without:
        return None
    return frozenset({*PLATFORMS, _REPLY} - set(without))


def check_style(
    text: str, *, platform: str | None, today: date, title: str | None = None
) -> tuple[Finding, ...]:
    """Findings in the order of the text. Of two repairs that overlap the earlier rule's stays.

    Of a rule that is broken all the time only the first places are named.
    """
    script = Script(text, platform or _REPLY, today, title)
    repaired = bytearray(len(text))
    findings: list[Finding] = []
    for rule in load_rules():
        if (
            not rule.off
            and rule.holds_on(script.platform)
            and (rule.only_if is None or rule.only_if.search(text) is not None)
        ):
            found = CHECKS[rule.check](rule, script) if rule.check else _matches(rule, script)
            findings += (item for item in islice(found, _MOST) if _claims(repaired, item))
    return tuple(sorted(findings, key=lambda finding: (finding.start or 0, finding.rule)))


@dataclass(frozen=True)
class Script:
    """A text under inspection, with what several rules ask of it."""

    text: str
    platform: str
    today: date
    title: str | None

    @cached_property
    def sentences(self) -> list[Sentence]:
        return split_sentences(self.text)

    @cached_property
    def openings(self) -> dict[int, int]:
        """Where sentences begin, bullets and quotation marks aside, and where they end."""
        found = {}
        for sentence in self.sentences:
            if letter := _FIRST_LETTER.search(sentence.text):
                found[sentence.start + letter.start()] = sentence.end
        return found

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        return [match.span() for match in _QUOTATION.finditer(self.text)]

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Links, e-mail addresses and handles: no prose."""
        spans = find_urls(self.text) + [match.span() for match in _OUTSIDE.finditer(self.text)]
        return sorted(spans)

    @cached_property
    def tags(self) -> list[tuple[int, int]]:
        return hashtag_spans(self.text)

    @cached_property
    def first_opening(self) -> int:
        return min(self.openings, default=-1)

    def sentence_at(self, place: int) -> str:
        before = bisect_right(self.sentences, place, key=lambda sentence: sentence.start)
        return self.sentences[before - 1].text if before else ""


def _matches(rule: Rule, script: Script) -> Iterator[Finding]:
    free = rule.allowed(script.platform)
    for match in rule.pattern.finditer(script.text):
        if not match[0] or not _counts(rule, script, match):
            continue
        if free > 0:
            free -= 1
            continue
        yield _finding(rule, match.start(), match.end(), match[0], _better(rule, match))


def _counts(rule: Rule, script: Script, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _within(start, end, script.addresses):
        return False
    if not rule.hashtags and _within(start, end, script.tags):
        return False
    if not rule.quotes and _within(start, end, script.quotations):
        return False
    if rule.words and not rule.names and _is_name(script, match):
        return False
    if rule.at == "text" and start != script.first_opening:
        return False
    if rule.at == "sentence" and start not in script.openings:
        return False
    return rule.unless is None or not rule.unless.search(script.sentence_at(start))


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order, holds the place."""
    before = bisect_right(spans, start, key=lambda span: span[0])
    return before > 0 and end <= spans[before - 1][1]


def _is_name(script: Script, match: re.Match[str]) -> bool:
    """Whether the match is, or begins, a proper name: those keep the spelling of their owner."""
    if not match[0][0].isupper():
        return False
    if match.start() not in script.openings:
        return True
    following = re.match(r" (\w)", script.text[match.end() : match.end() + 2])
    return following is not None and following[1].isupper()


def _better(rule: Rule, match: re.Match[str]) -> str | None:
    if rule.words:
        better = rule.words[match[0].lower()]
        return _in_case_of(match[0], better) if better else None
    if rule.transform is not None:
        return TRANSFORMS[rule.transform](match)
    return match.expand(rule.replacement) if rule.replacement is not None else None


def _in_case_of(found: str, better: str) -> str:
    return better[:1].upper() + better[1:] if found[:1].isupper() else better


def _finding(
    rule: Rule, start: int | None, end: int | None, found: str, better: str | None
) -> Finding:
    message = rule.message
    if rule.words and not better and "{better}" in message:
        message = load_table(_TABLE)["nothing_better"]
    message = message.replace("{found}", found.strip()).replace("{better}", better or "")
    return Finding(rule.id, rule.severity, start, end, message, better)


def _claims(repaired: bytearray, item: Finding) -> bool:
    """Whether the finding may stand: its repair, if any, must not touch another's place."""
    if item.suggestion is None or item.start is None or item.end is None:
        return True
    if any(repaired[item.start : item.end]):
        return False
    repaired[item.start : item.end] = b"\1" * (item.end - item.start)
    return True


def _rupiah(match: re.Match[str]) -> str:
    """Rp25.000: no full stop after Rp, none of the dashes, but a full stop every three digits."""
    amount = next(group for group in match.groups() if group)
    return f"Rp{int(amount):,}".replace(",", ".") if amount.isdigit() else f"Rp{amount}"


def _capital(match: re.Match[str]) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in match[0].split(" "))


def _sentence_case(match: re.Match[str]) -> str:
    kept = load_table(_TABLE)["keep_capitals"]
    names = load_table(_TABLE)["keep_names"]
    words = [
        word if word in kept else word.capitalize() if word in names else word.lower()
        for word in match[0].split(" ")
    ]
    return " ".join([_in_case_of("A", words[0]), *words[1:]])


TRANSFORMS: Mapping[str, Callable[[re.Match[str]], str]] = {
    "rupiah": _rupiah,
    "capital": _capital,
    "sentence-case": _sentence_case,
    "pukul": lambda match: "Pukul " if match[1] == "J" else "pukul ",
}


def _speaker(rule: Rule, script: Script) -> Iterator[Finding]:
    """An attribution by pronoun needs a name before it: "kata dia" alone says nobody."""
    name = _NAME.search(script.text)
    for match in _ATTRIBUTION.finditer(script.text, endpos=name.end() if name else sys.maxsize):
        if not re.match(r" [A-Z]", script.text[match.end() : match.end() + 2]):
            yield _finding(rule, *match.span(), match[0], None)


def _unnamed(rule: Rule, script: Script) -> Iterator[Finding]:
    """ "Pelatihan tersebut" in the first sentence, with no such word before it."""
    if not script.sentences:
        return
    first = script.sentences[0]
    for match in re.finditer(r"\b(\w+) tersebut\b", first.text):
        if match[1].lower() not in first.text[: match.start()].lower():
            start = first.start + match.start()
            yield _finding(rule, start, first.start + match.end(), match[0], None)


def _quotation_marks(rule: Rule, script: Script) -> Iterator[Finding]:
    """Paragraph by paragraph, so that one open mark does not turn all others inside out."""
    for start, paragraph in _paragraphs(script.text):
        yield from _unpaired(rule, start, paragraph, "“")
        straight = [m.start() for m in re.finditer(r"\"", paragraph)]
        if len(straight) % 2:
            yield _finding(rule, start + straight[-1], start + straight[-1] + 1, '"', None)


def _brackets(rule: Rule, script: Script) -> Iterator[Finding]:
    for start, paragraph in _paragraphs(script.text):
        # "a)" and "1)" number a list; ":)" smiles.
        smoothed = re.sub(r"(?<!\w)\w{1,2}\)|[:;]-?\)", lambda m: "." * len(m[0]), paragraph)
        smoothed = smoothed if paragraph.count("(") < paragraph.count(")") else paragraph
        yield from _unpaired(rule, start, smoothed, "(")


def _unpaired(rule: Rule, start: int, paragraph: str, opening: str) -> Iterator[Finding]:
    waiting: list[int] = []
    for place, character in enumerate(paragraph):
        if character == opening:
            waiting.append(place)
        elif character == _PAIRS[opening]:
            if waiting:
                waiting.pop()
            else:
                yield _finding(rule, start + place, start + place + 1, character, None)
    for place in waiting:
        yield _finding(rule, start + place, start + place + 1, opening, None)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"(?:[^\n]+\n?)+", text):
        yield match.start(), match[0]


def _sentence_length(rule: Rule, script: Script) -> Iterator[Finding]:
    for sentence in script.sentences:
        words = len(re.findall(r"\w[\w./-]*", sentence.text))
        if words > rule.allowed(script.platform):
            yield _finding(rule, sentence.start, sentence.end, str(words), None)


def _repetition(rule: Rule, script: Script) -> Iterator[Finding]:
    seen: set[str] = set()
    for sentence in script.sentences:
        plain = _plain(sentence.text)
        if len(plain.split()) > 3 and plain in seen:
            start = len(script.text[: sentence.start].rstrip())
            yield _finding(rule, start, sentence.end, sentence.text, "")
        seen.add(plain)


def _repeated_title(rule: Rule, script: Script) -> Iterator[Finding]:
    if script.title and script.sentences:
        first = script.sentences[0]
        title, opening = _plain(script.title), _plain(first.text)
        if title and (opening == title or (opening.startswith(title + " ") and len(title) > 20)):
            yield _finding(rule, first.start, first.end, first.text, None)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _emoji(rule: Rule, script: Script) -> Iterator[Finding]:
    """One finding at the first emoji too many; where none is allowed, each can be removed."""
    spans = find_emoji(script.text)
    allowed = rule.allowed(script.platform)
    if allowed == 0:
        for start, end in spans:
            start -= script.text[max(0, start - 1) : start] == " "
            yield _finding(rule, start, end, script.text[start:end], "")
    elif len(spans) > allowed:
        start, end = spans[allowed]
        yield _finding(rule, start, end, script.text[start:end], None)


def _repeated_emoji(rule: Rule, script: Script) -> Iterator[Finding]:
    text, spans = script.text, find_emoji(script.text)
    place = 0
    while place < len(spans):
        last = place
        while (
            last + 1 < len(spans)
            and not text[spans[last][1] : spans[last + 1][0]].strip(" ")
            and text[slice(*spans[last + 1])] == text[slice(*spans[place])]
        ):
            last += 1
        if last > place:
            one = text[slice(*spans[place])]
            yield _finding(rule, spans[place][0], spans[last][1], one, one)
        place = last + 1


def _repeated_hashtag(rule: Rule, script: Script) -> Iterator[Finding]:
    counted: Counter[str] = Counter()
    for start, end in script.tags:
        tag = script.text[start:end]
        counted[tag.lower()] += 1
        if counted[tag.lower()] > 1:
            start -= script.text[max(0, start - 1) : start] == " "
            yield _finding(rule, start, end, tag, "")


def _officials(rule: Rule, script: Script) -> Iterator[Finding]:
    """Names in office whose last dated source is old, and those who have left it."""
    for match in _names_to_ask_about(script.today, rule.allowed(script.platform)).finditer(
        script.text
    ):
        yield _finding(rule, *match.span(), match[0], None)


@cache_until_edited
def _names_to_ask_about(today: date, days: int) -> re.Pattern[str]:
    names = []
    for official in load_agencies().officials:
        age = (today - date.fromisoformat(f"{official.last_seen}-01")).days
        if official.former or age > days:
            # A name of one word is a neighbour's name as well: it counts only after the office.
            names += [name for name in (official.name, *official.aliases) if " " in name]
            names.append(f"{official.office.split()[0]} {official.name}")
    return re.compile(_alternatives(names).removeprefix("(?i)") if names else _NOTHING)


def _campaign(rule: Rule, script: Script) -> Iterator[Finding]:
    """Names of candidates and parties, while a campaign runs."""
    table = load_table(_TABLE)["campaign"]
    if not campaigning(table, script.today):
        return
    words = re.compile(_alternatives(table["words"]))
    political = words.search(script.text) is not None or "partai" in script.text.lower()
    names = [
        name
        for name in (*table["candidates"], *table["parties"])
        if political or name not in table["ambiguous"]
    ]
    named = re.compile(_alternatives(names).removeprefix("(?i)"))
    for match in (*words.finditer(script.text), *named.finditer(script.text)):
        yield _finding(rule, *match.span(), match[0], None)


def campaigning(table: Mapping[str, Any], today: date) -> bool:
    """Whether a campaign runs; `table` is the part of the house style that says when."""
    # YAML 1.1 reads a bare on or off as a truth value.
    switch = {True: "on", False: "off"}.get(table["switch"], table["switch"])
    if switch in {"on", "off"}:
        return bool(switch == "on")
    periods = [(_day(period["from"]), _day(period["until"])) for period in table["periods"]]
    return any(begin <= today <= end for begin, end in periods)


def _day(value: date | str) -> date:
    """YAML knows dates, what an editor changed is kept as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _strange_contact(rule: Rule, script: Script) -> Iterator[Finding]:
    """Links and e-mail addresses that are neither a government's nor a known channel."""
    for contact in find_contacts(script.text):
        if contact.kind in ("url", "email") and not is_official(contact.value):
            yield _finding(rule, contact.start, contact.end, _cut(script.text, contact), None)


def _cut(text: str, contact: Contact) -> str:
    found = text[contact.start : contact.end]
    return found if len(found) <= 60 else found[:60] + " …"


def is_official(address: str) -> bool:
    """Whether a link or an e-mail address is a government's or a known channel."""
    hosts, known = _official()
    host = re.split(r"[/?#:]", address.rpartition("@")[2])[0]
    return address in known or any(host == name or host.endswith(f".{name}") for name in hosts)


@cache_until_edited
def _official() -> tuple[tuple[str, ...], frozenset[str]]:
    """Hosts whose every name is official, and single addresses that are."""
    channels = load_table("channels.yaml")["channels"]
    known = [str(c["value"]).lower() for c in channels if c["kind"] in ("url", "email")]
    return tuple(load_table(_TABLE)["official_hosts"]), frozenset(known)


CHECKS: Mapping[str, Callable[[Rule, Script], Iterator[Finding]]] = {
    "speaker": _speaker,
    "unnamed": _unnamed,
    "quotation-marks": _quotation_marks,
    "brackets": _brackets,
    "sentence-length": _sentence_length,
    "repetition": _repetition,
    "repeated-title": _repeated_title,
    "emoji": _emoji,
    "repeated-emoji": _repeated_emoji,
    "repeated-hashtag": _repeated_hashtag,
    "campaign": _campaign,
    "officials": _officials,
    "strange-contact": _strange_contact,
}
