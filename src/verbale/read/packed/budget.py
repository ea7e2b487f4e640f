"""How much may be unpacked from one input, and how many parts of it may be read."""

from __future__ import annotations

from verbale.errors import VerbaleError
from verbale.settings import Settings

# Below this many unpacked bytes no ratio is looked at: a short run of blanks packs a thousandfold and harms nobody.
_HARMLESS = 1 << 20


class Budget:
    """What may still be unpacked.

    Args:
        settings: The limits.
        packed: How many packed bytes are known beforehand; `take` adds to them.
        within: A larger budget that pays too: that of the archive for each of its members.
    """

    def __init__(self, settings: Settings, packed: int = 0, within: Budget | None = None) -> None:
        self._settings = settings
        self._packed = packed
        self._unpacked = 0
        self._within = within

    def part(self) -> Budget:
        """Return a budget of its own for a part, which this one pays for too."""
        return Budget(self._settings, within=self)

    def take(self, size: int) -> None:
        """Note that packed bytes went in.

        Args:
            size: How many.
        """
        self._packed += size

    def unpack(self, size: int) -> None:
        """Note that unpacked bytes came out.

        Args:
            size: How many.

        Raises:
            VerbaleError: V111, together they are more than the limit, or too many times what went in.
        """
        self._unpacked += size
        if self._unpacked > self._settings.max_unpacked_bytes:
            raise VerbaleError("V111", f"the limit is {self._settings.max_unpacked_bytes:,} bytes")
        if self._unpacked > max(_HARMLESS, self._packed * self._settings.max_ratio):
            raise VerbaleError("V111", f"the limit is {self._settings.max_ratio:,} times its size")
        if self._within is not None:
            self._within.unpack(size)
