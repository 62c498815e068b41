"""Contradictions between documents, kept in the record: computed once a document has changed.

A draft only looks them up. What each document states is kept too, so that a change costs the
reading of one document and not of all.
"""

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import Session, aliased

from knowledge.catalogue import (
    Catalogue,
    ConflictRow,
    Document,
    PassageRow,
    StatementsRow,
    Version,
    as_reading,
    usable,
)
from knowledge.conflicts import Conflict, Spread, Statement, compare, statements
from knowledge.documents import Passage

_FORM = "3"  # changes when statements are read otherwise
# Made once: every search asks them.
_ONE, _OTHER = aliased(Document), aliased(Document)
_CONFLICTS = (
    select(ConflictRow, _ONE, _OTHER)
    .join(_ONE, _ONE.id == ConflictRow.one_id)
    .join(_OTHER, _OTHER.id == ConflictRow.other_id)
    .order_by(ConflictRow.id)
)
_CONFLICTS_OF = _CONFLICTS.where(
    or_(
        ConflictRow.one_id.in_(bindparam("documents", expanding=True)),
        ConflictRow.other_id.in_(bindparam("documents", expanding=True)),
    )
)
_SETS = ("subject", "said", "name", "proper", "years")
_FIELDS = tuple(field.name for field in fields(Statement))
_UNIT, _SUBJECT = _FIELDS.index("unit"), _FIELDS.index("subject")


def renew(catalogue: Catalogue) -> None:
    """Brings the kept conflicts to what the published documents say now."""
    with catalogue.reading() as session:
        wanted = _keys(session)
        known = _known(session)
        changed = {one for one, key in wanted.items() if known.get(one) != key}
        gone = known.keys() - wanted.keys()
        if not changed and not gone:
            return
        fresh = {one: [_as_row(said) for said in _read(session, one)] for one in changed}
    with catalogue.writing() as session:
        there = _keys(session)
        touched = changed | gone
        session.execute(delete(StatementsRow).where(StatementsRow.document_id.in_(touched)))
        session.execute(
            delete(ConflictRow).where(
                or_(ConflictRow.one_id.in_(touched), ConflictRow.other_id.in_(touched))
            )
        )
        for one in changed & there.keys():
            session.add(StatementsRow(document_id=one, key=wanted[one], content=fresh[one]))
        session.flush()
        units = {row[_UNIT] for rows in fresh.values() for row in rows}
        # One document after the other: all that a large base states would be much at once.
        kept = select(StatementsRow.content).execution_options(yield_per=20)
        spread, said = Spread(), list[Statement]()
        for content in session.scalars(kept):
            spread.add(row[_SUBJECT] for row in content)
            said += [_as_statement(row) for row in content if row[_UNIT] in units]
        for found in compare(said, spread, changed):
            session.add(
                ConflictRow(
                    one_id=found.one.document_id,
                    other_id=found.other.document_id,
                    one=_as_row(found.one),
                    other=_as_row(found.other),
                )
            )


def kept_conflicts(
    catalogue: Catalogue, today: date, documents: Collection[str] | None = None
) -> list[Conflict]:
    """Those between documents in force; of one of `documents` where these are named."""
    with catalogue.reading() as session:
        return [
            Conflict(_as_statement(row.one), _as_statement(row.other))
            for row, first, second in session.execute(
                _CONFLICTS if documents is None else _CONFLICTS_OF,
                {"documents": list(documents or ())},
            )
            if usable(first, today) and usable(second, today)
        ]


def _keys(session: Session) -> dict[str, str]:
    """Of each published document, what its statements depend on."""
    rows = session.execute(
        select(
            Document.id, Document.version, Document.title, Document.agency, Document.published
        ).where(Document.decision == "published")
    )
    return {row.id: "|".join([_FORM, *map(str, row[1:])]) for row in rows}


def _known(session: Session) -> dict[str, str]:
    rows = session.execute(select(StatementsRow.document_id, StatementsRow.key))
    return {row.document_id: row.key for row in rows}


def _read(session: Session, document_id: str) -> tuple[Statement, ...]:
    document = session.get_one(Document, document_id)
    version = session.get_one(Version, (document_id, document.version))
    rows = session.scalars(
        select(PassageRow)
        .where(PassageRow.document_id == document_id, PassageRow.version == document.version)
        .order_by(PassageRow.id)
    ).all()
    return statements(as_reading(document, version, rows))


def _as_row(statement: Statement) -> list[Any]:
    row: list[Any] = []
    for name in _FIELDS:
        value = getattr(statement, name)
        if name in _SETS:
            value = sorted(value)
        elif isinstance(value, Passage):
            value = [value.id, value.page, value.heading, value.start, value.end, value.text]
        elif isinstance(value, date):
            value = value.isoformat()
        row.append(value)
    return row


def _as_statement(row: list[Any]) -> Statement:
    values = dict(zip(_FIELDS, row, strict=True))
    values |= {name: frozenset(values[name]) for name in _SETS}
    values["passage"] = Passage(*values["passage"])
    if values["published"]:
        values["published"] = date.fromisoformat(values["published"])
    return Statement(**values)
