"""What is otherwise in a wording than in the best-attested one, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from verbale.compare.likeness import speakers_of
from verbale.compare.sayings import Saying
from verbale.models import Span
from verbale.models.utterance import Alteration, AlterationKind, Difference, Operation

#: Words that turn a sentence into its opposite.
NEGATIONS = frozenset(
    "not no never none nor neither without cannot can't don't doesn't didn't won't wouldn't isn't aren't wasn't "
    "weren't hasn't haven't hadn't shouldn't couldn't nothing nobody nowhere hardly".split()
)
#: Words that change when speech is reported: their change alters nothing.
_GRAMMAR = frozenset(
    "i me my mine we us our ours you your he him his she her it its they them their theirs this that these those here "
    "there is are was were am be been being has have had do does did will would shall should can could may might must "
    "the a an and".split()
)
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred "
    "thousand million billion".split()
)
_MISSPELT = 0.34
#: So much of the words in quotation marks have to be others for a paraphrase in quotation marks.
PARAPHRASED = 0.25


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of the one wording and what stands for it in the other, by numbers of words."""

    operation: Operation
    best: range
    here: range


def differences(best: Saying, other: Saying) -> tuple[Difference, ...]:
    """Return all of a wording beside the best-attested one, in order.

    Words count as the same if they are forms of one word: "confounds" and "confounded".
    """
    return tuple(_shown(best, other, edit) for edit in _edits(best, other))


def alterations(best: Saying, other: Saying) -> tuple[Alteration, ...]:
    """Return what is otherwise in a wording than in the best-attested one, in order."""
    edits = list(_edits(best, other))
    found: list[Alteration] = []
    foreign: set[int] = set()
    for number, edit in enumerate(edits):
        kind = _kind(best, other, edit, is_end=number in (0, len(edits) - 1))
        if kind is not None:
            shown = _shown(best, other, edit)
            found.append(Alteration(kind, shown.best, shown.here))
        if kind in ("word_swapped", "words_added"):
            foreign.update(i for i in edit.here if other.terms[i].form not in _GRAMMAR)
    if _is_quoted_paraphrase(best, other, foreign):
        found.append(Alteration("quoted_paraphrase", _whole(best), _whole(other)))
    if speakers_of(best.statement, other.statement) == "different":
        found.append(Alteration("speaker_changed", best.statement.source, other.statement.source))
    return tuple(found)


def _edits(best: Saying, other: Saying) -> Iterator[_Edit]:
    """Yield the alignment of two wordings, by their words."""
    waiting: _Edit | None = None
    for step in Levenshtein.opcodes(best.marks, other.marks):
        ours, theirs = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag == "equal":
            if waiting:
                yield waiting
            waiting = None
            yield _Edit("same", ours, theirs)
            continue
        if waiting:  # neighbours that differ are one stretch
            ours, theirs = range(waiting.best.start, ours.stop), range(waiting.here.start, theirs.stop)
        waiting = _Edit("swapped" if ours and theirs else "left_out" if ours else "added", ours, theirs)
    if waiting:
        yield waiting


def _kind(best: Saying, other: Saying, edit: _Edit, *, is_end: bool) -> AlterationKind | None:
    """Return what kind of alteration a stretch is, or None if it alters nothing."""
    if edit.operation == "same":
        return None
    ours, theirs = _forms(best, edit.best), _forms(other, edit.here)
    # A long stretch that was left out at an end takes its "not" with it.
    is_whole = edit.operation != "swapped" and len(ours or theirs) > 2 and is_end
    if bool(NEGATIONS.intersection(ours)) != bool(NEGATIONS.intersection(theirs)) and not is_whole:
        return "negation_changed"
    numbers = {form for form in ours if _is_number(form)}, {form for form in theirs if _is_number(form)}
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return "number_changed"
    if edit.operation == "swapped" and _is_damaged_name(best, other, edit):
        return "name_damaged"
    if not (set(ours) | set(theirs)) - _GRAMMAR:
        return None
    if edit.operation == "left_out":
        return "shortened"
    if edit.operation == "added":
        return "words_added"
    # Where much stands for little, or little for much, it is no swap.
    if len(ours) >= 4 * len(theirs) and len(ours) > 6:
        return "shortened"
    if len(theirs) >= 4 * len(ours) and len(theirs) > 6:
        return "words_added"
    return "word_swapped"


def _is_number(form: str) -> bool:
    return form[0].isdigit() or form in _NUMBERS


def _is_damaged_name(best: Saying, other: Saying, edit: _Edit) -> bool:
    """Tell whether two stretches are one name in two spellings."""
    if len(edit.best) != len(edit.here):
        return False
    pairs = zip(edit.best, edit.here, strict=True)
    return all(
        best.terms[i].is_capital
        and other.terms[j].is_capital
        and Levenshtein.normalized_distance(best.terms[i].form, other.terms[j].form) <= _MISSPELT
        for i, j in pairs
    )


def _is_quoted_paraphrase(best: Saying, other: Saying, foreign: set[int]) -> bool:
    """Tell whether quotation marks stand around words that are not those of the best-attested wording.

    Where that one is no quotation itself, and no primary source, nobody can tell.

    Args:
        best: The best-attested wording.
        other: The other one.
        foreign: Numbers of its words that were swapped or added.
    """
    if best.statement.kind == "indirect" and not best.report.is_primary:
        return False
    quoted = [i for i, is_quoted in enumerate(other.quoted) if is_quoted]
    if len(quoted) < 4:
        return False
    in_all = sum(other.terms[i].weight for i in quoted)
    return sum(other.terms[i].weight for i in quoted if i in foreign) / in_all >= PARAPHRASED


def _forms(saying: Saying, words: range) -> list[str]:
    return [saying.forms[i] for i in words]


def _shown(best: Saying, other: Saying, edit: _Edit) -> Difference:
    """Return a stretch with its words."""
    return Difference(edit.operation, _span(best, edit.best), _span(other, edit.here))


def _whole(saying: Saying) -> Span | None:
    return _span(saying, range(len(saying.terms)))


def _span(saying: Saying, words: range) -> Span | None:
    """Return the words as a stretch of their document; the first part of it, where it goes over several."""
    if not words:
        return None
    start = saying.spans[words[0]][0]
    part = next(part for part in saying.statement.content if part.start <= start < part.end)
    end = max(saying.spans[i][1] for i in words if saying.spans[i][0] < part.end)
    return Span(start, end, part.text[start - part.start : end - part.start])
