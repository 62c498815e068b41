"""Who answers for what: agencies, bodies outside the regency, officials, official contacts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.errors import AssistantError
from assistant.prompts import load_table

OUTSIDE = "outside:"
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){7,14}")
_SILENT = {"dan"}
_OF_REGENCY = {"kabupaten", "kab", "sidoarjo"}
_AROUND = {"kantor", "pihak", *_OF_REGENCY}
_REGION = {"daerah", "kabupaten", "kab", "kota", "pemkab", "pemkot"}


@dataclass(frozen=True, slots=True)
class Agency:
    """`id` starts with "outside:" for a body that is not the regency's.

    `note` tells an admin in one sentence whose duty it is; `coordinate` is the regency's agency
    that helps a citizen there. `basis`: seen, part (of it seen), memory (not checked).
    """

    id: str
    name: str
    short: str
    aliases: tuple[str, ...]
    keywords: tuple[str, ...]
    basis: str
    note: str = ""
    coordinate: str | None = None

    @property
    def outside(self) -> bool:
        return self.id.startswith(OUTSIDE)


@dataclass(frozen=True, slots=True)
class Official:
    """A person in office as a dated source named them. `last_seen`: month, "2026-02"."""

    name: str
    aliases: tuple[str, ...]
    office: str
    agency: str
    last_seen: str
    source: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """An official way to reach an agency. `kind`: phone, whatsapp, sms, url, email, instagram,
    address. `current` False: recognised as official, never written into a draft."""

    kind: str
    value: str
    agency: str
    purpose: str
    source: str
    source_date: str | None
    checked_on: str | None
    basis: str
    emergency: bool = False
    current: bool = True


class Agencies:
    """The tables in one place; look-ups by id and by any name that people use."""

    def __init__(
        self,
        agencies: tuple[Agency, ...],
        elsewhere: tuple[str, ...],
        officials: tuple[Official, ...],
        contacts: tuple[Contact, ...],
    ) -> None:
        self.by_id: Mapping[str, Agency] = {agency.id: agency for agency in agencies}
        self.officials = officials
        self.contacts = contacts
        self._elsewhere = {_words(region)[0] for region in elsewhere}
        self._names: dict[tuple[str, ...], str] = {}
        for agency in agencies:
            for name in (agency.name, agency.short, *agency.aliases):
                known = self._names.setdefault(_key(name), agency.id)
                if known != agency.id:
                    raise AssistantError(
                        f"agencies.yaml: nama {name} dipakai {known} dan {agency.id}."
                    )
        self._longest = max(len(name) for name in self._names)

    def __iter__(self) -> Iterator[Agency]:
        return iter(self.by_id.values())

    def __contains__(self, agency_id: object) -> bool:
        return agency_id in self.by_id

    def __getitem__(self, agency_id: str) -> Agency:
        return self.by_id[agency_id]

    def name(self, agency_id: str) -> str:
        """The official name; the id itself where it is unknown."""
        agency = self.by_id.get(agency_id)
        return agency.name if agency else agency_id

    def short(self, agency_id: str) -> str:
        """The name that people use; the id itself where it is unknown."""
        agency = self.by_id.get(agency_id)
        return agency.short if agency else agency_id

    def normalise(self, name: str) -> str | None:
        """The id behind an id or a name in any of its forms: "Dinas PU Kab. Sidoarjo"."""
        if name in self.by_id:
            return name
        found = self.mentions(name)
        if len({agency_id for agency_id, _, _ in found}) != 1:
            return None
        rest = name
        for _, start, end in reversed(found):
            rest = rest[:start] + " " + rest[end:]
        return found[0][0] if set(_words(rest)) <= _AROUND else None

    def mentions(self, text: str) -> list[tuple[str, int, int]]:
        """Every agency named in `text` with its offsets, "Kabupaten Sidoarjo" after it included.

        The longest name wins; an agency of another region ("Dinkes Surabaya") is not ours.
        """
        words = [(match.group().casefold(), *match.span()) for match in _WORD.finditer(text)]
        # Words that names leave out ("dan", "&") must not stop a match: skip them in the key only.
        heard = [word for word in words if word[0] not in _SILENT]
        found = []
        at = 0
        while at < len(heard):
            match = self._longest_name(heard, at)
            if match is None:
                at += 1
                continue
            agency_id, stop = match
            after = _past_regency(text, heard, stop)
            if agency_id.startswith(OUTSIDE) or after > stop or not self._is_elsewhere(heard, stop):
                found.append((agency_id, heard[at][1], heard[after - 1][2]))
            at = after
        return found

    def contacts_of(self, agency_id: str) -> tuple[Contact, ...]:
        """Contacts that a draft may name, of one agency."""
        return tuple(c for c in self.contacts if c.agency == agency_id and c.current)

    def outdated(self, text: str) -> list[tuple[Contact, int, int, Contact | None]]:
        """Old contacts that `text` names, with their offsets and the one that is current now."""
        old = {_digits(c.value): c for c in self.contacts if not c.current}
        found = []
        for match in _NUMBER.finditer(text):
            if contact := old.get(_digits(match.group())):
                successor = next(
                    (c for c in self.contacts_of(contact.agency) if c.kind == contact.kind), None
                )
                found.append((contact, *match.span(), successor))
        return found

    def _longest_name(self, words: list[tuple[str, int, int]], at: int) -> tuple[str, int] | None:
        for stop in range(min(len(words), at + self._longest), at, -1):
            agency_id = self._names.get(tuple(word[0] for word in words[at:stop]))
            if agency_id:
                return agency_id, stop
        return None

    def _is_elsewhere(self, words: list[tuple[str, int, int]], at: int) -> bool:
        while at < len(words) and words[at][0] in _REGION:
            at += 1
        return at < len(words) and words[at][0] in self._elsewhere


@cache
def load_agencies() -> Agencies:
    """The tables as the editors left them in prompts/agencies.yaml and prompts/channels.yaml."""
    table = load_table("agencies.yaml")
    channels = load_table("channels.yaml")
    return Agencies(
        agencies=(
            *(_agency(entry, entry["id"]) for entry in table["agencies"]),
            *_kecamatan(_list(table["kecamatan"]), _list(table["kecamatan_keywords"])),
            *(_agency(entry, OUTSIDE + entry["id"]) for entry in table["outside"]),
        ),
        elsewhere=_list(table["elsewhere"]),
        officials=tuple(_official(entry) for entry in table["officials"]),
        contacts=tuple(_contact(entry) for entry in channels["channels"]),
    )


def _agency(entry: Mapping[str, Any], agency_id: str) -> Agency:
    return Agency(
        id=agency_id,
        name=entry["name"],
        short=entry["short"],
        aliases=_list(entry["aliases"]),
        keywords=_list(entry["keywords"]),
        basis=entry["basis"],
        note=entry.get("note", ""),
        coordinate=entry.get("coordinate"),
    )


def _kecamatan(places: tuple[str, ...], keywords: tuple[str, ...]) -> Iterator[Agency]:
    for place in places:
        yield Agency(
            id=f"kec-{place.lower()}",
            name=f"Kecamatan {place}",
            short=f"Kec. {place}",
            aliases=(f"Kantor Kecamatan {place}", f"Camat {place}", f"Kantor Camat {place}"),
            keywords=keywords,
            basis="part" if place == "Balongbendo" else "seen",
        )


def _official(entry: Mapping[str, Any]) -> Official:
    return Official(
        name=entry["name"],
        aliases=_list(entry.get("aliases", "")),
        office=entry["office"],
        agency=entry["agency"],
        last_seen=str(entry["last_seen"]),
        source=entry["source"],
        former=entry.get("former", False),
    )


def _contact(entry: Mapping[str, Any]) -> Contact:
    return Contact(
        kind=entry["kind"],
        value=str(entry["value"]),
        agency=entry["agency"],
        purpose=entry["purpose"],
        source=entry["source"],
        source_date=_optional(entry.get("source_date")),
        checked_on=_optional(entry.get("checked_on")),
        basis=entry["basis"],
        emergency=entry.get("emergency", False),
        current=entry.get("current", True),
    )


def _list(value: str) -> tuple[str, ...]:
    return tuple(item for part in value.split(",") if (item := part.strip()))


def _optional(value: Any) -> str | None:
    return None if value is None else str(value)


def _digits(number: str) -> str:
    """A telephone number in one form: "+62 878-6063" and "0878 6063" are the same."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:] if digits.startswith("62") else digits


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _key(name: str) -> tuple[str, ...]:
    return tuple(word for word in _words(name) if word not in _SILENT)


def _past_regency(text: str, words: list[tuple[str, int, int]], at: int) -> int:
    """Past "Kabupaten Sidoarjo", "Kab. Sidoarjo" or "Sidoarjo" at `at`; else `at` itself."""
    stop = at
    while stop < len(words) and words[stop][0] in _OF_REGENCY:
        if text[words[stop - 1][2] : words[stop][1]].strip(" .\n"):
            return at
        if words[stop][0] == "sidoarjo":
            return stop + 1
        stop += 1
    return at
