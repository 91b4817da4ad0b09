"""Answers and quote sheets as values for JSON and as CSV; offsets count characters of the text."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from index import Article, Attribution, Span
from index.speakers import SpeakerStatements
from qa.citing.answers import Answer, Citation
from qa.citing.links import text_link
from qa.showing.texts import shown_source, statement_span, statement_words
from qa.showing.verdicts import verdict_sentence
from qa.verification.results import Verification

SHEET_COLUMNS = "article speaker role cue polarity kind statement start end confidence link".split()


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """The answer as JSON-ready values; offsets count characters of the article's text."""
    return {
        "question": answer.question,
        "searched": answer.searched,
        "answered": bool(answer),
        "verdict": answer.verdict,
        "text": answer.text,
        "probability": round(answer.probability, 4),
        "citations": [citation_to_dict(citation) for citation in answer.citations],
        "closest": citation_to_dict(answer.closest) if answer.closest else None,
    }


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """A citation as JSON-ready values."""
    article, speaker, answer = citation.article, citation.speaker, citation.answer_span
    context = citation.context
    return {
        "number": citation.number,
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
        "answer": answer and {"text": citation.answer, "start": answer.start, "end": answer.end},
        "context": context and _words(article.text, context),
        "speaker": speaker and {"name": speaker.name, "role": speaker.role},
        "kind": citation.kind,
        "polarity": citation.polarity,
        "cue": citation.attribution and _cue(article, citation.attribution),
        "confidence": citation.attribution and round(citation.attribution.confidence, 4),
        "link": citation.link,
        "article": _article(article),
    }


def verification_to_dict(verification: Verification) -> dict[str, Any]:
    """A verdict on a quotation as JSON-ready values."""
    citation, speaker = verification.citation, verification.speaker
    text = citation.article.text if citation else ""
    return {
        "quotation": verification.quotation,
        "named": verification.named,
        "verdict": verification.verdict,
        "under_name": verification.under_name,
        "sentence": verdict_sentence(verification),
        "speaker": speaker and {"name": speaker.name, "role": speaker.role},
        "citation": citation and citation_to_dict(citation),
        "differences": [
            {
                "quoted": _words(verification.quotation, difference.quoted),
                "found": _words(text, difference.found),
            }
            for difference in verification.differences
        ],
        "elsewhere": [citation_to_dict(other) for other in verification.elsewhere],
    }


def sheet_to_dicts(article: Article, sheet: Sequence[SpeakerStatements]) -> list[dict[str, Any]]:
    """The quote sheet of an article as JSON-ready values, a speaker each."""
    return [
        {
            "article": _article(article),
            "speaker": {"name": entry.speaker.name, "role": entry.speaker.role},
            "statements": [
                {
                    "text": statement_words(article, statement),
                    "kind": statement.kind,
                    "polarity": statement.polarity,
                    "cue": _cue(article, statement),
                    "spans": [[span.start, span.end] for span in statement.content],
                    "confidence": round(statement.confidence, 4),
                    "link": text_link(article, statement_span(statement)),
                }
                for statement in entry.statements
            ],
        }
        for entry in sheet
    ]


def sheets_to_csv(sheets: Iterable[tuple[Article, Sequence[SpeakerStatements]]]) -> str:
    """The quote sheets of articles as CSV, a statement a line.

    A cell that a spreadsheet would compute, since it begins with one of `=+-@`, gets a `'` before.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(SHEET_COLUMNS)
    for article, sheet in sheets:
        for entry in sheet:
            for statement in entry.statements:
                span, speaker = statement_span(statement), entry.speaker
                cells = (
                    article.id,
                    speaker.name,
                    speaker.role or "",
                    _cue(article, statement) or "",
                    statement.polarity,
                    statement.kind,
                    statement_words(article, statement),
                )
                numbers = (span.start, span.end, round(statement.confidence, 4))
                writer.writerow([*map(inert, cells), *numbers, text_link(article, span)])
    return out.getvalue()


def _words(text: str, span: Span) -> dict[str, Any]:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _cue(article: Article, attribution: Attribution) -> str | None:
    return attribution.cue.of(article.text) if attribution.cue else None


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": shown_source(article),
        "language": article.language,
        "notes": list(article.notes),
    }


def inert(cell: str) -> str:
    """A cell of CSV that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(tuple("=+-@\t\r")) else cell
