"""Rules of attribution switched off in turn."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from index import Article
from index.speakers import attribute_quotations
from tests.fixtures.rules import is_used
from training import ablate_attribution
from training.ablate_attribution import RULES, ablate
from training.ablation import Rule, switched_off

TEXT = "“It is late,” said Anna Berg. “It will be late again,” she added."
ARTICLE = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {
            "content": [[0, 13]],
            "cue": [[14, 18]],
            "source": [[19, 28]],
            "speaker": "Anna Berg",
        },
        {
            "content": [[30, 54]],
            "cue": [[59, 64]],
            "source": [[55, 58]],
            "source_resolved": ["Anna Berg"],
            "speaker": "Anna Berg",
        },
    ],
}
CHOOSE = next(rule for rule in RULES if str(rule) == "index.speakers.naming.choosing.choose")


def speakers() -> list[str | None]:
    return [
        found.speaker.name if found.speaker else None
        for found in attribute_quotations(Article.from_text(TEXT))
    ]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_is_one_that_the_program_uses(rule: Rule) -> None:
    assert is_used(rule)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_can_be_switched_off(rule: Rule) -> None:
    before = speakers()
    with switched_off(rule):
        speakers()
    assert speakers() == before


def test_without_pronouns_she_is_nobody() -> None:
    assert speakers() == ["Anna Berg", "Anna Berg"]
    with switched_off(CHOOSE):
        assert speakers() == ["Anna Berg", None]


def test_the_table_tells_what_each_rule_changes() -> None:
    _, whole, without = ablate([ARTICLE], [CHOOSE])
    assert whole.split() == ["all", "rules", "100.00", "100.00", "2", "0", "1"]
    assert without.split() == [str(CHOOSE), "2", "-33.33", "-50.00", "-1", "+0", "-1"]


def test_without_articles_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dev.jsonl.gz"
    monkeypatch.setattr(sys, "argv", ["ablate", str(path)])
    ablate_attribution.main()
    assert capsys.readouterr().out == f"{path} is not measured: it does not exist.\n"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(ARTICLE) + "\n")
    monkeypatch.setattr(ablate_attribution, "RULES", (CHOOSE,))
    ablate_attribution.main()
    assert str(CHOOSE) in capsys.readouterr().out
