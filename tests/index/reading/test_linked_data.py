"""Tests of JSON-LD: whole, wrapped, nested, broken."""

import re

import pytest
from lxml.html import fromstring

from index.reading.linked_data import ARTICLE, is_a, linked_data, names, strings


def things(words: str) -> list[dict[str, object]]:
    page = f'<html><head><script type="application/ld+json">{words}</script></head></html>'
    return list(linked_data(fromstring(page)))


@pytest.mark.parametrize(
    "words",
    [
        '{"headline": "A"}',
        '[{"headline": "A"}]',
        '//<![CDATA[\n{"headline": "A"}\n//]]>',
        '<!-- {"headline": "A"} -->',
        '{"headline": "A"};',
        '{"headline": "A"}\n',
    ],
)
def test_however_it_is_wrapped(words: str) -> None:
    assert things(words) == [{"headline": "A"}]


def test_objects_inside_others_come_in_order() -> None:
    found = things('{"@graph": [{"name": "A", "publisher": {"name": "B"}}, {"name": "C"}]}')
    assert [thing.get("name") for thing in found] == [None, "A", "B", "C"]


@pytest.mark.parametrize("words", ["", "{", '"A"', "1", "{'headline': 'A'}"])
def test_what_is_broken_or_says_nothing(words: str) -> None:
    assert things(words) == []


def test_values_can_be_one_or_several() -> None:
    assert strings(["A &amp; <b>B</b>", 3, None, " "]) == ["A & B"]
    assert names([{"name": "Ann Lee"}, "Bo Ek", {"name": ["Cy Day"]}, None, {}]) == [
        "Ann Lee",
        "Bo Ek",
        "Cy Day",
    ]


@pytest.mark.parametrize(
    ("type_", "article"),
    [
        ("NewsArticle", True),
        (["Thing", "ReportageNewsArticle"], True),
        ("LiveBlogPosting", True),
        ("WebPage", False),
        (None, False),
    ],
)
def test_types(type_: object, article: bool) -> None:
    assert is_a({"@type": type_}, ARTICLE) is article
    assert is_a({}, re.compile("x")) is False
