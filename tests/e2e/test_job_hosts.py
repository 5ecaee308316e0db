"""Jobs on hosts of their own: two servers and three workers, some cut off in the middle of their work.

Hosts are network namespaces, so the wires between them can be pulled; PostgreSQL listens on the bridge.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, create_engine, text

from tests.e2e.job_house import (
    ROOT,
    House,
    Process,
    assert_every_item_is_there_once,
    has_ended,
    house,
    submit,
    wait_for,
    wait_until,
)
from tests.e2e.networks import Host, Network, network
from tests.e2e.own_postgres import own_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
COUNT, SECONDS = 9_000, 3.0  # items, and how long a batch takes
HOLD = """
import sys, time
from sqlalchemy import text
from service.adapters.database import open_database, writing
with writing(open_database(sys.argv[1])) as connection:
    connection.execute(text("SELECT seq FROM jobs FOR UPDATE"))
    print("held", flush=True)
    time.sleep(600)
"""


@dataclass
class Site:
    """Everything that runs, and a way to look into the database."""

    home: House
    wires: Network
    database: Engine
    folder: Path
    token: str = ""
    hosts: dict[str, Host] = field(default_factory=dict)

    def start(self, name: str, command: str, **settings: str) -> Process:
        """Start a command on a host of its own."""
        host = self.hosts[name] = self.wires.host()
        there = replace(self.home, around=host.around, log=self.folder / name)  # what it starts, home ends
        settings["DIEMNHAN_DATA_DIR"] = str(self.folder / f"{name}.d")
        return there.start(command, seconds=SECONDS, **settings)

    def server(self, name: str) -> httpx.Client:
        """Start a server on a host of its own."""
        address = self.wires.prefix + f".{len(self.wires.hosts) + 2}"
        process = self.start(name, "serve", HOST=address, PORT="8000", DIEMNHAN_JOB_WORKERS="0")
        return self.home.client(f"http://{address}:8000", process, self.token)

    def log(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def ask(self, question: str, **values: object) -> list[tuple[object, ...]]:
        with self.database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(question), values)]

    def held_by(self, name: str) -> set[tuple[object, ...]]:
        """Return the batches that the worker of a host has, with the ids that it has them under."""
        held = (
            "SELECT worker, job_seq, number FROM job_batches JOIN job_workers ON worker = id"
            " WHERE job_batches.state = 'claimed' AND machine LIKE :host"
        )
        return set(self.ask(held, host=f"{self.hosts[name].name}/%"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with network() as wires, own_postgres(wires.address) as server:
        home = house(tmp_path, DIEMNHAN_DATABASE_URL=server.url)
        engine = create_engine(server.url.replace("://", "+psycopg://"))
        made = Site(home, wires, engine, tmp_path)
        try:
            made.token = home.ask("keys", "create", "newsroom", "--scope", "jobs").decode().strip()
            yield made
        finally:
            home.tidy()
            engine.dispose()


def test_hosts_that_are_cut_off_in_the_middle_lose_no_item_and_write_none_twice(
    site: Site, tell: Callable[[str], None]
) -> None:
    one, other = site.server("api1"), site.server("api2")
    for name in ("worker1", "worker2", "worker3"):
        site.start(name, "work")
    location = submit(one, COUNT).raise_for_status().headers["location"]
    wait_until(lambda: all(site.held_by(name) for name in ("worker1", "worker2", "worker3")))

    site.hosts["worker1"].cut_off()
    site.hosts["api1"].cut_off()
    cut, lost = time.monotonic(), site.held_by("worker1")
    (dead,) = {worker for worker, _, _ in lost}
    batches = "SELECT number FROM job_batches WHERE worker = :dead AND state = 'claimed'"
    wait_until(lambda: not site.ask(batches, dead=dead))
    taken_over = time.monotonic() - cut
    tell(f"{len(lost)} batches of a worker that was cut off were free again after {taken_over:.1f} s")
    assert taken_over < 30
    before = other.get(location).json()["counts"]["items"]["done"]
    wait_for(other, location, lambda job: job["counts"]["items"]["done"] > before)  # it goes on without them

    site.hosts["worker1"].bring_back()
    site.hosts["api1"].bring_back()
    wait_until(lambda: "results_dropped" in site.log("worker1"))  # what it made of them in the meantime
    wait_until(lambda: "job_worker_was_given_up" in site.log("worker1"))
    wait_until(lambda: site.held_by("worker1"))  # under another name it works again
    wait_until(lambda: one.get("/readyz").status_code == 200)
    wait_for(other, location, has_ended)
    for client in (one, other):
        figures = assert_every_item_is_there_once(client, location, COUNT)
    tell(f"{figures}; {site.log('worker1').count('results_dropped')} late batches refused")


def test_a_host_that_is_cut_off_in_a_transaction_holds_nobody_up_for_long(
    site: Site, tell: Callable[[str], None]
) -> None:
    client = site.server("api")
    submit(client, 100).raise_for_status()
    host = site.wires.host()
    command = (*host.around, sys.executable, "-c", HOLD, site.home.environment["DIEMNHAN_DATABASE_URL"])
    with subprocess.Popen(command, cwd=ROOT, env=site.home.environment, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        host.cut_off()
        cut = time.monotonic()
        site.ask("SELECT seq FROM jobs FOR UPDATE")
        waited = time.monotonic() - cut
        holder.kill()
    tell(f"a lock held by a host that was cut off was free after {waited:.1f} s")
    assert waited < 20
