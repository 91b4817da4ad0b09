"""Escaped text, and which sources become links."""

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from qa.showing.markup import escape_html, source_link
from tests.fixtures.shown import Reader


@given(st.text())
@example("\r\n\x00\ud800<&\"'`${}{{}}\\\u202e😀")
def test_escaped_html_gives_back_every_character(text: str) -> None:
    back = html.unescape(escape_html(text))
    assert len(back) == len(text)
    assert all(b in (t, "\ufffd") for b, t in zip(back, text, strict=True))
    assert not re.search(r"[<>\"'\r\x00]", escape_html(text))
    escape_html(text).encode()


def test_web_addresses_alone_become_links() -> None:
    link = source_link("https://example.org/a?b=1&c=2")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in link
    assert 'rel="noopener noreferrer nofollow"' in link
    for other in (
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " https://example.org",
        "data:text/html,x",
        "https://a b",
        'HTTPS://example.org/"onclick=',
        "article.txt",
    ):
        assert "<" not in source_link(other)


SCHEMES = "javascript JavaScript java\tscript data vbscript file blob http https HTTPS".split(" ")
GAPS = [":", "://", "\t://", "\n:", ":\\\\", "\x00://", "&colon;", "&#58;//", "%3A//", " ://"]


@given(
    st.text(max_size=2),
    st.sampled_from(SCHEMES),
    st.sampled_from(GAPS),
    st.text() | st.sampled_from(["alert(1)", '" onclick="x', "'>", "example.org/<b>", "a\\b"]),
)
def test_only_what_is_surely_a_web_address_becomes_a_link(
    before: str, scheme: str, gap: str, rest: str
) -> None:
    source = before + scheme + gap + rest
    reader = Reader(source_link(source))
    shown = "".join(reader.text)
    assert all(a in (b, "\ufffd") for a, b in zip(shown, source, strict=True))
    for tag, attributes in reader.tags:
        assert tag == "a"
        assert re.match(r"https?://[^\s<>\"']+$", attributes.pop("href") or "", re.I)
        assert attributes == {"target": "_blank", "rel": "noopener noreferrer nofollow"}
