"""The commands of docker-compose.yml's profile `scale`, started as they stand there: a job goes through.

Without a container engine: PostgreSQL, HAProxy and the processes run side by side; paths and ports are this
machine's, commands, settings, health checks and configuration are those of the files.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from benchmarks.server import free_port, wait_until_ready
from tests.compose_file import ROOT, compose, environment
from tests.contract.conftest import empty_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.weights]
SERVICES = compose("ops/scale.env")["services"]
IMAGE = {  # what the Dockerfile sets
    "DIEMNHAN_HOST": "0.0.0.0",
    "DIEMNHAN_CONVERTED_DIR": str(ROOT / "var" / "converted"),
}
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Deployment:
    """What runs, and where it answers."""

    proxy: str
    worker: str
    server_port: int
    worker_port: int
    processes: dict[str, Process]
    token: str
    folder: Path


def settings_of(name: str, folder: Path, **own: str) -> dict[str, str]:
    """Return the environment of a service, with this machine's paths."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("DIEMNHAN_")}
    given = environment(SERVICES[name])
    given["DIEMNHAN_DATABASE_URL_FILE"] = str(folder / "database_url")
    return {**inherited, **IMAGE, **given, "DIEMNHAN_DATA_DIR": str(folder / name), **own}


def words(name: str) -> list[str]:
    """Return the command of a service, with this environment's programs."""
    return [str(Path(sys.executable).parent / SERVICES[name]["command"][0]), *SERVICES[name]["command"][1:]]


@contextmanager
def running(command: list[str], settings: dict[str, str], log: Path) -> Iterator[Process]:
    with log.open("wb") as written:
        process = subprocess.Popen(command, env=settings, cwd=ROOT, stdout=written, stderr=written)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(30)


def proxy_configuration(folder: Path, port: int, health: int) -> Path:
    """Return ops/haproxy.cfg with other ports."""
    shipped = (ROOT / "ops/haproxy.cfg").read_text(encoding="utf-8")
    assert ":8080\n" in shipped
    moved = shipped.replace("bind :8080", f"bind 127.0.0.1:{port}").replace(":8081", f":{health}")
    (folder / "haproxy.cfg").write_text(moved, encoding="utf-8")
    return folder / "haproxy.cfg"


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    haproxy = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")
    if haproxy is None:
        pytest.skip("HAProxy is not installed")
    folder, url = tmp_path_factory.mktemp("scale"), empty_postgres()
    (folder / "database_url").write_text(f"{url}\n", encoding="utf-8")
    port, health, server, worker = (free_port() for _ in range(4))
    api = settings_of("api", folder, PORT=str(server))
    made = [words("api")[0], "keys", "create", "newsroom", "--scope", "jobs", "--scope", "admin"]
    token = subprocess.run(made, env=api, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    front = {**os.environ, **environment(SERVICES["proxy"])}
    front |= {"UPSTREAM": "localhost", "UPSTREAM_PORT": str(server), "RESOLVER": "127.0.0.1:53"}
    working = settings_of("worker", folder, DIEMNHAN_METRICS_PORT=str(worker))
    configuration = proxy_configuration(folder, port, health)
    with ExitStack() as stack:
        processes = {"api": stack.enter_context(running(words("api"), api, folder / "api.log"))}
        wait_until_ready(f"http://127.0.0.1:{server}", processes["api"], 300)
        processes["worker"] = stack.enter_context(running(words("worker"), working, folder / "worker.log"))
        wait_until_ready(f"http://127.0.0.1:{worker}", processes["worker"], 300)
        command = [haproxy, "-db", "-f", str(configuration)]
        processes["proxy"] = stack.enter_context(running(command, front, folder / "proxy.log"))
        wait_until_ready(f"http://127.0.0.1:{port}", processes["proxy"], 30)
        address, worked = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{worker}"
        yield Deployment(address, worked, server, worker, processes, token, folder)


@pytest.fixture
def client(deployment: Deployment) -> Iterator[httpx.Client]:
    key = {"Authorization": f"Bearer {deployment.token}"}
    with httpx.Client(base_url=deployment.proxy, headers=key, timeout=60) as opened:
        yield opened


def test_a_job_goes_from_the_proxy_through_a_server_and_a_worker(
    deployment: Deployment, client: httpx.Client
) -> None:
    items = [{"custom_id": f"c{i}", "text": f"Việt Nam và Nhật Bản ký {i} bản ghi nhớ."} for i in range(2, 9)]
    order = {"kind": "translate", "source": "vi", "target": "en", "items": items}
    accepted = client.post("/v1/jobs", json=order)
    assert accepted.status_code == 202, accepted.text
    place = accepted.headers["location"]
    deadline = time.monotonic() + 120
    while (job := client.get(place).json())["state"] not in ("completed", "failed"):
        assert time.monotonic() < deadline, job
        time.sleep(0.3)
    assert (job["state"], job["counts"]["items"]["done"]) == ("completed", len(items))
    lines = [line for line in client.get(f"{place}/results").text.splitlines() if line]
    assert len(lines) == len(items)
    assert all("Japan" in line for line in lines)
    metrics = httpx.get(f"{deployment.worker}/metrics").text
    assert f'diemnhan_job_items_total{{kind="translate",outcome="done"}} {len(items)}.0' in metrics


def test_health_checks_hold(deployment: Deployment) -> None:
    for name, port in (("api", deployment.server_port), ("worker", deployment.worker_port)):
        check = [part.replace(":8000/", f":{port}/") for part in SERVICES[name]["healthcheck"]["test"][1:]]
        assert check[0] == "python"
        subprocess.run([sys.executable, *check[1:]], check=True, timeout=10)
        gone = [part.replace(f":{port}/", ":9/") for part in check[1:]]
        assert subprocess.run([sys.executable, *gone], check=False, capture_output=True).returncode != 0


def test_the_outside_sees_no_metrics_and_needs_a_key(deployment: Deployment) -> None:
    assert httpx.get(f"{deployment.proxy}/metrics").status_code == 404
    assert httpx.get(f"{deployment.proxy}/v1/jobs").status_code == 401
    assert httpx.get(f"{deployment.proxy}/healthz").status_code == 200


def test_the_status_counts_worker_and_job(client: httpx.Client) -> None:
    found = client.get("/v1/status").json()
    assert found["ready"] is True
    assert found["database"]["kind"] == "postgresql"
    assert found["database"]["workers"] == 1
    assert found["database"]["jobs"] == 0


def test_a_stop_is_orderly(deployment: Deployment) -> None:
    for name, ends_with in (("worker", 0), ("api", -signal.SIGTERM)):  # uvicorn raises the signal again
        deployment.processes[name].send_signal(signal.SIGTERM)
        assert deployment.processes[name].wait(60) == ends_with
    assert "Application shutdown complete" in (deployment.folder / "api.log").read_text(encoding="utf-8")
