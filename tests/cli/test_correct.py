import json
from pathlib import Path

import pytest

from tests.store.world import DENIED, FIRST, TOLD
from verbale.cli.correct import described
from verbale.models import Correction


def test_correct_list_and_undo(invented, run):
    result = run(
        "correct", "split", "Ana Lee", "Lee", "Bo Lee", "--in", FIRST.id[:8], "--author", "me", "--note", "a\x1bb"
    )
    lines = result.stdout.replace("\n(", " (").splitlines()
    assert result.exit_code == 0
    assert "Lee” in" in lines[0]
    assert "It changes 2 names and 2 statements." in lines
    id_ = lines[-1].removeprefix("To undo it: verbale correct undo ")
    assert "Bo Lee (She)" in run("statements", "--cue-class", "deny").stdout
    assert f"corrected ({id_})" in run("statements", "--cue-class", "deny", COLUMNS="200").stdout
    assert "Ana Lee (She)" in run("statements", "--cue-class", "deny", "--as-found").stdout
    assert "Bo Lee (She)" in run("show", FIRST.id).stdout
    assert "Ana Lee (She)" in run("show", FIRST.id, "--as-found").stdout
    assert "Bo Lee" in run("actors").stdout
    assert "Bo Lee" not in run("actors", "--as-found").stdout
    assert run("correct", "list").stdout.endswith("    me · a\ufffdb\n")
    assert run("correct", "undo", id_).stdout.startswith("Undone: “Lee” in")
    assert "Ana Lee (She)" in run("statements", "--cue-class", "deny").stdout
    assert run("correct", "list").stderr == "No corrections.\n"
    assert "undone · me" in run("correct", "list", "--all").stdout


@pytest.mark.parametrize(
    ("command", "form"),
    [
        (["merge", "Ana Lee", "Bo Lee"], {"kind": "merge", "actor": "verbale:lee", "mentions": 3, "statements": 3}),
        (["rename", "Norland", "New Norland"], {"name": "New Norland", "mentions": 0, "statements": 2}),
        (["reject", "Lee", "Ana Lee"], {"words": "Lee", "mentions": 3, "statements": 3}),
        (["assign", f"{FIRST.id}:0-3", "Norland"], {"start": 0, "end": 3, "mentions": 1, "statements": 2}),
        (["assign", TOLD.id, "Norland", "--role", "on_behalf_of"], {"role": "on_behalf_of", "statements": 1}),
        (["recode", TOLD.id, "stance", "-1", "--toward", "Norland"], {"value": "-1", "statements": 1}),
        (["recode", DENIED.id[:10], "cue_class", "say", "--date", "2024"], {"made_on": "2024", "statement": DENIED.id}),
    ],
    ids=str,
)
def test_json(invented, run, command, form):
    made = json.loads(run("correct", *command, "--json").stdout)
    assert form.items() <= made.items()
    (listed,) = [json.loads(line) for line in run("correct", "list", "--json").stdout.splitlines()]
    assert (listed["id"], listed["state"], listed["problem"]) == (made["id"], "standing", None)
    assert json.loads(run("correct", "undo", made["id"], "--json").stdout)["id"] == made["id"]


def test_one_that_does_not_fit_is_told_of(invented, run):
    assert "It changes 0 names and 0 statements." in run("correct", "reject", "Nobody", "Norland").stdout
    assert "It changes nothing: the name is in no document." in run("correct", "list").stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["merge", "Ana Lee", "Nobody at all"], "V401"),
        (
            ["recode", TOLD.id, "modality", "loud"],
            "Error V402: the correction cannot be made so (modality cannot be loud)",
        ),
        (["recode", TOLD.id, "colour", "red"], "Invalid value for 'FIELD'"),
        (["recode", TOLD.id, "stance", "-1", "--toword", "Norland"], "unexpected extra argument"),
        (["undo", "fix-0"], "V403"),
        (["assign", f"{FIRST.id}:1-2", "Norland"], "V404"),
        (["reject", "say-0000"], "V405"),
        (["merge", "Ana Lee", "Bo Lee", "--record", "nowhere.db"], "V203"),
    ],
    ids=str,
)
def test_mistakes_end_with_2_and_a_remedy(invented, run, command, words):
    result = run("correct", *command)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert not Path("nowhere.db").exists()


NAMES = {"Q1": "Norland"}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Correction("merge", "Q1", "Q2", "Sudmark"), "Norland (Q1) is Sudmark (Q2)"),
        (Correction("rename", "Q1", name="North"), "Norland (Q1) is called North"),
        (
            Correction("split", "Q1", "Q2", "Sudmark", words="the land", since="2022", until="2023-01"),
            "“the land” since 2022 until 2023-01, taken for Norland (Q1), is Sudmark (Q2)",
        ),
        (Correction("assign", to="Q2", name="Sudmark", words="x", document="doc-1"), "“x” in doc-1 is Sudmark (Q2)"),
        (Correction("reject", words="x"), "“x” is nobody known"),
        (
            Correction("reject", "Q1", document="doc-1", start=2, end=3, text="x"),
            "“x” (doc-1:2-3) is not Norland (Q1)",
        ),
        (
            Correction("reject", "Q9", statement="say-1", document="doc-1", start=2, end=3, text="x", role="about"),
            "about of say-1 (“x”) is not Q9",
        ),
        (Correction("reject", statement="say-1", start=2, end=3, text="x"), "say-1 (“x”) is no statement"),
        (
            Correction("recode", "Q1", statement="say-1", text="x", field="stance", value="-1"),
            "stance toward Norland (Q1) in say-1 (“x”) is -1",
        ),
        (
            Correction("recode", statement="say-1", text="x", field="cue_class", value="deny"),
            "cue class in say-1 (“x”) is deny",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Correction) else "",
)
def test_corrections_in_words(one, words):
    assert described(one, NAMES) == words
