"""Every word that means an entity of the article."""

from index.speakers.attribution import Attribution
from index.speakers.naming.references import References
from index.speakers.parsing import parse
from index.text import Span

TEXT = "Anna Berg met Peter Moss. She said it was cold. “He knew,” she added."


def test_pronouns_are_followed_to_names() -> None:
    doc = parse(TEXT)
    references = References(doc, [])
    named = {
        token.text: references.at[token.i].name
        for token in doc
        if token.lower_ in ("he", "she") and token.i in references.at
    }
    assert named == {"She": "Anna Berg", "He": "Peter Moss", "she": "Anna Berg"}
    assert all(0.5 <= chance <= 1 for chance in references.chances.values())


def test_references_before_a_word_are_those_of_so_many_sentences() -> None:
    doc = parse(TEXT)
    references = References(doc, [])
    she = next(token.i for token in doc if token.text == "She")
    assert references.before(she, 0) == []
    assert [reference.entity.name for reference in references.before(she, 1)] == [
        "Anna Berg",
        "Peter Moss",
    ]


def test_a_reference_inside_a_source_is_marked() -> None:
    source = Span(0, len("Anna Berg"))
    doc = parse(TEXT)
    said = Attribution((Span(40, 45),), None, source, None, "indirect", 0.9)
    first, second = References(doc, [said]).before(5, 0)
    assert (first.source, second.source) == (True, False)


def test_a_name_that_several_people_share_is_unsure() -> None:
    doc = parse("Anna Berg met Peter Berg. Then they saw Berg leave.")
    references = References(doc, [])
    assert [doc[place].text for place in references.unsure] == ["Berg"]


def test_one_of_several_in_an_aside_did_not_issue_the_statement_of_all() -> None:
    text = (
        "In a joint statement, seven European countries, Britain, France and Germany among them, "
        "insisted on talks. “We will not be left out,” the statement read."
    )
    doc = parse(text)
    source = Span(text.index("the statement"), text.index(" read"))
    said = Attribution((Span(107, 131),), None, source, None, "direct", 0.9)
    references = References(doc, [said])
    statement = max(token.i for token in doc if token.text == "statement")
    assert references.through[statement] == "statement"
    assert references.at[statement].words == ()
