"""The tables that editors own point at each other rightly."""

from collections import Counter

import pytest

from assistant.agencies import load_agencies
from assistant.prompts import load_table

agencies = load_agencies()
topics = load_table("topics.yaml")["topics"]
lapor = load_table("lapor.yaml")
places = load_table("places.yaml")


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


@pytest.mark.parametrize("topic", topics, ids=lambda topic: topic["id"])
def test_a_topic_is_whole(topic: dict[str, str]) -> None:
    assert topic["agency"] in agencies
    assert all(agency in agencies for agency in words(topic.get("also", "")))
    assert topic["lapor"] in lapor["categories"]
    for field in ("label", "problem", "matter", "ask", "keywords"):
        assert topic[field].strip()
    assert topic["problem"][-1] not in ".,;"


def test_topics_have_names_of_their_own() -> None:
    assert max(Counter(topic["id"] for topic in topics).values()) == 1
    assert max(Counter(topic["label"] for topic in topics).values()) == 1


def test_every_regency_agency_with_a_duty_is_reached() -> None:
    reached = {agency for t in topics for agency in (t["agency"], *words(t.get("also", "")))}
    missing = {a.id for a in agencies if not a.outside and not a.id.startswith("kec-")} - reached
    # Bodies that citizens do not turn to with a topic of their own.
    assert missing <= {
        *("bag-hukum", "bag-organisasi", "bag-pbj", "setwan", "rsud-sedati", "aneka-usaha"),
        *("bakesbangpol", "diskominfo"),
    }


def test_reports_have_a_class_and_a_category() -> None:
    assert set(lapor["class_of"].values()) <= set(lapor["classes"])
    assert lapor["default"] in lapor["categories"]


def test_villages_lie_in_the_eighteen_kecamatan() -> None:
    assert {f"kec-{name.lower()}" for name in places["villages"]} == {
        agency.id for agency in agencies if agency.id.startswith("kec-")
    }
    homes: dict[str, set[str]] = {}
    for kecamatan, names in places["villages"].items():
        for name in words(names):
            homes.setdefault(name, set()).add(kecamatan)
    assert {"Waru", "Krembung"} <= homes["Tambakrejo"]
    assert {"Waru", "Jabon"} <= homes["Kedungrejo"]
    assert {"Waru", "Krian"} <= homes["Tropodo"]
    assert set(words(places["seen"])) | set(words(places["need_cue"])) <= set(homes)


@pytest.mark.parametrize("group", ["roads", "rivers", "landmarks"])
def test_places_have_an_owner(group: str) -> None:
    for place in places[group]:
        assert place["agency"] in agencies
        assert place.get("lights", place["agency"]) in agencies
