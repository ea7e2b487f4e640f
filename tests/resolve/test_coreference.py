import pytest

from verbale.resolve.coreference import (
    Appearance,
    Referent,
    Speaker,
    by_group,
    by_pronoun,
    by_thing,
    by_title,
    gender_of,
)


def person(name, gender=None, *words):
    return Referent(Speaker(name), "person", set(words), gender)


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


def test_groups_and_things():
    bloc, union = Referent(Speaker("Bloc"), "alliance"), Referent(Speaker("Union"), "alliance")
    ministry = Referent(Speaker("Ministry of Mills"), "body")
    assert name_of(by_group("alliance", 5, told((bloc, 1), (ministry, 2)))) == "Bloc"
    assert name_of(by_group("ministry", 5, told((ministry, 2), (bloc, 3)))) == "Ministry of Mills"
    assert by_group("alliance", 5, told((bloc, 3), (union, 4))) is None
    assert by_group("department", 5, told((ministry, 4))) is None
    assert by_group("choir", 5, told((bloc, 3))) is None
    paper = Referent(Speaker(None, None, "b"), "thing", {"statement"})
    assert by_thing("statement", told((paper, 1), (bloc, 2))).referent is paper
    assert by_thing("report", told((paper, 1))) is None
