"""An article as HTML: its blocks, who said what in it, and its quote sheet."""

import itertools
from collections import defaultdict
from collections.abc import Sequence, Set

from index import Article, Attribution, Span, Speaker
from index.speakers.quote_sheet import SpeakerStatements
from qa.showing.markup import Hues, denial_html, escape_html, hue_style, place_data, source_link
from qa.showing.texts import manner, shown_source, statement_span, statement_words

GOLDEN_ANGLE = 137.508


def speaker_hues(speakers: Sequence[Speaker]) -> Hues:
    """A colour for each speaker, in degrees: neighbours in the list are far apart on the wheel."""
    return {
        speaker: round(210 + GOLDEN_ANGLE * number) % 360 for number, speaker in enumerate(speakers)
    }


def article_to_html(article: Article, attributions: Sequence[Attribution], hues: Hues) -> str:
    """The whole text of an article, each block with its role and each statement with its speaker.

    The text nodes joined are `article.text`, so its offsets hold on the page; the names of
    speakers are attributes. Statements may overlap: the innermost gives the colour. What was not
    said has none.
    """
    attributions = [attribution for attribution in attributions if attribution.is_statement]
    opening, closing = _edges(attributions)
    begins = {block.span.start: block for block in article.blocks}
    ends = {block.span.end for block in article.blocks}
    edges = {0, len(article.text), *opening, *closing, *begins, *ends}
    html, active, block, labelled = [], list[int](), None, set[Speaker | None]()
    for start, end in itertools.pairwise(sorted(edges)):
        if start in ends and block:
            html.append("</div>")
            block = None
        if start in begins:
            block, labelled = begins[start], set()
            html.append(f'<div class="part {block.role}" dir="auto">')
        active = [number for number in active if number not in closing[start]]
        active += opening[start]
        piece = Span(start, end).of(article.text)
        if active and block:
            attribution = attributions[active[-1]]
            label = _label(article.text, attribution, labelled)
            labelled.add(attribution.speaker)
            html.append(_said(piece, attribution, active, label, hues))
        elif block or not piece.isspace():
            html.append(escape_html(piece))
        else:
            html.append(f'<span class="gap">{escape_html(piece)}</span>')
    if block:
        html.append("</div>")
    return (
        f'<div class="article" data-article="{escape_html(article.id)}" tabindex="0" role="region" '
        f'aria-label="The article">{"".join(html)}</div>'
    )


def _edges(attributions: Sequence[Attribution]) -> tuple[dict[int, list[int]], ...]:
    """Which statements begin, and which end, at an offset."""
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, attribution in enumerate(attributions):
        for span in filter(len, attribution.content):
            opening[span.start].append(number)
            closing[span.end].append(number)
    return opening, closing


def _label(text: str, attribution: Attribution, labelled: Set[Speaker | None]) -> str | None:
    """The name before somebody's first words in a block, and before all that they deny."""
    speaker, denial = attribution.speaker, attribution.denial(text)
    if not speaker or (speaker in labelled and not denial):
        return None
    return f"{speaker.name} {denial}" if denial else speaker.name


def _said(
    piece: str, attribution: Attribution, active: Sequence[int], label: str | None, hues: Hues
) -> str:
    speaker = attribution.speaker
    name = escape_html(speaker.name if speaker else "Speaker unclear")
    shown = f' data-label="{escape_html(label)}"' if label else ""
    denied = " denied" if attribution.polarity == "denied" else ""
    said_by = escape_html(str(speaker)) if speaker else name
    return (
        f'<span class="said {attribution.kind}{denied}" style="{hue_style(speaker, hues)}"{shown} '
        f'data-speaker="{name}" data-statements="{" ".join(map(str, active))}" '
        f'title="{said_by}: {manner(attribution)}">{escape_html(piece)}</span>'
    )


def heading_to_html(article: Article) -> str:
    """Where an article comes from, its notes, and its title if the text does not hold that."""
    heading = ""
    if article.title and not article.spans("title"):
        heading = f'<h2 dir="auto">{escape_html(article.title)}</h2>'
    if source := shown_source(article):
        heading += f'<p class="facts">{source_link(source)}</p>'
    return heading + "".join(f'<p class="note">{escape_html(note)}</p>' for note in article.notes)


def legend_to_html(article: Article, sheet: Sequence[SpeakerStatements], hues: Hues) -> str:
    """A button for each speaker, in the speaker's colour, that shows the first statement."""
    buttons = "".join(
        f'<button type="button" class="chip" style="{hue_style(entry.speaker, hues)}" '
        f"{place_data(article, statement_span(entry.statements[0]))}>"
        f"{escape_html(entry.speaker.name)} <small>{len(entry.statements)}</small></button>"
        for entry in sheet
    )
    return f'<div class="legend" role="group" aria-label="Speakers">{buttons}</div>'


def sheet_to_html(article: Article, sheet: Sequence[SpeakerStatements], hues: Hues) -> str:
    """Every speaker with role and statements; a click on a statement shows it in the article."""
    if not sheet and not article.is_english:
        return '<p class="hint">Who said what is told in English articles alone.</p>'
    if not sheet:
        return '<p class="hint">Nobody is quoted in this article.</p>'
    return "".join(_entry(article, entry, hues) for entry in sheet)


def _entry(article: Article, entry: SpeakerStatements, hues: Hues) -> str:
    speaker, count = entry.speaker, len(entry.statements)
    return (
        f'<section class="entry" style="{hue_style(speaker, hues)}"><h2>'
        f'<span class="speaker">{escape_html(speaker.name)}</span> '
        f'<span class="role">{escape_html(speaker.role or "")}</span> '
        f"<small>{count} statement{'s' * (count != 1)}</small></h2>"
        f"<ol>{''.join(_statement(article, said) for said in entry.statements)}</ol></section>"
    )


def _statement(article: Article, attribution: Attribution) -> str:
    span = statement_span(attribution)
    verb = denial_html(attribution.denial(article.text))
    facts = f"{manner(attribution)} · characters {span.start} to {span.end}"
    return (
        f'<li><button type="button" class="statement" {place_data(article, span)}>'
        f'{verb} <q dir="auto">{escape_html(statement_words(article, attribution))}</q> '
        f"<small>{facts} · {attribution.confidence:.0%} sure</small></button></li>"
    )
