import pytest

from verbale.read.plain.comments import author_of


@pytest.mark.parametrize(
    ("comment", "author"),
    [
        ("lincolnmoor\nEmperor on the left.", "lincolnmoor"),
        ("Ken\n@JJE\nNo, more like fear.", "Ken"),
        ("Mira K. | 3 hours ago\nPut it on a flag.", "Mira K."),
        ("Tom Arden says:\nNonsense.", "Tom Arden"),
        ("Posted by Vox at 10:31\nFirst.", "Vox"),
        ("geronimo2006 · Jul 12, 2024\nRaise tariffs.", "geronimo2006"),
        ("1. Ana Luz (Port Oru)\nWell said.", "Ana Luz"),
        ("Guest\nThis is a long sentence about the state of the world.", "Guest"),
        ("This is not a name but a sentence that somebody wrote.\nAnd more of it.", ""),
        ("Just one line of it.", ""),
        ("Ana: well said", "Ana"),
        ("", ""),
    ],
)
def test_author(comment, author):
    assert author_of(comment) == author


def test_a_name_with_its_town_and_country():
    assert author_of("Ada of the Marsh, Little Wick, Orsk, 10 hours ago\nNo.") == "Ada of the Marsh"


def test_a_name_after_post_by():
    assert author_of("Post by Coxswain » Wed May 25, 2022 6:40 am\nI count nine.") == "Coxswain"
