"""A member of an archive, before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LONGEST_NAME = 500  # characters of a name that are shown
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?(?:/|$))|__MACOSX(?:/|$))")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive, as the archive declares it.

    Attributes:
        name: Its name for display; never used as a path.
        size: How many bytes it says it holds.
        pieces: Its bytes; they raise a `VerbaleError` where they turn out to be damaged, or more than a budget allows.
        code: Why it cannot be read, one of `verbale.errors.CODES`; empty where it can.
        detail: What is wrong with it.
        stored_at: Where its bytes lie in the archive's file, if they lie there unpacked.
    """

    name: str
    size: int
    pieces: Iterator[bytes] = field(default_factory=lambda: iter(()))
    code: str = ""
    detail: str = ""
    stored_at: int | None = None


def shown(name: str) -> str:
    """Return a member's name for display: no characters that control a terminal or turn the direction of writing."""
    name = _UNSHOWN.sub("\ufffd", name)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def is_hidden(name: str) -> bool:
    """Tell whether a member is one that a folder would hide: macOS keeps such files beside the others."""
    return _HIDDEN.search(name) is not None
