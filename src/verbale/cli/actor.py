"""``verbale actor``: who a name stands for, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.actors import form
from verbale.cli.clean import clean_line
from verbale.cli.console import JsonLinesOption, console, note, open_to_query, write_json
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.codebook.knowledge import Knowledge
    from verbale.models import Actor, Candidate, Tenure
    from verbale.store import ActorSummary

_NAMES = 12  # of an actor, and offices of a person; --json has all
_LATEST = 3  # statements of an actor in the record


def actor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, title or description, or an actor's id.")],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day for which it is asked: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    near: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name in the same article; may be repeated.")
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(metavar="PATH", envvar="VERBALE_RECORD", help="Tell also what this record says of the likeliest."),
    ] = None,
    json: JsonLinesOption = False,
) -> None:
    """Tell who a name may stand for, with reasons, and what the knowledge base has of the likeliest.

    With --record, also in how many parts the record has it, its latest statements, and where it is named: those places
    can be corrected with `verbale correct`.

    Titles and descriptions need a day: who "the Chinese leader" was depends on it.

    \b
    Examples:
      verbale actor Beijing
      verbale actor "Mr. Yoon" --on 2022-06-30 --near Biden --near Kishida
      verbale actor "South Korean President" --on 2022-06-30 --json
      verbale actor NATO --record verbale.db
    """  # noqa: D301
    from verbale.codebook.knowledge import knowledge
    from verbale.models import Candidate
    from verbale.models.actor import last_day
    from verbale.resolve.lookup import lookup

    if on is not None:
        try:
            last_day(on)
        except ValueError:
            raise VerbaleError("V304") from None
    base = knowledge()
    known = base.actors.get(name)
    found = [Candidate(known, 1.0, ("its id",))] if known else lookup(name, on=on, near=near or (), base=base)
    if json:
        said = {one.id: one for one in _in_record(record, [candidate.actor.id for candidate in found])}
        for candidate in found:
            write_json(_form(candidate, base) | _form_in_record(record, said.get(candidate.actor.id)))
        return
    if not found:
        if record is not None and _show_unknown(record, name):
            return
        note("Nobody in the knowledge base is called so.")
        raise typer.Exit(1)
    _show(found, base)
    if record is not None:
        _show_record(record, found[0].actor.id)


def _show(found: list[Candidate], base: Knowledge) -> None:
    """Print the candidates with their reasons, and what is known of the first."""
    from rich.text import Text

    out = console()
    for candidate in found:
        line = Text(f"{candidate.score:.2f}  ")
        line.append(clean_line(candidate.actor.name), "bold").append(f"  {_kind(candidate.actor)}", "dim")
        out.print(line)
        for reason in candidate.reasons:
            out.print(Text(f"      {clean_line(reason)}", "dim"))
    best = found[0].actor
    out.print()
    out.print(Text(clean_line(best.name), "bold"))
    facts = [("id", best.id), ("from", best.source)]
    if best.parent and best.parent in base.actors:
        facts.append(("part of", base.actors[best.parent].name))
    names = [use.text for use in base.names_of.get(best.id, ()) if use.text != best.name]
    if names:
        facts.append(("also", ", ".join(dict.fromkeys(names[:_NAMES])) + (" …" if len(names) > _NAMES else "")))
    for tenure in base.held.get(best.id, ())[-_NAMES:]:
        facts.append((_years(tenure), f"{tenure.title} of {tenure.of.name}  ({tenure.source})"))
    for relation in base.relations.get(best.id, ())[:_NAMES]:
        other = base.actors.get(relation.object)
        if other:
            facts.append((relation.relation, other.name))
    for label, fact in facts:
        out.print(Text(f"  {label:<22} ", "dim").append(clean_line(fact)))


def _show_record(path: Path, id_: str) -> None:
    """Print what a record says of an actor: how often it is found, its latest statements, and where it is named."""
    from rich.text import Text

    from verbale.cli.render_terminal import statement_block
    from verbale.store.forms import written_date

    out = console()
    out.print()
    with open_to_query(path) as opened:
        summary = next(iter(opened.actors(id_)), None)
        out.print(Text(f"In {clean_line(str(path))}", "bold"))
        if summary is None:
            out.print(Text("  It is not named."))
            return
        counts = (
            (summary.mentions, "names in texts"), (summary.statements, "statements of its own"),
            (summary.spoken_for, "on its behalf"), (summary.addressed, "addressed to it"),
            (summary.spoken_of, "that speak of it"), (summary.carried, "that it carried"),
        )  # fmt: skip
        facts = [f"{count:,} {words}" for count, words in counts if count]
        period = " to ".join(dict.fromkeys(filter(None, map(written_date, (summary.first, summary.last)))))
        facts.append(f"{summary.documents:,} document{'' if summary.documents == 1 else 's'}")
        out.print(Text(f"  {', '.join(facts)}{f', {period}' if period else ''}."))
        said = opened.statements(id_)
        for statement in said[-_LATEST:]:
            date = written_date(said.headings[statement.document].published) or "no date"
            out.print(statement_block(statement, out.width, lead=date, names=said.names))
        places = list(opened.places(id_))
        for document, mention in places[:_NAMES]:
            place = f"{document}:{mention.start}-{mention.end}"
            out.print(Text(f"  {place:<34} ", "dim").append(clean_line(mention.text)))
        if len(places) > _NAMES:
            out.print(Text(f"  and {len(places) - _NAMES:,} more places; --json has all", "dim"))


def _show_unknown(path: Path, name: str) -> bool:
    """Print what a record says of an actor that the knowledge base does not know; tell whether there is one."""
    from rich.text import Text

    with open_to_query(path) as opened:
        found = opened.actors(name)
    for one in found[:1]:
        kind = ", ".join(filter(None, (one.kind, one.country)))
        console().print(Text(clean_line(one.name), "bold").append(f"  {kind}  {clean_line(one.id)}", "not bold dim"))
        _show_record(path, one.id)
    return bool(found)


def _in_record(path: Path | None, ids: list[str]) -> Iterator[ActorSummary]:
    """Yield in how many parts a record has some actors."""
    if path is None:
        return
    with open_to_query(path) as opened:
        for id_ in ids:
            yield from opened.actors(id_)


def _form_in_record(path: Path | None, summary: ActorSummary | None) -> dict[str, object]:
    """Return what a record says of an actor as plain values; nothing without a record."""
    if path is None:
        return {}
    if summary is None:
        return {"record": None, "places": []}
    with open_to_query(path) as opened:
        places = [
            {"document": document, "start": mention.start, "end": mention.end, "text": mention.text}
            for document, mention in opened.places(summary.id)
        ]
    return {"record": form(summary), "places": places}


def _kind(actor: Actor) -> str:
    """Return what an actor is, and of which country."""
    return f"{actor.kind}, {actor.country}" if actor.country else actor.kind


def _years(tenure: Tenure) -> str:
    """Return from when to when somebody held an office."""
    return f"{tenure.start or '?'} – {tenure.end or ''}".strip()


def _form(candidate: Candidate, base: Knowledge) -> dict[str, object]:
    """Return a candidate as plain values."""
    actor = candidate.actor
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "country": actor.country,
        "parent": actor.parent,
        "source": actor.source,
        "score": candidate.score,
        "reasons": list(candidate.reasons),
        "names": [{"name": use.text, "type": use.type} for use in base.names_of.get(actor.id, ())],
        "offices": [
            {"title": t.title, "of": t.of.id, "start": t.start, "end": t.end, "source": t.source}
            for t in base.held.get(actor.id, ())
        ],
    }
