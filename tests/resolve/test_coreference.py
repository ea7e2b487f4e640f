import pytest

from verbale.resolve.coreference import (
    Appearance,
    Referent,
    Speaker,
    by_any_group,
    by_group,
    by_it,
    by_pronoun,
    by_title,
    gender_of,
)


def person(name, gender=None, *words):
    return Referent(Speaker(name), "person", set(words), gender=gender)


def told(*appearances):
    """Return appearances given as (referent, sentence, salient, main), the nearest first."""
    rows = [(*one, *(True, True)[len(one) - 2 :]) for one in appearances]
    made = [Appearance(10 * n, sentence, who, salient, main) for n, (who, sentence, salient, main) in enumerate(rows)]
    return made[::-1]


def name_of(found):
    return found and found.referent.speaker.name


@pytest.mark.parametrize(
    ("titles", "gender"),
    [("Mr", "m"), ("Foreign Ministry spokeswoman", "f"), ("Minister", None), ("Mr and Mrs", None), ("", None)],
)
def test_gender_by_titles(titles, gender):
    assert gender_of(titles) == gender


def test_the_nearest_subject_is_meant_whose_gender_does_not_differ():
    brunn, lee = person("Brunn", "f"), person("Lee")
    assert name_of(by_pronoun("f", 2, told((lee, 1), (brunn, 2)))) == "Brunn"
    assert name_of(by_pronoun("f", 2, told((brunn, 1), (lee, 2)))) == "Lee"
    assert name_of(by_pronoun("m", 3, told((lee, 1), (brunn, 2)))) == "Lee"


def test_who_is_no_subject_is_meant_if_nobody_else_is_near_and_the_gender_is_known():
    brunn, lee = person("Brunn", "f"), person("Lee")
    assert name_of(by_pronoun("f", 2, told((brunn, 1, False), (brunn, 2, False)))) == "Brunn"
    assert by_pronoun("f", 2, told((brunn, 2, False), (person("Orsk", "f"), 2, False))) is None
    assert name_of(by_pronoun("f", 2, told((brunn, 1, True), (person("Orsk", "f"), 2, False)))) == "Brunn"
    assert by_pronoun("m", 2, told((lee, 2, False))) is None


def test_past_somebody_without_a_name_no_pronoun_points():
    found = by_pronoun("f", 2, told((person("Brunn", "f"), 1), (person(None, "f"), 2)))
    assert not found.referent.is_named


def test_it_and_they_are_who_acted_last():
    bloc, albia, brunn = Referent(Speaker("Bloc"), "alliance"), Referent(Speaker("Albia"), "state"), person("Brunn")
    assert name_of(by_it(2, told((bloc, 1)), plural=False)) == "Bloc"
    assert name_of(by_it(2, told((bloc, 1)), plural=True)) == "Bloc"
    assert name_of(by_it(2, told((albia, 1), (brunn, 2)), plural=False)) == "Albia"  # a person is no "it"
    assert by_it(2, told((albia, 1)), plural=True) is None  # a state is no "they"
    assert by_it(2, told((bloc, 1), (brunn, 2)), plural=True) is None
    assert by_it(2, told((bloc, 1), (Referent(Speaker(), "several"), 2)), plural=True) is None
    assert by_it(2, told((bloc, 1, False)), plural=False) is None
    assert by_it(3, told((bloc, 1)), plural=False) is None  # too far back


def test_pronouns_abstain():
    assert by_pronoun("m", 9, told((person("Lee"), 1))) is None  # too far back
    assert by_pronoun("m", 1, told((person("Lee"), 1, False))) is None  # neither subject nor source
    assert by_pronoun("m", 1, told((person("Brunn", "f"), 1))) is None
    assert by_pronoun("m", 1, told((Referent(Speaker("Bloc"), "alliance"), 1))) is None


def test_the_subject_of_the_sentence_comes_before_that_of_a_clause_in_it():
    brunn, lee = person("Brunn"), person("Lee")
    assert name_of(by_pronoun("m", 1, told((brunn, 1), (lee, 1, True, False)))) == "Brunn"
    assert name_of(by_pronoun("m", 2, told((person("Orsk"), 1), (lee, 2, True, False)))) == "Lee"


def test_titles_go_to_whom_they_were_given():
    brunn, lee = person("Brunn", None, "researcher"), person("Lee", None, "minister")
    assert name_of(by_title("researcher", 9, told((brunn, 1), (lee, 8)))) == "Brunn"
    assert by_title("minister", 3, told((person("Orsk", None, "minister"), 1), (lee, 2))) is None  # which one?
    assert by_title("king", 3, told((brunn, 1))) is None
    assert by_title("spokeswoman", 3, told((person("Lee", "m", "spokeswoman"), 1))) is None


def test_short_titles_fit_longer_ones_but_no_other_ones():
    brunn = person("Brunn", None, "minister", "foreign minister")
    assert name_of(by_title("minister", 2, told((brunn, 1)))) == "Brunn"
    assert name_of(by_title("foreign minister", 2, told((brunn, 1)))) == "Brunn"
    assert by_title("finance minister", 2, told((brunn, 1))) is None
    assert name_of(by_title("finance minister", 2, told((person("Lee", None, "minister"), 1)))) == "Lee"


def test_a_title_in_the_text_comes_before_one_by_office():
    brunn, lee = person("Brunn"), person("Lee", None, "president")
    brunn.offices.add("president")
    assert name_of(by_title("president", 2, told((lee, 1), (brunn, 2)))) == "Lee"
    assert name_of(by_title("president", 2, told((brunn, 2)))) == "Brunn"


def test_groups():
    bloc, union = Referent(Speaker("Bloc"), "alliance"), Referent(Speaker("Union"), "alliance")
    ministry = Referent(Speaker("Ministry of Mills"), "body")
    assert name_of(by_group("alliance", 5, told((bloc, 1), (ministry, 2)))) == "Bloc"
    assert name_of(by_group("ministry", 5, told((ministry, 2), (bloc, 3)))) == "Ministry of Mills"
    assert by_group("alliance", 5, told((bloc, 3), (union, 4))) is None
    assert by_group("department", 5, told((ministry, 4))) is None
    assert by_group("choir", 5, told((bloc, 3))) is None


def test_of_several_that_are_called_so_the_one_is_meant_that_acted():
    court, other = (Referent(Speaker(name), "group", {"court"}) for name in ("High Court", "Reed Court"))
    assert name_of(by_group("court", 2, told((court, 1), (other, 1, False)))) == "High Court"
    assert by_group("court", 2, told((court, 1), (other, 1))) is None


def test_the_company_is_the_only_organization_near():
    mills, office = Referent(Speaker("Orn Mills"), "group"), Referent(Speaker("Audit Office"), "group", {"office"})
    assert name_of(by_any_group("company", 2, told((mills, 1)))) == "Orn Mills"
    assert name_of(by_any_group("company", 2, told((mills, 1), (office, 2)))) == "Orn Mills"  # an office is none
    assert by_any_group("company", 2, told((mills, 1), (Referent(Speaker("Reed Wire"), "group"), 2))) is None
    assert by_any_group("choir", 2, told((mills, 1))) is None
    assert by_any_group("company", 9, told((mills, 1))) is None
