"""One folder with every format: each file has to become the same articles.

    python -m benchmarks.mixed

Writes invented articles in every format of `benchmarks.formats` into a temporary folder, reads the folder, and compares
text, title, date, address, outlet and authors of what comes out with what went in. Formats that do not carry a field
(plain text has a headline, and no date) are not counted for it. The names of the files are those that people use, and
some of them are wrong on purpose.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.formats import FORMATS, Article
from benchmarks.harness import Figure, finish
from verbale.models import Document
from verbale.read import Refusal, read_inputs

ARTICLES = (
    Article(
        "Nordmark rejects Talsheim's offer on the strait",
        (
            "Nordmark rejected on Monday an offer by Talsheim to share control of the Varn strait, and"
            " said that its ships would continue to escort merchant vessels.",
            "“We do not negotiate over waters that are ours,” foreign minister Ilse Brandvoll told reporters in the"
            " capital after a meeting of the cabinet that lasted four hours.",
            "Talsheim had proposed last week that both navies patrol the strait in turns. Its ambassador, Marek Osolin,"
            " called the answer “disappointing, but not the last word”.",
            "The two states have disputed the strait since the treaty of 1931 lapsed. More than a third of the trade of"
            " the region passes through it.",
        ),
        "https://example.org/world/strait.html",
        "The Harbour Courier",
        "2022-04-11",
        "Anna Velde",
    ),
    Article(
        "Central bank of Ostravia leaves rates unchanged",
        (
            "The central bank of Ostravia left its main rate at 4 per cent on Thursday, although prices rose faster in"
            " March than its board had expected.",
            "Governor Tomas Erlik said the bank would rather wait than act twice. “A rise now would cost jobs and would"
            " not bring down the price of grain,” he said.",
            "Two of the seven members of the board voted for a rise of half a point, according to the minutes, which"
            " were published on the same day for the first time.",
        ),
        "https://example.org/economy/rates.html",
        "Ostravia Today",
        "2022-04-14",
        "Pavel Hruby",
    ),
)  # fmt: skip
# What a format does not carry.
_WITHOUT = {
    "plain": {"published", "url", "outlet", "authors"},
    "cp1252": {"published", "url", "outlet", "authors"},
    "zips": {"published", "url", "outlet", "authors"},
    "print": {"published", "url", "outlet", "authors"},
    "mail": {"url", "outlet", "authors"},
    "mails": {"url", "outlet", "authors"},
}


def files() -> Iterator[tuple[str, Article, bytes]]:
    """Yield the name of each file of the folder, the article in it, and its bytes."""
    for number, article in enumerate(ARTICLES, 1):
        for name, make in FORMATS.items():
            yield f"{number}/{name}", article, make(article)


def main() -> None:
    """Print what became of each file."""
    counts = dict.fromkeys(("files", "text", "title", "published", "url", "outlet", "authors"), 0)
    rights = dict(counts)
    with tempfile.TemporaryDirectory() as folder:
        made = list(files())
        for name, _, data in made:
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        found: dict[str, list[Document | Refusal]] = {}
        for item in read_inputs([folder]):
            name = item.name.removeprefix(f"{folder}/")
            found.setdefault(name, []).append(item if isinstance(item, Refusal) else item.document)
    for name, article, _ in made:
        # A part of a file has its name and what tells the part apart.
        outcomes = [one for part, ones in found.items() if part == name or part[len(name) :][:1] in ":!" for one in ones
                    if part.startswith(name)]  # fmt: skip
        wrong = compare(outcomes, article, _WITHOUT.get(name.split("/")[1].partition(".")[0], set()), counts, rights)
        print(f"{name:<22} {', '.join(wrong) or 'right'}")
    finish("folder made here", [
        Figure(f"mixed.{key}", rights[key] / counts[key], f"{rights[key]} of {counts[key]}") for key in counts
    ])  # fmt: skip


def compare(
    outcomes: list[Document | Refusal],
    article: Article,
    without: set[str],
    counts: dict[str, int],
    rights: dict[str, int],
) -> list[str]:
    """Return what is wrong with what a file became, and count what is right.

    Args:
        outcomes: What it became.
        article: What it was made from.
        without: The fields that it does not carry.
        counts: How many were looked at, by field.
        rights: How many of them were right.
    """
    counts["files"] += 1
    documents = [one for one in outcomes if isinstance(one, Document)]
    refusals = [f"{one.code} {one.detail}" for one in outcomes if isinstance(one, Refusal)]
    rights["files"] += len(documents) == 1 and not refusals
    if len(documents) != 1:
        for key in counts.keys() - {"files"} - without:
            counts[key] += 1
        return refusals or [f"{len(documents)} documents"]
    document = documents[0]
    body = [document.text[one.start : one.end] for one in document.segments if one.kind == "body"]
    published = document.published.date.isoformat() if document.published else None
    is_right = {
        "text": words(" ".join(body)) == words(article.text),
        "title": document.title == article.title,
        "published": published == article.published,
        "url": document.url == article.url,
        "outlet": document.outlet == article.outlet,
        "authors": document.authors == (article.author,),
    }
    wrong = list(refusals)
    for key, right in is_right.items():
        if key not in without:
            counts[key] += 1
            rights[key] += right
            if not right:
                wrong.append(f"{key}: {getattr(document, key, None)!r:.60}")
    return wrong


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


if __name__ == "__main__":
    main()
