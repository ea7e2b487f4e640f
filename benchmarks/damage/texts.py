"""Open news to damage, in two halves."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import random
import re
from functools import cache

from training.sources import DATA, gum, re3d, state_department, wikinews

#: Shorter texts are no articles.
FEWEST_WORDS = 90
#: Of longer texts the beginning is taken: interviews and speeches would outweigh all news.
MOST_WORDS = 700


@cache
def open_news() -> dict[str, str]:
    """Return the open news by id: Wikinews 2019, GUM news and speeches, re3d, State Department."""
    found = {}
    for name, text in sorted(
        {**wikinews(), **gum("train", ("news", "speech")), **re3d(), **state_department()}.items()
    ):
        clean = _without_dateline(text) if name.startswith("wikinews") else text
        clean = _shortened(re.sub(r"\n\s*\n+", "\n\n", clean).strip())
        if len(clean.split()) >= FEWEST_WORDS:
            found[name] = clean
    return found


def is_development(name: str) -> bool:
    """Tell which half a text is in."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def development_texts() -> dict[str, str]:
    """Return the half on which everything may be tuned."""
    return {name: text for name, text in open_news().items() if is_development(name)}


def measuring_texts() -> dict[str, str]:
    """Return the half that measures."""
    return {name: text for name, text in open_news().items() if not is_development(name)}


@cache
def titles() -> dict[str, tuple[str, str]]:
    """Return headline and date of the Wikinews articles, by id."""
    with (DATA / "news" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        return {
            "wikinews:" + row["url"].rsplit("/wiki/", 1)[-1]: (row["title"], row["date"])
            for row in csv.DictReader(file)
        }


def date_of(name: str) -> datetime.date:
    """Return the day of a text; where it has none, a made-up one that is always the same."""
    known = titles().get(name)
    if known:
        return datetime.date.fromisoformat(known[1])
    return datetime.date(2015, 1, 1) + datetime.timedelta(days=random.Random(name).randrange(2500))


def basil() -> dict[str, list[str]]:
    """Return the articles of BASIL by event: three outlets on each. They measure only."""
    events: dict[str, list[str]] = {}
    for line in (DATA / "stories" / "basil" / "articles.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        paragraphs = ["  ".join(paragraph).replace("  ", " ") for paragraph in record["body-paragraphs"]]
        events.setdefault(record["triplet-uuid"], []).append("\n\n".join([record["title"], *paragraphs]))
    return events


def ecb() -> dict[str, list[str]]:
    """Return the articles of ECB+ by seminal event. They measure only."""
    events: dict[str, list[str]] = {}
    for part in ("train", "dev"):
        for line in (DATA / "stories" / "ecbplus" / part / "docs.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            text = " ".join(record["sentences"])
            events.setdefault(f"{record['topic']}/{record['subtopic']}", []).append(text)
    return events


def _without_dateline(text: str) -> str:
    """Return a Wikinews text without its first line, which is the date."""
    first, _, rest = text.partition("\n")
    return rest.strip() if re.fullmatch(r"\w+day, \w+ \d+, \d{4}\s*", first) else text


def _shortened(text: str) -> str:
    """Return the paragraphs of a text until it is long enough."""
    kept, words = [], 0
    for paragraph in text.split("\n"):
        kept.append(paragraph)
        words += len(paragraph.split())
        if words >= MOST_WORDS:
            break
    return "\n".join(kept).strip()
