"""What a headline says that somebody said."""

import pytest

from index.articles import Article
from index.speakers import attribute_quotations

BODY = "The tower of the old harbor opens to the public again on Monday after eleven years.\n"


@pytest.mark.parametrize(
    ("headline", "count"),
    [
        ("Cinema shows forgotten film about a village", 0),
        ("Villagers question harbor board at stormy meeting", 0),
        ("Minister denies that the tower leans", 1),
        ("Minister: the tower will not fall in my time", 1),
        ("Tower is ‘a disgrace to the town’, says minister", 1),
    ],
)
def test_a_headline_tells_only_what_was_said(headline: str, count: int) -> None:
    article = Article.from_text(f"{headline}\n\n{BODY}")
    assert article.title == headline
    assert len(attribute_quotations(article)) == count
