"""What reads, and how what it finds is weighed."""

from dataclasses import dataclass

from index.loading import loaded_once
from qa.comprehension.calibration import Calibration, default_calibration
from qa.comprehension.reader import Reader, Reads


@dataclass(frozen=True, slots=True)
class Models:
    """A reader of passages and its calibration."""

    reader: Reads
    calibration: Calibration


@loaded_once
def default_models() -> Models:
    """Those that come with the program, loaded once. Raises EncoderError for damaged weights."""
    return Models(Reader(), default_calibration())
