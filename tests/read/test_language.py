import pytest

from verbale.read.language import is_readable, language_of

ENGLISH = "The minister said on Monday that the talks had failed and that the two sides would not meet again."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Der Minister sagte am Montag, die Verhandlungen seien gescheitert und würden nicht fortgesetzt.", "de"),
        ("Le ministre a déclaré lundi que les négociations avaient échoué et ne reprendraient pas.", "fr"),
        ("Министр заявил в понедельник, что переговоры провалились и не будут продолжены.", "ru"),
        ("外交部发言人星期一表示，会谈已经失败，双方不会再次会面，也没有计划恢复谈判。", "zh"),
    ],
)
def test_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Leave a Comment", "2024-07-11 10:15", "No, truly."])
def test_short_text_has_no_answer(text):
    assert language_of(text) is None


def test_damaged_english_is_english():
    spun = "The Secretary-Normal got a heat welcome on landing in the capital, and said that it was of his liking."
    assert language_of(spun) == "en"


def test_readable():
    assert is_readable("en")
    assert is_readable("en-GB")
    assert is_readable(None)
    assert not is_readable("de")
