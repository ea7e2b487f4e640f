"""All spells of all sources, and who held which office when."""

from __future__ import annotations

from dataclasses import replace

from kb import countryinfo, current, executive, factbook, listed, reign, wikidata
from kb.offices import Contradiction, Holding, holdings
from kb.people import Person, recognized
from kb.spells import Spell
from kb.states import states
from kb.tables import read_list

#: Offices that a territory shares with the state that it belongs to.
_OF_THE_OWNER = frozenset({"head of state", "governor-general"})


def all_spells() -> list[Spell]:
    """Return the spells of all sources, less those that ``kb/lists/set_errors.tsv`` names.

    The heads of state of territories, who are those of the state that they belong to, are left out too.
    """
    wrong = [(row["set"], row["country"], row["office"], row["name"]) for row in read_list("set_errors")]
    territories = {state.code for state in states().values() if state.kind == "territory"}
    spells = [
        *reign.leaders(), *countryinfo.heads(), *wikidata.leaders(), *wikidata.foreign_ministers(),
        *wikidata.cabinets(), *executive.spells(), *current.heads(), *factbook.heads(), *listed.holders(),
    ]  # fmt: skip
    former = {(row["country"], row["name"]): row["state"] for row in read_list("former_heads")}
    spells = [replace(s, country=former.get((s.country, s.name), s.country)) for s in spells]
    return [
        spell
        for spell in spells
        if not any(
            spell.source.startswith(source) and (spell.country, spell.office, spell.name) == (country, office, name)
            for source, country, office, name in wrong
        )
        and not (spell.country in territories and spell.office in _OF_THE_OWNER)
    ]


def one_head() -> frozenset[str]:
    """Return the states whose head of state is also head of government.

    These are the states for which the factbook names one person for both, and for which CountryInfo has no second list.
    """
    named: dict[str, dict[str, str]] = {}
    for spell in factbook.heads():
        named.setdefault(spell.country, {})[spell.office] = spell.name
    lists = {(spell.country, spell.office) for spell in countryinfo.heads()}
    return frozenset(
        country
        for country, heads in named.items()
        if heads.get("head of state")
        and heads.get("head of state") == heads.get("head of government")
        and (country, "head of government") not in lists
    )


def held() -> tuple[list[Person], list[Holding], list[Contradiction]]:
    """Return all persons, who held which office when, and where the sources contradict each other."""
    people = recognized(all_spells())
    told = {(row["country"], row["name"]): frozenset(row["offices"].split("|")) for row in read_list("leader_offices")}
    found, contradictions = holdings(people, reign.regimes(), one_head(), told)
    return people, found, contradictions
