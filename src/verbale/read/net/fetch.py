"""Web addresses to what is found there: politely, within limits, and only when the user asks for it."""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import http.client
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from verbale.errors import VerbaleError
from verbale.read.items import Refusal
from verbale.read.net.addresses import Address, address_of
from verbale.read.net.cache import KEPT, FetchCache, Page
from verbale.read.net.exchange import Answer, Network, ask
from verbale.read.net.robots import MOST_BYTES, Robots, robots_from
from verbale.read.source import Given, Source
from verbale.read.text import without_surrogates
from verbale.settings import Settings

_PROGRAM = "verbale"
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 500, 502, 503, 504})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How addresses are fetched.

    Attributes:
        user_agent: How the program names itself.
        seconds: Longest time for one request and its answer, in seconds.
        tries: How often an address is tried when the connection fails or the site asks to come later.
        pause: Seconds before the second try; doubled before each that follows.
        longest_pause: Longest time that is waited because a site asks for it, in seconds.
        delay: Least time between two requests to one host, in seconds; a site may ask for more.
        redirects: Most redirections that are followed.
        fresh: How long a page that was fetched before is taken as it is, in seconds; afterwards the site is asked
            whether it has changed.
        ports: The ports that are connected to.
    """

    user_agent: str = "verbale/0.1 (+research; respects robots.txt)"
    seconds: float = 30.0
    tries: int = 3
    pause: float = 2.0
    longest_pause: float = 60.0
    delay: float = 1.0
    redirects: int = 5
    fresh: float = 24 * 3600.0
    ports: frozenset[int] = frozenset({80, 443})


class Fetcher:
    """Fetches addresses, and remembers what each host asked for and when it was asked last.

    Args:
        manners: How they are fetched.
        cache: The folder for what was fetched; None keeps nothing.
        network: The ways to the outside.
    """

    def __init__(
        self, manners: FetchSettings | None = None, cache: Path | None = None, network: Network | None = None
    ) -> None:
        self._manners = manners or FetchSettings()
        self._cache = FetchCache(cache) if cache else None
        self._network = network or Network()
        self._robots: dict[str, Robots] = {}
        self._asked: dict[str, float] = {}

    def __call__(self, url: str, settings: Settings) -> Iterator[Source | Refusal]:
        """Yield what is found at an address, or why nothing is.

        Args:
            url: The address.
            settings: The limits.
        """
        try:
            yield self.fetch(url, settings)
        except VerbaleError as error:
            yield Refusal(without_surrogates(url), error.code, error.detail)

    def fetch(self, url: str, settings: Settings) -> Source:
        """Return what is found at an address.

        Args:
            url: The address.
            settings: The limits.

        Raises:
            VerbaleError: V104 or V111, it is too large; V119, the address or one that it leads to is not allowed; V120,
                it cannot be fetched; V121, the site asks programs not to.
        """
        address = address_of(url, ports=self._manners.ports)
        known = self._cache.load(address.url) if self._cache else None
        if known and 0 <= self._network.now() - known[0].fetched < self._manners.fresh:
            return _source(url, *known)
        page, body = self._follow(address, known, settings)
        if self._cache:
            with contextlib.suppress(OSError):  # a full disk is no reason to lose the page
                self._cache.keep(page, body)
        return _source(url, page, body)

    def _follow(self, address: Address, known: tuple[Page, bytes] | None, settings: Settings) -> tuple[Page, bytes]:
        """Return the page to which an address leads, over its redirections."""
        first = address
        for _ in range(self._manners.redirects + 1):
            self._check_robots(address, settings)
            headers = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"}
            if known and known[0].final == address.url:
                headers |= _conditions(known[0])
            answer = self._patiently(address, headers, settings, settings.max_bytes)
            now = self._network.now()
            if answer.status in _MOVED and "location" in answer.headers:
                address = address_of(answer.headers["location"], base=address.url, ports=self._manners.ports)
            elif answer.status == http.client.NOT_MODIFIED and known:
                return replace(known[0], fetched=now), known[1]
            elif answer.status == http.client.OK:
                kept = {name: value for name, value in answer.headers.items() if name in KEPT}
                digest = hashlib.sha256(answer.body).hexdigest()
                return Page(first.url, address.url, now, digest, kept), answer.body
            else:
                raise VerbaleError("V120", f"status {answer.status}")
        raise VerbaleError("V120", f"more than {self._manners.redirects} redirections")

    def _check_robots(self, address: Address, settings: Settings) -> None:
        """Refuse an address that its site asks programs not to fetch.

        Raises:
            VerbaleError: V121, it does; V120, the site does not tell.
        """
        if address.origin not in self._robots:
            self._robots[address.origin] = self._ask_robots(address, settings)
        if not self._robots[address.origin].allows(address.target):
            raise VerbaleError("V121", "robots.txt")

    def _ask_robots(self, address: Address, settings: Settings) -> Robots:
        """Return what a site asks: everything is allowed where it has no robots.txt, nothing where it fails to tell."""
        place = replace(address, target="/robots.txt")
        for _ in range(self._manners.redirects + 1):
            answer = self._patiently(place, {"Accept": "text/plain,*/*;q=0.5"}, settings, MOST_BYTES, cut=True)
            if answer.status in _MOVED and "location" in answer.headers:
                place = address_of(answer.headers["location"], base=place.url, ports=self._manners.ports)
            elif answer.status == http.client.OK:
                return robots_from(answer.body, _PROGRAM)
            elif 400 <= answer.status < 500:
                return Robots()
            else:
                raise VerbaleError("V120", f"its robots.txt has status {answer.status}")
        return Robots()

    def _patiently(
        self, address: Address, headers: dict[str, str], settings: Settings, most_bytes: int, *, cut: bool = False
    ) -> Answer:
        """Return the answer to a request, after waiting and trying again where that may help."""
        manners = self._manners
        headers = {"User-Agent": manners.user_agent, **headers, "Accept-Encoding": "gzip"}
        pause, why = manners.pause, ""
        for attempt in range(manners.tries):
            if attempt:
                self._network.sleep(pause)
                pause = min(pause * 2, manners.longest_pause)
            self._wait_turn(address)
            try:
                answer = ask(
                    address, headers, self._network, settings, seconds=manners.seconds, most_bytes=most_bytes, cut=cut
                )
            except TimeoutError:
                why = f"no answer in {manners.seconds:g} seconds"
                continue
            except (OSError, http.client.HTTPException) as error:
                why = type(error).__name__
                continue
            finally:
                self._asked[address.host] = self._network.clock()
            if answer.status not in _LATER:
                return answer
            why = f"status {answer.status}"
            asked = _retry_after(answer, self._network.now())
            if asked is not None:
                if asked > manners.longest_pause:
                    raise VerbaleError("V120", f"{why}, it asks to come back in {math.ceil(asked):,} seconds")
                pause = max(pause, asked)
        raise VerbaleError("V120", why)

    def _wait_turn(self, address: Address) -> None:
        """Wait until the host may be asked again."""
        last = self._asked.get(address.host)
        robots = self._robots.get(address.origin, Robots())
        delay = max(self._manners.delay, min(robots.delay, self._manners.longest_pause))
        if last is not None and (left := last + delay - self._network.clock()) > 0:
            self._network.sleep(left)


def fetch(
    url: str,
    settings: Settings,
    manners: FetchSettings | None = None,
    cache: Path | None = None,
    network: Network | None = None,
) -> Source:
    """Return what is found at one address; for several, a `Fetcher` spares their hosts.

    Args:
        url: The address.
        settings: The limits.
        manners: How it is fetched.
        cache: The folder for what was fetched; None keeps nothing.
        network: The ways to the outside.

    Raises:
        VerbaleError: As for `Fetcher.fetch`.
    """
    return Fetcher(manners, cache, network).fetch(url, settings)


def _source(url: str, page: Page, body: bytes) -> Source:
    """Return a page as something to read."""
    declared = page.headers.get("content-type", "")
    charset = _CHARSET.search(declared)
    suffix = PurePosixPath(urlsplit(page.final).path).suffix.lower()
    return Source.of_bytes(
        without_surrogates(url),
        body,
        suffix=suffix if _SUFFIX.fullmatch(suffix) else "",
        media_type=declared.partition(";")[0].strip().lower() or None,
        charset=charset[1].lower() if charset else None,
        given=Given(url=page.final),
    )


def _conditions(page: Page) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed."""
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[name]: page.headers[name] for name in names if name in page.headers}


def _retry_after(answer: Answer, now: float) -> float | None:
    """Return the seconds that a site asks to wait, given the seconds since 1970, or None if it does not."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None
