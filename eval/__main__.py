"""This file is about the command line of the evals: `python -m eval COMMAND`."""

import sys

import typer

from eval.retrieval import retrieval
from index.errors import ArticleQAError

app = typer.Typer(
    help="Measure retrieval, answers, refusals, speakers and conversations, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(retrieval)


def main() -> None:
    """Runs a command. Exit status: 0 measured, 1 a figure fell, 2 bad input, with one sentence."""
    try:
        app()
    except ArticleQAError as error:
        print(f"python -m eval: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
