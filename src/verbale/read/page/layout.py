"""Where on a page the article stands: its headline, the box that holds its text, and what around it is not it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from verbale.read.page import areas
from verbale.read.page.blocks import Block, Blocks

# All figures here were tuned on 250 labelled pages of news sites, magazines and blogs, most German or English.
_TRUSTED_SHARE = 0.5  # furniture does not hold more than this share of the page's good text
_TRUSTED_IN_ARTICLE = 0.25  # the same for an <article>, whose classes often name its subject or its neighbours
_TRUSTED_WITH_HEADLINE = 0.1  # the same for a box that holds the headline
_TRUSTED_SMALL = 0.3  # the same for bylines and captions; beyond it, the class is of a post that names its author
_LINKED = 0.2  # what has a greater share of links is a list of other articles, however much text it holds
_TAGS_SIZE = 1500  # characters
_DOUBTED = areas.CHROME | areas.BYLINE | areas.CAPTION | areas.TAGS
_PAGES = frozenset(("html", "body", "main"))

_HEADINGS = frozenset(("h1", "h2", "h3"))
_NEAR_TITLE = 0.34  # share of words in common from which a heading is the page's headline
_HEADLINE_BY = 0.3  # a headline stands before this share of its article's text
_LONGEST_HEADLINE = 400  # characters
_FIRST_HEADING, _SECOND_HEADING = 0.3, 0.05  # what the rank of a heading adds
_PLAINLY_OTHER = areas.NAV | areas.FOOTER | areas.RELATED | areas.COMMENTS
_WORD = re.compile(r"\w+")

_FORUM = 150.0  # a page with less good text outside comments has its article among them
_FIRST_POST = 40.0
_NO_FORUM = areas.NAV | areas.FOOTER | areas.SIDE | areas.RELATED | areas.CONSENT

_OF_COMMENTS, _OF_FURNITURE, _OF_SHORT_LINES = -1.0, -3.0, 1.0  # gains of blocks whose text does not matter
_OF_CAPTION = 20.0
_OF_MARKS = 0.3  # the share of a loss that a byline or tags are
_MARKED_ARTICLE = 1.5  # text in an element that says "article" counts so much more
_MARKED_BOX = 1.1
_TINY = 100.0  # where no box gains more than this, one that says that it is the article is taken
_SAME = 1e-6


@dataclass(slots=True)
class Layout:
    """Where on a page the article stands.

    Attributes:
        page: The page's blocks.
        headline: Place of the block that is the article's headline; -1 where there is none.
        root: Place of the box that holds the article's text.
        good: For each block the sum of the good weights before it, readers' comments left out.
    """

    page: Blocks
    headline: int
    root: int
    good: list[float]

    def good_in(self, box: int) -> float:
        """The sum of the good weights in a box."""
        return self.good[self.page.boxes[box].end] - self.good[self.page.boxes[box].start]


def layout_of(page: Blocks, title: str) -> Layout:
    """Return where on a page the article stands, and settle on the way what each of its boxes and blocks is for.

    Args:
        page: The page's blocks; their areas are filled in.
        title: The page's title.
    """
    good = _settle(page, _headline(page, title, len(page.blocks)))
    layout = Layout(page, -1, _root(page), good)
    box = page.boxes[layout.root]
    early = good[box.start] + _HEADLINE_BY * layout.good_in(layout.root)
    layout.headline = _headline(page, title, max(box.start + 1, bisect_right(good, early)))
    return layout


def _headline(page: Blocks, title: str, before: int) -> int:
    """Return the place of the block that is most like the page's title among those before a place, or -1."""
    wanted = set(_WORD.findall(title.casefold()))
    good = _running(max(block.weight, 0.0) for block in page.blocks)
    best, most = -1, _NEAR_TITLE
    for place, block in enumerate(page.blocks[:before]):
        if block.tag not in _HEADINGS and not page.boxes[block.box].own & areas.TITLE:
            continue
        words = set(_WORD.findall(block.text.casefold()))
        if not words or len(block.text) > _LONGEST_HEADLINE:
            continue
        score = len(words & wanted) / len(words | wanted)
        if words <= wanted:
            score = max(score, 0.5 * len(words) ** 0.3)
        score += _FIRST_HEADING if block.tag == "h1" else _SECOND_HEADING if block.tag == "h2" else 0.0
        if score > most + _SAME and not _is_elsewhere(page, block.box, good):
            best, most = place, score
    return best


def _is_elsewhere(page: Blocks, place: int, good: list[float]) -> bool:
    """Tell whether a box is in a smaller one that is plainly not the article."""
    while place >= 0:
        box = page.boxes[place]
        if box.own & _PLAINLY_OTHER and good[box.end] - good[box.start] < _TRUSTED_IN_ARTICLE * good[-1]:
            return True
        place = box.parent
    return False


def _settle(page: Blocks, headline: int) -> list[float]:
    """Fill in what each box and block is for, and return the running sums of good weights.

    A class is not believed where it would make furniture of most of the page.
    """
    boxes = page.boxes
    for box in boxes:
        if box.own & areas.COMMENTS and (box.tag in _PAGES or box.start <= headline < box.end):
            box.own &= ~areas.COMMENTS
    _inherit(page, areas.COMMENTS)
    if _is_forum(page):
        _take_first_post(page, headline)
    good = _running(0.0 if boxes[block.box].areas & areas.COMMENTS else max(block.weight, 0.0) for block in page.blocks)
    _doubt(page, headline, good)
    _inherit(page, areas.INHERITED)
    for block in page.blocks:
        block.areas |= boxes[block.box].areas
    return good


def _inherit(page: Blocks, inherited: int) -> None:
    """Make what boxes are for hold for what is in them."""
    for box in page.boxes:
        box.areas = box.own | (page.boxes[box.parent].areas & inherited if box.parent >= 0 else 0)


def _doubt(page: Blocks, headline: int, good: list[float]) -> None:
    """Take back what classes say of boxes that cannot be that."""
    total = good[-1] or 1.0
    size = _running(len(block.text) for block in page.blocks)
    links = _running(block.links for block in page.blocks)
    # Boxes of one class are doubted together: the slides of a story are each a small part of it.
    alike: dict[str, float] = {}
    for box in page.boxes:
        if box.own & _DOUBTED and (names := box.element.get("class")):
            alike[names] = alike.get(names, 0.0) + good[box.end] - good[box.start]
    for box in page.boxes:
        if not box.own & _DOUBTED:
            continue
        here = (good[box.end] - good[box.start]) / total
        share = max(here, alike.get(box.element.get("class") or "", 0.0) / total)
        length = size[box.end] - size[box.start]
        is_list = box.own & areas.RELATED and links[box.end] - links[box.start] >= _LINKED * length
        has_headline = box.start <= headline < box.end
        if (
            box.tag in _PAGES
            or (share > _TRUSTED_SHARE and (has_headline or not is_list))
            or (has_headline and here > _TRUSTED_WITH_HEADLINE)
            or (box.tag == "article" and here > _TRUSTED_IN_ARTICLE)
        ):
            box.own &= ~areas.CHROME
        if share > _TRUSTED_SMALL:
            box.own &= ~(areas.BYLINE | areas.CAPTION)
        if length > _TAGS_SIZE:
            box.own &= ~areas.TAGS


def _running(values: Iterable[float]) -> list[float]:
    """Return for each value the sum of those before it, and the sum of all at the end."""
    return list(accumulate(values, initial=0.0))


def _is_forum(page: Blocks) -> bool:
    """Tell whether nothing on a page could be an article but what looks like readers' comments."""
    good = _running(max(block.weight, 0.0) for block in page.blocks)
    outside = 0.0
    furniture: list[bool] = []
    for box in page.boxes:
        within = furniture[box.parent] if box.parent >= 0 else False
        small = good[box.end] - good[box.start] < _TRUSTED_SHARE * good[-1]
        furniture.append(within or bool(box.own & _NO_FORUM and small))
    for block in page.blocks:
        if not page.boxes[block.box].areas & areas.COMMENTS and not furniture[block.box]:
            outside += max(block.weight, 0.0)
            if outside >= _FORUM:
                return False
    return True


def _take_first_post(page: Blocks, headline: int) -> None:
    """Take the first of what looks like readers' comments for the article.

    In a forum, and on some sites that mark everything so, the article is what stands in the first of them.
    """
    boxes = page.boxes
    for block in page.blocks[headline + 1 :]:
        box = block.box
        if block.weight >= _FIRST_POST and boxes[box].areas & areas.COMMENTS:
            while box >= 0 and boxes[box].areas & areas.COMMENTS:
                boxes[box].own &= ~areas.COMMENTS
                box = boxes[box].parent
            _inherit(page, areas.COMMENTS)
            return


def _root(page: Blocks) -> int:
    """Return the place of the box that holds the article: the one with most good text for the least of other things."""
    gains = _running(_gain(block) for block in page.blocks)
    possible = [
        (place, box)
        for place, box in enumerate(page.boxes)
        if not place or not box.areas & (areas.CHROME | areas.COMMENTS)
    ]
    best, most = 0, float("-inf")
    for place, box in possible:
        gain = (gains[box.end] - gains[box.start]) * (_MARKED_BOX if box.own & areas.ARTICLE else 1.0)
        if gain >= most - _SAME:  # of equals the innermost
            best, most = place, gain
    if most < _TINY:
        words = _running(len(block.text) - block.links for block in page.blocks)
        marked = [(words[box.end] - words[box.start], -place) for place, box in possible if box.own & areas.ARTICLE]
        best = -max(marked)[1] if marked else best
    return best


def _gain(block: Block) -> float:
    """Return what a box gains by a block in it."""
    if block.areas & areas.COMMENTS:
        return _OF_COMMENTS
    if block.areas & areas.CHROME:
        return _OF_FURNITURE
    if block.areas & areas.CAPTION:
        return min(block.weight, _OF_CAPTION)
    if block.weight < 0 and block.areas & (areas.BYLINE | areas.TAGS):
        return _OF_MARKS * block.weight
    if block.areas & areas.ARTICLE:
        if block.weight > 0:
            return _MARKED_ARTICLE * block.weight
        return _OF_SHORT_LINES if block.linked < 0.5 else block.weight
    return block.weight
