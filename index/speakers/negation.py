"""Whether a sentence denies words in it: "the wall was safe" in "never said the wall was safe"."""

import re
from typing import TYPE_CHECKING

from index.speakers.parsing import parse
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.I
)
"""A word that turns others around."""
DENYING_VERBS = (
    "deny refuse decline doubt dispute reject refute dismiss disavow repudiate rebut".split()
)
DENYING_STEM = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ial)|refus|declin|doubt|disput|reject|refut|dismiss|disavow|repudiat|"
    r"rebut)",
    re.I,
)
CARRYING_DEPENDENCIES = (
    "ccomp xcomp acl csubj csubjpass dobj obj pobj prep pcomp attr oprd acomp dative".split()
)
"""How words hang on others that can deny them; what hangs by "because" or "and" is not denied."""
NEGATING_CHILDREN = "det neg nsubj nsubjpass advmod preconj".split()
RIGHT_BEFORE = re.compile(
    r"(?:\b(?:not|never|no|cannot)|n['’]t)(?:,[^,.;]*,)?\s+(?:(?!only\b)\w+ly\s+)?$", re.I
)
"""A negation right before, but for an aside or an adverb: parsers may lose it. Not "not only"."""


def is_negated(sentence: str, words: Span) -> bool:
    """Whether the rest of a sentence denies the words at a span of it, by grammar.

    >>> said = "Lee never said that the wall was safe because it leaked."
    >>> [is_negated(said, Span(said.index(part), said.index(part) + len(part)))
    ...     for part in ("the wall was safe", "it leaked", said)]
    [True, False, False]
    """
    rest = sentence[: words.start], sentence[words.end :]
    if not any(sign.search(part) for sign in (NEGATION, DENYING_STEM) for part in rest):
        return False  # the parser takes its time
    if RIGHT_BEFORE.search(rest[0]):
        return True
    within = [token for token in parse(sentence) if words.start <= token.idx < words.end]
    tops = (token for token in within if token.head == token or token.head not in within)
    top = next((token for token in tops if not token.is_punct), None)
    return top is not None and _denials(top, within) % 2 == 1


def _denials(top: "Token", within: "list[Token]") -> int:
    """How many words deny others from outside, or what these hang on; two of them deny nothing."""
    count = sum(_denies(child) for word in within for child in _outside(word, within))
    while top.head != top and top.dep_ in CARRYING_DEPENDENCIES:
        top = top.head
        count += top.lemma_ in DENYING_VERBS
        count += sum(_denies(child) for child in _outside(top, within))
    return count


def _outside(word: "Token", within: "list[Token]") -> "list[Token]":
    return [child for child in word.children if child not in within]


def _denies(token: "Token") -> bool:
    """Whether a word below another one denies it: "not", "no evidence", "no one"."""
    if token.dep_ not in NEGATING_CHILDREN:
        return False
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    words = [token, *(child for child in token.children if child.dep_ == "det")]
    return any(NEGATION.fullmatch(word.lower_) for word in words) and following != "only"
