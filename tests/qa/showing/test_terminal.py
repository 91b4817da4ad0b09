"""Answers and quote sheets in a terminal, which no article can steer."""

import io
from collections.abc import Iterable
from datetime import date

import pytest
from rich.text import Text

from index import Article, Attribution, Span, Speaker
from index.speakers import SpeakerStatements
from qa import Answer, Citation
from qa.showing.terminal import answer_lines, citation_lines, console, print_lines, sheet_lines

TEXT = "“The new engine cost 4 million euros,” said Petra Okafor. “Nobody paid for it.”"
ARTICLE = Article.from_text(TEXT, source="ferry.txt")
SAID = Attribution(
    (Span(0, 37),), Speaker("Petra Okafor", "harbour master"), Span(43, 55), None, "direct", 0.9
)


def printed(lines: Iterable[Text]) -> list[str]:
    stream = io.StringIO()
    print_lines(lines, stream)
    return stream.getvalue().splitlines()


@pytest.fixture
def citation() -> Citation:
    at = TEXT.index("4 million")
    return Citation(1, ARTICLE, Span(0, 56), Span(at, at + 15), SAID)


def test_an_answer_is_its_citations(citation: Citation) -> None:
    answer = Answer("How much?", "How much?", (citation,), 0.9)
    assert printed(answer_lines(answer)) == [
        "[1] Petra Okafor, harbour master (word for word)",
        TEXT[:56],
        "characters 0 to 56, ferry.txt",
        "",
    ]


def test_what_may_answer_is_told_so(citation: Citation) -> None:
    answer = Answer("How much?", "How much?", (citation,), 0.4, perhaps=True)
    assert printed(answer_lines(answer))[:2] == [
        "The article may answer this here:",
        "[1] Petra Okafor, harbour master (word for word)",
    ]


def test_what_an_extract_leans_on_is_told_before_it() -> None:
    start = TEXT.index("“Nobody")
    leaning = Citation(1, ARTICLE, Span(start, len(TEXT)), None, None, context=Span(0, 56))
    assert printed(citation_lines(leaning))[1:3] == [f"Before it: {TEXT[:56]}", TEXT[start:]]


def test_the_words_that_answer_are_underlined(citation: Citation) -> None:
    _, extract, _ = citation_lines(citation)
    styled = [extract.plain[span.start : span.end] for span in extract.spans]
    assert styled == ["4 million euros"]
    assert str(extract.spans[0].style) == "bold underline"


def test_a_refusal_shows_the_closest_passage_and_what_was_searched() -> None:
    start = TEXT.index("“Nobody")
    closest = Citation(0, ARTICLE, Span(start, len(TEXT)))
    assert printed(answer_lines(Answer("Who paied?", "Who paid?", closest=closest))) == [
        "Understood as: Who paid?",
        "The article does not say.",
        "The closest passage, which is not an answer:",
        "“Nobody paid for it.”",
        f"characters {start} to {len(TEXT)}, ferry.txt",
    ]
    assert printed(answer_lines(Answer("Why?", "Why?"))) == ["The article does not say."]


def test_an_extract_without_exact_words_is_plain() -> None:
    number, extract, _ = citation_lines(Citation(2, ARTICLE, Span(0, 56)))
    assert number.plain == "[2] "
    assert not extract.spans


def test_a_quote_sheet_says_who_said_what_and_how_surely() -> None:
    sheet = [SpeakerStatements(Speaker("Petra Okafor", "harbour master"), (SAID,))]
    assert printed(sheet_lines(ARTICLE, sheet)) == [
        "ferry.txt",
        "",
        "Petra Okafor, harbour master 1",
        f"  {TEXT[:37]}",
        "  word for word, characters 0 to 37, 90% sure",
    ]
    assert printed(sheet_lines(ARTICLE, [])) == ["ferry.txt", "Nobody is quoted."]


def test_an_article_cannot_steer_the_terminal() -> None:
    text = "A \x1b[31mred\x07 [bold]ferry[/bold] \u202ecost\u202c 4\x9b2J\rmillion\ud800. It left."
    article = Article.from_text(text, source="\x1b]0;title\x07")
    lines = "\n".join(printed(citation_lines(Citation(1, article, Span(0, len(text))))))
    assert "␛[31mred␇ [bold]ferry[/bold]" in lines
    assert not set("\x07\u202e\u202c\x9b\r\x1b\ud800") & set(lines)


def test_an_extract_is_never_broken() -> None:
    long = Text("word " * 500)
    assert console(io.StringIO()).width < len(long)
    assert printed([long]) == [long.plain]


def test_notes_and_pages_are_shown() -> None:
    article = Article.from_text(
        "It rained on Monday, and it was cold. It snowed.", notes=("A picture.",), pages=(0, 38)
    )
    cited = Citation(1, article, Span(38, 48))
    lines = printed(answer_lines(Answer("Did it snow?", "Did it snow?", (cited,), 0.9)))
    assert lines[0] == "Note: A picture."
    assert lines[3].startswith("page 2, characters 38 to 48")
    refused = printed(answer_lines(Answer("Why?", "Why?", closest=cited)))
    assert refused[0] == "Note: A picture."
    assert printed(sheet_lines(article, []))[1:] == ["Note: A picture.", "Nobody is quoted."]


def test_nobody_is_said_to_be_quoted_nowhere_in_another_language() -> None:
    article = Article.from_text("„Das Wasser steigt“, sagte Karin Holtz am Montag in der Stadt.")
    _, note = printed(sheet_lines(article, []))
    assert "German and not English" in note


def test_a_citation_says_its_article_and_where_else_it_is_told() -> None:
    article = Article.from_text(
        TEXT, "The ferry", source="ferry.txt", published=date(2025, 3, 3), id="a"
    )
    other = Article.from_text(TEXT, id="b")
    cited = Citation(1, article, Span(0, 56), also_in=(other,))
    assert printed(citation_lines(cited))[-2:] == [
        "characters 0 to 56, The ferry, ferry.txt, 2025-03-03",
        "also in 1 article: b",
    ]
