"""An answer as HTML: a turn of the chat, with its citations."""

from itertools import groupby
from operator import attrgetter

from index import Article
from qa.citing.answers import NO_ANSWER, PERHAPS, Answer, Citation
from qa.showing.markup import Hues, denial_html, escape_html, hue_style, page_link, place_data
from qa.showing.texts import (
    answer_to_markdown,
    answer_to_text,
    extract_parts,
    known_article,
    manner,
    pull_quote,
)

AS_TYPED = '<button type="button" class="typed">Search it as typed</button>'
"""Takes back what was understood; the page shows it at the last question alone."""


def answer_to_html(
    answer: Answer, hues: Hues, *, titled: bool = False, linked: bool = False, foot: str = ""
) -> str:
    """A turn of the chat: the question and its citations, each with a button to its place.

    With `titled`, citations of one article after another stand under its name; with `linked`, a
    button copies a link that asks the same of this server. `foot` is HTML that stands below.
    """
    asked = f'<p class="question" dir="auto">{escape_html(answer.question)}</p>'
    if answer.searched != answer.question:
        understood = f"Understood as: {escape_html(answer.searched)}"
        asked += f'<p class="aside">{understood} {AS_TYPED}</p>'
    body = "".join(
        (_heading(article) if titled else "")
        + "".join(citation_to_html(citation, hues) for citation in citations)
        for article, citations in groupby(answer.citations, key=attrgetter("article"))
    )
    sure = f"{min(99, round(100 * answer.probability))}% sure that the article answers this"
    if answer.verdict == "perhaps":
        body = f'<div class="perhaps"><p><strong>{PERHAPS}</strong></p>{body}</div>'
    elif answer.reply:
        return (
            f'<div class="turn">{asked}<div class="answer"><p>{escape_html(answer.reply)} '
            f"{AS_TYPED}</p></div></div>"
        )
    elif not answer:
        body = f'<p class="no-answer"><strong>{NO_ANSWER}</strong></p>'
        sure = ""
        if answer.closest:
            body += (
                '<details class="closest"><summary>Closest passage, which is not an answer'
                f"</summary>{_heading(answer.closest.article) if titled else ''}"
                f"{citation_to_html(answer.closest, hues)}</details>"
            )
    copy = (
        f'<button type="button" class="copy" data-copy="{escape_html(answer_to_text(answer))}" '
        f'data-markdown="{escape_html(answer_to_markdown(answer))}">'
        f"{'Copy with citations' if answer.citations else 'Copy'}</button>"
    )
    link = (
        f'<button type="button" class="copy" data-ask="{escape_html(answer.searched)}">'
        "Copy link</button>"
    )
    return (
        f'<div class="turn">{asked}<div class="answer">{body}'
        f'<p class="foot"><span>{sure}</span>{link if linked else ""}{copy}</p>{foot}</div></div>'
    )


def _heading(article: Article) -> str:
    return f'<p class="from">{escape_html(known_article(article))}</p>'


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
    if citation.attribution:
        head += denial_html(citation.denial if speaker else None)
        head += f' <span class="kind">{manner(citation.attribution)}</span>'
    before, words, after = map(escape_html, extract_parts(citation))
    bold = f"<strong>{words}</strong>" if words else ""
    context = citation.context.of(citation.article.text) if citation.context else ""
    leaning = f'<p class="context" dir="auto">{escape_html(context)}</p>' if context else ""
    return (
        f'<figure class="citation" style="{hue_style(speaker, hues)}"><figcaption>{head}'
        f'</figcaption>{leaning}<blockquote dir="auto">{before}{bold}{after}</blockquote>'
        f'{_also_in(citation)}<p class="uses">{page_link(citation)}'
        '<button type="button" class="copy card" '
        f'data-copy="{escape_html(pull_quote(citation))}">Copy quotation</button></p></figure>'
    )


def _also_in(citation: Citation) -> str:
    others = "; ".join(escape_html(known_article(article)) for article in citation.also_in)
    return f'<p class="from">Also in {others}</p>' if others else ""
