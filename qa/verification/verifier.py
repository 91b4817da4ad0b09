"""The verdict on a quotation: where it stands in the articles, and what speaks against it."""

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from index import Attribution, Span
from index.indexed import IndexedArticle
from index.speakers.negation import NEGATION, is_negated
from index.text import word_count
from qa.candidates import Place
from qa.citing.answers import Citation
from qa.citing.extracts import extract
from qa.settings import Settings
from qa.verification.alignment import Aligned, Alignment, alignments
from qa.verification.article_words import ArticleWords
from qa.verification.quotation import Gap, Piece, QuotedWord, pieces_of
from qa.verification.results import Difference, Verdict, Verification
from qa.verification.whose import are_of_several, attribution_of_words, is_under_name

LEAST_ALIGNMENT_SCORE = 0.15
"""The least score of a placing that is shown as an altered quotation.

Of 300 quotations held against 23 articles that they are not from, 12 of 6,900 reach it.
"""
TELLING_LETTERS = 4
"""Letters of a word that an altered quotation must share with the article; set by hand."""
LEAST_SHARE_THERE = 0.5
"""Share of a quotation's words that an article must have to be looked into; set by hand."""
MOST_ARTICLES_READ = 30
"""That are looked into: those with the most words of the quotation, and of pairs of them."""
PLAIN_LETTERS = re.compile(r"[a-z0-9]+")
"""What accents, apostrophes and ligatures leave of a word."""
SHORT_CUT_WORDS = 4
"""Words of a cut or a bracket up to which a negation anywhere in it turns what is left around."""
CLAUSE_ENDS = ",;:.!?–—-"
MARKS_AROUND_A_CUT = " \n\t\"'“”‘’«»"


@dataclass(frozen=True, slots=True)
class Placing:
    """A place of a quotation in an article, and what is known of it there."""

    article: ArticleWords
    alignment: Alignment
    span: Span
    attribution: Attribution | None
    differences: tuple[Difference, ...]
    agrees: bool | None
    """Whether who says it is who was named; None where it is unsure, or nobody was named."""


class Verifier:
    """Verifies quotations by articles; the words of those looked into last it keeps."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._words = lru_cache(MOST_ARTICLES_READ)(ArticleWords.of)

    def verify(
        self, quotation: str, indexed: Iterable[IndexedArticle], *, speaker: str | None = None
    ) -> Verification:
        """Holds a quotation against articles, and its name against who says it there.

        Raises QuotationError for what has no words or is too long.
        """
        pieces = pieces_of(quotation)
        placings = [
            _placing(pieces, article, alignment, speaker)
            for article in map(self._words, _likely(pieces, indexed))
            for alignment in alignments(pieces, article, least=LEAST_ALIGNMENT_SCORE)
            if alignment.is_exact or _shares_telling(pieces, alignment)
        ]
        if not placings:
            return Verification(quotation, speaker, "not found")
        best, *others = sorted(placings, key=_preference, reverse=True)
        further = () if best.differences else (other for other in others if not other.differences)
        return Verification(
            quotation,
            speaker,
            _verdict(best),
            best.agrees,
            self._citation(best, 1),
            best.differences,
            tuple(self._citation(placing, number) for number, placing in enumerate(further, 2)),
        )

    def _citation(self, placing: Placing, number: int) -> Citation:
        indexed, words = placing.article.indexed, placing.span
        sentences = indexed.sentences_in(words)
        around = Span(sentences[0].start, sentences[-1].end) if sentences else words
        both = Span(min(around.start, words.start), max(around.end, words.end))
        longest = max(self._settings.extract_words, word_count(both.of(indexed.article.text)))
        cited = extract(Place(indexed, both, words), placing.attribution, longest)
        return Citation(number, indexed.article, cited, words, placing.attribution)


def _likely(pieces: Sequence[Piece], indexed: Iterable[IndexedArticle]) -> Iterator[IndexedArticle]:
    """The articles with enough of the words, those with the most first, whatever their order."""
    keys = [piece.stem or piece.key for piece in pieces if isinstance(piece, QuotedWord)]
    words = [PLAIN_LETTERS.findall(key) or [key] for key in keys]
    pairs = [[f"{key} {following}"] for key, following in pairwise(keys)]
    found = []
    for article in indexed:
        text = article.article.text.casefold()
        if (share := _share(words, text)) >= LEAST_SHARE_THERE:
            found.append((share + _share(pairs, text), article))
    return (article for _, article in heapq.nlargest(MOST_ARTICLES_READ, found, key=itemgetter(0)))


def _shares_telling(pieces: Sequence[Piece], alignment: Alignment) -> bool:
    same = (
        pieces[step.piece]
        for step in alignment.steps
        if step.step == "same" and step.piece is not None
    )
    return any(
        isinstance(piece, QuotedWord) and len(piece.key) >= TELLING_LETTERS for piece in same
    )


def _share(parts: Sequence[Sequence[str]], text: str) -> float:
    return sum(all(part in text for part in word) for word in parts) / max(1, len(parts))


def _placing(
    pieces: Sequence[Piece], article: ArticleWords, alignment: Alignment, named: str | None
) -> Placing:
    indexed = article.indexed
    runs = groupby(alignment.steps, key=lambda step: step.step in ("same", "other"))
    beside = [list(steps) for is_beside, steps in runs if is_beside]
    spans = [article.span(steps[0].first, steps[-1].last) for steps in beside]
    attribution = attribution_of_words(indexed.said, spans)
    passed = any(step.step == "passed" and step.last > step.first for step in alignment.steps)
    spliced = passed and are_of_several(indexed.said, spans)
    return Placing(
        article,
        alignment,
        article.span(alignment.first, alignment.last),
        attribution,
        tuple(_differences(pieces, article, alignment.steps, spliced)),
        _agrees(article, attribution, article.span(alignment.first, alignment.last), named),
    )


def _differences(
    pieces: Sequence[Piece], article: ArticleWords, steps: Sequence[Aligned], spliced: bool
) -> Iterator[Difference]:
    """The runs of words that are not the same, and gaps that hide too much."""
    quoted_to, found_to = 0, article.words[steps[0].first].span.start
    runs = groupby(steps, key=lambda step: _is_allowed(pieces, article, step, spliced))
    for allowed, together in runs:
        run = list(together)
        numbers = [step.piece for step in run if step.piece is not None]
        quoted, found = Span(quoted_to, quoted_to), Span(found_to, found_to)
        if numbers:
            quoted = Span(pieces[numbers[0]].span.start, pieces[numbers[-1]].span.end)
        if run[0].first < run[-1].last:
            found = article.span(run[0].first, run[-1].last)
        quoted_to, found_to = quoted.end, found.end
        if not allowed:
            yield Difference(quoted, found)


def _is_allowed(
    pieces: Sequence[Piece], article: ArticleWords, step: Aligned, spliced: bool
) -> bool:
    if step.step != "passed" or step.last == step.first:
        return step.step in ("same", "passed")
    if spliced:
        return False
    if step.piece is None:
        return True
    gap, count = pieces[step.piece], step.last - step.first
    cut = article.span(step.first, step.last)
    return (
        isinstance(gap, Gap)
        and count <= gap.limit
        and not _turns(article.indexed.article.text, cut, count)
    )


def _turns(text: str, cut: Span, count: int) -> bool:
    """Whether a cut takes out a negation of what is left, and no clause of its own."""
    before, after = (
        text[: cut.start].rstrip(MARKS_AROUND_A_CUT)[-1:],
        text[cut.end :].lstrip(MARKS_AROUND_A_CUT)[:1],
    )
    if before in CLAUSE_ENDS and after in CLAUSE_ENDS:
        return False
    first = NEGATION.search(cut.of(text))
    return first is not None and (count <= SHORT_CUT_WORDS or first.start() == 0)


def _agrees(
    article: ArticleWords, attribution: Attribution | None, words: Span, named: str | None
) -> bool | None:
    if named is None:
        return None
    if attribution is None:
        is_marked = any(quotation.span.overlap(words) for quotation in article.quotations)
        return None if is_marked else False
    return is_under_name(named, attribution, article.indexed)


def _preference(placing: Placing) -> tuple[bool, float, int]:
    """Word for word before altered, then the likest, then under the name that was given."""
    agreement = {True: 2, None: 1, False: 0}[placing.agrees]
    return not placing.differences, placing.alignment.score, agreement


def _verdict(placing: Placing) -> Verdict:
    if placing.differences:
        return "altered"
    if _is_rejected(placing) or _is_negated(placing.article.indexed, placing.span):
        return "negated there"
    return "under another name" if placing.agrees is False else "word for word"


def _is_rejected(placing: Placing) -> bool:
    """Whether the words were denied or not said, by a cue that the quotation leaves out."""
    attribution = placing.attribution
    if attribution is None or attribution.polarity == "said":
        return False
    return attribution.cue is None or not placing.span.contains(attribution.cue)


def _is_negated(indexed: IndexedArticle, words: Span) -> bool:
    sentences = indexed.sentences_in(words)
    if not sentences or words.start < sentences[0].start:
        return False
    around = Span(sentences[0].start, max(sentences[-1].end, words.end))
    return is_negated(around.of(indexed.article.text), words.moved(-around.start))
