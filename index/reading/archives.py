"""The parts of ZIP archives: none that unpack to too much, and no XML that reaches out."""

import io
import zipfile
from typing import Any

from index.errors import ArticleError

LARGEST_UNPACKED_BYTES = 100_000_000
"""Of all parts of the file together."""
MOST_PARTS = 5_000


def checked_names(data: bytes) -> set[str]:
    """The names of a ZIP file's parts, after refusing a bomb before any part is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = parts.infolist()
    unpacked = sum(part.file_size for part in found)
    if unpacked > LARGEST_UNPACKED_BYTES or len(found) > MOST_PARTS:
        raise ArticleError(
            f"is too large: it may unpack to {LARGEST_UNPACKED_BYTES // 10**6} MB at most."
        )
    return {part.filename for part in found}


def parsed_xml(words: bytes) -> Any:
    """The root of an XML document, of which no entity and nothing outside it is read."""
    from lxml import etree

    return etree.fromstring(words, etree.XMLParser(resolve_entities=False, no_network=True))
