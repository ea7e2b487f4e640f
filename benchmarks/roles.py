"""The roles of the lines of plain texts, on the half of the labelled set that nothing was developed on.

    python -m benchmarks.roles

For each role the F1 of characters (white space apart) that have it; for comments also the share whose author is named
right; for articles the share whose date of publication, where the set says one is to be known, is found to the day,
the share for which only the right month or year is found, and the share for which another date is.
Beside it: everything called body, which is what reading without roles amounts to.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.harness import Figure, finish
from benchmarks.scores import f1
from training.role_set import Labelled, read_labelled
from verbale.models import Document
from verbale.read import document_from_text

HELD = Path(__file__).parents[1] / "training" / "annotations" / "roles_held.txt"
ROLES = (
    "headline", "byline", "dateline", "body", "caption", "related", "boilerplate", "copyright", "tags", "comment",
)  # fmt: skip
#: Characters of YYYY-MM-DD that a date of some precision tells.
_PARTS = {"year": 4, "month": 7, "day": 10}


def count(article: Labelled, document: Document, counts: dict[str, Counter[str]]) -> None:
    """Add up the characters of each role that are wanted, found, and both."""
    wanted = [""] * len(article.text)
    for mark in article.marked:
        wanted[mark.start : mark.end] = [mark.role] * (mark.end - mark.start)
    found = [""] * len(document.text)
    for segment in document.segments:
        found[segment.start : segment.end] = [segment.kind] * (segment.end - segment.start)
    for character, theirs, mine in zip(article.text, wanted, found, strict=True):
        if not character.isspace():
            counts.setdefault(theirs, Counter())["wanted"] += 1
            counts.setdefault(mine, Counter())["found"] += 1
            counts[theirs]["right"] += theirs == mine


def authors(article: Labelled, document: Document) -> tuple[int, int]:
    """Return how many authors of comments are named right, and how many there are."""
    named = {segment.author for segment in document.segments if segment.kind == "comment"}
    wanted = [mark.author for mark in article.marked if mark.role == "comment" and mark.author]
    return sum(author in named for author in wanted), len(wanted)


def measure(articles: list[Labelled]) -> list[Figure]:
    """Return the figures."""
    counts: dict[str, Counter[str]] = {}
    dates = Counter[str]()
    right = total = 0
    for article in articles:
        document = document_from_text(article.text)
        if document.text != article.text:
            raise ValueError(f"{article.about['id']} is not read as it stands")
        count(article, document, counts)
        named = authors(article, document)
        right, total = right + named[0], total + named[1]
        day = article.about.get("published", "?")
        mine = document.published.date.isoformat() if document.published else None
        if len(day) == len("2022-06-30"):
            part = _PARTS[document.published.precision] if document.published else 0
            agrees = mine is not None and mine[:part] == day[:part]
            exact = agrees and part == len(day)
            dates.update(wanted=1, right=exact, coarse=agrees and not exact, wrong=mine is not None and not agrees)
        elif day == "?":
            dates.update(unknown=1, invented=mine is not None and document.published.precision == "day")  # type: ignore[union-attr]
    figures = []
    for role in ROLES:
        c = counts.get(role, Counter())
        figures.append(Figure(f"roles_held.{role}", f1(c["right"], c["found"], c["wanted"])[2], f"n={c['wanted']}"))
    everything = sum(c["wanted"] for c in counts.values())
    body = counts["body"]["wanted"]
    figures.append(Figure("roles_held.body.everything_called_body", f1(body, everything, body)[2]))
    figures.append(Figure("roles_held.comment_authors", right / max(1, total), f"n={total}"))
    figures.append(
        Figure("roles_held.published.right", dates["right"] / max(1, dates["wanted"]), f"n={dates['wanted']}")
    )
    for name in ("coarse", "wrong"):
        figures.append(Figure(f"roles_held.published.{name}", dates[name] / max(1, dates["wanted"])))
    figures.append(
        Figure("roles_held.published.invented", dates["invented"] / max(1, dates["unknown"]), f"n={dates['unknown']}")
    )
    return figures


def main() -> None:
    """Print the figures."""
    articles = read_labelled(HELD)
    finish(f"training/annotations/roles_held.txt, {len(articles)} articles", measure(articles))


if __name__ == "__main__":
    main()
