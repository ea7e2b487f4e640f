import datetime
import re

import pytest

from verbale.models import Document, Mention, Published
from verbale.resolve.linking import link_mentions


def flat(tree, text):
    """Return a `Doc` in which each word hangs on the one before: for what does not look at the tree."""
    rows = []
    for number, form in enumerate(re.findall(r"\w+(?:-\w+)*|[^\w\s]", text)):
        pos = "PUNCT" if not form[0].isalnum() else "PROPN" if form[0].isupper() else "VERB"
        rows.append(f"{form} {pos} {form.lower()} {number} {'dep' if number else 'root'}")
    return tree(text, "\n".join(rows))


def linked(doc, base, *names, day="2017-06-01"):
    """Return the actors of names given as text and label, in order of the text."""
    text, at, mentions = doc.text, 0, []
    for name, label in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), name, label, "m-1"))
        at += len(name)
    published = Published(datetime.date.fromisoformat(day), "day", "given") if day else None
    found = link_mentions(doc, Document(text, published=published), mentions, base)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.actor is None or one.candidates[0].actor.id == one.actor
        assert all(candidate.reasons for candidate in one.candidates)
    return [(one.text, one.actor) for one in found]


def test_short_forms_follow_the_full_name(tree, base):
    doc = flat(tree, "Ada Brunn met Otto Lee . Brunn thanked Lee .")
    names = [("Ada Brunn", "PER"), ("Otto Lee", "PER"), ("Brunn", "ORG"), ("Lee", "PER")]
    assert [actor for _, actor in linked(doc, base, *names)] == ["p:brunn", "p:lee-a", "p:brunn", "p:lee-a"]


def test_a_short_form_of_somebody_unknown_is_nobody_else(tree, base):
    doc = flat(tree, "Tim Lee farms in Albia . Lee is glad .")
    assert linked(doc, base, ("Tim Lee", "PER"), ("Albia", "LOC"), ("Lee", "PER")) == [
        ("Tim Lee", None), ("Albia", "s:alb"), ("Lee", None),
    ]  # fmt: skip


def test_two_bearers_of_a_surname_leave_it_open(tree, base):
    doc = flat(tree, "Otto Lee met Mara Lee . Lee was glad .")
    found = linked(doc, base, ("Otto Lee", "PER"), ("Mara Lee", "PER"), ("Lee", "PER"))
    assert found[2] == ("Lee", None)


def test_a_short_form_stays_with_whom_it_meant(tree, base):
    text = "Otto Lee came . Lee spoke . Tim Lee left . It rained . It snowed . Lee spoke ."
    rows = []
    for sentence in text.split(" . "):
        words = sentence.removesuffix(" .").split()
        lines = [f"{w} PROPN {w} {n} {'dep' if n else 'root'}" for n, w in enumerate(words)]
        rows.append("\n".join([*lines, f". PUNCT . {len(words)} punct"]))
    doc = tree(text, "\n\n".join(rows))
    found = linked(doc, base, ("Otto Lee", "PER"), ("Lee", "PER"), ("Tim Lee", "PER"), ("Lee", "PER"))
    assert [actor for _, actor in found] == ["p:lee-a", "p:lee-a", None, "p:lee-a"]


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("Lee spoke to Albia", "2021-06-01", "p:lee-a"),  # the other one has left office
        ("Lee spoke to Albia and Corvania", "2017-06-01", None),  # both are in office
        ("Lee spoke to Corvania", "2017-06-01", "p:lee-c"),
        ("Lee spoke to nobody", "2021-06-01", None),  # nothing points to a president
        ("Lee spoke to Albia", None, None),
    ],
)
def test_a_surname_needs_an_office_and_the_article(tree, base, text, day, actor):
    states = [(word, "LOC") for word in ("Albia", "Corvania") if word in text]
    assert linked(flat(tree, text), base, ("Lee", "PER"), *states, day=day)[0] == ("Lee", actor)


def test_a_misspelt_name_is_that_of_the_holder_of_its_title(tree, base):
    doc = flat(tree, "Albian President Oto Lee spoke")
    assert linked(doc, base, ("Albian", "NORP"), ("Oto Lee", "PER"))[1] == ("Oto Lee", "p:lee-a")
    doc = flat(tree, "Corvanian President Oto Lee spoke")
    assert linked(doc, base, ("Corvanian", "NORP"), ("Oto Lee", "PER"))[1] == ("Oto Lee", None)
    doc = flat(tree, "Farmer Oto Lee spoke to Albia")
    assert linked(doc, base, ("Oto Lee", "PER"), ("Albia", "LOC"))[0] == ("Oto Lee", None)


def test_names_in_parts_are_joined(tree, base):
    doc = flat(tree, "North Talia and the North Talian army")
    assert linked(doc, base, ("North", "LOC"), ("Talia", "ORG"), ("Talian", "NORP")) == [
        ("North Talia", "s:nor"), ("North Talian", "s:nor"),
    ]  # fmt: skip


def test_compass_points_are_short_for_states(tree, base):
    doc = flat(tree, "North Talia warned . Then the North fired towards the North Sea")
    names = [("North Talia", "LOC"), ("North", "LOC"), ("North", "LOC")]
    assert [actor for _, actor in linked(doc, base, *names)] == ["s:nor", "s:nor", None]


def test_a_ministry_is_whose_it_stands_beside(tree, base):
    doc = flat(tree, "Corvania read what the Albian Foreign Ministry wrote . The Foreign Ministry slept")
    names = [("Corvania", "LOC"), ("Albian", "NORP"), ("Ministry", "ORG"), ("Foreign Ministry", "ORG")]
    assert linked(doc, base, *names)[2:] == [("Foreign Ministry", "b:alb-mfa"), ("Foreign Ministry", "b:alb-mfa")]


def test_a_ministry_is_that_of_the_only_state_or_nobodys(tree, base):
    doc = flat(tree, "wrote the Foreign Ministry near Albia")
    assert linked(doc, base, ("Foreign Ministry", "ORG"), ("Albia", "LOC"))[0][1] == "b:alb-mfa"
    doc = flat(tree, "wrote the Foreign Ministry near Albia and Corvania")
    names = [("Foreign Ministry", "ORG"), ("Albia", "LOC"), ("Corvania", "LOC")]
    assert linked(doc, base, *names)[0][1] is None


def test_acronyms(tree, base):
    # Two are called UM, which only the text can tell; "Is" is no acronym, whatever its capital.
    doc = flat(tree, "the Union of Mills (UM) met . UM met . Is it so")
    names = [("Union of Mills", "ORG"), ("UM", "ORG"), ("UM", "ORG"), ("Is", "ORG")]
    assert [actor for _, actor in linked(doc, base, *names)] == ["o:union", "o:union", "o:union", None]
    assert linked(flat(tree, "so UM met"), base, ("UM", "ORG"))[0][1] is None


def test_cities_act_or_are_places(tree, base):
    doc = tree(
        "Corva warned those in Corva",
        "Corva PROPN Corva 2 nsubj\nwarned VERB warn 0 root\nthose PRON that 2 obj\nin ADP in 5 case\n"
        "Corva PROPN Corva 3 nmod",
    )
    assert [actor for _, actor in linked(doc, base, ("Corva", "PER"), ("Corva", "LOC"))] == ["s:cor", None]


def test_nothing_to_link(tree, base):
    assert linked(flat(tree, "it rained"), base) == []
    assert linked(flat(tree, "the - was"), base, ("-", "ORG")) == [("-", None)]


def test_the_shipped_tables(tree):
    from verbale.codebook.knowledge import knowledge

    base = knowledge()
    doc = flat(tree, "NATO chief Jens Stoltenberg flew to South Korea and Japan")
    names = [("NATO", "ORG"), ("Jens Stoltenberg", "PER"), ("Korea", "ORG"), ("Japan", "LOC")]
    found = linked(doc, base, *names, day="2023-01-30")
    assert [base.actors[actor].name for _, actor in found] == ["NATO", "Jens Stoltenberg", "South Korea", "Japan"]
    doc = flat(tree, "Washington slept in Washington")
    assert [actor for _, actor in linked(doc, base, ("Washington", "LOC"), day="2023-01-30")] == [None]


def test_names_that_stand_on_their_own_are_not_joined(tree, base):
    # "Albian Mills" would be one name, had not each of the two a meaning of its own.
    doc = flat(tree, "the Albian Foreign Ministry")
    found = linked(doc, base, ("Albian", "NORP"), ("Foreign Ministry", "ORG"))
    assert found == [("Albian", "s:alb"), ("Foreign Ministry", "b:alb-mfa")]


def test_a_body_is_called_by_a_part_of_its_name_later(tree, base):
    doc = flat(tree, "the Albian House of Reeds met . So the House went on . House prices rose")
    names = [("Albian", "NORP"), ("House of Reeds", "ORG"), ("House", "ORG"), ("House", "ORG")]
    assert [actor for _, actor in linked(doc, base, *names)] == ["s:alb", "b:alb-reeds", "b:alb-reeds", None]
