"""The command line: `article-qa COMMAND`, or `python -m qa COMMAND`."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from index import Article, ArticleQAError, read_articles
from index.database import is_library

if TYPE_CHECKING:
    from qa.article_qa import ArticleQA, Limits
    from qa.indexing import Indexing, Watch
    from qa.page.feedback import Feedback

SECONDS_BETWEEN_LOOKS = 2.0
DAY = "%Y-%m-%d"
SAMPLE = Path(__file__).with_name("sample_article.txt")

app = typer.Typer(
    help="Ask news articles, and get their own words back with who said them. Works offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Place = Annotated[
    str, typer.Argument(help="A file, URLs, a folder of files, or a library.", show_default=False)
]


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def ask(
    article: Place,
    question: Annotated[str | None, typer.Argument(show_default=False)] = None,
    *,
    as_json: AsJson = False,
    speaker: Annotated[str | None, typer.Option(help="Count only what this speaker says.")] = None,
    questions: Annotated[
        str | None,
        typer.Option(
            help="Ask every question in this CSV, JSONL or text file; - is standard input."
        ),
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="The .csv or .jsonl file for the answers.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Ask only articles with this in their address or file name.")
    ] = None,
    author: Annotated[
        str | None, typer.Option(help="Ask only articles with this in their byline.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=[DAY], help="Ask only articles from this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=[DAY], help="Ask only articles up to this day.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Ask only the article with this id; repeat it for more."),
    ] = None,
) -> None:
    """Answer a question, or a file of them. Exit status: 0 answered, 1 perhaps or not, 2 bad input.

    With a file of questions, the status is 0 if all could be asked. A run that was stopped goes on
    where it stopped when it is started again.
    """
    limits: Limits = {
        "source": source or None,
        "author": author or None,
        "since": since and since.date(),
        "until": until and until.date(),
        "articles": only or None,
    }
    if questions is not None and into is not None and question is None:
        _ask_all(article, questions, into, speaker, limits)
        return
    if questions is not None or into is not None or question is None:
        raise ArticleQAError("Give either a question, or --questions and --into with their files.")
    load = _loader(article, limits)
    from qa.comprehension.models import default_models
    from qa.showing.terminal import answer_lines, print_lines

    with ThreadPoolExecutor(max_workers=1) as aside:
        aside.submit(default_models)  # what goes wrong is told when they are asked
        answer = load().ask(question, speaker=speaker)
    if as_json:
        from qa.showing import forms  # 0.2 s

        print(forms.Answer.of(answer).to_json())
    else:
        print_lines(answer_lines(answer), sys.stdout)
    raise typer.Exit(0 if answer else 1)


def _ask_all(
    article: str, questions: str, into: Path, speaker: str | None, limits: "Limits"
) -> None:
    from qa.batch.questions import read_questions

    asked, load = read_questions(questions, speaker), _loader(article, limits)
    from qa.batch.asking import ask_all

    verdicts = ask_all(asked, into, load)
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items() if verdict)
    print(f"{into} holds {len(asked)} answer{'s' * (len(asked) != 1)}: {told or 'none asked'}.")
    if verdicts[None]:
        print(
            f"article-qa: {verdicts[None]} could not be asked: `error` says why.", file=sys.stderr
        )
        raise typer.Exit(2)


@app.command()
def verify(
    article: Place,
    quotation: Annotated[str | None, typer.Argument(show_default=False)] = None,
    *,
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said it.")] = None,
    draft: Annotated[str | None, typer.Option(help="Verify each quotation of this file.")] = None,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print the draft's verdicts as CSV.")
    ] = False,
    as_html: Annotated[
        bool, typer.Option("--html", help="Print the draft's verdicts as a web page.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Verify a quotation, or all of a draft. Exit status: 0 word for word, 1 not, 2 bad input."""
    from qa.verification.quotation import pieces_of

    if draft is not None and quotation is None:
        _verify_draft(article, draft, as_csv=as_csv, as_html=as_html, as_json=as_json)
    if draft is not None or quotation is None:
        raise ArticleQAError("Give either a quotation or a --draft with its quotations.")
    pieces_of(quotation)
    load = _loader(article)
    from qa.showing import forms
    from qa.showing.terminal import print_lines, verification_lines

    verification = load().verify(quotation, speaker=speaker)
    if as_json:
        print(forms.Verification.of(verification).to_json())
    else:
        print_lines(verification_lines(verification), sys.stdout)
    raise typer.Exit(0 if verification else 1)


def _verify_draft(place: str, file: str, *, as_csv: bool, as_html: bool, as_json: bool) -> NoReturn:
    (draft, *_), load = _read(file), _loader(place)
    from qa.showing import draft_report, forms
    from qa.showing.terminal import print_lines

    report = load().verify_draft(draft)
    if as_json:
        print(forms.Draft.of(report).to_json())
    elif as_csv:
        print(draft_report.report_to_csv(report), end="")
    elif as_html:
        print(draft_report.report_to_html(draft, report), end="")
    else:
        print_lines(draft_report.report_lines(report), sys.stdout)
    raise typer.Exit(0 if all(checked.verification for checked in report) else 1)


@app.command()
def index(
    articles: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, URLs, or JSONL of many articles.", show_default=False),
    ] = None,
    *,
    into: Annotated[Path, typer.Option(help="The library's folder, made if it is not there.")],
    part: Annotated[
        str, typer.Option(help="Index only this part: 3/16 is the third of sixteen.")
    ] = "1/1",
    watch: Annotated[
        Path | None,
        typer.Option(help="Then index every file that arrives in this folder, until Ctrl+C."),
    ] = None,
) -> None:
    """Index articles into a library, in addition to those that it already holds.

    A run that was stopped goes on where it stopped when it is started again. Exit status: 0, or 2
    if an article was not indexed.
    """
    if not articles and not watch:
        raise ArticleQAError("Give the articles to index, or --watch with a folder.")
    from qa.indexing import Indexing, Part, Watch

    indexing = Indexing(into, Part.parsed(part))
    watched = Watch(watch, indexing) if watch else None
    told = 0
    if articles:
        indexing.read(articles)
        indexing.run()
        told = _tell_indexed(into, indexing, told)
    if watched:
        print(f"Watching {watch} (Ctrl+C stops it)", file=sys.stderr, flush=True)
        told = _watch(watched, into, indexing, told)
    if told:
        raise typer.Exit(2)


def _watch(watched: "Watch", into: Path, indexing: "Indexing", told: int) -> int:
    held = indexing.held
    try:
        while True:
            watched.look()
            if (indexing.held, len(indexing.problems)) != (held, told):
                held, told = indexing.held, _tell_indexed(into, indexing, told)
            time.sleep(SECONDS_BETWEEN_LOOKS)
    except KeyboardInterrupt:
        return told


def _tell_indexed(into: Path, indexing: "Indexing", told: int) -> int:
    """Says how many articles there are, and what was not told before of what is wrong."""
    from qa.showing.terminal import harmless

    count = indexing.held
    print(f"{into} holds {count} article{'s' * (count != 1)}.", flush=True)
    for problem in indexing.problems[told:]:
        print(f"article-qa: not indexed: {harmless(problem)}", file=sys.stderr)
    return len(indexing.problems)


@app.command()
def speakers(
    article: Place,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print CSV, with a line for each statement.")
    ] = False,
    count: Annotated[
        bool,
        typer.Option(
            help="Print CSV, with a line for each name: how often, in which role, when and where."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List who is quoted, and what each of them said."""
    from qa.showing import forms
    from qa.showing.tables import quoted_to_csv, sheets_to_csv
    from qa.showing.terminal import print_lines, sheet_lines

    bot = _loader(article)()
    sheets = ((read, bot.speakers(read.id)) for read in bot.articles)
    if count:
        print(quoted_to_csv(sheets), end="")
    elif as_json:
        print(forms.Speakers.of(sheets).to_json())
    elif as_csv:
        print(sheets_to_csv(sheets), end="")
    else:
        print_lines((line for pair in sheets for line in sheet_lines(*pair)), sys.stdout)


@app.command()
def chat(
    article: Place = str(SAMPLE),
    *,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 7860,
    host: Annotated[str, typer.Option(help="0.0.0.0 serves other machines too.")] = "127.0.0.1",
    root_path: Annotated[
        str | None, typer.Option(help="The path under which a proxy serves the page.")
    ] = None,
    auth: Annotated[Path | None, typer.Option(help="A file of user:password lines.")] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(
            help="Keep which answers readers judge as right or wrong in this .jsonl file."
        ),
    ] = None,
) -> None:
    """Open the web page for chatting with an article."""
    load, accounts = _loader(article), _accounts(auth) if auth else []
    judged = _feedback(feedback) if feedback else None
    print("Starting…", file=sys.stderr)
    from qa.page.serve import serve

    serve(
        load,
        host=host,
        port=port,
        root_path=root_path,
        accounts=accounts,
        feedback=judged,
        ready=lambda address: print(f"Article QA is at {address} (Ctrl+C stops it)", flush=True),
    )


@app.command()
def mcp(
    article: Place = str(SAMPLE),
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP, to this machine only.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port for --http.")] = 7861,
) -> None:
    """Serve the articles to agents by the Model Context Protocol, over stdio or --http."""
    load = _loader(article)
    from qa.agents import serve

    serve(
        load,
        port=port if http else None,
        ready=lambda address: print(f"Article QA is at {address} (Ctrl+C stops it)", flush=True),
    )


@app.command()
def schema() -> None:
    """Print the JSON Schema of what --json prints, a batch writes, and HTTP and MCP return."""
    from qa.showing import forms

    print(json.dumps(forms.schema(), indent=2))


@app.command()
def check(
    folder: Path,
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild the library from its undamaged articles.")
    ] = False,
) -> None:
    """Check a library for damage. Exit status: 0 whole, 1 repaired with a loss, 2 damaged."""
    from index.library import check_library, repair_library
    from qa.showing.terminal import harmless

    if repair:
        count, lost = repair_library(folder)
        print(f"{folder} is rebuilt from {count} undamaged article{'s' * (count != 1)}.")
        for damage in lost:
            print(f"article-qa: {harmless(damage)}", file=sys.stderr)
        raise typer.Exit(1 if lost else 0)
    held = ", ".join(f"{name} {value}" for name, value in check_library(folder).items())
    print(f"{folder} is whole: {held}")


@app.command()
def convert(folder: Path) -> None:
    """Convert a library of the first format into one that this program opens."""
    from index.library import convert_library

    count = convert_library(folder)
    print(f"{folder} is converted and holds {count} article{'s' * (count != 1)}.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command; what is wrong with the input is one sentence and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # text that cannot be shown
    try:
        app(arguments)
    except ArticleQAError as error:
        from qa.showing.terminal import harmless

        print(f"article-qa: {harmless(str(error))}", file=sys.stderr)
        sys.exit(2)


def _loader(place: str, limits: "Limits | None" = None) -> Callable[[], "ArticleQA"]:
    """How to make a bot of the articles at a place, which is read at once: it may be a bad one."""
    if is_library(Path(place)):
        from qa.article_qa import ArticleQA, limited

        library = limited(ArticleQA.load(place), limits)
        return lambda: library
    read = _read(place)

    def load() -> "ArticleQA":
        from qa.article_qa import limited

        return limited(_bot_of(read), limits)

    return load


def _bot_of(articles: Sequence[Article]) -> "ArticleQA":
    from qa.article_qa import ArticleQA

    return ArticleQA(articles)


def _read(place: str) -> list[Article]:
    return list(read_articles(place))


def _feedback(file: Path) -> "Feedback":
    from qa.page.feedback import Feedback

    return Feedback(file)


def _accounts(file: Path) -> list[tuple[str, str]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleQAError(
            f"{file} cannot be read: give a file with user:password on every line."
        ) from error
    accounts = [(user, password) for user, _, password in (line.partition(":") for line in lines)]
    if not accounts or not all(user and password for user, password in accounts):
        raise ArticleQAError(f"{file} must have a user:password on every line.")
    return accounts
