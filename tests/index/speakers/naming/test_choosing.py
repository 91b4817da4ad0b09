"""The likeliest of those who could be meant."""

import pytest

from index.speakers.naming.anaphors import Anaphor, Evidence, Form
from index.speakers.naming.choosing import Candidate, choose
from index.speakers.naming.people import Entity

SUBJECT: Evidence = {"last subject": 1, "last subject, near": 1, "subject 1 sentences back": 1}


def he(form: Form = "pronoun") -> Anaphor:
    return Anaphor(form, 9, 1, 0, quoted=False, subject=True, source=True, gender="male")


def test_more_evidence_is_a_greater_chance() -> None:
    moss, voss = Entity(("Peter", "Moss"), True), Entity(("Karl", "Voss"), True)
    choice = choose(he(), [Candidate(moss, SUBJECT), Candidate(voss, {"single word": 1})])
    assert choice.entity is moss
    assert 0.5 < choice.chance < 1


def test_the_chances_of_all_candidates_are_one_together() -> None:
    twins = [Candidate(Entity((name,), True), SUBJECT) for name in ("Moss", "Voss")]
    assert choose(he(), twins).chance == pytest.approx(0.5)
    assert choose(he(), twins[:1]).chance == 1


def test_evidence_without_a_weight_counts_nothing() -> None:
    plain = Candidate(None, {})
    odd = Candidate(Entity(("Moss",), True), {"the moon is full": 100.0})
    assert choose(he("group"), [plain, odd]).chance == pytest.approx(0.5)
