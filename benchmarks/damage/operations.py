"""What happens to sentences when news is copied, cut, rewritten and translated; each with a rate from 0 to 1."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from benchmarks.damage.synonyms import KEPT, Synonyms

_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset(
    "president minister prime secretary general chairman chairwoman spokesman spokeswoman spokesperson governor "
    "senator director ambassador foreign deputy defense defence leader chief representative commissioner judge officer "
    "captain commander colonel king queen prince premier chancellor mayor executive".split()
)
_QUOTED = re.compile(r"“[^”]+”|\"[^\"]+\"")
_PREPOSITIONS = {
    "in": ("at", "on", "into"), "on": ("in", "upon", "about"), "at": ("in", "on"), "of": ("from", "for"),
    "for": ("to", "of"), "to": ("for", "towards"), "with": ("by", "along with"), "by": ("from", "with"),
    "from": ("of", "since"), "about": ("on", "over"), "over": ("above", "on"), "after": ("following", "since"),
    "before": ("prior to",), "against": ("versus", "contrary to"), "between": ("among",), "during": ("in", "while"),
}  # fmt: skip
_TENSES = {
    "said": ("says", "has said", "stated"), "was": ("is", "has been"), "were": ("are", "have been"),
    "has": ("had",), "have": ("had",), "had": ("has",), "is": ("was",), "are": ("were",), "will": ("would",),
    "would": ("will",), "told": ("tells", "has told"), "took": ("has taken", "takes"), "made": ("makes", "has made"),
    "began": ("begins", "has started"), "went": ("has gone", "goes"), "gave": ("has given",), "came": ("has come",),
}  # fmt: skip
_SMALL = {
    "that": ("which",), "which": ("that",), "but": ("however", "yet"), "also": ("as well", "too"),
    "many": ("a lot of",), "very": ("quite",), "because": ("since", "as"), "while": ("when", "whereas"),
    "people": ("persons",),
    "two": ("the two",), "more": ("further",), "who": ("that",), "its": ("his", "their"), "their": ("its",),
    "not": ("does not",), "can": ("may", "is able to"), "must": ("has to", "should"), "including": ("among them",),
}  # fmt: skip


def with_synonyms(text: str, rate: float, synonyms: Synonyms, rng: random.Random) -> str:
    """Swap words for synonyms, not knowing what they mean here; words with a capital stay."""

    def swapped(match: re.Match[str]) -> str:
        word = match[0]
        if not word.islower() or rng.random() >= rate:
            return word
        return synonyms.swap(word, rng) or word

    return _WORD.sub(swapped, text)


def with_titles_swapped(text: str, rate: float, synonyms: Synonyms, rng: random.Random) -> str:
    """Swap the words of titles, which a rewriting machine takes for words like others: "Secretary Normal"."""

    def swapped(match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() not in _TITLES or not word.istitle() or rng.random() >= rate:
            return word
        return synonyms.swap(word, rng) or word

    return _WORD.sub(swapped, text)


def with_names_damaged(sentences: list[str], rate: float, rng: random.Random) -> list[str]:
    """Misspell words with a capital inside sentences, each everywhere in the same way."""
    matches = (match for sentence in sentences for match in _WORD.finditer(sentence))
    names = sorted({match[0] for match in matches if match.start() > 1 and match[0].istitle()} - {"I"})
    damaged = {name: _misspelt(name, rng) for name in names if len(name) > 3 and rng.random() < rate}
    return [_WORD.sub(lambda match: damaged.get(match[0], match[0]), sentence) for sentence in sentences]


def with_clauses_moved(sentence: str, rng: random.Random) -> str:
    """Put what stands after the last comma to the front, or what stands before the first one to the end."""
    body, stop = re.fullmatch(r"(.*?)([.!?”\"]*)", sentence, re.DOTALL).groups()  # type: ignore[union-attr]
    parts = body.split(", ")
    if len(parts) < 2 or "“" in body or '"' in body:
        return sentence
    head, tail = (parts[:-1], parts[-1:]) if rng.random() < 0.5 else (parts[:1], parts[1:])
    if min(len(" ".join(head).split()), len(" ".join(tail).split())) < 3:
        return sentence
    front = ", ".join(tail)
    behind = ", ".join(head)
    if behind.split()[0].lower() in KEPT:
        behind = behind[0].lower() + behind[1:]
    return f"{front[0].upper()}{front[1:]}, {behind}{stop}"


def with_sentences_merged(sentences: list[str], rate: float, rng: random.Random) -> list[str]:
    """Join neighbours with "and"."""
    merged: list[str] = []
    for sentence in sentences:
        if (
            merged
            and sentence
            and merged[-1][-1:] == "."
            and rng.random() < rate
            and not sentence.startswith(("“", '"'))
        ):
            first = sentence.split()[0]
            lowered = sentence[0].lower() + sentence[1:] if first.lower() in KEPT else sentence
            merged[-1] = merged[-1][:-1] + rng.choice((", and ", "; ", ", while ")) + lowered
        else:
            merged.append(sentence)
    return merged


def with_quotes_tampered(sentence: str, rate: float, synonyms: Synonyms, rng: random.Random) -> str:
    """Change what stands between quotation marks: other words, words left out, another number, a lost "not"."""

    def tampered(match: re.Match[str]) -> str:
        if rng.random() >= rate:
            return match[0]
        inside = with_synonyms(match[0], 0.3, synonyms, rng)
        way = rng.randrange(4)
        if way == 0:
            return inside.replace(" not ", " ", 1)
        if way == 1:
            return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), inside)
        words = inside.split(" ")
        if len(words) > 6:
            at = rng.randrange(2, len(words) - 3)
            del words[at : at + rng.randrange(1, 3)]
        return " ".join(words)

    return _QUOTED.sub(tampered, sentence)


def as_if_translated(sentence: str, rate: float, synonyms: Synonyms, rng: random.Random) -> str:
    """Do what a translation and its translation back do: articles, prepositions, tenses, small words, word order."""
    words = sentence.split(" ")
    found: list[str] = []
    for word in words:
        bare = word.strip(",.;:").lower()
        if word.islower() and rng.random() < rate:
            if bare in ("the", "a", "an"):
                if rng.random() < 0.6:
                    continue
                word = "the" if bare != "the" else "a"
            for table in (_PREPOSITIONS, _TENSES, _SMALL):
                if bare in table:
                    word = word.replace(bare, rng.choice(table[bare]))
                    break
            else:
                if bare.endswith("ed") and rng.random() < 0.4:
                    found.append(rng.choice(("has", "had", "was")))
                elif bare not in KEPT and rng.random() < 0.5:
                    other = synonyms.swap(bare, rng)
                    word = word.replace(bare, other) if other else word
                elif bare not in KEPT and rng.random() < 0.15:
                    found.append("the")
        found.append(word)
    text = " ".join(found)
    if rng.random() < rate:
        text = re.sub(r"\b([A-Z]\w+)['’]s ((?:\w+ )?\w+)", r"the \2 of \1", text, count=1)
    if rng.random() < rate:
        text = with_clauses_moved(text, rng)
    if rng.random() < rate / 2:
        # An object before its verb, an adverb elsewhere: two neighbours trade places.
        words = text.split(" ")
        if len(words) > 8:
            at = rng.randrange(2, len(words) - 3)
            words[at], words[at + 1] = words[at + 1], words[at]
            text = " ".join(words)
    return text


def shortened(sentence: str, rng: random.Random) -> str:
    """Return the gist of a sentence: without brackets, what stands between commas, and tails."""
    text = re.sub(r"\s*\([^)]*\)", "", sentence)
    if '"' not in text and "“" not in text:
        text = re.sub(r", (?:which|who|where|when|whose|according)\b[^,.]*(,|(?=\.))", "", text)
        parts = text.rstrip(".").split(", ")
        if len(parts) > 2 and rng.random() < 0.7:
            text = ", ".join(parts[:-1]) + "."
        if len(parts) > 3 and rng.random() < 0.5:
            text = parts[0] + ", " + parts[-1] + "."
    return text


def with_each(sentences: list[str], change: Callable[[str], str], rate: float, rng: random.Random) -> list[str]:
    """Change some of the sentences."""
    return [change(sentence) if rng.random() < rate else sentence for sentence in sentences]


def _misspelt(name: str, rng: random.Random) -> str:
    """Return a name with a letter lost, doubled or swapped, or its vowels heard otherwise."""
    at = rng.randrange(1, len(name) - 1)
    way = rng.randrange(4)
    if way == 0:
        return name[:at] + name[at + 1 :]
    if way == 1:
        return name[:at] + name[at] + name[at:]
    if way == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice("aeiou") + name[at + 1 :]
