"""What stands on the page besides articles and single answers: the conversation and messages."""

from collections.abc import Iterable
from itertools import repeat

from index import Article
from qa.citing.answers import Answer
from qa.showing.answer_html import answer_to_html
from qa.showing.article_html import article_to_html, heading_to_html
from qa.showing.markup import Hues, escape_html

WELCOME = (
    "Ask about the article. The answer comes in the article’s own words, with the name of who "
    "said them, or not at all."
)

WAITING = "The article is being made ready, and is then asked this."


def transcript_to_html(
    answers: Iterable[Answer],
    hues: Hues,
    *,
    hint: str | None = None,
    waiting: str | None = None,
    found: str | None = None,
    titled: bool = False,
    linked: bool = False,
    feet: Iterable[str] | None = None,
) -> str:
    """A conversation; `hint` stands above it, `waiting` is a question that is being answered.

    `found` are words that are being read for it, among others.
    With `titled`, each citation is under the name of its article; with `linked`, each answer has a
    button that copies a link to it. `feet` are what stands under each answer, in HTML.
    """
    turns = [f'<p class="hint">{hint}</p>'] if hint else []
    turns += [
        answer_to_html(answer, hues, titled=titled, linked=linked, foot=foot)
        for answer, foot in zip(answers, feet or repeat(""), strict=False)
    ]
    if waiting is not None:
        turns.append(
            f'<div class="turn waiting"><p class="question" dir="auto">{escape_html(waiting)}'
            f'</p><p class="aside">{_step_html(found)}</p></div>'
        )
    said = "".join(turns) or f'<p class="hint">{WELCOME}</p>'
    return f'<div class="log" role="log" aria-label="Conversation" tabindex="0">{said}</div>'


def _step_html(found: str | None) -> str:
    if found is None:
        return "Searching the article…"
    return f'Found, and being read: <q dir="auto">{escape_html(found)}</q>'


def waiting_to_html(questions: Iterable[str]) -> str:
    """Questions that wait for an article, which is being made ready."""
    turns = "".join(
        f'<div class="turn"><p class="question" dir="auto">{escape_html(question)}</p></div>'
        for question in questions
    )
    return turns + progress_html(WAITING)


def examples_to_html(questions: Iterable[str]) -> str:
    """Questions to begin with, as buttons."""
    buttons = (
        f'<button type="button" class="example">{escape_html(question)}</button>'
        for question in questions
    )
    return f'<div class="examples" role="group" aria-label="Examples">{"".join(buttons)}</div>'


def unread_html(article: Article) -> str:
    """An article whose speakers are not known yet."""
    return heading_to_html(article) + article_to_html(article, (), {})


def problem_html(message: str) -> str:
    """Something that went wrong, in a sentence."""
    return f'<p class="problem" role="alert">{escape_html(message)}</p>'


def notice_html(message: str) -> str:
    """Something that was done, in a sentence."""
    return f'<p class="told" role="status">{escape_html(message)}</p>'


def progress_html(message: str) -> str:
    """Something that is going on."""
    return f'<p class="going" role="status">{escape_html(message)}</p>'
