"""Choose who speaks where no cue tells: quotations that stand alone, and turns of a conversation.

"The minister took the floor. “We will not wait.”" has no word that ascribes the words to anybody; the reader takes
them to be the minister's. Who may be meant: the network's sources near the words, the subjects and the other names and
noun phrases of the sentences before, the source of the statement before, or nobody that the text names. The choice is
made as in `verbale.find.linking`, with evidence of its own; the weights are learned by ``python -m training.linking``
from the training part of the project's annotated set.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.find.clauses import Stretch, noun_phrase, trimmed
from verbale.find.complements import first_tokens
from verbale.find.linking import weights_of
from verbale.find.page import Page

#: What the weights are for, in the order of `Speakers.row`.
EVIDENCE = (
    "network", "phrase", "sure", "behind", "sentences", "sentence_before", "next_to", "paragraphs", "new_paragraph",
    "first_of_sentence", "main_subject", "other_subject", "passive_subject", "object", "oblique", "predicate",
    "by_itself", "person", "organization", "place", "other_name", "name_follows", "pronoun", "first_person", "it",
    "common_noun", "definite", "plural", "speaks_before", "given_elsewhere", "subjects_between", "nearer_network",
    "quoted", "said_inside", "log_words", "whole_line", "of_quotation", "of_beginning", "of_paragraph",
    "speaks_before_here", "speaks_before_quotation", "near_not_quotation", "question_between", "mark_between",
    "mark_behind",
)  # fmt: skip
#: Added to what nobody's being the speaker is worth.
NOBODY = 0.0
#: How many sentences before the words, and behind them, their speaker is looked for.
BACK, AHEAD = 3, 1
#: Marks that credit words to whom they stand beside.
MARKS = frozenset((":", "—", "–", "-", "--"))
#: A noun phrase longer than this many words is no speaker.
LONGEST_SPEAKER = 40
#: Words looked through in those sentences at most.
MOST_WORDS = 150
_SUBJECTS = frozenset(("nsubj", "nsubj:outer"))
_FIRST_PERSON = frozenset("i we me us my our you your".split())
_HEADS = frozenset(("NOUN", "PROPN", "PRON"))
_CLAUSAL = frozenset(("cop", "nsubj", "nsubj:outer", "nsubj:pass", "aux", "advmod", "mark", "expl", "csubj"))
_MODIFIERS = frozenset(("flat", "appos", "nmod", "amod", "nummod", "acl:relcl", "acl", "compound", "conj"))
_NOMINAL = frozenset(
    ("nsubj", "nsubj:outer", "nsubj:pass", "obj", "obl", "nmod", "root", "appos", "obl:agent", "iobj", "parataxis")
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who may be the speaker.

    Attributes:
        stretch: The words for them.
        part: The number of the network's source that they are, or were made from.
        exact: Whether they are that.
    """

    stretch: Stretch
    part: int | None
    exact: bool


class Speakers:
    """Who may speak in a text.

    Args:
        page: The text.
        taken: The sources of statements with a cue.
    """

    def __init__(self, page: Page, taken: Sequence[Stretch]) -> None:
        self.page = page
        spans = page.doc.spans["source"]
        self.sources: list[Stretch] = [(span.start, span.end) for span in spans]
        self.sure: list[float] = list(spans.attrs.get("confidence", []))
        self.firsts = [first for first, _ in self.sources]
        self.taken = sorted(taken)
        self.taken_firsts = [first for first, _ in self.taken]
        self.sentence_starts = first_tokens(page.sentence_of)
        self.subjects: list[int] = []

    def speaker(self, content: Stretch) -> tuple[Stretch | None, float]:
        """Return who speaks some words, or None, and how likely that is."""
        weights = weights_of("speaker", EVIDENCE)
        choices: list[tuple[float, Stretch | None]] = [(weights.none + NOBODY, None)]
        for candidate, row in self.rows(content):
            choices.append((sum(w * x for w, x in zip(weights.pair, row, strict=True)), candidate.stretch))
        best, chosen = max(choices, key=lambda choice: choice[0])
        return chosen, 1 / sum(math.exp(score - best) for score, _ in choices)

    def rows(self, content: Stretch) -> list[tuple[Speaker, list[float]]]:
        """Return who may speak some words, and what speaks for each, in the order of `EVIDENCE`."""
        page = self.page
        first, last = page.sentence_of[content[0]], page.sentence_of[content[1] - 1]
        low = max(self._start(first - BACK), content[0] - MOST_WORDS)
        high = min(self._start(last + 1 + AHEAD), content[1] + MOST_WORDS)
        found: dict[Stretch, Speaker] = {}
        for part in range(bisect_left(self.firsts, low), bisect_left(self.firsts, high)):
            found.setdefault(self.sources[part], Speaker(self.sources[part], part, True))
        for one in list(found.values()):
            phrase = self._phrase(page.doc[slice(*one.stretch)].root)
            if phrase is not None:
                found.setdefault(phrase, Speaker(phrase, one.part, False))
        around = [*page.doc[low : content[0]], *page.doc[content[1] : high]]
        self.subjects = [token.i for token in around if token.dep_ in _SUBJECTS]
        for token in around:
            if token.pos_ in _HEADS and token.dep_ in _NOMINAL:
                phrase = self._phrase(token)
                if phrase is not None:
                    found.setdefault(phrase, Speaker(phrase, self._part_in(phrase), False))
        before = self._before(content)
        if before is not None:
            found.setdefault(before, Speaker(before, self._part_in(before), False))
        speakers = [
            one
            for one in found.values()
            if one.stretch[1] - one.stretch[0] <= LONGEST_SPEAKER
            and (one.stretch[1] <= content[0] or content[1] <= one.stretch[0])
            and (one.stretch == before or (low <= one.stretch[0] and one.stretch[1] <= high))
        ]
        return [(one, self.row(one, content)) for one in speakers]

    def _start(self, sentence: int) -> int:
        """Return the first token of a sentence."""
        if sentence >= len(self.sentence_starts):
            return len(self.page.doc)
        return self.sentence_starts[max(0, sentence)]

    def _phrase(self, root: Token) -> Stretch | None:
        """Return the noun phrase of a word."""
        if root.pos_ not in _HEADS:
            return None
        clause = [child for child in root.children if child.dep_ in _CLAUSAL]
        if not clause:
            return noun_phrase(root, drop_case=True)
        # A predicate ("next to speak was the envoy"): without its clause.
        first = max((child.right_edge.i + 1 for child in clause if child.i < root.i), default=root.left_edge.i)
        behind = [child for child in root.children if child.i > root.i and child.dep_ in _MODIFIERS]
        return trimmed(self.page.doc, min(first, root.i), max((c.right_edge.i for c in behind), default=root.i) + 1)

    def _part_in(self, stretch: Stretch) -> int | None:
        """Return the first of the network's sources that lies in a stretch."""
        at = bisect_left(self.firsts, stretch[0])
        return at if at < len(self.firsts) and self.sources[at][1] <= stretch[1] else None

    def row(self, one: Speaker, content: Stretch) -> list[float]:
        """Return what speaks for and against somebody, in the order of `EVIDENCE`."""
        page, doc, (first, after) = self.page, self.page.doc, one.stretch
        ahead = after <= content[0]
        low, high = (after, content[0]) if ahead else (content[1], first)
        high = max(low, high)
        root = doc[first:after].root
        sentences = abs(page.sentence_of[first] - page.sentence_of[content[0] if ahead else content[1] - 1])
        paragraphs = page.paragraphs_between(low, high)
        subject = root.dep_ in _SUBJECTS
        labels = {name.label_ for name in page.names(one.stretch)}
        start, end = page.offsets(one.stretch)
        quoted = [q for q in page.overlapping(start, end) if q.start <= start and end <= q.end]
        sources = bisect_left(self.firsts, high) - bisect_left(self.firsts, low)
        subjects = bisect_left(self.subjects, high) - bisect_left(self.subjects, low)
        text = page.text
        speaks = self._before(content) == one.stretch
        own = page.offsets(content)
        mark = text[end : own[0]].strip() in MARKS if ahead else text[own[1] : start].strip() in MARKS
        quotation = any(abs(q.start - own[0]) <= 1 and q.depth == 0 for q in page.overlapping(*own))
        begins = bool(doc[content[0]].is_sent_start) or (content[0] > 0 and bool(doc[content[0] - 1].is_sent_start))
        new = content[0] == 0 or page.paragraphs_between(max(0, content[0] - 2), content[0]) > 0
        line = not text[text.rfind("\n", 0, start) + 1 : start].strip(" (*_[>") and not text[end : end + 3].strip(
            " *_)]:"
        )
        return [
            one.exact,
            one.part is not None and not one.exact,
            self.sure[one.part] if one.part is not None else 0.0,
            not ahead,
            min(sentences, 3),
            ahead and sentences == 1,
            page.words_between(low, high) == 0,
            min(paragraphs, 3),
            paragraphs > 0 and page.paragraphs_between(min(content[0], after), max(content[0], after)) > 0,
            first == self._start(page.sentence_of[first]),
            subject and root.head.dep_ == "root",
            subject and root.head.dep_ != "root",
            root.dep_ == "nsubj:pass",
            root.dep_ in ("obj", "iobj"),
            root.dep_ in ("obl", "nmod", "obl:agent", "nmod:poss"),
            root.dep_ == "root",
            root.dep_ in ("appos", "conj", "flat", "parataxis", "vocative", "dep", "list"),
            bool(labels & {"PER", "PERSON"}),
            "ORG" in labels,
            bool(labels & {"LOC", "GPE", "NORP"}) and not labels & {"PER", "PERSON"},
            "MISC" in labels,
            bool(page.names(one.stretch)) and page.names(one.stretch)[-1].end == after,
            root.pos_ == "PRON",
            root.lower_ in _FIRST_PERSON,
            root.lower_ in ("it", "this", "that", "there", "which", "what"),
            root.pos_ == "NOUN" and not labels,
            doc[first].lower_ in ("the", "his", "her", "their", "its"),
            "Number=Plur" in root.morph,
            speaks,
            self._is_taken(one.stretch),
            min(subjects, 4),
            min(sources, 4),
            bool(quoted),
            any(q.start <= start and end <= q.end for q in page.overlapping(*page.offsets(content))),
            math.log1p(after - first),
            line,
            quotation,
            begins,
            begins and new,
            speaks and paragraphs == 0,
            speaks and quotation,
            not quotation and sentences == 0,
            text.rfind("?", 0, page.offsets(content)[0]) > end,
            ahead and mark,
            not ahead and mark,
        ]

    def _before(self, content: Stretch) -> Stretch | None:
        """Return the last source before some words that is that of a statement."""
        at = bisect_left(self.taken_firsts, content[0])
        return self.taken[at - 1] if at else None

    def _is_taken(self, stretch: Stretch) -> bool:
        at = bisect_left(self.taken_firsts, stretch[0])
        return at < len(self.taken) and self.taken[at][0] < stretch[1]
