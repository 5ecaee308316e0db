"""A PostgreSQL server of a test's own, which can be stopped, started and crashed."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.server import free_port


@dataclass(frozen=True)
class OwnPostgres:
    """The server's programs, files and port; it listens on loopback and on `address`."""

    programs: Path
    files: Path
    port: int
    address: str

    @property
    def url(self) -> str:
        return f"postgresql://postgres@{self.address}:{self.port}/postgres"

    def start(self) -> None:
        """Return when it answers."""
        options = f"-p {self.port} -k {self.files} -c listen_addresses=127.0.0.1,{self.address}"
        self._control("-w", "-l", str(self.files / "log"), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` is a crash."""
        self._control("-w", "-m", how, "stop")

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self.files / "data"), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:  # it refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def create(self) -> None:
        """Make the files; everybody may come in, from anywhere that reaches it."""
        if os.geteuid() == 0:
            shutil.chown(self.files, pwd.getpwnam("postgres").pw_uid)
        data = self.files / "data"
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-D", str(data))
        with (data / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write("host all all all trust\n")


@contextmanager
def own_postgres(address: str = "127.0.0.1") -> Iterator[OwnPostgres]:
    """Run a server; skip the test where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed")
    with TemporaryDirectory() as folder:  # its user gets to that, unlike to pytest's own folders
        server = OwnPostgres(found[-1].parent, Path(folder), free_port(), address)
        server.create()
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # it may be stopped
                server.stop("immediate")
