"""What a reader of the page may open, and what is refused."""

import base64
import tempfile
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article
from index.errors import ArticleError
from qa.page import submissions
from qa.page.submissions import (
    ASKED_LIMIT,
    OPENED_FILE_LIMIT,
    TEXT_LIMIT,
    open_draft,
    open_file,
    open_text,
    open_url,
)


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_file_is_read_word_for_word_under_its_own_name(ferry: str) -> None:
    article = open_file("C:\\news\\ferry.TXT", encoded(ferry.encode()))
    assert article.text == ferry
    assert article.source == "ferry.TXT"


def test_a_draft_is_read_and_a_long_one_refused(ferry: str) -> None:
    assert open_draft("ferry.txt", encoded(ferry.encode())).text == ferry
    with pytest.raises(ArticleError, match="The draft is too long"):
        open_draft("ferry.txt", encoded(b"It is so. " * (ASKED_LIMIT // 10 + 1)))


@pytest.mark.parametrize(
    "name", ["", "a", "a.exe", "../../etc/passwd", ".txt/..", "a.txt\x00.exe", 5]
)
def test_other_names_are_refused(name: object) -> None:
    with pytest.raises(ArticleError, match="choose"):
        open_file(name, encoded(b"It is so."))


@pytest.mark.parametrize("content", ["?", "abc", None, 5, "é", encoded(b"x")[:-1] + "\n="])
def test_what_is_not_base_64_is_refused(content: object) -> None:
    with pytest.raises(ArticleError):
        open_file("a.txt", content)


def test_a_large_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(ArticleError, match="20 MB"):
        open_file("a.pdf", encoded(bytes(OPENED_FILE_LIMIT + 1)))


def test_a_message_names_the_file_and_not_the_server(ferry: str) -> None:
    with pytest.raises(ArticleError) as raised:
        open_file("broken.pdf", encoded(b"%PDF-1.7 " + ferry.encode()))
    assert "broken.pdf" in str(raised.value)
    assert tempfile.gettempdir() not in str(raised.value)


@pytest.mark.parametrize("name", ["../up.txt", "/abs.txt", "..\\up.txt"])
def test_a_name_leads_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    article = open_file(name, encoded(b"The bridge opened in May."))
    assert article.source in ("up.txt", "abs.txt")
    assert [path.name for path in tmp_path.rglob("*")] == ["temp"]


@given(
    st.lists(
        st.sampled_from("../ / \\ . ~ \x00 etc passwd a \u202e \ud800 .txt .md .txt".split(" "))
    ).map("".join)
)
def test_no_name_leads_out(name: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        (Path(root) / "temp").mkdir()
        with patch.object(tempfile, "tempdir", f"{root}/temp"), suppress(ArticleError):
            source = open_file(name, encoded(b"The bridge opened in May.")).source or "/"
            assert "/" not in source
            assert "\\" not in source
        assert [path.name for path in Path(root).rglob("*")] == ["temp"]


@pytest.mark.parametrize(
    "address", ["", "/etc/passwd", "qa/sample_article.txt", "file:///etc/passwd", "ftp://a.org", 5]
)
def test_an_address_is_of_the_web_or_refused(address: object) -> None:
    with pytest.raises(ArticleError, match="web address"):
        open_url(address)


def test_a_page_is_opened_without_the_spaces_around_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def read(url: str) -> Article:
        asked.append(url)
        return Article.from_text("x" * (TEXT_LIMIT + 1) if "long" in url else "It is so.")

    monkeypatch.setattr(submissions, "read_article", read)
    assert open_url(" HTTPS://example.org/a \n").text == "It is so."
    with pytest.raises(ArticleError, match="too long"):
        open_url("http://example.org/long")
    assert asked == ["HTTPS://example.org/a", "http://example.org/long"]


@pytest.mark.parametrize("text", ["", " \n", None, 5, {"text": "It is so."}])
def test_no_text_is_refused(text: object) -> None:
    with pytest.raises(ArticleError):
        open_text(text)


def test_a_text_is_kept_exactly_up_to_its_limit() -> None:
    text = "It is so. " * 20 + "\r\n“Odd,” he said.\u2028"
    assert open_text(text).text == text
    with pytest.raises(ArticleError, match="too long"):
        open_text("x" * (TEXT_LIMIT + 1))
