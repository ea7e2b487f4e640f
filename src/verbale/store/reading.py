"""Inputs into a record: the main job."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verbale.models import Document
from verbale.read import ReadItem, Refusal, read_inputs
from verbale.read.inputs import PathLike
from verbale.run.pool import Failure, analyze_all
from verbale.settings import Settings
from verbale.store.writing import note_input, settle, transaction, write_document

Outcome = Literal["read", "known", "refused"]
Progress = Callable[[str, Outcome], object]


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """What became of the inputs, and what the record holds now.

    Attributes:
        read: Inputs that became a new document.
        known: Inputs whose document the record had already.
        refused: Inputs that were not read, and why.
        documents: Documents in the record.
        statements: Statements in the record.
        seconds: How long it took.
    """

    read: int
    known: int
    refused: tuple[Refusal, ...]
    documents: int
    statements: int
    seconds: float


def read_into(
    connection: sqlite3.Connection,
    paths: Iterable[PathLike],
    *,
    settings: Settings,
    leave_out: Collection[Path] = (),
    workers: int = 1,
    progress: Progress | None = None,
) -> ReadingSummary:
    """Read inputs into a record, one transaction a document; `Record.read` describes it."""
    began = time.monotonic()
    outcomes: Counter[Outcome] = Counter()
    refused: list[Refusal] = []

    def end(name: str, outcome: Outcome) -> None:
        outcomes[outcome] += 1
        if progress is not None:
            progress(name, outcome)

    def refuse(refusal: Refusal) -> None:
        with transaction(connection):
            note_input(connection, refusal.name, refusal.sha256, "refused", code=refusal.code, detail=refusal.detail)
        refused.append(refusal)
        end(refusal.name, "refused")

    def known(name: str, document: Document) -> bool:
        if not settle(connection, document):
            return False
        note_input(connection, name, document.sha256, "known", document=document.id)
        end(name, "known")
        return True

    def new(items: Iterable[ReadItem | Refusal]) -> Iterator[tuple[str, Document]]:
        for item in items:
            if isinstance(item, Refusal):
                refuse(item)
            elif not known(item.name, item.document):
                yield item.name, item.document

    for name, document, found in analyze_all(new(read_inputs(paths, settings, leave_out)), workers):
        if isinstance(found, Failure):
            refuse(Refusal(name, found.code, found.detail, document.sha256))
            continue
        # While it was analysed its twin may have been written, by another worker or another program.
        if known(name, document):
            continue
        try:
            with transaction(connection):
                write_document(connection, document, found.mentions, found.statements)
                note_input(connection, name, document.sha256, "stored", document=document.id)
        except (ValueError, sqlite3.IntegrityError) as error:
            refuse(Refusal(name, "V199", type(error).__name__, document.sha256))
        else:
            end(name, "read")

    (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    (statements,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    seconds = time.monotonic() - began
    return ReadingSummary(outcomes["read"], outcomes["known"], tuple(refused), documents, statements, seconds)
