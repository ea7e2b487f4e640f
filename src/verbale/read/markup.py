"""Whether characters are a page, or another text with tags."""

from __future__ import annotations

import re

# What may stand before the first tag: white space, comments, processing instructions.
_BEFORE = re.compile(r"(?:[\s\ufeff]|<\?(?!xml\b)[^>]{0,2000}>|<!--.*?-->)*", re.DOTALL | re.IGNORECASE)
_XML = re.compile(r"<\?xml\b[^>]{0,2000}>", re.IGNORECASE)
_ROOT = re.compile(r"<!doctype\s+([\w:.-]+)|<([a-z][\w:.-]*)(?=[\s/>])", re.IGNORECASE)
#: Tags with which a page begins.
DOCUMENT = frozenset({"html", "head", "body"})
_BLOCKS = (
    "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 "
    "h5 h6 header hr iframe li link main meta nav noscript ol p pre script section style table tbody td title tr ul"
)
_INLINE = "a abbr b big br cite em font i img small span strong sub sup time u"
_BLOCK = re.compile(rf"<(?:{'|'.join(_BLOCKS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{'|'.join((_BLOCKS + ' ' + _INLINE).split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ANY = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
# A text about pages names a tag or two; one whose paragraphs are in tags has two for each of them.
_LEAST_TAGS = 8
_TAG_DISTANCE = 400  # characters


def root_of(text: str) -> tuple[str, bool]:
    """Return the name of a text's first tag in small letters without its prefix, and whether the text says it is XML.

    Args:
        text: The beginning of a text.

    Returns:
        The name, empty where the text does not begin with a tag; a document type counts as the tag that it announces.
    """
    start = _end(_BEFORE, text, 0)
    declaration = _XML.match(text, start)
    if declaration:
        start = _end(_BEFORE, text, declaration.end())
    root = _ROOT.match(text, start)
    name = (root[1] or root[2]).lower().rpartition(":")[2] if root else ""
    return name, declaration is not None


def is_page(text: str, *, declared: bool, markdown: bool) -> bool:
    """Tell whether a text is a part of a page, without the tags that begin one.

    Args:
        text: The beginning of a text.
        declared: Whether its name or its media type says so: then any tag or character reference proves it.
        markdown: Whether its name says that it is Markdown, in which single tags have their place.
    """
    if declared:
        return _ANY.search(text) is not None
    if markdown:
        return False
    begins = _BLOCK.match(text, _end(_BEFORE, text, 0))
    if begins:
        return _TAG.search(text, begins.end()) is not None
    tags = sum(1 for _ in _TAG.finditer(text))
    return tags >= max(_LEAST_TAGS, len(text) // _TAG_DISTANCE)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where a pattern that matches anywhere, if only nothing, ends."""
    match = pattern.match(text, start)
    return match.end() if match else start
