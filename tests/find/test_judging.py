from __future__ import annotations

from tests.find.conftest import TreeBuilder
from verbale.find.drafts import Draft
from verbale.find.judging import LEAST, QUALITIES, judged, qualities
from verbale.find.page import Page

TEXT = "Wang said talks failed."
ROWS = """
Wang PROPN Wang 2 nsubj
said VERB say 0 root
talks NOUN talk 4 nsubj
failed VERB fail 2 ccomp
. PUNCT . 2 punct
"""


def draft(**changes: object) -> Draft:
    fields = {
        "source": (0, 1), "cue": (1, 2), "content": ((2, 4),), "act": "speech", "confidence": 0.95, "made_by": "m",
        "attached": 0.95, "chosen": 0.95,
    } | changes  # fmt: skip
    return Draft(**fields)  # type: ignore[arg-type]


def test_each_draft_has_each_quality(tree: TreeBuilder) -> None:
    page = Page(tree(TEXT, ROWS), TEXT)
    (row,) = qualities(page, [draft()])
    assert len(row) == len(QUALITIES)
    known = dict(zip(QUALITIES, row, strict=True))
    assert known["subject_of_cue"]
    assert known["known_cue"]
    assert not known["no_source"]
    assert not known["source_in_content"]


def test_what_all_speaks_against_is_left_out_unless_it_is_a_quotation_without_a_cue(tree: TreeBuilder) -> None:
    text = 'Wang said "talks" failed.'
    rows = ROWS.replace("talks NOUN talk 4 nsubj", '" PUNCT " 4 punct\ntalks NOUN talk 6 nsubj\n" PUNCT " 4 punct')
    page = Page(tree(text, rows), text)
    doubtful = {"confidence": 0.02, "attached": 0.02, "chosen": 0.02, "made_by": "tree:thing"}
    sure, doubted = draft(content=((2, 6),)), draft(source=None, content=((5, 6),), **doubtful)
    alone = {"source": None, "cue": None, **doubtful}
    kept = judged(page, [sure, doubted, draft(**alone, content=((5, 6),)), draft(**alone, content=((2, 5),))])
    assert [(one.cue, one.content) for one in kept] == [(sure.cue, sure.content), (None, ((2, 5),))]
    assert kept[0].confidence >= LEAST > kept[1].confidence


def test_no_drafts(tree: TreeBuilder) -> None:
    assert judged(Page(tree(TEXT, ROWS), TEXT), []) == []
