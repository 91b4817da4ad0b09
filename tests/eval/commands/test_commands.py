"""Every command on tiny sets, with a program that answers by rote in the place of the real one."""

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import eval.scoring.program
import eval.scoring.retrieval
from eval.__main__ import app, main
from eval.reporting.comparison import compare_reports
from eval.reporting.reports import read_report
from index import Article, Attribution, Span, Speaker
from index.errors import EvaluationError
from index.passages import Passage
from index.store import ScoredPassage
from qa import Answer, Citation, Settings

SCORER = Path(__file__).parents[4] / "shared" / "tools" / "score_qa.py"

TEXT = "Ann Lee opened the bridge in May. It cost three million euros. Tom Ray calls it ugly."
QUESTIONS: list[tuple[str, str, str | None, dict[str, Any]]] = [
    ("when", "When did the bridge open?", "in May", {}),
    ("cost", "What did the bridge cost?", "three million euros", {}),
    ("ugly", "Who calls the bridge ugly?", "Tom Ray", {"speaker": "Tom Ray"}),
    ("rust", "When did the bridge rust?", None, {}),
    ("fall", "When did the bridge fall?", None, {}),
    (
        "it",
        "And what did it cost?",
        "three million euros",
        {"turns": ["When did the bridge open?"], "standalone": "What did the bridge cost?"},
    ),
]
KNOWN = {
    "When did the bridge open?": (0, 33, 0.9),
    "What did the bridge cost?": (34, 62, 0.8),
    "Who calls the bridge ugly?": (34, 62, 0.7),
    "When did the bridge fall?": (0, 33, 0.6),
}


def write_set(path: Path) -> Path:
    questions: list[dict[str, Any]] = []
    for key, question, answer, more in QUESTIONS:
        answers = [{"text": answer, "start": TEXT.index(answer)}] if answer else []
        questions.append({"id": key, "question": question, "answers": answers} | more)
    row = {"article_id": "a", "title": "Bridge", "text": TEXT, "questions": questions}
    path.write_text(json.dumps(row) + "\n")
    return path


class Rote:
    """Answers the questions that it knows; in a chat, "it" is the bridge."""

    def __init__(self, articles: list[Article], **parts: Any) -> None:
        [self.article] = articles
        self.settings = parts["settings"]

    def ask(self, question: str) -> Answer:
        searched = question.replace("And what", "What").replace("it", "the bridge")
        known = KNOWN.get(question)
        if known is None:
            return Answer(question, searched, (), 0.2, self.citation(0, 33))
        start, end, probability = known
        return Answer(question, searched, (self.citation(start, end),), probability)

    def citation(self, start: int, end: int) -> Citation:
        span = Span(start, end)
        said = Attribution((span,), Speaker("Ann Lee"), None, None, "indirect", 0.9)
        return Citation(1, self.article, span, Span(start, start + 2), said)

    def chat(self) -> "Talk":
        return Talk(self)


class Talk:
    def __init__(self, bot: Rote) -> None:
        self.bot = bot

    def ask(self, question: str) -> Answer:
        return self.bot.ask("What did the bridge cost?" if "it" in question.split() else question)


def whole_passages(articles: Any) -> Callable[[str, int], list[ScoredPassage]]:
    """A search that finds every sentence in the order of the text."""
    passages = [
        ScoredPassage(Passage(article, Span(start, end)), 1 / (start + 1), ())
        for article in articles
        for start, end in ((0, 33), (34, 62), (63, 85))
    ]
    return lambda question, k: passages[:k]


@pytest.fixture(autouse=True)
def _by_rote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval.scoring.program, "ArticleQA", Rote)
    monkeypatch.setattr(
        eval.scoring.retrieval, "open_search", lambda *settings, **_: whole_passages(settings[-1])
    )


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def figures(path: Path) -> dict[str, float]:
    [one] = read_report(path).sets
    return {name: figure.value for name, figure in one.figures.items()}


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


def test_functions_return_what_the_commands_print(tmp_path: Path) -> None:
    path = write_set(tmp_path / "set.jsonl")
    out = tmp_path / "out.json"
    run("conversation", path, "--json", out)
    report = eval.measure_conversations(str(path))
    assert report.sets[0].figures == read_report(out).sets[0].figures
    assert len(eval.measure_answers(path).sets[0].failures) == 2
    assert eval.measure_retrieval(path, measures=["R@1"]).settings["measures"] == "R@1"


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


def test_nothing_to_measure_is_told() -> None:
    with pytest.raises(EvaluationError, match="name a set"):
        eval.measure_answers()


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
    theirs = scorer.score(rows, {one["id"]: one for one in lines})
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


def test_conversation(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("conversation", write_set(tmp_path / "set.jsonl"), "--json", out)
    values = figures(out)
    assert (values["hit@1"], values["hit@1 in full"], values["hit@1 without turns"]) == (1, 1, 0)


def test_retrieval_of_passages(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("retrieval", write_set(tmp_path / "set.jsonl"), "--json", out, "--measures", "nDCG@10 R@2")
    values = figures(out)
    assert values["hit@1"] == pytest.approx(1 / 3)
    assert values["hit@3"] == 1
    assert values["MRR"] == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)
    assert values["R@2"] == pytest.approx(2 / 3)


def test_collection_is_searched_and_its_run_measured_again(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    texts = [f"{letter * 33} {letter * 28} {letter * 22}" for letter in "abc"]
    rows = [{"_id": f"d{number}", "title": "", "text": text} for number, text in enumerate(texts)]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    queries = [{"_id": "q", "text": "Where?"}, {"_id": "unjudged", "text": "Why?"}]
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries))
    (folder / "qrels" / "test.tsv").write_text("q\td1\t1\n")
    first, second, trec = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "run.trec"
    run("retrieval", folder, "--json", first, "--run-out", trec)
    assert [line.split()[2] for line in trec.read_text().splitlines()] == ["d0", "d1", "d2"]
    run("retrieval", folder, "--json", second, "--run", trec, "--html", tmp_path / "page.html")
    assert figures(first) == figures(second)
    assert figures(first)["MRR@10"] == 0.5
    assert list(read_report(first).sets[0].counts.values()) == [1, 1]


def test_crossed_questions_are_asked_too(tmp_path: Path) -> None:
    row = json.loads(write_set(tmp_path / "set.jsonl").read_text())
    other = {
        "article_id": "b",
        "text": "A ferry sank. Nobody was hurt on it.",
        "questions": [
            {"id": "who", "question": "Who sank?", "answers": [{"text": "ferry", "start": 2}]}
        ],
    }
    path = tmp_path / "both.jsonl"
    path.write_text(json.dumps(row) + "\n" + json.dumps(other) + "\n")
    run("answers", path, "--cross", "--json", tmp_path / "out.json")
    [one] = read_report(tmp_path / "out.json").sets
    assert one.counts == {"answerable": 4, "unanswerable": 2 + 1 + 3}
    assert "who@a" in one.questions


def test_speakers(tmp_path: Path) -> None:
    text = "“It is ugly,” Tom Ray said."
    content, source = [[0, 13]], [[14, 21]]
    gold = {
        "id": "a",
        "text": text,
        "attributions": [
            {"content": content, "source": source, "source_text": "Tom Ray", "cue": [[22, 26]]}
        ],
    }
    found = {"content_spans": content, "source_span": source[0], "source_text": "Tom Ray"}
    (tmp_path / "set.jsonl").write_text(json.dumps(gold))
    (tmp_path / "found.jsonl").write_text(json.dumps({"id": "a", "attributions": [found]}))
    out = tmp_path / "out.json"
    judged, predicted = tmp_path / "set.jsonl", tmp_path / "found.jsonl"
    page = tmp_path / "page.html"
    run("speakers", judged, "--predictions", predicted, "--json", out, "--html", page)
    assert figures(out)["sentence speaker F1"] == 1
    assert figures(out)["sentence speaker, direct R"] == 1


def test_compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_set(tmp_path / "set.jsonl")
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    run("answers", path, "--json", before)
    known = {**KNOWN, "Who calls the bridge ugly?": (63, 85, 0.7)}
    del known["What did the bridge cost?"]
    monkeypatch.setitem(globals(), "KNOWN", known)
    run("answers", path, "--json", after)
    [one] = compare_reports(read_report(before), read_report(after))
    assert (one.gained, one.lost) == (("ugly",), ("cost",))
    assert one.differences["kept"].difference.value == pytest.approx(-1 / 3)
    result = run("compare", before, after, "--markdown", tmp_path / "c.md")
    assert "Gained by right (1): ugly" in result.output
    assert "Lost by right (1): cost" in (tmp_path / "c.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["answers", "none.jsonl"], "There is no none.jsonl"),
        (["answers", "set.jsonl", "set.jsonl"], "Two sets are named set"),
        (["answers", "set.jsonl", "--resume"], "Name the file to go on with"),
        (["answers", "set.jsonl", "--cross"], "two articles or more"),
        (["answers", "set.jsonl", "--html", "none/page.html"], "make its folder first"),
        (["retrieval", "set.jsonl", "--run", "set.jsonl"], "measured on a BEIR folder"),
        (["retrieval", "set.jsonl", "--measures", "x"], "'x' is no measure"),
        (["retrieval", "."], "There is no corpus.jsonl"),
        (["speakers", "set.jsonl"], "`id` and `text` must be texts"),
        (["conversation", "alone.jsonl"], "has no follow-up"),
        (["compare", "set.jsonl", "set.jsonl"], "is not a report"),
        (["baseline", "--baseline", "set.jsonl"], "is not a baseline"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_set(tmp_path / "set.jsonl")
    row = json.loads((tmp_path / "set.jsonl").read_text())
    row["questions"] = row["questions"][:1]
    (tmp_path / "alone.jsonl").write_text(json.dumps(row))
    monkeypatch.setattr("sys.argv", ["eval", *arguments, "--json", "out.json"][:9])
    if arguments[0] in ("compare", "baseline"):
        monkeypatch.setattr("sys.argv", ["eval", *arguments])
    with pytest.raises(SystemExit) as status:
        main()
    assert status.value.code == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err
    assert not (tmp_path / "out.json").exists()
