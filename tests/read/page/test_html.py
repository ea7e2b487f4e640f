import datetime
import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.pages import LAST, LONG, LONGER, article, page, roles
from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read.items import ReadItem, Refusal
from verbale.read.page.html import document_from_html, extract_page, read_html
from verbale.read.source import Source
from verbale.settings import Settings

ARTICLE = [
    ("headline", "Kareth puts off the treaty"), ("body", LONG), ("body", LONGER), ("body", LAST),
]  # fmt: skip


def test_article_without_what_is_the_pages():
    document = extract_page(article())
    assert roles(document) == ARTICLE
    assert document.text == "\n\n".join(text for _, text in ARTICLE)


def test_what_the_page_says_of_it():
    linked = {
        "@type": "NewsArticle", "headline": "Kareth puts off the treaty", "datePublished": "2024-03-04",
        "author": {"@type": "Person", "name": "Ada Venn"}, "publisher": {"@type": "Organization", "name": "Courier"},
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    document = extract_page(article().replace("</head>", f"{script}</head>"), "https://courier.example/treaty")
    assert document.title == "Kareth puts off the treaty"
    assert document.authors == ("Ada Venn",)
    assert document.published is not None
    assert document.published.date == datetime.date(2024, 3, 4)
    assert document.outlet == "Courier"
    assert document.url == "https://courier.example/treaty"
    assert document.language == "en"


def test_what_is_given_goes_before_what_the_page_says():
    day = Published(datetime.date(2020, 1, 2), "day", "given")
    document = document_from_html(
        article(), title="Another", outlet="Herald", url="https://h.example/x", language="de", published=day,
        authors=["Bo Lind"], source_id="7", sha256="abc",
    )  # fmt: skip
    assert (document.title, document.outlet, document.url) == ("Another", "Herald", "https://h.example/x")
    assert (document.language, document.published, document.authors) == ("de", day, ("Bo Lind",))
    assert (document.source_id, document.sha256) == ("7", "abc")


def test_hash_of_the_bytes():
    data = article().encode()
    assert document_from_html(data).sha256 == hashlib.sha256(data).hexdigest()


def test_declared_language_is_taken_only_where_the_text_is_too_short_to_tell():
    assert extract_page(article().replace("<html>", "<html lang=de>")).language == "en"
    short = page("<article><p>Nein, danke.</p></article>").replace("<html>", "<html lang=de>")
    assert extract_page(short).language == "de"


def test_refusals():
    few = Settings(max_tags=50, max_page_bytes=10_000, max_characters=100)
    for data, code in [
        (b"", "V101"),
        (b"  \n ", "V101"),
        (b"<!-- nothing -->", "V101"),
        (page("<nav><a href=/>Home</a></nav>"), "V117"),
        ("<p>" * 51, "V113"),
        ("x" * 10_001, "V104"),
        (page(f"<p>{LONG}</p>"), "V104"),
    ]:
        with pytest.raises(VerbaleError) as error:
            document_from_html(data, settings=few)
        assert error.value.code == code, data[:40]


def test_reader():
    data = article().encode()
    item = next(read_html(Source.of_bytes("a.html", data, given={"outlet": "Herald"}), Settings()))
    assert isinstance(item, ReadItem)
    assert item.original == data
    assert item.document.sha256 == hashlib.sha256(data).hexdigest()
    assert item.document.outlet == "Herald"
    refusal = next(read_html(Source.of_bytes("b.html", b"<p></p>"), Settings()))
    assert isinstance(refusal, Refusal)
    assert (refusal.name, refusal.code, refusal.sha256) == ("b.html", "V117", hashlib.sha256(b"<p></p>").hexdigest())


def test_comments_that_do_not_fit_are_left_out_and_the_article_is_not():
    comments = "".join(
        f"<li class=comment id=comment-{n}><b class=author>Reader {n}</b> says:<p>{LONG}</p></li>" for n in range(5)
    )
    data = article(after=f"<ol class=comment-list>{comments}</ol>")
    whole = document_from_html(data)
    assert [segment.author for segment in whole.segments if segment.kind == "comment"] == [
        f"Reader {n}" for n in range(5)
    ]
    cut = document_from_html(data, settings=Settings(max_characters=len(whole.text) - 10))
    assert [segment.author for segment in cut.segments if segment.kind == "comment"] == [
        f"Reader {n}" for n in range(4)
    ]


def test_article_that_only_scripts_would_show():
    linked = {"@type": "NewsArticle", "headline": "Kareth puts off the treaty", "articleBody": f"{LONG}\n\n{LONGER}"}
    script = f'<script type="application/ld+json">{json.dumps([{"@graph": [linked]}])}</script>'
    assert roles(extract_page(page(f"<div id=app></div>{script}"))) == ARTICLE[:3]
    template = f"<script type='text/template'><h1>Kareth puts off the treaty</h1><p>{LONG}</p><p>{LONGER}</p></script>"
    assert roles(extract_page(page(f"<div id=app>{template}</div>"))) == ARTICLE[:3]
    quiet = f"<div id=app></div><noscript><p>{LONG}</p><p>{LONGER}</p></noscript>"
    assert roles(extract_page(page(quiet))) == ARTICLE[1:3]


def test_deep_nesting_is_flattened():
    for depth in (100, 240, 300, 5_000):
        document = extract_page(page(f"{'<div>' * depth}<p>{LONG}</p><p>{LONGER}</p>{'</div>' * depth}<p>{LAST}</p>"))
        assert roles(document) == ARTICLE[1:]


def test_no_entity_is_expanded_and_nothing_is_fetched():
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        f'<html><body><p>{LONG} &b;&c;</p><link rel=stylesheet href="http://192.0.2.1/x"></body></html>'
    )
    assert roles(extract_page(bomb)) == [("body", f"{LONG} &b;&c;")]


def test_characters_that_no_text_has():
    odd = LONG.replace("Monday", "Mon&shy;day\u200b").replace("treaty", "tr&#1;ea\x00ty&#xD800;")
    assert extract_page(page(f"<p>{odd}</p>")).text.replace("\ufffd", "") == LONG


WORDS = (
    LONG, "Home", "12 comments", "&nbsp;", "\u2028", "By Ada Venn", "12.3.2024", "a<br>b<br><br>c", "\t", "&#13;&#10;",
    "<a href=/x>More news</a>", "PORT LESSA, March 3 (KNA) - The minister has left for Sudonia.", "\U0001f30d é",
)  # fmt: skip
TAGS = (
    "p", "div", "span", "a href=/y", "h1", "h2", "ul", "li", "pre", "table", "tr", "td", "aside", "figcaption",
    "article", "blockquote", "section", "noscript", "footer",
)  # fmt: skip
CLASSES = (
    "", "comment", "comments", "author", "sidebar", "entry-content", "date", "related", "hidden", "tags",
)  # fmt: skip


def element(tag: str, name: str, parts: list[str]) -> str:
    return f'<{tag} class="{name}">{"".join(parts)}</{tag.split()[0]}>'


def elements(inner):
    return st.builds(element, st.sampled_from(TAGS), st.sampled_from(CLASSES), st.lists(inner, max_size=4))


@given(st.recursive(st.sampled_from(WORDS), elements, max_leaves=25))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_segments_are_ordered_trimmed_and_within_the_text(body):
    try:
        document = document_from_html(page(body))
    except VerbaleError as error:
        if error.code not in ("V101", "V117"):
            raise
        return
    end = 0
    for segment in document.segments:
        assert end <= segment.start < segment.end <= len(document.text)
        words = document.text[segment.start : segment.end]
        assert words == words.strip()
        assert document.text[end : segment.start].strip() == ""
        end = segment.end
    assert document.text[end:].strip() == ""
    assert "\r" not in document.text
