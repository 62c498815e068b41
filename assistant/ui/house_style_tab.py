"""The room *Gaya Rumah*: the rules, what a change of them would do, and their versions."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from pydantic import ValidationError

from assistant.drafts import Finding, Platform
from assistant.errors import AssistantError
from assistant.house_style import Rule
from assistant.style_editing import (
    AGREED,
    NEW_DRAFTS,
    Campaign,
    Effect,
    Sample,
    Step,
    Style,
    StyleEdit,
    StyleProblems,
    Version,
    campaign_now,
    cautions,
    changed,
    changes_of,
    compare,
    history,
    newest,
    preview,
    proposals,
    read_style,
    restore,
    samples,
    save,
)
from assistant.ui import strings
from assistant.ui.cards import JSON, thousands
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import day, library_message
from assistant.ui.office import Office
from assistant.ui.parts import campaign_strip, heading, house_style_editor

if TYPE_CHECKING:
    from assistant.assembly import Assistant

_EFFECTS = 60  # shown of a preview; the counts are of all
_OWN_TEXT = 20_000


def campaign_banner(office: Office, page: gr.Blocks) -> gr.HTML:
    """Above every room: drafts that name candidates or parties are held back now."""
    strip = campaign_strip()

    def load(request: gr.Request) -> Iterator[JSON]:
        yield from told(_banner(office.of(request)), lambda _: library_message())

    page.load(load, None, strip, **PRIVATE)
    return strip


def house_style_tab(office: Office, page: gr.Blocks, strip: gr.HTML) -> None:
    heading(strings.STYLE_TITLE, strings.STYLE_LEAD)
    editor = house_style_editor()

    def load(request: gr.Request) -> Iterator[JSON]:
        yield from told(_listed(office.of(request)), _failed)

    def look(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        yield from _told(_previewed(office.of(request), event._data or {}))

    def keep(event: gr.EventData, request: gr.Request) -> Iterator[tuple[JSON, Any]]:
        assistant, data = office.of(request), event._data or {}
        step = _restored if data.get("action") == "restore" else _saved
        for message in _told(step(assistant, data)):
            renewed = next(_banner(assistant)) if message.get("saved") else gr.skip()
            yield message, renewed

    def look_back(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        yield from told(_compared(office.of(request), event._data or {}), _failed)

    page.load(load, None, editor, **PRIVATE)
    editor.load(load, None, editor, **PRIVATE)
    editor.edit(look, None, editor, trigger_mode="always_last", **PRIVATE)
    editor.submit(keep, None, [editor, strip], **PRIVATE)
    editor.select(look_back, None, editor, **PRIVATE)


def _failed(sentence: str) -> JSON:
    return library_message(notice=sentence, tone="warn")


def _told(messages: Iterator[JSON]) -> Iterator[JSON]:
    """Problems go beside the fields that they are about."""

    def sorted_out() -> Iterator[JSON]:
        try:
            yield from messages
        except StyleProblems as error:
            shown = [[problem.place, problem.sentence] for problem in error.problems]
            sentence = strings.STYLE_PROBLEMS.format(count=len(shown))
            yield library_message(problems=shown, notice=sentence, tone="warn")

    yield from told(sorted_out(), _failed)


def _banner(assistant: "Assistant") -> Iterator[JSON]:
    campaign = campaign_now(assistant.records, assistant.clock().date())
    yield library_message(sentence=_campaign_sentence(campaign) if campaign.running else "")


def _campaign_sentence(campaign: Campaign) -> str:
    if campaign.until is None:
        return strings.CAMPAIGN_ON
    return strings.CAMPAIGN_UNTIL.format(day=day(campaign.until))


def _listed(assistant: "Assistant", **more: Any) -> Iterator[JSON]:
    number, changes = newest(assistant.records)
    style = read_style(changes, assistant.clock().date())
    yield library_message(
        version=number,
        groups=[
            {"title": title, "rules": [_rule(rule, style) for rule in rules]}
            for title, rules in style.groups
        ],
        platforms=_platforms(style),
        campaign=_campaign(style.campaign),
        agreed=AGREED,
        proposals=[
            {"old": one.old, "new": one.new, "count": one.count}
            for one in proposals(assistant.records)
        ],
        history=[_version(assistant, version) for version in history(assistant.records)],
        severities=[[key, label] for key, label in strings.SEVERITIES.items()],
        **more,
    )


def _rule(rule: Rule, style: Style) -> JSON:
    has_limit = bool(rule.counted)
    return {
        "id": rule.id,
        "severity": rule.severity,
        "off": rule.off,
        "message": rule.message.replace("{found}", "…").replace("{better}", "…"),
        "reason": rule.reason,
        "wrong": rule.example.get("wrong", ""),
        "right": rule.example.get("right", ""),
        "pairs": [[wrong, better] for wrong, better in rule.words.items()]
        if rule.words or rule.id == AGREED
        else None,
        "limit": _limit(rule) if has_limit else None,
        "counted": rule.counted,
        "where": _where(rule),
        "changed": rule.id in style.changed,
    }


def _limit(rule: Rule) -> list[list[str]]:
    """Each with the platform that it is for, "" for all."""
    if isinstance(rule.more_than, int):
        return [["", "", str(rule.more_than)]]
    return [
        [platform, _platform_name(platform), str(most)] for platform, most in rule.more_than.items()
    ]


def _where(rule: Rule) -> str:
    if rule.platforms is None:
        return ""
    return ", ".join(_platform_name(platform) for platform in _ordered(rule.platforms))


def _ordered(platforms: Sequence[str] | frozenset[str]) -> list[str]:
    return [name for name in (*strings.PLATFORMS, "reply") if name in platforms]


def _platform_name(platform: str) -> str:
    return strings.PLATFORMS.get(platform, strings.STYLE_REPLY)


def _platforms(style: Style) -> list[JSON]:
    return [
        {
            "id": platform,
            "name": _platform_name(platform),
            "length": _text(limits.length),
            "hashtags": _text(limits.hashtags),
            "most_length": _most(limits.most_length),
            "most_hashtags": _most(limits.most_hashtags),
            "changed": platform in style.changed,
        }
        for platform, limits in style.platforms.items()
    ]


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _most(number: int | None) -> str:
    return "" if number is None else thousands(number)


def _campaign(campaign: Campaign) -> JSON:
    return {
        "switch": campaign.switch,
        "switches": [[key, label] for key, label in strings.CAMPAIGN_SWITCHES.items()],
        "periods": [list(period) for period in campaign.periods],
        "candidates": list(campaign.candidates),
        "state": _campaign_sentence(campaign) if campaign.running else strings.CAMPAIGN_OFF,
        "running": campaign.running,
    }


def _version(assistant: "Assistant", version: Version) -> JSON:
    at = version.saved_at.astimezone(assistant.clock().tzinfo)
    return {
        "number": version.number,
        "about": strings.STYLE_VERSION_ABOUT.format(
            day=day(at.date().isoformat()), time=f"{at:%H.%M}", who=version.who
        ),
        "reason": version.reason,
        "steps": steps(version.steps),
    }


def steps(found: Sequence[Step]) -> list[str]:
    """Each difference as a sentence, with the rule that it is about."""
    return [f"{_place(step)}: {_step(step)}" for step in found]


def _place(step: Step) -> str:
    if step.place == "campaign":
        return strings.CAMPAIGN
    return strings.PLATFORMS.get(step.place, step.place)


def _step(step: Step) -> str:
    old, new, word = step.old, step.new, step.word
    match step.what:
        case "off":
            return strings.STYLE_STEPS["on" if new == "on" else "off"]
        case "severity":
            named = strings.SEVERITIES
            return strings.STYLE_STEPS["severity"].format(
                old=named.get(old or "", ""), new=named.get(new or "", "")
            )
        case "word":
            return _word_step(word or "", old, new)
        case "campaign":
            names = strings.CAMPAIGN_SWITCHES if word == "switch" else {}
            return strings.STYLE_STEPS["campaign"].format(
                what=strings.CAMPAIGN_FIELDS[word or ""],
                old=names.get(old or "", old) or strings.NOTHING,
                new=names.get(new or "", new) or strings.NOTHING,
            )
        case _:
            where = f" ({_platform_name(word)})" if word else ""
            return strings.STYLE_STEPS[step.what].format(
                where=where, old=old or strings.NOTHING, new=new or strings.NOTHING
            )


def _word_step(word: str, old: str | None, new: str | None) -> str:
    if new is None:
        return strings.STYLE_STEPS["word-gone"].format(word=word)
    kind = "word-new" if old is None else "word-changed"
    if not new:
        kind = "word-marked"
    return strings.STYLE_STEPS[kind].format(word=word, old=old, new=new)


def _edit(data: JSON) -> StyleEdit:
    try:
        return StyleEdit.model_validate(data.get("edit") or {})
    except ValidationError as error:
        raise AssistantError(strings.STYLE_TOO_LONG) from error


def _previewed(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    records, today = assistant.records, assistant.clock().date()
    before = changes_of(records, int(data.get("seen") or 0))
    after = changed(_edit(data), before)
    texts = list(samples(records))
    own = str(data.get("text") or "").strip()[:_OWN_TEXT]
    if own:
        texts.insert(0, Sample("own", own, _known_platform(data.get("platform"))))
    effects = preview(before, after, texts, today)
    yield library_message(
        preview={
            "steps": steps(compare(before, after)),
            "cautions": [
                strings.STYLE_CAUTION.format(rule=rule.id) for rule in cautions(before, after)
            ],
            "summary": _summary(effects, len(texts) + NEW_DRAFTS, bool(own)),
            "effects": [_effect(effect) for effect in _telling(effects)[:_EFFECTS]],
        },
        problems=[],
        notice="",
    )


def _known_platform(name: Any) -> Platform | None:
    return name if name in strings.PLATFORMS else None


def _summary(effects: Sequence[Effect], read: int, own: bool) -> list[JSON]:
    """What an editor must see first: good texts that would be marked, faults no longer found."""
    alarmed = sum(e.sample.kind == "good" and _warns(e.come) for e in effects)
    missed = sum(e.sample.kind == "fault" and not e.come and bool(e.gone) for e in effects)
    lines = [
        {
            "tone": "",
            "text": strings.PREVIEW_READ.format(
                read=read,
                changed=len(effects),
                come=sum(len(effect.come) for effect in effects),
                gone=sum(len(effect.gone) for effect in effects),
            ),
        }
    ]
    if alarmed:
        lines.append({"tone": "ragu", "text": strings.PREVIEW_ALARMED.format(count=alarmed)})
    if missed:
        lines.append({"tone": "ragu", "text": strings.PREVIEW_MISSED.format(count=missed)})
    if own and not any(effect.sample.kind == "own" for effect in effects):
        lines.append({"tone": "", "text": strings.PREVIEW_OWN_SAME})
    return lines


def _warns(findings: Sequence[Finding]) -> bool:
    return any(finding.severity != "info" for finding in findings)


def _telling(effects: Sequence[Effect]) -> list[Effect]:
    """The editor's own text first, then marked good texts, new drafts, kept ones, and faults."""
    order = {"own": 0, "good": 1, "new": 2, "draft": 3, "fault": 4}
    return sorted(effects, key=lambda effect: order[effect.sample.kind])


def _effect(effect: Effect) -> JSON:
    sample = effect.sample
    name = strings.SAMPLE_KINDS[sample.kind]
    where = _platform_name(sample.platform) if sample.platform else ""
    return {
        "about": " · ".join(filter(None, (name, where))),
        "text": sample.text,
        "was": effect.was,
        "come": [_finding(sample.text, finding) for finding in effect.come],
        "gone": [_finding(sample.text, finding) for finding in effect.gone],
    }


def _finding(text: str, finding: Finding) -> JSON:
    placed = finding.start is not None and finding.end is not None
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "label": strings.SEVERITIES[finding.severity],
        "quote": text[finding.start : finding.end] if placed else "",
        "message": finding.message,
    }


def _saved(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    seen = int(data.get("seen") or 0)
    after = changed(_edit(data), changes_of(assistant.records, seen))
    number = save(
        assistant.records,
        after,
        seen=seen,
        who=assistant.actor.name,
        reason=str(data.get("reason") or ""),
    )
    yield from _listed(
        assistant,
        saved=number,
        notice=strings.STYLE_SAVED.format(number=number),
        tone="good",
        problems=[],
    )


def _restored(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    number = restore(
        assistant.records,
        int(data.get("number") or 0),
        seen=int(data.get("seen") or 0),
        who=assistant.actor.name,
    )
    yield from _listed(
        assistant,
        saved=number,
        restored=True,
        notice=strings.STYLE_RESTORED.format(old=data.get("number") or 0, number=number),
        tone="good",
        problems=[],
    )


def _compared(assistant: "Assistant", data: JSON) -> Iterator[JSON]:
    """Two versions side by side; 0 is what is shipped."""
    one, other = int(data.get("old") or 0), int(data.get("new") or 0)
    found = compare(changes_of(assistant.records, one), changes_of(assistant.records, other))
    yield library_message(
        comparison={"old": one, "new": other, "steps": steps(found) or [strings.STYLE_SAME]}
    )
