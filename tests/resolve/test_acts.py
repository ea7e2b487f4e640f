from __future__ import annotations

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from tests.handmade import statement
from tests.resolve.conftest import parsed
from verbale.codebook.knowledge import Knowledge
from verbale.models import Document, Label, Mention, Statement
from verbale.resolve.acts import describe_statements


def described(tree: TreeBuilder, name: str, base: Knowledge, *names: tuple[str, Label, str | None]) -> Statement:
    """Return the statement of a sentence, with names given as words, label and actor."""
    doc, one = said(tree, name)
    mentions = []
    for words, label, actor in names:
        at = doc.text.index(words)
        mentions.append(Mention(at, at + len(words), words, label, "m-1", actor))
    (found,) = describe_statements(doc, Document(doc.text), [one.statement], mentions, base)
    spans = [party.span for party in found.addressees]
    spans += [span for about in found.about for span in (*about.spans, *about.words)]
    spans += [found.channel.span] if found.channel else []
    assert all(doc.text[span.start : span.end] == span.text for span in spans)
    assert found.id == one.statement.id
    return found


def test_no_statements_are_none(tree: TreeBuilder, base: Knowledge) -> None:
    doc, _ = said(tree, "say")
    assert describe_statements(doc, Document(doc.text), [], [], base) == ()


def test_an_addressee_is_linked_by_its_name(tree: TreeBuilder, base: Knowledge) -> None:
    found = described(tree, "urge", base, ("Corvania", "LOC", "s:cor"))
    assert [(party.name, party.actor, party.span.text) for party in found.addressees] == [
        ("Corvania", "s:cor", "Corvania")
    ]


def test_an_addressee_without_a_name_is_its_words(tree: TreeBuilder, base: Knowledge) -> None:
    (party,) = described(tree, "told", base).addressees
    assert (party.name, party.actor) == ("reporters", None)


def test_class_modality_commitment_channel_and_people(tree: TreeBuilder, base: Knowledge) -> None:
    found = described(tree, "officials", base)
    assert (found.cue_class, found.modality, found.commitment) == ("say", "asserted", "said")
    assert (found.anonymous, found.collective) == (True, True)
    letter = described(tree, "letter", base).channel
    assert letter is not None
    assert (letter.kind, letter.span.text) == ("letter", "a letter")
    occasion = described(tree, "summit", base).occasion
    assert occasion is not None
    assert occasion.text == "the summit in Corva"


def test_whom_a_statement_is_about(tree: TreeBuilder, base: Knowledge) -> None:
    (about,) = described(tree, "accuse", base, ("Albia", "LOC", "s:alb"), ("Corvania", "LOC", "s:cor")).about
    assert (about.name, about.actor, about.stance) == ("Corvania", "s:cor", -1.0)
    assert [span.text for span in about.spans] == ["Corvania"]
    assert [span.text for span in about.words] == ["accused"]


def test_words_are_given_only_with_a_stance(tree: TreeBuilder, base: Knowledge) -> None:
    (about,) = described(tree, "neutral", base, ("Corvania", "LOC", "s:cor")).about
    assert (about.stance, about.words) == (0.0, ())


def test_a_place_and_an_origin_are_not_spoken_of(tree: TreeBuilder, base: Knowledge) -> None:
    assert described(tree, "place", base, ("Corvania", "LOC", "s:cor")).about == ()
    assert described(tree, "origin", base, ("Corvanian", "NORP", "s:cor")).about == ()
    (about,) = described(tree, "troops", base, ("Corvanian", "NORP", "s:cor")).about
    assert (about.name, about.stance) == ("Corvania", 1.0)


def test_a_name_that_is_linked_to_nobody(tree: TreeBuilder, base: Knowledge) -> None:
    (about,) = described(tree, "partner", base, ("Corvania", "ORG", None)).about
    assert (about.name, about.actor) == ("Corvania", None)


def test_a_person_is_public_with_a_title_or_by_a_single_name(tree: TreeBuilder, base: Knowledge) -> None:
    rows = "Orsk/PROPN/2/nsubj praised:praise/VERB/0/root Tim/PROPN/2/obj Orn/PROPN/3/flat ./PUNCT/2/punct"
    private = parsed(tree, rows)
    public = parsed(tree, rows.replace("Tim/PROPN/2/obj", "President/NOUN/2/obj Tim/PROPN/3/flat"))
    for doc, wanted in ((private, []), (public, ["President Tim Orn"])):
        text = doc.text
        at = text.index("Tim Orn")
        one = statement(Document(text), (0, 4), (5, 12), (13, len(text) - 1))
        (found,) = describe_statements(doc, Document(text), [one], [Mention(at, at + 7, "Tim Orn", "PER", "m-1")], base)
        assert [about.name for about in found.about] == wanted
    (about,) = described(tree, "partner", base, ("Corvania", "PER", None)).about
    assert about.name == "Corvania"


def in_order(tree: TreeBuilder, base: Knowledge, rows: str, *parts: tuple[str, str, str]) -> list[Statement]:
    """Return the statements of some sentences, given by source, cue and content, each after the one before."""
    doc = parsed(tree, *rows.split("|"))
    document, at, made = Document(doc.text), 0, []
    for words in parts:
        spans = []
        for part in words:
            at = doc.text.index(part, at)
            spans.append((at, at + len(part)))
        made.append(statement(document, *spans, kind="indirect"))
    return list(describe_statements(doc, document, made, [], base))


def test_she_who_was_nameless_stays_so(tree: TreeBuilder, base: Knowledge) -> None:
    rows = (
        "A/DET/2/det resident/NOUN/3/nsubj said:say/VERB/0/root it/PRON/5/nsubj fell:fall/VERB/3/ccomp ./PUNCT/3/punct|"
        "She:she/PRON/2/nsubj added:add/VERB/0/root it/PRON/4/nsubj rained:rain/VERB/2/ccomp ./PUNCT/2/punct|"
        "They:they/PRON/2/nsubj said:say/VERB/0/root it/PRON/4/nsubj froze:freeze/VERB/2/ccomp ./PUNCT/2/punct"
    )
    told = (("A resident", "said", "it fell"), ("She", "added", "it rained"), ("They", "said", "it froze"))
    assert [one.anonymous for one in in_order(tree, base, rows, *told)] == [True, True, False]
    named = rows.replace("A/DET/2/det resident/NOUN", "Vera/PROPN/2/flat Orn/PROPN")
    told = (("Vera Orn", "said", "it fell"), *told[1:])
    assert [one.anonymous for one in in_order(tree, base, named, *told)] == [False, False, False]


def test_it_goes_on_with_the_paper(tree: TreeBuilder, base: Knowledge) -> None:
    rows = (
        "A/DET/2/det poll/NOUN/3/nsubj found:find/VERB/0/root it/PRON/5/nsubj fell:fall/VERB/3/ccomp ./PUNCT/3/punct|"
        "It:it/PRON/2/nsubj says:say/VERB/0/root we/PRON/4/nsubj fell:fall/VERB/2/ccomp ./PUNCT/2/punct|"
        "Orn/PROPN/2/nsubj says:say/VERB/0/root he/PRON/4/nsubj fell:fall/VERB/2/ccomp ./PUNCT/2/punct|"
        "It:it/PRON/2/nsubj says:say/VERB/0/root they/PRON/4/nsubj fell:fall/VERB/2/ccomp ./PUNCT/2/punct"
    )
    found = in_order(
        tree, base, rows,
        ("A poll", "found", "it fell"), ("It", "says", "we fell"), ("Orn", "says", "he fell"),
        ("It", "says", "they fell"),
    )  # fmt: skip
    channels = [(one.channel.kind, one.channel.span.text) if one.channel else None for one in found]
    assert channels == [("report", "A poll"), ("report", "It"), None, None]


def test_a_source_with_a_name_is_not_nameless(tree: TreeBuilder, base: Knowledge) -> None:
    rows = (
        "An/DET/2/det aide/NOUN/9/nsubj to/ADP/5/case the/DET/5/det president/NOUN/2/nmod ,/PUNCT/8/punct "
        "Tim/PROPN/8/flat Orn/PROPN/5/appos said:say/VERB/0/root it/PRON/11/nsubj fell:fall/VERB/9/ccomp"
    )
    doc = parsed(tree, rows)
    document = Document(doc.text)
    at, cue = doc.text.index("Tim Orn"), doc.text.index("said")
    mention = Mention(at, at + 7, "Tim Orn", "PER", "m-1")
    for speaker, nameless in (("Tim Orn", False), (None, True)):
        one = statement(document, (0, at + 7), (cue, cue + 4), (cue + 5, len(doc.text)), speaker=speaker)
        (found,) = describe_statements(doc, document, [one], [mention], base)
        assert found.anonymous is nameless
