"""Answers as text and as Markdown, and a quotation as a card."""

import html
import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from index import Article, Attribution, Span
from qa import Answer, Citation
from qa.showing.texts import answer_to_markdown, answer_to_text, escape_markdown, pull_quote
from tests.fixtures.shown import ARTICLE, LEE, SAID, TEXT, answer, citation


def test_the_text_to_paste_names_speaker_and_place() -> None:
    lines = answer_to_text(answer()).splitlines()
    assert lines[0] == "What did it cost?"
    assert lines[2] == 'Ann Lee, the mayor: "“It cost 3 million,” said Ann Lee, the mayor." [1]'
    assert lines[-1] == f"[1] A bridge, {citation().link}, characters 20 to 65"
    assert answer_to_text(Answer("Why?", "Why?")) == "Why?\n\nThe article does not say."


def test_a_pull_quote_has_name_role_outlet_day_and_link() -> None:
    article = replace(ARTICLE, published=date(2025, 3, 4))
    assert pull_quote(replace(citation(), article=article)).splitlines() == [
        "“It cost 3 million”",
        "— Ann Lee, the mayor",
        "example.org, 4 March 2025",
        citation().link,
    ]


def test_a_pull_quote_puts_nothing_in_a_mouth_that_the_article_only_reports() -> None:
    reported = replace(citation(), attribution=replace(SAID, kind="indirect"))
    assert pull_quote(reported).splitlines()[0] == citation().text
    assert "—" not in pull_quote(reported)
    assert pull_quote(Citation(1, Article.from_text(TEXT), Span(0, 18))) == "The bridge opened."


def test_a_broken_quotation_is_one_in_a_pull_quote() -> None:
    text = "“Go,” she said. “Now, and stay away.”"
    said = Attribution((Span(0, 5), Span(16, 37)), LEE, None, None, "direct", 0.9)
    card = pull_quote(Citation(1, Article.from_text(text), Span(0, 37), attribution=said))
    assert card == "“Go, … Now, and stay away.”\n— Ann Lee, the mayor"


def test_markdown_shows_the_words_that_answer_in_bold() -> None:
    shown = html.unescape(answer_to_markdown(answer()))
    assert "It cost **3 million,**” said" in shown.replace("**3 million**,", "**3 million,**")
    assert shown.startswith("**What did it cost?**")
    assert "The article does not say" in html.unescape(answer_to_markdown(Answer("Why?", "Why?")))


@given(st.text())
@example("# [x](y) ![z](w) *a* _b_ <i> $x$ http://example.org a@example.org | - 1. \n\n&amp;")
def test_escaped_markdown_holds_no_construct(text: str) -> None:
    escaped = escape_markdown(text)
    assert re.fullmatch(r"(?:[^\W_]|[ ,;?'\"]|&#\d+;)*", escaped)
