"""The server that a page is on: its address, looks, guard and memory."""

import ctypes
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.state_holder import SessionState

from qa.page.guard import Guard
from qa.page.programs import add_programs
from qa.service import Service

FOLDER = Path(__file__).parent
THEME = gr.themes.Default(
    primary_hue="indigo",
    neutral_hue="slate",
    font=["system-ui", "sans-serif"],  # no font is fetched
    font_mono=["ui-monospace", "monospace"],
)
ARENA_MAX = -8
"""glibc's number for the most pools of memory: malloc.h."""


class Page(gr.Blocks):
    """A page of which a session takes the same memory however long it lasts."""

    async def postprocess_data(
        self, block_fn: Any, predictions: Any, state: SessionState | None
    ) -> list[Any]:
        """What an event sends to the browser.

        A component that an event changes, or leaves as it is, is made anew under another id, and
        Gradio would keep it, with its value, under both: three of them with every question. The
        values of the others it keeps for links to a state of the page, which there are none of.
        """
        sent: list[Any] = await super().postprocess_data(block_fn, predictions, state)
        if state is not None:
            for block in block_fn.outputs:
                state.blocks_config.blocks[block._id]._id = block._id
            state.config_values.clear()
        return sent


def server_of(
    page: gr.Blocks,
    service: Service,
    *,
    root_path: str | None = None,
    accounts: Sequence[tuple[str, str]] = (),
) -> FastAPI:
    """A page, and routes for programs beside it, behind one guard.

    With `accounts`, both are for those alone who know a name and password.
    """
    _share_pools()
    server = FastAPI(
        title="Article QA", version=version("article-qa"), docs_url=None, redoc_url=None
    )
    add_programs(server, service, accounts)
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
        head=_head(),
    )
    server.add_middleware(Guard)
    return server


def _head() -> str:
    # Gradio keeps the rules of `css_paths` that are for print inside its middle part.
    paper = (FOLDER / "print.css").read_text(encoding="utf-8")
    script = (FOLDER / "page.js").read_text(encoding="utf-8")
    return f'<style media="print">{paper}</style><script>{script}</script>'


def _share_pools() -> None:
    # glibc gives each thread a pool of memory, which keeps what the thread gave back.
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(ARENA_MAX, 2)
