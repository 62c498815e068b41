"""Two matters of one comment are both named, to the citizen and to their agencies."""

from datetime import datetime
from typing import Any

import pytest

from assistant.deadlines import WIB
from assistant.drafts import Platform, ReplyResult
from assistant.jobs import ReplyJob
from assistant.places import find_place
from assistant.replies import ReplyDesk, draft_reply
from assistant.triaging.comments import read_comment
from assistant.writing.embedded_writer import EmbeddedWriter


class Unasked:
    def record_reply(self, **_: Any) -> tuple[str, ...]:
        raise AssertionError("nothing is sent here")


DESK = ReplyDesk(
    (EmbeddedWriter(),), None, lambda: datetime(2026, 11, 25, 9, tzinfo=WIB), lambda: Unasked()
)


def answered(comment: str, platform: Platform = "instagram") -> ReplyResult:
    return draft_reply(ReplyJob(comment=comment, platform=platform), DESK)


@pytest.mark.parametrize("platform", ["instagram", "tiktok"])
def test_both_matters_are_named_at_once_and_in_full(platform: Platform) -> None:
    result = answered("jalan ke pasar Krembung berlubang. air PDAM juga mati dari pagi", platform)
    for draft in (result.acknowledgement, result.reply):
        assert draft is not None
        assert "jalan" in draft.text.lower() and "air" in draft.text.lower()
        assert draft.length.limit is not None and draft.length.count <= draft.length.limit
        assert {promise.agency for promise in draft.promises} == {"dpubmsda", "delta-tirta"}


def test_a_question_beside_a_complaint_is_told_as_one() -> None:
    result = answered("lampu jalan di Wage mati, sekalian tanya kapan jadwal uji KIR")
    assert result.reply is not None and result.disposition is not None
    assert "KIR" in result.reply.text
    assert "Warga juga menanyakan" in result.disposition.lapor.text


def test_who_has_asked_before_gets_an_apology() -> None:
    result = answered("udah nanya 3x ga dijawab, syarat KIA apa sih")
    assert result.reply is not None and "mohon maaf" in result.reply.text.lower()


def test_a_rumour_is_checked_with_who_knows() -> None:
    result = answered("katanya vaksin HPV bikin mandul, bener ga min")
    assert result.reply is not None and "Dinas Kesehatan" in result.reply.text


@pytest.mark.parametrize("text", ["tagihan naik dua kali lipat min", "infonya simpang siur nih"])
def test_figures_of_speech_are_no_places(text: str) -> None:
    assert find_place(read_comment(text)) is None
