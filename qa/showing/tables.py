"""Answers and quote sheets as CSV; offsets count characters of the article's text."""

import csv
import io
from collections.abc import Iterable, Sequence

from index import Article, Attribution
from index.speakers import SpeakerStatements
from qa.citing.answers import Answer, Citation
from qa.citing.links import text_link
from qa.showing.texts import shown_source, statement_span, statement_words

SHEET_COLUMNS = "article speaker role cue polarity kind statement start end confidence link".split()
ANSWER_COLUMNS = (
    "searched verdict probability answer context extract words speaker_name speaker_role cue "
    "polarity kind start end page article title source link"
).split()


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


def answer_cells(answer: Answer) -> list[str]:
    """The cells below `ANSWER_COLUMNS`; those of a citation are empty where there is none."""
    cells = [answer.searched, answer.verdict, f"{answer.probability:.4f}", answer.text]
    cited = _citation_cells(answer.citations[0]) if answer.citations else []
    return cells + cited + [""] * (len(ANSWER_COLUMNS) - len(cells) - len(cited))


def _citation_cells(citation: Citation) -> list[str]:
    article, said, speaker = citation.article, citation.attribution, citation.speaker
    cells = [
        citation.context and citation.context.of(article.text),
        citation.text,
        citation.answer,
        speaker and speaker.name,
        speaker and speaker.role,
        said and _cue(article, said),
        citation.polarity,
        citation.kind,
        citation.start,
        citation.end,
        citation.page,
        article.id,
        article.title,
        shown_source(article),
        citation.link,
    ]
    return ["" if cell is None else str(cell) for cell in cells]


def _cue(article: Article, attribution: Attribution) -> str | None:
    return attribution.cue.of(article.text) if attribution.cue else None


def inert(cell: str) -> str:
    """A cell of CSV that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(tuple("=+-@\t\r")) else cell
