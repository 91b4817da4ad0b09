"""Files that are ZIP archives: which of Word, OpenDocument and EPUB they are."""

from index.errors import ArticleError
from index.reading.archives import checked_names
from index.reading.contents import Contents


def parse_zip(data: bytes) -> Contents:
    """The article in a Word, OpenDocument or EPUB file, told by its parts.

    Raises ArticleError (the end of a sentence that the file's name begins) for other files, and
    for a file that unpacks to too much.
    """
    names = checked_names(data)
    if "word/document.xml" in names:
        from index.reading.word_files import parse_docx

        return parse_docx(data)
    if "META-INF/container.xml" in names:
        from index.reading.book_files import parse_epub

        return parse_epub(data)
    if "content.xml" in names:
        from index.reading.open_document_files import parse_odt

        return parse_odt(data)
    raise ArticleError(
        "is a ZIP file without an article: unpack it, or save the article as DOCX, PDF or HTML."
    )
