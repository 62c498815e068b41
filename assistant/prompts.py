"""Reads `prompts/`: words and tables that the editors own. The only place that knows its layout."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import AssistantError

ROOT = Path(__file__).resolve().parent.parent / "prompts"
_FENCE = "---\n"


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


@cache
def load_prompt(name: str) -> Prompt:
    """`name` is a path below prompts/, for example "caption.md"."""
    text = _read(name)
    if not text.startswith(_FENCE):
        return Prompt(name, {}, text.strip())
    head, found, body = text[len(_FENCE) :].partition("\n" + _FENCE)
    if not found:
        raise AssistantError(f"prompts/{name}: baris --- penutup tidak ada.")
    return Prompt(name, _parse(name, head) or {}, body.strip())


@cache
def load_table(name: str) -> Any:
    """A YAML file below prompts/, for example "agencies.yaml"."""
    return _parse(name, _read(name))


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
