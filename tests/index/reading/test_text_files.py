"""Tests of plain text: every encoding, and never a changed character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading.text_files import decoded

TEXT = "“Oui,” dit-elle — l’été, 5 € l’entrée.\r\nA second line\tof the same text.\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"],
)
def test_encodings(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    assert decoded(("It is a fine bridge. " * 9 + TEXT).encode(encoding), "a.txt").endswith(TEXT)
    with_mark = "\ufeff" + TEXT
    assert decoded(with_mark.encode(encoding), "a.txt") == TEXT


def test_another_script_is_guessed() -> None:
    text = "Президент сообщил журналистам, что переговоры начнутся в понедельник утром. " * 5
    assert decoded(text.encode("windows-1251"), "a.txt") == text


def test_few_quotation_marks_in_english_are_windows_1252() -> None:
    text = "He said that it was “fine” – and left. The council’s meeting ended at noon. " * 3
    assert decoded(text.encode("windows-1252"), "a.txt") == text


def test_a_byte_that_windows_1252_lacks_is_left_to_the_guess() -> None:
    data = ("The bridge was opened on Monday by the mayor. " * 9).encode() + b"\x81 caf\x8e"
    with_guess = decoded(data, "a.txt")
    assert with_guess.startswith("The bridge was opened on Monday")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_kept_exactly(text: str) -> None:
    assert decoded(text.encode(), "a.txt") == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x03\x00>\x00" * 9, "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"A text\x00with NUL in it.", "binary"),
        (b"\x01\x02\x03 and words", "binary"),
        (b"\x80\x81\x00\xff", "binary"),
        ("One \ud800 half.".encode("utf-8", "surrogatepass"), "surrogate"),
        (b"\xff\xfeA\x00B", "damaged"),
        (b"\xef\xbb\xbfcaf\xe9", "damaged"),
    ],
)
def test_what_is_no_text(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=rf"^a\.txt .*{message}.*\.$"):
        decoded(data, "a.txt")


def test_an_encoding_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    import charset_normalizer

    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr(charset_normalizer, "from_bytes", lambda _: Nothing())
    with pytest.raises(ArticleError, match="in an unknown encoding"):
        decoded(b"\xe9\xe8\xea" * 50, "a.txt")
