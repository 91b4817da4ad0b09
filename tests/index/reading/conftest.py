"""Small documents made by the tests, and a server on this machine that pretends to be far away."""

import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from index.reading import addresses

Answer = Callable[[BaseHTTPRequestHandler], None]

MakePdf = Callable[..., bytes]

PAGE = """<!DOCTYPE html><html><head><title>A bridge for the town - The Daily Tide</title>
<meta property="og:title" content="A bridge for the town"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2025-02-16T10:00:00Z"></head><body>
<nav><a href="/">Home</a></nav><article><h1>A bridge for the town</h1>
<p>The town opened its new bridge on Monday after nine years of work. Crowds came early.</p>
<p>“It is a fine bridge,” said <b>Mayor</b> <a href="x">Ana Ruiz</a>. “We are proud of it.”</p>
<p>The bridge cost 12 million euros, twice as much as the council had planned.</p>
<p>Advertisement</p><p>Related: <a href="y">Ten bridges</a></p></article>
<footer>© 2025 The Daily Tide</footer></body></html>"""


def drawn(*words: tuple[float, float, float, str], turn: str = "1 0 0 1") -> bytes:
    """The drawing of words, each at its left edge and base line, with its size in points."""
    return b"\n".join(
        f"BT /F1 {size} Tf {turn} {x} {y} Tm ({text}) Tj ET".encode("cp1252")
        for x, y, size, text in words
    )


def make_pdf_bytes(
    pages: list[list[str]],
    *,
    stream: bytes | list[bytes] | None = None,
    filters: str = "",
    names: dict[str, str] | None = None,
) -> bytes:
    """A PDF with a line of text each 14 points; or with `stream` as the drawing of each page.

    `names` are letters with the text that the font says they are.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 "]
    objects[2] += "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    bodies: list[bytes] = [words.encode() for words in objects]
    if names:
        named = "".join(
            f"1 beginbfchar <{ord(letter):02x}> <{text.encode('utf-16-be').hex()}> endbfchar "
            for letter, text in names.items()
        )
        cmap = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {named}endcmap"
        bodies[2] = objects[2].removesuffix(">>").encode() + b"/ToUnicode 4 0 R >>"
        bodies.append(f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream".encode())
    kids = []
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = f"BT /F1 11 Tf 50 800 Td {shown}ET".encode("cp1252")
        if stream is not None:
            content = stream[number] if isinstance(stream, list) else stream
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(bodies) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        bodies.append(
            f"<< /Length {len(content)} {filters} >>\nstream\n".encode() + content + b"\nendstream"
        )
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(bodies) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    return make_pdf_bytes


@pytest.fixture(scope="session")
def tide_page() -> str:
    return PAGE


class Server:
    """A web server on loopback: what it answers at each path, and the requests that it saw."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        seen, answers = self.requests, self.answers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(f"{self.headers['Host']}{self.path}")
                answers[self.path](self)

            def log_message(self, format: str, *values: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path: str, body: bytes, type_: str = "text/html", **headers: str) -> None:
        """Answers `path` with a body."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            if type_:
                handler.send_header("Content-Type", type_)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer

    def redirect(self, path: str, to: str) -> None:
        """Answers `path` with a redirect."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", to)
            handler.end_headers()

        self.answers[path] = answer


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.http.shutdown()
    started.http.server_close()


@pytest.fixture
def internet(server: Server, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The addresses of hosts. A connection to one that is public reaches the server."""
    hosts = {"news.example": ["93.184.216.34"], "other.example": ["2606:2800:220:1::1"]}

    def resolve(host: str, port: int) -> list[str]:
        if host not in hosts:
            raise OSError("unknown host")
        return hosts[host]

    def connect(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        assert addresses.is_public(address)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", server.port, timeout=timeout)

    monkeypatch.setattr(addresses, "resolve", resolve)
    monkeypatch.setattr(addresses, "open_connection", connect)
    return hosts
