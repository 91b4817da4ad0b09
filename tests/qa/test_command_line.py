"""The command line: what it prints, and its exit status."""

import csv
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from gradio_client import Client  # type: ignore[import-untyped]
from typer.testing import CliRunner, Result

from index.errors import ArticleQAError
from qa import command_line

PROGRAM = [sys.executable, "-m", "qa"]
QUESTION = "How much did the new engine of the ferry cost?"


@pytest.fixture
def article(tmp_path: Path, ferry: str) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(ferry, encoding="utf-8")
    return path


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(command_line.app, list(map(str, arguments)))


def entry(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603


def test_it_answers_with_status_0(article: Path) -> None:
    done = entry("ask", article, QUESTION)
    assert done.returncode == 0
    assert "Petra Okafor" in done.stdout
    assert "“The new engine cost 4 million euros,” said Petra Okafor" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_misspelt_question_is_put_right_and_shown(article: Path) -> None:
    done = entry("ask", article, "What did Petra Okafro say that the new enigne cost?")
    assert done.returncode == 0
    understood, *rest = done.stdout.splitlines()
    assert understood == "Understood as: What did Petra Okafor say that the new engine cost?"
    assert any("4 million euros" in line for line in rest)


def test_it_refuses_with_status_1(article: Path) -> None:
    done = entry("ask", article, "Who is the president of Poland?")
    assert done.returncode == 1
    assert done.stdout.startswith("The article does not say.\n")


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["ask", "missing.txt", "Why?"], "missing.txt"),
        (["ask", "ferry.txt", ""], "question"),
        (["ask", "ferry.txt", "x" * 10_000], "10,000"),
        (["check", "nowhere"], "nowhere"),
        (["verify", "ferry.txt"], "either a quotation or a --draft"),
        (["verify", "ferry.txt", "…"], "no word"),
        (["ask", "empty", "Why?"], "empty"),
        (["ask", "ferry.txt"], "either a question, or --questions and --into"),
        (["ask", "ferry.txt", "Why?", "--into", "a.csv"], "either a question"),
        (["ask", "ferry.txt", "--questions", "none.csv", "--into", "a.csv"], "none.csv"),
        (["ask", "ferry.txt", "--questions", "ferry.txt", "--into", "a.xlsx"], "a.xlsx"),
        (["chat", "missing.txt"], "missing.txt"),
        (["chat", "ferry.txt", "--auth", "missing"], "missing"),
        (["chat", "ferry.txt", "--auth", "ferry.txt"], "user:password"),
        (["chat", "ferry.txt", "--feedback", "judged.csv"], "end it with .jsonl"),
        (["chat", "ferry.txt", "--feedback", "none/judged.jsonl"], "make its folder first"),
        (["index", "ferry.txt", "missing.txt", "--into", "library"], "missing.txt"),
        (["index", "ferry.txt", "--into", "."], "holds another file, ferry.txt"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(
    article: Path,
    arguments: list[str],
    names: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(article.parent)
    (article.parent / "empty").mkdir()
    monkeypatch.setattr(sys, "argv", ["article-qa", *arguments])
    with pytest.raises(SystemExit) as stopped:
        command_line.main()
    assert stopped.value.code == 2
    out, error = capsys.readouterr()
    assert error.startswith("article-qa: ")
    assert names in error
    assert error.count("\n") == 1
    assert "Traceback" not in error + out


def test_a_wrong_option_is_status_2() -> None:
    assert invoke("ask", "a", "b", "--nonsense").exit_code == 2
    assert invoke("frobnicate").exit_code == 2


def test_json_says_what_the_module_says(article: Path) -> None:
    done = invoke("ask", article, QUESTION, "--json")
    found = json.loads(done.stdout)
    best = found["citations"][0]
    text = article.read_text(encoding="utf-8")
    assert text[best["start"] : best["end"]] == best["text"]
    assert best["speaker"]["name"] == "Petra Okafor"
    assert done.stdout.isascii()
    nothing = json.loads(invoke("ask", article, "Who rules Poland?", "--json").stdout)
    assert (nothing["answered"], nothing["citations"]) == (False, [])


def test_a_file_of_questions_is_asked_and_gone_on_with(article: Path, tmp_path: Path) -> None:
    into = tmp_path / "answers.csv"
    batch = ("ask", article, "--questions", "-", "--into", into)
    asked = f"{QUESTION}\nWho is the president of Poland?\n"
    done = CliRunner().invoke(command_line.app, list(map(str, batch)), input=asked)
    assert done.exit_code == 0
    assert done.stdout == f"{into} holds 2 answers: 1 answered, 1 not said.\n"
    first, second = csv.DictReader(io.StringIO(into.read_text(encoding="utf-8")))
    text = article.read_text(encoding="utf-8")
    assert text[int(first["start"]) : int(first["end"])] == first["extract"]
    assert (first["speaker_name"], second["verdict"]) == ("Petra Okafor", "not said")
    endless = "why " * 300
    more = CliRunner().invoke(command_line.app, list(map(str, batch)), input=asked + endless)
    assert more.exit_code == 2
    assert more.stdout == f"{into} holds 3 answers: 1 answered, 1 not said.\n"
    assert more.stderr == "article-qa: 1 could not be asked: `error` says why.\n"


def test_a_speaker_who_is_not_there_says_nothing(article: Path) -> None:
    assert invoke("ask", article, QUESTION, "--speaker", "Tom Reyes").exit_code == 1
    assert invoke("ask", article, QUESTION, "--speaker", "Petra Okafor").exit_code == 0


def test_the_quote_sheet_as_table_csv_and_json(article: Path) -> None:
    table = invoke("speakers", article).stdout
    assert "Petra Okafor" in table
    assert "Tom Reyes" in table
    rows = list(csv.DictReader(io.StringIO(invoke("speakers", article, "--csv").stdout)))
    text = article.read_text(encoding="utf-8")
    assert {"Petra Okafor", "Tom Reyes"} <= {row["speaker"] for row in rows}
    for row in rows:
        if "…" not in row["statement"]:
            assert text[int(row["start"]) : int(row["end"])] == row["statement"]
    entries = json.loads(invoke("speakers", article, "--json").stdout)["speakers"]
    assert sum(len(entry["statements"]) for entry in entries) == len(rows)
    assert (
        "Petra Okafor,harbour master,2,1,2025-03-03"
        in invoke("speakers", article, "--count").stdout
    )


def test_a_library_is_made_asked_checked_and_grown(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The old mill burned down on Friday. Nobody was hurt.", encoding="utf-8")
    library = tmp_path / "library"
    assert invoke("index", article, "--into", library).stdout.endswith("holds 1 article.\n")
    assert invoke("index", other, "--into", library).stdout.endswith("holds 2 articles.\n")
    assert f"{library} is whole: " in (checked := invoke("check", library).stdout)
    assert "articles 2" in checked
    repaired = invoke("check", library, "--repair")
    assert repaired.exit_code == 0
    assert repaired.stdout == f"{library} is rebuilt from 2 undamaged articles.\n"
    question = "When did the mill burn down?"
    asked = invoke("ask", library, question)
    assert asked.exit_code == 0
    assert invoke("ask", library, question, "--source", "OTHER.txt").stdout == asked.stdout
    assert invoke("ask", library, question, "--since", "yesterday").exit_code == 2
    none = invoke("ask", library, question, "--until", "1999-01-01")
    assert "No article is within these limits" in str(none.exception)
    assert "The old mill burned down on Friday." in asked.stdout


def test_what_cannot_be_indexed_is_told_and_what_is_there_is_skipped(
    article: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    done = invoke("index", tmp_path / "none.txt", article, "--into", library)
    assert done.exit_code == 2
    assert done.stdout.endswith("holds 1 article.\n")
    assert re.fullmatch(r"article-qa: not indexed: .*none\.txt .*\n", done.stderr)
    again = invoke("index", article, "--into", library)
    assert again.exit_code == 0
    assert again.stdout == done.stdout


def test_a_folder_is_watched_until_it_is_stopped(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            (article.parent / "bad.txt").touch()
        if len(looks) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr("qa.command_line.time.sleep", sleep)
    library = tmp_path.with_name(f"{tmp_path.name}-library")
    done = invoke("index", "--watch", article.parent, "--into", library, "--part", "1/1")
    assert done.exit_code == 2
    assert done.stdout == 2 * f"{library} holds 1 article.\n"
    assert "bad.txt" in done.stderr
    nothing = invoke("index", "--into", library)
    assert "Give the articles to index, or --watch" in str(nothing.exception)


def test_a_library_cut_in_half_is_status_2(article: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    invoke("index", article, "--into", library)
    victim = library / "library.sqlite"
    victim.write_bytes(victim.read_bytes()[: victim.stat().st_size // 2])
    for command in (["check", library], ["ask", library, "Why?"], ["chat", library]):
        done = invoke(*command)
        assert isinstance(done.exception, ArticleQAError)
        assert victim.name in str(done.exception)


def test_a_library_with_a_damaged_article_is_repaired_with_status_1(
    article: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    invoke("index", article, "--into", library)
    with sqlite3.connect(library / "library.sqlite") as db:
        db.execute("UPDATE article SET record = x'00'")
    db.close()
    done = invoke("check", library, "--repair")
    assert done.exit_code == 1
    assert done.stdout.endswith("is rebuilt from 0 undamaged articles.\n")
    assert "is damaged" in done.stderr


def test_a_library_of_the_first_format_is_converted(tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(Path(__file__).parents[1] / "fixtures" / "first_format", library)
    refused = invoke("ask", library, "Why?")
    assert f"article-qa convert {library}" in str(refused.exception)
    done = invoke("convert", library)
    assert done.stdout == f"{library} is converted and holds 2 articles.\n"


def test_chat_serves_the_page_until_it_is_stopped(article: Path) -> None:
    command = [*PROGRAM, "chat", str(article), "--port", "0"]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as chat:
        try:
            assert chat.stdout
            address = re.search(r"http://127\.0\.0\.1:\d+", chat.stdout.readline())
            assert address
            client = Client(address[0], verbose=False)
            assert "4 million" in client.predict(QUESTION, api_name="/ask")["text"]
        finally:
            chat.send_signal(signal.SIGINT)
            _, error = chat.communicate(timeout=60)
    assert "Traceback" not in error
    assert QUESTION not in error


def test_app_py_is_the_chat() -> None:
    app = Path(__file__).parents[2] / "app.py"
    command = [sys.executable, str(app), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert "Open the web page" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [(["--help"], "speakers"), (["ask", "missing.txt", "Why?"], ""), (["index", "a.txt"], "")],
)
def test_help_and_errors_are_quick_and_load_nothing_heavy(
    arguments: list[str], shown: str, reference_seconds: float
) -> None:
    """In seconds of the processor: 0.1 for the help and 0.2 for an error on an idle machine."""
    code = (
        "import sys, time\nfrom qa.command_line import main\n"
        f"try: main({arguments})\n"
        "except SystemExit: pass\n"
        "print(time.process_time(), *sys.modules)"
    )
    seconds = []
    for _ in range(3):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert shown in done.stdout
        time, *modules = done.stdout.splitlines()[-1].split()
        assert not {"numpy", "onnxruntime", "spacy", "gradio", "trafilatura"} & set(modules)
        seconds.append(float(time))
    assert min(seconds) < 6 * reference_seconds


def test_no_command_connects_anywhere(article: Path) -> None:
    code = (
        "import sys\n"
        "def hook(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): print('net:', event, args)\n"
        "sys.addaudithook(hook)\n"
        f"sys.argv = ['article-qa', 'ask', {str(article)!r}, {QUESTION!r}]\n"
        "from qa.command_line import main; main()"
    )
    environment = {k: v for k, v in os.environ.items() if k != "HF_HUB_OFFLINE"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0
    assert "net:" not in done.stdout


def test_it_verifies_a_quotation_with_status_0(article: Path) -> None:
    done = invoke("verify", article, "the new engine cost 4 million", "--speaker", "Petra Okafor")
    assert done.exit_code == 0
    assert done.stdout.startswith("Word for word.\n[1] Petra Okafor")


def test_it_shows_what_differs_with_status_1(article: Path) -> None:
    done = invoke("verify", article, "“The new engine cost 40 million euros.”", "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found["verdict"] == "altered"
    assert found["differences"] == [
        {
            "quoted": {"text": "40", "start": 21, "end": 23},
            "found": {"text": "4", "start": 239, "end": 240},
        }
    ]


def test_it_verifies_the_quotations_of_a_draft(article: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“The new engine cost 40 million euros,” Petra Okafor said.", encoding="utf-8")
    done = invoke("verify", article, "--draft", draft)
    assert done.exit_code == 1
    assert done.stdout.startswith("1 quotation, 1 not word for word.\n")
    assert "Altered: “40” stands for “4”." in done.stdout
    (row,) = csv.DictReader(
        io.StringIO(invoke("verify", article, "--draft", draft, "--csv").stdout)
    )
    assert (row["named"], row["verdict"]) == ("Petra Okafor", "altered")
    checked = json.loads(invoke("verify", article, "--draft", draft, "--json").stdout)
    assert checked["quotations"][0]["verification"]["verdict"] == "altered"
    assert "<del>40</del>" in invoke("verify", article, "--draft", draft, "--html").stdout
