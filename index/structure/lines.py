"""The lines of a text with what their place and their marks show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text import Span

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|[Mm]ine|[Oo]urs|[Mm]yself)\b")
SINGULAR_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
SECOND_PERSON = re.compile(r"\b[Yy]our?s?\b")
OPENING_MARK = re.compile(r"[\"“„«‘'](?=\S)")
QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”»]?")
SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]*_]*$")
ASKS = re.compile(r"\?[\"”’»'*_]*(?:\s*\([^()]{1,60}\))?$")
STAGE_DIRECTION = re.compile(r"[(\[][^()\[\]]{2,80}[)\]]")
BREAK = re.compile(r"\r\n|\n|\r")
HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `apart` when a blank line stands above, `bold` when all of it is emphasised.

    `cited` is whether Markdown or mail marks it as a quotation with ">".
    """

    span: Span
    words: str
    apart: bool
    bold: bool
    cited: bool

    @property
    def unquoted(self) -> str:
        """The words outside quotation marks."""
        return QUOTED.sub("", self.words)

    @property
    def opens_quotation(self) -> bool:
        """Whether it begins with a quotation mark."""
        return OPENING_MARK.match(self.words) is not None

    @property
    def is_quotation(self) -> bool:
        """Whether nothing stands outside its quotation marks."""
        return self.opens_quotation and not re.search(r"\w", self.unquoted)

    @property
    def first_person(self) -> bool:
        """Whether somebody speaks of themselves, outside quotation marks."""
        return FIRST_PERSON.search(self.unquoted) is not None

    @property
    def says_i(self) -> bool:
        """Whether a single person speaks of themselves, outside quotation marks."""
        return SINGULAR_PERSON.search(self.unquoted) is not None

    @property
    def addresses(self) -> bool:
        """Whether it is spoken to somebody: I, you, or a question."""
        return bool(
            FIRST_PERSON.search(self.words)
            or SECOND_PERSON.search(self.words)
            or ASKS.search(self.words)
        )

    @property
    def asks(self) -> bool:
        """Whether it ends with a question."""
        return ASKS.search(self.words) is not None

    @property
    def is_prose(self) -> bool:
        """Whether a sentence ends with it."""
        return SENTENCE_END.search(self.words) is not None

    @property
    def is_heading(self) -> bool:
        """Whether it is short and no sentence ends with it."""
        return not self.is_prose and len(self.words.split()) <= HEADING_WORDS

    @property
    def is_direction(self) -> bool:
        """Whether it is all in brackets, as a noise or a pause in a transcript."""
        return STAGE_DIRECTION.fullmatch(self.words) is not None

    def part(self, start: int, end: int | None = None) -> Span:
        """The place in the text of some of its words, without the space around them."""
        words = self.words[start:end]
        start += len(words) - len(words.lstrip())
        return Span(self.span.start + start, self.span.start + start + len(words.strip()))


def lines_of(text: str, spans: Sequence[Span]) -> list[Line]:
    """The lines at these places of a text, which are in order.

    In a text without blank lines, as read from a page, each is a paragraph apart.
    """
    lines = []
    ends = [0, *(span.end for span in spans)]
    gaps = [text[end : span.start] for end, span in zip(ends, spans, strict=False)]
    spaced = any(len(BREAK.findall(gap)) > 1 for gap in gaps[1:])
    for span, gap in zip(spans, gaps, strict=True):
        before = gap[max(gap.rfind("\n"), gap.rfind("\r")) + 1 :]
        lines.append(
            Line(
                span,
                span.of(text),
                apart=not spaced or len(BREAK.findall(gap)) > 1,
                bold="#" in before or _emphasised(text, span, before),
                cited=">" in before,
            )
        )
    return lines


def _emphasised(text: str, span: Span, before: str) -> bool:
    """Whether Markdown's signs of emphasis stand on both sides of a line."""
    after = text[span.end : span.end + 2]
    return after in ("**", "__") and after in before
