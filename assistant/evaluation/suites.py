"""The quality benchmarks by name. Each is a module with `run(part) -> dict` of figures."""

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from assistant.errors import UsageError

Part = Literal["both", "development", "measuring"]
PARTS: tuple[Part, ...] = ("both", "development", "measuring")
NAMES = (
    "retrieval",
    "grounding",
    "captions",
    "style",
    "triage",
    "privacy",
    "replies",
    "injection",
    "canaries",
    "conflicts",
)


def available() -> tuple[str, ...]:
    """The suites that this version has."""
    return tuple(name for name in NAMES if importlib.util.find_spec(f"assistant.evaluation.{name}"))


def run_suites(names: Sequence[str], part: Part = "both") -> Iterator[tuple[str, dict[str, Any]]]:
    """The figures of each suite as they come; of all when none is named."""
    known = available()
    for name in names:
        if name not in known:
            raise UsageError(f"Uji {name!r} tidak ada; pilih: {', '.join(known)}.")
    for name in names or known:
        module = importlib.import_module(f"assistant.evaluation.{name}")
        yield name, module.run(part)
