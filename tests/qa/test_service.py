"""What programs ask for: at most a few at a time, and a sentence for one too many."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from index import Article, ArticleQAError
from index.errors import BusyError
from qa import ArticleQA, service
from qa.article_qa import Limits
from qa.service import MOST_ANSWERING, MOST_WAITING, Service
from qa.showing import forms


def test_beyond_those_that_wait_one_is_refused_and_the_rest_are_answered(bot: ArticleQA) -> None:
    ready, asked = threading.Event(), threading.Semaphore(0)

    def loading() -> ArticleQA:
        asked.release()
        ready.wait(timeout=60)
        return bot

    waited_for = Service(loading)
    with ThreadPoolExecutor(MOST_ANSWERING + MOST_WAITING) as threads:
        reads = [
            threads.submit(waited_for.read, limit=1) for _ in range(MOST_ANSWERING + MOST_WAITING)
        ]
        for _ in range(MOST_ANSWERING):
            assert asked.acquire(timeout=60)
        while waited_for._places.acquire(blocking=False):  # until all of them wait
            waited_for._places.release()
        with pytest.raises(BusyError, match="Too many"):
            waited_for.read()
        assert not asked.acquire(blocking=False)
        ready.set()
        assert len({read.result().text for read in reads}) == 1
    assert waited_for.read(limit=1).end == 1


def test_of_too_many_articles_the_speakers_of_one_are_listed(
    bot: ArticleQA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_ARTICLES_WHOLE", 0)
    with pytest.raises(ArticleQAError, match="1 articles, and 0 can be gone through"):
        Service(lambda: bot).speakers()
    assert Service(lambda: bot).speakers(bot.articles[0].id).total > 5


def two_towns() -> ArticleQA:
    bridge = "“The bridge cost too much,” Ann Lee, the mayor, said. “It is ugly,” Tom Ray said."
    mill = "“The mill cost too much,” Ann Lee, the mayor, said. Eva Holm said that it had burnt."
    return ArticleQA(
        [
            Article.from_text(bridge, published=date(2025, 3, 1)),
            Article.from_text(mill, published=date(2025, 4, 1)),
        ]
    )


def test_limits_and_a_speaker_narrow_what_comes_back() -> None:
    towns = Service(two_towns)
    april: Limits = {
        **dict.fromkeys(("source", "author", "until", "articles")),  # type: ignore[typeddict-item]
        "since": date(2025, 3, 15),
    }

    def names(found: forms.Speakers) -> list[str]:
        return [sheet.speaker.name for sheet in found.speakers]

    assert sorted(names(towns.speakers())) == ["Ann Lee", "Ann Lee", "Eva Holm", "Tom Ray"]
    assert sorted(names(towns.speakers(limits=april))) == ["Ann Lee", "Eva Holm"]
    assert names(towns.speakers(speaker="the mayor")) == ["Ann Lee", "Ann Lee"]
    assert names(towns.speakers(speaker="Lee", limits=april)) == ["Ann Lee"]
    found = towns.search("What cost too much?", limits=april).passages
    assert {passage.article.published for passage in found} == {date(2025, 4, 1)}
    found = towns.search("What cost too much?", speaker="Tom Ray", limit=1).passages
    assert [said.speaker and said.speaker.name for said in found[0].statements].count("Tom Ray")
    for ask in (towns.speakers, lambda **whose: towns.search("Why?", **whose)):
        with pytest.raises(ArticleQAError, match="fits nobody"):
            ask(speaker="Tom Ray", limits=april)


def test_articles_that_are_still_loading_are_told() -> None:
    def loading() -> ArticleQA:
        raise TimeoutError

    waited_for = Service(loading)
    for _ in range(MOST_ANSWERING + MOST_WAITING + 1):
        with pytest.raises(BusyError, match="still loading"):
            waited_for.ask("Why?")
