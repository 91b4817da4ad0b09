"""Which names of a source are those of who speaks."""

import pytest

from index.speakers.naming.phrases import named_in
from index.speakers.naming.references import References
from index.speakers.parsing import parse


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("the mayor, Anna Berg", ["Anna Berg"]),
        ("Anna Berg, the mayor", ["Anna Berg"]),
        ("Anna Berg and Peter Moss", ["Anna Berg", "Peter Moss"]),
        ("Anna Berg (left), Karl Voss and Peter Moss", ["Anna Berg", "Karl Voss", "Peter Moss"]),
        ("another of Karl Voss’s lawyers, Anna Berg", ["Anna Berg"]),
        ("Another of Karl Voss' attorneys, Anna Berg", ["Anna Berg"]),
        ("the aunt of Karl Voss, Anna Berg", ["Anna Berg"]),
        ("New Haven, Connecticut, firefighter Anna Berg, the lead plaintiff", ["Anna Berg"]),
        ("Anna Berg and her aides", []),
        ("the Anna Berg campaign", []),
        ("a friend of Anna Berg", []),
        ("Anna Berg’s lawyer", []),
        ("the Nordish Bridge Authority", ["Nordish Bridge Authority"]),
        ("two workers", []),
        ("the only survivor of the crash that killed Princess Diana", []),
    ],
)
def test_a_source_is_a_name_or_more_than_names(source: str, names: list[str]) -> None:
    text = f"On Monday {source} said that the bridge would open."
    doc = parse(text)
    phrase = doc.char_span(10, 10 + len(source), alignment_mode="expand")
    assert phrase is not None
    assert [entity.name for entity in named_in(phrase, References(doc, []).names)] == names
