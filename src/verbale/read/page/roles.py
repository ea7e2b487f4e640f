"""Which blocks of a page are its article, and their roles in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html

from verbale.models import SegmentKind
from verbale.read.page import areas
from verbale.read.page.blocks import HEADINGS, Block
from verbale.read.page.layout import Layout

# Tuned, as all figures here, on 250 labelled pages of news sites, magazines and blogs, most German or English.
_DROPPED = areas.CHROME | areas.COMMENTS
_SHORT, _LINE, _HEADING, _LONG_LINE, _NOTE = 40, 60, 80, 90, 150  # characters
_CAPTION, _CREDITED = 200, 300
_PROMPT = 300
_LINKED, _MOSTLY_LINKED, _NOTHING_BUT_LINKS = 0.3, 0.7, 0.9  # shares of characters that are links
_FEW_LINKS = 0.25
_TEXT = 80.0  # weights
_SOME_TEXT = 40.0
_CORE = 0.1  # share of the article's text that a box of its core holds
_SMALL_BOX = 0.25  # a box with less of it is beside the article
_TEASER_BOX = 0.2
_BEGUN = 100.0  # weight of the text after which headings that are links announce other articles
_COMMENTS_AFTER = 0.5  # share of the article's text before which no heading is that of readers' comments
_LEAD_WITHIN = 12  # blocks
_BYLINE_WORDS = 10
_LINES = frozenset(("p", "li", "dd", "dt", "blockquote", "pre", "td", "ul", "ol", *HEADINGS))
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*(?:\s|$)")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LETTER = re.compile(r"[^\W\d_]")

Found = list[tuple[int, SegmentKind]]


def article_blocks(layout: Layout) -> Found:
    """Return the places of the blocks of an article, in order, each with its role."""
    return [*_above(layout), *_without_lists_of_links(layout, list(_inside(layout)))]


def _above(layout: Layout) -> Iterator[tuple[int, SegmentKind]]:
    """Yield the headline, standfirst and first picture where they stand before the box that holds the article."""
    blocks, start = layout.page.blocks, layout.page.boxes[layout.root].start
    if layout.headline >= start:
        return
    if layout.headline >= 0:
        yield layout.headline, "headline"
    first = layout.headline + 1 if layout.headline >= 0 else max(0, start - _LEAD_WITHIN)
    for place in range(first, start):
        block = blocks[place]
        if block.areas & _DROPPED or block.linked > _LINKED:
            continue
        if layout.headline < 0:
            if block.areas & areas.LEAD and len(block.text) > _SHORT:
                yield place, "body"
        elif (block.areas & areas.CAPTION or _is_lead(block)) and (role := role_of(block)):
            yield place, role


def _is_lead(block: Block) -> bool:
    """Tell whether a block between headline and article is the standfirst."""
    longer = block.tag in HEADINGS and len(block.text) > _LINE - 10
    return bool(block.weight > 0 or block.areas & areas.LEAD or longer)


def _inside(layout: Layout) -> Iterator[tuple[int, SegmentKind]]:
    """Yield what may be the article in the box that holds it."""
    page = layout.page
    root = page.boxes[layout.root]
    first, last = _core(layout)
    for place in range(root.start, root.end):
        block = page.blocks[place]
        if place == layout.headline:
            yield place, "headline"
            continue
        if block.areas & _DROPPED or (place < layout.headline and block.weight < _TEXT):
            continue
        role = role_of(block)
        if role is None:
            continue
        if role in ("body", "related") and not first <= place < last:
            if place >= last and block.areas & areas.BYLINE:
                continue  # what is said of the author
            is_lead = place < first and (_is_lead(block) or (block.tag == "p" and role == "body"))
            announces = role == "related" and block.tag in HEADINGS  # is looked at in its place among the others
            beside = block.weight < _TEXT or block.linked > _FEW_LINKS or _is_teaser(layout, block.box)
            if beside and not is_lead and not announces:
                continue
        yield place, role


def _core(layout: Layout) -> tuple[int, int]:
    """Return where the boxes begin and end that hold the larger parts of the article's text."""
    page = layout.page
    root = page.boxes[layout.root]
    held: dict[int, float] = {}
    for block in page.blocks[root.start : root.end]:
        if block.weight > 0 and not block.areas & _DROPPED:
            box = block.box
            if page.boxes[box].tag in _LINES:
                box = max(page.boxes[box].parent, layout.root)
            held[box] = held.get(box, 0.0) + block.weight
    least = _CORE * sum(held.values())
    core = [page.boxes[box] for box, weight in held.items() if weight >= least]
    if not core:
        return root.start, root.end
    return min(box.start for box in core), max(box.end for box in core)


def _is_teaser(layout: Layout, box: int) -> bool:
    """Tell whether a box is in a small one that announces something else."""
    while box > layout.root:
        small = layout.good_in(box) < _TEASER_BOX * layout.good_in(layout.root)
        if small and layout.page.boxes[box].own & areas.TEASER:
            return True
        box = layout.page.boxes[box].parent
    return False


def role_of(block: Block) -> SegmentKind | None:
    """Return the role of a block of the article by what it says and how it is marked; None for the page's furniture."""
    text, size, linked = block.text, len(block.text), block.linked
    if block.areas & areas.CAPTION:
        return "caption"
    if size < _CREDITED and (credit := areas.phrases_of("caption", "ends").search(text)):
        # What begins so and has a year is the line of a whole page.
        return "copyright" if credit.start() == 0 and _YEAR.search(text) else "caption"
    if size < _CAPTION and areas.phrases_of("caption", "starts").match(text):
        return "caption"
    if size < _NOTE and (role := _role_of_note(block)) != "body":
        return role
    if size < _PROMPT and (block.links or size < 120) and areas.phrases_of("signup", "inside").search(text):
        return None
    if (linked > _LINKED or size < _SHORT) and areas.phrases_of("related", "starts").match(text):
        return "related"
    return "related" if linked >= _NOTHING_BUT_LINKS and size < _CAPTION else "body"


def _role_of_note(block: Block) -> SegmentKind | None:
    """Return the role of a block that is short enough to be a note; ``body`` if it is none."""
    text, size = block.text, len(block.text)
    if areas.phrases_of("tags", "starts").match(text):
        return "tags"
    if block.areas & areas.TAGS and (block.linked >= _MOSTLY_LINKED or size < _SHORT - 10):
        return "tags"
    if block.areas & areas.COPYRIGHT or areas.phrases_of("copyright", "starts").match(text):
        return "copyright"
    if areas.phrases_of("entry", "starts").match(text):
        return None
    ends = _SENTENCE_END.search(text[-4:])
    if not ends and _DIGIT.search(text) and areas.phrases_of("dated", "starts").match(text):
        return None
    if size < _LINE and areas.phrases_of("share", "lines").match(text) and not _heads_links(block):
        return None
    if block.tag not in HEADINGS and (block.areas & areas.BYLINE or _is_byline(block)):
        # A date alone is what the document's own field is for.
        return "byline" if _LETTER.search(areas.phrases_of("when", "parts").sub("", text)) else None
    return "boilerplate" if areas.phrases_of("source", "starts").match(text) else "body"


def _is_byline(block: Block) -> bool:
    """Tell whether a block is "By" and a name."""
    cue = areas.phrases_of("byline", "starts").match(block.text) if len(block.text) < _LONG_LINE else None
    name = block.text[cue.end() :] if cue else ""
    return name[:1].isupper() and len(name.split()) <= _BYLINE_WORDS and not _SENTENCE_END.search(name)


def _without_lists_of_links(layout: Layout, found: Found) -> Found:
    """Return the blocks of an article without links to other articles in a row, what heads them, and what follows."""
    page = layout.page
    total = sum(max(0.0, page.blocks[place].weight) for place, role in found if role == "body") or 1.0
    announced = sum(_announces(layout, place, role) for place, role in found)
    kept: Found = []
    skip_to = -1
    in_list = False
    teaser = 0  # 1 after a heading that announces another article, 2 after its paragraph
    seen = 0.0
    for place, role in found:
        block = page.blocks[place]
        if place < skip_to:
            continue
        if role != "headline" and len(block.text) < _HEADING:
            if seen > _COMMENTS_AFTER * total and areas.phrases_of("comments", "lines").match(block.text):
                break
            if _heads_links(block):
                skip_to = max(skip_to, _end_of_small_box(layout, block.box))
                in_list = True
                continue
        if seen > _BEGUN and _announces(layout, place, role):
            skip_to = max(skip_to, _end_of_small_box(layout, block.box))
            teaser = int(announced > 1)
            continue
        if teaser:
            is_text = block.weight >= _SOME_TEXT
            heads = block.tag in HEADINGS and block.linked < _MOSTLY_LINKED
            if not heads and (not is_text or teaser == 1):
                teaser = 2 if is_text else teaser
                continue
            teaser = 0
        if in_list and role not in ("tags", "copyright", "boilerplate"):
            is_short = block.weight < _SOME_TEXT and block.tag not in HEADINGS and block.tag != "pre"
            if is_short or block.linked >= _MOSTLY_LINKED:
                continue
            in_list = False
        if role == "body":
            seen += max(0.0, block.weight)
        kept.append((place, role))
    return _without_last_headings(layout, kept)


def _heads_links(block: Block) -> bool:
    """Tell whether a block is what stands over links to other articles."""
    line = block.tag in HEADINGS or (len(block.text) < _LINE and block.text[-1] != "." and block.linked < _LINKED)
    return line and areas.phrases_of("related", "lines").match(block.text) is not None


def _announces(layout: Layout, place: int, role: SegmentKind) -> bool:
    """Tell whether a block is a heading that is a link to another page: not a numbered one, as lists have."""
    block = layout.page.blocks[place]
    if role != "related" or block.tag not in HEADINGS or block.areas & areas.BYLINE or block.text[0].isdigit():
        return False
    href = _address(layout.page.boxes[block.box].element)
    return bool(href) and not href.startswith("#")


def _address(element: lxml.html.HtmlElement) -> str:
    """Return where the link leads that a heading is, or an empty string."""
    link = next(element.iter("a"), None)
    if link is None:
        link = next(element.iterancestors("a"), None)
    return (link.get("href") or "").strip() if link is not None else ""


def _end_of_small_box(layout: Layout, box: int) -> int:
    """Return the place after the largest box around a heading that holds little of the article's text; -1 for none."""
    total = layout.good_in(layout.root) or 1.0
    end = -1
    while box > layout.root and layout.good_in(box) <= _SMALL_BOX * total:
        end = layout.page.boxes[box].end
        box = layout.page.boxes[box].parent
    return end


def _without_last_headings(layout: Layout, found: Found) -> Found:
    """Return blocks without the headings after which no text of the article comes."""
    kept: Found = []
    followed = False
    for place, role in reversed(found):
        if role == "body" and layout.page.blocks[place].tag in HEADINGS and not followed:
            continue
        followed = followed or role == "body"
        kept.append((place, role))
    kept.reverse()
    return kept
