"""How long each stage of a brief takes, as the service itself observes it.

Usage: python -m benchmarks.stages

The annotated Vietnamese articles of ../shared/gold go to a running service one after the other; the means are
of its histogram `diemnhan_stage_seconds`, without the first brief, which warms it up.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.highlight_data import read_gold
from benchmarks.server import running_service
from benchmarks.service import Row

_HISTOGRAM = "diemnhan_stage_seconds"


@dataclass(frozen=True, slots=True)
class Observed:
    """How often a stage ran so far, and its seconds together."""

    count: float
    seconds: float


def observed(exposition: str) -> dict[str, Observed]:
    """Read the stages from an answer of /metrics."""
    sums: dict[tuple[str, str], float] = {}
    for family in text_string_to_metric_families(exposition):
        if family.name == _HISTOGRAM:
            for sample in family.samples:
                if not sample.name.endswith("_bucket"):
                    sums[sample.name, sample.labels["stage"]] = sample.value
    return {
        stage: Observed(sums[f"{_HISTOGRAM}_count", stage], seconds)
        for (name, stage), seconds in sums.items()
        if name == f"{_HISTOGRAM}_sum"
    }


def means(before: Mapping[str, Observed], after: Mapping[str, Observed]) -> dict[str, float]:
    """Return the mean seconds of each stage between two answers, the longest first."""
    none = Observed(0, 0)
    passed = {
        stage: (now.count - before.get(stage, none).count, now.seconds - before.get(stage, none).seconds)
        for stage, now in after.items()
    }
    found = {stage: seconds / count for stage, (count, seconds) in passed.items() if count}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def measure() -> list[Row]:
    """Have a service write the briefs, one client, and return a row for each stage; takes about a minute."""
    texts = ["\n".join(article.sentences) for article in read_gold("")]
    with running_service() as service, httpx.Client(base_url=service.url, timeout=120) as client:
        _write(client, texts[:1])
        before = observed(client.get("/metrics").text)
        began = time.perf_counter()
        _write(client, texts)
        wall = time.perf_counter() - began
        after = observed(client.get("/metrics").text)
    rows = [("whole brief", wall / len(texts)), *means(before, after).items()]
    return [
        Row(f"time per article, {part}, mean of {len(texts)}", f"{1000 * seconds:.1f} ms")
        for part, seconds in rows
    ]


def _write(client: httpx.Client, texts: Sequence[str]) -> None:
    for text in texts:
        client.post("/v1/briefs", json={"text": text}).raise_for_status()


def main() -> None:
    """Print the rows."""
    for row in measure():
        print(f"| {row.what} | {row.figure} |")


if __name__ == "__main__":
    main()
