"""Sockets and servers: an address that is listened at until the program is stopped."""

import socket
from typing import Any

import uvicorn

from index import ArticleQAError

REQUEST_BYTES = 64_000
"""The most of a request for an answer."""


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address; port 0 is any free one. Raises ArticleQAError when it is taken."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise ArticleQAError(
            f"Port {port} on {host} cannot be used ({error.strerror}): choose another."
        ) from error


def run(server: Any, listener: socket.socket) -> None:
    """Serves an ASGI application until it is stopped."""
    config = uvicorn.Config(server, log_level="warning", timeout_graceful_shutdown=3)
    uvicorn.Server(config).run([listener])
