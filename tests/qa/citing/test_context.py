"""What stands before an extract, and when an extract leans on it."""

import numpy as np
import pytest

from index import Article, Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.text import sentences
from qa.citing.context import context

NO_VECTORS = np.zeros((0, 0), dtype=np.float32)


def words_before(text: str, extract: str, *said: Attribution, longest: int = 80) -> str | None:
    article = Article.from_text(text)
    found = tuple(span for body in article.spans("body") for span in sentences(text, body))
    indexed = IndexedArticle(article, found, (), said, NO_VECTORS, NO_VECTORS)
    span = Span(text.index(extract), text.index(extract) + len(extract))
    before = context(indexed, span, said[0] if said else None, longest)
    return before.of(text) if before else None


@pytest.mark.parametrize(
    "extract",
    [
        "It has sold 4,000 copies.",
        "But soon they withdrew it.",
        "Its price is eight euros.",
        "A number of these copies are signed.",
        "“So do I,” she said.",
    ],
)
def test_what_a_pronoun_leans_on_stands_before_it(extract: str) -> None:
    assert words_before(f"Maria Lund printed a book. {extract}", extract) == (
        "Maria Lund printed a book."
    )


@pytest.mark.parametrize(
    "extract",
    [
        "The book has sold 4,000 copies.",
        "Lund says that she will print more.",
        "“It has sold well,” Lund said.",
        "It is hard to say how many were sold.",
        "Nobody but Arne Holm and his father bought one.",
    ],
)
def test_an_extract_that_stands_alone_has_nothing_before_it(extract: str) -> None:
    assert words_before(f"Maria Lund printed a book. {extract}", extract) is None


def test_two_sentences_are_given_where_the_first_of_them_leans_too() -> None:
    text = "Spring came. Maria Lund printed a book. It sold. It sells still."
    assert words_before(text, "It sells still.") == "Maria Lund printed a book. It sold."
    assert words_before(text, "It sells still.", longest=5) == "It sold."
    assert words_before(text, "It sells still.", longest=4) is None


def test_a_pronoun_whose_name_is_shown_leans_on_nothing() -> None:
    text = "Maria Lund printed a book. She said it would sell."
    she, content = Span(27, 30), Span(36, 49)
    assert text[27:30] == "She"
    known = Attribution((content,), Speaker("Maria Lund"), she, None, "indirect", 0.9)
    unknown = Attribution((content,), None, she, None, "indirect", 0.9)
    assert words_before(text, "She said it would sell.", known) is None
    assert words_before(text, "She said it would sell.", unknown) == "Maria Lund printed a book."


def test_an_answer_stands_behind_the_question_of_the_interviewer() -> None:
    text = (
        "Q: When did you begin to write?\nA: When I was nine.\n\n"
        "Q: Do you write by hand?\nA: Always.\n"
    )
    assert words_before(text, "A: Always.") == "Q: Do you write by hand?"
