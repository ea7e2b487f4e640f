"""One request to one machine, and its answer, within limits of time and size."""

from __future__ import annotations

import contextlib
import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from verbale.errors import VerbaleError
from verbale.read.net.addresses import Address, IpAddress, is_public, machines_of, resolve_host
from verbale.read.packed.budget import Budget
from verbale.read.packed.unpack import unpacked
from verbale.settings import Settings

_PIECE = 1 << 16
_MOST_MACHINES = 4  # of a host that are tried, one after the other

Resolver = Callable[[str, int], Sequence[str]]
Connector = Callable[[tuple[str, int], float], socket.socket]


@dataclass(frozen=True, slots=True)
class Network:
    """The ways to the outside; tests give others.

    Attributes:
        resolve: Returns the numbers of a host and port.
        is_allowed: Tells whether a number may be connected to.
        connect: Opens a connection to a number and port, within seconds.
        sleep: Waits for seconds.
        clock: Returns seconds that never run backwards.
        now: Returns the seconds since 1970.
        tls: How certificates are checked; None takes the system's authorities.
    """

    resolve: Resolver = resolve_host
    is_allowed: Callable[[IpAddress], bool] = is_public
    connect: Connector = socket.create_connection
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a machine answered.

    Attributes:
        status: Its status.
        headers: Its headers, with names in small letters; of several of one name the first.
        body: Its body, unpacked; empty unless the status is 200.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(
    address: Address,
    headers: Mapping[str, str],
    network: Network,
    settings: Settings,
    *,
    seconds: float,
    most_bytes: int,
    cut: bool = False,
) -> Answer:
    """Send one request and return the answer; no redirection is followed.

    The host is resolved once, all its numbers are checked, and one of these very numbers is connected to: a second
    look-up could lead elsewhere. No proxy of the environment is used.

    Args:
        address: What is asked for.
        headers: The headers beside the host.
        network: The ways to the outside.
        settings: The limits of what is unpacked.
        seconds: The limit of time for all of it.
        most_bytes: The limit of the body, packed and unpacked.
        cut: Whether a longer body is cut off there, instead of being refused.

    Raises:
        VerbaleError: V104, the body is too long; V111, it unpacks to too much; V119, the host is not allowed; V120,
            its packing is not known, or its certificate does not fit.
        OSError: The connection failed, or took too long.
        http.client.HTTPException: The answer is no HTTP, or ends too early.
    """
    deadline = network.clock() + seconds
    machines = machines_of(address, network.resolve, network.is_allowed)
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(contextlib.closing(_connect(machines, address.port, network, deadline)))
        if address.scheme == "https":
            connection = stack.enter_context(contextlib.closing(_secured(connection, address.host, network, deadline)))
        timed = _Timed(connection, network.clock, deadline)
        timed.send(_request(address, headers))
        response = http.client.HTTPResponse(timed, method="GET")  # type: ignore[arg-type]
        stack.enter_context(contextlib.closing(response))
        response.begin()
        named: dict[str, str] = {}
        for name, value in response.getheaders():
            named.setdefault(name.lower(), value)
        if response.status != http.client.OK:
            return Answer(response.status, named)
        pieces = _pieces(response, most_bytes, cut=cut)
        packing = named.get("content-encoding", "identity").strip().lower()
        if packing in ("gzip", "x-gzip"):
            budget = Budget(settings)
            pieces = unpacked(pieces, "gzip", budget)
        elif packing not in ("", "identity"):
            raise VerbaleError("V120", "its packing is not known")
        return Answer(response.status, named, _joined(pieces, most_bytes, cut=cut))


def _connect(machines: Sequence[IpAddress], port: int, network: Network, deadline: float) -> socket.socket:
    """Return a connection to the first machine that takes one."""
    failure: OSError = TimeoutError()
    for machine in machines[:_MOST_MACHINES]:
        left = deadline - network.clock()
        if left <= 0:
            break
        try:
            return network.connect((str(machine), port), left)
        except OSError as error:
            failure = error
    raise failure


def _secured(connection: socket.socket, host: str, network: Network, deadline: float) -> ssl.SSLSocket:
    """Return a connection with its certificate checked against the host's name.

    Raises:
        VerbaleError: V120, it does not fit.
    """
    context = network.tls or ssl.create_default_context()
    connection.settimeout(max(deadline - network.clock(), 0.001))
    try:
        return context.wrap_socket(connection, server_hostname=host)
    except ssl.SSLCertVerificationError:
        raise VerbaleError("V120", "its certificate does not fit") from None


def _request(address: Address, headers: Mapping[str, str]) -> bytes:
    """Return the bytes of a request."""
    host = address.origin.partition("://")[2]
    lines = [
        f"GET {address.target} HTTP/1.1",
        f"Host: {host}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    # What comes from a cache came from a server once.
    clean = ["".join(character for character in line if character.isprintable()) for line in lines]
    return "\r\n".join([*clean, "Connection: close", "", ""]).encode("latin-1", "replace")


def _pieces(response: http.client.HTTPResponse, most: int, *, cut: bool) -> Iterator[bytes]:
    """Yield the body as it comes.

    Raises:
        VerbaleError: V104, it is longer than the limit.
        http.client.IncompleteRead: It is cut off.
    """
    if response.length is not None and response.length > most and not cut:
        raise VerbaleError("V104", f"the limit is {most:,} bytes")
    taken = 0
    while piece := response.read1(_PIECE):
        yield piece
        taken += len(piece)
        if taken > most:
            return
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _joined(pieces: Iterator[bytes], most: int, *, cut: bool) -> bytes:
    """Return pieces in one.

    Raises:
        VerbaleError: V104, they are longer than the limit.
    """
    body = io.BytesIO()
    for piece in pieces:
        body.write(piece)
        if body.tell() > most:
            if cut:
                break
            raise VerbaleError("V104", f"the limit is {most:,} bytes")
    return body.getvalue()[:most]


class _Timed:
    """A connection of which everything together has to be done by a deadline: a byte a minute is no progress."""

    def __init__(self, connection: socket.socket, clock: Callable[[], float], deadline: float) -> None:
        self._connection = connection
        self._clock = clock
        self._deadline = deadline

    def send(self, data: bytes) -> None:
        """Send all of the data."""
        self._connection.settimeout(self.left())
        self._connection.sendall(data)

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: None are.
        """
        left = self._deadline - self._clock()
        if left <= 0:
            raise TimeoutError
        return left

    def receive(self, buffer: memoryview) -> int:
        """Fill a buffer with what comes, and return how much did."""
        self._connection.settimeout(self.left())
        return self._connection.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what comes as a file; `http.client` asks for it by this name."""
        return io.BufferedReader(_Incoming(self))


class _Incoming(io.RawIOBase):
    """What comes over a connection, as a file."""

    def __init__(self, connection: _Timed) -> None:
        self._connection = connection

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, and return how much was put there."""
        return self._connection.receive(buffer)
