"""Counts and agreement of the annotated set, from its own files; the texts are not needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.polnear import Attribution
from benchmarks.scores import f1, matches
from training.corpora import inline_passages
from training.role_set import read_labelled

ANNOTATIONS = Path(__file__).parents[1] / "training" / "annotations"
ACTS = ("speech", "thought", "will", "decree")
#: The sets that the documents are from, by the beginning of their ids.
SETS = {
    "wikinews": "English Wikinews 2019",
    "re3d": "re3d, governments",
    "state": "US Department of State",
    "gum": "GUM: news, interviews, speeches",
    "ewt": "EWT: blogs, newsgroups",
}
OWN = {"sentences": "own passages (`sentences.txt`)", "articles_own": "own articles (`articles_own.txt`)"}
HEAD = "| texts | documents | train | held | attributions | " + " | ".join(ACTS) + " | no source | no cue |"


def read_lines(name: str) -> list[dict[str, Any]]:
    """Return the records of one of the stand-off files."""
    return [json.loads(line) for line in (ANNOTATIONS / name).read_text("utf-8").splitlines()]


def first_readings() -> Iterator[dict[str, Any]]:
    """Yield the annotated articles, each once: the first annotator's where two read one."""
    seen: set[str] = set()
    for record in read_lines("articles.jsonl"):
        if record["doc"] not in seen:
            seen.add(record["doc"])
            yield record


def own_passages(name: str) -> Iterator[tuple[str, Any]]:
    """Yield the split and the attributions of the project's own passages."""
    for number, (_, _, attributions) in enumerate(inline_passages(ANNOTATIONS / f"{name}.txt")):
        yield "train" if number % 3 else "held", attributions


def counts_table() -> str:
    """Return what the set holds, by where the texts are from."""
    rows: dict[str, Counter[str]] = {}
    for record in first_readings():
        _count(rows.setdefault(SETS[record["doc"].split(":")[0]], Counter()), record["split"], record["attributions"])
    for name, title in OWN.items():
        for split, attributions in own_passages(name):
            _count(rows.setdefault(title, Counter()), split, attributions)
    order = [title for title in (*SETS.values(), *OWN.values()) if title in rows]
    rows["**all**"] = sum((rows[title] for title in order), Counter())
    keys = ("documents", "train", "held", "attributions", *ACTS, "no source", "no cue")
    lines = [HEAD, "|---|" + "---:|" * len(keys)]
    lines += [
        f"| {title} | " + " | ".join(f"{rows[title][key]:,}" for key in keys) + " |" for title in (*order, "**all**")
    ]
    names = read_lines("entities.jsonl")
    labels = Counter(label for record in names for *_, label in record["entities"])
    by_label = ", ".join(f"{labels[label]:,} {label}" for label in ("PER", "ORG", "LOC", "NORP", "MISC"))
    splits = Counter(record["split"] for record in names)
    lines += [
        "",
        f"Named entities (`entities.jsonl`): {len(names)} of the Wikinews articles ({splits['train']} train, "
        f"{splits['held']} held)\nwith {sum(labels.values()):,} names: {by_label}.",
    ]
    return "\n".join(lines)


def _count(counts: Counter[str], split: str, attributions: list[dict[str, Any]]) -> None:
    """Add one document to the counts."""
    counts.update(documents=1, attributions=len(attributions))
    counts[split] += 1
    for attribution in attributions:
        counts[attribution["act"]] += 1
        counts["no source"] += not attribution["source"]
        counts["no cue"] += not attribution["cue"]


def agreement_table() -> str:
    """Return how far two readings of one article agree, over the articles that were read twice."""
    readings: dict[str, list[list[dict[str, Any]]]] = {}
    for record in read_lines("articles.jsonl"):
        readings.setdefault(record["doc"], []).append(record["attributions"])
    twice = [both for both in readings.values() if len(both) == 2]
    characters: dict[str, Counter[str]] = {role: Counter() for role in ("source", "cue", "content")}
    whole: Counter[str] = Counter()
    for first, second in twice:
        one, other = (_attributions(reading) for reading in (first, second))
        for role, counts in characters.items():
            a, b = (
                {i for found in reading for start, end in getattr(found, role) for i in range(start, end)}
                for reading in (one, other)
            )
            counts.update(both=len(a & b), first=len(a), second=len(b))
        whole.update(both=matches(one, other), first=len(one), second=len(other))
    lines = [
        f"| over {len(twice)} articles | first reading | second reading | in both | F1 |",
        "|---|---:|---:|---:|---:|",
    ]
    named = [*((f"characters in a {role}", counts) for role, counts in characters.items()), ("attributions", whole)]
    for what, counts in named:
        score = f1(counts["both"], counts["second"], counts["first"])[2]
        lines.append(f"| {what} | {counts['first']:,} | {counts['second']:,} | {counts['both']:,} | {score:.2f} |")
    return "\n".join(lines)


def _attributions(reading: list[dict[str, Any]]) -> list[Attribution]:
    """Return a reading in the form in which attributions are scored."""
    return [
        Attribution(
            (tuple(one["source"]),) if one["source"] else (),
            (tuple(one["cue"]),) if one["cue"] else (),
            tuple(tuple(part) for part in one["content"]),
        )
        for one in reading
    ]


def roles_table() -> str:
    """Return how many articles and stretches of each role the labelled set of roles holds."""
    halves = {half: read_labelled(ANNOTATIONS / f"roles_{half}.txt") for half in ("dev", "held")}
    counts = {
        half: Counter(mark.role for article in articles for mark in article.marked) for half, articles in halves.items()
    }
    roles = sorted(counts["dev"] | counts["held"], key=lambda role: -sum(count[role] for count in counts.values()))
    lines = ["| | to develop on | held |", "|---|---:|---:|"]
    lines.append(f"| articles | {len(halves['dev']):,} | {len(halves['held']):,} |")
    lines += [f"| `{role}` | {counts['dev'][role]:,} | {counts['held'][role]:,} |" for role in roles]
    return "\n".join(lines)
