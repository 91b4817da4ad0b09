"""`python -m eval verify`."""

from eval.commands import options
from eval.data.files import check_writable
from eval.scoring.quotations import measure_quotations


def verify(
    files: options.Files,
    *,
    per_question: options.PerQuestion = None,
    resume: options.Resume = False,
    json: options.Json = None,
    markdown: options.Markdown = None,
    html: options.Html = None,
) -> None:
    """Measure the verdicts on quotations.

    A set has an article on each line: `article_id`, `text`, and `quotations` with `id`,
    `quotation`, `verdict` and, where the quotation is given to somebody, `speaker`.
    """
    check_writable(json, markdown, html)
    report = measure_quotations(*files, per_question=per_question, resume=resume)
    options.deliver(report, json=json, markdown=markdown, html=html)
