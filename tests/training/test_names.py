"""Names exchanged in training material: offsets and labels stay together."""

from __future__ import annotations

import random

from training.corpora import Material, own_names
from training.corpora.material import bio, from_text
from training.names import mentions, pools_of, renamed, surface

TABLES = {"PER": ["Ilse Tarnow"], "ORG": ["Union of Verda"], "LOC": ["Port-au-Sel"]}


def passage() -> Material:
    """Return two sentences with a person named twice, once by her surname."""
    material = from_text("example", "Mira Voss joined Red Anchor in Talmar.\nVoss left it.")
    words = material.words()
    first, second = words.index("Voss"), len(words) - 4
    assert words[second] == "Voss"
    spans = [(0, first + 1, "PER"), (3, 5, "ORG"), (6, 7, "LOC"), (second, second + 1, "PER")]
    material.labels["entity"] = bio(spans, len(words))
    return material


def named(material: Material) -> list[tuple[str, str]]:
    return [(surface(material, first, after), kind) for first, after, kind in mentions(material)]


def test_mentions_are_the_names_as_written() -> None:
    assert named(passage()) == [("Mira Voss", "PER"), ("Red Anchor", "ORG"), ("Talmar", "LOC"), ("Voss", "PER")]


def test_other_names_stand_where_the_old_ones_stood() -> None:
    sets = {kind: TABLES[kind] for kind in TABLES}
    seen = set()
    for seed in range(60):
        copy = renamed(passage(), sets, TABLES, random.Random(seed))
        seen.add(copy.text)
        assert len(copy.spans) == len(copy.labels["entity"])
        assert [kind for _, kind in named(copy)] == ["PER", "ORG", "LOC", "PER"]
        # A surname alone goes with its person.
        whole, alone = named(copy)[0][0], named(copy)[3][0]
        assert alone in (whole.split()[-1], "Voss")
        assert copy.text.endswith(f"\n{alone} left it.")
        assert [copy.text[slice(*copy.spans[cut])] for cut in copy.cuts] == [copy.words()[0], alone]
    assert any(text.startswith("Ilse Tarnow joined Red Anchor in Port-au-Sel.\nTarnow left") for text in seen)


def test_a_kind_without_pool_and_unknown_labels_are_left_alone() -> None:
    material = from_text("example", "The Lantern Cup was held.")
    material.labels["entity"] = ["O", "B-MISC", "I-MISC", None, "O", "O"]
    copy = renamed(material, {}, {}, random.Random(1))
    assert (copy.text, copy.labels["entity"]) == (material.text, material.labels["entity"])


def test_pools_hold_each_name_at_most_three_times() -> None:
    pools = pools_of([passage()] * 5)
    assert pools["ORG"] == ["Red Anchor"] * 3


def test_own_passages_are_marked_all_through() -> None:
    trained, held = list(own_names("train")), list(own_names("held"))
    assert len(held) >= len(trained) // 3
    assert not {m.name for m in trained} & {m.name for m in held}
    for material in (*trained, *held):
        assert all(name.strip() == name and name for name, _ in named(material))
