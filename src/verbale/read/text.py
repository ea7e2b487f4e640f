"""Bytes to characters."""

from __future__ import annotations

import codecs
import re

from verbale.errors import VerbaleError

# The byte order marks, longest first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# White space apart, no text has C0 controls. The C1 controls pass: they are what is left of a Windows quotation mark
# that somebody took for Latin-1, and such articles are common.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(0x80) if _CONTROLS.match(chr(byte)))
_SURROGATES = re.compile("[\ud800-\udfff]")
_UTF8_PAIRS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Western text in cp1252 has at most one letter in five beyond ASCII; a few bytes prove nothing.
_WESTERN_SHARE = 0.3
_WESTERN_LEAST = 20
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def decode(data: bytes) -> str:
    r"""Return the text that bytes hold, with every line end written as ``\n``.

    Tried in this order: a byte order mark (UTF-8, UTF-16, UTF-32), UTF-8, Windows-1252.

    Raises:
        VerbaleError: V101, there is nothing in it; V102, it is not text; V103, its encoding is not one of these.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise VerbaleError("V103", f"{encoding.removesuffix('-sig')} breaks at byte {error.start}") from None
            return tidy(text)
    if len(data) != len(data.translate(None, _CONTROL_BYTES)):
        raise VerbaleError("V102", "control characters")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = _decode_western(data, error.start)
    return tidy(text)


def tidy(text: str) -> str:
    r"""Return a text as it will stand for good: line ends as ``\n``, lone surrogates as U+FFFD, nothing else changed.

    A lone surrogate (half of an escaped pair in JSON, cut by some program before us) is no character and cannot be
    stored; one U+FFFD in its place keeps the article and the count of its characters.

    Raises:
        VerbaleError: V101, there is nothing to read in it; V102, it has control characters.
    """
    text = without_surrogates(text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROLS.search(text):
        raise VerbaleError("V102", "control characters")
    if is_blank(text):
        raise VerbaleError("V101")
    return text


def without_surrogates(text: str) -> str:
    """Return a text with U+FFFD for each lone surrogate."""
    return _SURROGATES.sub("\ufffd", text)


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing: white space and characters of no width only."""
    return all(character.isspace() or character in _INVISIBLE for character in text)


def _decode_western(data: bytes, broken_at: int) -> str:
    """Return text in Windows-1252, unless it is rather UTF-8 that broke or an encoding that is not Western."""
    beyond = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    inside_pairs = sum(len(pair) for pair in _UTF8_PAIRS.findall(data))
    if inside_pairs * 2 > beyond:
        raise VerbaleError("V103", f"UTF-8 breaks at byte {broken_at}")
    if beyond >= _WESTERN_LEAST and beyond > _WESTERN_SHARE * len(data):
        raise VerbaleError("V103", "not UTF-8, and not a Western encoding")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise VerbaleError("V103", f"neither UTF-8 nor Windows-1252 at byte {error.start}") from None
