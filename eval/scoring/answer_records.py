"""One question put to the program, and the record of what it answered."""

import time
from collections.abc import Callable
from typing import Any

from eval.data.results import Record
from eval.data.sets import JudgedArticle, JudgedQuestion
from eval.reporting.summaries import in_context
from eval.scoring.measures import (
    first_words,
    is_right,
    normal_words,
    reciprocal_rank,
    same_name,
    word_f1,
)
from index import Span
from qa import Answer, Citation

WORD_BUDGET = 40
"""Words of an answer that a reader is sure to read."""
NOWHERE = Span(0, 0)
"""The extract of another article than the judged one, which is never right."""


def answer_record(
    name: str, article: JudgedArticle, question: JudgedQuestion, ask: Callable[[str], Answer]
) -> Record:
    """Asks a question and records what was shown, in the form that a scorer of files reads too.

    `extracts` are the citations, best first; where there are none, the closest passage alone, so
    that finding and answering can be told apart. `abstained` says that there is no plain answer,
    `verdict` whether something that may answer was shown in its place.
    """
    started = time.perf_counter()
    answer = ask(question.text)
    latency = 1000 * (time.perf_counter() - started)
    shown = answer.citations or ((answer.closest,) if answer.closest else ())
    record: Record = {
        "set": name,
        "id": question.id,
        "article": article.id,
        "question": question.text,
        "searched": answer.searched,
        "answerable": bool(question.answers),
        "abstained": not answer,
        "verdict": answer.verdict,
        "confidence": answer.probability,
        "extracts": [_extract(citation) for citation in shown],
        "span": _exact_answer(answer),
        "latency_ms": latency,
        "altered": sum(
            article.text[citation.start : citation.end] != citation.text
            for citation in shown
            if citation.article.id == article.id
        ),
    }
    if question.answers:
        record["values"] = answer_values(article, question, answer, shown)
        record["expected"] = in_context(article.text, question.answers[0])
    else:
        unanswered, not_said = float(not answer), float(answer.verdict == "not said")
        record["values"] = {"refused": unanswered, "not_said": not_said, "right": unanswered}
    record["failed"] = not record["values"]["right"]
    if shown:
        record["shown"] = in_context(shown[0].article.text, shown[0].extract)
    return record


def answer_values(
    article: JudgedArticle,
    question: JudgedQuestion,
    answer: Answer,
    shown: tuple[Citation, ...],
) -> dict[str, float]:
    """What a question that the article answers counts for each measure.

    `hit@k`: a right extract is among the first k, the nearest passage of a refusal among them;
    `answered@k`: the same, and the answer was plain. `right`: `answered@1`. `kept`: the answer was
    plain; `perhaps`: only something that may answer was shown. `hit@1_40w`: the first
    40 words of the first extract hold the answer; `hit_in_40w`: the first 40 words of all extracts
    do. Exact words are compared with the judged ones or, where a set has none, with its answers.
    """
    extracts = [
        citation.extract if citation.article.id == article.id else NOWHERE for citation in shown
    ]

    def right(span: Span) -> bool:
        return is_right(span, question.answers, article.match)

    hits = [right(span) for span in extracts]
    lengths = [len(citation.text.split()) for citation in shown]
    exact = (answer.citations[0].answer or "") if answer.citations else ""
    expected = [span.of(article.text) for span in question.exact or question.answers]
    values: dict[str, float] = {
        **{f"hit@{depth}": any(hits[:depth]) for depth in (1, 3, 5)},
        **{f"answered@{depth}": bool(answer) and any(hits[:depth]) for depth in (1, 3)},
        "MRR": reciprocal_rank(hits),
        f"hit@1_{WORD_BUDGET}w": any(
            map(right, first_words(article.text, extracts[:1], WORD_BUDGET))
        ),
        f"hit_in_{WORD_BUDGET}w": any(map(right, first_words(article.text, extracts, WORD_BUDGET))),
        "answer_F1": max(word_f1(exact, words) for words in expected),
        "answer_exact": any(normal_words(exact) == normal_words(words) for words in expected),
        "kept": bool(answer),
        "perhaps": answer.verdict == "perhaps",
        "right": bool(answer) and hits[0],
    }
    if lengths:
        values |= {"words@1": lengths[0], "words@3": sum(lengths[:3])}
    if question.speaker:
        values |= _speaker_values(answer, question.speaker)
    return {measure: float(value) for measure, value in values.items()}


def _speaker_values(answer: Answer, expected: str) -> dict[str, float]:
    """Whether the first citation is under the right name, or under a wrong one.

    No name, and no answer, is neither.
    """
    speaker = answer.citations[0].speaker if answer.citations else None
    right = speaker is not None and same_name(speaker.name, expected)
    return {"speaker_right": right, "speaker_wrong": speaker is not None and not right}


def _exact_answer(answer: Answer) -> dict[str, Any]:
    citation = answer.citations[0] if answer.citations else None
    if citation is None or citation.answer_span is None:
        return {"text": ""}
    span = citation.answer_span
    return {"text": citation.answer, "start": span.start, "end": span.end}


def _extract(citation: Citation) -> dict[str, Any]:
    return {
        "article": citation.article.id,
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "speaker": citation.speaker.name if citation.speaker else None,
        "kind": citation.kind,
    }
