"""Sends messages to addresses that clients named, and to none that they should not reach from here.

Promises that a host name is resolved once, that every address it has is allowed, and that the connection goes
to one of these (a name that changes its address in between gains nothing); that no redirect is followed, no
proxy or password of the environment is used, and an attempt ends in time. Refuses to know what is sent.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import anyio
import httpx

from service.domain.delivery import Answer
from service.domain.delivery_ports import Question, Reply
from service.domain.errors import ConfigurationError, MalformedInput

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
READ_AT_MOST = 65_536  # octets of an answer; what it says is not used
REPLY_AT_MOST = 8 * 1024 * 1024  # octets of an answer that is used
# These carry an IPv4 address inside; whether that one may be reached is not left to the network.
NAT64 = IPv6Network("64:ff9b::/96")  # the address of every IPv4 host, where a network has IPv6 alone
CARRIERS = tuple(map(IPv6Network, ("64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
# Of clouds, where the machine itself is told secrets: Azure's, Oracle's; the others are in private ranges.
METADATA = frozenset(map(IPv4Address, ("168.63.129.16", "192.0.0.192")))
# Of services that are not HTTP, and of which some take orders from whatever is sent to them.
FORBIDDEN_PORTS = frozenset((
    1433, 1521, 2049, 2375, 2379, 3306, 3389, 4369, 5432, 5672, 5900, 6000, 6379, 6443, 6667, 9042, 9092,
    9200, 9300, 10250, 11211, 27017,
))  # fmt: skip
IN_CLEAR = "The address is no https one: everybody on the way there could read the password."
REMEDY = (
    "Name an address that the internet can reach; the operator can allow others by DIEMNHAN_OUTGOING_ALLOW."
)


class Unreachable(Exception):
    """The address may not be reached, or has no address."""


@dataclass(frozen=True)
class Allowed:
    """What may be reached beside the public internet: host names, and networks."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[str, ...] = ()

    def covers(self, host: str, address: Address) -> bool:
        """Whether it was allowed by name or by network."""
        return host.lower() in self.hosts or any(address in ip_network(one) for one in self.networks)


@dataclass(frozen=True)
class Target:
    """Where to connect to, and as what."""

    url: httpx.URL
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """What is sent, and how long that may take."""

    body: bytes
    headers: Mapping[str, str]
    seconds: float
    method: str = "POST"
    at_most: int = READ_AT_MOST


def allowed_from(entries: Iterable[str]) -> Allowed:
    """Return what a setting allows. Raises ConfigurationError."""
    hosts, networks = set(), []
    for entry in entries:
        try:
            networks.append(str(ip_network(entry)))
        except ValueError:
            if not entry or "/" in entry or not entry.isascii():
                raise ConfigurationError(
                    f"DIEMNHAN_OUTGOING_ALLOW has {entry!r}, which is no host and no network.",
                    'Write ["cms.internal", "10.1.2.0/24"].',
                ) from None
            hosts.add(entry.lower())
    return Allowed(frozenset(hosts), tuple(networks))


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Outgoing:
    """The way out. `seconds` is what an attempt may take in all."""

    def __init__(
        self, allowed: Allowed, *, seconds: float = 15, resolve: Resolve = resolve, agent: str = "diemnhan"
    ) -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._resolve = resolve
        self._agent = agent

    def refuse(self, url: str) -> None:
        """Raise MalformedInput for a URL that is never sent to. A name without an address may get one."""
        try:
            self._target(_parsed(url), known_only=True)
        except Unreachable as error:
            raise MalformedInput(str(error), REMEDY) from None

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send a body by POST."""
        try:
            target = self._target(_parsed(url))
        except Unreachable as error:
            return Answer(error=str(error))
        message = Message(body, {"User-Agent": self._agent, **headers}, self._seconds)
        reply = anyio.run(self._exchange, target, message)
        return Answer(reply.status, reply.error, reply.retry_after)

    def ask(self, question: Question) -> Reply:
        """Put a question with a password and read the answer, no longer than `REPLY_AT_MOST`."""
        try:
            target = self._target(_parsed(question.url))
        except Unreachable as error:
            return Reply(error=str(error))
        if not self._sheltered(target):
            return Reply(error=IN_CLEAR)
        headers = {"User-Agent": self._agent, "Accept-Encoding": "identity", **question.headers}
        message = Message(question.body, headers, self._seconds, question.method, REPLY_AT_MOST)
        reply = anyio.run(self._exchange, target, message)
        too_long = len(reply.body) > REPLY_AT_MOST
        return Reply(error=f"The answer is longer than {REPLY_AT_MOST} octets.") if too_long else reply

    def refuse_in_clear(self, url: str) -> None:
        """Raise MalformedInput for an address on the way to which others could read a password."""
        self.refuse(url)
        if not self._sheltered(self._target(_parsed(url), known_only=True)):
            raise MalformedInput(IN_CLEAR, "Name an https address.")

    def _sheltered(self, target: Target) -> bool:
        """Whether it is encrypted, or stays in a network that the operator allowed."""
        found = [ip_address(one.partition("%")[0]) for one in target.addresses]
        allowed = bool(found) and all(self._allowed.covers(target.url.host, one) for one in found)
        return target.url.scheme == "https" or allowed

    async def _exchange(self, target: Target, message: Message) -> Reply:
        try:
            with anyio.fail_after(self._seconds):
                return await _first_that_connects(target, message)
        except TimeoutError:
            return Reply(error=f"There was no answer within {self._seconds:g} s.")
        except httpx.HTTPError as error:
            return Reply(error=f"It could not be sent: {type(error).__name__}: {error}")

    def _target(self, url: httpx.URL, *, known_only: bool = False) -> Target:
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            found = self._resolve(url.host, port)
        except (OSError, UnicodeError):
            if known_only:
                return Target(url, ())
            raise Unreachable(f"The host {url.host} has no address.") from None
        for one in found:
            address = ip_address(one.partition("%")[0])
            if self._allowed.covers(url.host, address):
                continue
            if not is_public(address):
                raise Unreachable(f"The host {url.host} is not on the public internet.")
            if port not in (80, 443) and (port < 1024 or port in FORBIDDEN_PORTS):
                raise Unreachable(f"The port {port} is not one of web servers.")
        return Target(url, tuple(found))


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet at large, and to nobody's inside."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if any(address in carrier for carrier in CARRIERS):
            return False
    elif address in METADATA:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _parsed(url: str) -> httpx.URL:
    """Return the URL as the one reader sees it by whom it is also sent."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError):
        raise Unreachable("The URL cannot be read.") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Unreachable("The URL is no http or https address.")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise Unreachable(f"There is no port {parsed.port}.")
    if parsed.userinfo:
        raise Unreachable("The URL has a user name or password in it.")
    return parsed


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Read the certificate authorities once: that takes longer than a message."""
    return httpx.create_ssl_context(trust_env=False)


async def _first_that_connects(target: Target, message: Message) -> Reply:
    refused: httpx.TransportError | None = None
    for address in target.addresses:
        try:
            return await _exchanged(target.url, address, message)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            refused = error
    raise refused or httpx.ConnectError("the host has no address")


async def _exchanged(url: httpx.URL, address: str, message: Message) -> Reply:
    # The address takes the name's place in the URL; TLS still asks for, and checks, the name.
    pinned = url.copy_with(host=address)
    named = {**message.headers, "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")} if url.scheme == "https" else {}
    timeout = httpx.Timeout(message.seconds, connect=min(5, message.seconds))
    async with (
        httpx.AsyncClient(verify=_tls(), trust_env=False, follow_redirects=False, timeout=timeout) as client,
        client.stream(
            message.method, pinned, content=message.body, headers=named, extensions=extensions
        ) as answer,
    ):
        received = bytearray()
        async for chunk in answer.aiter_raw():
            received += chunk
            if len(received) > message.at_most:
                break
        wait = _retry_after(answer.headers.get("retry-after"))
        return Reply(answer.status_code, bytes(received), retry_after=wait)


def _retry_after(sent: str | None) -> timedelta | None:
    """Return the time that a Retry-After header asks for, in seconds or until a date."""
    if sent is None:
        return None
    if sent.strip().isdecimal():
        return timedelta(seconds=min(int(sent.strip()[:9]), 10**9))
    try:
        until = parsedate_to_datetime(sent)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - datetime.now(UTC), timedelta(0))
