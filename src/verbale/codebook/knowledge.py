"""The knowledge base of actors: who there is, under which names, in which office, and when.

The tables are in ``actors/``. Each begins with a line of column names; ``#`` begins a remark. Tables of one kind are
united by the end of their name: ``states_names.tsv`` and ``organizations_names.tsv`` are both names. A user's own
tables (``VERBALE_ACTORS``, a folder) come last: a row with the id of a shipped actor takes its place.
"""

from __future__ import annotations

import functools
import os
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TypeVar, cast

from verbale.errors import VerbaleError
from verbale.models.actor import Actor, ActorKind, Tenure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor.

    Attributes:
        actor: The actor's id.
        text: The name.
        type: What kind of name: ``name``, ``short``, ``acronym``, ``adjective``, ``capital``, ``surname`` …
        start: First day that it was in use, as precisely as known.
        end: Last day that it was.
    """

    actor: str
    text: str
    type: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """An office.

    Attributes:
        id: Its id.
        of: Id of the actor whose office it is.
        kind: What kind of office.
        titles: What news calls it, the usual title first.
    """

    id: str
    of: str
    kind: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of two actors, such as ``member of``, with the days between which it held."""

    subject: str
    relation: str
    object: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The knowledge base.

    Attributes:
        actors: The actors by id.
        names: All names by their folded form (`folded`).
        names_of: The names of each actor, its plain name first.
        offices: The offices by id.
        offices_of: Ids of the offices of each actor.
        tenures: Who held each office, by its first day.
        held: What each person held, by the first day.
        relations: The relations of each actor as their subject.
    """

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[Name, ...]]
    names_of: Mapping[str, tuple[Name, ...]]
    offices: Mapping[str, Office]
    offices_of: Mapping[str, tuple[str, ...]]
    tenures: Mapping[str, tuple[Tenure, ...]]
    held: Mapping[str, tuple[Tenure, ...]]
    relations: Mapping[str, tuple[Relation, ...]]
    states: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str) -> tuple[Name, ...]:
        """Return the uses of a name, whatever its case, accents and punctuation; "us" and "is" are no acronyms."""
        uses = self.names.get(folded(name), ())
        if name in _WORDS:
            return tuple(use for use in uses if not use.text.isupper())
        return uses


#: Words that are acronyms in capitals only; other acronyms are also found in lower case, as people type them.
_WORDS = frozenset(
    word
    for plain in (
        "a all am an and are as at be but by can do else for from go had has he her him his i if in into is it its let "
        "me my new no nor not of on one or our out own so than that the then they this to too up us was we who with you"
    ).split()
    for word in (plain, plain.capitalize())
    if not word.isupper()
)
_DROPPED = re.compile(r"[^\w\s]")
_FOLDED: dict[int, str | None] = {ord(mark): " " if mark in "-/_" else None for mark in string.punctuation}
# Letters with a stroke and the like have no accent that could be taken off.
_FOLDED |= {
    ord(letter): plain
    for letter, plain in zip("łøđıæœðþħ", ("l", "o", "d", "i", "ae", "oe", "d", "th", "h"), strict=True)
}


def folded(name: str) -> str:
    """Return a name in the form in which its variants of case, accents, punctuation and article are equal."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = name.casefold().translate(_FOLDED)  # casefold has made ß to ss
    if not plain.isascii():
        plain = _DROPPED.sub(lambda mark: " " if mark[0] in "–—" else "", plain)
    return " ".join(plain.split()).removeprefix("the ")


@functools.cache
def knowledge() -> Knowledge:
    """Return the knowledge base that ships, with the user's own tables, loaded once."""
    folders = [Path(str(resources.files(__package__).joinpath("actors")))]
    if own := os.environ.get("VERBALE_ACTORS"):
        if not Path(own).is_dir():
            raise VerbaleError("V406", "VERBALE_ACTORS names no folder")
        folders.append(Path(own))
    try:
        return load(*folders)
    except (KeyError, ValueError) as error:
        if len(folders) == 1:
            raise
        raise VerbaleError("V406", f"{type(error).__name__}: {error}"[:200]) from error


def load(*folders: Path) -> Knowledge:
    """Return the knowledge base of some folders; rows of later ones take the place of earlier ones of the same id.

    Args:
        folders: Folders with tables.
    """
    actors: dict[str, Actor] = {}
    names: dict[tuple[str, str, str, str], Name] = {}
    offices: dict[str, Office] = {}
    spells: dict[tuple[str, str, str], dict[str, str]] = {}
    relations: dict[tuple[str, str, str, str], Relation] = {}
    for folder in folders:
        for row in _rows(folder, "actors"):
            kind = cast(ActorKind, row["kind"])
            actors[row["id"]] = Actor(
                row["id"], kind, row["name"], row["country"] or None, row["parent"] or None, row["from"] or None,
                row["to"] or None, row["source"],
            )  # fmt: skip
        for row in _rows(folder, "names"):
            key = (row["id"], row["name"], row["type"], row["from"])
            names[key] = Name(row["id"], row["name"], row["type"], row["from"] or None, row["to"] or None)
        for row in _rows(folder, "offices"):
            offices[row["id"]] = Office(row["id"], row["of"], row["kind"], tuple(row["titles"].split("|")))
        for row in _rows(folder, "holders"):
            spells[row["office"], row["person"], row["start"]] = row
        for row in _rows(folder, "relations"):
            edge = (row["subject"], row["relation"], row["object"], row["from"])
            relations[edge] = Relation(*edge[:3], row["from"] or None, row["to"] or None)
    return _united(actors, list(names.values()), offices, list(spells.values()), list(relations.values()))


def _united(
    actors: dict[str, Actor],
    names: list[Name],
    offices: dict[str, Office],
    spells: list[dict[str, str]],
    relations: list[Relation],
) -> Knowledge:
    """Return the tables with their indexes."""
    by_form: dict[str, list[Name]] = {}
    by_actor: dict[str, list[Name]] = {}
    for name in (*(Name(actor.id, actor.name, "name", actor.start, actor.end) for actor in actors.values()), *names):
        if name.actor in actors:
            by_form.setdefault(folded(name.text), []).append(name)
            by_actor.setdefault(name.actor, []).append(name)
    tenures: dict[str, list[Tenure]] = {}
    held: dict[str, list[Tenure]] = {}
    for row in sorted(spells, key=lambda row: (row["start"], row["person"])):
        office = offices.get(row["office"])
        if office is None or row["person"] not in actors or office.of not in actors:
            continue
        tenure = Tenure(
            actors[row["person"]], office.kind, actors[office.of], office.titles[0], row["start"] or None,
            row["end"] or None, row["as_of"], row["source"],
        )  # fmt: skip
        tenures.setdefault(office.id, []).append(tenure)
        held.setdefault(row["person"], []).append(tenure)
    offices_of: dict[str, list[str]] = {}
    for office in offices.values():
        offices_of.setdefault(office.of, []).append(office.id)
    related: dict[str, list[Relation]] = {}
    for relation in relations:
        related.setdefault(relation.subject, []).append(relation)
    return Knowledge(
        actors, _frozen(by_form), _frozen(by_actor), offices, _frozen(offices_of), _frozen(tenures), _frozen(held),
        _frozen(related), {a.country: a.id for a in actors.values() if a.kind == "state" and a.country and not a.end},
    )  # fmt: skip


def _frozen(lists: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    """Return lists as tuples."""
    return {key: tuple(values) for key, values in lists.items()}


def _rows(folder: Path, kind: str) -> Iterator[dict[str, str]]:
    """Yield the rows of all tables of a kind in a folder, by file name, as values by column."""
    paths = [
        path for path in folder.glob(f"*{kind}.tsv") if path.name == f"{kind}.tsv" or path.name.endswith(f"_{kind}.tsv")
    ]
    for path in sorted(paths):
        columns: list[str] = []
        for line in path.read_text("utf-8").split("\n"):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if not columns:
                columns = cells
                continue
            cells += [""] * (len(columns) - len(cells))
            yield dict(zip(columns, cells, strict=True))
