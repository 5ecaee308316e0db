"""A worker answers how it is, on a port of its own, until it ends."""

import socket
from dataclasses import replace

import httpx
import pytest

from service.api.worker_health import health_answered
from service.domain.errors import ConfigurationError
from service.settings import Settings
from tests.fakes import fake_parts


def test_a_worker_answers_metrics_and_health_and_stops() -> None:
    parts = replace(fake_parts(), ready=lambda: ["The database is away."])
    parts.metrics.batch(8, 0.25)
    with health_answered(parts, Settings(metrics_port=0)) as port:
        address = f"http://127.0.0.1:{port}"
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
        assert httpx.get(f"{address}/readyz").status_code == 503
        assert "diemnhan_translator_batch_sentences_sum 8.0" in httpx.get(f"{address}/metrics").text
        assert httpx.get(f"{address}/v1/briefs").status_code == 404
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/healthz")


def test_without_a_port_it_listens_nowhere() -> None:
    with health_answered(fake_parts(), Settings()) as port:
        assert port is None


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = Settings(metrics_port=taken.getsockname()[1])
        with (
            pytest.raises(ConfigurationError, match="cannot listen"),
            health_answered(fake_parts(), settings),
        ):
            pass
