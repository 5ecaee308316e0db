"""Keeps the ledger up to date with the stored briefs.

Promises that what it returns includes every brief that was saved, and none that was deleted, before it was
asked. It reads each brief once and holds highlights, never texts. To be used by one thread at a time.
"""

from service.domain.ledger import BriefOutline, CooperationRecord
from service.domain.stores import BriefStore
from service.pipeline.ledger import build_ledger
from service.text.party_names import OfficialNames

PAGE = 200  # briefs in memory at once while they are read

Records = tuple[CooperationRecord, ...]


class LedgerBook:
    """The records of one store."""

    def __init__(self, store: BriefStore, official: OfficialNames) -> None:
        self._store = store
        self._official = official
        self._outlines: dict[int, BriefOutline] = {}
        self._records: Records = ()

    def records(self) -> Records:
        """Return the records as the briefs now are, the most recently first seen first."""
        saved = set(self._store.saved())
        if saved != self._outlines.keys():
            for gone in self._outlines.keys() - saved:
                del self._outlines[gone]
            self._read(saved - self._outlines.keys())
            self._records = build_ledger(self._outlines.values(), self._official)
        return self._records

    def _read(self, missing: set[int]) -> None:
        """Read the missing ones; a number may come late, after higher ones, where writers overlap."""
        while missing:
            page = self._store.outlines(after=min(missing) - 1, limit=PAGE)
            if not page:
                return
            self._outlines.update(page)
            last = page[-1][0]
            missing = {number for number in missing if number > last}
