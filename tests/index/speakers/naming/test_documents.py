"""Documents, those who issued them, and whoever speaks for others."""

import pytest

from index.speakers.attribution import Attribution
from index.speakers.naming.documents import document_of, is_document, is_mouthpiece, issuers
from index.speakers.parsing import parse
from index.text import Span


@pytest.mark.parametrize("word", ["statement", "Letters", "tweet", "findings", "report"])
def test_writings_are_documents(word: str) -> None:
    assert is_document(word)


@pytest.mark.parametrize("word", ["bridge", "question", "experience", "spokesman"])
def test_other_nouns_are_none(word: str) -> None:
    assert not is_document(word)


def test_a_spokesman_and_an_office_speak_for_others() -> None:
    assert is_mouthpiece("spokeswomen")
    assert is_mouthpiece("office")
    assert not is_mouthpiece("mayor")


@pytest.mark.parametrize(
    ("text", "document", "issuer"),
    [
        ("The firm’s report says that it leaks.", "report", ["firm"]),
        ("A letter from Moss says that it leaks.", "letter", ["Moss"]),
        ("Moss issued a statement on Monday.", "statement", ["Moss"]),
        ("She wrote it in a letter on Monday.", "letter", ["She"]),
        ("A statement was issued by Moss on Monday.", "statement", ["Moss"]),
        ("It rained on the report.", "report", ["It"]),
    ],
)
def test_who_issued_a_document_stands_in_its_clause(
    text: str, document: str, issuer: list[str]
) -> None:
    token = next(token for token in parse(text) if token.text == document)
    assert [word.text for word in issuers(token)][:1] == issuer


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Moss wrote in a letter that it leaks.", "letter"),
        ("Moss said that it leaks.", None),
        ("Moss said in Bergen that it leaks.", None),
    ],
)
def test_words_stand_in_a_document(text: str, document: str | None) -> None:
    verb = "wrote" if "wrote" in text else "said"
    start = text.index(verb)
    words = text.index("it leaks")
    said = Attribution(
        (Span(words, words + 8),), None, None, Span(start, start + len(verb)), "indirect", 0.9
    )
    assert document_of(parse(text), said) == document
