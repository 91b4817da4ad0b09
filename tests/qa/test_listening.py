"""An address that is listened at."""

import pytest

from index import ArticleQAError
from qa.listening import listen


def test_a_taken_port_is_one_sentence() -> None:
    with (
        listen("127.0.0.1", 0) as taken,
        pytest.raises(ArticleQAError, match="choose another"),
    ):
        listen("127.0.0.1", taken.getsockname()[1])
