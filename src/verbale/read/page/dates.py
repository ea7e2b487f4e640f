"""The day on which a page was published: what its head, its address and the text near its headline say, weighed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import lxml.etree
import lxml.html

from verbale.models import Precision, Published
from verbale.read.page.declared import Declared, string_of, types_of
from verbale.read.page.survey import Survey
from verbale.read.page.words import Surroundings, is_aside, lines_after, lines_in, names_of, words_of
from verbale.read.written_dates import WrittenDate, find_dates, read_date

#: The web is not older than this; an earlier date needs a second source.
_OLDEST = datetime.date(1990, 1, 1)
_A_DAY = datetime.timedelta(days=1)
_NEARBY = "text near the headline"
_UTC = re.compile(r"\d(?:Z|[+-]00:?00|\s?(?:GMT|UTC))$")
_NO_DAY_BEFORE = datetime.date(1600, 1, 1)
# How much each source counts, tuned on 227 dated pages of some 220 sites. What a source says of another page (a video
# in it, a site) counts least; what only moves with the last change does not count at all.
_META = {
    "article:published_time": 3.0, "og:article:published_time": 3.0, "article:published": 3.0, "datepublished": 2.5,
    "parsely-pub-date": 3.0, "sailthru.date": 2.5, "published_time": 2.5, "publish_date": 2.5, "publish-date": 2.5,
    "publishdate": 2.5, "publication_date": 2.5, "publicationdate": 2.5, "pub_date": 2.5, "pubdate": 2.5,
    "published-date": 2.5, "published": 2.0, "dc.date.issued": 2.5, "dcterms.issued": 2.5, "dc.date.published": 2.5,
    "citation_publication_date": 2.5, "citation_online_date": 2.6, "citation_date": 2.0, "date_published": 2.5,
    "prism.publicationdate": 2.5, "cxenseparse:recs:publishtime": 2.5, "bt:pubdate": 2.5, "rnews:datepublished": 2.5,
    "article_date_original": 2.5, "originalpublicationdate": 2.5, "og:published_time": 2.5, "vr:published_time": 2.0,
    "analyticsattributes.articledate": 2.0, "shareaholic:article_published_time": 2.5, "article.published": 2.5,
    "displaydate": 2.0, "article:post_date": 2.5, "og:pubdate": 2.5, "ptime": 2.0, "eomportal-pubdate": 2.5,
    "date": 1.5, "dc.date": 1.5, "dcterms.date": 1.5, "dc.date.created": 1.5, "dcterms.created": 1.5,
    "article.created": 1.5, "creation_date": 1.5,
}  # fmt: skip
_ARTICLE, _PAGE, _CREATED = 3.0, 2.0, 0.6
_ITEM, _NEAR, _SAID, _ELEMENT, _ADDRESS = 2.5, 2.4, 3.2, 1.8, 2.0
_PUBLISHED = re.compile(
    r"publi[sckqé]|veröffentlicht|erstellt|erschienen|gepostet|posted|first|created|originally|опубликован|gepubliceerd"
    r"|udgivet|publicerad|julkaistu|yayın|terbit|diterbitkan|dipublikasikan|发布|發布|公開|掲載|등록|입력|نشر|đăng|ημερομηνία",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|aktualisier|geändert|modif|mise? à jour|actuali[sz]|atualiz|aggiorna|bijgewerkt|gewijzigd|uppdater|opdater"
    r"|oppdater|päivitet|обновл|изменен|оновлен|zaktualizowan|aktualizov|güncel|diperbarui|last (?:change|edit|review)"
    r"|revis|edited|更新|修正|수정|تحديث|cập nhật|expire|gültig|letzte änderung|stand:",
    re.IGNORECASE,
)
_NO_DATE_LINE = re.compile(r"copyright|©|all rights|\b(?:foto|photo|bild|image|picture|getty|reuters)\b", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\b(?:author|autor|by|von|par|por|di|door)\b[^.!?]{2,60}$", re.IGNORECASE)
#: What follows the date at the beginning of a first paragraph.
_DASH = re.compile(r"\s*[-–—|:]\s")
#: A line near the headline in which a date is the article's has no more words than this.
_FEW_WORDS = 12
_NEAREST_BEFORE = 4
_LINES_FURTHER = 200
_DATED = lxml.etree.XPath(
    "//time[@datetime] | //abbr[@title][contains(@class, 'publi') or contains(@class, 'date')]"
    " | //*[self::span or self::div or self::p or self::td or self::li or self::font][contains(@class, 'date') or "
    "contains(@class, 'Date') or contains(@class, 'publi') or contains(@class, 'time') or contains(@class, 'datum') or "
    "contains(@id, 'date') or contains(@class, 'posted') or contains(@class, 'fecha')]",
    smart_strings=False,
)
_MOST_ELEMENTS = 60
_MOST_ITEMS = 6
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/(\d{8})\d*\w*/(.*)", re.DOTALL)
_DAY_IN_ADDRESS = re.compile(
    r"[/_.=-](?P<y>(?:19|20)\d\d)[/_.-]?(?P<m>0[1-9]|1[0-2])[/_.-]?(?P<d>0[1-9]|[12]\d|3[01])(?![\d])"
    r"|[/~_.=-](?P<d2>0[1-9]|[12]\d|3[01])(?P<s2>[/_.-])(?P<m2>0[1-9]|1[0-2])(?P=s2)(?P<y2>(?:19|20)\d\d)(?![\d])"
)
_MONTH_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])/")
#: Hosts of countries that write English and have the day first in 5/4/2022; elsewhere English has the month first.
_DAY_FIRST = re.compile(r"\.(?:uk|ie|au|nz|in|za|ng|ke|gh|pk|lk|sg|my|mt|jm|tt|hk|zw|ug|tz|bd|eu)$")


@dataclass(frozen=True, slots=True)
class Witness:
    """A date of publication that one source names.

    Attributes:
        date: The day.
        precision: How much of it is named.
        basis: The source; its first word is the kind of source.
        weight: How much it counts.
        other: What else the same words may mean.
        utc: Whether the day is that of Greenwich, and may be another one where the page was written.
    """

    date: datetime.date
    precision: Precision
    basis: str
    weight: float
    other: datetime.date | None = None
    utc: bool = False


def date_of_page(
    tree: lxml.html.HtmlElement,
    survey: Survey,
    around: Surroundings,
    *,
    url: str | None = None,
    language: str | None = None,
    today: datetime.date | None = None,
) -> Published | None:
    """Return when a page was published, as far as it says so; the day as written, without a change of time zone.

    Each kind of source counts once for the date that it names; the date that counts most is taken, with the source
    that counts most for it as its basis.

    Args:
        tree: The page.
        survey: Its marks.
        around: What stands around its headline.
        url: Its address.
        language: ISO 639-1 code of its language.
        today: Later dates are refused; None takes the current day.
    """
    today = today or datetime.date.today()
    if url and (archived := _ARCHIVED.match(url)):
        url = archived.group(2)
        captured = read_date(archived.group(1))
        today = min(today, captured.date) if captured else today
    reader = _Reader(language, day_first=_day_first(language, url))
    found = [
        *_in_head(survey.declared, reader), *_in_items(survey, around, reader), *_near(around, reader),
        *_in_address(url),
    ]  # fmt: skip
    if not any(witness.weight >= _ELEMENT and witness.precision == "day" for witness in found):
        found += _in_elements(tree, around, reader)
    published = _weighed(found, today)
    if published is None or published.precision != "day":
        # What is left is further down the page, or of the last change, and says so.
        published = _weighed([*_further(tree, around, reader), *_changes(survey.declared, reader)], today) or published
    return published


@dataclass(frozen=True, slots=True)
class _Reader:
    """How dates are written on a page."""

    language: str | None
    day_first: bool

    def read(self, value: str | None) -> WrittenDate | None:
        return read_date(value, self.language, day_first=self.day_first) if value else None

    def find(self, line: str) -> list[WrittenDate]:
        return find_dates(line, self.language, day_first=self.day_first)


def _weighed(found: list[Witness], today: datetime.date) -> Published | None:
    """Return the possible date for which the sources count most, each kind of source once."""
    possible = [witness for witness in found if _NO_DAY_BEFORE < witness.date <= today]
    exact = [witness for witness in possible if witness.precision == "day"]
    days = {witness.date for witness in exact if witness.other is None}
    shown = next((witness.date for witness in exact if witness.basis == _NEARBY), None)
    best: dict[tuple[datetime.date, str], Witness] = {}
    for witness in exact or possible:
        # 5/4/2022 is the day that another source names.
        date = witness.other if witness.other in days and witness.date not in days else witness.date
        if witness.utc and shown and abs(date - shown) == _A_DAY:
            date = shown
        key = date, witness.basis.split()[0]
        if key not in best or best[key].weight < witness.weight:
            best[key] = replace(witness, date=date)
    totals: dict[datetime.date, float] = {}
    for (date, _), witness in best.items():
        totals[date] = totals.get(date, 0.0) + witness.weight
    for date in sorted(totals, key=lambda date: (-totals[date], date)):
        chosen = [witness for witness in best.values() if witness.date == date]
        if date >= _OLDEST or len(chosen) > 1:
            surest = max(chosen, key=lambda witness: witness.weight)
            return Published(date, surest.precision, surest.basis)
    return None


def _in_head(declared: Declared, reader: _Reader) -> Iterator[Witness]:
    """Yield what linked data and meta elements say."""
    for node in declared.articles():
        kinds = types_of(node)
        other = any(kind in ("videoobject", "audioobject", "event", "product", "review") for kind in kinds)
        weight = _CREATED if other else _PAGE if any(kind.endswith("page") for kind in kinds) else _ARTICLE
        if date := reader.read(published := string_of(node.get("datePublished"))):
            utc = _is_utc(published or "")
            yield Witness(date.date, date.precision, "json-ld datePublished", weight, date.other, utc)
        for name in ("dateCreated", "uploadDate"):
            if date := reader.read(string_of(node.get(name))):
                yield Witness(date.date, date.precision, f"json-ld {name}", _CREATED)
    for name, weight in _META.items():
        for value in declared.metas.get(name, ())[:3]:
            if date := reader.read(value):
                # Some programs write the time of the last change into both.
                changed = value[:19] >= (declared.first("article:modified_time") or "z")[:19]
                weight *= 0.7 if changed else 1
                yield Witness(date.date, date.precision, f"meta {name}", weight, date.other, _is_utc(value))


def _in_items(survey: Survey, around: Surroundings, reader: _Reader) -> Iterator[Witness]:
    """Yield what microdata say of the article; those of several articles in one page say nothing."""
    for element in survey.published if len(survey.published) <= _MOST_ITEMS else ():
        value = element.get("content") or element.get("datetime") or words_of(element, 100)
        if (date := reader.read(value)) and not is_aside(element, around.place):
            yield Witness(date.date, date.precision, "microdata datePublished", _ITEM, date.other, _is_utc(value))


def _near(around: Surroundings, reader: _Reader) -> Iterator[Witness]:
    """Yield what the lines around the headline say."""
    yield from _in_lines(around.after, reader, 1.0)
    yield from _in_lines(around.before[: -_NEAREST_BEFORE - 1 : -1], reader, 0.9)


def _in_lines(lines: Sequence[str], reader: _Reader, share: float, *, changes: bool = False) -> Iterator[Witness]:
    """Yield the dates in lines that are of the article and not in a sentence, the nearest first.

    Args:
        lines: The lines.
        reader: How dates are written.
        share: How much they count, of what they would at the best place.
        changes: Whether to yield those of changes, and no others.
    """
    cue = ""
    weight = _NEAR
    for line in lines:
        words = len(line.split())
        dates = reader.find(line[:400])
        at = 0
        for date in dates:
            lead = f"{cue} {line[at : date.start]}"
            at, cue = date.end, ""
            said = _PUBLISHED.search(lead[-60:])
            named = _AFTER_NAME.search(lead)
            begins = date.start == 0 and _DASH.match(line, date.end)
            if words > _FEW_WORDS and not (date.start < 60 and (said or named or begins)):
                continue
            if bool(_UPDATED.search(lead[-40:])) != changes or _NO_DATE_LINE.search(line):
                continue
            counts = (_SAID if said else weight) * share / (1 if date.precision == "day" else 3)
            basis = "text of an update" if changes else _NEARBY
            yield Witness(date.date, date.precision, basis, counts, date.other)
            weight = _NEAR / 2
        cue = line if not dates and words <= 4 else ""


def _further(tree: lxml.html.HtmlElement, around: Surroundings, reader: _Reader) -> Iterator[Witness]:
    """Yield what lines further down say, the nearest counting most; those of a change count least."""
    if around.headline is None:
        lines = list(lines_in(tree, _LINES_FURTHER))
        yield from (replace(witness, basis="text") for witness in _in_lines(lines, reader, 0.5))
    else:
        lines = list(lines_after(around.headline, _LINES_FURTHER))
        for line in lines:
            for date in reader.find(line[:200]):
                lead = line[: date.start]
                if (_AFTER_NAME.search(lead) or _PUBLISHED.search(lead)) and not _UPDATED.search(lead):
                    yield Witness(date.date, date.precision, "text after the article", 0.5, date.other)
                    break
            else:
                continue
            break
    yield from (replace(witness, weight=0.1) for witness in _in_lines(lines, reader, 1.0, changes=True))


def _changes(declared: Declared, reader: _Reader) -> Iterator[Witness]:
    """Yield when the head says that the page was changed last: no earlier than it was published."""
    for node in declared.articles():
        if date := reader.read(string_of(node.get("dateModified"))):
            yield Witness(date.date, date.precision, "json-ld dateModified", 0.1)
    for name in ("article:modified_time", "datemodified", "dcterms.modified", "last-modified"):
        if date := reader.read(declared.first(name)):
            yield Witness(date.date, date.precision, f"meta {name}", 0.1, date.other)


def _in_elements(tree: lxml.html.HtmlElement, around: Surroundings, reader: _Reader) -> Iterator[Witness]:
    """Yield what elements say that are marked as dates, wherever they stand in the article."""
    weight = _ELEMENT
    for element in _DATED(tree)[:_MOST_ELEMENTS]:
        words = words_of(element, 120)
        value = element.get("datetime") or element.get("title") or words
        names = names_of(element)
        if len(words) > 100 or _UPDATED.search(words) or (_UPDATED.search(names) and not _PUBLISHED.search(names)):
            continue
        if (date := reader.read(value)) and not is_aside(element, around.place):
            basis = "time element" if element.tag == "time" else "element marked as a date"
            yield Witness(date.date, date.precision, basis, weight)
            weight *= 0.5


def _in_address(url: str | None) -> Iterator[Witness]:
    """Yield the date in an address."""
    if not url:
        return
    path = url.split("?", 1)[0]
    for match in _DAY_IN_ADDRESS.finditer(path):
        groups = match.groupdict()
        year, month, day = (int(groups[key] or groups[key + "2"]) for key in "ymd")
        try:
            yield Witness(datetime.date(year, month, day), "day", "url", _ADDRESS)
        except ValueError:
            continue
    if month_match := _MONTH_IN_ADDRESS.search(path):
        yield Witness(datetime.date(int(month_match["y"]), int(month_match["m"]), 1), "month", "url", _ADDRESS)


def _is_utc(value: str) -> bool:
    """Tell whether a time is given in that of Greenwich."""
    return bool(_UTC.search(value))


def _day_first(language: str | None, url: str | None) -> bool:
    """Tell whether a page's numbers have the day before the month."""
    if language != "en":
        return True
    host = (url or "").split("://", 1)[-1].split("/", 1)[0].split(":")[0]
    return bool(_DAY_FIRST.search(host))
