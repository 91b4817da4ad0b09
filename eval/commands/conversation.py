"""`python -m eval conversation`."""

from eval.commands import options
from eval.data.files import check_writable
from eval.scoring.conversations import measure_conversations


def conversation(
    files: options.Files,
    *,
    threshold: options.Threshold = None,
    passages_read: options.PassagesRead = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
    seed: options.Seed = 0,
    per_question: options.PerQuestion = None,
    resume: options.Resume = False,
    json: options.Json = None,
    markdown: options.Markdown = None,
    html: options.Html = None,
) -> None:
    """Measure follow-up questions after their turns.

    The questions are those with `turns`; `standalone` says one in full, the most to hope for. A
    follow-up with nothing before it shows what the turns are worth.
    """
    check_writable(json, markdown, html)
    report = measure_conversations(
        *files,
        settings=options.settings(threshold, passages_read),
        limit=limit,
        sample=sample,
        seed=seed,
        per_question=per_question,
        resume=resume,
    )
    options.deliver(report, json=json, markdown=markdown, html=html)
