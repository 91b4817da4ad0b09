"""An answer as HTML, which leads to its place in the article."""

from index import Article, Span
from qa import Answer, Citation
from qa.showing.answer_html import answer_to_html
from qa.showing.article_html import (
    speaker_hues,
)
from qa.showing.texts import answer_to_text
from tests.fixtures.shown import ARTICLE, LEE, TEXT, Reader, answer, citation


def test_the_html_of_an_answer_leads_to_its_place() -> None:
    reader = Reader(answer_to_html(answer(), speaker_hues([LEE])))
    (cite,) = [attrs for tag, attrs in reader.tags if attrs.get("class") == "cite"]
    assert cite["data-article"] == ARTICLE.id
    assert (cite["data-start"], cite["data-end"]) == ("20", "65")
    assert (cite["data-answer-start"], cite["data-answer-end"]) == ("29", "38")
    assert cite["aria-label"] == "Show extract 1, Ann Lee, in the article"
    assert cite["type"] == "button"
    assert "strong" in [tag for tag, _ in reader.tags]
    shown = "".join(reader.text)
    assert "Understood as: What did the bridge cost?" in shown
    assert "88% sure" in shown
    copy = next(attrs for _, attrs in reader.tags if attrs.get("class") == "copy")
    assert copy["data-copy"] == answer_to_text(answer())


def test_a_link_leads_to_the_words_on_the_original_page() -> None:
    page = answer_to_html(answer(), {})
    links = [attributes for tag, attributes in Reader(page).tags if tag == "a"]
    assert [link["href"] for link in links] == [citation().link]
    assert "<a " not in answer_to_html(
        Answer("Why?", "Why?", (Citation(1, Article.from_text(TEXT), Span(0, 18)),)), {}
    )


def test_the_html_of_no_answer_says_so_and_offers_no_citation() -> None:
    closest = Citation(0, ARTICLE, Span(0, 18))
    page = answer_to_html(Answer("Why?", "Why?", closest=closest), {})
    assert "<strong>The article does not say.</strong>" in page
    assert "which is not an answer" in page
    assert "% sure" not in page
    assert "Closest" not in answer_to_html(Answer("Why?", "Why?"), {})


def test_a_citation_of_nobody_has_no_speaker() -> None:
    page = answer_to_html(Answer("q", "q", (Citation(1, ARTICLE, Span(0, 18)),), 0.9999), {})
    assert "--chroma:0" in page
    assert 'class="speaker"' not in page
    assert 'class="kind"' not in page
    assert "99% sure" in page


def test_citations_stand_under_their_article_where_there_are_several() -> None:
    other = Article.from_text("It rained.", "Rain", source="/home/ann/rain.txt")
    citations = (
        Citation(1, ARTICLE, Span(0, 5)),
        Citation(2, ARTICLE, Span(6, 9)),
        Citation(3, other, Span(0, 10), also_in=(ARTICLE,)),
    )
    found = Answer("q", "q", citations, 0.9)
    page = answer_to_html(found, {}, titled=True)
    assert page.count('<p class="from">') == 3
    assert '<p class="from">Rain, rain.txt</p>' in page
    assert '<p class="from">Also in ' in page
    assert answer_to_html(found, {}).count('<p class="from">') == 1
    closest = Answer("q", "q", closest=Citation(0, other, Span(0, 10)))
    assert '</summary><p class="from">Rain' in answer_to_html(closest, {}, titled=True)


def test_a_link_asks_what_was_understood() -> None:
    found = Answer('And "why"?', "Why <b>?")
    assert "data-ask" not in answer_to_html(found, {})
    assert 'data-ask="Why &lt;b&gt;?"' in answer_to_html(found, {}, linked=True)


def test_a_reply_has_nothing_to_copy_and_a_refusal_no_citation() -> None:
    reply = answer_to_html(Answer("Hi <b>", "Hi <b>", reply="Hello & you?"), {}, linked=True)
    assert "Hello &amp; you?" in reply
    assert "Search it as typed" in reply
    assert [word for word in ("Copy", "data-ask", "data-markdown", "<b>") if word in reply] == []
    refusal = answer_to_html(Answer("Why?", "Why?"), {})
    assert ">Copy</button>" in refusal
    assert "with citations" not in refusal
