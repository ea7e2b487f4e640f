"""Any number of invented articles, with copies among them, quickly: for time and memory, not for quality.

Words follow each other as in open news; names and numbers are invented for each article, some of them common to many.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from benchmarks.damage.texts import open_news
from verbale.models import Document, Segment

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[.,]")
_SYLLABLES = (
    "ba ber dan dor el fen gar hol ik jor kal lin lom mar mun nor ob orsk pel ras sel tar tol ul vel von wes yan zor"
).split()
#: So many names go round; the first are in far more articles than the last.
NAMES = 20_000
#: One article in so many has copies, and at most so many.
ONE_IN, MOST_COPIES = 5, 6
SWAPPED = (0.0, 0.03, 0.1, 0.25, 0.4)


def articles(count: int, seed: int = 1) -> Iterator[tuple[Document, int]]:
    """Yield articles, each with the number of the original that it is or was made from."""
    rng = random.Random(seed)
    made = original = 0
    while made < count:
        title, sentences = _article(rng)
        copies = rng.randrange(1, MOST_COPIES + 1) if rng.randrange(ONE_IN) == 0 else 0
        for number in range(min(copies + 1, count - made)):
            yield as_document(title, sentences if number == 0 else damaged(sentences, rng), f"{seed}-{made}"), original
            made += 1
        original += 1


def near_copies(count: int, seed: int = 2) -> Iterator[Document]:
    """Yield an article and near copies of it, each a little different."""
    rng = random.Random(seed)
    title, sentences = _article(rng)
    yield as_document(title, sentences, "poison-0")
    for number in range(1, count + 1):
        yield as_document(title, damaged(sentences, rng, rng.choice(SWAPPED[:3])), f"poison-{number}")


def as_document(title: str, sentences: list[list[str]], source_id: str) -> Document:
    """Return an article."""
    body = " ".join(_written(sentence) for sentence in sentences)
    text = f"{title}\n\n{body}"
    parts = (Segment(0, len(title), "headline"), Segment(len(title) + 2, len(text), "body"))
    return Document(text, title=title, source_id=source_id, segments=parts)


def damaged(sentences: list[list[str]], rng: random.Random, rate: float | None = None) -> list[list[str]]:
    """Return sentences with words swapped for any others, and some sentences left out."""
    rate = rng.choice(SWAPPED) if rate is None else rate
    words, _, _ = _chain()
    kept = [sentence for sentence in sentences if rng.random() > rate / 2] or sentences
    return [
        [rng.choice(words) if word.islower() and rng.random() < rate else word for word in sentence]
        for sentence in kept
    ]


def _article(rng: random.Random) -> tuple[str, list[list[str]]]:
    """Return a headline and sentences."""
    words, following, starts = _chain()
    names = _names()
    # As in real collections, the commonest name is in most articles, and half of the names are in next to none.
    cast = [names[int(NAMES ** rng.random()) - 1] for _ in range(8)]
    sentences = []
    for _ in range(rng.randrange(8, 22)):
        at = rng.choice(starts)
        sentence: list[str] = []
        while len(sentence) < 40:
            word = words[at]
            if word == "." and len(sentence) > 4:
                break
            if word[0].isdigit():
                word = str(rng.randrange(2, 3000))
            elif word[0].isupper() and sentence:
                word = rng.choice(cast)
            sentence.append(word)
            ahead = following[at]
            at = ahead[rng.randrange(len(ahead))] if ahead else rng.choice(starts)
        sentences.append(sentence)
    return " ".join([cast[0], *(word for word in sentences[0][1:8] if word not in ".,")]), sentences


def _written(sentence: list[str]) -> str:
    """Return a sentence as text."""
    text = " ".join(word for word in sentence if word != ".").replace(" ,", ",")
    return text[0].upper() + text[1:] + "."


@cache
def _chain() -> tuple[list[str], list[list[int]], list[int]]:
    """Return the words of open news, which of them follow each, and with which sentences begin."""
    numbers: dict[str, int] = {}
    following: list[list[int]] = []
    starts: list[int] = []
    for text in open_news().values():
        before = None
        for token in _TOKEN.findall(text):
            number = numbers.setdefault(token, len(numbers))
            if number == len(following):
                following.append([])
            if before is None or before == ".":
                starts.append(number)
            if before is not None:
                following[numbers[before]].append(number)
            before = token
    return list(numbers), following, starts


@cache
def _names() -> list[str]:
    """Return invented names."""
    rng = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < NAMES:
        found["".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3)))).title()] = None
    return list(found)
