"""What the API needs for jobs. The composition root fills it in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from service.domain.delivery_ports import EndpointStore
from service.domain.job import NewItem
from service.domain.job_ports import FileFormat, JobEngine, JobStore, OriginalStore


@dataclass(frozen=True)
class JobParts:
    """Jobs: where they are, what moves them, how files are read, and the worker of this process.

    `read_items` reads the items of a JSON request; it never raises, as an item that cannot be read is one
    that failed. `uploads` is the folder in which files arrive, `originals` keeps those of which results are
    written. `endpoints` has those who are told of the ends of jobs. `require_room` raises StorageFull where
    so many octets more are too many for the disk. `start` begins to work at jobs and `stop` ends that within
    some seconds; both do nothing where the work is left to other processes.
    """

    store: JobStore
    engine: JobEngine
    formats: tuple[FileFormat, ...]
    read_items: Callable[[Iterable[Mapping[str, JsonValue]]], Iterator[NewItem]]
    uploads: Path
    originals: OriginalStore
    endpoints: EndpointStore
    max_upload: int
    require_room: Callable[[int], None]
    start: Callable[[], None]
    stop: Callable[[float], None]
