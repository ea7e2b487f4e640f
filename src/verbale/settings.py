"""The limits and choices a user can change, each by an environment variable ``VERBALE_<NAME>``.

``SECURITY.md`` lists the limits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits on what is read. All are on by default.

    Attributes:
        max_bytes: Largest file, line, record or archive member that is taken into memory, in bytes.
        max_characters: Largest article, in code points.
        max_page_bytes: Largest HTML page, in bytes.
        max_tags: Most tags in an HTML page.
        max_depth: Deepest nesting of tags in a page.
        max_unpacked_bytes: Most that one input may unpack to, over all its members, in bytes.
        max_ratio: Most times its packed size that something may unpack to.
        max_nesting: Deepest nesting of archives in archives.
        max_records: Most articles, rows or members in one input.
        keep_originals: Keep the bytes that each article was read from, compressed, in the record.
        max_words: Most words of one article that are analysed; a long word counts as several.
        max_seconds: Longest time for the analysis of one article, in seconds.
        window: Word pieces that the encoder sees at once.
        overlap: Word pieces that neighbouring windows share.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_characters: int = 200_000
    max_page_bytes: int = 8 * 1024 * 1024
    max_tags: int = 50_000
    max_depth: int = 250
    max_unpacked_bytes: int = 64 * 1024**3
    max_ratio: int = 200
    max_nesting: int = 4
    max_records: int = 5_000_000
    keep_originals: bool = True
    max_words: int = 8_000
    max_seconds: float = 30.0
    window: int = 224
    overlap: int = 64

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the defaults, changed by the environment.

        Raises:
            ValueError: A variable does not hold a number.
        """
        given = {}
        for field in fields(cls):
            value = os.environ.get(f"VERBALE_{field.name.upper()}")
            if value is not None:
                given[field.name] = _KINDS[str(field.type)](value)
        return cls(**given)  # type: ignore[arg-type]


_KINDS: dict[str, Callable[[str], float | int | bool]] = {
    "float": float,
    "int": int,
    "bool": lambda value: bool(int(value)),
}
