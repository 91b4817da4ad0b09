"""The voices found so far in a text, and which of its lines they take."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from index.structure.lines import Line
from index.text import Span

START, END = attrgetter("span.start"), attrgetter("span.end")
Told = Literal["label", "sentence", "interview"]


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that the form of a text gives to a speaker.

    `told` is by what: a `label`, which is a name before or after the words; a `sentence` that
    introduces them; or, without either, an `interview`, whose answers are those of the person whom
    the article is about. `asks` is whether an interviewer speaks, whose questions answer nothing.
    """

    words: tuple[Span, ...]
    told: Told
    label: Span | None = None
    asks: bool = False


@dataclass(slots=True)
class Voices:
    """The turns of a text while they are found: no line is in two of them.

    `marks` are the places that only tell who speaks, such as the signature below a letter.
    """

    lines: Sequence[Line]
    turns: list[Turn] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(
        self,
        words: Iterable[Span],
        *,
        lines: Iterable[int] = (),
        label: Span | None = None,
        told: Told = "label",
        asks: bool = False,
    ) -> None:
        """Adds a turn of these words, which takes their lines and `lines`."""
        spoken = tuple(span for span in words if len(span))
        self.taken.update(lines)
        for span in spoken:
            first = bisect_right(self.lines, span.start, key=END)
            self.taken.update(range(first, bisect_left(self.lines, span.end, key=START)))
        if spoken:
            self.turns.append(Turn(spoken, told, label, asks))

    def mark(self, *numbers: int) -> None:
        """Notes lines that only tell who speaks."""
        self.taken.update(numbers)
        self.marks += [self.lines[number].span for number in numbers]

    def free(self, number: int) -> bool:
        """Whether there is a line of that number which no turn has taken."""
        return 0 <= number < len(self.lines) and number not in self.taken

    def continued(
        self, start: int, stop: int, names: set[str], *, last: bool, opened: bool
    ) -> list[Span]:
        """The paragraphs from `start` on in which a turn goes on, up to the next at `stop`.

        A paragraph that names one of the speakers is the reporter's, and so is what follows the
        last turn and is not in the first person. `opened` is whether the turn has no words yet.
        """
        found: list[Span] = []
        quoted = opened and start < stop and self.lines[start].opens_quotation
        for number in range(start, stop):
            line = self.lines[number]
            if number in self.taken:
                break
            if line.is_direction:
                self.mark(number)
                continue
            first = opened and not found
            if not first and (
                (last and not line.first_person)
                or (quoted and not line.opens_quotation)
                or names & _words(line)
                or line.is_heading
            ):
                break
            found.append(line.span)
        return found


def _words(line: Line) -> set[str]:
    """The words of a line outside quotation marks, in lower case."""
    return {word.casefold() for word in re.findall(r"[\w-]+", line.unquoted)}
