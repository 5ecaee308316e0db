"""How the service stands."""

from diemnhan_client.call import Call, json_as
from diemnhan_client.nouns.status import ServiceStatus


def get() -> Call[ServiceStatus]:
    """Return version, models, queue, database, disk and the last warnings."""
    return Call("GET", "/v1/status", json_as(ServiceStatus), headers={"Accept": "application/json"})
