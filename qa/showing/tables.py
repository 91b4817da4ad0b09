"""Answers and quote sheets as CSV; offsets count characters of the article's text."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from index import Article, Attribution
from index.speakers import SpeakerStatements
from qa.citing.answers import Answer, Citation
from qa.citing.links import text_link
from qa.showing.texts import shown_source, statement_span, statement_words

SHEET_COLUMNS = "article speaker role cue polarity kind statement start end confidence link".split()
QUOTED_COLUMNS = "speaker roles statements articles first last outlets".split()
ANSWER_COLUMNS = (
    "searched verdict probability answer context extract words speaker_name speaker_role cue "
    "polarity kind start end page article title source link"
).split()


def sheets_to_csv(sheets: Iterable[tuple[Article, Sequence[SpeakerStatements]]]) -> str:
    """The quote sheets of articles as CSV, with a line for each statement.

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


def quoted_to_csv(sheets: Iterable[tuple[Article, Sequence[SpeakerStatements]]]) -> str:
    """Who is quoted in articles as CSV, a name a line, who says most first.

    Each with all roles, the earliest first, the number of statements and of articles, the first and
    the last day, and where the articles come from, those of most first.
    """
    found: dict[str, _Quoted] = {}
    for article, sheet in sheets:
        for entry in sheet:
            found.setdefault(entry.speaker.name, _Quoted()).count(article, entry)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(QUOTED_COLUMNS)
    for name, quoted in sorted(found.items(), key=lambda pair: -pair[1].statements):
        days = sorted(quoted.days)
        writer.writerow(
            [
                inert(name),
                inert("; ".join(quoted.roles())),
                quoted.statements,
                len(quoted.articles),
                *(day.isoformat() for day in (days[:1] + days[-1:])),
                *([""] * (0 if days else 2)),
                inert("; ".join(outlet for outlet, _ in quoted.outlets.most_common())),
            ]
        )
    return out.getvalue()


@dataclass(slots=True)
class _Quoted:
    """What is counted of a name."""

    statements: int = 0
    articles: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    outlets: Counter[str] = field(default_factory=Counter)
    first_as: dict[str, date] = field(default_factory=dict)

    def count(self, article: Article, entry: SpeakerStatements) -> None:
        day = article.published or date.max
        self.statements += len(entry.statements)
        self.articles.add(article.id)
        if article.published:
            self.days.add(day)
        if outlet := _outlet(article):
            self.outlets[outlet] += 1
        if role := entry.speaker.role:
            self.first_as[role] = min(day, self.first_as.get(role, day))

    def roles(self) -> list[str]:
        return sorted(self.first_as, key=self.first_as.__getitem__)


def _outlet(article: Article) -> str | None:
    """The host of an address, or the name of a file."""
    host = urlsplit(article.source or "").hostname
    return host.removeprefix("www.") if host else shown_source(article)


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
