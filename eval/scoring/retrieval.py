"""Retrieval measured: are the right articles and passages found first?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from eval.data.beir import collection_articles, read_collection
from eval.data.files import check_writable, name_sets, set_hash, write_whole
from eval.data.results import Results, open_results
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen, drawn
from eval.data.trec_runs import read_run, run_lines
from eval.reporting.reports import Report, SetReport, make_report
from eval.reporting.summaries import mean_figures, summed_up
from eval.scoring.question_loop import Answerer, ask_all, ticking
from eval.scoring.ranking_measures import DEFAULT_MEASURES, parse_measures
from eval.scoring.ranking_records import (
    collection_records,
    question_record,
    recall_by_depth,
    run_records,
)
from eval.scoring.searches import Open, open_search
from index.embedding import Encoder
from index.errors import EvaluationError
from index.minilm import MiniLM
from index.passages import BUDGET
from index.store import Retriever
from qa.showing.progress import progress_bar


def measure_retrieval(
    *datasets: str | Path,
    retriever: Retriever = "hybrid",
    encoder: Encoder | None = None,
    budget: int = BUDGET,
    measures: Sequence[str] = DEFAULT_MEASURES,
    keep: Path | None = None,
    run: Path | None = None,
    run_out: Path | None = None,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    per_question: str | Path | None = None,
    resume: bool = False,
) -> Report:
    """Measures the ranking of articles in BEIR folders, and of passages for question files.

    `budget` is the most tokens of a passage; `measures` are written as ir-measures writes them.
    With `keep`, a BEIR folder is searched in a library, which stays there for the next time. A
    TREC `run` is measured instead of the program, and `run_out` is where the program's rankings
    are written as one. The other arguments are those of `measure_answers`. Raises EvaluationError.
    """
    parse_measures(measures)
    sets = name_sets(*datasets)
    if (run or run_out) and len(sets) > 1:
        raise EvaluationError("A TREC run belongs to one dataset: give one at a time.")
    check_writable(run_out)
    settings = {
        "retriever": retriever,
        "encoder": encoder.name if encoder else MiniLM.name,
        "budget": budget,
        "measures": " ".join(measures),
        "limit": limit,
        "sample": sample,
        "seed": seed,
        "run": str(run) if run else None,
    }
    opened = partial(open_search, encoder, budget, retriever)
    with open_results("retrieval", settings, sets, per_question, resume=resume) as results:
        for name, path in sets.items():
            if path.is_dir():
                draw = partial(drawn, limit=limit, sample=sample, seed=seed)
                place = keep and keep / f"{name}-{set_hash(path)}-{budget}"
                kept = partial(opened, keep=place)
                _measure_collection(name, path, measures, results, draw=draw, run=run, opened=kept)
            elif run:
                raise EvaluationError(f"A TREC run is measured on a BEIR folder, not on {path}.")
            else:
                articles = partial(chosen, path, _is_found, limit=limit, sample=sample, seed=seed)
                asked = ask_all(name, articles, results, partial(_opened, name, measures, opened))
                if not asked:
                    raise EvaluationError(
                        f"{name} has no question with an answer: retrieval needs some."
                    )
        if run_out:
            write_whole(run_out, "".join(run_lines(_rankings(results))))
        reports = [_set_report(name, path, results) for name, path in sets.items()]
    return make_report("retrieval", settings, reports)


def _measure_collection(
    name: str,
    folder: Path,
    measures: Sequence[str],
    results: Results,
    *,
    draw: Callable[[Iterable[str]], list[str]],
    run: Path | None,
    opened: Open,
) -> None:
    collection = read_collection(folder)
    queries = draw(collection.queries)
    todo = [query for query in queries if (name, query) not in results.done]
    if not todo:
        return
    if run:
        records = run_records(name, collection, read_run(run), todo, measures)
    else:
        with progress_bar(f"{name}: reading", len(collection.ids)) as tick:
            search = opened(ticking(collection_articles(collection), tick))
        records = collection_records(name, collection, todo, measures, search)
    with progress_bar(name, len(queries), len(queries) - len(todo)) as tick:
        for record in ticking(records, tick):
            results.add(record)


def _opened(name: str, measures: Sequence[str], opened: Open, article: JudgedArticle) -> Answerer:
    search = opened([article.as_read()])
    return lambda question: question_record(name, article, question, measures, search)


def _is_found(question: JudgedQuestion) -> bool:
    return bool(question.answers) and not question.turns


def _rankings(results: Results) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    for record in results:
        yield record["id"], [(article, score) for article, score in record["ranking"]]


def _set_report(name: str, path: Path, results: Results) -> SetReport:
    if not (count := results.count(name)):
        raise EvaluationError(f"{name}: no question was asked, so there is nothing to report.")
    unjudged = read_collection(path).unjudged if path.is_dir() else 0
    return summed_up(
        results,
        name,
        path,
        counts={"questions": count}
        | ({"without relevant judgments": unjudged} if unjudged else {}),
        figures=mean_figures(results.of_set(name)),
        curves={"recall by depth": recall_by_depth(results.of_set(name))},
    )
