"""Rules of the program, each of which can be switched off to see what it brings."""

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

ROOMS = ("index.", "qa.")
NEVER = re.compile(r"(?!)()")
"""A pattern that matches nothing; its group is for what is put in place of matches."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function, pattern or table of the program, and what stands for it once it is off.

    `name` is that of a module's own, or "Class.method".
    """

    module: str
    name: str
    off: Any

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


def says(answer: Any) -> Callable[..., Any]:
    """A function that always gives the same answer."""
    return lambda *_, **__: answer


def first_argument(first: Any, *_: Any) -> Any:
    """What was given, as it is."""
    return first


@contextmanager
def switched_off(rule: Rule) -> Iterator[None]:
    """The program without a rule, wherever it is used."""
    module = importlib.import_module(rule.module)
    owner, _, name = rule.name.rpartition(".")
    if not owner:
        with replaced(getattr(module, name), rule.off):
            yield
        return
    with patch.object(getattr(module, owner), name, rule.off):
        yield


@contextmanager
def replaced(part: Any, other: Any) -> Iterator[None]:
    """Something else in the place of a part, in every module of the program that has it."""
    with ExitStack() as patches:
        for path, module in list(sys.modules.items()):
            if path.startswith(ROOMS):
                for name in [name for name, value in vars(module).items() if value is part]:
                    patches.enter_context(patch.object(module, name, other))
        yield
