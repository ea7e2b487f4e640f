"""The bytes of a web page, to its tree of elements."""

from __future__ import annotations

import codecs
import contextlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import lxml.etree
import lxml.html

from verbale.errors import VerbaleError
from verbale.read.legacy import declared_encoding, detected_encodings
from verbale.read.text import encoding_of_mark, without_surrogates
from verbale.settings import Settings

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CHARSET_WITHIN = 1 << 14  # bytes; browsers look at 1,024, but programs that make pages put scripts first
_MARKUP = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)|\Z)|<[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL)
_UTF8_PAIRS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(0x80))
# Encodings in which ASCII does not stand for itself, or that pass for it: their bytes tell nothing.
_TOLD_ONLY = ("iso2022", "hz", "cp1140")
_FIRST_TAG_WITHIN = 64  # bytes
_WESTERN_SHARE = 0.3  # Western text has no more bytes beyond ASCII; one letter in five is the most there is
_FEW_BROKEN = 0.02  # share of the bytes beyond ASCII that may be broken: names pasted in another encoding
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\x0c\r") + b"\x7f"

_START_TAG = re.compile(rb"<[A-Za-z]")
_TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]*)[^>]*(?:>|\Z)")
_NAMED_TAG = re.compile(rb"<[A-Za-z][\w:.-]*")
_SCRIPT = re.compile(rb"<(script|style)\b[^>]*>(.*?)(?=</\1|\Z)", re.IGNORECASE | re.DOTALL)
_LONG_TAG = 1024  # bytes
_MOST_ATTRIBUTES = 250
_BETWEEN_ATTRIBUTES = b" \t\n\r\x0c\"'/"
# Elements that hold nothing, or that end where the next one of their kind begins: they do not nest.
_NOT_NESTED = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot "
    b"option optgroup colgroup rt rp html head body script style".split()
)
_INLINE = frozenset(
    b"a abbr b big cite code em font i ins del kbd label mark q s samp small span strike strong sub sup u".split()
)


def page_tree(data: bytes | str, charset: str | None, settings: Settings) -> lxml.html.HtmlElement:
    """Return the tree of a page's elements, without comments. Nothing is fetched, and no entity expanded.

    Where a page is nested more deeply than the limit, what is deeper is there, but not its own elements.

    Args:
        data: The page.
        charset: The character encoding that an outer layer declares; may be wrong.
        settings: The limits.

    Raises:
        VerbaleError: V101, there is nothing in it; V103, its encoding cannot be known; V104, it is too large; V112, it
            is nested too deeply; V113, it has too many tags.
    """
    if len(data) > settings.max_page_bytes:
        raise VerbaleError("V104", f"the limit is {settings.max_page_bytes:,} bytes")
    text = without_surrogates(data) if isinstance(data, str) else decode_page(data, charset)
    page = text.encode().translate(None, _CONTROLS)
    if page.count(b"<") > settings.max_tags and len(_START_TAG.findall(page)) > settings.max_tags:
        raise VerbaleError("V113", f"the limit is {settings.max_tags:,} tags")
    page = _without_long_tags(page)
    tree = _parsed(page)
    for share in (2, 5):  # a table inside a table is four levels
        if tree is None:
            tree = _parsed(_flattened(page, settings.max_depth // share))
    if tree is None:
        raise VerbaleError("V112", f"the limit is {settings.max_depth}")
    return tree


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Return the characters of a page.

    Tried in this order: a byte order mark; UTF-8, if it fits; the declared encoding, the page's own declaration, and
    the encodings of `verbale.read.legacy` in which the bytes make sense. A page in UTF-8 with single bytes of
    Windows-1252 in it, as programs paste them together, is read as what it is.

    Args:
        data: The bytes.
        charset: The character encoding that an outer layer declares; may be wrong.

    Raises:
        VerbaleError: V103, its encoding cannot be known.
    """
    if mark := encoding_of_mark(data) or _unmarked(data):
        return data.decode(mark, "replace").removeprefix("\ufeff")
    declared = [encoding for name in _declared(data, charset) if (encoding := declared_encoding(name))]
    for encoding in declared:
        if encoding.startswith(_TOLD_ONLY):
            with contextlib.suppress(UnicodeDecodeError):
                return data.decode(encoding)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return _decode_legacy(data, [name for name in declared if not name.startswith("utf")], error.start)


def page_parser() -> lxml.html.HTMLParser:
    """Return a parser for pages in UTF-8; its elements are all of one class, which saves much time."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    parser.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    return parser


def _decode_legacy(data: bytes, declared: list[str], broken_at: int) -> str:
    """Return the characters of a page that is not UTF-8, or not all of it.

    Raises:
        VerbaleError: V103, its encoding cannot be known.
    """
    words = _MARKUP.sub(b" ", data)
    if not words.translate(None, _ASCII):
        words = data  # all that is beyond ASCII is in the tags
    beyond = len(words.translate(None, _ASCII))
    if sum(map(len, _UTF8_PAIRS.findall(words))) * 2 > beyond:
        return data.decode("utf-8", "verbale-windows")
    western = beyond <= _WESTERN_SHARE * len(words)
    believed = [encoding for encoding in declared if encoding not in _TOLD_ONLY and (encoding != "cp1252" or western)]
    for encoding in (*believed, *detected_encodings(words)):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= _FEW_BROKEN * beyond:
            return text
    raise VerbaleError("V103", f"UTF-8 breaks at byte {broken_at}, and no other encoding makes sense")


def _unmarked(data: bytes) -> str | None:
    """Return which UTF-16 a page without a mark is in, by its first tag."""
    start = data.find(b"<", 0, _FIRST_TAG_WITHIN)
    if start < 0 or data[start + 1 : start + 4 : 2] != b"\x00\x00":
        return None
    return "utf-16-be" if start % 2 else "utf-16-le"


def _declared(data: bytes, charset: str | None) -> Iterator[str]:
    """Yield the encodings that are declared for a page, the outermost first."""
    if charset:
        yield charset
    for match in _CHARSET.finditer(data[:_CHARSET_WITHIN]):
        yield (match[1] or match[2]).decode("ascii", "replace")


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("verbale-windows", _windows)


def _parsed(page: bytes) -> lxml.html.HtmlElement | None:
    """Return the tree of a page, or None if it is nested more deeply than the parser goes.

    Raises:
        VerbaleError: V101, there is nothing in it.
    """
    parser = page_parser()
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except lxml.etree.ParserError:
        raise VerbaleError("V101") from None
    last = parser.error_log.last_error
    # The parser stops at a depth of 256 without a word to its caller, and the rest of the page is lost.
    return None if last is not None and "depth" in last.message else tree


def _without_long_tags(page: bytes) -> bytes:
    """Return a page with tags of very many attributes made bare: the parser compares each of them with all others."""
    parts = page.split(b">")
    scripts: list[tuple[int, int]] | None = None
    starts: list[int] = []
    changed = False
    for place in [place for place, part in enumerate(parts) if len(part) > _LONG_TAG]:
        part = parts[place]
        tag = _NAMED_TAG.search(part)
        if tag is None or len(part) - len(part.translate(None, _BETWEEN_ATTRIBUTES)) <= _MOST_ATTRIBUTES:
            continue
        if scripts is None:
            scripts = [match.span(2) for match in _SCRIPT.finditer(page)]
            starts = [0, *accumulate(len(part) + 1 for part in parts)]
        at = bisect_right(scripts, (starts[place] + 1, 0)) - 1
        if at < 0 or starts[place] >= scripts[at][1]:
            parts[place] = part[: tag.end()]
            changed = True
    return b">".join(parts) if changed else page


def _flattened(page: bytes, most: int) -> bytes:
    """Return a page without the tags that are nested more deeply than a limit; what stands in them stays."""
    depth = 0
    dropped: dict[bytes, int] = {}

    def flat(match: re.Match[bytes]) -> bytes:
        nonlocal depth
        name = match[2].lower()
        if name in _NOT_NESTED or match[0].endswith(b"/>"):
            return match[0]
        rest = b" " if name in _INLINE else b"<br>"
        if not match[1]:
            depth += 1
            if depth <= most:
                return match[0]
            dropped[name] = dropped.get(name, 0) + 1
            return rest
        depth = max(0, depth - 1)
        if not dropped.get(name):
            return match[0]
        dropped[name] -= 1
        return rest

    return _TAG.sub(flat, page)
