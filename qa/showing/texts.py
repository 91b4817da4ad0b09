"""An answer as plain text and as Markdown, and the words both share with the other forms."""

import re
from pathlib import PurePath

from index import Article, Attribution, Span
from qa.citing.answers import NO_ANSWER, Answer, Citation

PLAIN_IN_MARKDOWN = re.compile(r"[^\w ,;?'\"]|_")
KINDS = {"direct": "word for word", "mixed": "partly word for word", "indirect": "reported"}
"""How something was said, for readers."""
UNSHOWN = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""NUL and lone surrogates, which no page can hold."""


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
        verb = f" ({escape_markdown(citation.denial)})" if citation.denial else ""
        name = f"{escape_markdown(str(speaker))}{verb}: " if speaker else ""
        before, words, after = map(escape_markdown, extract_parts(citation))
        bold = f"**{words}**" if words else ""
        lines += [f"> {name}“{before}{bold}{after}” &#91;{citation.number}&#93;", ""]
    return "\n".join([*lines, "<br>\n".join(escape_markdown(_place(c)) for c in answer.citations)])


def escape_markdown(text: str) -> str:
    """Text that Markdown, HTML in it and automatic links show as it is.

    >>> escape_markdown("Go to *www.example.org*!")
    'Go to &#42;www&#46;example&#46;org&#42;&#33;'
    """
    return PLAIN_IN_MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", text.translate(UNSHOWN))


def manner(attribution: Attribution) -> str:
    """How something was said, and that it was denied, for readers."""
    denied = "denied, " if attribution.polarity == "denied" else ""
    return denied + KINDS[attribution.kind]


def statement_span(attribution: Attribution) -> Span:
    """The span from the first word of a statement to its last."""
    return Span(attribution.content[0].start, attribution.content[-1].end)


def statement_words(article: Article, attribution: Attribution) -> str:
    """The words of a statement, with a mark where the article breaks it."""
    return " … ".join(span.of(article.text) for span in attribution.content)


def extract_parts(citation: Citation) -> tuple[str, str, str]:
    """The extract before the words that answer, those words, and the rest."""
    text, extract = citation.article.text, citation.extract
    answer = citation.answer_span or Span(extract.start, extract.start)
    return text[extract.start : answer.start], answer.of(text), text[answer.end : extract.end]


def place_words(citation: Citation) -> str:
    """Where an extract stands: "page 2, characters 10 to 20"."""
    page = f"page {citation.page}, " if citation.page else ""
    return f"{page}characters {citation.start} to {citation.end}"


def shown_source(article: Article) -> str | None:
    """Where an article comes from, for whoever asks: a file by its name, not its place on a disk.

    >>> shown_source(Article.from_text("It rained.", source="/home/ann/a.txt"))
    'a.txt'
    """
    path = PurePath(article.source or "")
    return path.name if path.is_absolute() else article.source


def _place(citation: Citation) -> str:
    article = citation.article
    names = [name for name in (article.title, shown_source(article)) if name] or ["the article"]
    where = place_words(citation)
    return f"[{citation.number}] {', '.join(names)}, {where}"
