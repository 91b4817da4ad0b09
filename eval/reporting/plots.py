"""The curves of a report as SVG pictures."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from eval.reporting.reports import Point
from index.errors import EvaluationError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CURVE_COLOUR = "#2459a8"
GUIDE_COLOUR = "#8a8a8a"


def plot(name: str, points: Sequence[Point]) -> str | None:
    """The SVG of a curve that a report holds under this name; None where it has no points."""
    if not points or name not in _DRAWERS:
        return None
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise EvaluationError("Plots need matplotlib: pip install 'article-qa[eval]'.") from None
    with rc_context({"svg.hashsalt": name, "font.size": 9, "axes.grid": True, "grid.alpha": 0.3}):
        figure = Figure(figsize=(4.4, 3.1), layout="constrained")
        axes = figure.subplots()
        _DRAWERS[name](axes, points)
        axes.set_title(name.capitalize())
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def _recall(axes: "Axes", points: Sequence[Point]) -> None:
    axes.plot(*_columns(points), color=CURVE_COLOUR)
    axes.set(xlabel="passages or articles read", ylabel="found, of what is relevant")
    axes.set(ylim=(0, 1.02), xscale="log")
    ticks = [1, 3, 10, 30, 100]
    axes.set_xticks(ticks, [str(tick) for tick in ticks])


def _refusal(axes: "Axes", points: Sequence[Point]) -> None:
    axes.plot(*_columns(points), color=CURVE_COLOUR)
    axes.plot([0, 1], [1, 0], color=GUIDE_COLOUR, linestyle=":", label="chance")
    axes.set(xlabel="answerable questions kept", ylabel="unanswerable questions refused")
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02))
    axes.legend(frameon=False)


def _reliability(axes: "Axes", points: Sequence[Point]) -> None:
    probabilities, shares, counts = zip(*points, strict=True)
    axes.plot([0, 1], [0, 1], color=GUIDE_COLOUR, linestyle=":", label="calibrated")
    sizes = [20 + 180 * count / max(counts) for count in counts]
    axes.scatter(probabilities, shares, s=sizes, color=CURVE_COLOUR, alpha=0.7)
    for probability, share, count in points:
        axes.annotate(
            f"{count:.0f}",
            (probability, share),
            textcoords="offset points",
            xytext=(0, 8 if share < 0.5 else -15),
            ha="center",
        )
    axes.set(xlabel="probability given", ylabel="share that the article answers")
    axes.set(xlim=(-0.03, 1.05), ylim=(-0.05, 1.08))
    axes.legend(frameon=False, loc="lower right")


def _latency(axes: "Axes", points: Sequence[Point]) -> None:
    axes.plot(*_columns(points), color=CURVE_COLOUR)
    axes.set(xlabel="milliseconds", ylabel="answered by then", ylim=(0, 1.02))
    axes.set_xlim(left=0)


def _columns(points: Sequence[Point]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    first, second = zip(*points, strict=True)
    return first, second


_DRAWERS: dict[str, Callable[["Axes", Sequence[Point]], None]] = {
    "recall by depth": _recall,
    "refusal": _refusal,
    "reliability": _reliability,
    "latency": _latency,
}
