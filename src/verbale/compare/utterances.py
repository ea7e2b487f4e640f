"""The statements of all documents, put together where they report the same saying."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from verbale.compare.alterations import alterations, differences
from verbale.compare.best import QUOTED, Group, ranked
from verbale.compare.likeness import Speakers, days_apart, likeness, match, speakers_of
from verbale.compare.saying_index import SayingIndex, saying_signature
from verbale.compare.sayings import Report, Saying
from verbale.compare.sources import independent_sources
from verbale.models import Dated, Published
from verbale.models.copy import Copy
from verbale.models.utterance import Utterance, UtteranceWording

MADE_BY = "utterances-1"
#: A statement belongs to a saying if it matches the one that stands for it, or more than half of so many others.
_CORE = 8

Links = Mapping[str, Collection[str]]
#: Ids of the documents that one goes back to.
Origins = frozenset[str]


def find_utterances(sayings: Iterable[Saying], copies: Collection[Copy] = ()) -> list[Utterance]:
    """Return the sayings that some statements report, each statement in one; their order does not matter.

    All are kept in memory; a record keeps its index in its tables instead.

    Args:
        sayings: The statements.
        copies: How their documents were made from each other.
    """
    there = {saying.id: saying for saying in sayings}
    index = SayingIndex()
    signatures = [index.insert(saying_signature(there[id_])) for id_ in sorted(there)]
    links: dict[str, set[str]] = defaultdict(set)
    for signature in signatures:
        for other in index.candidates(signature):
            if signature.document < other and match(there[signature.document], there[other]):
                links[signature.document].add(other)
                links[other].add(signature.document)
    return [utterance_of(members, copies) for members in clusters(there, links)]


def clusters(sayings: Mapping[str, Saying], links: Links) -> Iterator[list[Saying]]:
    """Yield the statements of each saying, those that stand for it first.

    A statement joins the saying whose first statement it matches, or most of whose statements; that it matches one of
    them is not enough, since then sayings that have each a little in common would chain. Those that do not tell who
    spoke, or when, come last: they join the saying whose words are most like theirs, and never bring two together.

    Args:
        sayings: The statements by id.
        links: Which statements match which others, both ways.
    """
    order = sorted(sayings, key=lambda id_: _lead(sayings[id_], len(links.get(id_, ()))))
    plain = [one for one in order if not _is_vague(sayings[one])]
    groups = list(_grown(plain, sayings, links))
    group_of = {one: group for group in groups for one in group}
    vague: list[str] = []
    for one in order[len(plain) :]:
        near = {id(group): group for other in links.get(one, ()) if (group := group_of.get(other))}
        fitting = [(_nearness(one, group, sayings), group) for group in near.values() if _belongs(one, group, sayings)]
        if fitting:
            best = max(fitting, key=lambda item: (item[0], item[1][0]))[1]
            best.append(one)
        else:
            vague.append(one)
    for group in [*groups, *_grown(vague, sayings, links)]:
        yield [sayings[one] for one in group]


def _grown(order: Sequence[str], sayings: Mapping[str, Saying], links: Links) -> Iterator[list[str]]:
    """Yield groups of statements: each begins with the first that is left and takes in those that belong to it."""
    left = dict.fromkeys(order)
    while left:
        leader = next(iter(left))
        del left[leader]
        members = [leader]
        refused: set[str] = set()
        ahead = sorted(links.get(leader, ()))
        while ahead:
            following: set[str] = set()
            for one in ahead:
                if one not in left or one in refused:
                    continue
                if _belongs(one, members, sayings):
                    members.append(one)
                    del left[one]
                    following.update(links.get(one, ()))
                else:
                    refused.add(one)
            ahead = sorted(following)
        yield members


def _lead(saying: Saying, linked: int) -> tuple[bool, int, int, str]:
    """Return what tells which statement stands for a saying, the smallest."""
    return _is_vague(saying), -linked, -saying.telling, saying.id


def _is_vague(saying: Saying) -> bool:
    """Tell whether a statement does not tell who spoke, or has no date."""
    statement = saying.statement
    return statement.speaker is None or (statement.said_on or saying.report.published) is None


def _nearness(one: str, members: Sequence[str], sayings: Mapping[str, Saying]) -> float:
    """Return how much alike a statement is to those of a saying to which it is most alike."""
    return max(likeness(sayings[other], sayings[one]).score for other in members[: 1 + _CORE])


def _belongs(one: str, members: Sequence[str], sayings: Mapping[str, Saying]) -> bool:
    """Tell whether a statement belongs to a saying."""
    core = members[1 : 1 + _CORE]
    if match(sayings[members[0]], sayings[one]):
        return True
    return sum(match(sayings[other], sayings[one]) > 0 for other in core) * 2 > len(core) + 1


def utterance_of(
    members: Sequence[Saying], copies: Collection[Copy] = (), origins: Mapping[str, Origins] | None = None
) -> Utterance:
    """Return the saying that some statements report.

    Args:
        members: The statements, the one that stands for them first.
        copies: How their documents were made from each other and from others.
        origins: What the documents go back to, where that is known already (`origins_of`).
    """
    inside = sorted(copies, key=lambda copy: (copy.document, copy.of))
    known = origins_of(inside) if origins is None else origins
    by_words: dict[tuple[str, ...], list[Saying]] = defaultdict(list)
    for saying in sorted(members, key=_order):
        by_words[saying.forms].append(saying)

    def count(its: Iterable[Saying]) -> int:
        return _count({saying.report.id: saying.report for saying in its}.values(), known)

    groups = [Group(tuple(one), count(one)) for one in by_words.values()]
    order, reasons = ranked(groups, inside)
    best = order[0].first
    statements = tuple(saying.statement for saying in sorted(members, key=_place))
    name, actor = _speaker(members)
    sure = [match(members[0], one) or 0.5 for one in members[1:]]
    return Utterance(
        statements=statements,
        wordings=tuple(_wording(group, best) for group in order),
        reasons=reasons,
        speaker=name,
        speaker_id=actor,
        said_on=_said_on(members),
        occasion=next((one.occasion.text for one in statements if one.occasion), None),
        first_seen=_first_seen(members),
        sources=count(members),
        confidence=round(sum(sure) / len(sure), 3) if sure else 1.0,
        basis=_basis(members),
        made_by=MADE_BY,
    )


def source_count(reports: Iterable[Report], copies: Iterable[Copy]) -> int:
    """Return how many independent sources some documents are: copies count as their origin, an agency as one.

    Args:
        reports: The documents.
        copies: How they were made from each other, and from others: two copies of one text are one source though that
            text itself is not among them.
    """
    return _count(reports, origins_of(copies))


def origins_of(copies: Iterable[Copy]) -> dict[str, Origins]:
    """Return for each document that is in copies the origins that it goes back to; a document without is its own."""
    its = list(copies)
    found: dict[str, set[str]] = {}
    for group in independent_sources({one for copy in its for one in (copy.document, copy.of)}, its):
        for document in (*group.documents, *group.parts):
            found.setdefault(document, set()).add(group.origin)
    return {document: frozenset(group) for document, group in found.items()}


def _count(reports: Iterable[Report], origins: Mapping[str, Origins]) -> int:
    """Return how many independent sources some documents are, by the origins that they go back to."""
    agency = {report.id: report.agency for report in reports}
    own = {document: origins.get(document) or frozenset((document,)) for document in agency}
    present = {origin for its in own.values() if len(its) == 1 for origin in its}
    # What was made from several texts adds nothing where one of these is there.
    sources = {its for its in own.values() if len(its) == 1 or its.isdisjoint(present)}
    credits = [agency.get(next(iter(its))) if len(its) == 1 else None for its in sources]
    return credits.count(None) + len(set(credits) - {None})


def _wording(group: Group, best: Saying) -> UtteranceWording:
    """Return a wording beside the best-attested one."""
    here = group.first
    is_best = here is best
    return UtteranceWording(
        text=here.statement.words,
        kind=group.kind,
        statements=tuple(one.id for one in group.sayings),
        documents=tuple(dict.fromkeys(one.report.id for one in group.sayings)),
        sources=group.sources,
        first_seen=_first_seen(group.sayings),
        likeness=1.0 if is_best else likeness(best, here).score,
        differences=() if is_best else differences(best, here),
        alterations=() if is_best else alterations(best, here),
        is_primary=group.is_primary,
    )


def _speaker(members: Sequence[Saying]) -> tuple[str | None, str | None]:
    """Return the speaker's name and id on which most documents agree; those of primary sources before others."""
    votes: Counter[tuple[str | None, str | None]] = Counter()
    seen: set[tuple[str, str | None]] = set()
    for one in members:
        statement = one.statement
        if statement.speaker is None or statement.anonymous or (one.report.id, statement.speaker_id) in seen:
            continue
        seen.add((one.report.id, statement.speaker_id))
        votes[statement.speaker, statement.speaker_id] += (
            1000 * one.report.is_primary + 10 * bool(statement.speaker_id) + round(2 * QUOTED[statement.kind]) + 1
        )
    if not votes:
        return None, None
    return min(votes, key=lambda who: (-votes[who], who[0] or "", who[1] or ""))


def _said_on(members: Sequence[Saying]) -> Dated | None:
    """Return when it was said: as precisely as any statement has it, then as most have it."""
    dates = Counter(one.statement.said_on for one in members if one.statement.said_on)
    if not dates:
        return None
    fine = {"day": 0, "month": 1, "year": 2}
    return min(dates, key=lambda one: (fine[one.precision], -dates[one], one.date, one.basis))


def _first_seen(sayings: Iterable[Saying]) -> Published | None:
    """Return the earliest date of publication."""
    dates = [one.report.published for one in sayings if one.report.published]
    return min(dates, key=lambda one: (one.date, one.precision, one.basis), default=None)


def _basis(members: Sequence[Saying]) -> tuple[str, ...]:
    """Return in words what it rests on that statements report one saying."""
    if len(members) == 1:
        return ("one statement reports it",)
    first, others = members[0], members[1:]
    scores = [likeness(first, one).score for one in others]
    kinds = Counter(speakers_of(first.statement, one.statement) for one in others)
    gaps = [gap[0] for gap in (days_apart(first, one) for one in others) if gap]
    words: dict[Speakers, str] = {
        "same": "with the same speaker",
        "compatible": "with a speaker who may be the same",
        "unknown": "where a speaker is not known",
        "different": "with another speaker named",
    }
    found = [
        f"words alike {min(scores):.2f} to {max(scores):.2f}" if len(scores) > 1 else f"words alike {scores[0]:.2f}"
    ]
    found += [f"{kinds[kind]} {words[kind]}" for kind in words if kinds[kind]]
    if gaps:
        days = "day" if max(gaps) == 1 else "days"
        found.append(f"at most {max(gaps)} {days} apart" if max(gaps) else "on the same day")
    return tuple(found)


def _order(saying: Saying) -> tuple[str, str]:
    """Return what statements are ordered by: date of publication, unknown last, and id."""
    published = saying.report.published
    return published.date.isoformat() if published else "9", saying.id


def _place(saying: Saying) -> tuple[str, str, int, str]:
    """Return what statements are ordered by: date of publication, document, and place in it."""
    return _order(saying)[0], saying.report.id, saying.statement.start, saying.id


def scored(utterance: Utterance, score: float) -> Utterance:
    """Return an utterance with how well it answers a question."""
    return replace(utterance, score=round(score, 3))
