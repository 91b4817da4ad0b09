"""The command line of the evals: `python -m eval COMMAND`."""

import sys

import typer

from eval.commands.answers import answers
from eval.commands.baseline import baseline
from eval.commands.compare import compare
from eval.commands.conversation import conversation
from eval.commands.judge import judge
from eval.commands.retrieval import retrieval
from eval.commands.speakers import speakers
from eval.commands.verify import verify
from index.errors import ArticleQAError

app = typer.Typer(
    help="Measure retrieval, answers, refusals, speakers, conversations and verdicts, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (retrieval, answers, speakers, conversation, verify, compare, baseline, judge):
    app.command()(command)


def main() -> None:
    """Runs a command. Exit status: 0 measured, 1 a figure fell, 2 bad input, with one sentence."""
    try:
        app()
    except ArticleQAError as error:
        print(f"python -m eval: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
