from verbale.codebook.swapped_words import swapped_for


def test_words_are_swapped_both_ways():
    assert "traditional" in swapped_for("conventional")
    assert "conventional" in swapped_for("traditional")
    assert swapped_for("qqq") == ()
