"""Which statements are asked for, as conditions in SQL and on statements.

SQL tests what was found. What corrections may change is tested again on the corrected statement, and SQL lets the
documents through in which they may.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from verbale.errors import VerbaleError
from verbale.models import Act, ChannelKind, Commitment, Kind, Modality, Published, Statement
from verbale.read.published import last_day, parse_published
from verbale.store.correcting import Rules
from verbale.store.search import all_of
from verbale.store.who import who_is

Stance = Literal["negative", "positive", "neutral"]
DatedBy = Literal["published", "said"]

_STANCES: dict[Stance, str] = {"negative": "<", "positive": ">", "neutral": "="}
_DAYS: dict[DatedBy, tuple[str, str]] = {
    "published": ("d.published", "d.published_last"),
    "said": ("s.said_on", "s.said_on_last"),
}
_FIND = """
SELECT s.document, s.key FROM statements s JOIN documents d ON d.key = s.document
WHERE {conditions}
ORDER BY d.published IS NULL, d.published, d.id, s.start, s.position
"""
_IN_ROWS = "IN (SELECT value FROM json_each(:{name}))"
_SOURCE = """EXISTS (SELECT 1 FROM statement_spans p WHERE p.statement = s.key AND p.role = 'source'
  AND holds(substr(d.text, p.start + 1, p."end" - p.start), :speaker))"""


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements to find; what is None does not matter. `Record.statements` describes the fields."""

    speaker: str | None = None
    on_behalf_of: str | None = None
    about: str | None = None
    stance: Stance | None = None
    addressee: str | None = None
    via: str | None = None
    kind: Kind | None = None
    act: Act | None = None
    cue_class: str | None = None
    commitment: Commitment | None = None
    modality: Modality | None = None
    channel: ChannelKind | None = None
    anonymous: bool | None = None
    collective: bool | None = None
    nested: bool | None = None
    within: str | None = None
    confidence: float | None = None
    since: str | None = None
    until: str | None = None
    dated_by: DatedBy = "published"
    search: str | None = None
    document: str | None = None


class Conditions:
    """A filter made ready for one record and its corrections.

    Args:
        connection: An open record.
        wanted: The filter; `document` has to be a full id.
        rules: The standing corrections.
        touched: Rows of the documents in which they may change what is found.

    Raises:
        VerbaleError: V303, there is nothing to search for; V304, a date cannot be understood.
    """

    def __init__(
        self, connection: sqlite3.Connection, wanted: StatementFilter, rules: Rules, touched: Collection[int] = ()
    ) -> None:
        self.wanted = wanted
        self._rules = rules
        self._connection = connection
        connection.create_function("holds", 2, _holds, deterministic=True)
        asked = {"on_behalf_of": wanted.on_behalf_of, "about": wanted.about}
        asked |= {"addressee": wanted.addressee, "via": wanted.via}
        self._who = {role: who_is(connection, rules, name) for role, name in asked.items() if name is not None}
        self._parameters: dict[str, Any] = {"touched": json.dumps(sorted(touched))}
        fixed = self._fixed()
        found = self._found()
        if found:
            changed = f"s.document {_IN_ROWS.format(name='touched')}"
            fixed.append(f"({changed} OR ({' AND '.join(found)}))" if touched else " AND ".join(found))
        self._query = _FIND.format(conditions="\n  AND ".join(fixed) or "TRUE")

    def rows(self) -> list[tuple[int, int]]:
        """Return the rows of the documents and statements that may be wanted, by date, document and place."""
        rows: list[tuple[int, int]] = self._connection.execute(self._query, self._parameters).fetchall()
        return rows

    def are_met(self, statement: Statement) -> bool:
        """Tell whether a corrected statement is wanted, among those that `rows` gives."""
        wanted = self.wanted
        return (
            all(
                getattr(wanted, name) in (None, getattr(statement, name))
                for name in ("act", "cue_class", "commitment", "modality", "anonymous", "collective")
            )
            and self._is_speaker(statement)
            and self._is(statement.on_behalf_of, None, "on_behalf_of")
            and self._is_about(statement)
            and (
                "addressee" not in self._who
                or any(self._is(a.actor, a.name, "addressee") for a in statement.addressees)
            )
            and ("via" not in self._who or any(self._who["via"].is_carrier(one) for one in statement.via))
        )

    def _is(self, actor: str | None, name: str | None, role: str) -> bool:
        """Tell whether somebody is the one that is asked for in a role."""
        return role not in self._who or self._who[role].is_meant(actor, name)

    def _is_speaker(self, statement: Statement) -> bool:
        """Tell whether the speaker is the one that is looked for."""
        if self.wanted.speaker is None:
            return True
        wanted = self.wanted.speaker.casefold()
        if statement.speaker_id is not None and statement.speaker_id.casefold() == self._final_speaker():
            return True
        source = statement.source.text if statement.source else None
        return _holds(statement.speaker, wanted) or _holds(source, wanted)

    def _final_speaker(self) -> str:
        """Return the speaker that is looked for in the form in which ids are compared, after all merges."""
        return self._rules.final(self.wanted.speaker or "").casefold()

    def _is_about(self, statement: Statement) -> bool:
        """Tell whether a statement speaks of whom it shall, with the stance that it shall have."""
        if self.wanted.about is None and self.wanted.stance is None:
            return True
        return any(
            self._is(one.actor, one.name, "about") and self.wanted.stance in (None, _stance(one.stance))
            for one in statement.about
        )

    def _fixed(self) -> list[str]:
        """Return the conditions on what no correction changes."""
        wanted = self.wanted
        conditions = []
        for column, value in (("s.kind", wanted.kind), ("d.id", wanted.document), ("s.within", wanted.within)):
            conditions += self._equals(column, value)
        conditions += self._equals("s.channel", wanted.channel)
        if wanted.nested is not None:
            conditions.append(f"s.within IS {'NOT ' if wanted.nested else ''}NULL")
        if wanted.confidence is not None:
            conditions.append(f"s.confidence >= {self._given('confidence', wanted.confidence)}")
        first, last = _DAYS[wanted.dated_by]
        if wanted.since is not None:
            conditions.append(f"{first} >= {self._given('since', _day(wanted.since).date.isoformat())}")
        if wanted.until is not None:
            conditions.append(f"{last} <= {self._given('until', last_day(_day(wanted.until)).isoformat())}")
        if wanted.search is not None:
            match = self._given("match", all_of(wanted.search))
            conditions.append(f"s.key IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH {match})")  # noqa: S608
        return conditions

    def _found(self) -> list[str]:
        """Return the conditions on what corrections may change, as it was found."""
        wanted = self.wanted
        conditions = []
        for column in ("act", "cue_class", "commitment", "modality", "anonymous", "collective"):
            conditions += self._equals(f"s.{column}", getattr(wanted, column))
        if wanted.speaker is not None:
            words = self._given("speaker", wanted.speaker.casefold())
            ids = self._ids("speakers", self._speakers())
            conditions.append(
                f"(s.speaker_id {ids} OR holds(s.speaker_id, {words}) OR holds(s.speaker, {words}) OR {_SOURCE})"
            )
        if "on_behalf_of" in self._who:
            conditions.append(f"s.on_behalf_of {self._ids_of('on_behalf_of')}")
        for role, table, column in (("addressee", "addressees", "actor"), ("via", "carriers", "carrier")):
            if role in self._who:
                name = "name" if column == "actor" else "carrier"
                by_name = f"holds(t.{name}, {self._given(f'{role}_words', self._who[role].words)})"
                conditions.append(
                    f"EXISTS (SELECT 1 FROM {table} t WHERE t.statement = s.key"  # noqa: S608
                    f" AND (t.{column} {self._ids_of(role)} OR {by_name}))"
                )
        return conditions + self._about()

    def _about(self) -> list[str]:
        """Return the condition on whom the content speaks of, as it was found."""
        tests = []
        if "about" in self._who:
            by_name = f"holds(a.name, {self._given('about_words', self._who['about'].words)})"
            tests.append(f"(a.actor {self._ids_of('about')} OR {by_name})")
        if self.wanted.stance is not None and not self._rules.into:  # two actors in one have one stance
            tests.append(f"a.stance {_STANCES[self.wanted.stance]} 0")
        if self.wanted.about is None and self.wanted.stance is None:
            return []
        return [f"EXISTS (SELECT 1 FROM abouts a WHERE {' AND '.join(('a.statement = s.key', *tests))})"]  # noqa: S608

    def _speakers(self) -> set[str]:
        """Return the ids, as found, of the actors whose corrected id or name is looked for."""
        wanted = (self.wanted.speaker or "").casefold()
        changed = {*self._rules.into, *self._rules.into.values(), *self._rules.renamed}
        final = self._final_speaker()
        return {
            one
            for one in changed
            if self._rules.final(one).casefold() == final or wanted in self._rules.name(one, "").casefold()
        }

    def _ids_of(self, role: str) -> str:
        """Return the test for the ids, as found, of whoever is asked for in a role."""
        ids = self._who[role].ids
        return self._ids(f"{role}_ids", {*ids, *(one for one in self._rules.into if self._rules.final(one) in ids)})

    def _ids(self, name: str, ids: Collection[str]) -> str:
        """Return the test for some ids."""
        self._given(name, json.dumps(sorted(ids)))
        return _IN_ROWS.format(name=name)

    def _equals(self, column: str, value: str | bool | None) -> list[str]:
        """Return the condition that a column has a value, if one is asked for."""
        return [] if value is None else [f"{column} = {self._given(column.partition('.')[2] + column[0], value)}"]

    def _given(self, name: str, value: str | float | None) -> str:
        """Add a parameter, and return how SQL names it."""
        self._parameters[name] = value
        return f":{name}"


def _holds(text: str | None, words: str) -> bool:
    """Tell whether a text has some characters in it, given without regard to upper and lower case."""
    return text is not None and words in text.casefold()


def _stance(stance: float) -> Stance:
    """Return the side of a stance."""
    return "negative" if stance < 0 else "positive" if stance > 0 else "neutral"


def _day(written: str) -> Published:
    """Return a date that a user wrote, keeping what was wrong for the message."""
    try:
        return parse_published(written)
    except VerbaleError as error:
        raise VerbaleError(error.code, written[:40]) from None
