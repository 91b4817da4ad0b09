"""This file is about an answer as plain text, JSON, Markdown or HTML, with everything escaped."""

import csv
import html
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from index import Article, Attribution, Span, Speaker
from index.speakers import SpeakerStatements
from qa.answers import NO_ANSWER, Answer, Citation

Hues = Mapping[Speaker, int]
"""The colour of each speaker, in degrees of the colour wheel."""

PLAIN_IN_MARKDOWN = re.compile(r"[^\w ,;?'\"]|_")
LINK = re.compile(r"https?://[^\s<>\"'`\\]+", re.I)
KINDS = {"direct": "word for word", "mixed": "partly word for word", "indirect": "reported"}
SHEET_COLUMNS = "article speaker role kind statement start end confidence".split()
UNSHOWN = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
CARRIAGE_RETURN = {ord("\r"): "&#13;"}


def escape_html(text: str) -> str:
    r"""Text for an HTML element or a quoted attribute; each character stays one character.

    NUL and lone surrogates, which a page cannot hold, become U+FFFD.

    >>> escape_html("<b>\r\n${'`'}")
    '&lt;b&gt;&#13;\n${&#x27;`&#x27;}'
    """
    return html.escape(text.translate(UNSHOWN)).translate(CARRIAGE_RETURN)


def escape_markdown(text: str) -> str:
    """Text that Markdown, HTML in it and automatic links show as it is.

    >>> escape_markdown("Go to *www.example.org*!")
    'Go to &#42;www&#46;example&#46;org&#42;&#33;'
    """
    return PLAIN_IN_MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", text.translate(UNSHOWN))


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """The answer as JSON-ready values; offsets count characters of the article's text."""
    return {
        "question": answer.question,
        "searched": answer.searched,
        "answered": bool(answer),
        "text": answer.text,
        "probability": round(answer.probability, 4),
        "citations": [citation_to_dict(citation) for citation in answer.citations],
        "closest": citation_to_dict(answer.closest) if answer.closest else None,
    }


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """A citation as JSON-ready values."""
    article, speaker, answer = citation.article, citation.speaker, citation.answer_span
    return {
        "number": citation.number,
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "answer": answer and {"text": citation.answer, "start": answer.start, "end": answer.end},
        "speaker": speaker and {"name": speaker.name, "role": speaker.role},
        "kind": citation.kind,
        "confidence": citation.attribution and round(citation.attribution.confidence, 4),
        "article": _article(article),
    }


def sheet_to_dicts(article: Article, sheet: Sequence[SpeakerStatements]) -> list[dict[str, Any]]:
    """The quote sheet of an article as JSON-ready values, a speaker each."""
    return [
        {
            "article": _article(article),
            "speaker": {"name": entry.speaker.name, "role": entry.speaker.role},
            "statements": [
                {
                    "text": words_of(article, statement),
                    "kind": statement.kind,
                    "spans": [[span.start, span.end] for span in statement.content],
                    "confidence": round(statement.confidence, 4),
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
                span, speaker = whole(statement), entry.speaker
                words = words_of(article, statement)
                cells = (article.id, speaker.name, speaker.role or "", statement.kind, words)
                numbers = (span.start, span.end, round(statement.confidence, 4))
                writer.writerow([*map(_inert, cells), *numbers])
    return out.getvalue()


def whole(attribution: Attribution) -> Span:
    """The span from the first word of a statement to its last."""
    return Span(attribution.content[0].start, attribution.content[-1].end)


def words_of(article: Article, attribution: Attribution) -> str:
    """The words of a statement, with a mark where the article breaks it."""
    return " … ".join(span.of(article.text) for span in attribution.content)


def answer_to_text(answer: Answer) -> str:
    """The question, the answer and where each citation stands, to paste anywhere."""
    lines = [answer.question, "", answer.text]
    if answer:
        lines += ["", *map(_place, answer.citations)]
    return "\n".join(lines)


def answer_to_markdown(answer: Answer) -> str:
    """The same in Markdown, with the words that answer in bold."""
    lines = [f"**{escape_markdown(answer.question.strip())}**", ""]
    if not answer:
        return "\n".join([*lines, escape_markdown(NO_ANSWER)])
    for citation in answer.citations:
        speaker = citation.speaker
        name = f"{escape_markdown(str(speaker))}: " if speaker else ""
        before, words, after = map(escape_markdown, _parts(citation))
        bold = f"**{words}**" if words else ""
        lines += [f"> {name}“{before}{bold}{after}” &#91;{citation.number}&#93;", ""]
    return "\n".join([*lines, "<br>\n".join(escape_markdown(_place(c)) for c in answer.citations)])


def answer_to_html(answer: Answer, hues: Hues) -> str:
    """A turn of the chat: the question and its citations, each with a button to its place."""
    asked = f'<p class="question" dir="auto">{escape_html(answer.question)}</p>'
    if answer.searched != answer.question:
        asked += f'<p class="aside">Understood as: {escape_html(answer.searched)}</p>'
    if answer:
        body = "".join(citation_to_html(citation, hues) for citation in answer.citations)
        sure = f"{min(99, round(100 * answer.probability))}% sure that the article answers this"
    else:
        body = f'<p class="no-answer"><strong>{NO_ANSWER}</strong></p>'
        sure = ""
        if answer.closest:
            body += (
                '<details class="closest"><summary>Closest passage, which is not an answer'
                f"</summary>{citation_to_html(answer.closest, hues)}</details>"
            )
    copy = (
        f'<button type="button" class="copy" data-copy="{escape_html(answer_to_text(answer))}" '
        f'data-markdown="{escape_html(answer_to_markdown(answer))}">Copy with citations</button>'
    )
    return (
        f'<div class="turn">{asked}<div class="answer">{body}'
        f'<p class="foot"><span>{sure}</span>{copy}</p></div></div>'
    )


def citation_to_html(citation: Citation, hues: Hues) -> str:
    """The extract with its number, its speaker and the words that answer in bold."""
    speaker, number = citation.speaker, citation.number
    who = f", {speaker.name}" if speaker else ""
    label = f"Show extract {number}{who}, in the article" if number else "Show it in the article"
    place = place_data(citation.article, citation.extract, citation.answer_span)
    head = (
        f'<button type="button" class="cite" {place} aria-label="{escape_html(label)}">'
        f"[{number or '…'}]</button>"
    )
    if speaker:
        head += f' <span class="speaker">{escape_html(speaker.name)}</span>'
    if speaker and speaker.role:
        head += f' <span class="role">{escape_html(speaker.role)}</span>'
    if citation.kind:
        head += f' <span class="kind">{KINDS[citation.kind]}</span>'
    before, words, after = map(escape_html, _parts(citation))
    bold = f"<strong>{words}</strong>" if words else ""
    return (
        f'<figure class="citation" style="{hue_style(speaker, hues)}"><figcaption>{head}'
        f'</figcaption><blockquote dir="auto">{before}{bold}{after}</blockquote></figure>'
    )


def place_data(article: Article, span: Span, answer: Span | None = None) -> str:
    """The attributes of a button that shows a place of an article: the page's script reads them."""
    words = f' data-answer-start="{answer.start}" data-answer-end="{answer.end}"' if answer else ""
    return (
        f'data-article="{escape_html(article.id)}" data-start="{span.start}" '
        f'data-end="{span.end}"{words}'
    )


def hue_style(speaker: Speaker | None, hues: Hues) -> str:
    """The style that gives an element its speaker's colour; grey for nobody and unsure."""
    return f"--hue:{hues[speaker]}" if speaker and speaker in hues else "--chroma:0"


def shown_source(article: Article) -> str | None:
    """Where an article comes from, for whoever asks: a file by its name, not its place on a disk.

    >>> shown_source(Article.from_text("It rained.", source="/home/ann/a.txt"))
    'a.txt'
    """
    path = PurePath(article.source or "")
    return path.name if path.is_absolute() else article.source


def source_link(source: str) -> str:
    """A source as HTML: a link if it is a web address, plain text if it is anything else.

    >>> source_link("javascript:alert(1)")
    'javascript:alert(1)'
    """
    shown = escape_html(source)
    if not LINK.fullmatch(source):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer nofollow">{shown}</a>'


def _article(article: Article) -> dict[str, Any]:
    return {"id": article.id, "title": article.title, "source": shown_source(article)}


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(tuple("=+-@\t\r")) else cell


def _parts(citation: Citation) -> tuple[str, str, str]:
    """The extract before the words that answer, those words, and the rest."""
    text, extract = citation.article.text, citation.extract
    answer = citation.answer_span or Span(extract.start, extract.start)
    return text[extract.start : answer.start], answer.of(text), text[answer.end : extract.end]


def _place(citation: Citation) -> str:
    article = citation.article
    names = [name for name in (article.title, shown_source(article)) if name] or ["the article"]
    where = f"characters {citation.start} to {citation.end}"
    return f"[{citation.number}] {', '.join(names)}, {where}"
