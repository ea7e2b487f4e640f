"""Speed and memory of ``analyze`` on one core.

    python -m benchmarks.speed [--weights FOLDER] [--articles N]

Articles of about 700 words, made by joining Wikinews paragraphs. Printed beside it, in the same run: the encoder's own
bound (the same word pieces through onnxruntime and nothing else), the share of time outside the encoder, peak memory,
and the time of ``import verbale`` with the model loaded, in a fresh process.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.harness import Figure, engine_from, finish
from training.sources import wikinews
from verbale.models import Document
from verbale.parse.engine import Engine
from verbale.run.analysis import analyze_document

WORDS = 700
_LOAD = "import verbale; from verbale.parse.engine import default_engine; default_engine()"


def articles(number: int) -> list[str]:
    """Return texts of about `WORDS` words."""
    found, current, size = [], [], 0
    for text in wikinews().values():
        for paragraph in text.split("\n"):
            current.append(paragraph)
            size += len(paragraph.split())
            if size >= WORDS:
                found.append("\n".join(current))
                current, size = [], 0
                if len(found) == number:
                    return found
    return found


def encoder_seconds(engine: Engine, texts: list[str]) -> tuple[float, int]:
    """Return how long the encoder alone takes for the texts, and the word pieces it is given."""
    session = engine._session
    spent, pieces = 0.0, 0
    real = session.run

    def timed(outputs: object, feed: dict[str, np.ndarray]) -> object:
        nonlocal spent, pieces
        start = time.perf_counter()
        result = real(outputs, feed)
        spent += time.perf_counter() - start
        pieces += feed["ids"].size
        return result

    session.run = timed
    try:
        for text in texts:
            engine.read(text)
    finally:
        session.run = real
    return spent, pieces


def load_seconds() -> float:
    """Return the median time of importing the package and loading the model in a fresh process."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", _LOAD], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(engine: Engine, number: int) -> list[Figure]:
    """Return the figures."""
    texts = articles(number)
    documents = [Document(text) for text in texts]
    analyze_document(documents[0], engine)
    times = []
    for document in documents:
        start = time.perf_counter()
        analyze_document(document, engine)
        times.append(time.perf_counter() - start)
    encoder, pieces = encoder_seconds(engine, texts)
    per_article = statistics.median(times)
    bound = encoder / len(texts)
    return [
        Figure("speed.articles_per_second", 1 / per_article, f"{len(texts)} articles, median of {WORDS} words each"),
        Figure("speed.encoder_bound_articles_per_second", 1 / bound, f"{pieces / encoder:,.0f} word pieces a second"),
        Figure("speed.share_outside_encoder", 1 - bound / per_article),
        Figure("speed.peak_memory_gb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6),
        Figure("speed.import_and_load_seconds", load_seconds()),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed and memory of analyze on one core.")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    finish("Wikinews 2019, joined to 700 words", measure(engine_from(arguments.weights), arguments.articles))


if __name__ == "__main__":
    main()
