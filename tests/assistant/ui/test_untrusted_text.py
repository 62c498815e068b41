"""No text from outside may reach a place where Gradio or the browser reads it as markup.

Gradio evaluates an HTML template with its values twice, the second time as JavaScript: a value
that holds `${…}` runs, whatever was escaped before. So templates are constants, and page.js sets
every text as text.
"""

import ast
import re
from pathlib import Path

from assistant.ui.strings import SCRIPT

UI = Path(__file__).resolve().parents[3] / "assistant" / "ui"
MARKUP = {"HTML", "Markdown", "Chatbot", "Dataframe", "Info", "Warning", "HighlightedText"}


def calls(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_only_one_file_makes_components_of_html() -> None:
    for path in UI.glob("*.py"):
        used = {
            node.func.attr
            for node in calls(path)
            if isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "gr"
        }
        allowed = {"HTML"} if path.name == "parts.py" else set()
        assert used & MARKUP <= allowed, path.name


def test_templates_take_no_value_but_the_name_of_the_writer() -> None:
    text = (UI / "parts.py").read_text(encoding="utf-8")
    assert text.count("${") == text.count("${value}") == 0
    assert "{{" not in text


def test_no_script_reads_a_string_as_markup() -> None:
    for path in (UI / "static").glob("*.js"):
        code = re.sub(
            r"^\s*//[^\n]*|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S | re.M
        )
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in code, path.name
        assert "new Function" not in code and "DOMParser" not in code


def test_every_word_that_a_script_shows_stands_in_strings() -> None:
    used: set[str] = set()
    for path in (UI / "static").glob("*.js"):
        used |= set(re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8")))
    assert used == set(SCRIPT)
    assert not any("<" in text for text in SCRIPT.values())  # they stand in a script element


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in (*(UI / "static").glob("*.js"), UI / "static" / "page.css"):
        assert not re.search(r"(?:https?:)?//[a-z]", path.read_text(encoding="utf-8").lower()), path
