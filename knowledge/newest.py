"""Of two documents in force that give one thing different values, the newer one comes first."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.conflicts import Conflict
from knowledge.documents import Hit


def newest_first(hits: Sequence[Hit], conflicts: Sequence[Conflict]) -> list[Hit]:
    """`hits`, but no passage with a value that a later one among them has replaced before it."""
    ordered = list(hits)
    places = {(hit.document_id, hit.passage.id) for hit in hits}
    for conflict in conflicts:
        one, other = conflict.one, conflict.other
        if one.published is None or other.published is None or one.published >= other.published:
            continue
        older, newer = ((side.document_id, side.passage.id) for side in (one, other))
        if older in places and newer in places:
            keys = [(hit.document_id, hit.passage.id) for hit in ordered]
            before, after = keys.index(older), keys.index(newer)
            if before < after:
                raised = replace(ordered.pop(after), score=ordered[before].score)
                ordered.insert(before, raised)
    return ordered
