"""Who is described: by whose it is ("Albia's foreign ministry"), by an office, or by a title given elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Span, Token

from verbale.codebook.knowledge import Knowledge
from verbale.codebook.roles import BODIES, ROLES
from verbale.models.actor import Actor
from verbale.resolve.coreference import GROUPS, Appearance, Referent, Speaker, by_any_group, by_group, by_title
from verbale.resolve.lookup import holders_of
from verbale.resolve.referents import REPRESENTS, Cast, Named

_ADMINISTRATIONS = frozenset(("administration", "government", "regime"))
_GOVERNMENTS = frozenset(("government", "administration", "authorities", "cabinet"))
_MEDIA = frozenset(("media", "television", "tv", "radio", "press"))
_OUTLETS = frozenset(("agency", "newspaper", "daily", "broadcaster", "network", "service", "outlet", "tabloid", "wire"))
_MISSIONS = frozenset("consulate delegation embassy mission".split())
_OWNING = frozenset(("nmod:poss", "nmod", "amod", "compound", "det", "appos", "flat", "nmod:desc"))
_OTHERS = frozenset("another ex former late opposing other previous rival then".split())
DEFINITE = frozenset(("the", "this", "that"))
_HEADLINE = 1  # sentences in which titles without an article stand: "Prime minister defends sale"
_MAJORITY = 2  # "the government" is that of the state that is named so many times as often as the next one
_FARTHEST_AHEAD = 200  # names after a title among which its bearer is looked for


class Descriptions:
    """The descriptions in one article.

    Attributes:
        cast: Who is named.
        sentences: The number of each token's sentence.
        earlier: Yields who was told of before an offset, the nearest first.
    """

    def __init__(self, cast: Cast, sentences: Sequence[int], earlier: Callable[[int], Iterator[Appearance]]) -> None:
        self.cast = cast
        self.sentences = sentences
        self.earlier = earlier
        self._governed: Actor | bool | None = False  # not looked for yet

    def described(self, span: Span, head: Token, inside: list[Named]) -> tuple[Speaker | None, Referent | None]:
        """Return who is described by whose it is, or by a title or noun given before."""
        noun = core(span, head)
        for one in inside:
            if one.span.end == head.i and one.referent is not None and head.lower_ in _ADMINISTRATIONS:
                return by_name(one, span, self.cast.base)
        owner = self._owner(head, inside)
        if owner is not None:
            return self._owned(noun, head, owner)
        definite = span[0].lower_ in DEFINITE
        headline = self.sentences[head.i] <= _HEADLINE and noun.startswith(span[0].lower_)
        if not noun or not (definite or headline) or _OTHERS.intersection(noun.split()):
            return None, None
        sentence, earlier = self.sentences[head.i], list(self.earlier(span.start_char))
        said = f"the {noun}"
        if head.lower_ in _GOVERNMENTS and noun == head.lower_ and definite:
            state = self._state()
            if state is None:
                return None, None
            return self._new(Speaker(state.name, state.id, None, f"{said}: {state.name}"), state.kind, {noun})
        if definite:
            # "The Albian mission" is not the mission that was told of before, whoever the Albians are.
            other = any(token.text[:1].isupper() for token in span[1:] if token.i < head.i)
            for words in dict.fromkeys((noun,) if other else (noun, head.lower_)):
                found = by_group(words, sentence, earlier) or by_any_group(words, sentence, earlier)
                if found is not None:
                    return pointed(said, found)
        if head.lower_ in GROUPS or is_several(head):
            return None, None
        return pointed(said, by_title(noun, sentence, earlier) or self._named_later(noun, span))

    def _named_later(self, noun: str, span: Span) -> Appearance | None:
        """Return the only person who has a title further on: "Prime minister defends sale", and then the name."""
        later = [
            Appearance(one.mention.start, 0, one.referent, True)
            for one in islice(self.cast.after(span.start_char), _FARTHEST_AHEAD)
            if one.referent is not None and one.referent.kind == "person"
        ]
        return by_title(noun, 0, later)

    def _state(self) -> Actor | None:
        """Return the state whose government an article is about: the one that is named by far the most often."""
        if self._governed is False:
            counts: dict[str, int] = {}
            for one in self.cast.names:
                actor = self.cast.base.actors.get(one.mention.actor or "")
                if actor is not None and actor.kind in ("state", "territory"):
                    counts[actor.id] = counts.get(actor.id, 0) + 1
            first, second, *_ = [*sorted(counts.values(), reverse=True), 0, 0]
            self._governed = None
            if first and first >= _MAJORITY * second:
                self._governed = self.cast.base.actors[max(counts, key=lambda id_: counts[id_])]
        assert not isinstance(self._governed, bool)
        return self._governed

    def _owner(self, head: Token, inside: list[Named]) -> Actor | None:
        """Return whose the described one is, if it is an actor other than a person."""
        for one in inside:
            if one.referent is None or one.referent.kind == "person":
                continue
            # "The Albian Embassy" speaks for Albia, though it has no id of its own.
            owner = self.cast.base.actors.get(one.referent.speaker.id or one.referent.speaker.on_behalf_of or "")
            token = one.span.root
            if owner is None or any(child.lower_ == "to" and child.dep_ == "case" for child in token.children):
                continue  # "the mission to the Union" is not the Union's
            for _ in range(4):
                if token == head or token.head == token:
                    break
                if token.dep_ not in _OWNING and token != one.span.root:
                    token = token.head if token.head == head else token
                    break
                token = token.head
            if token == head:
                return owner
        return None

    def _owned(self, noun: str, head: Token, owner: Actor) -> tuple[Speaker | None, Referent | None]:
        """Return who speaks where something of an actor's is described: its chief, its ministry, its statement."""
        for words in _endings(noun):
            if words in ROLES:
                return self._holding(words, owner)
            if words in BODIES and words != "officials":
                body = owner if "itself" in BODIES[words] else self.cast.body(owner, words)
                if body is not None:
                    return self._new(Speaker(body.name, body.id, None, f"{words} of {owner.name}"), body.kind, {words})
                return Speaker(None, None, owner.id, f"{words} of {owner.name}"), None
        if owner.kind in ("agency", "outlet") and head.lower_ in _OUTLETS:
            return self._new(Speaker(owner.name, owner.id, None, f"name of {owner.name}"), owner.kind, {head.lower_})
        if head.lower_ not in REPRESENTS and head.lower_ not in _MEDIA:
            return None, None
        ministry = next((words for words in BODIES if words in noun and "itself" not in BODIES[words]), None)
        of = (self.cast.body(owner, ministry) if ministry else None) or owner
        kind = "several" if head.lower_ in _MEDIA or is_several(head) else "person"
        kind = "group" if head.lower_ in _MISSIONS else kind
        called = {head.lower_, *_endings(noun)}
        return self._new(Speaker(None, None, of.id, f"{head.lower_} of {of.name}"), kind, called)

    def _holding(self, words: str, owner: Actor) -> tuple[Speaker, Referent | None]:
        """Return who holds an office of a state or organization: first the office that is called so."""
        found = list(holders_of(owner, words, ROLES[words], self.cast.day, self.cast.base))
        found.sort(key=lambda one: words not in one.reasons[-1].casefold() or " " not in words)
        if not found:
            return Speaker(None, None, owner.id, f"{words} of {owner.name}"), None
        first = found[0]
        return self._new(
            Speaker(first.actor.name, first.actor.id, owner.id, first.reasons[-1]), "person", {words, words.split()[-1]}
        )

    def _new(self, speaker: Speaker, kind: str, words: set[str]) -> tuple[Speaker, Referent]:
        """Return a speaker with the referent to which later words may point back, the known one if there is one."""
        known = self.cast.known.get(speaker.id) if speaker.id else None
        if known is None:
            known = Referent(speaker, kind)
            if speaker.id:
                self.cast.known[speaker.id] = known
        known.words.update(words)
        return speaker, known


def by_name(one: Named, span: Span, base: Knowledge) -> tuple[Speaker | None, Referent | None]:
    """Return the one that a source names; "the Trump administration" is the state and not the person."""
    referent = one.referent
    assert referent is not None
    after = span.doc[one.span.end] if one.span.end < span.end else None
    if referent.kind == "person" and after is not None and after.lower_ in _ADMINISTRATIONS:
        actor = base.actors.get(referent.speaker.id or "")
        state = referent.speaker.on_behalf_of or base.states.get((actor and actor.country) or "")
        return Speaker(None, None, state, f"{after.lower_} of {referent.speaker.name}"), None
    reasons = one.mention.candidates[0].reasons if one.mention.actor and one.mention.candidates else ()
    basis = "; ".join(reasons[:2]) or referent.speaker.basis
    if basis is None and (referent.speaker.name or "") not in span.text:
        basis = f"short for {referent.speaker.name}"
    return replace(referent.speaker, basis=basis), referent


def pointed(words: str, found: Appearance | None) -> tuple[Speaker | None, Referent | None]:
    """Return the speaker to whom words point back."""
    if found is None:
        return None, None
    speaker = found.referent.speaker
    who = speaker.name or "the one"
    return replace(speaker, basis=f"{words}: {who} at {found.start}"), found.referent


def is_several(head: Token) -> bool:
    """Tell whether a noun stands for more than one."""
    noun = head.lower_
    return (noun.endswith("s") and not noun.endswith("ss")) or noun in ("people", "police", "media")


def core(span: Span, head: Token) -> str:
    """Return the words of a description up to its head, without article and what hangs on after, in lower case."""
    words = [token.lower_ for token in span if token.i <= head.i and token.lower_ not in ("the", "a", "an", "this")]
    return " ".join(words).replace(" 's ", "'s ").replace(" - ", "-")


def _endings(words: str) -> Iterator[str]:
    """Yield the last three words, the last two, and the last."""
    parts = words.split()
    for size in (3, 2, 1):
        if len(parts) >= size:
            yield " ".join(parts[-size:])
