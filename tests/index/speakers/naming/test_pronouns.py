"""He and she, by the references before them."""

from index.speakers.naming.people import Entity
from index.speakers.naming.pronouns import PRONOUN_WEIGHTS, Choice, Reference, choose, features
from index.speakers.parsing import parse

MOSS = Entity(("Peter", "Moss"), True)
VOSS = Entity(("Karl", "Voss"), True)
BERG = Entity(("Anna", "Berg"), True)
DOC = parse("Peter Moss met Karl Voss. He left.")
HE = DOC[6]


def reference(place: int, entity: Entity, sentence: int, subject: bool) -> Reference:
    return Reference(place, sentence, 0, entity, subject, quoted=False, source=False, pronoun=False)


def here(place: int, entity: Entity) -> Reference:
    return reference(place, entity, 1, False)


def chosen(before: list[Reference]) -> Choice | None:
    return choose(HE, here, before)


def test_a_subject_is_likelier_than_an_object() -> None:
    choice = chosen([reference(1, MOSS, 0, True), reference(4, VOSS, 0, False)])
    assert choice is not None
    assert choice.entity is MOSS
    assert 0.5 < choice.chance < 1


def test_a_lone_candidate_is_sure() -> None:
    assert chosen([reference(1, BERG, 0, True), reference(4, VOSS, 0, False)]) == Choice(VOSS, 1)


def test_nobody_fits_by_gender_or_distance() -> None:
    assert chosen([]) is None
    assert chosen([reference(1, BERG, 0, True)]) is None
    assert chosen([reference(1, MOSS, -20, True)]) is None


def test_every_feature_has_a_weight() -> None:
    found = features(HE, here(6, MOSS), [reference(1, MOSS, 0, True)])
    assert found is not None
    assert found.keys() == PRONOUN_WEIGHTS.keys()


def test_him_is_not_the_subject_of_its_verb() -> None:
    doc = parse("Peter Moss called him.")
    subject = reference(1, MOSS, 1, True)
    assert features(doc[3], here(3, MOSS), [subject]) is None
