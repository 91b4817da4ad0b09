"""An answer as plain text and as Markdown, and the words both share with the other forms."""

import re
from pathlib import PurePath
from urllib.parse import urlsplit

from index import Article, Attribution, Span
from qa.citing.answers import PERHAPS, Answer, Citation

PLAIN_IN_MARKDOWN = re.compile(r"[^\w ,;?'\"]|_")
QUOTATION_MARKS = "\"“”„«»‘’' "
CUT = " … "
MARKS_AT_CUTS = re.compile(rf"[{QUOTATION_MARKS}]*{CUT}[{QUOTATION_MARKS}]*")
KINDS = {"direct": "word for word", "mixed": "partly word for word", "indirect": "reported"}
"""How something was said, for readers."""
UNSHOWN = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""NUL and lone surrogates, which no page can hold."""

ARTICLES_NAMED = 3
"""That tell the same, by name."""


def answer_to_text(answer: Answer) -> str:
    """The question, the answer and where each citation stands, to paste anywhere."""
    lines = [answer.question, "", answer.text]
    if answer.citations:
        lines += ["", *map(_place, answer.citations)]
    return "\n".join(lines)


def answer_to_markdown(answer: Answer) -> str:
    """The same in Markdown, with the words that answer in bold."""
    lines = [f"**{escape_markdown(answer.question.strip())}**", ""]
    if not answer.citations:
        return "\n".join([*lines, escape_markdown(answer.text)])
    if answer.verdict == "perhaps":
        lines += [escape_markdown(PERHAPS), ""]
    for citation in answer.citations:
        speaker = citation.speaker
        verb = f" ({escape_markdown(citation.denial)})" if citation.denial else ""
        name = f"{escape_markdown(str(speaker))}{verb}: " if speaker else ""
        before, words, after = map(escape_markdown, extract_parts(citation))
        bold = f"**{words}**" if words else ""
        lines += [f"> {name}“{before}{bold}{after}” &#91;{citation.number}&#93;", ""]
    return "\n".join([*lines, "<br>\n".join(escape_markdown(_place(c)) for c in answer.citations)])


def pull_quote(citation: Citation) -> str:
    """A card to paste: the quotation with name, role, outlet, day and link.

    What is not word for word a speaker's stands there as the article's words.
    """
    article, attribution = citation.article, citation.attribution
    said = attribution if attribution and attribution.speaker else None
    if said and said.kind == "direct" and said.polarity == "said":
        words = statement_words(article, said).strip(QUOTATION_MARKS).rstrip(",")
        lines = [f"“{MARKS_AT_CUTS.sub(CUT, words)}”", f"— {said.speaker}"]
    else:
        lines = [citation.text]
    day = f"{article.published:%-d %B %Y}" if article.published else None
    outlet = urlsplit(article.source or "").hostname or article.title
    lines.append(", ".join(filter(None, (outlet and outlet.removeprefix("www."), day))))
    return "\n".join(filter(None, [*lines, citation.link]))


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
    return CUT.join(span.of(article.text) for span in attribution.content)


def extract_parts(citation: Citation) -> tuple[str, str, str]:
    """The extract before the words that answer, those words, and the rest."""
    text, extract = citation.article.text, citation.extract
    answer = citation.answer_span or Span(extract.start, extract.start)
    return text[extract.start : answer.start], answer.of(text), text[answer.end : extract.end]


def place_words(citation: Citation) -> str:
    """Where an extract stands: "page 2, characters 10 to 20"."""
    page = f"page {citation.page}, " if citation.page else ""
    return f"{page}characters {citation.start} to {citation.end}"


def article_words(article: Article, link: str | None = None) -> str:
    """Which article it is: its title, its link or source, and its date, if known."""
    where = link or article.source or (None if article.title else article.id)
    day = article.published.isoformat() if article.published else None
    return ", ".join(filter(None, (article.title, where, day)))


def also_words(citation: Citation) -> str:
    """Where else it is told: "also in 2 articles: ..."; nothing where it is nowhere."""
    others = [article_words(article) for article in citation.also_in]
    names = "; ".join(others[:ARTICLES_NAMED])
    return f"also in {len(others)} article{'s' * (len(others) != 1)}: {names}" if others else ""


def known_article(article: Article) -> str:
    """Which article it is, for whoever asks: its title, its source and its date, if known."""
    return article_words(article, shown_source(article))


def shown_source(article: Article) -> str | None:
    """Where an article comes from, for whoever asks: a file by its name, not its place on a disk.

    >>> shown_source(Article.from_text("It rained.", source="/home/ann/a.txt"))
    'a.txt'
    """
    path = PurePath(article.source or "")
    return path.name if path.is_absolute() else article.source


def _place(citation: Citation) -> str:
    article = citation.article
    names = [name for name in (article.title, citation.link or shown_source(article)) if name] or [
        "the article"
    ]
    where = place_words(citation)
    return f"[{citation.number}] {', '.join(names)}, {where}"
