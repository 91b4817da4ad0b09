"""Answers and articles as text, JSON, Markdown and HTML."""

import csv
import html
import io
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import Article, Attribution, Span, Speaker
from index.speakers import quote_sheet
from qa import Answer, Citation
from qa.showing.answer_html import answer_to_html
from qa.showing.article_html import (
    article_to_html,
    heading_to_html,
    legend_to_html,
    sheet_to_html,
    speaker_hues,
)
from qa.showing.data import answer_to_dict, sheet_to_dicts, sheets_to_csv
from qa.showing.markup import escape_html, source_link
from qa.showing.terminal import answer_lines, sheet_lines
from qa.showing.texts import answer_to_markdown, answer_to_text, escape_markdown, pull_quote

TEXT = "The bridge opened.\n\n“It cost 3 million,” said Ann Lee, the mayor. She thanked all."
LEE = Speaker("Ann Lee", "the mayor")
SAID = Attribution((Span(20, 40),), LEE, Span(46, 53), Span(41, 45), "direct", 0.91)
ARTICLE = Article.from_text(TEXT, "A bridge", source="https://example.org/a?b=1&c=2")
HOSTILE = [
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "${window.ran=1}",
    "{{constructor.constructor('window.ran=1')()}}",
    "`${alert(1)}` \\",
    "![x](http://127.0.0.1:9/x.png) [y](javascript:alert(1))",
    "</div></textarea><svg onload=alert(1)>",
    "\" onmouseover=alert(1) ' onclick=alert(1)",
]


def citation(number: int = 1) -> Citation:
    return Citation(number, ARTICLE, Span(20, 65), Span(29, 38), SAID)


def answer() -> Answer:
    return Answer("What did it cost?", "What did the bridge cost?", (citation(),), 0.876543)


class Reader(HTMLParser):
    """The text and the tags that a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_an_answer_is_json_with_offsets_that_give_the_words() -> None:
    found = json.loads(json.dumps(answer_to_dict(answer())))
    (cited,) = found.pop("citations")
    assert found == {
        "question": "What did it cost?",
        "searched": "What did the bridge cost?",
        "answered": True,
        "verdict": "answered",
        "text": answer().text,
        "probability": 0.8765,
        "closest": None,
    }
    assert TEXT[cited["start"] : cited["end"]] == cited["text"]
    assert TEXT[cited["answer"]["start"] : cited["answer"]["end"]] == cited["answer"]["text"]
    assert cited["speaker"] == {"name": "Ann Lee", "role": "the mayor"}
    assert (cited["kind"], cited["confidence"], cited["number"]) == ("direct", 0.91, 1)
    assert cited["article"] == {
        "id": ARTICLE.id,
        "title": "A bridge",
        "source": ARTICLE.source,
        "language": "en",
        "notes": [],
    }


def test_what_may_answer_is_shown_apart_and_never_as_a_plain_answer() -> None:
    perhaps = replace(answer(), perhaps=True)
    found = answer_to_dict(perhaps)
    assert (found["answered"], found["verdict"]) == (False, "perhaps")
    assert found["citations"] == answer_to_dict(answer())["citations"]
    told = "The article may answer this here:"
    assert answer_to_text(perhaps).splitlines()[2] == told
    assert answer_to_text(perhaps).endswith(answer_to_text(answer()).splitlines()[-1])
    assert escape_markdown(told) in answer_to_markdown(perhaps)
    assert f'<div class="perhaps"><p><strong>{told}</strong></p><figure' in answer_to_html(
        perhaps, {}
    )


def test_a_reply_is_no_answer_and_no_refusal() -> None:
    reply = Answer("<b>?", "<b>?", reply="Ask & see.")
    found = answer_to_dict(reply)
    assert (found["answered"], found["verdict"], found["text"]) == (
        False,
        "no question",
        "Ask & see.",
    )
    assert answer_to_text(reply) == "<b>?\n\nAsk & see."
    assert answer_to_markdown(reply).endswith("Ask &#38; see&#46;")
    assert '<div class="answer"><p>Ask &amp; see. <button type="button" class="typed">' in (
        answer_to_html(reply, {})
    )


def test_no_answer_keeps_the_closest_passage_apart() -> None:
    closest = Citation(0, ARTICLE, Span(0, 18))
    found = answer_to_dict(Answer("Why?", "Why?", closest=closest))
    assert found["citations"] == []
    assert found["answered"] is False
    assert found["closest"]["text"] == "The bridge opened."
    assert found["closest"]["speaker"] is None
    assert found["closest"]["answer"] is None


def test_the_text_to_paste_names_speaker_and_place() -> None:
    lines = answer_to_text(answer()).splitlines()
    assert lines[0] == "What did it cost?"
    assert lines[2] == 'Ann Lee, the mayor: "“It cost 3 million,” said Ann Lee, the mayor." [1]'
    assert lines[-1] == f"[1] A bridge, {citation().link}, characters 20 to 65"
    assert answer_to_text(Answer("Why?", "Why?")) == "Why?\n\nThe article does not say."


def test_a_pull_quote_has_name_role_outlet_day_and_link() -> None:
    article = replace(ARTICLE, published=date(2025, 3, 4))
    assert pull_quote(replace(citation(), article=article)).splitlines() == [
        "“It cost 3 million”",
        "— Ann Lee, the mayor",
        "example.org, 4 March 2025",
        citation().link,
    ]


def test_a_pull_quote_puts_nothing_in_a_mouth_that_the_article_only_reports() -> None:
    reported = replace(citation(), attribution=replace(SAID, kind="indirect"))
    assert pull_quote(reported).splitlines()[0] == citation().text
    assert "—" not in pull_quote(reported)
    assert pull_quote(Citation(1, Article.from_text(TEXT), Span(0, 18))) == "The bridge opened."


def test_a_broken_quotation_is_one_in_a_pull_quote() -> None:
    text = "“Go,” she said. “Now, and stay away.”"
    said = Attribution((Span(0, 5), Span(16, 37)), LEE, None, None, "direct", 0.9)
    card = pull_quote(Citation(1, Article.from_text(text), Span(0, 37), attribution=said))
    assert card == "“Go, … Now, and stay away.”\n— Ann Lee, the mayor"


def test_a_link_leads_to_the_words_on_the_original_page() -> None:
    page = answer_to_html(answer(), {})
    links = [attributes for tag, attributes in Reader(page).tags if tag == "a"]
    assert [link["href"] for link in links] == [citation().link]
    assert "<a " not in answer_to_html(
        Answer("Why?", "Why?", (Citation(1, Article.from_text(TEXT), Span(0, 18)),)), {}
    )


def test_markdown_shows_the_words_that_answer_in_bold() -> None:
    shown = html.unescape(answer_to_markdown(answer()))
    assert "It cost **3 million,**” said" in shown.replace("**3 million**,", "**3 million,**")
    assert shown.startswith("**What did it cost?**")
    assert "The article does not say" in html.unescape(answer_to_markdown(Answer("Why?", "Why?")))


def test_the_html_of_an_answer_leads_to_its_place() -> None:
    reader = Reader(answer_to_html(answer(), speaker_hues([LEE])))
    (cite,) = [attrs for tag, attrs in reader.tags if attrs.get("class") == "cite"]
    assert cite["data-article"] == ARTICLE.id
    assert (cite["data-start"], cite["data-end"]) == ("20", "65")
    assert (cite["data-answer-start"], cite["data-answer-end"]) == ("29", "38")
    assert cite["aria-label"] == "Show extract 1, Ann Lee, in the article"
    assert cite["type"] == "button"
    assert "strong" in [tag for tag, _ in reader.tags]
    shown = "".join(reader.text)
    assert "Understood as: What did the bridge cost?" in shown
    assert "88% sure" in shown
    copy = next(attrs for _, attrs in reader.tags if attrs.get("class") == "copy")
    assert copy["data-copy"] == answer_to_text(answer())


def test_the_html_of_no_answer_says_so_and_offers_no_citation() -> None:
    closest = Citation(0, ARTICLE, Span(0, 18))
    page = answer_to_html(Answer("Why?", "Why?", closest=closest), {})
    assert "<strong>The article does not say.</strong>" in page
    assert "which is not an answer" in page
    assert "% sure" not in page
    assert "Closest" not in answer_to_html(Answer("Why?", "Why?"), {})


def test_a_citation_of_nobody_has_no_speaker() -> None:
    page = answer_to_html(Answer("q", "q", (Citation(1, ARTICLE, Span(0, 18)),), 0.9999), {})
    assert "--chroma:0" in page
    assert 'class="speaker"' not in page
    assert 'class="kind"' not in page
    assert "99% sure" in page


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_an_article_becomes_markup(hostile: str) -> None:
    text = f"{hostile} {hostile} was said. It is so."
    article = Article.from_text(text, hostile, source=hostile)
    speaker = Speaker(hostile, hostile)
    said = Attribution((Span(0, len(hostile)),), speaker, None, None, "mixed", 0.5)
    cited = Citation(1, article, Span(0, len(text)), Span(0, len(hostile)), said)
    sheet, hues = quote_sheet([said]), speaker_hues([speaker])
    page = (
        answer_to_html(Answer(hostile, hostile + "?", (cited,), 0.5, None), hues)
        + article_to_html(article, [said], hues)
        + heading_to_html(article)
        + legend_to_html(article, sheet, hues)
        + sheet_to_html(article, sheet, hues)
    )
    reader = Reader(page)
    assert "".join(reader.text).count(hostile) >= 6
    allowed = "p div figure figcaption button span blockquote strong section h2 h3 small ol li q"
    assert {tag for tag, _ in reader.tags} <= {*allowed.split()}
    attributes = {name for _, attrs in reader.tags for name in attrs}
    assert not [name for name in attributes if name.startswith("on") or name in ("src", "href")]


@given(st.text())
@example("\r\n\x00\ud800<&\"'`${}{{}}\\\u202e😀")
def test_escaped_html_gives_back_every_character(text: str) -> None:
    back = html.unescape(escape_html(text))
    assert len(back) == len(text)
    assert all(b in (t, "\ufffd") for b, t in zip(back, text, strict=True))
    assert not re.search(r"[<>\"'\r\x00]", escape_html(text))
    escape_html(text).encode()


@given(st.text())
@example("# [x](y) ![z](w) *a* _b_ <i> $x$ http://example.org a@example.org | - 1. \n\n&amp;")
def test_escaped_markdown_holds_no_construct(text: str) -> None:
    escaped = escape_markdown(text)
    assert re.fullmatch(r"(?:[^\W_]|[ ,;?'\"]|&#\d+;)*", escaped)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, list[Attribution]]:
    """An article with statements that may overlap, nest and be empty or broken."""
    alphabet = st.sampled_from("ab. \n\r<&😀\u0301“”")
    text = draw(st.text(alphabet, max_size=80)) + "\nIt is so."
    places = st.integers(0, len(text))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), places, places)
    speakers = st.sampled_from([None, Speaker("A"), Speaker("B", "<b>")])
    contents = st.lists(spans, min_size=1, max_size=3).map(lambda s: tuple(sorted(s)))
    said = st.builds(
        Attribution,
        contents,
        speakers,
        st.none(),
        st.none(),
        st.sampled_from(["direct", "mixed", "indirect"]),
        st.just(0.5),
    )
    text += draw(st.sampled_from(["", "\n", " \r\n\n"]))
    return Article.from_text(text), draw(st.lists(said, max_size=5))


@given(marked())
def test_the_text_nodes_of_an_article_are_its_text(pair: tuple[Article, list[Attribution]]) -> None:
    article, attributions = pair
    reader = Reader(article_to_html(article, attributions, {}))
    assert "".join(reader.text) == article.text
    assert [a["class"] for t, a in reader.tags if "part " in (a.get("class") or "")] == [
        f"part {block.role}" for block in article.blocks
    ]


def test_every_statement_is_marked_with_its_speaker() -> None:
    attributions = [SAID, Attribution((Span(65, 81),), None, None, None, "indirect", 0.4)]
    reader = Reader(article_to_html(ARTICLE, attributions, speaker_hues([LEE])))
    said = [attrs for _, attrs in reader.tags if (attrs.get("class") or "").startswith("said")]
    assert [one["data-speaker"] for one in said] == ["Ann Lee", "Speaker unclear"]
    assert [one.get("data-label") for one in said] == ["Ann Lee", None]
    assert said[0]["title"] == "Ann Lee, the mayor: word for word"
    assert said[0]["style"] == "--hue:210"


def test_overlapping_statements_show_the_inner_one_and_keep_both() -> None:
    inner = Attribution((Span(29, 38),), Speaker("B"), None, None, "direct", 0.5)
    reader = Reader(article_to_html(ARTICLE, [SAID, inner], {}))
    said = [a for _, a in reader.tags if (a.get("class") or "").startswith("said")]
    assert [(a["data-speaker"], a["data-statements"]) for a in said] == [
        ("Ann Lee", "0"),
        ("B", "0 1"),
        ("Ann Lee", "0"),
    ]


def test_twelve_speakers_have_twelve_colours_far_apart() -> None:
    hues = sorted(speaker_hues([Speaker(str(n)) for n in range(12)]).values())
    assert min(b - a for a, b in itertools.pairwise(hues)) >= 12


def test_a_title_that_the_text_does_not_hold_is_shown_above_it() -> None:
    assert '<h2 dir="auto">A bridge</h2>' in heading_to_html(ARTICLE)
    assert heading_to_html(Article.from_text("It is so.")) == ""
    noted = heading_to_html(Article.from_text("It is so.", notes=("1 < 2.",)))
    assert noted == '<p class="note">1 &lt; 2.</p>'


def test_a_quote_sheet_of_another_language_says_that_nobody_is_looked_for() -> None:
    german = Article.from_text("„Das Wasser steigt“, sagte Karin Holtz am Montag in der Stadt.")
    assert "English articles alone" in sheet_to_html(german, [], {})
    assert "Nobody is quoted" in sheet_to_html(ARTICLE, [], {})


def test_a_citation_says_on_which_page_it_stands() -> None:
    paged = Article.from_text(TEXT, pages=(0, 20))
    cited = Citation(1, paged, Span(20, 65))
    assert cited.page == 2
    answered = Answer("What?", "What?", (cited,), 0.9)
    assert answer_to_dict(answered)["citations"][0]["page"] == 2
    assert "page 2, characters 20 to 65" in answer_to_text(answered)


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


def test_a_file_is_named_and_its_place_on_the_disk_is_not() -> None:
    article = Article.from_text("It is so.", source="/home/ann/secret/a.txt")
    answer = Answer("So?", "So?", (Citation(1, article, Span(0, 9)),))
    shown = f"{answer_to_html(answer, {})} {answer_to_dict(answer)} {heading_to_html(article)}"
    assert "a.txt" in shown
    assert "ann" not in shown.replace("answer", "")


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


def sheet_rows(page: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(page))


def test_the_quote_sheet_as_json_csv_and_html() -> None:
    broken = Attribution((Span(0, 10), Span(11, 17)), LEE, None, None, "indirect", 0.5)
    sheet = quote_sheet([SAID, broken])
    (entry,) = sheet_to_dicts(ARTICLE, sheet)
    assert entry["speaker"] == {"name": "Ann Lee", "role": "the mayor"}
    assert entry["statements"][1] == {
        "text": "The bridge … opened",
        "kind": "indirect",
        "polarity": "said",
        "cue": None,
        "spans": [[0, 10], [11, 17]],
        "confidence": 0.5,
        "link": "https://example.org/a?b=1&c=2#:~:text=The%20bridge%20opened",
    }
    rows = list(sheet_rows(sheets_to_csv([(ARTICLE, sheet)])))
    assert [row["statement"] for row in rows] == ["“It cost 3 million,”", "The bridge … opened"]
    assert rows[0]["link"].endswith("#:~:text=%E2%80%9CIt%20cost%203%20million%2C%E2%80%9D")
    assert (rows[0]["article"], rows[0]["start"], rows[0]["end"]) == (ARTICLE.id, "20", "40")
    page = sheet_to_html(ARTICLE, sheet, {})
    assert "2 statements" in page
    assert 'data-start="0" data-end="17"' in page
    assert sheet_to_html(ARTICLE, [], {}) == '<p class="hint">Nobody is quoted in this article.</p>'


DENIAL = "Abel denied that it leaked. She would not say when it closed."
ABEL = Speaker("Ruth Abel")
DENIED = Attribution((Span(12, 26),), ABEL, Span(0, 4), Span(5, 11), "indirect", 0.9, "denied")
UNSAID = Attribution((Span(46, 60),), ABEL, Span(28, 31), Span(32, 45), "indirect", 0.9, "not said")


def test_what_was_denied_shows_its_verb_everywhere() -> None:
    article = Article.from_text(DENIAL)
    sheet = quote_sheet([DENIED, UNSAID])
    (row,) = sheet_rows(sheets_to_csv([(article, sheet)]))
    assert (row["cue"], row["polarity"]) == ("denied", "denied")
    (entry,) = sheet_to_dicts(article, sheet)
    assert [(said["cue"], said["polarity"]) for said in entry["statements"]] == [("denied",) * 2]
    lines = [line.plain for line in sheet_lines(article, sheet)]
    assert "  denied: that it leaked" in lines
    assert '<span class="denial">denied</span> <q' in sheet_to_html(article, sheet, {})
    cited = Answer(
        "Did it leak?", "Did it leak?", (Citation(1, article, Span(0, 27), None, DENIED),)
    )
    assert answer_to_text(cited).splitlines()[2].startswith("Ruth Abel (denied): ")
    assert "Ruth Abel (denied):" in html.unescape(answer_to_markdown(cited))
    assert "Ruth Abel denied (denied, reported)" in next(iter(answer_lines(cited))).plain
    assert answer_to_dict(cited)["citations"][0]["polarity"] == "denied"
    assert '<span class="denial">denied</span>' in answer_to_html(cited, {})
    tags = Reader(article_to_html(article, [DENIED], {})).tags
    assert [facts["data-label"] for _, facts in tags if "data-label" in facts] == [
        "Ruth Abel denied"
    ]


def test_what_was_not_said_is_nobodys_statement() -> None:
    article = Article.from_text(DENIAL)
    assert quote_sheet([UNSAID]) == []
    assert "data-speaker" not in article_to_html(article, [UNSAID], {})


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_computes_no_cell(formula: str) -> None:
    said = Attribution((Span(0, 3),), Speaker(formula), None, None, "direct", 0.5)
    (row,) = sheet_rows(sheets_to_csv([(ARTICLE, quote_sheet([said]))]))
    assert row["speaker"] == "'" + formula
