"""brat's stand-off format: a folder with a text, an ``.ann`` file for each document, and the tool's configuration.

Offsets are code points. A part that runs over a line break is written in pieces, one for each line, as brat wants it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from verbale.errors import VerbaleError
from verbale.export.attributions import Marked, Part, role_named

_CONFIGURATION = """[entities]
Source
Cue
Content

[relations]
of\tArg1:Cue|Content, Arg2:Source|Cue|Content
OVERLAP\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""
_SPAN = re.compile(r"T(\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_RELATION = re.compile(r"R\d+\t\S+ Arg1:T(\d+) Arg2:T(\d+)")
_EVENT_OR_ATTRIBUTE = re.compile(r"[EAMN#*]")


def write_brat(documents: Iterable[Marked], folder: Path) -> int:
    """Write documents for brat; return how many.

    Args:
        documents: The documents with their marked attributions.
        folder: Where to; it is made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(_CONFIGURATION, "utf-8", newline="")
    count = 0
    for marked in documents:
        (folder / f"{marked.id}.txt").write_text(marked.text, "utf-8", newline="")
        (folder / f"{marked.id}.ann").write_text("".join(_lines(marked)), "utf-8", newline="")
        count += 1
    return count


def read_brat(folder: Path) -> Iterator[Marked]:
    """Yield the documents of a folder with what is marked in them, in order of their names.

    Raises:
        VerbaleError: V502, a line cannot be read, a label is unknown, or an ``.ann`` file has no text beside it.
    """
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt")
        if not text.exists():
            raise VerbaleError("V502", f"{path.name}: its text is not beside it")
        yield _read(path.stem, text.read_bytes().decode("utf-8"), path.read_bytes().decode("utf-8"))


def _lines(marked: Marked) -> Iterator[str]:
    """Yield the lines of an ``.ann`` file."""
    for part in marked.parts:
        pieces = [
            (part.start + match.start(), part.start + match.end())
            for match in re.finditer(r"[^\n]+", marked.text[part.start : part.end])
        ]
        where = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(marked.text[start:end] for start, end in pieces)
        yield f"T{part.id}\t{part.role.capitalize()} {where}\t{words}\n"
        if part.note:
            yield f"#{part.id}\tAnnotatorNotes T{part.id}\t{part.note}\n"
    for number, (one, other) in enumerate(marked.links, 1):
        yield f"R{number}\tof Arg1:T{one} Arg2:T{other}\n"


def _read(name: str, text: str, lines: str) -> Marked:
    """Return a document from its text and the lines of its ``.ann`` file."""
    parts: list[Part] = []
    links: list[tuple[int, int]] = []
    extra: list[tuple[int, Part]] = []
    for line in lines.split("\n"):
        if not line.strip() or _EVENT_OR_ATTRIBUTE.match(line):
            continue
        if span := _SPAN.match(line):
            number, role = int(span[1]), role_named(name, span[2])
            first, *others = _joined(text, [(int(a), int(b)) for a, b in (p.split() for p in span[3].split(";"))])
            parts.append(Part(number, role, *first))
            extra += [(number, Part(0, role, *place)) for place in others]
        elif relation := _RELATION.match(line):
            links.append((int(relation[1]), int(relation[2])))
        elif not line.startswith(("T", "R")) or line[1:2].isdigit():
            raise VerbaleError("V502", f"{name}: a line is neither a span nor a relation")
    # A part in several pieces is several parts that belong together.
    at = max((part.id for part in parts), default=0)
    for number, (of, part) in enumerate(extra, at + 1):
        parts.append(Part(number, part.role, part.start, part.end))
        links.append((of, number))
    return Marked(name, text, tuple(parts), tuple(links))


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pieces in order, those with nothing but line breaks between them as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if found and not text[found[-1][1] : start].strip("\n"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
