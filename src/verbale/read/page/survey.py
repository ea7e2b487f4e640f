"""The marks in a page by which its metadata are found, gathered in one pass over its elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import lxml.etree
import lxml.html

from verbale.read.page.declared import Declared, declared_in

_AUTHOR_MARK = re.compile(r"author|byline|autor|auteur|redakteur|vcard", re.IGNORECASE)
_AUTHOR_ADDRESS = re.compile(r"/(?:authors?|autor(?:en|es|in)?|auteurs?)/", re.IGNORECASE)
#: A page may hold thousands of headings and links to authors; the article's are among the first.
_MOST = 200
#: Addresses, classes and titles beyond so many characters are none.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Survey:
    """What a page has of marks.

    Attributes:
        declared: What its head declares.
        title: The content of its title element, with single spaces.
        headings: Its headings of the first two levels, and what is marked as a headline.
        authors: What is marked as an author's, or links to an author's page.
        published: What is marked as the date of publication in its microdata.
    """

    declared: Declared
    title: str
    headings: list[lxml.html.HtmlElement] = field(default_factory=list)
    authors: list[lxml.html.HtmlElement] = field(default_factory=list)
    published: list[lxml.html.HtmlElement] = field(default_factory=list)


def survey_of(tree: lxml.html.HtmlElement) -> Survey:
    """Return the marks of a page."""
    metas: list[lxml.html.HtmlElement] = []
    scripts: list[str] = []
    titles: list[str] = []
    survey = Survey(Declared({}, ()), "")
    known: dict[str, bool] = {}  # class lists recur, and most elements have one
    for element in tree.iter(lxml.etree.Element):
        tag = element.tag
        if tag == "meta":
            metas.append(element)
        elif tag == "script":
            if element.text and "ld+json" in element.get("type", "").lower():
                scripts.append(element.text)
            continue
        elif tag == "title":
            # Pictures have titles too; the page's is the first.
            titles.append(element.text or "")
        item = element.get("itemprop")
        if tag in ("h1", "h2") or item == "headline":
            survey.headings.append(element)
        elif item == "datePublished" or element.get("pubdate") is not None:
            survey.published.append(element)
        classes = element.get("class", "")[:_LONGEST]
        if (marked := known.get(classes)) is None:
            marked = known[classes] = bool(_AUTHOR_MARK.search(classes))
        if (
            marked
            or item in ("author", "creator")
            or (
                tag == "a"
                and (element.get("rel") == "author" or _AUTHOR_ADDRESS.search(element.get("href", "")[:_LONGEST]))
            )
        ):
            survey.authors.append(element)
    title = " ".join(titles[0][:_LONGEST].split()) if titles else ""
    return Survey(
        declared_in(metas, scripts), title, survey.headings[:_MOST], survey.authors[:_MOST], survey.published[:_MOST]
    )
