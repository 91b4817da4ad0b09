"""This file is about measuring retrieval: are the right articles and passages found first?"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from eval.data.beir import collection_articles, read_collection
from eval.data.rankings import MEASURES, parse_measures, read_run, run_lines
from eval.data.results import Results
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen, drawn
from eval.reporting.reports import SetReport, make_report, write_whole
from eval.reporting.summaries import mean_figures, of_set, question_values
from eval.scoring import running
from eval.scoring.ranking_records import (
    Search,
    collection_records,
    question_record,
    recall_by_depth,
    run_records,
)
from index import Article
from index.build import index_article
from index.embedding import Encoder, SentenceEncoder, default_encoder
from index.errors import EvaluationError
from index.library import load_library, save_library
from index.passage_index import PassageIndex, Retriever, ScoredPassage
from index.passages import BUDGET
from index.text import WORD_OR_SYMBOL_RUN

Open = Callable[[Iterable[Article]], Search]


def retrieval(
    datasets: Annotated[
        list[Path], typer.Argument(metavar="DATASET...", help="BEIR folders and question files.")
    ],
    *,
    retriever: Annotated[Retriever, typer.Option(help="Meaning, words or both.")] = "hybrid",
    encoder: Annotated[str | None, typer.Option(help="A model folder or hub name.")] = None,
    budget: Annotated[int, typer.Option(min=8, help="The most tokens of a passage.")] = BUDGET,
    measures: Annotated[str, typer.Option(help="As ir-measures writes them.")] = " ".join(MEASURES),
    keep: Annotated[
        Path | None, typer.Option(help="A folder to keep the index of a BEIR folder in.")
    ] = None,
    run: Annotated[Path | None, typer.Option(help="Measure this TREC run instead.")] = None,
    run_out: Annotated[Path | None, typer.Option(help="Write the rankings as a TREC run.")] = None,
    limit: running.Limit = None,
    sample: running.Sample = None,
    seed: running.Seed = 0,
    per_question: running.PerQuestion = None,
    resume: running.Resume = False,
    json: running.Json = None,
    markdown: running.Markdown = None,
    html: running.Html = None,
) -> None:
    """Measure retrieval on BEIR folders and question files."""
    parse_measures(names := measures.split())
    sets = running.name_sets(datasets)
    if (run or run_out) and len(sets) > 1:
        raise EvaluationError("A TREC run belongs to one dataset: give one at a time.")
    settings = {
        "retriever": retriever,
        "encoder": encoder or "all-MiniLM-L6-v2",
        "budget": budget,
        "measures": measures,
        "limit": limit,
        "sample": sample,
        "seed": seed,
        "run": str(run) if run else None,
    }
    opened = partial(_open, encoder, budget, retriever)
    outputs = (json, markdown, html, run_out)
    with running.open_results(
        "retrieval", settings, sets, per_question, resume=resume, outputs=outputs
    ) as results:
        for name, path in sets.items():
            if path.is_dir():
                draw = partial(drawn, limit=limit, sample=sample, seed=seed)
                place = keep and keep / f"{name}-{running.path_hash(path)}-{budget}"
                kept = partial(opened, keep=place)
                _measure_collection(name, path, names, results, draw=draw, run=run, opened=kept)
            elif run:
                raise EvaluationError(f"A TREC run is measured on a BEIR folder, not on {path}.")
            else:
                articles = partial(chosen, path, _is_found, limit=limit, sample=sample, seed=seed)
                _measure_articles(name, articles, names, results, opened)
        if run_out:
            write_whole(run_out, "".join(run_lines(_rankings(results))))
        report = make_report("retrieval", settings, _set_reports(sets, results))
        running.deliver(report, results, json=json, markdown=markdown, html=html)


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
        with running.progress(f"{name}: reading", len(collection.ids)) as tick:
            search = opened(running.ticking(collection_articles(collection), tick))
        records = collection_records(name, collection, todo, measures, search)
    with running.progress(name, len(queries), len(queries) - len(todo)) as tick:
        for record in running.ticking(records, tick):
            results.add(record)


def _measure_articles(
    name: str,
    articles: Callable[[], Iterator[JudgedArticle]],
    measures: Sequence[str],
    results: Results,
    opened: Open,
) -> None:
    total = sum(len(article.questions) for article in articles())
    if not total:
        raise EvaluationError(f"{name} has no question with an answer: retrieval needs some.")
    with running.progress(name, total, results.count(name)) as tick:
        for article in articles():
            todo = [
                question
                for question in article.questions
                if (name, question.id) not in results.done
            ]
            if not todo:
                continue
            search = opened([running.readable(article)])
            for question in todo:
                results.add(question_record(name, article, question, measures, search))
                tick()


def _is_found(question: JudgedQuestion) -> bool:
    return bool(question.answers) and not question.turns


def _open(
    model: str | None,
    budget: int,
    retriever: Retriever,
    articles: Iterable[Article],
    *,
    keep: Path | None = None,
) -> Search:
    """A search of the articles; their index is kept in a folder, or taken from there."""
    encoder: Encoder = SentenceEncoder(model) if model else default_encoder()
    if keep and keep.exists():
        return _search(load_library(keep, encoder), retriever)
    indexed = (
        index_article(article, encoder, budget=budget, attribute=False) for article in articles
    )
    index = PassageIndex(encoder, indexed, budget=budget)
    if keep:
        save_library(index, keep)
    return _search(index, retriever)


def _search(index: PassageIndex, retriever: Retriever) -> Search:
    def search(question: str, k: int) -> list[ScoredPassage]:
        return index.search(shortened(question, index.encoder), k, retriever=retriever)

    return search


def shortened(question: str, encoder: Encoder) -> str:
    """The question, or as many of its first words as the encoder reads.

    Collections have questions as long as an article; the program itself refuses those.
    """
    ends = [word.end() for word in WORD_OR_SYMBOL_RUN.finditer(question)]
    fits = bisect_left(ends, True, key=lambda end: encoder.count(question[:end]) > encoder.limit)
    return question if fits == len(ends) else question[: ends[max(fits - 1, 0)]]


def _rankings(results: Results) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    for record in results:
        yield record["id"], [(article, score) for article, score in record["ranking"]]


def _set_reports(sets: Mapping[str, Path], results: Results) -> Iterator[SetReport]:
    for name, path in sets.items():
        if not (count := results.count(name)):
            raise EvaluationError(f"{name}: no question was asked, so there is nothing to report.")
        yield SetReport(
            name=name,
            path=str(path),
            sha256=running.path_hash(path),
            counts={"questions": count} | _unjudged(path),
            figures=mean_figures(of_set(results, name)),
            questions=question_values(of_set(results, name)),
            curves={"recall by depth": recall_by_depth(of_set(results, name))},
        )


def _unjudged(path: Path) -> dict[str, int]:
    """How many questions of a collection are left out because nobody judged them, if any are."""
    count = read_collection(path).unjudged if path.is_dir() else 0
    return {"without relevant judgments": count} if count else {}
