"""What connects the service with other systems, wired: deliveries, what a CMS sends, feeds and cards."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from importlib.metadata import version

from sqlalchemy import Engine

from service.adapters.card import brief_to_card
from service.adapters.cms_store import SqlCmsStore
from service.adapters.delivery_store import SqlDeliveryStore, SqlEndpointStore
from service.adapters.feeds import Feed, feed_formats
from service.adapters.field_mapping import inbound_from
from service.adapters.outgoing import Outgoing, allowed_from
from service.adapters.webhook_signing import check_standard, check_superdesk, refuse_weak, sign
from service.adapters.wordpress import wordpress_carrier
from service.adapters.wordpress_login import login_by, logins_from, secret_for
from service.api.cms_parts import CmsParts
from service.api.delivery_parts import DeliveryParts
from service.api.publishing_parts import PublishingParts, Written
from service.domain.article import Language
from service.domain.brief import Brief
from service.domain.delivery import EndpointKind
from service.pipeline.deliver import Postman, deliver_next, try_out
from service.settings import Settings


def build_deliveries(settings: Settings, database: Engine, clock: Callable[[], datetime]) -> DeliveryParts:
    """Return the endpoints and deliveries with what sends them."""
    outgoing = Outgoing(allowed_from(settings.outgoing_allow), seconds=settings.outgoing_seconds)
    secret = settings.wordpress_logins
    logins = logins_from(None if secret is None else secret.get_secret_value())
    postman = Postman(
        SqlEndpointStore(database), SqlDeliveryStore(database), outgoing, sign, clock,
        f"diemnhan/{version('diemnhan')}", {"wordpress": wordpress_carrier(outgoing.ask, login_by(logins))},
    )  # fmt: skip
    return DeliveryParts(
        endpoints=postman.endpoints,
        deliveries=postman.deliveries,
        send_next=partial(deliver_next, postman),
        try_out=partial(try_out, postman=postman),
        refuse_url=partial(_refuse_url, outgoing),
        secret_for=partial(secret_for, logins=logins),
        days=settings.delivery_days,
    )


def _refuse_url(outgoing: Outgoing, url: str, kind: EndpointKind) -> None:
    if kind == "wordpress":
        outgoing.refuse_in_clear(url)
    else:
        outgoing.refuse(url)


def build_cms(settings: Settings, database: Engine) -> CmsParts:
    """Return what takes in what content management systems send. Raises ConfigurationError."""
    secret = settings.superdesk_secret
    inbound = inbound_from(settings.inbound)
    for one in inbound.values():
        if one.secret is not None:
            refuse_weak(one.secret, "standard")
    return CmsParts(
        store=SqlCmsStore(database),
        check_superdesk=check_superdesk,
        check_standard=check_standard,
        superdesk_secret=None if secret is None else secret.get_secret_value(),
        inbound=inbound,
    )


def build_publishing() -> PublishingParts:
    """Return what writes feeds and cards."""
    return PublishingParts(feed=_feed, card=brief_to_card)


def _feed(ending: str, briefs: Sequence[Brief], language: Language, home: str, url: str) -> Written:
    media_type, write = feed_formats()[ending]
    return media_type, write(Feed(briefs, language, home, url))
