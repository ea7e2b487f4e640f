from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from verbale.find.sides import stance_towards


@pytest.mark.parametrize(
    ("name", "stance", "words"),
    [
        ("accuse", -1.0, ["accused"]),
        ("condemn", -1.0, ["condemned", "attack"]),
        ("victim", 0.0, []),  # whom the condemned attack befell
        ("partner", 0.6, ["partner"]),
        ("threat", 0.7, ["threat"]),  # "not a threat"
        ("deny", 0.7, ["threat"]),
        ("invade", -1.0, ["invaded"]),
        ("policy", -1.0, ["rejected", "reckless"]),
        ("support", 1.0, ["support"]),
        ("sanctions", -1.0, ["sanctions"]),
        ("against", 0.0, []),  # another's support is not the speaker's
        ("neutral", 0.0, []),
        ("lies", -0.7, ["spread", "lies"]),
        ("named", -1.0, ["aggressor"]),
        ("waver", 1.0, ["support"]),  # "did not waver" is no denial
    ],
)
def test_the_stance_and_its_words(tree: TreeBuilder, name: str, stance: float, words: list[str]) -> None:
    doc, one = said(tree, name)
    at = doc.text.index("Corvania")
    found = stance_towards(doc, one, [doc.char_span(at, at + len("Corvania"))])
    assert found.value == stance
    if stance:
        assert [doc[i].text for i in sorted(found.tokens)] == words
