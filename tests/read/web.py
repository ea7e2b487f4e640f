"""A small web on this machine, for the tests of fetching: its sites have names, numbers and pages of their own."""

from __future__ import annotations

import http.server
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from verbale.read.net.addresses import is_public
from verbale.read.net.exchange import Network

CERTIFICATE = Path(__file__).with_name("tls") / "news.example.pem"
NUMBER = "93.184.216.34"

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Web:
    """Pages by address, and what was asked for.

    Attributes:
        pages: What is answered: status, headers, body; or what makes it of the request's headers.
        numbers: The numbers of each host, one list for each time that it is looked up; the last is repeated.
        asked: The addresses asked for, in order.
        headers: The headers of each request.
        connected: The numbers connected to, in order.
        looked_up: The hosts looked up, in order.
        slept: The seconds waited, in order.
        time: The clock.
    """

    pages: dict[str, Reply | Callable[[dict[str, str]], Reply]] = field(default_factory=dict)
    numbers: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    time: float = 1_000_000.0

    def network(self, port: int, tls: ssl.SSLContext | None = None) -> Network:
        """Return the ways to this web, whose server listens on a port; the check of numbers is the real one."""

        def resolve(host: str, _: int) -> list[str]:
            self.looked_up.append(host)
            lists = self.numbers.get(host, [[NUMBER]])
            return lists.pop(0) if len(lists) > 1 else lists[0]

        def connect(to: tuple[str, int], seconds: float) -> socket.socket:
            assert is_public(ipaddress.ip_address(to[0]))
            self.connected.append(to[0])
            return socket.create_connection(("127.0.0.1", port), seconds)

        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.time += seconds

        return Network(resolve, connect=connect, sleep=sleep, clock=lambda: self.time, now=lambda: self.time, tls=tls)


@contextmanager
def serving(web: Web, *, tls: bool = False) -> Iterator[Network]:
    """Serve a web while the context lasts, and give the ways to it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = f"{'https' if tls else 'http'}://{self.headers['Host']}{self.path}"
            web.asked.append(url)
            web.headers.append(dict(self.headers))
            page = web.pages.get(url, (404, {}, b""))
            status, headers, body = page(dict(self.headers)) if callable(page) else page
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if not headers.keys() & {"Content-Length", "Transfer-Encoding"}:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    context = None
    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            serving_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            serving_context.load_cert_chain(CERTIFICATE)
            server.socket = serving_context.wrap_socket(server.socket, server_side=True)
            context = ssl.create_default_context(cafile=str(CERTIFICATE))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield web.network(server.server_address[1], context)
        finally:
            server.shutdown()
            thread.join()
