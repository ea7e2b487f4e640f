"""PolNeAR (Newell, Margolin and Ruths 2018) as gold attributions. It measures; nothing that ships learns from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, its parts as lists of offsets (parts can be discontinuous)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def articles(folder: Path) -> Iterator[tuple[str, str, list[Attribution]]]:
    """Yield (name, text, attributions) of a part, each article once, with its first annotator."""
    files = sorted((folder / "attributions").glob("*.ann"))
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = [f for f in files if f.name.startswith(path.stem + "_") or f.stem == path.stem]
        if annotations:
            yield path.stem, path.read_bytes().decode("utf-8"), read_annotations(annotations[0])


def read_annotations(path: Path) -> list[Attribution]:
    """Return the attributions of one brat file, those without a source too."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    lines = [line.split("\t") for line in path.read_bytes().decode("utf-8").split("\n")]
    for fields in lines:
        if fields[0].startswith("T") and len(fields) > 1:
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = tuple((int(a), int(b)) for a, b in (part.split() for part in offsets.split(";")))
    for fields in lines:
        if fields[0].startswith("E") and len(fields) > 1:
            kind, *parts = fields[1].split()
            if not kind.startswith("Attribution"):
                continue
            roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for part in parts:
                role, _, name = part.partition(":")
                roles.setdefault(role.rstrip("0123456789"), []).extend(spans[name])
            found.append(
                Attribution(
                    tuple(sorted(roles["Source"])), tuple(sorted(roles["Cue"])), tuple(sorted(roles["Content"]))
                )
            )
    return found
