"""Room on the disk, as requests and Prometheus see it."""

from collections.abc import Callable, Iterable, Iterator

from fastapi import Request
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily

from service.api.parts import Parts
from service.domain.job import NewItem
from service.domain.status import Margin

STEP = 1000  # items of a job between two looks at the disk, as it may say more than its file is long


class RoomMetrics:
    """Looks at the disk when it is asked."""

    def __init__(self, registry: CollectorRegistry, margin: Callable[[], Margin | None]) -> None:
        self._margin = margin
        registry.register(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Say what is free and what has to stay so, on the disk with the least to spare."""
        margin = self._margin()
        if margin is not None:
            yield GaugeMetricFamily("diemnhan_disk_free_bytes", "Free on the disk.", value=margin.free)
            what = "Below this nothing new is taken."
            yield GaugeMetricFamily("diemnhan_disk_floor_bytes", what, value=margin.floor)


def announced(request: Request) -> int:
    """Return how long the body is going to be, as far as the client says so."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 19 else 0


def while_there_is_room(
    items: Iterable[NewItem], require: Callable[[int], None], *, octets: int
) -> Iterator[NewItem]:
    """Pass the items of a new job on, for which `octets` are needed. Raises StorageFull."""
    for number, item in enumerate(items):
        if number % STEP == 0:
            require(0 if number else octets)
        yield item


def require_room(parts: Parts, octets: int) -> None:
    """Refuse a file for which there is no room. Raises StorageFull."""
    if parts.jobs is not None:
        parts.jobs.require_room(octets)
