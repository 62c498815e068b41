"""Nothing goes out that nobody answers for: who decides, on what exactly, and only once."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.access import LOCAL, NOBODY, SYSTEM, AccessDenied, Actor, Role
from assistant.approvals import digest, overview, publish
from assistant.drafts import (
    CaptionResult,
    CheckedClaim,
    CheckResult,
    Draft,
    Finding,
    Length,
    Triage,
)
from assistant.errors import AssistantError, UsageError
from assistant.prompts import trying
from assistant.queue import take_in
from assistant.queueing.comment_exports import Incoming
from assistant.records.approvals import Approval
from assistant.records.comment_queue import Overtaken, Seen, Step
from assistant.records.kept_drafts import EditedMeanwhile
from assistant.records.store import Records
from assistant.records.tables import KeptDraft
from assistant.settings import Settings

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PLAIN = "Yuk hadir di senam pagi Alun-alun, Minggu pukul 06.00 WIB!"
RISKY = "Perbaikan saluran dianggarkan Rp2,1 miliar."
LINK = "https://www.instagram.com/p/C1a2b3/"
JOB = {"brief": "Ajak warga senam pagi", "platforms": ["instagram"]}
FINDINGS = (
    Finding("claim.not_found", "warn", 0, 3, "Tidak ditemukan di sumber."),
    Finding("gaya.ajakan", "info", 0, 3, "Boleh lebih hangat."),
    Finding("claim.contradicted", "block", 4, 9, "Berbeda dengan sumber."),
)


def actor(name: str, role: Role, agency: str | None = "dishub") -> Actor:
    return Actor(f"a-{name}", name, frozenset({role}), agency, "page")


RINA = actor("rina", "admin")
BUDI = actor("budi", "admin")
HEAD = actor("kepala", "head")
EDITOR = actor("editor", "editor", None)
SUPER = actor("super", "superadmin", None)
STRANGER_HEAD = actor("kepala-lain", "head", "dinkes")
STRANGER = actor("lain", "admin", "dinkes")
EVERYBODY = (RINA, BUDI, HEAD, EDITOR, SUPER, STRANGER_HEAD, STRANGER, SYSTEM, NOBODY)


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    opened = Records(Settings(data_dir=tmp_path / "data"), clock)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_and_postgres(
    tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> Iterator[Records]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    opened = Records(Settings(data_dir=tmp_path / "data", database_url=url), clock)
    yield opened
    opened.close()


both = pytest.mark.parametrize("sqlite_and_postgres", ["sqlite", "postgres"], indirect=True)


def kept(
    records: Records,
    who: Actor,
    words: str = PLAIN,
    findings: tuple[Finding, ...] = (),
    claims: tuple[CheckedClaim, ...] = (),
) -> KeptDraft:
    draft = Draft(
        "instagram", None, None, words, (), "Warga senam.", Length(len(words), 2200, "utf16"),
        claims, findings,
    )  # fmt: skip
    drafts = records.acting(who).drafts
    return drafts.of_work(drafts.keep(JOB, CaptionResult((draft,))))[0]


def money(words: str = RISKY) -> tuple[CheckedClaim, ...]:
    start = words.index("Rp2,1 miliar")
    return (CheckedClaim("Rp2,1 miliar", "money", start, start + 12, True, "supported", 0, None),)


def edited(
    records: Records, who: Actor, draft: KeptDraft, words: str, seen: int | None
) -> KeptDraft:
    checked = CheckResult((), (), Length(len(words), 2200, "utf16"), ())
    found = records.acting(who).drafts.edit(
        draft.work, draft.platform, None, words, checked, seen=seen
    )
    assert found is not None
    return found


def submitted(records: Records, who: Actor = RINA, **more: object) -> Approval:
    draft = kept(records, who, **more)  # type: ignore[arg-type]
    return records.acting(who).approvals.submit(draft.id, draft.version)


def state(records: Records, draft_id: str) -> str:
    return records.drafts.draft(draft_id).state


def rows(records: Records) -> list[tuple[object, ...]]:
    """Everything that a refusal must leave as it was."""
    found: list[tuple[object, ...]] = []
    for table in ("approvals", "kept_drafts", "agency_settings"):
        with records._reading() as session:
            found += [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))]
    return found


# --- the way of a draft ---------------------------------------------------------------------------


def test_a_draft_goes_from_its_author_to_the_head_and_out(records: Records, clock: Clock) -> None:
    draft = kept(records, RINA, RISKY, claims=money())
    waiting = records.acting(RINA).approvals.submit(draft.id, 1)
    assert [risk["id"] for risk in waiting.risks] == ["money"]
    assert waiting.risks[0]["words"] == ["Rp2,1 miliar"]
    head = records.acting(HEAD).approvals
    assert [one.id for one in head.waiting()] == [waiting.id]
    clock.now += timedelta(hours=2)
    approved = head.approve(waiting.id, 1)
    assert (approved.state, approved.way, approved.decided_name) == ("approved", "head", "kepala")
    assert state(records, draft.id) == "approved" and head.waiting() == []
    gone = publish(records.acting(RINA), draft.id, 1, LINK)
    assert (gone.state, gone.link, gone.published_name) == ("published", LINK, "rina")
    assert gone.decided_at == NOW + timedelta(hours=2)
    assert state(records, draft.id) == "published"


def test_what_was_approved_is_kept_exactly_and_for_good(records: Records, clock: Clock) -> None:
    waiting = submitted(records)
    approved = records.acting(HEAD).approvals.approve(waiting.id, 1)
    edited(records, BUDI, records.drafts.draft(approved.draft_id), "Lain sama sekali.", 1)
    records.drafts.delete(approved.draft_id)
    clock.now += timedelta(days=400)
    records.forget_settled()
    frozen = records.approvals.approval(approved.id)
    assert (frozen.text, frozen.title, frozen.alt_text) == (PLAIN, None, "Warga senam.")
    assert (frozen.decided_name, frozen.version) == ("kepala", 1)


def test_an_edit_of_an_approved_text_waits_again(records: Records) -> None:
    approved = records.acting(HEAD).approvals.approve(submitted(records).id, 1)
    draft = edited(records, RINA, records.drafts.draft(approved.draft_id), RISKY, 1)
    assert (draft.state, draft.version) == ("submitted", 2)
    with pytest.raises(AssistantError, match="belum disetujui"):
        publish(records.acting(RINA), draft.id, 2, LINK)
    first, second = records.approvals.of_draft(draft.id)
    assert (first.state, first.text, first.version) == ("replaced", PLAIN, 1)
    assert (second.state, second.text, second.version) == ("submitted", RISKY, 2)
    records.acting(HEAD).approvals.approve(second.id, 2)
    assert state(records, draft.id) == "approved"


def test_another_wording_of_an_approved_text_waits_again(records: Records) -> None:
    approved = records.acting(HEAD).approvals.approve(submitted(records).id, 1)
    kept_draft = records.drafts.draft(approved.draft_id)
    words = "Senam pagi, Minggu di Alun-alun."
    draft = Draft("instagram", None, None, words, (), None, Length(30, 2200, "utf16"))
    renewed = records.acting(RINA).drafts.renew(
        kept_draft.work, JOB, draft, CaptionResult((draft,)), seen=1
    )
    assert (renewed.state, renewed.version) == ("submitted", 2)
    assert records.approvals.waiting()[0].text == words


def test_who_saw_an_older_text_does_not_decide_on_the_newer(records: Records) -> None:
    waiting = submitted(records)
    edited(records, RINA, records.drafts.draft(waiting.draft_id), RISKY, 1)
    head = records.acting(HEAD).approvals
    with pytest.raises(Overtaken, match="baru saja diubah oleh rina menjadi versi 2"):
        head.approve(waiting.id, 1)
    with pytest.raises(Overtaken, match="versi 2"):
        head.send_back(waiting.id, 1, "Angkanya belum jelas.")
    assert head.approve(waiting.id, 2).text == RISKY


def test_a_draft_is_sent_back_with_a_reason_and_submitted_again(records: Records) -> None:
    waiting = submitted(records)
    head = records.acting(HEAD).approvals
    with pytest.raises(UsageError, match="alasan"):
        head.send_back(waiting.id, 1, "  ")
    returned = head.send_back(waiting.id, 1, "Sebut tempat kumpulnya.")
    assert (returned.state, returned.reason) == ("returned", "Sebut tempat kumpulnya.")
    draft = edited(records, RINA, records.drafts.draft(waiting.draft_id), PLAIN + " Di Joglo.", 1)
    assert draft.state == "draft"
    with pytest.raises(AssistantError, match="pernah dikembalikan"):
        publish(records.acting(RINA), draft.id, 2, LINK)
    again = records.acting(RINA).approvals.submit(draft.id, 2)
    assert head.approve(again.id, 2).state == "approved"
    assert [one.state for one in head.of_draft(draft.id)] == ["returned", "approved"]


def test_an_approval_can_be_taken_back_until_it_is_published(
    records: Records, clock: Clock
) -> None:
    approved = records.acting(HEAD).approvals.approve(submitted(records).id, 1)
    other = records.acting(actor("kepala2", "head")).approvals
    with pytest.raises(Overtaken, match="sudah disetujui oleh kepala"):
        other.send_back(approved.id, 1, "Menurut saya belum jelas.")
    clock.now -= timedelta(days=2)  # a clock that was set back decides nothing
    head = records.acting(HEAD).approvals
    with pytest.raises(UsageError, match="alasan"):
        head.send_back(approved.id, 1, "")
    back = head.send_back(approved.id, 1, "Tempatnya ternyata pindah.")
    assert (back.state, back.way, back.reason) == ("returned", "head", "Tempatnya ternyata pindah.")
    assert state(records, approved.draft_id) == "returned"
    with pytest.raises(AssistantError, match="belum disetujui"):
        publish(records.acting(RINA), approved.draft_id, 1, LINK)
    again = records.acting(RINA).approvals.submit(approved.draft_id, 1)
    head.approve(again.id, 1)
    assert publish(records.acting(RINA), approved.draft_id, 1, LINK).id == again.id
    with pytest.raises(Overtaken, match="terbit"):
        head.send_back(again.id, 1, "Tempatnya ternyata pindah.")


def test_copying_does_not_undo_a_submission(records: Records) -> None:
    waiting = submitted(records)
    draft = records.drafts.draft(waiting.draft_id)
    records.acting(RINA).drafts.use(draft.work, ["instagram"])
    assert state(records, draft.id) == "submitted"


def test_a_deleted_draft_waits_for_nobody(records: Records) -> None:
    waiting = submitted(records)
    records.acting(RINA).drafts.delete(waiting.draft_id)
    assert records.approvals.waiting() == []
    with pytest.raises(AssistantError, match="dihapus"):
        records.acting(HEAD).approvals.approve(waiting.id, 1)


def test_a_link_is_an_address_of_the_web(records: Records) -> None:
    approved = records.acting(HEAD).approvals.approve(submitted(records).id, 1)
    for link in ("", "sudah", "javascript:alert(1)", "file:///etc/passwd", "https://x y.id/1"):
        with pytest.raises(UsageError, match="tautan"):
            publish(records.acting(RINA), approved.draft_id, 1, link)


# --- who decides ----------------------------------------------------------------------------------


@pytest.mark.parametrize("author", EVERYBODY[:-1], ids=lambda one: one.name)
def test_nobody_approves_their_own_draft(records: Records, author: Actor) -> None:
    """Neither who made it, nor who changed it last, whatever else they are."""
    own = submitted(records, author)
    changed = submitted(records, actor("lama", "admin", author.agency or "dishub"))
    edited(records, author, records.drafts.draft(changed.draft_id), "Diubah sedikit.", 1)
    both_roles = replace(
        author, roles=author.roles | {"head"}, agency=author.agency or "diskominfo"
    )
    before = rows(records)
    for who in (author, both_roles):
        for one, version in ((own, 1), (changed, 2)):
            with pytest.raises(AssistantError):
                records.acting(who).approvals.approve(one.id, version)
    assert rows(records) == before


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda one: one.name)
def test_only_the_head_of_the_agency_decides(records: Records, who: Actor) -> None:
    waiting = submitted(records)
    before = rows(records)
    approvals = records.acting(who).approvals
    steps: list[Callable[[], object]] = [
        lambda: approvals.approve(waiting.id, 1),
        lambda: approvals.send_back(waiting.id, 1, "Kurang jelas tempatnya."),
    ]
    if who is HEAD:
        return
    for step in steps:
        with pytest.raises(AccessDenied):
            step()
    assert rows(records) == before


@pytest.mark.parametrize("who", (STRANGER, STRANGER_HEAD, NOBODY), ids=lambda one: one.name)
def test_another_agency_reads_and_changes_nothing(records: Records, who: Actor) -> None:
    draft = kept(records, RINA)
    waiting = submitted(records)
    approved = records.acting(HEAD).approvals.approve(submitted(records).id, 1)
    before = rows(records)
    approvals = records.acting(who).approvals
    refused: list[Callable[[], object]] = [
        lambda: approvals.submit(draft.id, 1),
        lambda: approvals.approve(waiting.id, 1),
        lambda: approvals.send_back(waiting.id, 1, "Kurang jelas tempatnya."),
        lambda: approvals.publish(draft.id, 1, LINK),
        lambda: approvals.publish(approved.draft_id, 1, LINK),
        lambda: approvals.approval(waiting.id),
        lambda: approvals.let_go_alone("dishub", False),
    ]
    for step in refused:
        with pytest.raises(AccessDenied):
            step()
    if who is not NOBODY:
        assert approvals.waiting() == approvals.decided() == approvals.of_draft(draft.id) == []
    assert rows(records) == before


def test_no_step_is_skipped(records: Records) -> None:
    """Published without approval, approved without submission, decided twice."""
    risky = kept(records, RINA, RISKY, claims=money())
    waiting = submitted(records)
    returned = submitted(records)
    head = records.acting(HEAD).approvals
    head.send_back(returned.id, 1, "Belum jelas tempatnya.")
    before = rows(records)
    for who in (RINA, HEAD, EDITOR, SUPER, SYSTEM):
        approvals = records.acting(who).approvals
        for draft_id in (risky.id, waiting.draft_id, returned.draft_id):
            with pytest.raises(AssistantError):
                approvals.publish(draft_id, 1, LINK)
    with pytest.raises(AssistantError):
        head.approve(risky.id, 1)
    with pytest.raises(Overtaken):
        head.approve(returned.id, 1)
    assert rows(records) == before


def test_alone_at_this_machine_one_may_decide_and_it_is_said(records: Records) -> None:
    waiting = submitted(records, LOCAL, words=RISKY, claims=money())
    approved = records.acting(LOCAL).approvals.approve(waiting.id, 1)
    assert (approved.state, approved.way) == ("approved", "single")


def test_a_draft_without_an_agency_goes_to_the_communications_office(records: Records) -> None:
    waiting = submitted(records, EDITOR)
    kominfo = actor("kadis", "head", "diskominfo")
    assert [one.id for one in records.acting(kominfo).approvals.waiting()] == [waiting.id]
    assert records.acting(kominfo).approvals.approve(waiting.id, 1).agency == "diskominfo"


def test_what_nothing_speaks_against_may_go_with_its_admin_alone(records: Records) -> None:
    gone = publish(records.acting(RINA), kept(records, RINA).id, 1, LINK)
    assert (gone.state, gone.way, gone.decided_name) == ("published", "alone", "rina")
    risky = kept(records, RINA, RISKY, claims=money())
    with pytest.raises(AssistantError, match="uang atau bantuan"):
        publish(records.acting(RINA), risky.id, 1, LINK)
    for who in (RINA, HEAD, EDITOR):
        with pytest.raises(AccessDenied):
            records.acting(who).approvals.let_go_alone("dishub", False)
    records.acting(SUPER).approvals.let_go_alone("dishub", False)
    assert not records.acting(RINA).approvals.may_go_alone("dishub")
    with pytest.raises(AssistantError, match="semua draf disetujui"):
        publish(records.acting(RINA), kept(records, RINA).id, 1, LINK)


def test_in_a_campaign_everything_goes_to_the_head(records: Records) -> None:
    style = {"house_style.yaml": {"campaign": {"switch": "on"}}}
    with trying(style):
        waiting = submitted(records)
        assert [risk["id"] for risk in waiting.risks] == ["campaign"]
        with pytest.raises(AssistantError, match="masa kampanye"):
            records.acting(RINA).approvals.publish(kept(records, RINA).id, 1, LINK)


# --- findings -------------------------------------------------------------------------------------


def test_every_open_finding_needs_its_own_reason(records: Records) -> None:
    waiting = submitted(records, findings=FINDINGS)
    head = records.acting(HEAD).approvals
    before = rows(records)
    why = "Sudah dicek ke bidang sarana."
    wrong: tuple[dict[int, str], ...] = (
        {},
        {0: why},
        {0: why, 1: why},
        {0: why, 1: why, 2: why},
        {0: why, 2: "ok"},
        {0: why, 2: "   .  "},
        {0: why, 2: why, 9: why},
        {-1: why, 2: why},
    )
    for reasons in wrong:
        with pytest.raises(UsageError):
            head.approve(waiting.id, 1, reasons)
    assert rows(records) == before
    approved = head.approve(waiting.id, 1, {0: why, 2: "Angka terbaru dari rapat 23 November."})
    assert [(one["finding"], one["rule"]) for one in approved.finding_reasons] == [
        (0, "claim.not_found"),
        (2, "claim.contradicted"),
    ]


def test_reasons_for_an_older_version_do_not_count(records: Records) -> None:
    waiting = submitted(records, findings=FINDINGS)
    edited(records, RINA, records.drafts.draft(waiting.draft_id), "Tanpa temuan.", 1)
    head = records.acting(HEAD).approvals
    why = "Sudah dicek ke bidang sarana."
    with pytest.raises(UsageError):
        head.approve(waiting.id, 2, {0: why, 2: why})
    assert head.approve(waiting.id, 2).state == "approved"


# --- many at once ---------------------------------------------------------------------------------


def together(count: int, work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@both
def test_of_many_editors_one_wins_and_the_others_see_both_texts(
    sqlite_and_postgres: Records,
) -> None:
    records, editors, rounds = sqlite_and_postgres, 20, 4
    draft = kept(records, RINA)
    for turn in range(rounds):
        seen = records.drafts.draft(draft.id).version
        won: list[str] = []
        shown: list[tuple[str, str]] = []

        def edit(n: int, turn: int = turn, seen: int = seen) -> None:
            words = f"Putaran {turn}, tulisan penyunting {n}."
            try:
                edited(records, actor(f"p{n}", "admin"), draft, words, seen)
                won.append(words)  # noqa: B023
            except EditedMeanwhile as conflict:
                shown.append((words, conflict.theirs.text))  # noqa: B023

        together(editors, edit)
        now = records.drafts.draft(draft.id)
        assert [now.text] == won and now.version == seen + 1
        assert len(shown) == editors - 1 and {theirs for _, theirs in shown} == {now.text}


@both
def test_a_button_that_is_tapped_many_times_decides_once(sqlite_and_postgres: Records) -> None:
    records = sqlite_and_postgres
    draft = kept(records, RINA)
    answers: list[str] = []

    def submit(_: int) -> None:
        answers.append(records.acting(RINA).approvals.submit(draft.id, 1).id)

    together(8, submit)
    assert len(answers) == 8 and len(set(answers)) == 1
    head = records.acting(HEAD).approvals
    times: list[datetime | None] = []

    def approve(_: int) -> None:
        times.append(head.approve(answers[0], 1).decided_at)

    together(8, approve)
    assert len(times) == 8 and len(set(times)) == 1
    assert [one.state for one in records.approvals.of_draft(draft.id)] == ["approved"]
    links = [publish(records.acting(RINA), draft.id, 1, LINK).published_at for _ in range(3)]
    assert len(set(links)) == 1 and len(records.approvals.of_draft(draft.id)) == 1


@both
def test_of_two_decisions_at_once_one_holds(sqlite_and_postgres: Records) -> None:
    records = sqlite_and_postgres
    for _ in range(5):
        waiting, refused = submitted(records), list[str]()

        def decide(n: int, one: Approval = waiting, refused: list[str] = refused) -> None:
            head = records.acting(actor(f"kepala{n}", "head")).approvals
            try:
                if n % 2:
                    head.approve(one.id, 1)
                else:
                    head.send_back(one.id, 1, "Belum jelas tempatnya.")
            except Overtaken as error:
                refused.append(str(error))

        together(4, decide)
        assert len(refused) == 3
        assert state(records, waiting.draft_id) == records.approvals.approval(waiting.id).state


@both
def test_an_approval_and_an_edit_at_once_never_mix(sqlite_and_postgres: Records) -> None:
    """Either the old text was approved and the new one waits, or only the new one waits."""
    records = sqlite_and_postgres
    for _ in range(6):
        waiting = submitted(records)
        draft = records.drafts.draft(waiting.draft_id)

        def step(n: int, one: Approval = waiting, draft: KeptDraft = draft) -> None:
            try:
                if n:
                    records.acting(HEAD).approvals.approve(one.id, 1)
                else:
                    edited(records, RINA, draft, RISKY, 1)
            except Overtaken:
                pass

        together(2, step)
        *decided, last = records.approvals.of_draft(draft.id)
        assert (last.state, last.text, last.version) == ("submitted", RISKY, 2)
        assert all((one.state, one.text) == ("replaced", PLAIN) for one in decided)


# --- what a head sees -----------------------------------------------------------------------------


def test_the_riskiest_wait_at_the_top_and_the_digest_names_them(
    records: Records, clock: Clock
) -> None:
    plain = submitted(records)
    clock.now += timedelta(hours=3)
    risky = submitted(records, words=RISKY, claims=money())
    flagged = submitted(records, findings=FINDINGS)
    submitted(records, STRANGER)
    found = overview(records.acting(HEAD), clock.now)
    assert [one.id for one in found.waiting] == [flagged.id, risky.id, plain.id]
    assert (found.risky, found.late) == (2, 0)
    words = digest(found, clock.now, "dishub")
    assert "Menunggu persetujuan: 3, 2 berisiko" in words
    assert "sejak 3 jam" in words and "menyebut uang atau bantuan" in words


def test_a_comment_is_late_by_the_clock_that_runs(records: Records, clock: Clock) -> None:
    take_in([Incoming("lampu jalan padam di Wonoayu", "instagram")], records.queue, clock.now)
    (entry,) = records.queue.entries()
    for wait, said in ((timedelta(minutes=50), None), (timedelta(hours=2), "belum ditanggapi")):
        assert late(records, clock.now + wait) == said
    records.record_reply(
        comment_masked=entry.text_masked,
        text="Kami cek dulu.",
        platform="instagram",
        triage=Triage("complaint", "normal", "id", ("dishub",), True, (), ()),
        writer="embedded",
        promises=[],
        queue=Step(Seen(entry.id, entry.version), "taken", "rina.dishub"),
    )
    for wait, said in ((timedelta(hours=2), None), (timedelta(days=30), "belum selesai")):
        assert late(records, clock.now + wait) == said


def late(records: Records, now: datetime) -> str | None:
    """What the digest says of the one comment."""
    words = digest(overview(records, now), now)
    return next(
        (said for said in ("belum ditanggapi", "belum selesai") if f"{said}: lampu" in words), None
    )


def test_the_week_is_told_by_topic(records: Records, clock: Clock) -> None:
    def heard(days: int, *comments: str) -> None:
        at = clock.now - timedelta(days=days)
        take_in(
            [Incoming(one, "instagram", at, f"{days}{n}") for n, one in enumerate(comments)],
            records.acting(RINA).queue,
            clock.now,
        )

    heard(9, "Lampu jalan di Waru mati")
    heard(1, "Lampu jalan depan pasar mati", "PJU gang saya padam", "lampu jalan desa kami mati")
    found = overview(records.acting(HEAD), clock.now)
    assert [(issue.topic, issue.count, issue.before) for issue in found.issues] == [
        ("street-light", 3, 1)
    ]
    assert "Lampu jalan (PJU): 3 komentar, naik dari 1 pada pekan lalu" in digest(found, clock.now)
    assert overview(records.acting(STRANGER_HEAD), clock.now).issues == ()
