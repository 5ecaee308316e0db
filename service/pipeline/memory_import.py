"""Takes what a file holds into the memory, a few hundred entries at a time.

Promises a count of what became of every unit, and that what came before a fault in the file is kept.
"""

from collections import Counter
from collections.abc import Iterable

from service.domain.errors import InputError
from service.domain.memory import ImportReport, MemoryEntry, MemoryFault
from service.domain.stores import MemoryStore

AT_ONCE = 500
MAX_FAULTS = 50  # that are told one by one; a longer list helps nobody


def import_units(units: Iterable[MemoryEntry | MemoryFault], memory: MemoryStore) -> ImportReport:
    """Save the entries. Where the file cannot be read on, its InputError names how many were taken."""
    counts: Counter[str] = Counter()
    faults: list[MemoryFault] = []
    waiting: list[MemoryEntry] = []

    def save() -> None:
        counts.update(saved.outcome for saved in memory.save(waiting))
        waiting.clear()

    try:
        for unit in units:
            if isinstance(unit, MemoryFault):
                counts["skipped"] += 1
                faults += [unit] if len(faults) < MAX_FAULTS else []
                continue
            waiting.append(unit)
            if len(waiting) >= AT_ONCE:
                save()
    except InputError as error:
        save()
        taken = counts.total() - counts["skipped"]
        raise type(error)(f"{error.cause} {taken} units before that were taken.", error.remedy) from None
    save()
    return ImportReport(**counts, faults=tuple(faults))
