"""The labelled set of roles: plain texts with a tag before each stretch; its format is in ``annotations/ROLES.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_TAG = re.compile(r"⟦([^⟧]*)⟧")
_FIELD = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a labelled text: its role, where it stands, and for a comment who wrote it."""

    role: str
    start: int
    end: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled text, with what its first line says of it (id, published, basis, agency, authors, outlet)."""

    about: dict[str, str]
    text: str
    marked: tuple[Marked, ...]


def read_labelled(path: Path) -> list[Labelled]:
    """Return the articles of a file of the labelled set; its format is in ``annotations/ROLES.md``."""
    found = []
    for block in re.split(r"(?m)^(?=#article )", path.read_text("utf-8")):
        head, _, body = block.partition("\n")
        if head.startswith("#article"):
            text, marked = _read_tags(body.strip("\n"))
            found.append(Labelled(dict(_FIELD.findall(head.removeprefix("#article").strip())), text, marked))
    return found


def _read_tags(body: str) -> tuple[str, tuple[Marked, ...]]:
    """Return a text without its tags, and the stretches that they mark."""
    pieces = _TAG.split(body)
    text = pieces[0]
    found: list[Marked] = []
    for tag, words in zip(pieces[1::2], pieces[2::2], strict=True):
        start, end = len(text), len(text) + len(words.rstrip())
        text += words
        if not words.strip():
            continue
        if tag == "+":
            found[-1] = Marked(found[-1].role, found[-1].start, end, found[-1].author)
        else:
            role, _, author = tag.partition(" author=")
            found.append(Marked(role, start, end, author.strip()))
    return text, tuple(found)
