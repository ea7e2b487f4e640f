from __future__ import annotations

import pytest

from verbale.read.plain import roles
from verbale.read.plain.lines import units_of
from verbale.read.plain.roles import ROLES, roles_of, vectors_of

REPORT = (
    "Qashan and the Littoral Pact accused each other on Monday of breaking the truce in the Amber Strait, where a "
    "fifth of the world's grain passes, and both called on the other to begin."
)
COMMENTS = ["2 Comments", "Ada Brunn says:", "Send them home!", "Reply", "Ken Moor says:", "You first.", "Reply"]


def found(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    return roles_of(text, units_of(text))


def test_each_line_has_a_role() -> None:
    assert roles_of("", []) == []
    named = found("Qashan Warns Littoral Pact", "By Ada Brunn", REPORT, REPORT)
    assert named == ["headline", "byline", "body", "body"]
    assert set(named) <= set(ROLES)


def test_beyond_the_limit_a_report_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_MOST", 3)
    assert found("Qashan Warns Littoral Pact", "By Ada Brunn", REPORT, "Send them home!") == [
        "headline", "byline", "body", "body",
    ]  # fmt: skip


def test_beyond_the_limit_comments_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Qashan Warns Littoral Pact", REPORT, REPORT, *COMMENTS]
    assert found(*lines)[-1] == "comment+"
    monkeypatch.setattr(roles, "_MOST", len(lines) - 1)
    assert found(*lines, REPORT)[-2:] == ["comment+", "comment+"]


def test_a_vector_is_not_negative() -> None:
    text = "Qashan Warns Littoral Pact\nBy Ada Brunn"
    vectors = vectors_of(text, units_of(text))
    assert len(vectors) == 2
    assert (vectors >= 0).all()
    assert vectors.any(axis=1).all()
