"""Traces by OpenTelemetry, sent by OTLP over HTTP: configured by the SDK's own variables, OTEL_*.

Promises that a collector which is away costs no request anything but a line in the log, and that log lines
written within a span have its trace's id. Needs the extra `telemetry`. Refuses to know what is traced.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from service.domain.tracing import Fact, Note, Role

KINDS = {"server": SpanKind.SERVER, "consumer": SpanKind.CONSUMER, "inside": SpanKind.INTERNAL}
HEADER = "traceparent"
NANO = 1_000_000_000


class OtelTracing:
    """Tracing with a tracer of its own: nothing global is set."""

    def __init__(self, exporter: SpanExporter, *, service_version: str) -> None:
        self._provider = TracerProvider(resource=_ourselves(service_version))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("diemnhan", service_version)
        self._carrier = TraceContextTextMapPropagator()

    @contextmanager
    def span(
        self, name: str, *, role: Role = "inside", carried: str | None = None, facts: Mapping[str, Fact] = {}
    ) -> Iterator[Note]:
        """Measure a block. Of an exception its class is told, as a message may quote what was sent."""
        span = self._tracer.start_span(
            name, context=self._parent(carried), kind=KINDS[role], attributes=dict(facts)
        )

        def note(key: str, fact: Fact) -> None:
            if key == "name":
                span.update_name(str(fact))
            elif key == "failed":
                span.set_status(StatusCode.ERROR if fact else StatusCode.UNSET)
            else:
                span.set_attribute(key, fact)

        trace_id = trace.format_trace_id(span.get_span_context().trace_id)
        with (
            trace.use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False),
            structlog.contextvars.bound_contextvars(trace_id=trace_id),
        ):
            try:
                yield note
            except BaseException as error:
                span.set_status(StatusCode.ERROR)
                span.set_attribute("error.type", type(error).__name__)
                raise

    def past(self, name: str, seconds: float) -> None:
        """Tell of something that has just ended."""
        if trace.get_current_span().get_span_context().is_valid:
            now = time.time_ns()
            self._tracer.start_span(name, start_time=now - int(seconds * NANO)).end(now)

    def current(self) -> str | None:
        """Return the span around the caller."""
        headers: dict[str, str] = {}
        self._carrier.inject(headers)
        return headers.get(HEADER)

    def close(self) -> None:
        """Send what is waiting."""
        self._provider.shutdown()

    def _parent(self, carried: str | None) -> Context | None:
        """Return the context that `carried` names; what is no traceparent names none."""
        return self._carrier.extract({HEADER: carried}, Context()) if carried else None


def _ourselves(service_version: str) -> Resource:
    """Say who tells: what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say, or our name."""
    said = Resource({"service.version": service_version}).merge(Resource.create())
    named = not str(said.attributes["service.name"]).startswith("unknown_service")
    return said if named else said.merge(Resource({"service.name": "diemnhan"}))


def open_tracing(service_version: str) -> OtelTracing:
    """Return traces that go where OTEL_EXPORTER_OTLP_ENDPOINT says."""
    return OtelTracing(OTLPSpanExporter(), service_version=service_version)
