"""Two articles side by side, as text for a terminal and as one self-contained page without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from rich.table import Table
from rich.text import Text

from verbale.cli.clean import clean, clean_line
from verbale.cli.side_by_side import Row, Side, pieces_of
from verbale.models import Document
from verbale.models.copy import Copy
from verbale.store.forms import written_date

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --text: #1c1c1e; --page: #fdfdfb; --faint: #62626a; --line: #d8d8d2;
  --other: #fbe3b0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e3; --page: #17181a; --faint: #a0a0a8; --line: #3a3b3f;
  --other: #5a4410; } }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 80rem; color: var(--text); background: var(--page);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; }
p, td.like, th span { color: var(--faint); font: .85rem/1.5 system-ui, sans-serif; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { padding: .5rem .7rem; vertical-align: top; text-align: left; border-top: 1px solid var(--line); }
th.like, td.like { width: 4rem; text-align: center; }
mark { color: inherit; background: var(--other); text-decoration: underline; text-underline-offset: .2em; }
""".strip()


def summary(copy: Copy | None, first: Document) -> str:
    """Return in a sentence what two articles are to each other."""
    if copy is None:
        return "Nothing shows that one was made from the other."
    which = ("left", "right") if copy.document == first.id else ("right", "left")
    made = (
        f"the {which[0]} one was made from the {which[1]} one"
        if copy.basis != "none"
        else "which was first is not known"
    )
    return f"{copy.kind}, confidence {copy.confidence:.2f}: {made}. " + "; ".join(copy.evidence) + "."


def comparison(first: Document, second: Document, rows: Sequence[Row], copy: Copy | None) -> Iterator[Text | Table]:
    """Yield two articles side by side as the parts of a page for a terminal."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 1, 0), expand=True)
    for document in (first, second):
        table.add_column(Text(_heading(document), "bold"), ratio=1, overflow="fold")
    for row in rows:
        table.add_row(_drawn(first, row.first), _drawn(second, row.second))
    yield table
    yield Text("Words in [brackets] are others than beside them.", "dim")
    yield Text(clean_line(summary(copy, first)))


def _drawn(document: Document, side: Side | None) -> Text:
    """Return a sentence with the words in brackets that are others."""
    drawn = Text()
    if side is None:
        return drawn.append("–", "dim")
    for words, is_other in pieces_of(clean(document.text), side):
        drawn.append(
            f"[{clean_line(words)}]" if is_other else " ".join(words.split("\n")), "yellow" if is_other else ""
        )
    return drawn


def _heading(document: Document) -> str:
    """Return what an article is in a line."""
    facts = (clean_line(document.outlet or ""), written_date(document.published), document.id[:12])
    return " ".join(fact for fact in facts if fact)


def page(first: Document, second: Document, rows: Sequence[Row], copy: Copy | None) -> str:
    """Return two articles side by side as a page; everything from outside is escaped, and nothing is loaded."""
    heads = "".join(
        f"<th>{escape(clean_line(one.title or 'No title'))}<br><span>{escape(_heading(one))}</span></th>"
        for one in (first, second)
    )
    return "\n".join(
        (
            "<!DOCTYPE html>",
            "<html>",
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            "<title>Two articles side by side</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            "<h1>Two articles side by side</h1>",
            f"<p>{escape(clean_line(summary(copy, first)))}</p>",
            f'<table>\n<thead><tr>{heads}<th class="like"><span>alike</span></th></tr></thead>\n<tbody>',
            *(_row(first, second, row) for row in rows),
            "</tbody>\n</table>",
            "<p>Marked words are others than beside them. Made with Verbale.</p>",
            "</body>",
            "</html>",
            "",
        )
    )


def _row(first: Document, second: Document, row: Row) -> str:
    """Return a row of the table."""
    like = f"{row.likeness:.2f}{' moved' if row.is_moved else ''}" if row.first and row.second else ""
    cells = "".join(f"<td>{_cell(one, side)}</td>" for one, side in ((first, row.first), (second, row.second)))
    return f'<tr>{cells}<td class="like">{like}</td></tr>'


def _cell(document: Document, side: Side | None) -> str:
    """Return a sentence with the words marked that are others."""
    if side is None:
        return ""
    return "".join(
        f"<mark>{escape(words)}</mark>" if is_other else escape(words)
        for words, is_other in pieces_of(clean(document.text), side)
    )
