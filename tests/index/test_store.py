"""What every store of articles promises."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from index import Article, Attribution, Span, Speaker
from index.build import index_article
from index.embedding import Encoder
from index.errors import ArticleError, QuestionError
from index.indexed import IndexedArticle
from index.library import make_library
from index.passage_index import PassageIndex
from index.store import Retriever, Selection, Store, Within

LEE, CHEN, PAPER = Speaker("Ann Lee", "mayor"), Speaker("Bo Chen"), Speaker("Associated Press")
Make = Callable[[Iterable[IndexedArticle]], Store]


@pytest.fixture(params=["memory", "folder", "folder of many"])
def make(
    request: pytest.FixtureRequest,
    encoder: Encoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Make:
    """A store of each kind; the last one as if it held too many articles for one list."""
    if request.param == "folder of many":
        monkeypatch.setattr("index.vector_lists.LONGEST_LIST", 2)
        monkeypatch.setattr("index.folder_store.FEW_ARTICLES", 0)
        monkeypatch.setattr("index.folder_store.MOST_SHARING", 2)

    def in_memory(indexed: Iterable[IndexedArticle]) -> Store:
        return PassageIndex(encoder, indexed, budget=20)

    def in_a_folder(indexed: Iterable[IndexedArticle]) -> Store:
        return make_library(tmp_path / "library", encoder, 20, indexed)

    return {"memory": in_memory, "folder": in_a_folder}.get(request.param, in_a_folder)


@pytest.fixture
def articles(encoder: Encoder) -> list[IndexedArticle]:
    def article(id: str, text: str, *who: Speaker, **known: object) -> IndexedArticle:
        read = Article.from_text(text, id=id, **known)  # type: ignore[arg-type]
        made = index_article(read, encoder, budget=20, attribute=False)
        said = (
            Attribution((made.sentences[0],), speaker, None, None, "direct", 0.9) for speaker in who
        )
        return IndexedArticle(
            read,
            made.sentences,
            made.passages,
            tuple(said),
            made.sentence_vectors,
            made.passage_vectors,
        )

    return [
        article(
            "bridge",
            "The bridge opened in May. It cost 3 million euros. Crowds came by train.",
            LEE,
            published=date(2025, 5, 3),
            source="https://www.Reuters.com/bridge",
            authors=("Mara Holt", "Zoë Ek"),
        ),
        article(
            "ferry",
            "The ferry sails in June. It cost 4 million euros. Orbán came by train.",
            CHEN,
            LEE,
            published=date(2025, 6, 1),
            source="ferry.txt",
        ),
        article(
            "talks", "The talks lasted an hour. Peskov confirmed the call. Europe was not asked.",
            PAPER,
        ),
    ]  # fmt: skip


@pytest.fixture
def store(make: Make, articles: list[IndexedArticle]) -> Store:
    return make(articles)


def ids(found: Iterable[IndexedArticle]) -> list[str]:
    return [indexed.article.id for indexed in found]


def test_what_is_put_in_comes_back_in_order(store: Store, articles: list[IndexedArticle]) -> None:
    assert len(store) == 3
    for kept, put in zip(store, articles, strict=True):
        assert kept.article == put.article
        assert kept.sentences == put.sentences
        assert kept.passages == put.passages
        assert kept.attributions == put.attributions
        assert store[put.article.id].article == put.article
        assert put.article.id in store


def test_strange_words_come_back_exactly(make: Make, indexed: list[IndexedArticle]) -> None:
    store = make(indexed)
    for kept, put in zip(store, indexed, strict=True):
        assert (kept.article, kept.attributions) == (put.article, put.attributions)


def test_one_article_takes_the_place_of_another_and_one_is_forgotten(
    store: Store, articles: list[IndexedArticle]
) -> None:
    store.add(Article.from_text("Nothing happened today.", id="bridge"), attribute=False)
    assert ids(store) == ["bridge", "ferry", "talks"]
    assert not any("bridge" in hit.passage.text for hit in store.search("bridge", 100))
    assert store.speakers() == (CHEN, LEE, PAPER)
    store.remove("ferry")
    assert ids(store) == ["bridge", "talks"]
    assert "ferry" not in store
    assert store.speakers() == (PAPER,)
    assert ids(store.said_by([LEE, CHEN])) == []
    assert {hit.passage.article.id for hit in store.search("ferry", 100)} == {"bridge", "talks"}
    assert not store.word_forms.knows("ferry")
    assert store.word_forms.knows("train") is False
    store.put(articles[1])
    assert ids(store) == ["bridge", "talks", "ferry"]
    for each in ("bridge", "talks", "ferry"):
        store.remove(each)
    assert (len(store), store.search("bridge"), store.speakers()) == (0, [], ())
    assert list(store.sharing_words("bridge")) == []


@pytest.mark.parametrize("id", ["none", "", "' OR 1=1 --", "\ud800", "%"])
def test_an_unknown_article_is_said(store: Store, id: str) -> None:
    assert id not in store
    with pytest.raises(ArticleError, match="There is no article"):
        store.remove(id)
    with pytest.raises(ArticleError, match="There is no article"):
        store[id]
    assert len(store) == 3


@pytest.mark.parametrize("retriever", ["hybrid", "dense", "lexical"])
def test_the_passage_that_answers_comes_first(store: Store, retriever: Retriever) -> None:
    best = store.search("How many euros did the ferry cost?", retriever=retriever)[0]
    assert best.passage.article.id == "ferry"
    assert "It cost 4 million euros." in best.passage.text
    spans = [sentence.span for sentence in best.sentences]
    assert (spans[0].start, spans[-1].end) == (best.passage.span.start, best.passage.span.end)


@pytest.mark.parametrize("retriever", ["hybrid", "dense", "lexical"])
def test_every_store_scores_as_memory_does(
    make: Make, encoder: Encoder, articles: list[IndexedArticle], retriever: Retriever
) -> None:
    store, memory = make(articles), PassageIndex(encoder, articles, budget=20)
    for question in (
        "What cost 3 million euros?",
        "Who confirmed the call?",
        "train",
        "zebra",
        "?",
    ):
        found = store.search(question, 100, retriever=retriever)
        wanted = memory.search(question, 100, retriever=retriever)
        assert [hit.passage.span for hit in found] == [hit.passage.span for hit in wanted]
        for hit, other in zip(found, wanted, strict=True):
            assert hit.score == pytest.approx(other.score, abs=5e-3)
            for sentence, same in zip(hit.sentences, other.sentences, strict=True):
                assert sentence.span == same.span
                assert sentence.dense == pytest.approx(same.dense, abs=5e-3)
                assert sentence.lexical == pytest.approx(same.lexical, abs=1e-5)


@pytest.mark.parametrize(
    "question", ["", "?", "the of and", "zebra", "\ud800\x00", "<|endoftext|>", 'a" OR *', "NEAR("]
)
def test_any_question_can_be_searched(store: Store, question: str) -> None:
    assert len(store.search(question, 2)) == 2
    assert store.speakers(question) == ()
    list(store.sharing_words(question))


def test_a_question_that_the_encoder_cannot_read_is_refused(store: Store) -> None:
    with pytest.raises(QuestionError, match="has 302 tokens and the most is 256: ask a shorter"):
        store.search("why " * 300)


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (Within(), {"bridge", "ferry", "talks"}),
        (Within(speakers=(LEE,)), {"bridge", "ferry"}),
        (Within(speakers=(Speaker("Ann Lee"),)), set()),
        (Within(sources=("reuters",)), {"bridge"}),
        (Within(sources=("%",)), set()),
        (Within(authors=("zoë",)), {"bridge"}),
        (Within(since=date(2025, 5, 3)), {"bridge", "ferry"}),
        (Within(since=date(2025, 5, 4)), {"ferry"}),
        (Within(until=date(2025, 5, 3)), {"bridge"}),
        (Within(articles=frozenset({"talks", "none"})), {"talks"}),
        (Within(articles=frozenset()), set()),
        (Within(speakers=(LEE,), until=date(2025, 5, 31)), {"bridge"}),
    ],
)
def test_only_what_is_within_is_searched(store: Store, within: Within, found: set[str]) -> None:
    for question in ("What cost millions of euros?", "zebra"):
        passages = store.search(question, 100, within=within)
        assert {hit.passage.article.id for hit in passages} == found
    assert {indexed.article.id for indexed in store if within.includes(indexed)} == found
    assert ids(store.those(within)) == [each for each in ids(store) if each in found]
    assert store.count(within) == len(found)


def test_a_selection_has_the_articles_within_its_limits(
    store: Store, articles: list[IndexedArticle]
) -> None:
    some = Selection(store, Within(since=date(2025, 5, 4)))
    assert ids(some) == ["ferry"]
    assert len(some) == 1
    assert "ferry" in some
    assert "bridge" not in some
    assert some["ferry"].article.id == "ferry"
    assert {hit.passage.article.id for hit in some.search("euros", 100)} == {"ferry"}
    assert some.search("euros", 100, within=Within(speakers=(PAPER,))) == []
    assert ids(some.said_by([LEE])) == ids(some.sharing_words("It cost euros")) == ["ferry"]
    assert some.word_forms.knows("bridge")
    some.remove("ferry")
    assert len(store) == 2
    some.put(articles[1])
    assert len(some) == 1


def test_limits_set_one_after_another_never_widen(store: Store) -> None:
    late, early = Within(since=date(2025, 5, 4)), Within(since=date(2020, 1, 1))
    assert late.narrowed(early) == early.narrowed(late) == late
    summer, spring = Within(until=date(2025, 6, 30)), Within(until=date(2025, 5, 31))
    assert summer.narrowed(spring) == spring.narrowed(summer) == spring
    some = Within(articles=frozenset({"bridge", "ferry"}))
    assert some.narrowed(Within()) == Within().narrowed(some) == some
    for limits, found in [
        ((late, early), ["ferry"]),
        ((some, Within(articles=frozenset({"ferry", "talks"}))), ["ferry"]),
        ((some, Within(articles=frozenset({"talks"}))), []),
        ((Within(sources=("reuters",)), Within(sources=("bridge",))), ["bridge"]),
        ((Within(sources=("reuters",)), Within(sources=("ferry",))), []),
        ((Within(authors=("holt",)), Within(authors=("ek",))), ["bridge"]),
        ((Within(authors=("holt",)), Within(authors=("lee",))), []),
        ((Within(speakers=(LEE,)), Within(speakers=(CHEN,))), ["ferry"]),
        ((late, Within(speakers=(PAPER,))), []),
    ]:
        chosen = Selection(Selection(store, limits[0]), limits[1])
        assert ids(chosen) == ids(store.those(limits[0].narrowed(limits[1]))) == found


def test_nothing_outside_its_limits_is_reached_through_a_selection(store: Store) -> None:
    some = Selection(store, Within(articles=frozenset({"bridge", "talks"})))
    with pytest.raises(ArticleError, match="There is no article 'ferry' here"):
        some["ferry"]
    with pytest.raises(ArticleError, match="There is no article 'ferry' here"):
        some.remove("ferry")
    assert "ferry" in store
    assert some.speakers() == some.speakers("Lee, Chen and the AP") == (LEE, PAPER)
    assert some.speakers("Chen") == ()
    assert some.speakers(within=Within(speakers=(PAPER,))) == (PAPER,)


def test_those_whom_a_text_can_name_are_found(store: Store) -> None:
    assert store.speakers() == (LEE, CHEN, PAPER)
    assert store.speakers("What did the mayor say to CHEN's aide?") == (LEE, CHEN)
    assert store.speakers("What does AP say?") == (PAPER,)
    assert store.speakers("What happened?") == ()
    assert ids(store.said_by([CHEN, PAPER])) == ["ferry", "talks"]


def test_words_are_known_in_the_forms_in_which_they_stand(store: Store) -> None:
    forms = store.word_forms
    assert forms.knows("ORBÁN")
    assert not forms.knows("Orban")
    assert forms.commonest("orban") == "Orbán"
    assert forms.commonest("zebra") is None
    assert "orban" in forms.beginning("o")
    assert list(forms.beginning("z")) == []


def test_articles_with_the_words_of_a_quotation_are_among_those_to_look_into(store: Store) -> None:
    assert "ferry" in ids(store.sharing_words("“It cost 4 million euros,” he said"))
    assert "talks" in ids(store.sharing_words("was not"))


def test_the_best_passage_of_a_long_article_is_found_among_its_others(
    make: Make, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.folder_store.CANDIDATES", 1)
    text = " ".join(f"The bridge number {n} was built of stone {n} years ago." for n in range(9))
    store = make([])
    store.add(Article.from_text(f"{text} The ferry is blue.", id="long"), attribute=False)
    store.add(Article.from_text("Nothing happened today.", id="short"), attribute=False)
    assert len(store["long"].passages) > 2
    assert "ferry" in store.search("Is the ferry blue?", 1)[0].passage.text


def test_a_passage_says_the_words_of_its_article(store: Store) -> None:
    for hit in store.search("euros", 100):
        article = store[hit.passage.article.id].article
        assert hit.passage.article == article
        assert hit.passage.span.of(article.text) == hit.passage.text
        assert Span(0, len(article.text)).contains(hit.passage.span)
