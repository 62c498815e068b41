"""Personal data in what people write: masked as tokens, and put back."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from assistant.agencies import load_agencies
from assistant.drafts import PersonalData
from assistant.masking.addresses import find_addresses
from assistant.masking.birth_dates import find_birth_dates, find_listed_births
from assistant.masking.emails import find_emails, find_emails_without_at
from assistant.masking.folding import Folded, Found, fold
from assistant.masking.identifiers import find_numbers, phone_value
from assistant.masking.names import find_names, repeated
from assistant.masking.plates import find_passports, find_plates

# What a token reads, by kind: "[NIK-1]". None may read like a token of assistant/writing/tokens.py.
TOKEN_NAMES: Mapping[str, str] = {
    "nik": "NIK",
    "kk": "KK",
    "phone": "TELEPON",
    "email": "EMAIL",
    "npwp": "NPWP",
    "plate": "PELAT",
    "bank_account": "REKENING",
    "bpjs": "BPJS",
    "address": "ALAMAT",
    "birth_date": "TANGGAL-LAHIR",
    "name": "NAMA",
    "passport": "PASPOR",
}
_TOKEN = re.compile(rf"\[(?:{'|'.join(TOKEN_NAMES.values())})-\d+\]")
# As somebody may type one, to be taken for one of ours.
_TYPED_TOKEN = re.compile(
    rf"({'|'.join(TOKEN_NAMES.values())})[\s_-]{{0,3}}(\d{{1,6}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Masked:
    """`items` have offsets into the text as given; `values` say what each token stands for."""

    text: str
    items: tuple[PersonalData, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def mask(text: str, *, keep_officials: bool = True) -> Masked:
    """`text` with a token for each piece of personal data, the same value the same token.

    Official contacts and officials' names stay (`keep_officials`), and so does the place of a
    problem. A value written in two ways comes back in the way it was written first.
    """
    folded = fold(text)
    found = list(_find(folded, _public() if keep_officials else _NOBODY))
    if not found:
        return Masked(text)
    tokens = _Tokens(folded.text)
    parts: list[str] = []
    items: list[PersonalData] = []
    at = 0
    for one in found:
        start, end = folded.span(one.start, one.end)
        parts += [text[at:start], tokens.token(one, text[start:end])]
        items.append(PersonalData(one.kind, start, end))
        at = end
    parts.append(text[at:])
    return Masked("".join(parts), tuple(items), MappingProxyType(tokens.values))


def unmask(text: str, masked: Masked) -> str:
    """`text` with the values put back. A token that masking did not make stays as it is."""
    return _TOKEN.sub(lambda match: masked.values.get(match[0], match[0]), text)


class _Tokens:
    """Numbers the values of one text, past the tokens that somebody typed into it."""

    def __init__(self, text: str) -> None:
        self.values: dict[str, str] = {}
        self._typed = {(name.upper(), int(n)) for name, n in _TYPED_TOKEN.findall(text)}
        self._token_of: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}

    def token(self, found: Found, original: str) -> str:
        key = (found.kind, found.value)
        if key not in self._token_of:
            name = TOKEN_NAMES[found.kind]
            number = self._last.get(name, 0) + 1
            while (name, number) in self._typed:
                number += 1
            self._last[name] = number
            self._token_of[key] = f"[{name}-{number}]"
            self.values[self._token_of[key]] = original
        return self._token_of[key]


# --- What belongs to nobody --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Public:
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


_NOBODY = _Public()


@cache
def _public() -> _Public:
    """Official contacts, officials and agencies by name, as the recognisers compare them."""
    agencies = load_agencies()
    values = [(contact.kind, contact.value) for contact in agencies.contacts]
    names = {
        name
        for one in (*agencies.officials, *agencies)
        for name in (one.name, *one.aliases, getattr(one, "short", one.name))
    }
    return _Public(
        numbers=frozenset(
            phone_value(digits)
            for kind, value in values
            if kind in ("phone", "whatsapp") and len(digits := re.sub(r"\D", "", value)) > 6
        ),
        emails=frozenset(value.lower() for kind, value in values if kind == "email"),
        addresses=frozenset(
            " ".join(re.findall(r"[a-z0-9]+", value.lower()))
            for kind, value in values
            if kind == "address"
        ),
        names=frozenset(" ".join(re.findall(r"[a-z0-9']+", name.lower())) for name in names),
    )


# --- All that is found, without overlap --------------------------------------------------------


# So many names are looked for again in a text; nobody introduces more.
_MOST_NAMES = 20


def _find(folded: Folded, public: _Public) -> Iterator[Found]:
    """In the order of the text. What an earlier recogniser took, a later one does not see."""
    taken = _find_unnamed(folded, public)
    _add(taken, find_names(folded, tuple(taken), public.names))
    _add(taken, find_listed_births(folded, [o for o in taken if o.kind == "name"]))
    names = {one.value for one in taken if one.kind == "name" and " " in one.value}
    _add(
        taken,
        (
            Found("name", start, end, name)
            for name in sorted(names)[:_MOST_NAMES]
            for start, end in repeated(folded.low, name)
        ),
    )
    return iter(taken)


def find_unnamed(folded: Folded) -> list[Found]:
    """All personal data but the names, as these are judged by what stands beside them."""
    return _find_unnamed(folded, _public())


def _find_unnamed(folded: Folded, public: _Public) -> list[Found]:
    taken: list[Found] = []
    _add(taken, find_emails(folded, public.emails))
    _add(taken, find_emails_without_at(folded))
    _add(taken, find_plates(folded))
    _add(taken, find_passports(folded))
    _add(taken, find_birth_dates(folded))
    _add(taken, find_numbers(folded, _spans(taken), public.numbers))
    _add(taken, find_addresses(folded, public.addresses))
    return taken


def _spans(taken: Sequence[Found]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in taken]


def _add(taken: list[Found], found: Iterator[Found]) -> None:
    spans = _spans(taken)
    new: list[Found] = []
    for one in sorted(found, key=lambda one: one.start):
        if _overlaps(spans, one.start, one.end) or (new and new[-1].end > one.start):
            continue
        new.append(one)
    taken.extend(new)
    taken.sort(key=lambda one: one.start)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """`spans` sorted and apart."""
    at = bisect_left(spans, (start, start))
    return (at < len(spans) and spans[at][0] < end) or (at > 0 and spans[at - 1][1] > start)
