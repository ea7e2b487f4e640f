"""Whom somebody means who asks a record for an actor."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from verbale.errors import VerbaleError
from verbale.models import Actor, Statement
from verbale.models.correction import squeezed
from verbale.store.correcting import Rules
from verbale.store.findings import load_actors

_IS_ID = re.compile(r"Q\d+$|verbale:.")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is asked for.

    Attributes:
        ids: Ids of the actors that are meant, after all corrections.
        words: What was asked for, in small letters, for those whom nobody knows by an id.
    """

    ids: frozenset[str]
    words: str

    def is_meant(self, actor: str | None, name: str | None) -> bool:
        """Tell whether somebody is meant: by id if there is one, else by the name."""
        return actor in self.ids if actor is not None else name is not None and self.words in name.casefold()

    def is_carrier(self, carrier: str) -> bool:
        """Tell whether a carrier is meant, which is an id or a name."""
        return carrier in self.ids or self.words in carrier.casefold()


def who_is(connection: sqlite3.Connection, rules: Rules, wanted: str) -> Who:
    """Return whom an id, a name or a part of a name means in a record.

    An id means that actor, and a name the actors that are called so. Where nobody is, it is taken for a part of a name.

    Args:
        connection: An open record.
        rules: The standing corrections.
        wanted: The id, name or part of a name.
    """
    words = wanted.strip().casefold()
    known = known_actors(connection, rules)
    id_ = rules.final(wanted.strip())
    if id_ in known or _IS_ID.match(id_):
        return Who(frozenset((id_,)), words)
    called = {id_ for id_, actor in known.items() if squeezed(actor.name) == squeezed(wanted)}
    if not called:
        by_name = _called(wanted)
        called = {rules.final(id_) for id_ in by_name} & known.keys()
        called = called or {id_ for id_, actor in known.items() if words in actor.name.casefold()} or by_name
    return Who(frozenset(called), words)


def the_actor(connection: sqlite3.Connection, rules: Rules, wanted: str) -> Actor:
    """Return the one actor that an id, a state's code or a name means, in the record or the knowledge base.

    Raises:
        VerbaleError: V401, there is none, or several are called so.
    """
    from verbale.codebook.knowledge import knowledge

    wanted = wanted.strip()
    known = known_actors(connection, rules)
    base = knowledge()
    id_ = rules.final(base.states.get(wanted, wanted))
    if id_ in known or id_ in base.actors:
        return known.get(id_) or base.actors[id_]
    called = {one for one, actor in known.items() if squeezed(actor.name) == squeezed(wanted)}
    called = called or {rules.final(one) for one in _called(wanted)}
    if len(called) != 1:
        raise VerbaleError("V401", wanted[:60])
    (id_,) = called
    return known.get(id_) or base.actors[id_]


def known_actors(connection: sqlite3.Connection, rules: Rules) -> dict[str, Actor]:
    """Return what the record knows of actors by id, with merged ones left out and new names."""
    found = load_actors(connection)
    return {
        id_: replace(actor, name=rules.renamed[id_]) if id_ in rules.renamed else actor
        for id_, actor in found.items()
        if id_ not in rules.into or rules.final(id_) == id_
    }


def actors_of(statement: Statement) -> tuple[str, ...]:
    """Return the ids of the actors that a statement refers to; carriers may be names instead."""
    ids = (
        statement.speaker_id,
        statement.on_behalf_of,
        *(one.actor for one in statement.addressees),
        *(one.actor for one in statement.about),
        *statement.via,
    )
    return tuple(id_ for id_ in ids if id_ is not None)


def plain_names(connection: sqlite3.Connection, rules: Rules, statements: Iterable[Statement]) -> dict[str, str]:
    """Return the plain names of the actors whom statements refer to, by id."""
    wanted = {id_ for statement in statements for id_ in actors_of(statement)}
    if not wanted:
        return {}
    found = load_actors(connection, wanted)
    for id_ in sorted(wanted - found.keys()):
        # A record made by an earlier version may tell of an actor by the id alone.
        actor = in_knowledge(id_) if _IS_ID.match(id_) else None
        if actor is not None:
            found[id_] = actor
    return {id_: rules.renamed.get(id_, found[id_].name) for id_ in sorted(wanted & found.keys())}


def in_knowledge(id_: str) -> Actor | None:
    """Return the actor of an id in the knowledge base, for records that do not tell of it themselves."""
    from verbale.codebook.knowledge import knowledge

    return knowledge().actors.get(id_)


def _called(name: str) -> set[str]:
    """Return the ids of the actors that a name or a state's code has in the knowledge base; no surnames alone."""
    from verbale.codebook.knowledge import knowledge

    base = knowledge()
    if name in base.states:
        return {base.states[name]}
    return {use.actor for use in base.named(name) if use.type != "surname"}
