"""Open texts whose words a machine swapped, with a label on the words that it put in (Clark et al. 2020, ELECTRA)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import SequenceMatcher

from benchmarks.damage.operations import as_if_translated, with_synonyms, with_titles_swapped
from benchmarks.damage.synonyms import wordnet
from benchmarks.damage.texts import is_development, open_news
from training.corpora.attributed import annotated
from training.corpora.material import Material, from_text
from training.sources import open_texts
from verbale.compare.wording import wording_of
from verbale.models import Document

#: Shares of the words that are swapped; of the translated ones, what a translation does.
SPUN, TRANSLATED = (0.1, 0.2, 0.3, 0.45, 0.6), (0.15, 0.25, 0.35, 0.5)
#: Longer texts are cut here, in characters.
LONGEST = 2400


def rewritten(seed: int) -> Iterator[Material]:
    """Yield open texts untouched, spun and as if translated, at drawn strengths; of news only the development half."""
    synonyms = wordnet()
    news = open_news()
    held = annotated("held")
    for name, text in sorted((open_texts() | news).items()):
        if name in held or (name in news and not is_development(name)):
            continue
        rng = random.Random(f"{seed} {name}")
        text = text[:LONGEST]
        rate = rng.choice(SPUN)
        spun = with_synonyms(with_titles_swapped(text, rate, synonyms, rng), rate, synonyms, rng)
        moved = rng.choice(TRANSLATED)
        sentences = [text[s.start : s.end] for s in wording_of(Document(text)).sentences]
        translated = " ".join(as_if_translated(sentence, moved, synonyms, rng) for sentence in sentences)
        original = from_text(name, text)
        for version in (text, spun, translated):
            yield _labelled(original, from_text(f"rewritten:{name}", version))


def _labelled(original: Material, changed: Material) -> Material:
    """Mark the words of a changed text that the original has not; where words are missing, the next one."""
    before, words = original.words(), changed.words()
    labels: list[str | None] = ["S"] * len(words)
    for block in SequenceMatcher(None, before, words, autojunk=False).get_matching_blocks():
        labels[block.b : block.b + block.size] = ["O"] * block.size
    changed.labels["swapped"] = labels
    return changed
