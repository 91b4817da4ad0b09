"""Tests of the child process that reads strangers' documents: its limits hold, and say so."""

import io
import json
import resource
import sys
import time
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from docx import Document

from index.errors import ArticleError
from index.reading import child
from index.reading.child import answered, read_in_child
from index.reading.contents import Contents, checked

if TYPE_CHECKING:
    from tests.index.reading.conftest import MakePdf


def test_contents_come_back_whole(tide_page: str) -> None:
    contents = read_in_child("html", tide_page.encode(), "a.html")
    assert contents.title == "A bridge for the town"
    assert contents.authors == ("Ann Lee",)
    assert contents.published == date(2025, 2, 16)
    assert "“It is a fine bridge,” said Mayor Ana Ruiz." in contents.text


def test_a_page_of_100_000_attributes_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "PROCESSOR_SECONDS", 2)
    attributes = " ".join(f"a{number}='1'" for number in range(100_000))
    started = time.monotonic()
    with pytest.raises(
        ArticleError,
        match=r"a\.html takes too long to read: more than 2 seconds of processor time\.",
    ):
        read_in_child("html", f"<html><p {attributes}>Hello.".encode(), "a.html")
    assert time.monotonic() - started < 40  # unlimited it takes longer, of processor time alone


def test_a_page_may_wait_for_a_busy_machine(
    monkeypatch: pytest.MonkeyPatch, tide_page: str
) -> None:
    monkeypatch.setattr(child, "CHILD_PROGRAM", f"import time; time.sleep(5);{child.CHILD_PROGRAM}")
    monkeypatch.setattr(child, "PROCESSOR_SECONDS", 4)
    assert "Ana Ruiz" in read_in_child("html", tide_page.encode(), "a.html").text


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CHILD_PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(child, "CLOCK_SECONDS", 1)
    with pytest.raises(
        ArticleError, match=r"^a\.html takes too long to read: more than 1 seconds\.$"
    ):
        read_in_child("html", b"<html>", "a.html")


def test_deep_nesting_ends_in_a_sentence() -> None:
    data = b"<html>" + b"<div>" * 200_000 + b"It rained."
    with pytest.raises(ArticleError, match=r"^a\.html .*\.$|\?$"):
        read_in_child("html", data, "a.html")


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MEMORY_BYTES", 80_000_000)
    text = "<w:p><w:r><w:t>It rained on the bridge.</w:t></w:r></w:p>" * 60_000
    with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        document = Document()
        document.save(saved := io.BytesIO())
        with zipfile.ZipFile(saved) as old:
            for part in old.namelist():
                words = old.read(part)
                if part == "word/document.xml":
                    words = words.replace(b"<w:body>", b"<w:body>" + text.encode())
                new.writestr(part, words)
    assert len(packed.getvalue()) < 100_000
    with pytest.raises(ArticleError, match="too much memory"):
        read_in_child("zip", packed.getvalue(), "a.docx")


def test_a_child_that_dies_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CHILD_PROGRAM", "import os; os.abort()")
    with pytest.raises(
        ArticleError, match=r"a\.html cannot be read: reading it takes too much memory"
    ):
        read_in_child("html", b"<html>", "a.html")


def test_errors_of_each_format_come_back() -> None:
    for format_ in ("html", "pdf", "docx"):
        with pytest.raises(ArticleError, match=rf"^a\.{format_} "):
            read_in_child(format_, b"nonsense", f"a.{format_}")


def test_the_answer_of_the_child(make_pdf: "MakePdf", tide_page: str) -> None:
    answer = answered("pdf", make_pdf([["It rained."]]), None)
    assert answer == {
        "text": "It rained.",
        "title": None,
        "authors": (),
        "published": None,
        "notes": (),
        "pages": (0,),
    }
    assert answered("html", tide_page.encode(), "utf-8")["published"] == "2025-02-16"
    assert "damaged" in str(answered("docx", b"nonsense", None)["error"])
    assert "perhaps a scan" in str(answered("pdf", make_pdf([[]]), None)["error"])


def test_memory_that_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "_parsed", fail)
    assert "too much memory" in str(answered("pdf", b"", None)["error"])


def test_main_limits_itself_and_then_reads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], make_pdf: "MakePdf"
) -> None:
    limits = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, values: limits.update({kind: values}))

    class Input:
        buffer = io.BytesIO(make_pdf([["It rained."]]))

    monkeypatch.setattr(sys, "stdin", Input)
    child.main("pdf", "", "20", "1000")
    assert json.loads(capsys.readouterr().out)["text"] == "It rained."
    assert limits[resource.RLIMIT_AS] == (1000, 1000)
    assert limits[resource.RLIMIT_CPU] == (20, 21)
    assert limits[resource.RLIMIT_FSIZE] == (0, 0)


def test_text_that_cannot_be_kept_is_refused() -> None:
    assert checked(Contents("It rained."), "a").text == "It rained."
    with pytest.raises(ArticleError, match="a holds NUL"):
        checked(Contents("It\x00rained."), "a")
    with pytest.raises(ArticleError, match="a holds half of a surrogate pair"):
        checked(Contents("It\ud800rained."), "a")
