"""The passages to read for a question."""

from index import Article
from index.embedding import default_encoder
from index.passage_index import PassageIndex
from qa.retrieval import passages_to_read
from qa.understanding.question import understood


def test_a_question_that_leans_on_an_article_is_searched_with_its_title() -> None:
    index = PassageIndex(default_encoder())
    articles = [
        Article.from_text(f"The {name} opened to the public on Monday.", title=f"A new {name}")
        for name in ("bridge", "library")
    ]
    for article in articles:
        index.add(article, attribute=False)
    asked = understood("When did it open?")
    for article in articles:
        first = passages_to_read(index, asked, None, 1, leans_on=article.id)[0]
        assert first.passage.article == article
    assert passages_to_read(index, asked, None, 1, leans_on="of no article")
