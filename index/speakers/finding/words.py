"""The words of a text as the networks see them: grammar, capitals, quotation marks and place."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from index.speakers.quotation_marks import Quotation, quotations
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS "
    "PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``"
).split()
DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
ENTITIES = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT "
    "QUANTITY TIME WORK_OF_ART"
).split()
SHAPES = (
    ":",
    "[a-z’'-]+",
    "[A-Z][a-z’'-]+",
    "[A-Z]",
    "[A-Z.]+",
    r"\d[\d.,:]*",
    r"\W+",
    r"[A-Z]\w+",
)
COLON = SHAPES.index(":")
HEADLINE_WORDS = 25  # at most, in a first paragraph that is a headline

_TAG = {tag: number for number, tag in enumerate(TAGS, 1)}
_DEPENDENCY = {label: number for number, label in enumerate(DEPENDENCIES, 1)}
_ENTITY = {label: number for number, label in enumerate(ENTITIES, 1)}


class Feature(IntEnum):
    """The columns of `Words.features`."""

    TAG = 0
    DEPENDENCY = 1
    ENTITY = 2
    SHAPE = 3
    MARKS = 4
    PLACE = 5


class Marks(IntEnum):
    """How a word stands to the quotation marks around it."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3
    SINGLE = 4
    UNCLOSED = 5


class Place(IntEnum):
    """Where a word stands; a word can be at several of these places, which are added."""

    SENTENCE_START = 1
    PARAGRAPH_START = 2
    HEADLINE = 4
    PARAGRAPH_END = 8


FEATURE_SIZES = (
    len(TAGS) + 1,
    len(DEPENDENCIES) + 1,
    len(ENTITIES) + 1,
    len(SHAPES) + 1,
    len(Marks),
    sum(Place) + 1,
)
"""The number of values of each feature."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of a text, in order, as columns of equal length.

    `features` holds a row of small numbers for each word (grammar, case, quotation marks, place).
    `quotation` is the number of the innermost double quotation around a word, or -1.
    """

    starts: Numbers
    ends: Numbers
    heads: Numbers
    dependencies: Numbers
    sentence: Numbers
    paragraph: Numbers
    quotation: Numbers
    features: Numbers
    quotations: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` to word `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def within(self, span: Span) -> Numbers:
        """The numbers of the words that share a character with the span."""
        first = np.searchsorted(self.ends, span.start, side="right")
        return np.arange(first, np.searchsorted(self.starts, span.end), dtype=np.int64)


def words_of(doc: "Doc") -> Words:
    """The words of a parsed text."""
    tokens = [token for token in doc if not token.is_space]
    number_of = {token.i: number for number, token in enumerate(tokens)}
    starts = np.array([token.idx for token in tokens], dtype=np.int64)
    ends = np.array([token.idx + len(token) for token in tokens], dtype=np.int64)
    found = tuple(quotations(doc.text))
    marks, quotation = _marks(starts, ends, found)
    sentence, paragraph = _numbering(doc, tokens)
    dependencies = np.array([_DEPENDENCY.get(token.dep_, 0) for token in tokens], dtype=np.int64)
    heads = [number_of.get(token.head.i, number) for number, token in enumerate(tokens)]
    features = np.zeros((len(tokens), len(Feature)), dtype=np.int64)
    features[:, Feature.TAG] = [_TAG.get(token.tag_, 0) for token in tokens]
    features[:, Feature.DEPENDENCY] = dependencies
    features[:, Feature.ENTITY] = [_ENTITY.get(token.ent_type_, 0) for token in tokens]
    features[:, Feature.SHAPE] = [_shape(token.text) for token in tokens]
    features[:, Feature.MARKS] = marks
    features[:, Feature.PLACE] = _places(starts, sentence, paragraph)
    return Words(
        starts,
        ends,
        np.array(heads, dtype=np.int64),
        dependencies,
        sentence,
        paragraph,
        quotation,
        features,
        found,
    )


def _numbering(doc: "Doc", tokens: list["Token"]) -> tuple[Numbers, Numbers]:
    """The number of the sentence and of the paragraph of each word."""
    text = doc.text  # spaCy builds it anew at each look
    sentences: list[int] = []
    paragraphs: list[int] = []
    sentence, paragraph, before = -1, 0, 0
    for token in tokens:
        fresh = "\n" in text[before : token.idx]
        before = token.idx + len(token)
        sentence += bool(token.is_sent_start) or fresh or not sentences
        paragraph += fresh and bool(sentences)
        sentences.append(sentence)
        paragraphs.append(paragraph)
    return np.array(sentences, dtype=np.int64), np.array(paragraphs, dtype=np.int64)


def _marks(starts: Numbers, ends: Numbers, found: tuple[Quotation, ...]) -> tuple[Numbers, Numbers]:
    """How each word stands to the quotation marks, and the number of its double quotation."""
    marks = np.full(len(starts), Marks.OUTSIDE, dtype=np.int64)
    inside = np.full(len(starts), -1, dtype=np.int64)
    for number, quotation in enumerate(found):
        first = int(np.searchsorted(ends, quotation.span.start, side="right"))
        last = int(np.searchsorted(starts, quotation.span.end))
        if last <= first:
            continue
        here = marks[first:last]
        if not quotation.primary:
            here[here == Marks.OUTSIDE] = Marks.SINGLE
            continue
        here[:] = Marks.INSIDE if quotation.closed else Marks.UNCLOSED
        inside[first:last] = number
        here[0] = Marks.OPENING
        if quotation.closed and last - first > 1:
            here[-1] = Marks.CLOSING
    return marks, inside


def _shape(word: str) -> int:
    """The number of the first shape of a word."""
    for number, shape in enumerate(SHAPES):
        if re.fullmatch(shape, word):
            return number
    return len(SHAPES)


def _places(starts: Numbers, sentence: Numbers, paragraph: Numbers) -> Numbers:
    """Where each word stands, in the sum of its places."""
    opens_sentence = np.diff(sentence, prepend=-1) != 0
    opens_paragraph = np.diff(paragraph, prepend=-1) != 0
    ends_paragraph = np.append(opens_paragraph[1:], True)[: len(paragraph)]
    # a text whose headline was blanked does not begin at its first character
    headline = (paragraph == 0) & (np.count_nonzero(paragraph == 0) <= HEADLINE_WORDS)
    headline &= starts[:1].sum() == 0
    places: Numbers = (
        Place.SENTENCE_START * opens_sentence
        + Place.PARAGRAPH_START * opens_paragraph
        + Place.HEADLINE * headline
        + Place.PARAGRAPH_END * ends_paragraph
    ).astype(np.int64)
    return places
