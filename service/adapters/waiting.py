"""Counts what waits in each queue of the database that is not a job's."""

from collections.abc import Iterator

from sqlalchemy import Engine, func, select

from service.adapters.database import reading
from service.adapters.delivery_tables import deliveries
from service.adapters.interface_tables import uploads
from service.adapters.tables import moment, pending
from service.adapters.upload_store import UNDONE
from service.domain.delivery import OPEN
from service.domain.status import Waiting


def take_waiting(engine: Engine) -> Iterator[Waiting]:
    """Yield each queue. Raises OperatorError where the database does not answer."""
    with reading(engine) as connection:
        for name, since, condition in (
            ("briefs", pending.c.accepted_at, None),
            ("files", uploads.c.sent_at, uploads.c.status.in_(UNDONE)),
            ("deliveries", deliveries.c.created_at, deliveries.c.state.in_(OPEN)),
        ):
            asked = select(func.count(), func.min(since))
            count, oldest = connection.execute(asked if condition is None else asked.where(condition)).one()
            yield Waiting(name, count, moment(oldest) if oldest else None)
