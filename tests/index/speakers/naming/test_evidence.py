"""How somebody stands to words that may mean them."""

from collections.abc import Sequence

from index.speakers.naming.anaphors import Anaphor, Evidence
from index.speakers.naming.choosing import Candidate, Choice, choose
from index.speakers.naming.evidence import FARTHEST_SENTENCE
from index.speakers.naming.references import References
from index.speakers.parsing import parse

MET = "Anna Berg met Peter Moss. "


def evidence(text: str, word: str, name: str | None) -> Evidence | None:
    """What speaks for somebody, or for nobody, at the last place of a word; None where it cannot."""
    seen: dict[int, Sequence[Candidate]] = {}

    def watched(here: Anaphor, candidates: list[Candidate]) -> Choice:
        seen[here.place] = candidates
        return choose(here, candidates)

    doc = parse(text)
    References(doc, [], watched)
    place = max(token.i for token in doc if token.text == word)
    found = (
        candidate.evidence
        for candidate in seen[place]
        if (candidate.entity.name if candidate.entity else None) == name
    )
    return next(found, None)


def test_the_subject_of_the_sentence_before_is_near() -> None:
    found = evidence(f"{MET}She left.", "She", "Anna Berg")
    assert found is not None
    assert found["subject 1 sentences back"] == 1
    assert found["last subject"] == 1
    assert found["first name sure fits"] == 1


def test_the_last_name_of_a_sentence_stands_elsewhere() -> None:
    found = evidence(f"{MET}He left.", "He", "Peter Moss")
    assert found is not None
    assert found["elsewhere 1 sentences back"] == 1
    assert found["named last"] == 1
    assert "last subject" not in found


def test_the_other_gender_cannot_be_meant() -> None:
    assert evidence(f"{MET}He left.", "He", "Anna Berg") is None


def test_the_subject_of_a_verb_is_not_its_object() -> None:
    assert evidence(f"{MET}Moss called him.", "him", "Peter Moss") is None


def test_a_name_too_far_back_is_not_meant() -> None:
    rain = "It rained. " * (FARTHEST_SENTENCE + 1)
    assert evidence(f"{MET}{rain}He left.", "He", "Peter Moss") is None


def test_a_name_inside_a_quotation_is_not_near() -> None:
    found = evidence("“Peter Moss knew it,” they wrote. He left.", "He", "Peter Moss")
    assert found is not None
    assert found["named near by in quotations alone"] == 1


def test_a_description_may_mean_somebody_of_whom_nothing_was_told() -> None:
    found = evidence("Vera Holt, a baker, came. The engineer spoke.", "engineer", None)
    assert found is not None
    assert found["nobody: article the"] == 1
    assert found["nobody: person"] == 1
    assert found["nobody: noun not told"] == 1
