"""Documents and mouthpieces: who issued a statement, and for whom a spokeswoman speaks."""

from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.naming.nouns import noun, singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# what WordNet does not yet count among writings, or counts among acts
MODERN_DOCUMENTS = set(
    """tweet post release podcast study survey poll column ruling lawsuit suit leaflet finding
    findings judgment judgement broadcast video facebook twitter instagram""".split()
)
NO_DOCUMENTS = set(
    """question comment claim word name language voice talk conversation speech interview joke
    call signal sign message promise rumor rumour news argument answer reason term phrase idea
    fact subject issue topic point line address introduction title interest debate""".split()
)
PLATFORMS = {
    "Twitter",
    "Facebook",
    "Instagram",
    "X",
    "TikTok",
    "Truth",
    "YouTube",
    "LinkedIn",
    "Telegram",
}
"""First words of what a post is on, which did not issue it."""
MOUTHPIECES = set("spokesman spokeswoman spokesperson spokespeople representative office".split())
ISSUING_PREPOSITIONS = ("from", "by", "of", "for", "to")
CARRYING_PREPOSITIONS = ("in", "on", "via", "through", "by")
SUBJECTS = ("nsubj", "nsubjpass", "agent")
DOCUMENT_SHARE = 0.5
"""Of a noun's uses, from which it is taken for a document: the greater half."""


def is_document(word: str) -> bool:
    """Whether a noun names a piece of writing or a broadcast that somebody issues.

    >>> is_document("statements"), is_document("tweet"), is_document("experience")
    (True, True, False)
    """
    lower = singular(word)
    if lower in MODERN_DOCUMENTS:
        return True
    return lower not in NO_DOCUMENTS and noun(lower).document >= DOCUMENT_SHARE


def is_mouthpiece(word: str) -> bool:
    """Whether a noun names somebody or something through which another speaks."""
    return singular(word) in MOUTHPIECES


def issuers(document: "Token") -> "list[Token]":
    """The words for who may have issued a document, the surest first.

    "the firm's report", "a letter from Moss", "a police statement"; then the subject of the verb
    on which it hangs: "Moss issued a statement", "she wrote in a letter".
    """
    found = [child for child in document.children if child.dep_ == "poss"]
    for child in document.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ISSUING_PREPOSITIONS[:4]:
            found += [word for word in child.children if word.dep_ == "pobj"]
    found += [child for child in document.lefts if child.dep_ in ("compound", "nmod")]
    verb = document.head
    if document.dep_ == "pobj":
        if verb.lower_ not in ("in", "on", "via", "through", "by", "with"):
            return found
        verb = verb.head
        while verb.dep_ in ("prep", "pobj", "dobj") and verb.pos_ != "VERB":
            verb = verb.head
    elif document.dep_ not in ("dobj", "nsubjpass", "conj", "attr"):
        return found
    if verb.pos_ in ("VERB", "AUX"):
        found += [word for word in _subjects(verb) if word.i != document.i]
    return found


def _subjects(verb: "Token") -> "list[Token]":
    """The subjects of a verb, or of the verbs to which it is joined or subordinate."""
    for _ in range(4):
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        agents = [
            word
            for child in verb.children
            if child.dep_ == "agent"
            for word in child.children
            if word.dep_ == "pobj"
        ]
        if agents:
            return agents
        if subjects:
            return subjects
        if verb.dep_ not in ("conj", "advcl", "xcomp", "acl", "relcl", "ccomp"):
            return []
        if verb.dep_ in ("acl", "relcl"):
            return [verb.head]
        verb = verb.head
    return []


def document_of(doc: "Doc", attribution: Attribution) -> str | None:
    """The document in which somebody says something: "letter" of "wrote in a letter"."""
    cue = attribution.cue
    words = cue and doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if not words:
        return None
    said = attribution.content
    for verb in (*words, *(words.root.head,)):
        for child in verb.children:
            if child.dep_ != "prep" or child.lower_ not in CARRYING_PREPOSITIONS:
                continue
            for carrier in child.children:
                inside = any(span.start <= carrier.idx < span.end for span in said)
                if carrier.dep_ == "pobj" and not inside and is_document(carrier.text):
                    return singular(carrier.text)
    return None
