"""``verbale correct``: what users change, kept apart from what was found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.clean import clean_line
from verbale.cli.console import DEFAULT_RECORD, JsonLinesOption, JsonOption, RecordOption, console, note, write_json
from verbale.models import CorrectionKind, RecodedField, StatementRole

if TYPE_CHECKING:
    from verbale.models import Correction
    from verbale.store import LoggedCorrection, Record

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

ActorArgument = Annotated[
    str, typer.Argument(metavar="ACTOR", help="An actor's id, a state's code, or a name that only one has.")
]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The actor who it is instead.")]
InOption = Annotated[str | None, typer.Option("--in", metavar="DOC", help="In this document only; its id's beginning.")]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="In documents published then or later: YYYY, YYYY-MM or YYYY-MM-DD.")
]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="In documents published then or earlier.")]
AuthorOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who corrects it.")]
DateOption = Annotated[str | None, typer.Option("--date", metavar="DATE", help="When it is corrected.")]
NoteOption = Annotated[str | None, typer.Option(metavar="WORDS", help="Why.")]
WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="WHAT", help="A mention or statement (DOC:START-END, or say-…), or a name as it stands in texts."
    ),
]


@app.callback()
def correct() -> None:
    """Correct whom names and statements are linked to, and how statements are coded.

    What was found is never changed. A correction is kept beside it, applied by all commands that read the record, and
    holds when articles are read again; --as-found shows the record without. It can be undone, and it tells how much it
    changes.

    \b
    Examples:
      verbale correct merge verbale:norland-wire "Norland Press Agency"
      verbale correct split GEO Georgia verbale:us-georgia --in doc-1a2b
      verbale correct assign "Mr. Yin" verbale:yin-min --note "told so himself"
      verbale correct assign say-0f3c9a7b21d4e856 "Foreign Ministry of China"
      verbale correct reject doc-1a2b:120-131 NATO
      verbale correct recode doc-1a2b:120-231 cue_class deny
      verbale correct rename TUR Türkiye
      verbale correct list
      verbale correct undo fix-77e0

    Every one has --help and --json. `verbale actor NAME --record PATH` tells where somebody is named; the places of
    statements stand under them in `verbale statements` and `verbale show`, and --json has their ids.
    """  # noqa: D301


@app.command()
def merge(
    actor: ActorArgument,
    other: OtherArgument,
    author: AuthorOption = None,
    date: DateOption = None,
    note: NoteOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """ACTOR is the same as OTHER, everywhere: all that is found of the one counts as the other's.

    \b
    Example:
      verbale correct merge verbale:norland-wire "Norland Press Agency" --note "its English service"
    """  # noqa: D301
    _correct(record, json, "merge", actor, other, author=author, made_on=date, note=note)


@app.command()
def split(
    actor: ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name as it stands in texts.")],
    other: OtherArgument,
    document: InOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    author: AuthorOption = None,
    date: DateOption = None,
    note: NoteOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """NAME, where it was taken for ACTOR, is OTHER: everywhere, in a document, or in a period.

    \b
    Examples:
      verbale correct split GEO Georgia verbale:us-georgia --in doc-1a2b
      verbale correct split SSD Sudan SDN --until 2011-07-08
    """  # noqa: D301
    more = {"name": name, "document": document, "since": since, "until": until}
    _correct(record, json, "split", actor, other, **more, author=author, made_on=date, note=note)


@app.command()
def rename(
    actor: ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new plain name.")],
    author: AuthorOption = None,
    date: DateOption = None,
    note: NoteOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """ACTOR is called NAME in lists and tables; the words of the texts stay as they are.

    \b
    Example:
      verbale correct rename TUR Türkiye
    """  # noqa: D301
    _correct(record, json, "rename", actor, name=name, author=author, made_on=date, note=note)


@app.command()
def assign(
    what: WhatArgument,
    actor: ActorArgument,
    role: Annotated[
        StatementRole | None, typer.Option(help="Of a statement: speaker or on_behalf_of.  [default: speaker]")
    ] = None,
    document: InOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    author: AuthorOption = None,
    date: DateOption = None,
    note: NoteOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """WHAT is ACTOR: one mention, the speaker of one statement, or all places with a name.

    Statements follow the names in them, and pronouns the names that they go back to.

    \b
    Examples:
      verbale correct assign doc-1a2b:120-131 Japan
      verbale correct assign "Mr. Yin" verbale:yin-min --in doc-1a2b
      verbale correct assign say-0f3c9a7b21d4e856 China --role on_behalf_of
    """  # noqa: D301
    more = {"role": role, "document": document, "since": since, "until": until}
    _correct(record, json, "assign", what, actor, **more, author=author, made_on=date, note=note)


@app.command()
def reject(
    what: WhatArgument,
    actor: Annotated[
        str | None,
        typer.Argument(
            metavar="ACTOR", help="Who it is not; without, it is no actor, or no statement.", show_default=False
        ),
    ] = None,
    role: Annotated[
        StatementRole | None, typer.Option(help="Of a statement: in this role only.", show_default=False)
    ] = None,
    document: InOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    author: AuthorOption = None,
    date: DateOption = None,
    note: NoteOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """WHAT is not ACTOR: the next candidate takes its place if it is likely enough, or the name is left open.

    \b
    Examples:
      verbale correct reject "the alliance" NATO --since 2022-06 --until 2022-07
      verbale correct reject doc-1a2b:120-131 China
      verbale correct reject say-0f3c9a7b21d4e856 NATO --role about
      verbale correct reject doc-1a2b:120-231
    """  # noqa: D301
    more = {"role": role, "document": document, "since": since, "until": until}
    _correct(record, json, "reject", what, actor, **more, author=author, made_on=date, note=note)


@app.command(context_settings={"ignore_unknown_options": True})  # a stance may begin with a minus
def recode(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Its place (DOC:START-END) or the beginning of its id.")
    ],
    field: Annotated[RecodedField, typer.Argument(metavar="FIELD", help="What is coded.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The new code.")],
    toward: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Of a stance: toward whom.", show_default=False)
    ] = None,
    author: AuthorOption = None,
    date: DateOption = None,
    note: NoteOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Code a statement otherwise.

    FIELD is act (speech, thought, will, decree), cue_class, commitment (said, claimed, revealed), modality (asserted,
    negated, hypothetical, conditional, future, question), anonymous or collective (yes, no), or stance, from -1 to 1.

    \b
    Examples:
      verbale correct recode doc-1a2b:120-231 modality negated
      verbale correct recode say-0f3c9a7b21d4e856 stance -0.5 --toward NATO
    """  # noqa: D301
    _correct(
        record, json, "recode", statement, toward, field=field, value=value, author=author, made_on=date, note=note
    )


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(metavar="ID", help="The correction's id; its beginning is enough.")],
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Undo a correction; the log keeps both.

    \b
    Example:
      verbale correct undo fix-77e0
    """  # noqa: D301
    with _open(record) as opened:
        undone = opened.undo(correction)
        names = opened.names([undone])
    if json:
        write_json(_form(undone))
    else:
        _say(f"Undone: {described(undone, names)}.")


@app.command("list")
def list_(
    everything: Annotated[bool, typer.Option("--all", help="With those that were replaced or undone.")] = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
) -> None:
    """List the corrections that hold, in the order in which they were made, and those that no longer fit.

    \b
    Examples:
      verbale correct list
      verbale correct list --all --json
    """  # noqa: D301
    from verbale.cli.console import open_to_query

    with open_to_query(record) as opened:
        logged = [one for one in opened.corrections() if everything or one.state == "standing"]
        names = opened.names([one.correction for one in logged])
    for one in logged:
        if json:
            write_json(_form(one.correction) | {"state": one.state, "problem": one.problem})
        else:
            _show(one, names)
    if not logged and not json:
        note("No corrections.")


def described(one: Correction, names: Mapping[str, str]) -> str:
    """Return what a correction says, in a sentence without its full stop.

    Args:
        one: The correction.
        names: Plain names of actors as they were found, by id.
    """
    to = f"{one.name} ({one.to})"
    actor = f"{names[one.actor]} ({one.actor})" if one.actor and one.actor in names else one.actor
    if one.kind == "merge":
        return f"{actor} is {to}"
    if one.kind == "rename":
        return f"{actor} is called {one.name}"
    what = f"“{one.text}” ({one.document}:{one.start}-{one.end})" if one.words is None else f"“{one.words}”"
    if one.statement is not None:
        what = f"{one.statement} (“{one.text}”)"
        what = f"{one.role.replace('_', ' ')} of {what}" if one.role else what
    elif one.words is not None:
        limits = [f"in {one.document}" if one.document else "", f"since {one.since}" if one.since else ""]
        limits += [f"until {one.until}" if one.until else ""]
        what += "".join(f" {limit}" for limit in limits if limit)
    if one.kind == "recode":
        of = f" toward {actor}" if actor else ""
        return f"{str(one.field).replace('_', ' ')}{of} in {what} is {one.value}"
    if one.kind == "reject":
        nothing = "no statement" if one.statement and not one.role else "nobody known"
        return f"{what} is not {actor}" if actor else f"{what} is {nothing}"
    return f"{what}, taken for {actor}, is {to}" if one.kind == "split" else f"{what} is {to}"


def _correct(record: Path, json: bool, kind: CorrectionKind, what: str, actor: str | None = None, **how: Any) -> None:
    """Make a correction, and tell what it changes and how to undo it."""
    with _open(record) as opened:
        made = opened.correct(kind, what, actor, **how)
        effect = opened.effect(made)
        names = opened.names([made])
    if json:
        write_json(_form(made) | {"mentions": effect.mentions, "statements": effect.statements})
        return
    _say(f"{described(made, names)}.")
    _say(f"It changes {_count(effect.mentions, 'name')} and {_count(effect.statements, 'statement')}.")
    _say(f"To undo it: verbale correct undo {made.id}")


def _open(record: Path) -> Record:
    """Return a record that is there already, to be corrected.

    Raises:
        VerbaleError: V201, V202, V203 or V206, it cannot be opened.
    """
    from verbale.cli.console import open_to_query
    from verbale.store import Record

    open_to_query(record).close()  # a record that is not there is not made
    return Record.open(record)


def _show(one: LoggedCorrection, names: Mapping[str, str]) -> None:
    """Print a correction of the log."""
    from rich.text import Text

    out = console()
    out.print(
        Text(f"{one.correction.id}  ", "bold").append(f"{clean_line(described(one.correction, names))}.", "not bold")
    )
    made = [one.state if one.state != "standing" else "", one.correction.author or "", one.correction.made_on or ""]
    made += [one.correction.note or ""]
    if any(made):
        out.print(Text("    " + " · ".join(clean_line(words) for words in made if words), "dim"))
    if one.problem:
        out.print(Text(f"    It changes nothing: {one.problem}.", "yellow"))


def _form(one: Correction) -> dict[str, object]:
    """Return a correction as plain values, with who made it, when and why."""
    from verbale.store.forms import correction_form

    return correction_form(one) | {"author": one.author, "made_on": one.made_on, "note": one.note}


def _say(words: str) -> None:
    """Print a line that is made of words from outside."""
    from rich.text import Text

    console().print(Text(clean_line(words)))


def _count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
