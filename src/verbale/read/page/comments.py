"""Readers' comments on a page: where each begins and ends, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import Literal

from verbale.read.page import areas
from verbale.read.page.blocks import Block, Blocks

Kind = Literal["meta", "text", "none"]

# An id with a number at its end is one of many: "comment-152", "div-comment-152", "c1648001528111248930".
_NUMBERED = re.compile(
    r"(?:^|[-_a-z])(?:c|comm|comment\w*|kommentar\w*|reply|answer|post|message|msg|forum)[-_]?\d+$", re.IGNORECASE
)
_ITEM = re.compile(
    r"comment|kommentar|coment[aá]rio|commento|reactie|repl(?:y|ies)|answer|review|respon[sd]e|message|posting",
    re.IGNORECASE,
)
_WHO = r"author|autor|auteur|fn|user(?:name)?|benutzer|nick(?:name)?|name|commenter|poster|writer"
_NAME = re.compile(rf"(?:^|[-_ ]|(?<=[a-z]))(?:{_WHO})(?:$|[-_ ]|(?=[A-Z]))", re.IGNORECASE)
_NAME_OR_DATE = re.compile(
    rf"(?:^|[-_ ]|(?<=[a-z]))(?:{_WHO}|header|head|meta|info(?:rmation|s)?|date|datum|time|postinfo)", re.IGNORECASE
)
# A class that a whole comment has, not the line with its author.
_THREADED = re.compile(r"\b(?:depth-|even|odd|bypostauthor|byuser)")
_LEADING = re.compile(
    r"^(?:asked|answered|replied|commented|posted|edited|modified|at|am|um|on|le|el|il)\b\s*", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(?:[\s,;:|·•–—@#(-]++|\b(?:at|am|um|on|le|el|il|à|a las|says?|said|sagte?|schrieb|schreibt|meinte?|wrote|writes"
    r"|dit|dice|dijo|reply|antworten|répondre|permalink|link|author|autor|uhr|ago|vor|il y a|hace|pm|edited|verified"
    r"|purchase)\b)++$",
    re.IGNORECASE,
)
_AROUND_NAME = " \t\"'“”«»,;:|·•–—-[]#@"
_DIGIT = re.compile(r"\d")
_META_SIZE = 160  # characters; more is text
_NAME_SIZE = 60
_WORDS_BESIDE_DATE = 8
_WORDS_BESIDE_DAY = 3  # "yesterday" stands in sentences, too
_BLOCKS_OF_NAME = 2
_MOST_ELEMENTS = 50
_LINKED = 0.6  # a "comment" of which more is links is a link to an article under which somebody wrote something
_ITEM_TAGS = frozenset(("li", "article", "tr"))


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment.

    Attributes:
        author: Who wrote it, as the page names them; empty where it does not.
        blocks: The places of its text's blocks.
    """

    author: str
    blocks: tuple[int, ...]


def comments_of(page: Blocks) -> list[Comment]:
    """Return the readers' comments of a page, in its order.

    Args:
        page: The page's blocks, with what they are for.
    """
    places = [
        place
        for place, block in enumerate(page.blocks)
        if block.areas & areas.COMMENTS and not block.areas & (areas.FORM | areas.CONSENT)
    ]
    if not places:
        return []
    finder = _Finder(page, places)
    return [comment for group in finder.groups() for comment in finder.comments_in(group)]


class _Finder:
    """What is known of a page's comments while they are being taken apart."""

    def __init__(self, page: Blocks, places: list[int]) -> None:
        self._page = page
        self._places = places
        self._size = list(accumulate((len(block.text) for block in page.blocks), initial=0))
        self._kinds: dict[int, Kind] = {place: self._kind(page.blocks[place]) for place in places}
        self._items: dict[int, bool] = {}

    def groups(self) -> list[list[int]]:
        """Return the blocks of comment areas by the innermost box that holds both a text and who wrote it or when."""
        metas, texts = self._running("meta"), self._running("text")
        grouped: dict[int, list[int]] = {}
        boxes = self._page.boxes
        for place in self._places:
            box = self._page.blocks[place].box
            while box >= 0 and boxes[box].areas & areas.COMMENTS:
                start, end = boxes[box].start, boxes[box].end
                if metas[end] > metas[start] and texts[end] > texts[start] and self._is_item(box):
                    grouped.setdefault(box, []).append(place)
                    break
                box = boxes[box].parent
        return sorted(grouped.values())

    def comments_in(self, group: list[int]) -> Iterator[Comment]:
        """Yield the comments of a group of blocks: one, or several where a list has no boxes for them."""
        kinds = self._kinds_in(group)
        if "text" not in kinds or not any(
            kind == "meta" and self._is_sure(place) for place, kind in zip(group, kinds, strict=True)
        ):
            return
        below = kinds.index("text") < kinds.index("meta")  # who and when stand below the text
        metas: list[int] = []
        texts: list[int] = []
        for place, kind in zip(group, kinds, strict=True):
            complete = texts and (kind == "text" and metas if below else kind == "meta")
            if complete:
                yield from self._comment(metas, texts)
                metas, texts = [], []
            if kind == "meta":
                metas.append(place)
            elif kind == "text":
                texts.append(place)
        if texts:
            yield from self._comment(metas, texts)

    def _kind(self, block: Block) -> Kind:
        """Return what a block of a comment area is: who and when, text, or neither."""
        text = block.text
        short = len(text) <= _META_SIZE
        if short and _has_date(text):
            return "meta"
        if areas.phrases_of("control", "lines").match(text) or areas.phrases_of("comments", "lines").match(text):
            return "none"
        if short and areas.phrases_of("says", "ends").search(text):
            return "meta"
        if len(text) <= _NAME_SIZE and self._is_named(block):
            return "meta"
        return "text" if any(character.isalpha() or character > "\u2000" for character in text) else "none"

    def _is_named(self, block: Block) -> bool:
        """Tell whether a small box around a block says that it holds an author or a date."""
        box = block.box
        while box >= 0:
            around = self._page.boxes[box]
            names = around.element.get("class") or around.element.get("itemprop") or ""
            if (
                self._size[around.end] - self._size[around.start] > _META_SIZE
                or around.end - around.start > _BLOCKS_OF_NAME
                or _NUMBERED.search(around.element.get("id") or "")
                or _THREADED.search(names)
            ):
                return False
            if _NAME_OR_DATE.search(names):
                return True
            box = around.parent
        return False

    def _is_sure(self, place: int) -> bool:
        """Tell whether a block has a date, or is marked as holding an author."""
        block = self._page.blocks[place]
        if _has_date(block.text) or areas.phrases_of("says", "ends").search(block.text):
            return True
        box = block.box
        for _ in range(3):
            element = self._page.boxes[box].element
            if _NAME.search(element.get("class") or element.get("itemprop") or ""):
                return True
            box = max(self._page.boxes[box].parent, 0)
        return False

    def _running(self, kind: Kind) -> list[int]:
        """Return for each block of the page how many blocks of a kind are before it in comment areas."""
        return list(accumulate((self._kinds.get(place) == kind for place in range(len(self._page.blocks))), initial=0))

    def _is_item(self, box: int) -> bool:
        """Tell whether a box may be a comment, or several."""
        known = self._items.get(box)
        if known is None:
            element = self._page.boxes[box].element
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            known = self._items[box] = bool(
                _ITEM.search(names)
                or _NUMBERED.search(element.get("id") or "")
                or element.get("itemtype")
                or element.tag in _ITEM_TAGS
            )
        return known

    def _kinds_in(self, group: list[int]) -> list[Kind]:
        """Return the kinds of a group's blocks; a name before a date is one, though its box does not say so."""
        kinds = [self._kinds[place] for place in group]
        for number, (place, after) in enumerate(pairwise(group)):
            text = self._page.blocks[place].text
            if (
                kinds[number : number + 2] == ["text", "meta"]
                and (number == 0 or kinds[number - 1] != "meta")
                and len(text) <= _NAME_SIZE
                and text[-1] not in ".!?…"
                and not self._author(after)
            ):
                kinds[number] = "meta"
        return kinds

    def _comment(self, metas: list[int], texts: list[int]) -> Iterator[Comment]:
        """Yield a comment from the blocks that say who and when, and those of its text, if it is one."""
        blocks = self._page.blocks
        author = next((name for place in metas if (name := self._author(place))), "")
        if not author and len(texts) > 1:
            first = blocks[texts[0]].text
            if len(first) <= _NAME_SIZE and first[-1] not in ".!?…" and (author := _name_in(first)):
                texts = texts[1:]
        if sum(blocks[place].links for place in texts) < _LINKED * sum(len(blocks[place].text) for place in texts):
            yield Comment(author, tuple(texts))

    def _author(self, place: int) -> str:
        """Return the name that a block of who and when holds, or an empty string."""
        block = self._page.blocks[place]
        best = ""
        for inner in islice(self._page.boxes[block.box].element.iter(), _MOST_ELEMENTS):
            names = f"{inner.get('class') or ''} {inner.get('itemprop') or ''} {inner.get('rel') or ''}"
            if _NAME.search(names):
                words = " ".join(islice(inner.itertext(), _MOST_ELEMENTS))
                name = _name_in(" ".join(words.split()))
                if name and name in block.text and (not best or len(name) < len(best)):
                    best = name
        return best or _name_in(block.text)


def _has_date(text: str) -> bool:
    """Tell whether a line is a date, with few words beside it."""
    when = areas.phrases_of("when", "parts")
    if not when.search(text):
        return False
    if areas.phrases_of("signed", "starts").match(text):
        return True
    most = _WORDS_BESIDE_DATE if _DIGIT.search(text) else _WORDS_BESIDE_DAY
    return len(when.sub("", text).split()) <= most


def _name_in(text: str) -> str:
    """Return the name in a line that says who wrote something, or an empty string."""
    line = text.split("\n")[0][:_META_SIZE]
    signed = areas.phrases_of("signed", "starts").match(line)
    line = line[signed.end() :] if signed else line
    for part in areas.phrases_of("when", "parts").split(line):
        name = _TRAILING.sub("", _LEADING.sub("", part.strip(_AROUND_NAME))).strip(_AROUND_NAME)
        if (
            1 < len(name) <= _NAME_SIZE
            and any(character.isalpha() for character in name)
            and not areas.phrases_of("control", "lines").match(name)
        ):
            return name
    return ""
