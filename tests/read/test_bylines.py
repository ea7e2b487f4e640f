"""Names out of bylines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.bylines import is_desk, names_in, names_of_byline, swapped


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Brandt and Otto Lind", ("Ada Brandt", "Otto Lind")),
        ("By Ada Brandt, Staff Writer | 4 May 2022", ("Ada Brandt",)),
        ("von Ada Brandt, Online-Redaktion Veröffentlicht: 26.12.2022", ("Ada Brandt",)),
        ("Par Ada BRANDT", ("Ada BRANDT",)),
        ("Ada Brandt, Otto Lind y José Noll", ("Ada Brandt", "Otto Lind", "José Noll")),
        ("ada@courier.example (Ada Brandt)", ("Ada Brandt",)),
        ("Ada Brandt ada@courier.example", ("Ada Brandt",)),
        ("Ada Brandt, PhD, Otto Lind, MD", ("Ada Brandt", "Otto Lind")),
        ("By Ada Brandt in Vilnea and Otto Lind in Kareth", ("Ada Brandt", "Otto Lind")),
        ("Secretary Ada Brandt", ("Ada Brandt",)),
        ("Ada Brandt, Secretary of State", ("Ada Brandt",)),
        ("Office of the Spokesperson", ("Office of the Spokesperson",)),
        ("Ada B.", ("Ada B.",)),
        ("Loïc Le Noll", ("Loïc Le Noll",)),
        ("文/王小明", ("王小明",)),
        ("김철수 기자", ("김철수",)),
        ("admin", ()),
        ("Follow", ()),
        ("", ()),
        ("Mat\u00adthi\u00adas Noll", ("Matthias Noll",)),
    ],
)
def test_names_stand_apart_without_titles_contacts_and_dates(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Brandt", ("Ada Brandt",)),
        ("02.02.2022, 11:30 Uhr von Otto Lind", ("Otto Lind",)),
        ("Eine Kolumne von Ada Brandt", ("Ada Brandt",)),
        ("By otto_l on 4 May 2022", ("otto_l",)),
        ("Author: Ada Brandt, Datum: 03.03.19", ("Ada Brandt",)),
        ("Posted by Nesselnoll under Just For Fun", ("Nesselnoll",)),
    ],
)
def test_a_byline_is_known_by_what_leads_to_the_names(line: str, names: tuple[str, ...]) -> None:
    assert names_of_byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Ada Brandt",
        "Photo by Ada Brandt",
        "Foto: von Otto Lind",
        "Von den Kosten in Höhe von einer Million Talern trägt die Stadt die Hälfte",
        "by the end of the year",
        "Leasing von Firmenfahrzeugen",
        "The record of Raucherinnen, Rauchern und Gästen von Wirtshäusern, Bars",
        "x" * 500,
    ],
)
def test_a_line_that_is_no_byline_names_nobody(line: str) -> None:
    assert names_of_byline(line) == ()


def test_a_desk_is_no_person() -> None:
    assert is_desk("Redaktion")
    assert is_desk("Kareth Courier GmbH")
    assert not is_desk("Ada Brandt")


def test_a_name_with_the_family_first_is_turned() -> None:
    assert swapped("Brandt, Ada") == "Ada Brandt"
    assert swapped("Ada Brandt") == "Ada Brandt"


@given(st.text(max_size=300))
def test_any_text_gives_names_that_show_something(text: str) -> None:
    for name in (*names_in(text), *names_of_byline(text)):
        assert name.strip() == name
        assert any(character.isalpha() for character in name)
        assert "@" not in name
