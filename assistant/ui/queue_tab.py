"""The room *Antrean*: many comments taken in, and answered one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.access import may
from assistant.drafts import PLATFORMS
from assistant.errors import UsageError
from assistant.jobs import MaskJob, ReplyJob, parse_job
from assistant.ui import strings
from assistant.ui.answers import (
    Around,
    Asked,
    agency_name,
    answer_comment,
    check_answer,
    record_answer,
    reveal_disposition,
)
from assistant.ui.cards import JSON, note_card, show
from assistant.ui.clocks import day_clock, entry_clock, response_clock
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import day, library_message
from assistant.ui.office import Office
from assistant.ui.parts import board, heading, queue_list

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.queueing.comment_exports import Columns, Export
    from assistant.records.comment_queue import Seen
    from assistant.records.tables import QueueEntry
    from assistant.web.uploads import Uploads

_STATES = {"open": ("new", "taken"), "done": ("done",), "ignored": ("ignored",)}
_MOST = 200
_MOST_CLOSED = 100
_EXAMPLES = 5
_ALIKE_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """The entry on the screen as it was seen, and its answers once they are there."""

    seen: "Seen"
    asked: Asked | None = None


Messages = Iterator[tuple[JSON, JSON, Any]]  # to the list, to the board, what is opened


def queue_tab(office: Office, page: gr.Blocks) -> None:
    opened = gr.State(None)  # an Opened
    with gr.Row(elem_classes=["dua-kolom"]):
        with gr.Column(elem_classes=["kiri"], min_width=280):
            heading(strings.QUEUE_TITLE, strings.QUEUE_LEAD)
            listing = queue_list()
        with gr.Column(elem_classes=["kanan"], min_width=300):
            answers = board("queue", strings.QUEUE_BOARD_EMPTY)

    def load(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        state = str((event._data or {}).get("state") or "open")
        yield from told(_listed(assistant, state), _failed)

    def first_load(request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_listed(assistant, "open"), _failed)

    def preview(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        uploads = office.uploads_of(request)
        yield from told(_preview(assistant, uploads, event._data), _failed)

    def take(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        uploads = office.uploads_of(request)
        yield from told(_take_in(assistant, uploads, event._data), _failed)

    def select(event: gr.EventData, request: gr.Request) -> Messages:
        assistant = office.of(request)
        yield from _both(_open(assistant, str(event._data.get("id"))))

    def step(opened: Opened | None, event: gr.EventData, request: gr.Request) -> Messages:
        assistant = office.of(request)
        if opened and event._data.get("step") == "original":
            yield from _both(_reveal(assistant, opened))
        elif opened:
            yield from _both(_step(assistant, opened, event._data))

    def copy(opened: Opened | None, event: gr.EventData, request: gr.Request) -> Messages:
        assistant = office.of(request)
        if opened and opened.asked:
            yield from _both(_copied(assistant, opened, event._data))

    def edit(opened: Opened | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        if opened and opened.asked:
            yield from told(check_answer(assistant, opened.asked, event._data))

    both = [listing, answers, opened]
    page.load(first_load, None, listing, **PRIVATE)
    listing.load(load, None, listing, **PRIVATE)
    listing.upload(preview, None, listing, **PRIVATE)
    listing.submit(take, None, listing, **PRIVATE)
    listing.select(select, None, both, **PRIVATE)
    answers.submit(step, opened, both, **PRIVATE)
    answers.copy(copy, opened, both, **PRIVATE)
    answers.edit(edit, opened, answers, trigger_mode="always_last", **PRIVATE)


@dataclass(frozen=True, slots=True)
class _Show:
    """A change of the screen; what is None stays as it is."""

    listing: JSON | None = None
    answers: JSON | None = None
    opened: Opened | None = None


def _both(changes: Iterator[_Show]) -> Messages:
    """Failures become a sentence above the answers, which stay with what was typed."""

    def messages() -> Iterator[JSON]:
        for change in changes:
            yield {"change": change}

    for found in told(messages()):
        change = found.get("change") or _Show(answers=found)
        yield (
            gr.skip() if change.listing is None else change.listing,
            gr.skip() if change.answers is None else change.answers,
            gr.skip() if change.opened is None else change.opened,
        )


def _failed(sentence: str) -> JSON:
    return library_message(notice=sentence, tone="warn")


# --- the list ---------------------------------------------------------------------------------


def _listed(assistant: "Assistant", state: str, **more: Any) -> Iterator[JSON]:
    platforms = [
        [strings.ANY_PLATFORM, ""],
        *([strings.PLATFORMS[name], name] for name in strings.COMMENT_PLATFORMS),
    ]
    yield _list(assistant, state, platforms=platforms, **more)


def _list(assistant: "Assistant", state: str = "open", **more: Any) -> JSON:
    queue = assistant.records.queue
    states = _STATES.get(state, _STATES["open"])
    most = _MOST + 1 if state == "open" else _MOST_CLOSED
    counts = queue.counts()
    return library_message(
        state=state,
        states=[
            {
                "state": name,
                "label": strings.QUEUE_STATES[name],
                "count": sum(counts[s] for s in of),
            }
            for name, of in _STATES.items()
        ],
        entries=[_row(assistant, entry) for entry in queue.entries(states, most)],
        **more,
    )


def _row(assistant: "Assistant", entry: "QueueEntry") -> JSON:
    now = assistant.clock()
    waits = entry.state in _STATES["open"]
    about = [
        strings.PLATFORMS.get(entry.platform or "", ""),
        strings.COMMENT_KINDS[entry.kind],
        agency_name(assistant, entry.agency) if entry.agency else "",
        strings.ALIKE.format(count=len(entry.comments)) if len(entry.comments) > 1 else "",
        strings.TAKEN_BY.format(who=entry.taken_by) if entry.state == "taken" else "",
        strings.RESPONDED_ALREADY if waits and entry.responded_at else "",
    ]
    return {
        "id": entry.id,
        "text": " ".join(entry.text_masked.split())[:160],
        "rank": entry.rank,
        "urgency": strings.URGENCIES[entry.urgency],
        "clock": entry_clock(now, entry) if waits else None,
        "about": " · ".join(filter(None, about)),
    }


# --- taking comments in -----------------------------------------------------------------------


def _take_in(assistant: "Assistant", uploads: "Uploads", data: Mapping[str, Any]) -> Iterator[JSON]:
    from assistant.queue import take_in
    from assistant.queueing.comment_exports import comments_of, pasted, read_export

    now = assistant.clock()
    token = data.get("token")
    if token:
        export = read_export(uploads.path(str(token)))
        columns = _columns(export, data.get("columns"))
        assert now.tzinfo is not None
        comments = list(comments_of(export, columns, now.tzinfo))
    else:
        platform = str(data.get("platform") or "") or None
        if platform is not None and platform not in PLATFORMS:
            raise UsageError(strings.UNEXPECTED)
        comments = [replace(one, platform=platform) for one in pasted(str(data.get("text") or ""))]
    yield library_message(notice=strings.TAKING_IN.format(count=len(comments)), tone="good")
    intake = take_in(comments, assistant.records.queue, now)
    if token:
        uploads.drop(str(token))
    sentence = strings.TAKEN_IN.format(count=intake.added)
    for count, text in (
        (intake.grouped, strings.TAKEN_IN_GROUPED),
        (intake.repeated, strings.TAKEN_IN_REPEATED),
        (intake.ignored, strings.TAKEN_IN_IGNORED),
    ):
        sentence += text.format(count=count) if count else ""
    yield from _listed(assistant, "open", notice=sentence, tone="good", taken=True, preview=None)


def _preview(assistant: "Assistant", uploads: "Uploads", data: Mapping[str, Any]) -> Iterator[JSON]:
    """What would be taken in, with the columns to correct."""
    from assistant.queueing.comment_exports import COLUMNS, comments_of, read_export

    token = str(data.get("token"))
    export = read_export(uploads.path(token))
    columns = _columns(export, data.get("columns"))
    zone = assistant.clock().tzinfo
    assert zone is not None
    comments = list(comments_of(export, columns, zone))
    examples = [
        {
            "text": assistant.mask(MaskJob(text=comment.text)).text[:200],
            "about": " · ".join(
                filter(
                    None,
                    [
                        strings.PLATFORMS.get(comment.platform or "", ""),
                        f"{day(comment.received_at.isoformat())} {comment.received_at:%H.%M}"
                        if comment.received_at
                        else "",
                    ],
                )
            ),
        }
        for comment in comments[:_EXAMPLES]
    ]
    yield library_message(
        notice=None,
        preview={
            "token": token,
            "name": export.name,
            "count": strings.ROWS_READ.format(count=len(comments)),
            "take": strings.TAKE_ROWS.format(count=len(comments)),
            "headings": [
                heading.strip() or strings.UNNAMED_COLUMN.format(number=n)
                for n, heading in enumerate(export.headings, 1)
            ],
            "columns": {
                name: {
                    "label": strings.EXPORT_COLUMNS[name],
                    "value": getattr(columns, name),
                    "optional": name != "text",
                }
                for name in COLUMNS
            },
            "rows": examples,
        },
    )


def _columns(export: "Export", chosen: Any) -> "Columns":
    """As a person corrected them, else as guessed."""
    from assistant.queueing.comment_exports import COLUMNS, Columns, guess_columns

    if not isinstance(chosen, Mapping):
        return guess_columns(export)
    width = len(export.headings)
    places = {name: chosen.get(name) for name in COLUMNS}
    for place in places.values():
        if place is not None and not (type(place) is int and 0 <= place < width):
            raise UsageError(strings.UNEXPECTED)
    text = places.pop("text")
    if text is None:
        raise UsageError(strings.NO_TEXT_COLUMN)
    return Columns(text, **places)


# --- one entry after the other ----------------------------------------------------------------


def _open(assistant: "Assistant", entry_id: str, before: JSON | None = None) -> Iterator[_Show]:
    """Shows the answers to an entry; a new one is taken with it. `before`: how it came here."""
    from assistant.records.comment_queue import OPEN, Seen, Step

    queue = assistant.records.queue
    entry = queue.entry(entry_id)
    seen = Seen(entry.id, entry.version)
    notice = _place(assistant, entry)
    if entry.state == "new":
        seen = queue.change(Step(seen, "taken", assistant.actor.name))
    elif entry.state == "taken":
        at = entry.changed_at.astimezone(assistant.clock().tzinfo)
        notice += strings.ALREADY_TAKEN.format(who=entry.taken_by, time=f"{at:%H.%M}")
    waits = entry.state in OPEN
    opened = Opened(seen)
    yield _Show(
        library_message(
            **{**_list(assistant, _tab_of(entry.state)), **(before or {}), "current": entry.id}
        ),
        show([], notice=strings.READING_COMMENT, busy=True),
        opened,
    )
    steps = ("skip", "ignored") if waits else ("new",)
    around = Around(
        cards=_alike(entry),
        notice=notice,
        finish=strings.DONE_NEXT if waits else None,
        steps=[{"step": name, "label": strings.QUEUE_STEPS[name]} for name in steps],
        reveal=strings.SHOW_ORIGINAL if _may_reveal(assistant, entry) else None,
    )
    job = parse_job(ReplyJob, {"comment": entry.text_masked, "platform": _platform(entry)})
    kept: list[Asked] = []
    for shown in answer_comment(assistant, job, kept, around):
        opened = replace(opened, asked=kept[-1]) if kept else opened
        yield _Show(answers=shown, opened=opened)


def _step(assistant: "Assistant", opened: Opened, data: JSON) -> Iterator[_Show]:
    """Done, skipped, needs no reply, or back into the queue; then the next one."""
    from assistant.records.comment_queue import Step

    step = str(data.get("step"))
    queue = assistant.records.queue
    entry = queue.entry(opened.seen.id)
    notice = strings.STEPS_DONE.get(step)
    if notice is None:
        raise UsageError(strings.UNEXPECTED)
    change = Step(opened.seen, {"skip": "new"}.get(step, step), assistant.actor.name)
    asked = opened.asked
    if step == "done" and asked and not asked.recorded and asked.result.triage.needs_reply:
        for told_of in record_answer(assistant, asked, data, [], change):
            notice = told_of["notice"]
    else:
        queue.change(change)
    said = {"notice": notice, "tone": "good"}
    following = _next(assistant, entry)
    if following is None:
        yield _Show(
            library_message(**{**_list(assistant), **said, "current": None}),
            show([], notice=strings.QUEUE_FINISHED),
        )
    else:
        yield from _open(assistant, following, said)


def _copied(assistant: "Assistant", opened: Opened, data: JSON) -> Iterator[_Show]:
    """A reply that was copied counts as sent; the entry stays with who copied it."""
    from assistant.records.comment_queue import Seen, Step

    assert opened.asked is not None
    kept: list[Asked] = []
    step = Step(opened.seen, "taken", assistant.actor.name)
    for told_of in record_answer(assistant, opened.asked, data, kept, step):
        seen = Seen(opened.seen.id, opened.seen.version + 1)
        listing = library_message(**_list(assistant), current=seen.id)
        yield _Show(listing, told_of, Opened(seen, kept[-1]) if kept else None)


def _may_reveal(assistant: "Assistant", entry: "QueueEntry") -> bool:
    return may(assistant.actor, "original.read", entry.agency, entry.desk)


def _reveal(assistant: "Assistant", opened: Opened) -> Iterator[_Show]:
    """The comments as they were written; each that is shown stands in the trail."""
    queue = assistant.records.queue
    entry = queue.entry(opened.seen.id)
    if opened.asked is None or opened.asked.result.disposition is None:
        raise UsageError(strings.UNEXPECTED)
    # The answered one first: the tokens of the disposition are its own.
    masked = sorted(entry.comments, key=lambda one: one.text_masked != entry.text_masked)
    originals = [queue.original(comment.id) for comment in masked[:_ALIKE_SHOWN]]
    more = max(0, len(masked) - _ALIKE_SHOWN)
    yield _Show(answers=reveal_disposition(assistant, opened.asked, originals, more))


def _next(assistant: "Assistant", entry: "QueueEntry") -> str | None:
    """The entry that follows in the order of need; after the last one the first that waits."""

    def need(one: "QueueEntry") -> tuple[Any, ...]:
        return (one.rank, one.received_at, one.id)

    waiting = [one for one in assistant.records.queue.entries(("new",)) if one.id != entry.id]
    later = [one for one in waiting if need(one) > need(entry)]
    return next((one.id for one in later or waiting), None)


def _place(assistant: "Assistant", entry: "QueueEntry") -> str:
    now = assistant.clock()
    ids = [one.id for one in assistant.records.queue.entries()]
    if entry.id not in ids:
        return strings.QUEUE_STATES_NOW[entry.state]
    return strings.PLACE.format(
        number=ids.index(entry.id) + 1,
        count=len(ids),
        first=response_clock(now, entry),
        settle=day_clock(now, entry.settle_by)["text"],
    )


def _alike(entry: "QueueEntry") -> list[JSON]:
    """The other comments that the same answer serves."""
    others = [comment for comment in entry.comments if comment.text_masked != entry.text_masked]
    if len(entry.comments) < 2:
        return []
    lines = [f"• {' '.join(comment.text_masked.split())}" for comment in others[:_ALIKE_SHOWN]]
    if len(others) > _ALIKE_SHOWN:
        lines.append(strings.MORE_ALIKE.format(count=len(others) - _ALIKE_SHOWN))
    same = len(entry.comments) - 1 - len(others)
    if same:
        lines.append(strings.SAME_WORDS.format(count=same))
    heading = strings.ALIKE.format(count=len(entry.comments))
    return [note_card("alike", heading, "\n".join(lines), note=strings.ALIKE_NOTE, copy=False)]


def _platform(entry: "QueueEntry") -> str | None:
    """The platform of all its comments; the strictest limit holds where they differ."""
    found = {comment.platform for comment in entry.comments}
    return entry.platform if len(found) == 1 else None


def _tab_of(state: str) -> str:
    return next(name for name, states in _STATES.items() if state in states)
