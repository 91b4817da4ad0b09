"""The JSON-LD of a web page: what it says of itself in the words of schema.org."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

Thing = dict[str, Any]

ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report\w*|\w*Review|Opinion\w*)")
OUTLET = re.compile(r"(?:News)?(?:Media)?Organization|WebSite|Corporation|Periodical|Newspaper")
WRAPPING = re.compile(
    r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$|(?<=[}\]])\s*;\s*$"
)
TAG = re.compile(r"<[^<>]{1,300}>")
PARAGRAPH_END = re.compile(r"</(?:p|div|li|h\d|blockquote)>|<br ?/?>|\r\n?", re.IGNORECASE)


def linked_data(page: Any) -> Iterator[Thing]:
    """The objects of a page's JSON-LD in order, those inside others too."""
    for script in page.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            stack = [json.loads(WRAPPING.sub("", script.text or ""), strict=False)]
        except ValueError:
            continue
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                yield node
                stack += reversed(list(node.values()))
            elif isinstance(node, list):
                stack += reversed(node)


def is_a(thing: Thing, form: re.Pattern[str]) -> bool:
    """Whether one of a thing's types has this form."""
    return any(form.fullmatch(type_) for type_ in strings(thing.get("@type")))


def strings(value: Any) -> list[str]:
    """The strings of a value that can be a single one or several, each a line without markup."""
    values = value if isinstance(value, list) else [value]
    lines = (" ".join(unmarked(words).split()) for words in values if isinstance(words, str))
    return [line for line in lines if line]


def names(value: Any) -> list[str]:
    """The names of authors or publishers, who can be one or several, objects or strings."""
    found: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        found += strings(entry.get("name") if isinstance(entry, dict) else entry)
    return found


def unmarked(words: str) -> str:
    """Words without HTML, a line a paragraph.

    >>> unmarked("<p>Tom &amp; Ann.</p><p>They <b>sang</b>.</p>")
    'Tom & Ann.\\nThey sang.\\n'
    """
    return unescape(TAG.sub("", PARAGRAPH_END.sub("\n", unescape(words))))
