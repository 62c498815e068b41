"""The editors' table of official contacts, read like a source: what answers "nomornya berapa"."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.agencies import Contact, load_agencies
from assistant.prompts import load_table
from assistant.replying.asking import TABLE
from assistant.replying.pieces import Piece
from knowledge.documents import Block, Reading

_KNOWN = "seen"  # what nobody has checked is not given out
_MOST = 3


def contact_pieces(said: frozenset[str], about: Mapping[str, str]) -> Iterator[Piece]:
    """A piece for each purpose that an agency can be reached for.

    `said` are the words of the question: they may want WhatsApp, an address. `about` gives other
    words for an agency's matter, those of the comment's topic.
    """
    table = load_table(TABLE)
    wanted = {kind for kind, words in table["contact_wanted"].items() if said & {*words.split()}}
    agencies = load_agencies()
    spoken = load_table("reply_frames.yaml")["spoken"]
    usable = [c for c in agencies.contacts if c.current and c.basis == _KNOWN]
    for agency_id in dict.fromkeys(c.agency for c in usable):
        own = [c for c in usable if c.agency == agency_id and _is_wanted(c, wanted)]
        agency = agencies.by_id.get(agency_id)
        if agency is None or not own:
            continue
        names = [agency.name, agency.short, *agency.aliases, about.get(agency_id, "")]
        for purpose in dict.fromkeys(_purpose(c) for c in own):
            same = [c for c in own if _purpose(c) == purpose]
            yield _piece(spoken.get(agency_id, agency.name), same, " ".join(names))


def _is_wanted(contact: Contact, wanted: set[str]) -> bool:
    """Whoever asks for a number gets telephone and WhatsApp; whoever asks for one, that one."""
    if wanted:
        return contact.kind in wanted
    return contact.kind in ("phone", "whatsapp", "sms")


def _purpose(contact: Contact) -> str:
    """ "kantor Disdukcapil" and "layanan Disdukcapil" are the agency itself: no purpose apart."""
    words = contact.purpose.split()
    plain = words[0].lower() in ("kantor", "layanan", "akun", "situs") if words else True
    return "" if plain else contact.purpose.removesuffix(" (faks)")


def _piece(name: str, contacts: Sequence[Contact], names: str) -> Piece:
    table = load_table(TABLE)
    purpose = _purpose(contacts[0])
    chosen = contacts[:_MOST]
    if chosen[0].kind == "address":
        text = table["address"].format(name=name, address=chosen[0].value)
    else:
        told = [f"{table['contact_kinds'][c.kind]} {c.value}" for c in chosen]
        channels = _or(told)
        frame = table["contact_for" if purpose else "contact"]
        text = frame.format(name=name, purpose=_capital(purpose), channels=channels)
    reading = Reading(
        title=table["contact_title"].format(name=name),
        text=text,
        blocks=(Block("paragraph", 0, len(text)),),
        passages=(),
        agency=contacts[0].agency,
        published=_newest(contacts),
    )
    own = f"{purpose} {' '.join(c.kind for c in chosen)}"
    return Piece("contact", reading, 0, len(text), own, names, (text,))


def _newest(contacts: Sequence[Contact]) -> date | None:
    days = [c.source_date for c in contacts if c.source_date]
    year, month, *_ = max(days).split("-") if days else ("", "")
    return date(int(year), int(month), 1) if year else None


def _or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} atau {parts[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
