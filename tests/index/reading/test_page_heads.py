"""Tests of the heads of web pages: titles without the site, people as authors, days."""

import json
from datetime import date

import pytest
from lxml.html import fromstring

from index.reading.page_heads import PageHead, page_head, without_site

TITLE = "Bridge opens after nine years of work"


def head(*parts: str, body: str = "") -> PageHead:
    return page_head(fromstring(f"<html><head>{''.join(parts)}</head><body>{body}</body></html>"))


def linked(**article: object) -> str:
    words = json.dumps({"@type": "NewsArticle", **article})
    return f'<script type="application/ld+json">{words}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("title", "sites", "plain"),
    [
        (f"{TITLE} - The Daily Tide", ["Daily Tide"], TITLE),
        (f"{TITLE} | News | The Daily Tide", ["dailytide"], TITLE),
        (f"The Daily Tide: {TITLE}", ["The Daily Tide"], TITLE),
        (f"The Daily Tide | {TITLE}", ["The Daily Tide"], TITLE),
        (f"{TITLE} - BBC News", ["BBC"], TITLE),
        (f"{TITLE} » Tide.example", ["tide.example"], TITLE),
        (f"{TITLE} | Somewhere", [], TITLE),
        (f"{TITLE} - Otter Valley News", [], TITLE),
        (f"{TITLE} - the long story", [], f"{TITLE} - the long story"),
        (f"{TITLE} - 2025", ["Daily Tide"], f"{TITLE} - 2025"),
        ("Rook - Vass | Elections", [], "Rook - Vass | Elections"),
        ("The Daily Tide", ["The Daily Tide"], "The Daily Tide"),
        ("", [], ""),
    ],
)
def test_titles_without_the_site(title: str, sites: list[str], plain: str) -> None:
    assert without_site(title, sites) == plain


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ([f"<title>{TITLE} - The Daily Tide</title>", meta("og:site_name", "The Daily Tide")], ""),
        ([f"<title>{TITLE} - Tide</title>", meta("og:url", "https://www.tide.example/a")], ""),
        (
            [
                f"<title>{TITLE} – Tide</title>",
                '<link rel="canonical" href="https://tide.example/a">',
            ],
            "",
        ),
        ([f"<title>{TITLE} - Tide</title>"], "<footer>© 2025 Tide. All rights reserved.</footer>"),
        (
            [f"<title>{TITLE} - Tide</title>", linked(publisher={"name": "Tide"}, headline=TITLE)],
            "",
        ),
        (
            [
                f"<title>{TITLE} - Tide</title>",
                linked(publisher="Tide"),
                '<script type="application/ld+json">{"@type": "WebSite", "name": "Tide"}</script>',
            ],
            "",
        ),
        ([f"<title>{TITLE} - Tide</title>"], f"<h1>{TITLE}</h1>"),
        (["<title>Tide</title>", meta("og:title", TITLE)], "<h1><a href='/'>Tide</a></h1>"),
        (["<title>Tide</title>", meta("og:title", f"{TITLE}, at last")], f"<h1>{TITLE}</h1>"),
        ([meta("og:title", f"{TITLE[:30]}")], f"<h1>{TITLE}</h1>"),
        ([meta("og:site_name", "Tide")], f"<h1>Tide</h1><h2>{TITLE}</h2>"),
        (
            [f"<title>{TITLE}</title>", meta("og:url", "https://[tide")],
            "<svg><title>Logo</title></svg>",
        ),
        ([f"<title>{TITLE}</title>", meta("og:url", "/a")], ""),
    ],
)
def test_the_title_of_a_page(parts: list[str], body: str) -> None:
    assert head(*parts, body=body).title == TITLE


def test_a_title_of_the_metadata_beats_a_heading_that_it_does_not_bear_out() -> None:
    assert head(meta("og:title", TITLE), body="<h1>Sign up for our letter</h1>").title == TITLE
    assert head().title is None


def test_the_article_that_the_page_shows_is_the_one_of_several() -> None:
    first, second = (
        linked(headline="Storm breaks", author="Cy Day"),
        linked(headline=TITLE, author="Ann Lee"),
    )
    assert head(first, second, body=f"<h1>{TITLE}</h1>").authors == ("Ann Lee",)
    assert head(first, body=f"<h1>{TITLE}</h1>").authors == ("Cy Day",)


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ({"@type": "Person", "name": "Ann Lee"}, ("Ann Lee",)),
        ([{"name": "Ann Lee"}, {"name": "Bo Ek"}], ("Ann Lee", "Bo Ek")),
        ("Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("By Ann Lee, Education Reporter", ("Ann Lee",)),
        ("ANN LEE", ("ANN LEE",)),
        ("Ann Lee;Bo Ek", ("Ann Lee", "Bo Ek")),
        ("Ann Lee, Reuters", ("Ann Lee",)),
        ({"@type": "Organization", "name": "The Daily Tide"}, ()),
        ("Reuters", ()),
        ("The Associated Press", ()),
        ("Daily Tide", ()),
        ("Tide", ()),
        ("Admin", ()),
        ("admin2", ()),
        ("jsmith", ()),
        ("News Desk", ()),
        ("https://tide.example/authors/ann-lee", ()),
        ("x" * 300, ()),
        (None, ()),
    ],
)
def test_authors_are_people(author: object, people: tuple[str, ...]) -> None:
    site = meta("og:site_name", "The Daily Tide")
    assert head(site, linked(author=author)).authors == people
    if isinstance(author, str):
        assert head(site, f'<meta name="author" content="{author}">').authors == people
        assert head(site, body=f'<p class="byline">{author}</p>').authors == people


def test_the_byline_of_another_story_is_not_this_one_s() -> None:
    shown = '<a rel="author">Ann Lee</a>'
    assert head(body=f"<aside>{shown}</aside>").authors == ()
    assert head(body=f'<div class="related-story">{shown}</div>').authors == ()
    assert head(meta("author", "Tide Staff"), body=shown).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("parts", "body", "day"),
    [
        ([linked(datePublished="2025-01-14T23:30:00Z", dateModified="2025-01-20")], "", (14,)),
        ([meta("article:published_time", "20250114")], "", (14,)),
        ([], "<time itemprop='datePublished' datetime='2025-01-14'>yesterday</time>", (14,)),
        ([linked(datePublished="2025-02-31"), meta("pubdate", "2025-01-14")], "", (14,)),
        ([meta("article:modified_time", "2025-01-20")], "", ()),
        ([linked(datePublished="soon")], "", ()),
    ],
)
def test_the_day_of_publication(parts: list[str], body: str, day: tuple[int, ...]) -> None:
    assert head(*parts, body=body).published == (date(2025, 1, *day) if day else None)


def test_the_text_that_the_metadata_holds() -> None:
    assert head(linked(articleBody="<p>It rained.</p>It snowed.")).body == "It rained.\nIt snowed."
    assert head(linked(articleBody=["It rained."])).body == ""
