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


def test_a_message_of_gradio_is_no_place_for_text_from_outside() -> None:
    """Gradio shows its toasts as markup. Named calls refuse with one, to programs alone."""
    toasts = {"Error", "Info", "Warning"}
    for path in (UI.parent).rglob("*.py"):
        made = [
            node
            for node in calls(path)
            if isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "gr"
            and node.func.attr in toasts
            and not all(isinstance(one, ast.Constant) for one in node.args)
        ]
        assert not made or path.name == "endpoints.py", path.name


def test_no_component_is_given_markup_of_a_table() -> None:
    """`datatype="markdown"` and `"html"` of a table of Gradio are markup too."""
    for path in UI.glob("*.py"):
        for node in calls(path):
            for word in node.keywords:
                if word.arg == "datatype":
                    assert "markdown" not in ast.unparse(word.value), path.name
                    assert "html" not in ast.unparse(word.value), path.name


def test_templates_of_the_door_escape_everything() -> None:
    for path in (UI.parent / "web" / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "") and "autoescape false" not in text, path.name
    for path in (UI.parent / "web").glob("*.py"):
        assert "Markup(" not in path.read_text(encoding="utf-8"), path.name


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
