"""What a transcript's headline tells of its turns: who answers, on which day, through what."""

from __future__ import annotations

import datetime

from tests.find.conftest import TreeBuilder
from tests.handmade import statement
from tests.resolve.conftest import parsed
from verbale.codebook.knowledge import Knowledge
from verbale.models import Document, Label, Mention, Published, Statement
from verbale.resolve.acts import describe_statements
from verbale.resolve.linking import link_mentions
from verbale.resolve.said_on import with_days
from verbale.resolve.speakers import resolve_speakers

PUBLISHED = Published(datetime.date(2021, 6, 2), "day", "given")
ANSWER = """
Q NOUN q 0 root
: PUNCT : 1 punct
Why ADV why 1 dep
? PUNCT ? 1 punct

{a} NOUN a 0 root
: PUNCT : 1 punct
We PRON we 4 nsubj
hope VERB hope 1 parataxis Tense=Pres
for ADP for 6 case
talks NOUN talk 4 obl
. PUNCT . 1 punct

I PRON I 2 nsubj
said VERB say 0 root Tense=Past
so ADV so 2 advmod
. PUNCT . 2 punct
"""
MISSION = """
Spokesperson NOUN spokesperson 0 root
of ADP of 4 case
Albian ADJ albian 4 amod
Mission NOUN mission 1 nmod
Speaks VERB speak 1 acl
on ADP on 7 case
Question NOUN question 5 obl
"""
TOLL = """
Aren PROPN Aren 0 root
Toll PROPN Toll 1 flat
Press NOUN press 4 compound
Conference NOUN conference 1 dep
on ADP on 6 case
June PROPN June 4 nmod
1 NUM 1 6 nummod
"""


def read(
    tree: TreeBuilder, base: Knowledge, headline: str, rows: str, answerer: str, *names: tuple[str, Label]
) -> list[Statement]:
    """Return question, answer, and what is told in the answer, for a transcript of one question."""
    text = f"{headline}\n\nQ: Why?\n\n{answerer}: We hope for talks.\n\nI said so."
    doc = tree(text, rows + ANSWER.format(a=answerer))
    document = Document(text, published=PUBLISHED)
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, label, "m-1") for n, label in names]
    linked = link_mentions(doc, document, mentions, base)
    colon = text.index(f"{answerer}: We")
    q, we, told = text.index("Q: "), text.index("We hope"), text.index("I said")
    question = statement(document, (q, q + 1), (q + 1, q + 2), (q + 3, q + 7), kind="indirect")
    answer = statement(
        document, (colon, colon + len(answerer)), (we - 2, we - 1), (we, we + 17), (told, told + 9), kind="indirect"
    )
    hope = statement(document, (we, we + 2), (we + 3, we + 7), (we + 8, we + 17), within=answer.id, kind="indirect")
    said = statement(document, (told, told + 1), (told + 2, told + 6), (told + 7, told + 9), within=answer.id)
    made = resolve_speakers(doc, document, linked, (question, answer, hope, said), base)
    described = describe_statements(doc, document, made, linked, base)
    found = with_days(doc, document, described, ())
    for one in found:
        for span in (one.channel.span if one.channel else None, one.occasion):
            assert span is None or text[span.start : span.end] == span.text
    return list(found)


def test_who_answers_is_the_one_in_the_headline(tree: TreeBuilder, base: Knowledge) -> None:
    found = read(tree, base, "Spokesperson of Albian Mission Speaks on Question", MISSION, "A", ("Albian", "MISC"))
    question, answer, hope, _ = found
    assert (question.speaker, question.speaker_id, question.on_behalf_of) == (None, None, None)
    assert (answer.speaker, answer.on_behalf_of) == (None, "s:alb")
    assert answer.basis is not None
    assert answer.basis.startswith("the one in the headline")
    assert (hope.speaker, hope.speaker_id) == ("Albia", "s:alb")


def test_without_a_day_in_the_headline_turns_are_of_the_day_of_publication(tree: TreeBuilder, base: Knowledge) -> None:
    question, answer, hope, said = read(
        tree, base, "Spokesperson of Albian Mission Speaks on Question", MISSION, "A", ("Albian", "MISC")
    )
    days = [one.said_on.date if one.said_on else None for one in (question, answer, hope, said)]
    assert days == [PUBLISHED.date, PUBLISHED.date, PUBLISHED.date, None]
    assert answer.said_on is not None
    assert answer.said_on.basis == "day of publication, under the headline “Speaks on Question”"
    assert answer.channel is not None
    assert (answer.channel.kind, answer.channel.span.text) == ("briefing", "Speaks on Question")


def test_turns_are_of_the_day_in_the_headline(tree: TreeBuilder, base: Knowledge) -> None:
    question, answer, hope, said = read(
        tree, base, "Aren Toll Press Conference on June 1", TOLL, "Toll", ("Aren Toll", "PER")
    )
    days = [one.said_on.date.isoformat() if one.said_on else None for one in (question, answer, hope, said)]
    assert days == ["2021-06-01", "2021-06-01", "2021-06-01", None]
    assert answer.said_on is not None
    assert (answer.said_on.precision, answer.said_on.basis) == ("day", "“June 1” in the headline")
    assert question.channel is not None
    assert question.channel.span.text == "Press Conference"
    assert hope.channel is None


def test_nobody_in_the_headline_answers(tree: TreeBuilder, base: Knowledge) -> None:
    rows = "\nHarbour NOUN harbour 2 compound\nStrait NOUN strait 0 root\n"
    _, answer, _, _ = read(tree, base, "Harbour Strait", rows, "A")
    assert (answer.speaker, answer.on_behalf_of, answer.said_on, answer.channel) == (None, None, None, None)


SPEECH = (
    "Remarks:remark/NOUN/0/root by/ADP/3/case Orn/PROPN/1/nmod ,/PUNCT/6/punct 1/NUM/6/nummod June/PROPN/1/nmod "
    "2021/NUM/6/nummod",
    "We/PRON/2/nsubj hope:hope/VERB/0/root for/ADP/4/case talks/NOUN/2/obl ./PUNCT/2/punct",
    "Venn/PROPN/2/nsubj hopes:hope/VERB/0/root for/ADP/4/case war/NOUN/2/obl ./PUNCT/2/punct",
)


def test_a_speech_is_of_its_day_as_far_as_it_is_the_speakers(tree: TreeBuilder) -> None:
    doc = parsed(tree, *SPEECH)
    text = doc.text[: (at := doc.text.index(" We"))] + "\n" + doc.text[at + 1 :]
    document = Document(text, published=PUBLISHED)
    we, venn, orn = text.index("We"), text.index("Venn"), text.index("Orn")
    made = (
        statement(document, (orn, orn + 3), None, (venn, venn + 4), speaker="Orn"),
        statement(document, (we, we + 2), (we + 3, we + 7), (we + 8, we + 17)),
        statement(document, (venn, venn + 4), (venn + 5, venn + 10), (venn + 11, venn + 18), speaker="Venn"),
    )
    days = [one.said_on.date.isoformat() if one.said_on else None for one in with_days(doc, document, made, ())]
    assert days == ["2021-06-01", "2021-06-01", None]


def test_i_in_a_speech_is_who_holds_it(tree: TreeBuilder, base: Knowledge) -> None:
    doc = parsed(
        tree,
        "Remarks:remark/NOUN/0/root by/ADP/4/case President/NOUN/4/compound Orn/PROPN/1/nmod Tim/PROPN/4/flat",
        "I/PRON/2/nsubj hope:hope/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct",
    )
    text = doc.text[: (at := doc.text.index(" I "))] + "\n" + doc.text[at + 1 :]
    document = Document(text)
    name, hope = text.index("Orn"), text.index("I hope")
    mentions = link_mentions(doc, document, [Mention(name, name + 7, "Orn Tim", "PER", "m-1")], base)
    made = statement(document, (hope, hope + 1), (hope + 2, hope + 6), (hope + 7, hope + 9))
    (found,) = resolve_speakers(doc, document, mentions, [made], base)
    assert (found.speaker, found.speaker_id) == ("Orn Tim", None)


def test_initials_stand_for_the_only_person_who_has_them(tree: TreeBuilder, base: Knowledge) -> None:
    _, answer, hope, _ = read(tree, base, "Aren Toll Press Conference on June 1", TOLL, "AT", ("Aren Toll", "PER"))
    assert [(one.speaker, one.basis) for one in (answer, hope)] == [
        ("Aren Toll", "initials of Aren Toll"),
        (None, None),
    ]
