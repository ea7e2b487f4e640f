import pytest

from tests.read.pages import LAST, LONG, LONGER, article, page, roles
from verbale.read.page.html import extract_page

BODY = [("body", LONG), ("body", LONGER), ("body", LAST)]
HEADLINE = ("headline", "Kareth puts off the treaty")


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class=sidebar><p>The editors recommend the longest reading of the week. It is about the port.</p></div>",
        "<aside><p>Kareth has had three governments in four years, and all of them wanted the treaty.</p></aside>",
        '<div id="newsletter-signup"><p>Our letter comes each morning at seven. It is free, and short.</p></div>',
        "<p>Sign up here for our daily newsletter!</p>",
        "<ul class=share-buttons><li><a href=https://a.example>Post</a></li><li><a href=/b>Send</a></li></ul>",
        "<p>Share</p>",
        '<div role="dialog"><p>This site keeps small files on your device. You may say which you like.</p></div>',
        '<div style="display: none"><p>This paragraph is for nobody, and it is long enough to be one.</p></div>',
        "<form><p>Write to us what you think. We print letters of up to two hundred words, with names.</p></form>",
        "<div class=author-bio><p>Ada Venn has written about the ministries of Kareth for twenty years.</p></div>",
        "<h3>Read more</h3><ul><li><a href=/a>The fleet stays</a></li><li><a href=/b>The port</a></li></ul>",
        "<h3>Weitere Meldungen</h3><p><a href=/a>Die Flotte bleibt</a></p>",
        "<p>This entry was posted in World.</p>",
    ],
)
def test_furniture_is_left_out(furniture):
    assert roles(extract_page(article(furniture))) == [HEADLINE, *BODY]
    assert roles(extract_page(article(after=furniture))) == [HEADLINE, *BODY]


def test_roles_in_an_article():
    inside = """
        <figure><img src=x><figcaption>The minister in Port Lessa. Photo: Mira Olt/KNA</figcaption></figure>
        <h2>What the draft says</h2><blockquote><p>“We will read every line of it.”</p></blockquote>
        <ul><li>first the fleet,</li><li>then the port.</li></ul>
        <p><strong>Read also:</strong> <a href=/fleet>The fleet stays where it is</a></p>
        <p>Source: Kareth News Agency</p><p>Tags: <a href=/t/kareth>Kareth</a>, <a href=/t/sea>Sea</a></p>
        <p>© 2024 Kareth Courier</p>
    """
    byline = '<p class="byline">By <a href=/venn rel=author>Ada Venn</a></p>'
    document = extract_page(article(inside).replace("</h1>", f"</h1>{byline}"))
    assert roles(document) == [
        HEADLINE, ("byline", "By Ada Venn"), BODY[0], ("caption", "The minister in Port Lessa. Photo: Mira Olt/KNA"),
        ("body", "What the draft says"), ("body", "“We will read every line of it.”"), ("body", "first the fleet,"),
        ("body", "then the port."), ("related", "Read also: The fleet stays where it is"),
        ("boilerplate", "Source: Kareth News Agency"), ("tags", "Tags: Kareth, Sea"),
        ("copyright", "© 2024 Kareth Courier"), *BODY[1:],
    ]  # fmt: skip


def test_dateline():
    text = "PORT LESSA, March 4 (KNA) - "
    document = extract_page(article().replace(LONG, text + LONG))
    assert roles(document)[1:3] == [("dateline", text.strip()), ("body", LONG)]


@pytest.mark.parametrize(
    "lead",
    [
        "<h2>The government wants to read the new draft first, and Sudonia asks what there is to read</h2>",
        "<p class=standfirst>The government wants to read the new draft first, and Sudonia asks what there is</p>",
        "<div>The government wants to read the new draft first. Sudonia asks what there is to read in it.</div>",
    ],
)
def test_standfirst_between_headline_and_article(lead):
    body = f"<header><h1>Kareth puts off the treaty</h1>{lead}<nav><a href=/world>World</a></nav></header>"
    document = extract_page(page(f"{body}<div class=article-body><p>{LONG}</p><p>{LONGER}</p><p>{LAST}</p></div>"))
    said = lead[lead.index(">") + 1 : lead.rindex("<")]
    assert roles(document) == [HEADLINE, ("body", said), *BODY]


def test_headline_is_the_heading_that_says_what_the_title_says():
    teaser = "<h1>Kareth Courier</h1><h2><a href=/x>The port is closed</a></h2>"
    assert roles(extract_page(article(before=teaser))) == [HEADLINE, *BODY]
    late = article(after="<h1>Kareth puts off the treaty</h1>").replace("<h1>Kareth puts off the treaty</h1><p>", "<p>")
    assert roles(extract_page(late)) == BODY


def test_teasers_after_an_article():
    teasers = "".join(
        f"<h2><a href=/{n}>Another story of this day, number {n}</a></h2><p>{LONG} This is story {n}.</p>"
        "<p><a href=/more>Read the rest</a></p>"
        for n in ("one", "two", "three")
    )
    assert roles(extract_page(article(after=teasers))) == [HEADLINE, *BODY]
    assert roles(extract_page(article(teasers).replace(f"<p>{LONGER}</p><p>{LAST}</p>", ""))) == [HEADLINE, BODY[0]]


def test_numbered_headings_that_are_links_are_of_the_article():
    items = "".join(f"<h2><a href=/{n}>{n}. A port of Kareth</a></h2><p>{LONG} Port {n}.</p>" for n in range(1, 4))
    kinds = [kind for kind, _ in roles(extract_page(article(items)))]
    assert kinds.count("body") == 6


def test_classes_are_not_believed_where_they_would_leave_nothing():
    for name in ("sidebar", "widget", "modal", "with-footer related", "comments", "author", "caption", "newsletter"):
        data = article().replace("<article>", f'<div class="{name}">').replace("</article>", "</div>")
        assert roles(extract_page(data)) == [HEADLINE, *BODY], name
    slides = "".join(f"<div class='slide hidden'><p>{text}</p></div>" for text in (LONG, LONGER, LAST))
    assert roles(extract_page(page(slides))) == BODY


def test_lines_tables_and_text_that_is_set_out():
    body = (
        f"<p>{LONG}<br>{LONGER}<br><br>{LAST}</p><table><tr><th>Port</th><th>Ships</th></tr><tr><td>Lessa</td><td>12</td>"
        f"</tr></table><pre>one\n  two\r\nthree</pre><p>{LAST}</p>"
    )
    document = extract_page(page(f"<article>{body}</article>"))
    assert document.text == f"{LONG}\n{LONGER}\n\n{LAST}\n\nPort\tShips\n\nLessa\t12\n\none\n  two\nthree\n\n{LAST}"
    assert roles(document) == [
        *BODY, ("body", "Port\tShips"), ("body", "Lessa\t12"), ("body", "one"), ("body", "two"), ("body", "three"),
        ("body", LAST),
    ]  # fmt: skip


def test_article_without_any_classes_among_other_text():
    other = "".join(f"<p><a href=/{n}>A link to story {n}</a></p>" for n in range(30))
    body = f"<div>{other}</div><div><h1>Kareth puts off the treaty</h1><p>{LONG}</p><p>{LONGER}</p><p>{LAST}</p></div>"
    assert roles(extract_page(page(f"{body}<div>{other}</div>"))) == [HEADLINE, *BODY]


def test_scripts_without_spaces():
    chinese = "外交部长星期一表示，会谈将在另一个首都继续举行，双方没有就此发表评论。" * 2
    body = f"<div><a href=/>首页</a></div><h1>会谈继续</h1><p>{chinese}</p><p>{chinese}二</p>"
    assert roles(extract_page(page(body, title="会谈继续"))) == [
        ("headline", "会谈继续"), ("body", chinese), ("body", f"{chinese}二"),
    ]  # fmt: skip
