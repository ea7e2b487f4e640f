"""Statements of one document, from the network's spans, the marks of quotation, and the trees.

The network proposes sources, cues and contents and links them; the tree supplies what it left out (a subject, the
content of a cue inside another content); quotation marks correct the edges of contents; words without a cue take the
likeliest speaker of the sentences around them. What is too unlikely to be a statement with these parts is left out.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from verbale.codebook.cues import act_of
from verbale.find.clauses import Stretch
from verbale.find.contents import antecedent
from verbale.find.drafts import Draft, drafts_of
from verbale.find.judging import judged
from verbale.find.page import Page, inside_any
from verbale.find.quotes import Quotation
from verbale.find.speech import with_quotations
from verbale.models import Document, Kind, Span, Statement

#: The statement that another is told in is looked for among this many contents before it.
FARTHEST_OUTER = 200
#: A closing mark after a comma or a stop, not the beginning of a quotation.
_CLOSING = re.compile(r"[,.!?…]?(?:[\"”»]|'')(?=\s)")
#: Parts of speech that say nothing by themselves.
_CRUMBS = frozenset(("DET", "PUNCT", "SPACE"))


def find_statements(doc: Doc, document: Document, model: str) -> tuple[Statement, ...]:
    """Return the statements of a document, in order of their first character.

    Args:
        doc: What ``parse`` made of the document's text.
        document: The document; statements are taken from its headline and body segments (all of it, if it has none).
        model: Name and version of the model, for the record.
    """
    page = Page(doc, document.text)
    drafts = judged(page, with_quotations(page, drafts_of(page, model)))
    drafts = [_without_crumbs(page, _spelt_out(page, draft)) for draft in _within_roles(page, document, drafts)]
    return as_statements(page, document, drafts)


def _spelt_out(page: Page, draft: Draft) -> Draft:
    """Let a content that is a relative pronoun be what the pronoun stands for."""
    noun = antecedent(page, draft.content)
    if noun is None or any(part and part[0] < noun[1] and noun[0] < part[1] for part in (draft.source, draft.cue)):
        return draft
    return replace(draft, content=(noun,))


def _without_crumbs(page: Page, draft: Draft) -> Draft:
    """Leave out parts of a content that are an article or a mark alone, if something is left."""
    parts = tuple(part for part in draft.content if any(t.pos_ not in _CRUMBS for t in page.doc[slice(*part)]))
    return replace(draft, content=parts) if parts else draft


def with_marked(doc: Doc, document: Document, marked: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return statements that somebody has marked, with what follows from their words: kind, act, name and outer one.

    Args:
        doc: What ``parse`` made of the document's text.
        document: The document.
        marked: The statements; only their parts, confidence and maker count.
    """
    page = Page(doc, document.text)
    made = []
    for one in marked:
        cue = page.tokens(one.cue.start, one.cue.end) if one.cue else (0, 0)
        made.append(
            replace(
                one,
                kind=_kind(page, one.content, one.cue),
                act=act_of([(token.lemma_, token.pos_, token.lower_) for token in doc[slice(*cue)]]),
                speaker=_speaker(page, page.tokens(one.source.start, one.source.end) if one.source else None),
            )
        )
    return _nested(made)


def _within_roles(page: Page, document: Document, drafts: list[Draft]) -> list[Draft]:
    """Keep the drafts of headline and body: those whose cue, or first content, stands there."""
    if not document.segments:
        return drafts
    allowed = [(s.start, s.end) for s in document.segments if s.kind in ("headline", "body")]
    kept = []
    for draft in drafts:
        content = tuple(piece for part in draft.content for piece in _cut(page, part, allowed))
        if draft.source and not inside_any(page.offsets(draft.source), allowed):
            draft = replace(draft, source=None)
        at = page.offsets(draft.cue) if draft.cue else page.offsets(draft.content[0])
        if content and inside_any(at, allowed):
            kept.append(replace(draft, content=content))
    return kept


def _cut(page: Page, part: Stretch, allowed: list[tuple[int, int]]) -> list[Stretch]:
    """Return the pieces of a stretch that lie in some segments, which are in order."""
    start, end = page.offsets(part)
    pieces = []
    number = max(0, bisect_right(allowed, (start, end)) - 1)
    while number < len(allowed) and allowed[number][0] < end:
        a, b = allowed[number]
        if b > start and (piece := page.tokens_inside(max(a, start), min(b, end))):
            pieces.append(piece)
        number += 1
    return pieces


def as_statements(page: Page, document: Document, drafts: list[Draft]) -> tuple[Statement, ...]:
    """Return attributions as statements of a document, in order, each with the one that it is told in."""
    made = []
    for draft in drafts:
        content = tuple(_span_of(page, part) for part in draft.content)
        cue = _span_of(page, draft.cue) if draft.cue else None
        source = _span_of(page, draft.source) if draft.source else None
        made.append(
            Statement(
                document.id, source, cue, content, _kind(page, content, cue), draft.act,
                _speaker(page, draft.source), None, draft.confidence, draft.made_by,
            )
        )  # fmt: skip
    return _nested(made)


def _nested(made: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return statements in order, each once, with the one that each is told in."""
    unique = {statement.id: statement for statement in made}
    ordered = sorted(unique.items(), key=lambda item: (item[1].start, item[1].end, item[0]))
    parts = sorted((part.start, part.end, id_) for id_, statement in ordered for part in statement.content)
    outer: dict[str, str | None] = {}
    # The widest first; whoever would close a circle is within nothing.
    widest = sorted(ordered, key=lambda item: (-sum(len(part.text) for part in item[1].content), item[0]))
    for id_, statement in widest:
        above = up = _outer(id_, statement, parts)
        while up is not None and up != id_:
            up = outer.get(up)
        outer[id_] = above if up is None else None
    return tuple(replace(statement, within=outer[id_]) for id_, statement in ordered)


def _kind(page: Page, content: tuple[Span, ...], cue: Span | None) -> Kind:
    """Tell how much of the content stands in quotation marks that were put around it."""
    inside = outside = 0
    for part in content:
        quoted = [False] * len(part.text)
        for q in page.overlapping(part.start, part.end):
            if cue is None or not q.start <= cue.start < q.end or _opens_alone(page, q, part):
                first, after = max(q.start - part.start, 0), min(q.end, part.end) - part.start
                quoted[first:after] = [True] * (after - first)
        if not any(quoted) and _closes_alone(page, part):
            quoted = [True] * len(part.text)
        letters = [mark for mark, character in zip(quoted, part.text, strict=True) if character.isalnum()]
        inside += sum(letters)
        outside += len(letters) - sum(letters)
    if not inside:
        return "indirect"
    return "direct" if outside <= 0.05 * (inside + outside) else "mixed"


def _opens_alone(page: Page, quotation: Quotation, part: Span) -> bool:
    """Tell whether a content begins with a mark whose closing mark was lost, so that it seems to go on over the cue.

    The closing mark was lost if none is there, or if another one of the same kind opens first.
    """
    if not quotation.start <= part.start <= quotation.start + len(quotation.mark):
        return False
    if not quotation.closed:
        return True
    rest = page.text[part.end : quotation.inner[1]]
    return re.search(rf"\s{re.escape(quotation.mark)}\w", rest) is not None


def _closes_alone(page: Page, part: Span) -> bool:
    """Tell whether a content that begins a sentence ends with a closing mark whose opening mark was lost."""
    closing = _CLOSING.match(page.text, part.end) or _CLOSING.search(part.text[-3:] + " ")
    if closing is None or any(token.is_quote for token in page.doc[slice(*page.tokens(part.start, part.end - 2))]):
        return False
    first = page.tokens(part.start, part.end)[0]
    return bool(page.doc[first].is_sent_start) and not page.overlapping(part.start, part.end + 1)


def _outer(own: str, statement: Statement, parts: list[tuple[int, int, str]]) -> str | None:
    """Return the id of the statement with the smallest content that this one is told in.

    Args:
        own: The statement's id.
        statement: The statement.
        parts: All contents' parts, as (start, end, id of the statement), in order.
    """
    at = statement.cue or statement.content[0]
    best: tuple[int, str] | None = None
    last = bisect_right(parts, (at.start, sys.maxsize, "")) - 1
    for number in range(last, max(last - FARTHEST_OUTER, -1), -1):
        start, end, id_ = parts[number]
        if id_ != own and at.end <= end and not (statement.cue is None and (start, end) == (at.start, at.end)):
            best = min(best or (end - start, id_), (end - start, id_))
    return best[1] if best else None


def _speaker(page: Page, source: Stretch | None) -> str | None:
    """Return the name in a source: the person named, or the name that heads it; None for anything else."""
    if source is None:
        return None
    head = page.doc[source[0] : source[1]].root
    names = page.names(source)
    for ent in names:
        if ent.start <= head.i < ent.end and ent.label_ not in ("NORP", "MISC"):
            return ent.text
    for ent in names:
        # A person in apposition to the title ("spokesman Zhao Lijian"), not one in a relative clause or after "of".
        if ent.label_ in ("PER", "PERSON"):
            top = ent.root
            while (
                top.dep_ in ("flat", "flat:name", "appos", "compound", "nsubj", "list", "conj", "dep") and top != head
            ):
                top = top.head
            if top == head or ent.root.dep_ == "appos":
                return ent.text
    return None


def _span_of(page: Page, stretch: Stretch) -> Span:
    return Span.of(page.text, *page.offsets(stretch))
