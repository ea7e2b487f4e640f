"""Families of copies: open news, and what becomes of it."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from benchmarks.damage import operations as op
from benchmarks.damage.synonyms import Synonyms
from benchmarks.damage.texts import date_of, titles
from verbale.compare.wording import wording_of
from verbale.models import Document, Published, Segment

MadeKind = Literal["exact", "near", "excerpt", "syndicated", "spun", "translated", "summary"]
MADE_KINDS: tuple[MadeKind, ...] = get_args(MadeKind)
STRENGTHS = (1, 2, 3, 4)
#: What each strength does, by operation; how much of it, where it is a rate, the others say.
SYNONYM_RATES = (0.15, 0.3, 0.45, 0.65)
TRANSLATION_RATES = (0.12, 0.22, 0.35, 0.5)
EDIT_RATES = (0.01, 0.03, 0.05, 0.08)
CUT_SHARES = (0.0, 0.1, 0.2, 0.35)
EXCERPT_SHARES = (0.6, 0.45, 0.33, 0.22)
SUMMARY_SHARES = (0.4, 0.3, 0.22, 0.15)
NAME_RATES = (0.0, 0.05, 0.12, 0.25)
MERGE_RATES = (0.05, 0.1, 0.2, 0.3)
QUOTE_RATES = (0.1, 0.3, 0.5, 0.8)
SIDE_RATES = (0.1, 0.2, 0.35, 0.5)  # of moved clauses and swapped titles
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "TASS", "ANI", "dpa", "Yonhap")
_OUTLETS = ("Orsk Ledger", "Norland Post", "Tarn Courier", "Velmora Today", "Sample Gazette", "Lomund Mirror")
_LEADS = (
    "The following was reported this week.",
    "We came across this report and share a part of it with our readers.",
    "More on a story that many have asked about.",
    "Here is what is known so far.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A document of a family: the origin itself, or a copy.

    Attributes:
        document: The document.
        family: Name of the open text that it goes back to.
        kind: What was done to it; None for the origin.
        strength: How strongly, 1 to 4; 0 for the origin.
    """

    document: Document
    family: str
    kind: MadeKind | None
    strength: int


def family_of(name: str, text: str, synonyms: Synonyms, copies: int) -> list[Made]:
    """Return an open text as the origin, and copies of it: each kind once, then kinds by chance; all strengths.

    Args:
        name: The text's id; it seeds what is done.
        text: The text.
        synonyms: The words to swap for others.
        copies: How many copies.
    """
    rng = random.Random(f"family {name}")
    day = date_of(name)
    paragraphs = [p.strip() for p in text.split("\n") if p.strip()]
    title = titles().get(name, (None, ""))[0] or _title_from(paragraphs)
    origin = _document(title, paragraphs, day, rng.choice(_OUTLETS))
    kinds = [*MADE_KINDS, *rng.choices(MADE_KINDS, k=max(0, copies - len(MADE_KINDS)))][:copies]
    # Strengths are dealt out in turn, so that each kind gets each of them equally often over the families.
    first = rng.randrange(4)
    made = [Made(origin, name, None, 0)]
    for number, kind in enumerate(kinds):
        strength = STRENGTHS[(first + number) % 4]
        made.append(Made(_made(kind, strength, title, paragraphs, day, synonyms, rng), name, kind, strength))
    return made


def _made(
    kind: MadeKind, strength: int, title: str, paragraphs: list[str], day: datetime.date, synonyms: Synonyms,
    rng: random.Random,
) -> Document:  # fmt: skip
    """Return one copy."""
    at = strength - 1
    units = _units(paragraphs)
    if kind != "exact":
        title = _headline(title, kind, at, synonyms, rng)
    agency = rng.choice(AGENCIES)
    units = {
        "exact": _exact, "near": _near, "excerpt": _excerpt, "syndicated": _syndicated, "spun": _spun,
        "translated": _translated, "summary": _summary,
    }[kind](units, at, synonyms, rng)  # fmt: skip
    text = _joined(units)
    if kind == "syndicated":
        if rng.random() < 0.7:
            text[0] = f"ORSK ({agency}) — {text[0]}"
        else:
            text.append(f"Source: {agency}")
    # One in six is not dated, one in four is dated as its origin is.
    later = rng.choice((0, 0, 1, 1, 2, 3, 5, 9))
    dated = None if rng.random() < 1 / 6 else day + datetime.timedelta(days=later)
    return _document(title, text, dated, rng.choice(_OUTLETS), agency if kind == "syndicated" else None)


#: A sentence, and whether a paragraph begins with it.
_Unit = tuple[str, bool]
_Change = Callable[[list[_Unit], int, Synonyms, random.Random], list[_Unit]]


def _exact(units: list[_Unit], at: int, _synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Change typography only."""
    plain = rng.random() < 0.5
    found = []
    for sentence, begins in units:
        if plain:
            sentence = re.sub("[“”]", '"', sentence).replace("’", "'")
        found.append((sentence, begins if at < 2 else begins and rng.random() < 0.6))
    return found


def _near(units: list[_Unit], at: int, synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Edit a little: single words, names, quotations, merged and cut sentences."""
    units = _cut(units, CUT_SHARES[at] / 2, rng)
    sentences = [op.with_synonyms(s, EDIT_RATES[at], synonyms, rng) for s, _ in units]
    sentences = op.with_names_damaged(sentences, NAME_RATES[at] / 2, rng)
    sentences = [op.with_quotes_tampered(s, QUOTE_RATES[at] / 2, synonyms, rng) for s in sentences]
    return _merged(sentences, units, MERGE_RATES[at] / 2, rng)


def _excerpt(units: list[_Unit], at: int, _synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Keep a part as it is, at times behind a sentence of the copier's own."""
    size = max(2, round(EXCERPT_SHARES[at] * len(units)))
    start = 0 if rng.random() < 0.4 else rng.randrange(0, len(units) - size + 1)
    kept = units[start : start + size]
    return [(rng.choice(_LEADS), True), *kept] if rng.random() < 0.4 else kept


def _syndicated(units: list[_Unit], at: int, synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Cut from the end, as desks do, and edit hardly anything."""
    kept = units[: max(3, round(len(units) * (1 - CUT_SHARES[at])))]
    return [(op.with_synonyms(s, EDIT_RATES[at] / 3, synonyms, rng), begins) for s, begins in kept]


def _spun(units: list[_Unit], at: int, synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Swap words and titles, move clauses, damage names and quotations."""
    units = _cut(units, CUT_SHARES[at] / 2, rng)
    sentences = [op.with_titles_swapped(s, SIDE_RATES[at], synonyms, rng) for s, _ in units]
    sentences = [op.with_quotes_tampered(s, QUOTE_RATES[at] / 2, synonyms, rng) for s in sentences]
    sentences = [op.with_synonyms(s, SYNONYM_RATES[at], synonyms, rng) for s in sentences]
    sentences = op.with_each(sentences, lambda s: op.with_clauses_moved(s, rng), SIDE_RATES[at] / 2, rng)
    sentences = op.with_names_damaged(sentences, NAME_RATES[at], rng)
    return _merged(sentences, units, MERGE_RATES[at], rng)


def _translated(units: list[_Unit], at: int, synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Do what translating there and back does."""
    units = _cut(units, CUT_SHARES[at] / 2, rng)
    sentences = [op.as_if_translated(s, TRANSLATION_RATES[at], synonyms, rng) for s, _ in units]
    sentences = op.with_names_damaged(sentences, NAME_RATES[at], rng)
    return _merged(sentences, units, MERGE_RATES[at] / 2, rng)


def _summary(units: list[_Unit], at: int, synonyms: Synonyms, rng: random.Random) -> list[_Unit]:
    """Keep the first sentence and some others, shortened, with a few words of its own."""
    size = max(2, round(SUMMARY_SHARES[at] * len(units)))
    chosen = sorted({0, *rng.sample(range(len(units)), min(size, len(units)))})[: size + 1]
    sentences = [op.shortened(units[i][0], rng) for i in chosen]
    sentences = [op.with_synonyms(s, (0.03, 0.07, 0.12, 0.2)[at], synonyms, rng) for s in sentences]
    return [(s, i == 0 or rng.random() < 0.3) for i, s in enumerate(sentences)]


def _units(paragraphs: list[str]) -> list[_Unit]:
    """Return the sentences of a text, each with whether it begins a paragraph."""
    units = []
    for paragraph in paragraphs:
        for number, sentence in enumerate(wording_of(Document(paragraph)).sentences):
            units.append((paragraph[sentence.start : sentence.end], number == 0))
    return units


def _joined(units: list[_Unit]) -> list[str]:
    """Return sentences as paragraphs."""
    paragraphs: list[str] = []
    for sentence, begins in units:
        if begins or not paragraphs:
            paragraphs.append(sentence)
        else:
            paragraphs[-1] += " " + sentence
    return paragraphs


def _cut(units: list[_Unit], share: float, rng: random.Random) -> list[_Unit]:
    """Leave sentences out, half of them from the end."""
    kept = units[: max(3, round(len(units) * (1 - share / 2)))]
    return [unit for i, unit in enumerate(kept) if i == 0 or rng.random() >= share / 2]


def _merged(sentences: list[str], units: list[_Unit], rate: float, rng: random.Random) -> list[_Unit]:
    """Join neighbours within paragraphs."""
    found: list[_Unit] = []
    for paragraph in _grouped(sentences, units):
        merged = op.with_sentences_merged(paragraph, rate, rng)
        found += [(sentence, number == 0) for number, sentence in enumerate(merged)]
    return found


def _grouped(sentences: list[str], units: list[_Unit]) -> Iterator[list[str]]:
    """Yield the sentences of each paragraph."""
    group: list[str] = []
    for sentence, (_, begins) in zip(sentences, units, strict=True):
        if begins and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _headline(title: str, kind: MadeKind, at: int, synonyms: Synonyms, rng: random.Random) -> str:
    """Return a changed headline."""
    if kind == "spun":
        return op.with_titles_swapped(op.with_synonyms(title, SYNONYM_RATES[at], synonyms, rng), 0.5, synonyms, rng)
    if kind == "translated":
        return op.as_if_translated(title, TRANSLATION_RATES[at], synonyms, rng)
    if rng.random() < 0.5:
        return title
    words = title.split()
    return " ".join(words[: max(3, len(words) - rng.randrange(1, 4))]) + rng.choice(("", ": report", " - what we know"))


def _title_from(paragraphs: list[str]) -> str:
    """Return a headline for a text that has none: the beginning of its longest paragraph."""
    return " ".join(max(paragraphs, key=len).split()[:9]).strip(",;:. ")


def _document(
    title: str, paragraphs: list[str], day: datetime.date | None, outlet: str, agency: str | None = None
) -> Document:
    """Return an article with its headline and body marked."""
    body = "\n\n".join(paragraphs)
    text = f"{title}\n\n{body}"
    segments = (Segment(0, len(title), "headline"), Segment(len(title) + 2, len(text), "body"))
    published = Published(day, "day", "given") if day else None
    return Document(text, title=title, outlet=outlet, published=published, agency=agency, segments=segments)
