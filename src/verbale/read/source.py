"""Something to read: a file, or a part of one, with what is known of it from outside."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, TypedDict

from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read.items import ReadItem, Refusal
from verbale.settings import Settings


class Given(TypedDict, total=False):
    """What an input says of an article beside its text; it goes before what the text itself says."""

    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: Published | str | None
    authors: Sequence[str]
    source_id: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A file or a part of one, not yet read.

    Attributes:
        name: Its display name; never used as a path.
        file: Its bytes, seekable, at their beginning.
        size: How many they are.
        suffix: The ending of its file name with the dot, in small letters; empty where it has none.
        media_type: The media type that an outer layer declares (``text/html``), without parameters; may be wrong.
        charset: The character encoding that an outer layer declares; may be wrong.
        nesting: How many archives it lies in.
        given: What an outer layer says of the article in it.
    """

    name: str
    file: BinaryIO
    size: int
    suffix: str = ""
    media_type: str | None = None
    charset: str | None = None
    nesting: int = 0
    given: Given = field(default_factory=Given)

    @classmethod
    def of_bytes(cls, name: str, data: bytes, **about: object) -> Source:
        """Return bytes as something to read; the other arguments are those of the class."""
        return replace(cls(name, io.BytesIO(data), len(data)), **about)  # type: ignore[arg-type]

    def all(self, limit: int) -> bytes:
        """Return all bytes.

        Args:
            limit: Most bytes to take.

        Raises:
            VerbaleError: V104, there are more.
        """
        self.file.seek(0)
        data = self.file.read(limit + 1) if self.size <= limit else b""
        if self.size > limit or len(data) > limit:
            raise VerbaleError("V104", f"the limit is {limit:,} bytes")
        return data


#: What reads one format: it yields articles and refusals, and the sources inside a container, which are read in turn.
Reader = Callable[[Source, Settings], Iterator[ReadItem | Refusal | Source]]
