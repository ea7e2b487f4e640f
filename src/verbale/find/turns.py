"""Turns of printed conversations: "Name: …", "Q: …" and "A: …", each with all its paragraphs up to the next one.

A transcript of a ministry's press conference has the outlet's name before each question and the spokesperson's before
each answer; an answer goes on for several paragraphs that no word ascribes to anybody. Lines of facts ("Location: …"),
of credits and of lists look alike: a text is taken for a conversation only if a question is answered in it, or if the
same one speaks again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from verbale.find.clauses import Stretch
from verbale.find.drafts import Draft
from verbale.find.page import Page, inside_any

#: What made the statements.
MADE_BY = "turn"
#: How sure it is that the words are those of whose turn it is; the judgement has the last word.
SURE = 0.99
QUESTIONS = frozenset("q question".split())
ANSWERS = frozenset("a answer".split())
#: Names of this many words at most.
_LONGEST = 7
_LABEL = re.compile(r"^[ \t]*[*_]{0,3}([A-Z][^\n:：?!;\"“”]{0,70}?)[*_ ]{0,4}([:：])[*_]{0,3}(?=\s)", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S[^\n]*(?<=\S)")
_SMALL = frozenset("of the de da del della di du la le van von der den bin ibn al el and for to & on in".split())
#: Lines that begin so are no turns.
_NO_NAMES = frozenset(
    "address advertisement author by contact correction date details disclaimer edited editing editor email fax file "
    "image keywords location more note phone photo picture place posted published read related reporting see source "
    "sources subject subscribe tags tel time title topics update updated venue watch website when where why who what "
    "how writing cons pros summary conclusion example".split()
)
#: So many of the turns end with a mark, as sentences do and facts do not.
_ENDED = 0.7
_END = re.compile(r"[.?!…)\]][\"'”’»)*_]*$")
_ASKING = re.compile(r"\?[\"'”’»)*_]*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of several says until another one speaks; offsets in the text.

    Attributes:
        label: The words for who speaks.
        mark: The colon.
        paragraphs: What is said.
        name: The label, in small letters and without a number: ``q``, ``question``, ``aren toll``.
    """

    label: tuple[int, int]
    mark: tuple[int, int]
    paragraphs: tuple[tuple[int, int], ...]
    name: str

    @property
    def end(self) -> int:
        """Offset after the last of its words."""
        return self.paragraphs[-1][1]


def find_turns(text: str) -> list[Turn]:
    """Return the turns of a text that is a conversation, in order; of any other text none."""
    labels = [match for match in _LABEL.finditer(text) if _may_speak(match[1])]
    if len(labels) < 2:
        return []
    turns = []
    for number, match in enumerate(labels):
        last = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        paragraphs = tuple(part.span() for part in _PARAGRAPH.finditer(text, match.end(), last))
        if paragraphs:
            name = match[1].rstrip("*_ ").casefold().rstrip("0123456789 .")
            turns.append(Turn(match.span(1), match.span(2), paragraphs, name))
    if not _is_conversation(text, turns):
        return []
    counts = Counter(turn.name for turn in turns)
    alternate = {turn.name for turn in turns} & QUESTIONS and {turn.name for turn in turns} & ANSWERS
    if not alternate and max(counts.values()) < 2:
        # A question and an answer in an article: what comes after may be the author's again.
        return [Turn(turn.label, turn.mark, turn.paragraphs[:1], turn.name) for turn in turns]
    return turns


def _may_speak(label: str) -> bool:
    """Tell whether words before a colon may be a name."""
    words = label.replace("*", " ").replace("_", " ").split()
    if not 0 < len(words) <= _LONGEST or words[0].casefold().rstrip(".,") in _NO_NAMES:
        return False
    return all(word[0].isupper() or word[0] in "(&'’" or word[0].isdigit() or word in _SMALL for word in words)


def _is_conversation(text: str, turns: list[Turn]) -> bool:
    """Tell whether a question is answered in some turns, or whether one who speaks in capitals does so again."""
    if len({turn.name for turn in turns}) < 2:
        return False
    asked = [_ASKING.search(text[slice(*turn.paragraphs[-1])]) is not None for turn in turns]
    ended = sum(_END.search(text[slice(*turn.paragraphs[-1])]) is not None for turn in turns)
    if ended < _ENDED * len(turns):
        return False
    if any(question and turn.name != other.name for question, turn, other in zip(asked, turns, turns[1:], strict=False)):
        return True
    capitals = Counter(turn.name for turn in turns if text[slice(*turn.label)].isupper() and len(turn.name) > 1)
    return max(capitals.values(), default=0) > 1


def with_turns(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Return drafts with those for the turns of a conversation, each whole, in place of what was found of them."""
    turns = find_turns(page.text)
    made = []
    for turn in turns:
        source, cue = page.tokens_inside(*turn.label), page.tokens_inside(*turn.mark)
        parts = (page.tokens_inside(start, _without_stop(page.text, start, end)) for start, end in turn.paragraphs)
        content = tuple(part for part in parts if part)
        if source and cue and content:
            made.append(Draft(source, cue, content, "speech", SURE, MADE_BY, 1.0, 1.0))
    if not made:
        return drafts
    kept = [one for draft in drafts if (one := _in_one_turn(page, draft, made)) is not None]
    return sorted((*kept, *made), key=lambda draft: (draft.content[0], draft.cue or (0, 0)))


def _without_stop(text: str, start: int, end: int) -> int:
    """Return where a paragraph ends without its full stop."""
    return end - 1 if end - start > 1 and text[end - 1] == "." and text[end - 2] != "." else end


def _in_one_turn(page: Page, draft: Draft, turns: list[Draft]) -> Draft | None:
    """Return a draft without what stands in another turn than its cue; None for what is found of a turn itself."""
    at = draft.cue or draft.content[0]
    turn = next((one for one in reversed(turns) if _first(one) <= at[0]), None)
    if turn is None or turn.cue is None:
        return draft
    after = next((_first(one) for one in turns if _first(one) > at[0]), len(page.doc))
    if draft.cue is None and not _is_quoted(page, draft.content[0]):
        return None
    if at[0] < turn.cue[1]:
        return None
    own: list[Stretch] = [(turn.cue[1], after)]
    content = tuple(part for part in draft.content if inside_any(part, own))
    source = draft.source
    if source is not None and not (_first(turn) <= source[0] and source[1] <= after):
        source = None
    if not content:
        return None
    return Draft(
        source, draft.cue, content, draft.act, draft.confidence, draft.made_by, draft.attached, draft.chosen,
        draft.completed,
    )  # fmt: skip


def _first(turn: Draft) -> int:
    """Return the first token of a turn."""
    assert turn.source is not None
    return turn.source[0]


def _is_quoted(page: Page, part: Stretch) -> bool:
    start, end = page.offsets(part)
    return any(q.start <= start + 1 and end <= q.end + 1 for q in page.overlapping(start, end))
