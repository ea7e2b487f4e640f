"""Tell how likely each draft is a statement with these parts, and leave out what is too unlikely.

A logistic regression over what is known of a draft: how sure the network is of its parts and of their belonging
together, what kind of words it is made of, and what made it. Its weights are learned by ``python -m training.linking``
from the training part of the project's annotated set.
"""

from __future__ import annotations

import functools
import json
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources

from verbale.codebook.cues import cue_lexicon
from verbale.find.clauses import Stretch
from verbale.find.drafts import Draft
from verbale.find.page import Page, inside_any, merged

#: What the weights are for, in the order of `qualities`.
QUALITIES = (
    "always", "confidence", "doubt", "attached", "doubtfully_attached", "chosen", "doubtfully_chosen", "tree_helped",
    "tree_alone", "no_cue", "no_source", "nothing_but_quotation", "all_quoted", "part_quoted", "thought", "will",
    "decree", "log_words", "one_word", "two_words", "two_parts", "more_parts", "verb", "noun", "finite", "participle",
    "infinitive", "passive", "known_cue", "long_cue", "inside", "source_in_content", "pronoun", "name",
    "subject", "subject_of_cue", "question", "sentence_long", "completed", "doubtfully_completed", "completed_inside",
    "spoken", "doubtfully_spoken", "speaker_and_quotation", "source_elsewhere", "content_elsewhere", "log_to_source",
    "log_to_content", "main_verb", "clause_verb", "adverbial_verb", "describing_verb", "joined_verb", "modal",
    "negated", "first_person", "name_of_person", "name_of_body", "holds_another", "known_completed", "quoted_completed",
    "inside_tree", "source_quoted", "begins_small", "content_ahead", "rule_clause", "rule_parenthetical",
    "rule_according", "rule_person_to", "rule_to", "rule_preposition", "rule_thing", "rule_noun", "rule_in_quotation",
    "tree_without_source",
)  # fmt: skip
#: Drafts less likely than this are left out, unless they are quotations without a cue, whose words are certain even
#: where the speaker is not. A lower figure finds more and is wrong more often.
LEAST = 0.2


_RULES = ("clause", "parenthetical", "according", "person-to", "to", "preposition", "thing", "noun")
_ALL_QUOTED = QUALITIES.index("all_quoted")


@functools.cache
def weights() -> tuple[float, ...]:
    """Return the weights of the qualities."""
    text = resources.files("verbale.find").joinpath("linking.json").read_text("utf-8")
    stored = json.loads(text)["weights"]["statement"]
    return tuple(stored[name] for name in QUALITIES)


def judged(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that are likely enough, each with its likelihood as its confidence."""
    kept = []
    for draft, row in zip(drafts, qualities(page, drafts), strict=True):
        score = sum(weight * value for weight, value in zip(weights(), row, strict=True))
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        if chance >= LEAST or (draft.cue is None and row[_ALL_QUOTED]):
            kept.append(replace(draft, confidence=round(chance, 3)))
    return kept


def qualities(page: Page, drafts: Sequence[Draft]) -> list[list[float]]:
    """Return what is known of each draft, in the order of `QUALITIES`."""
    contents = merged([part for draft in drafts for part in draft.content])
    cues = sorted(draft.cue[0] for draft in drafts if draft.cue)
    return [_row(page, draft, contents, cues) for draft in drafts]


def _row(page: Page, draft: Draft, contents: list[Stretch], cues: list[int]) -> list[float]:
    doc = page.doc
    words = sum(page.words_between(*part) for part in draft.content)
    quoted = sum(_quoted(page, part) for part in draft.content)
    cue = doc[slice(*draft.cue)] if draft.cue else doc[0:0]
    verb = next((token for token in reversed(cue) if token.pos_ == "VERB"), None)
    morph = verb.morph if verb is not None else ()
    lexicon = cue_lexicon()
    known = any((t.lemma_.lower(), "VERB" if t.pos_ == "AUX" else t.pos_) in lexicon for t in cue)
    root = doc[slice(*draft.source)].root if draft.source else None
    subject = root is not None and root.dep_.startswith("nsubj")
    tree = "tree" in draft.made_by
    at = (draft.cue or draft.content[0])[0]
    inside = draft.cue is not None and inside_any(draft.cue, contents)
    head = cue.root if draft.cue else None
    labels = {name.label_ for name in page.names(draft.source)} if draft.source else set()
    return [
        1.0,
        draft.confidence,
        math.log(1.001 - min(draft.confidence, 1.0)),
        draft.attached,
        math.log(1.01 - min(draft.attached, 1.0)),
        draft.chosen,
        math.log(1.01 - min(draft.chosen, 1.0)),
        tree,
        draft.made_by.startswith("tree"),
        draft.cue is None,
        draft.source is None,
        draft.cue is None and draft.source is None and quoted == len(draft.content),
        quoted == len(draft.content),
        0 < quoted < len(draft.content),
        draft.act == "thought",
        draft.act == "will",
        draft.act == "decree",
        math.log1p(words),
        words <= 1,
        words == 2,
        len(draft.content) == 2,
        len(draft.content) > 2,
        verb is not None,
        verb is None and any(token.pos_ == "NOUN" for token in cue),
        "VerbForm=Fin" in morph,
        "VerbForm=Ger" in morph,
        "VerbForm=Inf" in morph,
        "Voice=Pass" in morph or "VerbForm=Part" in morph,
        known,
        len(cue) > 3,
        inside,
        draft.source is not None and any(a < draft.source[1] and draft.source[0] < b for a, b in draft.content),
        root is not None and root.pos_ == "PRON",
        root is not None and root.pos_ == "PROPN",
        subject,
        subject and root is not None and draft.cue is not None and draft.cue[0] <= root.head.i < draft.cue[1],
        any(doc[after - 1].text.endswith("?") for _, after in draft.content),
        words > 12,
        draft.completed,
        draft.completed * math.log(1.01 - min(draft.attached, 1.0)),
        draft.completed and inside,
        draft.cue is None and draft.source is not None,
        (draft.cue is None) * math.log(1.01 - min(draft.chosen, 1.0)),
        draft.cue is None and draft.source is not None and quoted == len(draft.content),
        draft.source is not None and page.sentence_of[draft.source[0]] != page.sentence_of[at],
        page.sentence_of[draft.content[0][0]] > page.sentence_of[at],
        math.log1p(max(0, draft.source[0] - at, at - draft.source[1])) if draft.source else 0.0,
        math.log1p(max(0, draft.content[0][0] - at, at - draft.content[-1][1])),
        head is not None and head.dep_ == "root",
        head is not None and head.dep_ in ("ccomp", "parataxis"),
        head is not None and head.dep_ == "advcl",
        head is not None and head.dep_.startswith("acl"),
        head is not None and head.dep_ in ("conj", "xcomp"),
        any(token.tag_ == "MD" for token in cue),
        any(token.lower_ in ("not", "n't", "n’t", "never") for token in cue),
        root is not None and root.lower_ in ("i", "we", "my", "our"),
        "PER" in labels,
        "ORG" in labels or "LOC" in labels,
        any(bisect_left(cues, a) < bisect_left(cues, b) for a, b in draft.content),
        draft.completed and known,
        draft.completed and quoted > 0,
        inside and draft.made_by.startswith("tree"),
        draft.source is not None and _quoted(page, draft.source),
        doc[draft.content[0][0]].is_lower,
        draft.content[-1][1] <= at,
        *(draft.made_by == f"tree:{rule}" for rule in _RULES),
        draft.made_by.startswith("tree:") and quoted > 0,
        draft.made_by.startswith("tree:") and draft.source is None,
    ]


def _quoted(page: Page, part: Stretch) -> bool:
    """Tell whether a part of a content is a quotation, or most of one."""
    start, end = page.offsets(part)
    return any(2 * (min(end, q.end) - max(start, q.start)) > end - start for q in page.overlapping(start, end))
