"""The room *Tindak Lanjut*: what was promised, what is overdue, and the news that settles it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.jobs import CheckJob, FollowUpJob, parse_job
from assistant.ui import strings
from assistant.ui.answers import agency_name, kept_promises, promise_lines
from assistant.ui.cards import (
    JSON,
    check_verdict,
    draft_card,
    note_card,
    renew_verdict,
    show,
    tell,
)
from assistant.ui.clocks import day_clock
from assistant.ui.events import PRIVATE, told
from assistant.ui.library import day, library_message
from assistant.ui.office import Office
from assistant.ui.parts import board, follow_up_list, heading

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.follow_ups import FollowUpReply
    from assistant.records.tables import FollowUp


@dataclass(frozen=True, slots=True)
class News:
    """The reply on the screen, and whether it counts as sent already."""

    job: FollowUpJob
    reply: "FollowUpReply"
    recorded: bool = False


def follow_up_tab(office: Office, page: gr.Blocks) -> None:
    news = gr.State(None)  # a News
    with gr.Row(elem_classes=["dua-kolom"]):
        with gr.Column(elem_classes=["kiri"], min_width=280):
            heading(strings.FOLLOW_UPS_TITLE, strings.FOLLOW_UPS_LEAD)
            listing = follow_up_list()
        with gr.Column(elem_classes=["kanan"], min_width=300):
            replies = board("follow-up", strings.FOLLOW_UPS_BOARD_EMPTY)

    def first_load(request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_listed(assistant), _failed)

    def load(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        data = event._data or {}
        agency, state = str(data.get("agency") or ""), str(data.get("state") or "open")
        yield from told(_listed(assistant, agency, state), _failed)

    def write(event: gr.EventData, request: gr.Request) -> Iterator[tuple[JSON, Any]]:
        assistant = office.of(request)
        kept: list[News] = []
        for shown in told(_news(assistant, event._data, kept)):
            yield shown, kept[-1] if kept else gr.skip()

    def settle(event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        yield from told(_settle(assistant, str(event._data.get("id"))), _failed)

    def edit(news: News | None, event: gr.EventData, request: gr.Request) -> Iterator[JSON]:
        assistant = office.of(request)
        if news:
            yield from told(_checked_again(assistant, news, event._data))

    def send(
        news: News | None, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[JSON, Any, Any]]:
        assistant = office.of(request)
        kept: list[News] = []
        if news:
            for shown in told(_send(assistant, news, event._data, kept)):
                renewed = next(_listed(assistant, settled=news.job.follow_up)) if kept else None
                yield shown, renewed or gr.skip(), kept[-1] if kept else gr.skip()

    page.load(first_load, None, listing, **PRIVATE)
    listing.load(load, None, listing, **PRIVATE)
    listing.submit(write, None, [replies, news], **PRIVATE)
    listing.edit(settle, None, listing, **PRIVATE)
    replies.edit(edit, news, replies, trigger_mode="always_last", **PRIVATE)
    gr.on([replies.copy, replies.submit], send, news, [replies, listing, news], **PRIVATE)


def _failed(sentence: str) -> JSON:
    return library_message(notice=sentence, tone="warn")


def _listed(
    assistant: "Assistant", agency: str = "", state: str = "open", **more: Any
) -> Iterator[JSON]:
    from assistant.edits import frequent_replacements

    records, now = assistant.records, assistant.clock()
    found = records.follow_ups(state=None if state == "all" else state)
    agencies = sorted({(agency_name(assistant, one.agency), one.agency) for one in found})
    shown = [one for one in found if agency in ("", one.agency)]
    late = sum(one.state == "open" and one.due < now for one in shown)
    habits = frequent_replacements(records.edits())
    yield library_message(
        agencies=[[strings.ALL_AGENCIES, ""], *map(list, agencies)],
        agency=agency,
        states=[[label, key] for key, label in strings.FOLLOW_UP_STATES.items()],
        state=state,
        count=strings.PROMISES_COUNT.format(count=len(shown), late=late),
        promises=[_row(assistant, one) for one in shown],
        habits=[{"old": one.old, "new": one.new, "count": one.count} for one in habits],
        **more,
    )


def _row(assistant: "Assistant", one: "FollowUp") -> JSON:
    now, agency = assistant.clock(), agency_name(assistant, one.agency)
    zone = now.tzinfo
    is_open = one.state == "open"
    until = strings.DUE if is_open else strings.SETTLED
    date = one.due if is_open else one.settled_at or one.due
    about = [
        agency,
        strings.PLATFORMS.get(one.reply.platform or "", ""),
        until.format(day=day(date.astimezone(zone).isoformat())),
    ]
    return {
        "id": one.id,
        "promise": one.promise,
        "agency": agency,
        "open": is_open,
        "clock": day_clock(now, one.due) if is_open else None,
        "about": " · ".join(filter(None, about)),
        "comment": one.reply.comment_masked,
        "reply": one.reply.text,
        "sent": strings.SENT_ON.format(day=day(one.created_at.astimezone(zone).isoformat())),
    }


def _settle(assistant: "Assistant", follow_up_id: str) -> Iterator[JSON]:
    assistant.records.settle(follow_up_id)
    yield from _listed(assistant, notice=strings.SETTLED_NOW, tone="good", settled=follow_up_id)


def _news(assistant: "Assistant", data: JSON, kept: list[News]) -> Iterator[JSON]:
    values = {"follow_up": str(data.get("id")), "answer": str(data.get("answer") or "")}
    job = parse_job(FollowUpJob, values)
    yield show([], notice=strings.WRITING_NEWS, busy=True)
    reply = assistant.follow_up(job)
    kept.append(News(job, reply))
    agency = agency_name(assistant, reply.follow_up.agency)
    draft = reply.draft
    yield show(
        [
            note_card(
                "comment",
                strings.MASKED_COMMENT,
                reply.follow_up.reply.comment_masked,
                copy=False,
            ),
            note_card(
                "promise",
                strings.OUR_PROMISE,
                reply.follow_up.promise,
                note=strings.DUE.format(
                    day=day(reply.follow_up.due.astimezone(assistant.clock().tzinfo).isoformat())
                ),
                copy=False,
            ),
            draft_card(
                "news",
                strings.NEWS,
                draft,
                (),
                note=strings.OUTCOMES[reply.outcome],
                own=strings.OWN_ANSWER.format(agency=agency),
                promises=promise_lines(assistant, draft.text, draft.promises),
                records=True,
            ),
        ],
        finish=strings.SEND_NEWS,
    )


def _checked_again(assistant: "Assistant", news: News, data: JSON) -> Iterator[JSON]:
    text, draft = str(data.get("text") or ""), news.reply.draft
    values = {
        "text": text,
        "platform": draft.platform,
        "field": "comment",
        "brief": news.reply.known,
    }
    found = assistant.check(parse_job(CheckJob, values))
    agency = agency_name(assistant, news.reply.follow_up.agency)
    own = strings.OWN_ANSWER.format(agency=agency)
    lines = promise_lines(assistant, text, kept_promises(draft, text))
    yield renew_verdict(str(data.get("key")), check_verdict(text, found, own=own, promises=lines))


def _send(assistant: "Assistant", news: News, data: JSON, kept: list[News]) -> Iterator[JSON]:
    """The reply counts as sent: the old promise is kept, and what it promises anew is recorded."""
    if news.recorded:
        yield tell(strings.ALREADY_RECORDED, "good")
        return
    draft = news.reply.draft
    text = str((data.get("texts") or {}).get("news") or draft.text)
    follow_up = news.reply.follow_up
    ids = assistant.records.record_reply(
        comment_masked=follow_up.reply.comment_masked,
        text=text,
        platform=draft.platform,
        triage=news.reply.triage,
        writer=draft.writer,
        promises=kept_promises(draft, text),
        drafted=draft.text,
        settles=follow_up.id,
    )
    kept.append(News(news.job, news.reply, recorded=True))
    sentence = strings.NEWS_SENT_AGAIN if ids else strings.NEWS_SENT
    yield tell(sentence, "good")
