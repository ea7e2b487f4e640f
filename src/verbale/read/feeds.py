"""Feeds: RSS, RDF, Atom and JSON Feed; each entry is read as the page or text that it holds."""

from __future__ import annotations

import datetime
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read.bylines import names_in
from verbale.read.items import Refusal
from verbale.read.source import Given, Source
from verbale.read.text import decode, encoding_of_mark, is_blank, without_surrogates
from verbale.read.written_dates import read_date
from verbale.settings import Settings

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_ENTITY = re.compile(r"<!ENTITY\s+[^%\s]", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed)(?=[\s>])[^<>]*>", re.IGNORECASE)
_CHANNEL = re.compile(r"<(?:[\w.-]+:)?channel(?=[\s>])[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</(?:[\w.-]+:)?(?:channel|rss|rdf|feed)\s*>", re.IGNORECASE)
#: What has to be known of a feed's markup to tell its entries apart.
_MARK = re.compile(
    r"<!\[CDATA\[|<!--|<(?P<end>/?)(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])[^<>]*?(?P<empty>/?)>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z!][^<>]*(?:>|$)", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
_XML = {"content-type": "application/xml; charset=utf-8"}
#: Entries are parsed together up to so many characters: a parse has a cost of its own.
_TOGETHER = 200_000
#: What a feed says of itself stands within so many characters before its entries, or after them.
_HEAD, _TAIL = 200_000, 50_000
_LONGEST_NAME = 2_000
_BEFORE_PAGE = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><article>'
_AFTER_PAGE = "</article></body></html>"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed, as it gives it; its fields are still markup.

    Attributes:
        content: Its text or page.
        is_page: Whether that is HTML.
        title: Its title.
        url: Its address.
        published: When it was published, as written.
        updated: When it was changed, as written.
        authors: Who wrote it.
        source_id: Its own id.
        language: The language that it says it is in.
        outlet: Where it was taken from, where it says so.
    """

    content: str = ""
    is_page: bool = True
    title: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: list[str] = field(default_factory=list)
    source_id: str | None = None
    language: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself: its title, its address, the language of its entries."""

    title: str | None = None
    url: str | None = None
    language: str | None = None


def read_feed(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield each entry of a feed as something to read, with what the feed says of it, and refusals for the others.

    The whole text of an entry is taken where the feed has it, else its summary. Nothing is fetched and no entity is
    expanded.

    Args:
        source: The feed.
        settings: The limits.
    """
    try:
        text = _characters(source, settings)
        if text.lstrip("\ufeff \t\r\n").startswith("{"):
            channel, entries = _json_feed(text)
        else:
            channel, entries = _xml_feed(text, settings)
        number = 0
        for number, entry in enumerate(entries, 1):
            if number > settings.max_records:
                raise VerbaleError("V113", f"the limit is {settings.max_records:,} entries")
            name = f"{source.name}:{number}"
            if isinstance(entry, VerbaleError):
                yield Refusal(name, entry.code, entry.detail)
            else:
                yield _part(name, entry, channel, source)
        if not number:
            raise VerbaleError("V117", "a feed without entries")
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail)


def _part(name: str, entry: Entry, channel: Channel, source: Source) -> Refusal | Source:
    """Return an entry as something to read, or why there is nothing to read in it."""
    if is_blank(_without_tags(entry.content)):
        return Refusal(name, "V101", "no text in the entry")
    content = without_surrogates(entry.content)
    if entry.is_page:
        content = (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><article>{content}</article></body></html>'
        )
    return Source.of_bytes(
        name,
        content.encode(),
        media_type="text/html" if entry.is_page else "text/plain",
        charset="utf-8",
        nesting=source.nesting,
        given=_given(entry, channel, source.given),
    )


def _given(entry: Entry, channel: Channel, outer: Given) -> Given:
    """Return what a feed says of an entry, all of it plain text; what was given for the feed as a whole goes before."""
    language = _language(entry.language) or _language(channel.language)
    given = Given(
        title=_plain(entry.title),
        outlet=_plain(entry.outlet) or _plain(channel.title),
        url=_address(entry.url, channel.url),
        language=language,
        published=_published(entry, language),
        authors=tuple(dict.fromkeys(name for author in entry.authors for name in names_in(_plain(author) or ""))),
        source_id=_plain(entry.source_id),
    )
    for key in ("outlet", "language"):
        if outer.get(key):
            given[key] = outer[key]
    return given


def _published(entry: Entry, language: str | None, today: datetime.date | None = None) -> Published | None:
    """Return when an entry was published: the day as written; impossible and future days are none."""
    today = today or datetime.date.today()
    for value, basis in ((entry.published, "feed published"), (entry.updated, "feed updated")):
        date = read_date(value, language) if value else None
        if date and date.date <= today:
            return Published(date.date, date.precision, basis)
    return None


def _characters(source: Source, settings: Settings) -> str:
    """Return a feed's characters, without those that no feed may have, and with U+FFFD for those that are broken."""
    data = source.all(settings.max_bytes)
    if not encoding_of_mark(data):
        data = data.translate(None, b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x7f")
    declared = _DECLARATION.search(data[:400])
    charset = declared.group(1).decode("ascii", "replace") if declared else source.charset
    try:
        return decode(data, charset)
    except VerbaleError as error:
        if error.code == "V101":
            raise
        encoding = encoding_of_mark(data) or "utf-8"
        return _CONTROLS.sub("", without_surrogates(data.decode(encoding, "replace")))


def _xml_feed(text: str, settings: Settings) -> tuple[Channel, Iterator[Entry | VerbaleError]]:
    """Return what an XML feed says of itself, and its entries.

    Raises:
        VerbaleError: V102, it declares entities; V117, it is no feed.
    """
    root = _ROOT.search(text, 0, _HEAD)
    if root is None:
        raise VerbaleError("V117", "no feed in it")
    first = _MARK.search(text, root.end())
    if _ENTITY.search(text, 0, first.start() if first else len(text)):
        raise VerbaleError("V102", "it declares entities")
    head = text[root.start() : min(first.start() if first else len(text), root.start() + _HEAD)]
    channel = _CHANNEL.search(head)
    opening = root.group() + (channel.group() if channel else "")
    closing = "".join(f"</{tag.split()[0].strip('<>')}>" for tag in reversed([m.group() for m in (root, channel) if m]))
    after = max(text.rfind("</item"), text.rfind("</entry"))
    tail = text[text.find(">", after) + 1 :][:_TAIL] if after > 0 else ""
    feed = _parsed(head + tail).feed
    about = Channel(
        title=dict.get(feed, "title"), url=dict.get(feed, "link"), language=dict.get(feed, "language")
    )  # fmt: skip
    return about, _xml_entries(text, root.end(), opening, closing, settings)


def _xml_entries(
    text: str, start: int, opening: str, closing: str, settings: Settings
) -> Iterator[Entry | VerbaleError]:
    """Yield the entries of an XML feed, parsed some at a time; an error for each that cannot be read."""
    waiting: list[str] = []
    length = 0
    for piece in _pieces(text, start):
        if isinstance(piece, VerbaleError) or len(piece) > settings.max_page_bytes:
            yield from _entries(waiting, opening, closing)
            waiting, length = [], 0
            yield (
                piece
                if isinstance(piece, VerbaleError)
                else VerbaleError("V104", f"the limit is {settings.max_page_bytes:,} bytes")
            )
            continue
        waiting.append(piece)
        length += len(piece)
        if length > _TOGETHER:
            yield from _entries(waiting, opening, closing)
            waiting, length = [], 0
    yield from _entries(waiting, opening, closing)


def _pieces(text: str, start: int) -> Iterator[str | VerbaleError]:
    """Yield the markup of each entry, and an error if the last is cut off.

    One whose end is missing ends where the next one begins, or the feed ends.
    """
    begun: int | None = None
    at = start
    while mark := _MARK.search(text, at):
        at = mark.end()
        if mark.group() in ("<!--", "<![CDATA["):
            closing = text.find("-->" if mark.group() == "<!--" else "]]>", at)
            if closing < 0:
                break
            at = closing
        elif mark.group("end"):
            if begun is not None:
                yield text[begun : mark.end()]
                begun = None
        elif not mark.group("empty"):
            if begun is not None:
                yield text[begun : mark.start()]
            begun = mark.start()
    if begun is not None:
        end = _END.search(text, begun)
        yield text[begun : end.start()] if end else VerbaleError("V114", "the last entry has no end")


def _entries(pieces: list[str], opening: str, closing: str) -> Iterator[Entry | VerbaleError]:
    """Yield the entries of some pieces of markup; those that do not parse together are parsed one by one."""
    found = _parsed(opening + "".join(pieces) + closing).entries if pieces else []
    if len(found) == len(pieces):
        yield from map(_entry, found)
        return
    for piece in pieces:
        alone = _parsed(opening + piece + closing).entries
        yield _entry(alone[0]) if alone else VerbaleError("V114", "the entry cannot be read")


def _parsed(markup: str) -> Any:
    """Return what feedparser makes of a feed; of one that it fails at, nothing."""
    try:
        # Given as a file: what is given as bytes is tried as a path first.
        return feedparser.parse(
            io.BytesIO(markup.encode()), response_headers=_XML, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # a feed that finds a fault in the parser must not stop the others
        return feedparser.FeedParserDict(feed={}, entries=[])


def _entry(found: dict[str, Any]) -> Entry:
    """Return an entry that feedparser has found; the fields are read past its aliases, which warn."""
    contents = [part for part in dict.get(found, "content", ()) if part.get("value")]
    summary = dict.get(found, "summary_detail") or {}
    chosen = max([*contents, summary], key=lambda part: len(_without_tags(part.get("value") or "")))
    value = chosen.get("value") or ""
    authors = [author.get("name") or "" for author in dict.get(found, "authors", ()) if isinstance(author, dict)]
    author = dict.get(found, "author") or ""
    if "@" in author or not any(authors):  # feedparser takes addresses and names apart at the wrong place
        authors = [author]
    source = dict.get(found, "source")
    return Entry(
        content=value,
        is_page=chosen.get("type") != "text/plain" or bool(_TAG.search(value)),
        title=dict.get(found, "title"),
        url=dict.get(found, "link"),
        published=dict.get(found, "published"),
        updated=dict.get(found, "updated"),
        authors=authors,
        source_id=dict.get(found, "id"),
        language=chosen.get("language"),
        outlet=dict.get(source, "title") if isinstance(source, dict) else None,
    )


def _json_feed(text: str) -> tuple[Channel, Iterator[Entry | VerbaleError]]:
    """Return what a JSON Feed says of itself, and its entries.

    Raises:
        VerbaleError: V107, it is no JSON; V117, it is no feed.
    """
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        raise VerbaleError("V107", "a JSON Feed") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise VerbaleError("V117", "no feed in it")
    channel = Channel(_string(feed, "title"), _string(feed, "home_page_url"), _string(feed, "language"))
    return channel, (_json_entry(item) for item in feed["items"])


def _json_entry(item: object) -> Entry | VerbaleError:
    """Return an entry of a JSON Feed."""
    if not isinstance(item, dict):
        return VerbaleError("V107", "the entry is no object")
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_string(person, "name") for person in people or () if isinstance(person, dict)]
    page = _string(item, "content_html")
    identity = item.get("id")
    return Entry(
        content=page or _string(item, "content_text") or _string(item, "summary") or "",
        is_page=bool(page),
        title=_string(item, "title"),
        url=_string(item, "url") or _string(item, "external_url"),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        authors=[name for name in names if name],
        source_id=str(identity) if isinstance(identity, int | str) else None,
        language=_string(item, "language"),
    )


def _string(value: dict[str, Any], key: str) -> str | None:
    """Return a field that holds a string."""
    found = value.get(key)
    return found if isinstance(found, str) else None


def _plain(value: object) -> str | None:
    """Return a value as one line of plain text, without tags and entities; None if nothing is left."""
    if not isinstance(value, str):
        return None
    value = value[: 4 * _LONGEST_NAME]
    for _ in range(2):  # titles are often escaped twice
        value = html.unescape(_without_tags(value))
    value = _CONTROLS.sub(" ", without_surrogates(_without_tags(value)))
    return None if is_blank(value) else " ".join(value.split())[:_LONGEST_NAME]


def _without_tags(value: str) -> str:
    """Return a text with a space for each tag."""
    return _TAG.sub(" ", value)


def _language(value: str | None) -> str | None:
    """Return the ISO 639-1 code in a language tag."""
    match = _LANGUAGE.fullmatch(value.strip()) if value else None
    return match.group(1).lower() if match else None


def _address(value: str | None, base: str | None) -> str | None:
    """Return a link as an address of the web; other schemes are none."""
    if not value or len(value) > _LONGEST_NAME:
        return None
    try:
        address = urljoin(base or "", value.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"\x00-\x1f]", address)
    return address if good else None
