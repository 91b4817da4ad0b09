"""What the words that mean somebody tell of whom they mean."""

from typing import get_args

import pytest

from index.speakers.naming.anaphors import PRONOUN_GENDERS, SUBJECT_DEPENDENCIES, Form
from index.speakers.naming.choosing import WEIGHTS
from index.speakers.parsing import parse


@pytest.mark.parametrize(("word", "gender"), [("himself", "male"), ("hers", "female")])
def test_a_pronoun_tells_a_gender(word: str, gender: str) -> None:
    assert PRONOUN_GENDERS[word] == gender


def test_words_for_several_tell_none() -> None:
    assert not PRONOUN_GENDERS.keys() & {"they", "them", "it", "its"}


def test_every_form_has_its_weights() -> None:
    stored = WEIGHTS.read_text("utf-8")
    assert all(f'"{form}"' in stored for form in get_args(Form))


def test_a_subject_may_be_that_of_a_passive_verb() -> None:
    doc = parse("The bridge was opened by her.")
    assert {token.text for token in doc if token.dep_ in SUBJECT_DEPENDENCIES} == {"bridge", "by"}
