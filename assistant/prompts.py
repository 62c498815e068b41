"""Reads `prompts/`: words and tables that the editors own. The only place that knows its layout.

The files are shipped and read-only. What an editor changes on the page is an Edition: changes that
lie over the file of the same name, for every reader at once.
"""

import re
import string
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import yaml

from assistant.errors import AssistantError

ROOT = Path(__file__).resolve().parent.parent / "prompts"
_FENCE = "---\n"
_SMALL_WORD = re.compile(r"(?<![A-Za-z])[a-z']{3,}(?![A-Za-z])")
_KEPT = 64  # results of one reader, over a few editions and their platforms
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


@dataclass(frozen=True, eq=False)
class Edition:
    """By the name of a file below prompts/: what lies over it (see `overlaid`)."""

    changes: Mapping[str, Any]


_in_force = Edition({})
# So that what was looked at a moment ago need not be read and compiled again.
_recent: deque[Edition] = deque([_in_force], maxlen=8)
_tried: ContextVar[Edition | None] = ContextVar("tried", default=None)


def edition() -> Edition:
    return _tried.get() or _in_force


def put_in_force(changes: Mapping[str, Any]) -> None:
    """From now on every reader sees `changes`."""
    global _in_force
    if changes != _in_force.changes:
        _in_force = _edition_of(changes)


@contextmanager
def trying(changes: Mapping[str, Any]) -> Iterator[None]:
    """Readers see `changes` inside of the block, and nobody else does. Not across a `yield`."""
    token = _tried.set(_edition_of(changes))
    try:
        yield
    finally:
        _tried.reset(token)


def _edition_of(changes: Mapping[str, Any]) -> Edition:
    for known in tuple(_recent):
        if known.changes == changes:
            return known
    new = Edition(changes)
    _recent.append(new)
    return new


def cache_until_edited(
    reader: Callable[_Arguments, _Result],
) -> Callable[_Arguments, _Result]:
    """`functools.cache` for what is made of editable files: each edition has its own results."""

    cached: Callable[..., _Result] = lru_cache(maxsize=_KEPT)(
        lambda _, *args, **kwargs: reader(*args, **kwargs)
    )

    @wraps(reader)
    def current(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        return cached(edition(), *args, **kwargs)

    return current


def overlaid(below: Any, changes: Any) -> Any:
    """`below` with `changes` laid over it; neither is touched.

    Tables are merged key by key, lists whose entries have an `id` by that, lists of plain words by
    the word itself; None takes away. Everything else is replaced.
    """
    if not isinstance(changes, Mapping):
        return changes
    if isinstance(below, list):
        if all(isinstance(entry, Mapping) and "id" in entry for entry in below):
            merged = overlaid({entry["id"]: entry for entry in below}, changes)
            return [{"id": name, **entry} for name, entry in merged.items()]
        return list(overlaid(dict.fromkeys(below, True), changes))
    if not isinstance(below, Mapping):
        return {name: value for name, value in changes.items() if value is not None}
    merged = {name: value for name, value in below.items() if changes.get(name, "") is not None}
    for name, change in changes.items():
        if change is not None:
            merged[name] = overlaid(below.get(name), change)
    return merged


@dataclass(frozen=True)
class Prompt:
    """Markdown with YAML front matter; the body has named placeholders `{name}` and no logic."""

    name: str
    meta: Mapping[str, Any]
    body: str

    def placeholders(self) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(self.body) if field}

    def fill(self, **values: str) -> str:
        """The body with every placeholder filled. A missing or unknown name is an error."""
        wanted = self.placeholders()
        if wanted != set(values):
            raise AssistantError(
                f"prompts/{self.name} meminta {sorted(wanted)}, tetapi diisi {sorted(values)}."
            )
        parts: list[str] = []
        for literal, field, spec, conversion in string.Formatter().parse(self.body):
            parts.append(literal)
            if field is not None:
                if spec or conversion or not field.isidentifier():
                    raise AssistantError(f"prompts/{self.name}: {{{field}}} harus nama sederhana.")
                parts.append(values[field])
        return "".join(parts)


def load_prompt(name: str) -> Prompt:
    """`name` is a path below prompts/, for example "caption.md". Its front matter is editable."""
    changed = name in edition().changes
    return _changed_prompt(name) if changed else shipped_prompt(name)


def load_table(name: str) -> Any:
    """A YAML file below prompts/, for example "agencies.yaml", as the editors have it now."""
    changed = name in edition().changes
    return _changed_table(name) if changed else shipped_table(name)


def words_in_use(but: Collection[str] = ()) -> frozenset[str]:
    """The words in lower case of all files as shipped, without evaluation cases and `but` some."""
    files = (path for path in ROOT.rglob("*") if path.suffix in (".yaml", ".md"))
    texts = (
        path.read_text(encoding="utf-8")
        for path in files
        if path.relative_to(ROOT).parts[0] != "cases" and path.name not in but
    )
    return frozenset(word for text in texts for word in _SMALL_WORD.findall(text))


@cache
def shipped_prompt(name: str) -> Prompt:
    text = _read(name)
    if not text.startswith(_FENCE):
        return Prompt(name, {}, text.strip())
    head, found, body = text[len(_FENCE) :].partition("\n" + _FENCE)
    if not found:
        raise AssistantError(f"prompts/{name}: baris --- penutup tidak ada.")
    return Prompt(name, _parse(name, head) or {}, body.strip())


@cache
def shipped_table(name: str) -> Any:
    return _parse(name, _read(name))


@cache_until_edited
def _changed_prompt(name: str) -> Prompt:
    prompt = shipped_prompt(name)
    return replace(prompt, meta=overlaid(prompt.meta, edition().changes[name]))


@cache_until_edited
def _changed_table(name: str) -> Any:
    return overlaid(shipped_table(name), edition().changes[name])


def _read(name: str) -> str:
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(f"prompts/{name} tidak dapat dibaca.") from error


def _parse(name: str, text: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise AssistantError(f"prompts/{name} bukan YAML yang benar: {error}") from error
