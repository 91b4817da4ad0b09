"""Web pages: the article in the HTML, without what stands around it."""

import re

from index.errors import ArticleError
from index.reading.contents import Contents, headed, left_out
from index.reading.page_bodies import made_plain
from index.reading.page_heads import iso_day, page_head
from index.reading.stated_bodies import as_stated, without_repeats
from index.reading.text_files import decoded

META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
NO_ARTICLE = "holds no article: if a script fills the page, save it from a browser."
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_html(data: bytes, charset: str | None = None) -> Contents:
    """The article of a page: lines for title, byline and date where known, then its text.

    Extraction by trafilatura (Barbaresi, ACL 2021), whose own benchmark puts it first of seven.
    Raises ArticleError (the end of a sentence that the file's name begins) when there is no text.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    tree = load_html(XML_DECLARATION.sub("", html_text(data, charset)))
    if tree is None:
        raise ArticleError(NO_ARTICLE)
    head = page_head(tree)
    taken_out = made_plain(tree)
    found = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    lines = (found.text or "").splitlines() if isinstance(found, Document) else []
    lines = [line.strip() for line in lines if line.strip()]
    lines = as_stated(without_repeats(lines), head.body)
    if not any(map(str.isalnum, "".join(lines))):
        raise ArticleError(NO_ARTICLE)
    day = iso_day(found.date or "") if isinstance(found, Document) else None
    published = head.published or day
    text = headed(lines, head.title, head.authors, published)
    return Contents(text, head.title, head.authors, published, notes=left_out(taken_out))


def html_text(data: bytes, charset: str | None) -> str:
    """The page as text, by the charset of the server, of the page, or by guess."""
    forms = (form.search(data[:4096]) for form in (XML_CHARSET, META_CHARSET))
    stated = [charset or "", *(found[1].decode("ascii") for found in forms if found)]
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for name in stated:
            try:
                # what browsers do (WHATWG): Latin-1 and ASCII mean Windows-1252
                western = name.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
                return data.decode("windows-1252" if western else name)
            except (LookupError, ValueError):  # an unknown or a wrong charset
                continue
    return decoded(data, "The page")
