"""What a page says of its article."""

from __future__ import annotations

import datetime
import json
import time

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.page.metadata import Metadata, page_metadata

TODAY = datetime.date(2024, 1, 1)
URL = "https://www.courier.example/2022/05/04/talks-begin"


def read(body: str = "", head: str = "", url: str | None = None, root: str = "<html>") -> Metadata:
    page = f"{root}<head>{head}</head><body>{body}</body></html>"
    return page_metadata(lxml.html.document_fromstring(page), url, today=TODAY)


def linked(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else list(nodes))}</script>'


def meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{content}">' for name, content in contents.items()
    )


class TestTitle:
    def test_the_heading_that_the_head_declares_is_the_title(self) -> None:
        head = "<title>Talks begin in Vilnea | Kareth Courier</title>"
        found = read(
            "<h1>Kareth Courier</h1><h1>Most read</h1><h2>Talks begin in Vilnea</h2><h2>Other news here</h2>", head
        )
        assert found.title == "Talks begin in Vilnea"

    def test_the_outlets_name_is_cut_off(self) -> None:
        head = "<title>Talks begin in Vilnea today - Kareth Courier</title>" + meta(og__site_name="Kareth Courier")
        assert read("", head).title == "Talks begin in Vilnea today"
        assert read("", "<title>Courier | Talks begin in Vilnea</title>", url=URL).title == "Talks begin in Vilnea"

    def test_what_stands_above_the_headline_in_its_element_is_left_out(self) -> None:
        body = '<h1><span class="kicker">Diplomacy</span> <span>Talks begin in Vilnea</span></h1>'
        assert read(body, meta(og__title="Talks begin in Vilnea")).title == "Talks begin in Vilnea"

    def test_a_visible_headline_goes_before_other_words_for_search_engines(self) -> None:
        body = '<h1 class="entry-title">What the ministers want in Vilnea</h1>'
        assert (
            read(body, "<title>Vilnea talks: all you need to know</title>").title == "What the ministers want in Vilnea"
        )

    def test_a_heading_that_leads_to_the_front_page_is_the_outlets(self) -> None:
        body = '<h1><a href="/">The Kareth Daily Mail</a></h1><h3 class="post-title">Talks begin in Vilnea</h3>'
        head = "<title>The Kareth Daily Mail » Archive » Talks begin in Vilnea</title>"
        assert read(body, head).title == "Talks begin in Vilnea"

    def test_a_page_without_a_title_has_none(self) -> None:
        assert read("<p>Words.</p>").title is None


class TestPublished:
    def test_linked_data_are_read_in_graphs_and_lists(self) -> None:
        article = {"@type": "NewsArticle", "datePublished": "2022-05-04T23:30:00-07:00", "dateModified": "2022-05-06"}
        for nodes in (article, [article], {"@graph": [{"@type": "WebSite", "name": "X"}, article]}):
            published = read("", linked(nodes)).published
            assert published
            assert (published.date, published.precision) == (datetime.date(2022, 5, 4), "day")
            assert published.basis == "json-ld datePublished"

    @pytest.mark.parametrize(
        "script",
        [
            '{"@type": "NewsArticle", "datePublished": "2022-05-04",}',
            '<!-- {"@type": "NewsArticle", "datePublished": "2022-05-04"} -->',
            '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2022-05-04"}\n//]]>',
            '{"@type": "NewsArticle", "headline": "a "b" c", "datePublished": "2022-05-04"',
            '{"@type": "NewsArticle",\n"description": "a\nb", "datePublished": "2022-05-04"}',
        ],
    )
    def test_broken_linked_data_are_saved(self, script: str) -> None:
        published = read("", f'<script type="application/ld+json">{script}</script>').published
        assert published
        assert published.date == datetime.date(2022, 5, 4)

    @pytest.mark.parametrize(
        ("head", "body", "basis"),
        [
            (meta(article__published_time="2022-05-04T10:00:00Z"), "", "meta article:published_time"),
            ('<meta name="DC.date.issued" content="2022-05-04">', "", "meta dc.date.issued"),
            ("", '<div itemscope><span itemprop="datePublished">4 May 2022</span></div>', "microdata datePublished"),
            ("", "<h1>Talks begin in Vilnea</h1><p>By Ada Brandt, 4 May 2022</p>", "text near the headline"),
            ("", "<h1>Talks begin in Vilnea</h1><p>Veröffentlicht am 04.05.2022</p>", "text near the headline"),
            ("", '<div><time datetime="2022-05-04">Wednesday</time></div>', "time element"),
        ],
    )
    def test_the_basis_names_where_it_was_found(self, head: str, body: str, basis: str) -> None:
        published = read(body, head).published
        assert published
        assert (published.date, published.basis) == (datetime.date(2022, 5, 4), basis)

    def test_the_address_is_a_source_of_its_own(self) -> None:
        published = read("<p>x</p>", url=URL).published
        assert published
        assert (published.date, published.basis) == (datetime.date(2022, 5, 4), "url")
        month = read("<p>x</p>", url="https://courier.example/2022/05/talks").published
        assert month
        assert (month.date, month.precision) == (datetime.date(2022, 5, 1), "month")

    def test_the_day_of_publication_goes_before_that_of_the_last_change(self) -> None:
        body = "<h1>Talks begin in Vilnea</h1><p>Updated: 9 May 2022</p><p>First published: 4 May 2022</p>"
        published = read(body, meta(article__modified_time="2022-05-09")).published
        assert published
        assert published.date == datetime.date(2022, 5, 4)

    def test_the_last_change_is_taken_where_nothing_else_is_known_and_says_so(self) -> None:
        published = read("<h1>Talks begin</h1>", meta(article__modified_time="2022-05-09")).published
        assert published
        assert published.basis == "meta article:modified_time"

    @pytest.mark.parametrize(
        "value", ["2031-01-01", "2024-01-02", "0000-00-00", "2022-02-31", "1970-01-01", "tomorrow"]
    )
    def test_impossible_and_future_days_and_those_before_the_web_are_refused(self, value: str) -> None:
        assert read("", meta(article__published_time=value)).published is None

    def test_an_old_day_counts_if_two_sources_name_it(self) -> None:
        head = linked({"@type": "Article", "datePublished": "1987-03-02"}) + meta(article__published_time="1987-03-02")
        published = read("", head).published
        assert published
        assert published.date == datetime.date(1987, 3, 2)

    def test_the_local_day_that_is_shown_goes_before_that_of_greenwich(self) -> None:
        body = "<h1>Talks begin in Vilnea</h1><p>3 May 2022, 21:25</p>"
        published = read(body, meta(article__published_time="2022-05-04T00:25:00Z")).published
        assert published
        assert published.date == datetime.date(2022, 5, 3)

    def test_numbers_are_read_as_another_source_has_them(self) -> None:
        body = "<h1>Talks begin in Vilnea</h1><p>By Ada Brandt | 12/10/2020</p>"
        head = linked({"@type": "WebPage", "datePublished": "2020-10-12"})
        published = read(body, head, root='<html lang="en">').published
        assert published
        assert published.date == datetime.date(2020, 10, 12)

    def test_the_dates_of_comments_and_teasers_are_not_the_articles(self) -> None:
        body = (
            "<article><h1>Talks begin in Vilnea</h1><p>Some words.</p></article>" + "<p>More words.</p>" * 20
            + '<div class="comment"><time datetime="2022-05-05">x</time></div>'
            + '<aside><time datetime="2022-05-06">y</time></aside>'
        )  # fmt: skip
        assert read(body).published is None

    def test_an_archived_page_is_not_younger_than_its_copy(self) -> None:
        body = "<h1>Talks begin in Vilnea</h1><p>Published: 4 May 2022</p>"
        assert read(body, url="https://web.archive.org/web/20120216182711/http://courier.example/a").published is None


class TestAuthors:
    def test_references_in_linked_data_are_followed(self) -> None:
        graph = {"@graph": [
            {"@type": "Article", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Ada Brandt"},
        ]}  # fmt: skip
        assert read("", linked(graph)).authors == ("Ada Brandt",)

    def test_several_authors_stand_apart(self) -> None:
        authors = [{"@type": "Person", "name": "Ada Brandt"}, {"@type": "Person", "name": "By Otto Lind"}]
        assert read("", linked({"@type": "NewsArticle", "author": authors})).authors == ("Ada Brandt", "Otto Lind")
        assert read("", meta(author="Ada Brandt and Otto Lind")).authors == ("Ada Brandt", "Otto Lind")

    def test_a_byline_is_read_where_nothing_is_marked(self) -> None:
        body = "<h1>Talks begin in Vilnea</h1><p>By Ada Brandt and Otto Lind</p><p>Words of the article.</p>"
        assert read(body).authors == ("Ada Brandt", "Otto Lind")

    def test_the_whole_byline_goes_before_its_first_name(self) -> None:
        body = "<h1>Talks begin in Vilnea</h1><p>By Ada Brandt and Otto Lind for the Courier</p>"
        assert read(body, meta(author="Ada Brandt")).authors == ("Ada Brandt", "Otto Lind")

    def test_neither_the_outlet_nor_admin_is_an_author_where_a_person_is_named(self) -> None:
        head = meta(author="Kareth Courier", og__site_name="Kareth Courier")
        assert read("<h1>Talks begin</h1><p>By Ada Brandt</p>", head).authors == ("Ada Brandt",)
        assert read("", head).authors == ()
        assert read("", meta(author="admin")).authors == ()

    def test_a_desk_is_an_author_where_nobody_else_is(self) -> None:
        body = '<h1>Talks begin in Vilnea</h1><p class="author">von Redaktion</p>'
        assert read(body).authors == ("Redaktion",)

    def test_commenters_and_photographers_are_no_authors(self) -> None:
        body = (
            "<article><h1>Talks begin in Vilnea</h1><p>Photo by Otto Lind</p><p>Words.</p></article>"
            '<div class="comment"><span class="comment-author">By Ada Troll</span></div>'
        )
        assert read(body).authors == ()

    def test_a_byline_after_the_article_is_found(self) -> None:
        body = (
            "<h1>Talks begin in Vilnea</h1><p>" + "Words of it. " * 30 + "</p><p>Autorin: Ada Brandt, Redakteurin</p>"
        )
        assert read(body).authors == ("Ada Brandt",)


class TestTheRest:
    def test_outlet_address_and_language(self) -> None:
        head = meta(og__site_name="Kareth Courier", og__url="/a/1?x=1") + '<link rel="canonical" href="/a/1">'
        found = read("", head, url="https://courier.example/a/1?utm=2", root='<html lang="en-GB">')
        assert (found.outlet, found.url, found.language) == ("Kareth Courier", "https://courier.example/a/1", "en")

    def test_the_publisher_is_the_outlet(self) -> None:
        node = {"@type": "NewsArticle", "publisher": {"@id": "#o"}}
        organization = {"@type": "Organization", "@id": "#o", "name": "Kareth Courier"}
        assert read("", linked({"@graph": [node, organization]})).outlet == "Kareth Courier"

    def test_the_end_of_the_title_is_the_outlet_if_the_host_says_so(self) -> None:
        head = "<title>Talks begin | Kareth Courier</title>"
        assert read("", head, url="https://www.kareth-courier.example/a/1").outlet == "Kareth Courier"
        assert read("", head, url="https://elsewhere.example/a/1").outlet is None

    @pytest.mark.parametrize(
        "href", ["javascript:alert(1)", "https://courier.example/", "ftp://x.example/a", "http://[x"]
    )
    def test_foreign_schemes_and_front_pages_are_no_address(self, href: str) -> None:
        assert read("", f'<link rel="canonical" href="{href}">').url is None

    def test_a_page_that_says_nothing_gives_nothing(self) -> None:
        assert read("<p>Words.</p>") == Metadata(None, (), None, None, None, None)


@pytest.mark.parametrize(
    "page",
    [
        '<h1 class="{}">'.format("a " * 500_000) + "<span class=author>x</span>" * 5_000,
        '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
        '<script type="application/ld+json">' + "<!--" + " " * 300_000 + "x</script>",
        "<h1>" + "<h1><span><a href='/'>" * 3_000,
        "<h1>x</h1>" + "<p>By " * 20_000,
        "<div class=author>" * 240 + "By Ada" + "<script></script>" * 20_000,
        "<title>" + "a - " * 100_000 + "</title><h1>" + "a " * 100_000,
        "<time datetime=" + "1" * 100_000 + ">" + "1 " * 100_000,
    ],
)
def test_hostile_pages_take_no_time(page: str) -> None:
    tree = lxml.html.document_fromstring(page)
    start = time.process_time()
    page_metadata(tree, today=TODAY)
    assert time.process_time() - start < 2


@given(
    st.lists(
        st.sampled_from([
            "<h1>", "</h1>", "<time datetime='2022-05-04'>", "By Ada Brandt", "4 May 2022", "<p class=byline>", "</p>",
            "<meta name=author content='x'>", "<a rel=author>", "<title>", "</title>", "<!-- c -->", "<?pi x?>",
            "<script type='application/ld+json'>{\"author\":[1,null,{}]}</script>", "<div itemprop=author>", "é😀",
            " | ", "\x00", "<svg>",
        ]),
        max_size=30,
    )
)  # fmt: skip
def test_any_page_gives_metadata_without_an_error(pieces: list[str]) -> None:
    found = page_metadata(lxml.html.document_fromstring("<p>" + "".join(pieces) + "</p>"), URL, today=TODAY)
    assert found.title is None or found.title.strip() == found.title
    assert found.published is None or found.published.date <= TODAY
