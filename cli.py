"""This file is about the command line: `article-qa COMMAND`."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from index.errors import ArticleQAError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from index import Article
    from index.speakers import SpeakerStatements
    from qa import Answer, ArticleQA, Citation

SAMPLE = Path(__file__).parent / "qa" / "sample_article.txt"
SHOWN = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
UNSHOWN = (
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
HARMLESS = SHOWN | dict.fromkeys(UNSHOWN, 0xFFFD)
"""Characters that would steer a terminal, or turn its lines around, as characters that do not."""

app = typer.Typer(
    help="Ask news articles, and get their own words back with who said them. Works offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Place = Annotated[
    str, typer.Argument(help="A file, a URL, or the folder of a library.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def ask(
    article: Place,
    question: str,
    as_json: AsJson = False,
    speaker: Annotated[str | None, typer.Option(help="Count this speaker's words alone.")] = None,
) -> None:
    """Answer a question. Exit status: 0 answered, 1 the article does not say, 2 bad input."""
    from qa.showing.data import answer_to_dict
    from qa.understanding.question import checked

    checked(question)
    answer = _loader(article)().ask(question, speaker=speaker)
    if as_json:
        print(json.dumps(answer_to_dict(answer), indent=2))
    else:
        _print(_answer_lines(answer))
    raise typer.Exit(0 if answer else 1)


@app.command()
def index(
    articles: Annotated[list[str], typer.Argument(help="Files, URLs, or JSONL of many articles.")],
    into: Annotated[Path, typer.Option(help="The folder of the library, new or not.")],
) -> None:
    """Index articles into a library, beside those that it holds already."""
    from rich.progress import track

    from qa import ArticleQA

    read = [article for place in articles for article in _read(place)]
    bot = ArticleQA.load(into) if into.exists() and any(into.iterdir()) else ArticleQA()
    for article in track(read, "Indexing", console=_console(sys.stderr), transient=True):
        bot.add(article)
    bot.save(into)
    print(f"{into} holds {len(bot.articles)} articles.")


@app.command()
def speakers(
    article: Place,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a statement a line.")] = False,
    as_json: AsJson = False,
) -> None:
    """List who is quoted, and what each one said."""
    from qa.showing.data import sheet_to_dicts, sheets_to_csv

    bot = _loader(article)()
    sheets = [(one, bot.speakers(one.id)) for one in bot.articles]
    if as_json:
        print(json.dumps([entry for pair in sheets for entry in sheet_to_dicts(*pair)], indent=2))
    elif as_csv:
        print(sheets_to_csv(sheets), end="")
    else:
        _print(line for pair in sheets for line in _sheet_lines(*pair))


@app.command()
def chat(
    article: Place = str(SAMPLE),
    port: Annotated[int, typer.Option(min=0, max=65535)] = 7860,
    host: Annotated[str, typer.Option(help="0.0.0.0 serves other machines too.")] = "127.0.0.1",
    root_path: Annotated[str | None, typer.Option(help="The path behind a proxy.")] = None,
    auth: Annotated[Path | None, typer.Option(help="A file of user:password lines.")] = None,
) -> None:
    """Open the page in which a reader chats with an article."""
    load, accounts = _loader(article), _accounts(auth) if auth else []
    print("Starting…", file=sys.stderr)
    from app import serve

    serve(
        load,
        host=host,
        port=port,
        root_path=root_path,
        accounts=accounts,
        ready=lambda address: print(f"Article QA is at {address} (Ctrl+C stops it)", flush=True),
    )


@app.command()
def check(folder: Path) -> None:
    """Verify a library, the generation before it too. Exit status: 0 whole, 2 damaged."""
    from index.library import check_library

    for generation, facts in check_library(folder).items():
        held = ", ".join(f"{name} {value}" for name, value in facts.items())
        print(f"{folder / generation} is whole: {held}")


def main() -> None:
    """Runs a command; what is wrong with the input is one sentence and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # text that cannot be shown
    try:
        app()
    except ArticleQAError as error:
        print(f"article-qa: {str(error).translate(HARMLESS)}", file=sys.stderr)
        sys.exit(2)


def _loader(place: str) -> "Callable[[], ArticleQA]":
    """How to make a bot of the articles at a place; bad places are found before models load."""
    if Path(place).is_dir():
        from index.storage import load_generation

        load_generation(Path(place), lambda saved: saved.facts)
        return lambda: _bot_class().load(place)
    articles = _read(place)
    return lambda: _bot_class()(articles)


def _bot_class() -> "type[ArticleQA]":
    from qa import ArticleQA

    return ArticleQA


def _read(place: str) -> "list[Article]":
    from index import read_articles

    return list(read_articles(place))


def _accounts(file: Path) -> list[tuple[str, str]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleQAError(
            f"{file} cannot be read: give a file of user:password lines."
        ) from error
    accounts = [(user, password) for user, _, password in (line.partition(":") for line in lines)]
    if not accounts or not all(user and password for user, password in accounts):
        raise ArticleQAError(f"{file} must have a user:password on every line.")
    return accounts


def _answer_lines(answer: "Answer") -> "Iterator[Text]":
    from rich.text import Text

    if answer.searched != answer.question:
        yield _text(f"Understood as: {answer.searched}", "dim")
    if not answer:
        yield _text(answer.text, "bold")
        if answer.closest:
            yield _text("The closest passage, which is not an answer:", "dim")
            yield from _citation_lines(answer.closest)
        return
    for citation in answer.citations:
        yield from _citation_lines(citation)
        yield Text()


def _citation_lines(citation: "Citation") -> "Iterator[Text]":
    """The speaker; the extract, with the words that answer underlined; its place."""
    from qa.showing.texts import KINDS

    extract = _text(citation.text)
    if answer := citation.answer_span:
        extract.stylize(
            "bold underline", answer.start - citation.start, answer.end - citation.start
        )
    number = f"[{citation.number}] " if citation.number else ""
    kind = f" ({KINDS[citation.kind]})" if citation.kind else ""
    if number or citation.speaker:
        head = _text(number, "bold") + _text(str(citation.speaker or ""), "bold cyan")
        yield head + _text(kind if citation.speaker else "", "dim")
    yield extract
    source = citation.article.source or citation.article.title or citation.article.id
    yield _text(f"characters {citation.start} to {citation.end}, {source}", "dim")


def _sheet_lines(article: "Article", sheet: "list[SpeakerStatements]") -> "Iterator[Text]":
    from qa.showing.texts import KINDS, statement_span, statement_words

    yield _text(article.title or article.source or article.id, "bold")
    if not sheet:
        yield _text("Nobody is quoted.")
    for entry in sheet:
        yield _text(f"\n{entry.speaker}", "bold cyan") + _text(f" {len(entry.statements)}", "dim")
        for said in entry.statements:
            span = statement_span(said)
            place = f"{KINDS[said.kind]}, characters {span.start} to {span.end}"
            yield _text(f"  {statement_words(article, said)}")
            yield _text(f"  {place}, {said.confidence:.0%} sure", "dim")


def _text(text: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(text.translate(HARMLESS), style)  # a Text is never read as markup


def _print(lines: "Iterable[Text]") -> None:
    console = _console(sys.stdout)
    for line in lines:
        console.print(line, soft_wrap=True)  # a line is never broken: an extract stays whole


def _console(stream: IO[str]) -> "Console":
    from rich.console import Console

    return Console(file=stream, highlight=False)


if __name__ == "__main__":
    main()
