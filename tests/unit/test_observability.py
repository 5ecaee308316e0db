"""The dashboard and the alerts ask for metrics that there are, and are where Compose mounts them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from service.api.job_metrics import JobMetrics
from service.api.metrics import Metrics
from service.api.queue_metrics import QueueMetrics
from service.api.room import RoomMetrics
from service.domain.job_ports import Backlog
from service.domain.status import Margin, Waiting
from tests.compose_file import ROOT, compose
from tests.samples import NOON

DASHBOARD = json.loads((ROOT / "ops/grafana/dashboards/diemnhan.json").read_text(encoding="utf-8"))
ALERTS = yaml.safe_load((ROOT / "ops/prometheus/alerts.yml").read_text(encoding="utf-8"))["groups"][0][
    "rules"
]
EXPRESSIONS = [
    *(target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ())),
    *(rule["expr"] for rule in ALERTS),
]


def known() -> set[str]:
    """Return the names that the service exposes, suffixes included."""
    metrics = Metrics()
    JobMetrics(metrics.registry, lambda: Backlog(1, 1, NOON), lambda: NOON)
    QueueMetrics(metrics.registry, lambda: [Waiting("files", 2, NOON)], lambda: NOON)
    RoomMetrics(metrics.registry, lambda: Margin(free=2, floor=1))
    names = set()
    for family in metrics.registry.collect():
        suffixes = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(
            family.type, ("",)
        )
        names |= {family.name + suffix for suffix in suffixes}
    return names


def labels_of(name: str) -> set[str]:
    metrics = Metrics()
    jobs = JobMetrics(metrics.registry, lambda: Backlog(1, 1, NOON), lambda: NOON)
    found: set[str] = set()
    for one in (*vars(metrics).values(), *vars(jobs).values()):
        if name.startswith(str(getattr(one, "_name", "?"))):
            found |= set(getattr(one, "_labelnames", ()))
    return found | {"instance", "job", "le"} | ({"queue"} if "queue" in name else set())


def test_the_dashboard_shows_what_is_promised() -> None:
    shown = " ".join(target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ()))
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    section = operations.partition("## Looking at it")[2].partition("shows them all")[0]
    promised = set(re.findall(r"`(diemnhan_\w+)`", section))
    assert {
        "diemnhan_disk_free_bytes",
        "diemnhan_disk_floor_bytes",
        "diemnhan_job_oldest_seconds",
    } <= promised
    assert {name for name in promised if name not in shown} == set()


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_metric_that_is_asked_for_is_there_with_its_labels(expression: str) -> None:
    asked = set(re.findall(r"diemnhan_\w+", expression.replace('"diemnhan"', "")))
    assert asked or "up{" in expression
    assert asked <= known()
    for grouping in re.findall(r"by \(([^)]+)\)", expression):
        wanted = {label.strip() for label in grouping.split(",")}
        assert all(wanted <= labels_of(name) for name in asked), wanted


def panels() -> Iterator[dict[str, Any]]:
    yield from DASHBOARD["panels"]


def test_no_two_panels_share_a_place_or_an_id() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not taken & cells, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
    ids = [panel["id"] for panel in panels()]
    assert len(ids) == len(set(ids))


def test_grafana_finds_the_data_and_the_dashboard() -> None:
    folder = ROOT / "ops/grafana/provisioning"
    source = yaml.safe_load((folder / "datasources/prometheus.yml").read_text(encoding="utf-8"))[
        "datasources"
    ][0]
    provider = yaml.safe_load((folder / "dashboards/diemnhan.yml").read_text(encoding="utf-8"))["providers"][
        0
    ]
    services = compose()["services"]
    assert source["url"] == "http://prometheus:9090"
    used = {panel["datasource"]["uid"] for panel in panels() if "datasource" in panel}
    assert used == {source["uid"]}
    mounted = dict(mount.split(":")[:2] for mount in services["grafana"]["volumes"])
    assert mounted["./ops/grafana/dashboards"] == provider["options"]["path"]
    assert services["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"].startswith(
        provider["options"]["path"]
    )


def test_prometheus_asks_every_process_of_ours() -> None:
    config = yaml.safe_load((ROOT / "ops/prometheus/prometheus.yml").read_text(encoding="utf-8"))
    found = config["scrape_configs"][0]["dns_sd_configs"][0]
    services = compose()["services"]
    ours = {name for name, service in services.items() if service["image"].startswith("diemnhan:")}
    assert set(found["names"]) == ours
    for name in ours - {"api"}:
        assert int(services[name]["environment"]["DIEMNHAN_METRICS_PORT"]) == found["port"]
    assert services["api"]["ports"][0]["target"] == found["port"]
    assert all((ROOT / "ops/prometheus" / file).is_file() for file in config["rule_files"])


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: str(rule["alert"]))
def test_an_alert_says_what_is_wrong_and_where_to_read_on(rule: dict[str, Any]) -> None:
    assert rule["annotations"]["summary"].endswith(".")
    heading = rule["annotations"]["runbook"].removeprefix("docs/operations.md, ")
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert re.search(rf"^#+ {re.escape(heading)}", text, re.MULTILINE), heading
    assert rule["labels"]["severity"] in ("warning", "critical")
