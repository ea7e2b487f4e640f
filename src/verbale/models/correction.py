"""What a user changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from verbale.models.document import short_hash

CorrectionKind = Literal["merge", "split", "rename", "assign", "reject", "recode"]
StatementRole = Literal["speaker", "on_behalf_of", "addressee", "about", "via"]
RecodedField = Literal["act", "cue_class", "commitment", "modality", "anonymous", "collective", "stance"]

_ABOUT_IT = frozenset(("author", "made_on", "note"))
_OUTCOME = frozenset(("to", "name", "value", "text"))


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user changed in what was found: kept apart from it, applied when it is read out, and undone at will.

    A correction is of one of six kinds:

    - ``merge``: the actor is the same as another one (`to`), everywhere;
    - ``split``: where a name (`words`) was taken for the actor, it is another one (`to`);
    - ``rename``: the actor has another plain name (`name`);
    - ``assign``: a name, at one place or wherever it stands, or the speaker of a statement, is an actor (`to`);
    - ``reject``: it is not that actor (`actor`), or, without one, it is no actor or no statement at all;
    - ``recode``: a statement is coded otherwise (`field` and `value`).

    What it is about is said by ids, offsets and words and never by rows of a file, so that it holds when the same
    articles are read and analysed again.

    Attributes:
        kind: What is changed.
        actor: Id of the actor as it was found.
        to: Id of the actor who it is instead.
        name: Plain name of `to`, or the new name of `actor`.
        words: A name as it stands in texts, with single spaces; upper and lower case do not matter.
        document: Id of the document in which it holds; None for all.
        start: Offset where what is corrected begins: a mention, or a statement's cue, or else its content.
        end: Offset where that ends.
        text: The characters there.
        statement: Id of the statement.
        role: Whom of a statement it is about: its speaker, on whose behalf, an addressee, whom it is about, or who
            carried it; None for all.
        since: It holds in documents published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD.
        until: It holds in documents published on this day or earlier.
        field: Which code of a statement is changed; ``stance`` is that toward `actor`.
        value: The new code.
        author: Who made it, as given.
        made_on: When it was made, as given.
        note: Why, as given.
    """

    kind: CorrectionKind
    actor: str | None = None
    to: str | None = None
    name: str | None = None
    words: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    statement: str | None = None
    role: StatementRole | None = None
    since: str | None = None
    until: str | None = None
    field: RecodedField | None = None
    value: str | None = None
    author: str | None = None
    made_on: str | None = None
    note: str | None = None

    def content(self) -> dict[str, str | int]:
        """Return what it says, without who made it, when and why, and without what is None."""
        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in _ABOUT_IT}
        return {name: value for name, value in values.items() if value is not None}

    @property
    def id(self) -> str:
        """Identity by content: the same correction has the same id whoever makes it."""
        return "fix-" + short_hash(self.content())

    @property
    def subject(self) -> tuple[tuple[str, str | int], ...]:
        """What is corrected: of two corrections with the same subject the later one holds."""
        said = self.content().items()
        return tuple(
            (name, squeezed(str(value)) if name == "words" else value) for name, value in said if name not in _OUTCOME
        )


def squeezed(words: str) -> str:
    """Return words in the form in which two names are the same: small letters, single spaces."""
    return " ".join(words.lower().split())
