"""PDF files: the words of their pages in the order in which they are read."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from index.errors import ArticleError
from index.reading.contents import LONGEST_TEXT, Contents, left_out
from index.reading.page_layout import Line, lines_in_order
from index.reading.paragraphs import paragraphs, without_running_heads, without_torn_rows
from index.reading.pdf_letters import page_letters, pieces

MOST_PAGES = 200
MOST_TORN = 0.2
"""Share of lines with parts of several sentences, above which a file is refused."""
HEADLINE = 1.3
"""Times the usual height of lines from which on a line can be the title."""
LONGEST_TITLE = 250


def parse_pdf(data: bytes) -> Contents:
    """The text of a PDF in reading order, a line for each paragraph and each row of a table.

    Raises ArticleError (the end of a sentence that the file's name begins) when the file is
    locked, holds no text, or holds text that cannot be put in order.
    """
    pdf = _opened(data)
    if len(pdf) > MOST_PAGES:
        raise ArticleError(f"has too many pages: an article may have {MOST_PAGES} at most.")
    pages: list[list[Line]] = []
    gutters: list[float] = []
    length = pictures = sideways = 0
    for page in pdf:
        letters, askew = page_letters(page)
        length += len(letters)
        if length > LONGEST_TEXT:
            raise ArticleError(f"holds too much text: more than {LONGEST_TEXT:,} characters.")
        pages.append(lines_in_order(pieces(letters), gutters))
        pictures += _pictures(page)
        sideways += askew
    whole, torn = without_torn_rows(without_running_heads(pages))
    if torn > MOST_TORN * sum(map(len, pages)):
        raise ArticleError(
            "has columns that cannot be told apart: give the article as HTML, DOCX or text."
        )
    text, starts = paragraphs(whole)
    if not any(map(str.isalnum, text)):
        raise ArticleError("is a PDF without text, perhaps a scan: give a PDF with a text layer.")
    author = " ".join(pdf.get_metadata_value("Author").split())
    return Contents(
        text,
        title=_title(pages),
        authors=(author,) if author and author.casefold() in text[:1000].casefold() else (),
        notes=left_out(
            {
                "picture{s}": pictures,
                "sideways letter{s}": sideways,
                "line{s} of unclear columns": torn,
            }
        ),
        pages=starts,
    )


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise ArticleError("is locked with a password: save it without the password.") from None
        raise


def _pictures(page: Any) -> int:
    from pypdfium2 import raw

    return sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _title(pages: Sequence[Sequence[Line]]) -> str | None:
    """The lines of the first page that are printed largest, if they can be a headline.

    A name of a few words, printed larger still, is that of the newspaper.
    """
    first = next(filter(None, pages), ())
    usual = median([line.height for page in pages for line in page] or [0])
    large = [line for line in first if line.height > HEADLINE * usual]
    for height in sorted({line.height for line in large}, reverse=True):
        same = [line.text for line in large if abs(line.height - height) < 0.05 * height]
        title = " ".join(same)
        if len(title.split()) > 3 and len(title) <= LONGEST_TITLE:
            return title
    return None
