"""Corrections out of what a user names: ids or their beginnings, places in documents, names of actors."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from verbale.codebook.cue_classes import CUE_CLASSES
from verbale.errors import VerbaleError
from verbale.models import (
    Act,
    Actor,
    Commitment,
    Correction,
    CorrectionKind,
    Document,
    Mention,
    Modality,
    RecodedField,
    Statement,
    StatementRole,
)
from verbale.read.published import parse_published
from verbale.store.correcting import Rules
from verbale.store.documents import document_key, load_document
from verbale.store.findings import load_document_statements, load_mentions, load_statements
from verbale.store.who import the_actor

_PLACE = re.compile(r"((?:doc-)?[0-9a-f]{1,16}):(\d+)[-–](\d+)", re.ASCII)
_STATEMENT = re.compile(r"say-[0-9a-f]{1,16}", re.ASCII)
_ONE_OF: Mapping[RecodedField, tuple[str, ...]] = {
    "act": get_args(Act),
    "commitment": get_args(Commitment),
    "modality": get_args(Modality),
    "anonymous": ("yes", "no"),
    "collective": ("yes", "no"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A correction ready for the log, with what is known of the actors that it names."""

    correction: Correction
    actors: tuple[Actor, ...]


class Maker:
    """Makes corrections for one record.

    Args:
        connection: An open record.
        rules: The standing corrections: users name what they see.
        document: The document that a name is corrected in, and in which a mention stands: itself, its id, or the
            beginning of its id.
        since: A name is corrected in documents published on this day or later.
        until: A name is corrected in documents published on this day or earlier.

    Raises:
        VerbaleError: V204 or V205, no such document or several; V304, a date cannot be understood.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        rules: Rules,
        document: Document | str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._document: str | None = None
        if document is not None:
            _, self._document = document_key(connection, document if isinstance(document, str) else document.id)
        for day in (since, until):
            if day is not None:
                parse_published(day)
        self._since, self._until = since, until

    def make(
        self,
        kind: CorrectionKind,
        what: str | Mention | Statement,
        actor: str | None = None,
        *,
        name: str | None = None,
        role: StatementRole | None = None,
        field: RecodedField | None = None,
        value: str | float | bool | None = None,
    ) -> Made:
        """Return a correction of any kind; `Record.correct` describes the arguments.

        Raises:
            VerbaleError: V401, no actor, or no single one, is called so; V402, these arguments do not go together.
        """
        if kind == "assign" and actor is not None:
            return self.assign(what, actor, role)
        if kind == "reject":
            return self.reject(what, actor, role)
        if kind == "recode" and field is not None and value is not None and not isinstance(what, Mention):
            value = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            return self.recode(what, field, value, actor)
        if isinstance(what, str):
            if kind == "merge" and actor is not None:
                return self.merge(what, actor)
            if kind == "rename" and name is not None:
                return self.rename(what, name)
            if kind == "split" and name is not None and actor is not None:
                return self.split(what, name, actor)
        raise VerbaleError("V402", f"to {kind} needs other arguments")

    def merge(self, actor: str, into: str) -> Made:
        """Return the correction that an actor is the same as another one."""
        first, second = self._actor(actor), self._actor(into)
        if first.id == second.id:
            raise VerbaleError("V402", f"{actor} and {into} are one actor already")
        return Made(Correction("merge", first.id, second.id, second.name), (first, second))

    def rename(self, actor: str, name: str) -> Made:
        """Return the correction that an actor has another plain name."""
        known = self._actor(actor)
        return Made(Correction("rename", known.id, name=_filled(name)), (known,))

    def split(self, actor: str, name: str, to: str) -> Made:
        """Return the correction that, where a name was taken for an actor, it is another one."""
        first, second = self._actor(actor), self._actor(to)
        if first.id == second.id:
            raise VerbaleError("V402", f"{actor} and {to} are one actor")
        where = self._scope("split", name)
        return Made(replace(where, actor=first.id, to=second.id, name=second.name), (first, second))

    def assign(self, what: str | Mention | Statement, to: str, role: StatementRole | None = None) -> Made:
        """Return the correction that a mention, a name or the speaker of a statement is an actor."""
        known = self._actor(to)
        where = self._where("assign", what)
        if where.statement is None and role is not None:
            raise VerbaleError("V402", "a name has no role")
        if role not in (None, "speaker", "on_behalf_of"):
            raise VerbaleError("V402", "only who speaks, and on whose behalf, can be assigned")
        role = None if where.statement is None else role or "speaker"
        return Made(replace(where, to=known.id, name=known.name, role=role), (known,))

    def reject(
        self, what: str | Mention | Statement, actor: str | None = None, role: StatementRole | None = None
    ) -> Made:
        """Return the correction that something is not an actor, or without one no actor or no statement at all."""
        known = self._actor(actor) if actor is not None else None
        where = self._where("reject", what)
        if where.statement is None and role is not None:
            raise VerbaleError("V402", "a name has no role")
        return Made(replace(where, actor=known.id if known else None, role=role), (known,) if known else ())

    def recode(self, what: str | Statement, field: RecodedField, value: str, actor: str | None = None) -> Made:
        """Return the correction that a statement is coded otherwise."""
        where = self._where("recode", what)
        if where.statement is None:
            raise VerbaleError("V402", "only statements are coded")
        known = self._actor(actor) if actor is not None else None
        if (field == "stance") != (known is not None):
            raise VerbaleError("V402", "a stance, and nothing else, is toward an actor")
        if field == "stance":
            value = _stance(value)
        elif value not in _codes(field):
            raise VerbaleError("V402", f"{field} cannot be {value[:40]}")
        made = replace(where, actor=known.id if known else None, field=field, value=value)
        return Made(made, (known,) if known else ())

    def _actor(self, wanted: str) -> Actor:
        """Return the one actor that an id, code or name means."""
        return the_actor(self._connection, self._rules, wanted)

    def _where(self, kind: CorrectionKind, what: str | Mention | Statement) -> Correction:
        """Return what a correction is about: a statement, a mention, or a name wherever it stands."""
        if isinstance(what, Statement):
            return self._at_statement(kind, what.id)
        if isinstance(what, Mention):
            if self._document is None:
                raise VerbaleError("V402", "say in which document the mention is")
            return self._at_place(kind, self._document, what.start, what.end)
        if _STATEMENT.fullmatch(what.strip()):
            return self._at_statement(kind, what.strip())
        place = _PLACE.fullmatch(what.strip())
        if place:
            return self._at_place(kind, place[1], int(place[2]), int(place[3]))
        return self._scope(kind, what)

    def _at_place(self, kind: CorrectionKind, document: str, start: int, end: int) -> Correction:
        """Return the mention, or else the statement, that stands just between two offsets.

        Raises:
            VerbaleError: V404, there is none, or more than one statement.
        """
        key, _ = document_key(self._connection, document)
        stored = load_document(self._connection, key)
        if any((one.start, one.end) == (start, end) for one in load_mentions(self._connection, key, stored.text)):
            return Correction(kind, document=stored.id, start=start, end=end, text=stored.text[start:end])
        statements = load_document_statements(self._connection, key, stored)
        ids = [one.id for one in statements if (one.start, one.end) == (start, end)]
        if len(ids) != 1:
            raise VerbaleError("V404", f"{stored.id}:{start}-{end}")
        return self._at_statement(kind, ids[0])

    def _at_statement(self, kind: CorrectionKind, id_or_prefix: str) -> Correction:
        """Return a statement's id, and its cue or content, by which it is known if its id changes.

        Raises:
            VerbaleError: V405, none or several have an id that begins so.
        """
        query = """SELECT s.key, d.id, d.text FROM statements s JOIN documents d ON d.key = s.document
                   WHERE s.id >= ? AND s.id < ? LIMIT 2"""
        rows = self._connection.execute(query, (id_or_prefix, id_or_prefix + "g")).fetchall()
        if len(rows) != 1:
            raise VerbaleError("V405", id_or_prefix)
        key, document, text = rows[0]
        (found,) = load_statements(self._connection, document, text, [key])
        at = found.cue or found.content[0]
        return Correction(kind, statement=found.id, document=document, start=at.start, end=at.end, text=at.text)

    def _scope(self, kind: CorrectionKind, name: str) -> Correction:
        """Return the name and where it is corrected: in a document, a period, or everywhere."""
        words = " ".join(_filled(name).split())
        return Correction(kind, words=words, document=self._document, since=self._since, until=self._until)


def signed(made: Made, author: str | None, made_on: str | None, note: str | None) -> Made:
    """Return a correction with who made it, when and why, as given."""
    return replace(made, correction=replace(made.correction, author=author, made_on=made_on, note=note))


def _filled(name: str) -> str:
    """Return a name that has letters or digits in it, without spaces around it."""
    name = name.strip()
    if not any(character.isalnum() for character in name):
        raise VerbaleError("V402", "the name has no letters")
    return name


def _codes(field: RecodedField) -> tuple[str, ...]:
    """Return the codes that a field can have; none for one that is not known."""
    return CUE_CLASSES if field == "cue_class" else _ONE_OF.get(field, ())


def _stance(value: str) -> str:
    """Return a stance as a number from -1 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = 2.0
    if not -1 <= number <= 1:
        raise VerbaleError("V402", "a stance is a number from -1 to 1")
    return f"{number:g}"
