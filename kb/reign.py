"""REIGN: the effective leaders of states, to the day at the beginning, to the month at the end."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kb.matching import fold
from kb.spells import Spell, recent
from kb.tables import read_csv, read_list
from training.sources import DATA

SOURCE = "reign 2021-03"
AS_OF = "2021-03-01"

FOLDER = DATA / "kb" / "reign"


def leaders() -> list[Spell]:
    """Return the spells of effective leaders, in order of state and beginning.

    The set has the month of the end: where the next leader of the state begins in that month, his first day is taken.
    """
    states = {row["cow"]: row["iso"] for row in read_list("cow_states")}
    rows = [row for row in read_csv(FOLDER / "leaderlist_3_21.csv") if row["ccode"] in states]
    return recent(_spells(rows, states))


def regimes() -> dict[str, list[tuple[str, str, str]]]:
    """Return the kinds of regime of each state, with their first and last days."""
    states = {row["cow"]: row["iso"] for row in read_list("cow_states")}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_csv(FOLDER / "regime_list.csv"):
        if row["cowcode"] in states:
            kind = " ".join(row["gwf_regimetype"].split())
            found.setdefault(states[row["cowcode"]], []).append(
                (_day(row["gwf_startdate"]), _day(row["gwf_enddate"]), kind)
            )
    return found


@functools.cache
def noted_names(country: str) -> tuple[tuple[str, str], ...]:
    """Return the names of articles that the set's notes on a state refer to, with their folded last words."""
    states = {row["cow"]: row["iso"] for row in read_list("cow_states")}
    titles = [
        unquote(title).replace("_", " ")
        for row in read_csv(FOLDER / "leaderlist_3_21.csv")
        if states.get(row["ccode"]) == country
        for title in re.findall(r"wikipedia\.org/wiki/([^\s#?,;]+)", row["notes"])
    ]
    names = [
        re.sub(r"\s*\(.*", "", title) for title in titles if not title.startswith(("List of", "President", "Prime"))
    ]
    return tuple(dict.fromkeys((name, fold(name.split()[-1])) for name in names if " " in name))


def _spells(rows: list[dict[str, str]], states: dict[str, str]) -> Iterator[Spell]:
    """Yield the rows as spells; those that name two people, by surname, are left out."""
    rows = sorted(rows, key=lambda row: (int(row["ccode"]), _start(row)))
    full = {(row["country"], row["surname"], row["from"]): row["name"] for row in read_list("full_names")}
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        end = f"{int(row['eyear'])}-{int(row['emonth']):02}" if row["eyear"].strip() else ""
        if end and after and after["ccode"] == row["ccode"] and _start(after).startswith(end):
            end = _start(after)
        start = _start(row)
        if end and len(end) == 10:
            end = max(start, end)
        name = re.sub(r"\s*\([^)]*\)", "", row["leader"]).strip()
        whole = full.get((states[row["ccode"]], name, row["syear"])) or full.get((states[row["ccode"]], name, ""))
        name = whole if whole and whole != "-" else name
        if not re.search(r" and | & ", name):
            yield Spell(states[row["ccode"]], "leader", name, start, end, SOURCE, AS_OF, rank=4)


def _start(row: dict[str, str]) -> str:
    """Return a row's first day."""
    return f"{int(row['syear'])}-{int(row['smonth']):02}-{int(row['sdate']):02}"


def _day(written: str) -> str:
    """Return a day written month first as it is written here."""
    month, day, year = written.split("/")
    return f"{year}-{int(month):02}-{int(day):02}"
