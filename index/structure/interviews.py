"""Interviews without labels: questions, in bold or not, alternating with answers."""

import re
from collections.abc import Sequence

from index.structure.lines import Line
from index.structure.voices import Voices

MOST_QUESTION_WORDS = 40
FEWEST_BOLD_QUESTIONS, FEWEST_PLAIN_QUESTIONS = 2, 3
"""Questions that make an interview: of bold ones and of others."""
LEAST_FIRST_PERSON_SHARE = 0.4
"""The share of the answers with an I or a we: a page that explains asks and answers without."""
LEAST_QUESTION_SHARE = 0.2
"""The share of the paragraphs that ask: an article that asks now and then has fewer."""
REPORTED = re.compile(r"\b(?:said|says|told|added|according to)\b")


def interviewed(lines: Sequence[Line], voices: Voices) -> None:
    """Adds the questions and answers of an interview to `voices`."""
    if any(turn.told == "interview" for turn in voices.turns):
        return
    bold = [n for n, line in enumerate(lines) if n and line.bold and n not in voices.taken]
    if _asked(lines, bold, FEWEST_BOLD_QUESTIONS, share=0.5):
        _alternate(lines, voices, bold)
        return
    plain = [
        number
        for number, line in enumerate(lines)
        if number
        and number not in voices.taken
        and line.asks
        and not line.opens_quotation
        and len(line.words.split()) <= MOST_QUESTION_WORDS
    ]
    if _asked(lines, plain, FEWEST_PLAIN_QUESTIONS, share=1.0):
        _alternate(lines, voices, _with_prompts(lines, plain))


def _asked(lines: Sequence[Line], questions: Sequence[int], fewest: int, share: float) -> bool:
    """Whether so many questions are asked, and answered by somebody who says "I"."""
    asking = [number for number in questions if lines[number].asks]
    if len(asking) < fewest or len(asking) < share * len(questions):
        return False
    stops = [*questions[1:], len(lines)]
    answers = [
        [line for line in lines[number + 1 : stop] if not line.bold]
        for number, stop in zip(questions, stops, strict=True)
    ]
    given = [answer for answer in answers if answer]
    personal = sum(any(line.first_person for line in answer) for answer in given)
    reported = sum(
        not line.first_person and bool(REPORTED.search(line.unquoted))
        for answer in given
        for line in answer
    )
    quoted = sum(answer[0].opens_quotation for answer in given)
    return (
        len(given) >= len(questions) - 1
        and len(asking) >= LEAST_QUESTION_SHARE * (len(lines) - questions[0])
        and personal >= LEAST_FIRST_PERSON_SHARE * len(given)
        and 2 * (quoted + reported) < len(given)
    )


def _with_prompts(lines: Sequence[Line], questions: list[int]) -> list[int]:
    """The questions, with what else the interviewer says where every second line is theirs."""
    first, last = questions[0], questions[-1]
    if len({number % 2 for number in questions}) > 1 or last - first < 4:
        return questions
    turns = range(first, len(lines) - 1, 2)
    strict = all(
        number in questions
        or len(lines[number].words.split()) < len(lines[number + 1].words.split())
        for number in turns
    )
    between = all(
        lines[number].first_person or number <= last for number in range(first + 1, len(lines), 2)
    )
    return list(turns) if strict and between else questions


def _alternate(lines: Sequence[Line], voices: Voices, questions: Sequence[int]) -> None:
    """Adds each question, and what stands between it and the next as the answer."""
    for number, stop in zip(questions, [*questions[1:], len(lines)], strict=True):
        voices.add([lines[number].span], told="interview", asks=True)
        if number + 1 < stop:
            more = voices.continued(number + 1, stop, set(), last=stop == len(lines), opened=True)
            voices.add(more, told="interview")
