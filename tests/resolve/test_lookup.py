import pytest

from tests.codebook.test_knowledge import ACTORS, HOLDERS, NAMES, OFFICES, write
from verbale.codebook.knowledge import load
from verbale.errors import VerbaleError
from verbale.models.actor import first_day, last_day
from verbale.resolve.holders import holder
from verbale.resolve.lookup import lookup


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    def rows(*rows):
        return "".join("\t".join((*row, "set", "2026-01-01")) + "\n" for row in rows)

    return load(
        write(
            tmp_path_factory.mktemp("kb"),
            actors=ACTORS
            + rows(
                ("s:alb", "state", "Albia", "ALB", "", "", ""),
                ("s:cor", "state", "Corvania", "COR", "", "", ""),
                ("b:alb-mfa", "body", "Ministry of Foreign Affairs of Albia", "ALB", "s:alb", "", ""),
                ("o:bloc", "alliance", "Littoral Bloc", "", "", "1990", ""),
                ("p:brunn", "person", "Ada Brunn", "ALB", "", "", ""),
                ("p:lee-a", "person", "Otto Lee", "ALB", "", "", ""),
                ("p:lee-c", "person", "Mara Lee", "COR", "", "", ""),
                ("p:chief", "person", "Jon Stolt", "", "", "", ""),
            ),
            names=NAMES
            + rows(
                ("s:alb", "Albian", "adjective", "", ""),
                ("s:alb", "Port Alb", "capital", "", ""),
                ("s:alb", "Albland", "former", "", "1999"),
                ("b:alb-mfa", "Foreign Ministry", "name", "", ""),
                ("p:brunn", "Brunn", "surname", "", ""),
                ("p:lee-a", "Lee", "surname", "", ""),
                ("p:lee-c", "Lee", "surname", "", ""),
            ),
            offices=OFFICES
            + rows(
                ("hs:alb", "s:alb", "head of state", "President"),
                ("hs:cor", "s:cor", "head of state", "President"),
                ("sg:bloc", "o:bloc", "secretary-general", "Secretary General"),
            ),
            holders=HOLDERS
            + rows(
                ("hs:alb", "p:brunn", "2001-05-03", "2010-06"),
                ("hs:alb", "p:lee-a", "2010-06-15", ""),
                ("hs:cor", "p:lee-c", "2015", "2020"),
                ("sg:bloc", "p:chief", "2014-10-01", ""),
            ),
        )
    )


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
