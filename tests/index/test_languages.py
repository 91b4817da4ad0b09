"""Languages: told for whole articles, not guessed for a few names, and said in a sentence."""

import pytest

from index import Article, attribute_quotations, languages
from index.languages import language_note, language_of

GERMAN = "„Wir können nicht länger warten“, sagte Karin Holtz. Die Brücke kostet 48 Millionen Euro."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The bridge opened in May, and crowds came to see it.", "en"),
        (GERMAN, "de"),
        ("La mairie veut fermer la piscine en septembre. Elle coûte 600 000 euros par an.", "fr"),
        ("Los estibadores del puerto pararon el lunes durante tres días por la huelga.", "es"),
        ("De brug is maandag geopend en is een van de langste in het land.", "nl"),
        ("O governo anunciou na segunda-feira novas medidas para as escolas do país.", "pt"),
        ("Il ponte è stato aperto lunedì dopo nove anni di lavori, ha detto il sindaco.", "it"),
        ("Правительство объявило новые меры в понедельник.", "ru"),
        ("政府は月曜日に新しい橋を開通させた。市長が述べた。", "ja"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["Bram Tuck", "Kira Rudik, Dmitry Peskov, Emmanuel Macron", "12", ""]
)
def test_a_few_names_are_in_no_language_that_is_sure(text: str) -> None:
    assert language_of(text) in (None, "en")


def test_english_is_told_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_identifier", lambda: pytest.fail("the model was loaded"))
    assert language_of("It rained on the day of the vote, and the mayor was late.") == "en"


def test_notes() -> None:
    assert language_note(None) is language_note("en") is None
    assert "French" in (language_note("fr") or "")
    assert "with the code qz" in (language_note("qz") or "")


def test_an_article_in_another_language_says_so_and_names_nobody() -> None:
    article = Article.from_text(GERMAN, notes=("1 picture is left out.",))
    assert (article.language, article.is_english) == ("de", False)
    assert article.notes[0].startswith("This is German and not English")
    assert article.notes[1:] == ("1 picture is left out.",)
    assert attribute_quotations(article) == []


def test_pages_are_numbered_from_one() -> None:
    article = Article.from_text("It rained.\nIt snowed.", pages=(0, 11))
    assert [article.page(position) for position in (0, 10, 11, 20)] == [1, 1, 2, 2]
    assert Article.from_text("It rained.").page(3) is None
