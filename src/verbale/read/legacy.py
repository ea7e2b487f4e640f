"""Encodings from before Unicode: which of them some bytes are in, if that can be known."""

from __future__ import annotations

import codecs
import functools
import re
from collections.abc import Iterator

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LINES_BEYOND = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_SAMPLE = 1 << 15  # bytes of such lines that are judged
# At least this share of the characters beyond ASCII are such as the languages of an encoding use every day, or it is
# another encoding: 0.95 and more over the example sentences of spaCy's languages, each in its encoding.
_LEAST = 0.8
# A few bytes beyond ASCII prove nothing: they are the quotation marks and accents of Windows-1252, or not known.
_PROOF = 6
# From here on the detector is believed when it tells one Latin alphabet from another.
_PROOF_OF_LATIN = 20
_BETTER = 0.1  # before that, the share of everyday characters has to be higher by this much
# Western text has at most one letter in five beyond ASCII; it is no more than this share of its bytes.
_WESTERN_SHARE = 0.3

# In Windows-1252 these bytes are symbols, which stand in no word; in Windows-1250 they are letters.
_SYMBOL_IN_WORD = re.compile(
    rb"[A-Za-z\xc0-\xff][\xa3-\xa6\xa8\xa9\xac\xaf\xb1\xb3\xb5\xb6\xb8\xb9\xbc-\xbf\xd7\xf7][a-z\xdf-\xff]"
)

_MARKS = "\u00a0«»“”„‘’‚–—…•·§°€№©®™"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS = {
    "cp1252": "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÍÎÓÔÖØÙÚÛÜŒŠŽ¡¿ªº£´½²³",
    "cp1250": "ąćčďđęěłľĺńňóôőřŕśšťůűýźżžáâäăéëíîöüúçşţßĄĆČĐĘŁŃÓŚŠŹŻŽŘÁÉÍÖÜÚŐÇŞŢ",
    "cp1254": "àáâäçèéêëğıîïñóôöşùúûüßÇĞİÖŞÜ",
    "cp1251": _CYRILLIC + "ёђѓєѕіїјљњћќўџґ",
    "koi8-r": _CYRILLIC + "ё",
    "cp1253": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "cp1256": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگک،؛؟\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u200c",
}
_LATIN = frozenset({"cp1252", "cp1250", "cp1254"})
#: Rows of the national character sets that hold everyday characters, and of those the rows that must be there.
_ROWS: dict[str, tuple[str, tuple[range, ...], tuple[range, ...]]] = {
    "cp932": ("euc-jp", (range(0xA1, 0xA6), range(0xB0, 0xD0)), (range(0xA4, 0xA6),)),
    "euc-jp": ("euc-jp", (range(0xA1, 0xA6), range(0xB0, 0xD0)), (range(0xA4, 0xA6),)),
    "cp949": ("euc-kr", (range(0xA1, 0xA4), range(0xB0, 0xC9)), (range(0xB0, 0xC9),)),
    "gb18030": ("gb2312", (range(0xA1, 0xA4), range(0xB0, 0xD8)), (range(0xB0, 0xD8),)),
    "big5": ("big5", (range(0xA1, 0xA4), range(0xA4, 0xC7)), (range(0xA4, 0xC7),)),
}
_LEAST_NEEDED = 0.1
# Names under which encodings are declared and detected, where another one reads the same and more.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-15": "cp1252", "iso8859-2": "cp1250", "iso8859-9": "cp1254",
    "iso8859-7": "cp1253", "iso8859-8": "cp1255", "shift_jis": "cp932", "euc_jp": "euc-jp", "euc_kr": "cp949",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5", "big5hkscs": "big5", "cp950": "big5",
}  # fmt: skip
_DECLARABLE = re.compile(
    r"utf-8|utf-16(-[bl]e)?|utf-32(-[bl]e)?|cp(125[0-8]|1140|437|85\d|866|874|932|949|950)|koi8-[rtu]|iso8859-\d+|"
    r"tis-620|mac-(roman|cyrillic|latin2|greek|turkish)|gb18030|big5(hkscs)?|euc[-_](jp|kr)|johab|hz|iso2022_(jp|kr).*"
)


def declared_encoding(charset: str) -> str | None:
    """Return Python's name of a declared character encoding, or of one that reads the same and more; None if unknown.

    Args:
        charset: The name, as a page or a header declares it; anything.
    """
    try:
        name = codecs.lookup(charset.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _DECLARABLE.fullmatch(name) else None


def detected_encodings(data: bytes) -> Iterator[str]:
    """Yield the encodings that bytes beyond ASCII may be in, the likeliest first.

    Args:
        data: Bytes of a text that is not UTF-8.
    """
    sample = _sample(data)
    beyond = len(_BEYOND_ASCII.findall(sample))
    if beyond >= _PROOF:
        if _everyday_share(sample, "cp949") >= _LEAST:
            yield "cp949"  # before the detector, which knows no Korean
        guess = _guess(sample)
        share = _everyday_share(sample, guess) if guess else 0.0
        certain = guess not in _LATIN or beyond >= _PROOF_OF_LATIN
        if guess and share >= _LEAST and (certain or share > _everyday_share(sample, "cp1252") + _BETTER):
            yield guess
    if beyond >= _PROOF and beyond > _WESTERN_SHARE * len(sample):
        return
    if not _SYMBOL_IN_WORD.search(sample):
        yield "cp1252"
    elif _everyday_share(sample, "cp1250") >= _LEAST:
        yield "cp1250"


def _sample(data: bytes) -> bytes:
    """Return lines with bytes beyond ASCII; no encoding but UTF-16 and UTF-32 has a line end inside a character."""
    lines, size = [], 0
    for line in _LINES_BEYOND.finditer(data):
        lines.append(line[0][: _SAMPLE * 2])
        size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return b"".join(lines)


def _guess(sample: bytes) -> str | None:
    """Return what the detector takes bytes for, if it is an encoding that can be checked."""
    from resiliparse.parse.encoding import detect_encoding

    name = detect_encoding(sample) or ""
    name = _WIDER.get(name, name)
    return name if name in _ALPHABETS or name in _ROWS else None


def _everyday_share(sample: bytes, encoding: str) -> float:
    """Return which share of the characters beyond ASCII are everyday ones if bytes are read in an encoding."""
    # The last character of a sample may be cut.
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    beyond = [character for character in text if character > "\x7f"]
    common, needed = _everyday(encoding)
    if not beyond or (needed and sum(character in needed for character in beyond) < _LEAST_NEEDED * len(beyond)):
        return 0.0
    return sum(character in common for character in beyond) / len(beyond)


@functools.cache
def _everyday(encoding: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of an encoding that are used every day, and those of them without which nobody writes."""
    if encoding in _ALPHABETS:
        return frozenset(_ALPHABETS[encoding] + _MARKS), frozenset()
    charset, rows, needed = _ROWS[encoding]
    return frozenset(_characters(charset, rows)), frozenset(_characters(charset, needed))


def _characters(charset: str, rows: tuple[range, ...]) -> Iterator[str]:
    """Yield the characters in rows of a national character set of two bytes."""
    seconds = [*range(0x40, 0x7F), *range(0xA1, 0xFF)] if charset == "big5" else range(0xA1, 0xFF)
    for row in rows:
        for first in row:
            for second in seconds:
                yield from bytes((first, second)).decode(charset, "ignore")
