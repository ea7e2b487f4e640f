"""Choose the content of a cue to which the network gives none: mostly one inside another's content.

The network marks outermost contents only, but the cues of inner ones too. What may be the content of a cue without any:
stretches that the tree hangs on the cue, before it or behind it; the clause that the cue is put into; the noun of its
relative clause; quotations near it; what a rule of the tree gives it; or nothing. The choice is made as in
`verbale.find.linking`, with evidence of its own; the weights are learned by ``python -m training.linking`` from the
training part of the project's annotated set.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from verbale.codebook.cues import cue_lexicon
from verbale.find.clauses import Found, Stretch, noun_phrase, trimmed
from verbale.find.linking import weights_of
from verbale.find.page import Page

#: What the weights are for, in the order of `Complements.row`.
EVIDENCE = (
    "sure", "known_cue", "no_word", "verb", "noun", "passive", "rule", "rule_exact", "clause", "clause_framed",
    "infinitive", "infinitive_framed", "thing", "thing_framed", "framed_preposition", "other_preposition", "adverbial",
    "raised", "relative", "before", "behind_colon", "hung", "fronted", "question_word", "quotation",
    "quotation_in_quotation", "ends_quotation", "cuts_quotation", "leaves_quotation", "that", "to", "personal", "time",
    "clauses_left", "joined", "last", "next_to", "log_distance", "log_words", "one_word", "parts", "other_cue",
    "inside", "other_sentence",
)  # fmt: skip
#: Added to what having no content is worth.
NOTHING = 0.0
#: How many phrases behind a cue are put together at most.
MOST_PHRASES = 6
_SUBJECTS = frozenset(("nsubj", "nsubj:outer", "csubj", "expl"))
_PASSIVE = frozenset(("nsubj:pass", "csubj:pass"))
_CLAUSES = frozenset(("ccomp", "parataxis", "csubj"))
_LOOSE = frozenset(("punct", "cc", "aux", "aux:pass", "cop", "mark", "case", "det", "discourse", "compound:prt"))
_JOINED = frozenset(("conj", "parataxis", "list"))
_QUESTIONS = frozenset("what who whom which that how why where when whether whatever whoever if".split())
_PERSONAL = frozenset("me you him her us them myself himself herself themselves reporters".split())
_QUOTE_MARKS = frozenset("\"“”„«»''``「」『』‘’")


@dataclass(frozen=True, slots=True)
class Lonely:
    """A cue without a content.

    Attributes:
        stretch: Its tokens.
        sure: How sure the network is of it.
        rule: What the tree shows for it, if anything.
    """

    stretch: Stretch
    sure: float
    rule: Found | None


@dataclass(frozen=True, slots=True)
class Complement:
    """What may be the content of a cue.

    Attributes:
        content: Its stretches, in order.
        words: The heads of what it is made of.
        manner: Where it was found.
    """

    content: tuple[Stretch, ...]
    words: tuple[Token, ...]
    manner: str


class Complements:
    """What may be the contents of the cues of a text.

    Args:
        page: The text.
        cues: The network's cues, in order.
        contents: The network's contents, in order.
    """

    def __init__(self, page: Page, cues: Sequence[Stretch], contents: Sequence[Stretch]) -> None:
        self.page = page
        self.cue_firsts = [first for first, _ in cues]
        self.contents = list(contents)
        self.content_firsts = [first for first, _ in contents]
        self.sentence_starts = first_tokens(page.sentence_of)

    def content(self, cue: Lonely) -> tuple[tuple[Stretch, ...], float]:
        """Return the content of a cue, empty if it has none, and how likely that is."""
        weights = weights_of("content_of_cue", EVIDENCE)
        choices: list[tuple[float, tuple[Stretch, ...]]] = [(weights.none + NOTHING, ())]
        for candidate, row in self.rows(cue):
            choices.append((sum(w * x for w, x in zip(weights.pair, row, strict=True)), candidate.content))
        best, chosen = max(choices, key=lambda choice: choice[0])
        return chosen, 1 / sum(math.exp(score - best) for score, _ in choices)

    def rows(self, cue: Lonely) -> list[tuple[Complement, list[float]]]:
        """Return what may be the content of a cue, and what speaks for each, in the order of `EVIDENCE`."""
        head = self._head(cue.stretch)
        bounds = self._bounds(cue.stretch)
        found: dict[tuple[Stretch, ...], Complement] = {}
        for one in self._candidates(cue, head, bounds):
            found.setdefault(one.content, one)
        frames = self._frames(cue.stretch, head)
        return [(one, self.row(one, cue, head, bounds, frames)) for one in found.values()]

    def _frames(self, stretch: Stretch, head: Token) -> frozenset[str]:
        """Return what the lexicon lets hold the content of a cue's words."""
        lexicon = cue_lexicon()
        frames: set[str] = set()
        for token in (head, *self.page.doc[slice(*stretch)]):
            for known in lexicon.get((token.lemma_.lower(), "VERB" if token.pos_ == "AUX" else token.pos_), ()):
                frames.update(known.frames)
        return frozenset(frames)

    def _head(self, stretch: Stretch) -> Token:
        """Return the last verb of a cue, the verb its auxiliaries belong to, or the word that heads it."""
        words = self.page.doc[stretch[0] : stretch[1]]
        verb = next((token for token in reversed(words) if token.pos_ == "VERB"), None)
        if verb is not None:
            return verb
        root = words.root
        if root.pos_ in ("AUX", "PART", "ADP") and root.head.i != root.i and abs(root.head.i - root.i) <= 2:
            return root.head
        return root

    def _bounds(self, stretch: Stretch) -> Stretch:
        """Return how far the content may reach: the cue's sentence, and the content that it stands in."""
        first = self.page.sentence_of[stretch[0]]
        last = self.page.sentence_of[stretch[1] - 1]
        low = self.sentence_starts[first] if first >= 0 else 0
        high = self.sentence_starts[last + 1] if last + 1 < len(self.sentence_starts) else len(self.page.doc)
        around = self._around(stretch)
        return (max(low, around[0]), min(high, around[1])) if around else (low, high)

    def _around(self, stretch: Stretch) -> Stretch | None:
        """Return the network's content that a cue stands in."""
        at = bisect_left(self.content_firsts, stretch[0] + 1) - 1
        if at >= 0 and stretch[1] <= self.contents[at][1]:
            return self.contents[at]
        return None

    def _candidates(self, cue: Lonely, head: Token, bounds: Stretch) -> list[Complement]:
        page, doc, (first, after) = self.page, self.page.doc, cue.stretch
        found: list[Complement] = []

        def add(stretches: Sequence[Stretch], words: Sequence[Token], manner: str) -> None:
            parts: list[Stretch] = []
            for a, b in stretches:
                a, b = max(a, bounds[0]), min(b, bounds[1])
                # Without the cue itself.
                pieces = [(a, min(b, first)), (max(a, after), b)] if a < after and first < b else [(a, b)]
                for low, high in pieces:
                    part = trimmed(doc, low, high) if low < high else None
                    if part is not None and part != bounds and page.words_between(*part):
                        parts.append(part)
            if parts:
                found.append(Complement(tuple(sorted(set(parts))), tuple(words), manner))

        if cue.rule is not None:
            roots = [doc[slice(*part)].root for part in cue.rule.content]
            add(cue.rule.content, roots, "rule")
        children = [
            child
            for token in {head.i: head, **{t.i: t for t in doc[first:after]}}.values()
            for child in token.children
            if not first <= child.i < after and child.dep_ not in _LOOSE
        ]
        right = [child for child in children if child.i >= after][:MOST_PHRASES]
        passive = [child for child in children if child.dep_ in _PASSIVE and child.i < first]
        for n, one in enumerate(right):
            for m in range(n, len(right)):
                end = max(child.right_edge.i + 1 for child in right[n : m + 1])
                stretch = (min(one.left_edge.i, one.i), end)
                if one.dep_ == "obl" or one.dep_ == "advcl" or one.dep_ == "nmod":
                    stretch = (max(after, stretch[0]), end)
                add([stretch], right[n : m + 1], "hung")
                if passive:
                    subject = passive[0]
                    add(
                        [(subject.left_edge.i, subject.right_edge.i + 1), stretch],
                        [subject, *right[n : m + 1]],
                        "raised",
                    )
        for child in children:
            if child.i < first and child.dep_ not in _SUBJECTS:
                add([(child.left_edge.i, child.right_edge.i + 1)], [child], "fronted")
        if head.dep_ in ("acl:relcl", "acl") and head.head.pos_ in ("NOUN", "PROPN", "PRON"):
            phrase = noun_phrase(head.head, before=head.left_edge.i)
            if phrase is not None:
                add([phrase], [head.head], "relative")
        if head.dep_ in ("parataxis", "advcl", "acl", "ccomp"):
            add([(bounds[0], min(head.left_edge.i, first))], [head.head], "before")
        if doc[after - 1].text[-1] == ":" or (after < bounds[1] and doc[after].text == ":"):
            add([(after, bounds[1])], [], "colon")
        low, high = page.offsets((bounds[0], bounds[1]))
        own = page.offsets(cue.stretch)
        quotations = [
            page.tokens(q.start, q.end)
            for q in page.overlapping(low, high)
            if q.closed and low <= q.start and q.end <= high and (q.end <= own[0] or own[1] <= q.start)
        ]
        for quoted in quotations[:MOST_PHRASES]:
            add([quoted], [doc[slice(*quoted)].root], "quotation")
        behind = [quoted for quoted in quotations if quoted[0] >= after]
        if len(behind) > 1:
            add(behind[:2], [doc[slice(*quoted)].root for quoted in behind[:2]], "quotation")
        return found

    def row(self, one: Complement, cue: Lonely, head: Token, bounds: Stretch, frames: frozenset[str]) -> list[float]:
        """Return what speaks for and against a candidate, in the order of `EVIDENCE`.

        Args:
            one: What may be the content.
            cue: The cue.
            head: The word that heads the cue.
            bounds: How far the content may reach.
            frames: What the lexicon lets hold the content of the cue.
        """
        page, doc, (first, after) = self.page, self.page.doc, cue.stretch
        start, end = one.content[0][0], one.content[-1][1]
        lead = doc[one.content[-1][0]]
        words = [word for word in one.words if word.dep_ not in _PASSIVE] or list(one.words)
        top = words[0] if words else lead
        clause = any(word.dep_ in _CLAUSES for word in words)
        infinitive = any(word.dep_ == "xcomp" for word in words)
        thing = any(word.dep_ in ("obj", "iobj") for word in words)
        cases = [child.lower_ for child in top.children if child.dep_ in ("case", "mark") and child.i <= top.i]
        preposition = top.dep_ in ("obl", "nmod", "advcl", "acl") and bool(cases)
        framed = preposition and any(case in frames or f"prep-{case}" in frames for case in cases)
        low, high = page.offsets((start, end))
        around = page.overlapping(low, high)
        exact = next((q for q in around if abs(q.start - low) <= 1 and abs(q.end - high) <= 2), None)
        own = page.offsets(cue.stretch)
        distance = max(0, start - after, first - end)
        rule = cue.rule.content if cue.rule is not None else ()
        return [
            cue.sure,
            bool(frames),
            not any(token.is_alpha for token in doc[first:after]),
            head.pos_ in ("VERB", "AUX"),
            head.pos_ in ("NOUN", "PROPN"),
            "Voice=Pass" in head.morph or any(child.dep_ in _PASSIVE for child in head.children),
            _shared(one.content, rule) >= 0.5 if rule else False,
            one.content == rule,
            clause,
            clause and "clause" in frames,
            infinitive,
            infinitive and ("to" in frames or "person-to" in frames),
            thing,
            thing and "thing" in frames,
            framed,
            preposition and not framed,
            top.dep_ in ("advcl", "advmod", "obl:tmod", "obl:npmod", "vocative", "discourse"),
            one.manner == "raised",
            one.manner == "relative",
            one.manner == "before",
            one.manner == "colon",
            one.manner == "hung",
            one.manner == "fronted",
            lead.lower_ in _QUESTIONS and lead.lower_ != "that",
            exact is not None,
            exact is not None and exact.depth > 0,
            exact is None and any(abs(q.end - high) <= 2 for q in around),
            any(low < q.start < high < q.end - 2 or (q.start < low - 1 and low < q.end < high) for q in around),
            any(
                q.start <= low and high <= q.end and q.start + 1 < low and not q.start <= own[0] < q.end for q in around
            ),
            lead.lower_ == "that",
            lead.lower_ == "to",
            end - start == 1 and lead.lower_ in _PERSONAL,
            any(name.label_ == "DATE" for name in page.names((start, end))) or top.dep_ in ("obl:tmod", "obl:unmarked"),
            not clause and any(child.dep_ in ("ccomp", "xcomp") and child not in one.words for child in head.children),
            any(word.dep_ in _JOINED for word in one.words[1:]),
            end >= bounds[1] - 1 or (end < len(doc) and doc[end].is_punct),
            distance <= 1,
            math.log1p(distance),
            math.log1p(page.words_between(start, end)),
            page.words_between(start, end) == 1,
            len(one.content) > 1,
            any(
                start <= self.cue_firsts[at] < end
                for at in range(bisect_left(self.cue_firsts, start), bisect_left(self.cue_firsts, end))
            ),
            self._around(cue.stretch) is not None,
            page.sentence_of[start] != page.sentence_of[end - 1],
        ]


def first_tokens(sentence_of: Sequence[int]) -> list[int]:
    """Return the first token of each sentence, from the number of each token's sentence."""
    return [i for i, number in enumerate(sentence_of) if not i or sentence_of[i - 1] != number]


def _shared(one: Sequence[Stretch], other: Sequence[Stretch]) -> float:
    """Return the intersection over union of two sets of stretches, in tokens."""
    a = {i for first, after in one for i in range(first, after)}
    b = {i for first, after in other for i in range(first, after)}
    return len(a & b) / max(1, len(a | b))
