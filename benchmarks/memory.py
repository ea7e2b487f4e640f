"""How much memory this process holds; Linux only."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


def memory(field: str) -> float:
    """Return a figure of this process in megabytes.

    Args:
        field: ``VmRSS``, what it holds now, or ``VmHWM``, the most that it held since `reset_memory`.
    """
    for line in _STATUS.read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise LookupError(field)


def reset_memory() -> None:
    """Forget the most that was held; unlike ``ru_maxrss``, which only rises."""
    _RESET.write_text("5")
