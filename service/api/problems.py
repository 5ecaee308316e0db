"""Errors as RFC 9457 problem details: the ONE place where errors meet HTTP statuses.

Promises that every error that leaves the service has type, title, status, detail, instance, code, remedy and
request_id. Refuses to know why errors are raised.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from service.domain import errors
from service.domain.errors import DiemNhanError
from service.domain.stores import Failure

MEDIA_TYPE = "application/problem+json"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")  # that our routes have; HEAD is where GET is
MAX_LISTED = 20  # of the invalid fields; a long list helps nobody
# An error that is not listed has the status of the class above it.
STATUS: Mapping[type[DiemNhanError], int] = {
    DiemNhanError: 500,
    errors.InputError: 400,
    errors.EmptyInput: 422,
    errors.TooShort: 422,
    errors.BinaryInput: 422,
    errors.UndecodableText: 422,
    errors.UnsupportedLanguage: 422,
    errors.UnknownGlossary: 422,
    errors.UnknownEndpoint: 422,
    errors.UnsupportedMedia: 415,
    errors.TooLarge: 413,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.QuotaExceeded: 429,
    errors.RateLimited: 429,
    errors.NotFound: 404,
    errors.IdempotencyMismatch: 422,
    errors.InProgress: 409,
    errors.Outdated: 412,
    errors.WrongState: 409,
    errors.Expired: 410,
    errors.NotTranslated: 502,
    errors.ModelUnavailable: 503,
    errors.Overloaded: 503,
    errors.QueueFull: 429,
    errors.StorageFull: 507,
}
SOON = "in_progress"  # of all conflicts the one that a moment changes by itself
HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="diemnhan"'},
    413: {"Connection": "close"},
    429: {"Retry-After": "60"},
    503: {"Retry-After": "5"},
}
# What HTTP itself refuses, before our own code has a say.
HTTP_REMEDIES: Mapping[int, tuple[str, str]] = {
    404: ("not_found", "/docs lists the addresses that there are."),
    405: ("method_not_allowed", "Use one of the methods that the Allow header names."),
    406: ("not_acceptable", "Ask for one of the media types that the detail names, or leave Accept out."),
    408: ("request_timeout", "Send the body without pauses."),
    507: ("storage_full", "Tell the operator: the disk of the service has no room left."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem before it is written out."""

    status: int
    code: str
    detail: str
    remedy: str
    invalid: tuple[tuple[str, str], ...] = ()
    retry_after: int | None = None


def status_of(error: DiemNhanError) -> int:
    """Return the HTTP status of an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def of_error(error: DiemNhanError) -> Problem:
    """Return the problem that one of our errors is."""
    return Problem(status_of(error), error.code, error.cause, error.remedy, retry_after=error.retry_after)


def of_failure(failure: Failure) -> Problem:
    """Return the problem that a failed promise is."""
    kinds = [kind for kind in _tree(DiemNhanError) if kind.code == failure.code]
    status = status_of(kinds[0](failure.cause, failure.remedy)) if kinds else 500
    return Problem(status, failure.code, failure.cause, failure.remedy)


def of_validation(found: Sequence[ErrorDetails]) -> Problem:
    """Return the problem that fields of the wrong shape are."""
    invalid = tuple((_pointer(detail["loc"]), detail["msg"]) for detail in found[:MAX_LISTED])
    first = "; ".join(f"{pointer or 'the request'}: {message}" for pointer, message in invalid[:3])
    remedy = "Correct the fields that `errors` names; /docs describes each."
    return Problem(
        422, "invalid_request", f"The request does not have the expected shape. {first}.", remedy, invalid
    )


def of_http(error: HTTPException) -> Problem:
    """Return the problem that a refusal by the framework is."""
    code, remedy = HTTP_REMEDIES.get(error.status_code, ("http_error", "Check the request against /docs."))
    return Problem(error.status_code, code, str(error.detail), remedy)


def of_crash() -> Problem:
    """Return the problem that a defect of ours is; what went wrong stands in the log."""
    return Problem(
        500,
        "internal_error",
        "Something went wrong inside the service.",
        "Try again; if it happens again, report the request id.",
    )


def answer(problem: Problem, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """Write a problem out."""
    body: dict[str, object] = {
        "type": f"urn:diemnhan:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
        "code": problem.code,
        "remedy": problem.remedy,
        "request_id": request.scope.get("request_id", ""),
    }
    if problem.invalid:
        body["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in problem.invalid]
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    sent = {**HEADERS.get(problem.status, {}), **(headers or {})}
    if problem.status == 401 and (challenge := request.scope.get("challenge")):  # the gate's, for a browser
        sent["WWW-Authenticate"] = challenge
    if problem.code == SOON:
        sent.setdefault("Retry-After", "1")
    if problem.retry_after is not None:
        sent["Retry-After"] = str(problem.retry_after)
    return Response(content, problem.status, headers=sent, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make the app answer its errors as problems."""

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, DiemNhanError)
        return answer(of_error(error), request)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        allowed = {"Allow": _allowed(request)} if error.status_code == 405 else {}
        return answer(of_http(error), request, {**(error.headers or {}), **allowed})

    async def shape(request: Request, error: Exception) -> Response:
        assert isinstance(error, (RequestValidationError, ValidationError))
        return answer(of_validation(error.errors()), request)

    app.add_exception_handler(DiemNhanError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, shape)
    app.add_exception_handler(ValidationError, shape)


def _allowed(request: Request) -> str:
    """Return the methods that a path has, each of which may be a route of its own."""
    routes: Sequence[BaseRoute] = request.app.routes
    return ", ".join(
        "GET, HEAD" if method == "GET" else method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    )


def _tree(kind: type[DiemNhanError]) -> list[type[DiemNhanError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _tree(child))]


def _pointer(place: tuple[int | str, ...]) -> str:
    inside = place[1:] if place and place[0] in {"query", "body", "path"} else place
    return "".join(f"/{part}" for part in inside)
