"""The service as its users meet it: seed article to brief, memory, eight clients at once, cold start."""

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.server import RunningService, running_service

SEED = Path(__file__).parent.parent / "tests" / "data" / "seed.txt"
_SINGLE, _CLIENTS, _EACH = 12, 8, 3


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure of the printed table."""

    what: str
    figure: str
    aim: str = ""


def measure() -> list[Row]:
    """Start the service twice (first with an empty cache) and measure it; takes one to two minutes."""
    with running_service() as service:
        first = service.ready_after
        rows = [*_one_client(service), *_eight_clients(service), _memory(service)]
        with running_service(environment=_same_cache(service)) as again:
            rows.append(Row("start to ready, model already converted", f"{again.ready_after:.1f} s", "< 3 s"))
    return [Row("first start to ready, converting the model", f"{first:.1f} s"), *rows]


def _same_cache(service: RunningService) -> dict[str, str]:
    environment = Path(f"/proc/{service.pid}/environ").read_bytes().decode().split("\0")
    found = dict(pair.split("=", 1) for pair in environment if "=" in pair)
    return {"DIEMNHAN_DATA_DIR": found["DIEMNHAN_DATA_DIR"]}


def _brief(url: str, text: str) -> float:
    began = time.perf_counter()
    httpx.post(f"{url}/v1/briefs", json={"text": text}, timeout=120).raise_for_status()
    return time.perf_counter() - began


def _one_client(service: RunningService) -> list[Row]:
    text = SEED.read_text(encoding="utf-8")
    _brief(service.url, text)
    times = [_brief(service.url, text) for _ in range(_SINGLE)]
    return [Row("seed article to brief, one client, p50", f"{statistics.median(times):.2f} s", "< 1.0 s")]


def _eight_clients(service: RunningService) -> list[Row]:
    text, stop, health = SEED.read_text(encoding="utf-8"), threading.Event(), list[float]()

    def probe() -> None:
        with httpx.Client(base_url=service.url, timeout=10) as client:
            while not stop.is_set():
                began = time.perf_counter()
                client.get("/healthz").raise_for_status()
                health.append(time.perf_counter() - began)
                time.sleep(0.05)

    prober = threading.Thread(target=probe)
    prober.start()
    began = time.perf_counter()
    with ThreadPoolExecutor(_CLIENTS) as clients:
        times = list(clients.map(lambda _: _brief(service.url, text), range(_CLIENTS * _EACH)))
    wall = time.perf_counter() - began
    stop.set()
    prober.join()
    return [
        Row("8 clients, briefs a minute", f"{60 * len(times) / wall:.0f}"),
        Row("8 clients, p95", f"{statistics.quantiles(times, n=20)[-1]:.2f} s"),
        Row("/healthz meanwhile, p95", f"{1000 * statistics.quantiles(health, n=20)[-1]:.0f} ms", "< 50 ms"),
    ]


def _memory(service: RunningService) -> Row:
    return Row("peak memory of the process", f"{service.peak_memory() / 2**20:.0f} MiB", "< 600 MB")
