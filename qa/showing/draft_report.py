"""The quotations of a draft and the verdict on each, as CSV, a page and lines."""

import csv
import io
from collections.abc import Iterator, Sequence

from rich.text import Text

from index import Article
from qa.citing.links import text_link
from qa.showing.answer_html import citation_to_html
from qa.showing.markup import Hues, escape_html, page_link
from qa.showing.tables import inert
from qa.showing.terminal import harmless
from qa.showing.texts import place_words, shown_source
from qa.showing.verdicts import compared, verdict_sentence
from qa.verification.drafts import CheckedQuotation
from qa.verification.results import Verification

COLUMNS = (
    "quotation start end named verdict finding speaker role found article title source link".split()
)
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0;
  border-bottom: 1px solid var(--line); }
td:nth-child(1) { font-variant-numeric: tabular-nums; }
blockquote { margin: 0; }
del { color: light-dark(#a40000, #ff9a9a); }
ins { color: light-dark(#00600f, #8fe39d); }
small { opacity: .75; }
"""

Report = Sequence[CheckedQuotation]


def summary(verified: Sequence[Verification]) -> str:
    """How many quotations there are, and how many are not word for word."""
    count, wrong = len(verified), sum(not verification for verification in verified)
    if not count:
        return "The draft has no quotation."
    return f"{count} quotation{'s' * (count != 1)}, {wrong} not word for word."


def report_to_csv(report: Report) -> str:
    """A line for each quotation; `start` and `end` are offsets in the draft."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for checked in report:
        verification, citation = checked.verification, checked.verification.citation
        speaker = verification.speaker
        before = [verification.quotation, str(checked.span.start), str(checked.span.end)]
        judged = [verification.named, verification.verdict, verdict_sentence(verification)]
        there = [speaker and speaker.name, speaker and speaker.role]
        if citation:
            article = citation.article
            there += [citation.answer, article.id, article.title, shown_source(article)]
            there.append(text_link(article, citation.answer_span or citation.extract))
        writer.writerow([inert(cell or "") for cell in [*before, *judged, *there]])
    return out.getvalue()


def report_lines(report: Report) -> Iterator[Text]:
    """What a terminal shows: the quotations that need work under their verdicts, then the rest."""
    yield Text(summary(_verified(report)), "bold")
    for number, checked in enumerate(report, 1):
        verification, citation = checked.verification, checked.verification.citation
        yield Text(
            f"\n{number}. {harmless(verification.quotation)}", "" if verification else "bold"
        )
        yield Text(f"   {harmless(verdict_sentence(verification))}")
        if citation:
            where = citation.link or citation.article.source or citation.article.id
            yield Text(f"   {harmless(f'{place_words(citation)}, {where}')}", "dim")


def report_to_html(draft: Article, report: Report) -> str:
    """A page that needs no other file and no network, with no script and all text escaped."""
    title = escape_html(f"Quotations of {draft.title or shown_source(draft) or 'a draft'}")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{REPORT_POLICY}">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{title}</h1>
{report_table(report)}
</body>
</html>
"""


def report_table(report: Report) -> str:
    """The quotations as a table, with what was altered struck out and put right."""
    if not report:
        return f"<p>{summary([])}</p>"
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("", "Quotation", "Verdict", "Source")
    )
    rows = "".join(
        f"<tr><td>{number}</td><td>{compared_html(checked.verification)}"
        f"{_named(checked.verification)}</td>"
        f"<td>{escape_html(verdict_sentence(checked.verification))}</td>"
        f"<td>{_source(checked.verification)}</td></tr>"
        for number, checked in enumerate(report, 1)
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<p>{summary(_verified(report))}</p>{table}"


def findings_to_html(verified: Sequence[Verification], hues: Hues) -> str:
    """Quotations for the page: each with its verdict, and a button to its place."""
    items = "".join(
        f'<li class="finding {verification.verdict.replace(" ", "-")}">'
        f"{compared_html(verification)}{_named(verification)}"
        f'<p class="verdict">{escape_html(verdict_sentence(verification))}</p>'
        f"{citation_to_html(verification.citation, hues) if verification.citation else ''}</li>"
        for verification in verified
    )
    told = f'<p class="summary">{summary(verified)}</p>' if len(verified) != 1 else ""
    return f'{told}<ol aria-label="Findings">{items}</ol>'


def compared_html(verification: Verification) -> str:
    """A quotation with what is not in the article struck out, and what is there in its place."""
    parts = (
        escape_html(part.same)
        + (f"<del>{escape_html(part.quoted)}</del>" if part.quoted else "")
        + (f" <ins>{escape_html(part.found)}</ins> " if part.found else "")
        for part in compared(verification)
    )
    return f'<blockquote dir="auto">{"".join(parts)}</blockquote>'


def _verified(report: Report) -> list[Verification]:
    return [checked.verification for checked in report]


def _named(verification: Verification) -> str:
    return f"<small>{escape_html(verification.named)}</small>" if verification.named else ""


def _source(verification: Verification) -> str:
    citation = verification.citation
    if not citation:
        return ""
    article = citation.article
    title = escape_html(article.title or shown_source(article) or article.id)
    who = f"{escape_html(str(citation.speaker))}<br>" if citation.speaker else ""
    return f"{who}{title}<br><small>{place_words(citation)}</small> {page_link(citation)}"
