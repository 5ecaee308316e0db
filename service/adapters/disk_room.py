"""Whether the disks that are written to have room for more.

Promises to refuse what is new while there is still room to finish what was accepted. Refuses to judge a disk
that cannot be looked at, as whoever writes there says what is wrong with it.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from service.domain.errors import ConfigurationError, StorageFull
from service.domain.status import Margin, Room

MB = 1_000_000
FLOOR, PART = 500 * MB, 20  # what is kept free where nothing is said: of a small disk a twentieth


def look_at(folder: Path) -> Room:
    """Return the room on the disk of a folder, which need not be there yet. Raises OSError."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    found = shutil.disk_usage(there)
    return Room(total=found.total, free=found.free)


class DiskRoom:
    """The room in some folders, of which `floor` octets are to stay free; None is 500 MB, or a twentieth of a
    small disk. What is given holds for every disk, whatever its size; with 0 nothing is refused.
    """

    def __init__(
        self, folders: Iterable[Path], *, floor: int | None = None, look: Callable[[Path], Room] = look_at
    ) -> None:
        self._folders = tuple(folders)
        self._floor = floor
        self._look = look

    def margin(self) -> Margin | None:
        """Return how it stands on the disk that has the least to spare; None where none can be looked at."""
        found = []
        for folder in self._folders:
            with suppress(OSError):
                room = self._look(folder)
                found.append(Margin(free=room.free, floor=self._floor_of(room)))
        return min(found, key=lambda one: one.free - one.floor, default=None)

    def _floor_of(self, room: Room) -> int:
        return min(FLOOR, room.total // PART) if self._floor is None else self._floor

    def refuse_impossible(self) -> None:
        """Refuse to begin where a disk can never have that much free. Raises ConfigurationError."""
        floor = self._floor or 0
        for folder in self._folders if floor else ():
            with suppress(OSError):
                total = self._look(folder).total
                if floor >= total:
                    raise ConfigurationError(
                        f"DIEMNHAN_DISK_FLOOR_MB is {floor // MB:,}, but the disk of {folder} has "
                        f"{total // MB:,} MB in all: no job and no file would ever be taken.",
                        "Set less than the disk has, 0 for no limit, or leave it out for 500 MB.",
                    )

    def require(self, octets: int) -> None:
        """Refuse what would take so many octets where that would go below the floor. Raises StorageFull."""
        margin = self.margin() if self._floor != 0 else None
        if margin is not None and margin.free - octets < margin.floor:
            raise StorageFull(
                f"The service has {margin.free // MB:,} MB of disk left and keeps {margin.floor // MB:,} MB "
                f"of them free; nothing new is taken.",
                "Tell the operator to make room (docs/operations.md, The disk is full); what was accepted "
                "goes on and can be read, cancelled and deleted.",
            )
