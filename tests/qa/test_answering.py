"""The way of a question, with models and settings that are given."""

from collections.abc import Sequence

import pytest

from index import Article
from index.errors import QuestionError, SettingsError
from qa import ArticleQA, Models, Settings
from qa.comprehension.calibration import Calibration
from qa.comprehension.reader import SentenceReading, TextToRead

TEXT = "The bridge opened in May. It cost 3 million euros. Crowds came.\nIt is grey. Bo likes it."
CALIBRATION = Calibration((1.0, 0, 0, 0, 0), 0.0, (1.0, 0, 0, 0, 0), threshold=0.5, perhaps=0.2)


class CostReader:
    """A reader that takes every sentence with "cost" for the answer, and no other."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.talk: Sequence[str] = ()

    def read(
        self,
        question: str,
        texts: Sequence[TextToRead],
        title: str | None = None,
        talk: Sequence[str] = (),
    ) -> list[tuple[SentenceReading, ...]]:
        self.texts += [text.text for text in texts]
        self.talk = talk
        return [
            tuple(
                SentenceReading(span, 4.0 if "cost" in span.of(text.text) else -4.0, span)
                for span in text.sentences
            )
            for text in texts
        ]


@pytest.fixture
def reader() -> CostReader:
    return CostReader()


def bot(reader: CostReader, settings: Settings | None = None) -> ArticleQA:
    models = Models(reader, CALIBRATION)
    return ArticleQA([Article.from_text(TEXT)], models=models, settings=settings)


@pytest.mark.parametrize("nothing", ["?!", " k ", "\x00"])
@pytest.mark.parametrize("as_typed", [False, True])
def test_what_has_no_word_gets_one_wherever_it_is_asked(
    reader: CostReader, nothing: str, as_typed: bool
) -> None:
    asked = bot(reader)
    for answer in (
        asked.ask(nothing, as_typed=as_typed),
        asked.chat().ask(nothing, as_typed=as_typed),
    ):
        assert answer.verdict == "no question"
        assert answer.text == "Ask something about the article, in words."
    assert reader.texts == []
    with pytest.raises(QuestionError, match="has no word to search for"):
        asked.search(nothing)


@pytest.mark.parametrize("empty", ["", " \n"])
def test_an_empty_question_is_refused_wherever_it_is_asked(reader: CostReader, empty: str) -> None:
    for ask in (bot(reader).ask, bot(reader).chat().ask, bot(reader).search):
        with pytest.raises(QuestionError, match="The question is empty"):
            ask(empty)


def test_models_can_be_given(reader: CostReader) -> None:
    answer = bot(reader).ask("What was paid?")
    assert [cited.text for cited in answer.citations] == ["It cost 3 million euros."]
    assert answer.probability == pytest.approx(1 / (1 + 2.718281828**-4))
    assert reader.texts == [TEXT]


def test_an_answer_less_sure_than_the_threshold_is_refused(reader: CostReader) -> None:
    assert bot(reader, Settings(threshold=0.98)).ask("What was paid?")
    perhaps = bot(reader, Settings(threshold=0.99)).ask("What was paid?")
    assert (bool(perhaps), perhaps.verdict) == (False, "perhaps")
    assert perhaps.text.startswith('The article may answer this here:\n"It cost 3 million')
    assert perhaps.closest is None
    refused = bot(reader, Settings(threshold=0.99, perhaps=0.99)).ask("What was paid?")
    assert refused.verdict == "not said"
    assert not refused
    assert refused.closest is not None
    assert refused.closest.text == "It cost 3 million euros."


def test_what_is_read_in_another_language_may_be_the_answer(reader: CostReader) -> None:
    text = "2025-03-02\nDie Brücke wurde im Mai eröffnet. Sie hat „cost“ und 3 Millionen Euro gekostet."
    german = ArticleQA([Article.from_text(text)], models=Models(reader, CALIBRATION))
    answer = german.ask("What was paid?")
    assert answer.verdict == "perhaps"
    assert answer.citations[0].text.startswith("Sie hat")
    assert german.ask("When was this published?").verdict == "answered"


def test_what_an_article_states_of_itself_is_cited_without_reading(reader: CostReader) -> None:
    asked = bot(reader, Settings(extract_words=10))
    assert asked.ask("What is this article about?").text == (
        '"The bridge opened in May. It cost 3 million euros." [1]'
    )
    assert not asked.ask("Who wrote this article?")
    assert reader.texts == []


def test_a_speaker_whom_nobody_knows_has_said_nothing(reader: CostReader) -> None:
    answer = bot(reader).ask("What was paid?", speaker="Nobody Atall")
    assert not answer
    assert answer.probability == 0
    assert reader.texts == []
    assert answer.closest is not None
    assert bot(reader).ask("What is this article about?", speaker="Nobody Atall")


@pytest.mark.parametrize(
    "wrong",
    [{"threshold": 1.1}, {"threshold": -0.1}, {"passages_read": 0}, {"citations": 0}],
)
def test_a_setting_that_cannot_be_is_said(wrong: dict[str, int]) -> None:
    with pytest.raises(SettingsError, match="give"):
        Settings(**wrong)


def test_nothing_to_ask_is_no_answer() -> None:
    answer = ArticleQA().ask("Who wrote it, and what did it cost?")
    assert not answer
    assert answer.closest is None


def test_thanks_are_answered_in_a_word_and_a_summary_in_extracts(reader: CostReader) -> None:
    thanks = bot(reader).ask("Thanks!")
    assert (thanks.verdict, thanks.text) == ("no question", "You are welcome.")
    assert (bool(thanks), thanks.closest, thanks.citations) == (False, None, ())
    summary = bot(reader).ask("Summarise")
    assert (
        summary.citations[0].text
        == "The bridge opened in May. It cost 3 million euros. Crowds came."
    )
    assert reader.texts == []


def test_a_summary_has_the_opening_and_who_says_what() -> None:
    told = "The bridge opened in May.\n\n“It is grey,” said Bo Chen. Crowds came, Ann Lee said."
    asked = ArticleQA([Article.from_text(told)])
    assert [str(cited.speaker) for cited in asked.ask("Key points").citations] == [
        "None",
        "Bo Chen",
        "Ann Lee",
    ]
    chosen = asked.ask("Summarise", speaker="Ann Lee")
    assert [str(cited.speaker) for cited in chosen.citations] == ["Ann Lee"]


def test_the_reader_is_given_the_talk(reader: CostReader) -> None:
    chat = bot(reader).chat()
    chat.ask("What was paid?")
    answer = chat.ask("And why was that?")
    assert reader.talk == ("What was paid?", "It cost 3 million euros.")
    assert answer.searched == "about: What was paid, in: Why was that?"
    assert answer.about == "What was paid"
    chat.ask("When did it cost 3 million euros?", as_typed=True)
    assert not list(reader.talk)
    chat.ask("Who paid for the harbour?")
    assert list(reader.talk)[:2] == ["What was paid?", "It cost 3 million euros."]


def test_what_else_leaves_out_what_was_told(reader: CostReader) -> None:
    chat = bot(reader).chat()
    assert chat.ask("What was paid?")
    assert not chat.ask("What else was paid?")


def test_who_said_nothing_of_it_is_asked_for_all(reader: CostReader) -> None:
    told = "“Dogs bark,” said Ann Lee.\n\n“Cats purr,” said Bo Chen."
    models = Models(reader, CALIBRATION)
    chat = ArticleQA([Article.from_text(told)], models=models).chat()
    assert chat.ask("What did Ann Lee say?")
    chat.ask("What did Ann Lee say about dogs?")
    other = chat.ask("What about Bo Chen?")
    assert other.searched == "What did Bo Chen say?"
    assert [cited.text for cited in other.citations] == ["“Cats purr,” said Bo Chen."]


def test_what_was_understood_can_be_left_out(reader: CostReader) -> None:
    assert bot(reader).ask("Thanks!", as_typed=True).verdict == "answered"


def test_what_an_article_sums_up_itself_comes_first(reader: CostReader) -> None:
    told = (
        "A grey bridge\n\nKey points\n- It opened in May\n- Crowds came\n\nThe bridge is open now."
    )
    asked = ArticleQA([Article.from_text(told)], models=Models(reader, CALIBRATION))
    cited = asked.ask("What are the key points?").citations
    assert [extract.text for extract in cited] == ["It opened in May", "Crowds came"]


def test_what_another_says_does_not_tell_whether_somebody_said_anything(reader: CostReader) -> None:
    told = "“Dogs cost much,” said Ann Lee.\n\n“Cats purr,” said Bo Chen."
    asked = ArticleQA([Article.from_text(told)], models=Models(reader, CALIBRATION))
    assert asked.ask("Did Ann Lee say anything about money?").citations
    assert not asked.ask("Did Bo Chen say anything about money?").citations


def test_who_is_asked_about_must_say_it(reader: CostReader) -> None:
    told = "“Dogs cost much,” said Ann Lee.\n\nBo Chen’s dogs cost much. “Cats purr,” said Bo Chen."
    chat = ArticleQA([Article.from_text(told)], models=Models(reader, CALIBRATION)).chat()
    assert chat.ask("What did Ann Lee say about dogs?").citations[0].speaker
    assert chat.ask("What about Bo Chen?").searched == "What did Bo Chen say?"
