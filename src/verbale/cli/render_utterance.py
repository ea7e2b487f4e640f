"""A saying as text for a terminal: who, when, the best wording, the others beside it, the copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from verbale.cli.clean import clean_line
from verbale.compare.best import UNDECIDED
from verbale.compare.passages import Passage
from verbale.compare.primary import host_of
from verbale.models import Span
from verbale.models.copy import Copy
from verbale.models.utterance import Alteration, AlterationKind, Utterance, UtteranceWording
from verbale.store import Heading
from verbale.store.forms import written_date

NAMES: Mapping[AlterationKind, str] = {
    "word_swapped": "word swapped",
    "name_damaged": "name damaged",
    "number_changed": "number changed",
    "negation_changed": "negation changed",
    "shortened": "shortened",
    "words_added": "words added",
    "quoted_paraphrase": "quotation marks around a paraphrase",
    "speaker_changed": "another speaker",
}
_INDENT = "    "
_WORDINGS, _DOCUMENTS = 8, 4


def utterance_block(
    utterance: Utterance,
    copies: Sequence[Copy],
    headings: Mapping[str, Heading],
    width: int,
    *,
    passages: Sequence[Passage] = (),
) -> Text:
    """Return a saying as lines of a width.

    Args:
        utterance: The saying.
        copies: The copies among its documents.
        headings: Its documents, by id.
        width: Columns of the terminal.
        passages: Where primary sources have its words.
    """
    lines: list[Text] = []
    lines += _wrapped(_who(utterance), width, "")
    lines += _wrapped(Text(_reported(utterance), "dim"), width, _INDENT)
    best, *others = utterance.wordings
    lines += _wrapped(Text(clean_line(best.text), "green"), width, _INDENT)
    lines += _wrapped(Text("best attested: " + "; ".join(map(clean_line, utterance.reasons)), "dim"), width, _INDENT)
    lines += _wrapped(Text(_where(best, headings), "dim"), width, _INDENT)
    for number, wording in enumerate(others[:_WORDINGS], 2):
        lines += _wrapped(Text(f"{number}. ").append(_compared(wording)), width, "  ")
        lines += _wrapped(
            Text("; ".join(_alterations(wording.alterations)) or "no alteration of weight", "yellow"), width, _INDENT
        )
        lines += _wrapped(Text(_where(wording, headings), "dim"), width, _INDENT)
    if len(others) > _WORDINGS:
        lines.append(Text(f"  and {len(others) - _WORDINGS} other wordings; --json has all", "dim"))
    for line in _copy_lines(copies, headings):
        lines += _wrapped(line, width, "  ")
    for passage in passages:
        line = Text(
            f"in a primary source, not found as a statement there: {document_line(passage.document, headings)}: "
        )
        lines += _wrapped(line.append(clean_line(passage.span.text), "green"), width, "  ")
    unknown = list(unknowns(utterance, is_traced=bool(passages)))
    if unknown:
        lines += _wrapped(Text("not known: " + "; ".join(unknown)), width, "  ")
    lines += _wrapped(Text(f"{utterance.id}  {'; '.join(utterance.basis)}", "dim"), width, "  ")
    return Text("\n").join(lines)


def unknowns(utterance: Utterance, *, is_traced: bool = False) -> Iterator[str]:
    """Yield what the record does not tell about a saying.

    Args:
        utterance: The saying.
        is_traced: A primary source is known to have its words.
    """
    if utterance.speaker is None:
        yield "who said it"
    elif any(one.kind == "speaker_changed" for wording in utterance.wordings for one in wording.alterations):
        yield "whether somebody else said it, as one of the wordings has it"
    if utterance.said_on is None:
        seen = f" (it was reported on {written_date(utterance.first_seen)})" if utterance.first_seen else ""
        yield f"on which day it was said{seen}"
    if utterance.occasion is None:
        yield "at which occasion"
    if not is_traced and not any(wording.is_primary for wording in utterance.wordings):
        yield "the primary source: none in the record has its words"
    if all(wording.kind == "indirect" for wording in utterance.wordings):
        yield "the very words: nobody quotes them"
    if utterance.reasons == (UNDECIDED,):
        yield "which of the wordings is the one that was said: they are shown in the order of their dates"


def _who(utterance: Utterance) -> Text:
    """Return who said it, when and where."""
    line = Text(clean_line(utterance.speaker or "not known who"), "bold cyan")
    if utterance.said_on:
        line.append(f", {written_date(utterance.said_on)} ({clean_line(utterance.said_on.basis)})")
    if utterance.occasion:
        line.append(f", {clean_line(utterance.occasion)}")
    return line


def _reported(utterance: Utterance) -> str:
    """Return how many report it, in how many wordings, and since when."""
    facts = [
        _count(len(utterance.statements), "report"),
        _count(utterance.sources, "independent source"),
        _count(len(utterance.wordings), "wording"),
    ]
    if utterance.first_seen:
        facts.append(f"first seen {written_date(utterance.first_seen)}")
    return ", ".join(facts)


def _compared(wording: UtteranceWording) -> Text:
    """Return a wording with what was left out of the best one and what was put in."""
    drawn = Text()
    for number, one in enumerate(wording.differences):
        if number:
            drawn.append(" ")
        if one.operation == "same" and one.here:
            drawn.append(clean_line(one.here.text))
            continue
        pieces = []
        if one.best:
            pieces.append((f"[-{clean_line(one.best.text)}-]", "red"))
        if one.here:
            pieces.append((f"{{+{clean_line(one.here.text)}+}}", "green"))
        for at, (text, style) in enumerate(pieces):
            drawn.append(" " * (at > 0)).append(text, style)
    return drawn


def _alterations(alterations: Iterable[Alteration]) -> Iterator[str]:
    """Yield the kinds of alterations, each once, with the words of the first."""
    found = list(alterations)
    counts = Counter(one.kind for one in found)
    for kind in dict.fromkeys(one.kind for one in found):
        first = next(one for one in found if one.kind == kind)
        times = f" ({counts[kind]})" if counts[kind] > 1 else ""
        shown = ""
        if kind in ("name_damaged", "number_changed", "negation_changed", "speaker_changed"):
            shown = f": {_short(first.best)} → {_short(first.here)}"
        yield f"{NAMES[kind]}{times}{shown}"


def _short(span: Span | None) -> str:
    words = clean_line(span.text) if span else "nothing"
    return words if len(words) <= 40 else words[:39] + "…"


def _where(wording: UtteranceWording, headings: Mapping[str, Heading]) -> str:
    """Return in which documents a wording stands."""
    facts = [_count(wording.sources, "independent source")]
    facts += ["primary"] if wording.is_primary else []
    shown = [document_line(id_, headings) for id_ in wording.documents[:_DOCUMENTS]]
    more = len(wording.documents) - len(shown)
    return f"{wording.kind}, {', '.join(facts)}: {'; '.join(shown)}{f'; and {more} more' if more else ''}"


def document_line(id_: str, headings: Mapping[str, Heading]) -> str:
    """Return a document in a few words: outlet, or else the host of its address, day and id."""
    heading = headings.get(id_)
    facts = (clean_line(heading.outlet or host_of(heading.url)), written_date(heading.published)) if heading else ()
    return " ".join(fact for fact in (*facts, id_[:12]) if fact)


def _copy_lines(copies: Sequence[Copy], headings: Mapping[str, Heading]) -> Iterator[Text]:
    """Yield which of the documents were made from which."""
    for copy in copies[:_WORDINGS]:
        made = "made from" if copy.basis != "none" else "one made from the other:"
        yield Text(f"{document_line(copy.document, headings)}: {copy.kind}, {made} {document_line(copy.of, headings)}")
    if len(copies) > _WORDINGS:
        yield Text(f"and {len(copies) - _WORDINGS} more copies; `verbale copies` lists them", "dim")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _wrapped(text: Text, width: int, indent: str) -> list[Text]:
    """Return text in lines of a width, indented."""
    size = max(width - len(indent), 20)
    lines = list(text.wrap(Console(width=size), size))
    for line in lines:
        line.rstrip()
    return [Text(indent).append(line) for line in lines]
