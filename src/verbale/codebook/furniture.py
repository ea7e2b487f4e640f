"""The stock phrases of what stands around articles. The data are in ``furniture.toml``."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Literal, cast

Furniture = Literal["comments", "comment_form", "share", "related", "tags", "copyright", "byline", "credit"]

_TOKENS = re.compile(r"\\.|\(#\)|\)\*|\.\*|\*| \?| |#|.", re.DOTALL)
_WRITTEN = {
    "(#)": r"\(\s*\d[\d,.]*\s*\)", ")*": ")*", ".*": ".*", "*": ".{0,60}", " ?": r"\s*", " ": r"\s+",
    "#": r"\d[\d,.]*",
}  # fmt: skip
_ENDS = " \t\"'“”‘’«»*#•·|–—-_:.!?…>»›→▶►▼▲[]{}✉📷"


def furniture_in(line: str) -> frozenset[tuple[Furniture, str]]:
    """Return the kinds of stock phrase in a line, each with how it stands there: ``whole``, ``start`` or ``inside``.

    Args:
        line: One line; white space at its ends does not matter.
    """
    line = line.strip()
    bare = line.strip(_ENDS)
    found: set[tuple[Furniture, str]] = set()
    for kind, place, pattern in _patterns():
        if place == "whole":
            if len(bare) <= _LONGEST_WHOLE and (pattern.fullmatch(bare) or pattern.fullmatch(line)):
                found.add((kind, place))
        elif place == "start":
            if pattern.match(line) or pattern.match(bare):
                found.add((kind, place))
        elif pattern.search(line):
            found.add((kind, place))
    return frozenset(found)


_LONGEST_WHOLE = 160  # a wildcard stands for at most 60 characters


@functools.cache
def _patterns() -> tuple[tuple[Furniture, str, re.Pattern[str]], ...]:
    """Return kind, place and compiled alternatives of the table."""
    table = tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text("utf-8"))
    found: list[tuple[Furniture, str, re.Pattern[str]]] = []
    for kind, places in table.items():
        for place, phrases in places.items():
            alternatives = "|".join(_compiled(phrase) for phrase in phrases)
            if place == "inside":
                alternatives = rf"(?<!\w)(?:{alternatives})"
            found.append((cast(Furniture, kind), place, re.compile(rf"(?:{alternatives})", re.IGNORECASE)))
    return tuple(found)


def _compiled(phrase: str) -> str:
    """Return a phrase of the table as a regular expression."""
    return "".join(_WRITTEN.get(token, token) for token in _TOKENS.findall(phrase))
