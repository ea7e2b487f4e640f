from __future__ import annotations

import numpy as np
import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from verbale.find.leaning import features_of, leaning
from verbale.find.sides import stance_by, stance_towards


@pytest.mark.parametrize(
    ("odds", "stance"),
    [((0.5, 0.3, 0.2), 0.0), ((0.1, 0.8, 0.1), -0.7), ((0.2, 0.1, 0.7), 0.6), ((0.3, 0.34, 0.36), 0.2)],
)
def test_the_likeliest_side_is_taken_as_strongly_as_it_leads(odds: tuple[float, ...], stance: float) -> None:
    assert stance_by(np.array(odds, np.float32)) == stance


def test_without_vectors_there_are_no_features(tree: TreeBuilder) -> None:
    doc, one = said(tree, "accuse")
    at = doc.text.index("Corvania")
    assert features_of(doc, one, [doc.char_span(at, at + len("Corvania"))], -1.0) is None


def test_a_stance_has_words_and_none_has_none(tree: TreeBuilder) -> None:
    doc, one = said(tree, "accuse")
    at = doc.text.index("Corvania")
    names = [doc.char_span(at, at + len("Corvania"))]
    rng = np.random.default_rng(1)
    found = set()
    for _ in range(60):
        doc.user_data["verbale.vectors"] = rng.standard_normal((len(doc), 384)).astype(np.float32)
        features = features_of(doc, one, names, -1.0)
        assert features is not None
        assert leaning().odds(features).sum() == pytest.approx(1.0, abs=1e-5)
        stance = stance_towards(doc, one, names)
        assert (stance.value != 0) == bool(stance.tokens)
        assert stance.tokens <= set(range(len(doc)))
        found.add(np.sign(stance.value))
    assert len(found) > 1
