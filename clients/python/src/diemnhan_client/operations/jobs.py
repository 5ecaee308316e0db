"""Batch jobs: order one, watch it, read its results, cancel it, try its failed items again."""

import json
from collections.abc import Mapping
from pathlib import Path

from diemnhan_client.call import Body, Call, Upload, json_as, octets, once, parameters
from diemnhan_client.course import Course
from diemnhan_client.nouns.jobs import Job, JobForm, JobPage, JobRequest, JobSearch
from diemnhan_client.paging import all_pages

JOBS, JOB = "/v1/jobs", "/v1/jobs/{job_id}"
EVERYTHING: JobSearch = {}
SILENCE = 60.0  # seconds: the service says that it is there every 15


def submit(wanted: JobRequest, *, idempotency_key: str | None = None) -> Call[Job]:
    """Order a job of up to 10,000 items; it is accepted once all of it is kept."""
    return Call("POST", JOBS, json_as(Job), headers=once(idempotency_key), body=Body(json=wanted))


def submit_file(file: Path, wanted: JobForm, *, idempotency_key: str | None = None) -> Call[Job]:
    """Order a job of a file: JSON Lines, CSV, TSV, text or a document. It is read while it is sent."""
    fields: Mapping[str, object] = wanted
    terms = {"glossary": json.dumps(wanted["glossary"])} if "glossary" in wanted else {}
    form = parameters({**fields, **terms})
    return Call(
        "POST", JOBS, json_as(Job), headers=once(idempotency_key), body=Body(upload=Upload(file, form))
    )


def get(job_id: str) -> Call[Job]:
    """Read a job: its state, its counts, its speed."""
    return Call("GET", JOB, json_as(Job), fills={"job_id": job_id})


def page(search: JobSearch = EVERYTHING) -> Call[JobPage]:
    """Return a page of jobs, newest first."""
    return Call("GET", JOBS, json_as(JobPage), query=dict(search))


def all_of(search: JobSearch = EVERYTHING) -> Course[Job]:
    """Give all jobs that are found, newest first."""
    return all_pages(page(search), lambda found: found["jobs"])


def cancel(job_id: str) -> Call[Job]:
    """Cancel a job; what is done stays."""
    return Call("DELETE", JOB, json_as(Job), fills={"job_id": job_id})


def purge(job_id: str) -> Call[Job]:
    """Delete the items, results and file of a job, which is cancelled first if it has not ended."""
    return Call("DELETE", JOB, json_as(Job), fills={"job_id": job_id}, query={"purge": True})


def retry(job_id: str) -> Call[Job]:
    """Work at the failed items of an ended job again."""
    return Call("POST", f"{JOB}/retry", json_as(Job), fills={"job_id": job_id}, repeatable=False)


def document(job_id: str) -> Call[bytes]:
    """Return the translated document of a job that has ended; Conflict before, BadInput if it is of none."""
    return Call(
        "GET",
        f"{JOB}/results",
        octets,
        fills={"job_id": job_id},
        headers={"Accept": "application/octet-stream"},
    )


def event_stream(job_id: str, last_id: str | None) -> Call[bytes]:
    """Open the events of a job behind the last that was seen."""
    seen = {} if last_id is None else {"Last-Event-ID": last_id}
    headers = {"Accept": "text/event-stream", **seen}
    return Call("GET", f"{JOB}/events", octets, fills={"job_id": job_id}, headers=headers, silence=SILENCE)


def result_stream(job_id: str, *, after: int, follow: bool) -> Call[bytes]:
    """Open the results of a job behind a position."""
    return Call(
        "GET",
        f"{JOB}/results",
        octets,
        fills={"job_id": job_id},
        query={"after": after, "follow": follow},
        headers={"Accept": "application/jsonl"},
        silence=SILENCE,
    )
