"""Expressions of time and their values, on TimeBank and AQUAINT (TempEval-3's training data).

    python -m benchmarks.times [--weights FOLDER]

``held`` are the articles (every other one, by a hash of its name) that the rules were not looked at with; nothing is
learned from either half. An expression is found if it overlaps a marked one (``found``), or is the same stretch
(``exact``); ``value`` also wants the same normal form. All are F1. Beside them: dateparser's ``search_dates``, of which
only the days can be compared, on the marked expressions that mean a day (``days``).
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.harness import Figure, engine_from, finish
from benchmarks.scores import f1
from training.sources import DATA
from verbale.find.times import find_times
from verbale.models import Published
from verbale.parse.engine import Engine
from verbale.resolve.dates import resolve_times

#: Marked expression: start, end, type, value.
Gold = tuple[int, int, str, str]


def articles(folder: Path) -> Iterator[tuple[str, str, datetime.date | None, list[Gold]]]:
    """Yield name, text, date and marked expressions of each article."""
    for path in sorted(folder.glob("*.tml")):
        root = ElementTree.parse(path).getroot()
        pieces: list[str] = []
        marked: list[Gold] = []
        body = root.find("TEXT")
        if body is not None:
            _walk(body, pieces, marked)
        created = next((t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument")), "")
        date = datetime.date.fromisoformat(created[:10]) if len(created) >= 10 and created[4] == "-" else None
        yield path.stem, "".join(pieces), date, marked


def _walk(element: ElementTree.Element, pieces: list[str], marked: list[Gold]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, marked)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and end > start:
        marked.append((start, end, element.get("type", ""), element.get("value", "")))


def is_held_out(name: str) -> bool:
    """Tell whether an article is of the half that the rules were not looked at with."""
    return int(hashlib.sha256(f"{name}.tml".encode()).hexdigest(), 16) % 2 == 1


def peer_days(text: str, date: datetime.date | None) -> list[tuple[int, int, str]]:
    """Return the days that dateparser finds in a text, as (start, end, value)."""
    from dateparser.search import search_dates

    settings = {"PREFER_DATES_FROM": "past"}
    if date:
        settings["RELATIVE_BASE"] = datetime.datetime.combine(date, datetime.time())  # type: ignore[assignment]
    found = []
    at = 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0:
            found.append((start, start + len(words), moment.date().isoformat()))
            at = start + len(words)
    return found


def measure(engine: Engine, data: Path) -> list[Figure]:
    """Return the figures of both halves."""
    counts: dict[str, Counter[str]] = {"dev": Counter(), "held": Counter()}
    for name, text, date, marked in articles(data / "dates" / "timebank_aquaint"):
        held = is_held_out(name)
        count = counts["held" if held else "dev"]
        doc = engine.read(text)
        times = resolve_times(doc, find_times(doc), Published(date, "day", "given") if date else None)
        mine: list[Gold] = [(time.start, time.end, time.type, time.value) for time in times]
        days = [gold for gold in marked if len(gold[3]) == len("2022-06-30") and gold[3][:1].isdigit()]
        count["wanted"] += len(marked)
        count["answered"] += len(mine)
        for key, right in _matches(marked, mine).items():
            count[key] += right
        count["days"] += len(days)
        count["days_mine"] += _matches(days, mine)["value"]
        if held:
            peers: list[Gold] = [(start, end, "DATE", value) for start, end, value in peer_days(text, date)]
            count["days_peer"] += _matches(days, peers)["value"]
    figures = []
    for part, count in counts.items():
        note = f"n={count['wanted']}"
        for key in ("found", "exact", "type", "value"):
            score = f1(count[key], count["answered"], count["wanted"])
            figures.append(Figure(f"times.{part}.{key}", score[2], f"P {score[0]:.3f} R {score[1]:.3f} {note}"))
        figures.append(Figure(f"times.{part}.days", count["days_mine"] / count["days"], f"of {count['days']} days"))
    held_count = counts["held"]
    figures.append(Figure("times.held.days.dateparser", held_count["days_peer"] / held_count["days"], "the peer"))
    return figures


def _matches(marked: Sequence[Gold], mine: Sequence[Gold]) -> Counter[str]:
    """Return how many marked expressions are found, exactly, with their type and their value."""
    count: Counter[str] = Counter()
    free = list(mine)
    for start, end, kind, value in marked:
        match = next((one for one in free if one[0] < end and start < one[1]), None)
        if match is not None:
            free.remove(match)
            count["found"] += 1
            count["exact"] += match[:2] == (start, end)
            count["type"] += match[2] == kind
            count["value"] += match[3] == value
    return count


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Expressions of time and their values, on TimeBank and AQUAINT.")
    parser.add_argument("--weights", type=Path)
    logging.getLogger("dateparser").setLevel(logging.ERROR)
    finish("TimeBank and AQUAINT, 256 articles", measure(engine_from(parser.parse_args().weights), DATA))


if __name__ == "__main__":
    main()
