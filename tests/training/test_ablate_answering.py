"""Rules of answering switched off in turn."""

import sys
from pathlib import Path

import pytest

from eval.data.sets import JudgedArticle, JudgedQuestion
from index import Span
from qa import ArticleQA
from tests.fixtures.rules import is_used
from training import ablate_answering
from training.ablate_answering import RULES, ablate
from training.ablation import Rule, switched_off

TEXT = "“It is late,” said Anna Berg. The bridge cost 3 million euros and opened in May."
ARTICLE = JudgedArticle(
    "a",
    "A bridge opens",
    TEXT,
    (
        JudgedQuestion("1", "How much did the brigde cost?", (Span(30, len(TEXT)),)),
        JudgedQuestion("2", "Who won the cup final?", ()),
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}
QUESTION = "What did Anna Berg say, and how much did the bridge cost?"


@pytest.fixture(scope="module")
def bot() -> ArticleQA:
    return ArticleQA([ARTICLE.as_read()])


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_is_one_that_the_program_uses(rule: Rule) -> None:
    assert is_used(rule)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_can_be_switched_off(bot: ArticleQA, rule: Rule) -> None:
    before = bot.ask(QUESTION)
    with switched_off(rule):
        bot.ask(QUESTION)
    assert bot.ask(QUESTION) == before


def test_without_the_spelling_a_question_is_searched_as_it_was_typed(bot: ArticleQA) -> None:
    assert "bridge" in bot.ask("How much did the brigde cost?").searched
    with switched_off(BY_NAME["Spelling.corrected"]):
        assert "brigde" in bot.ask("How much did the brigde cost?").searched


def test_the_table_tells_what_each_rule_changes() -> None:
    nobody, undivided = BY_NAME["attribution_of"], BY_NAME["parts"]
    head, whole, without, same = ablate([ARTICLE], [nobody, undivided])
    assert head.split() == ["changed", "right", "hit@1", "kept", "F1", "refused"]
    assert whole.split()[:4] == ["all", "rules", "100.00", "100.00"]
    assert without.split()[0] == str(nobody)
    assert same.split()[1:] == ["0", *["+0.00"] * 5]


def test_a_set_that_is_not_there_is_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["ablate", str(tmp_path / "none.jsonl")])
    ablate_answering.main()
    assert "is not measured" in capsys.readouterr().out
