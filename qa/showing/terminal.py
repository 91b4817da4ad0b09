"""An answer and a quote sheet as lines of a terminal, which no article can steer."""

from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console
from rich.text import Text

from index import Article
from index.speakers import SpeakerStatements
from qa.citing.answers import PERHAPS, Answer, Citation
from qa.showing.texts import (
    also_words,
    article_words,
    manner,
    place_words,
    statement_span,
    statement_words,
)
from qa.showing.verdicts import verdict_sentence
from qa.verification.results import Verification

SHOWN_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
HIDDEN_CHARACTERS = (
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
HARMLESS = SHOWN_CONTROLS | dict.fromkeys(HIDDEN_CHARACTERS, 0xFFFD)
"""Characters that would steer a terminal, or turn its lines around, as characters that do not."""


def harmless(text: str) -> str:
    r"""The text without the characters that would steer a terminal.

    >>> harmless("\x1b[31mred")
    '␛[31mred'
    """
    return text.translate(HARMLESS)


def print_lines(lines: Iterable[Text], stream: IO[str]) -> None:
    """Prints lines that are never broken, so that an extract stays whole."""
    printer = console(stream)
    for line in lines:
        printer.print(line, soft_wrap=True)


def console(stream: IO[str]) -> Console:
    """A terminal, or a file, in which only what is given is coloured."""
    return Console(file=stream, highlight=False)


def answer_lines(answer: Answer) -> Iterator[Text]:
    """Notes on the articles, then the citations or the refusal with the closest passage."""
    cited = [*answer.citations, *([answer.closest] if answer.closest else [])]
    for note in dict.fromkeys(note for citation in cited for note in citation.article.notes):
        yield _text(f"Note: {note}", "yellow")
    if answer.searched != answer.question:
        yield _text(f"Understood as: {answer.searched}", "dim")
    if answer.verdict == "perhaps":
        yield _text(PERHAPS, "bold")
    if not answer.citations:
        yield _text(answer.text, "bold")
        if answer.closest:
            yield _text("The closest passage, which is not an answer:", "dim")
            yield from citation_lines(answer.closest)
        return
    for citation in answer.citations:
        yield from citation_lines(citation)
        yield Text()


def citation_lines(citation: Citation) -> Iterator[Text]:
    """The speaker; the extract, with the words that answer underlined; its place."""
    extract = _text(citation.text)
    if answer := citation.answer_span:
        extract.stylize(
            "bold underline", answer.start - citation.start, answer.end - citation.start
        )
    number = f"[{citation.number}] " if citation.number else ""
    kind = f" ({manner(citation.attribution)})" if citation.attribution else ""
    verb = f" {citation.denial}" if citation.speaker and citation.denial else ""
    if number or citation.speaker:
        head = _text(number, "bold") + _text(str(citation.speaker or ""), "bold cyan")
        yield head + _text(verb) + _text(kind if citation.speaker else "", "dim")
    if context := citation.context:
        yield _text(f"Before it: {context.of(citation.article.text)}", "dim")
    yield extract
    which = article_words(citation.article, citation.link)
    yield _text(f"{place_words(citation)}, {which}", "dim")
    if also := also_words(citation):
        yield _text(also, "dim")


def verification_lines(verification: Verification) -> Iterator[Text]:
    """The verdict, where the quotation stands, and where else."""
    yield _text(verdict_sentence(verification), "bold")
    for citation in filter(None, (verification.citation, *verification.elsewhere)):
        yield from citation_lines(citation)


def sheet_lines(article: Article, sheet: list[SpeakerStatements]) -> Iterator[Text]:
    """Each speaker of an article, and under the name what was said, where and how surely."""
    yield _text(article.title or article.source or article.id, "bold")
    yield from (_text(f"Note: {note}", "yellow") for note in article.notes)
    if not sheet and article.is_english:
        yield _text("Nobody is quoted.")
    for entry in sheet:
        yield _text(f"\n{entry.speaker}", "bold cyan") + _text(f" {len(entry.statements)}", "dim")
        for said in entry.statements:
            span = statement_span(said)
            place = f"{manner(said)}, characters {span.start} to {span.end}"
            denial = said.denial(article.text)
            verb = _text(f"{denial}: ", "bold") if denial else Text()
            yield _text("  ") + verb + _text(statement_words(article, said))
            yield _text(f"  {place}, {said.confidence:.0%} sure", "dim")


def _text(text: str, style: str = "") -> Text:
    return Text(harmless(text), style)  # a Text is never read as markup
