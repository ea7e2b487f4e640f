from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbale.read.plain.lines import units_of
from verbale.read.plain.role_context import context_of

LINES = [
    "Harbour Post › World › Orsk closes the strait to foreign ships",
    "Home",
    "World",
    "Orsk closes the strait to foreign ships",
    "By Mira Tollen",
    "Orsk closed the Amber Strait to foreign warships on Monday, and the Littoral Pact said that it would sail.",
    "Ilse Torvane, who heads the Littoral Pact, told reporters in Port Sefir that the law was plain enough.",
    "Ilse Torvane in Port Sefir",
    "Ten recipes with quince",
    "Mira Tollen covers the sea.",
]


def features() -> dict[str, set[str]]:
    text = "\n".join(LINES)
    return dict(zip(LINES, context_of(text, units_of(text)), strict=True))


def test_a_caption_shares_names_with_the_report_and_a_link_does_not() -> None:
    found = features()
    assert "shared 3" in found["Ilse Torvane in Port Sefir"]
    assert "names shared 2 small" in found["Ilse Torvane in Port Sefir"]
    assert "shared 0" in found["Ten recipes with quince"]


def test_a_sentence_of_the_report_does_not_share_its_words_with_itself() -> None:
    assert "shared 1" in features()[LINES[5]]


def test_a_headline_that_stands_in_another_line() -> None:
    found = features()
    assert "held by another line" in found[LINES[3]]
    assert "holds a top line" in found[LINES[0]]


def test_a_line_with_the_name_of_the_writer() -> None:
    found = features()
    assert "begins with a writer" in found[LINES[-1]]
    assert "has a writer small" in found["By Mira Tollen"]
    assert not any("writer" in name for name in found[LINES[7]])


def test_a_place_in_a_run_of_short_lines() -> None:
    found = features()
    assert {"run of 5", "run place 1 4"} <= found["Home"]
    assert not any(name.startswith("run") for name in found[LINES[5]])


def test_how_far_it_is_to_the_report() -> None:
    found = features()
    assert "to the report 1 small" in found["By Mira Tollen"]
    assert "past the report 3 small" in found[LINES[-1]]


@given(text=st.text(alphabet="ab. \n’“É1", max_size=80))
def test_each_line_has_features(text: str) -> None:
    units = units_of(text)
    assert len(context_of(text, units)) == len(units)
