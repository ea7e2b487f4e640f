"""Who wrote a page: what its head and its marked elements say, and the byline near its headline, weighed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html

from verbale.read.bylines import is_desk, names_in, names_of_byline, swapped
from verbale.read.page.declared import Declared, Node, string_of, types_of
from verbale.read.page.survey import Survey
from verbale.read.page.words import Surroundings, is_aside, lines_after, names_of, words_of

# How much each source counts, tuned on 167 pages with known authors.
_ARTICLE, _PAGE, _BODY = 2.8, 2.2, 1.2
_METAS = {
    "citation_author": 3.0, "parsely-author": 2.5, "sailthru.author": 2.5, "article:author": 2.4, "author": 2.3,
    "og:article:author": 2.4, "article:author_name": 2.4, "byl": 2.4, "dc.creator": 2.2, "dcterms.creator": 2.0,
    "cse_author": 2.2, "shareaholic:article_author_name": 2.2, "dc.contributor": 1.0, "creator": 1.5, "rbauthors": 2.2,
    "cxenseparse:author": 2.0, "bt:author": 2.2, "sailthru.byline_name": 2.5, "authors": 2.2, "byline": 2.2,
}  # fmt: skip
_CUED, _RELATED, _BYLINE, _MARKED, _LINKED, _BARE = 3.0, 2.6, 2.4, 1.8, 1.6, 1.5
_AGREES = 0.8
_AUTHOR_CLASS = re.compile(r"author|byline|autor|auteur|redakteur", re.IGNORECASE)
_MOST_ELEMENTS = 40
_LONGEST_ELEMENT = 160
_FEW_WORDS, _FEW_OTHERS = 14, 3
_BY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline|autor|auteur|authors|redakteur)(?:[\s_-]?(?:name|vcard|link))?(?=\s|$)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"bio|social|avatar|image|img|desc|prep|label|follow|comment|more|photo|credit|caption|author-?\d|job|twitter|heading",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"written by|verfasst von|geschrieben von|écrit par|escrito por|author|autor|scritto da", re.IGNORECASE
)
_NEAREST = 3
_LONG_LINE = 160
_ONLY_CUE = re.compile(r"(?:by|von|par|por|di|author|autor|text|written by|posted by)\s*:?", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:,|&|\band|\bund|\bet|\by|\bby|\bvon|\bpar|\bpor|:)\s*$", re.IGNORECASE)
_CONTINUES = re.compile(r"\s*(?:,|&|and\b|und\b|et\b|y\b)", re.IGNORECASE)
_MOST_AUTHORS = 30
_MOST_BOXES = 10
_LINES_FURTHER = 100
#: How a byline after an article begins; "by" and "von" begin sentences there.
_AT_END = re.compile(
    r"(?:author|autor(?:in|en)?|auteur|autore|автор|text|posted by|written by|verfasst von|von\b.{2,40}$)\b",
    re.IGNORECASE,
)
_LEAST = 1.0
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d|\d\.\d\d?\.\d\d")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Witness:
    """The names that one source gives, what kind of source it is, and how much it counts."""

    names: tuple[str, ...]
    kind: str
    weight: float


def authors_of_page(
    survey: Survey,
    around: Surroundings,
    outlets: Iterable[str],
) -> tuple[str, ...]:
    """Return who wrote a page: persons, or the body that its byline names; empty where it does not say.

    Args:
        survey: The page's marks.
        around: What stands around its headline.
        outlets: Names of the outlet, which are authors only where nobody else is.
    """
    own = {_key(outlet) for outlet in outlets}
    found = [*_in_head(survey.declared), *_in_elements(survey, around), *_in_lines(around)]
    if not any(_doubt(witness, own) == 0 for witness in found if witness.names):
        found += _further(survey, around)
    found = [witness for witness in found if witness.names]
    best: tuple[float, _Witness] | None = None
    for witness in found:
        agreeing = {other.kind for other in found if other.kind != witness.kind and _same_people(witness, other)}
        score = witness.weight + _AGREES * len(agreeing) - _doubt(witness, own)
        if best is None or score > best[0]:
            best = score, witness
    if best is None or best[0] < _LEAST:
        return ()
    names = best[1].names
    for other in found:
        # A list that has all of these and more is the whole byline.
        if len(other.names) > len(names) and other.weight >= _PAGE and all(_among(name, other.names) for name in names):
            names = other.names
    persons = [name for name in names if not is_desk(name) and not _is_own(name, own)]
    return tuple(persons or names)[:_MOST_AUTHORS]


def _doubt(witness: _Witness, own: set[str]) -> float:
    """Return how much less a source counts that names no person: a desk, an agency, or the outlet itself."""
    if any(not is_desk(name) and not _is_own(name, own) for name in witness.names):
        return 0
    if not all(_is_own(name, own) for name in witness.names):
        return 0.5
    return 3 if witness.kind == "meta" or witness.weight <= _BODY else 1.1


def _in_head(declared: Declared) -> Iterator[_Witness]:
    """Yield what linked data and meta elements say."""
    for node in declared.articles()[:4]:
        page = any(kind.endswith("page") for kind in types_of(node))
        people = node.get("author") or node.get("creator")
        names: list[str] = []
        bodies = True
        for person in people if isinstance(people, list) else [people]:
            known = _resolved(person, declared)
            value = string_of(known.get("name")) if isinstance(known, dict) else string_of(known)
            if value:
                bodies = bodies and isinstance(known, dict) and "organization" in types_of(known)
                names.extend(name for name in names_in(value) if name not in names)
        yield _Witness(tuple(names), "linked data", _BODY if bodies else _PAGE if page else _ARTICLE)
    for name, weight in _METAS.items():
        values = [value for value in declared.metas.get(name, ()) if "://" not in value and ".com/" not in value]
        if len(values) > 1 or name.startswith(("citation", "dc")):
            found = [part for value in values for part in names_in(swapped(value))]
        else:
            found = [part for value in values for part in names_in(value)]
        yield _Witness(tuple(dict.fromkeys(found)), "meta", weight)
    for number in "12":
        label, value = declared.first(f"twitter:label{number}"), declared.first(f"twitter:data{number}")
        if label and value and _LABELS.fullmatch(label):
            yield _Witness(names_in(value), "meta", _METAS["author"])


def _resolved(person: object, declared: Declared) -> object:
    """Return the object that a reference in linked data stands for."""
    if isinstance(person, dict) and "name" not in person and isinstance(identity := person.get("@id"), str):
        node: Node | None = declared.by_id(identity)
        return node or person
    return person


def _in_elements(survey: Survey, around: Surroundings) -> Iterator[_Witness]:
    """Yield what elements say that are marked as an author's, with those that stand beside each other together."""
    last: tuple[object, float] | None = None
    names: list[str] = []
    for element in survey.authors[:_MOST_ELEMENTS]:
        weight = _weight_of(element)
        if not weight or element in around.place or is_aside(element, around.place):
            continue
        words = words_of(element, _LONGEST_ELEMENT)
        if not words or len(words) >= _LONGEST_ELEMENT:
            continue
        found = names_in(words) if len(words.split()) <= _FEW_WORDS else names_of_byline(words)
        beside = (element.getparent(), weight)
        if beside != last:
            yield _Witness(tuple(names), "element", last[1] if last else 0)
            names, last = [], beside
        names.extend(name for name in found if name not in names)
    yield _Witness(tuple(names), "element", last[1] if last else 0)


def _weight_of(element: lxml.html.HtmlElement) -> float:
    """Return how much an element's marks count; 0 if they are those of something else beside a byline."""
    classes = names_of(element)
    if element.tag in ("body", "html", "article", "meta", "link", "input", "form", "img"):
        return 0
    if element.get("rel") == "author" or element.get("itemprop") in ("author", "creator"):
        return _RELATED
    if _NO_AUTHOR.search(classes):
        return 0
    if _BY_CLASS.search(classes):
        return _BYLINE
    if _AUTHOR_CLASS.search(classes):
        return _MARKED
    return _LINKED


def _in_lines(around: Surroundings) -> Iterator[_Witness]:
    """Yield the bylines among the lines around the headline."""
    after, before = _joined(around.after), _joined(around.before)[::-1]
    weight = _CUED
    for lines in (after, before):
        for line in lines:
            if names := names_of_byline(line):
                yield _Witness(names, "text", weight)
                weight -= 0.6
        weight = min(weight, _CUED - 0.5)
    beside = [*before[:1], *after[: _NEAREST + 1]]
    for number, line in enumerate(after[:_NEAREST]):
        if any(map(_DATE.search, beside[number : number + 3])):
            yield _Witness(_bare(line), "text", _BARE)


def _further(survey: Survey, around: Surroundings) -> Iterator[_Witness]:
    """Yield what boxes about the author and bylines after the article say."""
    for element in survey.authors[:_MOST_BOXES]:
        if not is_aside(element, around.place) and element not in around.place:
            name = next(
                (child for child in element.iter("h2", "h3", "h4", "h5", "strong", "b", "a") if words_of(child)), None
            )
            if name is not None:
                yield _Witness(names_in(words_of(name, 80)), "box", _LINKED)
    if around.headline is not None:
        for line in _joined(lines_after(around.headline, _LINES_FURTHER)):
            if len(line) <= _LONG_LINE and _AT_END.match(line) and (names := names_of_byline(line)):
                yield _Witness(names, "text", _BYLINE)
                return


def _bare(line: str) -> tuple[str, ...]:
    """Return the names of a line near a date: agencies, or persons if it is made of their names and the date."""
    names = names_in(line)
    if all(is_desk(name) for name in names):
        return names
    if not _DATE.search(line) or not all(1 < len(name.split()) < 5 for name in names):
        return ()
    known = {word for name in names for word in _key(name).split()}
    others = [word for word in _key(line).split() if word.isalpha() and len(word) > 2 and word not in known]
    return names if len(others) <= _FEW_OTHERS else ()


def _joined(lines: Iterable[str]) -> list[str]:
    """Return lines with a byline that is spread over several as one."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and len(joined[-1]) < _LONG_LINE
            and (_GOES_ON.search(joined[-1]) or (_CONTINUES.match(line) and len(line) < _LONG_LINE))
        ):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _is_own(name: str, own: set[str]) -> bool:
    """Tell whether a name is the outlet's, or begins it ("Kareth" for the "Kareth Daily Courier")."""
    key = _key(name)
    return any(key == outlet or (len(key) > 3 and outlet.startswith(f"{key} ")) for outlet in own)


def _same_people(one: _Witness, other: _Witness) -> bool:
    return any(_among(name, other.names) for name in one.names)


def _among(name: str, names: tuple[str, ...]) -> bool:
    """Tell whether a name is one of these, whole or in part ("Ada" for "Ada Brandt")."""
    words = set(_key(name).split())
    return any(words <= set(_key(other).split()) or words >= set(_key(other).split()) for other in names)


def _key(name: str) -> str:
    """Return a name in the form in which two ways to write it are equal."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(_WORD.findall("".join(c for c in letters if unicodedata.category(c) != "Mn")))
