import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.resolve.test_linking import flat
from verbale.models import Document, Mention, Published
from verbale.resolve.linking import link_mentions
from verbale.resolve.lookup import lookup
from verbale.resolve.repair import Option, outcomes
from verbale.resolve.repairing import swapped_months
from verbale.resolve.spelling import is_held_out, own_name, respelt, sounds
from verbale.resolve.swaps import matches, phrases_of, swap_of, telling

DAY = datetime.date(2017, 6, 1)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


def linked(doc, base, *names):
    """Return the mentions of names given as text and label, linked."""
    text, at, mentions = doc.text, 0, []
    for name, label in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), name, label, "m-1"))
        at += len(name)
    return link_mentions(doc, Document(text, published=Published(DAY, "day", "given")), mentions, base)


# --- spellings -------------------------------------------------------------------------------------------------------


@given(LETTERS)
def test_a_spelling_is_nearest_to_itself(name):
    assert respelt(name, name) == 0.0


@given(LETTERS, LETTERS)
def test_another_spelling_costs_something_and_no_more_than_enough(name, written):
    cost = respelt(name, written, most=30.0)
    assert 0.0 <= cost <= 30.0
    assert (cost == 0.0) == (name == written)


@pytest.mark.parametrize(
    ("name", "near", "far"),
    [
        ("karodin", "garodin", "marodin"),  # one script does not keep k and g apart
        ("pelanor", "belanor", "selanor"),
        ("morvani", "morwani", "mortani"),
        ("talesh", "talish", "talrsh"),
        ("brunnek", "brunek", "brunxek"),
    ],
)
def test_what_scripts_confuse_is_nearer_than_what_they_do_not(name, near, far):
    assert respelt(name, near) < respelt(name, far)


def test_a_usual_name_is_likelier_to_be_somebody_elses():
    assert own_name("smith") < own_name("kowalczyk") < own_name("xqzvwk")


def test_sounds_are_those_of_classes():
    assert sounds("gramadorsk") == sounds("kramatorsk")
    assert sounds("abar") != sounds("bar")


def test_half_of_the_actors_is_held_out():
    halves = [is_held_out(f"p:{number}") for number in range(400)]
    assert 150 < sum(halves) < 250


# --- words for words -------------------------------------------------------------------------------------------------


def test_a_swapped_word_is_told_with_the_one_meant(base):
    found = matches(telling("Overseas Ministry"), phrases_of(base))
    assert found[0].text == "Foreign Ministry"
    assert found[0].swapped
    assert "'overseas' for 'foreign'" in found[0].reasons[0]


def test_words_in_another_order(base):
    found = matches(telling("Mills Union"), phrases_of(base))
    assert (found[0].text, found[0].reasons) == ("Union of Mills", ("the words in another order",))


@pytest.mark.parametrize("name", ["Foreign Ministry", "Union of Mills", "Glass Harbour Choir", ""])
def test_a_sound_or_strange_name_is_like_no_other(base, name):
    assert not [match for match in matches(telling(name), phrases_of(base)) if match.gain > 12]


@pytest.mark.parametrize(
    ("before", "title", "swap"),
    [
        (["nato", "secretary", "common"], "Secretary-General", ("common", "general")),
        (["nato", "secretary", "general"], "Secretary-General", None),
        (["old", "harbour"], "Secretary-General", None),
        (["common"], "Secretary-General", None),
    ],
)
def test_a_swapped_title(before, title, swap):
    assert swap_of(before, title) == swap


# --- what comes of them ----------------------------------------------------------------------------------------------


def option(base, id_, odds, swapped=True):
    from verbale.resolve.lookup import Weighed

    return Option([Weighed(base.actors[id_], 1.0, ["name"], "name")], odds, ("'a' for 'b'",), swapped)


def test_two_readings_leave_it_open(base):
    found = outcomes({0: [option(base, "s:alb", 30), option(base, "s:cor", 30)]}, 1)
    assert not found[0].sure
    assert {one.actor.id for one in found[0].candidates()} == {"s:alb", "s:cor"}
    assert all(one.reasons[0].startswith("may be damaged") for one in found[0].candidates())


def test_one_reading_is_taken_and_says_why(base):
    found = outcomes({0: [option(base, "s:alb", 30), option(base, "s:cor", 20)]}, 1)
    assert found[0].sure
    assert found[0].candidates()[0].reasons[0] == "repaired: 'a' for 'b'"


def test_damage_seldom_comes_alone(base):
    weak = [option(base, "s:alb", 8)]
    assert not outcomes({0: weak}, 1)[0].sure
    others = {number: [option(base, "s:cor", 30)] for number in range(1, 5)}
    assert outcomes({0: weak, **others}, 5)[0].sure
    assert outcomes({0: weak}, 1, swaps_seen=6)[0].sure


def test_a_misspelt_name_with_its_title(tree, base):
    doc = flat(tree, "Albian President Oto Lee spoke")
    _, person = linked(doc, base, ("Albian", "NORP"), ("Oto Lee", "PER"))
    assert person.actor == "p:lee-a"
    assert person.candidates[0].reasons[0].startswith("repaired: ")


def test_a_name_of_its_own_is_nobody_elses(tree, base):
    doc = flat(tree, "Farmer Ida Braun spoke to Albia")
    person, _ = linked(doc, base, ("Ida Braun", "PER"), ("Albia", "LOC"))
    assert person.actor is None


def test_a_swapped_ministry_is_whose_it_says(tree, base):
    text = (
        "Albian Overseas Ministry and Albian Secretary-Common met in Could 2016 . In Could 2015 they met . Albia paid ."
    )
    doc = flat(tree, text)
    found = linked(doc, base, ("Albian Overseas Ministry", "ORG"), ("Albia", "LOC"))
    assert found[0].actor == "b:alb-mfa"
    assert "'overseas' for 'foreign'" in found[0].candidates[0].reasons[0]


def test_months_that_are_other_words(tree):
    doc = flat(tree, "He came in Could . Could he stay ? It was 12 Could 2020 . He said Could")
    months = list(swapped_months(doc))
    assert [one.month for one in months] == [5, 5]
    assert all(doc.text[one.start : one.end] == "Could" for one in months)


def test_the_look_up_guesses_only_what_nobody_has(base):
    known = lookup("Albian foreign ministry", on="2017-06-01", base=base)
    guessed = lookup("Albian overseas ministry", on="2017-06-01", base=base)
    assert known[0].actor.id == guessed[0].actor.id == "b:alb-mfa"
    assert guessed[0].score < 0.5 < known[0].score
    assert "damaged" in guessed[0].reasons[0] or "repaired" in guessed[0].reasons[0]
    assert lookup("Zzyzx Qwopl", on="2017-06-01", base=base) == []
