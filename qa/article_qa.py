"""This file is about ArticleQA: articles in, answers out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from index import Article, Attribution, Speaker
from index.embedding import Encoder, default_encoder
from index.indexed import IndexedArticle
from index.library import load_library, save_library
from index.passage_index import PassageIndex
from index.speakers.quote_sheet import SpeakerStatements, quote_sheet
from index.text import Span, word_count
from qa.citing.answers import Answer
from qa.citing.extracts import LONGEST, answered_by_speaker, answered_by_statement, citation, cited
from qa.comprehension.calibration import default_calibration
from qa.conversation import Conversation
from qa.ranking import Candidate, default_models, ranked_sentences
from qa.retrieval import passages_to_read, speakers
from qa.understanding.question import Question, checked, parts, speaker_matching, understood
from qa.understanding.spelling import Spelling
from qa.understanding.talk import Turn, standalone


class ArticleQA:
    """Answers questions about articles with word-for-word extracts and who said them.

    >>> bot = ArticleQA.from_text("The bridge opened in May. It cost 3 million euros.")
    >>> print(bot.ask("How much did the bridge cost?"))
    "It cost 3 million euros." [1]
    """

    def __init__(self, articles: Iterable[Article] = (), *, encoder: Encoder | None = None) -> None:
        """Indexes the articles, with all-MiniLM-L6-v2 unless another encoder is given."""
        self._index = PassageIndex(encoder or default_encoder())
        self._known_spelling: Spelling | None = None
        for article in articles:
            self.add(article)

    @classmethod
    def from_file(cls, path: str | Path, *, encoder: Encoder | None = None) -> "ArticleQA":
        """Reads one article, in text, Markdown, HTML, PDF or DOCX, or many from a JSONL file.

        Raises ArticleError when it cannot be read.
        """
        from index import read_articles

        return cls(read_articles(path), encoder=encoder)

    @classmethod
    def from_text(
        cls, text: str, title: str | None = None, *, encoder: Encoder | None = None
    ) -> "ArticleQA":
        """Takes the text of one article, which is kept exactly. Raises ArticleError."""
        return cls([Article.from_text(text, title)], encoder=encoder)

    @classmethod
    def from_url(cls, url: str, *, encoder: Encoder | None = None) -> "ArticleQA":
        """Fetches one article from a public address. Raises FetchError or ArticleError."""
        from index.reading.urls import read_url

        return cls([read_url(url)], encoder=encoder)

    @classmethod
    def load(cls, folder: str | Path, *, encoder: Encoder | None = None) -> "ArticleQA":
        """Reads a library that `save` wrote. Raises LibraryError when it is not whole."""
        index = load_library(Path(folder), encoder)
        bot = cls(encoder=index.encoder)
        bot._index = index
        return bot

    def save(self, folder: str | Path) -> None:
        """Saves the articles with their index into a folder of their own. Raises LibraryError."""
        save_library(self._index, Path(folder))

    def add(self, article: Article) -> None:
        """Indexes one more article, in the place of one with the same id."""
        self._index.add(article)
        self._known_spelling = None

    def remove(self, article_id: str) -> None:
        """Forgets an article. Raises ArticleError when none has this id."""
        self._index.remove(article_id)
        self._known_spelling = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order in which they were added."""
        return tuple(one.article for one in self._index.indexed)

    def attributions(self, article_id: str) -> tuple[Attribution, ...]:
        """Who said what in an article, in the order of its text. Raises ArticleError."""
        return self._index[article_id].attributions

    def speakers(self, article_id: str | None = None) -> list[SpeakerStatements]:
        """The quote sheet of one article or of all: each speaker with role and statements.

        Who says most comes first. Raises ArticleError when no article has this id.
        """
        chosen = self._index.indexed if article_id is None else [self._index[article_id]]
        return quote_sheet(attribution for one in chosen for attribution in one.attributions)

    def ask(self, question: str, *, speaker: str | None = None) -> Answer:
        """The extracts that answer a question; falsy when the articles do not answer it.

        `speaker` names somebody whose statements alone count. Raises QuestionError when the
        question is empty, too long or no text.
        """
        asked = checked(question)
        return self._answer(asked, self._corrected(asked), speaker)

    def chat(self) -> Conversation:
        """A conversation, in which questions may lean on the turns before."""
        return Conversation(self._answer, self._people, self._corrected)

    def example_questions(self, limit: int = 4) -> list[str]:
        """Questions that the articles answer: about their speakers, and what they are about."""
        found: list[str] = []
        for question in self._examples():
            if len(found) == limit:
                break
            if self.ask(question):
                found.append(question)
        return found

    def _answer(self, question: str, searched: str, speaker: str | None = None) -> Answer:
        found = [self._found(part, speaker) for part in self._parts(searched)]
        citations = cited(found, default_calibration().threshold)
        likeliest = [ranked[0] for ranked in found if ranked]
        best = max(likeliest, key=lambda one: one.probability, default=None)
        nearest = None if citations else best or self._nearest(searched)
        return Answer(
            question,
            searched,
            citations,
            probability=best.probability if best else 0.0,
            closest=citation(nearest, 0) if nearest else None,
        )

    def _nearest(self, searched: str) -> Candidate | None:
        """The sentence nearest in meaning, whoever speaks in it; None without an article."""
        for found in self._index.search(searched, 1):
            best = max(found.sentences, key=lambda sentence: sentence.dense)
            return Candidate(self._index[found.passage.article.id], best.span, 0.0, 0.0, None)
        return None

    def _parts(self, searched: str) -> Iterator[Question]:
        """The questions in a question, each as if asked after the ones before it."""
        turns: list[Turn] = []
        for part in parts(searched):
            whole = standalone(part, turns, self._people())
            turns.append(Turn(whole))
            yield understood(whole)

    def _found(self, asked: Question, named: str | None) -> list[Candidate]:
        """The sentences that may answer one question, the likeliest first."""
        if asked.about:
            return [
                Candidate(one, span, 1.0, 1.0, None if asked.about == "lead" else span)
                for one in self._index.indexed
                for span in (
                    [_lead(one)] if asked.about == "lead" else one.article.spans(asked.about)
                )
            ]
        speaker = speaker_matching(named, speakers(self._index)) if named else None
        if named and not speaker:
            return []
        ranked = ranked_sentences(
            self._index,
            asked.text,
            passages_to_read(self._index, asked, speaker),
            default_models(),
        )
        if asked.who_spoke:
            return list(map(answered_by_speaker, ranked))
        if not asked.asks_what or not (speaker or asked.speaker_named):
            return ranked

        def speaks(one: Speaker) -> bool:
            return one == speaker or bool(speaker_matching(asked.speaker_named or "", [one]))

        return [answered_by_statement(candidate, speaks) for candidate in ranked]

    def _corrected(self, question: str) -> str:
        if self._known_spelling is None:
            self._known_spelling = Spelling(
                f"{one.title or ''}\n{one.text}" for one in self.articles
            )
        return self._known_spelling.corrected(question)

    def _people(self) -> Iterator[str]:
        return (speaker.name for speaker in speakers(self._index))

    def _examples(self) -> Iterator[str]:
        yield "What is this article about?"
        for speaker in speakers(self._index):
            yield f"What did {speaker.name} say?"


def _lead(one: IndexedArticle) -> Span:
    """The first sentences of an article's first paragraph, as many as an extract may hold."""
    text, first = one.article.text, one.article.spans("body")[0]
    lead = one.sentences[0]
    for sentence in one.sentences[1:]:
        longer = Span(lead.start, sentence.end)
        if not first.contains(sentence) or word_count(longer.of(text)) > LONGEST:
            break
        lead = longer
    return lead
