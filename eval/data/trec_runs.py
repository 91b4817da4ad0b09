"""TREC run files: for each question, the articles that a program ranks."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.data.files import open_text
from index.errors import EvaluationError

RUN_NAME = "article-qa"

Ranking = Sequence[tuple[str, float]]
"""The ids of articles with their scores, the best first."""


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """The rankings of a run, sorted by score: question, Q0, article, rank, score, name.

    Raises EvaluationError when it is empty or when a line is in another form.
    """
    rankings: dict[str, dict[str, float]] = {}
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            if not (columns := line.split()):
                continue
            try:
                query, _, article, _, score, _ = columns
                ranking = rankings.setdefault(query, {})
                if article in ranking:
                    raise EvaluationError(
                        f"{path}, line {number}: {article!r} is ranked twice for {query!r}."
                    )
                ranking[article] = float(score)
            except ValueError:
                raise EvaluationError(
                    f"{path}, line {number}: a line of a run is a question's id, Q0, an article's "
                    "id, a rank, a score and a name."
                ) from None
    if not rankings:
        raise EvaluationError(f"{path} is an empty run: there is nothing to measure.")
    return {
        query: sorted(ranking.items(), key=lambda item: -item[1])
        for query, ranking in rankings.items()
    }


def run_lines(rankings: Iterable[tuple[str, Ranking]]) -> Iterator[str]:
    """The lines of a TREC run file.

    >>> list(run_lines([("7", [("b", 0.5)])]))
    ['7 Q0 b 1 0.5 article-qa\\n']
    """
    for query, ranking in rankings:
        for rank, (article, score) in enumerate(ranking, 1):
            yield f"{query} Q0 {article} {rank} {score!r} {RUN_NAME}\n"
