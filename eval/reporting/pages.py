"""This file is about the page of a report: figures, plots and failures in one HTML file."""

import base64
from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Any

from eval.data.results import Record
from eval.reporting.plots import plot
from eval.reporting.reports import Report, SetReport, figure_rows
from eval.reporting.summaries import of_set

MOST_FAILURES = 200
"""Failures listed for a set: more would make a page that no browser likes."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
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


def report_page(report: Report, records: Iterable[Record]) -> str:
    """A page that needs no other file and no network, with no script and all text escaped.

    `records` are read once for each set, for the failures.
    """
    settings = ", ".join(f"{name} {value}" for name, value in report.settings.items())
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    body = "".join(_set_section(one, of_set(records, one.name)) for one in report.sets)
    title = f"Article QA: {report.command}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p class="settings">{escape(report.created)}. Settings: {escape(settings)}.</p>
{body}
<p class="settings">Versions: {escape(versions)}.</p>
</body>
</html>
"""


def _set_section(one: SetReport, records: Iterator[Record]) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in one.counts.items())
    source = f"{one.path}, SHA-256 {one.sha256}"
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in figure_rows(one)
    )
    plots = "".join(
        _picture(name, svg) for name, points in one.curves.items() if (svg := plot(name, points))
    )
    return f"""<section>
<h2>{escape(one.name)}</h2>
<p>{escape(counts)}. <span class="settings">{escape(source)}</span></p>
<table><tr><th>measure</th><th>value</th><th>95 % interval</th><th>n</th></tr>{rows}</table>
<div class="plots">{plots}</div>
{_failures(records)}
</section>
"""


def _picture(name: str, svg: str) -> str:
    data = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{escape(name)}" src="data:image/svg+xml;base64,{data}">'


def _failures(records: Iterator[Record]) -> str:
    failed = (record for record in records if record.get("failed"))
    shown = list(islice(failed, MOST_FAILURES))
    more = sum(1 for _ in failed)
    if not shown:
        return "<p>No failures.</p>"
    left_out = f" The first {len(shown)} are listed." if more else ""
    items = "".join(map(_failure, shown))
    return f"<h3>Failures</h3><p>{len(shown) + more} questions failed.{left_out}</p>{items}"


def _failure(record: Record) -> str:
    parts = [f"<summary>{escape(record['question'])}</summary>", _facts(record)]
    if shown := record.get("shown"):
        label = "Nearest, not shown as an answer" if record.get("abstained") else "Shown first"
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
