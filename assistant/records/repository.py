"""What all repositories have: transactions, the clock, who acts, and the trail of what is done."""

from assistant.records.database import Bond
from assistant.records.trail import Trail


class Repository:
    """Rows of one kind, as `bond.actor` may see and change them."""

    def __init__(self, bond: Bond, trail: Trail) -> None:
        self._reading, self._writing = bond.database.reading, bond.database.writing
        self._clock, self._actor, self._keys = bond.clock, bond.actor, bond.keys
        self._trail = trail
