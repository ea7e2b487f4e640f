"""Whatever the text, every offset leads back to the characters it was taken from."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from verbale.models import Analysis, Document, Segment, SegmentKind, Span
from verbale.parse.engine import Engine
from verbale.read import document_from_text
from verbale.run.analysis import analyze_document

MARKS = [
    ('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("‹", "›"), ("‘", "’"), ("'", "'"), ("''", "''"),
    ("``", "''"), ("「", "」"), ("『", "』"), ("〝", "〟"), ("＂", "＂"), ("”", "”"), ("“", ""), ("", "”"), ('"', ""),
]  # fmt: skip
SOURCES = [
    "NATO Secretary General Jens Stoltenberg", "Foreign Ministry spokesman Wang Wenbin", "he", "the Kremlin", "𝒜𝓃𝓃𝒶",
    "Kim 😀", "a person who asked not to be named", "officials in Pjo\u0308ngjang", "北京", "Ms. Zakharova",
]  # fmt: skip
CUES = ["said", "told reporters", "warned", "insisted, again,", "tweeted 🕊", "was quoted as saying", "believes", "—"]
WORDS = [
    "The talks have failed", "we don't want war", "it’s the states’ own affair", "this is “Cold War” thinking",
    "𝒯𝒽ℯ bloc 🇺🇳 must stop", "nobody, nobody at all, will come", "e\u0301te\u0301", "战争", "in the U.S.-led drill",
    "Russia ‘confounded’ black with white", "no!!!", "",
]  # fmt: skip
PLAIN = [
    "The drill began on Monday.", "PHOTO: Reuters 📷", "SEE ALSO: Chilly Warfare", "It is the 3rd since May.",
    "According to Moscow, nobody came.", "Seoul urged the North to return.", "- - -", "(AP) —", "\u200b", "***",
    "🕊 At a briefing on Friday, 10 p.m., two years ago, Norland accused the United States of aggression in Could.",
    "The International Ministry told NATO on 30\nJune 2022 that it supported Japan 😀 and condemned the North.",
]  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Return a sentence as news have them, with its marks in order or not."""
    source, cue, words = (draw(st.sampled_from(choices)) for choices in (SOURCES, CUES, WORDS))
    opening, closing = draw(st.sampled_from(MARKS))
    quoted = f"{opening}{words}{closing}"
    forms = [
        f"{quoted}, {source} {cue}.",
        f"{source} {cue}: {quoted}.",
        f"{source} {cue} that {words}.",
        f"{opening}{words},{closing} {source} {cue}, {opening}{words}.{closing}",
        f"{source} {cue} {quoted}",
        quoted,
        draw(st.sampled_from(PLAIN)),
    ]
    return draw(st.sampled_from(forms))


PARAGRAPHS = st.lists(sentences(), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", "  ", "\u00a0", "\n", ""]).map(lambda gap: gap.join(parts))
)
TEXTS = st.tuples(
    st.sampled_from(["", "\n", "  ", "\u3000"]),
    st.lists(PARAGRAPHS, min_size=1, max_size=4),
    st.sampled_from(["\n\n", "\n", "\n \n", "\n\n\n", "\t\n\n "]),
).map(lambda parts: parts[0] + parts[2].join(parts[1]))


def check(analysis: Analysis, text: str) -> None:
    document = analysis.document
    assert document.text == text
    assert analysis.doc.text == text

    def leads_back(span: Span | None) -> None:
        assert span is None or (0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text)

    read = [(s.start, s.end) for s in document.segments if s.kind in ("headline", "body")] or [(0, len(text))]
    for statement in analysis.statements:
        for span in (statement.source, statement.cue, *statement.content):
            leads_back(span)
        leads_back(statement.channel.span if statement.channel else None)
        leads_back(statement.occasion)
        for party in statement.addressees:
            leads_back(party.span)
        for one in statement.about:
            assert one.spans
            assert (one.stance != 0) == bool(one.words)
            for span in (*one.spans, *one.words):
                leads_back(span)
        assert statement.start < statement.end
        assert statement.document == document.id
        for span in statement.content:
            assert any(start <= span.start and span.end <= end for start, end in read)
        if statement.speaker is not None:
            assert statement.source is not None
            assert statement.basis is not None or statement.speaker in statement.source.text
            assert statement.speaker_id is not None or statement.speaker in text
    assert len({statement.id for statement in analysis.statements}) == len(analysis.statements)
    assert {s.within for s in analysis.statements} <= {s.id for s in analysis.statements} | {None}
    for mention in analysis.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text != ""
        assert mention.label in ("PER", "ORG", "LOC", "NORP", "MISC")
    for time in analysis.times:
        assert text[time.start : time.end] == time.text != ""
    assert all(a.end <= b.start for a, b in zip(analysis.times, analysis.times[1:], strict=False))
    for clue in analysis.damage.clues:
        leads_back(clue.span)
    assert list(analysis.mentions) == sorted(analysis.mentions)
    assert all(a.end <= b.start for a, b in zip(analysis.mentions, analysis.mentions[1:], strict=False))


@settings(max_examples=40)
@given(TEXTS)
@example("“𝒜 said ‘no’ to 😀,” NATO said. “We know it.")
@example("\u200b")
@example(" \n\n ")
@example("“")
@example("’’’ ''' “”\"\"")
@example("😀 A error, an drill 𝒜 and the the chilly war. {that a} 😀")
def test_every_offset_leads_back_to_its_characters(engine: Engine, text: str) -> None:
    check(analyze_document(Document(text), engine), text)


@settings(max_examples=30)
@given(TEXTS)
def test_with_the_segments_of_a_text_as_read(engine: Engine, text: str) -> None:
    document = document_from_text(text + "x")
    check(analyze_document(document, engine), document.text)


@settings(max_examples=20)
@given(TEXTS, st.data())
def test_with_segments_of_any_role(engine: Engine, text: str, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    kinds: st.SearchStrategy[SegmentKind] = st.sampled_from(["headline", "body", "caption", "comment", "related"])
    segments = tuple(Segment(a, b, data.draw(kinds)) for a, b in zip(edges[::2], edges[1::2], strict=False))
    check(analyze_document(Document(text, segments=segments), engine), text)


@settings(max_examples=10)
@given(TEXTS)
def test_reading_twice_finds_the_same(engine: Engine, text: str) -> None:
    first, second = (analyze_document(Document(text), engine) for _ in range(2))
    assert (first.mentions, first.statements, first.times) == (second.mentions, second.statements, second.times)
    assert first.damage == second.damage
