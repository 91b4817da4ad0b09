"""What programs ask over HTTP: the forms of the module, described by OpenAPI, behind the guards."""

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from typing import Any

import httpx
import pytest

from index import ArticleQAError
from qa import ArticleQA
from qa.listening import REQUEST_BYTES
from qa.page.session import Desk
from qa.service import MOST_ANSWERING, MOST_WAITING
from qa.showing import forms

Serve = Callable[..., AbstractContextManager[str]]
QUESTION = "Who confirmed the length of the call?"


@pytest.fixture(scope="module")
def http(server: str) -> Any:
    with httpx.Client(base_url=server, timeout=120) as client:
        yield client


def problem(answer: httpx.Response) -> str:
    return forms.Problem.model_validate_json(answer.content).error


def test_they_give_what_the_module_gives(http: httpx.Client, bot: ArticleQA) -> None:
    asked = http.post("/ask", json={"question": QUESTION})
    assert asked.status_code == 200
    assert asked.json() == forms.Answer.of(bot.ask(QUESTION)).model_dump(mode="json")
    by_rudik = {"question": "What about peace?", "speaker": "Kira Rudik"}
    answer = bot.ask(by_rudik["question"], speaker=by_rudik["speaker"])
    assert http.post("/ask", json=by_rudik).json() == forms.Answer.of(answer).model_dump(
        mode="json"
    )
    words = {"quotation": "an unrealistic goal", "speaker": "Hegseth"}
    verification = bot.verify(words["quotation"], speaker=words["speaker"])
    assert http.post("/verify", json=words).json() == forms.Verification.of(
        verification
    ).model_dump(mode="json")
    (article,) = bot.articles
    sheets = forms.Speakers.of([(article, bot.speakers())]).model_dump(mode="json")
    assert http.get("/speakers").json() == sheets
    part = http.get("/speakers", params={"article": article.id, "offset": 1, "limit": 2}).json()
    assert part["speakers"] == sheets["speakers"][1:3]
    theirs = http.get("/speakers", params={"speaker": "Rudik", "since": "2025-02-13"}).json()
    assert [sheet["speaker"]["name"] for sheet in theirs["speakers"]] == ["Kira Rudik"]


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("/ask", {"question": " "}, 400, "The question is empty"),
        ("/ask", {"question": "x" * 3000}, 400, "3,000 characters"),
        ("/ask", {"question": 5}, 400, "body.question"),
        ("/ask", {}, 400, "body.question"),
        ("/ask", {"question": "Why?", "speakers": "Ann"}, 400, "body.speakers"),
        ("/ask", ["Why?"], 400, "body"),
        ("/verify", {"quotation": "…"}, 400, "no word"),
        ("/verify", {"question": "Why?"}, 400, "body.quotation"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    http: httpx.Client, path: str, body: object, status: int, told: str
) -> None:
    answer = http.post(path, json=body)
    assert answer.status_code == status
    assert told in problem(answer)


def test_some_of_the_articles_alone_are_asked(http: httpx.Client, bot: ArticleQA) -> None:
    (article,) = bot.articles
    within = {"since": "2025-02-13", "until": "2025-02-13", "articles": [article.id]}
    asked = http.post("/ask", json={"question": QUESTION, **within})
    assert asked.json() == forms.Answer.of(bot.ask(QUESTION)).model_dump(mode="json")
    words = {"quotation": "an unrealistic objective", "source": "SAMPLE_ARTICLE"}
    assert http.post("/verify", json=words).json()["verdict"] == "word for word"
    outside: list[dict[str, object]] = [
        {"since": "2025-02-14"},
        {"author": "nobody"},
        {"articles": []},
    ]
    for limits in outside:
        refused = http.post("/ask", json={"question": QUESTION, **limits})
        assert refused.status_code == 404
        assert "No article is within these limits" in problem(refused)
    wrong = http.post("/verify", json={**words, "since": "May"})
    assert wrong.status_code == 400
    assert "body.since" in problem(wrong)


def test_what_is_no_json_is_told(http: httpx.Client) -> None:
    typed = {"content-type": "application/json"}
    for body in (b"{", b'{"question": 7}', b"\xff"):
        answer = http.post("/ask", content=body, headers=typed)
        assert answer.status_code == 400
        assert problem(answer)
    assert http.post("/ask", content=b'{"question": "Why?"}').status_code == 400


def test_bad_places_in_the_list_are_told(http: httpx.Client) -> None:
    assert "no article" in problem(http.get("/speakers", params={"article": "x"}))
    assert http.get("/speakers", params={"article": "x"}).status_code == 404
    beyond = http.get("/speakers", params={"until": "2025-02-12"})
    assert beyond.status_code == 404
    assert "No article is within these limits" in problem(beyond)
    assert "nobody" in problem(http.get("/speakers", params={"speaker": "Napoleon"}))
    for params in (
        {"limit": 0},
        {"since": "May"},
        {"speakers": "Ann"},
        {"limit": 101},
        {"offset": -1},
        {"offset": "many"},
    ):
        answer = http.get("/speakers", params=params)
        assert answer.status_code == 400
        assert "query." in problem(answer)


def test_the_guard_stands_before_them(http: httpx.Client) -> None:
    for path in ("/ask", "/verify"):
        sent = http.post(path, content=b" " * (REQUEST_BYTES + 1))
        assert sent.status_code == 413
        assert "default-src 'self'" in sent.headers["content-security-policy"]
        assert http.get(path).status_code in (404, 405)
    for path in ("/docs", "/redoc", "/ask/x", "/statements"):
        assert http.get(path).status_code == 403
    foreign = http.get("/speakers", headers={"origin": "http://evil.example"})
    assert "access-control-allow-origin" not in foreign.headers


def test_openapi_describes_the_forms_of_the_schema(http: httpx.Client) -> None:
    described = http.get("/openapi.json").json()
    assert described["info"]["title"] == "Article QA"
    operations = {
        (path, method): operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }
    assert set(operations) == {("/ask", "post"), ("/verify", "post"), ("/speakers", "get")}
    named = ("Answer", "Verification", "Speakers")
    for operation, form in zip(operations.values(), named, strict=True):
        assert set(operation["responses"]) == {"200", "4XX", "503"}
        given = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert given == {"$ref": f"#/components/schemas/{form}"}
    schemas = json.loads(
        json.dumps(described["components"]["schemas"]).replace("#/components/schemas/", "#/$defs/")
    )
    known = forms.schema()["$defs"]
    assert {name: schemas[name] for name in schemas if name in known} == {
        name: known[name] for name in known if name in schemas
    }
    assert {"Answer", "Verification", "Speakers", "Problem", "Statement"} <= set(schemas)


def test_accounts_keep_others_out(desk: Desk, serve: Serve) -> None:
    ready: Future[Desk] = Future()
    ready.set_result(desk)
    with serve(ready, accounts=[("ann", "secrét"), ("bob", "b:c")]) as address:
        for auth in (None, ("ann", "wrong"), ("eve", "secrét"), ("ann", ""), ("b", "ob:b:c")):
            for sent in (
                httpx.post(f"{address}/ask", json={"question": QUESTION}, auth=auth),
                httpx.get(f"{address}/speakers", auth=auth),
            ):
                assert sent.status_code == 401
                assert sent.headers["www-authenticate"].startswith("Basic")
                assert problem(sent)
        for auth in (("ann", "secrét"), ("bob", "b:c")):
            assert httpx.get(f"{address}/speakers", auth=auth, timeout=60).status_code == 200


def test_one_too_many_is_told_when_to_come_back(desk: Desk, serve: Serve) -> None:
    waiting: Future[Desk] = Future()
    places = MOST_ANSWERING + MOST_WAITING
    limits = httpx.Limits(max_connections=None)
    with (
        serve(waiting) as address,
        httpx.Client(base_url=address, timeout=120, limits=limits) as http,
        ThreadPoolExecutor(places + 1) as threads,
    ):
        asked = [threads.submit(http.get, "/speakers") for _ in range(places + 1)]
        refused = next(as_completed(asked)).result()  # the others wait for the articles
        waiting.set_result(desk)
        statuses = [answer.result().status_code for answer in asked]
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "5"
    assert "Too many" in problem(refused)
    assert sorted(statuses) == [200] * places + [503]


def test_articles_that_cannot_be_loaded_are_told(serve: Serve) -> None:
    loading: Future[Desk] = Future()
    loading.set_exception(ArticleQAError("The library is damaged."))
    with serve(loading) as address:
        answer = httpx.post(f"{address}/ask", json={"question": QUESTION})
        assert (answer.status_code, problem(answer)) == (400, "The library is damaged.")
