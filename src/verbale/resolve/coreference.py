"""Who is meant by "he", "the minister" and "the alliance": the nearest earlier one that fits, or nobody.

Narrow on purpose. Only what the text has as a subject or source outside quotation marks can be meant by a pronoun, at
most a few sentences later, and never past another person who was so since; a title needs somebody to whom it was given
before. Whatever does not fit exactly stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Gender = Literal["m", "f"]

#: How many sentences back a pronoun may point, and how far apart two bearers of a title have to be; sentences that
#: begin in quotation marks are not counted.
PRONOUN_REACH = 2
TITLE_REACH = 8

PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f", "his": "m", "her": "f", "him": "m", "hers": "f"}

_MALE = frozenset(
    "mr sir lord king prince spokesman chairman businessman congressman statesman father monk emperor sheikh sultan "
    "emir ayatollah".split()
)
_FEMALE = frozenset(
    "mrs ms madam lady queen princess spokeswoman chairwoman businesswoman congresswoman mother empress sheikha".split()
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
    "agency": ("agency", "outlet"),
    "newspaper": ("outlet",),
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
    """Somebody or something that the text has named.

    Attributes:
        speaker: Who that is.
        kind: ``person``, the kind of the actor, or ``thing`` for a document.
        words: What the text calls it beside its name: "spokesman", "researcher"; the nouns of its titles.
        gender: Of a person, where it is known.
    """

    speaker: Speaker
    kind: str
    words: set[str] = field(default_factory=set)
    gender: Gender | None = None


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
    for one in earlier:
        if sentence - one.sentence > PRONOUN_REACH or (found and one.sentence != found.sentence):
            break
        if not one.salient or one.referent.kind != "person" or one.referent.gender not in (None, gender):
            continue
        # Who is the subject of the sentence comes before who is that of a clause in it.
        found = found or one
        if one.main:
            found = one
            break
    return found


def by_title(noun: str, sentence: int, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the person to whom a title was given before: "the researcher", "the prime minister".

    Args:
        noun: The title without article, in lower case.
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, the nearest first.
    """
    told = gender_of(noun)
    found: Appearance | None = None
    for one in earlier:
        if found is not None and sentence - one.sentence > TITLE_REACH:
            break
        referent = one.referent
        if referent.kind != "person" or noun not in referent.words or (told and referent.gender not in (None, told)):
            continue
        if found is None:
            found = one
        elif found.referent is not referent:
            return None  # two had the title within reach
    return found


def by_group(noun: str, sentence: int, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the organization that a noun stands for: "the alliance", "the ministry".

    Args:
        noun: The noun, in lower case.
        sentence: Number of the sentence it stands in.
        earlier: What stands before it, the nearest first.
    """
    kinds = GROUPS.get(noun, ())
    found: Appearance | None = None
    for one in earlier:
        if found is not None and sentence - one.sentence > TITLE_REACH:
            break
        if one.referent.kind not in kinds or (one.referent.kind == "body" and not _is_called(one.referent, noun)):
            continue
        if found is None:
            found = one
        elif found.referent is not one.referent:
            return None
    return found


def by_thing(noun: str, earlier: Iterable[Appearance]) -> Appearance | None:
    """Return the document that a noun was said of before: "the statement", after "a statement from the mission".

    Args:
        noun: The noun, in lower case.
        earlier: What stands before it, the nearest first.
    """
    return next((one for one in earlier if one.referent.kind == "thing" and noun in one.referent.words), None)


def _is_called(referent: Referent, noun: str) -> bool:
    """Tell whether a body is a ministry where a ministry is looked for."""
    name = (referent.speaker.name or "").casefold()
    return noun in name or (noun == "ministry" and "department" in name)
