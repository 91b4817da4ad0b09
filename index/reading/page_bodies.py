"""The body of a web page made plain before it is extracted: what stands around it taken out, tables
and lists as lines, the first letter of a drop cap joined to its word.

What is taken out is small beside the text of the page: a class name is no proof.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from index.reading.tables import row_lines

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NO_LETTER = re.compile(r"[^A-Za-z]+")
COMMENTS = "comment{s}"
LINK = "link{s} to other stories"
AROUND = {
    "call{s} to subscribe": {
        "newsletter", "paywall", "subscribe", "subscription", "signup", "sign up", "membership",
        "regwall", "donate", "donation", "offer",
    },
    LINK: {
        "related", "recirc", "recirculation", "promo", "promotion", "readmore", "read more",
        "more stories", "more on", "most read", "most popular", "trending", "recommended",
        "recommendations", "see also", "links block", "outbrain", "taboola", "up next",
        "next story",
        "next article", "next post",
    },
    "quotation{s} set large": {"pullquote", "pull quote"},
    "caption{s}": {"caption", "captions", "figcaption", "imagecaption"},
    "advertisement{s}": {"ad", "ads", "advert", "advertisement", "adslot", "sponsored", "dfp"},
    "button{s}": {
        "share", "sharing", "sharedaddy", "social", "toolbar", "breadcrumb", "breadcrumbs", "tags",
        "tag list", "taglist", "cookie", "consent", "video", "audio", "player",
    },
    "line{s} about the writer or the site": {
        "bio", "biography", "author bio", "about author", "copyright", "trust", "disclaimer",
    },
    "list{s} of key points": {"keypoints", "key points", "takeaways", "key takeaways"},
    COMMENTS: {"comments", "comment", "disqus", "respond"},
}  # fmt: skip
"""What elements hold, by the words of their classes and ids."""
MEANING = {word: name for name, words in AROUND.items() for word in words}
CONTAINERS = ("div", "section", "aside", "p", "ul", "ol", "figure", "blockquote", "footer", "span",
              "figcaption", "form", "h2", "h3", "h4", "h5", "h6")  # fmt: skip
BLOCKS = frozenset(
    "p div section article ul ol li table blockquote figure h1 h2 h3 h4 h5 h6".split()
)
LONG_PARAGRAPH = 20
"""Words of a paragraph of which at most one stands in an element around the body."""
COMMENTS_SHARE = 0.5
"""Of the words in paragraphs: what comments can have at most."""
MOST_LINKED = 0.3
"""Share of the letters of a list or table that links can have: beyond it, it leads elsewhere."""
DROP_CAP = re.compile(r"drop.?cap|first.?letter|initial|lettrine", re.IGNORECASE)
LONGEST_CELL = 400
"""Characters of the longest cell in a table of data."""
LINKED_LABEL = re.compile(r"[\w ]{1,25}:")
LEADING_ON = re.compile(r"\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|that)\s*$")
"""Words after which no sentence ends."""
SENTENCE_END = re.compile(r"[.!?…\"”’»]\s*$")


def made_plain(page: Any) -> Counter[str]:
    """Changes a page that lxml parsed until its body stands alone; what was taken out, counted."""
    _join_drop_caps(page)
    _unfold_layout_tables(page)
    for table in page.xpath("//table[not(ancestor::nav or ancestor::aside or ancestor::footer)]"):
        _table_to_lines(table)
    _join_broken_lines(page)
    for element in page.xpath("//*[br/following-sibling::*[1][self::br]]"):
        _divide_at_breaks(element)
    taken = _take_out_what_stands_around(page)
    taken[LINK] += _take_out_links(page)
    for items in page.xpath("//ul | //ol"):
        _list_to_lines(items)
    return +taken


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _join_drop_caps(page: Any) -> None:
    for element in page.xpath("//*[@class][string-length(normalize-space(.)) < 3]"):
        letter = _text(element)
        if not (letter and DROP_CAP.search(element.get("class"))):
            continue
        if (element.tail or "").strip():
            element.tail = (element.tail or "").lstrip()
            element.text = letter
        elif (after := element.getnext()) is not None and (element.tag in BLOCKS):
            after.text = letter + (after.text or "").lstrip()
            element.drop_tree()


def _unfold_layout_tables(page: Any) -> None:
    """Makes the tables that lay out a page plain boxes, the inner ones too."""
    for table in page.xpath("//table"):
        cells = table.xpath("./tr/td | ./tbody/tr/td | ./tr/th | ./tbody/tr/th")
        prose = any(len(_text(cell)) > LONGEST_CELL for cell in cells)
        if prose or table.xpath(".//table") or len(cells) == 1:
            for cell in cells:
                cell.tag = "div"
            for part in table.xpath("./tr | ./tbody | ./tbody/tr | ."):
                part.tag = "div"
                part.attrib.pop("class", None)


def _table_to_lines(table: Any) -> None:
    """Makes a table of data, and not of links, a line for each row with its header."""
    rows = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    grid = list(_grid(rows))
    if len(grid) < 2 or max(map(len, grid)) < 2 or _leads_elsewhere(table):
        return
    headed = bool(rows[0].xpath("./th")) and not rows[0].xpath("./td")
    caption = [_text(element) for element in table.xpath("./caption")]
    lines = [*caption, *row_lines(grid, headed=headed or None)]
    table.clear(keep_tail=True)
    table.tag = "div"
    _append_lines(table, lines)


def _grid(rows: list[Any]) -> Iterator[list[str]]:
    """The texts of cells by column: a cell over several rows or columns stands in each row once."""
    waiting: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in row.xpath("./td | ./th"):
            _fill(line, waiting)
            words = _text(cell)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(line), len(line) + across):
                line.append(words if column == len(line) or not number else "")
                if down > 1:
                    waiting[column] = (down - 1, words)
        _fill(line, waiting)
        yield line


def _fill(line: list[str], waiting: dict[int, tuple[int, str]]) -> None:
    """Adds the cells that go on from rows above."""
    while (column := len(line)) in waiting:
        left, words = waiting.pop(column)
        line.append(words)
        if left > 1:
            waiting[column] = (left - 1, words)


def _span(cell: Any, name: str) -> int:
    words = cell.get(name, "1").strip()
    return min(int(words), 50) if words.isdecimal() and int(words) else 1


def _append_lines(parent: Any, lines: list[str], sign: str = "") -> None:
    for line in lines:
        paragraph = parent.makeelement("p", {})
        paragraph.text = sign + line
        parent.append(paragraph)


def _join_broken_lines(page: Any) -> None:
    """Makes a line break inside a sentence a space."""
    for break_ in page.xpath("//br"):
        before = break_.getprevious()
        words = (before.tail or "") if before is not None else (break_.getparent().text or "")
        after = (break_.tail or "").lstrip()
        goes_on = after[:1].islower() and not SENTENCE_END.search(words)
        if words.strip() and after and (goes_on or LEADING_ON.search(words)):
            break_.tail = f" {after}"
            break_.drop_tag()


def _divide_at_breaks(element: Any) -> None:
    """Makes what stands between two line breaks and the next two a paragraph."""
    children = list(element)
    pieces: list[Any] = [element.makeelement("p", {})]
    pieces[0].text, element.text = element.text, None
    for number, child in enumerate(children):
        tail, child.tail = child.tail or "", None
        element.remove(child)
        twice = child.tag == "br" and not tail.strip() and number + 1 < len(children)
        if twice and children[number + 1].tag == "br":
            pieces.append(element.makeelement("p", {}))
        elif child.tag in BLOCKS:
            pieces += [child, element.makeelement("p", {})]
        else:
            pieces[-1].append(child)
            child.tail = tail
            continue
        pieces[-1].text = tail
    if element.tag == "p":
        element.tag = "div"
    element.extend(piece for piece in pieces if len(piece) or (piece.text or "").strip())


def _take_out_what_stands_around(page: Any) -> Counter[str]:
    prose = sum(len(_text(paragraph)) for paragraph in page.xpath("//p"))
    taken: Counter[str] = Counter()
    for element in page.xpath("//body//*[@class or @id or self::figcaption]"):
        meaning = _meaning(element) if element.tag in CONTAINERS else None
        if meaning and not _is_body(element, meaning, prose):
            taken[meaning] += bool(_text(element))
            element.drop_tree()
    return taken


def _is_body(element: Any, meaning: str, prose: int) -> bool:
    """Whether an element holds too much to stand around the body, whatever its class says."""
    paragraphs = [_text(paragraph) for paragraph in element.xpath(".//p")]
    if meaning == COMMENTS:
        return sum(map(len, paragraphs)) > COMMENTS_SHARE * prose
    long = sum(len(words.split()) >= LONG_PARAGRAPH for words in paragraphs)
    return long > 1 or bool(element.xpath(".//h1 | .//blockquote | .//article"))


def _meaning(element: Any) -> str | None:
    """What an element holds, by the words of its class and id."""
    if element.tag == "figcaption":
        return "caption{s}"
    names = f"{element.get('class', '')} {element.get('id', '')}"
    for name in names.split():
        words = [word.lower() for word in NO_LETTER.split(CAMEL.sub(" ", name)) if word]
        pairs = (" ".join(pair) for pair in pairwise(words))
        for word in (*words, *pairs):
            if word in MEANING:
                return MEANING[word]
    return None


def _take_out_links(page: Any) -> int:
    """Takes out the lines that are nothing but a link to another page, unless they are the page."""
    lines = [
        line
        for line in page.xpath(
            "//p | //h2 | //h3 | //h4 | //h5 | //li | //div[not(.//p or .//div)]"
        )
        if _is_link(line)
    ]
    linked = sum(len(_text(line)) for line in lines)
    prose = sum(len(_text(line)) for line in page.xpath("//p"))
    if linked > 0.5 * prose:
        return 0
    every = set(lines)
    outermost = [line for line in lines if not every.intersection(line.iterancestors())]
    for line in outermost:
        line.drop_tree()
    return len(outermost)


def _is_link(line: Any) -> bool:
    """Whether the words of a line, but for a label, are links to other pages."""
    links = [link for link in line.xpath(".//a[@href]") if not link.get("href").startswith("#")]
    if not links:
        return False
    text, linked = _text(line), " ".join(map(_text, links))
    rest = text.replace(linked, "", 1).strip() if linked else text
    return (
        len(linked.split()) > 2
        and not SENTENCE_END.search(linked)
        and (not rest or bool(LINKED_LABEL.fullmatch(rest)))
    )


def _list_to_lines(items: Any) -> None:
    """Makes a list in the text lines of their own, unless it leads elsewhere."""
    texts = [text for item in items.xpath("./li") if (text := _text(item))]
    beside = (len(_text(paragraph).split()) for paragraph in items.xpath("../p"))
    plain = not items.xpath(".//p | .//ul | .//ol | .//div") and not _leads_elsewhere(items)
    if texts and plain and max(beside, default=0) >= LONG_PARAGRAPH / 2:
        items.clear(keep_tail=True)
        items.tag = "div"
        _append_lines(items, texts, "- ")


def _leads_elsewhere(element: Any) -> bool:
    linked = sum(len(_text(link)) for link in element.xpath(".//a[@href]"))
    return linked > MOST_LINKED * len(_text(element))
