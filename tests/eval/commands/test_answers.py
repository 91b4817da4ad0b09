"""`python -m eval answers`."""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

import eval.scoring.program
import eval.scoring.retrieval
from eval.reporting.reports import read_report
from index import Article, Span
from qa import Answer, Citation, Settings
from tests.fixtures.rote import Rote, figures, run, write_set

SCORER = Path(__file__).parents[4] / "shared" / "tools" / "score_qa.py"


def test_answers(tmp_path: Path) -> None:
    path = write_set(tmp_path / "set.jsonl")
    out = tmp_path / "out.json"
    result = run("answers", path, "--json", out, "--html", tmp_path / "page.html")
    assert result.exit_code == 0
    assert "hit@1" in result.output
    values = figures(out)
    assert values["hit@1"] == pytest.approx(2 / 3)
    assert values["kept"] == 1
    assert values["refused"] == 0.5
    assert values["right"] == pytest.approx(3 / 5)
    assert values["speaker_wrong"] == 1
    assert values["altered_extracts"] == 0
    assert values["AUROC"] == 1
    assert "When did the bridge fall?" in (tmp_path / "page.html").read_text()


@pytest.mark.parametrize("command", ["answers", "conversation"])
def test_settings_reach_the_program_and_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    opened: list[Settings | None] = []

    class Watched(Rote):
        def __init__(self, articles: list[Article], **parts: Any) -> None:
            super().__init__(articles, **parts)
            opened.append(self.settings)

    monkeypatch.setattr(eval.scoring.program, "ArticleQA", Watched)
    path, out = write_set(tmp_path / "set.jsonl"), tmp_path / "out.json"
    run(command, path, "--threshold", "0", "--passages-read", "3", "--json", out)
    assert opened == [Settings(threshold=0, passages_read=3)]
    assert read_report(out).settings["threshold"] == 0
    assert read_report(out).settings["passages_read"] == 3


def test_answers_go_on_where_they_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_set(tmp_path / "set.jsonl")
    whole, part = tmp_path / "whole.jsonl", tmp_path / "part.jsonl"
    run("answers", path, "--per-question", whole)
    part.write_text("".join(whole.read_text().splitlines(keepends=True)[:3]))
    asked: list[str] = []
    ask = Rote.ask

    def counted(bot: Rote, question: str) -> Answer:
        asked.append(question)
        return ask(bot, question)

    monkeypatch.setattr(Rote, "ask", counted)
    run("answers", path, "--per-question", part, "--resume", "--json", tmp_path / "out.json")
    assert len(asked) == 3
    assert len(read_report(tmp_path / "out.json").sets[0].questions) == 5


def test_figures_are_those_of_the_public_scorer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not SCORER.is_file():
        pytest.skip("the shared scorer is not here")
    spec = importlib.util.spec_from_file_location("score_qa", SCORER)
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = random_set(random.Random(4))  # noqa: S311 - a test
    path = tmp_path / "set.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.setattr(eval.scoring.program, "ArticleQA", Guess)
    run("answers", path, "--json", tmp_path / "out.json", "--per-question", tmp_path / "out.jsonl")
    ours = figures(tmp_path / "out.json")
    lines = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    theirs = scorer.score(rows, {line["id"]: line for line in lines})
    names = {
        "MRR": "mrr",
        "answer_F1": "span_f1",
        "answer_exact": "span_em",
        "kept": "answerable_kept",
        "refused": "unanswerable_refused",
        "right": "end_to_end_correct",
        "AUROC": "abstain_auroc",
        "refused_at_90_kept": "refused_at_90pct_kept",
        "altered_extracts": "verbatim_violations",
    }
    same = ("hit@1", "hit@3", "hit@5", "hit@1_40w", "hit_in_40w", "words@1", "words@3")
    for ours_name, theirs_name in [*names.items(), *zip(same, same, strict=True)]:
        assert ours[ours_name] == pytest.approx(theirs[theirs_name], abs=6e-5), ours_name
    for name in ("latency_p50_ms", "latency_p95_ms"):
        assert ours[name] == pytest.approx(theirs[name], abs=6e-3), name


def random_set(chance: random.Random) -> list[dict[str, Any]]:
    rows = []
    for number in range(12):
        words = [chance.choice(["bridge", "the", "may", "euro", "ferry"]) for _ in range(300)]
        text = "Then " + " ".join(words) + "."
        questions = []
        for i in range(10):
            start = chance.randrange(0, len(text) - 60)
            span = text[start : start + chance.randint(5, 50)]
            answers = [{"text": span, "start": start}] if chance.random() < 0.6 else []
            key = f"{number}-{i}"
            questions.append({"id": key, "question": f"Number {key}?", "answers": answers})
        row = {"article_id": str(number), "text": text, "questions": questions}
        rows.append(row | ({"match": "overlap"} if number % 3 == 0 else {}))
    return rows


class Guess(Rote):
    """Cites anything."""

    def ask(self, question: str) -> Answer:
        chance = random.Random(question)  # noqa: S311 - a test
        text = self.article.text
        cited = []
        for number in range(1, chance.randint(1, 5) + 1):
            start = chance.randrange(0, len(text) - 1)
            extract = Span(start, min(len(text), start + chance.randint(1, 900)))
            exact = Span(start, min(extract.end, start + 30)) if chance.random() < 0.8 else None
            cited.append(Citation(number, self.article, extract, exact))
        probability = round(chance.random(), 1)
        if probability < 0.4:
            return Answer(question, question, (), probability, cited[0])
        return Answer(question, question, tuple(cited), probability)


def two_articles(folder: Path) -> Path:
    row = json.loads(write_set(folder / "set.jsonl").read_text())
    other = {
        "article_id": "b",
        "text": "A ferry sank. Nobody was hurt on it.",
        "questions": [
            {"id": "who", "question": "Who sank?", "answers": [{"text": "ferry", "start": 2}]}
        ],
    }
    path = folder / "both.jsonl"
    path.write_text(json.dumps(row) + "\n" + json.dumps(other) + "\n")
    return path


def test_in_a_library_an_extract_of_another_article_is_wrong(tmp_path: Path) -> None:
    path, out = two_articles(tmp_path), tmp_path / "out.json"
    run("answers", path, "--together", "--json", out)
    values = figures(out)
    assert values["article@1"] == pytest.approx(3 / 4)
    assert values["hit@1"] == pytest.approx(2 / 4)
    assert values["altered_extracts"] == 0


def test_crossed_questions_are_asked_too(tmp_path: Path) -> None:
    path = two_articles(tmp_path)
    run("answers", path, "--cross", "--json", tmp_path / "out.json")
    [measured] = read_report(tmp_path / "out.json").sets
    assert measured.counts == {"answerable": 4, "unanswerable": 2 + 1 + 3}
    assert "who@a" in measured.questions
