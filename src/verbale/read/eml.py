"""Mail: messages (.eml), saved pages in their form (.mhtml) and mailboxes (.mbox)."""

from __future__ import annotations

import datetime
import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import CloseBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr
from pathlib import PurePosixPath

from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read.bylines import is_desk, is_name
from verbale.read.items import Refusal
from verbale.read.source import Given, Source
from verbale.read.text import decode, is_blank, without_surrogates
from verbale.read.written_dates import read_date
from verbale.settings import Settings

_HEADERS = ("from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type")
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([a-z]{2})\b", re.IGNORECASE)
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(r"<?saved by ", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_NOT_SHOWN = re.compile(r"<(style|script|head)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
#: Parts that hold no article: pictures and sound, signatures, styles, invitations, delivery reports.
_NO_ARTICLE = (
    "image/", "audio/", "video/", "font/", "text/css", "text/calendar", "application/pgp-", "application/pkcs7-",
    "application/x-pkcs7-", "application/ics", "application/javascript", "text/javascript", "message/delivery-status",
    "message/disposition-notification", "text/rfc822-headers", "application/font", "application/x-font",
)  # fmt: skip
#: Headers longer than this, in characters, are attacks on their parsers; addresses of many recipients are not read.
_LONGEST_HEADER = 4_000
_LONGEST_NAME = 200
#: Lines times parts in parts, in which the parser's time grows: this many took it 3 s.
_MOST_STEPS = 40_000_000
#: The plain text of a letter is taken if it has at least this share of the words of its page: others only say that
#: there is a page.
_SHARE = 0.5
_SEPARATOR = re.compile(rb"From \S+\s.*\d\d:\d\d")
_QUOTED_SEPARATOR = re.compile(rb"^>(>*From )", re.MULTILINE)
_CHUNK = 1 << 20


class _Bounded(Compat32):
    """The policy that parses headers least, with a limit to their length.

    The newer one parses each header by a grammar while it looks for parts, and fails or takes minutes on hostile ones.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a message holds: the parts of its body, in order, and what is attached to it."""

    plain: list[Message] = field(default_factory=list)
    pages: list[Message] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    encrypted: list[Message] = field(default_factory=list)


def read_mail(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield a message's text or page as something to read, then what is attached to it, and refusals.

    The plain text is taken where there is enough of it, else the page. Forwarded and quoted text is left where it is.

    Args:
        source: The message; or a page that was saved in the form of one.
        settings: The limits.
    """
    try:
        data = source.all(settings.max_bytes)
        if (data.count(b"\n") + 1) * len(_MULTIPART.findall(data)) > _MOST_STEPS:
            raise VerbaleError("V112", "too many parts in parts")
        if not data.strip():
            raise VerbaleError("V101")
        message = email.message_from_bytes(data, policy=_Bounded())
        if not any(message.get(name) is not None for name in _HEADERS):
            raise VerbaleError("V114", "no header of a message")
        yield from _read(message, source.name, source.nesting, source.given, settings)
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail)
    except RecursionError:
        yield Refusal(source.name, "V112", f"the limit is {settings.max_nesting}")
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        # The parser of the standard library fails in these ways on malformed messages.
        yield Refusal(source.name, "V114", type(error).__name__)


def read_mbox(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield each message of a mailbox as something to read; no more than one is held in memory.

    Args:
        source: The mailbox: messages, each after a line that begins with "From ".
        settings: The limits.
    """
    number = 0
    for message in _messages(source, settings.max_bytes):
        number += 1
        if number > settings.max_records:
            yield Refusal(source.name, "V113", f"the limit is {settings.max_records:,} messages")
            return
        name = f"{source.name}:{number}"
        if message is None:
            yield Refusal(name, "V104", f"the limit is {settings.max_bytes:,} bytes")
        else:
            about = {"suffix": ".eml", "media_type": "message/rfc822", "nesting": source.nesting, "given": source.given}
            yield Source.of_bytes(name, message, **about)
    if not number:
        yield Refusal(source.name, "V101")


def _messages(source: Source, limit: int) -> Iterator[bytes | None]:
    """Yield the bytes of each message of a mailbox; None for one beyond the limit."""
    source.file.seek(0)
    lines: list[bytes] = []
    size = 0
    begun = False
    blank = line_begins = True
    while line := source.file.readline(_CHUNK):
        if line_begins and line.startswith(b"From ") and (not begun or (blank and _SEPARATOR.match(line))):
            if begun:
                yield _unquoted(lines) if size <= limit else None
            lines, size, begun = [], 0, True
        elif begun or line.strip():
            begun = True
            size += len(line)
            if size <= limit:
                lines.append(line)
            else:
                lines.clear()
        blank = line_begins and not line.strip()
        line_begins = line.endswith(b"\n")
    if begun:
        yield _unquoted(lines) if size <= limit else None


def _unquoted(lines: list[bytes]) -> bytes:
    """Return a message with lines that begin with "From " as they were before the mailbox quoted them."""
    return _QUOTED_SEPARATOR.sub(rb"\1", b"".join(lines))


def _read(message: Message, name: str, nesting: int, outer: Given, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield what a message holds."""
    if nesting > settings.max_nesting:
        yield Refusal(name, "V112", f"the limit is {settings.max_nesting}")
        return
    letter = _Letter()
    cut_off = _sort(message, letter)
    body = _body(letter)
    if body is not None:
        content, charset, is_page = body
        yield Source.of_bytes(
            name,
            content,
            media_type="text/html" if is_page else "text/plain",
            charset=charset,
            nesting=nesting,
            given=_given(message, letter, outer),
        )
    elif letter.encrypted:
        yield Refusal(name, "V115")
    elif not letter.messages and not letter.attached:
        yield Refusal(name, "V101", "no text in the message")
    for number, inner in enumerate(letter.messages, 1):
        yield from _read(inner, f"{name}!/message-{number}", nesting + 1, Given(), settings)
    for number, part in enumerate(letter.attached, 1):
        yield _attachment(part, f"{name}!/{_file_name(part) or f'part-{number}'}", nesting + 1)
    if cut_off:
        yield Refusal(name, "V114", "the end of a part is missing")


def _sort(message: Message, letter: _Letter) -> bool:
    """Put each part of a message where it belongs; return whether the end of one is missing."""
    waiting = [message]
    cut_off = False
    while waiting:
        part = waiting.pop()
        media_type = _media_type(part)
        cut_off = cut_off or any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects)
        inner = part.get_payload()
        attached = "attachment" in _header(part, "content-disposition")[:20].lower() or bool(_file_name(part))
        if media_type in _ENCRYPTED:
            letter.encrypted.append(part)
        elif media_type == "message/rfc822" and isinstance(inner, list):
            letter.messages.extend(one for one in inner if isinstance(one, Message))
        elif isinstance(inner, list):
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))
        elif media_type.startswith(_NO_ARTICLE):
            # Pictures in a letter are part of it; one that was sent as a file is told of.
            if attached and "attachment" in _header(part, "content-disposition").lower():
                letter.attached.append(part)
        elif attached and part is not message:
            letter.attached.append(part)
        elif media_type == "text/html":
            letter.pages.append(part)
        elif media_type.startswith("text/"):
            letter.plain.append(part)
        else:
            letter.attached.append(part)
    return cut_off


def _body(letter: _Letter) -> tuple[bytes, str | None, bool] | None:
    """Return the bytes of a message's own text, their encoding, and whether they are a page; None if there are none."""
    plain = [text for part in letter.plain if not is_blank(text := _text(part))]
    pages = [text for part in letter.pages if not is_blank(_shown(text := _text(part)))]
    words = sum(len(_LINK.sub("", text).split()) for text in plain)
    page_words = sum(len(_shown(text).split()) for text in pages)
    if plain and words >= _SHARE * page_words:
        parts, texts, is_page = letter.plain, plain, False
    elif pages:
        parts, texts, is_page = letter.pages, pages, True
    else:
        return None
    if len(parts) == 1:
        return _payload(parts[0]), _charset(parts[0]), is_page
    return "\n\n".join(texts).encode(), "utf-8", is_page


def _shown(page: str) -> str:
    """Return the words of a page, roughly: they are counted, and not read."""
    small = page.lower()
    pieces = []
    at = 0
    while hidden := _NOT_SHOWN.search(page, at):
        pieces.append(page[at : hidden.start()])
        end = small.find(f"</{hidden.group(1).lower()}", hidden.end())
        at = end if end >= 0 else len(page)
    return _TAG.sub(" ", "".join([*pieces, page[at:]]))


def _attachment(part: Message, name: str, nesting: int) -> Refusal | Source:
    """Return an attached file as something to read, or why it holds nothing to read."""
    media_type = _media_type(part)
    if media_type.startswith(_NO_ARTICLE):
        return Refusal(name, "V109", media_type)
    data = _payload(part)
    if not data:
        return Refusal(name, "V101", "empty")
    suffix = PurePosixPath(_file_name(part)).suffix.lower()
    return Source.of_bytes(
        name,
        data,
        suffix=suffix,
        media_type=None if media_type == "application/octet-stream" else media_type,
        charset=_charset(part),
        nesting=nesting,
    )


def _given(message: Message, letter: _Letter, outer: Given) -> Given:
    """Return what the headers say of a message; what was given for it from outside goes before."""
    location = _header(message, "snapshot-content-location")
    if location or _SAVED.match(_header(message, "from")):
        # A saved page: its sender is a browser, and its date that of saving.
        location = location or next((_header(part, "content-location") for part in letter.pages), "")
        given = Given(url=location if _ADDRESS.fullmatch(location) else None)
    else:
        given = Given(
            title=_header(message, "subject") or None,
            published=_published(message),
            source_id=_header(message, "message-id").strip("<> ") or None,
            language=_language(message),
            **_sender(message),
        )
    given.update({key: value for key, value in outer.items() if value})  # type: ignore[typeddict-item]
    return given


def _sender(message: Message) -> Given:
    """Return who sent a message: the outlet of a newsletter, else its author where that is a person."""
    try:
        name = " ".join(parseaddr(_header(message, "from"))[0].split()).strip("\"'")
    except (RecursionError, IndexError, ValueError):  # brackets in brackets
        name = ""
    if not name:
        return Given()
    is_list = any(message.get(header) is not None for header in ("list-id", "list-unsubscribe", "list-post"))
    if is_list or is_desk(name) or not is_name(name) or len(name.split()) == 1:
        return Given(outlet=name)
    return Given(authors=(name,))


def _published(message: Message, today: datetime.date | None = None) -> Published | None:
    """Return the day that a message was sent, as its sender wrote it; impossible and future days are none."""
    date = read_date(_header(message, "date"))
    if date is None or date.date > (today or datetime.date.today()):
        return None
    return Published(date.date, date.precision, "mail header Date")


def _language(message: Message) -> str | None:
    match = _LANGUAGE.match(_header(message, "content-language"))
    return match.group(1).lower() if match else None


def _header(message: Message, name: str) -> str:
    """Return a header on one line, decoded; empty if it is missing."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, TypeError, AssertionError):  # broken or unknown encodings
        text = str(value)
    return " ".join(without_surrogates(text).replace("\x00", "\ufffd").split())


def _media_type(part: Message) -> str:
    """Return a part's media type in small letters; text where it names none."""
    value = part.get("content-type")
    match = _MEDIA_TYPE.match(str(value)) if value is not None else None
    return match.group(1).lower() if match else "text/plain"


def _charset(part: Message) -> str | None:
    match = _CHARSET.search(str(part.get("content-type") or ""))
    return match.group(1) if match else None


def _file_name(part: Message) -> str:
    """Return the name of an attached file, without folders; it is shown, and never used as a path."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):  # broken or unknown encodings
        name = ""
    try:
        name = str(make_header(decode_header(str(name))))
    except (ValueError, LookupError, TypeError, AssertionError):
        name = str(name)
    name = without_surrogates(name).replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character if character.isprintable() else "\ufffd" for character in name).strip()[:_LONGEST_NAME]


def _payload(part: Message) -> bytes:
    """Return a part's bytes, without the encoding in which they were sent."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    """Return a part's characters; those that cannot be known are U+FFFD."""
    data = _payload(part)
    try:
        return decode(data, _charset(part))
    except VerbaleError as error:
        return "" if error.code == "V101" else without_surrogates(data.decode("utf-8", "replace"))
