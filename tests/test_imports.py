"""The rooms of docs/architecture.md: imports run one way, and each library has one home."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the ground up: a module may import from its own floor and from those before it. A file that
# is not named here stands on the highest floor that it imports from.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("knowledge",),
    ("assistant.errors", "assistant.settings"),
    ("assistant.drafts", "assistant.prompts"),
    (
        "assistant.agencies",
        "assistant.claims",
        "assistant.deadlines",
        "assistant.jobs",
        "assistant.platforms",
        "assistant.privacy",
    ),
    (
        "assistant.facts",
        "assistant.house_style",
        "assistant.llm",
        "assistant.triage",
        "assistant.verification",
    ),
    ("assistant.records", "assistant.writing"),
    (
        "assistant.captions",
        "assistant.checking",
        "assistant.curation",
        "assistant.replies",
    ),
    ("assistant.assembly",),
    ("assistant.evaluation",),
    ("assistant.api",),
    ("assistant.ui", "assistant.web"),
    ("assistant.cli",),
    ("assistant.__main__", "app"),
)

HOMES: dict[str, tuple[str, ...]] = {
    "gradio": ("assistant.ui", "assistant.web"),
    "fastapi": ("assistant.web",),
    "starlette": ("assistant.web",),
    "uvicorn": ("assistant.web",),
    "langchain_core": ("assistant.llm", "assistant.writing"),
    "langchain_openai": ("assistant.llm", "assistant.writing"),
    # The evaluation of retrieval measures itself against the usual recipe.
    "langchain_text_splitters": ("knowledge.chunking", "assistant.evaluation.retrieval"),
    "openai": ("assistant.llm", "assistant.wire"),
    "tiktoken": ("knowledge.tokens",),
    "chromadb": ("knowledge.vectors", "assistant.evaluation.retrieval"),
    "sqlalchemy": ("assistant.records", "knowledge.base", "knowledge.catalogue",
                   "knowledge.conflict_record", "knowledge.indexing",
                   "knowledge.lexical_index", "knowledge.retrieval"),
    "alembic": ("assistant.records",),
    "argon2": ("assistant.accounts",),
    "authlib": ("assistant.web.single_sign_on",),
    "jinja2": ("assistant.web.door_pages",),
    "pypdf": ("knowledge.loading",),
    "docx": ("knowledge.loading", "assistant.audit.incident_notices"),
    "openpyxl": ("knowledge.loading", "assistant.audit.spreadsheets"),
    "bs4": ("knowledge.loading",),
    "lxml": ("knowledge.loading",),
    "yaml": ("assistant.prompts",),
    "dotenv": ("assistant.settings",),
}  # fmt: skip

Import = tuple[str, bool]  # a module's full name, and whether it is imported with the file


def names() -> list[str]:
    return sorted(_files())


@cache
def _files() -> dict[str, Path]:
    found = {"app": ROOT / "app.py"} if (ROOT / "app.py").exists() else {}
    for package in ("assistant", "knowledge"):
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "sample" not in parts or path.name == "sample.py":
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def _imports(name: str) -> tuple[Import, ...]:
    return tuple(_walk(ast.parse(_files()[name].read_text(encoding="utf-8")), True))


def _walk(node: ast.AST, at_once: bool) -> Iterator[Import]:
    """All imports but those for the type checker alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, at_once) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are written in full"
            for alias in child.names:
                full = f"{child.module}.{alias.name}"
                yield (full if full in _files() else str(child.module)), at_once
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _walk(child, at_once and not inside)


def _belongs(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def _named_floor(name: str) -> int | None:
    for number, rooms in enumerate(FLOORS):
        if any(_belongs(name, room) for room in rooms):
            return number
    return None


@cache
def _floor(name: str) -> int:
    named = _named_floor(name)
    if named is not None:
        return named
    return max((_floor(other) for other, _ in _own(name)), default=0)


def _own(name: str) -> Iterator[Import]:
    return ((other, at_once) for other, at_once in _imports(name) if other in _files())


@pytest.mark.parametrize("name", [name for name in names() if _named_floor(name) is not None])
def test_imports_run_one_way(name: str) -> None:
    above = [other for other, _ in _own(name) if _floor(other) > _floor(name)]
    assert above == []


def test_no_module_needs_itself() -> None:
    graph = {name: {other for other, at_once in _own(name) if at_once} for name in names()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"import cycle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    strangers = [
        name
        for name in names()
        for other, _ in _imports(name)
        if _belongs(other, library) and not any(_belongs(name, home) for home in HOMES[library])
    ]
    assert strangers == []


def test_init_files_are_empty() -> None:
    written = [
        path
        for package in ("assistant", "knowledge")
        for path in (ROOT / package).rglob("__init__.py")
        if path.read_text(encoding="utf-8").strip()
    ]
    assert written == []


@pytest.mark.parametrize("module", ["assistant.api", "assistant.assembly", "assistant.cli"])
def test_what_every_command_loads_is_light(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    heavy = {
        "gradio", "fastapi", "langchain_core", "openai", "chromadb", "sqlalchemy", "pypdf", "numpy"
    }  # fmt: skip
    assert heavy & set(done.stdout.split()) == set()


@pytest.mark.parametrize("name", names())
def test_no_file_knows_the_machine_it_was_written_on(name: str) -> None:
    text = _files()[name].read_text(encoding="utf-8")
    assert str(ROOT) not in text and str(Path.home()) + "/" not in text
