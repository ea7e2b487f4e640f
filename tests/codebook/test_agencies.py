from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.codebook.agencies import agencies_in


def lines() -> list[str]:
    return resources.files("verbale.codebook").joinpath("agencies.tsv").read_text("utf-8").splitlines()


def rows() -> list[list[str]]:
    return [line.split("\t") for line in lines() if line and not line.startswith("#")]


def forms(row: list[str]) -> list[str]:
    return [row[0], *(form for form in row[1].split("|") if form)]


def test_the_file_says_how_and_when_it_was_compiled() -> None:
    comments = [line for line in lines() if line.startswith("#")]
    assert any("Compiled by" in line and "2026" in line for line in comments)


def test_every_row_has_its_three_columns_in_order() -> None:
    head, *table = rows()
    assert head == ["name", "forms", "source"]
    assert [len(row) for row in table] == [3] * len(table)
    names = [row[0].casefold() for row in table]
    assert names == sorted(set(names))
    assert len(table) >= 90


def test_every_form_belongs_to_one_agency() -> None:
    every = [form for row in rows()[1:] for form in forms(row)]
    assert sorted(every) == sorted(set(every))
    assert all(form == form.strip() and len(form.strip("()/ ")) > 1 for form in every)


def test_every_row_has_an_address_as_its_source() -> None:
    for row in rows()[1:]:
        assert row[2].startswith(("https://", "http://")), row[0]
        assert row[2].isascii(), row[0]
        assert not any(character.isspace() for character in row[2]), row[0]


@given(st.sampled_from([(row[0], form) for row in rows()[1:] for form in forms(row)]))
def test_every_form_is_found_in_a_dateline(case: tuple[str, str]) -> None:
    name, form = case
    written = form if form[0] in "(/" else f"({form})"
    assert agencies_in(f"TARN, Karvania, May 4 {written} - ") == [name]
    assert agencies_in(f"© 2024 {form}. All rights reserved.") == [name]
    assert agencies_in(f"x{form}x") == []


@given(st.lists(st.sampled_from(["Reuters", "AFP", "TASS", "dpa"]), max_size=6))
def test_agencies_come_in_their_order_and_once(names: list[str]) -> None:
    assert agencies_in(" / ".join(names)) == list(dict.fromkeys(names))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("BRUSSELS, July 11 (Reuters) -", ["Reuters"]),
        ("BRUSSELS (REUTERS) -", ["Reuters"]),
        ("BRUSSELS (AP) —", ["AP"]),
        ("PYONGYANG, April 3 (KCNA) --", ["KCNA"]),
        ("BEIJING, May 14 (Xinhua) --", ["Xinhua"]),
        ("MOSCOW, June 2. /TASS/.", ["TASS"]),
        ("SEOUL, Jan. 23 (Yonhap) --", ["Yonhap"]),
        ("Tokyo, May 4 (Jiji Press)--", ["Jiji Press"]),
        ("New Delhi, Nov 22 (IANS)", ["IANS"]),
        ("New Delhi [India], Nov 22 (ANI):", ["ANI"]),
        ("KUALA LUMPUR, June 4 (Bernama) --", ["Bernama"]),
        ("Jakarta (ANTARA) -", ["Antara"]),
        ("Bishkek, June 14, 2019. / Kabar /", ["Kabar News Agency"]),
        ("RIYADH, May 4 (SPA) --", ["Saudi Press Agency"]),
        ("AMMAN, May 4 (Petra) --", ["Jordan News Agency"]),
        ("ISLAMABAD, May 4 (APP):", ["Associated Press of Pakistan"]),
        ("OTTAWA (CP) —", ["Canadian Press"]),
        ("Ankara, 4 May (dpa/AFP) –", ["dpa", "AFP"]),
        ("© 2024 The Associated Press. All rights reserved.", ["AP"]),
        ("© Copyright 2024 The Associated Press. All rights reserved.", ["AP"]),
        ("© 2023 AFP", ["AFP"]),
        ("Copyright 2022 Australian Associated Press", ["AAP"]),
        ("By Mira Kell, Associated Press", ["AP"]),
        ("By Orsa Venn | Reuters", ["Reuters"]),
        ("By AGENCE FRANCE-PRESSE", []),
        ("Agence France-Presse", ["AFP"]),
        ("Korean Central News Agency", ["KCNA"]),
    ],
)
def test_agencies_are_found_in_credit_lines(line: str, found: list[str]) -> None:
    assert agencies_in(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Leave a Comment",
        "SEE ALSO: Karvania backs Vellmark's harbour plan",
        "Share this article on your social networks",
        "5 Comments",
        "Get the APP now",  # a programme
        "© 2024 Tarn Editrice SPA. All rights reserved.",  # a company
        "By Petra Novik, staff writer",  # a person
        "By Nina Hina Saba",
        "The MAP shows the border. Tap to enlarge.",
        "TRENDING NOW",
        "Posted in Trend, World",
        "Sign up for our newsletter, UNI edition",
        "© 2024 The Tarn Courier. All rights reserved.",
        "Source link",
    ],
)
def test_furniture_names_no_agency(line: str) -> None:
    assert agencies_in(line) == []
