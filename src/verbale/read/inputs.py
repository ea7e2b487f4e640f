"""The inputs that a user names: each is read as what it is, and what is inside it in turn."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from verbale.errors import VerbaleError
from verbale.read.items import ReadItem, Refusal
from verbale.read.kinds import ADDRESSES, Kind, kind_of
from verbale.read.packed.budget import Budget
from verbale.read.source import Given, Source
from verbale.read.table.jsonl import lines_of
from verbale.read.walk import InputAddress, InputFile, PathLike, display, walk
from verbale.settings import Settings

__all__ = ["PathLike", "count_inputs", "read_inputs", "read_source"]

#: What gets an address from the network: what is there, as something to read, or why it was not got.
Fetch = Callable[[str, Settings], Iterator[Source | Refusal]]
Found = ReadItem | Refusal | Source

#: Which function of which module reads a kind. A module is loaded when its kind turns up: reading plain text needs none
#: of the libraries for PDF, tables and archives of the web.
READERS: dict[Kind, tuple[str, str]] = {
    "text": ("plain.file", "read_text"),
    "html": ("page.html", "read_html"),
    "feed": ("feeds", "read_feed"),
    "jsonl": ("table.jsonl", "read_jsonl"),
    "json": ("table.tables", "read_table"),
    "csv": ("table.tables", "read_table"),
    "tsv": ("table.tables", "read_table"),
    "parquet": ("table.tables", "read_table"),
    "pdf": ("pdf.reader", "read_pdf"),
    "eml": ("eml", "read_mail"),
    "mbox": ("eml", "read_mbox"),
    "warc": ("packed.warc", "read_warc"),
    "zip": ("packed.archives", "read_zip"),
    "tar": ("packed.archives", "read_tar"),
    "gzip": ("packed.archives", "read_packed"),
    "bzip2": ("packed.archives", "read_packed"),
    "xz": ("packed.archives", "read_packed"),
    "zstd": ("packed.archives", "read_packed"),
    "lz4": ("packed.archives", "read_packed"),
}
_TABLES: frozenset[Kind] = frozenset({"jsonl", "json", "csv", "tsv", "parquet"})
# A source that is no archive may hold others (a line its page, a mail its parts), but not for ever.
_LAYERS = 8
_LINES = (".jsonl", ".ndjson", ".csv", ".tsv")
# Bytes of a crawl for each page in it, as they are in the public crawls of the whole web.
_RECORDS = {".warc": 125_000, ".warc.gz": 25_000, ".warc.zst": 25_000, ".wacz": 25_000}
_ANY = 1 << 62  # bytes
_LONGEST_ADDRESS = 8192  # bytes
_SAMPLE = 1 << 22  # bytes of a file of lines from which their number is guessed


def read_inputs(
    paths: Iterable[PathLike],
    settings: Settings | None = None,
    leave_out: Collection[Path] = (),
    *,
    columns: Mapping[str, str] | None = None,
    fetch: Fetch | None = None,
) -> Iterator[ReadItem | Refusal]:
    """Yield every article among the inputs, or why it was refused; nothing is left out in silence.

    Paths are walked in sorted order, folders with all that is in them, without hidden files. A folder that links lead
    back to is walked once. No file's time stamp is taken for a date of publication.

    Args:
        paths: Files and folders; with `fetch`, addresses too.
        settings: The limits; None takes the defaults.
        leave_out: Files that are no input wherever they are found: those of the record itself.
        columns: Which column of a table, or key of JSON, holds what, as ``Body`` for ``text``; None recognises them.
        fetch: What gets an address from the network; with None, addresses are refused.
    """
    settings = settings or Settings()
    left_out = {path.resolve() for path in leave_out}
    names = {path.name for path in left_out}
    for found in walk(paths):
        if isinstance(found, Refusal):
            yield found
        elif isinstance(found, InputAddress):
            source = Source.of_bytes(display(found.url), found.url.encode("utf-8", "replace"), media_type=ADDRESSES)
            yield from read_source(source, settings, columns=columns, fetch=fetch)
        elif found.path.name not in names or found.path.resolve() not in left_out:
            yield from _read_file(found, settings, columns, fetch)


def read_source(
    source: Source, settings: Settings, *, columns: Mapping[str, str] | None = None, fetch: Fetch | None = None
) -> Iterator[ReadItem | Refusal]:
    """Yield the articles in a source, and why others in it were refused. No error of a reader gets out.

    Args:
        source: A file, or what was fetched.
        settings: The limits.
        columns: Which column of a table, or key of JSON, holds what, as ``Body`` for ``text``; None recognises them.
        fetch: What gets an address from the network; with None, addresses are refused.
    """
    unpacked = Budget(settings, source.size)
    # Tables, too, can be bombs: one text in them may stand for a million rows. Their size alone is no reason to stop.
    read = Budget(replace(settings, max_unpacked_bytes=_ANY), source.size)
    outcomes = parts = 0
    # A stack: what is found in a layer is read before the rest of the layer.
    layers = [_Layer(source, settings, columns, fetch)]
    try:
        while layers:
            layer = layers[-1]
            found = _next(layer)
            if found is None:
                layers.pop()
                if not layer.found:
                    yield Refusal(layer.source.name, "V117")
                continue
            layer.found = True
            outcomes, parts = outcomes + (not isinstance(found, Source)), parts + isinstance(found, Source)
            if max(outcomes, parts) > settings.max_records:
                raise VerbaleError("V113", f"the limit is {settings.max_records:,}")
            if isinstance(found, ReadItem):
                read.unpack(max(len(found.original), len(found.document.text)))
            if not isinstance(found, Source):
                yield found
                continue
            if found.nesting > settings.max_nesting or len(layers) > settings.max_nesting + _LAYERS:
                yield Refusal(found.name, "V112", f"the limit is {settings.max_nesting}")
                continue
            if layer.fetches:
                unpacked.take(found.size)
                read.take(found.size)
            if found.nesting > layer.source.nesting:
                unpacked.unpack(found.size)
            # What came from the network does not send Verbale to further places.
            layers.append(_Layer(found, settings, columns, None if layer.fetches else layer.fetch))
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail)
    finally:
        for layer in reversed(layers):
            layer.reader.close()


class _Layer:
    """A source that is being read.

    Attributes:
        source: The source.
        fetch: What gets an address from the network; None where that was not asked for.
        fetches: Whether what it yields comes from the network; known when it has yielded something.
        found: Whether it has yielded something.
        reader: Yields what is in it.
    """

    def __init__(
        self, source: Source, settings: Settings, columns: Mapping[str, str] | None, fetch: Fetch | None
    ) -> None:
        self.source = source
        self.fetch = fetch
        self.fetches = False
        self.found = False
        self.reader = self._read(settings, columns)

    def _read(self, settings: Settings, columns: Mapping[str, str] | None) -> Generator[Found, None, None]:
        kind = kind_of(self.source)
        if kind == "addresses":
            self.fetches = True
            yield from _read_addresses(self.source, settings, self.fetch)
            return
        module, function = READERS[kind]
        read: Callable[..., Iterator[Found]] = getattr(importlib.import_module(f"verbale.read.{module}"), function)
        options: tuple[object, ...] = ()
        if kind in _TABLES and (columns is not None or self.fetch is not None):
            from verbale.read.table.columns import Columns
            from verbale.read.table.tables import TableOptions

            named = None if columns is None else Columns(tuple(columns.items()))
            options = (TableOptions(named, fetching=self.fetch is not None),)
        yield from read(self.source, settings, *options)


def count_inputs(paths: Iterable[PathLike]) -> int:
    """Return about how many articles `read_inputs` will look at, to show progress.

    It looks at names and sizes, at the beginning of files of lines, and at the end of zip files, and nowhere else.
    """
    return sum(_count(found.path) if isinstance(found, InputFile) else 1 for found in walk(paths))


def _count(path: Path) -> int:
    """Return about how many articles a file holds."""
    name = path.name.lower()
    try:
        for ending, size in _RECORDS.items():
            if name.endswith(ending):
                return max(1, path.stat().st_size // size)
        if not name.endswith((*_LINES, ".zip")):
            return 1
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if name.endswith(".zip"):
                from verbale.read.packed.zips import count_members

                return count_members(file, size)
            sample = file.read(_SAMPLE)
    except OSError:
        return 1
    lines = sample.count(b"\n") + (not sample.endswith(b"\n"))
    return lines if size <= len(sample) else max(1, round(lines * size / len(sample)))


def _read_file(
    found: InputFile, settings: Settings, columns: Mapping[str, str] | None, fetch: Fetch | None
) -> Iterator[ReadItem | Refusal]:
    """Yield the articles in a file."""
    try:
        with found.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            source = Source(found.name, file, size, found.path.suffix.lower())
            yield from read_source(source, settings, columns=columns, fetch=fetch)
    except OSError as error:
        yield Refusal(found.name, "V106", type(error).__name__)


def _read_addresses(source: Source, settings: Settings, fetch: Fetch | None) -> Iterator[Found]:
    """Yield what is at the addresses in a list, one a line, as something to read; lines with ``#`` are remarks."""
    given = {key: value for key, value in source.given.items() if value}
    for number, line in lines_of(source.file, _LONGEST_ADDRESS):
        address = (line or b"").decode("utf-8", "replace").strip()
        name = source.name if source.media_type == ADDRESSES else f"{source.name}:{number}"
        if line is None:
            yield Refusal(name, "V119", "too long")
        elif address.startswith("#"):
            continue
        elif fetch is None:
            yield Refusal(name, "V118", "" if address == name else address)
        else:
            for found in fetch(address, settings):
                # What a list says of an article goes before what the answer says.
                if isinstance(found, Source):
                    found = replace(found, given=cast(Given, {**found.given, **given}))
                yield found


def _next(layer: _Layer) -> Found | None:
    """Return what is found next in a layer, None at its end; whatever its reader raises becomes a refusal."""
    name = layer.source.name
    try:
        return next(layer.reader, None)
    except VerbaleError as error:
        return Refusal(name, error.code, error.detail)
    except ImportError as error:
        return Refusal(name, "V109", f"{error.name} is not installed")
    except OSError as error:
        # Libraries raise it for what they cannot parse, too; then without the number of a system error.
        return Refusal(name, "V106" if error.errno else "V114", type(error).__name__)
    except Exception as error:  # one input must not stop the others, whatever is wrong with it
        return Refusal(name, "V114", type(error).__name__)
