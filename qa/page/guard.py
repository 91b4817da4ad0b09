"""What the server lets in and what it tells browsers: routes, sizes, headers."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from qa.listening import REQUEST_BYTES

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

EVENT_LIMIT = 28_000_000
"""Bytes of a request that carries an event of the page: a file of 20 MB in base 64."""
EVENTS = "/gradio_api/queue/join"
OPEN_ROUTES = re.compile(
    r"/(?:ask|verify|speakers|openapi\.json)"
    r"|/(?:config|theme\.css|favicon\.ico|robots\.txt|manifest\.json|login|logout)?/?"
    r"|/(?:assets|static|svelte)/.+"
    r"|/gradio_api/(?:info|openapi\.json|startup-events|app_id|token|user|login_check|theme\.css"
    r"|cancel|reset)/?"
    r"|/gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|call/(?:v2/)?ask(?:/\w+)?)/?"
)
"""All that the page, programs and gradio_client need: no uploads, files, proxies or streams."""

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'none'",
    "font-src": "'self' data:",
    "style-src": "'self' 'unsafe-inline'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio compiles its templates
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "object-src": "'none'",
}
HEADERS = [
    (b"content-security-policy", "; ".join(f"{k} {v}" for k, v in POLICY.items()).encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
]


class Guard:
    """ASGI middleware: known routes alone, bodies within their limit, safe headers."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if not OPEN_ROUTES.fullmatch(path):
            return await _refuse(send_with_headers, 403, b"This address is closed.")
        body = await _body(scope, receive, EVENT_LIMIT if path == EVENTS else REQUEST_BYTES)
        if body is None:
            return await _refuse(send_with_headers, 413, b"This is too much: send less.")
        return await self._app(scope, _replay(body, receive), send_with_headers)


async def _body(scope: Message, receive: Receive, limit: int) -> bytes | None:
    """The body of a request, counted as it comes; None when it is over the limit."""
    stated = dict(scope["headers"]).get(b"content-length", b"0")
    if not stated.isdigit() or int(stated) > limit:
        return None
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            return None
    return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the whole body at once, and then what comes after it."""
    given = False

    async def receive_replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_replayed


async def _refuse(send: Send, status: int, reason: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason})
