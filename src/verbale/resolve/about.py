"""The actors that the content of a statement speaks of, each with the stance of the one who speaks.

Actors are what the names inside the content stand for; names that are linked to nobody count where they act: an
organization, a people, a person with a title. Places that are only places do not, nor whose origin something has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from verbale.codebook.actor_nouns import actor_nouns
from verbale.codebook.knowledge import Knowledge, folded
from verbale.codebook.roles import TITLES
from verbale.find.acts import Saying
from verbale.find.sides import stance_towards
from verbale.models import About, Document, Label, Mention, Span
from verbale.resolve.context import standing, title_before
from verbale.resolve.described import Described, Naming

#: What a nationality acts by: of "Chinese aggression" the state is meant, of "Chinese tea" not.
_ACTING = frozenset(
    "government authority authorities official officials leader president premier minister ministry foreign army "
    "military navy force forces troop troops soldier patrol police state regime side administration ambassador "
    "envoy diplomat delegation parliament lawmaker senator congress court spokesman spokesperson spokeswoman "
    "embassy aggression attack invasion occupation threat strike airstrike bombing shelling missile drone "
    "offensive assault support aid help assistance proposal plan policy interest influence interference pressure "
    "sanction ban embargo demand claim position decision response reaction statement response weapon ship vessel "
    "plane aircraft warship submarine base intelligence agent spy hacker people national citizen oligarch entity "
    "individual smuggler fighter rebel militia militant separatist leadership action compliance cooperation "
    "involvement presence sovereignty territory border security defense defence war campaign ambition personnel "
    "politician opposition negotiator delegate chief general commander chancellor king prince counterpart ally partner "
    "sanction relations".split()
)
#: "The Iranian general" is Iran's, "the Iranian airline" and "the European nation" only come from there.
_ACTING_NOUNS = _ACTING | {noun for noun, one in actor_nouns().items() if one.kind not in ("state", "organization")}
_PUBLIC = frozenset(
    {word for title in TITLES for word in title.split()}
    - {"mr", "mrs", "ms", "dr", "of", "sir", "madam", "professor", "prof"}
) | frozenset(
    "leader candidate lawmaker governor mayor deputy speaker chairman chairwoman commissioner delegate".split()
)
#: Characters of the longest first line that may be a headline.
_LONGEST_HEADLINE = 150
#: Regions, by name or by its last word: nobody acts for them, whatever the sentence says.
_REGIONS = frozenset(
    "asia-pacific indo-pacific pacific atlantic mediterranean arctic antarctic antarctica eurasia caucasus levant "
    "sahel balkans asia earth moon mars world hemisphere peninsula sea ocean gulf strait straits bay river lake "
    "mountains desert canal basin".split()
)
#: The last words of names of events and papers, which do nothing themselves; a Pact or a Conference may.
_NO_ACTORS = frozenset(
    "summit war warfare wars treaty accord accords agreement act olympics games exercise drill drills festival "
    "protocol declaration doctrine concept massacre revolution uprising election elections referendum day "
    "crisis".split()
)


class Subjects:
    """The names of one document, for asking which of them a content speaks of.

    Args:
        doc: The parsed text.
        document: The document.
        mentions: The linked mentions, in order.
        base: The knowledge base.
    """

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention], base: Knowledge) -> None:
        self.doc = doc
        self.base = base
        self.text = document.text
        self._headline = folded(document.title or _first_line(document.text)).split()
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._labels = _labels(mentions)
        self._public = self._public_names()
        names = [folded(mention.text).split() for mention in mentions if mention.label == "PER"]
        self._in_full = {word for words in names if len(words) > 1 for word in words}
        self._described = Described(doc, document, mentions, base)

    def about(self, one: Saying) -> tuple[About, ...]:
        """Return the actors that a statement's content speaks of, in order of their first naming.

        Args:
            one: The statement.
        """
        found = []
        for group in self._groups(one):
            first = group[0]
            stance = stance_towards(self.doc, one, [naming.span for naming in group])
            found.append(
                About(
                    first.name or first.span.text,
                    first.actor,
                    tuple(Span.of(self.text, naming.span.start_char, naming.span.end_char) for naming in group),
                    stance.value,
                    self._words(stance.tokens),
                )
            )
        return tuple(found)

    def namings(self, one: Saying) -> list[list[Tokens]]:
        """Return where a statement's content names each actor that it speaks of.

        Args:
            one: The statement.
        """
        return [[naming.span for naming in group] for group in self._groups(one)]

    def _groups(self, one: Saying) -> list[list[Naming]]:
        """Return the namings in a statement's content, those of one actor together."""
        namings: list[Naming] = []
        keys: list[str] = []
        for part, stretch in zip(one.statement.content, one.content, strict=True):
            for mention, span in self._named(part):
                key = self._key(mention, keys)
                keys.append(key)
                actor = self.base.actors.get(mention.actor or "")
                namings.append(Naming(span, key, actor.name if actor else None, actor.id if actor else None))
            namings.extend(self._described.inside(*stretch))
        groups: dict[str, list[Naming]] = {}
        for naming in sorted(namings, key=lambda naming: (naming.span.start, naming.span.end)):
            if one.source is None or not one.source[0] <= naming.span.root.i < one.source[1]:
                groups.setdefault(naming.key, []).append(naming)
        return list(groups.values())

    # --- which names are actors -------------------------------------------------------------------------------------

    def _named(self, part: Span) -> Iterator[tuple[Mention, Tokens]]:
        """Yield the names in a part of a content that are actors, with their titles."""
        at = bisect_left(self._starts, part.start)
        while at < len(self.mentions) and self.mentions[at].start < part.end:
            span = self._actor(self.mentions[at], part)
            if span is not None:
                yield self.mentions[at], span
            at += 1

    def _actor(self, mention: Mention, part: Span) -> Tokens | None:
        """Return the tokens of a name that stands for an actor, with its title; None for a place or an origin."""
        label = mention.label if mention.actor else self._labels[mention.text]
        if mention.end > part.end or label == "MISC":
            return None
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or (mention.actor is None and _is_nobody(mention.text, label)):
            return None
        if label == "NORP" or (label == "LOC" and span.root.dep_ == "amod"):
            return span if self._acts_by(span) else None
        if label == "LOC":
            where = standing(span)
            above = span.root.head
            if span.root.dep_ in ("appos", "list", "nmod:unmarked", "flat") and above.ent_type_ in ("LOC", "GPE"):
                return None  # the state that a city is in
            if where == "place" or span.root.dep_ in ("nmod:place", "obl:tmod"):
                return None
            if mention.actor is None and span.root.dep_ not in ("compound", "amod", "nmod"):
                return span if where == "acts" else None
            return span if where == "acts" or self._acts_by(span) or mention.actor is not None else None
        if label == "PER":
            title = title_before(self.doc, span.start)
            titled = _is_public(title)
            if mention.actor is None and not titled and not self._may_be_public(mention.text):
                return None
            whole = self.doc[title.start : span.end] if titled and title.start < span.start else span
            return whole if whole.start_char >= part.start else span
        return span

    def _may_be_public(self, name: str) -> bool:
        """Tell whether a person without a title is public: titled elsewhere, in the headline, or never named in full.

        News gives the full name of a private person once; a name of one word alone is of somebody whom all know, or of
        a state or body that was taken for a person.
        """
        words = folded(name).split()
        if " ".join(words) in self._public or words[-1:] == [] or words[-1] in self._headline:
            return True
        return len(words) == 1 and words[0] not in self._in_full

    def _acts_by(self, span: Tokens) -> bool:
        """Tell whether an adjective of nationality, or a people, acts where it stands."""
        head = span.root
        if head.dep_ in ("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "flat") and head.head != head:
            return not _ACTING_NOUNS.isdisjoint((head.head.lemma_.lower(), head.head.lower_))
        return head.dep_ not in ("amod",)

    def _public_names(self) -> set[str]:
        """Return the folded names of persons whom the text gives a public title, whole and by their last word."""
        found: set[str] = set()
        for mention in self.mentions:
            if mention.label != "PER":
                continue
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            title = title_before(self.doc, span.start)
            if mention.actor is not None or _is_public(title) or self._apposed(span.root):
                plain = folded(mention.text)
                found.add(plain)
                found.update(plain.split()[-1:])
        return found

    def _apposed(self, head: Token) -> bool:
        """Tell whether an apposition gives a name a public title: "Kroll, the chairman of …"."""
        for child in head.children:
            if child.dep_ == "appos" and not _PUBLIC.isdisjoint(
                t.lower_ for t in self.doc[child.left_edge.i : child.i + 1]
            ):
                return True
        return False

    def _key(self, mention: Mention, keys: Sequence[str]) -> str:
        """Return what namings of one actor share: the actor's id, else the name, of a person its last word."""
        if mention.actor is not None:
            return mention.actor
        plain = folded(mention.text)
        if mention.label == "PER":
            last = plain.split()[-1:]
            return next((key for key in keys if key.split()[-1:] == last), plain)
        return plain

    def _words(self, tokens: Set[int]) -> tuple[Span, ...]:
        """Return tokens as stretches of text, neighbours joined."""
        found: list[Tokens] = []
        for i in sorted(tokens):
            if found and found[-1].end == i:
                found[-1] = self.doc[found[-1].start : i + 1]
            else:
                found.append(self.doc[i : i + 1])
        return tuple(Span.of(self.text, span.start_char, span.end_char) for span in found)


def _is_nobody(name: str, label: Label) -> bool:
    """Tell whether a name that is linked to nobody is that of a region, an event or a paper."""
    last = name.rsplit(" ", 1)[-1].casefold()
    return last in _REGIONS if label == "LOC" else label == "ORG" and last in _NO_ACTORS | _REGIONS


def _is_public(title: Tokens) -> bool:
    """Tell whether the last words of a title are those of a public office."""
    words = [word.strip(".,").lower() for word in title.text.replace("-", " ").split()]
    return not _PUBLIC.isdisjoint(words[-2:]) and not (
        words and words[-1] in ("officer", "sergeant", "private", "corporal")
    )


def _first_line(text: str) -> str:
    """Return the first line of a text if it looks like a headline: short, and no sentence."""
    line, _, rest = text.partition("\n")
    return line if rest and len(line) <= _LONGEST_HEADLINE and line[-1:] not in (".", "”", '"') else ""


def _labels(mentions: Sequence[Mention]) -> dict[str, Label]:
    """Return the label that a name has most often in a text; of two equal ones, not that of a person."""
    counts: dict[str, Counter[Label]] = {}
    for mention in mentions:
        counts.setdefault(mention.text, Counter())[mention.label] += 1
    return {text: max(found, key=lambda label: (found[label], label != "PER", label)) for text, found in counts.items()}
