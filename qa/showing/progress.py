"""How far a long command is, in a terminal; nothing where there is none."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qa.showing.terminal import console


@contextmanager
def progress_bar(task: str, total: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A bar with rate and time left on the standard error, moved on by what comes back.

    `done` of the `total` were done before, and count for no rate.
    """
    errors = console(sys.stderr)
    started, now = time.monotonic(), 0
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    rate = TextColumn("{task.fields[rate]}"), TimeRemainingColumn()
    with Progress(
        *columns, *rate, console=errors, transient=True, disable=not errors.is_terminal
    ) as progress:
        shown = progress.add_task(task, total=total, completed=done, rate="")

        def advance() -> None:
            nonlocal now
            now += 1
            rate = f"{now / (time.monotonic() - started):.1f} a second"
            progress.update(shown, advance=1, rate=rate)

        yield advance
