"""What a kind of news cannot do without, and is in neither the sources nor the brief."""

from collections.abc import Iterator

from assistant.drafts import Finding
from assistant.facts import FactSheet, fact_sheet
from assistant.prompts import load_table
from assistant.writing.intent import read_brief
from assistant.writing.writer import Brief
from knowledge.reading import read_text

_TABLE = "essentials.yaml"


def missing_facts(brief: Brief, sheet: FactSheet) -> Iterator[Finding]:
    """Said of the sheet, not of one draft: a short post may leave out what the sources have."""
    told = fact_sheet([read_text(brief.text)], sheet.today)
    for essential in load_table(_TABLE).get(read_brief(brief, sheet).kind, ()):
        slot, roles = essential["slot"], essential.get("roles", ())
        if not sheet.of(slot, *roles) and not told.of(slot):
            yield Finding("missing-fact", "info", None, None, essential["message"])
