"""The chance that what was found is right."""

import pytest

from index.speakers.finding.confidence import confidence, evidence_of


def sure_of(cue: float = 0.8, content: float = 0.8, source: float = 0.8) -> float:
    return confidence(evidence_of(cue, content, source, "indirect", 10))


@pytest.mark.parametrize("part", ["cue", "content", "source"])
def test_a_likelier_part_makes_the_whole_likelier(part: str) -> None:
    assert sure_of(**{part: 0.5}) < sure_of() < sure_of(**{part: 0.99})


def test_a_direct_quotation_is_likelier_than_reported_speech() -> None:
    direct = confidence(evidence_of(0.8, 0.8, 0.8, "direct", 10))
    assert sure_of() < direct


def test_no_source_counts_as_an_even_chance() -> None:
    assert sure_of(source=0) == sure_of(source=0.5)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_certainty_stays_a_chance(chance: float) -> None:
    assert 0 < confidence(evidence_of(chance, chance, chance, "direct", 1)) < 1
