"""What was fetched before: pages on the disk, under names that are hashes."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

#: Headers that are kept: what tells how to read the page, where it came from, and whether it has changed.
KEPT = ("content-type", "content-language", "date", "etag", "last-modified", "link", "x-robots-tag")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as fetched.

    Attributes:
        url: The address that was asked for.
        final: The address at which it was found, after redirections.
        fetched: When, in seconds since 1970.
        sha256: Hash of its bytes.
        headers: Its headers, those of `KEPT`, with names in small letters.
    """

    url: str
    final: str
    fetched: float
    sha256: str
    headers: Mapping[str, str] = field(default_factory=dict)


class FetchCache:
    """Pages in a folder.

    Nothing of an address or a page becomes a name: ``pages`` has a file for each address, named by the address's hash,
    and ``bodies`` the bytes, named by theirs.

    Args:
        folder: The folder; it is made when the first page is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, url: str) -> tuple[Page, bytes] | None:
        """Return what is kept for an address, or None if nothing is or if it was damaged."""
        try:
            page = Page(**json.loads(self._page(url).read_bytes()))
            if page.url != url or not _is_page(page):
                return None
            body = self._body(page.sha256).read_bytes()
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        return (page, body) if hashlib.sha256(body).hexdigest() == page.sha256 else None

    def keep(self, page: Page, body: bytes) -> None:
        """Keep a page, in place of what was kept for its address.

        Raises:
            OSError: The folder cannot be written to.
        """
        path = self._body(page.sha256)
        if not path.exists():
            _write(path, body)
        _write(self._page(page.url), json.dumps(asdict(page), indent=1).encode())

    def _page(self, url: str) -> Path:
        digest = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
        return self._folder / "pages" / digest[:2] / f"{digest}.json"

    def _body(self, sha256: str) -> Path:
        return self._folder / "bodies" / sha256[:2] / sha256


def _is_page(page: Page) -> bool:
    """Tell whether a page read from the disk has the form of one, so that its hash can be a name."""
    return (
        all(isinstance(value, str) for value in (page.final, page.sha256))
        and isinstance(page.fetched, int | float)
        and isinstance(page.headers, dict)
        and all(isinstance(value, str) for value in page.headers.values())
        and len(page.sha256) == hashlib.sha256().digest_size * 2
        and all(character in "0123456789abcdef" for character in page.sha256)
    )


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
