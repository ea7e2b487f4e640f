"""What a file is: told from what is in it, then from the media type it is said to have, then from its name."""

from __future__ import annotations

import json
import re
from typing import BinaryIO, Literal

from verbale.codebook.columns import recognised
from verbale.errors import VerbaleError
from verbale.read.markup import DOCUMENT, is_page, root_of
from verbale.read.packed.budget import Budget
from verbale.read.packed.tars import is_tar
from verbale.read.packed.unpack import Packing, pieces_of, unpacked
from verbale.read.source import Source
from verbale.read.text import characters_of
from verbale.settings import Settings

Kind = Literal[
    "text", "addresses", "html", "feed", "jsonl", "json", "csv", "tsv", "parquet", "pdf", "eml", "mbox", "warc",
    "zip", "tar", "gzip", "bzip2", "xz", "zstd", "lz4",
]  # fmt: skip

ADDRESSES = "text/uri-list"  # the media type of a list of addresses to fetch (RFC 2483)
HEAD = 1 << 14  # bytes that are looked at

_PACKINGS: tuple[tuple[re.Pattern[bytes], Packing], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (re.compile(rb"\xfd7zXZ\x00"), "xz"),
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18", re.DOTALL), "zstd"),
    (re.compile(rb"\x04\x22\x4d\x18"), "lz4"),
)
# What people keep beside articles, and what they keep articles in that is not read.
_OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), word)
    for pattern, word in (
        (rb"\x89PNG\r\n", "PNG image"),
        (rb"\xff\xd8\xff", "JPEG image"),
        (rb"GIF8[79]a", "GIF image"),
        (rb"II\*\x00|MM\x00\*", "TIFF image"),
        (rb"BM.{4}\x00{4}", "BMP image"),
        (rb"\x00\x00\x01\x00", "icon"),
        (rb"RIFF.{4}WEBP", "WebP image"),
        (rb"RIFF.{4}WAVE|ID3[\x02-\x04]|\xff[\xfb\xf3\xf2]|OggS|fLaC", "sound"),
        (rb".{4}ftyp(?:heic|mif1|avif)", "image"),
        (rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ", "video"),
        (rb"\{\\rtf", "RTF document"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Office document"),
        (rb"7z\xbc\xaf\x27\x1c", "7z archive"),
        (rb"Rar!\x1a\x07", "RAR archive"),
        (rb"MSCF\x00", "CAB archive"),
        (rb"SQLite format 3\x00", "SQLite database"),
        (rb"ARROW1", "Arrow table"),
        (rb"\x89HDF\r\n", "HDF5 file"),
        (rb"\x93NUMPY", "NumPy array"),
        (rb"bplist00", "Safari web archive or property list"),
        (rb"%!PS", "PostScript document"),
        (rb"\x7fELF|MZ.{0,200}\x00\x00|\xca\xfe\xba\xbe|\x00asm", "program"),
        (rb"wOF[F2]|OTTO\x00|\x00\x01\x00\x00", "font"),
        (rb"filedesc://", "ARC archive, older than WARC"),
    )
)
#: First members of zip files that are documents and no archives.
_ZIPPED = (
    (re.compile(rb"\[Content_Types\]\.xml|_rels/|docProps/|word/|xl/|ppt/"), "Office document"),
    (re.compile(rb"mimetypeapplication/epub\+zip"), "EPUB book"),
    (re.compile(rb"mimetypeapplication/vnd\.oasis"), "OpenDocument document"),
    (re.compile(rb"META-INF/"), "program"),
)
# Media types and suffixes that say more than that something is text.
_DECLARED: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".asp": "html", ".aspx": "html",
    ".php": "html",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "application/jsonlines": "jsonl",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    "application/json": "json", ".json": "json",
    "text/csv": "csv", ".csv": "csv",
    "text/tab-separated-values": "tsv", ".tsv": "tsv", ".tab": "tsv",
    "message/rfc822": "eml", "multipart/related": "eml", ".eml": "eml", ".mht": "eml", ".mhtml": "eml",
    "application/mbox": "mbox", ".mbox": "mbox",
}  # fmt: skip
_NO_ARTICLES = {
    ".css": "style sheet", "text/css": "style sheet",
    ".js": "script", ".mjs": "script", "text/javascript": "script", "application/javascript": "script",
    "application/x-javascript": "script",
    ".xml": "XML", "application/xml": "XML", "text/xml": "XML",
    ".svg": "SVG image", "image/svg+xml": "SVG image",
}  # fmt: skip
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/')
_OBJECT = re.compile(r'\s*\{\s*["}]')
_ARRAY = re.compile(r"\s*\[\s*[\[{\]]")
_HEADER = re.compile(r"([!-9;-~]{1,80}):(?:[ \t].*)?")
_ENVELOPE = re.compile(r"From \S.*\b\d{4}\r?\n[!-9;-~]+:")
# Headers that no one types: text that begins with "From:" and "Subject:" alone may be a pasted letter.
_MAIL = frozenset({
    "received", "return-path", "message-id", "mime-version", "delivered-to", "content-transfer-encoding",
    "dkim-signature", "snapshot-content-location",
})  # fmt: skip
_TYPED = frozenset({"from", "to", "subject", "date"})
_ADDRESS = re.compile(r"\s*https?://[^\s<>\"]+\s*", re.IGNORECASE)
_LONGEST_NAMES, _LONGEST_NAME = 2000, 40  # characters of a line of column names, and of one of them
_LONGEST_LINE = 1 << 26  # bytes in which the end of a first line is looked for
_LARGEST_OBJECT = 1 << 20  # bytes of a single JSON object that is looked into


def kind_of(source: Source) -> Kind:
    """Return what a source is; its file is at its beginning afterwards.

    Raises:
        VerbaleError: V102, it is not text, and not known; V109, it is known and not read.
    """
    source.file.seek(0)
    head = source.file.read(HEAD)
    try:
        return _packed(head) or _signed(head, source) or _written(head, source)
    finally:
        source.file.seek(0)


def packing_of(head: bytes) -> Packing | None:
    """Return how bytes are packed, from the first of them; None where they are not."""
    return next((packing for magic, packing in _PACKINGS if magic.match(head)), None)


def _packed(head: bytes) -> Kind | None:
    """Return the kind of a packed file: WARC is read as it is, whatever it is packed with."""
    packing = packing_of(head)
    if packing is None:
        return None
    try:
        first = next(unpacked([head], packing, Budget(Settings())), b"")
    except VerbaleError:
        first = b""
    return "warc" if first.startswith(b"WARC/") else packing  # type: ignore[return-value]


def _signed(head: bytes, source: Source) -> Kind | None:
    """Return the kind of a file that begins with a signature.

    Raises:
        VerbaleError: V109, it is of a kind that is not read.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        for names, word in _ZIPPED:
            if names.match(head, 30):
                raise VerbaleError("V109", word)
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"%PDF-") or (_declares(source, ".pdf", "application/pdf") and b"%PDF-" in head[:1024]):
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    for signature, word in _OTHERS:
        if signature.match(head):
            raise VerbaleError("V109", word)
    return "tar" if is_tar(head) else None


def _written(head: bytes, source: Source) -> Kind:
    """Return the kind of a file that is made of characters.

    Raises:
        VerbaleError: V102, it is not; V109, it is of a kind that is not read.
    """
    declared = _DECLARED.get(source.media_type or "") or _DECLARED.get(source.suffix)
    text = characters_of(head)
    root, is_xml = root_of(text)
    kind = _rooted(text, root, is_xml) or _json(text, source, declared) or _mail(text, declared)
    if kind is not None:
        return kind
    if declared == "jsonl":
        return "jsonl"  # each of its lines is refused by itself
    if declared in ("csv", "tsv") or _is_table(text):
        first = text.lstrip().partition("\n")[0]
        return "tsv" if first.count("\t") > max(first.count(","), first.count(";")) else "csv"
    if is_page(text, declared=declared == "html", markdown=source.suffix == ".md"):
        return "html"
    if source.media_type == ADDRESSES or (text.strip() and _is_addresses(text)):
        return "addresses"
    if "\0" in text:
        raise VerbaleError("V102", "control characters")
    word = _NO_ARTICLES.get(source.media_type or "") or _NO_ARTICLES.get(source.suffix)
    if word:
        raise VerbaleError("V109", word)
    return "text"


def _rooted(text: str, root: str, is_xml: bool) -> Kind | None:
    """Return the kind of a text that begins with the tag of a page or a feed.

    Raises:
        VerbaleError: V109, it is XML of another kind.
    """
    if root in DOCUMENT:
        return "html"
    if root in ("rss", "feed") or (root == "rdf" and "purl.org/rss" in text):
        return "feed"
    if root == "svg" or is_xml:
        raise VerbaleError("V109", "SVG image" if root == "svg" else "XML")
    return None


def _json(text: str, source: Source, declared: Kind | None) -> Kind | None:
    """Return the kind of a text that begins as JSON does: an object a line, or one value."""
    if _ARRAY.match(text) and (declared != "jsonl" or _OBJECT.match(text.lstrip()[1:])):
        return "json"
    if not _OBJECT.match(text):
        return None
    if _JSON_FEED.search(text):
        return "feed"
    if declared == "jsonl":
        return "jsonl"
    is_whole, is_only = _first_line(source.file)
    if is_only:
        return "jsonl" if _is_article(source) else "json"
    return "jsonl" if is_whole else "json"


def _first_line(file: BinaryIO) -> tuple[bool, bool]:
    """Tell whether the first line of a file ends as a JSON object does, and whether it is the only one."""
    end, ended = b"", False
    for piece in pieces_of(file, 0, _LONGEST_LINE):
        if not ended:
            start = 0 if end else len(piece) - len(piece.lstrip())
            line, mark, piece = piece[start:].partition(b"\n")
            end, ended = line.rstrip()[-1:] or end, bool(mark)
        if ended and piece.strip():
            return end == b"}", False
    return end == b"}", True


def _is_article(source: Source) -> bool:
    """Tell whether a file that is one JSON object is an article, and not a list of them in a wrapper."""
    if source.size > _LARGEST_OBJECT:
        return False
    source.file.seek(0)
    try:
        value = json.loads(source.file.read(_LARGEST_OBJECT))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and any(isinstance(value.get(key), str) for key in ("text", "html"))


def _mail(text: str, declared: Kind | None) -> Kind | None:
    """Return the kind of a text that begins with the headers of an e-mail, or the envelope line of a mailbox."""
    if _ENVELOPE.match(text):
        return "mbox"
    names = set()
    for line in text.splitlines():
        header = _HEADER.fullmatch(line)
        if header:
            names.add(header[1].lower())
        elif not (names and line[:1] in (" ", "\t")):
            if line.strip():
                return None
            break
    certain = len(names) > 1 and not names.isdisjoint(_MAIL)
    return "eml" if certain or (declared == "eml" and not names.isdisjoint(_TYPED)) else None


def _is_table(text: str) -> bool:
    """Tell whether the first line of a text names the columns of a table of articles, and a row follows."""
    first, _, following = text.lstrip("\ufeff").partition("\n")
    second = following.lstrip().partition("\n")[0]
    if len(first) > _LONGEST_NAMES:
        return False
    for delimiter in ",;\t|":
        names = [name.strip().strip('"') for name in first.split(delimiter)]
        if delimiter in second and all(len(name) <= _LONGEST_NAME for name in names) and len(recognised(names)) > 1:
            return True
    return False


def _is_addresses(text: str) -> bool:
    """Tell whether all lines of a text are addresses, but for remarks, which begin with ``#``."""
    lines = text.lstrip("\ufeff").splitlines()
    # The last one may be cut at the end of what is looked at.
    whole = [line for line in lines[:-1] if line.strip() and not line.lstrip().startswith("#")]
    first = whole[0] if whole else lines[-1]
    return bool(_ADDRESS.match(first)) and all(_ADDRESS.fullmatch(line) for line in whole)


def _declares(source: Source, suffix: str, media_type: str) -> bool:
    """Tell whether a source is said to be of a kind."""
    return source.suffix == suffix or source.media_type == media_type
