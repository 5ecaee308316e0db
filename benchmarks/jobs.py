"""Batch jobs against the bare engine, the stage without a job and single requests, and what a job costs.

BENCH_JOB_ITEMS sets how many segments there are (10,000): sentences of news that no model was trained on,
where ../shared is there. The bare engine is CTranslate2 and its tokens alone, set up as the service does; the
stage adds glossaries, the memory, checks, second attempts and confidence to it, so that the first ratio says
what all of that and the job cost, and the second what the job costs. How busy the engine was in the jobs says
what they cost beside the model's own work, second attempts included.
"""

import json
import os
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from benchmarks.server import ROOT, RunningService, processor_seconds, running_service
from benchmarks.service import SEED, Row
from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.recipe.stories import read_stories
from models.registry import MANIFESTS, WEIGHTS, load_manifest
from service import bootstrap
from service.api.parts import Parts
from service.domain.job_batching import LIMITS
from service.domain.request import TranslationRequest
from service.jobs.runner import step_back
from service.settings import Settings

_ITEMS = int(os.environ.get("BENCH_JOB_ITEMS", "10000"))
_ONE_BY_ONE = max(_ITEMS // 20, 20)
_QUEUED = 1000
_TURNS = 4
_SMALL = 20
_NICENESS = 5  # of the threads of the service's translator
_DIEMNHAN = Path(sys.executable).parent / "diemnhan"
_NEWS = ROOT.parent / "shared" / "data" / "vietnews.val.jsonl.xz"
_COMPUTED = "diemnhan_translator_batch_seconds_sum"
_ORDER = {"kind": "translate", "source": "vi", "target": "en"}


@dataclass(slots=True)
class Spent:
    """What some items took: wall seconds, and processor seconds of the process that did them."""

    wall: float = 0.0
    processor: float = 0.0

    def add(self, other: "Spent") -> None:
        """Count another one in."""
        self.wall += other.wall
        self.processor += other.processor


@dataclass(frozen=True, slots=True)
class Sides:
    """What the same texts took each of the three, and how long the engine computed in the jobs."""

    engine: Spent = field(default_factory=Spent)
    stage: Spent = field(default_factory=Spent)
    job: Spent = field(default_factory=Spent)
    computing: list[float] = field(default_factory=list)  # seconds of the engine a job, over threads


def measure() -> list[Row]:
    """Take all of the figures; most of an hour for 10,000 segments on two idle cores."""
    with tempfile.TemporaryDirectory() as folder:  # one for all: the model is converted once
        return _measured(Path(folder))


def _measured(data: Path) -> list[Row]:
    texts = _segments(_ITEMS)
    with (
        running_service(data) as service,
        httpx.Client(base_url=service.url, timeout=600) as client,
        _parts(data) as parts,
    ):
        one_by_one = _one_by_one(client, texts[:_ONE_BY_ONE])
        sides = _side_by_side(_engine(data), parts, client, service, texts)
        alone, beside = _latency(client), _latency_beside_a_job(client)
        overhead = _overhead(client)
        peak = service.peak_memory() / 2**20
    return [
        *throughput(texts, sides),
        Row("one request after another over HTTP", f"{one_by_one:.1f} items/s"),
        Row("a sentence over HTTP, p50, idle / while a job runs", f"{alone:.0f} / {beside:.0f} ms"),
        Row("a job of one item, submitted to read, beyond the request", f"{overhead:.0f} ms"),
        Row("peak memory of the process that ran the jobs", f"{peak:.0f} MiB", "< 1000"),
        *_queue(data),
        _take_over(data),
    ]


def throughput(texts: Sequence[str], sides: Sides) -> list[Row]:
    """Return what each took, and what share of the others' throughput jobs have."""
    characters = sum(map(len, texts))

    def figure(spent: Spent) -> str:
        return f"{len(texts) / spent.wall:.1f} items/s, {characters / spent.wall:,.0f} characters/s"

    def share(other: Spent) -> str:
        wall, processor = other.wall / sides.job.wall, other.processor / sides.job.processor
        return f"{wall:.0%}, by processor time {processor:.0%}"

    all_three = (sides.job, sides.stage, sides.engine)
    busy = sum(sides.computing) / sides.job.wall
    milliseconds = " / ".join(f"{1000 * one.processor / len(texts):.1f}" for one in all_three)
    return [
        Row(f"{len(texts):,} segments in {_TURNS} jobs", figure(sides.job)),
        Row("the bare engine, same texts in sorted batches of up to 32", figure(sides.engine)),
        Row("the stage without a job, same texts in batches of 64 from two threads", figure(sides.stage)),
        Row("jobs, of the bare engine's throughput", share(sides.engine), ">= 90 %"),
        Row("jobs, of the throughput of the stage without a job", share(sides.stage), ">= 90 %"),
        Row("of the time of jobs, the engine's threads compute", f"{busy:.0%}", ">= 90 %"),
        Row("processor time a segment, job / stage without a job / bare engine", f"{milliseconds} ms"),
    ]


def _segments(count: int) -> list[str]:
    """Return different sentences of news; without ../shared, or beyond what it holds, of the seed article."""
    if not _NEWS.is_file():
        return _seed_segments(count)
    told = (sentence for story in read_stories(_NEWS) for sentence in story.sentences)
    found = list(dict.fromkeys(one.strip() for one in told if len(one.split()) > 4))[:count]
    return [*found, *_seed_segments(count - len(found))]


def _seed_segments(count: int) -> list[str]:
    """Return different sentences like those of the seed article, up to 12,000: each with a day of its own."""
    seed = SEED.read_text(encoding="utf-8")
    sentences = [one.strip() for one in re.split(r"(?<=[.!?])\s+|\n+", seed) if len(one.split()) > 4]
    days = (f"{1 + i % 28}/{1 + i // 28 % 12}/{1990 + i // 336}" for i in range(count))
    return [f"{sentences[i % len(sentences)].rstrip('.')} ngày {day}." for i, day in enumerate(days)]


def _side_by_side(
    engine: CTranslate2Translator,
    parts: Parts,
    client: httpx.Client,
    service: RunningService,
    texts: Sequence[str],
) -> Sides:
    """Return what each takes, by turns, so that what else the machine does meets all of them."""
    sides, size = Sides(), -(-len(texts) // _TURNS)
    _stage_loop(parts, texts[:8])  # the service is warm already
    _engine_loop(engine, texts[:8])
    for first in range(0, len(texts), size):
        piece = texts[first : first + size]
        sides.engine.add(_timed(os.getpid(), partial(_engine_loop, engine, piece)))
        sides.stage.add(_timed(os.getpid(), partial(_stage_loop, parts, piece)))
        before = _computed(client)
        sides.job.add(_timed(service.pid, partial(_job, client, piece)))
        sides.computing.append((_computed(client) - before) / Settings().translator_threads)
    return sides


def _computed(client: httpx.Client) -> float:
    """Return the seconds that the service's engine has computed so far, all of its threads together."""
    found = re.search(rf"^{_COMPUTED} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def _timed(pid: int, run: Callable[[], None]) -> Spent:
    wall, processor = time.perf_counter(), processor_seconds(pid)
    run()
    return Spent(time.perf_counter() - wall, processor_seconds(pid) - processor)


def _engine_loop(engine: CTranslate2Translator, texts: Sequence[str]) -> None:
    """Have the engine translate: it batches what it is given, the longest first, on as many threads."""
    with ThreadPoolExecutor(1, initializer=step_back) as thread:  # as polite as a job
        thread.submit(partial(engine.translate, texts, source="vi", target="en")).result()


def _stage_loop(parts: Parts, texts: Sequence[str]) -> None:
    """Make the calls that a job makes, without the job: alike in length, from as many threads, as polite."""
    size = LIMITS["translate"].items
    ordered = sorted(texts, key=len)
    batches = [ordered[i : i + size] for i in range(0, len(ordered), size)]

    def translate(batch: Sequence[str]) -> None:
        parts.translate_texts(TranslationRequest(tuple(batch), "en", "vi"))

    with ThreadPoolExecutor(2, initializer=step_back) as threads:
        list(threads.map(translate, batches))


def _settings(data: Path) -> Settings:
    """Return the settings of this process: a database of its own, the model that the service converted."""
    return Settings(data_dir=data / "bare", converted_dir=data / "converted")


def _engine(data: Path) -> CTranslate2Translator:
    """Load the engine as the service does, with threads that give way as much."""
    settings, manifest = _settings(data), load_manifest(MANIFESTS / "vien.toml")
    options = EngineOptions(beam_size=settings.embedded_beam, threads=settings.translator_threads)
    with ThreadPoolExecutor(1, initializer=_as_the_translator) as quiet:
        return quiet.submit(
            CTranslate2Translator.load,
            WEIGHTS / manifest.name,
            label=manifest.label,
            cache=data / "converted",
            options=options,
        ).result()


def _as_the_translator() -> None:
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


@contextmanager
def _parts(data: Path) -> Iterator[Parts]:
    parts = bootstrap.build(_settings(data))
    try:
        yield parts
    finally:
        parts.close()


def _one_by_one(client: httpx.Client, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        _translate(client, text)
    return len(texts) / (time.perf_counter() - began)


def _translate(client: httpx.Client, text: str) -> float:
    began = time.perf_counter()
    body = {"texts": [text], "source": "vi", "target": "en"}
    client.post("/v1/translations", json=body).raise_for_status()
    return time.perf_counter() - began


def _latency(client: httpx.Client) -> float:
    """Return the median time of a short request in milliseconds."""
    return 1000 * statistics.median(_translate(client, f"Hai bên ký {i} thỏa thuận.") for i in range(_SMALL))


def _job(client: httpx.Client, texts: Sequence[str]) -> None:
    """Send a file, and wait for the end of its job."""
    sent = _sent(client, texts)
    _wait(client, sent)
    counts = client.get(sent).json()["counts"]["items"]
    if counts["done"] != len(texts):
        raise RuntimeError(f"not every item was translated: {counts}")


def _sent(client: httpx.Client, texts: Sequence[str]) -> str:
    lines = "\n".join(json.dumps({"custom_id": str(i), "text": text}) for i, text in enumerate(texts))
    files = {"file": ("items.jsonl", lines.encode(), "application/jsonl")}
    sent = client.post("/v1/jobs", data=_ORDER, files=files).raise_for_status()
    return str(sent.headers["location"])


def _latency_beside_a_job(client: httpx.Client) -> float:
    location = _sent(client, [f"{text} Xong." for text in _segments(1000)])
    time.sleep(1)
    found = _latency(client)
    client.delete(location).raise_for_status()
    _wait(client, location)
    return found


def _wait(client: httpx.Client, location: str, pause: float = 0.25) -> None:
    while client.get(location).json()["state"] not in {"completed", "failed", "cancelled"}:
        time.sleep(pause)


def _overhead(client: httpx.Client) -> float:
    """Return how many milliseconds a job of one item takes longer than a request for the same text."""
    plain, jobs = [], []
    for i in range(_SMALL):
        text = f"Hai bên trao đổi {i} văn kiện."
        plain.append(_translate(client, text))
        began = time.perf_counter()
        sent = client.post("/v1/jobs", json={**_ORDER, "items": [{"text": text}]}).raise_for_status()
        _wait(client, sent.headers["location"], pause=0.005)
        client.get(f"{sent.headers['location']}/results").raise_for_status()
        jobs.append(time.perf_counter() - began)
    return 1000 * (statistics.median(jobs) - statistics.median(plain))


def _queue(data: Path) -> list[Row]:
    """Return how long it takes to order one more job while a thousand wait."""
    with (
        running_service(data, _apart(data, "queue")) as service,
        httpx.Client(base_url=service.url, timeout=60) as client,
    ):
        times = []
        for i in range(_QUEUED + 100):
            began = time.perf_counter()
            body = {**_ORDER, "items": [{"text": f"Câu {i}."}]}
            client.post("/v1/jobs", json=body).raise_for_status()
            times.append(1000 * (time.perf_counter() - began))
    first, last = times[:100], times[_QUEUED:]
    figures = f"{statistics.median(last):.1f} / {statistics.quantiles(last, n=20)[-1]:.1f} ms"
    return [
        Row("ordering a job with an empty queue, p50", f"{statistics.median(first):.1f} ms"),
        Row(f"ordering a job with {_QUEUED:,} waiting, p50 / p95", figures),
    ]


def _apart(data: Path, name: str) -> dict[str, str]:
    """Return the settings of a server with a database of its own, at whose jobs it does not work."""
    return {"DIEMNHAN_DATABASE_URL": f"sqlite:///{data}/{name}.sqlite3", "DIEMNHAN_JOB_WORKERS": "0"}


def _take_over(data: Path) -> Row:
    """Return how long the batches of a killed worker stay with it while another worker lives."""
    apart = _apart(data, "workers")
    with running_service(data, apart) as service, _worker(data, apart) as victim, _worker(data, apart):
        database = sqlite3.connect(data / "workers.sqlite3", isolation_level=None)
        _until(database, "SELECT count(*) = 2 FROM job_workers")  # both have loaded their models
        with httpx.Client(base_url=service.url, timeout=60) as client:
            _sent(client, _segments(4000))
        mine = "SELECT id FROM job_workers WHERE process LIKE ?"
        (dead,) = database.execute(mine, (f"{victim.pid}:%",)).fetchone()
        _until(
            database, f"SELECT count(*) > 0 FROM job_batches WHERE worker = '{dead}' AND state = 'claimed'"
        )
        victim.send_signal(signal.SIGKILL)
        began = time.perf_counter()
        _until(
            database, f"SELECT count(*) = 0 FROM job_batches WHERE worker = '{dead}' AND state = 'claimed'"
        )
        taken = time.perf_counter() - began
        database.close()
    return Row("the batches of a killed worker are free again after", f"{taken:.1f} s", "< 30 s")


@contextmanager
def _worker(data: Path, apart: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {**os.environ, **apart, "DIEMNHAN_DATA_DIR": str(data), "DIEMNHAN_JOB_WORKERS": "2"}
    process = subprocess.Popen([str(_DIEMNHAN), "work"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(database: sqlite3.Connection, question: str) -> None:
    end = time.monotonic() + 300
    while not database.execute(question).fetchone()[0]:
        if time.monotonic() > end:
            raise RuntimeError(f"it did not happen in time: {question}")
        time.sleep(0.02)
