"""Organizations, alliances and groupings: their names, members, offices and holders, from lists and open sets."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb import factbook, states
from kb.matching import fold
from kb.tables import ACTORS, read_csv, read_list, read_rows
from kb.variants import variants
from kb.wikidata import MINISTERS, MINISTERS_AS_OF
from training.sources import DATA
from verbale.codebook.knowledge import folded

Row = dict[str, str]

_ITEM = re.compile(r"Q[1-9]\d*")
_NOT_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff]")

#: How the World Factbook marks a part in an organization that is not membership; parts marked otherwise are left out.
_PARTS = {
    "": "member of", "suspended": "member of", "permanent": "member of", "Chinese Taipei": "member of",
    "nonregional member": "member of", "nonregional members": "member of", "observer": "observer of",
    "partner": "partner of", "partners": "partner of", "dialogue partner": "partner of",
    "dialogue member": "partner of", "candidate country": "candidate of",
}  # fmt: skip

#: Parts that the field still has although the state has left the organization.
_LEFT = {("BDI", "ICCt"), ("PHL", "ICCt"), ("NIC", "OAS"), ("RUS", "CBSS")}

#: The positions of the set of officials, and rows of it that other sources contradict: too short, or never ended.
_POSITIONS = {
    "Secretary-General of the United Nations": "un/secretary-general",
    "Deputy Secretary-General of the United Nations": "un/deputy-secretary-general",
    "President of the United Nations General Assembly": "un/general-assembly-president",
    "Speaker of the Arab Parliament": "arab-league/parliament-speaker",
    "president of the Parliamentary Assembly of the Council of Europe": "coe/assembly-president",
    "President of the International Court of Justice": "icj/president",
    "Vice President of the International Court of Justice": "icj/vice-president",
    "OSCE High Commissioner on National Minorities": "osce/hcnm",
    "Director-General of the World Trade Organization": "wto/director-general",
}
_CONTRADICTED = {("Q1397396", "2002-01-01"), ("Q7940222", "2021-06-17"), ("Q116648", "2018-06")}


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody's time in an office of an organization; the fields are the columns of ``organizations_holders.tsv``."""

    office: str
    name: str
    person: str
    start: str
    end: str
    source: str
    as_of: str


@functools.cache
def sources() -> dict[str, Row]:
    """Return the cells ``source`` and ``as_of`` by the keys that the lists use."""
    return {
        row["key"]: {"source": row["source"], "as_of": row["as_of"]} for row in read_list("organizations_sources")
    }  # fmt: skip


def organization_id(key: str) -> str:
    """Return the id of an organization: an item of Wikidata as it is, another key with what it is a key of."""
    return key if _ITEM.fullmatch(key) or not key else f"verbale:organization/{key}"


def office_id(key: str) -> str:
    """Return the id of an office of an organization."""
    return f"verbale:office/{key.replace('/', '-')}"


def names_of(actor: str, written: str, cells: Row) -> Iterator[Row]:
    """Yield the names of a cell: kinds and names divided by ``|``, dates after ``@``.

    Args:
        actor: Whose names they are.
        written: The cell, such as ``acronym:AU|former:OAU@..2002-07-08``.
        cells: The cells ``source`` and ``as_of``.
    """
    for part in written.split("|") if written else ():
        kind, _, rest = part.partition(":")
        name, _, dates = rest.partition("@")
        start, _, end = dates.partition("..")
        yield {"id": actor, "name": name, "type": kind, "from": start, "to": end, **cells}


def actors() -> list[Row]:
    """Return the organizations."""
    return [
        {
            "id": organization_id(row["id"]), "kind": row["kind"], "name": row["name"],
            "parent": organization_id(row["parent"]), "from": row["from"], "to": row["to"], **sources()[row["source"]],
        }
        for row in read_list("organizations")
    ]  # fmt: skip


def names() -> list[Row]:
    """Return the names of the organizations."""
    return [
        name
        for row in read_list("organizations")
        for name in names_of(organization_id(row["id"]), row["names"], sources()[row["source"]])
    ]


def relations() -> Iterator[Row]:
    """Yield who is a member, an observer or a partner of which organization, and what is a part of what.

    A list with dates goes before the field of the World Factbook, which has no dates and is not always up to date.
    """
    listed = set()
    for row in read_list("organizations_members"):
        for member in row["states"].split():
            subject = organization_id(member) if _ITEM.fullmatch(member) else states.states()[member].id
            listed.add((subject, row["organization"]))
            yield {
                "subject": subject, "relation": row["relation"], "object": organization_id(row["organization"]),
                "from": row["from"], "to": row["to"], **sources()[row["source"]],
            }  # fmt: skip
    cells = {"source": factbook.SOURCE, "as_of": factbook.AS_OF}
    for row in read_list("organizations"):
        if row["parent"]:
            subject, parent = organization_id(row["id"]), organization_id(row["parent"])
            yield {"subject": subject, "relation": "part of", "object": parent, **sources()[row["source"]]}
    for state, abbreviation, relation in _participations():
        subject = states.states()[state].id
        for row in read_list("organizations"):
            if row["factbook"] == abbreviation and (subject, row["id"]) not in listed:
                yield {"subject": subject, "relation": relation, "object": organization_id(row["id"]), **cells}


def _participations() -> Iterator[tuple[str, str, str]]:
    """Yield states, abbreviations of organizations and relations from the field of participation."""
    wanted = {row["factbook"] for row in read_list("organizations") if row["factbook"]}
    for state, profile in factbook.profiles().items():
        said = factbook.text(profile, "Government", "International organization participation")
        if state not in states.states():
            continue
        for part in re.split(r",\s*(?![^()]*\))", said.rpartition("do not participate: ")[2]):
            found = re.fullmatch(r"([^()]+?)(?:\s*\(([^()]*)\))?", part.strip())
            if found and found[1] in wanted and (found[2] or "") in _PARTS and (state, found[1]) not in _LEFT:
                yield state, found[1], _PARTS[found[2] or ""]


def offices() -> list[Row]:
    """Return the offices."""
    return [
        {
            "id": office_id(row["key"]), "of": organization_id(row["of"]), "kind": row["kind"], "titles": row["titles"],
            **sources()[row["source"]],
        }
        for row in read_list("organizations_offices")
    ]  # fmt: skip


def holdings() -> list[Holding]:
    """Return who held the offices; those of whom only the end is known are left out."""
    listed = [
        Holding(row["office"], row["name"], row["person"], row["start"], row["end"], **sources()[row["source"]])
        for row in read_list("organizations_holders")
        if row["start"]
    ]
    return [*listed, *_officials()]


def _officials() -> Iterator[Holding]:
    """Yield the officials of the United Nations, the WTO, the OSCE and others since 2000."""
    for row in read_csv(DATA / "kb" / "every_politician_world" / "officials_since_2000.csv"):
        office = _POSITIONS.get(row["position"])
        if office and (row["personID"], row["start"]) not in _CONTRADICTED and not _NOT_LATIN.search(row["person"]):
            name = row["person"].split(",")[0]
            yield Holding(office, name, row["personID"], row["start"], row["end"], MINISTERS, MINISTERS_AS_OF)


def person_ids(held: list[Holding]) -> dict[str, str]:
    """Return the ids of the holders by name: those that the tables of persons have, items of Wikidata, or own ones.

    Args:
        held: The holdings.
    """
    listed = {row["name"]: row for row in read_list("organizations_persons")}
    known = _known()
    items = {holding.name: holding.person for holding in held if holding.person}
    found = {}
    for name in sorted({holding.name for holding in held}):
        row = listed[name]
        there = known.get((fold(row["person"] or name), row["country"]))
        found[name] = there or items.get(name) or f"verbale:person/{re.sub(r'[^a-z0-9]+', '-', fold(name))}"
    return found


def _known() -> dict[tuple[str, str], str]:
    """Return the ids in ``persons_actors.tsv`` by folded name and state, where there is only one."""
    rows = list(read_rows(ACTORS / "persons_actors.tsv"))
    country = {row["id"]: row["country"] for row in rows}
    called: dict[tuple[str, str], set[str]] = {}
    for row in (*rows, *(row for row in read_rows(ACTORS / "persons_names.tsv") if row["type"] == "name")):
        called.setdefault((fold(row["name"]), country[row["id"]]), set()).add(row["id"])
    return {key: ids.pop() for key, ids in called.items() if len(ids) == 1}


def people(held: list[Holding]) -> tuple[list[Row], list[Row]]:
    """Return the rows of holders whom ``persons_actors.tsv`` has not, and of their other names.

    Args:
        held: The holdings.
    """
    listed = {row["name"]: row for row in read_list("organizations_persons")}
    there = {row["id"] for row in read_rows(ACTORS / "persons_actors.tsv")}
    ids = person_ids(held)
    persons: dict[str, Row] = {}
    others = []
    for holding in sorted(held, key=lambda h: (h.name, h.source)):
        identity, row = ids[holding.name], listed[holding.name]
        if identity in there or identity in persons:
            continue
        country = row["country"]
        cells = {"source": holding.source, "as_of": holding.as_of}
        persons[identity] = {"id": identity, "kind": "person", "name": holding.name, "country": country, **cells}
        seen = {folded(holding.name)}
        for name, kind in variants(holding.name, country, row["surname"]):
            if folded(name) not in seen and not (kind == "surname" and len(name) < 2):
                seen.add(folded(name))
                others.append({"id": identity, "name": name, "type": kind, "source": "rule", "as_of": holding.as_of})
    return list(persons.values()), others
