"""Agencies are found under every name that people use, and only the regency's own."""

import re

import pytest

from assistant.agencies import Agencies, Agency, load_agencies
from assistant.errors import AssistantError

agencies = load_agencies()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dishub", "dishub"),
        ("Dinas Perhubungan Kabupaten Sidoarjo", "dishub"),
        ("DINAS PERHUBUNGAN (DISHUB) KAB. SIDOARJO", "dishub"),
        ("Dinas Perumahan, Permukiman, Cipta Karya dan Tata Ruang", "p2cktr"),
        ("Dinas Perumahan Permukiman Cipta Karya & Tata Ruang", "p2cktr"),
        ("satpol-pp", "satpolpp"),
        ("RSUD Sidoarjo", "rsud-notopuro"),
        ("RSUD Sidoarjo Barat", "rsud-sibar"),
        ("Kantor Kecamatan Waru", "kec-waru"),
        ("PDAM", "delta-tirta"),
        ("outside:pln", "outside:pln"),
        ("PLN", "outside:pln"),
        ("Dinas Pendidikan Provinsi Jawa Timur", "outside:dindik-jatim"),
    ],
)
def test_a_name_leads_to_its_agency(name: str, expected: str) -> None:
    assert agencies.normalise(name) == expected


@pytest.mark.parametrize(
    "name",
    ["Dinkes Surabaya", "Dinas Kesehatan Kota Mojokerto", "Dinas Sosial dan BPBD", "", "warga"],
)
def test_other_names_lead_nowhere(name: str) -> None:
    assert agencies.normalise(name) is None


def test_mentions_carry_their_place_in_the_text() -> None:
    text = "Dishub Kabupaten Sidoarjo dan Dinkes Gresik; Camat Taman (DPUBMSDA) Sidoarjo."
    found = [(agency, text[start:end]) for agency, start, end in agencies.mentions(text)]
    assert found == [
        ("dishub", "Dishub Kabupaten Sidoarjo"),
        ("kec-taman", "Camat Taman"),
        ("dpubmsda", "DPUBMSDA"),
    ]


def test_words_of_daily_life_are_no_agency() -> None:
    assert agencies.mentions("polisi tidur dekat balai desa, pasar, dewasa, dan taman") == []


def test_the_table_is_whole() -> None:
    kecamatan = [agency for agency in agencies if agency.id.startswith("kec-")]
    assert len(kecamatan) == 18
    assert len([agency for agency in agencies if agency.outside]) >= 29
    for agency in agencies:
        assert agency.keywords and agency.basis in {"seen", "part", "memory"}
        assert agencies.normalise(agency.name) == agency.id
        assert agency.coordinate is None or not agencies[agency.coordinate].outside
        assert not agency.outside or agency.note.endswith(".")
    for keyword in (word for agency in agencies for word in agency.keywords):
        assert keyword == keyword.lower()


def test_officials_and_contacts_belong_to_known_agencies() -> None:
    for official in agencies.officials:
        assert official.agency in agencies
        assert re.fullmatch(r"20\d\d-[01]\d", official.last_seen)
        assert official.source
    for contact in agencies.contacts:
        assert contact.agency in agencies
        assert contact.source and contact.basis in {"seen", "memory"}
    assert any(c.value == "112" and c.emergency for c in agencies.contacts_of("pemkab"))


def test_an_old_number_is_known_but_not_offered() -> None:
    old = "087860634004"
    assert any(contact.value == old for contact in agencies.contacts)
    assert all(contact.value != old for contact in agencies.contacts_of("dinsos"))


def test_an_old_number_in_a_text_is_found_with_its_successor() -> None:
    text = "Hubungi Si WhaPik di +62 878-6063-4004 atau (031) 8921483."
    [(contact, start, end, successor)] = agencies.outdated(text)
    assert (contact.agency, text[start:end]) == ("dinsos", "+62 878-6063-4004")
    assert successor is not None and successor.value == "085711404090"


def test_one_name_for_two_agencies_is_refused() -> None:
    twins = tuple(Agency(i, "Dinas Kembar", i, (), (), "seen") for i in ("satu", "dua"))
    with pytest.raises(AssistantError, match="Dinas Kembar"):
        Agencies(twins, ("Jawa Timur",), (), ())
