"""Tests of the tables of organizations, news organizations and armed groups, and of what is made of them."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from verbale.codebook.knowledge import Knowledge, knowledge
from verbale.models.actor import first_day, last_day

ACTORS = Path(str(resources.files("verbale.codebook").joinpath("actors")))
COLUMNS = {
    "actors": ["id", "kind", "name", "country", "parent", "from", "to", "source", "as_of"],
    "names": ["id", "name", "type", "from", "to", "source", "as_of"],
    "offices": ["id", "of", "kind", "titles", "source", "as_of"],
    "holders": ["office", "person", "start", "end", "source", "as_of"],
    "relations": ["subject", "relation", "object", "from", "to", "source", "as_of"],
}
TABLES = [
    *(f"organizations_{kind}" for kind in COLUMNS),
    *(f"{group}_{kind}" for group in ("outlets", "groups") for kind in ("actors", "names", "relations")),
]
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def lines(table: str) -> list[str]:
    """Return the lines of a table without its head and comments."""
    text = (ACTORS / f"{table}.tsv").read_text("utf-8")
    return [line for line in text.split("\n")[1:] if line and not line.startswith("#")]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table by column name."""
    return [dict(zip(COLUMNS[table.split("_")[1]], line.split("\t"), strict=True)) for line in lines(table)]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return the knowledge base."""
    return knowledge()


def members(known: Knowledge, organization: str, day: str, relation: str = "member of") -> set[str]:
    """Return the codes of the states that belonged to an organization on a day."""
    on = first_day(day)
    return {
        known.actors[subject].country or subject
        for subject, relations in known.relations.items()
        for edge in relations
        if (edge.relation, edge.object) == (relation, organization)
        and (edge.start is None or first_day(edge.start) <= on)
        and (edge.end is None or on <= last_day(edge.end))
    }


def holders(known: Knowledge, office: str, day: str) -> list[str]:
    """Return the names of those who held an office on a day."""
    on = first_day(day)
    return [
        tenure.person.name
        for tenure in known.tenures[office]
        if tenure.start and first_day(tenure.start) <= on and (tenure.end is None or on <= last_day(tenure.end))
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_its_columns_and_is_sorted(table: str) -> None:
    head = (ACTORS / f"{table}.tsv").read_text("utf-8").split("\n")[0]
    assert head.split("\t") == COLUMNS[table.split("_")[1]]
    assert lines(table) == sorted(set(lines(table)))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_source_with_a_date(table: str) -> None:
    for row in rows(table):
        assert row["source"], row
        assert DATE.fullmatch(row["as_of"]), row


@pytest.mark.parametrize("table", TABLES)
def test_dates_are_dates_and_in_order(table: str) -> None:
    for row in rows(table):
        start, end = (row.get("from", row.get("start", "")), row.get("to", row.get("end", "")))
        for date in (start, end):
            assert not date or (DATE.fullmatch(date) and first_day(date)), row
        assert not (start and end) or first_day(start) <= last_day(end), row


def test_ids_are_unique_in_all_tables_of_actors() -> None:
    ids = [line.split("\t")[0] for path in sorted(ACTORS.glob("*_actors.tsv")) for line in lines(path.stem)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("table", TABLES)
def test_what_a_row_refers_to_is_there(table: str, known: Knowledge) -> None:
    for row in rows(table):
        for column in ("of", "person", "subject", "object"):
            assert row.get(column) is None or row[column] in known.actors, row
        assert not row.get("parent") or row["parent"] in known.actors, row
        assert "office" not in row or row["office"] in known.offices, row
        assert not table.endswith("_names") or row["id"] in known.actors, row


def test_there_are_enough_of_each_kind() -> None:
    kinds = [row["kind"] for group in ("organizations", "outlets", "groups") for row in rows(f"{group}_actors")]
    assert sum(kind in ("organization", "alliance", "grouping", "body") for kind in kinds) >= 150
    assert sum(kind in ("outlet", "agency") for kind in kinds) >= 400
    assert kinds.count("armed_group") >= 100


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("North Atlantic Treaty Organization", "Q7184"),
        ("the Shanghai Cooperation Organization", "Q485207"),
        ("U.N. Security Council", "Q37470"),
        ("Rodong Sinmun", "verbale:outlet/rodong-sinmun"),
        ("Korean Central News Agency", "verbale:agency/kcna"),
        ("Daesh", "verbale:armed-group/islamic-state"),
        ("Ansar Allah", "verbale:armed-group/houthis"),
        ("Ta Kung Pao", "verbale:outlet/ta-kung-pao"),
    ],
)
def test_a_name_finds_its_actor(name: str, actor: str, known: Knowledge) -> None:
    assert [use.actor for use in known.named(name)] == [actor]


def test_a_short_form_of_several_stays_open(known: Knowledge) -> None:
    assert len({use.actor for use in known.named("RSF")}) == len(
        {"verbale:armed-group/rapid-support-forces", "verbale:organization/rsf-press"}
    )


def test_members_of_an_alliance_by_the_day(known: Knowledge) -> None:
    assert len(members(known, "Q7184", "2024-12-31")) == 32
    assert "FIN" not in members(known, "Q7184", "2023-04-03")
    assert "FIN" in members(known, "Q7184", "2023-04-04")


def test_those_who_left_are_members_no_more(known: Knowledge) -> None:
    assert "GBR" in members(known, "Q458", "2020-01-31")
    assert len(members(known, "Q458", "2020-02-01")) == 27
    assert "QAT" not in members(known, "Q7795", "2019-02-01")
    assert not {"MLI", "BFA", "NER"} & members(known, "Q193272", "2025-02-01")
    assert "UZB" not in members(known, "Q318693", "2012-07-01")


def test_every_state_of_the_united_nations_is_a_member(known: Knowledge) -> None:
    assert len(members(known, "Q1065", "2025-01-01")) == 193


def test_members_of_groupings(known: Knowledge) -> None:
    assert members(known, "Q485207", "2024-12-31") == set("CHN RUS KAZ KGZ TJK UZB IND PAK IRN BLR".split())
    assert members(known, "verbale:organization/brics", "2025-02-01") == set(
        "BRA RUS IND CHN ZAF EGY ETH IRN ARE IDN".split()
    )
    assert members(known, "verbale:organization/quad", "2022-06-30") == set("AUS IND JPN USA".split())
    assert members(known, "Q37470", "2022-06-30") == set("CHN FRA GBR RUS USA".split())
    assert len(members(known, "Q7768", "2026-01-01")) == 11


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("nato-secretary-general", "1999-04-01", "Javier Solana"),
        ("nato-secretary-general", "2022-06-30", "Jens Stoltenberg"),
        ("nato-secretary-general", "2025-01-01", "Mark Rutte"),
        ("eu-high-representative", "2022-06-30", "Josep Borrell"),
        ("asean-secretary-general", "2020-05-01", "Lim Jock Hoi"),
        ("iaea-director-general", "2021-01-01", "Rafael Grossi"),
        ("csto-secretary-general", "2022-01-10", "Stanislav Zas"),
        ("un-secretary-general", "2003-03-20", "Kofi Annan"),
    ],
)
def test_who_held_an_office(office: str, day: str, name: str, known: Knowledge) -> None:
    assert holders(known, f"verbale:office/{office}", day) == [name]


def test_a_head_of_state_who_went_to_an_organization_is_one_person(known: Knowledge) -> None:
    stoltenberg = known.tenures["verbale:office/nato-secretary-general"][-2].person
    assert {tenure.of.name for tenure in known.held[stoltenberg.id]} == {"NATO", "Norway"}


def test_who_owns_an_outlet(known: Knowledge) -> None:
    owners = {
        edge.object: known.actors[subject].country
        for subject, relations in known.relations.items()
        for edge in relations
        if edge.relation == "owns"
    }
    assert owners["verbale:agency/kcna"] == "PRK"
    assert owners["verbale:agency/tass"] == "RUS"
    assert owners["verbale:outlet/global-times"] == "CHN"
    assert "verbale:agency/reuters" not in owners


def test_where_an_armed_group_acts(known: Knowledge) -> None:
    where = {
        known.actors[edge.object].country
        for edge in known.relations["verbale:armed-group/boko-haram"]
        if edge.relation == "active in"
    }
    assert {"NGA", "CMR", "TCD", "NER"} <= where
