"""The server: its routes, limits, headers, endpoint and sessions."""

import base64
import gc
import re
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from gradio.components import Component
from gradio_client import Client  # type: ignore[import-untyped]
from gradio_client.exceptions import AppError  # type: ignore[import-untyped]
from gradio_client.utils import QueueError  # type: ignore[import-untyped]

from eval.data.sets import read_set
from index import Article, ArticleQAError, Span
from index.errors import ArticleError
from index.reading import child
from qa import ArticleQA
from qa.citing.answers import Answer
from qa.conversation import Conversation
from qa.listening import REQUEST_BYTES
from qa.page.feedback import Feedback
from qa.page.guard import EVENT_LIMIT, EVENTS
from qa.page.session import FORGOTTEN_HINT, KEPT_TURNS, Desk, Session
from qa.showing import forms
from qa.showing.page_html import unread_html

Serve = Callable[..., AbstractContextManager[str]]
QUESTION = "How long did the call between Trump and Putin last?"


@pytest.fixture(scope="module")
def client(server: str) -> Client:
    return Client(server, verbose=False)


def test_the_endpoint_says_what_the_module_says(client: Client, bot: ArticleQA) -> None:
    found = client.predict(QUESTION, api_name="/ask")
    assert found == forms.Answer.of(bot.ask(QUESTION)).model_dump(mode="json")
    assert found["answered"] is True
    text = bot.articles[0].text
    for cited in found["citations"]:
        assert text[cited["start"] : cited["end"]] == cited["text"]


def test_the_endpoint_takes_a_speaker(client: Client, bot: ArticleQA) -> None:
    question, name = "What about peace?", "Kira Rudik"
    found = client.predict(question, name, api_name="/ask")
    assert found == forms.Answer.of(bot.ask(question, speaker=name)).model_dump(mode="json")
    with pytest.raises(AppError, match="speaker"):
        client.predict(question, {"name": 1}, api_name="/ask")


@pytest.mark.parametrize("question", ["", "x" * 2001, 5, {"a": 1}, None, ["Who?"]])
def test_the_endpoint_refuses_what_is_no_question(client: Client, question: object) -> None:
    with pytest.raises(AppError, match="question"):
        client.predict(question, api_name="/ask")


def test_ask_is_the_only_endpoint(server: str) -> None:
    info = httpx.get(f"{server}/gradio_api/info").json()
    assert list(info["named_endpoints"]) == ["/ask"]
    assert not info["unnamed_endpoints"]
    assert [
        parameter["parameter_name"] for parameter in info["named_endpoints"]["/ask"]["parameters"]
    ] == [
        "question",
        "speaker",
    ]


def test_every_answer_has_the_headers(server: str) -> None:
    for path in ("/", "/config", "/gradio_api/upload", "/nonsense"):
        headers = httpx.get(server + path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_a_foreign_page_gets_no_access(server: str) -> None:
    headers = httpx.get(f"{server}/config", headers={"origin": "http://evil.example"}).headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    """/gradio_api/upload /gradio_api/file=/etc/passwd /gradio_api/file/etc/passwd /file=/etc/passwd
    /gradio_api/proxy=http://127.0.0.1:9/ /gradio_api/component_server /gradio_api/deep_link
    /gradio_api/process_recording /gradio_api/stream/x /gradio_api/vibe-code /monitoring
    /monitoring/summary /gradio_api/mcp/ /gradio_api/upload_progress /gradio_api/run/ask /docs
    /gradio_api/dev/reload /gradio_api/runs /gradio_api/custom_component/a/b/c/d
    /gradio_api/call/from_text /gradio_api/call/v2/from_url /gradio_api/upload/ //gradio_api/upload /gradio_api//upload""".split(),
)
def test_other_routes_are_closed(server: str, path: str) -> None:
    assert httpx.get(server + path).status_code == 403
    assert httpx.post(server + path, files={"files": b"x"}).status_code == 403


def test_an_upload_leaves_nothing_on_the_disk(server: str) -> None:
    before = set(Path(tempfile.gettempdir()).rglob("*canary*"))
    for path in ("/gradio_api/upload", "/gradio_api/upload/", "/upload"):
        files = {"files": ("canary-8a1f.txt", b"x" * 10_000)}
        assert httpx.post(server + path, files=files).status_code == 403
    assert set(Path(tempfile.gettempdir()).rglob("*canary*")) == before


def test_static_routes_give_no_other_file(server: str) -> None:
    for path in ("/static/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/%2fetc%2fpasswd"):
        answer = httpx.get(server + path)
        assert answer.status_code in (403, 404)
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("path", "limit"), [("/gradio_api/call/ask", REQUEST_BYTES), (EVENTS, EVENT_LIMIT)]
)
def test_a_body_over_the_limit_is_refused(server: str, path: str, limit: int) -> None:
    body = b" " * (limit + 1)
    assert httpx.post(server + path, content=body).status_code == 413
    chunks = (body[at : at + 65536] for at in range(0, len(body), 65536))
    assert httpx.post(server + path, content=chunks).status_code == 413
    assert httpx.post(server + path, content=b" " * limit).status_code != 413


def test_a_full_queue_says_so_and_recovers(desk: Desk, serve: Serve) -> None:
    waiting: Future[Desk] = Future()
    with serve(waiting) as address, httpx.Client(timeout=60) as http:
        body = {"data": [QUESTION, None]}
        statuses = [
            http.post(f"{address}/gradio_api/call/ask", json=body).status_code for _ in range(60)
        ]
        assert set(statuses) == {200, 503}
        assert "full" in http.post(f"{address}/gradio_api/call/ask", json=body).text
        waiting.set_result(desk)
        client = Client(address, verbose=False)
        for _ in range(100):
            try:
                assert client.predict(QUESTION, api_name="/ask")["answered"]
                break
            except QueueError:
                time.sleep(0.2)
        else:
            pytest.fail("the queue stayed full")


def test_the_page_is_there_before_the_models_are(serve: Serve) -> None:
    with serve(Future()) as address:
        assert "Article QA" in httpx.get(address).text


def test_a_reader_who_leaves_early_stops_the_loading_for_nobody(desk: Desk, serve: Serve) -> None:
    waiting: Future[Desk] = Future()
    with serve(waiting) as address, httpx.Client(base_url=address, timeout=60) as http:
        loading = {"data": [None], "fn_index": 0, "session_hash": "early"}
        event = http.post(EVENTS, json=loading).json()["event_id"]
        with http.stream("GET", "/gradio_api/queue/data?session_hash=early") as messages:
            next(line for line in messages.iter_lines() if "Loading" in line)
        time.sleep(0.5)  # it waits for the desk
        leaving = {"session_hash": "early", "fn_index": 0, "event_id": event}
        assert http.post("/gradio_api/cancel", json=leaving).json() == {"success": True}
        time.sleep(0.5)
        assert not waiting.cancelled()
        waiting.set_result(desk)
        found = Client(address, verbose=False).predict(QUESTION, api_name="/ask")
        assert found["answered"] is True


def test_others_are_answered_while_a_hostile_page_is_parsed(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "PROCESSOR_SECONDS", 6)
    attributes = " ".join(f"a{number}='1'" for number in range(100_000))
    data = base64.b64encode(f"<html><p {attributes}>Hello.".encode()).decode()
    with httpx.Client(base_url=server, timeout=60) as http:
        opening = {
            "data": [None, []],
            "event_data": {"name": "bomb.html", "data": data},
            "fn_index": number_of(http, "file", "click"),
            "session_hash": "bomb",
        }
        memory = resident()
        assert http.post(EVENTS, json=opening).status_code == 200
        with http.stream("GET", "/gradio_api/queue/data?session_hash=bomb") as messages:
            lines = messages.iter_lines()
            next(line for line in lines if "Reading the article" in line)
            found = Client(server, verbose=False).predict(QUESTION, api_name="/ask")
            assert found["answered"] is True
            rest = [line for line in lines if "bomb.html" in line]
    assert "takes too long to read" in rest[0]  # after the others were answered
    assert resident() - memory < 200


def number_of(http: httpx.Client, element: str, event: str) -> int:
    """The number by which the page sends an event of an element."""
    config = http.get("/config").json()
    ids = {component["props"].get("elem_id"): component["id"] for component in config["components"]}
    return next(
        int(dependency["id"])
        for dependency in config["dependencies"]
        if [ids[element], event] in dependency["targets"]
    )


def resident() -> int:
    """The resident megabytes of this process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) // 1024


def test_a_session_takes_no_more_with_every_question(server: str) -> None:
    with httpx.Client(base_url=server, timeout=60) as http:
        asking = {"fn_index": number_of(http, "question", "submit"), "session_hash": "long"}

        def ask(question: str) -> None:
            sent = http.post(EVENTS, json={"data": [question, "", None], **asking})
            assert sent.status_code == 200
            with http.stream("GET", "/gradio_api/queue/data?session_hash=long") as messages:
                assert "Who is number" in "".join(messages.iter_lines())

        opening = {"data": [None], "fn_index": 0, "session_hash": "long"}
        assert http.post(EVENTS, json=opening).status_code == 200
        http.get("/gradio_api/queue/data?session_hash=long")
        kept = []
        for number in range(5):
            ask(f"Who is number {number}?")
            gc.collect()
            kept.append(sum(isinstance(known, Component) for known in gc.get_objects()))
        assert kept[1:] == [kept[1]] * 4


def test_accounts_keep_others_out(desk: Desk, serve: Serve) -> None:
    ready: Future[Desk] = Future()
    ready.set_result(desk)
    with serve(ready, accounts=[("ann", "secret")]) as address:
        assert httpx.get(f"{address}/config").status_code == 401
        body = {"data": [QUESTION, None]}
        assert httpx.post(f"{address}/gradio_api/call/ask", json=body).status_code == 401
        client = Client(address, auth=("ann", "secret"), verbose=False)
        assert client.predict(QUESTION, api_name="/ask")["answered"]


def test_a_proxy_path_is_kept(desk: Desk, serve: Serve) -> None:
    ready: Future[Desk] = Future()
    ready.set_result(desk)
    with serve(ready, root_path="/news") as address:
        assert httpx.get(f"{address}/config").json()["root"].endswith("/news")


def test_no_question_is_logged(
    client: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("INFO")
    client.predict("Where is the canary 8a1f?", api_name="/ask")
    with pytest.raises(AppError):
        client.predict("canary 8a1f " * 500, api_name="/ask")
    out, error = capfd.readouterr()
    assert "8a1f" not in caplog.text + out + error


def test_one_session_never_shows_in_another(desk: Desk) -> None:
    sessions = [Session(desk) for _ in range(4)]
    failures: list[str] = []

    def talk(own: Session, name: str) -> None:
        for turn in range(10):
            own.ask(f"Who is {name} number {turn}?")
            page = own.transcript_html()
            if any(
                other in page
                for other in "abcd"
                if f"Who is {other} number" in page and other != name
            ):
                failures.append(name)

    threads = [
        threading.Thread(target=talk, args=pair) for pair in zip(sessions, "abcd", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert [len(session.conversation.turns) for session in sessions] == [10] * 4


class Silent:
    """What answers nothing."""

    def ask(self, question: str, **_: object) -> Answer:
        return Answer(question, question)


def test_a_long_talk_keeps_its_last_questions(desk: Desk) -> None:
    session = Session(desk)
    session.conversation = Conversation(Silent(), kept=KEPT_TURNS)
    for number in range(KEPT_TURNS + 4):
        session.ask(f"Who is number {number}?")
    page = session.transcript_html()
    assert len(session.conversation.turns) == KEPT_TURNS
    assert FORGOTTEN_HINT in page
    assert "number 3?" not in page
    assert "number 4?" in page
    session.clear()
    assert FORGOTTEN_HINT not in session.transcript_html()


def test_a_question_is_taken_back_and_the_cited_article_shown(desk: Desk) -> None:
    session = Session(desk)
    assert session.forget_last() is None
    assert session.ask(QUESTION).citations[0].article == session.article
    session.show("no such article")
    assert session.article == desk.bot.articles[0]
    assert session.forget_last() == QUESTION
    assert QUESTION not in session.transcript_html()
    assert 'class="said' not in unread_html(session.article)


def test_some_of_the_articles_alone_are_asked() -> None:
    costs = {"bridge": "2025-03-01", "library": "2025-04-01"}
    articles = [
        replace(Article.from_text(f"The {name} cost 3 million."), published=date.fromisoformat(day))
        for name, day in costs.items()
    ]
    session = Session(Desk(ArticleQA(articles)))
    assert session.ask("How much did the bridge cost?").citations[0].article == articles[0]
    assert session.limit("", " ", "2025-03-15", "") == "Asking 1 of 2 articles."
    assert session.listed == articles
    session.show(articles[1].id)
    assert session.listed == articles[1:]
    asked = session.ask("How much did the bridge cost?")
    assert articles[0] not in {citation.article for citation in asked.citations}
    assert "Word for word" not in session.verify("The bridge cost 3 million.")
    assert len(session.conversation.turns) == 2
    session.clear()
    asked = session.ask("How much did the bridge cost?")
    assert articles[0] not in {citation.article for citation in asked.citations}
    for limits, told in {
        ("", "", "May", ""): "May is not a date: give one like 2025-03-01.",
        ("nobody", "", "", ""): "No article is within these limits",
    }.items():
        with pytest.raises(ArticleError, match=told):
            session.limit(*limits)
    assert session.limit("", "", "", "") == "Asking 2 of 2 articles."
    assert session.ask("How much did the bridge cost?").citations


def test_quotations_are_held_against_the_articles(desk: Desk) -> None:
    session = Session(desk)
    assert "Word for word." in session.verify("an unrealistic objective", "Hegseth")
    draft = Article.from_text("“An unrealistic goal,” he said. “It rained in Lund,” they said.")
    found = session.verify_draft(draft)
    assert "2 quotations, 2 not word for word." in found
    assert "<del>goal</del> <ins>objective</ins>" in found


def test_a_statement_that_is_pointed_at_is_leant_on(desk: Desk) -> None:
    session = Session(desk)
    article = desk.bot.articles[0]
    rudik = next(entry for entry in desk.bot.speakers() if entry.speaker.name == "Kira Rudik")
    session.point_at("no such article", rudik.statements[0].content[0])
    session.point_at(article.id, Span(0, 1))
    assert session.ask("Why did she say so?").searched == "Why did she say so?"
    session.point_at(article.id, rudik.statements[0].content[0])
    assert session.ask("Why did she say so?").searched == "Why did Kira Rudik say so?"


def test_answers_are_judged_where_that_is_wanted(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    session = Session(replace(desk, feedback=Feedback(path)))
    article = desk.bot.articles[0]
    session.ask("Hello!")
    assert "judge" not in session.transcript_html()
    assert session.ask(QUESTION)
    session.ask("What is the recipe for onion soup?")
    said = next(entry for entry in desk.bot.speakers() if entry.speaker.name == "Kira Rudik")
    session.point_at(article.id, said.statements[0].content[0])
    session.ask("Why did she say so?", "Kira Rudik")
    assert session.transcript_html().count('class="judging"') == 3
    session.judge(1, "right", None)
    session.judge(2, "wrong", "")
    session.judge(3, "words", "twist the peace process")
    page = session.transcript_html()
    assert [page.count(told) for told in ("Kept: right.", "Kept: wrong.", "as this answers")] == [
        1
    ] * 3
    [judged] = read_set(path)
    right, corrected = judged.questions
    assert (right.text, right.turns, right.said_by) == (QUESTION, (), None)
    assert corrected.said_by == "Kira Rudik"
    assert corrected.turns == (QUESTION, "What is the recipe for onion soup?")
    assert corrected.click == said.statements[0].content[0]
    with pytest.raises(ArticleQAError, match="gone"):
        session.judge(4, "right", None)


def test_two_visitors_judge_at_once(desk: Desk, serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    ready: Future[Desk] = Future()
    ready.set_result(replace(desk, feedback=Feedback(path)))
    with serve(ready) as address, httpx.Client(base_url=address, timeout=120) as http:
        numbers = {
            event: number_of(http, element, event)
            for element, event in {"transcript": "like", "question": "submit"}.items()
        }

        def sent(visitor: str, number: int, data: list[object], **more: object) -> str:
            event = {"fn_index": number, "session_hash": visitor, "data": data, **more}
            assert http.post(EVENTS, json=event).status_code == 200
            return http.get(f"/gradio_api/queue/data?session_hash={visitor}").text

        def visit(visitor: str) -> list[str]:
            assert "is kept" in sent(visitor, 0, [None])
            assert "judge" in sent(visitor, numbers["submit"], [QUESTION, "", None, None])
            told = []
            for said, words in {"right": "", "words": "<script>", "none": "", "<b>": "x"}.items():
                judged = {"number": 0, "said": said, "words": words}
                told.append(sent(visitor, numbers["like"], [None], event_data=judged))
            words = "Kremlin spokesman Dmitry Peskov"
            judged = {"number": 0, "said": "words", "words": words}
            return [*told, sent(visitor, numbers["like"], [None], event_data=judged)]

        with ThreadPoolExecutor(2) as visitors:
            for told in visitors.map(visit, ("ann", "tom")):
                expected = (
                    "Kept: right",
                    "do not stand",
                    "does not say",
                    "Kept: wrong.",
                    "answers: ",
                )
                assert all(words in page for words, page in zip(expected, told, strict=True))
    [judged] = read_set(path)
    assert len(judged.questions) == 2
    for asked in judged.questions:
        assert asked.text == QUESTION
        assert asked.answers[0].of(judged.text) == "Kremlin spokesman Dmitry Peskov"


def test_answers_are_not_judged_where_that_is_not_wanted(desk: Desk) -> None:
    session = Session(desk)
    session.ask(QUESTION)
    assert not session.is_judged
    assert "judge" not in session.transcript_html()
    with pytest.raises(ArticleQAError, match="not judged here"):
        session.judge(0, "right", None)


def test_an_article_that_was_chosen_counts_until_another_one_answers() -> None:
    texts = {name: f"The {name} opened to the public in May." for name in ("bridge", "library")}
    articles = [Article.from_text(text, title=f"A new {name}") for name, text in texts.items()]
    session = Session(Desk(ArticleQA(articles)))
    for article in reversed(articles):
        session.choose(article.id)
        assert session.ask("When did it open?").citations[0].article == article
    assert session.ask("When did the library open?").citations[0].article == articles[1]
    assert session.article == articles[1]
