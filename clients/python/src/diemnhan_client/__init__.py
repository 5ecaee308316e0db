"""A client of the diemnhan service: bilingual, evidence-bound briefs of Vietnamese and English news.

    with Client("http://127.0.0.1:8000") as client:
        brief = client.briefs.create({"text": "..."})

`AsyncClient` has the same names, to be awaited. Answers are typed dictionaries, errors are exceptions with a
cause and a remedy, and what is safe to send again is sent again.
"""

from diemnhan_client.async_client import AsyncClient
from diemnhan_client.call import Call, Tagged
from diemnhan_client.client import Client
from diemnhan_client.connection import VERSION
from diemnhan_client.operations.job_streams import JobEvent
from diemnhan_client.patience import Patience
from diemnhan_client.problems import (
    BadInput,
    Conflict,
    DiemNhanError,
    Forbidden,
    Gone,
    NotFound,
    NotYet,
    Outdated,
    Problem,
    QuotaExceeded,
    Refused,
    ServiceFault,
    TookTooLong,
    Unauthenticated,
    Unavailable,
    Unreachable,
)

__version__ = VERSION
__all__ = [
    "AsyncClient",
    "BadInput",
    "Call",
    "Client",
    "Conflict",
    "DiemNhanError",
    "Forbidden",
    "Gone",
    "JobEvent",
    "NotFound",
    "NotYet",
    "Outdated",
    "Patience",
    "Problem",
    "QuotaExceeded",
    "Refused",
    "ServiceFault",
    "Tagged",
    "TookTooLong",
    "Unauthenticated",
    "Unavailable",
    "Unreachable",
]
