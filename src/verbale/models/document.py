"""An article as read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

from verbale.models.dates import Published

SegmentKind = Literal[
    "headline", "byline", "dateline", "body", "caption", "related", "boilerplate", "copyright", "tags", "comment"
]


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A stretch of a document with one role. Statements are read from ``headline`` and ``body`` only.

    Attributes:
        start: Offset of the first character, in Unicode code points.
        end: Offset after the last character.
        kind: The role.
        author: Who wrote a comment, as it names them; empty where it does not, and for other roles.
    """

    start: int
    end: int
    kind: SegmentKind
    author: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: its own text, and what its input said about it. Not a web page.

    Attributes:
        text: The text; every offset in the product counts its Unicode code points.
        title: The headline, if known.
        outlet: Who published it, as given or as its page says.
        url: Its address, as given or as its page says.
        language: ISO 639-1 code, if known.
        published: When it was published, if known.
        authors: The authors, as given or as its byline names them.
        agency: The news agency that it credits.
        source_id: The ``id`` that the input gave it.
        sha256: Hash of the original bytes, or of the text where there were none.
        segments: The roles of its stretches, in order, without overlap.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    source_id: str | None = None
    sha256: str = ""
    segments: tuple[Segment, ...] = field(default=())

    @property
    def id(self) -> str:
        """Identity by content: the text, and who published it where and when under which title."""
        day = [self.published.date.isoformat(), self.published.precision] if self.published else None
        identity = [self.text, self.title, self.outlet, self.url, day, self.source_id]
        return "doc-" + short_hash(identity)


def short_hash(content: object) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of a value's canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
