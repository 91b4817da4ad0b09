"""What the reader reads before a text: the question, the talk before it and the title."""

from collections.abc import Sequence

from tokenizers import Tokenizer

from index.text import readable

QUESTION_TOKENS = 64
"""A longer question is read by its last tokens, where what is asked mostly stands."""
TALK_TOKENS = 64
"""Of the turns before a question, the last; the reader was trained with as many."""
TITLE_TOKENS = 24
"""A title only helps to tell what "it" and "the city" are; its first words do."""


class Heads:
    """Makes heads out of MPNet's word pieces, the same for training and for reading."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self._start, self.separator = vocabulary["<s>"], vocabulary["</s>"]

    def title(self, title: str) -> list[int]:
        """The word pieces of a title that are read."""
        return self._ids(title)[:TITLE_TOKENS]

    def head(self, question: str, talk: Sequence[str], title: Sequence[int]) -> list[int]:
        """The word pieces before a text; `talk` and `title` may be empty."""
        head = [self._start, *self._ids(question)[-QUESTION_TOKENS:], self.separator]
        if talk:
            head += [*self._ids(" | ".join(talk))[-TALK_TOKENS:], self.separator]
        head.append(self.separator)
        if len(title):
            head += [*title, self.separator]
        return head

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(readable(text), add_special_tokens=False).ids)
