"""Turns of printed conversations: "Name: …", "Q: …" and "A: …", each with all its paragraphs up to the next one.

A transcript of a ministry's press conference has the outlet's name before each question and the spokesperson's before
each answer; an answer goes on for several paragraphs that no word ascribes to anybody. Lines of facts ("Location: …"),
of credits and of lists look alike: a text is taken for a conversation only if a question is answered in it, or if the
same one speaks again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.find.clauses import Stretch
from verbale.find.drafts import Draft
from verbale.find.page import Page, inside_any
from verbale.models import Statement

#: What made the statements.
MADE_BY = "turn"
#: How sure it is that the words are those of whose turn it is; the judgement has the last word.
SURE = 0.99
QUESTIONS = frozenset("q question".split())
ANSWERS = frozenset("a answer".split())
#: Names of this many words at most.
_LONGEST = 7
_LABEL = re.compile(
    r"^[ \t]*[*_]{0,3}([A-Z][^\n:：?!;\"“”]{0,70}?)[*_ ]{0,4}(：|:(?=[*_]{0,3}\s))[*_]{0,3}", re.MULTILINE
)
#: "Q." and "A." are marks, as in the records of courts: no words that name anybody.
_LETTER = re.compile(r"^[ \t]*([QA])\.(?=\s)", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S[^\n]*(?<=\S)")
_SMALL = frozenset("of the de da del della di du la le van von der den bin ibn al el and for to & on in".split())
#: Lines that begin so are no turns.
_NO_NAMES = frozenset(
    "address advertisement author by conclusion cons contact correction credit credits date details disclaimer "
    "edited editing editor email example fax file how image keywords location more note phone photo picture "
    "place posted pros published read related reporting see source sources subject subscribe summary tags tel "
    "time title topics update updated venue video watch website what when where who why writing".split()
)
_MARKS = (":", "：")
#: So many of the turns end with a mark, as sentences do and facts do not.
_ENDED = 0.7
_END = re.compile(r"[.?!…)\]][\"'”’»)*_]*$")
_ASKING = re.compile(r"\?[\"'”’»)*_]*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of several says until another one speaks; offsets in the text.

    Attributes:
        label: The words for who speaks.
        mark: The colon; None after "Q." and "A.".
        paragraphs: What is said.
        name: The label, in small letters and without a number: ``q``, ``question``, ``aren toll``.
    """

    label: tuple[int, int]
    mark: tuple[int, int] | None
    paragraphs: tuple[tuple[int, int], ...]
    name: str

    @property
    def end(self) -> int:
        """Offset after the last of its words."""
        return self.paragraphs[-1][1]


def find_turns(text: str) -> list[Turn]:
    """Return the turns of a text that is a conversation, in order; of any other text none."""
    labels = [match for match in _LABEL.finditer(text) if _may_speak(match[1])]
    letters = list(_LETTER.finditer(text))
    if len({match[1] for match in letters}) > 1:
        labels = sorted((*labels, *letters), key=lambda match: match.start())
    if len(labels) < 2:
        return []
    turns = []
    for number, match in enumerate(labels):
        last = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        paragraphs = tuple(part.span() for part in _PARAGRAPH.finditer(text, match.end(), last))
        if paragraphs:
            name = match[1].rstrip("*_ ").casefold().rstrip("0123456789 .")
            turns.append(Turn(match.span(1), None if match.re is _LETTER else match.span(2), paragraphs, name))
    if not _is_conversation(text, turns):
        return []
    counts = Counter(turn.name for turn in turns)
    alternate = {turn.name for turn in turns} & QUESTIONS and {turn.name for turn in turns} & ANSWERS
    if not alternate and max(counts.values()) < 2:
        # A question and an answer in an article: what comes after may be the author's again.
        return [Turn(turn.label, turn.mark, turn.paragraphs[:1], turn.name) for turn in turns]
    return turns


def turns_in(text: str, statements: Sequence[Statement]) -> dict[str, Turn]:
    """Return which statements are turns of the conversation that a text is, by their ids.

    Args:
        text: The text.
        statements: The statements that were found or marked in it.
    """
    turns = {turn.paragraphs[0][0]: turn for turn in find_turns(text)}
    if not turns:
        return {}
    return {
        one.id: turns[one.content[0].start]
        for one in statements
        if one.content[0].start in turns and (one.cue is None or one.cue.text in _MARKS)
    }


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
    if any(
        question and turn.name != other.name for question, turn, other in zip(asked, turns, turns[1:], strict=False)
    ):
        return True
    capitals = Counter(turn.name for turn in turns if text[slice(*turn.label)].isupper() and len(turn.name) > 1)
    return max(capitals.values(), default=0) > 1


def with_turns(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Return drafts with those for the turns of a conversation, each whole, in place of what was found of them."""
    turns = find_turns(page.text)
    made = []
    for turn in turns:
        source = page.tokens_inside(*turn.label) if turn.mark else None
        cue = page.tokens_inside(*turn.mark) if turn.mark else None
        parts = (_without_stop(page, page.tokens_inside(start, end)) for start, end in turn.paragraphs)
        content = tuple(part for part in parts if part)
        if content and (source or not turn.mark):
            made.append(Draft(source, cue, content, "speech", SURE, MADE_BY, 1.0, 1.0))
    if not made:
        return drafts
    firsts = [(turn.source or turn.content[0])[0] for turn in made]
    kept = [one for draft in drafts if (one := _in_one_turn(page, draft, made, firsts)) is not None]
    return sorted((*kept, *made), key=lambda draft: (draft.content[0], draft.cue or (0, 0)))


def _without_stop(page: Page, part: Stretch | None) -> Stretch | None:
    """Return a paragraph without its full stop."""
    if part is None or part[1] - part[0] < 2 or page.doc[part[1] - 1].text != ".":
        return part
    return part[0], part[1] - 1


def _in_one_turn(page: Page, draft: Draft, turns: list[Draft], firsts: list[int]) -> Draft | None:
    """Return a draft without what stands in another turn than its cue; None for what is found of a turn itself.

    Args:
        page: The text.
        draft: The draft.
        turns: The turns, in order.
        firsts: The first token of each.
    """
    at = draft.cue or draft.content[0]
    number = bisect_right(firsts, at[0]) - 1
    if number < 0:
        return draft
    turn, first = turns[number], firsts[number]
    if at[0] > turn.content[-1][1]:
        return draft  # the author's again
    after = firsts[number + 1] if number + 1 < len(firsts) else len(page.doc)
    if draft.cue is None and not _is_quoted(page, draft.content[0]):
        return None
    if at[0] < turn.content[0][0]:
        return None
    own: list[Stretch] = [(turn.content[0][0], after)]
    content = tuple(part for part in draft.content if inside_any(part, own))
    source = draft.source
    if source is not None and not (first <= source[0] and source[1] <= after):
        source = None
    if not content:
        return None
    return replace(draft, source=source, content=content)


def _is_quoted(page: Page, part: Stretch) -> bool:
    start, end = page.offsets(part)
    return any(q.start <= start + 1 and end <= q.end + 1 for q in page.overlapping(start, end))
