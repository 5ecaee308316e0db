"""What goes wrong, as exceptions. Each says its cause and a remedy.

    DiemNhanError               cause, remedy
    ├── Unreachable             no answer came: refused, broken off, out of time
    ├── TookTooLong             what was waited for did not end within the seconds given
    ├── NotYet                  the brief is still being written; retry_after
    └── Problem                 the service answered with a problem (RFC 9457); status, code, request_id ...
        ├── BadInput            400, 406, 408, 413, 415, 422: change the request
        ├── Unauthenticated     401
        ├── Forbidden           403
        ├── NotFound            404
        ├── Conflict            409: it does not fit the state of things
        ├── Gone                410
        ├── Outdated            412: somebody else changed it
        ├── Refused             429: too much at present
        │   └── QuotaExceeded   429: nothing more this month
        ├── Unavailable         502, 503, 504
        └── ServiceFault        any other 5xx

A code that a newer service sends has the class of its status; a status without a class is a plain Problem.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

PROBLEM_MEDIA = "application/problem+json"
SHOWN = 200  # characters of an answer that is no problem+json


class DiemNhanError(Exception):
    """Whatever goes wrong here: `cause` is what, `remedy` what to do about it."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        """Return cause and remedy as one text."""
        return f"{self.cause} {self.remedy}".strip()


class Unreachable(DiemNhanError):
    """No answer came."""


class TookTooLong(DiemNhanError):
    """What was waited for goes on."""


class NotYet(DiemNhanError):
    """The brief was promised and is still being written; ask again after `retry_after` seconds."""

    def __init__(self, cause: str, remedy: str, retry_after: float) -> None:
        super().__init__(cause, remedy)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Invalid:
    """A field of the wrong shape."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Details:
    """What a problem says beside its cause and remedy. `retry_after` is in seconds."""

    status: int
    code: str
    request_id: str
    retry_after: float | None = None
    invalid: tuple[Invalid, ...] = ()


class Problem(DiemNhanError):
    """The service answered with a problem."""

    def __init__(self, cause: str, remedy: str, details: Details) -> None:
        super().__init__(cause, remedy)
        self.details = details

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.details.status

    @property
    def code(self) -> str:
        """What kind of problem it is; stable, listed in the service's documentation."""
        return self.details.code

    @property
    def request_id(self) -> str:
        """What the service's log calls the request."""
        return self.details.request_id

    @property
    def retry_after(self) -> float | None:
        """After how many seconds it is worth trying again."""
        return self.details.retry_after

    @property
    def invalid(self) -> tuple[Invalid, ...]:
        """The fields of the wrong shape."""
        return self.details.invalid

    def __str__(self) -> str:
        """Return the problem as one text."""
        return f"{self.cause} {self.remedy} ({self.status} {self.code}, request {self.request_id})"


class BadInput(Problem):
    """The request cannot be used as it is."""


class Unauthenticated(Problem):
    """No key, or one that is not known."""


class Forbidden(Problem):
    """The key may not do this."""


class NotFound(Problem):
    """There is no such thing."""


class Conflict(Problem):
    """The request does not fit the state of things: it is being worked at, has not ended ..."""


class Gone(Problem):
    """It is over: the results of a job past its time."""


class Outdated(Problem):
    """Somebody else changed it; read it again."""


class Refused(Problem):
    """Too much at present."""


class QuotaExceeded(Refused):
    """The allowance of this key for this month is used up."""


class Unavailable(Problem):
    """The service cannot answer now."""


class ServiceFault(Problem):
    """A defect or a wrong setting of the service."""


OF_STATUS: Mapping[int, type[Problem]] = {
    400: BadInput,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    406: BadInput,
    408: BadInput,
    409: Conflict,
    410: Gone,
    412: Outdated,
    413: BadInput,
    415: BadInput,
    422: BadInput,
    429: Refused,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}
OF_CODE: Mapping[str, type[Problem]] = {"quota_exceeded": QuotaExceeded}


def problem_of(response: httpx.Response) -> Problem:
    """Return the problem that a response is; its body has been read."""
    said = _fields(response)
    details = Details(
        status=response.status_code,
        code=_text(said, "code") or f"http_{response.status_code}",
        request_id=_text(said, "request_id") or response.headers.get("x-request-id", ""),
        retry_after=retry_after(response),
        invalid=_invalid(said.get("errors")),
    )
    by_status = OF_STATUS.get(details.status, ServiceFault if details.status >= 500 else Problem)
    cause = _text(said, "detail") or _shown(response)
    remedy = (
        _text(said, "remedy") or "Check the address: this may be no diemnhan service, or a proxy's answer."
    )
    return OF_CODE.get(details.code, by_status)(cause, remedy, details)


def retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that Retry-After asks for, given as seconds or as a date."""
    sent = response.headers.get("retry-after", "").strip()
    if sent.isdecimal():
        return float(sent)
    try:
        moment = parsedate_to_datetime(sent)
        now = parsedate_to_datetime(response.headers.get("date", ""))
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _fields(response: httpx.Response) -> Mapping[str, object]:
    if response.headers.get("content-type", "").partition(";")[0].strip() != PROBLEM_MEDIA:
        return {}
    try:
        said = response.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _invalid(sent: object) -> tuple[Invalid, ...]:
    rows: Sequence[object] = sent if isinstance(sent, list) else ()
    return tuple(
        Invalid(_text(row, "pointer"), _text(row, "detail")) for row in rows if isinstance(row, dict)
    )


def _shown(response: httpx.Response) -> str:
    known = response.status_code in {status.value for status in HTTPStatus}
    phrase = HTTPStatus(response.status_code).phrase if known else "an unknown status"
    return f"The answer was {response.status_code} ({phrase}): {response.text[:SHOWN]!r}."
