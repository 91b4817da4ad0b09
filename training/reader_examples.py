"""Training examples: windows of an article with a question that they answer or do not."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from tokenizers import Tokenizer

from qa.comprehension.heads import Heads
from training.reader_data import (
    TokenisedArticle,
    TokenisedQuestion,
    Tokens,
    is_tuning,
    read_set,
    tokenise,
)

LONGEST_WINDOW = 200
WINDOWS = (48, 80, 112, 144)
"""Tokens of a window, drawn from: passages have about 140 tokens of this vocabulary."""
RIVAL = 112

ROUND = {
    "train": 1500,
    "newsqa_train": 250,
    "exchanged": 250,
    "squad2half_para": 250,
    "squad2_unansq": 250,
    "abgcoqa": 150,
    "talks_train": 200,
    "shifts_wiki": 200,
    "nq_oracle": 80,
    "timeqa": 60,
    "shifts_reddit": 40,
    "qamr": 40,
    "selqa_dev": 20,
    "clapnq": 20,
    "shifts_amazon": 15,
    "covidqa": 10,
    "policyqa_dev": 10,
}
"""Questions that a round draws from each set; those of `train` and the talks are hand-written.

Half of `exchanged` are answered questions of two other sets, half the same asked of another name.
"""
WHOLE_SENTENCES = ("nqg", "selqa_dev", "clapnq")
TALK_HELD = 5
"""Every fifth story of the conversations measures and never trains."""


@dataclass(frozen=True, slots=True)
class Window:
    """A question, a title and a window in one row of tokens; gold spans are inclusive pairs.

    `gold_ranges` are half-open ranges in which some unknown span answers. Without both, the
    window does not answer.
    """

    tokens: Tokens
    window_start: int
    gold: tuple[tuple[int, int], ...] = ()
    gold_ranges: tuple[tuple[int, int], ...] = ()

    @property
    def answers(self) -> bool:
        """Whether the window holds an answer."""
        return bool(self.gold or self.gold_ranges)


@dataclass(frozen=True, slots=True)
class Group:
    """One question's windows, normalised together: the first answers where `shared` is true."""

    windows: tuple[Window, ...]
    shared: bool


def load_sets(
    tokenizer: Tokenizer, data: Path, names: Sequence[str]
) -> dict[str, list[TokenisedArticle]]:
    """Training sets, tokenised, without what is kept for tuning and measuring."""
    found = {}
    for name in names:
        rows = [row for row in read_set(data, name) if not is_tuning(row["article_id"])]
        if name in ("newsqa_train", "exchanged"):
            kept = {row["article_id"] for row in read_set(data, "news_hand")}
            for part in ("tune", "measure"):
                kept |= {row["article_id"] for row in read_set(data, part)}
            rows = [row for row in rows if row["article_id"] not in kept]
        if name == "abgcoqa":
            rows = [row for number, row in enumerate(rows) if number % TALK_HELD]
        found[name] = [
            tokenise(
                tokenizer,
                row,
                whole_sentences=name in WHOLE_SENTENCES or bool(row.get("one_sentence")),
            )
            for row in rows
        ]
    return found


def one_round(
    sets: Mapping[str, Sequence[TokenisedArticle]], heads: Heads, *, number: int
) -> list[Group]:
    """The groups of one round, shuffled: each set goes on where the round before it stopped."""
    rng = random.Random(number)  # noqa: S311 (a shuffle, not a secret)
    groups: list[Group] = []
    for name, articles in sets.items():
        asked = [(a, q) for a, read in enumerate(articles) for q in range(len(read.questions))]
        random.Random(name).shuffle(asked)  # noqa: S311
        first = number * ROUND[name] % max(1, len(asked))
        turned = asked[first:] + asked[:first]
        candidates: _Candidates | None = None
        for a, q in sorted(turned[: ROUND[name]]):
            if candidates is None or candidates.article is not articles[a]:
                candidates = _Candidates(articles[a])
            groups += _groups(candidates, q, heads, rng)
            if rng.random() < 0.04:
                other = articles[rng.randrange(len(articles))]
                if other.id != articles[a].id:
                    groups.append(_moved(articles[a].questions[q], other, heads, rng))
    rng.shuffle(groups)
    return groups


class _Candidates:
    """An article's windows ranked for each of its questions by BM25, made when first asked."""

    def __init__(self, article: TokenisedArticle) -> None:
        self.article = article
        self.runs = list(_runs(article, RIVAL))
        self._ranked: list[list[int]] | None = None

    def nearest(self, question_number: int) -> list[tuple[int, int]]:
        """The token ranges that fit the question best and hold no answer, best first."""
        question = self.article.questions[question_number]
        if len(self.runs) < 2:
            return self.runs if not (question.answers or question.places) else []
        held = [*question.answers, *question.places]
        said = {self.article.words(*pair).casefold() for pair in question.answers}
        return [
            (first, last)
            for first, last in (self.runs[run] for run in self._ranking()[question_number])
            if not any(first < b and a < last for a, b in held)
            and not any(words in self.article.words(first, last).casefold() for words in said)
        ]

    def _ranking(self) -> list[list[int]]:
        if self._ranked is None:
            stemmer = Stemmer.Stemmer("english")
            tokens = [
                bm25s.tokenize(texts, stemmer=stemmer, show_progress=False)
                for texts in (
                    [self.article.words(*run) for run in self.runs],
                    [question.text for question in self.article.questions],
                )
            ]
            model = bm25s.BM25()
            model.index(tokens[0], show_progress=False)
            ranked, _ = model.retrieve(tokens[1], k=min(5, len(self.runs)), show_progress=False)
            self._ranked = ranked.tolist()
        return self._ranked


def _groups(
    candidates: _Candidates, question_number: int, heads: Heads, rng: random.Random
) -> Iterator[Group]:
    """A question with an answering window and its rivals, or with windows that look like one."""
    article = candidates.article
    question = article.questions[question_number]
    title = article.title if rng.random() < 0.7 else article.title[:0]
    text = _typed(question.text, rng)
    talk = question.talk if rng.random() < 0.9 else ()
    nearest = candidates.nearest(question_number)

    def window(within: tuple[int, int]) -> Window:
        return _window(heads, text, talk, title, article.tokens[slice(*within)])

    if not question.answers and not question.places:
        looked = [_around(article, place, rng) for place in _twin_places(article, question)]
        looked += nearest[: 2 - len(looked)]
        if not looked:
            looked = [_around(article, article.sentences[0], rng)]
        yield Group(tuple(map(window, looked)), shared=False)
        return
    home = rng.choice(question.answers or question.places)
    within = _around(article, home, rng)
    positive = _marked(window(within), question, within)
    if not positive.answers:
        return
    rivals = nearest[: rng.choice((0, 1, 1, 2))]
    yield Group((positive, *map(window, rivals)), shared=bool(rivals))


def _window(
    heads: Heads, question: str, talk: Sequence[str], title: Tokens, within: Tokens
) -> Window:
    """A window that answers nothing, read for a question."""
    head = heads.head(question, talk, title.tolist())
    return Window(np.array([*head, *within, heads.separator], dtype=np.int32), len(head))


def _twin_places(article: TokenisedArticle, question: TokenisedQuestion) -> list[tuple[int, int]]:
    """Where the twin of an unanswerable question is answered: what it looks for there is not."""
    for other in article.questions:
        if other.id == question.twin:
            return [*(other.answers or other.places)][:1]
    return []


def _marked(window: Window, question: TokenisedQuestion, within: tuple[int, int]) -> Window:
    """The window with the answers that lie in it; those of unknown extent as ranges."""
    by = window.window_start - within[0]

    def inside(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(a + by, b + by) for a, b in pairs if within[0] <= a and b <= within[1]]

    exact = inside(question.answers)
    vague = [
        (a, b)
        for a, b in inside(question.places)
        if not any(a <= start and end <= b for start, end in exact)
    ]
    gold = tuple((start, end - 1) for start, end in exact)
    return Window(window.tokens, window.window_start, gold, tuple(vague))


def _moved(
    question: TokenisedQuestion, article: TokenisedArticle, heads: Heads, rng: random.Random
) -> Group:
    """A question on a window of an article about something else."""
    within = _around(article, rng.choice(article.sentences), rng)
    row = _window(heads, question.text, (), article.title, article.tokens[slice(*within)])
    return Group((row,), shared=False)


def _typed(question: str, rng: random.Random) -> str:
    """The question, now and then without its mark or with two letters exchanged."""
    if rng.random() < 0.2:
        question = question.rstrip("? ")
    if rng.random() < 0.06 and len(question) > 12:
        at = rng.randrange(4, len(question) - 2)
        question = question[:at] + question[at + 1] + question[at] + question[at + 2 :]
    return question


def _runs(article: TokenisedArticle, budget: int) -> Iterator[tuple[int, int]]:
    """Neighbouring runs of whole sentences of at most `budget` tokens, as token ranges."""
    start = end = 0
    for first, last in article.sentences:
        if end > start and last - start > budget:
            yield start, end
            start = first
        end = min(last, start + LONGEST_WINDOW)
    if end > start:
        yield start, end


def _around(
    article: TokenisedArticle, home: tuple[int, int], rng: random.Random
) -> tuple[int, int]:
    """The token range of whole sentences around a place, within a budget where they fit."""
    budget = rng.choice(WINDOWS)
    ends = np.array([end for _, end in article.sentences])
    first = int(np.searchsorted(ends, home[0], side="right"))
    last = max(first, int(np.searchsorted(ends, home[1], side="left")))
    first, last = min(first, len(ends) - 1), min(last, len(ends) - 1)
    open_ends = ["before", "before", "after"]
    while open_ends:
        side = rng.choice(open_ends)
        new = (first - 1, last) if side == "before" else (first, last + 1)
        if (
            new[0] < 0
            or new[1] >= len(ends)
            or article.sentences[new[1]][1] - article.sentences[new[0]][0] > budget
        ):
            open_ends = [other for other in open_ends if other != side]
        else:
            first, last = new
    start, end = article.sentences[first][0], article.sentences[last][1]
    if end - start > LONGEST_WINDOW:
        start = max(start, min(home[0] - LONGEST_WINDOW // 2, end - LONGEST_WINDOW))
    return start, min(end, start + LONGEST_WINDOW)
