"""What is known of a statement beside its parts, in a few words each, for reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verbale.cli.clean import clean_line
from verbale.models import Statement, TextDamage
from verbale.store.forms import about_text, written_date

_CLUES = 8  # of those that show that a text was rewritten; --json has all of them


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is known of a statement.

    Attributes:
        text: In a few words.
        stance: How the statement stands to the actor that this is about; 0 for anything else.
    """

    text: str
    stance: float = 0.0

    @property
    def look(self) -> str:
        """How it is drawn: ``favour``, ``against`` or nothing special."""
        return "favour" if self.stance > 0 else "against" if self.stance < 0 else ""


def details(statement: Statement, names: Mapping[str, str], *, reasons: bool = True) -> tuple[Detail, ...]:
    """Return what kind of act a statement is, for whom, to whom, about whom, through what and when.

    What goes without saying is left out: that a reporter tells of somebody's saying something, as it was.

    Args:
        statement: The statement.
        names: Plain names of actors, by id.
        reasons: Tell also by what the day is known.
    """
    before = [Detail(clean_line(text)) for text in _before(statement, names)]
    about = [Detail(clean_line(f"about {about_text([one])}"), one.stance) for one in statement.about]
    after = [Detail(clean_line(text)) for text in _after(statement, names, reasons)]
    return (*before, *about, *after)


def damage_line(damage: TextDamage) -> str:
    """Return in one line that a text looks rewritten, with the first of the clues."""
    told = [f"“{clue.span.text}”" + (f" for “{clue.expected}”" if clue.expected else "") for clue in damage.clues]
    shown = ", ".join(dict.fromkeys(told[:_CLUES])) + (f" and {len(told) - _CLUES} more" if len(told) > _CLUES else "")
    return clean_line(f"Looks rewritten or translated by a machine ({damage.score:.2f}): {shown}")


def _before(statement: Statement, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what kind of act it is, by whom, for whom and to whom."""
    if statement.cue_class and statement.cue_class != "say":
        yield statement.cue_class
    if statement.commitment != "said":
        yield f"told as {statement.commitment}"
    if statement.modality != "asserted":
        yield statement.modality
    if statement.anonymous:
        yield "nameless sources" if statement.collective else "a nameless source"
    elif statement.collective:
        yield "several"
    if statement.on_behalf_of:
        yield f"for {names.get(statement.on_behalf_of, statement.on_behalf_of)}"
    if statement.addressees:
        yield f"to {', '.join(one.name for one in statement.addressees)}"


def _after(statement: Statement, names: Mapping[str, str], reasons: bool) -> Iterator[str]:
    """Yield through what it was said, where and when."""
    if statement.channel:
        yield f"{statement.channel.kind} ({statement.channel.span.text})"
    if statement.occasion:
        yield f"at {statement.occasion.text}"
    if statement.via:
        yield f"via {', '.join(names.get(one, one) for one in statement.via)}"
    if statement.said_on:
        yield f"said {written_date(statement.said_on)}{f' ({statement.said_on.basis})' if reasons else ''}"
    if statement.basis and statement.basis.startswith("corrected"):
        yield statement.basis
