"""No text from outside may reach a place where Gradio or the browser reads it as markup.

Gradio evaluates an HTML template with its values twice, the second time as JavaScript: a value
that holds `${…}` runs, whatever was escaped before. So templates are constants, and page.js sets
every text as text.
"""

import ast
import re
from pathlib import Path

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


def test_page_js_never_reads_a_string_as_markup() -> None:
    script = (UI / "static" / "page.js").read_text(encoding="utf-8")
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", script, flags=re.S)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in code
    assert "new Function" not in code and "DOMParser" not in code


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in (UI / "static").glob("page.*"):
        assert not re.search(r"(?:https?:)?//[a-z]", path.read_text(encoding="utf-8").lower()), path
