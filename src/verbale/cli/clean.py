"""Text from outside, made safe to show."""

from __future__ import annotations

# Characters that steer a terminal, or make text appear in another order than the one in which it stands. Joiners of
# no width stay: Persian, Hindi and emoji need them.
_STEERING = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
)
_SAFE = dict.fromkeys(_STEERING, "\ufffd") | dict.fromkeys((0x09, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), " ")
_SAFE_LINES = _SAFE | {0x0A: "\n"}
_SAFE_LINE = _SAFE | {0x0A: " ", 0x0D: " "}


def clean(text: str) -> str:
    """Return text with a harmless character for each that steers: as many as before, so that offsets hold."""
    return text.translate(_SAFE_LINES)


def clean_line(text: str) -> str:
    """Return text as `clean` does, on one line with single spaces."""
    return " ".join(text.translate(_SAFE_LINE).split())
