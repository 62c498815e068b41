import subprocess
import sys

CODE = """
import inspect, time
from pathlib import Path
from importlib.util import find_spec
folder = Path(find_spec("gradio").origin).parent
before = {p: p.stat().st_mtime_ns for p in folder.rglob("*.pyi")}
real = inspect.getfile
read = []
open_text = Path.read_text
Path.read_text = lambda self, *a, **k: (read.append(self), open_text(self, *a, **k))[1]
from assistant.ui.gradio_import import import_gradio
gradio = import_gradio()
assert inspect.getfile is real
assert not [p for p in read if p.suffix == ".py" and folder in p.parents], "sources were parsed"
assert before == {p: p.stat().st_mtime_ns for p in folder.rglob("*.pyi")}
assert gradio.Textbox(label="x").change and gradio.HTML().click
assert import_gradio() is gradio
"""


def test_gradio_comes_without_reading_its_own_sources() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
