from verbale.codebook.given_names import sexes
from verbale.codebook.knowledge import folded


def test_names_are_folded_and_have_one_sex():
    names = sexes()
    assert names["olga"] == "f"
    assert names["hassan"] == "m"
    assert all(name == folded(name) and " " not in name for name in names)
    assert set(names.values()) == {"m", "f"}


def test_names_that_both_bear_are_not_there():
    assert not {"kim", "jean", "andrea", "robin"} & sexes().keys()
