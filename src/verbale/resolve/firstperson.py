"""Who says "I" and "we": the one whose words they stand in, or who signs the document; and whom "we" speaks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from verbale.codebook.knowledge import Knowledge
from verbale.models import Document, Statement
from verbale.resolve.coreference import Referent, Speaker
from verbale.resolve.referents import Cast

_SINGULAR = frozenset(("I", "my", "My", "me"))
FIRST_PERSON = _SINGULAR | {"we", "We", "our", "Our", "us"}
_NO_SPEAKERS = frozenset(("person", "thing", "several", "outlet", "agency"))


class Words:
    """The statements of an article: who was found to speak, and in whose words a source stands.

    Attributes:
        speakers: Who speaks, by the statement's id, as far as it is known.
        referents: The referents of their sources.
        latest: The last state, organization or ministry that was a source outside quotation marks.
    """

    def __init__(self, statements: Sequence[Statement], quoted: Sequence[tuple[int, int]]) -> None:
        self._by_id = {one.id: one for one in statements}
        self._quoted = quoted
        self._quote_starts = [start for start, _ in quoted]
        self._parts = sorted((part.start, part.end, one.id) for one in statements for part in one.content)
        self.speakers: dict[str, Speaker] = {}
        self.referents: dict[str, Referent] = {}
        self.latest: Speaker | None = None

    def note(self, statement: Statement, speaker: Speaker | None, referent: Referent | None) -> None:
        """Keep who speaks in a statement."""
        if speaker is not None:
            self.speakers[statement.id] = speaker
        if referent is not None:
            self.referents[statement.id] = referent
            quoted = statement.source is not None and self._quotation(statement.source.start) is not None
            if referent.kind not in _NO_SPEAKERS and referent.is_named and not quoted:
                self.latest = referent.speaker

    def around(self, statement: Statement) -> Statement | None:
        """Return the statement in whose words a source stands: it is told in it, or in the same quotation."""
        outer = self._by_id.get(statement.within or "")
        if outer is not None or statement.source is None:
            return outer
        quotation = self._quotation(statement.source.start)
        if quotation is None:
            return None
        at = bisect_right(self._parts, (quotation[0], quotation[1], ""))
        for start, end, id_ in (*reversed(self._parts[max(0, at - 2) : at]), *self._parts[at : at + 2]):
            if start < quotation[1] and end > quotation[0] and id_ != statement.id:
                return self._by_id[id_]
        return None

    def is_quoted(self, statement: Statement) -> bool:
        """Tell whether a source stands in words as they were said: quoted, or after the colon of who says them."""
        outer = self._by_id.get(statement.within or "")
        direct = outer is not None and (outer.kind == "direct" or (outer.cue and outer.cue.text.endswith(":")))
        return bool(direct) or (statement.source is not None and self._quotation(statement.source.start) is not None)

    def _quotation(self, offset: int) -> tuple[int, int] | None:
        """Return the outermost quotation around a character."""
        at = bisect_right(self._quote_starts, offset) - 1
        return self._quoted[at] if at >= 0 and offset < self._quoted[at][1] else None


class Narrator:
    """Who says "I" and "we" outside of all quotations: the author, or who signs a statement in its first line."""

    def __init__(self, doc: Doc, document: Document, cast: Cast) -> None:
        self._base = cast.base
        self._referent: Referent | None = None
        if len(document.authors) == 1:
            self._referent = Referent(Speaker(document.authors[0]), "person")
        text = document.text
        start = len(text) - len(text.lstrip())
        line = text[start:].partition("\n")[0]
        signing = next((one for one in cast.inside(start, start + 1) if one.mention.label == "PER"), None)
        if signing is not None and signing.referent is not None:
            verbs = any(token.pos_ in ("VERB", "AUX") for token in cast.span(start, start + len(line)))
            if not verbs and len(line) < len(text) - start:
                self._referent = signing.referent

    def speaking(self, words: str, latest: Speaker | None) -> Speaker | None:
        """Return who says "I", or whom "we" speaks for.

        Args:
            words: The source.
            latest: The state or organization that was told of last as a source, as statements of ministries go on:
                "Albia condemns the attack. We extend our condolences."
        """
        if self._referent is not None:
            return speaking_for(words, self._referent.speaker, self._referent, self._base)
        if words in _SINGULAR or latest is None or latest.id is None:
            return None
        return replace(latest, basis=f"{words}, after {latest.name}")


def speaking_for(words: str, speaker: Speaker, referent: Referent | None, base: Knowledge) -> Speaker | None:
    """Return who is meant by "I" or "we" in somebody's words.

    Args:
        words: The source.
        speaker: Whose words they are.
        referent: What else is known of the speaker.
        base: The knowledge base.

    Returns:
        The speaker for "I"; for "we" the state or organization that the speaker speaks for, or is.
    """
    basis = f"{words}, in the words of {speaker.name or 'another'}"
    if words in _SINGULAR:
        return replace(speaker, basis=basis) if speaker.name else None
    actor = base.actors.get(speaker.on_behalf_of or speaker.id or "")
    if actor is not None and actor.kind != "person":
        return Speaker(actor.name, actor.id, None, basis)
    if referent is not None and referent.member_of is not None:
        return replace(referent.member_of, on_behalf_of=None, basis=basis)
    if referent is not None and referent.kind == "group" and speaker.name:
        return replace(speaker, basis=basis)
    return None
