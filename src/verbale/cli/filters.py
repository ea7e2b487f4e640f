"""The options by which statements are chosen, for every command that takes statements."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Literal

import typer

from verbale.models import Act, ChannelKind, Commitment, Kind, Modality


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which statements are chosen, in the place of its ``**filters``.

    They come to it as the keyword arguments of `Record.statements`.
    """
    own = inspect.signature(command, eval_str=True).parameters.values()
    options = inspect.signature(_options, eval_str=True).parameters.values()
    positional = [one for one in own if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    named = [one for one in own if one.kind is inspect.Parameter.KEYWORD_ONLY]
    together = [*positional, *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in options), *named]
    command.__signature__ = inspect.Signature(together)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in together}
    return command


def _known_class(name: str | None) -> str | None:
    """Return a class of cues if it is one of the codebook."""
    from verbale.codebook.cue_classes import CUE_CLASSES

    if name is not None and name not in CUE_CLASSES:
        raise typer.BadParameter(f"{name!r} is none of the classes: {', '.join(CUE_CLASSES)}.")
    return name


def _options(
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="By a speaker with this in the name or the source's words, or with this id."),
    ] = None,
    on_behalf_of: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Said on behalf of this state, ministry or organization.")
    ] = None,
    about: Annotated[str | None, typer.Option(metavar="ACTOR", help="Speaking of this actor.")] = None,
    stance: Annotated[
        Literal["negative", "positive", "neutral"] | None,
        typer.Option(help="With this stance toward --about, or without it toward anybody."),
    ] = None,
    addressee: Annotated[str | None, typer.Option(metavar="ACTOR", help="Addressed to this actor.")] = None,
    via: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Carried to the reader by this agency or outlet.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help='With all these words, or "phrases", in what is said.')
    ] = None,
    act: Annotated[Act | None, typer.Option(help="What the source does.")] = None,
    cue_class: Annotated[
        str | None,
        typer.Option(
            metavar="CLASS", help="What kind of act the cue makes it: deny, warn, accuse …", callback=_known_class
        ),
    ] = None,
    commitment: Annotated[
        Commitment | None, typer.Option(help="How the reporter stands to it: neutral, at a distance, as to a fact.")
    ] = None,
    modality: Annotated[Modality | None, typer.Option(help="Whether saying it is told as a fact.")] = None,
    channel: Annotated[ChannelKind | None, typer.Option(help="Through what it was said.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="How it is quoted.")] = None,
    anonymous: Annotated[
        bool | None, typer.Option("--anonymous/--named", help="By nameless sources, or by others.", show_default=False)
    ] = None,
    collective: Annotated[
        bool | None, typer.Option("--collective/--single", help="By several, or by one.", show_default=False)
    ] = None,
    nested: Annotated[
        bool | None,
        typer.Option("--nested/--top-level", help="Told in another statement, or by the reporter.", show_default=False),
    ] = None,
    within: Annotated[str | None, typer.Option(metavar="ID", help="Told in this statement.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published then or later: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published then or earlier.")] = None,
    dated_by: Annotated[
        Literal["published", "said"], typer.Option(help="Of which day --since and --until speak.")
    ] = "published",
    confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="At least so sure.", show_default=False)
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="In this document; the id's beginning is enough.")
    ] = None,
) -> None:
    """Hold the options: name of the keyword argument, type, help."""
