"""Polarity: whether what a cue governs was said, denied, or not said at all.

The grammar around a cue gives its clues: what negates it, what it hangs on ("refused to say"), how
its content begins. Weights that `training/fit_polarity.py` learned make the chances of them.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from index.errors import EncoderError
from index.speakers.attribution import Attribution, Polarity
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

WEIGHTS_FILE = Path(__file__).parent / "weights" / "polarity.json"
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

NEGATIVE = set(
    "no not n't n’t never nobody none nothing neither nor nowhere no-one hardly scarcely".split()
)
WITHOUT = set("instead rather short without yet".split())
DENYING = set(
    "contest contradict debunk deny denial disavow disclaim dismiss disown dispute rebut rebuff "
    "rebuttal refute reject rejection renounce repudiate rubbish".split()
)
DENYING_OFF = {
    ("brush", "aside"),
    ("brush", "off"),
    ("knock", "down"),
    ("laugh", "off"),
    ("pour", "on"),
    ("rule", "out"),
    ("shoot", "down"),
    ("shrug", "off"),
    ("wave", "away"),
}
"""Verbs that deny only with this word after them: "laughed off", "poured cold water on"."""
WITHHOLDING = set(
    "avoid balk decline dodge duck evade fail forget hesitate neglect omit refrain refusal refuse "
    "resist sidestep stop unable unwilling reluctant withhold".split()
)
GOVERNED = {"xcomp", "pcomp", "acl", "conj", "ccomp", "advcl", "pobj", "dobj"}
"""How a cue hangs on a word that may negate it."""
DEPENDENT = {"xcomp", "pcomp", "acl"}
"""Of these, those that are negated with the other word."""
STEPS = 3
"""That are followed from a cue up to the words that govern it."""
QUESTIONS = set("whether if who whom whose what which when where why how".split())

Weights = Mapping[str, Sequence[float]]


def with_polarity(doc: "Doc", attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions of a parsed text, each with its polarity.

    Raises EncoderError where the weights are missing or damaged.
    """
    weights = load_weights()
    return [
        replace(one, polarity=polarity_of(clues(doc, one.cue, one.content), weights))
        for one in attributions
    ]


def polarity_of(found: Collection[str], weights: Weights) -> Polarity:
    """The likeliest polarity by the sum of the weights of its clues."""
    sums = [math.fsum(column) for column in zip(*_rows(found, weights), strict=True)]
    return POLARITIES[max(range(len(POLARITIES)), key=sums.__getitem__)]


def clues(doc: "Doc", cue: Span | None, content: Sequence[Span]) -> set[str]:
    """What the grammar around a cue says of its polarity; nothing where there is no cue."""
    phrase = cue and doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if not phrase:
        return set()
    said = {
        token.i
        for span in content
        for token in doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    }
    head, outer = _head(phrase), [token for token in phrase if token.i not in said]
    verb = head.lemma_.lower()
    found = {f"head {verb}", f"tag {head.tag_}", f"content {_beginning(doc, content)}"}
    found |= {f"cue {token.lemma_.lower()}" for token in outer}
    found |= {f"verb {verb} {word.lower_}" for word in _after(head, said)}
    found |= {f"above {clue}" for clue in _above(head, said)}
    if _is_denial(head, said) or any(_is_denial(token, said) for token in outer):
        found.add("denying")
    if _is_withheld(outer, said) or _is_withheld(head.children, said):
        found |= {f"withheld {word.lemma_}" for word in (head, *head.children) if _is_verbal(word)}
        found.add("withheld")
    elif "above withheld" in found:
        found = (found - {"above withheld"}) | {"withheld"}
    if {"denying", "withheld"} <= found:
        found.add("withheld denying")
    return found


def _head(phrase: "Phrase") -> "Token":
    """The verb of a cue on which the rest of it hangs, or the word where it has no verb."""
    root = phrase.root
    if root.pos_ in ("VERB", "AUX", "NOUN"):
        return root
    return next((token for token in phrase if token.pos_ == "VERB"), root)


def _after(head: "Token", said: Collection[int]) -> Iterator["Token"]:
    """What belongs to a verb after it: "off" of "laughed off", "false" of "called false"."""
    for word in head.rights:
        if word.i not in said and word.dep_ in ("prt", "prep", "advmod", "oprd", "acomp"):
            yield word


def _above(head: "Token", said: Collection[int]) -> Iterator[str]:
    """The clues of the words that govern a cue, from near to far."""
    word, dependent = head, True
    for _ in range(STEPS):
        if word.dep_ not in GOVERNED or word.head.i in said:
            return
        relation, word = word.dep_, word.head
        dependent = dependent and (relation in DEPENDENT or _is_alternative(word, relation))
        passed = [word]
        if word.pos_ in ("ADP", "SCONJ"):
            word = word.head
            passed.append(word)
        yield f"{relation} {word.lemma_.lower()}"
        if _is_denial(word, said):
            yield f"{relation} denying"
        if _is_withheld([*passed, *word.children], said):
            yield "withheld" if dependent else f"{relation} withheld"


def _is_alternative(word: "Token", relation: str) -> bool:
    """Whether what is joined to a word shares its negation: "did not apologise or offer to go"."""
    return relation == "conj" and any(
        child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in word.children
    )


def _is_denial(word: "Token", said: Collection[int]) -> bool:
    verb = word.lemma_.lower()
    return verb in DENYING or any(
        (verb, after.lower_) in DENYING_OFF for after in _after(word, said)
    )


def _is_verbal(word: "Token") -> bool:
    return word.dep_ == "aux" or word.pos_ == "VERB"


def _is_withheld(words: Iterable["Token"], said: Collection[int]) -> bool:
    """Whether any of the words keeps what hangs on it from being said, in whatever way."""
    there = [word for word in words if word.i not in said]
    return any(
        word.lemma_.lower() in WITHHOLDING or word.lower_ in WITHOUT for word in there
    ) or bool(_negations(there, said))


def _negations(words: Iterable["Token"], said: Collection[int]) -> list["Token"]:
    """The words that say no, or have a "no" beside or under them; none of what is said counts."""
    return [
        word
        for word in words
        if word.i not in said
        and (
            word.lower_ in NEGATIVE
            or any(child.lower_ in NEGATIVE for child in _below(word) if child.i not in said)
        )
    ]


def _below(word: "Token") -> Iterator["Token"]:
    """A noun's own words, or those of the noun after a preposition."""
    if word.pos_ in ("NOUN", "PROPN", "PRON"):
        yield from (child for child in word.lefts if child.dep_ in ("det", "preconj", "neg"))
    elif word.dep_ == "prep" or word.pos_ == "ADP":
        for child in word.children:
            yield from _below(child)


def _beginning(doc: "Doc", content: Sequence[Span]) -> str:
    """How a content begins: as a question, a clause, a quotation, or otherwise."""
    phrase = doc.char_span(content[0].start, content[0].end, alignment_mode="expand")
    if not phrase:
        return "nothing"
    first = phrase[0]
    if first.lower_ in QUESTIONS:
        return "question"
    if first.is_quote or first.text in "‘’":
        return "quotation"
    return first.lower_ if first.lower_ in ("that", "to", "any") else first.pos_


def _rows(found: Collection[str], weights: Weights) -> Iterator[Sequence[float]]:
    yield weights["constant"]
    yield from (weights[clue] for clue in found if clue in weights)


@cache
def load_weights(file: Path = WEIGHTS_FILE) -> Weights:
    """For each clue a number for each polarity. Raises EncoderError for a damaged file."""
    try:
        weights: Weights = json.loads(file.read_text(encoding="utf-8"))
        if any(len(row) != len(POLARITIES) for row in [weights["constant"], *weights.values()]):
            raise ValueError("a clue needs a number for each polarity")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError(f"{file} cannot be read: install Article QA again.") from error
    return weights
