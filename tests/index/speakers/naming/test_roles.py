"""What the words beside a name say that a person is."""

import pytest

from index.speakers.naming.roles import best_role, is_plural, role_after, role_before
from index.speakers.parsing import parse


def beside(text: str, name: str) -> tuple[str | None, str | None]:
    """The roles before and after a name."""
    doc = parse(text)
    words = doc.char_span(text.index(name), text.index(name) + len(name))
    assert words is not None
    before, after = role_before(doc, words.start), role_after(doc, words.end - 1)
    return before.text if before else None, after.text if after else None


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Palace spokesman Karl Voss left.", "Palace spokesman", None),
        ("Former Bergen mayor Karl Voss left.", "Former Bergen mayor", None),
        ("Secretary of State Karl Voss left.", "Secretary of State", None),
        ("Gov. Karl Voss left.", "Gov.", None),
        ("The mayor’s press secretary, Karl Voss, left.", "mayor’s press secretary", None),
        ("Karl Voss, the mayor of Bergen, left.", None, "mayor of Bergen"),
        ("It was made by Karl Voss, a spokesman for Bergen said.", None, None),
        ("Karl Voss, 61, a retired colonel, left.", None, "retired colonel"),
        ("Karl Voss, who is the mayor of Bergen, left.", None, "mayor of Bergen"),
        ("Karl Voss is the mayor of Bergen.", None, "mayor of Bergen"),
        ("In the town of Karl Voss, the mayor left.", None, None),
        ("Karl Voss left with the mayor.", None, None),
        ("Karl Voss, a father, left.", None, None),
    ],
)
def test_a_role_stands_before_or_after_a_name(
    text: str, before: str | None, after: str | None
) -> None:
    assert beside(text, "Karl Voss") == (before, after)


@pytest.mark.parametrize(
    ("roles", "best"),
    [
        ([], None),
        (["wife"], None),
        (["mayor", "Bergen mayor"], "Bergen mayor"),
        (["critic of the bridge", "mayor of Bergen"], "mayor of Bergen"),
        (["Sen.", "Former Nordish Sen."], "former Nordish Sen."),
    ],
)
def test_the_best_role_is_a_strong_and_long_role(roles: list[str], best: str | None) -> None:
    assert best_role(roles) == best


def test_a_role_of_several_people_is_plural() -> None:
    assert is_plural("senators of Bergen")
    assert not is_plural("boss of the firm")
    assert not is_plural("senator")
