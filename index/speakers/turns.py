"""Turns as statements: what the form of a text gives to a speaker, and whom it names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.articles import Article
from index.span_map import SpanMap
from index.speakers.attribution import Attribution, Speaker
from index.speakers.naming.anaphors import PRONOUN_GENDERS
from index.speakers.naming.office_words import is_office, is_title
from index.speakers.naming.people import Entity
from index.speakers.naming.references import References
from index.structure.names import bearer_of, in_small_letters, initials, name_part, surname
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

TURN_CONFIDENCE = 0.95
"""Set by hand: the turns found in 37 pieces written for it all had the right words."""
SUBJECTS = ("nsubj", "nsubjpass")


def turn_statements(article: Article, doc: "Doc") -> list[Attribution]:
    """The turns of an article as attributions, with the words that tell who speaks.

    A turn is left out where the sentence before it names nobody. The speakers are still to be
    named, by `name_speakers` and then `settle_labels`.
    """
    if not article.turns:
        return []
    references = References(doc, [])
    interviewee = _interviewee(article, doc, references.names)
    found = []
    for turn in article.turns:
        source = turn.label
        if turn.told == "interview":
            source = None if turn.asks else interviewee
        elif turn.told == "sentence" and turn.label:
            source = _introduced_by(doc, turn.label, references)
            if source is None:
                continue
        elif turn.label:
            source = _name_in(article.text, turn.label)
        found.append(Attribution(turn.words, None, source, None, "direct", TURN_CONFIDENCE))
    return found


def beside_turns(found: Sequence[Attribution], turns: Sequence[Attribution]) -> list[Attribution]:
    """All statements in order, without those found in the words or the labels of turns."""
    spoken = [(span, turn) for turn in turns for span in turn.content]
    labels = [(turn.source, turn) for turn in turns if turn.source]
    taken = SpanMap([*spoken, *labels])
    kept = []
    for statement in found:
        content = tuple(span for span in statement.content if not any(taken.overlapping(span)))
        if content == statement.content or (content and statement.kind == "direct"):
            kept.append(replace(statement, content=content))
    return sorted([*kept, *turns], key=lambda statement: statement.content[0])


def settle_labels(article: Article, named: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, whose speakers bear the names of their labels at the least.

    A surname or initials are those of the fullest label, or else of a speaker named elsewhere; a
    speaker whom the grammar of a label has not told is called by the label itself.
    """
    labels = [turn.label for turn in article.turns if turn.told == "label" and turn.label]
    known: dict[str, Speaker] = {}
    for label in labels:
        named_so = label_speaker(label.of(article.text))
        key = surname(named_so.name)
        if key not in known or len(named_so.name.split()) > len(known[key].name.split()):
            known[key] = named_so
    by_place = {_name_in(article.text, label): label for label in labels}
    others = [statement.speaker for statement in named if statement.speaker]
    prompts = {turn.words for turn in article.turns if turn.asks and not turn.label}
    settled = []
    for statement in named:
        speaker: Speaker | None = None
        if statement.source in by_place:
            label = by_place[statement.source]
            speaker = _settled(article.text, label, statement.speaker, known, others)
        elif statement.content not in prompts:
            settled.append(statement)
            continue
        settled.append(replace(statement, speaker=speaker, confidence=TURN_CONFIDENCE))
    return settled


def label_speaker(label: str) -> Speaker:
    """Whom a label names, and what it says that they are.

    >>> label_speaker("DR. LENA BRUSCH, HYDROLOGIST")
    Speaker(name='Lena Brusch', role='Hydrologist')
    """
    label = in_small_letters(label)
    name = name_part(label)
    role = label[len(name) :].strip(" ,()[]|–—-") or None
    return Speaker(_without_titles(name), role)


def _settled(
    text: str,
    label: Span,
    speaker: Speaker | None,
    known: dict[str, Speaker],
    others: Sequence[Speaker],
) -> Speaker:
    """The speaker of a label: as named by the grammar, if that is the name in the label."""
    own = label_speaker(label.of(text))
    letters = own.name.replace(".", "")
    if len(letters) < 5 and letters.isupper():
        same = [other for other in (*known.values(), *others) if initials(other.name) == letters]
        own = same[0] if same else Speaker(bearer_of(letters, text) or own.name)
    key = surname(own.name)
    fullest = known.get(key, own)
    if speaker and key in speaker.name.casefold().split():
        named = _without_titles(speaker.name)
        fuller = len(named.split()) >= len(fullest.name.split())
        return Speaker(named if fuller else fullest.name, speaker.role or fullest.role)
    if len(fullest.name.split()) > 1:
        return fullest
    return next((other for other in others if surname(other.name) == key), fullest)


def _without_titles(name: str) -> str:
    """A name without the titles before it: "Dr. Ann Lee", and "Dr. Lee" but not "Judge Lee"."""
    words = name.split()
    while len(words) > 1 and is_title(words[0]) and (len(words) > 2 or words[0].endswith(".")):
        words.pop(0)
    return " ".join(words)


def _name_in(text: str, label: Span) -> Span:
    """The place of the name in a label, before a comma or a bracket."""
    return Span(label.start, label.start + len(name_part(label.of(text))))


def _interviewee(article: Article, doc: "Doc", names: dict[int, Entity]) -> Span | None:
    """Where the person is named whom an interview is with: most named before its first question."""
    turns = [turn for turn in article.turns if turn.told == "interview"]
    if not turns:
        return None
    begins = min(turn.words[0].start for turn in article.turns)
    named: dict[Entity, list[int]] = {}
    for token in doc:
        entity = names.get(token.i)
        if token.idx >= begins:
            break
        if entity is not None and _may_be_person(entity) and names.get(token.i - 1) is not entity:
            named.setdefault(entity, []).append(token.i)
    if not named:
        return None
    entity = max(named, key=lambda entity: len(named[entity]))
    mention = max(entity.mentions, key=lambda mention: len(mention.words))
    return _place(doc[mention.first : mention.last + 1])


def _may_be_person(entity: Entity) -> bool:
    return bool(entity.person) or (entity.person is None and len(entity.words) > 1)


def _introduced_by(doc: "Doc", paragraph: Span, references: References) -> Span | None:
    """Who is named in the last sentence of a paragraph: its subject, or the only person in it."""
    phrase = doc.char_span(paragraph.start, paragraph.end, alignment_mode="expand")
    if phrase is None:
        return None
    last = phrase[-1].sent
    for token in last:
        if (
            token.dep_ in SUBJECTS
            and token.head.dep_ in ("ROOT", "conj")
            and _is_human(token, references.at)
        ):
            return _place(doc[token.left_edge.i : token.right_edge.i + 1])
    for part in (last, phrase):
        people = list(_people(part, references.names))
        if len(set(map(id, people))) == 1:
            mentions = [m for m in people[0].mentions if part.start <= m.first < part.end]
            if mentions:
                return _place(doc[mentions[0].first : mentions[0].last + 1])
    return None


def _people(phrase: "Phrase", names: dict[int, Entity]) -> Iterator[Entity]:
    for token in phrase:
        entity = names.get(token.i)
        if entity is not None and _may_be_person(entity):
            yield entity


def _is_human(token: "Token", at: dict[int, Entity]) -> bool:
    entity = at.get(token.i)
    if entity is not None:
        return _may_be_person(entity)
    return token.lower_ in PRONOUN_GENDERS or is_office(token.text)


def _place(phrase: "Phrase") -> Span:
    return Span(phrase.start_char, phrase.end_char)
