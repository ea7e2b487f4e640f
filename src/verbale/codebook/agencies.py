"""News agencies and the names under which articles credit them. The data are in ``agencies.tsv``."""

from __future__ import annotations

import functools
import re
from importlib import resources


def agencies_in(line: str) -> list[str]:
    """Return the news agencies that a credit line names, in the order in which they stand, without repetition.

    Args:
        line: A dateline, byline, caption's credit or copyright line; running text would name agencies otherwise.
    """
    names, pattern = _agencies()
    return list(dict.fromkeys(names[match[0]] for match in pattern.finditer(line)))


@functools.cache
def _agencies() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the agency of each form of name, and a pattern of all forms, the longest first."""
    lines = resources.files(__package__).joinpath("agencies.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names = {}
    for name, forms, _source in rows[1:]:
        for form in (name, *(form.strip() for form in forms.split("|") if form.strip())):
            names[form] = name
    longest_first = sorted(names, key=lambda form: (-len(form), form))
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
