"""What the page holds: its components and where they stand."""

from dataclasses import dataclass, fields
from typing import Any

import gradio as gr

from index.reading.formats import SUFFIXES
from qa.page.session import Visit

HEAD = "<h1>Article QA</h1><p>Answers in the article’s own words, with who said them.</p>"
CHOOSE_FILE = f"""
<label class="choose">{{what}}<small>text, Markdown, HTML, PDF or Word</small>
<input type="file" accept="{",".join(SUFFIXES)}" aria-label="{{name}}"></label>
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a visit keeps and does not show: its session, an article not yet read, and its state."""

    session: gr.State
    unread: gr.State
    visit: gr.State


@dataclass(frozen=True, slots=True)
class Chat:
    """The left of the page: the conversation, the question and what can be done with them."""

    transcript: gr.HTML
    examples: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    notice: gr.HTML
    speaker: gr.Dropdown
    again: gr.Button
    edit: gr.Button
    undo: gr.Button
    save: gr.Button
    clear: gr.Button
    judging: gr.HTML
    earlier: gr.HTML
    limits: gr.Accordion
    source: gr.Textbox
    author: gr.Textbox
    since: gr.Textbox
    until: gr.Textbox
    limit: gr.Button


@dataclass(frozen=True, slots=True)
class Reading:
    """The right of the page: the article, its speakers and the ways to open another one."""

    choice: gr.Dropdown
    article: gr.HTML
    sheet: gr.HTML
    file: gr.HTML
    url: gr.Textbox
    fetch: gr.Button
    text: gr.Textbox
    read: gr.Button
    opening: gr.HTML


@dataclass(frozen=True, slots=True)
class Checking:
    """The tab that verifies: a quotation and its name, or a draft, and what was found."""

    quotation: gr.Textbox
    named: gr.Textbox
    verify: gr.Button
    draft: gr.HTML
    findings: gr.HTML


@dataclass(frozen=True, slots=True)
class Parts:
    """All components that an event reads or changes."""

    memory: Memory
    chat: Chat
    reading: Reading
    checking: Checking

    @property
    def every(self) -> list[Any]:
        """The components in one list: what an event may change."""
        groups = (self.memory, self.chat, self.reading, self.checking)
        return [getattr(group, part.name) for group in groups for part in fields(group)]


def lay_out() -> Parts:
    """Puts all components on the page that is being built."""
    memory = Memory(
        session=gr.State(time_to_live=3600),
        unread=gr.State(time_to_live=3600),
        visit=gr.State(Visit()),  # changed in place: the event that waits for the models sees it
    )
    _html("head", HEAD)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="chat", scale=5, min_width=320):
            chat = _lay_out_chat()
        with gr.Column(elem_id="reading", scale=6, min_width=320):
            reading, checking = _lay_out_reading()
    return Parts(memory, chat, reading, checking)


def _lay_out_chat() -> Chat:
    transcript = _html("transcript", js_on_load="articleQA.sendPlaces(element, trigger)")
    examples = _html("examples", js_on_load="articleQA.sendExamples(element, trigger)")
    with gr.Row(elem_id="asking"):
        question = gr.Textbox(
            label="Question",
            show_label=False,
            placeholder="Ask about the article",
            max_lines=4,
            max_length=2000,
            autofocus=True,
            container=False,
            elem_id="question",
        )
        ask = gr.Button("Ask", variant="primary", scale=0, min_width=80)
    notice = _html("notice")
    with gr.Row(elem_id="tools"):
        speaker = gr.Dropdown(
            [("Said by anybody", "")],
            label="Said by",
            show_label=False,
            container=False,
            elem_id="speaker",
        )
        again = gr.Button("Ask again", size="sm", scale=0, min_width=90)
        edit = gr.Button("Edit", size="sm", scale=0, min_width=50)
        undo = gr.Button("Undo", size="sm", scale=0, min_width=50)
        save = gr.Button("Save", size="sm", scale=0, min_width=50)
        clear = gr.Button("Clear", size="sm", scale=0, min_width=50)
    with gr.Accordion(
        "Ask some of the articles", open=False, visible=False, elem_id="limits"
    ) as limits:
        with gr.Row():
            source = gr.Textbox(label="Source", placeholder="reuters.com", min_width=120)
            author = gr.Textbox(label="Author", min_width=120)
        with gr.Row(elem_id="days"):
            since = gr.Textbox(label="Since", placeholder="2025-03-01", min_width=100)
            until = gr.Textbox(label="Until", placeholder="2025-03-31", min_width=100)
            limit = gr.Button("Set", scale=0, min_width=60)
    judging = _html("judging")
    earlier = _html("earlier", js_on_load="articleQA.showEarlier(element)")
    return Chat(
        transcript,
        examples,
        question,
        ask,
        notice,
        speaker,
        again,
        edit,
        undo,
        save,
        clear,
        judging,
        earlier,
        limits,
        source,
        author,
        since,
        until,
        limit,
    )


def _lay_out_reading() -> tuple[Reading, Checking]:
    with gr.Tabs():
        with gr.Tab("Article", elem_id="article-tab"):
            choice = gr.Dropdown(label="Article", visible=False)
            article = _html("article")
        with gr.Tab("Speakers", elem_id="speakers-tab", render_children=True):
            sheet = _html("sheet", js_on_load="articleQA.sendPlaces(element, trigger)")
        with gr.Tab("Verify", elem_id="verify-tab", render_children=True):
            checking = _lay_out_checking()
        with gr.Tab("Open another", elem_id="open-tab", render_children=True):
            file = _file("file", "Choose a file, or drop it here", "File of an article")
            with gr.Row(elem_id="fetching"):
                url = gr.Textbox(label="Web address", placeholder="https://")
                fetch = gr.Button("Fetch", scale=0, min_width=80)
            text = gr.Textbox(label="Text of an article", lines=8, max_lines=8)
            read = gr.Button("Read this text")
            opening = _html("opening")
    return Reading(choice, article, sheet, file, url, fetch, text, read, opening), checking


def _lay_out_checking() -> Checking:
    quotation = gr.Textbox(
        label="Quotation", placeholder="Did they say that?", max_lines=6, max_length=5000
    )
    with gr.Row(elem_id="naming"):
        named = gr.Textbox(label="Who is said to have said it", placeholder="a name or a role")
        verify = gr.Button("Verify", scale=0, min_width=80)
    draft = _file("draft", "Or verify each quotation of a draft", "File of a draft")
    findings = _html("findings", js_on_load="articleQA.sendPlaces(element, trigger)")
    return Checking(quotation, named, verify, draft, findings)


def _file(id: str, what: str, name: str) -> gr.HTML:
    # sends the file with its event: the upload route stays closed
    choose = CHOOSE_FILE.format(what=what, name=name)
    return _html(id, choose, js_on_load="articleQA.sendFile(element, trigger)")


def _html(id: str, value: str = "", js_on_load: str | None = None) -> gr.HTML:
    # The default template alone is safe: Handlebars runs a `${...}` that an article may hold.
    return gr.HTML(value, elem_id=id, js_on_load=js_on_load, apply_default_css=False)
