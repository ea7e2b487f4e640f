"""Rebuild the tables of states, their bodies, offices and holders, and of persons.

    python -m kb.build_states

The sets lie in the folder that ``VERBALE_DATA`` names; the hand-made lists in ``kb/lists``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb import factbook, states
from kb.holders import held
from kb.offices import Holding
from kb.people import Person
from kb.tables import read_list, write_table
from kb.variants import variants
from verbale.codebook.knowledge import folded

Row = dict[str, str]

#: Titles of heads that say nothing of the office.
_NO_TITLE = re.compile(r"^(?:Acting|Interim|Caretaker|Transition(?:al)?|GNU Interim|CNSP) |,.*| and .*")

#: What stands before a name and is no part of it.
_HONOURS = re.compile(
    r"^(?:(?:Sir|Dame|Dr\.?|Dato'?|Datuk|Seri|Tun|Tan Sri|Sheikh|Shaykh|Prince|Princess|Ratu|Lyonpo) )+"
)

#: Whose names the leaders of former states have.
_SUCCESSORS = {"SUN": "RUS", "CSK": "CZE", "DDR": "DEU", "YMD": "YEM"}

ABOUT = """Made by kb/build_states.py: do not edit, change the lists in kb/lists or the generators instead.
What the names of the sources mean, and under which licences they are used, is said in NOTICE."""


def office_id(country: str, kind: str) -> str:
    """Return the id of an office of a state."""
    return f"verbale:office/{country.lower()}-{re.sub(r'[^a-z]+', '-', kind.lower())}"


def owners() -> dict[str, str]:
    """Return the ids of states, territories and former states by code."""
    former = {row["code"]: states.former_id(row["id"]) for row in read_list("former_states")}
    return {code: state.id for code, state in states.states().items()} | former


def person_rows(people: list[Person]) -> tuple[list[Row], list[Row]]:
    """Return the rows of persons and of their other names."""
    actors, names = [], []
    for person in people:
        spell = max(person.spells, key=lambda s: (s.name == person.name, -s.rank, s.as_of))
        cells = {"source": spell.source, "as_of": spell.as_of}
        actors.append({"id": person.id, "kind": "person", "name": person.name, "country": person.country, **cells})
        seen = {folded(person.name)}
        written = dict.fromkeys((other.name, other.source, other.as_of) for other in person.spells)
        for name, source, as_of in sorted(written):
            if folded(name) not in seen and len(name.split()) > 1:
                seen.add(folded(name))
                names.append({"id": person.id, "name": name, "type": "name", "source": source, "as_of": as_of})
        plain = _HONOURS.sub("", person.name)
        others = variants(plain, _SUCCESSORS.get(person.country, person.country), person.surname)
        for name, kind in ((plain, "short"), *others):
            if folded(name) not in seen and not (kind == "surname" and len(name) < 2):
                seen.add(folded(name))
                names.append({"id": person.id, "name": name, "type": kind, "source": "rule", "as_of": spell.as_of})
    return actors, names


def office_rows(holdings: list[Holding], people: list[Person]) -> Iterator[Row]:
    """Yield the offices that somebody holds or held, with the titles that the sets and the lists have for them."""
    listed = {(row["country"], row["office"]): row for row in read_list("office_titles")}
    said: dict[tuple[str, str], Counter[str]] = {}
    for person in people:
        for spell in person.spells:
            title = _NO_TITLE.sub("", re.sub(r"\([^)]*\)", "", spell.title)).strip()
            if title and len(title) < 60:
                said.setdefault((spell.country, spell.office), Counter())[title] += 1
    every = owners()
    for country, kind in sorted({(holding.country, holding.office) for holding in holdings}):
        row = listed.get((country, kind)) or listed[("*", kind)]
        own = [title for title, _ in sorted(said.get((country, kind), Counter()).items(), key=lambda t: (-t[1], t[0]))]
        first = row["titles"].split("|")
        titles = [*first, *own] if row["country"] != "*" or not kind.startswith("head of") else [*own, *first]
        unique = list({folded(title): title for title in reversed(titles)}.values())[::-1]
        source = row["source"] if row["source"] != states.GENERIC or not own else factbook.SOURCE
        yield {
            "id": office_id(country, kind), "of": every[country], "kind": kind, "titles": "|".join(unique),
            "source": source, "as_of": factbook.AS_OF,
        }  # fmt: skip


def holder_rows(holdings: list[Holding]) -> Iterator[Row]:
    """Yield who held which office when."""
    for holding in holdings:
        yield {
            "office": office_id(holding.country, holding.office), "person": holding.person.id, "start": holding.start,
            "end": holding.end, "source": holding.source, "as_of": holding.as_of,
        }  # fmt: skip


def without_repetition(rows: list[Row], named: dict[str, str]) -> list[Row]:
    """Return rows of names without those that differ only in case, accents or articles from another of the type.

    Args:
        rows: The names.
        named: The plain names of the actors, which need no row.
    """
    kept: dict[tuple[str, str, str, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row["id"], row["type"], -len(row["name"]), row["name"], row["source"])):
        if row["type"] in ("name", "short", "official") and folded(row["name"]) == folded(named.get(row["id"], "")):
            continue
        same = "name" if row["type"] in ("name", "official") else row["type"]
        kept.setdefault((row["id"], folded(row["name"]), same, row.get("from", "")), row)
    return list(kept.values())


def main() -> None:
    """Write the tables and say how many rows they have."""
    people, holdings, _ = held()
    every = owners()
    holdings = [holding for holding in holdings if holding.country in every]
    wanted = {holding.person.id for holding in holdings}
    people = [person for person in people if person.id in wanted]
    bodies, body_names = states.bodies()
    actors = [*states.actors(), *bodies]
    named = {row["id"]: row["name"] for row in actors}
    persons, person_names = person_rows(people)
    counts = {
        "states_actors": write_table("states_actors", "actors", actors, ABOUT),
        "states_names": write_table(
            "states_names", "names", without_repetition([*states.names(), *body_names], named), ABOUT
        ),
        "states_offices": write_table("states_offices", "offices", office_rows(holdings, people), ABOUT),
        "states_relations": write_table("states_relations", "relations", states.relations(), ABOUT),
        "places": write_table("places", "places", states.places(), ABOUT),
        "persons_actors": write_table("persons_actors", "actors", persons, ABOUT),
        "persons_names": write_table("persons_names", "names", person_names, ABOUT),
        "holders": write_table("holders", "holders", holder_rows(holdings), ABOUT),
    }
    for name, rows in counts.items():
        print(f"{name}.tsv: {rows} rows")
    print("holders by office:", dict(Counter(holding.office for holding in holdings).most_common()))


if __name__ == "__main__":
    main()
