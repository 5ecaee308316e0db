"""A trace follows a request through its stages and into its job, and says nothing of what was written."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import anyio
import pytest
import requests
from httpx import AsyncClient

from service.api.parts import Parts
from service.bootstrap.traces import open_traces, traced
from service.domain.errors import ConfigurationError
from service.domain.tracing import NO_TRACES, Tracing
from service.settings import Settings
from tests.api.conftest import ARTICLE, serving
from tests.api.whole_service import whole_service
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

pytest.importorskip("opentelemetry.sdk.trace", reason="the extra `telemetry` is not installed")
pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="the extra `telemetry` is not installed")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.adapters.tracing import OtelTracing

pytestmark = pytest.mark.anyio
TRACE = "0af7651916cd43dd8448eb211c80319c"
CALLER = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
ORDER = {"kind": "translate", "source": "vi", "target": "en", "items": [{"custom_id": "a", "text": ARTICLE}]}


@dataclass
class Collector:
    """Where traces go, in memory."""

    exporter: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)

    def __post_init__(self) -> None:
        self.tracing = OtelTracing(self.exporter, service_version="1")

    def spans(self) -> dict[str, ReadableSpan]:
        """Return what was told, by name; nothing can be told afterwards."""
        self.tracing.close()
        return {span.name: span for span in self.exporter.get_finished_spans()}


def parts_with(tracing: Tracing, pipeline: FakePipeline, folder: Path) -> Parts:
    """Return parts that trace as those of the composition root do."""
    parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC), tracing=tracing)
    jobs = jobs_around(pipeline, settings_in(folder), parts.metrics, tracing)
    return replace(parts, write_brief=traced("brief", pipeline.write_brief, tracing), jobs=jobs)


async def ended(client: AsyncClient, location: str) -> None:
    with anyio.fail_after(60):
        while (await client.get(location)).json()["state"] not in ("completed", "failed"):
            await anyio.sleep(0.02)


def id_of(span: ReadableSpan) -> str:
    return f"{span.context.trace_id:032x}"


def test_a_brief_is_in_the_trace_of_whoever_asked_with_its_stages(tmp_path: Path) -> None:
    collector = Collector()
    with whole_service(Settings(data_dir=tmp_path), collector.tracing) as service:
        asked = requests.Request("POST", "http://localhost/v1/briefs", json={"text": ARTICLE}, headers=CALLER)
        answer = service.send(asked.prepare())
        service.json("GET", "/healthz")
    assert answer.status_code == 201
    spans = collector.spans()
    request, brief = spans.pop("POST /v1/briefs"), spans.pop("brief")
    assert {"ingest", "segment", "highlight", "translate", "localise", "check"} <= set(spans)
    assert {id_of(span) for span in (request, brief, *spans.values())} == {TRACE}
    assert brief.parent is not None
    assert brief.parent.span_id == request.context.span_id
    assert {span.parent and span.parent.span_id for span in spans.values()} == {brief.context.span_id}
    assert (request.attributes or {})["http.response.status_code"] == 201


async def test_a_job_is_worked_at_in_the_trace_of_the_request_that_ordered_it(
    pipeline: FakePipeline, tmp_path: Path, anyio_backend: str
) -> None:
    collector = Collector()
    async with serving(parts_with(collector.tracing, pipeline, tmp_path)) as client:
        ordered = await client.post("/v1/jobs", json=ORDER, headers=CALLER)
        await ended(client, ordered.headers["location"])
    spans = collector.spans()
    batch = spans["job batch"]
    assert batch.parent is not None
    assert batch.parent.span_id == spans["POST /v1/jobs"].context.span_id
    assert id_of(batch) == TRACE
    facts = dict(batch.attributes or {})
    assert facts.pop("job.id") == ordered.json()["id"]
    assert facts == {"job.kind": "translate", "batch": 0, "items": 1, "items.failed": 0}


async def test_no_word_of_an_article_and_no_address_is_told(
    pipeline: FakePipeline, tmp_path: Path, anyio_backend: str
) -> None:
    collector = Collector()
    async with serving(parts_with(collector.tracing, pipeline, tmp_path)) as client:
        for body in ({"text": ARTICLE}, {"text": ARTICLE, "odd": ARTICLE}):
            await client.post("/v1/briefs?secret=hush", json=body)
        await client.get("/v1/briefs/hush")
        ordered = await client.post("/v1/jobs", json=ORDER)
        await ended(client, ordered.headers["location"])
    collector.tracing.close()
    told = " ".join(span.to_json() for span in collector.exporter.get_finished_spans())
    for word in ("Nhật Bản", json.dumps("Nhật Bản")[1:-1], "hush"):
        assert word not in told


async def test_a_line_of_the_log_has_the_trace_id(
    pipeline: FakePipeline, tmp_path: Path, anyio_backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from service.api import logs

    logs.configure("info")  # to the stderr of this test
    collector = Collector()
    async with serving(parts_with(collector.tracing, pipeline, tmp_path)) as client:
        await client.post("/v1/briefs", json={"text": ARTICLE}, headers=CALLER)
    collector.tracing.close()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if '"request"' in line]
    assert [line["trace_id"] for line in lines] == [TRACE]


def test_a_failure_is_told_by_its_class_alone() -> None:
    collector = Collector()
    with pytest.raises(ValueError, match="Nhật Bản"), collector.tracing.span("brief"):
        raise ValueError("Nhật Bản")
    (span,) = collector.spans().values()
    assert dict(span.attributes or {}) == {"error.type": "ValueError"}
    assert not span.events
    assert not span.status.is_ok


@pytest.mark.parametrize("carried", ["", "nonsense", "00-0-0-01", "ff" * 99])
def test_what_is_no_traceparent_begins_a_trace_of_its_own(carried: str) -> None:
    collector = Collector()
    with collector.tracing.span("request", role="server", carried=carried):
        assert collector.tracing.current()
    (span,) = collector.spans().values()
    assert span.parent is None


@contextmanager
def receiver() -> Iterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """Run an OTLP receiver on loopback; yield its address and what it was sent."""
    received: list[ExportTraceServiceRequest] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.path == "/v1/traces"
            received.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_collector_is_sent_spans_by_otlp(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver() as (address, received):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
        tracing = open_traces()
        with tracing.span("brief"):
            tracing.past("ingest", 0.5)
        tracing.close()
    (sent,) = received[0].resource_spans
    facts = {one.key: one.value.string_value for one in sent.resource.attributes}
    assert (facts["service.name"], facts["deployment.environment"]) == ("diemnhan", "test")
    spans = {span.name: span for span in sent.scope_spans[0].spans}
    assert spans["ingest"].parent_span_id == spans["brief"].span_id
    stage = spans["ingest"]
    assert stage.end_time_unix_nano - stage.start_time_unix_nano == pytest.approx(5e8, rel=0.01)


def test_a_collector_that_is_away_costs_a_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    tracing = open_traces()
    with tracing.span("brief"):
        pass
    tracing.close()
    assert "export" in caplog.text


@pytest.mark.parametrize(
    "said", [{}, {"OTEL_SDK_DISABLED": "true"}, {"OTEL_TRACES_EXPORTER": "none"}], ids=str
)
def test_nothing_is_traced_unless_there_is_somewhere_to_send_it(
    said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    assert open_traces() is NO_TRACES


def test_a_protocol_that_is_not_spoken_is_named_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
    with pytest.raises(ConfigurationError, match="grpc"):
        open_traces()
