"""Web addresses: which are allowed, and to which machine each of them leads."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from verbale.errors import VerbaleError

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 8192  # characters
_LONGEST_HOST = 253
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# A last label of this form makes a host a number to every resolver: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
# Names that are local by their definition (RFC 6761, RFC 6762, RFC 8375, and the private use of .internal).
_LOCAL = frozenset({"localhost", "local", "internal", "localdomain", "lan", "home", "arpa", "test", "invalid", "onion"})
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE = "%/:=&?~+!$,;'@()*[]-._"
# IPv4 networks that `is_global` lets pass and that lead elsewhere: the relays of 6to4, multicast.
_REFUSED_4 = tuple(map(ipaddress.IPv4Network, ("192.88.99.0/24", "224.0.0.0/4", "0.0.0.0/8", "100.64.0.0/10")))
# Global unicast is 2000::/3. Within it, Teredo and other special uses, documentation, and 6to4 (which holds an IPv4
# address); outside of it lie loopback, mapped IPv4, NAT64 and everything private.
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that may be fetched, unless its host turns out not to be public.

    Attributes:
        scheme: ``http`` or ``https``.
        host: The host's name in ASCII, or its number without brackets.
        port: The port.
        target: Path and query, in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, without those that go without saying."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme] == self.port
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}"

    @property
    def url(self) -> str:
        """The address."""
        return self.origin + self.target


def address_of(url: str, *, base: str | None = None, ports: Collection[int] = (80, 443)) -> Address:
    """Return the parts of a web address.

    Args:
        url: The address; what follows a ``#`` is left out.
        base: The address that it is relative to, for redirections.
        ports: Those that are allowed.

    Raises:
        VerbaleError: V119, it is not allowed, whatever its host.
    """
    url = url.strip()
    if len(url) > _LONGEST or _UNSAFE.search(url):
        raise VerbaleError("V119", "it has characters that no address has, or too many")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise VerbaleError("V119", "it is no address") from None
    if parts.scheme not in ("http", "https"):
        raise VerbaleError("V119", "only http and https")
    if "@" in parts.netloc:
        raise VerbaleError("V119", "it has a user name in it")
    port = port if port is not None else {"http": 80, "https": 443}[parts.scheme]
    if port not in ports:
        raise VerbaleError("V119", f"port {port}")
    # Half of a surrogate pair has no bytes.
    path = quote(parts.path or "/", safe=_SAFE, errors="replace")
    query = quote(parts.query, safe=_SAFE, errors="replace")
    return Address(parts.scheme, _host(host, parts.netloc), port, urlunsplit(("", "", path, query, "")) or "/")


def is_public(ip: IpAddress) -> bool:
    """Tell whether a number is that of a machine on the public internet, and not a way around that question."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not any(ip in network for network in _REFUSED_4)
    return ip in _UNICAST_6 and ip.is_global and not any(ip in network for network in _REFUSED_6)


def machines_of(
    address: Address,
    resolve: Callable[[str, int], Sequence[str]],
    is_allowed: Callable[[IpAddress], bool] = is_public,
) -> list[IpAddress]:
    """Return the numbers of the machines that an address leads to; if one of them is not allowed, none is.

    Args:
        address: The address.
        resolve: Returns the numbers of a host and port.
        is_allowed: Tells whether a number may be connected to.

    Raises:
        VerbaleError: V119, one is not allowed; V120, the host is not known.
    """
    try:
        found = [address.host] if _is_number(address.host) else resolve(address.host, address.port)
        numbers = [ipaddress.ip_address(number) for number in dict.fromkeys(found)]
    except (OSError, UnicodeError):
        raise VerbaleError("V120", "its host is not known") from None
    except ValueError:
        raise VerbaleError("V120", "its host is not known") from None
    if not numbers:
        raise VerbaleError("V120", "its host is not known")
    # A number with a zone is one of the local network.
    if any(getattr(number, "scope_id", None) for number in numbers) or not all(map(is_allowed, numbers)):
        raise VerbaleError("V119", "its host is not public")
    return numbers


def resolve_host(host: str, port: int) -> list[str]:
    """Return the numbers of a host, as the system's resolver finds them.

    Raises:
        OSError: There are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(entry[4][0]) for entry in found]


def _host(host: str, netloc: str) -> str:
    """Return a host as it is asked for: in small letters and ASCII.

    Raises:
        VerbaleError: V119, it is none, or a local name, or a number in a form of its own.
    """
    if "[" in netloc:
        try:
            number = ipaddress.IPv6Address(host)
        except ValueError:
            raise VerbaleError("V119", "its host is no IPv6 number") from None
        if number.scope_id is not None:
            raise VerbaleError("V119", "its host is a local number")
        return str(number)
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".") if not host.isascii() else host.lower()
    except UnicodeError:
        raise VerbaleError("V119", "its host has no form in ASCII") from None
    name = name.removesuffix(".")
    labels = name.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise VerbaleError("V119", "its host is a number in another form than four parts") from None
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise VerbaleError("V119", "its host is no name")
    if len(labels) < 2 or labels[-1] in _LOCAL:
        raise VerbaleError("V119", "its host is a local name")
    return name


def _is_number(host: str) -> bool:
    """Tell whether a host is a number already."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
