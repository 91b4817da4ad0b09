"""A hook of MkDocs: the examples of docstrings are shown as code, not as nested quotations."""

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig


class Doctests(Preprocessor):
    """Indents what begins with `>>>`, up to the next blank line: Markdown takes that for code."""

    def run(self, lines: list[str]) -> list[str]:
        inside, shown = False, []
        for line in lines:
            inside = bool(line.strip()) and (inside or line.startswith(">>> "))
            shown.append(f"    {line}" if inside else line)
        return shown


class DoctestExtension(Extension):
    """Runs `Doctests` once the fenced blocks have been taken out."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.register(Doctests(md), "doctests", 1)


def on_config(config: MkDocsConfig) -> None:
    """Adds the extension to those that MkDocs and mkdocstrings use."""
    config.markdown_extensions.append(DoctestExtension())  # type: ignore[arg-type]
