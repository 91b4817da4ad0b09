"""E-mails and web pages saved as MHT, which are e-mails too; Safari's web archives."""

import plistlib
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from index.bylines import byline
from index.errors import ArticleError
from index.reading.contents import Contents, headed, left_out
from index.reading.formats import LARGEST_BYTES
from index.reading.html_pages import parse_html

LEAST_WORDS = 30
"""Of a plain text beside HTML: shorter ones only say that there is HTML."""


def parse_mail(data: bytes) -> Contents:
    """The article in an e-mail: lines for its subject, sender and day, then its text; or in the
    page that a browser saved as one.

    Raises ArticleError (the end of a sentence that the file's name begins) when it holds no text.
    """
    message = message_from_bytes(data, policy=policy.default)
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    html = message.get_body(("html",)) or next(pages, None)
    if message.get_content_type() == "multipart/related" and html is not None:
        return _page(_bytes(html), html.get_content_charset())
    plain = message.get_body(("plain",))
    text = plain.get_content() if plain is not None else ""
    if html is not None and len(text.split()) < LEAST_WORDS:
        page = _page(_bytes(html), html.get_content_charset())
        lines, notes = page.text.splitlines(), page.notes
    else:
        lines, notes = [line.rstrip() for line in text.splitlines()], ()
    if not any(map(str.isalnum, "".join(lines))):
        raise ArticleError("is an e-mail without text: give one that holds an article.")
    subject = " ".join(str(message["subject"] or "").split()) or None
    authors, day = _sender(message), _day(message)
    attached = sum(1 for _ in message.iter_attachments())
    return Contents(
        headed(lines, subject, authors, day),
        subject,
        authors,
        day,
        notes=(*notes, *left_out({"attachment{s}": attached})),
    )


def parse_webarchive(data: bytes) -> Contents:
    """The article in a page that Safari saved.

    Raises ArticleError (the end of a sentence that the file's name begins) when it holds none.
    """
    archive = plistlib.loads(data)
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    if not isinstance(main, dict) or not isinstance(main.get("WebResourceData"), bytes):
        raise ArticleError("is not a web archive: save the page as HTML.")
    return _page(main["WebResourceData"], str(main.get("WebResourceTextEncodingName") or ""))


def _page(data: bytes, charset: str | None) -> Contents:
    if len(data) > LARGEST_BYTES["html"]:
        raise ArticleError(
            f"holds a page that is too large: it may have {LARGEST_BYTES['html'] // 10**6} MB."
        )
    return parse_html(data, charset)


def _bytes(part: MIMEPart) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _sender(message: EmailMessage) -> tuple[str, ...]:
    """The people that the sender's name tells; an address alone tells nobody."""
    header = message["from"]
    shown = [address.display_name for address in header.addresses] if header else []
    named = (name for words in shown if words for name in byline(f"By {words}") or ())
    return tuple(name for name in named if len(name.split()) > 1)


def _day(message: EmailMessage) -> date | None:
    header = message["date"]
    return header.datetime.date() if header is not None and header.datetime else None
