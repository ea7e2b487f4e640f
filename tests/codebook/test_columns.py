import pytest

from verbale.codebook.columns import KEYS, _names, folded, language_named, recognised


@pytest.mark.parametrize(
    ("columns", "meant"),
    [
        (
            ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url"],
            {"id": "id", "title": "title", "url": "url", "outlet": "media_name", "published": "publish_date",
             "language": "language"},
        ),
        (
            ["stories_id", "publish_date", "title", "url", "language", "ap_syndicated", "media_id", "media_name",
             "media_url"],
            {"id": "stories_id", "title": "title", "url": "url", "outlet": "media_name", "published": "publish_date",
             "language": "language"},
        ),
        (
            ["url", "url_mobile", "title", "seendate", "socialimage", "domain", "language", "sourcecountry"],
            {"url": "url", "title": "title", "outlet": "domain", "language": "language"},
        ),
        (
            ["source", "source.id", "source.name", "author", "title", "description", "url", "urlToImage", "publishedAt",
             "content"],
            {"text": "content", "title": "title", "url": "url", "outlet": "source.name", "published": "publishedAt",
             "authors": "author"},
        ),
        (
            ["title", "author", "hostname", "date", "fingerprint", "id", "license", "comments", "raw_text", "text",
             "language", "source", "source-hostname", "excerpt", "categories", "tags"],
            {"text": "text", "title": "title", "url": "source", "outlet": "source-hostname", "published": "date",
             "authors": "author", "language": "language"},
        ),
        (
            ["authors", "date_download", "date_modify", "date_publish", "description", "language", "maintext",
             "source_domain", "text", "title", "title_page", "url"],
            {"text": "maintext", "title": "title", "url": "url", "outlet": "source_domain", "published": "date_publish",
             "authors": "authors", "language": "language"},
        ),
        (
            ["title", "body", "body.summary", "body.sections", "authors", "publishing_date", "topics", "free_access"],
            {"text": "body", "title": "title", "published": "publishing_date", "authors": "authors"},
        ),
        (
            ["id", "webPublicationDate", "webTitle", "webUrl", "fields", "fields.bodyText", "fields.byline"],
            {"id": "id", "text": "fields.bodyText", "title": "webTitle", "url": "webUrl",
             "published": "webPublicationDate", "authors": "fields.byline"},
        ),
        (
            ["id", "data", "data.text", "data.title", "annotations", "created_at"],
            {"id": "id", "text": "data.text", "title": "data.title"},
        ),
        (
            ["", "ID", "Headline", "Publication", "Author", "Date", "year", "month", "Article URL", "Content"],
            {"id": "ID", "text": "Content", "title": "Headline", "url": "Article URL", "outlet": "Publication",
             "published": "Date", "authors": "Author"},
        ),
        (
            ["title", "text", "domain", "date", "description", "url", "image_url"],
            {"text": "text", "title": "title", "url": "url", "outlet": "domain", "published": "date"},
        ),
    ],
    ids=["Media Cloud", "Media Cloud before 2022", "GDELT", "NewsAPI", "trafilatura", "news-please", "Fundus",
         "The Guardian", "Label Studio", "All the News", "CC-News"],
)  # fmt: skip
def test_exports_are_recognised(columns, meant):
    assert recognised(columns) == meant


@pytest.mark.parametrize("name", ["Full Text", "full_text", "FULLTEXT", "full-text", " Full.Text "])
def test_case_and_separators_do_not_matter(name):
    assert recognised([name, "label"]) == {"text": name}


def test_a_summary_is_no_text_and_a_crawl_no_publication():
    assert recognised(["description", "summary", "lead", "indexed_date", "date_download", "crawl_date"]) == {}


def test_no_column_is_two_things():
    found = recognised(["article", "article.text", "source", "text"])
    assert len(set(found.values())) == len(found)


def test_the_file_names_known_keys_and_its_sources():
    data = _names()
    assert set(data.names) <= set(KEYS)
    for known_by, meant in data.exports:
        assert known_by
        assert set(meant) <= set(KEYS)
    assert all(folded(name) == name for names in data.names.values() for name in names)


@pytest.mark.parametrize(
    ("value", "code"),
    [("en", "en"), ("EN-us", "en"), ("zh_Hans", "zh"), ("English", "en"), ("rus", "ru"), (" Korean ", "ko"),
     ("Klingon", None), ("", None), ("unknown", None)],
)  # fmt: skip
def test_languages_are_named_by_code_or_in_english(value, code):
    assert language_named(value) == code
