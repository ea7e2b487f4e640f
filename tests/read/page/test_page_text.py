"""Words and lines of a page around its headline."""

from __future__ import annotations

import lxml.html

from verbale.read.page.words import is_aside, lines_in, surroundings_of, words_of

PAGE = lxml.html.document_fromstring(
    """<html><body>
    <nav><a href="/">Home</a></nav><p>Politics</p><p>3 <b>May</b> 2022</p>
    <article><h1>Talks <span>begin</span></h1><script>var x = "By Nobody"</script>
    <p>By <a>Ada Brandt</a><span>4 May 2022</span></p><figure><img><figcaption>Photo by Otto Lind</figcaption></figure>
    <div class="hidden">Not shown</div><time datetime="2022-05-04">two hours ago</time>
    <p>First paragraph.</p></article>
    <div class="comments"><p id="c">By Troll</p></div></body></html>"""
)
HEADLINE = PAGE.find(".//h1")


def test_lines_before_and_after_stand_in_order() -> None:
    around = surroundings_of(HEADLINE)
    assert around.before == ("Home", "Politics", "3 May 2022")
    assert around.after == ("By Ada Brandt 4 May 2022", "2022-05-04 two hours ago", "First paragraph.")


def test_what_is_changed_last_is_marked() -> None:
    page = lxml.html.fragment_fromstring('<div><time class="updated" datetime="2022-05-05">5 May 2022</time></div>')
    assert list(lines_in(page, 5)) == ["updated: 5 May 2022"]


def test_without_a_headline_nothing_is_around() -> None:
    assert surroundings_of(None).before == ()


def test_words_of_a_heading_stand_apart_and_end() -> None:
    assert words_of(HEADLINE) == "Talks begin"
    long = lxml.html.fragment_fromstring("<h1>" + "<b>word </b>" * 100_000 + "</h1>")
    assert len(words_of(long, 400)) < 500


def test_comments_are_aside_of_the_headline_and_its_own_place_is_not() -> None:
    around = surroundings_of(HEADLINE)
    assert is_aside(PAGE.get_element_by_id("c"), around.place)
    assert not is_aside(PAGE.find(".//article/p"), around.place)
    wrapped = lxml.html.document_fromstring('<body class="x"><div class="widget"><h1>A</h1><p>B</p></div></body>')
    assert not is_aside(wrapped.find(".//p"), surroundings_of(wrapped.find(".//h1")).place)
