"""Measure the holders of offices against lists that they were not built from.

    python -m kb.check_holders [--days 200] [--show]

Three questions, each asked of a state and a day:

- who led the state, answered from REIGN alone, judged by Archigos (1990 to 2015), and the other way round;
- whether Archigos's leader is one of the heads that the tables have for the day, from all sources but REIGN;
- who is head of state and of government in January 2026, answered from Wikipedia (30 states), judged by the factbook;
  and who led in March 2021, answered from REIGN, judged by Wikidata.

Archigos may measure and is in no table. What two lists say differently is printed and counted apart: where a list is
wrong, where two people claim one office and where the lists mean different offices, they cannot both be right.
"""

from __future__ import annotations

import argparse
import functools
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb import current, factbook, reign, wikidata
from kb.dates import first_day
from kb.holders import all_spells, one_head
from kb.matching import fold, same_name
from kb.offices import HEADS, Holding, holdings
from kb.people import recognized, until
from kb.spells import Spell, recent
from kb.tables import read_csv, read_list
from training.sources import DATA

FIRST, LAST = date(1990, 1, 1), date(2015, 12, 31)

#: Chosen once; another seed moves the figures by less than 0.002.
SEED = 20260117

#: Gleditsch and Ward number a few states otherwise than the Correlates of War.
_OTHER_NUMBERS = {"340": "SRB", "678": "YEM"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two lists that name two people for one state and day."""

    country: str
    one: str
    other: str


def archigos() -> list[Spell]:
    """Return the leaders of Archigos 4.1, which measures only."""
    states = {row["cow"]: row["iso"] for row in read_list("cow_states")} | _OTHER_NUMBERS
    rows = read_csv(DATA / "kb" / "peacesciencer" / "archigos.csv")
    spells = (
        Spell(states[code], "leader", row["leader"], row["startdate"], row["enddate"], "archigos", "2015-12-31")
        for row in rows
        if (code := row["gwcode"].split(".")[0]) in states
    )
    return recent(spells)


def on(spells: list[Spell], day: date) -> list[str]:
    """Return the names of those in office on a day; on the day of a change the one who came and the one who left."""
    return [spell.name for spell in spells if first_day(spell.start) <= day <= until(spell)]


def compared(
    asked: list[Spell], judges: list[Spell], days: int, first: date = FIRST, last: date = LAST
) -> tuple[Counter[str], Counter[Disagreement]]:
    """Ask one list dated questions and judge the answers by another.

    Args:
        asked: The list that answers.
        judges: The list that judges; only days on which it has somebody are asked.
        days: How many days are asked for each state.
        first: The first day that may be asked.
        last: The last day.
    """
    counts, differing = Counter[str](), Counter[Disagreement]()
    for country in sorted({spell.country for spell in judges} & {spell.country for spell in asked}):
        mine = [spell for spell in asked if spell.country == country]
        other = [spell for spell in judges if spell.country == country]
        dice = random.Random(f"{SEED} {country}")
        for _ in range(days):
            day = first + timedelta(days=dice.randrange((last - first).days + 1))
            wanted, said = on(other, day), on(mine, day)
            if not wanted:
                continue
            counts["asked"] += 1
            counts["answered"] += bool(said)
            if any(_same(country, one, two) for one in said for two in wanted):
                counts["right"] += 1
            elif said:
                differing[Disagreement(country, " / ".join(said), " / ".join(wanted))] += 1
    return counts, differing


def _same(country: str, one: str, other: str) -> bool:
    """Tell whether two names for one state and day are the same person's."""
    names = [_known().get((country, fold(name)), name) for name in (one, other)]
    return same_name(*names, together=True)


@functools.cache
def _known() -> dict[tuple[str, str], str]:
    """Return the names of ``kb/lists/same_persons.tsv`` with those by which other lists have the person."""
    return {(row["country"], fold(row["name"])): row["person"] for row in read_list("same_persons")}


def heads_without(source: str) -> list[Spell]:
    """Return the heads of states by the tables as they would be without one source, as spells."""
    people = recognized([spell for spell in all_spells() if not spell.source.startswith(source)])
    found, _ = holdings(people, {}, one_head(), {})
    return [_as_spell(holding) for holding in found if holding.office in HEADS]


def _as_spell(holding: Holding) -> Spell:
    """Return a holding as a spell."""
    return Spell(
        holding.country, "leader", holding.person.name, holding.start, holding.end, holding.source, holding.as_of
    )  # fmt: skip


def _before_2021() -> list[Spell]:
    """Return Wikidata's heads in office in 2020, of the states of which it has both heads."""
    heads = [spell for spell in wikidata.leaders() if spell.office in HEADS]
    in_time = [spell for spell in heads if spell.start < "2021"]
    whole = {
        country
        for country in {spell.country for spell in heads}
        if {s.office for s in heads if s.country == country} == {s.office for s in in_time if s.country == country}
    }
    return [spell for spell in in_time if spell.country in whole]


def _report(title: str, counts: Counter[str], differing: Counter[Disagreement], show: bool) -> None:
    """Print one comparison."""
    asked, answered, right = (counts[key] for key in ("asked", "answered", "right"))
    print(f"\n{title}\n  asked {asked}, answered {answered}, right {right}: {right / answered:.4f} of answers, "
          f"{right / asked:.4f} of questions")  # fmt: skip
    print(f"  disagreements: {len(differing)} pairs of names in {len({d.country for d in differing})} states, "
          f"{sum(differing.values())} questions ({sum(differing.values()) / asked:.4f})")  # fmt: skip
    for pair, times in sorted(differing.items(), key=lambda item: (-item[1], item[0].country, item[0].one)):
        if show or times >= counts["asked"] // 1500:
            print(f"    {pair.country} {times:4}  {pair.one}  |  {pair.other}")


def main() -> None:
    """Print the figures and the disagreements."""
    parser = argparse.ArgumentParser(description="Holders of offices against other lists.")
    parser.add_argument("--days", type=int, default=200, help="days asked for each state")
    parser.add_argument("--show", action="store_true", help="print all disagreements, not only the largest")
    arguments = parser.parse_args()
    leaders, judge = reign.leaders(), archigos()
    _report("REIGN, judged by Archigos, 1990 to 2015", *compared(leaders, judge, arguments.days), arguments.show)
    _report("Archigos, judged by REIGN, 1990 to 2015", *compared(judge, leaders, arguments.days), arguments.show)
    others = heads_without("reign")
    _report(
        "heads by all sources but REIGN, judged by Archigos, 1990 to 2008",
        *compared(others, judge, arguments.days, FIRST, date(2007, 12, 31)), arguments.show,
    )  # fmt: skip
    _report(
        "REIGN, judged by Wikidata's heads of state and of government who came before 2021, February 2021",
        *compared(leaders, _before_2021(), 5, date(2021, 2, 1), date(2021, 2, 28)), arguments.show,
    )  # fmt: skip
    for office in HEADS[:2]:
        mine = [replace(spell, as_of="2026-01") for spell in current.heads() if spell.office == office]
        theirs = [spell for spell in factbook.heads() if spell.office == office]
        _report(
            f"{office}, 15 January 2026, by world-leaders-current, judged by the factbook",
            *compared(mine, theirs, 1, date(2026, 1, 15), date(2026, 1, 15)), arguments.show,
        )  # fmt: skip


if __name__ == "__main__":
    main()
