"""Deliveries, wired: where they are kept, and who sends them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version

from sqlalchemy import Engine

from service.adapters.delivery_store import SqlDeliveryStore, SqlEndpointStore
from service.adapters.outgoing import Outgoing, allowed_from
from service.adapters.webhook_signing import new_secret, refuse_weak, sign
from service.api.delivery_parts import DeliveryParts
from service.pipeline.deliver import Postman, deliver_next, try_out
from service.settings import Settings


def build_deliveries(settings: Settings, database: Engine, clock: Callable[[], datetime]) -> DeliveryParts:
    """Return the endpoints and deliveries with what sends them."""
    outgoing = Outgoing(allowed_from(settings.outgoing_allow), seconds=settings.outgoing_seconds)
    postman = Postman(
        SqlEndpointStore(database), SqlDeliveryStore(database), outgoing, sign, clock,
        f"diemnhan/{version('diemnhan')}",
    )  # fmt: skip
    return DeliveryParts(
        endpoints=postman.endpoints,
        deliveries=postman.deliveries,
        send_next=partial(deliver_next, postman),
        try_out=partial(try_out, postman=postman),
        refuse_url=outgoing.refuse,
        refuse_secret=refuse_weak,
        new_secret=new_secret,
        days=settings.delivery_days,
    )
