"""What the OpenAPI description says about jobs beyond what FastAPI sees."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.api.job_schemas import JobForm, JobList, JobOut, JobRequest

REF = "#/components/schemas/{model}"
JSON = "application/json"
PROBLEMS: Mapping[tuple[str, str], Sequence[int]] = {
    ("/v1/jobs", "post"): (400, 401, 406, 408, 409, 413, 415, 422, 429, 503, 507),
    ("/v1/jobs", "get"): (400, 401, 406, 422),
    ("/v1/jobs/{job_id}", "get"): (401, 404, 406),
    ("/v1/jobs/{job_id}", "delete"): (401, 404, 422),
    ("/v1/jobs/{job_id}/results", "get"): (401, 404, 406, 410, 422),
    ("/v1/jobs/{job_id}/events", "get"): (401, 404, 406),
    ("/v1/jobs/{job_id}/retry", "post"): (401, 404, 409, 410),
}


def describe_jobs(document: dict[str, Any]) -> None:
    """Complete the paths of the jobs, where they are served."""
    paths = document["paths"]
    if "/v1/jobs" not in paths:
        return
    models: list[type[BaseModel]] = [JobRequest, JobForm, JobOut, JobList]
    _, definitions = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    document["components"]["schemas"].update(definitions["$defs"])
    for (path, method), statuses in PROBLEMS.items():
        answers = paths[path][method]["responses"]
        answers.pop("422", None)  # FastAPI's own shape of it, which we never send
        for status in (*statuses, 500):
            answers[str(status)] = _problem()
    _describe(paths)


def _describe(paths: dict[str, Any]) -> None:
    create = paths["/v1/jobs"]["post"]
    file = {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary"}},
        "required": ["file"],
    }
    form = {"allOf": [{"$ref": REF.format(model="JobForm")}, file]}
    create["requestBody"] = {
        "required": True,
        "content": {JSON: _schema("JobRequest"), "multipart/form-data": {"schema": form}},
    }
    create["parameters"] = [_header("Idempotency-Key", "The same request with the same key is one job.")]
    create["responses"]["202"] = _answer("Accepted: all of it is on the disk.", "JobOut")
    paths["/v1/jobs"]["get"]["responses"]["200"] = _answer("A page of jobs, newest first.", "JobList")
    job = paths["/v1/jobs/{job_id}"]
    job["get"]["responses"]["200"] = _answer("The job.", "JobOut")
    job["delete"]["responses"]["200"] = _answer(
        "The job: cancelled, being cancelled, or `expired` where it was purged.", "JobOut"
    )
    again = paths["/v1/jobs/{job_id}/retry"]["post"]
    again["responses"]["202"] = _answer("The job, queued again.", "JobOut")
    results = paths["/v1/jobs/{job_id}/results"]["get"]["responses"]
    results["200"] = _text("A JSON object a line, in the order of the input.", "application/jsonl")
    results["304"] = {"description": "Of a file: what If-None-Match names is still so."}
    watch = paths["/v1/jobs/{job_id}/events"]["get"]
    watch.setdefault("parameters", []).append(_header("Last-Event-ID", "The last event that was seen."))
    watch["responses"]["200"] = _text("Events `progress` and `end`, each with the job.", "text/event-stream")
    watch["responses"]["204"] = {"description": "The job has ended and its last event was seen."}


def _schema(model: str) -> dict[str, Any]:
    return {"schema": {"$ref": REF.format(model=model)}}


def _answer(description: str, model: str) -> dict[str, Any]:
    return {"description": description, "content": {JSON: _schema(model)}}


def _text(description: str, media_type: str) -> dict[str, Any]:
    return {"description": description, "content": {media_type: {"schema": {"type": "string"}}}}


def _problem() -> dict[str, Any]:
    problem = _schema("ProblemDetails")
    return {"description": "A problem.", "content": {"application/problem+json": problem}}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "schema": {"type": "string"}, "description": description}
