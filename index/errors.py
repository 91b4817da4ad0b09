"""Every error that Article QA raises on purpose.

Each message is a sentence that says what is wrong and what to do about it.
"""


class ArticleQAError(Exception):
    """Something outside the program is not as it must be; the message says what to do."""


class ArticleError(ArticleQAError):
    """A file, page or text cannot be read as an article."""


class FetchError(ArticleError):
    """A URL is not allowed, not reachable or not a page."""


class EncoderError(ArticleQAError):
    """A model is missing, damaged or the wrong model."""


class LibraryError(ArticleQAError):
    """A saved library is missing, damaged, in use or made by another encoder."""


class QuestionError(ArticleQAError):
    """A question is empty, too long or not text."""


class QuotationError(ArticleQAError):
    """A quotation to verify is empty, too long or not text."""


class BusyError(ArticleQAError):
    """Too many wait for an answer already, or what answers is not ready yet."""


class SettingsError(ArticleQAError):
    """A setting is out of its range."""


class EvaluationError(ArticleQAError):
    """An evaluation set, run file or report is not in the form that it must have."""
