"""A quotation gets the verdict that it deserves, and no altered one is called word for word."""

import numpy as np
import pytest

from index import Article, Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.speakers.attribution import Polarity
from index.text import sentences
from qa.settings import Settings
from qa.verification.quotation import LONGEST_QUOTATION, WORDS_CUT
from qa.verification.results import Verification
from qa.verification.verifier import Verifier

TEXT = (
    "“It cost $3.5 million, and we shall pay for years,” said Ann Lee, the long-term mayor. "
    "“Nobody asked us. I will not sign it, as I have said in every meeting since May.”\n"
    "Advertisement\n"
    "Bo Chen, a baker, disagreed. “The price is fair,” he said. He paused. “I’d pay it twice.”\n"
    "Chen denied that he had sold the U.S. land. Lee never said the wall was safe.\n"
    "Chen rubbished talk of a new tax on boats. "
    "“The price is fair,” somebody shouted. The wall is 40 metres long and nobody guards it."
)
LEE = Speaker("Ann Lee", "mayor")
CHEN = Speaker("Bo Chen", "baker")
NO_VECTORS = np.zeros((0, 0), dtype=np.float32)


def said(
    speaker: Speaker | None, *content: str, cue: str | None = None, polarity: Polarity = "said"
) -> Attribution:
    places = [TEXT.index(words) for words in content]
    spans = (Span(at, at + len(words)) for at, words in zip(places, content, strict=True))
    where = Span(TEXT.index(cue), TEXT.index(cue) + len(cue)) if cue else None
    return Attribution(tuple(spans), speaker, None, where, "direct", 0.9, polarity)


def indexed(text: str, *attributions: Attribution) -> IndexedArticle:
    article = Article.from_text(text)
    found = [span for body in article.spans("body") for span in sentences(text, body)]
    return IndexedArticle(article, tuple(found), (), attributions, NO_VECTORS, NO_VECTORS)


ARTICLE = indexed(
    TEXT,
    said(
        LEE,
        "“It cost $3.5 million, and we shall pay for years,”",
        "“Nobody asked us. I will not sign it, as I have said in every meeting since May.”",
    ),
    said(CHEN, "“The price is fair,”"),
    said(CHEN, "“I’d pay it twice.”"),
    said(CHEN, "he had sold the U.S. land"),
    said(CHEN, "talk of a new tax on boats", cue="rubbished", polarity="denied"),
    said(LEE, "the wall was safe"),
)


def verified(quotation: str, speaker: str | None = None) -> Verification:
    return Verifier(Settings()).verify(quotation, [ARTICLE], speaker=speaker)


def differing(verification: Verification) -> list[tuple[str, str]]:
    assert verification.citation
    return [
        (difference.quoted.of(verification.quotation), difference.found.of(TEXT))
        for difference in verification.differences
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "it cost $3.5 million",
        '"It cost $3.5 million -- and we shall pay for years."',
        "‘[W]e shall pay for years’",
        "It cost … and we shall pay for years",
        "It cost . . . and we shall pay for years ...",
        "[The wall] cost $3.5 million (...) we [all] shall pay",
        "we shall pay [sic] for years (sic)",
        "we shall pay for year[s]",
        "I have sa[id] in every meeting",
        "we shall pay for years. Nobody asked us.",
        "LONG\u2011TERM mayor",
        "long term  mayor",
        "Nobody\nasked us",
    ],
)
def test_the_usage_of_journalists_alters_nothing(quotation: str) -> None:
    verification = verified(quotation)
    assert verification
    assert verification.verdict == "word for word"
    assert verification.citation
    assert verification.citation.answer


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        ("It cost $35 million, and we shall pay for years", [("$35", "$3.5")]),
        ("It cost 3.5 million, and we shall pay for years", [("3.5", "$3.5")]),
        ("we shall not pay for years", [("not", "")]),
        ("I will sign it, as I have said", [("", "not")]),
        ("I will … sign it, as I have said", [("…", "not")]),
        ("I will [gladly] sign it, as I have said", [("[gladly]", "not")]),
        ("we shall [never] pay for years", [("never", "")]),
        ("It cost $3.5 million, and for years", [("", "we shall pay")]),
        ("we shall pay for ages", [("ages", "years")]),
        ("The price is unfair", [("unfair", "fair")]),
        ("The price is fair. I’d pay it twice.", [("", "he said. He paused")]),
        (
            "we shall pay … price is fair",
            [("…", TEXT[TEXT.index("for years") : TEXT.index(" price")])],
        ),
    ],
)
def test_an_altered_quotation_shows_what_differs(
    quotation: str, differences: list[tuple[str, str]]
) -> None:
    verification = verified(quotation)
    assert not verification
    assert verification.verdict == "altered"
    assert differing(verification) == differences


@pytest.mark.parametrize(
    ("quotation", "speaker", "verdict", "found"),
    [
        ("we shall pay for years", "Mayor Lee", "word for word", "Ann Lee"),
        ("we shall pay for years", "Anne Lee", "under another name", "Ann Lee"),
        ("we shall pay for years", "Bo Chen", "under another name", "Ann Lee"),
        ("we shall pay for years", "the surveyor of Lund", "word for word", "Ann Lee"),
        ("we shall pay for years", "surveyor Jo March", "under another name", "Ann Lee"),
        ("we shall pay for years", "Jo March", "under another name", "Ann Lee"),
        ("The price is fair", "the baker", "word for word", "Bo Chen"),
        ("The wall is 40 metres long", "Ann Lee", "under another name", None),
        ("he had sold the U.S. land", "Bo Chen", "negated there", "Bo Chen"),
        ("he had sold the US land", None, "negated there", "Bo Chen"),
        ("a new tax on boats", "Bo Chen", "negated there", "Bo Chen"),
        ("Chen rubbished talk of a new tax on boats", "Bo Chen", "word for word", "Bo Chen"),
        ("the wall was safe", "Ann Lee", "negated there", "Ann Lee"),
        ("Chen denied that he had sold the U.S. land", None, "word for word", None),
        ("We never wanted a wall in this town", "Ann Lee", "not found", None),
        ("Bananas", None, "not found", None),
    ],
)
def test_the_name_and_the_denial_count(
    quotation: str, speaker: str | None, verdict: str, found: str | None
) -> None:
    verification = verified(quotation, speaker)
    assert verification.verdict == verdict
    if found:
        assert verification.speaker
        assert verification.speaker.name == found


def test_a_quotation_that_stands_twice_is_cited_under_the_name_given() -> None:
    verification = verified("The price is fair", "Bo Chen")
    assert verification.speaker == CHEN
    assert [citation.speaker for citation in verification.elsewhere] == [None]
    assert [citation.number for citation in verification.elsewhere] == [2]


def test_words_that_nobody_is_known_to_have_said_are_word_for_word_without_a_name() -> None:
    nobody = indexed("“Shut the gate,” somebody shouted. It was dark and cold there.")
    verification = Verifier(Settings()).verify("Shut the gate", [nobody], speaker="Ann Lee")
    assert verification.verdict == "word for word"
    assert verification.speaker is None
    assert not verification  # the words stand there, and whether they are Lee's is open
    assert Verifier(Settings()).verify("Shut the gate", [nobody])


def test_furniture_between_paragraphs_is_passed_over_and_found() -> None:
    assert verified("in every meeting since May. Bo Chen, a baker, disagreed")
    assert verified("Advertisement")


def test_an_ellipsis_stands_for_a_paragraph_and_no_more() -> None:
    text = (
        "First came the rain. " + "It fell and fell. " * (WORDS_CUT // 4 + 1) + "Then came the sun."
    )
    verifier = Verifier(Settings())
    assert verifier.verify("It fell and fell … Then came the sun.", [indexed(text)])
    assert not verifier.verify("First came the rain … Then came the sun.", [indexed(text)])


def test_a_quotation_may_be_long() -> None:
    quotation = ("word " * LONGEST_QUOTATION)[:LONGEST_QUOTATION]
    assert verified(quotation).verdict == "not found"
