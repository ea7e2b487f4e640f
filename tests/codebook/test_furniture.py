import pytest

from verbale.codebook.furniture import _patterns, furniture_in


def kinds(line):
    return {kind for kind, place in furniture_in(line) if place != "inside"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("5 Comments", "comments"),
        ("Comments (12)", "comments"),
        ("コメント 3件", "comments"),
        ("Leave a Comment", "comment_form"),
        ('Posting Komentar untuk "Anger in Port Oru"', "comment_form"),
        ("Your email address will not be published. Required fields are marked *", "comment_form"),
        ("Deja un comentario", "comment_form"),
        ("SEE ALSO: Minister backs the treaty", "related"),
        ("Source link", "related"),
        ("Baca juga: Harga gandum naik", "related"),
        ("Tags: summit, defence", "tags"),
        ("© 2024 Orbis Wire. All rights reserved.", "copyright"),
        ("Click to share on Facebook (Opens in new window)", "share"),
        ("(Reporting by Ada Brunn; editing by Leo Marsh)", "byline"),
        ("Photo: Ada Brunn/Orbis Wire", "credit"),
    ],
)
def test_stock_phrases(line, kind):
    assert kind in kinds(line)


@pytest.mark.parametrize(
    "line",
    [
        "The minister said that comments on the treaty would have to wait.",
        "Sharing a border has not made the two countries friends, he said.",
        "The sources did not say who had ordered it, and the ministry left the question open on Monday.",
    ],
)
def test_sentences_are_no_furniture(line):
    assert not kinds(line)


def test_no_pattern_takes_everything():
    for kind, place, pattern in _patterns():
        assert not pattern.match("zzzz qqqq"), (kind, place)
        assert not pattern.fullmatch(""), (kind, place)
