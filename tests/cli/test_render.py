from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import mention, statement
from verbale.cli.clean import clean, clean_line
from verbale.cli.marks import marks_of, pieces
from verbale.cli.render_html import page
from verbale.cli.render_terminal import article, article_text, statement_block
from verbale.models import About, Clue, Document, Segment, Span, TextDamage
from verbale.store.analyses import StoredAnalysis

ALLOWED = set("html head meta title style body header h1 p span main section ol li a sup footer h2".split())


def page_of(document, mentions, statements, names, damage=None):
    return page(StoredAnalysis(document, tuple(mentions), tuple(statements), (), damage or TextDamage(), names))


class Reader(HTMLParser):
    """Takes a page apart: its elements, its ids and links, and the text of the article."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.ids, self.links, self.attributes = [], [], [], set()
        self.text, self.inside, self.number = [], False, False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        given = dict(attributes)
        self.attributes |= set(given)
        self.inside = self.inside or given.get("aria-label") == "Article"
        self.number = self.number or tag == "sup"
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "section"
        self.number = self.number and tag != "sup"

    def handle_data(self, data):
        if self.inside and not self.number:
            self.text.append(data)


@st.composite
def marked_documents(draw):
    text = draw(
        st.text(
            st.sampled_from("ab <>&\"'\n\n[]中𝒳\u202e\x1b\t") | st.characters(exclude_categories=["Cs"]), min_size=2
        )
    )
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda o: o[0] < o[1])
    words = st.none() | st.text("<>&\"'ab\x1b\u202e")
    document = Document(
        text, title=draw(words), outlet=draw(words), url=draw(words), language=draw(words), authors=("<i>",),
        segments=(Segment(0, 1, "headline"), Segment(1, len(text), "body")),
    )  # fmt: skip
    kinds = st.sampled_from(["direct", "indirect", "mixed"])
    statements = draw(
        st.lists(
            st.builds(
                lambda source, cue, content, kind, speaker: statement(
                    document, source, cue, *content, kind=kind, speaker=speaker
                ),
                st.none() | offsets,
                st.none() | offsets,
                st.lists(offsets, min_size=1, max_size=2),
                kinds,
                words,
            ),
            max_size=5,
        )
    )
    return document, statements


@given(marked_documents())
def test_page_has_all_of_the_text_and_nothing_of_it_is_markup(made):
    document, statements = made
    source = page_of(document, [mention(document, 0, 1)], statements, {})
    read = Reader(source)
    shown = "".join(line for line in "".join(read.text).split("\n") if line.strip())
    assert shown == "".join(line for line in clean(document.text).split("\n") if line.strip())
    assert set(read.elements) <= ALLOWED
    assert not any(name.startswith("on") or name in ("src", "style") for name in read.attributes)
    assert len(set(read.ids)) == len(read.ids)
    assert sum(id.startswith("statement-") for id in read.ids) == len(statements)
    # Every statement with visible words has its number in the text, and the number leads to the list.
    visible = [s for s in statements if any(p.text.strip() and clean(p.text).strip() for p in s.content)]
    numbers = [link for link in read.links if link.startswith("#statement-")]
    assert len(visible) <= len(numbers) == len(set(numbers)) <= len(statements)
    for link in read.links:
        assert link.startswith(("#", "http://", "https://"))
    assert "\x1b" not in source
    assert "\u202e" not in source


@given(marked_documents())
def test_pieces_cover_the_text_and_know_their_marks(made):
    document, statements = made
    marks = marks_of(statements)
    cut = list(pieces(len(document.text), marks))
    assert "".join(document.text[piece.start : piece.end] for piece in cut) == document.text
    for piece in cut:
        expected = {mark for mark in marks if mark.start <= piece.start and piece.end <= mark.end}
        assert set(piece.marks) == expected
        assert all(mark.start >= piece.end or mark.end <= piece.start for mark in set(marks) - expected)


@given(marked_documents())
def test_terminal_text_is_the_text(made):
    document, statements = made
    assert article_text(document, [], marked=True).plain == clean(document.text)
    assert article_text(document, statements, marked=False).plain.count("\x1b") == 0
    marked = article_text(document, statements, marked=True).plain
    assert marked.count("]") == document.text.count("]") + len(marks_of(statements))


def test_policy_and_link():
    document = Document("Text.", url="https://example.org/?a=1&b=2", language='en" onload="x')
    source = page_of(document, [], [], {})
    assert (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        in source
    )
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">' in source
    assert "<html>" in source
    assert "href" not in page_of(Document("Text.", url="javascript:alert(1)"), [], [], {})


def test_roles_show_in_the_page():
    document = Document(
        "Head\n\nBody\n\nSEE ALSO",
        segments=(Segment(0, 4, "headline"), Segment(6, 10, "body"), Segment(12, 20, "related")),
    )
    source = page_of(document, [], [], {})
    lines = (
        '<p class="headline">Head</p>', '<p class="body">Body</p>',
        '<p class="related" data-role="related">SEE ALSO</p>',
    )  # fmt: skip
    assert all(line in source for line in lines)


@given(st.text())
def test_clean_text_keeps_its_length_and_steers_nothing(text):
    assert len(clean(text)) == len(text)
    assert not any(character < " " and character != "\n" for character in clean(text))
    assert clean_line(text) == " ".join(clean_line(text).split())


def test_a_page_of_spaces_takes_no_time():
    page_of(Document("a" + " " * 400_000 + "\n" * 1000 + "b"), [], [], {})


def test_details_in_the_page_of():
    about = (About("<b>", None, (Span(0, 1, "S"),), -0.5), About("Norland", None, (Span(0, 1, "S"),), 0.5))
    document = Document("She said no.")
    made = statement(
        document, (0, 3), (4, 8), (9, 11), about=about, on_behalf_of="Q1", via=("Q1", "Star"), cue_class="deny"
    )
    source = page_of(document, [], [made], {"Q1": "Sud & Mark"})
    expected = (
        '<p class="details"><span>deny</span>', "<span>for Sud &amp; Mark</span>",
        '<span class="against">about &lt;b&gt; -0.5</span>', '<span class="favour">about Norland +0.5</span>',
        "<span>via Sud &amp; Mark, Star</span></p>",
    )  # fmt: skip
    assert " ".join(expected) in source
    assert '<p class="details">' not in page_of(document, [], [statement(document, (0, 3), (4, 8), (9, 11))], {})


def test_details_in_colours():
    document = Document("She said no.")
    about = (About("Norland", None, (Span(0, 1, "S"),), -0.5),)
    made = statement(document, (0, 3), (4, 8), (9, 11), about=about, modality="negated")
    block = statement_block(made, 80, lead="1", names={})
    assert "    negated · about Norland -0.5" in block.plain
    (styled,) = [block.plain[span.start : span.end] for span in block.spans if span.style == "red"]
    assert styled == "about Norland -0.5"


def test_a_line_has_the_role_of_most_of_it():
    document = Document(
        "SUDHAVEN — Nobody came to the talks.", segments=(Segment(0, 11, "dateline"), Segment(11, 36, "body"))
    )
    assert '<p class="body"><span class="dateline">SUDHAVEN — </span>Nobody came to the talks.</p>' in page_of(
        document, [], [], {}
    )
    short = Document("Seen. (Star)", segments=(Segment(0, 5, "body"), Segment(6, 12, "byline")))
    line = '<p class="byline"><span class="body">Seen.</span> (Star)</p>'
    assert line in page_of(short, [], [], {}).replace(' data-role="byline"', "")


def test_a_rewritten_text_is_said_to_be_one_with_the_words_that_show_it():
    document = Document("The <b>chilly war</b> is over.")
    clues = (Clue(Span.of(document.text, 4, 21), "phrase", "cold war"),)
    told = "Looks rewritten or translated by a machine (0.91): “&lt;b&gt;chilly war&lt;/b&gt;” for “cold war”"
    assert told in page_of(document, [], [], {}, TextDamage(0.91, clues))
    assert "machine" not in page_of(document, [], [], {}, TextDamage(0.3, clues))
    stored = StoredAnalysis(document, (), (), (), TextDamage(0.91, clues))
    assert any("“<b>chilly war</b>” for “cold war”" in part.plain for part in article(stored, 80))
