"""This file is about who speaks, by rules on the grammar: quotation marks and verbs of saying."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.speakers.attributions import Attribution, Kind
from index.speakers.quotation_marks import Quotation, quotations
from index.text import Span, strip

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAYING = set(
    """accuse acknowledge add admit advise agree allege announce answer argue ask assert assure
    believe blame blast boast call caution charge cite claim comment complain concede conclude
    confirm consider contend continue counter criticize declare decry demand denounce deny describe
    disclose dismiss emphasize estimate exclaim expect explain express fear feel find forecast hint
    hope imply indicate inform insist instruct joke know lament learn maintain mention note observe
    offer opine order pledge plan point posit post praise predict proclaim promise propose protest
    question quip quote read reason recall recommend reiterate remark remember remind repeat reply
    report request respond reveal rule say signal speculate state stress suggest suspect swear tell
    testify think threaten tout tweet urge vow want warn wonder worry write shout whisper chide
    chant conclude applaud underline underscore stipulate assume envision decide tease""".split()
)
WITH_CLAUSE = {"ccomp", "xcomp"}
WITH_OBJECT = set(
    """accuse announce applaud blast criticize decry demand denounce deny dismiss emphasize express
    praise pledge promise propose reiterate stress urge warn suggest condemn""".split()
)
ONLY_FINITE = {"ask", "call", "expect", "order", "plan", "want", "find", "offer", "tell", "urge"}


@dataclass(slots=True)
class _Found:
    cue: Span
    source: Span | None
    content: list[Span]
    near: Span


def detect(text: str, doc: "Doc") -> list[Attribution]:
    """The attributions of a parsed text without their speakers' names, in order."""
    marks = [mark for mark in quotations(text) if mark.double]
    found = [*_clauses(doc, marks), *_according(doc), *_labels(text, marks)]
    _give_quotations(text, doc, marks, found)
    result = []
    taken: list[Span] = []
    for one in sorted(found, key=lambda one: -sum(map(len, one.content))):
        content = _merge(text, one.content)
        if not content or any(span.overlap(other) for span in content for other in taken):
            continue
        taken += content
        kind = _kind(text, content, marks)
        sure = {"direct": 0.85, "mixed": 0.75, "indirect": 0.65}[kind]
        result.append(Attribution(content, None, one.source, one.cue, kind, sure))
    return sorted(result, key=lambda attribution: attribution.content[0])


def _clauses(doc: "Doc", marks: list[Quotation]) -> Iterator[_Found]:
    for token in doc:
        if token.lemma_.lower() not in SAYING or (token.tag_[:1] != "V" and token.dep_ != "ROOT"):
            continue
        if _inside(token, marks):
            continue
        source = _subject(token)
        near = Span(token.sent.start_char, token.sent.end_char)
        cue = Span(token.idx, token.idx + len(token))
        content: list[Span] = []
        if source is not None:
            for child in token.children:
                finite = child.dep_ == "ccomp" or token.lemma_ not in ONLY_FINITE
                if (child.dep_ in WITH_CLAUSE and finite) or (
                    child.dep_ == "dobj" and token.lemma_ in WITH_OBJECT
                ):
                    content += _around(child.subtree, token, source, cue)
        yield _Found(cue, source, content, near)


def _around(words: Iterable["Token"], cue: "Token", source: Span, cue_span: Span) -> list[Span]:
    """A clause as spans, without the cue and the source that stand inside it."""
    kept = [
        word
        for word in words
        if not word.is_space and not (source.start <= word.idx < source.end) and word.i != cue.i
    ]
    if not kept:
        return []
    start, end = kept[0].idx, kept[-1].idx + len(kept[-1])
    low, high = min(source.start, cue_span.start), max(source.end, cue_span.end)
    pieces = [(start, min(end, low)), (max(start, high), end)]
    return [Span(a, b) for a, b in pieces if b > a + 1]


def _subject(verb: "Token") -> Span | None:
    """The words that name who does what a verb says."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "agent", "csubj") and child.pos_ != "X":
                return _phrase(child if child.dep_ != "agent" else next(child.children, child))
        if verb.dep_ in ("conj", "xcomp", "advcl", "acl") and verb.head.i != verb.i:
            if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
                return _phrase(verb.head)
            verb = verb.head
            continue
        return None
    return None


def _phrase(head: "Token") -> Span:
    """A noun with what belongs to it, up to a clause that hangs on it."""
    left = min((word.i for word in head.subtree if word.i <= head.i), default=head.i)
    right = head.i
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "punct", "appos", "advcl", "parataxis", "ccomp"):
            break
        if child.dep_ in ("prep", "conj", "cc", "case", "flat"):
            right = max(right, child.right_edge.i)
    words = head.doc[left : right + 1]
    return strip(head.doc.text, Span(words.start_char, words.end_char))


def _according(doc: "Doc") -> Iterator[_Found]:
    for token in doc[:-2]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        named = next((child for child in to.children if child.dep_ == "pobj"), None)
        if named is None:
            continue
        source = _phrase(named)
        sentence = Span(token.sent.start_char, token.sent.end_char)
        cue = Span(token.idx, to.idx + 2)
        if token.idx - sentence.start < 4:
            after = doc.text.find(",", source.end, sentence.end) + 1 or source.end
            content = [Span(after, sentence.end)]
        else:
            content = [Span(sentence.start, token.idx)]
        yield _Found(cue, source, content, sentence)


LABEL = re.compile(r"^[ \t]*((?:[A-Z][\w.’'-]*[ \t]+){0,4}[A-Z][\w.’'-]*):[ \t]+(?=\S)", re.M)


def _labels(text: str, marks: list[Quotation]) -> Iterator[_Found]:
    """Lines of a transcript, `NAME: words`."""
    for match in LABEL.finditer(text):
        name = match.group(1)
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        quoted = any(mark.span.start == match.end() for mark in marks)
        if name.isupper() or quoted:
            source = Span(*match.span(1))
            cue = Span(source.end, source.end + 1)
            yield _Found(cue, source, [Span(match.end(), end)], Span(match.start(), end))


def _give_quotations(text: str, doc: "Doc", marks: list[Quotation], found: list[_Found]) -> None:
    """Give every quotation to the saying beside it, or to the one that the run before has."""
    last: tuple[_Found, Span] | None = None
    for mark in marks:
        span = mark.span
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is None:
            continue
        around = Span(words[0].sent.start_char, words[-1].sent.end_char)
        owner = _owner(text, span, around, found)
        between = text[max(last[1].end, last[0].near.end) : span.start] if last else ""
        if owner is None and last and (not re.search(r"\w", between) and between.count("\n") <= 2):
            owner = last[0]
        if owner is None:
            continue
        owner.content.append(span)
        if len(words) > 3:
            last = (owner, span)


def _owner(text: str, span: Span, around: Span, found: list[_Found]) -> _Found | None:
    best: tuple[float, _Found] | None = None
    for one in found:
        if any(content.contains(span) for content in one.content):
            return one
        if one.source is None or span.contains(one.cue):
            continue
        outside = min(one.cue.start, one.source.start), max(one.cue.end, one.source.end)
        after = outside[0] >= span.end
        gap = text[span.end : outside[0]] if after else text[outside[1] : span.start]
        beside = re.fullmatch(r"[^\w\n]*", gap) if after else re.fullmatch(r"[^\w\n]*:\s*", gap)
        if not around.contains(one.cue) and not beside:
            continue
        cost = len(gap) + (0 if after and len(gap) < 4 else 5)
        if any(other.isalpha() for other in gap) and len(span) < 15 and not one.content:
            cost += 100
        if best is None or cost < best[0]:
            best = (cost, one)
    return best[1] if best and best[0] < 150 else None


def _inside(token: "Token", marks: list[Quotation]) -> bool:
    return any(mark.span.start <= token.idx < mark.span.end for mark in marks)


def _merge(text: str, spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not re.search(r"\w", text[merged[-1].end : max(span.start, merged[-1].end)]):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(kept for span in merged if len(kept := strip(text, span)) > 2)


def _kind(text: str, content: tuple[Span, ...], marks: list[Quotation]) -> Kind:
    words = [
        match.start() + span.start
        for span in content
        for match in re.finditer(r"\w+", span.of(text))
    ]
    quoted = sum(any(m.span.start <= word < m.span.end for m in marks) for word in words)
    share = quoted / max(1, len(words))
    return "direct" if share >= 0.8 else "mixed" if share else "indirect"
