"""Tests of the tables of states, their bodies and offices, of persons and holders, and of the rules that make them."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from kb.dates import agree, first_day, last_day, precision, written
from kb.matching import same_name
from kb.offices import Holding, holdings
from kb.people import Person, recognized
from kb.spells import Spell
from kb.tables import COLUMNS, LISTS, read_list, read_rows
from kb.variants import variants
from training.sources import DATA
from verbale.codebook.knowledge import Knowledge, knowledge
from verbale.resolve.holders import holder

ACTORS = Path(str(resources.files("verbale.codebook").joinpath("actors")))
TABLES = {
    "states_actors": "actors", "states_names": "names", "states_offices": "offices", "states_relations": "relations",
    "persons_actors": "actors", "persons_names": "names", "holders": "holders", "places": "places",
}  # fmt: skip
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def lines(table: str) -> list[str]:
    """Return the lines of a table without its head and comments."""
    text = (ACTORS / f"{table}.tsv").read_text("utf-8")
    return [line for line in text.split("\n")[1:] if line and not line.startswith("#")]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table by column name."""
    return [dict(zip(COLUMNS[TABLES[table]], line.split("\t"), strict=True)) for line in lines(table)]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return the knowledge base."""
    return knowledge()


# The tables


@pytest.mark.parametrize("table", TABLES)
def test_table_has_its_columns_and_is_sorted(table: str) -> None:
    text = (ACTORS / f"{table}.tsv").read_text("utf-8")
    assert text.split("\n")[0].split("\t") == list(COLUMNS[TABLES[table]])
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    body = lines(table)
    assert body == sorted(body)
    assert len(body) == len(set(body))
    assert all(line.count("\t") == len(COLUMNS[TABLES[table]]) - 1 for line in body)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_source(table: str) -> None:
    assert all(row["source"] for row in rows(table))
    assert all(DATE.fullmatch(row["as_of"]) for row in rows(table) if "as_of" in row)


@pytest.mark.parametrize(
    ("table", "begin", "end"),
    [(table, "from", "to") for table in ("states_actors", "states_names", "states_relations", "persons_names")]
    + [("holders", "start", "end")],
)
def test_dates_are_dates_and_in_order(table: str, begin: str, end: str) -> None:
    for row in rows(table):
        assert all(not row[column] or DATE.fullmatch(row[column]) for column in (begin, end)), row
        assert not (row[begin] and row[end]) or first_day(row[begin]) <= last_day(row[end]), row


def test_ids_are_unique_and_references_resolve(known: Knowledge) -> None:
    for table in ("states_actors", "persons_actors", "states_offices"):
        ids = [row["id"] for row in rows(table)]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"Q[1-9]\d*|verbale:[a-z]+/[a-z0-9-]+", id_) for id_ in ids)
    assert all(row["parent"] in known.actors for row in rows("states_actors") if row["parent"])
    assert all(row["id"] in known.actors for table in ("states_names", "persons_names") for row in rows(table))
    assert all(row["of"] in known.actors and row["titles"] for row in rows("states_offices"))
    assert all(row["office"] in known.offices and row["person"] in known.actors for row in rows("holders"))
    assert all({row["subject"], row["object"]} <= set(known.actors) for row in rows("states_relations"))
    assert all(row["id"] in known.actors for row in rows("places") if row["id"])


def test_every_person_and_office_is_held() -> None:
    held = rows("holders")
    assert {row["id"] for row in rows("states_offices")} == {row["office"] for row in held}
    # Persons who hold offices of organizations only are in the tables of organizations.
    assert {row["id"] for row in rows("persons_actors")} <= {row["person"] for row in held}


def test_all_members_of_the_united_nations_have_their_bodies() -> None:
    states = [row for row in rows("states_actors") if row["kind"] == "state" and not row["to"]]
    assert len(states) == 193 + 4
    assert {"VAT", "PSE", "TWN", "XKX"} <= {row["country"] for row in states}
    ids = {row["id"] for row in rows("states_actors")}
    for state in states:
        assert {f"verbale:body/{state['country'].lower()}-{body}" for body in ("foreign-ministry", "parliament")} <= ids


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("U.S.", "USA"), ("US", "USA"), ("PRC", "CHN"), ("ROK", "KOR"), ("DPRK", "PRK"), ("UAE", "ARE"), ("DRC", "COD"),
        ("Burma", "MMR"), ("Swaziland", "SWZ"), ("Zaire", "COD"), ("Britain", "GBR"), ("French", "FRA"),
        ("Swedes", "SWE"), ("Kremlin", "RUS"), ("White House", "USA"), ("Tehran", "IRN"), ("Kiev", "UKR"),
        ("Zhongnanhai", "CHN"), ("Quai d'Orsay", "FRA"), ("State Department", "USA"), ("Gaimusho", "JPN"),
    ],
)  # fmt: skip
def test_names_lead_to_their_states(known: Knowledge, name: str, country: str) -> None:
    assert country in {known.actors[use.actor].country for use in known.named(name)}


def test_names_have_the_days_of_their_use(known: Knowledge) -> None:
    seats = [use for use in known.named("Blue House") if use.type == "seat"]
    assert {(use.start, use.end) for use in seats} == {(None, "2022-05-10"), ("2025-12-29", None)}


@pytest.mark.parametrize(
    ("office", "of", "day", "surname"),
    [
        ("head of state", "USA", "2022-06-30", "Biden"), ("head of government", "GBR", "2022-09-20", "Truss"),
        ("head of state", "KOR", "2023-01-15", "Yoon"), ("head of government", "JPN", "2023-01-15", "Kishida"),
        ("foreign minister", "RUS", "2022-02-24", "Lavrov"), ("head of government", "UKR", "2024-01-01", "Shmyhal"),
        ("head of state", "RUS", "2010-01-01", "Medvedev"), ("leader", "RUS", "2010-01-01", "Putin"),
        ("leader", "GBR", "2025-01-01", "Starmer"), ("head of state", "DEU", "2013-01-01", "Gauck"),
        ("head of state", "DNK", "2025-01-01", "Frederik"),
        ("leader", "verbale:state/soviet-union", "1990", "Gorbachev"),
        ("head of government", "PAK", "2023-12-01", "Kakar"), ("head of state", "SYR", "2024-06-01", "Assad"),
        ("head of government", "BRA", "2005-01-01", "Lula"), ("head of state", "IND", "2005-01-01", "Kalam"),
        ("foreign minister", "GBR", "2013-01-01", "Hague"), ("foreign minister", "ISR", "2024-06-01", "Katz"),
        ("foreign minister", "UKR", "2018-01-01", "Klimkin"), ("foreign minister", "IRN", "2024-10-01", "Araghchi"),
        ("defence minister", "USA", "2018-01-01", "Mattis"), ("defence minister", "IND", "2018-01-01", "Sitharaman"),
        ("defence minister", "TUR", "2024-01-01", "Güler"), ("defence minister", "JPN", "2018-01-01", "Onodera"),
        ("national security adviser", "USA", "2018-06-01", "Bolton"),
        ("presidential spokesperson", "RUS", "2020-01-01", "Peskov"),
    ],
)  # fmt: skip
def test_holders_on_a_day(known: Knowledge, office: str, of: str, day: str, surname: str) -> None:
    found = holder(office, of=of, on=day, base=known)
    assert found is not None
    assert surname in found.name


# The lists


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.tsv")), ids=lambda path: path.stem)
def test_lists_are_whole(path: Path) -> None:
    found = list(read_rows(path))
    assert found
    assert all("\t" not in value and value == value.strip() for row in found for value in row.values())


@pytest.mark.parametrize("name", ["holders_listed", "holders_ministers"])
def test_listed_holders_name_where_they_were_found(name: str) -> None:
    for row in read_list(name):
        assert row["source"].startswith("http") or row["source"] == "factbook 2026-05", row
        assert all(not row[key] or DATE.fullmatch(row[key]) for key in ("start", "end", "as_of")), row


# Dates, names, persons


def test_partial_dates() -> None:
    assert str(first_day("2020-02")) == "2020-02-01"
    assert str(last_day("2020-02")) == "2020-02-29"
    assert [precision(said) for said in ("", "2020", "2020-02", "2020-02-03")] == [0, 1, 2, 3]
    assert agree("2020", "2020-07-01")
    assert not agree("2019", "2020-01-02")
    assert agree("2019", "2020-01-02", 3)
    assert written("7 May 2008") == "2008-05-07"
    assert written("since May 2008") == "2008-05"
    assert written("in 2008") == "2008"
    assert written("unknown") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ostan Verelko", "Verelko, Ostan", True), ("Ostan Verelko", "Ostap Verelka", True),
        ("Kim Bo-ram", "Kim Boram", True), ("Yusuf al-Qasimi", "Youssef el Qassimi", True),
        ("Ostan Verelko", "Mira Dolenz", False), ("Ostan Verelko", "Mira Verelko", False),
    ],
)  # fmt: skip
def test_same_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_a_surname_is_enough_only_together() -> None:
    assert not same_name("Verelko", "Ostan Verelko")
    assert same_name("Verelko", "Ostan Verelko", together=True)


def spell(office: str, name: str, start: str, end: str = "", source: str = "a set 2020-01", **more: object) -> Spell:
    """Return a spell in an invented state."""
    return Spell("XAA", office, name, start, end, source, "2020-01-01", **more)  # type: ignore[arg-type]


def test_persons_are_recognized_over_sources() -> None:
    people = recognized([
        spell("leader", "Verelko", "2001-03-02", "2009-05", "reign 2021-03", rank=4),
        spell("head of state", "Ostan Verelko", "2001", "2009", person="Q1", rank=2),
        spell("head of state", "Mira Dolenz", "2009-05-11", rank=2),
    ])  # fmt: skip
    assert [(person.id, person.name) for person in people] == [
        ("Q1", "Ostan Verelko"), ("verbale:person/xaa-mira-dolenz", "Mira Dolenz"),
    ]  # fmt: skip


def held(
    spells: list[Spell], regime: str = "presidential", told: dict[tuple[str, str], frozenset[str]] | None = None
) -> list[Holding]:
    """Return who held which office in the invented state."""
    kinds = {"XAA": [("1990-01-01", "2020-12-31", regime)]}
    return holdings(recognized(spells), kinds, frozenset(), told or {})[0]


def shown(found: list[Holding], office: str) -> list[tuple[str, str, str]]:
    """Return names and dates of the holders of one office."""
    return [(one.person.name, one.start, one.end) for one in found if one.office == office]


def test_leaders_get_the_office_by_which_they_led() -> None:
    leaders = [
        spell("leader", "Ostan Verelko", "2001-03-02", "2009-05-11", "reign 2021-03", rank=4),
        spell("leader", "Mira Dolenz", "2009-05-11", "", "reign 2021-03", rank=4),
    ]
    assert shown(held(leaders), "head of state") == [
        ("Ostan Verelko", "2001-03-02", "2009-05-11"), ("Mira Dolenz", "2009-05-11", ""),
    ]  # fmt: skip
    assert shown(held(leaders, "parliamentary"), "head of state") == []
    assert shown(held(leaders, "parliamentary"), "head of government")[0][0] == "Ostan Verelko"
    other = spell("head of government", "Ostan Verelko", "2001-03-02", "2009-05-11", rank=2)
    assert shown(held([*leaders, other]), "head of state") == []
    told = {("XAA", ""): frozenset({"head of government"})}
    assert len(shown(held(leaders, told=told), "head of government")) == 2


def test_an_end_known_to_the_year_takes_the_day_of_the_next_beginning() -> None:
    found = held([
        spell("foreign minister", "Ostan Verelko", "2001", "2009", rank=2),
        spell("foreign minister", "Mira Dolenz", "2009-05-11", rank=2),
    ])  # fmt: skip
    assert shown(found, "foreign minister") == [
        ("Ostan Verelko", "2001", "2009-05-11"),
        ("Mira Dolenz", "2009-05-11", ""),
    ]


def test_the_better_source_keeps_the_office_and_the_contradiction_is_told() -> None:
    people = recognized([
        spell("head of state", "Ostan Verelko", "2001-01-01", "2010-01-01", rank=1),
        spell("head of state", "Mira Dolenz", "2008-01-01", "2012-01-01", rank=3),
    ])  # fmt: skip
    found, contradictions = holdings(people, {}, frozenset(), {})
    assert shown(found, "head of state") == [
        ("Ostan Verelko", "2001-01-01", "2010-01-01"), ("Mira Dolenz", "2010-01-01", "2012-01-01"),
    ]  # fmt: skip
    assert len(contradictions) == 1


def test_a_leader_goes_on_with_the_office() -> None:
    found = held([
        spell("leader", "Ostan Verelko", "2015-01-01", "", "reign 2021-03", rank=4),
        spell("head of state", "Ostan Verelko", "2015-01-01", "2022-06-01", rank=1),
        spell("head of state", "Mira Dolenz", "2022-06-01", rank=1),
    ])  # fmt: skip
    assert shown(found, "leader") == [("Ostan Verelko", "2015-01-01", "2022-06-01"), ("Mira Dolenz", "2022-06-01", "")]


def test_a_person_keeps_the_fullest_name_of_the_best_source() -> None:
    person = Person(
        "XAA", spells=[spell("leader", "Verelko", "2001", rank=1), spell("leader", "O. Verelko", "2001", rank=2)]
    )
    assert person.name == "O. Verelko"


# Variants of names


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("Volodymyr Harenskyy", "UKR", {"Volodymyr Harensky", "Volodymyr Harenskiy", "Harensky", "Harenskyy"}),
        ("Yoon Suk-bok", "KOR", {"Yoon Suk Bok", "Suk-bok Yoon", "Yun Suk-bok", "Yoon Seok-bok", "Yoon"}),
        ("Bo Wanli", "CHN", {"Wanli Bo", "Bo Wan-li", "Bo"}),
        ("Taro Mizukawa", "JPN", {"Mizukawa Taro", "Mizukawa"}),
        ("Abdel Karim el-Dori", "EGY", {"Abdel Karim al-Dori", "Abdul Karim el-Dori", "al-Dori", "Dori"}),
        ("Viktor Bárdos", "HUN", {"Viktor Bardos", "Bárdos Viktor", "Bardos"}),
        ("Juana Inés Robledo Paz", "MEX", {"Robledo Paz", "Robledo"}),
        ("Trần Bá Lộc", "VNM", {"Tran Ba Loc", "Loc"}),
        ("Dimas Wironegoro", "IDN", {"Wironegoro", "Dimas"}),
        ("Alemu Tessema", "ETH", {"Alemu"}),
    ],
)
def test_variants(name: str, country: str, wanted: set[str]) -> None:
    found = {other for other, _ in variants(name, country)}
    assert wanted <= found, sorted(wanted - found)
    assert name not in found


def test_variants_have_types_and_are_few() -> None:
    found = variants("Yoon Suk-bok", "KOR")
    assert ("Yoon", "surname") in found
    assert ("Suk-bok Yoon", "reversed") in found
    assert {kind for _, kind in found} <= {"romanization", "reversed", "surname", "short"}
    assert len(found) <= 16
    assert variants("Suharjo", "IDN") == []


def test_a_marked_surname_is_the_surname() -> None:
    assert ("van der Hool", "surname") in variants("Pieter van der Hool", "NLD", "van der Hool")


# The generator


@pytest.mark.skipif(not (DATA / "kb").is_dir(), reason="the data sets are not here")
def test_the_tables_of_states_are_what_the_generator_makes() -> None:
    from kb import states

    wanted = {(row["id"], row["name"]) for row in states.actors()}
    assert wanted <= {(row["id"], row["name"]) for row in rows("states_actors")}
    assert {row["name"] for row in states.places()} == {row["name"] for row in rows("places")}
