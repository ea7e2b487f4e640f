"""What an element of a web page is for, as its tag, classes, id and roles say.

The vocabulary is in ``codebook/areas.toml``. An element can be several things at once, so areas are bits.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, Literal

_NAMES = (
    "nav", "footer", "side", "related", "share", "signup", "ad", "consent", "form", "hidden", "author_box", "rating",
    "comments", "caption", "byline", "tags", "article", "main", "teaser", "header", "lead", "copyright", "title",
)  # fmt: skip
(
    NAV, FOOTER, SIDE, RELATED, SHARE, SIGNUP, AD, CONSENT, FORM, HIDDEN, AUTHOR_BOX, RATING,
    COMMENTS, CAPTION, BYLINE, TAGS, ARTICLE, MAIN, TEASER, HEADER, LEAD, COPYRIGHT, TITLE,
) = (1 << place for place in range(len(_NAMES)))  # fmt: skip

#: What is part of the page and not of the article.
CHROME = NAV | FOOTER | SIDE | RELATED | SHARE | SIGNUP | AD | CONSENT | FORM | HIDDEN | AUTHOR_BOX | RATING
#: What holds for all that stands in an element.
INHERITED = CHROME | COMMENTS | CAPTION | BYLINE | TAGS | COPYRIGHT | ARTICLE | LEAD

_BY_TAG = {
    "nav": NAV, "menu": NAV, "footer": FOOTER, "aside": SIDE, "form": FORM, "figcaption": CAPTION, "header": HEADER,
    "main": MAIN, "article": MAIN, "time": BYLINE,
}  # fmt: skip
_BY_ROLE = {
    "navigation": NAV, "menu": NAV, "menubar": NAV, "contentinfo": FOOTER, "complementary": SIDE, "search": FORM,
    "form": FORM, "dialog": HIDDEN, "alertdialog": HIDDEN, "alert": HIDDEN, "tooltip": HIDDEN, "banner": HEADER,
    "main": MAIN,
}  # fmt: skip
_BY_PROPERTY = {
    "articleBody": ARTICLE, "comment": COMMENTS, "author": BYLINE, "datePublished": BYLINE, "headline": TITLE,
    "caption": CAPTION, "keywords": TAGS, "breadcrumb": NAV, "reviews": COMMENTS,
}  # fmt: skip
_BY_TYPE = {
    "Comment": COMMENTS, "UserComments": COMMENTS, "Answer": COMMENTS, "SiteNavigationElement": NAV,
    "BreadcrumbList": NAV, "WPSideBar": SIDE, "WPFooter": FOOTER, "WPHeader": HEADER, "WPAdBlock": AD,
}  # fmt: skip
_NO_DISPLAY = re.compile(r"display\s*:\s*none")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A class that says what else is on the page, how a box behaves, what post it is, or that belongs to the grid of a page
# builder, says nothing of what is in the box.
_STATE = re.compile(
    r"(?:has|no|with|without|show|is|not|js|elementor|vc|wpb|et|fl|fusion|avia|uk|col|tcb|category|tag|wf|brxe)-"
    r"|postid|post-\d|type-|status-|format-|menu-item-|page-template|wp-singular"
)
_LONGEST_NAME = 60  # code points; longer ones are generated
_HEAD = 3  # code points by which the beginnings of the vocabulary are found; none is shorter


def areas_of(tag: str, attributes: Iterable[tuple[str, str]]) -> int:
    """Return what an element is for.

    Args:
        tag: Its tag, in small letters.
        attributes: Its attributes.
    """
    found = _BY_TAG.get(tag, 0)
    for name, value in attributes:
        if name in ("class", "id"):
            found |= areas_of_names(value)
        elif name == "role":
            found |= _BY_ROLE.get(value, 0)
        elif name == "itemprop":
            found |= _BY_PROPERTY.get(value, 0)
        elif name == "itemtype":
            found |= _BY_TYPE.get(value.rsplit("/", 1)[-1], 0)
        elif _hides(name, value):
            found |= HIDDEN
    return found


def _hides(name: str, value: str) -> bool:
    """Tell whether an attribute keeps browsers from showing an element."""
    if name == "style":
        return "none" in value and _NO_DISPLAY.search(value) is not None
    return name == "hidden" or (name == "aria-hidden" and value == "true")


@functools.lru_cache(maxsize=1 << 14)
def areas_of_names(names: str) -> int:
    """Return what the classes or the id of an element say that it is for."""
    found = 0
    for name in names.split():
        if len(name) <= _LONGEST_NAME:
            found |= _areas_of_name(_CAMEL.sub("-", name).lower().replace("_", "-"))
    return found


def _areas_of_name(name: str) -> int:
    """Return what one class says."""
    words, beginnings, whole = _vocabulary()
    found = whole.get(name, 0)
    if _STATE.match(name):
        return found
    parts = [part for part in name.split("-") if part]
    for place, part in enumerate(parts):
        found |= words.get(part, 0)
        if place + 1 < len(parts):
            pair = f"{part}-{parts[place + 1]}"
            found |= words.get(pair, 0)
            if place + 2 < len(parts):
                found |= words.get(f"{pair}-{parts[place + 2]}", 0)
        candidates = beginnings.get(part[:_HEAD])
        if candidates:
            rest = "-".join(parts[place:])
            for beginning, area in candidates:
                if rest.startswith(beginning):
                    found |= area
    return found


_Vocabulary = tuple[dict[str, int], dict[str, list[tuple[str, int]]], dict[str, int]]


@functools.cache
def _vocabulary() -> _Vocabulary:
    """Return the words, the beginnings of words (by their first characters) and the whole classes, with their areas."""
    words: dict[str, int] = {}
    beginnings: dict[str, list[tuple[str, int]]] = {}
    whole: dict[str, int] = {}
    for place, kind in enumerate(_NAMES):
        entry = _table()[kind]
        for word in entry["words"].split():
            if word.endswith("*"):
                beginnings.setdefault(word[:_HEAD], []).append((word[:-1], 1 << place))
            else:
                words[word] = words.get(word, 0) | 1 << place
        for word in entry.get("whole", "").split():
            whole[word] = whole.get(word, 0) | 1 << place
    return words, beginnings, whole


Place = Literal["lines", "starts", "ends", "inside", "parts"]
_AROUND: dict[Place, str] = {
    "lines": r"\W*(?:{})\W*$", "starts": r"\W*(?:{})", "ends": r"(?:{})$", "inside": r"\b(?:{})",
    "parts": r"(?:{})",
}  # fmt: skip


@functools.cache
def phrases_of(kind: str, place: Place) -> re.Pattern[str]:
    """Return what matches a line with a phrase of a kind: `match` it for "lines" and "starts", `search` for others.

    Args:
        kind: An area, or another table of ``areas.toml``.
        place: Where in the line the phrase is.
    """
    return re.compile(_AROUND[place].format("|".join(_table()[kind][place])), re.IGNORECASE)


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    """Return the vocabulary as it is written."""
    return tomllib.loads(resources.files("verbale.codebook").joinpath("areas.toml").read_text("utf-8"))
