"""Labels: a name and a colon before the words, as in a transcript, or Q and A."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.structure.lines import Line
from index.structure.names import FULL_NAME, initials, name_part, surname
from index.structure.voices import Told, Voices
from index.text import Span

LETTER = re.compile(
    r"(?P<letter>Q|A|Question|Answer)(?P<marks>[*_]{0,3}\s?[:.–—-][*_]{0,3}|[*_]{2,3})\s+(?=\S)"
)
LABEL = re.compile(
    r"[\"“”]?(?P<label>[^\W\d_a-z][^:\n\"“”?!]{0,89}?)(?P<marks>\s?[*_]{0,3}:[*_]{0,3})(?=\s|$|[\"“])"
)
STATEMENT_OF = re.compile(
    r"(?:and |also )?(?:(?:a |joint )*(?:statement|quote|comment|reaction|response|message|letter|"
    r"e-?mail|words)s? )?(?:by|of|from) ",
    re.IGNORECASE,
)
MOST_LABEL_WORDS = 14
VERB = re.compile(
    r"\b(?:sa(?:id|ys)|wr(?:ote|ites)|post(?:ed|s)|t(?:old|ells)|ask(?:ed|s)|add(?:ed|s)|is|was|are|"
    r"were|has|have|had|will|would|can|could|reads?|repl(?:ied|ies)|tweet(?:ed|s)|announce[ds])\b"
)
"""A label has no verb: "Club captain Sondre Vik posted on Instagram:" is a sentence."""
SENTENCE_INSIDE = re.compile(r"\b[a-z]{3,}[.;] ")
NO_SPEAKER = re.compile(
    r"\b(?:updated?|related|note|notes|read|more|watch|correction|clarification|amendment|photo|"
    r"picture|image|caption|see|also|source|contact|transcript|interview|warning|tags?|topics?|"
    r"key|summary|where|when|what|who|why|how|price|verdict|rating|time|date|venue|tickets?)\b",
    re.IGNORECASE,
)
ASKERS = frozenset(
    "q question interviewer presenter moderator host reporter anchor operator".split()
)
"""Labels of those who ask."""
FEWEST_LABELS = 3
LEAST_ADDRESSED_SHARE = 0.3
"""The share of the turns of a conversation with an I, a you or a question."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the number of its line, its place and words, and the words after it in that line."""

    number: int
    place: Span | None
    words: str
    speech: Span

    @property
    def name(self) -> str:
        """The label without a position after it."""
        return name_part(self.words)

    @property
    def is_full_name(self) -> bool:
        """Whether the label holds two words or more with a capital."""
        return FULL_NAME.search(self.name) is not None

    @property
    def is_letter(self) -> bool:
        """Whether it is Q or A, and names nobody."""
        return self.place is None

    @property
    def is_bare(self) -> bool:
        """Whether it is no label but a question in bold between others."""
        return not self.words


def labelled(lines: Sequence[Line], voices: Voices) -> None:
    """Adds the turns of a transcript, or else the statements of a list, to `voices`."""
    labels = [label for label in _labels(lines) if label.number not in voices.taken]
    transcript = _transcript(lines, labels)
    chosen = transcript or _list(lines, labels)
    if not chosen:
        return
    speakers = _speakers(chosen)
    askers = _askers(lines, chosen, speakers)
    stops = [label.number for label in chosen[1:]] + [len(lines)]
    names = {surname(label.name) for label in chosen if label.is_full_name}
    for label, stop in zip(chosen, stops, strict=True):
        goes_on = transcript or not label.speech
        more = voices.continued(
            label.number + 1,
            stop if goes_on else label.number + 1,
            names,
            last=stop == len(lines),
            opened=not label.speech,
        )
        asks = speakers[label] in askers
        told: Told = "interview" if label.is_letter else "label"
        if asks and label.is_letter:
            voices.add([label.speech], told=told, asks=True, lines=(label.number,))
            voices.add(more, told=told)
        else:
            voices.add(
                [label.speech, *more],
                told=told,
                label=label.place,
                asks=asks,
                lines=(label.number,),
            )


def _labels(lines: Sequence[Line]) -> Iterator[Label]:
    for number, line in enumerate(lines):
        if letter := LETTER.match(line.words):
            yield Label(number, None, letter["letter"][0], line.part(letter.end()))
        elif (found := LABEL.match(line.words)) and _may_label(words := found["label"].strip()):
            opening = STATEMENT_OF.match(words)
            start = opening.end() if opening else 0
            place = line.part(found.start("label") + start, found.end("label"))
            yield Label(number, place, words[start:], line.part(found.end()))
        elif line.bold and line.asks:
            yield Label(number, None, "", line.span)


def _may_label(words: str) -> bool:
    return (
        len(words.split()) <= MOST_LABEL_WORDS
        and not VERB.search(words)
        and not SENTENCE_INSIDE.search(words)
        and not name_part(words).split(" ")[-1].islower()
        and (
            STATEMENT_OF.match(words) is not None
            or not NO_SPEAKER.search(words.split(",", maxsplit=1)[0])
        )
    )


def _transcript(lines: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """The labels where the same speakers come again: all of them; none where they do not."""
    times = Counter(_speakers([label for label in labels if not label.is_bare]).values())
    if len(labels) < FEWEST_LABELS or len(times) < 2 or max(times.values()) < 2:
        return []
    addressed = sum(lines[label.number].addresses for label in labels)
    if addressed < LEAST_ADDRESSED_SHARE * len(labels):
        return []
    # a title may have a colon too: "Roundtable: can it be saved?"
    titled = not labels[0].number and labels[1].number > 1
    return list(labels[titled:])


def _list(lines: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """The labels of statements one after the other: each has a name, and speech after it."""
    found = [label for label in labels if label.is_full_name and _speaks(lines, label)]
    return found if len(found) > 1 else []


def _speaks(lines: Sequence[Line], label: Label) -> bool:
    """Whether what follows a label is quoted, in the first person or under a label alone."""
    if not label.speech:
        after = lines[label.number + 1 : label.number + 2]
        return any(line.is_quotation or line.cited or line.is_prose for line in after)
    line = lines[label.number]
    words = line.words[label.speech.start - line.span.start :]
    return words[0] in '"“„«' or line.first_person


def _speakers(labels: Sequence[Label]) -> dict[Label, str]:
    """A key for the speaker of each label: the surname, which initials are taken to mean too."""
    known = {initials(label.name): surname(label.name) for label in labels if label.is_full_name}
    return {label: known.get(label.name.replace(".", ""), surname(label.name)) for label in labels}


def _askers(lines: Sequence[Line], labels: Sequence[Label], speakers: dict[Label, str]) -> set[str]:
    """The speakers most of whose turns end with a question, and those whose label says so."""
    asked: defaultdict[str, list[bool]] = defaultdict(list)
    for label in labels:
        asked[speakers[label]].append(lines[label.number].asks)
    return {
        *(speaker for speaker, asks in asked.items() if 2 * sum(asks) > len(asks)),
        *(speakers[label] for label in labels if ASKERS & set(label.words.casefold().split())),
    }
