"""A verdict in words, on a terminal and as data."""

import json

import pytest

from index import Article, Attribution, Span, Speaker
from index.speakers import Kind
from qa import Citation, Verification
from qa.showing.forms import Verification as VerificationForm
from qa.showing.terminal import verification_lines
from qa.showing.verdicts import Compared, compared, verdict_sentence
from qa.verification.results import Difference, Verdict

ARTICLE = Article.from_text("It cost 3 million, Ann Lee said. Nobody paid.")
LEE = Speaker("Ann Lee", "mayor")


def cited(speaker: Speaker | None = LEE, kind: Kind = "direct") -> Citation:
    said = Attribution((Span(0, 17),), speaker, None, None, kind, 0.9)
    return Citation(1, ARTICLE, Span(0, 32), Span(0, 17), said)


def verification(
    verdict: Verdict, citation: Citation | None, *differences: Difference, named: str | None = None
) -> Verification:
    return Verification("It cost 30 million", named, verdict, None, citation, differences)


ALTERED = verification("altered", cited(), Difference(Span(8, 10), Span(8, 9)))
LONGER = verification(
    "altered", cited(), Difference(Span(0, 2), Span(0, 0)), Difference(Span(7, 7), Span(8, 9))
)
OTHER_NAME = verification("under another name", cited(), named="Bo Chen")


@pytest.mark.parametrize(
    ("verified", "words"),
    [
        (verification("word for word", cited()), "Word for word."),
        (verification("word for word", cited(kind="indirect")), "not in quotation marks"),
        (verification("word for word", cited(None), named="Bo Chen"), "Who said it is not clear."),
        (ALTERED, "Altered: “30” stands for “3”."),
        (LONGER, "Altered: “It” is added; “3” is left out."),
        (OTHER_NAME, "Ann Lee said it, not Bo Chen."),
        (verification("under another name", cited(None), named="Bo Chen"), "Somebody said it"),
        (
            verification("under another name", Citation(1, ARTICLE, Span(0, 32)), named="Bo Chen"),
            "own words, and not Bo Chen",
        ),
        (verification("negated there", cited()), "which denies them"),
        (
            Verification("It cost", "Bo Chen", "negated there", False, cited()),
            "which denies them. Ann Lee said it, not Bo Chen.",
        ),
        (verification("not found", None), "Not found"),
    ],
)
def test_a_verdict_is_a_sentence(verified: Verification, words: str) -> None:
    assert words in verdict_sentence(verified)


def test_a_quotation_is_compared_from_end_to_end() -> None:
    assert list(compared(ALTERED)) == [
        Compared("It cost ", "30", "3"),
        Compared(" million", "", ""),
    ]


def test_a_terminal_shows_the_verdict_and_its_place() -> None:
    shown = [line.plain for line in verification_lines(ALTERED)]
    assert shown == [
        "Altered: “30” stands for “3”.",
        "[1] Ann Lee, mayor (word for word)",
        "It cost 3 million, Ann Lee said.",
        f"characters 0 to 32, {ARTICLE.id}",
    ]
    nothing = verification("not found", None)
    assert [line.plain for line in verification_lines(nothing)] == [verdict_sentence(nothing)]


def test_a_verdict_is_json() -> None:
    data = json.loads(VerificationForm.of(ALTERED).to_json())
    assert data["verdict"] == "altered"
    assert data["speaker"] == {"name": "Ann Lee", "role": "mayor"}
    assert data["differences"] == [
        {
            "quoted": {"text": "30", "start": 8, "end": 10},
            "found": {"text": "3", "start": 8, "end": 9},
        }
    ]
    assert VerificationForm.of(verification("not found", None)).citation is None
