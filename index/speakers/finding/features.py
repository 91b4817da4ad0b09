"""This file is about what the detector sees of a text besides its words: grammar, marks, places."""

import re
from dataclasses import dataclass
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
# the number of values of each feature of a word, and of a word beside a cue
WORD_SIZES = (len(TAGS) + 1, len(DEPENDENCIES) + 1, len(ENTITIES) + 1, 9, 6, 16)
PAIR_SIZES = (33, 15, 16, len(DEPENDENCIES) + 2, len(DEPENDENCIES) + 2, 27, 2)
BACK, ON = 4, 6  # sentences around a cue's own in which its content is looked for
FAR = 5  # paragraphs that a quotation may go on for, before or after
LONGEST = 448  # words
HEADLINE = 25  # words at most in a first paragraph that is one

_TAG = {tag: number for number, tag in enumerate(TAGS, 1)}
_DEPENDENCY = {label: number for number, label in enumerate(DEPENDENCIES, 1)}
_ENTITY = {label: number for number, label in enumerate(ENTITIES, 1)}


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
    place = {token.i: number for number, token in enumerate(tokens)}
    starts = np.array([token.idx for token in tokens], dtype=np.int64)
    ends = np.array([token.idx + len(token) for token in tokens], dtype=np.int64)
    marks = tuple(found for found in quotations(doc.text))
    state, inside = _quotation_states(starts, ends, marks)
    sentence, paragraph = _numbering(doc, tokens)
    features = np.zeros((len(tokens), len(WORD_SIZES)), dtype=np.int64)
    dependencies = np.array([_DEPENDENCY.get(token.dep_, 0) for token in tokens], dtype=np.int64)
    features[:, 0] = [_TAG.get(token.tag_, 0) for token in tokens]
    features[:, 1] = dependencies
    features[:, 2] = [_ENTITY.get(token.ent_type_, 0) for token in tokens]
    features[:, 3] = [_shape(token.text) for token in tokens]
    features[:, 4] = state
    features[:, 5] = _places(starts, sentence, paragraph)
    heads = [place.get(token.head.i, number) for number, token in enumerate(tokens)]
    return Words(
        starts,
        ends,
        np.array(heads, dtype=np.int64),
        dependencies,
        sentence,
        paragraph,
        inside,
        features,
        marks,
    )


def window(words: Words, cue: int) -> tuple[int, int]:
    """The words, from and up to, among which the content and source of a cue are looked for.

    The sentences around it in its paragraph, and the paragraphs into which a quotation runs on
    before it, or after it or its colon.
    """
    sentence, paragraph = words.sentence, words.paragraph
    here = paragraph[cue]
    first = np.searchsorted(sentence, sentence[cue] - BACK)
    last = np.searchsorted(sentence, sentence[cue] + ON, side="right")
    opening, closing = _edges(paragraph, here)
    first, last = max(first, opening), min(last, closing)
    state = words.features[:, 4]
    if first == opening:
        for before in range(here - 1, max(here - 1 - FAR, -1), -1):
            start, end = _edges(paragraph, before)
            if not (state[first] == 2 and state[end - 1] == 5):
                break
            first = start
    if last == closing:
        for after in range(here + 1, min(here + 1 + FAR, int(paragraph[-1]) + 1)):
            start, end = _edges(paragraph, after)
            colon = after == here + 1 and words.features[start - 1, 3] == COLON
            if not (state[start] == 2 or colon):
                break
            last = end
    first = max(first, cue - LONGEST // 2)
    return int(first), int(min(last, first + LONGEST))


def pair_features(words: Words, cue: int, first: int, last: int) -> Numbers:
    """How each word of a window stands to the cue: a row of small numbers for each word."""
    rows = np.zeros((last - first, len(PAIR_SIZES)), dtype=np.int64)
    distance = np.arange(first, last) - cue
    rows[:, 0] = 16 + np.sign(distance) * np.minimum(
        15, np.ceil(3 * np.log2(1 + np.abs(distance) / 2)).astype(np.int64)
    )
    rows[:, 1] = 7 + np.clip(words.sentence[first:last] - words.sentence[cue], -7, 7)
    rows[:, 2] = _quotation_relation(words, cue, first, last)
    rows[:, 3:6] = len(DEPENDENCIES) + 1, len(DEPENDENCIES) + 1, 26
    low = max(first, int(np.searchsorted(words.sentence, words.sentence[cue])))
    high = min(last, int(np.searchsorted(words.sentence, words.sentence[cue], side="right")))
    rows[low - first : high - first, 3:6] = _paths(words, cue, low, high)
    rows[:, 6] = words.paragraph[first:last] != words.paragraph[cue]
    return rows


def _numbering(doc: "Doc", tokens: list["Token"]) -> tuple[Numbers, Numbers]:
    text = doc.text  # built anew at each look
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


def _quotation_states(
    starts: Numbers, ends: Numbers, marks: tuple[Quotation, ...]
) -> tuple[Numbers, Numbers]:
    """0 outside, 1 in double marks, 2 opening, 3 closing, 4 in single ones, 5 in one left open."""
    state = np.zeros(len(starts), dtype=np.int64)
    inside = np.full(len(starts), -1, dtype=np.int64)
    for number, quotation in enumerate(marks):
        first = int(np.searchsorted(ends, quotation.span.start, side="right"))
        last = int(np.searchsorted(starts, quotation.span.end))
        if last <= first:
            continue
        if not quotation.double:
            state[first:last] = np.where(state[first:last] == 0, 4, state[first:last])
            continue
        state[first:last] = 1 if quotation.closed else 5
        inside[first:last] = number
        state[first] = 2
        if quotation.closed and last - first > 1:
            state[last - 1] = 3
    return state, inside


COLON = 0  # the first of the shapes
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


def _shape(word: str) -> int:
    for number, shape in enumerate(SHAPES):
        if re.fullmatch(shape, word):
            return number
    return len(SHAPES)


def _places(starts: Numbers, sentence: Numbers, paragraph: Numbers) -> Numbers:
    """First of a sentence 1, first of a paragraph 2, headline 4, last of a paragraph 8."""
    fresh_sentence = np.diff(sentence, prepend=-1) != 0
    fresh_paragraph = np.diff(paragraph, prepend=-1) != 0
    ending = np.append(fresh_paragraph[1:], True) if len(paragraph) else fresh_paragraph
    # a text whose headline was blanked does not begin at its first character
    headline = (paragraph == 0) & (np.count_nonzero(paragraph == 0) <= HEADLINE)
    headline &= starts[:1].sum() == 0
    places: Numbers = (fresh_sentence + 2 * fresh_paragraph + 4 * headline + 8 * ending).astype(
        np.int64
    )
    return places


def _edges(paragraph: Numbers, number: int) -> tuple[int, int]:
    return (
        int(np.searchsorted(paragraph, number)),
        int(np.searchsorted(paragraph, number, side="right")),
    )


def _quotation_relation(words: Words, cue: int, first: int, last: int) -> Numbers:
    """0 outside marks; else the quotation of the cue, or which one before or after it."""
    inside = words.quotation[first:last]
    own = words.quotation[cue]
    before = np.unique(words.quotation[first : cue + 1])[::-1]
    after = np.unique(words.quotation[cue:last])
    order = {-1: 0}
    for rank, number in enumerate(x for x in before.tolist() if x not in (-1, own)):
        order[number] = 2 + min(rank, 3)
    for rank, number in enumerate(x for x in after.tolist() if x not in (-1, own)):
        order[number] = 6 + min(rank, 3)
    if own >= 0:
        order[int(own)] = 1
    relation = np.array([order[number] for number in inside.tolist()], dtype=np.int64)
    single = words.features[first:last, 4] == 4
    return np.where((relation == 0) & single, 10, relation)


def _paths(words: Words, cue: int, low: int, high: int) -> Numbers:
    """The way through the parse from each word of the cue's sentence to the cue.

    Columns: the label of the branch below the meeting point on the word's side, the same on the
    cue's side, and how many steps lie on either side (0 to 4 up from the cue, 0 to 4 down).
    """
    heads, labels = words.heads, words.dependencies
    up: dict[int, tuple[int, int]] = {}
    node, steps, label = cue, 0, 0
    while node not in up:
        up[node] = (steps, label)
        label, steps, node = int(labels[node]), steps + 1, int(heads[node])
    found = np.zeros((high - low, 3), dtype=np.int64)
    nothing = len(DEPENDENCIES) + 1
    for word in range(low, high):
        node, down, label = word, 0, 0
        while node not in up and down < 60 and heads[node] != node:
            label, down, node = int(labels[node]), down + 1, int(heads[node])
        if node not in up:
            found[word - low] = nothing, nothing, 25
            continue
        rise, own = up[node]
        found[word - low] = label, own, 5 * min(rise, 4) + min(down, 4)
    return found
