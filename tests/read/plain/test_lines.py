import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.plain.lines import units_of


def words(text):
    return [text[unit.start : unit.end] for unit in units_of(text)]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("PORT ORU, July 11 (Orbis) —", "The talks failed on Monday night."),
        ("PORT ORU (Orbis) -", "The talks failed on Monday night."),
        ("Port Oru, 11 July 2023 –", "The talks failed on Monday night."),
        ("PORT ORU, 12 Jan. /ORB/.", "The talks failed on Monday night."),
        ("(Orbis) -", "The talks failed on Monday night."),
        ("PORT ORU:", "The talks failed on Monday night."),
    ],
)
def test_dateline_is_a_unit_of_its_own(dateline, rest):
    units = units_of(f"{dateline} {rest}")
    assert words(f"{dateline} {rest}") == [dateline, rest]
    assert [unit.dateline for unit in units] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        "RAD: They came with rifles and I brought the chairs.",
        "SEE ALSO: The talks failed on Monday night again",
        "The minister – he was late – said that the talks had failed.",
        "PORT ORU TEST-FIRES MISSILE FROM A CAR FERRY AGAIN",
        "BREAKING - War ends",
    ],
)
def test_what_is_no_dateline(line):
    assert words(line) == [line]


def test_a_text_has_one_dateline():
    text = "\n\n".join(["PORT ORU (Orbis) — The talks failed on Monday night."] * 2)
    assert [unit.dateline for unit in units_of(text)] == [True, False, False]


@pytest.mark.parametrize(
    "glued",
    [
        "© 2024 Orbis Wire. All rights reserved.",
        "Copyright 2024 Orbis Wire.",
        "(Reporting by Ada Brunn; editing by Leo Marsh)",
        "READ MORE: Who pays for the bridge",
        "Share this: Facebook Twitter",
    ],
)
def test_furniture_glued_to_a_paragraph_is_cut_off(glued):
    assert words(f"The talks failed.{glued}") == ["The talks failed.", glued]
    assert words(f"The talks failed. {glued}") == ["The talks failed.", glued]


def test_lines_of_a_wrapped_paragraph_are_one_unit():
    paragraph = (
        "The envoy of the Littoral Pact left the talks on Monday night with\n"
        "nothing but a promise that the ferries would go on running until the\n"
        "end of the month, and told reporters that he expected no more of the\n"
        "second round than he had of the first one, which nobody remembered\n"
        "now."
    )
    assert words(f"{paragraph}\n\n{paragraph}") == [paragraph, paragraph]


def test_short_sentences_are_no_wrapped_paragraph():
    text = "\n".join(["The talks failed on Monday night again."] * 12)
    assert len(units_of(text)) == 12


def test_gaps():
    assert [unit.gap for unit in units_of("One\nTwo\n\nThree\n\n\nFour")] == [0, 0, 1, 2]


@given(st.text(st.sampled_from("aB .:–—()©/\n\n\t\u200b𝒳1“”") | st.characters(codec="utf-8"), max_size=300))
def test_units_cover_all_but_white_space(text):
    before = 0
    for unit in units_of(text):
        assert before <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end] == text[unit.start : unit.end].strip()
        assert all(character.isspace() or character in "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
                   for character in text[before : unit.start])  # fmt: skip
        before = unit.end
