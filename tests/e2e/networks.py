"""Hosts of their own: network namespaces on one bridge, whose cable can be pulled. Linux, root."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Host:
    """A namespace with an address and a host name; `around` runs a command there."""

    name: str
    address: str

    @property
    def around(self) -> tuple[str, ...]:
        there = ("ip", "netns", "exec", self.name)
        return (*there, "unshare", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', self.name)

    def cut_off(self) -> None:
        """Pull the cable: what is sent either way is lost, and nobody is told."""
        _ip("link", "set", f"{self.name}-out", "down")

    def bring_back(self) -> None:
        """Plug it in again."""
        _ip("link", "set", f"{self.name}-out", "up")


@dataclass
class Network:
    """A bridge, on which this process has the first address."""

    bridge: str
    prefix: str
    hosts: list[Host] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.prefix}.1"

    def host(self) -> Host:
        """Add a host."""
        number = len(self.hosts) + 2
        host = Host(f"{self.bridge}h{number}", f"{self.prefix}.{number}")
        self.hosts.append(host)
        inside, outside = f"{host.name}-in", f"{host.name}-out"
        _ip("netns", "add", host.name)
        _ip("link", "add", outside, "type", "veth", "peer", "name", inside)
        _ip("link", "set", inside, "netns", host.name)
        _ip("link", "set", outside, "master", self.bridge, "up")
        _ip("-n", host.name, "addr", "add", f"{host.address}/24", "dev", inside)
        _ip("-n", host.name, "link", "set", inside, "up")
        _ip("-n", host.name, "link", "set", "lo", "up")
        return host


@contextmanager
def network() -> Iterator[Network]:
    """Make a network; skip the test where that is not allowed."""
    if os.geteuid() != 0 or shutil.which("ip") is None or shutil.which("unshare") is None:
        pytest.skip("network namespaces take root and iproute2")
    number = os.getpid() % 250  # several runs side by side have names and addresses of their own
    made = Network(f"dn{number}", f"10.231.{number}")
    if subprocess.run(["ip", "link", "add", made.bridge, "type", "bridge"], check=False).returncode:
        pytest.skip("network namespaces are not allowed here")
    try:
        _ip("addr", "add", f"{made.address}/24", "dev", made.bridge)
        _ip("link", "set", made.bridge, "up")
        yield made
    finally:
        for host in made.hosts:
            subprocess.run(["ip", "netns", "del", host.name], check=False)
        _ip("link", "del", made.bridge)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)
