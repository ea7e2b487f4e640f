"""``verbale actor``: who a name stands for, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.clean import clean_line
from verbale.cli.console import JsonLinesOption, console, note, write_json
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.codebook.knowledge import Knowledge
    from verbale.models import Actor, Candidate, Tenure

_NAMES = 12  # of an actor, and offices of a person; --json has all


def actor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, title or description, or an actor's id.")],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day for which it is asked: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    near: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name in the same article; may be repeated.")
    ] = None,
    json: JsonLinesOption = False,
) -> None:
    """Tell who a name may stand for, with reasons, and what the knowledge base has of the likeliest.

    Titles and descriptions need a day: who "the Chinese leader" was depends on it.

    \b
    Examples:
      verbale actor Beijing
      verbale actor "Mr. Yoon" --on 2022-06-30 --near Biden --near Kishida
      verbale actor "South Korean President" --on 2022-06-30 --json
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
        for candidate in found:
            write_json(_form(candidate, base))
        return
    if not found:
        note("Nobody in the knowledge base is called so.")
        raise typer.Exit(1)
    _show(found, base)


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
