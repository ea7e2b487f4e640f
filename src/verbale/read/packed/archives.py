"""Archives and packed files: their members, one by one, each as something to read."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from verbale.errors import VerbaleError
from verbale.read.items import Refusal
from verbale.read.kinds import HEAD, Kind, kind_of, packing_of
from verbale.read.packed.budget import Budget
from verbale.read.packed.members import Member, is_hidden, shown
from verbale.read.packed.tars import is_tar, tar_members
from verbale.read.packed.unpack import Stream, Stretch, pieces_of, spool, unpacked
from verbale.read.packed.zips import zip_members
from verbale.read.source import Source
from verbale.settings import Settings

_UNKNOWN = 1 << 62  # the size of what does not tell its size
_SMALL = 1 << 20  # bytes; larger members are looked at before they are unpacked
#: Kinds that hold many articles: they may be larger than the memory, and what came before a damage can be read.
_MANY: frozenset[Kind] = frozenset({"jsonl", "csv", "tsv", "mbox", "warc", "tar"})
_LARGE = _MANY | frozenset({"json", "parquet", "zip", "gzip", "bzip2", "xz", "zstd", "lz4"})
_PACKED_SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".zst", ".lz4"})
_TAR_SUFFIXES = frozenset({".tgz", ".tbz", ".tbz2", ".txz", ".tzst"})
_WARC_IN_WACZ = re.compile(r"archive/[^/]+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
_WACZ_SEEN = 1000  # members among which the description of a WACZ is looked for


def read_zip(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield the members of a zip file, and why others are not read; of a WACZ, its WARC files alone.

    A WACZ has indexes, lists of pages and logs beside its WARC files; they hold no article of their own.
    """
    if _is_wacz(source, settings):
        members = _zip_members(source, settings)
        chosen = (member for member in members if _WARC_IN_WACZ.fullmatch(member.name))
        yield from _read_members(source, chosen, settings)
    else:
        yield from _read_members(source, _zip_members(source, settings), settings)


def read_tar(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield the members of a tar file, and why others are not read."""
    yield from _read_members(source, tar_members(source.file), settings)


def read_packed(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield what a packed file holds: the members of a tar file, or the one file that it was.

    Raises:
        VerbaleError: V109, it is not packed.
    """
    packing = packing_of(source.file.read(HEAD))
    if packing is None:
        raise VerbaleError("V109", "not packed")
    head, pieces = _peek(unpacked(pieces_of(source.file, 0), packing, Budget(settings)))
    if is_tar(head):
        # One archive for the user, and one here: a packed tar file is not kept unpacked anywhere.
        yield from _read_members(source, tar_members(io.BufferedReader(Stream(pieces))), settings)
        return
    stem = source.name.removesuffix(source.suffix) if source.suffix in _PACKED_SUFFIXES else source.name
    suffix = ".tar" if source.suffix in _TAR_SUFFIXES else suffix_of(stem)
    inside = replace(source, suffix=suffix, media_type=None)
    yield from _read_member(inside, Member(source.name, _UNKNOWN, pieces), settings)


def suffix_of(name: str) -> str:
    """Return the ending of a file name with its dot, in small letters; empty where it has none."""
    return PurePosixPath(name).suffix.lower()


def _zip_members(source: Source, settings: Settings) -> Iterator[Member]:
    """Return the members of a zip file, which pay from one budget."""
    return zip_members(source.file, source.size, Budget(settings, source.size), settings.max_records)


def _is_wacz(source: Source, settings: Settings) -> bool:
    """Tell whether a zip file is a WACZ: a description, and WARC files in a folder of their own."""
    described = archived = False
    try:
        for member in itertools.islice(_zip_members(source, settings), _WACZ_SEEN):
            described = described or member.name == "datapackage.json"
            archived = archived or _WARC_IN_WACZ.fullmatch(member.name) is not None
    except VerbaleError:
        pass
    return archived and (described or source.suffix == ".wacz")


def _read_members(source: Source, members: Iterable[Member], settings: Settings) -> Iterator[Refusal | Source]:
    """Yield what is in the members of an archive; empty ones are counted together, hidden ones passed over."""
    empty = 0
    try:
        for number, member in enumerate(members, 1):
            if number > settings.max_records:
                raise VerbaleError("V113", f"the limit is {settings.max_records:,} members")
            if is_hidden(member.name):
                continue
            if not member.size and not member.code:
                empty += 1
                continue
            name = f"{source.name}!/{shown(member.name)}"
            if member.code:
                yield Refusal(name, member.code, member.detail)
            else:
                inside = Source(name, source.file, 0, suffix_of(member.name), nesting=source.nesting)
                yield from _read_member(inside, member, settings)
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail)
    if empty:
        yield Refusal(f"{source.name}!/", "V101", f"{empty:,} empty {'member' if empty == 1 else 'members'}")


def _read_member(inside: Source, member: Member, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield a member as something to read, and why it or the rest of it cannot be.

    Args:
        inside: What is known of it; its file and its nesting are those of the archive.
        member: The member.
        settings: The limits.
    """
    inside = replace(inside, nesting=inside.nesting + 1)
    pieces, limit = member.pieces, settings.max_bytes
    if member.size > _SMALL:
        head, pieces = _peek(pieces)
        try:
            kind = kind_of(replace(inside, file=io.BytesIO(head), size=len(head)))
        except VerbaleError as refused:
            yield Refusal(inside.name, refused.code, refused.detail)
            return
        if kind in _LARGE:
            if member.stored_at is not None:
                stretch = io.BufferedReader(Stretch(inside.file, member.stored_at, member.size))
                yield replace(inside, file=stretch, size=member.size)
                return
            limit = settings.max_unpacked_bytes
    file, size, error = spool(pieces, limit)
    with file:
        if error is None or (error.code == "V114" and _holds_many(replace(inside, file=file, size=size))):
            yield replace(inside, file=file, size=size)
    if error is not None:
        yield Refusal(inside.name, error.code, error.detail)


def _holds_many(source: Source) -> bool:
    """Tell whether a source is of a kind of which a part is worth reading: one with many articles."""
    try:
        return kind_of(source) in _MANY
    except VerbaleError:
        return False


def _peek(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the beginning of what comes in pieces, and all of it again; what breaks it off breaks it off there too."""
    head, error = b"", None
    try:
        while len(head) < HEAD and (piece := next(pieces, b"")):
            head += piece
    except VerbaleError as caught:
        error = caught
    return head, _again(head, pieces, error)


def _again(head: bytes, pieces: Iterator[bytes], error: VerbaleError | None) -> Iterator[bytes]:
    """Yield a beginning, then the rest or what broke it off."""
    if head:
        yield head
    if error is not None:
        raise error
    yield from pieces
