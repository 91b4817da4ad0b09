"""What each rule of attribution brings: every rule switched off in turn, on annotated articles."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import numpy as np

from eval.scoring.attribution.counts import article_counts
from eval.scoring.attribution.statements import prediction
from eval.scoring.measures import f1
from index import Article
from index.speakers import Attribution, attribute_quotations
from index.speakers.finding.network import Network
from index.speakers.finding.readings import Reading
from index.speakers.finding.words import Words
from index.speakers.naming.choosing import Choice
from index.speakers.naming.resolver import NOBODY
from index.speakers.parsing import parse
from training.ablation import Rule, first_argument, replaced, says, switched_off
from training.speakers_data import Record, read_articles


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of all articles together; F1 in percent.

    `right_names` and `wrong_names` count the statements found under the marked name and under
    another, where a set has names; `pronouns` those he, she and they whose person is right.
    """

    sentence_speaker: float
    end_to_end: float
    right_names: int
    wrong_names: int
    pronouns: int


RULE_WIDTH = 48
"""Of the column of rules, in characters."""
RULES = (
    Rule("index.speakers.finding.readings", "outermost", first_argument),
    Rule("index.speakers.finding.drafts", "_smooth", says(None)),
    Rule("index.speakers.finding.drafts", "_after_colon", says(None)),
    Rule("index.speakers.finding.drafts", "_snap", says(None)),
    Rule("index.speakers.finding.runs", "complete", says(None)),
    Rule("index.speakers.finding.unclaimed", "unclaimed", says(())),
    Rule("index.speakers.naming.capitals", "headline_words", says(set())),
    Rule("index.speakers.naming.capitals", "_is_half_a_word", says(False)),
    Rule("index.speakers.naming.capitals", "_opens_name", says(False)),
    Rule("index.speakers.naming.mentions", "_is_name", says(True)),
    Rule("index.speakers.naming.mentions", "_is_own", says(False)),
    Rule("index.speakers.naming.mentions", "is_suffix", says(False)),
    Rule("index.speakers.naming.roles", "role_before", says(None)),
    Rule("index.speakers.naming.roles", "role_after", says(None)),
    Rule("index.speakers.naming.roles", "_appositive", says(None)),
    Rule("index.speakers.naming.roles", "_heads", says(True)),
    Rule("index.speakers.naming.roles", "is_plural", says(False)),
    Rule("index.speakers.naming.office_words", "is_kin", says(False)),
    Rule("index.speakers.naming.office_words", "is_weak", says(False)),
    Rule("index.speakers.naming.office_words", "is_relative", says(False)),
    Rule("index.speakers.naming.office_words", "gender_of", says(None)),
    Rule("index.speakers.naming.first_names", "first_name_gender", says(None)),
    Rule("index.speakers.naming.people", "Entity.is_kin", property(says(False))),
    Rule("index.speakers.naming.people", "_may_mean", says(False)),
    Rule("index.speakers.naming.same_names", "same_first_name", lambda name, other: name == other),
    Rule("index.speakers.naming.same_names", "same_group", says(False)),
    Rule("index.speakers.naming.same_names", "acronym", says("")),
    Rule("index.speakers.naming.same_names", "is_fuller", says(False)),
    Rule("index.speakers.naming.people", "_learn_gender", says(None)),
    Rule("index.speakers.naming.choosing", "choose", says(Choice(None, 1.0))),
    Rule("index.speakers.naming.people", "judge_person", says(None)),
    Rule("index.speakers.naming.phrases", "_listed", says([])),
    Rule("index.speakers.naming.phrases", "_in_brackets", says(set())),
    Rule("index.speakers.naming.phrases", "_goes_on", says(False)),
    Rule("index.speakers.naming.phrases", "_at_an_edge", says([])),
    Rule("index.speakers.naming.phrases", "_is_all", says(True)),
    Rule("index.speakers.naming.descriptions", "two_in", says(None)),
    Rule("index.speakers.naming.documents", "is_document", says(False)),
    Rule("index.speakers.naming.documents", "is_mouthpiece", says(False)),
    Rule("index.speakers.naming.resolver", "Resolver._relayed", says(None)),
    Rule("index.speakers.naming.resolver", "Resolver._antecedent", says(NOBODY)),
    Rule("index.speakers.naming.resolver", "Resolver._is_human", says(True)),
    Rule("index.speakers.naming.resolver", "Resolver._first_person", says(NOBODY)),
    Rule("index.speakers.naming.resolver", "Resolver._is_shared_name", says(False)),
    Rule("index.speakers.naming.descriptions", "_without_lead", first_argument),
)


def main() -> None:
    """Print the figures of all rules together, and what changes without each of them."""
    parser = argparse.ArgumentParser(description="Switch off every rule of attribution in turn.")
    parser.add_argument("sets", type=Path, nargs="+", help="sets of marked statements")
    parser.add_argument("--articles", type=int, default=None, help="only so many of each")
    options = parser.parse_args()
    articles: list[Record] = []
    for path in options.sets:
        if path.exists():
            articles += islice(read_articles(path), options.articles)
        else:
            print(f"{path} is not measured: it does not exist.")
    if articles:
        for line in ablate(articles, RULES):
            print(line, flush=True)


def ablate(articles: Sequence[Record], rules: Sequence[Rule]) -> Iterator[str]:
    """A table with a line for each rule; the parses and the network's readings are made once."""
    yield (
        f"{'':{RULE_WIDTH}} changed  speaker F1  end to end F1  right names  wrong names  pronouns"
    )
    with replaced(parse, cache(parse)), reading_once():
        whole = [_attributions(article) for article in articles]
        before = figures(articles, whole)
        yield f"{'all rules':{RULE_WIDTH}} {'':7}  {_line(before, '')}"
        for rule in rules:
            with switched_off(rule):
                found = [_attributions(article) for article in articles]
            pairs = zip(whole, found, strict=True)
            changed = sum(len(set(mine) ^ set(other)) for mine, other in pairs)
            difference = _difference(before, figures(articles, found))
            yield f"{rule!s:{RULE_WIDTH}} {changed:7}  {_line(difference, '+')}"


def figures(articles: Sequence[Record], found: Sequence[Sequence[Attribution]]) -> Figures:
    """The figures of what was found in articles."""
    counts = [
        article_counts(
            article["text"],
            article["attributions"],
            [prediction(article["text"], attribution) for attribution in attributions],
        )
        for article, attributions in zip(articles, found, strict=True)
    ]

    def f1_of(measure: str) -> float:
        rows = [article.found[measure] for article in counts if measure in article.found]
        return round(100 * f1(np.sum(rows or [[0] * 4], axis=0, dtype=float)), 2)

    def right(measure: str) -> int:
        return sum(article.right[measure][0] for article in counts if measure in article.right)

    return Figures(
        f1_of("sentence speaker"),
        f1_of("end to end"),
        *map(right, ("name right", "name wrong", "name for a pronoun")),
    )


@contextmanager
def reading_once() -> Iterator[None]:
    """The network, which remembers what it read."""
    readings: dict[str, list[Reading]] = {}
    read = Network.read

    def remembered(network: Network, text: str, words: Words) -> list[Reading]:
        if text not in readings:
            readings[text] = read(network, text, words)
        return readings[text]

    with patch.object(Network, "read", remembered):
        yield


def _attributions(article: Record) -> list[Attribution]:
    title = article.get("title") or None
    return attribute_quotations(Article.from_text(article["text"], id=article["id"], title=title))


def _difference(before: Figures, after: Figures) -> Figures:
    return Figures(
        round(after.sentence_speaker - before.sentence_speaker, 2),
        round(after.end_to_end - before.end_to_end, 2),
        after.right_names - before.right_names,
        after.wrong_names - before.wrong_names,
        after.pronouns - before.pronouns,
    )


def _line(figures: Figures, sign: str) -> str:
    return (
        f"{figures.sentence_speaker:{sign}10.2f}  {figures.end_to_end:{sign}13.2f}  "
        f"{figures.right_names:{sign}11}  {figures.wrong_names:{sign}11}  "
        f"{figures.pronouns:{sign}8}"
    )


if __name__ == "__main__":
    main()
