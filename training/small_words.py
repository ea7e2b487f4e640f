"""Count which small words stand between which kinds of words.

    python -m training.small_words

Writes ``small_words.tsv`` for `verbale.compare.soundness`: runs of three kinds of words in EWT and in those texts of
GUM that no benchmark of wordings uses (no news, no speeches), with how often they were counted.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from training.sources import ewt, gum
from verbale.compare.soundness import runs

OUT = Path(__file__).parents[1] / "src" / "verbale" / "compare" / "small_words.tsv"
#: Rarer runs are left out of the file.
FEWEST = 2
HEAD = """\
# Runs of three kinds of words and how often they were counted; "^" is the beginning of a sentence.
# Made by training/small_words.py from EWT and GUM (CC BY-SA 4.0): do not edit.
first\tsecond\tthird\tcount
"""
_EWT = ("weblog", "newsgroup", "email", "answers", "reviews")
_GUM = ("academic", "bio", "court", "interview", "textbook", "voyage")


def main() -> None:
    """Count and write."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for text in (*ewt(_EWT).values(), *gum("train", _GUM).values()):
        counts.update(runs(text))
    rows = sorted((run, count) for run, count in counts.items() if count >= FEWEST)
    OUT.write_text(HEAD + "".join(f"{a}\t{b}\t{c}\t{count}\n" for (a, b, c), count in rows), encoding="utf-8")
    print(f"{len(rows):,} runs, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
