"""Links to the very words on a web page: text fragments, which browsers find and mark.

By the draft of the Web Incubator Community Group: https://wicg.github.io/scroll-to-text-fragment/.
"""

import re
from urllib.parse import quote

from index import Article, Span
from index.text import SURROGATE_HALF, WORD_OR_SYMBOL_RUN

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.I)
WHOLE_LINK_WORDS = 12
"""Words up to which all are in the link, in one paragraph; of longer ones the first and last."""
EDGE_WORDS = 5
"""Words at either end of longer ones."""
AROUND_WORDS = 3
"""Words before and after those that the article has more than once."""


def text_link(article: Article, words: Span) -> str | None:
    """A link that opens the article's page at some of its words; None where it has no address.

    >>> text = "It rained. Nobody, it seems, came."
    >>> article = Article.from_text(text, source="https://example.org/a")
    >>> text_link(article, Span(11, 34))
    'https://example.org/a#:~:text=Nobody%2C%20it%20seems%2C%20came.'
    """
    source = article.source or ""
    found = WORD_OR_SYMBOL_RUN.finditer(article.text, words.start, words.end)
    runs = [Span(*match.span()) for match in found]
    if not WEB_ADDRESS.fullmatch(source) or not runs:
        return None
    text = article.text
    first, last = _edges(text, words, runs)
    parts = [_encoded(text, first)]
    if last:
        parts.append(f",{_encoded(text, last)}")
    before, after = _around(text, words)
    alone = _count(text, first.of(text)) < 2
    if not alone and len(before):
        parts.insert(0, f"{_encoded(text, before)}-,")
    if len(after) and not (alone if last is None else _count(words.of(text), last.of(text)) < 2):
        parts.append(f",-{_encoded(text, after)}")
    return f"{source}{'' if '#' in source else '#'}:~:text={''.join(parts)}"


def _edges(text: str, words: Span, runs: list[Span]) -> tuple[Span, Span | None]:
    """All words, or the first and the last of many, and of those of several paragraphs."""
    whole = Span(runs[0].start, runs[-1].end)
    lines = [line for line in re.split(r"[\n\r]+", words.of(text)) if line.strip()]
    if len(lines) == 1 and len(runs) <= WHOLE_LINK_WORDS:
        return whole, None
    at_start = min(EDGE_WORDS, len(lines[0].split()), len(runs) - 1) or 1
    at_end = min(EDGE_WORDS, len(lines[-1].split()), len(runs) - at_start)
    if at_end < 1:
        return whole, None
    return Span(runs[0].start, runs[at_start - 1].end), Span(runs[-at_end].start, runs[-1].end)


def _around(text: str, words: Span) -> tuple[Span, Span]:
    """A few words of the same paragraph before some words, and a few after them."""
    start = max(text.rfind(end, 0, words.start) for end in "\n\r") + 1
    ends = (text.find(end, words.end) for end in "\n\r")
    end = min((at for at in ends if at >= 0), default=len(text))
    before = [match.start() for match in WORD_OR_SYMBOL_RUN.finditer(text, start, words.start)]
    after = [match.end() for match in WORD_OR_SYMBOL_RUN.finditer(text, words.end, end)]
    return (
        Span(before[-AROUND_WORDS:][0] if before else words.start, words.start),
        Span(words.end, after[:AROUND_WORDS][-1] if after else words.end),
    )


def _count(text: str, words: str) -> int:
    """How often words stand in a text, however they are broken into lines."""
    return _plain(text).count(_plain(words))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _encoded(text: str, span: Span) -> str:
    """Words as they stand in a link; "-" and "," would be its own signs."""
    words = SURROGATE_HALF.sub("\ufffd", " ".join(span.of(text).split()))
    return quote(words, safe="").replace("-", "%2D")
