"""Traces where the environment says where to; OTEL_* are the variables of OpenTelemetry's own SDK."""

import os
from collections.abc import Callable
from importlib.metadata import version
from typing import ParamSpec, TypeVar

from service.domain.errors import ConfigurationError
from service.domain.tracing import NO_TRACES, Tracing

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
Asked = ParamSpec("Asked")
Result = TypeVar("Result")


def open_traces() -> Tracing:
    """Return what traces are told to. Raises ConfigurationError for what is not spoken here."""
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if off or os.environ.get("OTEL_TRACES_EXPORTER") == "none" or not _first(ENDPOINTS):
        return NO_TRACES
    if (protocol := _first(PROTOCOLS) or "http/protobuf") != "http/protobuf":
        raise ConfigurationError(
            f"Traces are to be sent by {protocol!a}.",
            "Only http/protobuf is spoken: port 4318 of a collector.",
        )
    try:
        from service.adapters.tracing import open_tracing
    except ImportError:
        raise ConfigurationError(
            "Traces are to be sent, and OpenTelemetry's SDK is not installed.",
            'Install it: pip install "diemnhan[telemetry]"; or unset OTEL_EXPORTER_OTLP_ENDPOINT.',
        ) from None
    return open_tracing(version("diemnhan"))


def traced(name: str, call: Callable[Asked, Result], tracing: Tracing) -> Callable[Asked, Result]:
    """Return the call within a span."""

    def called(*args: Asked.args, **kwargs: Asked.kwargs) -> Result:
        with tracing.span(name):
            return call(*args, **kwargs)

    return called


def both(
    one: Callable[[str, float], None], other: Callable[[str, float], None]
) -> Callable[[str, float], None]:
    """Return what tells both."""

    def told(name: str, seconds: float) -> None:
        one(name, seconds)
        other(name, seconds)

    return told


def _first(names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := os.environ.get(name))), None)
