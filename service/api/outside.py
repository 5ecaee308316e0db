"""Mounts what connects the service with other systems: webhooks and deliveries."""

from fastapi import Depends, FastAPI

from service.api import deliveries
from service.api.body import Limits
from service.api.deliveries import DeliveryRoutes
from service.api.parts import Parts
from service.api.security import Gate
from service.api.sender import Sender


def mount(app: FastAPI, parts: Parts, limits: Limits, gate: Gate) -> Sender:
    """Add the routes, and return what sends."""
    sender = Sender(parts)
    if parts.deliveries is not None:
        telling = DeliveryRoutes(parts, parts.deliveries, limits, sender.wake)
        app.include_router(deliveries.router(telling), dependencies=[Depends(gate)])
    return sender
