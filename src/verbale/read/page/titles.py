"""The headline of a page: what it shows as one, judged by what its head declares."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.etree
import lxml.html

from verbale.read.page.declared import string_of
from verbale.read.page.survey import Survey
from verbale.read.page.words import names_of, words_of

#: Where a title ends and the outlet's name begins. A hyphen or colon inside a word or a time is none.
_SEPARATOR = re.compile(r"\s+[|¦│·•»«>–—~-]+\s+|\s*[|¦│»]\s*|\s+::?\s+|\s+/{1,2}\s+|\s[–—-]{2,}(?=\w)")
_COLON = re.compile(r":\s+")
_WORD = re.compile(r"[^\W_]+")
_OTHER_HEADINGS = lxml.etree.XPath(
    "//h3 | //h4 | //*[@itemprop='name'] | //*[self::div or self::span or self::p or self::a or self::font or self::td]"
    "[contains(@class, 'eadline') or contains(@class, 'itle') or contains(@id, 'eadline') or contains(@id, 'itle')]",
    smart_strings=False,
)
_META_TITLES = (
    "og:title", "twitter:title", "parsely-title", "sailthru.title", "citation_title", "dc.title", "dcterms.title",
    "headline", "title",
)  # fmt: skip
_HOME = re.compile(r"(?:https?://web\.archive\.org/web/\w+/)?(?:https?://[^/?#]+)?(?:/|/index\.\w+|\./)?(?:#\w*)?")
_DANGLING = re.compile(r"\s[|¦│·•»«>–—~:-]+\s*$|^\s*[|¦│·•»«>–—~:-]+\s")
_ENDS = " |¦│·•»«>–—~:/-"
_MOST_HEADINGS = 200
_LONGEST = 400
_MOST_INSIDE = 50
#: Classes of what stands above a headline inside its element, or is in it and not shown.
_KICKER = re.compile(
    r"over-?line|kicker|roof-?line|eye-?brow|super-?title|dach-?zeile|top-?line|spitzmarke|pre-?title|title-?header|rubrik"
    r"|antetitulo|surtitre|occhiello|supra|hidden|invisible|screen-reader|sr-only",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"hidden|invisible|screen-reader|sr-only", re.IGNORECASE)
#: Classes of headings that are not the article's.
_NO_HEADLINE = re.compile(
    r"widget|related|teaser|comment|sidebar|footer|modal|logo|site-?(?:title|name|desc)|blog-?title|brand|promo|newsletter"
    r"|menu|popup|cookie|breadcrumb|recommend|most-?read|carousel|slider",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"head-?line|(?:^|[\s_-])(?:entry|post|article|story|page|news|content)[\w-]*title", re.IGNORECASE
)
# Tuned on 250 pages of 238 sites whose headlines are known: levels of headings, and the least likeness to what the
# head declares with which a heading is the headline.
_LEVELS = {"h1": 0.30, "h2": 0.15, "h3": 0.10, "h4": 0.05}
_ALIKE = 0.5
_CLEAR = 1.1
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Headline:
    """A page's headline.

    Attributes:
        text: Its words, with single spaces.
        element: What shows it; None where only the head declares it.
    """

    text: str
    element: lxml.html.HtmlElement | None


def headline_of_page(tree: lxml.html.HtmlElement, survey: Survey, outlets: Iterable[str]) -> Headline | None:
    """Return the headline that a page shows, else the one that its head declares, without the outlet's name.

    Args:
        tree: The page.
        survey: Its marks.
        outlets: Names of the outlet, and of its host.
    """
    headings = [(element, _without_kicker(element)) for element in survey.headings]
    homes = (text for element, text in headings if _leads_home(element))
    names = {key for name in (*outlets, *homes) if (key := _key(name))}
    titles = list(dict.fromkeys(_declared_titles(survey)))
    parts = [(Counter(_words(part)), weight) for title in titles for part, weight in _parts(title, names)]
    best = _best(headings, parts, names)
    if best is None:
        others = ((element, words_of(element, _LONGEST)) for element in _OTHER_HEADINGS(tree)[:_MOST_HEADINGS])
        best = _best(others, parts, names)
    if best is not None:
        return Headline(_end_that_is_declared(best.text, titles), best.element)
    if titles and not _DANGLING.search(titles[0]):
        return Headline(_cut(titles[0], names), None)
    # What would be the headline was left out of the title, and the outlet's name is all that is left.
    firsts = (Headline(text, element) for element, text in headings if _bonus(element) > 0)
    return next((first for first in firsts if len(_words(first.text)) >= _LEAST_WORDS), None)


def _best(
    headings: Iterable[tuple[lxml.html.HtmlElement, str]], parts: list[tuple[Counter[str], float]], names: set[str]
) -> Headline | None:
    """Return the heading that is most like one of the weighted titles, or stands out in the page; None if none does."""
    best: tuple[float, Headline] | None = None
    lonely: list[tuple[float, Headline]] = []
    for element, text in headings:
        if not text or len(text) > _LONGEST or _key(text) in names:
            continue
        words = Counter(_words(text))
        likeness = max((_alike(words, part) * weight for part, weight in parts), default=0.0)
        bonus = _bonus(element)
        if likeness >= _ALIKE and (best is None or likeness + bonus > best[0]):
            best = likeness + bonus, Headline(text, element)
        if bonus >= _LEVELS["h1"]:
            lonely.append((likeness, Headline(text, element)))
    # Titles for search engines are often other words than the headline.
    if len({headline.text for _, headline in lonely}) == 1 and (
        not parts or len(_words(lonely[0][1].text)) >= _LEAST_WORDS
    ):
        likeness, headline = lonely[0]
        if best is None or best[0] < _CLEAR or likeness > 0.1:
            return headline
    return best[1] if best else None


def _without_kicker(element: lxml.html.HtmlElement) -> str:
    """Return the words of a heading without those above the headline, where they are marked as such."""
    kickers = [
        child
        for child in itertools.islice(element.iterdescendants(lxml.etree.Element), _MOST_INSIDE)
        if child.tag in ("small", "time") or _KICKER.search(names_of(child))
    ]
    if kickers:
        words = words_of(element, _LONGEST, kickers).strip("|:/–—- ")
        if len(words.split()) > 1:
            return words
    return words_of(element, _LONGEST)


def _declared_titles(survey: Survey) -> Iterator[str]:
    """Yield the titles that a head declares, the surest first."""
    for node in survey.declared.articles()[:2]:
        if headline := string_of(node.get("headline")):
            yield headline
    for name in _META_TITLES:
        yield from survey.declared.metas.get(name, ())[:2]
    if survey.title:
        yield survey.title


def _parts(title: str, names: set[str]) -> Iterator[tuple[str, float]]:
    """Yield a title, and what its separators part, and how much each counts; not the outlet's name."""
    yield title, 1.0
    pieces = [piece for piece in _SEPARATOR.split(title) if piece.strip()]
    if len(pieces) == 1:
        return
    kept = [piece for piece in pieces if _key(piece) not in names]
    for piece in kept:
        # Without other evidence, the end of a title is rather the outlet's name, and one word a section's.
        last = piece is pieces[-1] and len(kept) == len(pieces)
        yield piece, 0.3 if len(_words(piece)) == 1 else 0.6 if last else 0.95
    if len(kept) > 1:
        yield title[: title.rfind(pieces[-1])], 0.95


def _cut(title: str, names: set[str]) -> str:
    """Return a title without the outlet's name, or what seems to be one at its end, and what stands beyond it."""
    pieces = _SEPARATOR.split(title)
    if len(pieces) == 1:
        return title
    if _key(pieces[0]) in names:
        return pieces[-1].strip() or title
    known = next((number for number, piece in enumerate(pieces) if _key(piece) in names), None)
    end = len(pieces) - 1 if known is None else known
    kept = title[: title.find(pieces[end], len("".join(pieces[:end])))].rstrip(_ENDS)
    if known is None and len(_words(pieces[-1])) * 2 > len(_words(kept)):
        return title.strip(_ENDS)
    return kept or title


def _end_that_is_declared(text: str, titles: list[str]) -> str:
    """Return the end of a heading, after a separator, that is all of a declared title; else the heading."""
    for mark in _SEPARATOR.finditer(text):
        if any(_key(text[mark.end() :]) == _key(piece) for title in titles for piece in _SEPARATOR.split(title)[:1]):
            return text[mark.end() :]
    return text


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two titles are, from 0 to 1: the F measure of their words."""
    common = sum(min(count, other[word]) for word, count in one.items())
    return 2 * common / (one.total() + other.total()) if common else 0.0


def _bonus(element: lxml.html.HtmlElement) -> float:
    """Return how much an element's kind, names and place speak for it as the headline."""
    bonus = _LEVELS.get(element.tag, 0.0)
    own = names_of(element)
    if element.get("itemprop") == "headline" or _HEADLINE.search(own):
        bonus += 0.1
    if _NO_HEADLINE.search(own) or _HIDDEN.search(own):
        bonus -= 0.3
    if _leads_home(element):
        bonus -= 0.4
    for above in element.iterancestors():
        if above.tag in ("nav", "footer", "aside") or (above.tag == "header" and element.tag != "h1"):
            bonus -= 0.2
            break
    return bonus


def _leads_home(element: lxml.html.HtmlElement) -> bool:
    """Tell whether a heading is a link to a site's front page, or holds one."""
    links = [element] if element.tag == "a" else itertools.islice(element.iterdescendants("a"), _MOST_INSIDE)
    return any(_HOME.fullmatch(link.get("href", "-")) for link in links)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _key(name: str) -> str:
    """Return a name in the form in which two ways to write it are equal."""
    return "".join(_words(name))
