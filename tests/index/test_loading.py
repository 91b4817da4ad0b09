"""Loading once, whoever asks."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.loading import loaded_once


def test_threads_that_ask_at_once_get_the_same() -> None:
    loads = []

    @loaded_once
    def load(name: str) -> object:
        loads.append(name)
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(load, ["a"] * 4))
    assert len(found) == len(loads) == 1
    assert load("b") not in found


def test_what_fails_is_tried_again() -> None:
    outcomes = iter([False, True])

    @loaded_once
    def load() -> bool:
        if not next(outcomes):
            raise OSError("no disk")
        return True

    with pytest.raises(OSError, match="no disk"):
        load()
    assert load()
