"""This file is about the server that a page is on: its address, its looks and its guard."""

import socket
from collections.abc import Sequence
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI

from index import ArticleQAError
from qa.guard import Guard

FOLDER = Path(__file__).parent / "page"
THEME = gr.themes.Default(
    primary_hue="indigo",
    neutral_hue="slate",
    font=["system-ui", "sans-serif"],  # no font is fetched
    font_mono=["ui-monospace", "monospace"],
)


def server_of(
    page: gr.Blocks, *, root_path: str | None = None, accounts: Sequence[tuple[str, str]] = ()
) -> FastAPI:
    """A page behind its guard; with `accounts`, for those alone who know a name and password."""
    server = FastAPI(openapi_url=None)
    gr.mount_gradio_app(
        server,
        page,
        path="",
        root_path=root_path,
        auth=list(accounts) or None,
        footer_links=["api"],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        theme=THEME,
        css_paths=FOLDER / "page.css",
        head=f"<script>{(FOLDER / 'page.js').read_text(encoding='utf-8')}</script>",
    )
    server.add_middleware(Guard)
    return server


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address; port 0 is any free one. Raises ArticleQAError when it is taken."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise ArticleQAError(
            f"Port {port} on {host} cannot be had ({error.strerror}): choose another one."
        ) from error


def run(server: FastAPI, listener: socket.socket) -> None:
    """Serves until it is stopped."""
    config = uvicorn.Config(server, log_level="warning", timeout_graceful_shutdown=3)
    uvicorn.Server(config).run([listener])
