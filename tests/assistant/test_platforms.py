"""Lengths as the platforms count them, and what they refuse."""

import pytest

from assistant.drafts import PLATFORMS
from assistant.errors import UsageError
from assistant.platforms import (
    check_limits,
    find_emoji,
    find_hashtags,
    find_urls,
    fold_offset,
    load_platform,
    measure,
)

FAMILY = "👨‍👩‍👧‍👦"


def rules(findings: object) -> set[tuple[str, str]]:
    return {(finding.rule, finding.severity) for finding in findings}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("platform", "field", "limit", "unit"),
    [
        ("instagram", "post", 2200, "utf16"),
        ("instagram", "comment", 2200, "utf16"),
        ("facebook", "post", 63206, "codepoints"),
        ("facebook", "comment", 8000, "codepoints"),
        ("x", "post", 280, "weighted"),
        ("tiktok", "post", 2200, "utf16"),
        ("tiktok", "comment", 150, "utf16"),
        ("youtube", "post", 5000, "bytes"),
        ("youtube", "title", 100, "codepoints"),
        ("youtube", "comment", 10000, "codepoints"),
        ("threads", "post", 500, "weighted"),
        ("whatsapp", "post", 4096, "codepoints"),
        ("press-release", "post", None, "codepoints"),
        (None, "comment", 150, "utf16"),
    ],
)
def test_limits_are_those_of_the_platforms(
    platform: str | None, field: str, limit: int | None, unit: str
) -> None:
    length = measure("abc", platform, field)  # type: ignore[arg-type]
    assert (length.count, length.limit, length.unit) == (3, limit, unit)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("halo", 4),
        ("é", 1),
        ("e\u0301", 1),  # NFC first
        ("“kutip” – …", 12),  # U+2026 lies outside the light ranges: it counts 2
        ("漢字", 4),
        ("🙏", 2),
        (FAMILY, 2),
        ("👍🏽", 2),
        ("🇮🇩", 2),
        ("1️⃣", 2),
        ("☎️", 2),
        ("#️⃣ 5 #5", 7),
        ("https://sidoarjokab.go.id/berita/panjang-sekali?halaman=2", 23),
        ("https://a.id.", 24),
        ("(https://a.id)", 25),
        ("sidoarjokab.go.id", 23),
        ("bit.ly/abc", 23),
        ("Buka pukul 08.00 WIB", 20),
        ("Rp25.000", 8),
    ],
)
def test_x_weighs_as_twitter_text_does(text: str, weight: int) -> None:
    assert measure(text, "x").count == weight


def test_threads_counts_an_emoji_by_its_bytes_and_links_in_full() -> None:
    assert measure("é 🙏", "threads").count == 2 + 4
    assert measure(FAMILY, "threads").count == len(FAMILY.encode())
    assert measure("https://a.id", "threads").count == 12


def test_units_differ_where_characters_are_wide() -> None:
    assert measure("a🙏", "instagram").count == 3
    assert measure("a🙏", "youtube").count == 5
    assert measure("a🙏", "facebook").count == 2
    assert measure("", "x").count == 0


def test_emoji_hashtags_and_links_are_found_where_they_stand() -> None:
    text = "Info 📍 di sidoarjokab.go.id/a#bagian, tanya @kominfo. #Sidoarjo #PJU_2026 #5 a#b"
    assert [text[s:e] for s, e in find_emoji(text)] == ["📍"]
    assert find_hashtags(text) == ("#Sidoarjo", "#PJU_2026")
    assert [text[s:e] for s, e in find_urls(text)] == ["sidoarjokab.go.id/a#bagian"]
    assert find_urls("Rapat selesai.Semua pulang jam 08.00") == []


def test_over_the_limit_marks_what_does_not_fit() -> None:
    text = "a" * 278 + "🙏b"
    (finding,) = check_limits(text, "x")
    assert (finding.rule, finding.severity) == ("platform.length", "block")
    assert text[finding.start :] == "b"
    assert check_limits(text[:-1], "x") == ()
    (finding,) = check_limits("a" * 151, None, field="comment")
    assert (finding.severity, finding.start, finding.end) == ("block", 150, 151)


def test_surplus_hashtags_can_be_removed() -> None:
    text = "Kabar. #a1 #b1 #c1 #d1 #e1 #f1 #g1"
    (finding,) = check_limits(text, "instagram")
    assert (finding.rule, finding.severity, finding.suggestion) == (
        "platform.hashtags",
        "block",
        "",
    )
    assert text[: finding.start] + text[finding.end :] == "Kabar. #a1 #b1 #c1 #d1 #e1"
    assert rules(check_limits("Kabar. #a1", "whatsapp")) == {("platform.hashtags", "warn")}
    assert check_limits("Kabar. #a1", "threads") == ()


def test_links_are_counted_where_the_platform_does() -> None:
    links = " ".join(f"https://a{number}.id" for number in range(6))
    assert ("platform.links", "block") in rules(check_limits(links, "threads"))
    assert check_limits("https://a.id https://a.id", "x") == ()
    assert rules(check_limits("Lihat https://a.id", "instagram")) == {("platform.links", "info")}


def test_youtube_refuses_angle_brackets() -> None:
    (finding,) = check_limits("Umur <5 tahun", "youtube")
    assert (finding.severity, finding.start, finding.suggestion) == ("block", 5, "")
    assert rules(check_limits("Video.", "youtube", title="a > b")) == {("platform.title", "block")}
    assert rules(check_limits("Video.", "youtube", title="j" * 101)) == {
        ("platform.title", "block")
    }


def test_alt_text_and_press_titles_only_warn() -> None:
    assert rules(check_limits("Kabar.", "instagram", alt_text="a" * 101)) == {
        ("platform.alt-text", "warn")
    }
    assert rules(check_limits("Kabar.", "press-release", title="a" * 101)) == {
        ("platform.title", "warn")
    }


def test_the_first_sentence_is_to_end_before_the_fold() -> None:
    long = "Kabar " * 30 + "selesai. Sesudahnya rincian."
    assert fold_offset(long, "instagram") == 125
    assert rules(check_limits(long, "instagram")) == {("platform.fold", "info")}
    assert check_limits("Kabar singkat. " + long, "instagram") == ()
    assert fold_offset("pendek", "instagram") is None
    assert fold_offset(long, "x") is None


def test_every_platform_has_a_guide_and_says_where_its_figures_are_from() -> None:
    from assistant.prompts import load_prompt

    for platform in PLATFORMS:
        assert len(load_platform(platform).guide) > 200
        meta = load_prompt(f"platforms/{platform}.md").meta
        assert {"source", "checked_on", "confidence"} <= set(meta)


def test_an_unknown_platform_is_a_wrong_use() -> None:
    with pytest.raises(UsageError, match="'myspace' tidak dikenal"):
        load_platform("myspace")


def test_any_text_can_be_measured() -> None:
    for text in ("", "\ud83d", "\x00", "🇮", "\u200d\u200d", "#", "https://", "a" * 100_000):
        for platform in PLATFORMS:
            assert measure(text, platform).count >= 0
            check_limits(text, platform)
