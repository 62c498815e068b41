"""The use case "change the house style": what the rules are, what a change would do, its versions.

What an editor changes is never written into `prompts/`: it is kept as a version that lies over the
shipped files (see prompts.overlaid).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.captions import Desk, draft_captions
from assistant.drafts import PLATFORMS, Finding, Platform, Severity
from assistant.edits import Replacement, frequent_replacements
from assistant.errors import AssistantError
from assistant.house_style import Rule, campaigning, check_style, load_rules, words_of
from assistant.jobs import CaptionJob
from assistant.platforms import check_limits, load_platform
from assistant.prompts import load_table, put_in_force, shipped_prompt, shipped_table, trying
from assistant.records.house_style import HOUSE_STYLE
from assistant.writing.embedded_writer import EmbeddedWriter

if TYPE_CHECKING:
    from assistant.records.store import Records

Changes = Mapping[str, Any]
TABLE = "house_style.yaml"
# Where pairs go that an admin's habit proposes.
AGREED = "kata.kesepakatan"
_PERIODS = 20
_DRAFTS = 60  # kept drafts that a preview reads
NEW_DRAFTS = 16  # that a preview writes, each of an evaluation case
_LONGEST_WORD = 80
_HIGHEST = 100_000

Typed = Annotated[str, StringConstraints(max_length=200)]


class Edit(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleEdit(Edit):
    """What was touched of one rule; None: as it was. Numbers are as typed.

    `words`: pairs that are new or have another preferred word; `removed`: words that go.
    """

    off: bool | None = None
    severity: Severity | None = None
    words: Annotated[tuple[tuple[Typed, Typed], ...], Field(max_length=1_000)] = ()
    removed: Annotated[tuple[Typed, ...], Field(max_length=1_000)] = ()
    limit: Typed | dict[str, Typed] | None = None


class LimitsEdit(Edit):
    """What reads well on one platform; empty: no recommendation."""

    length: Typed = ""
    hashtags: Typed = ""


class CampaignEdit(Edit):
    switch: Literal["auto", "on", "off"]
    periods: Annotated[tuple[tuple[Typed, Typed], ...], Field(max_length=_PERIODS)] = ()
    candidates: Annotated[tuple[Typed, ...], Field(max_length=200)] = ()


class StyleEdit(Edit):
    """What the editor touched; everything else stays as it was."""

    rules: dict[str, RuleEdit] = {}
    platforms: dict[Platform, LimitsEdit] = {}
    campaign: CampaignEdit | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """`place`: the id of a rule or a platform, or "campaign"."""

    place: str
    sentence: str


class StyleProblems(AssistantError):
    """Nothing was changed; every problem is named, so that all can be mended at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Limits:
    """`most`: what the platform itself accepts."""

    length: int | None
    hashtags: int | None
    most_length: int | None
    most_hashtags: int | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """`running`: today. `until`: its last day; None while the switch alone holds it on."""

    running: bool
    until: str | None
    switch: str
    periods: tuple[tuple[str, str], ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """The house style of one version, as an editor reads it."""

    groups: tuple[tuple[str, tuple[Rule, ...]], ...]
    changed: frozenset[str]
    platforms: Mapping[str, Limits]
    campaign: Campaign


@dataclass(frozen=True, slots=True)
class Version:
    """`steps`: what it changed of the one before."""

    number: int
    saved_at: datetime
    who: str
    reason: str
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Step:
    """One difference between two versions. `word`: which word, or on which platform."""

    place: str
    what: Literal["off", "severity", "word", "limit", "length", "hashtags", "campaign"]
    word: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that a preview reads. `kind`: a good or a faulty example, a kept draft, `own`, or
    `new`: a draft that the writer without a model makes of an evaluation case."""

    kind: Literal["good", "fault", "draft", "own", "new"]
    text: str
    platform: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the findings on one text; `was`: how a new draft read before it."""

    sample: Sample
    come: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    was: str | None = None


def read_style(changes: Changes, today: date) -> Style:
    """The rules in their groups under `changes`; those that differ from the shipped are named."""
    with trying(changes):
        table, rules = load_table(TABLE), load_rules()
        left = list(rules)
        groups = []
        for group in table["groups"]:
            members = tuple(rule for rule in rules if _belongs(rule.id, group["rules"]))
            groups.append((group["title"], members))
            left = [rule for rule in left if rule not in members]
        if left:
            groups.append((table["other_rules"], tuple(left)))
        return Style(
            tuple(groups),
            frozenset(step.place for step in compare({}, changes)),
            {platform: _limits(platform) for platform in PLATFORMS},
            _campaign(table["campaign"], today),
        )


def _belongs(rule: str, members: Sequence[str]) -> bool:
    return any(rule.startswith(name) if name[-1] in ".-" else rule == name for name in members)


def _limits(platform: str) -> Limits:
    rules = load_platform(platform)
    post, tags = rules.fields["post"], rules.hashtags
    enough = [most for most in (tags.info, tags.warn, tags.limit) if most is not None]
    most = post.warn if post.warn is not None else post.limit
    return Limits(post.aim, min(enough, default=None), most, tags.limit)


def _campaign(table: Mapping[str, Any], today: date) -> Campaign:
    # YAML 1.1 reads a bare on or off as a truth value.
    switch = {True: "on", False: "off"}.get(table["switch"], table["switch"])
    periods = tuple((str(period["from"]), str(period["until"])) for period in table["periods"])
    day = today.isoformat()
    until = max((end for begin, end in periods if begin <= day <= end), default=None)
    return Campaign(
        campaigning(table, today),
        until if switch == "auto" else None,
        switch,
        periods,
        tuple(table["candidates"]),
    )


def campaign_now(records: "Records", today: date) -> Campaign:
    """Whether drafts that name a candidate or a party are held back today."""
    with trying(records.house_style()):
        return _campaign(load_table(TABLE)["campaign"], today)


def changed(edit: StyleEdit, before: Changes) -> dict[str, Any]:
    """The changes of a new version: those `before`, and what `edit` makes of them.

    Raises StyleProblems; a change back to what is shipped leaves nothing behind.
    """
    problems: list[Problem] = []
    after = _copied(before)
    with trying(before):
        for name, rule in edit.rules.items():
            known = next((known for known in load_rules() if known.id == name), None)
            if known is None:
                problems.append(Problem(name, f"Aturan {name} tidak dikenal."))
                continue
            entry = _changed_rule(known, rule, problems)
            _put(after, (TABLE, "rules", name), entry)
        for platform, limits in edit.platforms.items():
            file = f"platforms/{platform}.md"
            for field, entry in _changed_limits(platform, limits, problems).items():
                _put(after, (file, field), entry)
        if edit.campaign is not None:
            _put(after, (TABLE, "campaign"), _changed_campaign(edit.campaign, problems))
    if problems:
        raise StyleProblems(problems)
    return after


def _copied(changes: Changes) -> dict[str, Any]:
    return {
        name: _copied(value) if isinstance(value, Mapping) else value
        for name, value in changes.items()
    }


def _put(changes: dict[str, Any], path: Sequence[str], entry: Mapping[str, Any]) -> None:
    """Sets what `path` leads to; what is empty is left out, the tables around it too."""
    first, *rest = path
    inner = dict(changes.get(first, {})) if rest else dict(entry)
    if rest:
        _put(inner, rest, entry)
    if inner:
        changes[first] = inner
    else:
        changes.pop(first, None)


def _changed_rule(rule: Rule, edit: RuleEdit, problems: list[Problem]) -> dict[str, Any]:
    """How the rule, as it is now with `edit` on top, differs from the shipped one."""
    shipped = _shipped_rule(rule.id)
    off = rule.off if edit.off is None else edit.off
    severity = edit.severity or rule.severity
    entry: dict[str, Any] = {}
    if off != shipped.get("off", False):
        entry["off"] = off
    if severity != shipped["severity"]:
        entry["severity"] = severity
    if _has_words(shipped):
        entry |= _changed_words(rule, shipped, edit, problems)
    if "more_than" in shipped:
        limit = rule.more_than if edit.limit is None else _limit(rule, edit.limit, problems)
        entry |= _different("more_than", shipped["more_than"], limit)
    return entry


def _shipped_rule(name: str) -> Mapping[str, Any]:
    rules: list[Mapping[str, Any]] = shipped_table(TABLE)["rules"]
    return next(rule for rule in rules if rule["id"] == name)


def _has_words(entry: Mapping[str, Any]) -> bool:
    return "words" in entry or "phrases" in entry


def _changed_words(
    rule: Rule, shipped: Mapping[str, Any], edit: RuleEdit, problems: list[Problem]
) -> dict[str, Any]:
    wanted = _words(rule, edit, problems)
    pairs: dict[str, str] = shipped.get("words", {})
    marked = list(shipped.get("phrases", ()))
    # The shipped spelling is the key, whatever case the editor typed.
    spelled = {word.lower(): word for word in (*pairs, *marked)}
    wanted = {spelled.get(word, word): better for word, better in wanted.items()}
    words: dict[str, str | None] = {
        word: better
        for word, better in wanted.items()
        if better != pairs.get(word, "" if word in marked else None)
    }
    words |= {word: None for word in pairs if word not in wanted}
    phrases = {word: None for word in marked if word not in wanted}
    return {name: value for name, value in (("words", words), ("phrases", phrases)) if value}


def _words(rule: Rule, edit: RuleEdit, problems: list[Problem]) -> dict[str, str]:
    """The words of the rule with the edit; what is new must not contradict any rule."""
    removed = {_clean(word).lower() for word in edit.removed}
    wanted = {word: better for word, better in rule.words.items() if word not in removed}
    typed: set[str] = set()
    for wrong, better in ((_clean(wrong), _clean(better)) for wrong, better in edit.words):
        word = wrong.lower()
        if not word and not better:
            continue
        sentence = _fault_of_word(word, better) or _contradiction(rule, word, better)
        if word in typed:
            sentence = f"“{wrong}” tertulis dua kali; sisakan satu."
        if sentence:
            problems.append(Problem(rule.id, sentence))
        typed.add(word)
        wanted[word] = better
    return wanted


def _clean(typed: str) -> str:
    return " ".join(typed.split())


def _fault_of_word(word: str, better: str) -> str | None:
    if not word:
        return f"Kata yang diganti “{better}” masih kosong; isi atau hapus barisnya."
    if not re.search(r"\w", word):
        return f"“{word}” tidak memuat huruf; tulis sebuah kata."
    if max(len(word), len(better)) > _LONGEST_WORD:
        return f"“{word[:30]}…” terlalu panjang; paling banyak {_LONGEST_WORD} huruf."
    if word == better:
        return f"“{word}” sama dengan penggantinya."
    if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", better.lower()):
        return f"Pengganti “{better}” masih memuat “{word}”, jadi akan ditandai lagi."
    return None


def _contradiction(rule: Rule, word: str, better: str) -> str | None:
    for other in load_rules():
        if other.id == rule.id or other.off:
            continue
        if word in other.words and other.words[word] != better:
            return f"“{word}” sudah diatur di {other.id}; ubah di sana."
        if better.lower() in other.words:
            return f"Pengganti “{better}” sendiri ditandai oleh {other.id}."
    if better and rule.words.get(better.lower()) is not None:
        return f"Pengganti “{better}” sendiri ada di daftar kata yang diganti."
    return None


def _limit(
    rule: Rule, typed: str | dict[str, str], problems: list[Problem]
) -> int | Mapping[str, int]:
    before = rule.more_than
    if isinstance(before, Mapping):
        values = typed if isinstance(typed, dict) else {}
        return {
            name: _number(rule.id, values.get(name, str(old)), problems) or 0
            for name, old in before.items()
        }
    return _number(rule.id, typed if isinstance(typed, str) else "", problems) or 0


def _number(
    place: str, typed: str, problems: list[Problem], *, may_be_empty: bool = False
) -> int | None:
    value = typed.strip().replace(".", "")
    if not value and may_be_empty:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", value):
        shown = f"“{typed.strip()}” bukan angka" if value else "Batasnya masih kosong"
        problems.append(Problem(place, f"{shown}; tulis angka bulat, misalnya 20."))
        return None
    if int(value) > _HIGHEST:
        problems.append(Problem(place, f"Batas {typed.strip()} terlalu besar."))
        return None
    return int(value)


def _changed_limits(
    platform: str, edit: LimitsEdit, problems: list[Problem]
) -> dict[str, dict[str, Any]]:
    """By the field of the platform's front matter: what differs from the shipped one."""
    name, now = load_platform(platform).name, _limits(platform)
    meta = shipped_prompt(f"platforms/{platform}.md").meta
    length = _number(platform, edit.length, problems, may_be_empty=True)
    hashtags = _number(platform, edit.hashtags, problems, may_be_empty=True)
    if length is not None and now.most_length is not None and length > now.most_length:
        most = f"{now.most_length:,}".replace(",", ".")
        sentence = f"Panjang anjuran {name} melebihi batas {most} karakter."
        problems.append(Problem(platform, sentence))
    if length == 0:
        problems.append(Problem(platform, f"Panjang anjuran {name} tidak dapat nol."))
    if hashtags is not None and now.most_hashtags is not None and hashtags > now.most_hashtags:
        sentence = f"{name} menerima paling banyak {now.most_hashtags} tagar."
        problems.append(Problem(platform, sentence))
    tags = meta.get("hashtags", {})
    counted = next((level for level in ("info", "warn") if level in tags), "info")
    if hashtags == now.most_hashtags and counted not in tags:
        hashtags = None  # what the platform allows needs no word of ours
    return {
        "post": _different("aim", meta["post"].get("aim"), length),
        "hashtags": _different(counted, tags.get(counted), hashtags),
    }


def _different(name: str, shipped: Any, wanted: Any) -> dict[str, Any]:
    return {} if wanted == shipped else {name: wanted}


def _changed_campaign(edit: CampaignEdit, problems: list[Problem]) -> dict[str, Any]:
    shipped = _campaign(shipped_table(TABLE)["campaign"], date.min)
    periods = []
    for begin, end in edit.periods:
        if not begin.strip() and not end.strip():
            continue
        sentence = _fault_of_period(begin.strip(), end.strip())
        if sentence:
            problems.append(Problem("campaign", sentence))
        periods.append({"from": begin.strip(), "until": end.strip()})
    candidates = list(dict.fromkeys(filter(None, map(_clean, edit.candidates))))
    for name in candidates:
        if len(name) < 3:
            problems.append(Problem("campaign", f"Nama calon “{name}” terlalu pendek."))
    listed = [(period["from"], period["until"]) for period in periods]
    return {
        **_different("switch", shipped.switch, edit.switch),
        **({"periods": periods} if tuple(listed) != shipped.periods else {}),
        **({"candidates": candidates} if tuple(candidates) != shipped.candidates else {}),
    }


def _fault_of_period(begin: str, end: str) -> str | None:
    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end)
    except ValueError:
        return "Masa kampanye: isi tanggal mulai dan tanggal akhir."
    return None if first <= last else "Masa kampanye: tanggal akhir mendahului tanggal mulai."


def cautions(before: Changes, after: Changes) -> tuple[Rule, ...]:
    """Rules that held drafts back and would no longer: nothing forbids it, but it is to be seen."""
    with trying(before):
        holding = {rule.id for rule in load_rules() if _holds(rule)}
    with trying(after):
        return tuple(rule for rule in load_rules() if rule.id in holding and not _holds(rule))


def _holds(rule: Rule) -> bool:
    return rule.severity == "block" and not rule.off


def preview(
    before: Changes, after: Changes, samples: Iterable[Sample], today: date
) -> list[Effect]:
    """What a change does: to the findings on each text, and to drafts that are written anew."""
    samples = list(samples)
    with trying(before):
        old = [_findings(sample, today) for sample in samples]
        drafts = _new_drafts()
        old += [_findings(sample, today) for sample in drafts]
    with trying(after):
        new = [_findings(sample, today) for sample in samples]
        redrafted = _new_drafts()
        new += [_findings(sample, today) for sample in redrafted]
    effects = (
        Effect(
            sample,
            tuple(finding for finding in now if finding not in then),
            tuple(finding for finding in then if finding not in now),
            was.text if was.text != sample.text else None,
        )
        for was, sample, then, now in zip(
            [*samples, *drafts], [*samples, *redrafted], old, new, strict=True
        )
    )
    return [effect for effect in effects if effect.come or effect.gone or effect.was]


def _new_drafts() -> list[Sample]:
    """What the writer without a model makes of a few evaluation cases under the style in force;
    the platforms take turns."""
    drafts = []
    for number, case in enumerate(shipped_table("cases/captions/development.yaml")[:NEW_DRAFTS]):
        platform = PLATFORMS[number % len(PLATFORMS)]
        job = CaptionJob(brief=case["brief"], platforms=(platform,), source_text=case["document"])
        (draft,) = draft_captions(job, Desk((EmbeddedWriter(),), None, case["today"])).drafts
        drafts.append(Sample("new", draft.text, platform, draft.title))
    return drafts


def _findings(sample: Sample, today: date) -> tuple[Finding, ...]:
    text, platform, title = sample.text, sample.platform, sample.title
    found = check_style(text, platform=platform, today=today, title=title)
    return (*found, *check_limits(text, platform, title=title)) if platform else found


def samples(records: "Records") -> Iterator[Sample]:
    """The evaluation cases that may be looked at, the examples of the rules, and kept drafts."""
    cases = shipped_table("cases/style/development.yaml")
    for case in cases["good"]:
        yield Sample("good", case["text"].rstrip("\n"), case.get("platform"))
    for case in cases["faults"]:
        yield Sample("fault", case["text"], case.get("platform"))
    for rule in load_rules():
        for kind in ("right", "wrong"):
            if kind in rule.example:
                platform = None if rule.holds_on("reply") else min(rule.platforms or ())
                yield Sample("good" if kind == "right" else "fault", rule.example[kind], platform)
    for draft in records.drafts.all()[:_DRAFTS]:
        yield Sample("draft", draft.text, draft.platform, draft.title)


def newest(records: "Records") -> tuple[int, dict[str, Any]]:
    """The number of the version in force and its changes; 0: as shipped."""
    number = records.prompts.newest_number(HOUSE_STYLE)
    return number, records.prompts.changes(HOUSE_STYLE, number)


def changes_of(records: "Records", number: int) -> dict[str, Any]:
    return records.prompts.changes(HOUSE_STYLE, number)


def save(records: "Records", changes: dict[str, Any], *, seen: int, who: str, reason: str) -> int:
    """A new version, in force at once; gives its number. `seen`: the version it was made from."""
    if not reason.strip():
        raise AssistantError("Alasan perubahan masih kosong; tulis satu kalimat untuk riwayat.")
    if changes == changes_of(records, seen):
        raise AssistantError("Belum ada yang berubah dari versi ini.")
    number = records.prompts.save(
        HOUSE_STYLE, changes, who=who, reason=_clean(reason)[:500], seen=seen
    )
    put_in_force(changes)
    return number


def restore(records: "Records", number: int, *, seen: int, who: str, reason: str = "") -> int:
    """Version `number` (0: as shipped) once more, as the newest."""
    why = reason.strip() or (f"Kembali ke versi {number}" if number else "Kembali ke bawaan")
    return save(records, changes_of(records, number), seen=seen, who=who, reason=why)


def history(records: "Records") -> list[Version]:
    """The newest first, each with what it changed of the one before."""
    kept = records.prompts.history(HOUSE_STYLE)
    changes: list[Changes] = [*(version.changes for version in kept), {}]
    return [
        Version(
            version.number,
            version.saved_at,
            version.who,
            version.reason,
            compare(then, version.changes),
        )
        for version, then in zip(kept, changes[1:], strict=True)
    ]


def compare(one: Changes, other: Changes) -> tuple[Step, ...]:
    """What is different under `other`."""
    return tuple(
        Step(place, what, word, old, new)
        for (place, what, word), old, new in _differences(_settings(one), _settings(other))
    )


_Place = tuple[str, Any, str | None]


def _differences(
    one: Mapping[_Place, str | None], other: Mapping[_Place, str | None]
) -> Iterator[tuple[_Place, str | None, str | None]]:
    for place in dict.fromkeys((*one, *other)):
        if one.get(place) != other.get(place):
            yield place, one.get(place), other.get(place)


def _settings(changes: Changes) -> dict[_Place, str | None]:
    """Everything that an editor can change, flat; None: there is no such word or limit."""
    found: dict[_Place, str | None] = {}
    with trying(changes):
        # The table itself: of a version of long ago no pattern need be compiled.
        for rule in load_table(TABLE)["rules"]:
            place, limit = rule["id"], rule.get("more_than", 0)
            found[place, "off", None] = "off" if rule.get("off") else "on"
            found[place, "severity", None] = rule["severity"]
            found |= {(place, "word", word): better for word, better in words_of(rule).items()}
            limits = limit.items() if isinstance(limit, Mapping) else [(None, limit)]
            found |= {(place, "limit", name): str(most) for name, most in limits}
        for platform in PLATFORMS:
            wanted = _limits(platform)
            found[platform, "length", None] = _text(wanted.length)
            found[platform, "hashtags", None] = _text(wanted.hashtags)
        campaign = _campaign(load_table(TABLE)["campaign"], date.min)
    found["campaign", "campaign", "switch"] = campaign.switch
    found["campaign", "campaign", "periods"] = ", ".join("–".join(p) for p in campaign.periods)
    found["campaign", "campaign", "candidates"] = ", ".join(campaign.candidates)
    return found


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def proposals(records: "Records") -> list[Replacement]:
    """What admins keep changing by hand and no rule says yet."""
    with trying(records.house_style()):
        known = {word for rule in load_rules() if not rule.off for word in rule.words}
    return [
        habit
        for habit in frequent_replacements(records.edits())
        if habit.old.lower() not in known
        and _fault_of_word(_clean(habit.old).lower(), _clean(habit.new)) is None
    ]
