"""What a user searches for, as a query of SQLite's full-text search.

Every word and phrase of the user goes into quotation marks, so that nothing of it can be search syntax.
"""

from __future__ import annotations

import re
import unicodedata

from verbale.errors import VerbaleError

_MARKS = str.maketrans("“”„‟«»＂", '"' * 7)
_PARTS = re.compile(r'"([^"]*)"|([^\s"]+)')


def all_of(search: str) -> str:
    """Return the query for texts that have every word and every phrase in quotation marks.

    Args:
        search: What the user wrote.

    Raises:
        VerbaleError: V303, it has no letter and no digit.
    """
    parts = [phrase or word for phrase, word in _PARTS.findall(_plain(search).translate(_MARKS))]
    return _conjunction(parts)


def phrase(words: str) -> str:
    """Return the query for texts that have these words one after the other.

    Raises:
        VerbaleError: V303, it has no letter and no digit.
    """
    return _conjunction([_plain(words).translate(_MARKS).replace('"', " ")])


def _conjunction(parts: list[str]) -> str:
    """Return the query for all of some parts, without those that have nothing to search for."""
    parts = [part for part in parts if any(_is_searchable(character) for character in part)]
    if not parts:
        raise VerbaleError("V303")
    return " AND ".join(f'"{part}"' for part in parts)


def _plain(text: str) -> str:
    """Return text without what SQLite cannot take as text: control characters and lone surrogates."""
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)


def _is_searchable(character: str) -> bool:
    """Tell whether a character is part of a word for the tokenizer (`unicode61`: letters, digits, private use)."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"
