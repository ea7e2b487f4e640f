"""A web page as the row of its blocks of text, in the boxes that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html

from verbale.read.page import areas

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
    "map", "area", "select", "option", "optgroup", "datalist", "input", "textarea", "button", "meter", "progress",
    "head", "title", "meta", "link", "base", "applet", "frame", "frameset", "noframes", "param", "source", "track",
    "dialog", "rp", "rt", "img", "picture",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_FOR_SCRIPTS = frozenset(("noscript", "template"))
_PLAIN = frozenset(("b", "strong", "em", "i", "u", "sub", "sup", "small", "br", "wbr", "font", "tt", "code"))
_NO_BOX = _INLINE | _SKIPPED | {"br", "hr"}
_BREAK = "\x00"  # stands for <br>; no page has it, since `page_tree` takes it out
_LINE_END = re.compile(f"\r\n?|{_BREAK}")
_BREAKS_IN_ROW = re.compile(r"\n{3,}")
_WHOLE = 0.8  # an inline element that holds this share of a block says what the block is for
_NO_WIDTH = str.maketrans("", "", "\u00ad\u200b\ufeff\u2060")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*(?:\s|$)")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Weights were tuned on 250 labelled pages of news sites, magazines and blogs, most of them German or English.
_LINKED = 0.6  # a block of which more is links is navigation
_PARAGRAPH = 100  # letters that make a paragraph; with a sentence's end fewer do
_SENTENCE = 40
_SHORT = 25
_OF_LINKED_HEADING, _OF_FRAGMENT, _LEAST_OF_LINKS = -10.0, -5.0, 60.0
_OF_SHORT_PARAGRAPH = 0.3
_MOST = 800.0  # a single block counts for no more, so that one long list does not outweigh an article


@dataclass(slots=True)
class Block:
    r"""A stretch of text that a browser would set apart.

    Attributes:
        text: Its words with single spaces; ``\n`` stands for a line break, two for several.
        tag: The tag of the box that it stands in.
        box: Place of that box.
        links: How many of its characters are links.
        areas: What it is for (bits of `areas`).
        weight: How much it looks like the text of an article; below zero, like something else.
    """

    text: str
    tag: str
    box: int
    links: int
    areas: int
    weight: float

    @property
    def linked(self) -> float:
        """The share of its characters that are links."""
        return self.links / len(self.text)


@dataclass(slots=True)
class Box:
    """An element that holds blocks.

    Attributes:
        element: The element.
        tag: Its tag.
        parent: Place of the box around it; -1 for the outermost.
        start: Place of the first block in it.
        end: Place after the last block in it.
        own: What the element itself says that it is for.
        areas: What it is for, by itself and by what is around it.
    """

    element: lxml.html.HtmlElement
    tag: str
    parent: int
    start: int
    end: int
    own: int
    areas: int = 0


class Blocks:
    """The blocks of a page, and the boxes that hold them, both in the order of the page.

    Attributes:
        blocks: The blocks.
        boxes: The boxes; each stands after the one around it.
    """

    def __init__(self, element: lxml.html.HtmlElement, *, hidden: bool = False) -> None:
        """Walk through an element.

        Args:
            element: The element, as a rule the body of a page.
            hidden: Whether to take what is there for browsers without scripts, and templates, as part of it.
        """
        self._skipped = _SKIPPED - _FOR_SCRIPTS if hidden else _SKIPPED
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self._parts: list[str] = []
        self._links = 0
        self._size = 0
        self._spans: list[tuple[int, int]] = []  # areas of inline elements, with the size of their text
        self._tag = ""
        self._box = -1
        self._in_link = 0
        self._in_pre = 0
        self._enter(element, element.tag)

    def _enter(self, element: lxml.html.HtmlElement, tag: str) -> None:
        """Walk through a box. The parser bounds the depth of a page, and with it this recursion."""
        place = len(self.boxes)
        box = Box(element, tag, self._box, len(self.blocks), 0, areas.areas_of(tag, element.items()))
        self.boxes.append(box)
        outer = self._tag, self._box
        self._tag, self._box = tag, place
        if tag == "pre":
            self._in_pre += 1
        elif tag == "a":
            self._in_link += 1
        self._children(element)
        if self._parts:
            self._flush()
        if tag == "pre":
            self._in_pre -= 1
        elif tag == "a":
            self._in_link -= 1
        self._tag, self._box = outer
        box.end = len(self.blocks)

    def _children(self, element: lxml.html.HtmlElement) -> None:
        """Walk through what an element holds."""
        parts = self._parts
        if (text := element.text) and (parts or not text.isspace()):
            self._add(text)
        for child in element:
            tag = child.tag
            if tag in _INLINE:
                self._inline(child, tag)
            elif tag == "br":
                parts.append(_BREAK)
            elif tag == "hr":
                self._flush()
            elif tag not in self._skipped and isinstance(tag, str):
                if parts:
                    self._flush()
                self._enter(child, tag)
            if (text := child.tail) and (parts or not text.isspace()):
                self._add(text)

    def _inline(self, element: lxml.html.HtmlElement, tag: str) -> None:
        """Walk through an inline element; one that holds boxes is a box itself."""
        own = 0 if tag in _PLAIN else areas.areas_of(tag, element.items())
        if own & areas.HIDDEN:
            return
        if len(element):
            for child in element:
                if child.tag not in _NO_BOX and isinstance(child.tag, str):
                    self._flush()
                    self._enter(element, tag)
                    return
        size = self._size
        self._in_link += tag == "a"
        self._children(element)
        self._in_link -= tag == "a"
        if own:
            self._spans.append((own, self._size - size))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)
        if self._in_link:
            self._links += len(text.strip())

    def _flush(self) -> None:
        """Make a block of the text that has come together."""
        parts = self._parts
        if not parts:
            return
        text = "".join(parts)
        parts.clear()
        links, spans = self._links, self._spans
        self._links, self._size, self._spans = 0, 0, []
        if self._in_pre:
            text = _LINE_END.sub("\n", text).translate(_NO_WIDTH).strip("\n").rstrip()
        elif _BREAK in text:
            text = "\n".join(" ".join(line.split()) for line in text.split(_BREAK)).translate(_NO_WIDTH).strip()
            text = _BREAKS_IN_ROW.sub("\n\n", text)
        else:
            text = " ".join(text.split()).translate(_NO_WIDTH).strip()
        if not text:
            return
        found = 0
        for own, size in spans:
            if size >= _WHOLE * len(text):
                found |= own
        block = Block(text, self._tag, self._box, min(links, len(text)), found, 0.0)
        block.weight = _weight(block)
        self.blocks.append(block)


def _weight(block: Block) -> float:
    """Return how much a block looks like the text of an article, by its length, its links and its punctuation."""
    text = block.text
    size = len(text)
    linked = block.links / size
    if block.tag in HEADINGS:
        return _OF_LINKED_HEADING if linked > _LINKED else 0.0
    if text[0] > "\u2fff" or text[size // 2] > "\u2fff":
        size += 2 * len(_WIDE.findall(text))  # a character of these scripts says what three letters say
    if linked > _LINKED:
        return -min(size, _LEAST_OF_LINKS)
    own = size * (1 - linked)
    if own >= _PARAGRAPH or (own >= _SENTENCE and _SENTENCE_END.search(text)):
        return min(own, _MOST)
    if own >= _SHORT:
        return _OF_SHORT_PARAGRAPH * own if block.tag == "p" else 0.0
    return _OF_FRAGMENT
