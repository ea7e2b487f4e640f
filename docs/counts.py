"""Counts and agreement of the annotated set, from its own files; the texts are not needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.polnear import Attribution
from benchmarks.scores import f1, matches
from training.annotate_acts import Act
from training.corpora import inline_passages
from training.corpora.acts import level_of, readings
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
    sources = Counter(record["doc"].partition(":")[0] for record in names)
    lines += [
        "",
        f"Named entities (`entities.jsonl`): {sources['wikinews']} of the Wikinews articles and {sources['ewt']} "
        f"documents of EWT's train part\n({splits['train']} train, {splits['held']} held), with "
        f"{sum(labels.values()):,} names: {by_label}.",
        "",
        *acts_lines(),
    ]
    return "\n".join(lines)


def acts_lines() -> list[str]:
    """Return how many acts are annotated, and how many of them have what, of the documents' first readings."""
    rows = {split: Counter[str]() for split in ("train", "held")}
    for split, counts in rows.items():
        for acts, *_ in readings(split).values():
            counts["documents"] += 1
            for act in acts:
                counts.update(_traits(act, acts))
    names = (
        "documents", "acts", "direct", "mixed", "told in another", "claimed", "revealed", "not asserted", "addressees",
        "actors", "with a stance", "channels", "occasions", "days", "anonymous", "collective",
    )  # fmt: skip
    lines = ["Acts (`acts.jsonl`), in the first reading of each document:", "", "| | train | held |", "|---|---:|---:|"]
    return lines + [f"| {name} | {rows['train'][name]:,} | {rows['held'][name]:,} |" for name in names]


def _traits(act: Act, acts: list[Act]) -> Counter[str]:
    """Return what is counted of one act."""
    return Counter(
        {
            "acts": 1,
            act["kind"]: 1,
            act["commitment"]: 1,
            "told in another": level_of(act, acts) > 0,
            "not asserted": act["modality"] != "asserted",
            "addressees": len(act["addressees"]),
            "actors": len(act["about"]),
            "with a stance": sum(actor["stance"] != 0 for actor in act["about"]),
            "channels": act["channel"] is not None,
            "occasions": act["occasion"] is not None,
            "days": act["said_on"] is not None,
            "anonymous": act["anonymous"],
            "collective": act["collective"],
        }
    )


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
    return "\n".join([*lines, "", *acts_agreement()])


def acts_agreement() -> list[str]:
    """Return how far two readings of the acts agree: the share of equal answers, and Cohen's kappa."""
    answers: dict[str, list[tuple[str, str]]] = {}
    shared: dict[str, Counter[str]] = {"addressees": Counter(), "actors, with the sign of the stance": Counter()}
    documents = 0
    for first, *others in readings("all").values():
        for second in others:
            documents += 1
            again = {_place(act): act for act in second}
            for act in first:
                if other := again.get(_place(act)):
                    for what, pair in _answers(act, first, other, second).items():
                        answers.setdefault(what, []).append(pair)
                    for counts, one, two in zip(shared.values(), _spans(act), _spans(other), strict=True):
                        counts.update(both=len(one & two), first=len(one), second=len(two))
    acts = len(answers["class of the cue"])
    lines = [f"| over {acts} acts in {documents} documents | the same | kappa |", "|---|---:|---:|"]
    for what, pairs in answers.items():
        lines.append(f"| {what} | {sum(a == b for a, b in pairs) / len(pairs):.2f} | {_kappa(pairs):.2f} |")
    for what, counts in shared.items():
        lines.append(f"| {what} (F1) | {f1(counts['both'], counts['second'], counts['first'])[2]:.2f} | |")
    return lines


def _place(act: Act) -> tuple[Any, ...]:
    return act["source"], act["cue"], tuple(act["content"])


def _answers(act: Act, acts: list[Act], other: Act, others: list[Act]) -> dict[str, tuple[str, str]]:
    """Return the two readings' answers by field."""
    channels = [one["channel"]["kind"] if one["channel"] else "none" for one in (act, other)]
    return {
        "class of the cue": (act["cue_class"], other["cue_class"]),
        "kind": (act["kind"], other["kind"]),
        "level": (str(level_of(act, acts)), str(level_of(other, others))),
        "commitment": (act["commitment"], other["commitment"]),
        "modality": (act["modality"], other["modality"]),
        "channel": (channels[0], channels[1]),
        "anonymous": (str(act["anonymous"]), str(other["anonymous"])),
        "collective": (str(act["collective"]), str(other["collective"])),
    }


def _spans(act: Act) -> tuple[set[Any], set[Any]]:
    """Return an act's addressees, and the actors that it speaks of with the sign of its stance."""
    return set(act["addressees"]), {(one["span"], (one["stance"] > 0) - (one["stance"] < 0)) for one in act["about"]}


def _kappa(pairs: list[tuple[str, str]]) -> float:
    """Return Cohen's kappa of two readings (Cohen 1960)."""
    size = len(pairs)
    observed = sum(a == b for a, b in pairs) / size
    first, second = (Counter(pair[n] for pair in pairs) for n in (0, 1))
    chance = sum(first[answer] * second[answer] for answer in first) / size**2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


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
