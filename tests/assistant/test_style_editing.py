"""An editor's change holds at once and everywhere, says what it does first, and can be undone."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.assembly import Assistant, assemble
from assistant.drafts import CaptionResult, Draft, Length
from assistant.errors import AssistantError
from assistant.house_style import check_style, house_style_prose, load_rules
from assistant.jobs import CaptionJob, CheckJob
from assistant.platforms import check_limits
from assistant.prompts import edition, put_in_force, shipped_table, trying
from assistant.records.tables import SentReply
from assistant.settings import Settings
from assistant.style_editing import (
    AGREED,
    Sample,
    StyleEdit,
    StyleProblems,
    campaign_now,
    cautions,
    changed,
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

TODAY = date(2026, 2, 1)


@pytest.fixture(autouse=True)
def shipped() -> Iterator[None]:
    yield
    put_in_force({})


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    made = assemble(Settings(data_dir=tmp_path / "data"))
    yield made
    made.close()


def edited(before: dict[str, Any] | None = None, **values: Any) -> dict[str, Any]:
    return changed(StyleEdit.model_validate(values), before or {})


def pairs(*words: tuple[str, str], rule: str = AGREED) -> dict[str, Any]:
    return edited(rules={rule: {"words": words}})


def rules_found(text: str, platform: str | None = None) -> set[str]:
    return {finding.rule for finding in check_style(text, platform=platform, today=TODAY)}


def problems(**values: Any) -> list[tuple[str, str]]:
    with pytest.raises(StyleProblems) as error:
        edited(**values)
    return [(problem.place, problem.sentence) for problem in error.value.problems]


def test_every_rule_stands_in_one_group() -> None:
    style = read_style({}, TODAY)
    named = [rule.id for _, rules in style.groups for rule in rules]
    assert sorted(named) == sorted(rule.id for rule in load_rules())
    assert [title for title, _ in style.groups if title == "Aturan lain"] == []
    assert style.changed == frozenset()


def test_a_word_pair_is_found_and_repaired_only_while_it_is_tried() -> None:
    with trying(pairs(("info lebih lanjut", "keterangan"), ("heboh", ""))):
        found = check_style("Info lebih lanjut soal heboh itu.", platform=None, today=TODAY)
    assert [(f.rule, f.suggestion) for f in found] == [(AGREED, "Keterangan"), (AGREED, None)]
    assert "tidak dipakai" in found[1].message and "“heboh”" in found[1].message
    assert rules_found("Info lebih lanjut soal heboh itu.") == set()


def test_rules_are_switched_off_weighed_and_bounded() -> None:
    sentence = "Warga yang pindah ke Sidoarjo membawa surat pindah dan kartu keluarga asli."
    changes = edited(
        rules={
            "eyd.kata-depan": {"off": True},
            "kata.asing": {"severity": "block", "removed": ["LINK"]},
            "kalimat.panjang": {"limit": "8"},
            "emoji.banyak": {"limit": {"x": "0"}},
        }
    )
    with trying(changes):
        assert rules_found("Buka disini.") == set()
        assert rules_found("Buka link ini.") == set()
        (finding,) = check_style("Daftar online.", platform=None, today=TODAY)
        assert finding.severity == "block"
        assert rules_found(sentence) == {"kalimat.panjang"}
        assert rules_found("Posko dibuka 🎈 hari ini.", "x") == {"emoji.banyak"}
        assert rules_found("Posko dibuka 🎈 hari ini.", "instagram") == set()
    assert read_style(changes, TODAY).changed == {
        "eyd.kata-depan",
        "kata.asing",
        "kalimat.panjang",
        "emoji.banyak",
    }


def test_a_change_back_to_what_is_shipped_leaves_nothing_behind() -> None:
    changes = edited(
        rules={
            "eyd.kata-depan": {"off": True, "severity": "info"},
            "kata.asing": {"words": [["link", "laman"]], "removed": ["online"]},
            "nada.hampa": {"removed": ["angin segar"], "words": [["seru sekali", ""]]},
            "kalimat.panjang": {"limit": "20"},
        },
        platforms={"instagram": {"length": "500", "hashtags": "3"}},
    )
    assert set(changes) == {"house_style.yaml", "platforms/instagram.md"}
    back = edited(
        changes,
        rules={
            "eyd.kata-depan": {"off": False, "severity": "warn"},
            "kata.asing": {"words": [["link", "tautan"], ["Online", "daring"]]},
            "nada.hampa": {"words": [["angin segar", ""]], "removed": ["seru sekali"]},
            "kalimat.panjang": {"limit": "28"},
        },
        platforms={"instagram": {"length": "900", "hashtags": "5"}},
    )
    assert back == {}


def test_a_phrase_of_the_shipped_list_may_get_a_better_word() -> None:
    with trying(pairs(("angin segar", "harapan"), rule="nada.hampa")):
        (finding,) = check_style("Ini angin segar bagi warga.", platform=None, today=TODAY)
        assert finding.suggestion == "harapan"


def test_lengths_and_hashtags_of_a_platform_are_set_below_its_own_bounds() -> None:
    changes = edited(platforms={"instagram": {"length": "20", "hashtags": "1"}})
    text = "Posko dibuka hari ini di Candi. #Sidoarjo #Candi"
    with trying(changes):
        found = {finding.rule for finding in check_limits(text, "instagram")}
    assert found >= {"platform.length", "platform.hashtags"}
    assert {finding.rule for finding in check_limits(text, "instagram")}.isdisjoint(found)
    said = problems(
        platforms={
            "x": {"length": "999", "hashtags": ""},
            "instagram": {"length": "0", "hashtags": "9"},
            "facebook": {"length": "banyak", "hashtags": "2.5x"},
        }
    )
    assert [place for place, _ in said] == ["x", "instagram", "instagram", "facebook", "facebook"]


def test_every_problem_is_named_in_one_go() -> None:
    said = problems(
        rules={
            AGREED: {
                "words": [
                    ["link", "pranala"],
                    ["izin", "ijin"],
                    ["acara besar", "acara besar sekali"],
                    ["", "kosong"],
                    ["!!", "!"],
                    ["sama", "sama"],
                    ["dua", "a"],
                    ["Dua", "b"],
                    ["x" * 90, "y"],
                ]
            },
            "kalimat.panjang": {"limit": "dua puluh"},
            "nada.banyak-seru": {"limit": ""},
            "tidak.ada": {"off": True},
        },
        campaign={
            "switch": "auto",
            "periods": [["2026-02-01", "2026-01-01"], ["", "2026-01-01"], ["", ""]],
            "candidates": ["Bo", "Budi Santoso"],
        },
    )
    assert [place for place, _ in said] == [
        *[AGREED] * 8,
        "kalimat.panjang",
        "nada.banyak-seru",
        "tidak.ada",
        *["campaign"] * 3,
    ]
    assert all(sentence.endswith(".") for _, sentence in said)
    assert "kata.asing" in said[0][1] and "eyd.kata-baku" in said[1][1]


def test_a_campaign_holds_drafts_back_on_its_days() -> None:
    campaign = {"switch": "auto", "periods": [["2026-02-01", "2026-02-10"]]}
    changes = edited(campaign={**campaign, "candidates": ["Rudi Hartono", " Rudi  Hartono "]})
    with trying(changes):
        named = check_style("Hadir Rudi Hartono.", platform=None, today=TODAY)
        assert [(f.rule, f.severity) for f in named] == [("netral.kampanye", "block")]
        assert check_style("Hadir Rudi Hartono.", platform=None, today=date(2026, 2, 11)) == ()
    running = read_style(changes, TODAY).campaign
    assert running.running and running.until == "2026-02-10"
    on = read_style(edited(campaign={"switch": "on"}), TODAY).campaign
    assert on.running and on.until is None
    assert not read_style(edited(changes, campaign={"switch": "off"}), TODAY).campaign.running


def test_a_preview_shows_what_comes_and_goes(assistant: Assistant) -> None:
    draft = Draft("x", None, None, "Buka link di bio.", (), None, Length(17, 280, "weighted"))
    job = CaptionJob(brief="kabarkan", platforms=("x",))
    assistant.records.drafts.keep(job.model_dump(mode="json"), CaptionResult((draft,), ()))
    after = edited(
        rules={"kata.asing": {"removed": ["link"]}, AGREED: {"words": [["loket", "meja layanan"]]}}
    )
    texts = [Sample("own", "Datang ke loket."), *samples(assistant.records)]
    effects = {effect.sample: effect for effect in preview({}, after, texts, TODAY)}
    own = effects[texts[0]]
    assert [finding.rule for finding in own.come] == [AGREED] and own.gone == ()
    kept = next(effect for sample, effect in effects.items() if sample.kind == "draft")
    assert [finding.rule for finding in kept.gone] == ["kata.asing"] and kept.come == ()
    assert {sample.kind for sample in effects} >= {"own", "draft", "good", "fault"}
    assert preview({}, {}, texts, TODAY) == []
    assert edition().changes == {}  # nothing was put in force by looking


def test_a_rule_that_no_longer_holds_drafts_back_is_pointed_out() -> None:
    weaker = edited(rules={"netral.ajakan-memilih": {"severity": "warn"}, "eyd.jam": {"off": True}})
    assert [rule.id for rule in cautions({}, weaker)] == ["netral.ajakan-memilih"]


def test_versions_are_kept_compared_and_restored(assistant: Assistant) -> None:
    records = assistant.records
    first = pairs(("hotline", "telepon"))
    assert save(records, first, seen=0, who="sari", reason="Rapat  redaksi") == 1
    assert assistant.check(CheckJob(text="Hubungi hotline.")).findings[0].rule == AGREED
    second = edited(first, rules={"eyd.jam": {"off": True}})
    assert save(records, second, seen=1, who="budi", reason="Video") == 2
    assert newest(records) == (2, second)
    told = history(records)
    assert [(v.number, v.who, v.reason) for v in told] == [
        (2, "budi", "Video"),
        (1, "sari", "Rapat redaksi"),
    ]
    assert [(s.place, s.what, s.old, s.new) for s in told[0].steps] == [
        ("eyd.jam", "off", "on", "off")
    ]
    assert [(s.place, s.word, s.new) for s in compare({}, first)] == [
        (AGREED, "hotline", "telepon")
    ]
    assert restore(records, 1, seen=2, who="sari") == 3
    assert newest(records) == (3, first)
    assert restore(records, 0, seen=3, who="sari") == 4
    assert history(records)[0].reason == "Kembali ke bawaan"
    assert rules_found("Hubungi hotline.") == set()


def test_who_saves_over_another_is_told_and_saves_nothing(assistant: Assistant) -> None:
    records = assistant.records
    save(records, pairs(("hotline", "telepon")), seen=0, who="sari", reason="a")
    with pytest.raises(AssistantError, match="versi 1"):
        save(records, pairs(("nelpon", "menelepon")), seen=0, who="budi", reason="b")
    with pytest.raises(AssistantError, match="Alasan"):
        save(records, {}, seen=1, who="budi", reason="  ")
    with pytest.raises(AssistantError, match="Belum ada yang berubah"):
        save(records, newest(records)[1], seen=1, who="budi", reason="b")
    assert newest(records)[0] == 1


def test_a_change_is_seen_by_other_processes_and_needs_no_database_where_none_is(
    assistant: Assistant, tmp_path: Path
) -> None:
    text = tmp_path / "draf.txt"
    text.write_text("Hubungi hotline kami.", encoding="utf-8")
    source = tmp_path / "rilis.txt"
    source.write_text("Hubungi hotline kami di 112.", encoding="utf-8")
    save(assistant.records, pairs(("hotline", "telepon")), seen=0, who="sari", reason="a")

    def checked(folder: Path) -> set[str]:
        command = [sys.executable, "-m", "assistant", "check", str(text)]
        said = subprocess.run(
            [*command, "--source", str(source), "--json"],
            capture_output=True,
            check=True,
            cwd=tmp_path,
            env={"ASSISTANT_DATA_DIR": str(folder), "PATH": "/usr/bin:/bin"},
        )
        return {finding["rule"] for finding in json.loads(said.stdout)["findings"]}

    assert AGREED in checked(assistant.settings.data_dir)
    assert AGREED not in checked(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_database_that_cannot_be_read_leaves_the_last_style(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(assistant.records, pairs(("hotline", "telepon")), seen=0, who="sari", reason="a")

    def broken(_: Any) -> dict[str, Any]:
        raise AssistantError("Catatan tidak dapat dibaca.")

    monkeypatch.setattr("assistant.records.store.Records.house_style", broken)
    findings = assistant.check(CheckJob(text="Hubungi hotline.")).findings
    assert AGREED in {finding.rule for finding in findings}


def test_the_writers_follow_what_editors_agreed_on(assistant: Assistant, tmp_path: Path) -> None:
    release = tmp_path / "rilis.txt"
    release.write_text(
        "Posko Layanan Ditambah di Waru\n\nDinas Sosial membuka posko pengaduan di Kecamatan Waru "
        "mulai Senin, 6 April 2026. Warga dapat menyampaikan keluhan pukul 08.00–15.00 WIB.\n",
        encoding="utf-8",
    )
    job = CaptionJob(brief="kabarkan posko Waru", platforms=("facebook",), sources=(str(release),))
    assert "keluhan" in assistant.caption(job).drafts[0].text
    save(assistant.records, pairs(("keluhan", "aspirasi")), seen=0, who="sari", reason="a")
    written = assistant.caption(job).drafts[0].text
    assert "aspirasi" in written and "keluhan" not in written
    assert "“keluhan” menjadi “aspirasi”" in house_style_prose()
    put_in_force({})
    assert "Kata yang disepakati" not in house_style_prose()


def test_habits_of_admins_become_proposals_until_a_rule_says_them(assistant: Assistant) -> None:
    records = assistant.records
    with records._writing() as session:
        for number in range(4):
            session.add(
                SentReply(
                    id=f"b{number}",
                    sent_at=records.now(),
                    platform="instagram",
                    comment_masked="lampu mati",
                    drafted=f"Halo Kak, laporan nomor {number} kami teruskan, mohon ditunggu.",
                    text=f"Halo Kak, laporan nomor {number} kami oper, mohon ditunggu.",
                    kind="complaint",
                    urgency="normal",
                    writer="embedded",
                )
            )
    assert [(one.old, one.new, one.count) for one in proposals(records)] == [
        ("teruskan", "oper", 4)
    ]
    save(records, pairs(("teruskan", "oper")), seen=0, who="sari", reason="a")
    assert proposals(records) == []


def test_the_campaign_is_known_to_every_page(assistant: Assistant) -> None:
    assert not campaign_now(assistant.records, TODAY).running
    changes = edited(campaign={"switch": "on"})
    save(assistant.records, changes, seen=0, who="sari", reason="Pilkada")
    assert campaign_now(assistant.records, TODAY).running


def test_a_preview_writes_new_drafts(assistant: Assistant) -> None:
    after = edited(rules={AGREED: {"words": [["warga", "penduduk"]]}})
    changed = [effect for effect in preview({}, after, [], TODAY) if effect.was]
    assert {effect.sample.kind for effect in changed} == {"new"}
    for effect in changed:
        assert effect.was is not None
        assert "penduduk" in effect.sample.text and "penduduk" not in effect.was


def test_a_preview_does_not_keep_an_editor_waiting(assistant: Assistant) -> None:
    texts = list(samples(assistant.records))
    after = edited(rules={"kata.asing": {"words": [[f"kata{n}", f"lain{n}"] for n in range(500)]}})
    started = time.process_time()
    preview({}, after, texts, TODAY)
    assert time.process_time() - started < 3
    assert shipped_table("house_style.yaml")["rules"]
