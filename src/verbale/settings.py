"""The limits and choices a user can change, each by an environment variable ``VERBALE_<NAME>``.

``SECURITY.md`` lists the limits.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits on what is read. All are on by default.

    Attributes:
        max_bytes: Largest file or JSONL line that is opened, in bytes.
        max_characters: Largest article, in code points.
        max_seconds: Longest time for the analysis of one article, in seconds.
        window: Word pieces that the encoder sees at once.
        overlap: Word pieces that neighbouring windows share.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_characters: int = 200_000
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
                given[field.name] = float(value) if field.type == "float" else int(value)
        return cls(**given)  # type: ignore[arg-type]
