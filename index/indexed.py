"""An article with all that is computed of it before anyone asks, ready to be looked up."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

from index.articles import Article
from index.blocks import Block
from index.embedding import Vectors
from index.passages import Passage
from index.span_map import SpanMap
from index.speakers import Attribution
from index.structure import Turn
from index.text import Span

START, END = attrgetter("start"), attrgetter("end")


class AttributionMap:
    """Who said what in a text, found by the places of the words that were said."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._attributions = attributions
        self.speakers = tuple(dict.fromkeys(said.speaker for said in attributions if said.speaker))
        self._contents = SpanMap(
            (content, number)
            for number, attribution in enumerate(attributions)
            for content in attribution.content
        )

    def overlapping(self, span: Span) -> list[Attribution]:
        """The attributions with words in a span, those with the most words there first."""
        shares: Counter[int] = Counter()
        for content, number in self._contents.overlapping(span):
            shares[number] += content.overlap(span)
        most = sorted(shares, key=lambda number: (-shares[number], number))
        return [self._attributions[number] for number in most]


@dataclass(frozen=True, slots=True, eq=False)
class IndexedArticle:
    """An article, its sentences in order, its passages and who said what in it.

    `sentence_vectors` and `passage_vectors` have a row for each sentence and each passage; `said`
    finds the attributions by their places.
    """

    article: Article
    sentences: tuple[Span, ...]
    passages: tuple[Passage, ...]
    attributions: tuple[Attribution, ...]
    sentence_vectors: Vectors
    passage_vectors: Vectors
    said: AttributionMap = field(init=False, repr=False)
    _blocks: SpanMap[Block] = field(init=False, repr=False)
    _questions: SpanMap[Turn] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        blocks = SpanMap((block.span, block) for block in self.article.blocks)
        turns = ((span, turn) for turn in self.article.turns if turn.asks for span in turn.words)
        object.__setattr__(self, "_questions", SpanMap(turns))
        object.__setattr__(self, "said", AttributionMap(self.attributions))
        object.__setattr__(self, "_blocks", blocks)

    @property
    def meaning(self) -> Vectors:
        """A vector of the whole: the mean of the opening and of all passages."""
        mean: Vectors = (self.passage_vectors[0] + self.passage_vectors.mean(axis=0)) / 2
        return mean

    @property
    def searched(self) -> str:
        """The words by which the whole is found: those of its titles and of its sentences."""
        spans = [*self.article.spans("title"), *self.sentences]
        return " ".join(span.of(self.article.text) for span in spans)

    def attributions_in(self, span: Span) -> list[Attribution]:
        """The attributions with words in a span, those with the most words there first."""
        return self.said.overlapping(span)

    def statements_in(self, span: Span) -> list[Attribution]:
        """The same, without what the article tells was not said."""
        return [
            attribution for attribution in self.attributions_in(span) if attribution.is_statement
        ]

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """The sentences of which a span has a part."""
        first = bisect_right(self.sentences, span.start, key=END)
        return self.sentences[first : bisect_left(self.sentences, span.end, key=START)]

    def sentences_after(self, span: Span) -> Iterator[Span]:
        """The sentences that begin after a span, in order."""
        first = bisect_left(self.sentences, span.end, key=START)
        return islice(self.sentences, first, None)

    def beside(self, span: Span) -> tuple[Span, ...]:
        """The sentence right before a run of sentences and the one right after, if there are."""
        first = bisect_left(self.sentences, span.start, key=START)
        after = bisect_left(self.sentences, span.end, key=START)
        return (*self.sentences[max(0, first - 1) : first], *self.sentences[after : after + 1])

    def place_of(self, span: Span) -> int:
        """Which sentence a run of sentences begins with, counted from 0."""
        return bisect_right(self.sentences, span.start, key=START) - 1

    def before(self, sentence: Span) -> str:
        """The words of the sentence before one of the sentences; none before the first."""
        place = bisect_left(self.sentences, sentence)
        return self.sentences[place - 1].of(self.article.text) if place else ""

    def may_answer(self, sentence: Span) -> bool:
        """Whether a sentence can answer: an interviewer's question cannot.

        Of an interviewer with a name the sentences that ask nothing can.
        """
        asked = [turn for _, turn in self._questions.overlapping(sentence)]
        asks = sentence.of(self.article.text).rstrip("\"”’»'*_) ").endswith("?")
        return not any(asks or turn.told == "interview" for turn in asked)

    def paragraph_of(self, span: Span) -> Span | None:
        """The paragraph of the body that holds a span; None when none holds all of it."""
        around = (block for _, block in self._blocks.overlapping(span) if block.role == "body")
        return next((block.span for block in around if block.span.contains(span)), None)

    def is_interrupted(self, span: Span) -> bool:
        """Whether a span has a part of anything but the body: furniture, a title, a date."""
        return any(block.role != "body" for _, block in self._blocks.overlapping(span))
