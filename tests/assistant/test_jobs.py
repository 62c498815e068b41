"""Jobs come from outside: a wrong one is refused with one sentence."""

from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.jobs import (
    COMMENT_LIMIT,
    CaptionJob,
    CheckJob,
    Job,
    MaskJob,
    ReplyJob,
    SearchJob,
    TriageJob,
    parse_job,
)


def test_a_batch_line_is_a_job() -> None:
    job = parse_job(
        CaptionJob,
        {"id": "a", "brief": " kabar ", "platforms": ["x"], "audience": "parents", "tone": "warm"},
    )
    assert (job.id, job.brief, job.platforms) == ("a", "kabar", ("x",))
    assert job.documents == () and job.sources == () and job.variant == 0
    assert parse_job(SearchJob, {"query": "lampu"}).limit == 10
    assert parse_job(ReplyJob, {"comment": "halo"}).record is False


@pytest.mark.parametrize(
    ("model", "values", "said"),
    [
        (CaptionJob, {"platforms": ["x"]}, "Maksud masih kosong"),
        (CaptionJob, {"brief": " \n", "platforms": ["x"]}, "Maksud masih kosong"),
        (CaptionJob, {"brief": "a", "platforms": []}, "Platform masih kosong"),
        (CaptionJob, {"brief": "a", "platforms": ["myspace"]}, "Platform tidak dikenal"),
        (CaptionJob, {"brief": "a", "platforms": ["x"], "tone": "lucu"}, "Nada tidak dikenal"),
        (CaptionJob, {"brief": "a" * 5000, "platforms": ["x"]}, "Maksud terlalu panjang"),
        (CaptionJob, {"brief": "a", "platforms": "x"}, "Platform tidak dapat dipakai"),
        (ReplyJob, {"comment": ""}, "Komentar masih kosong"),
        (ReplyJob, {"comment": "a" * (COMMENT_LIMIT + 1)}, "Komentar terlalu panjang"),
        (ReplyJob, {"comment": 5}, "Komentar tidak dapat dipakai"),
        (CheckJob, {"text": "a", "platform": "x", "warna": 1}, "warna tidak dikenal"),
        (SearchJob, {"query": "a", "limit": 0}, "Limit tidak dapat dipakai"),
        (MaskJob, {}, "Teks masih kosong"),
        (TriageJob, {"text": None}, "Teks tidak dapat dipakai"),
    ],
)
def test_a_wrong_job_is_refused_with_one_sentence(
    model: type[Job], values: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError) as wrong:
        parse_job(model, values)
    assert said in str(wrong.value) and "\n" not in str(wrong.value)


def test_a_refusal_does_not_repeat_what_was_written() -> None:
    with pytest.raises(UsageError) as wrong:
        parse_job(ReplyJob, {"comment": ["NIK 3515081204900001"]})
    assert "3515" not in str(wrong.value)


def test_a_text_with_offsets_keeps_its_blanks() -> None:
    assert parse_job(CheckJob, {"text": "  Halo "}).text == "  Halo "
    with pytest.raises(UsageError, match="masih kosong"):
        parse_job(CheckJob, {"text": " \n "})
