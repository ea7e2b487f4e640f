"""Count in how many open articles each word stands, for the weights by which wordings are compared.

    python -m training.common_words > src/verbale/compare/common_words.tsv

Only the development half of the news (`benchmarks.damage.texts`), and EWT.
"""

from __future__ import annotations

from collections import Counter

from benchmarks.damage.texts import development_texts
from training.sources import ewt, gum
from verbale.compare.wording import wording_of
from verbale.models import Document

#: Words in fewer articles than this are not listed: they tell most, and many are names.
FEWEST = 4


def main() -> None:
    """Print the table."""
    texts = {**development_texts(), **ewt(), **gum("train", ("academic", "bio", "court", "textbook", "voyage", "vlog"))}
    counts: Counter[str] = Counter()
    for text in texts.values():
        counts.update({term.stem for term in wording_of(Document(text)).terms if term.stem.isalpha()})
    print("# The share of open articles in which a word stands, by its stem; words in next to none are left out.")
    print(
        f"# Counted over {len(texts)} texts: Wikinews 2019 (CC BY 2.5), UD English EWT and GUM (CC BY-SA 4.0), re3d and"
    )
    print("# press releases (public domain, Open Government Licence). Compiled by the project's editors.")
    print("stem\tshare")
    for stem, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= FEWEST:
            print(f"{stem}\t{count / len(texts):.4f}")


if __name__ == "__main__":
    main()
