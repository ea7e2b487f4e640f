"""Names in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.models.actor import Candidate

Label = Literal["PER", "ORG", "LOC", "NORP", "MISC"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch that names somebody or something.

    Attributes:
        start: Offset of the first character, in code points of the document's text.
        end: Offset after the last character.
        text: The characters.
        label: Person, organization, place, nationality or other group of people, or another name.
        made_by: The model that found it, with its version.
        actor: Id of the actor that it stands for; None where that is not known, and where a place is only a place.
        candidates: The actors that it may stand for, the likeliest first, with reasons.
    """

    start: int
    end: int
    text: str
    label: Label
    made_by: str = ""
    actor: str | None = None
    candidates: tuple[Candidate, ...] = ()
