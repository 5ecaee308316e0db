"""Batch jobs: order one, watch it, read its results, cancel it, try its failed items again."""

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from service.api.allowance import Allowance
from service.api.body import Body, Limits, read_body
from service.api.delivery_parts import check_receivers
from service.api.idempotent import Claim, claim_of, once
from service.api.job_download import ThrownAway, download
from service.api.job_files import format_for, order_of, write_file
from service.api.job_lines import events, result_lines
from service.api.job_parts import JobParts
from service.api.job_receivers import told_at
from service.api.job_schemas import JobList, JobOut, JobRequest, JobSearch, job_out
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.payloads import read_json
from service.api.room import announced, while_there_is_room
from service.api.upload import Upload, received
from service.domain.errors import EmptyInput, NotFound, UnsupportedMedia
from service.domain.job import Job, JobOrder, NewItem
from service.domain.stores import StoredAnswer
from service.pipeline.glossaries import chosen_glossaries

JSON, LINES, EVENTS = "application/json", "application/jsonl", "text/event-stream"
FORM, ANY_FILE = "multipart/form-data", "application/octet-stream"
LAST = 2**31 - 1  # the largest position that the database can hold
ACCEPTED_HEADERS = {"Retry-After": "2", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class JobRoutes:
    """The handlers; each reads as the story of one request."""

    parts: Parts
    jobs: JobParts
    limits: Limits
    allowance: Allowance

    async def create(self, request: Request) -> Response:
        """Accept a job: 202 with its Location once all of it is on the disk."""
        choose(request.headers.get("accept"), (JSON,))
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
            await to_thread.run_sync(self.jobs.require_room, announced(request))
            form = received(
                request, self.jobs.uploads, limit=self.jobs.max_upload, patience=self.limits.seconds
            )
            async with form as upload:
                return await self._from_file(request, upload)
        body = await read_body(request, self.limits)
        claim = claim_of(request, body)

        def order() -> tuple[JobOrder, Iterable[NewItem]]:
            wanted = _read_request(body)
            ordered = wanted.order(_id(claim), _owner(request), wanted.options, form="json", name=wanted.name)
            told = told_at(ordered, wanted.webhook, self.jobs.endpoints)
            return told, self.jobs.read_items(wanted.items)

        return await self._accepted(claim, order, octets=len(body.content))

    async def read(self, request: Request, job_id: str) -> Response:
        """Return a job: its state, its counts, its speed."""
        choose(request.headers.get("accept"), (JSON,))
        return _answer(self._out(await self._find(job_id)))

    async def listing(self, request: Request, search: Annotated[JobSearch, Query()]) -> Response:
        """Return a page of jobs, newest first."""
        choose(request.headers.get("accept"), (JSON,))
        page = await to_thread.run_sync(self.jobs.store.find, search.query())
        listed = JobList(jobs=[self._out(job) for job in page.jobs], next_cursor=page.next_cursor)
        answer = Response(listed.model_dump_json(), media_type=JSON)
        if page.next_cursor:
            asked = {**search.model_dump(exclude_none=True), "cursor": page.next_cursor}
            answer.headers["Link"] = f'</v1/jobs?{urlencode(asked)}>; rel="next"'
        return answer

    async def results(
        self,
        request: Request,
        job_id: str,
        thrown_away: ThrownAway,
        after: Annotated[int, Query(ge=-1, le=LAST, description="Only items behind this position.")] = -1,
        follow: Annotated[bool, Query(description="Wait for what is not done yet, up to the end.")] = False,
    ) -> Response:
        """Stream the results as JSON Lines, in the order of the input."""
        job = await self._find(job_id)
        kind = format_for(job, self.jobs)
        files = (kind.media_type, ANY_FILE) if kind else ("text/plain",)
        liked = choose(request.headers.get("accept"), (LINES, "application/x-ndjson", JSON, *files))
        if kind and liked in files:
            make = partial(write_file, job, self.jobs, kind, thrown_away=thrown_away)
            made = await to_thread.run_sync(make)
            return await download(request, made, job, kind.media_type)
        await to_thread.run_sync(self.jobs.store.results, job_id)  # raises where they are gone
        stream = result_lines(self.jobs, job, after=after, follow=follow, stopping=_stopping(request))
        headers = {"Cache-Control": "no-store", "X-Job-State": job.state, "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type=LINES, headers=headers)

    async def watch(self, request: Request, job_id: str) -> Response:
        """Stream the job as server-sent events whenever it changes; 204 when its end has been seen."""
        choose(request.headers.get("accept"), (EVENTS,))
        job, seen = await self._find(job_id), request.headers.get("last-event-id", "-1").strip()
        last = int(seen) if seen.isdecimal() and len(seen) < 19 else -1
        if job.ended and last >= job.version:
            return Response(status_code=204)
        stream = events(self.jobs, job_id, last, render=self._out, stopping=_stopping(request))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type=EVENTS, headers=headers)

    async def cancel(
        self,
        request: Request,
        job_id: str,
        purge: Annotated[
            bool, Query(description="Delete its items, results and file too, whether it has ended or not.")
        ] = False,
    ) -> Response:
        """Cancel a job; what is done stays, unless the job is purged."""
        _refuse_odd(job_id)
        if purge:
            request.state.act = "job.purged"
            return _answer(self._out(await to_thread.run_sync(self._purged, job_id)))
        job = await to_thread.run_sync(self.jobs.engine.cancel, job_id, self.parts.clock())
        return _answer(self._out(job))

    def _purged(self, job_id: str) -> Job:
        job = self.jobs.engine.purge(job_id, self.parts.clock())
        self.jobs.originals.forget(job_id)
        return job

    async def retry(self, job_id: str) -> Response:
        """Work at the failed items of an ended job again."""
        _refuse_odd(job_id)

        def again() -> Job:
            limit = self.allowance.limit_of(self.jobs.store.get(job_id).order.owner)
            return self.jobs.engine.retry(job_id, self.parts.clock(), limit=limit)

        return _answer(self._out(await to_thread.run_sync(again)), status=202)

    async def _from_file(self, request: Request, upload: Upload) -> Response:
        said = json.dumps([sorted(upload.fields.items()), upload.name, upload.sha256])
        claim = claim_of(request, Body(said.encode(), FORM, None))

        def order() -> tuple[JobOrder, Iterable[NewItem]]:
            return order_of(upload, self.jobs, job_id=_id(claim), owner=_owner(request))

        return await self._accepted(claim, order, octets=upload.octets)

    async def _accepted(
        self, claim: Claim | None, order: Callable[[], tuple[JobOrder, Iterable[NewItem]]], *, octets: int
    ) -> Response:
        def submit() -> StoredAnswer:
            ordered, items = order()
            if ordered.options.brief.glossaries:  # better now than as the error of every item
                chosen_glossaries(ordered.options.brief.glossaries, self.parts.glossaries)
            check_receivers(self.parts.deliveries, ordered.options.brief.deliver)
            fitting = while_there_is_room(items, self.jobs.require_room, octets=octets)
            passed = self.allowance.metered(ordered.owner, fitting)
            limit = self.allowance.limit_of(ordered.owner)
            traced = replace(ordered, trace=self.parts.tracing.current())
            job = self.jobs.engine.submit(traced, passed, self.parts.clock(), limit=limit)
            body = self._out(job).model_dump_json().encode()
            return StoredAnswer(202, JSON, body, f"/v1/jobs/{job.id}")

        async def produce() -> StoredAnswer:
            return await to_thread.run_sync(submit)

        stored, repeated = await once(claim, self.parts, produce)
        headers = {**ACCEPTED_HEADERS, "Location": stored.location or ""}
        if repeated:
            headers["Idempotency-Replayed"] = "true"
        return Response(stored.body, stored.status, headers=headers, media_type=stored.media_type)

    async def _find(self, job_id: str) -> Job:
        _refuse_odd(job_id)
        return await to_thread.run_sync(self.jobs.store.get, job_id)

    def _out(self, job: Job) -> JobOut:
        return job_out(job, self.parts.clock())


def router(routes: JobRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(prefix="/v1/jobs", tags=["jobs"])
    add = api.add_api_route
    add("", routes.create, methods=["POST"], status_code=202, summary="Order a job")
    add("", routes.listing, methods=["GET"], summary="List the jobs")
    add("/{job_id}", routes.read, methods=["GET"], summary="Read a job")
    add("/{job_id}", routes.cancel, methods=["DELETE"], summary="Cancel or purge a job")
    add("/{job_id}/results", routes.results, methods=["GET"], summary="Read the results of a job")
    add("/{job_id}/events", routes.watch, methods=["GET"], summary="Watch a job")
    add("/{job_id}/retry", routes.retry, methods=["POST"], status_code=202, summary="Try failed items again")
    return api


def _read_request(body: Body) -> JobRequest:
    if not body.content.strip():
        raise EmptyInput(
            "The request has no body.", "Send JSON with `kind` and `items`, or a form with a file."
        )
    if body.media_type != JSON:
        raise UnsupportedMedia("A job is read from JSON or a form.", f"Send {JSON} or {FORM}.")
    return JobRequest.model_validate(read_json(body))


def _id(claim: Claim | None) -> str:
    return claim.brief_id if claim else uuid.uuid4().hex


def _owner(request: Request) -> str:
    return str(request.scope.get("api_key", "-"))


def _refuse_odd(job_id: str) -> None:
    """PostgreSQL takes no null characters, and no id of ours has any."""
    if not job_id.isprintable():
        raise NotFound("There is no job with such an id.", "GET /v1/jobs lists what there is.")


def _stopping(request: Request) -> Callable[[], bool]:
    """Return what says that the server is stopping: streams break off then, and their readers come back."""
    return getattr(request.app.state, "stopping", lambda: False)


def _answer(out: JobOut, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(out.model_dump_json(), status, headers=headers, media_type=JSON)
