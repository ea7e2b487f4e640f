"""Damaged names and what becomes of them.

    python -m benchmarks.damaged_names [--weights FOLDER] [--articles N] [--show] [--tune]

Names of the half of the actors that nothing was learned from are damaged by `benchmarks.name_damage` and put into plain
made-up articles, three of one machine in each, with a date on which they were in use or in office and some other actors
for company. The real linking gets the articles with the places of the names. Right is a name linked to its actor, wrong
one linked to another, the rest is left open. Beside it: the best match of rapidfuzz over all names, where it is at
least so like, in per cent.

Then what must not be repaired: the names of people whom the knowledge base does not know (the held-out half taken out
of it, and people who are not in it), in the same articles; and all names that the model finds in open news, where a
repair may be right nonetheless, as news has slips of its own: ``--show`` prints them.

With ``--tune`` the other half of the actors is damaged, for choosing thresholds. The synonyms have to be unpacked as
`benchmarks.damage.synonyms` says.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.harness import Figure, engine_from, finish
from benchmarks.name_damage import DAMAGES
from training.sources import DATA, ewt, gum, wikinews
from verbale.codebook.knowledge import Knowledge, folded, knowledge
from verbale.find.mentions import find_mentions
from verbale.models import Document, Label, Mention, Published
from verbale.models.actor import Actor, Tenure, first_day, last_day
from verbale.parse.engine import Engine
from verbale.resolve.linking import link_mentions
from verbale.resolve.lookup import lookup
from verbale.resolve.spelling import is_held_out

ARTICLES = 400
DAMAGED = 3  # names in an article
FROM = datetime.date(2000, 1, 1)
UNTIL = datetime.date(2023, 12, 31)
#: The sentences of the articles: {} is a damaged or unknown name, {0} and {1} are company. Nobody says anything.
FIRST = "Delegations from {0} and {1} met again on Tuesday."
SENTENCES = (
    "{} took part in the first session.", "The second session was opened by {}.", "{} arrived late in the evening.",
    "A short meeting with {} followed after lunch.", "Papers for {} were handed out.", "{} left the building at noon.",
    "The last hour was given to {}.", "The table beside the window was kept for {}.",
)  # fmt: skip
LAST = "{0} will be host to the next round, and {1} to the one after."
COURTESY = "Reporters waited in the rain."


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged name.

    Attributes:
        kind: What was done to it.
        before: The words before it: a title, or nothing.
        written: The name as it is written.
        label: Its label.
        actor: Who is meant; None for somebody unknown.
        near: Names of the actors that news would name with it.
    """

    kind: str
    before: str
    written: str
    label: Label
    actor: str | None
    near: tuple[str, ...]


def day_of(tenures: Sequence[Tenure], rng: random.Random) -> tuple[datetime.date, Tenure] | None:
    """Return a day on which somebody held an office, and the office."""
    known = []
    for tenure in tenures:
        if tenure.start:
            start = max(FROM, last_day(tenure.start))
            end = min(UNTIL, first_day(tenure.end) if tenure.end else last_day(tenure.known_until))
            if start < end:
                known.append((start, end, tenure))
    if not known:
        return None
    start, end, tenure = rng.choice(known)
    return start + datetime.timedelta(days=rng.randrange((end - start).days)), tenure


def person_case(actor: Actor, tenure: Tenure, kind: str, base: Knowledge, rng: random.Random) -> Case | None:
    """Return a damaged name of a person, half of them with the title before it."""
    plain = actor.name
    if len(plain.split()) < 2:
        return None
    written = DAMAGES[kind](plain, rng)
    if not written or base.named(written):
        return None
    before = ""
    if rng.random() < 0.5 and tenure.title.lower() not in ("leader", "ruler"):
        before = f"{adjective_of(tenure.of, base)} {tenure.title}"
    return Case(kind, before, written, "PER", actor.id, (tenure.of.name,))


def adjective_of(actor: Actor, base: Knowledge) -> str:
    """Return what stands before a title: the adjective of a state, or the short name of an organization."""
    uses = base.names_of[actor.id]
    for type_ in ("adjective", "acronym"):
        found = next((use.text for use in uses if use.type == type_), None)
        if found:
            return found
    return actor.name


def other_case(actor: Actor, kind: str, base: Knowledge, rng: random.Random) -> Case | None:
    """Return a damaged name of a state, an organization or a body."""
    names = [
        use.text for use in base.names_of[actor.id]
        if use.type in ("name", "official") and use.text.isascii() and not use.start and not use.end
        and all(base.actors[one.actor].id == actor.id for one in base.named(use.text))
    ]  # fmt: skip
    if kind != "mistyped":
        names = [name for name in names if len(name.split()) > 1]
    if not names:
        return None
    written = DAMAGES[kind](rng.choice(names), rng)
    if not written or base.named(written):
        return None
    label: Label = "LOC" if actor.kind in ("state", "territory") else "ORG"
    parent = base.actors.get(actor.parent or "")
    return Case(kind, "", written, label, actor.id, (parent.name,) if parent else ())


def owned_case(actor: Actor, kind: str, base: Knowledge, rng: random.Random) -> Case | None:
    """Return a damaged kind of body with its owner: "Albian International Ministry"."""
    owner = base.actors.get(actor.parent or "")
    if owner is None or owner.kind != "state":
        return None
    heads = [
        use.text for use in base.names_of[actor.id]
        if len({one.actor for one in base.named(use.text)}) > 3 and len(use.text.split()) > 1 and " of " not in use.text
    ]  # fmt: skip
    written = DAMAGES[kind](rng.choice(heads), rng) if heads else None
    if not written:
        return None
    full = f"{adjective_of(owner, base)} {written}"
    return None if base.named(full) else Case(f"{kind} body", "", full, "ORG", actor.id, (owner.name,))


def titled_case(actor: Actor, tenure: Tenure, base: Knowledge, rng: random.Random) -> Case | None:
    """Return a respelt name of a person behind a swapped title of several words."""
    case = person_case(actor, tenure, "respelt", base, rng)
    title = (
        DAMAGES[rng.choice(("spun", "translated"))](tenure.title, rng)
        if len(tenure.title.replace("-", " ").split()) > 1
        else None
    )
    if case is None or title is None:
        return None
    return replace(case, kind="respelt behind a swapped title", before=f"{adjective_of(tenure.of, base)} {title}")


def cases(
    base: Knowledge, held_out: bool, number: int, rng: random.Random
) -> Iterator[tuple[datetime.date, list[Case]]]:
    """Yield the damaged names of each article with its day; those of one article are damaged by one kind of machine."""
    mine = sorted(id_ for id_ in base.actors if is_held_out(id_) == held_out)
    persons = [base.actors[id_] for id_ in mine if base.held.get(id_) and base.actors[id_].kind == "person"]
    others = [base.actors[id_] for id_ in mine if base.actors[id_].kind not in ("person", "outlet", "territory")]
    bodies = [actor for actor in others if actor.kind in ("body", "armed_force", "parliament") and actor.parent]
    for at in range(number):
        spun = at % 2 == 0
        found: list[Case] = []
        in_office: list[Actor] = []
        day: datetime.date | None = None
        for _ in range(400):
            if len(found) == DAMAGED:
                break
            case: Case | None = None
            if spun:
                way = rng.choice(("other", "other", "body", "title"))
                if way == "other":
                    kind = rng.choice(("spun", "translated", "turned", "turned and translated"))
                    case = other_case(rng.choice(others), kind, base, rng)
                elif way == "body":
                    case = owned_case(rng.choice(bodies), rng.choice(("spun", "translated")), base, rng)
                else:
                    actor = rng.choice(in_office or persons)
                    when = day_of(base.held[actor.id], rng)
                    if day is None and when:
                        day = when[0]
                        in_office = [one for one in persons if was_in_office(base, one, day)]
                    if day and was_in_office(base, actor, day):
                        case = titled_case(actor, held_on(base, actor, day), base, rng)
            elif rng.random() < 0.2:
                case = other_case(rng.choice(others), "mistyped", base, rng)
            else:
                kind = rng.choice(("respelt", "respelt", "mistyped"))
                actor = rng.choice(persons)
                if day is None:
                    when = day_of(base.held[actor.id], rng)
                    day = when[0] if when else None
                    in_office = [one for one in persons if day and was_in_office(base, one, day)]
                if day is not None and in_office:
                    actor = rng.choice(in_office)
                    case = person_case(actor, held_on(base, actor, day), kind, base, rng)
            if case and case.actor not in {one.actor for one in found}:
                found.append(case)
        if found:
            yield day or FROM + datetime.timedelta(days=rng.randrange((UNTIL - FROM).days)), found


def serving(base: Knowledge, actor: Actor, day: datetime.date) -> Iterator[Tenure]:
    """Yield the offices that somebody held on a day for certain."""
    for tenure in base.held.get(actor.id, ()):
        end = first_day(tenure.end) if tenure.end else last_day(tenure.known_until)
        if tenure.start and last_day(tenure.start) <= day <= end:
            yield tenure


def was_in_office(base: Knowledge, actor: Actor, day: datetime.date) -> bool:
    """Tell whether somebody held an office on a day for certain."""
    return any(serving(base, actor, day))


def held_on(base: Knowledge, actor: Actor, day: datetime.date) -> Tenure:
    """Return an office that somebody held on a day."""
    return next(serving(base, actor, day))


def article(found: Sequence[Case], base: Knowledge, rng: random.Random) -> tuple[str, list[Mention], dict[int, Case]]:
    """Return a made-up article with its names, and the damaged one of each number."""
    company = list(dict.fromkeys(name for case in found for name in case.near))
    states = sorted(actor.name for actor in base.actors.values() if actor.kind == "state" and not actor.end)
    while len(company) < 2:
        company.append(rng.choice(states))
    text = ""
    marks: list[Mention] = []
    told: dict[int, Case] = {}

    def add(sentence: str, names: Sequence[tuple[str, Label, str, Case | None]]) -> None:
        nonlocal text
        for piece, name in zip(sentence.split("{}")[:-1], names, strict=True):
            text += piece
            written, label, before, case = name
            text += f"{before} " if before else ""
            if case is not None:
                told[len(marks)] = case
            marks.append(Mention(len(text), len(text) + len(written), written, label, "made"))
            text += written
        text += sentence.split("{}")[-1] + " "

    def known(name: str) -> tuple[str, Label, str, None]:
        uses = base.named(name)
        state = uses and base.actors[uses[0].actor].kind in ("state", "territory")
        return name, "LOC" if state else "ORG", "", None

    add(FIRST.replace("{0}", "{}").replace("{1}", "{}"), [known(company[0]), known(company[1])])
    for case, sentence in zip(found, rng.sample(SENTENCES, len(found)), strict=True):
        add(sentence, [(case.written, case.label, case.before, case)])
        text += COURTESY + " "
    rest = company[2:] or company[:1]
    for name in rest:
        add("A note from {} came too.", [known(name)])
    return text.strip(), marks, told


def linked(engine: Engine, base: Knowledge, day: datetime.date, text: str, marks: Sequence[Mention]) -> list[Mention]:
    """Return the names of an article as the real linking has them."""
    doc = engine.read(text)
    found = link_mentions(doc, Document(text, published=Published(day, "day", "given")), tuple(marks), base)
    by_start = {(one.start, one.end): one for one in found}
    whole = [
        by_start.get((mark.start, mark.end))
        or next((one for one in found if one.start <= mark.start and mark.end <= one.end), mark)
        for mark in marks
    ]
    return list(whole)


class Peer:
    """The best match of rapidfuzz over all names."""

    def __init__(self, base: Knowledge) -> None:
        self.names = {
            folded(use.text): use.actor for uses in base.names_of.values() for use in uses if len(use.text) > 3
        }
        self.forms = list(self.names)

    def answer(self, written: str, least: float) -> str | None:
        """Return the actor with the likest name, if it is like enough, per cent."""
        best = process.extractOne(folded(written), self.forms, scorer=fuzz.WRatio, score_cutoff=least)
        return self.names[best[0]] if best else None


def judge(counts: Counter[str], kind: str, answer: str | None, wanted: str | None) -> str:
    """Count an answer."""
    outcome = "open" if answer is None else "right" if answer == wanted else "wrong"
    counts[f"{kind}.{outcome}"] += 1
    counts[f"{kind}.all"] += 1
    return outcome


def damaged(engine: Engine, base: Knowledge, options: argparse.Namespace) -> list[Figure]:
    """Return the figures for damaged names, and for the peer."""
    rng = random.Random(11)
    counts: Counter[str] = Counter()
    peer = Peer(base)
    for day, found in cases(base, not options.tune, options.articles, rng):
        text, marks, told = article(found, base, rng)
        answers = linked(engine, base, day, text, marks)
        for number, case in told.items():
            answer = answers[number]
            outcome = judge(counts, case.kind, answer.actor, case.actor)
            judge(counts, "all", answer.actor, case.actor)
            for least in (80, 90):
                judge(counts, f"rapidfuzz {least}", peer.answer(case.written, least), case.actor)
            if options.show and outcome != "right":
                print(
                    f"{outcome}: {case.kind}: {case.before} {case.written!r} is "
                    f"{base.actors[case.actor or ''].name}; {day}"
                )
                for one in answer.candidates[:3]:
                    print(f"    {one.score:.3f} {one.actor.name}: {one.reasons[0]}")
    return shares("damaged", counts) + titles_alone(base, options)


def titles_alone(base: Knowledge, options: argparse.Namespace) -> list[Figure]:
    """Return what the look-up makes of swapped titles without a name: "the Albian Overseas Minister"."""
    rng = random.Random(13)
    counts: Counter[str] = Counter()
    persons = sorted(
        id_ for id_, held in base.held.items() if is_held_out(id_) != options.tune and base.actors[id_].kind == "person"
    )
    for _ in range(options.articles):
        when = day_of(base.held[rng.choice(persons)], rng)
        if when is None or len(when[1].title.replace("-", " ").split()) < 2:
            continue
        day, tenure = when
        title = DAMAGES[rng.choice(("spun", "translated"))](tenure.title, rng)
        if title is None:
            continue
        written = f"{adjective_of(tenure.of, base)} {title}"
        found = lookup(written, on=day, near=[tenure.of.name], base=base)
        sure = bool(found) and (found[0].reasons[0].startswith("repaired") or "damaged" not in found[0].reasons[0])
        outcome = judge(counts, "title alone", found[0].actor.id if sure else None, tenure.person.id)
        if options.show and outcome != "right":
            print(f"{outcome}: title alone: {written!r} is {tenure.person.name}; {day}")
            for one in found[:3]:
                print(f"    {one.score:.3f} {one.actor.name}: {one.reasons[0]}")
    return shares("damaged", counts)


def shares(name: str, counts: Counter[str]) -> list[Figure]:
    """Return what share of each kind is right, wrong and open."""
    figures = []
    for key in sorted({key.rsplit(".", 1)[0] for key in counts}):
        total = counts[f"{key}.all"]
        for outcome in ("right", "wrong", "open"):
            figures.append(
                Figure(f"{name}.{key.replace(' ', '_')}.{outcome}", counts[f"{key}.{outcome}"] / total, f"n={total}")
            )
    return figures


def without(base: Knowledge, held_out: bool) -> Knowledge:
    """Return the knowledge base without the persons of one half."""
    gone = {id_ for id_, actor in base.actors.items() if actor.kind == "person" and is_held_out(id_) == held_out}
    return replace(
        base,
        actors={id_: actor for id_, actor in base.actors.items() if id_ not in gone},
        names={
            form: kept for form, uses in base.names.items() if (kept := tuple(u for u in uses if u.actor not in gone))
        },
        names_of={id_: uses for id_, uses in base.names_of.items() if id_ not in gone},
        tenures={id_: tuple(t for t in tenures if t.person.id not in gone) for id_, tenures in base.tenures.items()},
        held={id_: tenures for id_, tenures in base.held.items() if id_ not in gone},
    )


def strangers(base: Knowledge) -> list[str]:
    """Return names of people, plainly written, from the cabinets and officials of the sets."""
    found = set()
    for path in sorted((DATA / "kb").glob("*/*since_2000.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["person"] for row in csv.DictReader(file)}
    return sorted(name for name in found if len(name.split()) > 1 and not base.named(name))


def unknown_people(engine: Engine, base: Knowledge, options: argparse.Namespace) -> list[Figure]:
    """Return how many plain names of people who are not known are repaired."""
    rng = random.Random(12)
    smaller = without(base, not options.tune)
    counts: Counter[str] = Counter()
    gone = sorted(id_ for id_ in base.actors if id_ not in smaller.actors and base.held.get(id_))
    others = strangers(base)
    for at in range(options.articles // 2):
        found: list[Case] = []
        day = FROM + datetime.timedelta(days=rng.randrange((UNTIL - FROM).days))
        for id_ in rng.sample(gone, 60):
            if len(found) < DAMAGED and was_in_office(base, base.actors[id_], day) and " " in base.actors[id_].name:
                tenure = held_on(base, base.actors[id_], day)
                before = f"{adjective_of(tenure.of, base)} {tenure.title}" if at % 2 else ""
                found.append(Case("left out", before, base.actors[id_].name, "PER", None, (tenure.of.name,)))
        found.append(Case("stranger", "", rng.choice(others), "PER", None, ()))
        text, marks, told = article(found, smaller, rng)
        answers = linked(engine, smaller, day, text, marks)
        for number, case in told.items():
            if smaller.named(case.written):
                continue  # somebody else's name too
            answer = answers[number]
            judge(counts, case.kind, answer.actor, case.actor)
            if options.show and answer.actor:
                print(
                    f"unknown: {case.before} {case.written!r} became {answer.candidates[0].actor.name}: "
                    f"{answer.candidates[0].reasons[0]}"
                )
    return shares("unknown", counts)


def open_news() -> Iterator[tuple[str, str, str | None]]:
    """Yield open texts without damage with their days: name, text, day."""
    with (DATA / "news" / "wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        days = {"wikinews:" + row["url"].rsplit("/wiki/", 1)[-1]: row["date"] for row in csv.DictReader(file)}
    for name, text in wikinews().items():
        yield name, text, days.get(name, "")[:10]
    path = DATA / "stories" / "basil" / "articles.jsonl"
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield (
            f"basil:{row['triplet-uuid']}",
            "\n\n".join(" ".join(part) for part in row["body-paragraphs"]),
            row["date"],
        )
    for name, text in (*gum("train").items(), *gum("dev").items(), *ewt().items()):
        yield name, text, None


def undamaged(engine: Engine, base: Knowledge, options: argparse.Namespace) -> list[Figure]:
    """Return how many names of open news are repaired."""
    total = repaired = 0
    for name, text, day in open_news():
        doc = engine.read(text)
        published = published_on(day)
        for one in link_mentions(doc, Document(text, published=published), find_mentions(doc, "model"), base):
            total += 1
            if (
                one.actor
                and one.candidates
                and any(reason.startswith("repaired") for reason in one.candidates[0].reasons)
            ):
                repaired += 1
                if options.show:
                    print(
                        f"undamaged: {name}: {one.text!r} became {one.candidates[0].actor.name}: "
                        f"{one.candidates[0].reasons}"
                    )
    return [Figure("undamaged.repaired_per_10000", 10000 * repaired / total, f"{repaired} of {total}")]


def published_on(day: str | None) -> Published | None:
    """Return a day as a date of publication, if it is one."""
    try:
        return Published(datetime.date.fromisoformat(day or ""), "day", "given")
    except ValueError:
        return None


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Damaged names and what becomes of them.")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--show", action="store_true", help="print what is not right")
    parser.add_argument("--tune", action="store_true", help="damage the other half of the actors, for tuning")
    parser.add_argument("--only", choices=("damaged", "unknown", "undamaged"))
    options = parser.parse_args()
    engine, base = engine_from(options.weights), knowledge()
    parts = {"damaged": damaged, "unknown": unknown_people, "undamaged": undamaged}
    figures = [
        figure for name, part in parts.items() if options.only in (None, name) for figure in part(engine, base, options)
    ]
    half = "the half for tuning" if options.tune else "the held-out half"
    finish(f"knowledge base, {half} of the actors; open news", figures)


if __name__ == "__main__":
    main()
