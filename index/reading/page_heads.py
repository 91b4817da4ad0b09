"""The head of a web page: title, authors and day of publication, by its metadata and its headings.

A page states them up to six times: in JSON-LD, OpenGraph, `<meta>`, `<title>`, its headings and
its byline. The heading that readers see is the title, where the metadata bears it out.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from index.bylines import WRITER_WORD, byline
from index.reading.contents import LONGEST_TEXT
from index.reading.linked_data import (
    ARTICLE,
    OUTLET,
    Thing,
    is_a,
    linked_data,
    names,
    strings,
    unmarked,
)

SEPARATOR = re.compile(r"\s+[|–—·•«»:~/>-]+\s+|\s*[|»]\s*|\s*::\s*")
WORD = re.compile(r"\w+")
DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
COPYRIGHT = re.compile(r"[\s\d–-]+|\b(?:copyright|all rights reserved)\b\.?", re.IGNORECASE)
OWNED = re.compile(r"©|copyright", re.IGNORECASE)
TITLES = "og:title headline twitter:title dc.title sailthru.title parsely-title".split()
SITES = """
    og:site_name application-name apple-mobile-web-app-title publisher dc.publisher copyright
    twitter:site article:publisher
""".split()
AUTHORS = """
    author authors article:author og:article:author byl parsely-author sailthru.author dc.creator
    dcterms.creator citation_author creator article:author_name rbauthors dcsext.author
""".split()
PUBLISHED = """
    article:published_time og:article:published_time datepublished pubdate publishdate publish-date
    date.issued dc.date.issued dcterms.created sailthru.date parsely-pub-date article.published
    article:published originalpublicationdate citation_publication_date
""".split()
BYLINE = """
    //*[@rel='author' or @itemprop='author'
        or contains(concat(' ', normalize-space(@class), ' '), ' byline ')
        or contains(concat(' ', normalize-space(@class), ' '), ' author ')
        or contains(@class, 'author-name') or contains(@class, 'authorName')
        or contains(@class, 'author__name') or contains(@class, 'byline-name')
        or contains(@class, 'byline__name') or contains(@class, 'article-byline')
        or contains(@class, 'article__byline') or contains(@class, 'story-byline')]
    [not(ancestor::aside or ancestor::footer or ancestor::nav or ancestor::*[
        contains(@class, 'related') or contains(@class, 'comment') or contains(@id, 'comment')
        or contains(@class, 'sidebar') or contains(@class, 'more-')
        or contains(@class, 'teaser') or contains(@class, 'card')])]
"""
"""Elements of the article's own byline, and not of other stories' or of comments'."""
BY_TEXT = """
    //body//text()[starts-with(normalize-space(.), 'By') or starts-with(normalize-space(.), 'BY')]
    [not(ancestor::aside or ancestor::footer or ancestor::nav or ancestor::script)]
"""
LONGEST_BYLINE = 200


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page says of its article; `body` is the text in its JSON-LD, empty if none is."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    body: str = ""


def page_head(page: Any) -> PageHead:
    """The head of a page that lxml parsed."""
    things, meta = list(linked_data(page)), _meta(page)
    sites = list(_sites(page, things, meta))
    shown = [_text(element) for element in page.xpath("//head/title")[:1]]
    headings = [_text(element) for element in page.xpath("//h1")[:9] + page.xpath("//h2")[:9]]
    article = _about([thing for thing in things if is_a(thing, ARTICLE)], [*shown, *headings])
    titles = [*strings(article.get("headline")), *_values(meta, TITLES), *shown]
    body = article.get("articleBody")
    return PageHead(
        title=_title(titles, headings, sites),
        authors=_authors(page, article, meta, sites),
        published=_published(page, article, meta),
        body=unmarked(body[:LONGEST_TEXT]) if isinstance(body, str) else "",
    )


def without_site(title: str, sites: Collection[str]) -> str:
    """A title without the name of its site at either end, and the sections beside that.

    >>> without_site("Bridge opens in the old town | News | The Daily Tide", ["Daily Tide"])
    'Bridge opens in the old town'
    >>> without_site("Obama - the making of a man", ["Daily Tide"])
    'Obama - the making of a man'
    """
    for site in sites:
        named = re.match(rf"{re.escape(site)}\s*:\s+", title, re.IGNORECASE) if site else None
        title = title[named.end() :] if named else title
    gaps = [found.span() for found in SEPARATOR.finditer(title)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(title)]
    pieces = list(zip(starts, ends, strict=True))
    count = len(pieces)
    while len(pieces) > 1 and any(_names_site(title[slice(*pieces[-1])], site) for site in sites):
        pieces.pop()
    while len(pieces) > 1 and any(_names_site(title[slice(*pieces[0])], site) for site in sites):
        pieces.pop(0)
    while len(pieces) > 1 and _is_section(title, pieces, beside_site=len(pieces) < count):
        pieces.pop()
    return title[pieces[0][0] : pieces[-1][1]].strip()


def _names_site(piece: str, site: str) -> bool:
    """Whether a piece of a title is the name of a site, a part of it, or little more than it."""
    words = [set(WORD.findall(name.casefold())) - {"the"} for name in (piece, site)]
    part = bool(words[0]) and words[0] <= words[1]
    more = bool(words[1]) and words[1] <= words[0] and len(words[0]) < len(words[1]) + 3
    return part or more or _letters(piece) == _letters(site) != ""


def _is_section(title: str, pieces: list[tuple[int, int]], *, beside_site: bool) -> bool:
    """Whether the last piece after a headline is the name of a section or of an outlet."""
    headline, last = title[pieces[0][0] : pieces[-2][1]], title[slice(*pieces[-1])]
    if len(headline.split()) < 4 or len(last.split()) > 4 or re.search(r"\d", last):
        return False
    barred = "|" in title[pieces[-2][1] : pieces[-1][0]]
    return barred or bool(WRITER_WORD.search(last)) or (beside_site and len(last.split()) < 3)


def _title(titles: list[str], headings: list[str], sites: list[str]) -> str | None:
    """The heading that the stated titles bear out; else the first stated title."""
    stated = [short for title in titles if (short := without_site(title, sites))]
    known = {_letters(site) for site in sites} | {""}
    for heading in headings:
        # one or two words can be the site's name where the page does not say what that is
        borne_out = stated if len(heading.split()) > 2 else stated[:1]
        if _letters(heading) not in known and any(_same(title, heading) for title in borne_out):
            return heading
    rest = (heading for heading in headings if _letters(heading) not in known)
    return next(iter(stated), None) or next(rest, None)


def _same(title: str, heading: str) -> bool:
    """Whether a title and a heading are the same headline, one of them perhaps cut short."""
    first, second = sorted((_letters(title), _letters(heading)), key=len)
    return first == second or (len(first) > 12 and first in second and len(second) < 3 * len(first))


def _sites(page: Any, things: list[Thing], meta: dict[str, str]) -> Iterator[str]:
    """What the page calls its site: in its metadata, by its host and in its copyright line."""
    yield from (value.removeprefix("@") for value in _values(meta, SITES) if "://" not in value)
    for thing in things:
        yield from names(thing.get("publisher"))
        if is_a(thing, OUTLET):
            yield from names(thing) + strings(thing.get("alternateName"))
    for url in [*page.xpath("//link[@rel='canonical']/@href")[:1], *_values(meta, ["og:url"])]:
        yield from _host_names(url)
    for line in page.xpath("//text()[contains(., '©') or contains(., 'Copyright')]")[:5]:
        owner = COPYRIGHT.sub(" ", OWNED.split(line)[-1]).strip()
        yield re.split(r"[,.|]", owner)[0][:60]


def _host_names(url: str) -> list[str]:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return []
    *labels, _ = host.removeprefix("www.").split(".")
    return [host, max(labels, key=len)] if labels else []


def _authors(page: Any, article: Thing, meta: dict[str, str], sites: list[str]) -> tuple[str, ...]:
    """The people of the first place that names any: JSON-LD, `<meta>`, then the byline shown."""
    known = {_letters(site) for site in sites}
    places = [
        names(article.get("author") or article.get("creator")),
        *([value] for value in _values(meta, AUTHORS)),
        *([_text(element)] for element in page.xpath(BYLINE)[:20]),
        *([_text(words.getparent())] for words in page.xpath(BY_TEXT)[:5]),
    ]
    for place in places:
        people = [name for words in place for name in _people(words)]
        if found := [name for name in dict.fromkeys(people) if _letters(name) not in known]:
            return tuple(found)
    return ()


def _people(words: str) -> list[str]:
    """Those with two names or more whom the words of a byline name, "by" or not."""
    if len(words) > LONGEST_BYLINE or "://" in words:
        return []
    found = byline(words) or byline(f"By {words}") or ()
    return [name for name in found if len(name.split()) > 1]


def _published(page: Any, article: Thing, meta: dict[str, str]) -> date | None:
    times = page.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")[:1]
    stated = [*strings(article.get("datePublished")), *_values(meta, PUBLISHED), *map(str, times)]
    return next((day for words in stated if (day := iso_day(words))), None)


def iso_day(words: str) -> date | None:
    """The day that an ISO time begins with: that of the place where the page was written."""
    found = DAY.match(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _about(articles: list[Thing], shown: list[str]) -> Thing:
    """The article whose headline the page shows; else the first."""
    for article in articles:
        for headline in strings(article.get("headline")):
            if any(_letters(headline) in _letters(words) for words in shown):
                return article
    return articles[0] if articles else {}


def _meta(page: Any) -> dict[str, str]:
    """The first content of each `<meta>`, by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for element in page.xpath("//meta[@content]"):
        words = " ".join(element.get("content").split())
        for key in ("property", "name", "itemprop"):
            if words and element.get(key):
                found.setdefault(element.get(key).strip().lower(), words)
    return found


def _values(meta: dict[str, str], keys: Collection[str]) -> list[str]:
    return [meta[key] for key in keys if key in meta]


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _letters(words: str) -> str:
    letters = "".join(filter(str.isalnum, words.casefold()))
    return letters.removeprefix("the") if len(letters) > 6 else letters
