"""The page without a mouse, and as axe-core sees it."""

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qa.page.feedback import Feedback
from tests.fixtures.browsing import QUESTION, ask, new_page, paste, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from qa.page.session import Desk

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "build/node_modules/axe-core/axe.min.js"
FOCUSED = """() => {
  const element = document.activeElement;
  const label = element.ariaLabel || element.labels?.[0]?.textContent || element.textContent;
  const outlined = [element, element.closest("label") ?? element];
  return {
    name: element === document.body ? null : label.trim().replace(/\\s+/g, " "),
    seen: outlined.some((outer) => getComputedStyle(outer).outlineStyle === "solid"),
  };
}"""


@pytest.fixture
def violations() -> Any:
    """What axe-core finds on a page: the rule and the elements that break it."""
    if not AXE.exists():
        pytest.skip("axe-core is missing: make axe, where npm is there")
    script = AXE.read_text("utf-8")

    def found(page: "Page") -> list[tuple[str, list[str]]]:
        settle(page)
        page.wait_for_timeout(300)  # colours fade in
        page.evaluate(script)
        report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            (broken["id"], [node["html"][:200] for node in broken["nodes"]])
            for broken in report["violations"]
        ]

    return found


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: "Browser", server: str, scheme: Any, width: int, violations: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = new_page(context)
    page.goto(server)
    page.wait_for_selector("#examples .example")
    assert violations(page) == []
    ask(page, "What did Kira Rudik ask?")
    ask(page, "And why was she worried?")
    ask(page, "What is the recipe for onion soup?")
    page.locator("#transcript summary").last.click()
    assert violations(page) == []
    page.get_by_role("tab", name="Verify").click()
    page.get_by_label("Quotation", exact=True).fill("an unrealistic goal")
    page.keyboard.press("Enter")
    page.wait_for_selector("#findings .finding")
    assert violations(page) == []
    for tab in ("Speakers", "Open another"):
        page.get_by_role("tab", name=tab).click()
        assert violations(page) == []
    page.get_by_placeholder(QUESTION).fill("why " * 300)
    page.keyboard.press("Enter")
    page.wait_for_selector("#notice .problem")
    assert violations(page) == []
    paste(page, "   ")
    page.wait_for_selector("#opening .problem")
    assert violations(page) == []
    context.close()


def test_axe_finds_nothing_where_answers_are_judged(
    browser: "Browser", desk: "Desk", serve: Any, tmp_path: Path, violations: Any
) -> None:
    ready: Future[Desk] = Future()
    ready.set_result(replace(desk, feedback=Feedback(tmp_path / "judged.jsonl")))
    with serve(ready) as address:
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
            page = new_page(context)
            page.goto(address)
            ask(page, "When did Russia take Crimea?")
            settle(page)
            page.get_by_role("button", name="Wrong").click()
            page.wait_for_selector(".correction")
            assert violations(page) == []
            page.get_by_role("button", name="Right").click()
            page.wait_for_selector("text=Kept: right.")
            assert violations(page) == []
            context.close()


def test_the_tab_key_reaches_everything_in_the_order_of_the_page(page: "Page") -> None:
    ask(page, "When did Russia take Crimea?")
    page.get_by_role("heading", name="Article QA").click()  # from here on
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["name"] is None:
            break
        assert focused["seen"], focused["name"]
        reached.append(focused["name"])
    assert all(reached)
    expected = [
        "Conversation",
        "Copy quotation",
        "Copy link",
        "Copy with citations",
        "Question",
        "Ask",
        "Said by",
        "Ask again",
        "Edit",
        "Undo",
        "Save",
        "Clear",
        "Earlier answers, kept in this browser",
        "Article",
        "The article",
    ]
    assert [name for name in reached if name in expected] == expected, reached
