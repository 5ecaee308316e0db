"""Who is told of a job: the endpoint that an order names by its URL, beside those that it names by their ids.

Promises that nothing is ever sent to an address that nobody with the scope for it has registered.
"""

from dataclasses import replace

from service.domain.delivery import Endpoint
from service.domain.delivery_ports import EndpointStore
from service.domain.errors import MalformedInput, UnknownEndpoint
from service.domain.job import JobOrder


def told_at(order: JobOrder, webhook: str | None, endpoints: EndpointStore) -> JobOrder:
    """Return the order with the endpoint of a URL among its receivers. Raises InputError where it is none."""
    if webhook is None:
        return order
    brief = order.options.brief
    chosen = tuple(dict.fromkeys((*(brief.deliver or ()), _at(webhook, endpoints.all()).id)))
    return replace(order, options=replace(order.options, brief=replace(brief, deliver=chosen)))


def _at(url: str, endpoints: tuple[Endpoint, ...]) -> Endpoint:
    found = [one for one in endpoints if one.url == url]
    if not found:
        raise UnknownEndpoint(
            f"`webhook` is {url!a}, and no endpoint has that URL.",
            "Register it first: POST /v1/webhooks with it as `url` (it needs a key with the scope `admin`) "
            "answers with the secret that signs what is sent there.",
        )
    told = [one for one in found if one.kind == "standard"]
    if not told:
        raise MalformedInput(
            f"The endpoint at {url!a} is of the kind {found[0].kind}, which is not told of jobs.",
            "Register it as `standard`; where briefs are to go there, name its id in `options.deliver`.",
        )
    active = [one for one in told if one.active]
    if not active:
        raise MalformedInput(
            f"The endpoint at {url!a} is switched off.",
            f'PATCH /v1/webhooks/{told[0].id} with {{"active": true}} switches it on.',
        )
    return active[0]
