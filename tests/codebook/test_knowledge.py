from pathlib import Path

import pytest

from verbale.codebook.knowledge import folded, knowledge, load
from verbale.errors import VerbaleError

ACTORS = "id\tkind\tname\tcountry\tparent\tfrom\tto\tsource\tas_of\n"
NAMES = "id\tname\ttype\tfrom\tto\tsource\tas_of\n"
OFFICES = "id\tof\tkind\ttitles\tsource\tas_of\n"
HOLDERS = "office\tperson\tstart\tend\tsource\tas_of\n"


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("The United States", "united states"),
        ("U.S.", "us"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Yoon  Suk-yeol", "yoon suk yeol"),
        ("“NATO”", "nato"),
        ("Jarosław Kaczyński", "jaroslaw kaczynski"),
        ("Tromsø", "tromso"),
    ],
)
def test_folded(name, form):
    assert folded(name) == form
    assert folded(form) == form


def test_tables_of_one_kind_are_united_and_own_rows_come_last(tmp_path):
    shipped = write(
        tmp_path / "shipped",
        states_actors="# a remark\n" + ACTORS + "a\tstate\tAlbia\tALB\t\t\t\tset\t2026\n",
        groups_actors=ACTORS + "b\talliance\tBloc\t\t\t\t\tset\t2026\n",
        states_names=NAMES + "a\tAlbian\tadjective\t\t\tset\t2026\nz\tNobody\tname\t\t\tset\t2026\n",
    )
    own = write(tmp_path / "own", my_actors=ACTORS + "a\tstate\tNew Albia\tALB\t\t\t\tme\t2026\n")
    base = load(shipped, own)
    assert base.actors["a"].name == "New Albia"
    assert base.actors["b"].kind == "alliance"
    assert [use.actor for use in base.named("the ALBIAN")] == ["a"]
    assert base.named("Nobody") == ()  # a name of no actor
    assert base.states == {"ALB": "a"}


def test_holders_are_ordered_and_need_office_and_person(tmp_path):
    base = load(
        write(
            tmp_path / "kb",
            actors=ACTORS + "a\tstate\tAlbia\tALB\t\t\t\tset\t2026\np\tperson\tAda Brunn\tALB\t\t\t\tset\t2026\n",
            offices=OFFICES + "o\ta\thead of state\tPresident|Head of State\tset\t2026\n",
            holders=HOLDERS
            + "o\tp\t2010\t2012\tset\t2026\no\tp\t2001-05-03\t2004\tset\t2026\nx\tp\t2001\t\tset\t2026\n",
        )
    )
    assert [tenure.start for tenure in base.tenures["o"]] == ["2001-05-03", "2010"]
    assert base.tenures["o"][0].title == "President"
    assert len(base.held["p"]) == 2


def test_acronyms_that_are_words_are_acronyms_in_capitals_only(tmp_path):
    rows = "a:1\torganization\tUnion of Seas\t\t\t\t\tset\t2026\na:2\torganization\tKelp League\t\t\t\t\tset\t2026\n"
    names = "a:1\tU.S.\tacronym\t\t\tset\t2026\na:2\tKLEAG\tacronym\t\t\tset\t2026\n"
    base = load(write(tmp_path, actors=ACTORS + rows, names=NAMES + names))
    assert [use.actor for use in base.named("US")] == ["a:1"]
    assert base.named("us") == base.named("Us") == ()
    assert [use.actor for use in base.named("kleag")] == ["a:2"]


def test_tables_of_ones_own_that_cannot_be_read_are_told(tmp_path, monkeypatch):
    monkeypatch.setenv("VERBALE_ACTORS", str(tmp_path / "nowhere"))
    with pytest.raises(VerbaleError, match="V406"):
        knowledge.__wrapped__()
    (tmp_path / "actors.tsv").write_text("id\tname\nx:1\tSomebody\n")
    monkeypatch.setenv("VERBALE_ACTORS", str(tmp_path))
    with pytest.raises(VerbaleError, match=r"V406.*kind"):
        knowledge.__wrapped__()
