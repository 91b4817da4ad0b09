"""This file is about training examples: windows of an article with a question, answered or not."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from tokenizers import Tokenizer

from index.networks import CLS, SEP
from training.reader_data import (
    TokenisedArticle,
    TokenisedQuestion,
    Tokens,
    is_tuning,
    read_articles,
    read_nqg,
    read_qamr,
    tokenise,
)
from training.reader_premises import Premises

LONGEST_SENTENCE = 160
QUESTION_TOKENS = 48

SENTENCES_ONLY = ("nqg", "selqa_dev")
PREMISED = ("shifts_wiki", "squad2half_para", "qed_dev")


@dataclass(frozen=True, slots=True)
class Mixture:
    """What one round draws: questions from each set, tokens in a window, rivals beside it.

    `windows` and `rivals` are drawn from each time; `rival` is the budget of a rival's tokens;
    `false` is the share of the questions that are also asked with a premise made false.
    """

    questions: dict[str, int]
    windows: tuple[int, ...]
    rival: int
    rivals: tuple[int, ...]
    false: float


MIXTURES = {
    # learns to read
    "broad": Mixture(
        {
            "shifts_wiki": 3300,
            "squad2half_para": 2300,
            "nqg": 4500,
            "qamr": 4000,
            "shifts_reddit": 1500,
            "shifts_amazon": 500,
            "qed_dev": 700,
            "selqa_dev": 785,
            "policyqa_dev": 200,
            "covidqa": 200,
        },
        windows=(40, 64, 80, 96, 112),
        rival=96,
        rivals=(1,),
        false=0.35,
    ),
    # is nearest to use, where six passages of about 140 tokens of this vocabulary compete
    "target": Mixture(
        {
            "shifts_wiki": 6600,
            "squad2half_para": 4600,
            "nqg": 4000,
            "qamr": 3000,
            "shifts_reddit": 2500,
            "shifts_amazon": 1500,
            "qed_dev": 1355,
            "selqa_dev": 785,
            "policyqa_dev": 800,
            "covidqa": 600,
        },
        windows=(48, 80, 112, 144),
        rival=128,
        rivals=(1, 2, 3),
        false=0.6,
    ),
}


@dataclass(frozen=True, slots=True)
class Window:
    """A question, a title and a window in one row of tokens; gold spans are inclusive pairs.

    `gold_sentence` is a half-open range in which some unknown span answers. Without both, the
    window does not answer.
    """

    tokens: Tokens
    window_start: int
    gold: tuple[tuple[int, int], ...] = ()
    gold_sentence: tuple[int, int] | None = None

    @property
    def answers(self) -> bool:
        """Whether the window holds an answer."""
        return bool(self.gold) or self.gold_sentence is not None


@dataclass(frozen=True, slots=True)
class Group:
    """One question's windows, normalised together: the first answers where `shared` is true."""

    windows: tuple[Window, ...]
    shared: bool


def load_sets(
    tokenizer: Tokenizer, data: Path, *, training: bool = True
) -> dict[str, list[TokenisedArticle]]:
    """Every training set, tokenised, without the tuning articles."""
    found: dict[str, list[TokenisedArticle]] = {}
    for name in MIXTURES["broad"].questions:
        reader = {"nqg": read_nqg, "qamr": read_qamr}.get(name)
        rows = reader(data / name) if reader else read_articles(data / "qa" / f"{name}.jsonl.gz")
        found[name] = [
            tokenise(tokenizer, row, whole_sentences=name in SENTENCES_ONLY)
            for row in rows
            if not (training and is_tuning(row["article_id"]))
        ]
    return found


def one_round(
    sets: dict[str, list[TokenisedArticle]], premises: Premises, mixture: Mixture, *, seed: int
) -> list[Group]:
    """The groups of one round, shuffled: a fresh draw of windows for every seed."""
    rng = random.Random(seed)  # noqa: S311 (a shuffle, not a secret)
    groups: list[Group] = []
    for name in mixture.questions:
        groups += _of_set(name, sets[name], mixture, premises, rng)
    rng.shuffle(groups)
    return groups


def window_row(
    question: Tokens, title: Tokens, article: TokenisedArticle, first: int, last: int
) -> tuple[Tokens, int]:
    """The model's input for the tokens `first` to `last` and where the window begins in it."""
    head = [CLS, *question[:QUESTION_TOKENS], SEP]
    if len(title):
        head += [*title, SEP]
    return np.array([*head, *article.tokens[first:last], SEP], dtype=np.int32), len(head)


def windows_of(article: TokenisedArticle, budget: int) -> list[tuple[int, int]]:
    """Neighbouring runs of whole sentences of at most `budget` tokens, as ranges of sentences."""
    runs: list[tuple[int, int]] = []
    first = 0
    for number, (_, end) in enumerate(article.sentences):
        if number > first and end - article.sentences[first][0] > budget:
            runs.append((first, number))
            first = number
    if first < len(article.sentences):
        runs.append((first, len(article.sentences)))
    return runs


def _of_set(
    name: str,
    articles: Sequence[TokenisedArticle],
    mixture: Mixture,
    premises: Premises,
    rng: random.Random,
) -> Iterator[Group]:
    asked = [(number, q) for number, a in enumerate(articles) for q in range(len(a.questions))]
    rng.shuffle(asked)
    asked = sorted(asked[: mixture.questions[name]])
    candidates: _Candidates | None = None
    for number, question_number in asked:
        article = articles[number]
        if candidates is None or candidates.article is not article:
            candidates = _Candidates(article, mixture.rival)
        question = article.questions[question_number]
        made = _group(candidates, question_number, mixture, rng)
        if made is None:
            continue
        yield made
        if name in PREMISED and question.answers and rng.random() < mixture.false:
            false = premises.false_question(article, question, rng)
            if false is not None:
                yield _unanswered(article, false, question, rng.choice(mixture.windows), rng)
        if rng.random() < 0.04:
            other = articles[rng.randrange(len(articles))]
            if other.id != article.id:
                yield _moved(question.tokens, other, rng)


def _group(
    candidates: "_Candidates", question_number: int, mixture: Mixture, rng: random.Random
) -> Group | None:
    """The answering window with, often, hard ones beside it; None for answers cut in two."""
    article = candidates.article
    question = article.questions[question_number]
    title = article.title if rng.random() < 0.7 else article.title[:0]
    budget = rng.choice(mixture.windows)
    if not question.answers:
        first, last = _around(article, rng.randrange(len(article.sentences)), rng, budget)
        return Group((_window(question.tokens, title, article, (first, last)),), shared=False)
    home = _sentence_of(article, question.answers[rng.randrange(len(question.answers))])
    if home is None:
        return None
    first, last = _around(article, home, rng, budget)
    positive = _window(question.tokens, title, article, (first, last), question)
    if not positive.answers:
        return None
    windows = [positive]
    if rng.random() < 0.6:
        rivals = candidates.rivals(question_number)
        rng.shuffle(rivals)
        windows += [
            _window(question.tokens, title, article, rival)
            for rival in rivals[: rng.choice(mixture.rivals)]
        ]
        if not rivals and len(article.sentences) > 1 and rng.random() < 0.3:
            rest = _without(article, question, home, rng)
            if rest is not None:
                windows.append(_window(question.tokens, title, article, rest))
    return Group(tuple(windows), shared=len(windows) > 1)


class _Candidates:
    """An article's windows ranked for each of its questions by BM25, made when first asked."""

    def __init__(self, article: TokenisedArticle, budget: int) -> None:
        self.article = article
        self.runs = windows_of(article, budget)
        self._ranked: list[list[int]] | None = None

    def rivals(self, question_number: int) -> list[tuple[int, int]]:
        """The token ranges of the three windows that rank highest and hold no answer."""
        question = self.article.questions[question_number]
        if len(self.runs) < 2:
            return []
        answers = {self.article.words(*pair).lower() for pair in question.answers}
        found: list[tuple[int, int]] = []
        for run in self._ranking()[question_number]:
            first = self.article.sentences[self.runs[run][0]][0]
            last = self.article.sentences[self.runs[run][1] - 1][1]
            text = self.article.words(first, last).lower()
            if last - first <= LONGEST_SENTENCE and not any(answer in text for answer in answers):
                found.append((first, last))
            if len(found) == 3:
                break
        return found

    def _ranking(self) -> list[list[int]]:
        if self._ranked is None:
            stemmer = Stemmer.Stemmer("english")
            texts = [
                self.article.words(self.article.sentences[a][0], self.article.sentences[b - 1][1])
                for a, b in self.runs
            ]
            model = bm25s.BM25()
            model.index(
                bm25s.tokenize(texts, stemmer=stemmer, show_progress=False), show_progress=False
            )
            asked = bm25s.tokenize(
                [question.text for question in self.article.questions],
                stemmer=stemmer,
                show_progress=False,
            )
            ranked, _ = model.retrieve(asked, k=min(8, len(texts)), show_progress=False)
            self._ranked = ranked.tolist()
        return self._ranked


def _window(
    asked: Tokens,
    title: Tokens,
    article: TokenisedArticle,
    within: tuple[int, int],
    question: TokenisedQuestion | None = None,
) -> Window:
    first, last = within
    tokens, at = window_row(asked, title, article, first, last)
    inside = [
        (at + start - first, at + end - first)
        for start, end in (question.answers if question else ())
        if first <= start and end <= last
    ]
    if question is not None and question.sentences_only:
        return Window(tokens, at, gold_sentence=inside[0] if inside else None)
    return Window(tokens, at, gold=tuple((start, end - 1) for start, end in inside))


def _unanswered(
    article: TokenisedArticle,
    asked: Tokens,
    question: TokenisedQuestion,
    budget: int,
    rng: random.Random,
) -> Group:
    """A question with a false premise, on the window that answers the true one."""
    home = _sentence_of(article, question.answers[0]) or 0
    first, last = _around(article, home, rng, budget)
    title = article.title if rng.random() < 0.7 else article.title[:0]
    return Group((_window(asked, title, article, (first, last)),), shared=False)


def _moved(asked: Tokens, article: TokenisedArticle, rng: random.Random) -> Group:
    """A question on a window of an article about something else."""
    first, last = _around(article, rng.randrange(len(article.sentences)), rng, 64)
    title = article.title if rng.random() < 0.7 else article.title[:0]
    return Group((_window(asked, title, article, (first, last)),), shared=False)


def _without(
    article: TokenisedArticle, question: TokenisedQuestion, home: int, rng: random.Random
) -> tuple[int, int] | None:
    """A window on either side of the answering sentence, without any answer."""
    ranges = []
    if home > 0:
        ranges.append((article.sentences[max(0, home - 3)][0], article.sentences[home - 1][1]))
    if home + 1 < len(article.sentences):
        after = min(len(article.sentences) - 1, home + 3)
        ranges.append((article.sentences[home + 1][0], article.sentences[after][1]))
    answers = {article.words(*pair).lower() for pair in question.answers}
    fitting = [
        (a, b)
        for a, b in ranges
        if b - a <= LONGEST_SENTENCE
        and not any(answer in article.words(a, b).lower() for answer in answers)
    ]
    return rng.choice(fitting) if fitting else None


def _around(
    article: TokenisedArticle, home: int, rng: random.Random, budget: int
) -> tuple[int, int]:
    """The token range of whole sentences around one, at most `budget` tokens where it fits."""
    first = last = home
    sentences = article.sentences
    open_ends = {"left", "right"}
    while open_ends:
        side = rng.choice(sorted(open_ends))
        new_first, new_last = (first - 1, last) if side == "left" else (first, last + 1)
        if (
            new_first < 0
            or new_last >= len(sentences)
            or sentences[new_last][1] - sentences[new_first][0] > budget
        ):
            open_ends.remove(side)
        else:
            first, last = new_first, new_last
    start, end = sentences[first][0], sentences[last][1]
    return start, min(end, start + LONGEST_SENTENCE)


def _sentence_of(article: TokenisedArticle, answer: tuple[int, int]) -> int | None:
    """The sentence that holds an answer whole."""
    for number, (start, end) in enumerate(article.sentences):
        if start <= answer[0] and answer[1] <= end:
            return number
    return None
