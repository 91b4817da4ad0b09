"""The clues to polarity: what negates a cue, what it hangs on, and how its content begins."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

NEGATIVE_WORDS = set(
    "no not n't n’t never nobody none nothing neither nor nowhere no-one hardly scarcely".split()
)
REPLACING_WORDS = set("instead rather without".split())
DENYING_LEMMAS = set(
    "contest contradict debunk deny denial disavow disclaim dismiss disown dispute rebut rebuff "
    "rebuttal refute reject rejection renounce repudiate rubbish".split()
)
DENYING_PAIRS = {
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
WITHHOLDING_LEMMAS = set(
    "avoid balk decline dodge duck evade fail forget hesitate neglect omit refrain refuse "
    "resist sidestep stop unable unwilling reluctant withhold".split()
)
WITHHOLDING_NOUNS = {"failure", "refusal", "reluctance"}
WITHHOLDING_PAIRS = {("be", "yet"), ("fall", "short"), ("have", "yet"), ("stop", "short")}
"""Verbs that withhold only with this word after them: "has yet to say"."""
BELIEVING_LEMMAS = set("accept agree believe expect feel support think want".split())
"""Who does not do so denies what others say."""
GOVERNED_DEPENDENCIES = {"xcomp", "pcomp", "acl", "conj", "ccomp", "advcl", "pobj", "dobj"}
"""How a cue hangs on a word that may negate it."""
DEPENDENT_DEPENDENCIES = {"xcomp", "pcomp", "acl"}
"""Of these, those that are negated with the other word."""
NEGATING_DEPENDENCIES = set("neg advmod nsubj nsubjpass dobj dative attr preconj cc det".split())
OBJECT_DEPENDENCIES = {"dobj", "attr", "dative"}
GOVERNOR_STEPS = 3
"""That are followed from a cue up to the words that govern it."""
QUESTION_WORDS = set("whether if who whom whose what which when where why how".split())


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
    objects = [word for word in head.rights if word.i in said and word.dep_ in OBJECT_DEPENDENCIES]
    if _negations(objects, ()):
        found |= {"object negated", f"object negated {verb}"}
    own = _is_withheld([*outer, *_beside(head)], said)
    if own or "above withheld" in found:
        found = (found - {"above withheld"}) | {"withheld"}
        found |= {"withheld denying"} if "denying" in found else set()
        found |= {"withheld believing"} if verb in BELIEVING_LEMMAS else set()
    if own:
        auxiliaries = [child for child in head.children if child.dep_ == "aux"]
        found |= {f"withheld {word.lemma_.lower()}" for word in (head, *auxiliaries)}
    return found


def negates(found: Collection[str]) -> bool:
    """Whether any of the clues is a negation, of the cue or of what governs it."""
    return any(
        clue.endswith((" withheld", "object negated")) or clue == "withheld" for clue in found
    )


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
    for _ in range(GOVERNOR_STEPS):
        if word.dep_ not in GOVERNED_DEPENDENCIES or word.head.i in said:
            return
        relation, word = word.dep_, word.head
        dependent = dependent and (
            relation in DEPENDENT_DEPENDENCIES or _is_alternative(word, relation)
        )
        passed = [word]
        if word.pos_ in ("ADP", "SCONJ"):
            word = word.head
            passed.append(word)
        yield f"{relation} {word.lemma_.lower()}"
        if _is_denial(word, said):
            yield f"{relation} denying"
        if _is_withheld([*passed, *_beside(word)], said):
            yield "withheld" if dependent else f"{relation} withheld"


def _is_alternative(word: "Token", relation: str) -> bool:
    """Whether what is joined to a word shares its negation: "did not apologise or offer to go"."""
    return relation == "conj" and any(
        child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in word.children
    )


def _is_denial(word: "Token", said: Collection[int]) -> bool:
    verb = word.lemma_.lower()
    return verb in DENYING_LEMMAS or any(
        (verb, after.lower_) in DENYING_PAIRS for after in _after(word, said)
    )


def _is_withheld(words: Sequence["Token"], said: Collection[int]) -> bool:
    """Whether any of the words keeps what hangs on it from being said, in whatever way.

    Two of them, "did not hesitate to say", keep nothing.
    """
    there = [word for word in words if word.i not in said]
    holding = [word for word in there if _is_withholding(word)]
    negated = bool(_negations(there, said))
    if holding:
        return not negated and not any(_negations(_beside(word), said) for word in holding)
    return negated


def _is_withholding(word: "Token") -> bool:
    lemma = word.lemma_.lower()
    return (
        (lemma in WITHHOLDING_LEMMAS and word.pos_ in ("VERB", "ADJ"))
        or lemma in WITHHOLDING_NOUNS
        or word.lower_ in REPLACING_WORDS
        or (word.head.lemma_.lower(), word.lower_) in WITHHOLDING_PAIRS
        or any((lemma, after.lower_) in WITHHOLDING_PAIRS for after in word.rights)
    )


def _beside(verb: "Token") -> Iterator["Token"]:
    """What can negate a verb: "not", "never", its subject or object, or "at no point" before it."""
    for child in verb.children:
        if child.dep_ in NEGATING_DEPENDENCIES or (child.dep_ == "prep" and child.i < verb.i):
            yield child


def _negations(words: Iterable["Token"], said: Collection[int]) -> list["Token"]:
    """The words that say no, or have a "no" beside or under them; none of what is said counts."""
    return [
        word
        for word in words
        if word.i not in said
        and not (word.i + 1 < len(word.doc) and word.nbor().lower_ == "only")
        and (
            word.lower_ in NEGATIVE_WORDS
            or any(child.lower_ in NEGATIVE_WORDS for child in _below(word) if child.i not in said)
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
    if first.lower_ in QUESTION_WORDS:
        return "question"
    if first.is_quote or first.text in "‘’":
        return "quotation"
    return first.lower_ if first.lower_ in ("that", "to", "any") else first.pos_
