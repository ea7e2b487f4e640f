from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from tests.find.conftest import TreeBuilder
from verbale.find.drafts import Draft
from verbale.find.page import Page
from verbale.find.statements import _without_crumbs, find_statements
from verbale.models import Document, Segment, SegmentKind, Statement
from verbale.parse.engine import Engine, Link
from verbale.parse.words import blank_pipeline

MODEL = "model-1"
Proposal = tuple[str | None, str, Sequence[str]]


def proposed(doc: Doc, *proposals: Proposal, probability: float = 0.9) -> Doc:
    """Put into a ``Doc`` what a network would propose: (source, cue, contents), each as words of the text in order.

    Words that occur several times are given with ``@n`` behind them, for the nth, from 0.
    """
    groups: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    links: list[Link] = []

    def stretch(words: str) -> Span:
        words, _, number = words.partition("@")
        start = [match.start() for match in re.finditer(re.escape(words), doc.text)][int(number or 0)]
        span = doc.char_span(start, start + len(words))
        assert span is not None, f"{words!r} does not begin and end with a word"
        return span

    for source, cue, contents in proposals:
        at = len(groups["cue"])
        groups["cue"].append(stretch(cue))
        for role, parts in (("source", [source] if source else []), ("content", contents)):
            for part in parts:
                links.append(Link(role, len(groups[role]), at, probability))
                groups[role].append(stretch(part))
    for name, spans in groups.items():
        doc.spans[name] = spans
        doc.spans[name].attrs["confidence"] = [0.8] * len(spans)
    doc.user_data["verbale.links"] = links
    return doc


def words_of(text: str) -> Doc:
    """Return a ``Doc`` without a tree that means anything: every word hangs on the first."""
    plain = blank_pipeline().tokenizer(text)
    return Doc(
        plain.vocab,
        words=[t.text for t in plain],
        spaces=[bool(t.whitespace_) for t in plain],
        pos=["VERB" if t.text in ("said", "say", "failed", "went", "know") else "X" for t in plain],
        lemmas=["say" if t.text in ("said", "say") else t.text for t in plain],
        heads=[0] * len(plain),
        deps=["dep"] * len(plain),
    )


def statements(doc: Doc, segments: tuple[Segment, ...] = ()) -> tuple[Statement, ...]:
    return find_statements(doc, Document(doc.text, segments=segments), MODEL)


def segment(text: str, words: str, kind: SegmentKind) -> Segment:
    start = text.index(words)
    return Segment(start, start + len(words), kind)


def check(text: str, found: Sequence[Statement], document: Document) -> None:
    """Check what holds for the statements of every text."""
    assert len({s.id for s in found}) == len(found)
    by_id = {s.id: s for s in found}
    for s in found:
        assert s.document == document.id
        assert s.content
        assert s.kind in ("direct", "indirect", "mixed")
        assert 0 <= s.confidence <= 1
        for span in (s.source, s.cue, *s.content):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end] == span.text
        assert list(s.content) == sorted(s.content)
        assert all(a.end <= b.start for a, b in zip(s.content, s.content[1:], strict=False))
        assert s.within is None or s.within in by_id
        seen = set()
        inner: Statement | None = s
        while inner is not None:
            assert inner.id not in seen, "a statement is within itself"
            seen.add(inner.id)
            inner = by_id[inner.within] if inner.within else None
    assert list(found) == sorted(found, key=lambda s: (s.start, s.end, s.id))


# --- kind -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("Wang said “the talks failed”.", "“the talks failed”", "direct"),
        ('Wang said "the talks failed".', '"the talks failed"', "direct"),
        ("Wang said ‘the talks failed’.", "‘the talks failed’", "direct"),
        ("Wang said «the talks failed».", "«the talks failed»", "direct"),
        ("Wang said ''the talks failed''.", "''the talks failed''", "direct"),
        ("Wang said that the talks failed.", "that the talks failed", "indirect"),
        ("Wang said that the talks “failed” twice.", "that the talks “failed” twice", "mixed"),
        ("Wang said that it’s the states’ own.", "that it’s the states’ own", "indirect"),
    ],
)
def test_kind_is_told_by_the_marks(text: str, content: str, kind: str) -> None:
    (one,) = statements(proposed(words_of(text), ("Wang", "said", [content])))
    assert one.kind == kind
    assert one.words == content
    assert (one.source and one.source.text, one.cue and one.cue.text) == ("Wang", "said")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"The talks failed, Wang said', '"The talks failed,'),
        ('"The talks failed, Wang said. "Never," she went.', '"The talks failed,'),
        ('The talks failed," Wang said.', 'The talks failed,"'),
    ],
)
def test_words_of_which_one_mark_was_lost_are_direct(text: str, content: str) -> None:
    (one, *_) = statements(proposed(words_of(text), ("Wang", "said", [content])))
    assert (one.words, one.kind) == (content, "direct")


def test_what_is_told_inside_a_quotation_that_opens_with_it_is_not_direct() -> None:
    text = '"The talks failed, Wang said, and we know."'
    (one,) = (s for s in statements(proposed(words_of(text), ("Wang", "said", ["The talks failed"]))) if s.cue)
    assert one.kind == "indirect"


def test_a_part_in_marks_and_a_part_without_is_mixed() -> None:
    doc = proposed(
        words_of("The talks failed, Wang said, “and we know”."), ("Wang", "said", ["The talks failed", "“and we know”"])
    )
    (one,) = statements(doc)
    assert (one.kind, one.words) == ("mixed", "The talks failed … “and we know”")


def test_what_is_told_in_a_quotation_is_not_direct_for_that(tree: TreeBuilder) -> None:
    """The marks stand around cue and content: they are those of the outer statement."""
    rows = """
    Li PROPN Li 2 nsubj
    said VERB say 0 root
    “ PUNCT “ 5 punct
    Wang PROPN Wang 5 nsubj
    said VERB say 2 ccomp
    talks NOUN talk 7 nsubj
    failed VERB fail 5 ccomp
    ” PUNCT ” 5 punct
    . PUNCT . 2 punct
    """
    doc = proposed(tree("Li said “Wang said talks failed”.", rows), ("Li", "said@0", ["“Wang said talks failed”"]))
    outer, inner = statements(doc)
    assert (outer.kind, inner.kind) == ("direct", "indirect")
    assert inner.within == outer.id


def test_contents_that_are_nearly_a_quotation_get_its_marks() -> None:
    (one,) = statements(
        proposed(words_of("Wang said “the talks failed today”."), ("Wang", "said", ["talks failed today"]))
    )
    assert (one.words, one.kind) == ("“the talks failed today”", "direct")


def test_contents_do_not_swallow_a_quotation_that_their_own_cue_stands_in() -> None:
    (one,) = statements(proposed(words_of("“Wang said the talks failed.”"), ("Wang", "said", ["the talks failed"])))
    assert one.words == "the talks failed"


# --- links ----------------------------------------------------------------------------------------------------------


def test_the_likelier_the_link_to_another_sentence_the_surer(tree: TreeBuilder) -> None:
    rows = """
    Wang PROPN Wang 2 nsubj
    said VERB say 0 root
    . PUNCT . 2 punct

    Talks NOUN talk 2 nsubj
    failed VERB fail 0 root
    """
    text, parts = "Wang said. Talks failed", ("Wang", "said", ["Talks failed"])
    (unlikely,) = statements(proposed(tree(text, rows), parts, probability=0.02))
    (likely,) = statements(proposed(tree(text, rows), parts, probability=0.98))
    assert unlikely.confidence < likely.confidence


def test_a_quotation_without_cue_and_source_is_kept_as_nobodys() -> None:
    doc = words_of("Wang left. “The talks have failed at last.”")
    for name in ("source", "cue", "content"):
        doc.spans[name] = []
    doc.spans["content"] = [doc[3 : len(doc)]]
    doc.spans["content"].attrs["confidence"] = [0.9]
    (one,) = statements(doc)
    assert (one.source, one.cue, one.words) == (None, None, "“The talks have failed at last.”")


def test_confidence_is_how_likely_it_is_right() -> None:
    confidences = []
    for sure in (0.6, 0.99):
        doc = proposed(words_of("Wang said the talks failed."), ("Wang", "said", ["the talks failed"]))
        doc.spans["content"].attrs["confidence"] = [sure]
        (one,) = statements(doc)
        assert one.made_by == MODEL
        confidences.append(one.confidence)
    assert 0 < confidences[0] < confidences[1] <= 1


def test_the_tree_gives_the_source_that_the_network_left_out(tree: TreeBuilder) -> None:
    doc = tree(
        "Wang said talks failed.",
        """
        Wang PROPN Wang 2 nsubj
        said VERB say 0 root
        talks NOUN talk 4 nsubj
        failed VERB fail 2 ccomp
        . PUNCT . 2 punct
        """,
    )
    (one,) = statements(proposed(doc, (None, "said", ["talks failed"])))
    assert one.source
    assert one.source.text == "Wang"
    assert one.made_by == f"{MODEL}+tree"


def test_the_tree_gives_the_content_that_the_network_left_out(tree: TreeBuilder) -> None:
    doc = tree(
        "Wang said talks failed.",
        """
        Wang PROPN Wang 2 nsubj
        said VERB say 0 root
        talks NOUN talk 4 nsubj
        failed VERB fail 2 ccomp
        . PUNCT . 2 punct
        """,
    )
    (one,) = statements(proposed(doc, ("Wang", "said", [])))
    assert one.words == "talks failed"
    assert one.confidence < 0.8


# --- within ---------------------------------------------------------------------------------------------------------

NESTED = """
Li PROPN Li 2 nsubj
said VERB say 0 root
Wang PROPN Wang 4 nsubj
said VERB say 2 ccomp
talks NOUN talk 6 nsubj
failed VERB fail 4 ccomp
. PUNCT . 2 punct
"""


def test_the_tree_finds_the_statement_inside_another(tree: TreeBuilder) -> None:
    doc = proposed(tree("Li said Wang said talks failed.", NESTED), ("Li", "said@0", ["Wang said talks failed"]))
    outer, inner = statements(doc)
    assert (outer.within, outer.words) == (None, "Wang said talks failed")
    assert (inner.source and inner.source.text, inner.words) == ("Wang", "talks failed")
    assert (inner.within, inner.made_by) == (outer.id, "tree:clause")


def test_the_innermost_of_three_is_within_the_second(tree: TreeBuilder) -> None:
    rows = """
    Li PROPN Li 2 nsubj
    said VERB say 0 root
    Wang PROPN Wang 4 nsubj
    said VERB say 2 ccomp
    Kim PROPN Kim 6 nsubj
    said VERB say 4 ccomp
    talks NOUN talk 8 nsubj
    failed VERB fail 6 ccomp
    . PUNCT . 2 punct
    """
    doc = tree("Li said Wang said Kim said talks failed.", rows)
    first, second, third = statements(proposed(doc, ("Li", "said@0", ["Wang said Kim said talks failed"])))
    assert [s.words for s in (first, second, third)] == [
        "Wang said Kim said talks failed",
        "Kim said talks failed",
        "talks failed",
    ]
    assert (first.within, second.within, third.within) == (None, first.id, second.id)


def test_no_two_statements_are_within_each_other() -> None:
    """A network can link two cues crosswise."""
    doc = proposed(words_of("Li said Wang said."), (None, "said@0", ["Wang said"]), (None, "said@1", ["Li said"]))
    found = statements(doc)
    check(doc.text, found, Document(doc.text))


# --- quotations that go on ------------------------------------------------------------------------------------------


def carried(text: str, content: str = "“The talks failed,”") -> list[str]:
    (one, *_) = statements(proposed(words_of(text), ("Wang", "said", [content])))
    return [part.text for part in one.content]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    text = "“The talks failed,” Wang said. “We know that nobody went there.”"
    assert carried(text) == ["“The talks failed,”", "“We know that nobody went there.”"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The talks failed,” Wang said.\n\n“We know that nobody went there.”"
    assert carried(text) == ["“The talks failed,”", "“We know that nobody went there.”"]


def test_a_quotation_over_three_paragraphs() -> None:
    text = (
        "“The talks failed,” Wang said. “We know that nobody went there.\n\n“And nobody said why they went.\n\n"
        "“We went home and know why.”"
    )
    assert carried(text) == [
        "“The talks failed,”",
        "“We know that nobody went there.",
        "“And nobody said why they went.",
        "“We went home and know why.”",
    ]


def test_a_quoted_phrase_does_not_go_on() -> None:
    assert carried("“The talks failed,” Wang said. The “Cold War” is over.") == ["“The talks failed,”"]
    assert carried("“The talks failed,” Wang said. The “war that nobody ever said was over” ended.") == [
        "“The talks failed,”"
    ]


def test_a_quotation_a_page_later_does_not_go_on() -> None:
    text = "“The talks failed,” Wang said.\n\nOne.\n\nTwo.\n\nThree.\n\n“We know that nobody went there.”"
    assert carried(text) == ["“The talks failed,”"]


def test_a_thought_does_not_go_on() -> None:
    doc = words_of("Wang believed “the talks failed”. “We know that nobody went there.”")
    for token in doc:
        if token.text == "believed":
            token.pos_, token.lemma_ = "VERB", "believe"
    (one,) = statements(proposed(doc, ("Wang", "believed", ["“the talks failed”"])))
    assert (one.act, one.words) == ("thought", "“the talks failed”")


# --- roles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["caption", "comment", "related", "boilerplate", "byline", "tags", "copyright", "dateline"]
)
def test_nothing_comes_from_other_segments(kind: SegmentKind) -> None:
    text = "Wang said talks failed.\n\nLi said trains went."
    doc = proposed(words_of(text), ("Wang", "said@0", ["talks failed"]), ("Li", "said@1", ["trains went"]))
    segments = (segment(text, "Wang said talks failed.", "body"), segment(text, "Li said trains went.", kind))
    assert [s.words for s in statements(doc, segments)] == ["talks failed"]


def test_headlines_count() -> None:
    text = "Talks failed, Wang said\n\nLi said trains went."
    doc = proposed(words_of(text), ("Wang", "said@0", ["Talks failed"]), ("Li", "said@1", ["trains went"]))
    segments = (segment(text, "Talks failed, Wang said", "headline"), segment(text, "Li said trains went.", "body"))
    assert [s.words for s in statements(doc, segments)] == ["Talks failed", "trains went"]


def test_a_quotation_does_not_go_on_in_a_caption() -> None:
    text = "“The talks failed,” Wang said.\n\n“We know that nobody went there.”"
    doc = proposed(words_of(text), ("Wang", "said", ["“The talks failed,”"]))
    first, second = text.split("\n\n")
    (one,) = statements(doc, (segment(text, first, "body"), segment(text, second, "caption")))
    assert one.words == "“The talks failed,”"


def test_a_source_in_a_caption_is_no_source() -> None:
    text = "Li in Seoul.\n\nSaid nothing new: talks failed."
    doc = proposed(words_of(text), ("Li", "Said", ["talks failed"]))
    segments = (segment(text, "Li in Seoul.", "caption"), segment(text, "Said nothing new: talks failed.", "body"))
    assert all(s.source is None for s in statements(doc, segments))


def test_a_content_over_two_paragraphs_of_the_body_is_not_lost() -> None:
    first, second = "Wang said the talks failed.", "And nobody went there."
    text = f"{first}\n\n{second}"
    doc = proposed(words_of(text), ("Wang", "said", ["the talks failed.\n\nAnd nobody went there"]))
    found = statements(doc, (segment(text, first, "body"), segment(text, second, "body")))
    assert len(found) == 1
    assert "the talks failed" in found[0].words
    assert "nobody went there" in found[0].words


# --- speakers -------------------------------------------------------------------------------------------------------


def speaker_of(doc: Doc, source: str, *names: tuple[str, str]) -> str | None:
    entities = []
    for words, label in names:
        span = doc.char_span(doc.text.index(words), doc.text.index(words) + len(words), label=label)
        assert span is not None
        entities.append(span)
    doc.set_ents(entities)
    (one,) = statements(proposed(doc, (source, "said", ["talks failed"])))
    return one.speaker


SPOKESMAN = """
Foreign PROPN Foreign 2 compound
Ministry PROPN Ministry 3 compound
spokesman NOUN spokesman 6 nsubj
Wang PROPN Wang 3 appos
Wenbin PROPN Wenbin 4 flat
said VERB say 0 root
talks NOUN talk 8 nsubj
failed VERB fail 6 ccomp
. PUNCT . 6 punct
"""


def test_the_speaker_is_the_person_named_after_the_title(tree: TreeBuilder) -> None:
    doc = tree("Foreign Ministry spokesman Wang Wenbin said talks failed.", SPOKESMAN)
    names = (("Foreign Ministry", "ORG"), ("Wang Wenbin", "PER"))
    assert speaker_of(doc, "Foreign Ministry spokesman Wang Wenbin", *names) == "Wang Wenbin"


def test_the_label_of_another_pipeline_names_a_person_too(tree: TreeBuilder) -> None:
    doc = tree("Foreign Ministry spokesman Wang Wenbin said talks failed.", SPOKESMAN)
    assert speaker_of(doc, "Foreign Ministry spokesman Wang Wenbin", ("Wang Wenbin", "PERSON")) == "Wang Wenbin"


def test_an_organization_that_heads_the_source_is_the_speaker(tree: TreeBuilder) -> None:
    rows = "NATO PROPN NATO 2 nsubj\nsaid VERB say 0 root\ntalks NOUN talk 4 nsubj\nfailed VERB fail 2 ccomp"
    assert speaker_of(tree("NATO said talks failed", rows), "NATO", ("NATO", "ORG")) == "NATO"


@pytest.mark.parametrize("pronoun", ["he", "She", "they", "who"])
def test_a_pronoun_names_nobody(tree: TreeBuilder, pronoun: str) -> None:
    rows = f"{pronoun} PRON he 2 nsubj\nsaid VERB say 0 root\ntalks NOUN talk 4 nsubj\nfailed VERB fail 2 ccomp"
    assert speaker_of(tree(f"{pronoun} said talks failed", rows), pronoun) is None


def test_somebody_of_an_organization_is_not_the_organization(tree: TreeBuilder) -> None:
    rows = """
    NATO PROPN NATO 3 nmod:poss
    ’s PART ’s 1 case
    chief NOUN chief 4 nsubj
    said VERB say 0 root
    talks NOUN talk 6 nsubj
    failed VERB fail 4 ccomp
    """
    assert speaker_of(tree("NATO’s chief said talks failed", rows), "NATO’s chief", ("NATO", "ORG")) is None


def test_somebody_s_spokeswoman_is_not_somebody(tree: TreeBuilder) -> None:
    rows = """
    spokeswoman NOUN spokeswoman 4 nsubj
    of ADP of 3 case
    Biden PROPN Biden 1 nmod
    said VERB say 0 root
    talks NOUN talk 6 nsubj
    failed VERB fail 4 ccomp
    """
    doc = tree("spokeswoman of Biden said talks failed", rows)
    assert speaker_of(doc, "spokeswoman of Biden", ("Biden", "PER")) is None


def test_a_people_is_no_speaker_by_name(tree: TreeBuilder) -> None:
    rows = "Russians PROPN Russian 2 nsubj\nsaid VERB say 0 root\ntalks NOUN talk 4 nsubj\nfailed VERB fail 2 ccomp"
    assert speaker_of(tree("Russians said talks failed", rows), "Russians", ("Russians", "NORP")) is None


# --- any text -------------------------------------------------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from([
        "Wang said", "he said", ", she said,", "according to Moscow", "NATO warned that", "that", "the talks failed",
        "“", "”", '"', "'", "‘", "’", "''", "«", "»", "「", "」", ".", ",", ":", " ", " ", " ", "\n", "\n\n", "He's",
        "We don't know why", "𝒜", "😀", "e\u0301", "北京", "urged the North to stop", "denied the claim", "(", ")",
    ]),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=40)
@given(PIECES)
@example("")
@example("\n")
@example("“”")
@example("''the states' own''")
@example("Wang said Li said he said “she said ‘the talks failed’.")
def test_statements_of_any_text(engine: Engine, text: str) -> None:
    document = Document(text)
    doc = engine.read(text)
    check(text, find_statements(doc, document, engine.name), document)


@settings(max_examples=60)
@given(PIECES, st.data())
def test_statements_of_any_proposals(text: str, data: st.DataObject) -> None:
    """Whatever a network proposes: any spans that do not overlap within their group, linked in any way."""
    doc = words_of(text)
    edges = st.lists(st.integers(0, len(doc)), max_size=8, unique=True).map(sorted)
    for name in ("source", "cue", "content"):
        cuts = data.draw(edges)
        doc.spans[name] = [Span(doc, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if not doc[a].is_space]
        doc.spans[name].attrs["confidence"] = [0.5] * len(doc.spans[name])
    links = []
    if len(doc.spans["cue"]):
        for role in ("source", "content"):
            for part in range(len(doc.spans[role])):
                links.append(Link(role, part, data.draw(st.integers(0, len(doc.spans["cue"]) - 1)), 0.9))
    doc.user_data["verbale.links"] = links
    document = Document(text)
    check(text, find_statements(doc, document, MODEL), document)


def test_a_long_article_of_quotations_does_not_take_minutes() -> None:
    """Four times the text may cost somewhat more than four times the time, not sixteen or sixty times."""
    paragraph = "“The talks failed,” Wang said. He left. “We know that nobody went there.”\n\n"
    seconds = []
    for copies in (20, 80):
        proposals = [(f"Wang@{n}", f"said@{n}", [f"“The talks failed,”@{n}"]) for n in range(copies)]
        doc = proposed(words_of(paragraph * copies), *proposals)
        before = time.process_time()
        found = statements(doc)
        seconds.append(time.process_time() - before)
        assert [len(one.content) for one in found] == [2] * copies
    assert seconds[1] < 10 * seconds[0] + 0.2


def test_an_article_alone_is_no_part_of_a_content(tree: TreeBuilder) -> None:
    doc = tree(
        "The dam, she said, holds.",
        "The DET the 2 det\ndam NOUN dam 7 nsubj\n, PUNCT , 5 punct\nshe PRON she 5 nsubj\nsaid VERB say 7 parataxis\n"
        ", PUNCT , 5 punct\nholds VERB hold 0 root\n. PUNCT . 7 punct",
    )
    page = Page(doc, doc.text)
    draft = Draft((3, 4), (4, 5), ((0, 1), (6, 7)), "speech", 0.9, "test")
    assert _without_crumbs(page, draft).content == ((6, 7),)
    only = Draft((3, 4), (4, 5), ((0, 1),), "speech", 0.9, "test")
    assert _without_crumbs(page, only) == only
