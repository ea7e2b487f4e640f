"""The words that a page shows in and around one of its elements."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement as Element

#: Elements whose content is not shown as text of the page.
_UNSHOWN = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "select", "option", "iframe", "object", "head",
    "textarea", "button", "audio", "video", "canvas",
})  # fmt: skip
#: Elements whose words and dates are others' or another day's.
_QUOTED = frozenset({"blockquote", "figure", "figcaption"})
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comment|kommentar)(?:s|e|list)?(?:$|\s|[_-](?:list|area|wrap|section|body|content|author|text))"
    r"|disqus|respond",
    re.IGNORECASE,
)
#: Elements that do not end a line.
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "em", "font", "i", "ins", "label", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "address", "wbr",
})  # fmt: skip
_HIDDEN = frozenset({"hidden", "rich-snippet-hidden", "d-none", "visually-hidden", "visuallyhidden"})
_CHANGED = re.compile(r"updated|modified", re.IGNORECASE)
_FIRST = re.compile(r"publi|entry-date", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
#: What holds other things than the article, by its element and by its class or id.
_ASIDES = frozenset({"aside", "footer", "nav"})
_ASIDE = re.compile(
    r"comment|kommentar|related|teaser|side-?bar|(?<!post-)(?<!entry-)(?<!article-)footer|widget|recommend"
    r"|most-?(?:read|viewed|popular)|read-?(?:more|next)|recent|trending|popular|newsletter|promo|carousel|slider"
    r"|navigation|breadcrumb|disqus|respond|more-(?:from|stories)|further|weitere|latest|(?<!v)card|ticker|modal"
    r"|overlay",
    re.IGNORECASE,
)
_LINES_BEFORE, _LINES_AFTER = 5, 16
#: Classes and ids beyond so many characters are no names.
_LONGEST_NAMES = 300
#: A heading or byline has no more elements than this in it.
_MOST_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a page's headline.

    Attributes:
        headline: The element that shows the headline, if any does.
        place: The elements that hold it.
        before: The last lines before it, in order.
        after: The first lines after it.
    """

    headline: Element | None
    place: frozenset[Element]
    before: tuple[str, ...]
    after: tuple[str, ...]


def surroundings_of(headline: Element | None) -> Surroundings:
    """Return what stands around a headline; nothing where no element shows one."""
    if headline is None:
        return Surroundings(None, frozenset(), (), ())
    before = tuple(_lines(_preceding(headline), _LINES_BEFORE, backwards=True))[::-1]
    after = tuple(lines_after(headline, _LINES_AFTER))
    return Surroundings(headline, frozenset(headline.iterancestors()), before, after)


def is_aside(element: Element, place: frozenset[Element]) -> bool:
    """Tell whether an element stands in comments, teasers, a sidebar or the like, which a place does not.

    Args:
        element: The element.
        place: The elements that hold the headline: what it stands in cannot be an aside for it.
    """
    node: Element | None = element
    while node is not None and node not in place:
        if node.tag in _ASIDES and (node.tag != "footer" or next(node.iterancestors("article"), None) is None):
            return True
        if node.tag not in ("html", "body") and _ASIDE.search(names_of(node)):
            return True
        node = node.getparent()
    return False


def names_of(element: Element) -> str:
    """Return an element's classes and id, by which sites call what is in it."""
    return f"{element.get('class', '')[:_LONGEST_NAMES]} {element.get('id', '')[:_LONGEST_NAMES]}"


def words_of(element: Element, most: int = 1000, leaving_out: Container[Element] = ()) -> str:
    """Return what an element shows, with single spaces; blocks and spans in it stand apart.

    Args:
        element: The element.
        most: Where there is more, the words end somewhere after so many characters.
        leaving_out: Elements in it that are passed over.
    """
    pieces: list[str] = []
    length = 0
    for piece in _inside(element, _apart, lambda child: _is_text(child) and child not in leaving_out, _MOST_STEPS):
        pieces.append(" " if piece is None else piece)
        length += len(pieces[-1])
        if length > most:
            break
    return " ".join("".join(pieces).split())


def lines_after(element: Element, most: int) -> Iterator[str]:
    """Yield the lines that follow an element in the order of the page, at most so many."""
    return _lines(_following(element), most)


def lines_in(element: Element, most: int) -> Iterator[str]:
    """Yield the lines in an element, at most so many."""
    return _lines(_inside(element, _ends_line, _is_shown), most)


def _lines(pieces: Iterator[str | None], most: int, *, backwards: bool = False) -> Iterator[str]:
    """Yield lines of pieces of text, among which None ends a line.

    Args:
        pieces: The pieces.
        most: How many lines at most.
        backwards: Whether the pieces come in reversed order, as the lines then do.
    """
    count = 0
    line: list[str] = []
    for piece in itertools.chain(pieces, (None,)):
        if piece is not None:
            line.append(piece)
        elif line:
            words = " ".join(_joined(line[::-1] if backwards else line).split())
            line = []
            if words:
                yield words
                count += 1
                if count == most:
                    return


def _joined(pieces: list[str]) -> str:
    """Return pieces of a line as one; what is apart on the screen only by its element gets a space between."""
    apart = [pieces[0]]
    for before, piece in itertools.pairwise(pieces):
        if before[-1:].isalnum() and piece[:1].isalnum():
            apart.append(" ")
        apart.append(piece)
    return "".join(apart)


def _following(element: Element) -> Iterator[str | None]:
    """Yield the text after an element to the end of the page, and None where a line ends."""
    node: Element | None = element
    while node is not None:
        if node.tail:
            yield node.tail
        following = node.getnext()
        if following is None:
            node = node.getparent()
            yield None
        else:
            yield from _inside(following, _ends_line, _is_shown)
            node = following


def _preceding(element: Element) -> Iterator[str | None]:
    """Yield the text before an element to the beginning of the page, backwards, and None where a line ends."""
    node: Element | None = element
    while node is not None:
        preceding = node.getprevious()
        if preceding is None:
            node = node.getparent()
            yield None
            if node is not None and node.text:
                yield node.text
        else:
            if preceding.tail:
                yield preceding.tail
            yield from _inside_backwards(preceding)
            node = preceding


def _inside(
    element: Element, ends_line: Callable[[Element], bool], shows: Callable[[Element], bool], most: int | None = None
) -> Iterator[str | None]:
    """Yield the text in an element, without its tail, and None where a line ends.

    Args:
        element: The element.
        ends_line: Whether an element begins and ends a line.
        shows: Whether an element's text is passed on.
        most: How many elements to look at, at most.
    """
    if not shows(element):
        return
    opening: list[Element] = [element]
    open_elements: list[tuple[Element, Iterator[Element]]] = []
    looked_at = 0
    while opening or open_elements:
        if opening:
            node = opening.pop()
            if ends_line(node):
                yield None
            if ends_line is _ends_line and (mark := _mark_of_date(node)):
                yield mark
            if node.text:
                yield node.text
            open_elements.append((node, iter(node)))
        node, children = open_elements[-1]
        child = next(children, None)
        looked_at += 1
        if most is not None and looked_at > most:
            return
        if child is None:
            open_elements.pop()
            if ends_line(node):
                yield None
            if node is not element and node.tail:
                yield node.tail
        elif shows(child):
            opening.append(child)
        elif child.tail:
            yield child.tail


def _inside_backwards(element: Element) -> Iterator[str | None]:
    """Yield what `_inside` yields, in reversed order."""
    if not _is_shown(element):
        return
    if _ends_line(element):
        yield None
    open_elements = [(element, element.iterchildren(reversed=True))]
    while open_elements:
        node, children = open_elements[-1]
        child = next(children, None)
        if child is not None:
            if child.tail:
                yield child.tail
            if _is_shown(child):
                if _ends_line(child):
                    yield None
                open_elements.append((child, child.iterchildren(reversed=True)))
            continue
        open_elements.pop()
        if node.text:
            yield node.text
        if mark := _mark_of_date(node):
            yield mark
        if _ends_line(node):
            yield None


def _ends_line(element: Element) -> bool:
    """Tell whether a line ends where an element begins and ends."""
    return element.tag not in _INLINE


def _apart(element: Element) -> bool:
    """Tell whether an element's words stand apart from those beside it, inside a heading or a byline."""
    return element.tag not in _INLINE or element.tag == "span"


def _is_text(element: Element) -> bool:
    """Tell whether an element holds text of the page, and is no comment, script or the like."""
    return isinstance(element.tag, str) and element.tag not in _UNSHOWN


def _is_shown(element: Element) -> bool:
    """Tell whether an element's text is the page's own, and it does not say of itself that it is hidden."""
    if not _is_text(element) or element.tag in _QUOTED or element.get("hidden") is not None:
        return False
    style = element.get("style")
    if style and "display:none" in style[:_LONGEST_NAMES].replace(" ", ""):
        return False
    names = names_of(element)
    return len(names) == 1 or (_HIDDEN.isdisjoint(names.split()) and not _COMMENTS.search(names))


def _mark_of_date(element: Element) -> str | None:
    """Return what an element says of the date in it and does not show: that it is the last change's, or its year."""
    if element.tag not in _INLINE:
        return None
    names = f"{element.get('class', '')[:_LONGEST_NAMES]} {element.get('itemprop', '')[:_LONGEST_NAMES]}"
    mark = " updated: " if _CHANGED.search(names) and not _FIRST.search(names) else ""
    if element.tag == "time" and (value := element.get("datetime")) and not _YEAR.search(words_of(element, 60)):
        # What it shows is "three hours ago", or a day without its year.
        mark += f" {value[:40]} "
    return mark or None
