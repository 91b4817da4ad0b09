"""How a reader judges an answer, as HTML: whether it is right, and what would have been."""

from qa.showing.markup import escape_html

KEPT_NOTE = (
    "What you mark as right or wrong is kept, with the question and the article and nothing about "
    "you, in a file of whoever serves this page."
)
SELECT = "Which sentence answers? Select it in the article, or paste it here."


def judging_to_html(
    number: int, *, cites: bool, right: bool | None = None, correction: str | None = None
) -> str:
    """The buttons that judge the answer with a number, and what the reader said of it.

    An answer that `cites` nothing says that the article does not say. `right` is None where the
    reader said nothing yet; `correction` are the words that would have been right, none where the
    article does not say, and None where they are still asked for.
    """
    if right is None:
        told = ""
    elif right:
        told = "Kept: right."
    elif correction is None:
        told = "Kept: wrong."
    else:
        told = "Kept: wrong, as the article does not say."
        if correction:
            told = f"Kept: wrong, as this answers: {escape_html(correction)}"
    asked = _correction_html(cites=cites) if right is False and correction is None else ""
    return (
        f'<div class="judging" data-turn="{number}"><p class="uses">'
        f"{_button('right', 'Right', right is True)}{_button('wrong', 'Wrong', right is False)}"
        f'<span role="status" dir="auto">{told}</span></p>{asked}</div>'
    )


def _correction_html(*, cites: bool) -> str:
    silent = _button("none", "The article does not say") if cites else ""
    return (
        f'<label class="correction">{SELECT}<textarea rows="2" maxlength="5000"></textarea></label>'
        f'<p class="uses">{_button("words", "This answers")}{silent}</p>'
    )


def _button(said: str, label: str, pressed: bool | None = None) -> str:
    state = "" if pressed is None else f' aria-pressed="{str(pressed).lower()}"'
    return f'<button type="button" class="judge" value="{said}"{state}>{label}</button>'
