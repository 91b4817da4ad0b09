"""Tests of bodies made plain: drop caps, breaks, tables, lists, and what stands around them."""

import pytest
from lxml.html import HtmlElement, fromstring

from index.reading.page_bodies import made_plain

PROSE = "<p>The town opened its new bridge on Monday after nine years of work, and crowds came to see it and stay.</p>"


def plain(body: str) -> tuple[list[str], dict[str, int]]:
    """The words between the tags of a page made plain, and what was taken out."""
    page: HtmlElement = fromstring(f"<html><body>{PROSE}{body}</body></html>")
    taken = made_plain(page)
    texts = [
        " ".join("".join(part.itertext()).split())
        for part in page.xpath("//p | //h2 | //h3 | //li | //td | //figcaption")
    ]
    return [text for text in texts if text][1:], dict(taken)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p><span class='drop-cap x'>M</span>r Lee</p>", ["Mr Lee"]),
        ("<p><span class='dropcap'> T </span> he town</p>", ["The town"]),
        ("<div class='firstLetter'>O</div><p> nce upon a time</p>", ["Once upon a time"]),
        ("<div class='firstletter'>O</div>", []),
        ("<p><span class='dropcap'></span>The town</p>", ["The town"]),
        ("<p>The boiler failed<br>and was mended.</p>", ["The boiler failed and was mended."]),
        ("<p>It failed in<br/> May.</p>", ["It failed in May."]),
        ("<p><b>By</b> Ann<br>Hale</p>", ["By AnnHale"]),
        ("<p>One.<br><br>Two <b>bold</b>.<br> <br>Three.</p>", ["One.", "Two bold.", "Three."]),
        ("<div>One.<br><br><ul><li>a b c</li></ul>Two.</div>", ["One.", "a b c", "Two."]),
        ("<p>One.<br><br></p>", ["One."]),
    ],
)
def test_words_and_lines(body: str, lines: list[str]) -> None:
    assert plain(body) == (lines, {})


TABLE = "<table><tr><th>Name</th><th>Votes</th></tr><tr><td>Ann</td><td>12</td></tr></table>"


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (TABLE, ["Name Ann (Votes: 12)"]),
        (
            TABLE.replace("<table>", "<table><caption>Result</caption>"),
            ["Result", "Name Ann (Votes: 12)"],
        ),
        (
            "<table><tr><td>Ann</td><td>Hale</td></tr><tr><td>Bo</td><td>Torrin</td></tr></table>",
            ["Ann | Hale", "Bo | Torrin"],
        ),
        (
            "<table><tr><th>Town</th><th colspan=2>Votes</th></tr><tr><td rowspan=3>Hale</td>"
            "<td>1</td><td>2</td></tr><tr><td colspan=x>3</td><td>4</td></tr><tr><td>5</td><td colspan=0>6</td></tr></table>",
            [
                "Town Hale (Votes: 1; Votes: 2)",
                "Town Hale (Votes: 3; Votes: 4)",
                "Town Hale (Votes: 5; Votes: 6)",
            ],
        ),
        ("<table><tr><td>12</td></tr><tr><td>13</td></tr></table>", ["12", "13"]),
        ("<table><tr><td>Ann</td><td>Bo</td></tr></table>", ["Ann", "Bo"]),
        ("<table></table>", []),
        (
            "<table><tr><td><a href=x>Ann</a></td><td>1</td></tr><tr><td><a href=y>Bo</a></td><td>2</td></tr></table>",
            ["Ann", "1", "Bo", "2"],
        ),
        (
            f"<table><tr><td>Home</td><td>{PROSE * 5}{TABLE}</td></tr></table>",
            [PROSE[3:-4]] * 5 + ["Name Ann (Votes: 12)"],
        ),
    ],
)
def test_tables(table: str, lines: list[str]) -> None:
    assert plain(table)[0] == lines


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        ("<ul><li>26 beds</li><li></li><li>a kitchen</li></ul>", ["- 26 beds", "- a kitchen"]),
        ("<ul><li><p>26 beds</p></li></ul>", ["26 beds", "26 beds"]),
        ("<ul><li><a href='/x'>Ten walks to take</a></li><li>or not</li></ul>", ["- or not"]),
        ("<div><ul><li>26 beds</li></ul></div>", ["26 beds"]),
        ("<ul></ul>", []),
    ],
)
def test_lists(items: str, lines: list[str]) -> None:
    assert plain(items)[0] == lines


@pytest.mark.parametrize(
    ("element", "what"),
    [
        ("<div class='newsletter-signup'><p>Sign up.</p></div>", "call{s} to subscribe"),
        ("<div id='mostRead'><p>Storm.</p></div>", "link{s} to other stories"),
        ("<aside class='pull-quote'><p>We hated her.</p></aside>", "quotation{s} set large"),
        ("<figure><img><figcaption>A ship.</figcaption></figure>", "caption{s}"),
        ("<p class='imageCaption'>A ship.</p>", "caption{s}"),
        ("<div class='ad-slot'><p>Advertisement</p></div>", "advertisement{s}"),
        ("<ul class='tags'><li>Banks</li></ul>", "button{s}"),
        ("<div class='author-bio'><p>Ann lives.</p></div>", "line{s} about the writer or the site"),
        ("<div class='key-points'><p>It rained.</p></div>", "list{s} of key points"),
        ("<div class='comments'><p>Great!</p></div>", "comment{s}"),
        ("<p><a href='/x'>Ten walks to take in May</a></p>", "link{s} to other stories"),
        ("<p>Read more: <a href='/x'>Ten walks to take</a></p>", "link{s} to other stories"),
    ],
)
def test_what_stands_around_is_taken_out_and_counted(element: str, what: str) -> None:
    assert plain(element) == ([], {what: 1})


@pytest.mark.parametrize(
    "element",
    [
        f"<div class='share'>{PROSE}{PROSE}</div>",
        f"<div class='comments'>{PROSE}{PROSE}</div>",
        "<div class='promo'><blockquote><p>We hated her.</p></blockquote></div>",
        "<p><a href='#note'>Ten walks to take in May</a></p>",
        "<p><a href='/x'>Ten walks to take in May.</a></p>",
        "<p><a href='/x'>Ten walks</a></p>",
        "<p>She wrote <a href='/x'>Ten walks to take</a> last year.</p>",
        "<p><a href='/x'></a>A ship.</p>",
        "<li class='ad'>A ship.</li>",
        "<p class='x-1'>A ship.</p>",
    ],
)
def test_what_may_be_body_stays(element: str) -> None:
    lines, taken = plain(element)
    assert lines
    assert taken == {}


def test_a_page_of_links_keeps_them() -> None:
    links = "<p><a href='/x'>Ten walks to take in May and in June</a></p>" * 9
    assert len(plain(links)[0]) == 9


def test_lines_inside_lines_are_taken_out_once() -> None:
    nested = "<ul><li><h3><a href='/x'>Ten walks to take in May</a></h3></li></ul>"
    assert plain(nested) == ([], {"link{s} to other stories": 1})
