"""Presidents and vice-presidents of the United States."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from kb.spells import Spell, recent
from training.sources import DATA

SOURCE = "us executive 2026-06"
AS_OF = "2026-06-15"

_OFFICES = {"prez": (("head of state", "President"), ("head of government", "President")),
            "viceprez": (("vice president", "Vice President"),)}  # fmt: skip


def spells() -> list[Spell]:
    """Return the spells of presidents, who are head of state and of government, and of vice-presidents."""
    people = yaml.safe_load((DATA / "kb" / "us_executive" / "executive.yaml").read_text("utf-8"))
    return recent(_spells(people))


def _spells(people: list[dict[str, Any]]) -> Iterator[Spell]:
    """Yield a spell for each term; one that has not ended is open."""
    short = Counter(_short(one["name"]) for one in people)
    for one in people:
        name = one["name"]
        first = name.get("nickname") or name["first"]
        if short[_short(name)] > 1 and name.get("middle"):
            first = f"{name['first']} {' '.join(part[0] + '.' for part in name['middle'].split())}"
        for term in one["terms"]:
            end = "" if term["end"] > AS_OF else term["end"]
            for office, title in _OFFICES[term["type"]]:
                yield Spell(
                    "USA", office, f"{first} {name['last']}", term["start"], end, SOURCE, AS_OF,
                    one["id"].get("wikidata", ""), name["last"], title, rank=0,
                )  # fmt: skip


def _short(name: dict[str, str]) -> str:
    """Return first name and surname."""
    return f"{name['first']} {name['last']}"
