"""What a site asks of programs: robots.txt (RFC 9309)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

MOST_BYTES = 512 * 1024  # RFC 9309, section 2.5, asks for 500 KiB at least

_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of one program.

    Attributes:
        rules: Path patterns, and whether what they match may be fetched.
        delay: The seconds that it asks to leave between two requests (no part of the standard), or 0.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Tell whether a path with its query may be fetched: the longest pattern decides, in doubt for it."""
        if target == "/robots.txt":
            return True
        target = _normal(target)
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, target)]
        return max(matching, default=(0, True))[1]


def robots_from(data: bytes, program: str) -> Robots:
    """Return what a robots.txt asks of a program: of it by name, else of all.

    Args:
        data: The file; what is beyond `MOST_BYTES` is left out.
        program: The program's name, in small letters.
    """
    rules: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    group: list[str] = []
    in_rules = False
    for line in data[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                group, in_rules = [], False
            name = re.split(r"[/\s]", value.lower(), maxsplit=1)[0]
            group.append(name)
            rules.setdefault(name, [])
        elif key in ("allow", "disallow"):
            in_rules = True
            for name in group:
                if value:
                    rules[name].append((_normal(value), key == "allow"))
        elif key == "crawl-delay":
            in_rules = True
            for name in group:
                delays[name] = _seconds(value)
    name = program if program in rules else "*"
    return Robots(tuple(rules.get(name, ())), delays.get(name, 0.0))


def _seconds(value: str) -> float:
    """Return a number of seconds, or 0 if it is none."""
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0


def _normal(path: str) -> str:
    """Return a path in the form in which paths are compared: only what has to be is escaped."""
    escaped = quote(path, safe="%/:=&?~+!$,;'@()*[]-._#", errors="replace")

    def bare(match: re.Match[str]) -> str:
        byte = unquote_to_bytes(match[0])
        return byte.decode() if byte[0] in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(bare, escaped)


def _matches(pattern: str, target: str) -> bool:
    """Tell whether a path begins as a pattern says; ``*`` stands for anything, ``$`` at its end for the path's end."""
    anchored = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    if not others:
        return not anchored or target == first
    position = len(first)
    last = others.pop()
    for part in others:
        found = target.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    if anchored:
        return len(target) - len(last) >= position and target.endswith(last)
    return target.find(last, position) >= 0
