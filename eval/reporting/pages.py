"""A report as one HTML page: figures, plots and failures."""

import base64
from html import escape
from typing import Any

from eval.data.results import Record
from eval.reporting.plots import plot
from eval.reporting.reports import FIGURE_COLUMNS, Report, SetReport, listed

CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
PAGE_STYLE = """
:root { color-scheme: light dark; --line: #8884; --mark: #ffd54a; --gold: #8fd19e; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-top: 1px solid var(--line);
  padding-top: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { text-align: left;
  padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); }
th + th, td + td { text-align: right; font-variant-numeric: tabular-nums; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
.plots img { background: #fff; flex: 1 1 17rem; min-width: 0; max-width: 26rem; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; }
mark { background: var(--mark); color: #000; } mark.gold { background: var(--gold); }
.label { font-size: .85em; opacity: .75; margin: .6rem 0 0; }
.text { margin: 0; white-space: pre-wrap; }
.settings { opacity: .8; overflow-wrap: anywhere; }
"""

SHOWN_AS = {"perhaps": "Shown as a perhaps", "not said": "Nearest, not shown as an answer"}
"""What is said of the words shown for a verdict that is no plain answer."""


def report_page(report: Report) -> str:
    """A page that needs no other file and no network, with no script and all text escaped."""
    body = "".join(map(_set_section, report.sets))
    title = f"Article QA: {report.command}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{CONTENT_POLICY}">
<title>{escape(title)}</title>
<style>{PAGE_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p class="settings">{escape(report.created)}. Settings: {escape(listed(report.settings))}.</p>
{body}
<p class="settings">Versions: {escape(listed(report.versions))}.</p>
</body>
</html>
"""


def _set_section(measured: SetReport) -> str:
    source = f"{measured.path}, SHA-256 {measured.sha256}"
    head = "".join(f"<th>{column}</th>" for column in FIGURE_COLUMNS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in measured.rows()
    )
    plots = "".join(
        _picture(name, svg)
        for name, points in measured.curves.items()
        if (svg := plot(name, points))
    )
    return f"""<section>
<h2>{escape(measured.name)}</h2>
<p>{escape(measured.counted)}. <span class="settings">{escape(source)}</span></p>
<table><tr>{head}</tr>{rows}</table>
<div class="plots">{plots}</div>
{_failures(measured)}
</section>
"""


def _picture(name: str, svg: str) -> str:
    data = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{escape(name)}" src="data:image/svg+xml;base64,{data}">'


def _failures(measured: SetReport) -> str:
    if not measured.failed:
        return "<p>No failures.</p>"
    shown = len(measured.failures)
    left_out = f" The first {shown} are listed." if shown < measured.failed else ""
    items = "".join(map(_failure, measured.failures))
    return f"<h3>Failures</h3><p>{measured.failed} questions failed.{left_out}</p>{items}"


def _failure(record: Record) -> str:
    parts = [f"<summary>{escape(record['question'])}</summary>", _facts(record)]
    if shown := record.get("shown"):
        label = SHOWN_AS.get(record.get("verdict", "answered"), "Shown first")
        parts += [f'<p class="label">{label}</p>', _marked(shown, "<mark>")]
    if expected := record.get("expected"):
        parts += ['<p class="label">Expected</p>', _marked(expected, '<mark class="gold">')]
    elif "answerable" in record:
        parts.append('<p class="label">Expected: the article does not say.</p>')
    return f"<details>{''.join(parts)}</details>"


def _facts(record: Record) -> str:
    facts = [str(record["id"])]
    if record.get("turns"):
        facts.append("after: " + " / ".join(record["turns"]))
    if record.get("searched", record["question"]) != record["question"]:
        facts.append(f"searched as: {record['searched']}")
    if "confidence" in record:
        facts.append(f"probability {record['confidence']:.2f}")
    if record.get("ranks"):
        facts.append(f"first right at rank {record['ranks'][0]}")
    return f'<p class="label">{escape(" · ".join(facts))}</p>'


def _marked(place: dict[str, Any], tag: str) -> str:
    before, text, after = (escape(place[part]) for part in ("before", "text", "after"))
    return f'<p class="text">{before}{tag}{text}</mark>{after}</p>'
