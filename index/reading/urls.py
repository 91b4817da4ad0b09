"""Pages behind a URL: fetched within limits of place, time, size and type."""

import re
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.articles import Article
from index.errors import FetchError
from index.reading.files import read_bytes
from index.reading.formats import LARGEST_BYTES

if TYPE_CHECKING:
    import httpcore
    import httpx

FETCH_SECONDS = 20.0
"""For everything together: look-ups, redirects and the page."""
MOST_REDIRECTS = 5
CONTENT_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "html",
    "text/markdown": "html",
    "application/pdf": "pdf",
}
"""The content types that are read, and the format whose size limit each has."""
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html"}
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
HEADERS = {
    "Accept": ", ".join(CONTENT_TYPES),
    "Accept-Encoding": "identity, gzip;q=0.5",
    "User-Agent": "Mozilla/5.0 (compatible; article-qa)",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page, where they came from at last and what the server says they are."""

    url: str
    data: bytes
    content_type: str
    charset: str | None


def read_url(url: str) -> Article:
    """The article of the page or PDF at an http(s) URL of the public internet.

    Raises FetchError with the rule that the URL or its server breaks, ArticleError when the page
    holds no article.
    """
    page = fetch(url)
    suffix = SUFFIXES.get(page.content_type, "")
    contents = read_bytes(page.data, page.url[:200], suffix=suffix, charset=page.charset)
    return contents.as_article(page.url)


def fetch(url: str) -> Page:
    """The page at a URL, after up to five redirects, each of which is checked like the first.

    Proxies that the environment names are not used: through one, no address could be checked.
    """
    import httpcore

    from index.reading.addresses import PublicBackend

    deadline = time.monotonic() + FETCH_SECONDS
    place = _allowed(url)
    try:
        with httpcore.ConnectionPool(network_backend=PublicBackend(deadline)) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                answer = _page_or_redirect(pool, place)
                if isinstance(answer, Page):
                    return answer
                place = answer
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(
            f"{place.host} cannot be reached: {str(error) or type(error).__name__}."
        ) from None
    raise FetchError(f"{url:.200} redirects more than {MOST_REDIRECTS} times.")


def _allowed(url: "str | httpx.URL") -> "httpx.URL":
    """The URL, taken apart, if it may be fetched."""
    import httpx

    try:
        place = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise FetchError(f"{url!s:.200} is not a URL: check its spelling.") from None
    if place.scheme not in ("http", "https"):
        raise FetchError(f"{url!s:.200} is not allowed: only http and https URLs are fetched.")
    if place.userinfo:
        raise FetchError("The URL holds a user name or a password: give the URL without them.")
    if not place.host:
        raise FetchError(f"{url!s:.200} names no host: check its spelling.")
    return place.copy_with(fragment=None)


def _page_or_redirect(pool: "httpcore.ConnectionPool", place: "httpx.URL") -> "Page | httpx.URL":
    import httpcore
    import httpx

    target = httpcore.URL(
        scheme=place.raw_scheme, host=place.raw_host, port=place.port, target=place.raw_path
    )
    host = place.netloc.decode("ascii")
    sent = [("Host", host), *HEADERS.items()]
    with pool.stream("GET", target, headers=sent) as response:
        headers = httpx.Headers(response.headers)
        if response.status in (301, 302, 303, 307, 308) and "location" in headers:
            try:
                return _allowed(place.join(headers["location"]))
            except httpx.InvalidURL:
                raise FetchError(
                    f"{place.host} redirects to something that is not a URL."
                ) from None
        if response.status != 200:
            raise FetchError(f"{place.host} answers with status {response.status}, not a page.")
        content_type, _, rest = headers.get("content-type", "").partition(";")
        content_type = content_type.strip().lower()
        if content_type not in CONTENT_TYPES:
            raise FetchError(
                f"{place!s:.200} is not a page: its type is {content_type[:60] or 'not given'}; "
                "only HTML, text and PDF are read."
            )
        charset = CHARSET.search(rest)
        data = _body(response.iter_stream(), headers, LARGEST_BYTES[CONTENT_TYPES[content_type]])
    return Page(str(place), data, content_type, charset[1] if charset else None)


def _body(stream: Iterable[bytes], headers: "httpx.Headers", limit: int) -> bytes:
    """The bytes of the body, unpacked; FetchError as soon as there are more than `limit`."""
    too_large = FetchError(f"The page is too large: it may have {limit // 10**6} MB at most.")
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise FetchError(f"The page is packed as {encoding[:40]}, which was not asked for.")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limit:
        raise too_large
    body = bytearray()
    for part in stream:
        try:
            body += unpack.decompress(part, limit + 1 - len(body)) if unpack else part
        except zlib.error:
            raise FetchError("The page is damaged: it is not gzip, as it claims to be.") from None
        if len(body) > limit:
            raise too_large
    if unpack and not unpack.eof:
        raise FetchError("The page is damaged: its end is missing.")
    return bytes(body)
