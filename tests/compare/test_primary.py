import pytest

from verbale.compare.primary import is_primary
from verbale.models import Document


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Spokesperson of the Velmoran Mission to the League Speaks on a Question Concerning the Strait", True),
        ("Foreign Ministry Spokesperson Aren Toll's Regular Press Conference on April 11, 2022", True),
        ("Aren Toll’s regular press conference", True),
        ("Mission Spokesperson Answers Media Questions on Grain", True),
        ("Velmora's mission speaks out on grain", False),
        ("Minister leaves questions unanswered", False),
    ],
)
def test_headlines_of_transcripts_and_answers(title, expected):
    assert is_primary(Document("x", title=title)) is expected
