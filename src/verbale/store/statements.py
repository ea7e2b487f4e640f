"""A list of statements, as a query returns it, with ways into the table libraries."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from verbale.models import Statement
from verbale.store.documents import Heading
from verbale.store.forms import Form, about_text, written_date

# Column, and the kind of its values: text, whole number, fraction or truth. Each column may lack a value.
COLUMNS: dict[str, str] = {
    "id": "text",
    "document": "text",
    "published": "text",
    "outlet": "text",
    "title": "text",
    "url": "text",
    "speaker": "text",
    "speaker_id": "text",
    "on_behalf_of": "text",
    "on_behalf_of_name": "text",
    "source": "text",
    "source_start": "int",
    "source_end": "int",
    "cue": "text",
    "cue_start": "int",
    "cue_end": "int",
    "content": "text",
    "content_start": "int",
    "content_end": "int",
    "content_spans": "text",
    "kind": "text",
    "act": "text",
    "cue_class": "text",
    "commitment": "text",
    "modality": "text",
    "addressees": "text",
    "addressee_ids": "text",
    "about": "text",
    "about_ids": "text",
    "about_stances": "text",
    "via": "text",
    "via_ids": "text",
    "channel": "text",
    "channel_words": "text",
    "occasion": "text",
    "said_on": "text",
    "said_on_basis": "text",
    "anonymous": "bool",
    "collective": "bool",
    "within": "text",
    "confidence": "float",
    "made_by": "text",
}


class Statements(Sequence[Statement]):
    """Statements, in order of publication (unknown last), document and place in it.

    Args:
        statements: The statements.
        headings: The documents they stand in, by id.
        names: Plain names of the actors whom they refer to, by id.
    """

    def __init__(
        self, statements: Iterable[Statement], headings: Mapping[str, Heading], names: Mapping[str, str]
    ) -> None:
        self._statements = tuple(statements)
        self.headings = headings
        self.names = names

    @overload
    def __getitem__(self, index: int) -> Statement: ...

    @overload
    def __getitem__(self, index: slice) -> Statements: ...

    def __getitem__(self, index: int | slice) -> Statement | Statements:
        if isinstance(index, slice):
            return Statements(self._statements[index], self.headings, self.names)
        return self._statements[index]

    def __len__(self) -> int:
        return len(self._statements)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self._statements)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statements) and self._statements == other._statements

    def __hash__(self) -> int:
        return hash(self._statements)

    def __repr__(self) -> str:
        return f"<{len(self)} statements>"

    def rows(self) -> list[Form]:
        """Return one flat row for each statement, with the `COLUMNS`; offsets are code points of the document's text.

        ``content`` joins the parts by `` … ``; ``content_spans`` has the offsets of each, as ``10:25 31:40``.
        ``about`` reads ``NATO -1; China +0.5``; ``about_ids`` and ``about_stances`` have the same in the same order,
        with nothing between the separators where no id is known. So have ``addressee_ids`` and ``via_ids``.
        """
        return [_row(statement, self.headings.get(statement.document), self.names) for statement in self]

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame of `rows`.

        Raises:
            ImportError: pandas is not installed.
        """
        pandas = _library("pandas", "to_pandas")
        kinds = {"text": "object", "int": "Int64", "float": "float64", "bool": "bool"}
        frame = pandas.DataFrame(self.rows(), columns=list(COLUMNS))
        return frame.astype({column: kinds[kind] for column, kind in COLUMNS.items()})

    def to_polars(self) -> Any:
        """Return a Polars DataFrame of `rows`.

        Raises:
            ImportError: polars is not installed.
        """
        polars = _library("polars", "to_polars")
        kinds = {"text": polars.String, "int": polars.Int64, "float": polars.Float64, "bool": polars.Boolean}
        return polars.DataFrame(self.rows(), schema={column: kinds[kind] for column, kind in COLUMNS.items()})

    def to_arrow(self) -> Any:
        """Return a pyarrow Table of `rows`.

        Raises:
            ImportError: pyarrow is not installed.
        """
        arrow = _library("pyarrow", "to_arrow")
        kinds = {"text": arrow.string(), "int": arrow.int64(), "float": arrow.float64(), "bool": arrow.bool_()}
        schema = arrow.schema([(column, kinds[kind]) for column, kind in COLUMNS.items()])
        return arrow.Table.from_pylist(self.rows(), schema=schema)


def _row(statement: Statement, heading: Heading | None, names: Mapping[str, str]) -> Form:
    """Return a statement as one flat row."""
    source, cue, content = statement.source, statement.cue, statement.content
    channel, said_on = statement.channel, statement.said_on
    return {
        "id": statement.id,
        "document": statement.document,
        "published": written_date(heading.published) if heading else None,
        "outlet": heading.outlet if heading else None,
        "title": heading.title if heading else None,
        "url": heading.url if heading else None,
        "speaker": statement.speaker,
        "speaker_id": statement.speaker_id,
        "on_behalf_of": statement.on_behalf_of,
        "on_behalf_of_name": names.get(statement.on_behalf_of or ""),
        "source": source.text if source else None,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "cue": cue.text if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "content": statement.words,
        "content_start": min((part.start for part in content), default=None),
        "content_end": max((part.end for part in content), default=None),
        "content_spans": " ".join(f"{part.start}:{part.end}" for part in content),
        "kind": statement.kind,
        "act": statement.act,
        "cue_class": statement.cue_class,
        "commitment": statement.commitment,
        "modality": statement.modality,
        "addressees": _listed(one.name for one in statement.addressees),
        "addressee_ids": _listed(one.actor for one in statement.addressees),
        "about": about_text(statement.about),
        "about_ids": _listed(one.actor for one in statement.about),
        "about_stances": _listed(f"{one.stance:g}" for one in statement.about),
        "via": _listed(names.get(one, one) for one in statement.via),
        "via_ids": _listed(one if one in names else None for one in statement.via),
        "channel": channel.kind if channel else None,
        "channel_words": channel.span.text if channel else None,
        "occasion": statement.occasion.text if statement.occasion else None,
        "said_on": written_date(said_on),
        "said_on_basis": said_on.basis if said_on else None,
        "anonymous": statement.anonymous,
        "collective": statement.collective,
        "within": statement.within,
        "confidence": statement.confidence,
        "made_by": statement.made_by,
    }


def _listed(values: Iterable[str | None]) -> str | None:
    """Return values in one cell, or None if there are none."""
    return "; ".join(value or "" for value in values) or None


def _library(name: str, method: str) -> Any:
    """Return a table library, which Verbale itself does not need."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"{method}() needs {name}: install it with `pip install {name}`") from error
