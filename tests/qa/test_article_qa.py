"""The module as programs use it, on real models and the sample article."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Article
from index.errors import ArticleError, LibraryError, QuestionError
from qa import ArticleQA
from qa.answers import NO_ANSWER

SAMPLE = Path(__file__).parents[2] / "qa" / "sample_article.txt"


@pytest.fixture(scope="module")
def bot() -> ArticleQA:
    return ArticleQA.from_file(SAMPLE)


def test_an_answer_is_the_articles_own_words_under_the_right_name(bot: ArticleQA) -> None:
    answer = bot.ask("How long did the call last?")
    best = answer.citations[0]
    assert "almost an hour and a half" in best.text
    assert best.text == bot.articles[0].text[best.start : best.end]
    assert best.speaker is not None
    assert (best.speaker.name, best.speaker.role) == ("Dmitry Peskov", "Kremlin spokesman")
    assert answer.text.startswith('Dmitry Peskov, Kremlin spokesman: "')
    assert [cited.number for cited in answer.citations] == list(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize(
    "question",
    [
        "Who won the 2022 World Cup?",
        "What did Rudik say about grain exports?",
        "How many children does Kallas have?",
    ],
)
def test_what_the_article_does_not_say_is_refused(bot: ArticleQA, question: str) -> None:
    answer = bot.ask(question)
    assert not answer
    assert answer.text == NO_ANSWER
    assert answer.citations == ()
    assert answer.closest is None or answer.closest.number == 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the title?", "Trump and Putin agree to open talks"),
        ("Who wrote this article?", "By Nora Lindqvist"),
        ("When was it published?", "February 13, 2025"),
        (
            "What is this article about?",
            "U.S. President Donald Trump and Vladimir Putin spoke by telephone",
        ),
    ],
)
def test_questions_about_the_article_itself(bot: ArticleQA, question: str, words: str) -> None:
    assert bot.ask(question).citations[0].text.startswith(words)


def test_only_the_chosen_speakers_statements_count(bot: ArticleQA) -> None:
    answer = bot.ask("What is Rudik worried about?", speaker="Kira Rudik")
    assert answer
    assert {cited.speaker.name for cited in answer.citations if cited.speaker} == {"Kira Rudik"}
    assert not bot.ask("What is Rudik worried about?", speaker="Nobody Atall")


def test_every_part_of_a_question_gets_its_extract(bot: ArticleQA) -> None:
    answer = bot.ask("How long was the call, and what did Rudik ask?")
    assert "hour and a half" in answer.text
    assert "really wants peace" in answer.text


def test_furniture_is_never_cited(bot: ArticleQA) -> None:
    for question in ("Where can I sign up for the newsletter?", "What are the tags?"):
        assert not bot.ask(question)


def test_the_quote_sheet_names_everybody_who_speaks(bot: ArticleQA) -> None:
    names = {entry.speaker.name for entry in bot.speakers() if entry.speaker}
    assert {"Donald Trump", "Dmitry Peskov", "Kira Rudik", "Kaja Kallas"} <= names


def test_examples_are_questions_that_the_article_answers(bot: ArticleQA) -> None:
    examples = bot.example_questions(limit=3)
    assert len(examples) == 3
    assert all(bot.ask(question) for question in examples)


def test_a_library_is_saved_loaded_added_to_and_taken_from(bot: ArticleQA, tmp_path: Path) -> None:
    bot.save(tmp_path / "library")
    again = ArticleQA.load(tmp_path / "library")
    question = "What did Rudik ask?"
    assert again.ask(question).text == bot.ask(question).text
    other = Article.from_text("The Rialto bridge in Venice opened in 1591. It is built of stone.")
    again.add(other)
    assert again.ask("When did the Rialto bridge open?").citations[0].article.id == other.id
    again.remove(other.id)
    assert not again.ask("When did the Rialto bridge open?")
    with pytest.raises(ArticleError):
        again.remove(other.id)


def test_bad_input_is_an_error_that_says_what_to_do(bot: ArticleQA, tmp_path: Path) -> None:
    with pytest.raises(QuestionError):
        bot.ask("w" * 10_000)
    with pytest.raises(QuestionError):
        bot.ask("😀" * 900)  # short enough, but too many tokens for the encoder
    with pytest.raises(ArticleError):
        ArticleQA.from_file(tmp_path / "missing.txt")
    with pytest.raises(LibraryError):
        ArticleQA.load(tmp_path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), min_size=1, max_size=80))
def test_any_question_is_answered_with_spans_or_refused_with_a_sentence(question: str) -> None:
    bot = _small_bot()
    try:
        answer = bot.ask(question)
    except QuestionError:
        return
    for cited in answer.citations:
        assert cited.text == cited.article.text[cited.start : cited.end] != ""


_BOTS: list[ArticleQA] = []


def _small_bot() -> ArticleQA:
    if not _BOTS:
        _BOTS.append(ArticleQA.from_text("The bridge opened in May. It cost 3 million euros."))
    return _BOTS[0]
