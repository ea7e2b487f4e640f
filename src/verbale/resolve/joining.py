"""Names whole again that the finder cut: "North" and "Korea", "Ministry" after "Foreign"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from verbale.codebook.knowledge import Knowledge
from verbale.models import Label, Mention

_LONGEST = 3  # mentions that are joined
_COMPASS = frozenset(("north", "south", "east", "west"))


def whole_names(doc: Doc, text: str, mentions: Sequence[Mention], base: Knowledge) -> list[tuple[Mention, Span]]:
    """Return the mentions with their tokens, each with all of its name where that is a known one.

    Neighbours are joined, and the capitalised word before or after is taken in, if together they are a name of the
    knowledge base.

    Args:
        doc: The parsed text.
        text: The same text, as one string.
        mentions: The mentions, in order.
        base: The knowledge base.
    """
    found = [doc.char_span(one.start, one.end, alignment_mode="expand") for one in mentions]
    spans = [span for span in found if span is not None]
    whole: list[tuple[Mention, Span]] = []
    at = 0
    while at < len(mentions):
        sizes = range(min(_LONGEST, len(mentions) - at), 1, -1)
        number = next((size for size in sizes if _is_one(text, mentions[at : at + size], base)), 1)
        first, after = spans[at].start, spans[at + number - 1].end
        at += number
        before = whole[-1][1].end if whole else 0
        following = spans[at].start if at < len(mentions) else len(doc)
        if first > before and _may_belong(doc, first - 1) and _is_known(doc[first - 1 : after], base):
            first -= 1
        elif after < following and _may_belong(doc, after) and _is_known(doc[first : after + 1], base):
            after += 1
        if number == 1 and (first, after) == (spans[at - 1].start, spans[at - 1].end):
            whole.append((mentions[at - 1], spans[at - 1]))
        else:
            span = doc[first:after]
            whole.append((_mention(span, mentions[at - number], base), span))
    return whole


def _is_one(text: str, parts: Sequence[Mention], base: Knowledge) -> bool:
    """Tell whether mentions side by side are one name."""
    gaps = (text[a.end : b.start] for a, b in pairwise(parts))
    if not all(gap in (" ", "-") for gap in gaps) or not base.named(text[parts[0].start : parts[-1].end]):
        return False
    return not all(base.named(part.text) for part in parts)  # in "Afghan Taliban" each is a name of its own


def _may_belong(doc: Doc, at: int) -> bool:
    """Tell whether a token may be a part of the name beside it."""
    token = doc[at]
    return (token.text[:1].isupper() and token.lower_ != "the") or token.lower_ in _COMPASS


def _is_known(span: Span, base: Knowledge) -> bool:
    """Tell whether some tokens are the name of an actor other than a person."""
    return any(base.actors[use.actor].kind != "person" for use in base.named(span.text))


def _mention(span: Span, part: Mention, base: Knowledge) -> Mention:
    """Return a known name as a mention, labelled by what it is."""
    use = base.named(span.text)[0]
    kind = base.actors[use.actor].kind
    label: Label = "ORG"
    if kind == "person":
        label = "PER"
    elif use.type in ("adjective", "people"):
        label = "NORP"
    elif kind in ("state", "territory"):
        label = "LOC"
    return Mention(span.start_char, span.end_char, span.text, label, part.made_by)
