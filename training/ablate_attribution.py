"""What each rule of attribution brings: every rule switched off in turn, on annotated articles."""

import argparse
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
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
from training.speakers_data import Record, read_articles

ROOM = "index.speakers"


@dataclass(frozen=True, slots=True)
class Rule:
    """A function of `index.speakers`, and what it says of everything once it is switched off."""

    module: str
    name: str
    off: Any

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of all articles together; F1 in percent.

    `wrong_names` counts the speakers given to a sentence that no annotator gives it, `pronouns`
    those he, she and they whose person is right.
    """

    sentence_speaker: float
    end_to_end: float
    wrong_names: int
    pronouns: int


def says(answer: Any) -> Callable[..., Any]:
    """A function that always gives the same answer."""
    return lambda *_, **__: answer


def first_argument(first: Any, *_: Any) -> Any:
    """What was given, as it is."""
    return first


RULES = (
    Rule("finding.readings", "outermost", first_argument),
    Rule("finding.drafts", "_smooth", says(None)),
    Rule("finding.drafts", "_after_colon", says(None)),
    Rule("finding.drafts", "_snap", says(None)),
    Rule("finding.runs", "complete", says(None)),
    Rule("finding.unclaimed", "unclaimed", says(())),
    Rule("naming.capitals", "headline_words", says(set())),
    Rule("naming.capitals", "_is_half_a_word", says(False)),
    Rule("naming.capitals", "_opens_name", says(False)),
    Rule("naming.mentions", "_is_name", says(True)),
    Rule("naming.mentions", "_is_own", says(False)),
    Rule("naming.mentions", "is_suffix", says(False)),
    Rule("naming.roles", "role_before", says(None)),
    Rule("naming.roles", "role_after", says(None)),
    Rule("naming.roles", "_appositive", says(None)),
    Rule("naming.roles", "_heads", says(True)),
    Rule("naming.roles", "is_plural", says(False)),
    Rule("naming.office_words", "is_kin", says(False)),
    Rule("naming.office_words", "is_weak", says(False)),
    Rule("naming.office_words", "is_relative", says(False)),
    Rule("naming.office_words", "gender_of", says(None)),
    Rule("naming.first_names", "first_name_gender", says(None)),
    Rule("naming.people", "Entity.is_kin", property(says(False))),
    Rule("naming.people", "_may_mean", says(False)),
    Rule("naming.same_names", "same_first_name", lambda name, other: name == other),
    Rule("naming.same_names", "same_group", says(False)),
    Rule("naming.same_names", "acronym", says("")),
    Rule("naming.same_names", "is_fuller", says(False)),
    Rule("naming.people", "_learn_gender", says(None)),
    Rule("naming.choosing", "choose", says(Choice(None, 1.0))),
    Rule("naming.people", "judge_person", says(None)),
    Rule("naming.phrases", "_listed", says([])),
    Rule("naming.phrases", "_in_brackets", says(set())),
    Rule("naming.phrases", "_goes_on", says(False)),
    Rule("naming.phrases", "_at_an_edge", says([])),
    Rule("naming.phrases", "_is_all", says(True)),
    Rule("naming.descriptions", "two_in", says(None)),
    Rule("naming.documents", "is_document", says(False)),
    Rule("naming.documents", "is_mouthpiece", says(False)),
    Rule("naming.resolver", "Resolver._relayed", says(None)),
    Rule("naming.resolver", "Resolver._antecedent", says(NOBODY)),
    Rule("naming.resolver", "Resolver._is_human", says(True)),
    Rule("naming.resolver", "Resolver._first_person", says(NOBODY)),
    Rule("naming.resolver", "Resolver._is_shared_name", says(False)),
    Rule("naming.descriptions", "_without_lead", first_argument),
)


def main() -> None:
    """Print the figures of all rules together, and what changes without each of them."""
    parser = argparse.ArgumentParser(description="Switch off every rule of attribution in turn.")
    parser.add_argument("data", type=Path, help="folder with dev.jsonl.gz")
    parser.add_argument("--articles", type=int, default=None, help="only so many")
    options = parser.parse_args()
    path = options.data / "dev.jsonl.gz"
    if not path.exists():
        print(f"Nothing was measured: {path} does not exist.")
        return
    for line in ablate(list(islice(read_articles(path), options.articles)), RULES):
        print(line, flush=True)


def ablate(articles: Sequence[Record], rules: Sequence[Rule]) -> Iterator[str]:
    """A table with a line for each rule; the parses and the network's readings are made once."""
    yield f"{'':45} changed  speaker F1  end to end F1  wrong names  pronouns"
    with replaced(parse, cache(parse)), reading_once():
        whole = [_attributions(article) for article in articles]
        before = figures(articles, whole)
        yield f"{'all rules':45} {'':7}  {_line(before, '')}"
        for rule in rules:
            with switched_off(rule):
                found = [_attributions(article) for article in articles]
            pairs = zip(whole, found, strict=True)
            changed = sum(len(set(mine) ^ set(other)) for mine, other in pairs)
            difference = _difference(before, figures(articles, found))
            yield f"{rule!s:45} {changed:7}  {_line(difference, '+')}"


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

    def total(sums: str, measure: str) -> list[int]:
        rows = [getattr(one, sums)[measure] for one in counts if measure in getattr(one, sums)]
        return [sum(column) for column in zip(*rows, strict=True)]

    speakers, ends = total("found", "sentence speaker"), total("found", "end to end")
    pronouns = total("right", "name for a pronoun")
    return Figures(
        _f1(speakers), _f1(ends), speakers[3] - speakers[1], pronouns[0] if pronouns else 0
    )


@contextmanager
def switched_off(rule: Rule) -> Iterator[None]:
    """The program without a rule, wherever it is called."""
    module = importlib.import_module(f"{ROOM}.{rule.module}")
    owner, _, name = rule.name.rpartition(".")
    if not owner:
        with replaced(getattr(module, name), rule.off):
            yield
        return
    with patch.object(getattr(module, owner), name, rule.off):
        yield


@contextmanager
def replaced(function: Callable[..., Any], other: Callable[..., Any]) -> Iterator[None]:
    """Another function in place of one, in every module of `index.speakers` that has it."""
    with ExitStack() as patches:
        for path, module in list(sys.modules.items()):
            if path.startswith(ROOM):
                for name in [name for name, value in vars(module).items() if value is function]:
                    patches.enter_context(patch.object(module, name, other))
        yield


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
    return attribute_quotations(Article.from_text(article["text"], id=article["id"]))


def _f1(sums: Sequence[int]) -> float:
    """F1 in percent."""
    return round(100 * f1(np.array(sums or [0] * 4, dtype=float)), 2)


def _difference(before: Figures, after: Figures) -> Figures:
    return Figures(
        round(after.sentence_speaker - before.sentence_speaker, 2),
        round(after.end_to_end - before.end_to_end, 2),
        after.wrong_names - before.wrong_names,
        after.pronouns - before.pronouns,
    )


def _line(figures: Figures, sign: str) -> str:
    return (
        f"{figures.sentence_speaker:{sign}10.2f}  {figures.end_to_end:{sign}13.2f}  "
        f"{figures.wrong_names:{sign}11}  {figures.pronouns:{sign}8}"
    )


if __name__ == "__main__":
    main()
