"""Tests of e-mails, of pages saved as MHT and of Safari's web archives."""

import plistlib
from datetime import date
from email.message import EmailMessage

import pytest

from index.errors import ArticleError
from index.reading import formats
from index.reading.mail_files import parse_mail, parse_webarchive

WORDS = (
    "The bridge opened on Monday. It cost 3 million euros, mayor Ann Lee said to the crowd. " * 3
)


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, words in headers.items():
        message[name.replace("_", "-")] = words
    return message


def test_a_plain_mail() -> None:
    message = mail(
        From="Bo Ek <bo@x.example>", Subject="Bridge  opens", Date="Mon, 3 Mar 2025 10:00:00 +0000"
    )
    message.set_content(f"{WORDS}\n\nCafé “Lido”")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    contents = parse_mail(message.as_bytes())
    assert contents.text.splitlines()[:3] == ["Bridge opens", "By Bo Ek", "2025-03-03"]
    assert contents.text.endswith("Café “Lido”")
    assert (contents.title, contents.authors) == ("Bridge opens", ("Bo Ek",))
    assert contents.published == date(2025, 3, 3)
    assert contents.notes == ("Left out: 1 attachment.",)


def test_a_mail_whose_plain_text_only_says_that_there_is_more(tide_page: str) -> None:
    message = mail(From="news@x.example", Subject="Today")
    message.set_content("View this in a browser.")
    message.add_alternative(tide_page, subtype="html")
    contents = parse_mail(message.as_bytes())
    assert "“It is a fine bridge,” said Mayor Ana Ruiz." in contents.text
    assert contents.authors == ()


def test_a_mail_without_heads() -> None:
    message = mail(MIME_Version="1.0", Date="soon")
    message.set_content("It rained.")
    contents = parse_mail(message.as_bytes())
    assert (contents.text, contents.title, contents.published) == ("It rained.", None, None)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_saved_as_mht(tide_page: str, charset: str) -> None:
    part = (
        f'Content-Type: text/html; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n\n'
    ).encode() + tide_page.encode(charset)
    head = b'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n'
    picture = b"--x\nContent-Type: image/png\n\nPNG\n"
    contents = parse_mail(head + b"\n--x\n" + part + b"\n" + picture + b"--x--\n")
    assert contents.title == "A bridge for the town"
    assert "“It is a fine bridge,” said Mayor Ana Ruiz." in contents.text


def test_mails_that_hold_nothing(monkeypatch: pytest.MonkeyPatch, tide_page: str) -> None:
    with pytest.raises(ArticleError, match="e-mail without text"):
        parse_mail(b"From: a@b.example\nContent-Type: image/png\n\nPNG")
    with pytest.raises(ArticleError, match="holds no article"):
        parse_mail(
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
            b'Content-Type: multipart/mixed; boundary="y"\n\n--y\nContent-Type: text/html\n\n--y--\n--x--\n'
        )
    monkeypatch.setitem(formats.LARGEST_BYTES, "html", 10)
    message = mail(From="a@b.example")
    message.set_content(tide_page, subtype="html")
    with pytest.raises(ArticleError, match="page that is too large"):
        parse_mail(message.as_bytes())


def test_a_web_archive(tide_page: str) -> None:
    main = {"WebResourceData": tide_page.encode(), "WebResourceTextEncodingName": "UTF-8"}
    data = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    assert parse_webarchive(data).title == "A bridge for the town"


@pytest.mark.parametrize("archive", [["x"], {}, {"WebMainResource": {"WebResourceData": "x"}}])
def test_what_is_no_web_archive(archive: list[str] | dict[str, dict[str, str]]) -> None:
    with pytest.raises(ArticleError, match="is not a web archive"):
        parse_webarchive(plistlib.dumps(archive, fmt=plistlib.FMT_BINARY))
