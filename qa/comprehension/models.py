"""The models that read: what reads passages, what judges sentences, and how both are weighed."""

from dataclasses import dataclass

from index.loading import loaded_once
from qa.comprehension.calibration import Calibration, default_calibration
from qa.comprehension.judge import CrossEncoder, Judges
from qa.comprehension.reader import Reader, Reads


@dataclass(frozen=True, slots=True)
class Models:
    """A reader of passages, a judge of single sentences or none, and their calibration."""

    reader: Reads
    judge: Judges | None
    calibration: Calibration


@loaded_once
def default_models() -> Models:
    """Those that come with the program, loaded once. Raises EncoderError for damaged weights."""
    return Models(Reader(), CrossEncoder(), default_calibration())
