"""The page in a real browser, as a reader uses it."""

import re
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eval.data.sets import read_set
from qa.page.feedback import Feedback
from tests.fixtures.browsing import QUESTION, article_text, ask, marked, new_page, paste, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from qa import ArticleQA
    from qa.page.session import Desk

Serve = Callable[..., AbstractContextManager[str]]

pytestmark = pytest.mark.browser

HOSTILE = r"""A <script>window.ran='script'</script><img src=x onerror="window.ran='image'"> day

By Eve <svg onload="window.ran='svg'">

${window.ran='dollar'} `${window.ran='tick'}` {{constructor.constructor("window.ran='curly'")()}} \` \\ was it.

“![pixel](http://127.0.0.1:9/pixel.png) [link](javascript:window.ran='link') <style>*{display:none}</style>,” said <b>Ann Lee</b>, the mayor. She said that the “</div></article><iframe src=http://127.0.0.1:9/></iframe>” cost 4 million euros.

Then http://127.0.0.1:9/beacon.gif and <form action=http://127.0.0.1:9/><button>x</button></form> came."""


def in_view(page: "Page") -> bool:
    script = """() => {
      const mark = document.querySelector("#article mark").getBoundingClientRect();
      const pane = document.querySelector("#article").getBoundingClientRect();
      return mark.top >= pane.top && mark.bottom <= pane.bottom;
    }"""
    page.wait_for_function(script)
    return True


def question_with_two_citations(bot: "ArticleQA") -> str:
    names = "Zelensky Hegseth Peskov Rudik Trump Kallas".split()
    questions = (f"What did {name} say?" for name in names)
    return next(question for question in questions if len(bot.ask(question).citations) > 1)


def test_the_first_extract_is_marked_and_a_click_marks_another(
    page: "Page", bot: "ArticleQA"
) -> None:
    assert article_text(page) == bot.articles[0].text
    question = question_with_two_citations(bot)
    expected = bot.ask(question)
    ask(page, question)
    assert marked(page) == expected.citations[0].text
    assert in_view(page)
    shown = page.locator("#transcript blockquote").all_text_contents()
    assert shown == [citation.text for citation in expected.citations]
    second = page.locator("#transcript .cite").nth(1)
    second.click()
    assert marked(page) == expected.citations[1].text
    assert in_view(page)
    assert second.get_attribute("aria-current") == "true"
    assert article_text(page) == bot.articles[0].text


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_is_enough(page: "Page", bot: "ArticleQA", key: str) -> None:
    question = question_with_two_citations(bot)
    page.get_by_placeholder(QUESTION).fill(question)
    page.keyboard.press("Enter")
    page.wait_for_selector("#transcript .answer")
    second = page.locator("#transcript .cite").nth(1)
    assert (second.get_attribute("aria-label") or "").startswith("Show extract 2")
    second.focus()
    page.keyboard.press(key)
    page.wait_for_function("document.activeElement.getAttribute('aria-current') === 'true'")
    assert marked(page) == bot.ask(question).citations[1].text


def test_the_words_that_answer_are_bold(page: "Page", bot: "ArticleQA") -> None:
    best = bot.ask("When did Russia begin its full-scale invasion?").citations[0]
    ask(page, "When did Russia begin its full-scale invasion?")
    marked(page)
    if best.answer:
        assert "".join(page.locator("#article b.words").all_text_contents()) == best.answer
        assert page.locator("#transcript .answer strong").first.text_content() == best.answer


def test_what_the_article_does_not_say(page: "Page") -> None:
    ask(page, "When did Russia take Crimea?")
    marked(page)
    ask(page, "What is the recipe for onion soup?")
    last = page.locator("#transcript .turn").last
    assert last.locator(".no-answer").inner_text() == "The article does not say."
    assert last.locator(".answer > .citation").count() == 0
    page.wait_for_function("!document.querySelector('#article mark')")


def test_an_example_question_is_answered(page: "Page") -> None:
    example = page.locator("#examples .example").first
    question = example.text_content()
    example.click()
    page.wait_for_selector("#transcript .answer")
    assert page.locator("#transcript .question").text_content() == question
    assert page.locator("#transcript .no-answer").count() == 0


def test_follow_ups_again_and_clear(page: "Page") -> None:
    ask(page, "What did Kira Rudik ask?")
    ask(page, "And why was she worried?")
    assert "Kira Rudik" in page.locator("#transcript .aside").last.inner_text()
    page.evaluate("document.querySelector('#transcript .log').classList.add('waiting')")
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_function("!document.querySelector('#transcript .waiting')")
    assert page.locator("#transcript .turn").count() == 2
    page.get_by_role("button", name="Clear").click()
    page.wait_for_selector("#transcript .hint")
    assert page.locator("#transcript .turn").count() == 0


def test_what_was_understood_is_taken_back_by_a_click(page: "Page") -> None:
    ask(page, "What did Kira Rudik ask?")
    ask(page, "And why was she worried?")
    page.locator("#transcript .turn").last.get_by_role("button", name="as typed").click()
    page.wait_for_function("!document.querySelector('#transcript .turn:last-child .aside')")
    assert page.locator("#transcript .question").last.text_content() == "And why was she worried?"
    ask(page, "Thanks!")
    assert "You are welcome" in page.locator("#transcript .answer").last.inner_text()


def test_the_last_question_is_edited_or_taken_back(page: "Page") -> None:
    ask(page, "What did Kira Rudik ask?")
    ask(page, "And Peskov?")
    page.get_by_role("button", name="Edit").click()
    page.wait_for_function("document.querySelector('#question textarea').value == 'And Peskov?'")
    assert page.locator("#transcript .turn").count() == 1
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector("#transcript .hint")
    page.get_by_role("button", name="Undo").click()
    assert page.locator("#transcript .turn").count() == 0


def test_a_statement_that_was_clicked_can_be_asked_about(page: "Page", bot: "ArticleQA") -> None:
    page.get_by_role("tab", name="Speakers").click()
    page.locator("#sheet .statement").last.click()
    page.locator("#article .article").wait_for()
    ask(page, "What else did they say?")
    name = bot.speakers()[-1].speaker.name
    assert name in page.locator("#transcript .aside").last.inner_text()


def test_a_question_that_is_none_is_refused_in_words(page: "Page") -> None:
    page.get_by_placeholder(QUESTION).fill("why " * 300)
    page.keyboard.press("Enter")
    assert "question" in page.locator("#notice .problem").inner_text()
    assert page.locator("#transcript .turn").count() == 0


def test_the_quote_sheet_leads_to_the_article(page: "Page", bot: "ArticleQA") -> None:
    page.get_by_role("tab", name="Speakers").click()
    entries = bot.speakers()
    assert page.locator("#sheet .speaker").all_inner_texts() == [e.speaker.name for e in entries]
    statement = page.locator("#sheet .statement").last
    statement.click()
    page.locator("#article .article").wait_for()
    span = entries[-1].statements[-1].content[0]
    assert marked(page).startswith(span.of(bot.articles[0].text))


def test_the_speaker_filter_narrows_the_answer(page: "Page") -> None:
    page.get_by_label("Said by").click()
    page.get_by_role("option", name="Said by Kira Rudik").click()
    ask(page, "What did she say about peace?")
    names = page.locator("#transcript .answer > .citation .speaker").all_inner_texts()
    assert set(names) <= {"Kira Rudik"}


def test_a_quotation_is_verified_and_leads_to_the_article(page: "Page", bot: "ArticleQA") -> None:
    page.get_by_role("tab", name="Verify").click()
    page.get_by_label("Quotation", exact=True).fill("an unrealistic goal")
    page.get_by_label("Who is said to have said it").fill("Hegseth")
    page.keyboard.press("Enter")
    finding = page.locator("#findings .finding")
    assert "Altered: “goal” stands for “objective”." in finding.inner_text()
    assert finding.locator("del").all_inner_texts() == ["goal"]
    assert finding.locator("ins").all_inner_texts() == ["objective"]
    finding.locator(".cite").click()
    citation = bot.verify("an unrealistic goal").citation
    assert citation
    assert marked(page) == citation.text
    page.get_by_role("tab", name="Verify").click()
    page.get_by_label("Quotation", exact=True).fill("…")
    page.get_by_role("button", name="Verify", exact=True).click()
    assert "no word of its own" in page.locator("#findings .problem").inner_text()


def test_each_quotation_of_a_draft_is_verified(page: "Page") -> None:
    draft = "“Any deal behind our backs will not work,” Kallas said. It was <b>“odd for Lund”</b>."
    page.get_by_role("tab", name="Verify").click()
    for name, text in {"empty.txt": "", "draft.md": draft}.items():
        file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        page.set_input_files("#draft input", file)  # type: ignore[arg-type]
        page.wait_for_selector("#findings .problem" if not text else "#findings .finding")
    assert page.locator("#findings .summary").inner_text() == "2 quotations, 1 not word for word."
    assert page.locator("#findings .verdict").all_inner_texts()[0] == "Word for word."
    assert page.locator("#findings b").count() == 0


def test_answers_are_judged_and_the_right_words_are_selected(
    browser: "Browser", desk: "Desk", serve: Serve, tmp_path: Path, ferry: str
) -> None:
    path = tmp_path / "judged.jsonl"
    ready: Future[Desk] = Future()
    ready.set_result(replace(desk, feedback=Feedback(path)))
    with serve(ready) as address:
        readers = [new_page(browser.new_context()) for _ in range(2)]
        for page in readers:
            page.goto(address)
            page.wait_for_selector("#article .article")
            assert "is kept" in page.locator("#judging").inner_text()
            ask(page, "When did Russia take Crimea?")
        for page in readers:
            page.get_by_role("button", name="Right").click()
        for page in readers:
            page.wait_for_selector("text=Kept: right.")
        page = readers[0]
        ask(page, "What did Kira Rudik ask?")
        settle(page)
        page.get_by_role("button", name="Wrong").last.click()
        page.wait_for_function("document.activeElement.closest('.correction')")
        page.keyboard.type("not in the article")
        page.get_by_role("button", name="This answers").click()
        page.wait_for_selector("#notice .problem")
        settle(page)
        page.locator("#article mark").first.click(click_count=3)
        selected = page.locator(".correction textarea").input_value()
        assert selected in article_text(page)
        page.get_by_role("button", name="This answers").click()
        page.wait_for_selector("text=as this answers")
        assert page.locator("#notice .problem").count() == 0
        paste(page, ferry)
        page.wait_for_function("document.querySelector('.article').textContent.includes('Lund')")
        ask(page, "How much did the new engine cost?")
        assert page.locator(".judge").count() == 0
        assert page.locator("#judging").inner_text() == ""
        for page in readers:
            page.context.close()
    [judged] = read_set(path)
    assert [len(asked.answers) for asked in judged.questions] == [1, 1, 1]
    assert judged.questions[2].answers[0].of(judged.text) == selected


def test_copy_and_save_take_the_citations_along(page: "Page") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "When did Russia take Crimea?")
    page.get_by_role("button", name="Copy with citations").click()
    page.wait_for_selector("text=Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("When did Russia take Crimea?\n")
    assert re.search(r"\[1\].*, characters \d+ to \d+", copied)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == "conversation.md"
    assert saved.startswith("**When did Russia take Crimea?**")


def test_a_link_asks_the_same(page: "Page", ferry: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "What did Kira Rudik ask?")
    ask(page, "And why was she worried?")
    answer = page.locator("#transcript blockquote").last.inner_text()
    page.get_by_role("button", name="Copy link").last.click()
    page.wait_for_selector("text=Copied")
    other = new_page(page.context)
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    other.locator("#transcript .answer").wait_for()
    assert "Rudik" in other.locator("#transcript .question").inner_text()
    assert answer in other.locator("#transcript blockquote").all_inner_texts()
    assert marked(other)
    paste(other, ferry)
    other.wait_for_function("document.querySelector('.article').textContent.includes('Lund')")
    ask(other, "How much did the new engine cost?")
    assert other.get_by_role("button", name="Copy link").count() == 0
    other.close()


def test_earlier_answers_stay_in_the_browser_until_they_are_forgotten(page: "Page") -> None:
    ask(page, "When did Russia take Crimea?")
    ask(page, "What did Kira Rudik <b>ask</b>?")
    page.reload()
    page.get_by_text("Earlier answers").click()
    questions = page.locator("#earlier li summary").all_inner_texts()
    assert [question.rpartition(" (")[0] for question in questions] == [
        "What did Kira Rudik <b>ask</b>?",
        "When did Russia take Crimea?",
    ]
    page.locator("#earlier li summary").last.click()
    assert "in 2014" in page.locator("#earlier pre").last.inner_text()
    page.get_by_role("button", name="Forget them").click()
    assert page.locator("#earlier details").count() == 0
    assert page.evaluate("localStorage.getItem('article-qa')") == "[]"


def test_print_holds_the_conversation_and_the_whole_article(page: "Page") -> None:
    ask(page, "When did Russia take Crimea?")
    page.emulate_media(media="print")
    assert page.locator("#transcript blockquote").first.is_visible()
    for control in ("#asking", "#tools", "#examples", "footer", "#earlier", ".copy"):
        assert not page.locator(control).first.is_visible(), control
    clipped = "e => e.scrollHeight > e.clientHeight + 1"
    assert not page.locator("#article").evaluate(clipped)


def test_a_pasted_article_takes_the_place_of_the_old_one(page: "Page", ferry: str) -> None:
    ask(page, "When did Russia take Crimea?")
    examples = page.locator("#examples .example").all_inner_texts()
    paste(page, ferry)
    page.wait_for_function("document.querySelector('.article').textContent.includes('Lund')")
    assert article_text(page) == ferry
    page.locator("#article .article").wait_for()
    assert page.locator("#transcript .turn").count() == 0
    assert page.locator("#examples .example").all_inner_texts() != examples
    ask(page, "How much did the new engine cost?")
    assert "4 million euros" in marked(page)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_file_is_opened_and_leaves_nothing_behind(
    page: "Page", ferry: str, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"ferry{suffix}"
    paragraphs = "".join(f"<p>{line}</p>" for line in ferry.split("\n\n"))
    html = f"<html><body><article>{paragraphs}</article></body></html>"
    path.write_text(html if suffix == ".html" else ferry, encoding="utf-8")
    before = set(Path(tempfile.gettempdir()).iterdir())
    page.get_by_role("tab", name="Open another").click()
    page.set_input_files("#file input", path)
    page.wait_for_function("document.querySelector('.article').textContent.includes('Lund')")
    assert page.locator("#article .facts").inner_text() == path.name
    left = {new.name for new in set(Path(tempfile.gettempdir()).iterdir()) - before}
    assert not any("ferry" in name or "article" in name for name in left)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "a.exe"),
        ("empty.txt", b"", "empty.txt"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("broken.pdf", b"%PDF-1.7 nothing", "broken.pdf"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_old_article(
    page: "Page", bot: "ArticleQA", name: str, content: bytes, says: str
) -> None:
    page.get_by_role("tab", name="Open another").click()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("#file input", file)  # type: ignore[arg-type]
    message = page.locator("#opening .problem")
    message.wait_for()
    assert says in message.inner_text()
    assert tempfile.gettempdir() not in message.inner_text()
    assert article_text(page) == bot.articles[0].text
    ask(page, "When did Russia take Crimea?")
    assert "2014" in marked(page)


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/"])
def test_an_address_that_is_not_public_is_refused(page: "Page", address: str) -> None:
    page.get_by_role("tab", name="Open another").click()
    page.get_by_label("Web address").fill(address)
    page.get_by_role("button", name="Fetch").click()
    page.locator("#opening .problem").wait_for()
    assert "root:" not in page.content()


@pytest.fixture
def outside() -> "Iterator[tuple[int, list[str]]]":
    """The port of another server, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *values: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True).start()
        yield http.server_address[1], asked
        http.shutdown()


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_a_hostile_article_is_shown_as_text(
    browser: "Browser", server: str, outside: tuple[int, list[str]], policy: bool
) -> None:
    port, asked = outside
    hostile = HOSTILE.replace("127.0.0.1:9", f"127.0.0.1:{port}")
    context = browser.new_context(bypass_csp=not policy)
    page = new_page(context)
    page.goto(server)
    page.wait_for_selector("#article .article")
    paste(page, hostile)
    page.wait_for_function("document.querySelector('.article').textContent.includes('beacon')")
    assert article_text(page) == hostile
    page.wait_for_selector("#examples .example")
    ask(page, "How much did it cost, ${window.ran='asked'} <img src=x onerror=window.ran=1>?")
    ask(page, "What did Ann Lee say?")
    page.get_by_role("tab", name="Speakers").click()
    page.wait_for_selector("#sheet")
    inside = page.locator("#transcript, #article, #sheet, #examples")
    for tag in ("script", "img", "svg", "iframe", "style", "form", "b:not(.words)", "a"):
        assert inside.locator(tag).count() == 0, tag
    shown = page.locator("#transcript blockquote, #sheet q").all_text_contents()
    assert shown
    assert all(words in hostile for text in shown for words in text.split(" … "))
    assert page.evaluate("window.ran") is None
    assert asked == []
    page.evaluate(f"fetch('http://127.0.0.1:{port}/x', {{mode: 'no-cors'}}).catch(() => 0)")
    assert asked == ([] if policy else ["/x"])  # what the policy alone would stop
    context.close()


def test_a_megabyte_in_one_line_is_shown_as_text(page: "Page") -> None:
    line = HOSTILE.replace("\n", " ")
    text = (line * (1_000_000 // len(line) + 1))[:1_000_000]
    paste(page, text)
    page.wait_for_function("document.querySelector('.article').textContent.length === 1000000")
    assert article_text(page) == text
    page.wait_for_selector("#article .article")
    assert page.locator("#article").locator("script, img, svg, iframe, style, a").count() == 0
    assert "too long to be asked" in page.locator("#transcript .problem").inner_text()
    assert page.get_by_placeholder(QUESTION).is_disabled()
    paste(page, "The bridge opened in May. It cost 3 million euros.")
    page.wait_for_selector("#transcript .hint")
    ask(page, "How much did the bridge cost?")
    assert "3 million" in marked(page)


def test_two_windows_are_two_sessions(
    browser: "Browser", page: "Page", server: str, ferry: str, bot: "ArticleQA"
) -> None:
    other = new_page(browser.new_context())
    other.goto(server)
    other.wait_for_selector("#article .article")
    paste(page, ferry)
    page.wait_for_function("document.querySelector('.article').textContent.includes('Lund')")
    ask(page, "How much did the new engine cost?")
    ask(other, "When did Russia take Crimea?")
    assert article_text(other) == bot.articles[0].text
    assert "2014" in marked(other)
    assert "engine" not in other.locator("#transcript").inner_text()
    other.context.close()


def test_a_library_shows_the_article_that_is_cited(
    browser: "Browser", serve: Serve, bot: "ArticleQA", ferry: str
) -> None:
    from index import Article
    from qa import ArticleQA
    from qa.page.session import Desk

    sample, other = bot.articles[0], Article.from_text(ferry)
    ready: Future[Desk] = Future()
    ready.set_result(Desk(ArticleQA([sample, other])))
    with serve(ready) as address:
        page = new_page(browser)
        page.goto(address)
        page.wait_for_selector("#article .article")
        assert article_text(page) == sample.text
        ask(page, "How much did the new engine of the ferry cost?")
        assert "4 million euros" in marked(page)
        assert article_text(page) == ferry
        ask(page, "When did Russia take Crimea?")
        assert "2014" in marked(page)
        assert article_text(page) == sample.text
        page.locator("#transcript .cite").first.click()
        page.wait_for_function("document.querySelector('.article').textContent.includes('Lund')")
        assert "4 million euros" in marked(page)
        page.get_by_label("Article", exact=True).last.click()
        page.get_by_role("option", name=str(sample.title)).click()
        page.wait_for_function("document.querySelector('.article').textContent.includes('Putin')")
        page.close()


def test_some_articles_of_a_library_are_asked(
    browser: "Browser", serve: Serve, bot: "ArticleQA", ferry: str
) -> None:
    from index import Article
    from qa import ArticleQA
    from qa.page.session import Desk

    ready: Future[Desk] = Future()
    ready.set_result(Desk(ArticleQA([bot.articles[0], Article.from_text(ferry)])))
    with serve(ready) as address:
        page = new_page(browser)
        page.goto(address)
        page.wait_for_selector("#examples .example")
        page.get_by_role("button", name="Ask some of the articles").click()
        page.get_by_label("Since").fill("May")
        page.get_by_role("button", name="Set", exact=True).click()
        assert "May is not a date" in page.locator("#notice .problem").inner_text()
        page.get_by_label("Since").fill("2025-03-01")
        page.keyboard.press("Enter")
        assert page.locator("#notice .told").inner_text() == "Asking 1 of 2 articles."
        ask(page, "How much did the new engine of the ferry cost?")
        headings = page.locator("#transcript .answer > .from").all_inner_texts()
        assert headings == ["The ferry to Lund Island will sail again in June, 2025-03-03"]
        ask(page, "When did Russia take Crimea?")
        assert page.locator("#transcript .turn").last.locator(".no-answer").count() == 1
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_all_without_scrolling_sideways(
    browser: "Browser", server: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 375, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = new_page(context)
    page.goto(server)
    page.wait_for_selector("#article .article")
    ask(page, "When did Russia take Crimea?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    buttons = page.get_by_role("button", name=re.compile("Ask again|Edit|Undo|Save|Clear"))
    assert (
        len({round(box["y"]) for box in (button.bounding_box() for button in buttons.all()) if box})
        == 1
    )
    page.locator("#transcript .cite").first.click()
    page.wait_for_function(
        "(() => { const m = document.querySelector('#article mark').getBoundingClientRect();"
        " return m.top > 0 && m.bottom < innerHeight })()"
    )
    context.close()


def test_the_page_says_that_it_is_loading(browser: "Browser", desk: "Desk", serve: "Serve") -> None:
    waiting: Future[Desk] = Future()
    with serve(waiting) as address:
        page = new_page(browser)
        page.goto(address)
        assert "Loading" in page.locator("#transcript .going").inner_text()
        waiting.set_result(desk)
        page.wait_for_selector("#article .article")
        page.close()


def test_a_question_asked_while_the_models_load_waits(
    browser: "Browser", desk: "Desk", serve: "Serve"
) -> None:
    waiting: Future[Desk] = Future()
    with serve(waiting) as address:
        page = new_page(browser)
        page.goto(address)
        page.wait_for_selector("#transcript .going")
        for question in ("When did Russia take Crimea?", "Who is Marcel Ottesen?"):
            page.get_by_placeholder(QUESTION).fill(question)
            page.keyboard.press("Enter")
            page.wait_for_function(
                "q => document.querySelector('#transcript').textContent.includes(q)", arg=question
            )
        assert "is then asked this" in page.locator("#transcript .going").inner_text()
        page.get_by_placeholder(QUESTION).fill("Who")  # and goes on typing
        waiting.set_result(desk)
        page.wait_for_function("document.querySelectorAll('#transcript .answer').length === 2")
        assert "2014" in page.locator("#transcript .answer").first.inner_text()
        assert page.get_by_placeholder(QUESTION).input_value() == "Who"
        page.close()


def test_an_article_opened_while_the_models_load_stays(
    browser: "Browser", desk: "Desk", serve: "Serve", ferry: str
) -> None:
    waiting: Future[Desk] = Future()
    with serve(waiting) as address:
        page = new_page(browser)
        page.goto(address)
        page.wait_for_selector("#transcript .going")
        paste(page, ferry)
        page.wait_for_selector("#article .article")
        other = new_page(browser)
        other.goto(address)
        other.wait_for_selector("#transcript .going")
        waiting.set_result(desk)
        other.wait_for_selector("#article .article")
        page.wait_for_selector("#examples .example")
        assert article_text(page) == ferry
        ask(page, "How much did the new engine cost?")
        assert "4 million euros" in marked(page)
        assert article_text(other) == desk.bot.articles[0].text
        page.close()
        other.close()


def test_every_control_has_a_name(page: "Page") -> None:
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("#chat button, #reading button, input, textarea")]
        .filter(e => e.offsetParent && !(e.ariaLabel || e.textContent.trim() || e.labels?.length
          || e.title)).map(e => e.outerHTML.slice(0, 200))"""
    )
    assert unnamed == []


def test_the_page_tells_why_it_cannot_load(browser: "Browser", serve: Serve) -> None:
    from index.errors import LibraryError

    damaged: Future[Desk] = Future()
    damaged.set_exception(LibraryError("gen-000001/passages.faiss is damaged."))
    with serve(damaged) as address:
        page = new_page(browser)
        page.goto(address)
        problem = page.locator("#transcript .problem")
        assert problem.inner_text() == "gen-000001/passages.faiss is damaged."
        page.get_by_placeholder(QUESTION).fill("Why?")
        page.keyboard.press("Enter")
        assert "reload" in page.locator("#notice .problem").inner_text()
        page.close()
