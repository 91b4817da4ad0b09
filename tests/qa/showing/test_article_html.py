"""An article as HTML: all of its text, with who says what in it."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from index import Article, Attribution, Span, Speaker
from qa.showing.article_html import (
    article_to_html,
    heading_to_html,
    sheet_to_html,
    speaker_hues,
)
from tests.fixtures.shown import ARTICLE, LEE, SAID, Reader


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, list[Attribution]]:
    """An article with statements that may overlap, nest and be empty or broken."""
    alphabet = st.sampled_from("ab. \n\r<&😀\u0301“”")
    text = draw(st.text(alphabet, max_size=80)) + "\nIt is so."
    places = st.integers(0, len(text))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), places, places)
    speakers = st.sampled_from([None, Speaker("A"), Speaker("B", "<b>")])
    contents = st.lists(spans, min_size=1, max_size=3).map(lambda s: tuple(sorted(s)))
    said = st.builds(
        Attribution,
        contents,
        speakers,
        st.none(),
        st.none(),
        st.sampled_from(["direct", "mixed", "indirect"]),
        st.just(0.5),
    )
    text += draw(st.sampled_from(["", "\n", " \r\n\n"]))
    return Article.from_text(text), draw(st.lists(said, max_size=5))


@given(marked())
def test_the_text_nodes_of_an_article_are_its_text(pair: tuple[Article, list[Attribution]]) -> None:
    article, attributions = pair
    reader = Reader(article_to_html(article, attributions, {}))
    assert "".join(reader.text) == article.text
    assert [a["class"] for t, a in reader.tags if "part " in (a.get("class") or "")] == [
        f"part {block.role}" for block in article.blocks
    ]


def test_every_statement_is_marked_with_its_speaker() -> None:
    attributions = [SAID, Attribution((Span(65, 81),), None, None, None, "indirect", 0.4)]
    reader = Reader(article_to_html(ARTICLE, attributions, speaker_hues([LEE])))
    said = [attrs for _, attrs in reader.tags if (attrs.get("class") or "").startswith("said")]
    assert [attributes["data-speaker"] for attributes in said] == ["Ann Lee", "Speaker unclear"]
    assert [attributes.get("data-label") for attributes in said] == ["Ann Lee", None]
    assert said[0]["title"] == "Ann Lee, the mayor: word for word"
    assert said[0]["style"] == "--hue:210"


def test_overlapping_statements_show_the_inner_one_and_keep_both() -> None:
    inner = Attribution((Span(29, 38),), Speaker("B"), None, None, "direct", 0.5)
    reader = Reader(article_to_html(ARTICLE, [SAID, inner], {}))
    said = [a for _, a in reader.tags if (a.get("class") or "").startswith("said")]
    assert [(a["data-speaker"], a["data-statements"]) for a in said] == [
        ("Ann Lee", "0"),
        ("B", "0 1"),
        ("Ann Lee", "0"),
    ]


def test_twelve_speakers_have_twelve_colours_far_apart() -> None:
    hues = sorted(speaker_hues([Speaker(str(n)) for n in range(12)]).values())
    assert min(b - a for a, b in itertools.pairwise(hues)) >= 12


def test_a_title_that_the_text_does_not_hold_is_shown_above_it() -> None:
    assert '<h2 dir="auto">A bridge</h2>' in heading_to_html(ARTICLE)
    assert heading_to_html(Article.from_text("It is so.")) == ""
    noted = heading_to_html(Article.from_text("It is so.", notes=("1 < 2.",)))
    assert noted == '<p class="note">1 &lt; 2.</p>'


def test_a_quote_sheet_of_another_language_says_that_nobody_is_looked_for() -> None:
    german = Article.from_text("„Das Wasser steigt“, sagte Karin Holtz am Montag in der Stadt.")
    assert "English articles alone" in sheet_to_html(german, [], {})
    assert "Nobody is quoted" in sheet_to_html(ARTICLE, [], {})
