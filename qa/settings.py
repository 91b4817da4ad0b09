"""What can be set of answering: each with the value that was measured to be best."""

from dataclasses import dataclass

from index.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """How much is read and cited, and how sure an answer must be.

    `threshold` is the least probability of an answer, between 0 and 1; None is the one that the
    models were calibrated for. `passages_read` are the passages that the networks read: six hold
    the answer of 97.7% of 480 questions on articles of 3,500 words, and the table in the models'
    card has three to eight. `extract_words` and `citations` are the most that an extract and an
    answer may have. Raises SettingsError for a value that cannot be.

    >>> Settings(threshold=0.9).passages_read
    6
    """

    threshold: float | None = None
    passages_read: int = 6
    extract_words: int = 80
    citations: int = 5

    def __post_init__(self) -> None:
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise SettingsError(
                f"The threshold is {self.threshold}: give a probability between 0 and 1."
            )
        for name in ("passages_read", "extract_words", "citations"):
            if getattr(self, name) < 1:
                raise SettingsError(f"{name} is {getattr(self, name)}: give 1 or more.")
