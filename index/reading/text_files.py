"""Plain text and Markdown: bytes to exactly the text that was written."""

import codecs
import re

from index.errors import ArticleError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL_CHARACTER = re.compile(r"[\x01-\x08\x0e-\x1a\x7f]")
WESTERN_SHARE = 0.05
"""Share of bytes above 127 up to which a text that is not UTF-8 is taken as Windows-1252."""
GUESSED_FROM_BYTES = 100_000
"""Bytes at the beginning of a file from which its encoding is guessed."""


def decoded(data: bytes, name: str) -> str:
    """The text of a file, its line ends kept; a byte order mark is no part of it.

    `name` stands in the message of the ArticleError that is raised when the bytes are not text.

    >>> decoded("\\ufeff“Oui”\\r\\n".encode("utf-16-le"), "a.txt")
    '“Oui”\\r\\n'
    """
    text = _decoded(data, name)
    if "\x00" in text or len(CONTROL_CHARACTER.findall(text)) > len(text) // 500:
        raise _binary(name)
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    if (order := _utf_16_without_mark(data)) is not None:
        return _strictly(data, order, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ArticleError(
            f"{name} is damaged, as not all of it is {encoding.upper()}: save it again as UTF-8."
        ) from None


def _utf_16_without_mark(data: bytes) -> str | None:
    """The UTF-16 whose every second byte is mostly zero at the beginning; None if neither is."""
    first, second = data[:2000:2], data[1:2000:2]
    if second.count(0) > 0.7 * len(second) and not first.count(0):
        return "utf-16-le"
    if first.count(0) > 0.7 * len(first) and not second.count(0):
        return "utf-16-be"
    return None


def _guessed(data: bytes, name: str) -> str:
    """The text of bytes that are not UTF-8.

    Windows-1252 where few bytes are above 127, as in a Western language; charset-normalizer's
    guess otherwise, which is unsure about a few quotation marks in English.
    """
    if _has_surrogates(data):
        raise ArticleError(f"{name} holds half of a surrogate pair: save it again as UTF-8.")
    if b"\x00" in data:
        raise _binary(name)
    sample = data[:GUESSED_FROM_BYTES]
    if sum(byte > 127 for byte in sample) <= WESTERN_SHARE * len(sample):
        try:
            return data.decode("windows-1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    guess = from_bytes(sample).best()
    if guess is None:
        raise ArticleError(f"{name} is in an unknown encoding: save it again as UTF-8.")
    return _strictly(data, guess.encoding, name)


def _has_surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _binary(name: str) -> ArticleError:
    return ArticleError(f"{name} is a binary file: give a text, HTML, PDF or DOCX file.")
