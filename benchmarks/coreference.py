"""Who is meant by sources that are pronouns, titles or short forms, on a gold set.

    python -m benchmarks.coreference [--weights FOLDER]

Once with the sources of the annotated attributions (``given``), once with the statements that the product finds, as
far as their sources are those of the gold set (``found``). *Answered* is the share of the sources meant to be resolved
(the article or the knowledge base names who is meant) that have a speaker; *right* is the share of all answers, also of
those given where nobody is named. To repeat the source's own words is no answer. The ``dev`` part was tuned on, the
``held`` one not. Beside it: the nearest person's name before the source, if the source is singular.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, engine_from, finish
from training.annotate import Attribution
from training.corpora import annotated, inline_passages
from training.sources import gum, open_texts
from verbale.codebook.knowledge import Knowledge, folded, knowledge
from verbale.find.mentions import find_mentions
from verbale.find.page import Page
from verbale.find.statements import find_statements
from verbale.models import Document, Kind, Mention, Span, Statement
from verbale.parse.engine import Engine
from verbale.read import parse_published
from verbale.read.article import document_from_text
from verbale.resolve.linking import link_mentions
from verbale.resolve.speakers import resolve_speakers

ANNOTATIONS = Path(__file__).parents[1] / "training" / "annotations"
KINDS = ("pronoun", "title", "short")
_PLURAL = frozenset("they we them us our their its it these those".split())
_WHOLLY = 0.9  # the share of a content that is in quotation marks where all of it is quoted
_FEWEST_SHARED = 0.5  # of the characters of a found and a gold source together that both have

Answer = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the gold set.

    Attributes:
        row: Its row of the set.
        text: Its text.
        attributions: Who says what in it, by the gold set of attributions.
    """

    row: dict[str, Any]
    text: str
    attributions: list[Attribution]


def articles() -> Iterator[Article]:
    """Yield the articles of the gold set."""
    texts = {**open_texts(), **gum("dev")}
    marked = annotated("all")
    own = list(inline_passages(ANNOTATIONS / "articles_own.txt"))
    for line in (ANNOTATIONS / "sources.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["doc"].startswith("own:"):
            _, text, attributions = own[int(row["doc"].removeprefix("own:"))]
            yield Article(row, text, attributions)
        else:
            yield Article(row, texts[row["doc"]], marked[row["doc"]])


def given_statements(page: Page, document: Document, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    """Return annotated attributions as statements, as the finder makes them: with the name in the source, nested."""
    made = []
    for one in attributions:
        spans = {role: Span.of(page.text, *place) for role in ("source", "cue") if (place := one[role])}
        content = tuple(Span.of(page.text, *part) for part in one["content"])
        quoted = [_share_quoted(page, part) for part in content]
        kind: Kind = "direct" if min(quoted) > _WHOLLY else "mixed" if max(quoted) > 0 else "indirect"
        source = spans.get("source")
        name = _name_in(page, page.tokens(source.start, source.end)) if source else None
        made.append(Statement(document.id, source, spans.get("cue"), content, kind, "speech", name, None, 1.0, "gold"))
    return tuple(replace(one, within=_outer(one, made)) for one in made)


def _share_quoted(page: Page, part: Span) -> float:
    """Return the share of a content's characters that stand in quotation marks."""
    inside = sum(
        min(quotation.end, part.end) - max(quotation.start, part.start)
        for quotation in page.overlapping(part.start, part.end)
        if quotation.depth == 0
    )
    return inside / (part.end - part.start)


def _name_in(page: Page, source: tuple[int, int]) -> str | None:
    """Return the name that heads a source, or the person in apposition to its title."""
    head = page.doc[slice(*source)].root
    names = page.names(source)
    heading = [one for one in names if one.start <= head.i < one.end and one.label_ not in ("NORP", "MISC")]
    persons = [one for one in names if one.label_ == "PER" and one.root.dep_ in ("flat", "appos", "compound")]
    return next((one.text for one in (*heading, *persons)), None)


def _outer(inner: Statement, statements: Sequence[Statement]) -> str | None:
    """Return the id of the statement with the shortest content that holds another's source and cue."""
    anchor = inner.source or inner.cue or inner.content[0]
    around = [
        (part.end - part.start, one.id)
        for one in statements
        for part in one.content
        if part.start <= anchor.start and anchor.end <= part.end and one.id != inner.id
    ]
    return min(around, default=(0, None))[1]


def is_same(answer: Answer, who: dict[str, Any], text: str, base: Knowledge) -> bool:
    """Tell whether an answer is one of those who may be meant: the same actor, or one of the same full name."""
    name, id_ = answer
    if who["actor"] is not None and id_ is not None:
        return bool(id_ == who["actor"])
    if who["start"] is None:
        names = [use.text for use in base.names_of[who["actor"]]]
    else:
        names = [text[who["start"] : who["end"]]]
    mine = [use.text for use in base.names_of[id_]] if id_ else [name or ""]
    return any(_is_one_name(folded(a), folded(b)) for a in mine for b in names)


def _is_one_name(mine: str, gold: str) -> bool:
    """Tell whether two folded names are the same, or one is the other with more or fewer given names and titles."""
    fewer, more = sorted((mine.split(), gold.split()), key=len)
    return fewer == more or (len(fewer) > 1 and set(fewer) <= set(more))


def count(
    article: Article, answers: dict[tuple[int, int], Answer | None], counts: Counter[str], base: Knowledge
) -> None:
    """Add up what is wanted, answered and right in one article; sources that are not in ``answers`` are left out."""
    for mark in article.row["sources"]:
        place = (mark["start"], mark["end"])
        if mark["nobody"] == "doubtful" or place not in answers:
            continue
        answer = answers[place]
        words = folded(article.text[slice(*place)])
        if answer is not None and answer[1] is None and folded(answer[0] or "") in (words, ""):
            answer = None
        right = answer is not None and any(is_same(answer, who, article.text, base) for who in mark["who"])
        for kind in (mark["kind"], "all") if mark["kind"] in KINDS else (mark["kind"],):
            counts[f"{kind}.wanted"] += bool(mark["who"])
            counts[f"{kind}.answered"] += answer is not None and bool(mark["who"])
            counts[f"{kind}.given"] += answer is not None
            counts[f"{kind}.right"] += right


def answers_of(row: dict[str, Any], statements: Sequence[Statement]) -> dict[tuple[int, int], Answer | None]:
    """Return the answer for each source of the gold set that is the source of a statement."""
    found: dict[tuple[int, int], tuple[float, Answer | None]] = {}
    for mark in row["sources"]:
        start, end = mark["start"], mark["end"]
        for one in statements:
            if one.source is None or one.source.start >= end or one.source.end <= start:
                continue
            shared = min(one.source.end, end) - max(one.source.start, start)
            share = shared / (max(one.source.end, end) - min(one.source.start, start))
            if share >= _FEWEST_SHARED and share > found.get((start, end), (0.0, None))[0]:
                answer = (one.speaker, one.speaker_id) if one.speaker or one.speaker_id else None
                found[start, end] = (share, answer)
    return {place: answer for place, (_, answer) in found.items()}


def by_nearest(article: Article, mentions: Sequence[Mention], base: Knowledge) -> dict[tuple[int, int], Answer | None]:
    """Return the nearest person named before each source, of a short form the nearest longer name with its word."""
    persons = [one for one in mentions if one.label == "PER"]
    answers: dict[tuple[int, int], Answer | None] = {}
    for mark in article.row["sources"]:
        words = folded(article.text[mark["start"] : mark["end"]])
        before = [one for one in reversed(persons) if one.end <= mark["start"]]
        if mark["kind"] == "short":
            before = [one for one in before if words.split()[-1] in folded(one.text).split()[1:]]
        elif words in _PLURAL or (words.endswith("s") and mark["kind"] == "title"):
            before = []
        # Named by a surname, whoever has that name in full before is meant.
        full = next(
            (one for one in before if before and folded(one.text).endswith(folded(before[0].text)) and " " in one.text),
            before[0] if before else None,
        )
        name = base.actors[full.actor].name if full and full.actor else full.text if full else None
        answers[mark["start"], mark["end"]] = (name, full.actor) if full else None
    return answers


def ways_of(article: Article, engine: Engine, base: Knowledge) -> dict[str, dict[tuple[int, int], Answer | None]]:
    """Return the answers of the product, with given and with found statements, and of the nearest name."""
    date = article.row["date"]
    doc = engine.read(article.text)
    document = document_from_text(article.text, published=parse_published(date) if date else None)
    mentions = link_mentions(doc, document, find_mentions(doc, "model"), base)
    given = given_statements(Page(doc, article.text), document, article.attributions)
    found = find_statements(doc, document, "model")
    return {
        "given": answers_of(article.row, resolve_speakers(doc, document, mentions, given, base)),
        "found": answers_of(article.row, resolve_speakers(doc, document, mentions, found, base)),
        "nearest_name": by_nearest(article, mentions, base),
    }


def measure(engine: Engine) -> list[Figure]:
    """Return the figures by way, part and kind of source."""
    base = knowledge()
    counts: dict[str, Counter[str]] = {}
    for article in articles():
        for way, answers in ways_of(article, engine, base).items():
            count(article, answers, counts.setdefault(f"{way}.{article.row['split']}", Counter()), base)
    figures = []
    for name, c in sorted(counts.items()):
        for kind in ("all", *KINDS, "relative"):
            given, wanted = c[f"{kind}.given"], c[f"{kind}.wanted"]
            right = c[f"{kind}.right"] / max(1, given)
            figures.append(Figure(f"coreference.{name}.{kind}.right", right, f"of {given} answers"))
            answered = c[f"{kind}.answered"] / max(1, wanted)
            figures.append(Figure(f"coreference.{name}.{kind}.answered", answered, f"of {wanted} meant to be resolved"))
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Who is meant by sources that are no full names, on a gold set.")
    parser.add_argument("--weights", type=Path)
    finish("training/annotations/sources.jsonl", measure(engine_from(parser.parse_args().weights)))


if __name__ == "__main__":
    main()
