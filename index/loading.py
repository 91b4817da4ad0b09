"""What is loaded once, when it is first asked for, however many threads ask at the same time."""

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Loaded = TypeVar("Loaded")


def loaded_once(load: Callable[Given, Loaded]) -> Callable[Given, Loaded]:
    """`functools.cache` for what takes long: a second thread waits and does not load it again.

    What raises is tried again by the next call.
    """
    lock = Lock()
    loaded = cache(load)

    @wraps(load)
    def wait_for(*args: Given.args, **kwargs: Given.kwargs) -> Loaded:
        with lock:
            return loaded(*args, **kwargs)  # type: ignore[arg-type]  # what can be hashed

    return wait_for
