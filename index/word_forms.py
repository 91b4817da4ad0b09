"""How some texts spell their words."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

WORD = re.compile(r"[^\W\d_]+")


class WordForms(Protocol):
    """The words of some texts, in the forms in which they stand there."""

    def knows(self, word: str) -> bool:
        """Whether a word stands in the texts, in whatever case."""

    def commonest(self, plain: str) -> str | None:
        """The commonest form of a word that is plain; None where the texts do not have it."""

    def beginning(self, initial: str) -> Sequence[str]:
        """The plain words with this first letter, the commonest first."""


class FormsInMemory:
    """The words of texts that are read at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in WORD.findall(text))
        self._known = {form.casefold() for form in counts}
        self._forms: dict[str, str] = {}
        for form, _ in counts.most_common():
            self._forms.setdefault(plain(form), form)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for word in self._forms:
            self._by_initial[word[:1]].append(word)

    def knows(self, word: str) -> bool:
        """Whether a word stands in the texts, in whatever case."""
        return word.casefold() in self._known

    def commonest(self, plain: str) -> str | None:
        """The commonest form of a word that is plain; None where the texts do not have it."""
        return self._forms.get(plain)

    def beginning(self, initial: str) -> Sequence[str]:
        """The plain words with this first letter, the commonest first."""
        return self._by_initial.get(initial, ())


def plain(word: str) -> str:
    """The word without case and accents.

    >>> plain("Orbán")
    'orban'
    """
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
