"""A document and its statements as one self-contained page without scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from verbale.cli.clean import clean, clean_line
from verbale.cli.details import damage_line, details
from verbale.cli.marks import Piece, marks_of, pieces
from verbale.models import Document, Segment, Statement
from verbale.store.analyses import StoredAnalysis
from verbale.store.forms import written_date

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)

# Colours are never the only difference: the parts also differ in weight, slant and underline.
_STYLE = """
:root { color-scheme: light dark; --text: #1c1c1e; --page: #fdfdfb; --faint: #62626a; --line: #d8d8d2;
  --source: #0b5c8a; --cue: #8a4b00; --direct: #14683a; --indirect: #7a2f7a; --mixed: #2f4aa0; --lit: #fff3b8;
  --against: #a3241c; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e3; --page: #17181a; --faint: #a0a0a8; --line: #3a3b3f;
  --source: #7cc4f0; --cue: #f0b060; --direct: #7fd6a0; --indirect: #dba0db; --mixed: #a3b8ff; --lit: #4a4210;
  --against: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 76rem; color: var(--text); background: var(--page);
  font: 1.05rem/1.6 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
header p, footer, .legend, .where { color: var(--faint); font: .85rem/1.5 system-ui, sans-serif; margin: .2rem 0; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2.5rem; margin-top: 1.5rem; }
@media (max-width: 52rem) { main { grid-template-columns: minmax(0, 1fr); } }
.text p { margin: 0 0 1rem; white-space: pre-wrap; }
.text .headline { font-weight: bold; }
.text .caption, .text .related, .text .boilerplate, .text .copyright, .text .tags, .text .comment,
.text .byline, .text .dateline { color: var(--faint); font: .9rem/1.5 system-ui, sans-serif; }
.text [data-role]::before { content: attr(data-role); margin-right: .6em; padding: .05em .4em; border-radius: .3em;
  border: 1px solid var(--line); font: .7rem system-ui, sans-serif; }
.source { color: var(--source); font-weight: bold; }
.cue { color: var(--cue); font-style: italic; }
.direct { color: var(--direct); text-decoration: underline solid; text-underline-offset: .2em; }
.indirect { color: var(--indirect); text-decoration: underline dotted; text-underline-offset: .2em; }
.mixed { color: var(--mixed); text-decoration: underline dashed; text-underline-offset: .2em; }
.details { font: .85rem/1.7 system-ui, sans-serif; }
.details span { display: inline-block; max-width: 100%; margin: .1em .2em .1em 0; padding: 0 .45em;
  border: 1px solid var(--line); border-radius: .3em; }
.details .favour { border-color: var(--direct); color: var(--direct); }
.details .against { border-color: var(--against); color: var(--against); }
a { color: inherit; }
.text sup { line-height: 0; }
.text sup a { text-decoration: none; font: .7rem system-ui, sans-serif; color: var(--faint); padding: 0 .15em; }
ol { margin: 0; padding-left: 2rem; }
li { margin: 0 0 1rem; padding: .1rem .4rem; }
li p { margin: 0; }
:target { background: var(--lit); outline: 2px solid var(--lit); }
""".strip()


def page(stored: StoredAnalysis) -> str:
    """Return a page with a document's text, the parts of its statements marked in it, and the list of statements.

    Everything from outside is escaped, the page loads nothing, and its policy forbids scripts.

    Args:
        stored: The document and what was found in it.
    """
    document, statements, names = stored.document, stored.statements, stored.names
    damage = f"\n<p>{escape(damage_line(stored.damage))}</p>" if stored.damage.is_rewritten else ""
    title = escape(clean_line(document.title or "No title"))
    language = document.language if document.language and _LANGUAGE.fullmatch(document.language) else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{language}">' if language else "<html>",
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            f"<header>\n<h1>{title}</h1>\n<p>{_facts(document)}</p>{damage}\n{_legend()}\n</header>",
            "<main>",
            '<section class="text" aria-label="Article">',
            *_paragraphs(document, statements),
            "</section>",
            '<section aria-label="Statements">',
            f"<h2>{_count(len(statements), 'statement')}</h2>",
            "<ol>",
            *(_item(number, statement, names) for number, statement in enumerate(statements, 1)),
            "</ol>",
            "</section>",
            "</main>",
            f"<footer>{document.id} · {_count(len(document.text), 'character')} · "
            f"{_count(len(stored.mentions), 'name')}"
            " · made with Verbale. Numbers such as 10–25 are offsets in the article's text.</footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _paragraphs(document: Document, statements: Sequence[Statement]) -> Iterator[str]:
    """Yield the lines of the article with their roles and marks; what has another role than its line is set apart."""
    text = clean(document.text)
    lines = list(_lines(text))
    bounds = [offset for segment in document.segments for offset in (segment.start, segment.end)]
    bounds += [offset for line in lines for offset in line]
    drawn = list(pieces(len(text), marks_of(statements), bounds))
    numbered: set[int] = set()
    position = 0
    segments = list(document.segments)
    for start, end in lines:
        while drawn[position].start < start:
            position += 1
        inside: list[tuple[Segment | None, str]] = []
        sizes: Counter[Segment | None] = Counter()
        while position < len(drawn) and drawn[position].start < end:
            piece = drawn[position]
            position += 1
            while segments and segments[0].end <= piece.start:
                segments.pop(0)
            here = segments[0] if segments and segments[0].start <= piece.start else None
            inside.append((here, _piece(piece, text, numbered)))
            if text[piece.start : piece.end].strip():
                sizes[here] += piece.end - piece.start
        # A line has the role of most of it.
        main = max(sizes, key=lambda one: (sizes[one], one is not None), default=None)
        words = "".join(_in_role(words, one, start) if one not in (None, main) else words for one, words in inside)
        kind, label = (main.kind, _role(main) if main.start >= start else "") if main else ("body", "")
        yield f'<p class="{escape(kind)}"{label}>{words}</p>'


def _in_role(words: str, segment: Segment | None, start: int) -> str:
    """Return a piece of a line that has another role than most of the line."""
    if segment is None:
        return words
    label = _role(segment) if segment.start >= start else ""
    return f'<span class="{escape(segment.kind)}"{label}>{words}</span>'


def _role(segment: Segment) -> str:
    """Return the attribute that shows the role of what is no part of the report."""
    if segment.kind in ("headline", "body", "dateline"):
        return ""
    role = f"{segment.kind} by {clean_line(segment.author)}" if segment.author else segment.kind
    return f' data-role="{escape(role)}"'


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that is not blank begins and ends."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _piece(piece: Piece, text: str, numbered: set[int]) -> str:
    """Return a piece of text in its marks, after the numbers of the statements that begin with it."""
    numbers = []
    for mark in piece.marks:
        if mark.number not in numbered:
            numbered.add(mark.number)
            number = mark.number
            numbers.append(f'<sup id="text-{number}"><a href="#statement-{number}">{number}</a></sup>')
    words = escape(text[piece.start : piece.end])
    if piece.marks:
        looks = " ".join(dict.fromkeys(mark.look for mark in piece.marks))
        which = ", ".join(f"{mark.role} of {mark.number}" for mark in piece.marks)
        words = f'<span class="{looks}" title="{which}">{words}</span>'
    return "".join(numbers) + words


def _item(number: int, statement: Statement, names: Mapping[str, str]) -> str:
    """Return a statement of the list, with a link to where it stands in the text."""
    source = escape(clean_line(statement.source.text)) if statement.source else "no source"
    speaker = escape(clean_line(statement.speaker or ""))
    who = f'<span class="source">{speaker or source}</span>'
    if speaker and speaker != source:
        who += f" ({source})"
    cue = f' <span class="cue">{escape(clean_line(statement.cue.text))}</span>' if statement.cue else ""
    words = f'<span class="{escape(statement.kind)}">{escape(clean_line(statement.words))}</span>'
    how = statement.kind if statement.act == "speech" else f"{statement.kind}, {statement.act}"
    where = f'<a href="#text-{number}">{statement.start}–{statement.end}</a>'
    drawn = (f'<span class="{fact.look}">{escape(fact.text)}</span>' for fact in details(statement, names))
    facts = " ".join(one.replace(' class=""', "", 1) for one in drawn)
    facts = f'<p class="details">{facts}</p>\n' if facts else ""
    return (
        f'<li id="statement-{number}"><p>{who}{cue}</p>\n<p>{words}</p>\n{facts}'
        f'<p class="where">{escape(how)} · {where} · confidence {statement.confidence:.2f}</p></li>'
    )


def _facts(document: Document) -> str:
    """Return the line under the title; an address is a link only if it leads to the web."""
    facts = [escape(clean_line(fact)) for fact in (document.outlet, written_date(document.published)) if fact]
    facts += [escape(clean_line(name)) for name in (document.agency, *document.authors) if name]
    if document.url:
        url = escape(clean_line(document.url))
        safe = url.lower().startswith(("https://", "http://"))
        facts.append(f'<a href="{url}" rel="noopener noreferrer nofollow">{url}</a>' if safe else url)
    return " · ".join(facts)


def _legend() -> str:
    """Return what the marks mean."""
    looks = {"source": "source", "cue": "cue", "direct": "direct", "indirect": "indirect", "mixed": "mixed"}
    return '<p class="legend">' + " · ".join(f'<span class="{k}">{v}</span>' for k, v in looks.items()) + "</p>"


def _count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
