"""This file is about rankings of articles: TREC run files, and their measures by ir-measures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.data.sets import open_text
from index.errors import EvaluationError

MEASURES = ("nDCG@10", "MRR@10", "R@100", "Success@1")
RUN_NAME = "article-qa"

Ranking = Sequence[tuple[str, float]]
"""The ids of articles with their scores, the best first."""


def parse_measures(names: Iterable[str]) -> list[Any]:
    """The measures of these names, as ir-measures writes them.

    Raises EvaluationError for a name that it does not know. See https://ir-measur.es.
    """
    try:
        import ir_measures
    except ImportError:
        raise EvaluationError(
            "The evals need more packages: pip install 'article-qa[eval]'."
        ) from None
    parsed = []
    for name in names:
        try:
            parsed.append(ir_measures.parse_measure(name))
        except (NameError, ValueError, SyntaxError):
            raise EvaluationError(
                f"{name!r} is no measure: write it as in {' '.join(MEASURES)}."
            ) from None
    return parsed


def ranking_measures(
    names: Sequence[str], grades: Mapping[str, int], ranking: Ranking
) -> dict[str, float]:
    """The value of each measure for the ranking of one question; 0 where nothing was found.

    >>> ranking_measures(["MRR@10", "R@1"], {"b": 1, "c": 1}, [("a", 2.0), ("b", 1.0)])
    {'MRR@10': 0.5, 'R@1': 0.0}
    """
    import ir_measures

    measures = parse_measures(names)
    values = dict.fromkeys(measures, 0.0)
    judgments = [ir_measures.Qrel("q", article, grade) for article, grade in grades.items()]
    run = [ir_measures.ScoredDoc("q", article, score) for article, score in ranking]
    if run:
        for metric in ir_measures.iter_calc(measures, judgments, run):
            values[metric.measure] = float(metric.value)
    return {name: values[measure] for name, measure in zip(names, measures, strict=True)}


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """The rankings of a TREC run file, sorted by score: question, Q0, article, rank, score, name.

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
