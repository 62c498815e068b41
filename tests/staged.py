"""An assistant whose texts are set by a test: for looking at the page, not at the writing."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from assistant.assembly import Assistant
from assistant.drafts import (
    CaptionProgress,
    CaptionResult,
    CheckedClaim,
    CheckResult,
    Disposition,
    Draft,
    Finding,
    Lapor,
    Length,
    PersonalData,
    Promise,
    ReplyProgress,
    ReplyResult,
    Source,
    Triage,
)
from assistant.errors import AssistantError
from assistant.jobs import CaptionJob, CheckJob, ReplyJob
from assistant.settings import Settings
from knowledge.base import KnowledgeBase

TEXT = (
    "Ayah, Bunda, sudah cek jadwal posyandu? 💉\n\n"
    "Layanan timbang dan imunisasi gratis untuk anak usia 9–59 bulan ada di seluruh posyandu.\n\n"
    "📅 10–22 November 2026\n"
    "⏰ 08.00–11.00 WIB\n\n"
    "Target kita 98 persen anak terlindungi. Yuk, ajak tetangga juga!\n\n"
    "#Sidoarjo #DinkesSidoarjo"
)
SOURCES = (
    Source(
        None,
        "Siaran pers contoh: layanan posyandu",
        "dinkes",
        2,
        "Layanan gratis bagi anak usia 9 sampai 59 bulan pada 10–22 November 2026. "
        "Sasarannya 95 persen anak.",
    ),
    Source(None, "SOP posyandu contoh", "dinkes", None, "Jam layanan pukul 08.00–11.00 WIB."),
)


def claims_in(text: str) -> tuple[CheckedClaim, ...]:
    known = (
        ("gratis", "polarity", "supported", 0, None),
        ("9–59 bulan", "range", "supported", 0, "usia 9 sampai 59 bulan"),
        ("10–22 November 2026", "date", "supported", 0, None),
        ("08.00–11.00 WIB", "time", "supported", 1, None),
        ("98 persen", "percent", "contradicted", 0, "95 persen"),
    )
    return tuple(
        CheckedClaim(
            what,
            kind,
            text.index(what),
            text.index(what) + len(what),
            status == "supported",
            status,
            source,
            says,
        )
        for what, kind, status, source, says in known
        if what in text
    )


def findings_in(text: str) -> tuple[Finding, ...]:
    if "98 persen" not in text:
        return ()
    start = text.index("98 persen")
    return (
        Finding(
            "claim.contradicted",
            "block",
            start,
            start + 9,
            "berbeda dengan sumber. Siaran pers menyebut 95 persen.",
            "95 persen",
        ),
    )


def length_of(text: str, limit: int = 2200) -> Length:
    return Length(len(text), limit, "utf16")


_STREAMED = 3.0  # seconds that a text comes in: a busy browser must be able to see it come


class StagedAssistant(Assistant):
    """`streaming`: texts come in pieces, as from a model. `fail`: every job fails with it."""

    def __init__(
        self, settings: Settings, *, streaming: bool = False, fail: str | None = None
    ) -> None:
        super().__init__(settings, lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
        self.streaming = streaming
        self.fail = fail
        self.jobs: list[object] = []
        self.text: Callable[[], str] = lambda: TEXT
        self._base = KnowledgeBase(settings.data_dir, today=lambda: date(2026, 11, 24))

    @property
    def knowledge(self) -> KnowledgeBase:
        return self._base

    def caption(self, job: CaptionJob) -> CaptionResult:
        *_, result = self.stream_captions(job)
        assert isinstance(result, CaptionResult)
        return result

    def stream_captions(self, job: CaptionJob) -> Iterator[CaptionProgress | CaptionResult]:
        self._note(job)
        text = self.text()
        if job.variant:
            text = text.replace("sudah cek", f"sudah {job.variant} kali cek")
        if self.streaming:
            for end in range(0, len(text), 12):
                time.sleep(_STREAMED * 12 / len(text))
                yield CaptionProgress(job.platforms[0], text[:end])
        yield CaptionResult(
            tuple(self._draft(platform, text) for platform in job.platforms), SOURCES
        )

    def check(self, job: CheckJob) -> CheckResult:
        self._note(job)
        return CheckResult(claims_in(job.text), findings_in(job.text), length_of(job.text), SOURCES)

    def reply(self, job: ReplyJob) -> ReplyResult:
        *_, result = self.stream_reply(job)
        assert isinstance(result, ReplyResult)
        return result

    def stream_reply(self, job: ReplyJob) -> Iterator[ReplyResult | ReplyProgress]:
        self._note(job)
        phone = job.comment.find("0812")
        personal = (PersonalData("phone", phone, len(job.comment)),) if phone >= 0 else ()
        masked = job.comment[:phone] + "[TELEPON-1]" if personal else job.comment
        answer = "Halo Kak, lubang di ruas itu ditangani kurang dari 24 jam. Boleh kirim fotonya?"
        due = datetime(2026, 11, 27, 15, 0, tzinfo=UTC) + timedelta(hours=7)
        parts = {
            "comment_masked": masked,
            "personal_data": personal,
            "triage": Triage(
                "complaint", "high", "jv", ("dpubmsda",), True, ("jalan-rusak",), ("bolong", "tibo")
            ),
            "acknowledgement": Draft(
                None,
                None,
                None,
                "Terima kasih laporannya, Kak 🙏 Lubang di depan Pasar Gedangan kami teruskan "
                "ke Dinas PU Bina Marga dan SDA.",
                (),
                None,
                Length(108, 150, "codepoints"),
            ),
            "disposition": Disposition(
                "dpubmsda",
                "Jalan berlubang di depan Pasar Gedangan; ada warga jatuh.",
                ("foto", "titik lokasi"),
                due,
                Lapor("Jalan berlubang", "pengaduan", "Infrastruktur", "Jalan berlubang."),
            ),
        }
        yield ReplyResult(**parts, reply=None, answered=False, sources=())
        if self.streaming:
            for end in range(0, len(answer), 8):
                time.sleep(_STREAMED * 8 / len(answer))
                yield ReplyProgress(answer[:end])
        promise = Promise(10, answer.index(".") + 1, "dpubmsda", due)
        length = Length(len(answer), 150, "codepoints")
        reply = Draft(None, None, None, answer, (), None, length, promises=(promise,))
        yield ReplyResult(**parts, reply=reply, answered=True, sources=SOURCES)

    def _note(self, job: object) -> None:
        self.jobs.append(job)
        if self.fail:
            raise AssistantError(self.fail)

    def _draft(self, platform: str, text: str) -> Draft:
        titled = platform in {"youtube", "press-release"}
        return Draft(
            platform,
            "Jadwal posyandu November" if titled else None,
            Length(24, 100, "codepoints") if titled else None,
            text,
            ("#Sidoarjo", "#DinkesSidoarjo"),
            "Petugas menimbang balita di posyandu.",
            length_of(text),
            claims_in(text),
            findings_in(text),
        )


def staged(folder: Path, port: int = 7860, **more: object) -> StagedAssistant:
    settings = Settings(data_dir=folder / "data", port=port, sample=False)
    return StagedAssistant(settings, **more)  # type: ignore[arg-type]
