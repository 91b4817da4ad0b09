"""Reading a stranger's document in a child process that cannot do much harm.

A document can be made so that parsing it takes hours or all memory. The child has little of both,
and when it is out of either the parent says so.
"""

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from importlib import import_module
from pathlib import Path

from index.errors import ArticleError
from index.reading.contents import Contents

MEMORY_BYTES = 1024**3
"""Bytes of address space. Reading the largest file of each format within the limits takes less."""
PROCESSOR_SECONDS = 20
"""Of processor time: reading the largest innocent file takes less, on a busy machine too."""
CLOCK_SECONDS = 60
"""Seconds of the clock, after which nobody waits any more, however busy the machine is."""

PARSERS = {
    "html": "html_pages.parse_html",
    "pdf": "pdf_files.parse_pdf",
    "zip": "zip_files.parse_zip",
    "rtf": "rich_text_files.parse_rtf",
    "mail": "mail_files.parse_mail",
    "webarchive": "mail_files.parse_webarchive",
}
"""The function that reads each format, loaded in the child alone."""
CHILD_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from index.reading.child import main; main(*sys.argv[2:])"
)
CODE_FOLDER = str(Path(__file__).resolve().parents[2])


def read_in_child(format_: str, data: bytes, name: str, *, charset: str | None = None) -> Contents:
    """What a document of a format holds. Raises ArticleError when it holds no text, is damaged or
    takes too much time or memory."""
    limits = [str(PROCESSOR_SECONDS), str(MEMORY_BYTES)]
    command = [
        sys.executable,
        "-P",
        "-c",
        CHILD_PROGRAM,
        CODE_FOLDER,
        format_,
        charset or "",
        *limits,
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            command, input=data, capture_output=True, timeout=CLOCK_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ArticleError(
            f"{name} takes too long to read: more than {CLOCK_SECONDS} seconds."
        ) from None
    if done.returncode == -signal.SIGXCPU:
        raise ArticleError(
            f"{name} takes too long to read: more than {PROCESSOR_SECONDS} seconds of processor "
            "time."
        )
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # killed before it could say why
        raise ArticleError(f"{name} cannot be read: reading it takes too much memory.") from None
    if "error" in answer:
        raise ArticleError(f"{name} {answer['error']}")
    published = answer["published"]
    return Contents(
        text=answer["text"],
        title=answer["title"],
        authors=tuple(answer["authors"]),
        published=date.fromisoformat(published) if published else None,
        notes=tuple(answer["notes"]),
        pages=tuple(answer["pages"]),
    )


def main(format_: str, charset: str, seconds: str, memory: str) -> None:
    """In the child: reads a document from standard input, writes what it holds as JSON."""
    limit(int(seconds), int(memory))
    answer = answered(format_, sys.stdin.buffer.read(), charset or None)
    sys.stdout.write(json.dumps(answer))


def limit(seconds: int, memory: int) -> None:
    """Ends this process after so many seconds of processor time, and takes from it all address
    space beyond `memory` and the right to write files."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # first a signal that tells
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(format_: str, data: bytes, charset: str | None) -> dict[str, object]:
    """What the document holds as a JSON object, or its `error`: the rest of a sentence."""
    try:
        contents = _parsed(format_, data, charset)
    except ArticleError as error:
        return {"error": str(error)}
    except (MemoryError, RecursionError):
        return {"error": "cannot be read: reading it takes too much memory."}
    except Exception as error:  # whatever a parser raises on a document made to harm it
        return {"error": f"is damaged and cannot be read ({type(error).__name__})."}
    published = contents.published
    return {**asdict(contents), "published": published.isoformat() if published else None}


def _parsed(format_: str, data: bytes, charset: str | None) -> Contents:
    module, _, name = PARSERS[format_].partition(".")
    parse = getattr(import_module(f"index.reading.{module}"), name)
    contents: Contents = parse(data, charset) if format_ == "html" else parse(data)
    return contents
