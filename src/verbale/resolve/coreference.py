"""Who is meant by "he", "the minister" and "the alliance": the nearest earlier one that fits, or nobody.

Narrow on purpose. Only what the text has as a subject or source outside quotation marks can be meant by a pronoun, at
most a few sentences later, and never past another person who was so since, be it one without a name; a title needs
somebody who has it in the text. Whatever does not fit exactly stays unresolved. The numbers were set on the ``dev``
part of ``training/annotations/sources.jsonl``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

Gender = Literal["m", "f"]

#: How many sentences back a pronoun may point, and how far apart two bearers of a title have to be; sentences that
#: begin in quotation marks are not counted.
PRONOUN_REACH = 2
TITLE_REACH = 8
GROUP_REACH = 1  # the same for "it"
ANY_REACH = 3  # and for "the company", of which the name tells nothing

PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m", "hers": "f"}

_MALE = frozenset(
    "mr sir lord king prince spokesman chairman businessman congressman statesman father monk emperor sheikh sultan "
    "emir ayatollah husband son brother grandfather uncle nephew widower actor fiancé fisherman policeman priest "
    "bishop archbishop cardinal pope councilman duke".split()
)
_FEMALE = frozenset(
    "mrs ms madam lady queen princess spokeswoman chairwoman businesswoman congresswoman mother empress sheikha dame "
    "wife daughter sister grandmother aunt niece widow actress fiancée fiancee policewoman nun councilwoman duchess "
    "mme".split()
)

#: What kinds of actors a noun may stand for: "the alliance", "the agency".
GROUPS: dict[str, tuple[str, ...]] = {
    "alliance": ("alliance",),
    "bloc": ("alliance", "organization", "grouping"),
    "organization": ("organization", "alliance"),
    "organisation": ("organization", "alliance"),
    "grouping": ("grouping",),
    "ministry": ("body",),
    "department": ("body",),
    "parliament": ("parliament",),
    "legislature": ("parliament",),
    "agency": ("agency", "outlet"),
    "newspaper": ("outlet",),
    "paper": ("outlet",),
    "magazine": ("outlet",),
    "publication": ("outlet",),
    "daily": ("outlet",),
    "broadcaster": ("outlet",),
    "outlet": ("outlet", "agency"),
    "group": ("armed_group",),
    "militia": ("armed_group",),
    "movement": ("armed_group", "party"),
    "party": ("party",),
    "company": ("company",),
    "army": ("armed_force",),
    "military": ("armed_force",),
}
#: Nouns that any organization may have that the knowledge base does not have.
_ANY_GROUP = frozenset(
    "agency association body charity committee company firm fund group institute movement network organisation "
    "organization panel party publication union".split()
)
#: Words in names of organizations that are no companies.
_PUBLIC = frozenset(
    "agency army bureau commission committee congress council court department force forces house institute league "
    "ministry navy office parliament party police senate tribunal union university".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as far as it is known.

    Attributes:
        name: The plain name of the actor, or the name in the text.
        id: The actor's id.
        on_behalf_of: Id of the state, ministry or organization that is spoken for.
        basis: Why, in words.
    """

    name: str | None = None
    id: str | None = None
    on_behalf_of: str | None = None
    basis: str | None = None


@dataclass(slots=True)
class Referent:
    """Somebody or something that the text has told of.

    Attributes:
        speaker: Who that is; without a name for those whom the text does not name.
        kind: ``person``, the kind of the actor, ``group`` for an organization that is no known actor, ``thing`` for a
            document, ``several`` for people that are told of as more than one.
        words: What the text calls it beside its name: "spokesman", "researcher"; the nouns of its titles.
        offices: What it may be called for the offices that it holds.
        gender: Of a person, where it is known.
        member_of: The organization or state whose title the person has, where the text tells.
    """

    speaker: Speaker
    kind: str
    words: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    gender: Gender | None = None
    member_of: Speaker | None = None

    @property
    def is_named(self) -> bool:
        """Tell whether it is known who that is."""
        return self.speaker.name is not None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A referent where it stands.

    Attributes:
        start: Offset of its first character.
        sentence: Number of the sentence.
        referent: Who it is.
        salient: It is the subject of its clause, or the source of a statement.
        main: That clause is not a subordinate one.
    """

    start: int
    sentence: int
    referent: Referent
    salient: bool
    main: bool = True


def gender_of(titles: str) -> Gender | None:
    """Return the gender that titles show: "Mr", "spokeswoman"."""
    words = {word.strip(".,").casefold() for word in titles.replace("-", " ").split()}
    male, female = bool(words & _MALE), bool(words & _FEMALE)
    return None if male == female else "m" if male else "f"


def by_pronoun(gender: Gender, sentence: int, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the person that "he" or "she" stands for.

    Args:
        gender: The pronoun's.
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, outside of quotation marks, the nearest first.
    """
    found: Appearance | None = None
    beside: dict[int, Appearance] = {}  # those who are neither subject nor source
    for one in earlier:
        if sentence - one.sentence > PRONOUN_REACH or (found and one.sentence != found.sentence):
            break
        if one.referent.kind != "person" or one.referent.gender not in (None, gender):
            continue
        if not one.salient:
            if not beside or one.sentence == next(iter(beside.values())).sentence:
                beside.setdefault(id(one.referent), one)
            continue
        # Who is the subject of the sentence comes before who is that of a clause in it.
        found = found or one
        if one.main:
            found = one
            break
    if found is None and len(beside) == 1:
        (found,) = beside.values()
        return found if found.referent.gender == gender else None
    return found


def by_it(sentence: int, earlier: Iterable[Appearance], *, plural: bool) -> Appearance | None:
    """Return the organization or state that "it" or "they" stands for, if it was the last to act or speak.

    Args:
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, outside of quotation marks, the nearest first.
        plural: Whether it is "they", which states and documents are not.
    """
    for one in earlier:
        if sentence - one.sentence > GROUP_REACH:
            break
        if not one.salient or (one.referent.kind == "person" and not plural):
            continue
        if one.referent.kind in ("person", "several") or (plural and one.referent.kind in ("state", "thing")):
            break
        if one.main:
            return one
    return None


def by_title(noun: str, sentence: int, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the person to whom a title was given before: "the researcher", "the prime minister".

    A title that the text gives comes before one that the person has by office.

    Args:
        noun: The title without article, in lower case.
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, the nearest first.
    """
    told = gender_of(noun)
    head = noun.split()[-1]
    fitting = [
        one
        for one in earlier
        if one.referent.kind == "person" and not (told and one.referent.gender not in (None, told))
    ]
    ways: tuple[Callable[[Referent], bool], ...] = (
        lambda referent: noun in referent.words,
        lambda referent: noun in referent.offices,
        lambda referent: head != noun and head in referent.words and not _has_other_title(referent, head),
    )
    for fits in ways:
        found: Appearance | None = None
        for one in fitting:
            if found is not None and sentence - one.sentence > TITLE_REACH:
                break
            if not fits(one.referent):
                continue
            if found is None:
                found = one
            elif found.referent is not one.referent:
                return None  # two had the title within reach
        if found is not None:
            return found
    return None


def _has_other_title(referent: Referent, head: str) -> bool:
    """Tell whether a person has a longer title that ends in a word: a foreign minister is no "finance minister"."""
    return any(words.endswith(f" {head}") for words in referent.words | referent.offices)


def by_group(noun: str, sentence: int, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the organization that a noun stands for: "the alliance", "the ministry", "the court".

    Args:
        noun: The noun, in lower case.
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, the nearest first.
    """
    near: dict[int, Appearance] = {}
    acting: dict[int, Appearance] = {}
    for one in earlier:
        if near and sentence - one.sentence > TITLE_REACH:
            break
        if _is_called(one.referent, noun):
            near.setdefault(id(one.referent), one)
            if one.salient:
                acting.setdefault(id(one.referent), one)
    # Of several, the only one that has acted or spoken.
    for found in (near, acting):
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def by_any_group(noun: str, sentence: int, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the only organization of the last sentences, for a noun that any may have: "the company".

    Args:
        noun: The noun, in lower case.
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, the nearest first.
    """
    if noun not in _ANY_GROUP:
        return None
    near = {
        id(one.referent): one
        for one in earlier
        if one.referent.kind == "group" and one.salient and sentence - one.sentence <= ANY_REACH
        if noun not in ("company", "firm") or not one.referent.words & _PUBLIC
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _is_called(referent: Referent, noun: str) -> bool:
    """Tell whether an organization may be called by a noun: of its kind, or the noun of its name."""
    if referent.kind in ("person", "thing", "several"):
        return False
    if noun in referent.words:
        return True
    if referent.kind not in GROUPS.get(noun, ()):
        return False
    name = (referent.speaker.name or "").casefold()
    return referent.kind != "body" or noun in name or (noun == "ministry" and "department" in name)
