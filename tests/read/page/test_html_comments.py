import pytest

from tests.read.pages import LAST, LONG, LONGER, article, page, roles
from verbale.read.page.html import extract_page

FIRST, SECOND = "I have read the draft, and she is right.", "Has anybody asked the fleet?\nNobody ever does."


def comments(data: str) -> list[tuple[str, str]]:
    """Return the authors and texts of a page's comments; the article is there as ever."""
    document = extract_page(data)
    found = [segment for segment in document.segments if segment.kind == "comment"]
    assert [text for kind, text in roles(document) if kind == "body"] == [LONG, LONGER, LAST]
    return [(comment.author, document.text[comment.start : comment.end]) for comment in found]


def lines(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


WORDPRESS = """
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “Kareth puts off the treaty”</h2>
<ol class="comment-list"><li id="comment-7" class="comment even depth-1">
<article id="div-comment-7" class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">Bo Lind</b> <span class="says">says:</span>
</div><div class="comment-metadata"><a href=#>March 5, 2024 at 9:12 am</a></div></footer>
<div class="comment-content">{first}</div><div class="reply"><a href=#>Reply</a></div></article>
<ol class="children"><li id="comment-8" class="comment byuser comment-author-cleo odd depth-2">
<article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">Cleo Marr</b> says:</div>
<time>March 5, 2024</time></footer><div class="comment-content">{second}</div></article></li></ol></li></ol>
<div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p><p>Name *</p></form></div>
</div>
"""
BLOGGER = """
<div class="comments" id="comments"><h4>2 comments:</h4><ol><li class="comment" id="c1648001528111248930">
<div class="comment-header"><cite class="user"><a href=/u>Bo Lind</a></cite>
<span class="datetime">5 March 2024 at 09:12</span></div><p class="comment-content">{first_plain}</p>
<span class="comment-actions"><a href=#>Reply</a><a href=#>Delete</a></span></li>
<li class="comment" id="c1648001528111248931"><div class="comment-header"><cite class="user">Cleo Marr</cite>
<span class="datetime">5 March 2024 at 10:00</span></div><p class="comment-content">{second_plain}</p></li></ol></div>
"""
DISQUS = """
<div id="disqus_thread">
<div class="comment"><div class="comment-author">Bo Lind</div><div class="comment-body">{first}</div></div>
<div class="comment"><div class="comment-author">Cleo Marr</div><div class="comment-body">{second}</div></div></div>
"""
GERMAN = """
<div class="kommentare"><h3>2 Kommentare</h3><div class="kommentar-item"><div class="benutzer">Bo Lind</div>
<div class="datum">05.03.2024, 9.12 Uhr</div><div class="kommentar-text">{first}</div><a href=#>Antworten</a></div>
<div class="kommentar-item"><div class="benutzer">Cleo Marr</div><div class="datum">05.03.2024</div>
<div class="kommentar-text">{second}</div></div></div>
"""
BELOW = """
<ol id="commentlist"><li id="comment-1">{first}<p>Comment by Bo Lind — 5.3.2024 @ 9:12</p></li>
<li id="comment-2">{second}<p>Comment by Cleo Marr — 5.3.2024 @ 10:00</p></li></ol>
"""
FLAT = """
<div class="comments"><h4>Bo Lind</h4><p>5.3.2024, 9:12</p>{first}<h4>Cleo Marr</h4><p>5.3.2024, 10:00</p>{second}</div>
"""
MICRODATA = """
<section><div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Bo Lind</span>
<div><time>2024-03-05</time></div>{first}</div><div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
<div itemprop="author">Cleo Marr</div><div><time>2024-03-05</time></div>{second}</div></section>
"""


@pytest.mark.parametrize("markup", [WORDPRESS, BLOGGER, DISQUS, GERMAN, BELOW, FLAT, MICRODATA])
def test_comments_and_their_authors(markup):
    filled = markup.format(
        first=lines(FIRST), second=lines(SECOND), first_plain=FIRST, second_plain=SECOND.replace("\n", "<br>")
    )
    expected = [("Bo Lind", f"Bo Lind\n{FIRST}"), ("Cleo Marr", f"Cleo Marr\n{SECOND}")]
    assert comments(article(after=filled)) == expected
    assert comments(article().replace("</article>", f"{filled}</article>")) == expected


def test_comment_without_a_name():
    data = article(after=f"<div class=comments><div class=comment><time>5.3.2024</time><p>{FIRST}</p></div></div>")
    assert comments(data) == [("", FIRST)]


@pytest.mark.parametrize(
    "markup",
    [
        "<div id=comments><p>Comments are closed.</p></div>",
        "<div class=comments><form><h3>Leave a comment</h3><label>Name</label><p>Read, 5.3.2024.</p></form></div>",
        "<ul class='sidebar comments'><li class=comment><b class=author>Bo Lind</b> on <a href=/x>The port is closed "
        "again</a></li></ul>",
        "<div class=comments><a href=#c>12 comments</a></div>",
        "<div class=comment-notice><p>We delete what is not polite.</p></div>",
    ],
)
def test_what_is_no_comment(markup):
    assert comments(article(after=markup)) == []


def test_thread_of_a_forum_is_its_first_post_and_comments_on_it():
    said = {"Ada Venn": f"{LONG}\n{LONGER}\n{LAST}", "Bo Lind": FIRST, "Cleo Marr": SECOND}
    posts = "".join(
        f"<div class=forum-post id=post-{number}><div class=post-author>{name}</div><time>5.3.2024 9:1{number}</time>"
        f"{lines(text)}</div>"
        for number, (name, text) in enumerate(said.items())
    )
    data = page(f"<h1>Kareth puts off the treaty</h1><div class=comments>{posts}</div>")
    assert comments(data) == [("Bo Lind", f"Bo Lind\n{FIRST}"), ("Cleo Marr", f"Cleo Marr\n{SECOND}")]
