"""Who said what: the statements of an article, and the speaker of each.

`pipeline` is the way through: `parsing` gives the grammar of a text, `finding` what is said and by
which words the article names its source, `naming` whom these words mean.
"""

from index.speakers.attribution import Attribution, Kind, Polarity, Speaker
from index.speakers.pipeline import attribute_quotations
from index.speakers.quote_sheet import SpeakerStatements, quote_sheet

__all__ = [
    "Attribution",
    "Kind",
    "Polarity",
    "Speaker",
    "SpeakerStatements",
    "attribute_quotations",
    "quote_sheet",
]
