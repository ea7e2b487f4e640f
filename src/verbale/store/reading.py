"""Inputs into a record: the main job."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.models import Document
from verbale.read import ReadItem, Refusal, read_inputs
from verbale.read.inputs import Fetch, PathLike
from verbale.read.language import is_readable
from verbale.settings import Settings
from verbale.store.writing import note_input, settle, transaction, write_document, write_original

Outcome = Literal["read", "known", "refused"]
Progress = Callable[[str, Outcome], object]


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """What became of the inputs, and what the record holds now.

    Attributes:
        read: Inputs that became a new document.
        known: Inputs whose document the record had already.
        refused: Inputs that were not read, and why.
        unread: Of those read, how many are in each language that the model does not read; they have no statements.
        documents: Documents in the record.
        statements: Statements in the record.
        seconds: How long it took.
    """

    read: int
    known: int
    refused: tuple[Refusal, ...]
    unread: dict[str, int]
    documents: int
    statements: int
    seconds: float


def read_into(
    connection: sqlite3.Connection,
    paths: Iterable[PathLike],
    *,
    settings: Settings,
    leave_out: Collection[Path] = (),
    columns: Mapping[str, str] | None = None,
    fetch: Fetch | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> ReadingSummary:
    """Read inputs into a record, one transaction a document; `Record.read` describes it."""
    from verbale.run.pool import Failure, analyze_all  # loads the engine, which queries do without

    began = time.monotonic()
    outcomes: Counter[Outcome] = Counter()
    refused: list[Refusal] = []
    unread: Counter[str] = Counter()

    def end(name: str, outcome: Outcome) -> None:
        outcomes[outcome] += 1
        if progress is not None:
            progress(name, outcome)

    def refuse(refusal: Refusal) -> None:
        with transaction(connection):
            note_input(connection, refusal.name, refusal.sha256, "refused", code=refusal.code, detail=refusal.detail)
        refused.append(refusal)
        end(refusal.name, "refused")

    def known(name: str, document: Document, original: bytes) -> bool:
        if not settle(connection, document, original):
            return False
        note_input(connection, name, document.sha256, "known", document=document.id)
        end(name, "known")
        return True

    def new(items: Iterable[ReadItem | Refusal]) -> Iterator[tuple[tuple[str, bytes], Document]]:
        for item in items:
            if isinstance(item, Refusal):
                refuse(item)
                continue
            original = item.original if settings.keep_originals else b""
            if not known(item.name, item.document, original):
                yield (item.name, original), item.document

    items = read_inputs(paths, settings, leave_out, columns=columns, fetch=fetch)
    for (name, original), document, found in analyze_all(new(items), workers):
        if isinstance(found, Failure):
            refuse(Refusal(name, found.code, found.detail, document.sha256))
            continue
        # While it was analysed its twin may have been written, by another worker or another program.
        if known(name, document, original):
            continue
        try:
            with transaction(connection):
                write_document(
                    connection, document, found.mentions, found.statements, found.times, found.actors, found.damage
                )
                write_original(connection, document.sha256, original)
                note_input(connection, name, document.sha256, "stored", document=document.id)
        except (ValueError, sqlite3.IntegrityError) as error:
            refuse(Refusal(name, "V199", type(error).__name__, document.sha256))
        else:
            if not is_readable(document.language):
                unread[document.language or ""] += 1
            end(name, "read")

    (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    (statements,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    seconds = time.monotonic() - began
    return ReadingSummary(
        outcomes["read"],
        outcomes["known"],
        tuple(refused),
        dict(sorted(unread.items())),
        documents,
        statements,
        seconds,
    )


def fetcher_beside(record: Path) -> Fetch:
    """Return what gets addresses, and keeps what it got in a folder beside the record."""
    from verbale.read.net.fetch import Fetcher

    return Fetcher(cache=record.with_name(record.name + "-pages"))
