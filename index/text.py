"""Places in a text: spans, paragraphs, sentences and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SURROGATE_HALF = re.compile("[\ud800-\udfff]")
PARAGRAPH = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
WORD = re.compile(r"\w+(?:['’]\w+)*")
WORD_OR_SYMBOL_RUN = re.compile(r"\S+")
WINDOW_CHARACTERS = 2000
"""Characters that nupunkt gets at a time: its time for a run of "!" grows with the square."""

NO_BEGINNING = re.compile(r"[)\],;:](?=\W)")
WORD_ENDED = re.compile(r"(?<=[a-z]{4}\.)\s+(?=[“\"]?[A-Z])")
QUESTION_QUOTED = re.compile(r"[?!…][\"”’'»]+$")
SAID_AFTER = re.compile(
    r"(?:[\w.’'-]+,? ){0,6}?(?:said|says|asked|asks|added|adds|told|wrote|writes|tweeted|posted|"
    r"wondered|shouted|replied|exclaimed|declared|joked|continued|insisted|explained|demanded|"
    r"cried|recalled|quipped|responded|answered|inquired|queried|went on)\b"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` included and `end` not.

    >>> Span(4, 7).of("The end.")
    'end'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must not be negative or reversed: {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` at this span."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, by: int) -> "Span":
        """The span `by` characters further on, as from a line to the text around it."""
        return Span(self.start + by, self.end + by)

    def overlap(self, other: "Span") -> int:
        """How many characters both spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def readable(text: str) -> str:
    r"""The text, as long as it was, with U+FFFD for each half of a surrogate pair.

    Broken files hold such halves; spaCy and the tokenizers read UTF-8 alone.

    >>> readable("a\ud800b") == "a\ufffdb"
    True
    """
    return SURROGATE_HALF.sub("\ufffd", text)


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that are not blank, without the white space around them.

    >>> paragraphs("One.\\r\\n\\r\\n  Two. \\n")
    [Span(start=0, end=4), Span(start=10, end=14)]
    """
    lines = (Span(*line.span()) for line in PARAGRAPH.finditer(text))
    return [span for line in lines if len(span := strip(text, line))]


def sentences(text: str, within: Span) -> list[Span]:
    """The sentences of one paragraph, in order, without white space around them.

    Found with nupunkt, the most exact of six splitters measured on four public question sets. It
    takes some words for abbreviations, parts a quoted question from who asked it, and parts a
    sentence before a closing bracket ("(D-Mo."): all three are set right.

    >>> text = "“Will it open?” Ann Lee asked. Nobody knew."
    >>> [sentence.of(text) for sentence in sentences(text, Span(0, len(text)))]
    ['“Will it open?” Ann Lee asked.', 'Nobody knew.']
    """
    found = (
        Span(start, end)
        for sentence in _split(text, within)
        for start, end in _divided(text, sentence.start, sentence.end)
    )
    joined: list[Span] = []
    for sentence in found:
        span = strip(text, sentence)
        if joined and (NO_BEGINNING.match(text, span.start) or _asks(text, joined[-1], span)):
            joined[-1] = Span(joined[-1].start, span.end)
        elif len(span):
            joined.append(span)
    return joined


def word_start(text: str, span: Span) -> int:
    """The place after the last space of a span, or the end of a span without one."""
    return text.rfind(" ", span.start, span.end) + 1 or span.end


def words(text: str, within: Span) -> Iterator[Span]:
    """The words of a span: letters and digits, with the apostrophes inside them."""
    for match in WORD.finditer(text, within.start, within.end):
        yield Span(*match.span())


def word_count(text: str) -> int:
    """How many runs of characters white space divides a text into."""
    return sum(1 for _ in WORD_OR_SYMBOL_RUN.finditer(text))


def strip(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _split(text: str, within: Span) -> Iterator[Span]:
    from nupunkt import sent_spans  # loads its model: 0.1 s, only when needed

    start = within.start
    while start < within.end:
        end = min(start + WINDOW_CHARACTERS, within.end)
        if end < within.end:
            end = word_start(text, Span(start, end))
        spans = [Span(start + first, start + last) for first, last in sent_spans(text[start:end])]
        if end < within.end and len(spans) > 1:
            end = spans.pop().start  # it may go on after the window
        yield from spans
        start = end


def _asks(text: str, quoted: Span, following: Span) -> bool:
    """Whether a sentence tells who asked the question that is quoted before it."""
    return bool(
        QUESTION_QUOTED.search(text, max(quoted.start, quoted.end - 9), quoted.end)
        and SAID_AFTER.match(text, following.start, following.end)
    )


def _divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in WORD_ENDED.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end
