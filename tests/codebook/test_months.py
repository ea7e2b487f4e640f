"""Names of the months."""

from __future__ import annotations

import pytest

from verbale.codebook.months import month_named


@pytest.mark.parametrize(
    ("name", "month"),
    [("May", 5), ("SEPT.", 9), ("März", 3), ("marz", 3), ("févr.", 2), ("fevrier", 2), ("января", 1), ("Kasım", 11),
     ("KASIM", 11), ("مايو", 5), ("كانون الثاني", 1), ("พฤศจิกายน", 11), ("Jänner", 1)],
)  # fmt: skip
def test_a_month_is_known_by_its_names_with_and_without_accents(name: str, month: int) -> None:
    assert month_named(name) == month


@pytest.mark.parametrize("name", ["", "Monday", "mayor", "12"])
def test_other_words_are_no_month(name: str) -> None:
    assert month_named(name) is None


def test_a_name_of_two_months_needs_the_language() -> None:
    assert month_named("listopad") is None
    assert month_named("listopad", "pl") == 11
    assert month_named("listopad", "hr") == 10
