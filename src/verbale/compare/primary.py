"""Primary sources: documents in which a speaker's own body publishes the words."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from urllib.parse import urlsplit

from verbale.models import Document


@dataclass(frozen=True, slots=True)
class _Marks:
    """What marks a document as a primary source."""

    hosts: tuple[str, ...]
    excepted: frozenset[str]
    titles: tuple[str, ...]
    phrases: tuple[str, ...]


def is_primary(document: Document) -> bool:
    """Tell whether a document looks like a primary source, by its address and its headline.

    A body's address is enough. A headline alone is enough only where no agency is credited: agencies send "Full text"
    on as well.
    """
    return looks_primary(document.url, document.title, document.agency)


def looks_primary(url: str | None, title: str | None, agency: str | None = None) -> bool:
    """Tell whether a document with this address, headline and credited agency looks like a primary source."""
    marks = _marks()
    host = host_of(url)
    if host in marks.excepted:
        return False
    if any(host == one or host.endswith("." + one) for one in marks.hosts):
        return True
    words = (title or "").casefold().strip(" \"'“”[](")
    if agency or not words:
        return False
    return words.startswith(marks.titles) or any(phrase in words for phrase in marks.phrases)


def host_of(url: str | None) -> str:
    """Return the host of an address without ``www.``, or an empty text."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.")


@functools.cache
def _marks() -> _Marks:
    """Return the marks, as their file has them."""
    stored = tomllib.loads(resources.files(__package__).joinpath("primary_sources.toml").read_text("utf-8"))
    return _Marks(
        tuple(stored["hosts"]), frozenset(stored["except"]), tuple(stored["titles"]), tuple(stored["phrases"])
    )
