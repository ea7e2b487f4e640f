"""Bytes to characters."""

from __future__ import annotations

import codecs
import contextlib
import re

from verbale.errors import VerbaleError
from verbale.read.legacy import declared_encoding, detected_encodings

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
# Encodings in which ASCII does not stand for itself, or that pass for it: nothing can be told from their bytes.
_TOLD_ONLY = ("utf-16", "utf-32", "iso2022", "hz", "cp1140")
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def decode(data: bytes, charset: str | None = None) -> str:
    r"""Return the text that bytes hold, with every line end written as ``\n``.

    Tried in this order: a byte order mark (UTF-8, UTF-16, UTF-32), UTF-8, the declared encoding, the encodings of
    `verbale.read.legacy` in which the bytes make sense.

    Args:
        data: The bytes.
        charset: The character encoding that an outer layer declares; may be wrong.

    Raises:
        VerbaleError: V101, there is nothing in it; V102, it is not text; V103, its encoding cannot be known.
    """
    if encoding := encoding_of_mark(data):
        try:
            return tidy(data.decode(encoding))
        except UnicodeDecodeError as error:
            raise VerbaleError("V103", f"{encoding.removesuffix('-sig')} breaks at byte {error.start}") from None
    declared = declared_encoding(charset) if charset else None
    if declared and declared.startswith(_TOLD_ONLY):
        with contextlib.suppress(UnicodeDecodeError):
            return tidy(data.decode(declared))
    if len(data) != len(data.translate(None, _CONTROL_BYTES)):
        raise VerbaleError("V102", "control characters")
    try:
        return tidy(data.decode())
    except UnicodeDecodeError as error:
        return tidy(_decode_legacy(data, declared, error.start))


def encoding_of_mark(data: bytes) -> str | None:
    """Return the encoding that a byte order mark at the beginning tells, or None."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def characters_of(head: bytes) -> str:
    """Return the beginning of a file as characters to look at its form: its ASCII ones are right in any encoding."""
    encoding = encoding_of_mark(head)
    return head.decode(encoding, "replace") if encoding else head.decode("latin-1")


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


def _decode_legacy(data: bytes, declared: str | None, broken_at: int) -> str:
    """Return text in an encoding from before Unicode, unless it is rather UTF-8 that broke.

    Raises:
        VerbaleError: V103, it is that, or its encoding cannot be known.
    """
    beyond = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    inside_pairs = sum(len(pair) for pair in _UTF8_PAIRS.findall(data))
    if inside_pairs * 2 > beyond:
        raise VerbaleError("V103", f"UTF-8 breaks at byte {broken_at}")
    # Windows-1252 is what programs declare that do not know.
    believed = [declared] if declared and declared != "cp1252" else []
    for encoding in (*believed, *detected_encodings(data)):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise VerbaleError("V103", "not UTF-8, and no other encoding makes sense")
