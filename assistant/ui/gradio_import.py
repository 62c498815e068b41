"""Imports Gradio without its habit of writing type stubs into its own folder."""

import inspect
import sys
from types import ModuleType
from typing import Any


def import_gradio() -> ModuleType:
    """Gradio parses its sources and rewrites stubs for editors at every import.

    That is half of its start time, and a server has no business writing where programs are
    installed. For a class whose file is not known Gradio leaves it out, so for the time of the
    import the files of its classes are not known.
    """
    if "gradio" not in sys.modules:
        real = inspect.getfile

        def getfile(thing: Any) -> str:
            if isinstance(thing, type) and thing.__module__.startswith("gradio."):
                raise OSError("no stubs")
            return real(thing)

        inspect.getfile = getfile  # type: ignore[assignment]
        try:
            import gradio  # noqa: F401
        finally:
            inspect.getfile = real
    return sys.modules["gradio"]
