"""The quotations of a draft, and whom it gives them to."""

from index import Article
from qa.verification.drafts import quotations_of


def found(text: str, title: str | None = None) -> list[tuple[str, str | None]]:
    draft = Article.from_text(text, title)
    return [(quotation.span.of(text), quotation.speaker) for quotation in quotations_of(draft)]


def test_each_quotation_has_the_name_that_the_draft_gives_it() -> None:
    text = "“It cost too much,” Ann Lee said. The price was called “fair”. She had nothing to add."
    assert found(text) == [("“It cost too much,”", "Ann Lee"), ("“fair”", None)]


def test_marks_inside_other_marks_are_no_quotation_of_their_own() -> None:
    assert found("“They call it ‘fair’ here,” Ann Lee said. It rained.") == [
        ("“They call it ‘fair’ here,”", "Ann Lee")
    ]


def test_marks_without_a_word_and_those_in_furniture_are_left_out() -> None:
    assert found("It rained “…” on Monday.\nRelated: “Ten bridges to see”") == []
