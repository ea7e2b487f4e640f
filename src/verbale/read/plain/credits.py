"""Who an article's own lines say that it is by: authors, and the news agency that it credits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.codebook.agencies import agencies_in
from verbale.models import Segment
from verbale.read.bylines import is_desk, names_in, names_of_byline
from verbale.read.plain.role_features import looks_like_name
from verbale.read.written_dates import find_dates

_CREDITED = re.compile(r"\b(?:reporting|writing|written|story) by (?P<names>[^;()]+)", re.IGNORECASE)
#: What follows a name that stands without "by": "Mira Kell in Brussels", "Mira Kell | Orbis Wire".
_AFTER = re.compile(r"\s*(?:[,|(/•·–—]| - |\b(?:in|for|at|on)\b).*$")
_OUTLET = re.compile(
    r"\b(?:wire|post|times|herald|tribune|gazette|journal|chronicle|daily|observer|today|review|mail)$", re.IGNORECASE
)
_PLACES = ("dateline", "byline", "copyright")


def agency_of(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the news agency that an article's dateline, byline or copyright line credits, or None.

    A credit under a photograph says nothing of who wrote the article.
    """
    for kind in _PLACES:
        for segment in segments:
            if segment.kind == kind:
                found = agencies_in(text[segment.start : segment.end])
                if found:
                    return found[0]
    return None


def authors_of(text: str, segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return the persons whom an article's bylines name as its authors, in order."""
    found: list[str] = []
    for segment in segments:
        if segment.kind == "byline":
            for line in text[segment.start : segment.end].split("\n"):
                found += [name for name in _names(line.strip()) if not _is_office(name)]
    return tuple(dict.fromkeys(found))


def _is_office(name: str) -> bool:
    """Tell whether a name is an agency's, an outlet's or an editorial office's."""
    return is_desk(name) or bool(_OUTLET.search(name)) or bool(agencies_in(name))


def _names(line: str) -> tuple[str, ...]:
    """Return the persons in one line of a byline."""
    if find_dates(line) and not names_of_byline(line):
        return ()
    if credited := _CREDITED.search(line):
        return names_in(credited["names"])
    if names := names_of_byline(line):
        return names
    alone = _AFTER.sub("", line)
    return names_in(alone) if looks_like_name(alone) and " " in alone else ()
