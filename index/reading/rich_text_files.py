"""RTF files: their text, read by striprtf."""

from collections.abc import Callable
from itertools import groupby

from index.errors import ArticleError
from index.reading.contents import Contents, left_out
from index.reading.tables import row_lines


def parse_rtf(data: bytes) -> Contents:
    """The text of an RTF file: a line for each paragraph and each row of a table.

    Raises ArticleError (the end of a sentence that the file's name begins) when it holds none.
    """
    from striprtf import striprtf

    read: Callable[..., str] = striprtf.rtf_to_text
    source = data.decode("latin-1")
    text, lines = read(source, errors="replace"), list[str]()
    for is_row, group in groupby(text.splitlines(), _is_row):
        if is_row:
            lines += row_lines([row.strip().rstrip("|").split("|") for row in group])
        else:
            lines += [line for words in group if (line := words.strip())]
    if not any(map(str.isalnum, "".join(lines))):
        raise ArticleError("is an RTF file without text: give a file that holds an article.")
    return Contents("\n".join(lines), notes=left_out({"picture{s}": source.count("\\pict")}))


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table, whose cells each end with a bar."""
    return line.rstrip().endswith("|")
