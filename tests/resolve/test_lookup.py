import pytest

from verbale.errors import VerbaleError
from verbale.models.actor import first_day, last_day
from verbale.resolve.holders import holder
from verbale.resolve.lookup import is_acronym, lookup, untitled


def best(base, name, on=None, near=()):
    found = lookup(name, on=on, near=near, base=base)
    assert sum(candidate.score for candidate in found) <= 1
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    return found[0].actor.id if found else None


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Albia", "s:alb"),
        ("the Albian", "s:alb"),
        ("Port Alb", "s:alb"),
        ("ALBIA’s", "s:alb"),
        ("Albian government", "s:alb"),
        ("the Albian foreign ministry", "b:alb-mfa"),
        ("Albia's Foreign Ministry", "b:alb-mfa"),
        ("Ada Brunn", "p:brunn"),
        ("Mrs. Brunn", "p:brunn"),
        ("President Brunn", "p:brunn"),
        ("Nobody Known", None),
        ("", None),
        ("The", None),
    ],
)
def test_names(base, name, actor):
    assert best(base, name) == actor


def test_roles_are_those_of_the_day(base):
    assert best(base, "Albian President", "2005-01-01") == "p:brunn"
    assert best(base, "the president of Albia", "2020-01-01") == "p:lee-a"
    assert best(base, "the Littoral Bloc chief", "2020-01-01") == "p:chief"
    assert best(base, "Albian President", "1995-01-01") is None
    assert best(base, "Albian President") is None  # of which year?


def test_office_and_company_decide_between_bearers_of_a_name(base):
    assert best(base, "Lee", "2021-06-01") == "p:lee-a"  # the other one has left office
    both = lookup("Lee", on="2017-06-01", base=base)
    assert abs(both[0].score - both[1].score) < 0.01
    assert best(base, "Mr. Lee", "2017-06-01", near=["Corvania"]) == "p:lee-c"
    assert best(base, "Mr. Lee", "2017-06-01", near=["Albia"]) == "p:lee-a"


def test_former_names_are_those_of_their_time(base):
    assert best(base, "Albland", "1995-01-01") == "s:alb"
    assert best(base, "Albland", "2005-01-01") is None


def test_reasons_are_given(base):
    (first, *_) = lookup("Mr. Brunn", on="2005-01-01", near=["Albia"], base=base)
    assert first.reasons[0] == "surname of Ada Brunn"
    assert "President of Albia on 2005-01-01 (since 2001-05-03, set)" in first.reasons
    assert "Albia is in the article too" in first.reasons


def test_holder(base):
    def held(office, of, on):
        tenure = holder(office, of=of, on=on, base=base)
        return tenure and tenure.person.id

    assert held("head of state", "ALB", "2001-05-02") is None
    assert held("head of state", "ALB", "2001-05-03") == "p:brunn"
    assert held("head of state", "s:alb", "2010-06-14") == "p:brunn"
    assert held("head of state", "Albia", "2010-06-15") == "p:lee-a"  # the later of two in the month they share
    assert held("Head of State", "Corvania", "2020") == "p:lee-c"
    assert held("head of state", "COR", "2021-01-01") is None
    assert held("head of state", "ALB", "2026-06-01") == "p:lee-a"
    assert held("head of state", "ALB", "2029-01-01") is None  # nobody knows so far ahead
    assert held("defence minister", "ALB", "2015") is None


def test_holder_of_nothing_known(base):
    with pytest.raises(VerbaleError, match="V401"):
        holder("head of state", of="Nowhere", on="2015", base=base)
    with pytest.raises(VerbaleError, match="V304"):
        holder("head of state", of="ALB", on="soon", base=base)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"), ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-12", "2020-12-01", "2020-12-31"), ("2020-02-03", "2020-02-03", "2020-02-03"),
    ],
)  # fmt: skip
def test_days(written, first, last):
    assert first_day(written).isoformat() == first
    assert last_day(written).isoformat() == last


def test_bodies_are_found_by_their_state_and_their_name(base):
    assert best(base, "Albian Foreign Ministry") == "b:alb-mfa"
    assert best(base, "Albia House of Reeds") == "b:alb-reeds"
    assert best(base, "Corvania House of Reeds") is None


def test_the_owner_before_a_title_counts(base):
    assert best(base, "Corvanian President Lee", "2017-06-01") == "p:lee-c"
    assert best(base, "Albian President Lee", "2017-06-01") == "p:lee-a"
    assert best(base, "Littoral Bloc Secretary General Jon Stolt", "2017-06-01") == "p:chief"


@pytest.mark.parametrize(
    ("words", "owner", "roles", "name"),
    [
        ("Albian President Ada Brunn", "Albian", ("head of state", "president", "chair"), "Ada Brunn"),
        ("Mr. Brunn", "", (), "Brunn"),
        ("the Albian leader", None, None, None),  # nothing follows the title
        ("Ada Brunn", None, None, None),
        ("Presidential Palace", None, None, None),
    ],
)
def test_titles_are_taken_off(words, owner, roles, name):
    found = untitled(words)
    assert (found and (found.owner, found.roles, found.name)) == (None if owner is None else (owner, roles, name))


@pytest.mark.parametrize(
    ("text", "expected"), [("IS", True), ("is", False), ("Is", False), ("U.N.", True), ("Asean", True), ("12", False)]
)
def test_acronyms_are_in_capitals(text, expected):
    assert is_acronym(text) is expected
