"""Writes down who is to be told of a brief or a job, in the transaction that changes it.

Promises that what is committed is told, and that what is not committed is not. Refuses to know how messages
are sent.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from service.adapters.delivery_store import active_endpoints, put_delivery
from service.adapters.delivery_tables import deliveries
from service.adapters.lineage import Lineage, lineage_of
from service.adapters.superdesk import brief_to_superdesk
from service.adapters.wordpress_post import brief_to_wordpress
from service.domain.brief import Brief
from service.domain.delivery import Delivery, Endpoint, EventType
from service.domain.job import Count, Job

Json = Mapping[str, object]
Chosen = Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Saved:
    """How a brief was saved: its number, which rises with every save, and whether it took another's place."""

    number: int
    replaced: bool


def announce_brief(connection: Connection, brief: Brief, saved: Saved, deliver: Chosen) -> None:
    """Tell of a brief: those whom `deliver` names, or if it is None those who asked for such events.

    Of a change those are told too who were told of the brief before.
    """
    active = active_endpoints(connection)
    if not active:
        return
    lineage = lineage_of(connection, brief.id)
    event: EventType = "brief.updated" if saved.replaced or lineage.follows else "brief.created"
    subjects = [brief.id, lineage.follows or brief.id] if event == "brief.updated" else []
    for endpoint in _listeners(active, event, _told(connection, subjects), deliver):
        if endpoint.kind == "superdesk":
            items = brief_to_superdesk(brief, lineage, version=saved.number)
            payloads = [item.decode() for item in items]
        elif endpoint.kind == "wordpress":
            payloads = [brief_to_wordpress(brief, lineage, version=saved.number)]
        else:
            payloads = [_message(event, brief.created_at, _brief_data(brief, lineage))]
        for payload in payloads:
            _put(connection, endpoint, event, brief.id, payload)


def announce_job(connection: Connection, job: Job) -> None:
    """Tell that a job has ended. Superdesk and WordPress have no use for that."""
    event: EventType = "job.completed"
    active = active_endpoints(connection)
    for endpoint in _listeners(active, event, frozenset(), job.order.options.brief.deliver):
        if endpoint.kind == "standard":
            payload = _message(event, job.finished_at or datetime.now(UTC), _job_data(job))
            _put(connection, endpoint, event, job.id, payload)


def _listeners(
    active: Sequence[Endpoint], event: EventType, told: frozenset[str], deliver: Chosen
) -> Iterator[Endpoint]:
    """Yield whom `deliver` names, else those who want such events or were told before."""
    for endpoint in active:
        if endpoint.id in deliver if deliver is not None else event in endpoint.events or endpoint.id in told:
            yield endpoint


def _told(connection: Connection, subjects: Sequence[str]) -> frozenset[str]:
    """Return the endpoints that were told of one of these."""
    if not subjects:
        return frozenset()
    before = select(deliveries.c.endpoint).where(deliveries.c.subject.in_(subjects))
    return frozenset(connection.scalars(before))


def _put(connection: Connection, endpoint: Endpoint, event: EventType, subject: str, payload: str) -> None:
    now = datetime.now(UTC)
    message = Delivery(
        id=f"msg_{uuid.uuid4().hex}", endpoint=endpoint.id, event=event, subject=subject, payload=payload,
        created_at=now, next_at=now,
    )  # fmt: skip
    put_delivery(connection, message)


def _message(event: EventType, at: datetime, data: Json) -> str:
    message = {"type": event, "timestamp": _stamped(at, "milliseconds"), "data": data}
    return json.dumps(message, ensure_ascii=False)


def _stamped(moment: datetime, precision: str = "auto") -> str:
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


@lru_cache(maxsize=1)
def _briefs() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


def _brief_data(brief: Brief, lineage: Lineage) -> Json:
    """Return the brief without its segments, which are as long as the article is."""
    told: dict[str, object] = _briefs().dump_python(brief, mode="json", exclude={"segments"})
    place = {"location": f"/v1/briefs/{brief.id}", "replaces": lineage.follows}
    return {"id": told.pop("id"), **place, **told}


def _job_data(job: Job) -> Json:
    return {
        "id": job.id,
        "location": f"/v1/jobs/{job.id}",
        "results": f"/v1/jobs/{job.id}/results",
        "kind": job.order.kind,
        "name": job.order.name,
        "state": job.state,
        "counts": {"items": _count(job.items), "characters": _count(job.characters)},
        "created_at": _stamped(job.created_at),
        "finished_at": job.finished_at and _stamped(job.finished_at),
    }


def _count(count: Count) -> Mapping[str, int]:
    return {"total": count.total, "done": count.done, "failed": count.failed}
