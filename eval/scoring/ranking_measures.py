"""Measures of a ranking by ir-measures, under the names that it gives them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eval.data.trec_runs import Ranking
from index.errors import EvaluationError

DEFAULT_MEASURES = ("nDCG@10", "MRR@10", "R@100", "Success@1")


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
                f"{name!r} is not a measure: write it like {' '.join(DEFAULT_MEASURES)}."
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
