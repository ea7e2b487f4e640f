"""``verbale trace``: who said it, and in which words it circulates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.console import (
    DEFAULT_RECORD,
    AsFoundOption,
    JsonLinesOption,
    RecordOption,
    console,
    note,
    open_to_query,
    write_json,
)

if TYPE_CHECKING:
    from verbale.compare.passages import Passage
    from verbale.models.copy import Copy
    from verbale.models.utterance import Utterance
    from verbale.store import Heading, Record

_SHOWN, _PASSAGES = 3, 2
_MOST_CHARACTERS = 20_000


def trace(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="What is remembered of it; @FILE, the words in a file; or say-ID.")
    ],
    limit: Annotated[int, typer.Option(min=0, help="At most so many sayings; 0 for all.")] = _SHOWN,
    as_found: AsFoundOption = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
) -> None:
    """Tell who said something, when and where, in which words it circulates, and who copied whom.

    A few words are enough, also damaged ones, or a paraphrase. The best-attested wording comes first, with the reasons:
    a primary source (the speaker's own transcript) is better than an agency, and an agency than copies; then count how
    many independent sources agree, and which wording the others can have been made from. Below it stand the other
    wordings, each with what is otherwise in it: [-left out-] and {+put in+}.

    Sources are counted when copies are collapsed to what they were made from. Where a primary source of those days has
    the words, though nobody was found to say them there, they are shown. What is not known is said.

    The first time after new articles were read, they are compared with the others, and the record is written to.

    \b
    Examples:
      verbale trace "confounded black with white"
      verbale trace @quote.txt --limit 0
      verbale trace say-0123456789abcdef
      verbale trace "refused four times" --json | jq '.wordings[].text'
    """  # noqa: D301
    asked = _words(words)
    with open_to_query(record) as opened:
        found = opened.trace(asked, as_found=as_found)
        shown = found[: limit or None]
        copies = {one.id: _copies(opened, one) for one in shown}
        passages = {one.id: _passages(opened, one) for one in shown}
        headings = _headings(opened, shown, copies, passages)
    if json:
        for utterance in shown:
            write_json(_form(utterance, copies[utterance.id], passages[utterance.id]))
        return
    if not shown:
        note("Nobody is known to have said that. `verbale documents --search` looks in all text.")
        return
    from verbale.cli.render_utterance import utterance_block

    out = console()
    for number, utterance in enumerate(shown):
        if number:
            out.print()
        out.print(
            utterance_block(utterance, copies[utterance.id], headings, out.width, passages=passages[utterance.id])
        )
    if len(shown) < len(found):
        note(f"{len(shown):,} of {len(found):,} sayings; --limit 0 shows all.")


def _words(words: str) -> str:
    """Return the words that were asked for, out of a file if it is named."""
    if not words.startswith("@"):
        return words
    try:
        return Path(words[1:]).read_bytes().decode("utf-8", "replace")[:_MOST_CHARACTERS]
    except OSError as error:
        raise typer.BadParameter(f"{words[1:]} cannot be read ({error.strerror}).") from error


def _copies(record: Record, utterance: Utterance) -> tuple[Copy, ...]:
    """Return the copies among the documents of a saying."""
    documents = frozenset(utterance.documents)
    if len(documents) < 2:
        return ()
    found = {(one.document, one.of): one for id_ in documents for one in record.copies(id_)}
    return tuple(one for pair, one in sorted(found.items()) if documents.issuperset(pair))


def _passages(record: Record, utterance: Utterance) -> tuple[Passage, ...]:
    """Return where primary sources have the words of a saying of which none of them was found to have a statement."""
    from verbale.compare.likeness import NEAR_DAYS
    from verbale.compare.passages import passage_in
    from verbale.compare.primary import is_primary, looks_primary

    when = utterance.said_on or utterance.first_seen
    if when is None or any(wording.is_primary for wording in utterance.wordings):
        return ()
    found = []
    declared = record.declared_primary()
    for heading in record.headings():
        near = heading.published and abs((heading.published.date - when.date).days) <= NEAR_DAYS
        known = declared.get(heading.id)
        if near and (looks_primary(heading.url, heading.title) if known is None else known):
            document = record.document(heading.id)
            passage = passage_in(document, utterance.best.text) if known or is_primary(document) else None
            if passage:
                found.append(passage)
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.document)))[:_PASSAGES]


def _headings(
    record: Record,
    shown: tuple[Utterance, ...],
    copies: Mapping[str, tuple[Copy, ...]],
    passages: Mapping[str, tuple[Passage, ...]],
) -> dict[str, Heading]:
    """Return the headings of all documents that are named."""
    wanted = {id_ for one in shown for id_ in one.documents}
    wanted |= {id_ for its in copies.values() for one in its for id_ in (one.document, one.of)}
    wanted |= {one.document for its in passages.values() for one in its}
    return {heading.id: heading for heading in record.headings() if heading.id in wanted}


def _form(utterance: Utterance, copies: tuple[Copy, ...], passages: tuple[Passage, ...]) -> dict[str, object]:
    """Return a saying with its copies, and where primary sources have its words, as plain values."""
    from verbale.store.comparison_forms import copy_form, utterance_form
    from verbale.store.forms import span_form

    return utterance_form(utterance) | {
        "copies": [copy_form(copy) for copy in copies],
        "primary_passages": [
            {"document": one.document, "span": span_form(one.span), "likeness": one.likeness} for one in passages
        ],
    }
