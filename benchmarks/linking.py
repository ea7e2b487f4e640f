"""Names linked to actors, on the gold set of 64 open articles.

    python -m benchmarks.linking [--weights FOLDER]

Once with the names of the gold set, once with those that the model finds. A name that is linked in the gold set counts
as right where it is linked to the same actor; a link on a name that the gold set leaves open is wrong; links on what is
no name of the gold set are not counted. A state named as a mere place counts as linked. ``held`` are the articles that
the rules were not looked at with. ``region`` is the recall of found names by the region of the world that the actor's
country lies in (United Nations M49, from the PDDL table of country codes). Beside it: the first answer of the look-up
for each name alone, without the article.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, engine_from, finish
from training.annotate import is_held_out
from training.sources import DATA, gum, open_texts
from verbale.codebook.knowledge import Knowledge, knowledge
from verbale.find.mentions import find_mentions
from verbale.models import Document, Mention
from verbale.parse.engine import Engine
from verbale.read import parse_published
from verbale.resolve.linking import link_mentions
from verbale.resolve.lookup import lookup

GOLD = Path(__file__).parents[1] / "training" / "annotations" / "links.jsonl"


def articles() -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the rows of the gold set with their texts."""
    texts = {**open_texts(), **gum("dev")}
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, texts[row["doc"]]


def count(row: dict[str, Any], links: dict[tuple[int, int], str | None], counts: Counter[str]) -> None:
    """Add up what is wanted, answered and right in one article."""
    for mark in row["mentions"]:
        place = (mark["start"], mark["end"])
        mine = links.get(place)
        if mine is None and mark["actor"] is not None:
            # A name found with other edges is the same name.
            mine = next(
                (id_ for (start, end), id_ in links.items() if start < place[1] and end > place[0] and id_), None
            )
        counts["wanted"] += mark["actor"] is not None
        counts["answered"] += mine is not None
        counts["right"] += mine is not None and mine == mark["actor"]


def by_lookup(row: dict[str, Any], text: str, base: Knowledge) -> dict[tuple[int, int], str | None]:
    """Return the first answer of the look-up for each name of the gold set."""
    found = {}
    for mark in row["mentions"]:
        candidates = lookup(text[mark["start"] : mark["end"]], on=row["date"], base=base)
        found[mark["start"], mark["end"]] = candidates[0].actor.id if candidates else None
    return found


def regions() -> dict[str, str]:
    """Return the region of the world of each country's code."""
    with (DATA / "kb" / "country_codes" / "country-codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["ISO3166-1-Alpha-3"]: row["Region Name"] or "elsewhere" for row in csv.DictReader(file)}


def by_region(
    row: dict[str, Any], links: dict[tuple[int, int], str | None], base: Knowledge, region_of: dict[str, str]
) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each linked name of the gold set its region and whether it is found."""
    for mark in row["mentions"]:
        actor = base.actors.get(mark["actor"]) if mark["actor"] else None
        if actor is not None:
            counts: Counter[str] = Counter()
            count({"mentions": [mark]}, links, counts)
            yield region_of.get(actor.country or "", "international"), counts


def measure(engine: Engine) -> list[Figure]:
    """Return precision and recall for gold and found names, over all articles and the held-out ones."""
    base = knowledge()
    counts: dict[str, Counter[str]] = {}
    region_of = regions()
    regional: dict[str, Counter[str]] = {}
    for row, text in articles():
        doc = engine.read(text)
        document = Document(text, published=parse_published(row["date"]) if row["date"] else None)
        gold = tuple(
            Mention(mark["start"], mark["end"], text[mark["start"] : mark["end"]], mark["label"], "gold")
            for mark in sorted(row["mentions"], key=lambda mark: (mark["start"], mark["end"]))
        )
        ways = {
            "gold_names": {(m.start, m.end): m.actor for m in link_mentions(doc, document, gold, base)},
            "found_names": {
                (m.start, m.end): m.actor for m in link_mentions(doc, document, find_mentions(doc, "model"), base)
            },
            "lookup_alone": by_lookup(row, text, base),
        }
        for way, links in ways.items():
            for part in ("all", *(["held"] if is_held_out(row["doc"]) else [])):
                count(row, links, counts.setdefault(f"{way}.{part}", Counter()))
        for region, one in by_region(row, ways["found_names"], base, region_of):
            regional.setdefault(region, Counter()).update(one)
    figures = []
    for name, c in sorted(counts.items()):
        note = f"{c['answered'] - c['right']} wrong of {c['answered']}"
        figures.append(Figure(f"linking.{name}.precision", c["right"] / max(1, c["answered"]), note))
        figures.append(Figure(f"linking.{name}.recall", c["right"] / max(1, c["wanted"]), f"n={c['wanted']}"))
    for region, c in sorted(regional.items()):
        name = f"linking.region.{region.lower().replace(' ', '_')}"
        figures.append(Figure(name, c["right"] / max(1, c["wanted"]), f"n={c['wanted']}"))
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Names linked to actors, on a gold set.")
    parser.add_argument("--weights", type=Path)
    finish("training/annotations/links.jsonl", measure(engine_from(parser.parse_args().weights)))


if __name__ == "__main__":
    main()
