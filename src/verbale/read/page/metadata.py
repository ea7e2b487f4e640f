"""What a web page says of the article in it: title, authors, date, outlet, address, language."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html

from verbale.models import Published
from verbale.read.page.authors import authors_of_page
from verbale.read.page.dates import date_of_page
from verbale.read.page.declared import Declared, string_of, types_of
from verbale.read.page.survey import Survey, survey_of
from verbale.read.page.titles import headline_of_page
from verbale.read.page.words import surroundings_of

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\w+/(?=https?://)")
_LANGUAGE = re.compile(r"\s*([a-z]{2})(?:[-_].*)?\s*", re.IGNORECASE | re.DOTALL)
_PART = re.compile(r"\s+[|•·»–—-]+\s+|\s*[|»]\s*")
_WORD = re.compile(r"[^\W_]+")
#: Host names that a family of sites shares, and that name no outlet.
_COMMON_LABELS = frozenset({"www", "www2", "web", "m", "mobile", "amp", "news", "blog", "en", "de", "fr", "co", "com"})
_LEAST_LABEL = 4
_LONGEST_OUTLET = 80


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article.

    Attributes:
        title: Its headline, without the outlet's name.
        authors: Who wrote it: persons, or the body that its byline names.
        published: When it was published, and in what that was found.
        outlet: Who published it.
        url: Its own address, as it says.
        language: ISO 639-1 code, as it says.
    """

    title: str | None
    authors: tuple[str, ...]
    published: Published | None
    outlet: str | None
    url: str | None
    language: str | None


def page_metadata(
    tree: lxml.html.HtmlElement, url: str | None = None, *, today: datetime.date | None = None
) -> Metadata:
    """Return what a page says of its article; what it does not say, or says impossibly, is None.

    Args:
        tree: The whole page, before anything is taken out of it.
        url: The address it came from, where known.
        today: Dates after this day are refused; None takes the current day.
    """
    survey = survey_of(tree)
    address = _ARCHIVED.sub("", url) if url else None
    own_address = _own_address(tree, survey.declared, address)
    outlet = _outlet(survey, own_address or address)
    names = [name for name in (outlet, *_host_names(own_address or address)) if name]
    headline = headline_of_page(tree, survey, [*names, *survey.declared.metas.get("og:site_name", ())])
    around = surroundings_of(headline.element if headline else None)
    language = _language(tree, survey.declared)
    return Metadata(
        title=(headline.text or None) if headline else None,
        authors=authors_of_page(survey, around, names),
        published=date_of_page(tree, survey, around, url=url or own_address, language=language, today=today),
        outlet=outlet,
        url=own_address or address,
        language=language,
    )


def _own_address(tree: lxml.html.HtmlElement, declared: Declared, url: str | None) -> str | None:
    """Return the address that a page gives as its own; not that of a site's front page, and not a foreign scheme."""
    canonical = next(
        (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()), None
    )
    linked = [string_of(node.get("url")) for node in declared.articles()]
    for candidate in (canonical, declared.first("og:url"), *linked):
        if not candidate:
            continue
        try:
            address: str = urljoin(url or "", _ARCHIVED.sub("", candidate.strip()))
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return address
    return None


def _outlet(survey: Survey, url: str | None) -> str | None:
    """Return the outlet's name, as the page's head gives it, or as the title ends in it after the host's name."""
    declared = survey.declared
    publishers = [node.get("publisher") for node in declared.articles()]
    sites = [node for node in declared.nodes if "website" in types_of(node)]
    named: list[str | None] = [
        *declared.metas.get("og:site_name", ()),
        *(_name(publisher, declared) for publisher in publishers),
        *(_name(site, declared) for site in sites),
        declared.first("application-name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title"),
    ]
    for name in named:
        if name and "://" not in name and len(name) <= _LONGEST_OUTLET and _WORD.search(name):
            return name
    labels = {_key(name) for name in _host_names(url)}
    return next((part.strip() for part in _PART.split(survey.title)[1:] if _key(part) in labels), None)


def _name(node: object, declared: Declared) -> str | None:
    """Return the name in an object of linked data, or in the one that it refers to."""
    if isinstance(node, list):
        node = node[0] if node else None
    if not isinstance(node, dict):
        return string_of(node)
    if "name" not in node and isinstance(identity := node.get("@id"), str):
        node = declared.by_id(identity) or node
    return string_of(node.get("name")) or string_of(node.get("legalName"))


def _host_names(url: str | None) -> list[str]:
    """Return the names that an address's host may give the outlet: "kareth-courier.example", "kareth-courier"."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return []
    host = host.removeprefix("www.")
    labels = [label for label in host.split(".")[:-1] if len(label) >= _LEAST_LABEL and label not in _COMMON_LABELS]
    return [host, *(".".join(host.split(".")[-2:]),), *labels] if host else []


def _language(tree: lxml.html.HtmlElement, declared: Declared) -> str | None:
    """Return the code of the language that a page says it is in."""
    values = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *(string_of(node.get("inLanguage")) for node in declared.articles()[:2]),
        declared.first("content-language", "og:locale", "dc.language", "dcterms.language", "language", "inlanguage"),
    )
    for value in values:
        if value and (match := _LANGUAGE.fullmatch(value)):
            return match.group(1).lower()
    return None


def _key(name: str) -> str:
    """Return a name in the form in which two ways to write it are equal."""
    return "".join(_WORD.findall(name.casefold()))
