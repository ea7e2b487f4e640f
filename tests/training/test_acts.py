"""The annotated acts, and the tool that compiles them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.annotate import Attribution
from training.annotate_acts import (
    CHANNELS,
    COMMITMENTS,
    CUE_CLASSES,
    KINDS,
    MODALITIES,
    kind_by_marks,
    outer_by_spans,
    parse_act,
    without_defaults,
)
from training.corpora import inline_passages
from training.corpora.acts import ACTS, annotated_acts, level_of, readings

ANNOTATIONS = ACTS.parent


def attributions(marked: str, folder: Path) -> tuple[str, list[Attribution]]:
    """Return the text and the attributions of a passage annotated in line."""
    path = folder / "passage.txt"
    path.write_text(f"#form: test\n{marked}\n", "utf-8")
    [(_, text, found)] = inline_passages(path)
    return text, found


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ('[S1 Ada Brunn S1] [Q1 said: Q1] [C1 "We go." C1]', "direct"),
        ('[S1 Ada Brunn S1] [Q1 said Q1] [C1 it was "a farce" C1]', "mixed"),
        ("[S1 Ada Brunn S1] [Q1 said Q1] [C1 it was over C1]", "indirect"),
        ('[S1 Ada Brunn S1] [Q1 said: Q1] [C1 "We go. C1]\n\n[C1 "And we stay." C1]', "direct"),
        ('[C1 "We go," C1] [S1 she S1] [Q1 said Q1], [C1 adding that it was late C1]', "mixed"),
    ],
)
def test_kind_follows_from_the_marks(marked: str, kind: str, tmp_path: Path) -> None:
    text, found = attributions(marked, tmp_path)
    assert kind_by_marks(text, found[0]) == kind


def test_an_act_is_within_the_smallest_content_that_holds_its_cue(tmp_path: Path) -> None:
    marked = (
        "[S1 KNT S1] [Q1 said Q1] [C1 [S2 Norland S2] [Q2 had told Q2] Veldria "
        "[C2 that [S3 it S3] [Q3 wanted Q3] [C3 peace C3] C2] C1]. [S4 Veldria S4] [Q4 denied Q4] [C4 it C4]."
    )
    _, found = attributions(marked, tmp_path)
    assert [outer_by_spans(number, found) for number in range(4)] == [None, 0, 1, None]


def test_a_line_of_the_working_format_becomes_an_act(tmp_path: Path) -> None:
    marked = "[S1 Norland S1] [Q1 accused Q1] [C1 Veldria of deceit C1] in a statement on Tuesday."
    text, found = attributions(marked, tmp_path)
    line = "1 accuse | ab Veldria -1 accused + deceit | ch communique a statement | on Tuesday | k claimed"
    number, act = parse_act(line, text, found)
    assert (number, act["cue_class"], act["commitment"]) == (0, "accuse", "claimed")
    [actor] = act["about"]
    assert (text[slice(*actor["span"])], actor["named"], actor["stance"]) == ("Veldria", True, -1)
    assert [text[slice(*words)] for words in actor["words"]] == ["accused", "deceit"]
    assert act["channel"]
    assert text[slice(*act["channel"]["span"])] == "a statement"
    assert set(without_defaults(act)) == {
        "source", "cue", "content", "kind", "cue_class", "commitment", "about", "channel", "said_on",
    }  # fmt: skip


@pytest.mark.parametrize(
    "line", ["2 say", "1 mutter", "1 say | m perhaps", "1 say | to nobody", "1 say | ab Norland -1"]
)
def test_what_is_not_in_the_text_or_the_format_is_refused(line: str, tmp_path: Path) -> None:
    text, found = attributions("[S1 Ada S1] [Q1 said Q1] [C1 that Norland lost C1].", tmp_path)
    with pytest.raises(ValueError):  # noqa: PT011 - the text of each kind of mistake is its own
        parse_act(line, text, found)


def test_the_set_has_only_values_of_the_guidelines() -> None:
    guidelines = (ANNOTATIONS / "ACTS.md").read_text("utf-8")
    for name in CUE_CLASSES:
        assert f"| `{name}` |" in guidelines
    for acts in (acts for found in readings("all").values() for acts in found):
        for act in acts:
            assert act["cue_class"] in CUE_CLASSES
            assert act["kind"] in KINDS.values()
            assert act["commitment"] in COMMITMENTS
            assert act["modality"] in MODALITIES
            assert act["channel"] is None or act["channel"]["kind"] in CHANNELS
            assert level_of(act, acts) <= 4
            assert act["source"] or not (act["anonymous"] or act["collective"])


def test_every_act_is_an_attribution_of_the_set() -> None:
    known, texts = {}, {}
    for line in (ANNOTATIONS / "articles.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        known.setdefault(record["doc"], record["attributions"])
    for name in ("sentences", "articles_own"):
        for number, (_, text, found) in enumerate(inline_passages(ANNOTATIONS / f"{name}.txt")):
            known[f"{name}:{number}"], texts[f"{name}:{number}"] = found, text
    for doc, acts in annotated_acts("all").items():
        places = {json.dumps([a["source"], a["cue"], a["content"]]) for a in known[doc]}
        for act in acts:
            assert json.dumps([act["source"], act["cue"], act["content"]]) in places, doc
            for actor in act["about"]:
                assert any(a <= actor["span"][0] and actor["span"][1] <= b for a, b in act["content"]), doc
                assert (actor["stance"] == 0) == (not actor["words"]), doc
            if doc in texts:
                spans = [*act["addressees"], *(s for s in (act["occasion"], act["said_on"]) if s)]
                assert all(texts[doc][a:b].strip() == texts[doc][a:b] for a, b in spans), doc


def test_the_split_is_that_of_the_attributions() -> None:
    held, train = annotated_acts("held"), annotated_acts("train")
    assert not set(held) & set(train)
    for doc in held:
        name, _, number = doc.partition(":")
        assert name not in ("sentences", "articles_own") or int(number) % 3 == 0
