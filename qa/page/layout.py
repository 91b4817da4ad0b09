"""This file is about what the page holds: its components and where they stand."""

from types import SimpleNamespace

import gradio as gr

from qa.page.submissions import SUFFIXES

HEAD = "<h1>Article QA</h1><p>Answers in the article’s own words, with who said them.</p>"
CHOOSE_FILE = f"""
<label class="choose">Choose a file, or drop it here<small>text, Markdown, HTML, PDF or Word</small>
<input type="file" accept="{",".join(SUFFIXES)}" aria-label="File of an article"></label>
"""


def lay_out() -> SimpleNamespace:
    """Puts all components on the page that is being built, and returns them by their names."""
    parts = SimpleNamespace(
        session=gr.State(time_to_live=3600),
        unread=gr.State(time_to_live=3600),
        opened=gr.State([]),  # a list: the event that waits for the models sees it change
    )
    _html("head", HEAD)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="chat", scale=5, min_width=320):
            _lay_out_chat(parts)
        with gr.Column(elem_id="reading", scale=6, min_width=320):
            _lay_out_reading(parts)
    return parts


def _lay_out_chat(parts: SimpleNamespace) -> None:
    parts.transcript = _html("transcript", js_on_load="articleQA.sendPlaces(element, trigger)")
    parts.examples = _html("examples", js_on_load="articleQA.sendExamples(element, trigger)")
    with gr.Row(elem_id="asking"):
        parts.question = gr.Textbox(
            label="Question",
            show_label=False,
            placeholder="Ask about the article",
            max_lines=4,
            max_length=2000,
            autofocus=True,
            container=False,
            elem_id="question",
        )
        parts.ask = gr.Button("Ask", variant="primary", scale=0, min_width=80)
    parts.notice = _html("notice")
    with gr.Row(elem_id="tools"):
        parts.speaker = gr.Dropdown(
            [("Said by anybody", "")],
            label="Said by",
            show_label=False,
            container=False,
            elem_id="speaker",
        )
        parts.again = gr.Button("Ask again", size="sm", scale=0, min_width=90)
        parts.save = gr.Button("Save", size="sm", scale=0, min_width=60)
        parts.clear = gr.Button("Clear", size="sm", scale=0, min_width=60)


def _lay_out_reading(parts: SimpleNamespace) -> None:
    with gr.Tabs():
        with gr.Tab("Article", elem_id="article-tab"):
            parts.choice = gr.Dropdown(label="Article", visible=False)
            parts.article = _html("article")
        with gr.Tab("Speakers", elem_id="speakers-tab", render_children=True):
            parts.sheet = _html("sheet")
        with gr.Tab("Open another", elem_id="open-tab", render_children=True):
            # sends the file with its event: the upload route stays closed
            parts.file = _html(
                "file", CHOOSE_FILE, js_on_load="articleQA.sendFile(element, trigger)"
            )
            with gr.Row(elem_id="fetching"):
                parts.url = gr.Textbox(label="Web address", placeholder="https://")
                parts.fetch = gr.Button("Fetch", scale=0, min_width=80)
            parts.text = gr.Textbox(label="Text of an article", lines=8, max_lines=8)
            parts.read = gr.Button("Read this text")
            parts.opening = _html("opening")


def _html(id: str, value: str = "", js_on_load: str | None = None) -> gr.HTML:
    # The default template alone is safe: Handlebars runs a `${...}` that an article may hold.
    return gr.HTML(value, elem_id=id, js_on_load=js_on_load, apply_default_css=False)
