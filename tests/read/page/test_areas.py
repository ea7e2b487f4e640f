import time
import tomllib
from importlib import resources

import pytest

from verbale.read.page import areas


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("sidebar", areas.SIDE),
        ("left_sidebar", areas.SIDE),
        ("relatedPosts", areas.RELATED),
        ("article-body", areas.ARTICLE),
        ("post-meta", areas.BYLINE),
        ("postMeta", areas.BYLINE),
        ("meistgelesen-box", areas.RELATED),
        ("hidden", areas.HIDDEN),
        ("field--label-hidden", 0),
        ("has-sidebar", 0),
        ("no-comments", 0),
        ("elementor-widget-text", 0),
        ("", 0),
        ("x" * 100, 0),
        ("comment share-bar", areas.COMMENTS | areas.SHARE),
    ],
)
def test_areas_of_names(names, found):
    assert areas.areas_of_names(names) == found


@pytest.mark.parametrize(
    ("tag", "attributes", "found"),
    [
        ("nav", {}, areas.NAV),
        ("div", {"role": "complementary"}, areas.SIDE),
        ("div", {"itemprop": "articleBody"}, areas.ARTICLE),
        ("div", {"itemtype": "https://schema.org/Comment"}, areas.COMMENTS),
        ("p", {"style": "color:red; display : none"}, areas.HIDDEN),
        ("p", {"hidden": ""}, areas.HIDDEN),
        ("p", {"aria-hidden": "true"}, areas.HIDDEN),
        ("p", {"aria-hidden": "false"}, 0),
        ("footer", {"id": "newsletter"}, areas.FOOTER | areas.SIGNUP),
    ],
)
def test_areas_of_elements(tag, attributes, found):
    assert areas.areas_of(tag, attributes.items()) == found


@pytest.mark.parametrize(
    ("kind", "place", "line", "found"),
    [
        ("related", "lines", "Read more", True),
        ("related", "lines", "More than the ministers agreed", False),
        ("share", "lines", "Share this article", True),
        ("share", "lines", "Next steps", False),
        ("share", "lines", "» Next article", True),
        ("signup", "inside", "Sign up for our newsletter today", True),
        ("signup", "inside", "More states sign up to the treaty", False),
        ("comments", "lines", "12 Kommentare", True),
        ("comments", "lines", "Comments (3)", True),
        ("comments", "lines", "Reactions", False),
        ("caption", "ends", "The port in the morning. Foto: Mira Olt", True),
        ("caption", "ends", "Photo: she said no.", False),
        ("says", "ends", "Bo Lind says:", True),
        ("when", "parts", "vor 3 Stunden", True),
        ("when", "parts", "the third of them", False),
    ],
)
def test_phrases(kind, place, line, found):
    pattern = areas.phrases_of(kind, place)
    assert bool(pattern.match(line) if place in ("lines", "starts") else pattern.search(line)) is found


ALMOST = ("1" * 200 + "x", "reply " * 40 + "!x", "12.3.2024 " * 20 + "y", "© " * 100 + ".", "newsletter " * 25)


def test_no_phrase_takes_long_on_what_almost_matches():
    table = tomllib.loads(resources.files("verbale.codebook").joinpath("areas.toml").read_text("utf-8"))
    start = time.process_time()
    for kind, entry in table.items():
        for place in set(entry) & {"lines", "starts", "ends", "inside", "parts"}:
            for line in ALMOST:
                areas.phrases_of(kind, place).search(line)
    assert time.process_time() - start < 2
