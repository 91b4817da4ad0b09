"""The program as it is measured: which encoder, which models, which settings."""

from dataclasses import asdict, dataclass
from typing import Any

from eval.data.sets import JudgedArticle
from index.embedding import Encoder
from qa import ArticleQA, Models, Settings


@dataclass(frozen=True, slots=True)
class Program:
    """ArticleQA with other parts or settings than it ships with; None is what ships."""

    encoder: Encoder | None = None
    models: Models | None = None
    settings: Settings | None = None

    def opened(self, *articles: JudgedArticle) -> ArticleQA:
        """The program with judged articles loaded."""
        return ArticleQA(
            [article.as_read() for article in articles],
            encoder=self.encoder,
            models=self.models,
            settings=self.settings,
        )

    def changes(self) -> dict[str, Any]:
        """What was given, for a report: all settings, and encoder and reader by name."""
        changed: dict[str, Any] = asdict(self.settings) if self.settings else {}
        if self.encoder:
            changed["encoder"] = self.encoder.name
        if self.models:
            changed["models"] = type(self.models.reader).__name__
        return changed
