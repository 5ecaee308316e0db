"""Nothing new is taken where a disk has too little room, and what cannot be looked at refuses nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from service.adapters.disk_room import DiskRoom, look_at
from service.api.room import STEP, while_there_is_room
from service.bootstrap.files import watched_folders
from service.domain.article import Payload
from service.domain.errors import ConfigurationError, StorageFull
from service.domain.job import NewItem
from service.domain.status import Margin, Room
from service.settings import Settings

MB = 1_000_000
A, B = Path("/a"), Path("/b")


def looking(**free: int) -> Callable[[Path], Room]:
    """Look at disks of 100 GB with so many MB free; others cannot be looked at."""

    def look(folder: Path) -> Room:
        if folder.name not in free:
            raise PermissionError(folder)
        return Room(total=100_000 * MB, free=free[folder.name] * MB)

    return look


def test_the_fullest_disk_decides_and_what_is_to_come_counts() -> None:
    room = DiskRoom((A, B), floor=500 * MB, look=looking(a=9000, b=600))
    assert room.margin() == Margin(free=600 * MB, floor=500 * MB)
    room.require(100 * MB)
    with pytest.raises(StorageFull, match="600 MB of disk left and keeps 500 MB") as refused:
        room.require(100 * MB + 1)
    assert "docs/operations.md" in refused.value.remedy


def test_a_small_disk_keeps_a_twentieth_free() -> None:
    room = DiskRoom((A,), look=lambda _: Room(total=20 * MB, free=2 * MB))
    room.require(MB)
    with pytest.raises(StorageFull):
        room.require(MB + 1)
    assert DiskRoom((A,), look=looking(a=9000)).margin() == Margin(free=9000 * MB, floor=500 * MB)


def test_a_floor_that_is_set_holds_however_small_the_disk_is() -> None:
    room = DiskRoom((A,), floor=90_000 * MB, look=looking(a=80_000))
    room.refuse_impossible()
    with pytest.raises(StorageFull, match="80,000 MB of disk left and keeps 90,000 MB"):
        room.require(0)


def test_a_floor_that_no_disk_can_have_is_refused_at_the_start_with_what_to_set() -> None:
    room = DiskRoom((B, A), floor=100_000 * MB, look=looking(a=80_000))
    with pytest.raises(ConfigurationError, match=r"FLOOR_MB is 100,000.* /a has 100,000 MB") as refused:
        room.refuse_impossible()
    assert "0 for no limit" in refused.value.remedy
    for floor in (None, 0):
        DiskRoom((A,), floor=floor, look=lambda _: Room(total=0, free=0)).refuse_impossible()


def test_zero_switches_it_off() -> None:
    room = DiskRoom((A,), floor=0, look=looking(a=0))
    room.require(MB)
    assert room.margin() == Margin(free=0, floor=0)


def test_a_disk_that_cannot_be_looked_at_refuses_nothing() -> None:
    assert DiskRoom((A,), floor=MB, look=looking()).margin() is None
    DiskRoom((A,), floor=MB, look=looking()).require(MB)


def test_a_folder_that_is_not_there_yet_is_looked_at_where_it_will_be(tmp_path: Path) -> None:
    assert look_at(tmp_path / "not" / "yet").total == look_at(tmp_path).total


def test_a_job_that_grows_beyond_its_file_is_stopped_on_the_way() -> None:
    asked: list[int] = []

    def require(octets: int) -> None:
        asked.append(octets)
        if len(asked) > 1:
            raise StorageFull("Full.", "Wait.")

    taken: list[NewItem] = []
    items = [NewItem("a", Payload("một", "text"))] * (STEP + 1)
    with pytest.raises(StorageFull):
        taken.extend(while_there_is_room(items, require, octets=7))
    assert (asked, len(taken)) == ([7, 0], STEP)


def test_every_folder_that_fills_up_is_watched(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", files_url="file:///srv/files")
    sqlite = create_engine(f"sqlite:///{tmp_path}/elsewhere/test.sqlite3")
    assert watched_folders(settings, sqlite) == [
        tmp_path / "data", tmp_path / "elsewhere", Path("/srv/files")
    ]  # fmt: skip
    away = create_engine("postgresql+psycopg://db/diemnhan")
    assert watched_folders(settings.model_copy(update={"files_url": "s3://bucket/x"}), away) == [
        tmp_path / "data"
    ]
