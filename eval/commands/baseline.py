"""`python -m eval baseline`, which `make eval` runs."""

import json
from pathlib import Path
from typing import Annotated

import typer

from eval.data.files import write_whole
from eval.reporting.baseline import falls, read_bounds, updated
from eval.scoring.baseline import measure_baseline

EVAL_FOLDER = Path(__file__).parents[1]
BASELINE_FILE = EVAL_FOLDER / "baseline.json"
SETS_FOLDER = EVAL_FOLDER / "sets"


def baseline(
    path: Annotated[
        Path, typer.Option("--baseline", help="The figures that must be kept.")
    ] = BASELINE_FILE,
    *,
    sets: Annotated[Path, typer.Option(help="The folder of the sets.")] = SETS_FOLDER,
    update: Annotated[
        bool, typer.Option("--update", help="Make today's figures the baseline.")
    ] = False,
) -> None:
    """Measure the shipped sets; exit 1 on a fall.

    A fall is more than the tolerance that the baseline gives the figure.
    """
    bounds = read_bounds(path)
    reports = measure_baseline(bounds, sets)
    fallen = list(falls(bounds, reports))
    if update:
        write_whole(path, json.dumps(updated(bounds, reports), indent=1) + "\n")
        typer.echo(f"{path} now holds today's figures.")
        return
    for fall in fallen:
        typer.echo(f"Fallen: {fall}", err=True)
    if fallen:
        raise typer.Exit(1)
    typer.echo("No figure fell.")
