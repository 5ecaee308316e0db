"""Mounts what connects the service with other systems: webhooks out and in, feeds and cards."""

from fastapi import Depends, FastAPI

from service.api import cms, deliveries, publishing
from service.api.backlog import Backlog
from service.api.cms import CmsRoutes
from service.api.deliveries import DeliveryRoutes
from service.api.dialect import Desk
from service.api.publishing import PublishingRoutes
from service.api.sender import Sender


def mount(app: FastAPI, desk: Desk, backlog: Backlog) -> Sender:
    """Add the routes, and return what sends."""
    parts, keyed = desk.parts, [Depends(desk.gate)]
    sender = Sender(parts)
    if parts.deliveries is not None:
        telling = DeliveryRoutes(parts, parts.deliveries, desk.limits, sender.wake)
        app.include_router(deliveries.router(telling), dependencies=keyed)
    if parts.cms is not None:  # each of these asks for its own proof of who sends
        routes = CmsRoutes(parts, parts.cms, desk.limits, desk.gate, backlog.wake)
        app.include_router(cms.router(routes))
    if parts.publishing is not None:
        writing = PublishingRoutes(parts, parts.publishing)
        app.include_router(publishing.router(writing), dependencies=keyed)
    return sender
