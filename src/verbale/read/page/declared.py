"""What a page's head declares of it: its meta elements and its linked data (JSON-LD)."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

Node = dict[str, Any]

#: Linked data beyond this many characters is a catalogue and not what says of an article who wrote it when.
_LONGEST_SCRIPT = 500_000
_LONGEST_CONTENT = 2_000
_MOST_SCRIPTS = 40
_MOST_NODES = 400
_DEEPEST = 12
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
#: The fields that are worth saving out of linked data that is no JSON.
_FIELD = re.compile(r'"(datePublished|dateCreated|headline|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){1,400})"')
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]}]{0,300}?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')

#: Types of linked data that are the article itself, the surest first.
ARTICLE_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "blogposting", "socialmediaposting",
    "discussionforumposting", "advertisercontentarticle", "satiricalarticle", "scholarlyarticle",
    "medicalscholarlyarticle", "techarticle", "report", "article", "recipe", "review", "podcastepisode", "radioepisode",
    "tvepisode", "episode", "howto", "qapage", "question", "creativework", "videoobject", "audioobject",
)  # fmt: skip
PAGE_TYPES = ("webpage", "itempage", "aboutpage", "medicalwebpage", "collectionpage", "product", "event")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a head declares.

    Attributes:
        metas: The contents of the meta elements by name, property or the like, in small letters; none of them blank.
        nodes: The objects of its linked data, outer ones before those in them.
    """

    metas: dict[str, list[str]]
    nodes: tuple[Node, ...]

    def first(self, *names: str) -> str | None:
        """Return the first content of the first of these meta elements that is there."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def articles(self) -> list[Node]:
        """Return the objects that may be the article itself, the surest first."""
        ranked = [(rank, number) for number, node in enumerate(self.nodes) if (rank := _rank(node)) is not None]
        return [self.nodes[number] for _, number in sorted(ranked)]

    def by_id(self, identity: str) -> Node | None:
        """Return the object with an ``@id`` that has more to it than that."""
        return next((node for node in self.nodes if node.get("@id") == identity and len(node) > 1), None)


def declared_in(metas: Iterable[lxml.html.HtmlElement], scripts: Iterable[str]) -> Declared:
    """Return what the head of a page, or what stands in its body in the manner of a head, declares.

    Args:
        metas: Its meta elements.
        scripts: Its linked data.
    """
    contents: dict[str, list[str]] = {}
    for element in metas:
        content = element.get("content")
        if not content or not (content := " ".join(content[:_LONGEST_CONTENT].split())):
            continue
        for key in ("name", "property", "itemprop", "http-equiv"):
            if name := element.get(key):
                contents.setdefault(name.strip().lower(), []).append(content)
    nodes: list[Node] = []
    for script in itertools.islice(scripts, _MOST_SCRIPTS):
        nodes.extend(_nodes(script, _MOST_NODES - len(nodes)))
    return Declared(contents, tuple(nodes))


def types_of(node: Node) -> list[str]:
    """Return the types of an object, in small letters and without their namespace."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return [kind.rsplit("/", 1)[-1].lower() for kind in values if isinstance(kind, str)]


def string_of(value: object) -> str | None:
    """Return the string that a value of linked data holds: itself, its ``@value``, or its first one; None if none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _rank(node: Node) -> int | None:
    """Return how far an object is from being the article: 0 for news, more for others, None for no kind of it."""
    ranks = [(ARTICLE_TYPES + PAGE_TYPES).index(kind) for kind in types_of(node) if kind in ARTICLE_TYPES + PAGE_TYPES]
    if not ranks:
        return None
    # All kinds of article are as good as each other: the order of the page decides.
    rank = min(ranks)
    return 0 if rank < ARTICLE_TYPES.index("recipe") else rank


def _nodes(script: str, most: int) -> list[Node]:
    """Return the objects of one script, and what can be saved of it where it is no JSON."""
    if len(script) > _LONGEST_SCRIPT or most <= 0:
        return []
    script = _unwrapped(script)
    for attempt in (script, _TRAILING_COMMA.sub("", script), html.unescape(script)):
        try:
            return list(_flat(json.loads(attempt, strict=False), most))
        except (ValueError, RecursionError):
            continue
    saved: Node = {"@type": "Article"}
    for name, value in _FIELD.findall(script):
        saved.setdefault(name, _unescaped(value))
    if found := _AUTHOR.search(script):
        saved["author"] = {"name": _unescaped(found.group(1))}
    return [saved] if len(saved) > 1 else []


def _unwrapped(script: str) -> str:
    """Return a script without what hides it from old browsers and from parsers of XML."""
    script = script.strip()
    for opening in ("/*", "*/", "//", "<!--", "<![CDATA[", "/*<![CDATA[*/", "*/"):
        script = script.removeprefix(opening).lstrip()
    for closing in (";", "-->", "/*]]>*/", "*/", "]]>", "/*", "//", ";"):
        script = script.removesuffix(closing).rstrip()
    return script


def _unescaped(value: str) -> str:
    """Return what a string of JSON stands for, or the string as it is where its escapes are broken."""
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _flat(value: object, most: int) -> Iterator[Node]:
    """Yield the objects in a value of JSON, outer before inner, at most so many."""
    level: list[object] = [value]
    count = 0
    for _ in range(_DEEPEST):
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                if count >= most:
                    return
                count += 1
                yield item
                below.extend(inner for inner in item.values() if isinstance(inner, dict | list))
            elif isinstance(item, list):
                below.extend(inner for inner in item if isinstance(inner, dict | list))
        level = below
