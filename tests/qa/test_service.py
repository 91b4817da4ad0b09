"""What programs ask for: at most a few at a time, and a sentence for one too many."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from index import ArticleQAError
from index.errors import BusyError
from qa import ArticleQA, service
from qa.service import WAITING, WORKERS, Service


def test_beyond_those_that_wait_one_is_refused_and_the_rest_are_answered(bot: ArticleQA) -> None:
    ready, asked = threading.Event(), threading.Semaphore(0)

    def loading() -> ArticleQA:
        asked.release()
        ready.wait(timeout=60)
        return bot

    waited_for = Service(loading)
    with ThreadPoolExecutor(WORKERS + WAITING) as threads:
        reads = [threads.submit(waited_for.read, limit=1) for _ in range(WORKERS + WAITING)]
        for _ in range(WORKERS):
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
    monkeypatch.setattr(service, "MOST_ARTICLES", 0)
    with pytest.raises(ArticleQAError, match="1 articles, and 0 can be gone through"):
        Service(lambda: bot).speakers()
    assert Service(lambda: bot).speakers(bot.articles[0].id).total > 5


def test_articles_that_are_still_loading_are_told() -> None:
    def loading() -> ArticleQA:
        raise TimeoutError

    waited_for = Service(loading)
    for _ in range(WORKERS + WAITING + 1):
        with pytest.raises(BusyError, match="still loading"):
            waited_for.ask("Why?")
