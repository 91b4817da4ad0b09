"""The pieces of which all HTML is made: escaped text, places in an article, links and colours."""

import html
from collections.abc import Mapping

from index import Article, Span, Speaker
from qa.citing.answers import Citation
from qa.citing.links import WEB_ADDRESS
from qa.showing.texts import UNSHOWN

Hues = Mapping[Speaker, int]
"""The colour of each speaker, in degrees of the colour wheel."""

CARRIAGE_RETURN = {ord("\r"): "&#13;"}


def escape_html(text: str) -> str:
    r"""Text for an HTML element or a quoted attribute; each character stays one character.

    NUL and lone surrogates, which a page cannot hold, become U+FFFD.

    >>> escape_html("<b>\r\n${'`'}")
    '&lt;b&gt;&#13;\n${&#x27;`&#x27;}'
    """
    return html.escape(text.translate(UNSHOWN)).translate(CARRIAGE_RETURN)


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


def denial_html(verb: str | None) -> str:
    """The verb with which somebody denies what stands after it; nothing where it was said."""
    return f' <span class="denial">{escape_html(verb)}</span>' if verb else ""


def source_link(source: str) -> str:
    """A source as HTML: a link if it is a web address, plain text if it is anything else.

    >>> source_link("javascript:alert(1)")
    'javascript:alert(1)'
    """
    shown = escape_html(source)
    if not WEB_ADDRESS.fullmatch(source):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer nofollow">{shown}</a>'


def page_link(citation: Citation) -> str:
    """A link to the words on the page that the article came from; nothing if it came from none."""
    if not citation.link:
        return ""
    return (
        f'<a href="{escape_html(citation.link)}" target="_blank" '
        'rel="noopener noreferrer nofollow">On the original page</a> '
    )
