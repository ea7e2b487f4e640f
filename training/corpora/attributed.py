"""The project's annotated articles and passages: who says what, and in part of them named entities."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.annotate import Attribution, Span
from training.corpora.material import Material, bio, from_text, words_of
from training.sources import open_texts


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one attribution as characters; each role may have several."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def add_attributions(material: Material, attributions: list[Attribution]) -> Material:
    """Give material the three attribution layers and the links of annotated attributions."""
    parts = []
    for attribution in attributions:
        source, cue = ((span,) if span else () for span in (attribution["source"], attribution["cue"]))
        parts.append(Parts(source, cue, tuple(attribution["content"])))
    return label_parts(material, parts)


def label_parts(material: Material, attributions: list[Parts]) -> Material:
    """Give material the three attribution layers and the links.

    Of contents one inside another, the outer one is on the layer; sources and cues of both are.
    """
    layers: dict[str, list[tuple[int, int, str]]] = {"source": [], "cue": [], "content": []}
    links: list[tuple[int, int]] = []
    for attribution in attributions:
        cues = [words for span in attribution.cue if (words := words_of(span, material.spans)) != (0, 0)]
        layers["cue"].extend((*words, "") for words in cues)
        for name in ("source", "content"):
            for span in getattr(attribution, name):
                first, after = words_of(span, material.spans)
                layers[name].append((first, after, ""))
                if cues and first < after:
                    links.append((first, cues[0][0]))
    size = len(material.spans)
    for name, spans in layers.items():
        longest_first = (
            sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])) if name == "content" else sorted(set(spans))
        )
        material.labels[name] = bio(longest_first, size)
    cue_layer = material.labels["cue"]
    material.links = sorted({(a, b) for a, b in links if cue_layer[b] == "B"})
    return material


def annotated(split: str, path: Path | None = None) -> dict[str, list[Attribution]]:
    """Return the project's annotated articles of a split, by document; the first annotator's where two read one."""
    path = path or Path(__file__).parents[1] / "annotations" / "articles.jsonl"
    found: dict[str, list[Attribution]] = {}
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        if split in ("all", record["split"]):
            found.setdefault(record["doc"], record["attributions"])
    return found


def annotated_entities(split: str) -> dict[str, list[tuple[int, int, str]]]:
    """Return the named entities of the project's annotated articles of a split, by document."""
    path = Path(__file__).parents[1] / "annotations" / "entities.jsonl"
    records = [json.loads(line) for line in path.open(encoding="utf-8")]
    return {r["doc"]: [tuple(e) for e in r["entities"]] for r in records if split in ("all", r["split"])}


def add_entities(material: Material, entities: list[tuple[int, int, str]]) -> None:
    """Give material the named entities that are annotated in its characters."""
    spans = [(*words_of((start, end), material.spans), kind) for start, end, kind in entities]
    material.labels["entity"] = bio(spans, len(material.spans))


def articles(split: str) -> Iterator[Material]:
    """Yield the project's annotated articles (texts: see ``sources.py``), without those of GUM and EWT: see there."""
    texts = open_texts()
    named = annotated_entities(split)
    for doc, attributions in annotated(split).items():
        if doc.startswith(("gum:", "ewt:")):
            continue
        material = add_attributions(from_text(doc, texts[doc]), attributions)
        if doc in named:
            add_entities(material, named[doc])
        yield material


_MARK = re.compile(r"\[([SQC])(\d+)(?::(\w+))? | ([SQC])(\d+)\]")


def inline_passages(path: Path) -> Iterator[tuple[str, str, list[Attribution]]]:
    """Yield the project's own passages as (form, text, attributions)."""
    for number, block in enumerate(re.split(r"^---\s*$", path.read_text("utf-8"), flags=re.MULTILINE)):
        lines = block.strip().splitlines()
        if not lines or not lines[0].startswith("#form:"):
            continue
        form = lines[0].removeprefix("#form:").strip()
        marked = "\n".join(lines[1:]).strip()
        text, at = "", 0
        opened: dict[tuple[str, str], int] = {}
        found: dict[str, Attribution] = {}
        for mark in _MARK.finditer(marked):
            text += marked[at : mark.start()]
            at = mark.end()
            if mark[1]:
                opened[mark[1], mark[2]] = len(text)
                entry = found.setdefault(mark[2], {"act": "speech", "source": None, "cue": None, "content": []})
                if mark[3]:
                    entry["act"] = mark[3]
                continue
            span = (opened.pop((mark[4], mark[5])), len(text))
            entry = found[mark[5]]
            if mark[4] == "C":
                entry["content"].append(span)
            else:
                entry["source" if mark[4] == "S" else "cue"] = span
        if opened:
            raise ValueError(f"passage {number} of {path.name}: {opened} never closed")
        text += marked[at:]
        yield form, text, [found[key] for key in sorted(found, key=int)]


def passages(split: str) -> Iterator[Material]:
    """Yield the project's own passages and articles; every third is held out (`split` ``held``)."""
    for name in ("sentences", "articles_own"):
        path = Path(__file__).parents[1] / "annotations" / f"{name}.txt"
        for number, (form, text, attributions) in enumerate(inline_passages(path)):
            if split == "all" or (number % 3 == 0) == (split == "held"):
                yield add_attributions(from_text(f"{name}:{number}:{form}", text), attributions)


_DOUBLE_MARKS = frozenset(('"', "“", "”", "''", "``"))
#: Pairs of marks that a text's own are exchanged for.
MARKS = (('"', '"'), ("“", "”"), ("''", "''"), ("«", "»"), ("„", "“"))


def requoted(material: Material, marks: tuple[str, str]) -> Material:
    """Return material with its double quotation marks exchanged for others, everything else as it was."""
    text, spans, at = "", [], 0
    for first, after in material.spans:
        text += material.text[at:first]
        word = material.text[first:after]
        if word in _DOUBLE_MARKS:
            opens = not text or text[-1].isspace() or text[-1] in "([{—–-"
            word = marks[0] if opens else marks[1]
        spans.append((len(text), len(text) + len(word)))
        text += word
        at = after
    text += material.text[at:]
    return Material(
        material.name, text, spans, material.labels, material.heads, material.cuts, material.links, material.weight
    )


def varied(materials: list[Material]) -> list[Material]:
    """Return material with other quotation marks, a pair chosen by the place in the list."""
    return [requoted(material, MARKS[number % len(MARKS)]) for number, material in enumerate(materials)]
