"""The JSON of every document: one schema, which is the one in the documents, and fits it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from typer.testing import CliRunner

from index import Article, Span
from index.speakers import quote_sheet
from qa import Answer, Citation, Verification, command_line
from qa.showing import forms
from qa.verification.drafts import CheckedQuotation
from qa.verification.results import Difference
from tests.fixtures.shown import ARTICLE, SAID, TEXT, answer, citation

SCHEMA = Path(__file__).parents[3] / "docs" / "schema.json"
HALF_A_PAIR = Article.from_text("It rained. Half a pair: \ud83d.")
CLOSEST = Citation(0, HALF_A_PAIR, Span(11, 26))
ANSWERED = forms.Answer.of(answer())
VERIFIED = Verification(
    "It cost \ud83d million",
    "Ann Lee",
    "altered",
    True,
    citation(),
    (Difference(Span(8, 9), Span(29, 30)),),
)
DOCUMENTS = [
    ANSWERED,
    forms.Answer.of(Answer("Why?", "Why?", closest=CLOSEST)),
    forms.Answer.of(Answer("Hi", "Hi", reply="Hello.")),
    forms.Answered(
        id="7", question="Why?", speaker=None, articles="0", answer=ANSWERED, error=None
    ),
    forms.Answered(id=None, question="", speaker="Ann", articles="0", answer=None, error="Empty."),
    forms.Verification.of(VERIFIED),
    forms.Verification.of(Verification("No", None, "not found")),
    forms.Draft.of([CheckedQuotation(Span(0, 8), VERIFIED)]),
    forms.Speakers.of([(ARTICLE, quote_sheet([SAID]))]),
    forms.Statements.of([(ARTICLE, SAID)], offset=0, limit=1),
    forms.Passages(
        question="Why?", passages=[forms.Passage.of(ARTICLE, Span(20, 65), 0.51234, [SAID])]
    ),
    forms.Reading(text="The", start=0, end=3, length=80, article=forms.Article.of(ARTICLE)),
    forms.Problem(error="Ask something."),
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def closed(schema: Any) -> Any:
    """The schema, with no field allowed that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    return parts | ({"additionalProperties": False} if "properties" in schema else {})


def test_the_schema_in_the_documents_is_what_the_program_prints() -> None:
    """After a change: `article-qa schema > docs/schema.json`."""
    printed = CliRunner().invoke(command_line.app, ["schema"]).stdout
    assert SCHEMA.read_text(encoding="utf-8") == printed
    Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.type)
def test_a_document_fits_the_schema_and_names_every_field(document: forms.Document) -> None:
    shown = json.loads(document.to_json())
    Draft202012Validator(closed(forms.schema())).validate(shown)
    assert shown == document.model_dump(mode="json") == json.loads(document.model_dump_json())
    assert document.to_json().isascii()
    assert type(document).model_validate(shown) == document


def test_every_document_is_of_one_kind(validator: Draft202012Validator) -> None:
    shown = [json.loads(document.to_json()) for document in DOCUMENTS]
    assert {example["type"] for example in shown} == {
        document.model_fields["type"].default for document in forms.DOCUMENTS
    }
    assert not validator.is_valid({**shown[0], "version": 2})
    assert not validator.is_valid({**shown[0], "type": "draft"})
    assert not validator.is_valid({key: shown[0][key] for key in shown[0] if key != "closest"})


def test_an_answer_is_json_with_offsets_that_give_the_words() -> None:
    found = json.loads(forms.Answer.of(answer()).to_json())
    (cited,) = found.pop("citations")
    assert found == {
        "version": 1,
        "type": "answer",
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
        "authors": [],
        "published": None,
        "source": ARTICLE.source,
        "language": "en",
        "notes": [],
    }


def test_no_answer_keeps_the_closest_passage_apart() -> None:
    closest = Citation(0, ARTICLE, Span(0, 18))
    found = forms.Answer.of(Answer("Why?", "Why?", closest=closest))
    assert (found.citations, found.answered) == ([], False)
    assert found.closest
    assert found.closest.text == "The bridge opened."
    assert (found.closest.speaker, found.closest.answer) == (None, None)


def test_half_a_pair_keeps_its_place() -> None:
    closest = DOCUMENTS[1].model_dump(mode="json")["closest"]
    assert closest["text"] == "Half a pair: \ufffd."
    assert closest["end"] - closest["start"] == len(closest["text"])
