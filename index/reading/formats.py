"""The formats of files: told by what they begin with, then by the suffix of their name."""

import re

from index.errors import ArticleError

LARGEST_BYTES = {
    "text": 10_000_000,
    "html": 2_000_000,
    "pdf": 20_000_000,
    "zip": 20_000_000,
    "rtf": 5_000_000,
    "mail": 20_000_000,
    "webarchive": 20_000_000,
}
"""Bytes of the largest file of each format: 2 MB of HTML can take seconds to parse."""
NAMES = {
    "text": "a text",
    "html": "HTML",
    "pdf": "PDF",
    "zip": "a DOCX, ODT or EPUB file",
    "rtf": "RTF",
    "mail": "an e-mail or a page saved as MHT",
    "webarchive": "a web archive",
}
SUFFIXES = (
    ".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml",
    ".mht", ".mhtml", ".webarchive", ".gz",
)  # fmt: skip
"""Of the names of files that are read."""

GZIP = b"\x1f\x8b"
SIGNATURES = {b"PK\x03\x04": "zip", b"{\\rtf": "rtf", b"bplist00": "webarchive"}
UNREADABLE_FORMATS = {
    b"\xd0\xcf\x11\xe0": "a file of an old version of Microsoft Office",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"ITOLITLS": "a Windows help file",
    b"BZh": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}
HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MAIL_SUFFIXES = frozenset({".eml", ".mht", ".mhtml"})
MAIL_HEADERS = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*){2}"
)
MAIL_MARK = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.I | re.M)


def format_of(data: bytes, name: str = "The file", suffix: str = "") -> str:
    """One of the keys of `LARGEST_BYTES`. Raises ArticleError for a format that is not read.

    >>> format_of(b"%PDF-1.7"), format_of(b"Hello", suffix=".htm")
    ('pdf', 'html')
    """
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    for signature, format_ in SIGNATURES.items():
        if data.startswith(signature):
            return format_
    for signature, what in UNREADABLE_FORMATS.items():
        if data.startswith(signature):
            raise ArticleError(f"{name} is {what}: save it as text, HTML, PDF or DOCX.")
    start = data[:10_000]
    if HTML_START.match(start) or suffix.lower() in HTML_SUFFIXES:
        return "html"
    if MAIL_HEADERS.match(start) and (suffix.lower() in MAIL_SUFFIXES or MAIL_MARK.search(start)):
        return "mail"
    return "text"
