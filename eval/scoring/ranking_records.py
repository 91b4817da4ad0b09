"""One question put to a search, and the record of the ranking that it gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from eval.data.beir import Collection
from eval.data.results import Record
from eval.data.sets import JudgedArticle, JudgedQuestion
from eval.data.trec_runs import Ranking
from eval.reporting.summaries import in_context
from eval.scoring.measures import is_right, reciprocal_rank
from eval.scoring.ranking_measures import ranking_measures
from index.errors import EvaluationError
from index.store import ScoredPassage

RANKING_DEPTH = 100
"""Articles of a ranking that are kept."""

PASSAGES_PER_ARTICLE = 10
"""Passages asked for, for each article of a ranking: an article is as good as its best passage."""

NO_PASSAGE = "no passage"
"""Stands for an answer that no passage holds whole."""

Search = Callable[[str, int], list[ScoredPassage]]
"""From a question and how many are wanted, the passages, the best first."""


def collection_records(
    name: str,
    collection: Collection,
    queries: Iterable[str],
    measures: Sequence[str],
    search: Search,
) -> Iterator[Record]:
    """The record of each of the `queries` (ids): its ranking of articles and its measures.

    Scores are one over the rank: the order of passages counts more than their own scores.
    """
    for query in queries:
        question = collection.queries[query]
        passages = search(question, RANKING_DEPTH * PASSAGES_PER_ARTICLE)
        best: dict[str, ScoredPassage] = {}
        for passage in passages:
            best.setdefault(passage.passage.article.id, passage)
        ranking = [(article, 1 / rank) for rank, article in enumerate(best, 1)][:RANKING_DEPTH]
        record = ranking_record(
            name,
            query,
            question,
            grades=collection.judgments[query],
            ranking=ranking,
            measures=measures,
        )
        if ranking:
            first = best[ranking[0][0]].passage
            record["shown"] = in_context(first.article.text, first.span)
        yield record


def run_records(
    name: str,
    collection: Collection,
    run: Mapping[str, Ranking],
    queries: Iterable[str],
    measures: Sequence[str],
) -> Iterator[Record]:
    """The record of each of the `queries` in a run; a query that it leaves out found nothing.

    Raises EvaluationError when the run ranks an article that is not in the corpus, or knows
    none of the questions.
    """
    if not run.keys() & collection.queries.keys():
        raise EvaluationError(f"The run answers no question of {collection.folder}.")
    for query in queries:
        ranking = run.get(query, [])
        for article, _ in ranking:
            if article not in collection.ids:
                raise EvaluationError(
                    f"The run ranks {article!r} for question {query!r}, "
                    f"which is not in {collection.folder}."
                )
        yield ranking_record(
            name,
            query,
            collection.queries[query],
            grades=collection.judgments[query],
            ranking=ranking,
            measures=measures,
        )


def ranking_record(
    name: str,
    query: str,
    question: str,
    *,
    grades: Mapping[str, int],
    ranking: Ranking,
    measures: Sequence[str],
) -> Record:
    """What is kept of a ranking: the ranks of the relevant articles, and the measures."""
    values = ranking_measures(measures, grades, ranking)
    relevant = {article for article, grade in grades.items() if grade > 0}
    ranks = [rank for rank, (article, _) in enumerate(ranking, 1) if article in relevant]
    return {
        "set": name,
        "id": query,
        "article": query,
        "question": question,
        "ranking": [list(item) for item in ranking],
        "relevant": len(relevant),
        "ranks": ranks,
        "values": values,
        "failed": ranks[:1] != [1],
    }


def question_record(
    name: str,
    article: JudgedArticle,
    question: JudgedQuestion,
    measures: Sequence[str],
    search: Search,
) -> Record:
    """The record of one question about one article: which passages hold its answer."""
    passages = search(question.text, RANKING_DEPTH)
    spans = [found.passage.span for found in passages]
    right = [is_right(span, question.answers, article.match) for span in spans]
    ranking = [
        (f"{span.start}-{span.end}", found.score)
        for span, found in zip(spans, passages, strict=True)
    ]
    grades = {key: 1 for (key, _), good in zip(ranking, right, strict=True) if good}
    record = ranking_record(
        name,
        question.id,
        question.text,
        grades=grades or {NO_PASSAGE: 1},
        ranking=ranking,
        measures=measures,
    )
    record["article"] = article.id
    record["values"] = {
        **{f"hit@{depth}": float(any(right[:depth])) for depth in (1, 3, 5)},
        "MRR": reciprocal_rank(right),
        "words@1": len(spans[0].of(article.text).split()) if spans else 0,
        **record["values"],
    }
    record["expected"] = in_context(article.text, question.answers[0])
    if spans:
        record["shown"] = in_context(article.text, spans[0])
    return record


def recall_by_depth(records: Iterable[Record]) -> list[tuple[float, float]]:
    """(depth, mean share of the relevant found by there), for depths from 1 to 100."""
    found = [0.0] * RANKING_DEPTH
    count = 0
    for record in records:
        count += 1
        for rank in record["ranks"]:
            if rank <= RANKING_DEPTH:
                found[rank - 1] += 1 / record["relevant"]
    points, total = [], 0.0
    for depth, more in enumerate(found, 1):
        total += more
        points.append((float(depth), total / max(count, 1)))
    return points
