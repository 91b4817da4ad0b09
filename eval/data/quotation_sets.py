"""Sets of judged quotations: articles, and what each quotation is worth beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from eval.data.files import read_rows
from index import Article
from index.errors import ArticleError, EvaluationError
from qa.verification.results import Verdict

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class JudgedQuotation:
    """A quotation, whom it is given to, and the verdict that it deserves."""

    id: str
    text: str
    speaker: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article and the quotations that are held against it."""

    article: Article
    quotations: tuple[JudgedQuotation, ...]


def read_quotations(path: Path) -> Iterator[QuotedArticle]:
    """The articles of a JSON Lines file (`.gz` too), one at a time.

    Raises EvaluationError with the file, the line and what is wrong there.
    """
    seen: set[str] = set()
    for place, row in read_rows(path):
        if not isinstance(row.get("quotations"), list):
            raise EvaluationError(f"{place} has no judgment: give `quotations`, a list.")
        quotations = tuple(_quotation(judged, place) for judged in row["quotations"])
        for quotation in quotations:
            if quotation.id in seen:
                raise EvaluationError(f"{place}: the id {quotation.id!r} is used twice.")
            seen.add(quotation.id)
        yield QuotedArticle(_article(row, place), quotations)


def _article(row: dict[str, Any], place: str) -> Article:
    try:
        return Article.from_text(row["text"], row.get("title"), id=row["article_id"])
    except KeyError as error:
        raise EvaluationError(f"{place} has no {error}: give `article_id` and `text`.") from None
    except ArticleError as error:
        raise EvaluationError(f"{place} cannot be read: {error}") from None


def _quotation(row: Any, place: str) -> JudgedQuotation:
    try:
        quotation = JudgedQuotation(row["id"], row["quotation"], row.get("speaker"), row["verdict"])
    except (KeyError, TypeError, AttributeError):
        raise EvaluationError(
            f"{place}: a quotation must have `id`, `quotation` and `verdict`."
        ) from None
    if quotation.verdict not in VERDICTS:
        raise EvaluationError(
            f"{place}: {quotation.verdict!r} is not a verdict: give one of {', '.join(VERDICTS)}."
        )
    return quotation
