"""What holds in every form at once: nothing becomes markup, denials and doubts are told."""

import html
from dataclasses import replace

import pytest

from index import Article, Attribution, Span, Speaker
from index.speakers import quote_sheet
from qa import Answer, Citation
from qa.showing import forms
from qa.showing.answer_html import answer_to_html
from qa.showing.article_html import (
    article_to_html,
    heading_to_html,
    legend_to_html,
    sheet_to_html,
    speaker_hues,
)
from qa.showing.tables import sheets_to_csv
from qa.showing.terminal import answer_lines, sheet_lines
from qa.showing.texts import answer_to_markdown, answer_to_text, escape_markdown
from tests.fixtures.shown import ARTICLE, LEE, SAID, TEXT, Reader, answer, sheet_rows

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


def test_what_may_answer_is_shown_apart_and_never_as_a_plain_answer() -> None:
    perhaps = replace(answer(), perhaps=True)
    found = forms.Answer.of(perhaps)
    assert (found.answered, found.verdict) == (False, "perhaps")
    assert found.citations == forms.Answer.of(answer()).citations
    told = "The article may answer this here:"
    assert answer_to_text(perhaps).splitlines()[2] == told
    assert answer_to_text(perhaps).endswith(answer_to_text(answer()).splitlines()[-1])
    assert escape_markdown(told) in answer_to_markdown(perhaps)
    assert f'<div class="perhaps"><p><strong>{told}</strong></p><figure' in answer_to_html(
        perhaps, {}
    )


def test_a_reply_is_no_answer_and_no_refusal() -> None:
    reply = Answer("<b>?", "<b>?", reply="Ask & see.")
    found = forms.Answer.of(reply)
    assert (found.answered, found.verdict, found.text) == (False, "no question", "Ask & see.")
    assert answer_to_text(reply) == "<b>?\n\nAsk & see."
    assert answer_to_markdown(reply).endswith("Ask &#38; see&#46;")
    assert '<div class="answer"><p>Ask &amp; see. <button type="button" class="typed">' in (
        answer_to_html(reply, {})
    )


def test_a_citation_says_on_which_page_it_stands() -> None:
    paged = Article.from_text(TEXT, pages=(0, 20))
    cited = Citation(1, paged, Span(20, 65))
    assert cited.page == 2
    answered = Answer("What?", "What?", (cited,), 0.9)
    assert forms.Answer.of(answered).citations[0].page == 2
    assert "page 2, characters 20 to 65" in answer_to_text(answered)


def test_a_file_is_named_and_its_place_on_the_disk_is_not() -> None:
    article = Article.from_text("It is so.", source="/home/ann/secret/a.txt")
    answer = Answer("So?", "So?", (Citation(1, article, Span(0, 9)),))
    shown = f"{answer_to_html(answer, {})} {forms.Answer.of(answer)} {heading_to_html(article)}"
    assert "a.txt" in shown
    assert "ann" not in shown.replace("answer", "")


def test_the_quote_sheet_as_json_csv_and_html() -> None:
    broken = Attribution((Span(0, 10), Span(11, 17)), LEE, None, None, "indirect", 0.5)
    sheet = quote_sheet([SAID, broken])
    (entry,) = forms.Speakers.of([(ARTICLE, sheet)]).model_dump(mode="json")["speakers"]
    assert entry["speaker"] == {"name": "Ann Lee", "role": "the mayor"}
    assert entry["statements"][1] == {
        "text": "The bridge … opened",
        "spans": [
            {"text": "The bridge", "start": 0, "end": 10},
            {"text": "opened", "start": 11, "end": 17},
        ],
        "speaker": {"name": "Ann Lee", "role": "the mayor"},
        "kind": "indirect",
        "polarity": "said",
        "cue": None,
        "confidence": 0.5,
        "link": "https://example.org/a?b=1&c=2#:~:text=The%20bridge%20opened",
        "article_id": ARTICLE.id,
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
    (entry,) = forms.Speakers.of([(article, sheet)]).speakers
    assert [(said.cue, said.polarity) for said in entry.statements] == [("denied",) * 2]
    lines = [line.plain for line in sheet_lines(article, sheet)]
    assert "  denied: that it leaked" in lines
    assert '<span class="denial">denied</span> <q' in sheet_to_html(article, sheet, {})
    cited = Answer(
        "Did it leak?", "Did it leak?", (Citation(1, article, Span(0, 27), None, DENIED),)
    )
    assert answer_to_text(cited).splitlines()[2].startswith("Ruth Abel (denied): ")
    assert "Ruth Abel (denied):" in html.unescape(answer_to_markdown(cited))
    assert "Ruth Abel denied (denied, reported)" in next(iter(answer_lines(cited))).plain
    assert forms.Answer.of(cited).citations[0].polarity == "denied"
    assert '<span class="denial">denied</span>' in answer_to_html(cited, {})
    tags = Reader(article_to_html(article, [DENIED], {})).tags
    assert [facts["data-label"] for _, facts in tags if "data-label" in facts] == [
        "Ruth Abel denied"
    ]


def test_what_was_not_said_is_nobodys_statement() -> None:
    article = Article.from_text(DENIAL)
    assert quote_sheet([UNSAID]) == []
    assert "data-speaker" not in article_to_html(article, [UNSAID], {})
