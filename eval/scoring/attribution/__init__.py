"""The scorer of speakers: which judged statements were found, and whose they are."""

from eval.scoring.attribution.counts import Counts, article_counts
from eval.scoring.attribution.statements import prediction

__all__ = ["Counts", "article_counts", "prediction"]
