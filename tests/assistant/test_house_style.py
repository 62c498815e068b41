"""Each rule finds its own example and leaves the mended one alone; good drafts get no warning."""

import itertools
import time
from datetime import date, timedelta

import pytest

from assistant import house_style
from assistant.agencies import load_agencies
from assistant.drafts import PLATFORMS, Finding
from assistant.evaluation.style import measure_cases, run
from assistant.house_style import Rule, check_style, load_rules
from assistant.prompts import load_prompt, load_table

TODAY = date(2026, 2, 1)
RULES = [rule for rule in load_rules() if rule.example]


def check(text: str, platform: str | None = None, **values: str) -> tuple[Finding, ...]:
    return check_style(text, platform=platform, today=TODAY, **values)


def ids(text: str, platform: str | None = None) -> list[str]:
    return [finding.rule for finding in check(text, platform)]


def repaired(text: str, platform: str | None = None) -> str:
    for finding in reversed(check(text, platform)):
        if finding.suggestion is not None:
            text = text[: finding.start] + finding.suggestion + text[finding.end :]
    return text


def platform_of(rule: Rule) -> str | None:
    known = [name for name in PLATFORMS if rule.holds_on(name)]
    return None if rule.holds_on("reply") else known[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    platform = platform_of(rule)
    found = [f for f in check(rule.example["wrong"], platform) if f.rule == rule.id]
    assert found and found[0].severity == rule.severity
    assert "{" not in found[0].message
    assert check(rule.example["right"], platform) == ()


def test_every_rule_says_why() -> None:
    names = [rule.id for rule in load_rules()]
    assert len(names) == len(set(names))
    assert all(rule.reason.endswith(".") and rule.message.endswith(".") for rule in load_rules())


def test_words_that_are_names_keep_their_spelling() -> None:
    assert "kata.asing" not in ids("Aplikasi Online Single Submission dibuka.")
    assert "kata.asing" in ids("Link pendaftaran ada di bio.")
    assert ids("Alamat: https://a.go.id/ijin-online dan @online.sidoarjo #Online") == []


def test_quotations_are_left_as_they_were_said() -> None:
    quoted = "Camat Waru Budi Santoso berkata, “Silahkan datang, dimana saja kami bantu.”"
    assert ids(quoted) == []
    assert "eyd.kata-baku" in ids("Silahkan datang.")


def test_several_faults_are_mended_at_once() -> None:
    assert repaired("Silahkan bayar Rp. 25000,- disini pukul 08:00 wib.") == (
        "Silakan bayar Rp25.000 di sini pukul 08.00 WIB."
    )
    assert (
        repaired("Dibuka senin, 5 mei 2025 di Pendopo.") == "Dibuka Senin, 5 Mei 2025 di Pendopo."
    )


def test_repairs_never_overlap() -> None:
    text = "SIDOARJO – Rp 25000,- Rp. 5.000 disini!!! 08:00-11:00 wib (isa/ian)"
    spans = [(f.start, f.end) for f in check(text, "instagram") if f.suggestion is not None]
    assert spans and all(a[1] <= b[0] for a, b in itertools.pairwise(spans))  # type: ignore[operator]


def test_a_date_line_belongs_to_a_press_release_only() -> None:
    text = "Sidoarjo – Pemkab menambah 40 lampu jalan."
    assert "sisa.dateline" in ids(text, "instagram")
    assert ids(text, "press-release") == []


def test_cheer_is_wrong_only_in_bad_news() -> None:
    assert "nada.ceria-di-kabar-buruk" in ids("Kebakaran di Waru 🎉")
    assert ids("Juara lagi, selamat untuk tim Waru 🎉") == []


def test_time_marks_of_a_video_stay() -> None:
    assert ids("00:00 Pembuka\n01:20 Alat", "youtube") == []


def test_a_title_is_not_said_twice() -> None:
    title = "Dishub Menambah 40 Lampu Jalan"
    twice = check("Dishub menambah 40 lampu jalan. Pemasangan mulai Mei.", "youtube", title=title)
    assert [finding.rule for finding in twice] == ["judul.berulang"]
    assert check("Empat ruas jalan lebih terang.", "youtube", title=title) == ()


def test_a_campaign_holds_drafts_that_name_a_party(monkeypatch: pytest.MonkeyPatch) -> None:
    table = dict(load_table("house_style.yaml"))
    campaign = {
        **table["campaign"],
        "periods": [{"from": date(2026, 1, 1), "until": date(2026, 2, 1)}],
        "candidates": ["Rudi Hartono"],
    }
    monkeypatch.setattr(house_style, "load_table", lambda _: {**table, "campaign": campaign})
    named = "Hadir pula Rudi Hartono dari Partai Golkar."
    assert [(f.rule, f.severity) for f in check(named)] == [("netral.kampanye", "block")] * 2
    assert ids("Bayar PBB sebelum Agustus.") == []
    assert check_style(named, platform=None, today=date(2026, 2, 2)) == ()
    campaign["switch"] = "on"
    assert check_style(named, platform=None, today=date(2030, 1, 1)) != ()


def test_an_official_is_named_with_a_recent_source_only() -> None:
    official = next(o for o in load_agencies().officials if not o.former and " " in o.name)
    seen = date.fromisoformat(f"{official.last_seen}-01")
    text = f"Hadir {official.office} {official.name}."
    recent = check_style(text, platform=None, today=seen + timedelta(days=100))
    assert "netral.nama-pejabat" not in [finding.rule for finding in recent]
    later = check_style(text, platform=None, today=seen + timedelta(days=200))
    assert [f.severity for f in later if f.rule == "netral.nama-pejabat"] == ["info"]


def test_the_prose_for_the_model_has_no_placeholder() -> None:
    assert load_prompt("house_style.md").placeholders() == set()


def test_figures_of_the_style_suite() -> None:
    figures = run("both")
    for part in figures.values():
        assert part["found"] >= 0.95
        assert part["good_with_warning"] <= 0.03


def test_the_suite_sees_a_rule_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = load_table("cases/style/measuring.yaml")
    monkeypatch.setattr(
        house_style, "load_rules", lambda: [r for r in RULES if not r.id.startswith("eyd.")]
    )
    assert measure_cases(cases)["found"] < 0.8


def test_any_text_is_checked_in_time() -> None:
    hostile = (
        "(" * 20_000,
        "“" * 20_000,
        "A" * 20_000,
        "SATU " * 4_000,
        "Rp " * 7_000,
        "#a " * 7_000,
        "🙏" * 10_000,
        "kata dia " * 2_000,
        "08:00 " * 3_000,
        "[" * 20_000,
        "a, " * 7_000,
        "\n" * 20_000,
        "Hai, " * 4_000,
        "guna " * 20_000,
        "Silahkan bayar Rp. 25000 disini, ya. " * 2_500,
    )
    for text in hostile:
        started = time.process_time()
        check(text, "instagram")
        assert time.process_time() - started < 2, text[:10]
