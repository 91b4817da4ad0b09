"""The page, in Gradio: its components, its events, its sessions and its server."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

WRITER_OF_STUBS = "gradio.component_meta"


class _NoStubs:
    """Finds Gradio's writer of stubs, and leaves it without its function.

    At each import Gradio holds its components' type stubs against their code, and writes them anew
    into its own folder where they differ: that is half of the 2.4 seconds that the import takes.
    """

    @classmethod
    def find_spec(
        cls, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != WRITER_OF_STUBS:
            return None
        sys.meta_path.remove(cls)
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            run = spec.loader.exec_module

            def run_without(module: ModuleType) -> None:
                run(module)
                module.create_or_modify_pyi = lambda *_: None  # type: ignore[attr-defined]

            spec.loader.exec_module = run_without  # type: ignore[method-assign]
        return spec


if WRITER_OF_STUBS not in sys.modules:
    sys.meta_path.insert(0, _NoStubs)
