"""Reads mutated files as uploads are read: `python -m benchmarks.mutated_files [COUNT] [SEED]`.

Every format of the corpus, damaged by chance: bytes replaced, pieces cut out, doubled or swapped;
in the packed formats (DOCX, XLSX, PPTX) the parts inside are damaged and packed again. A crash is
anything but a reading or the sentence that refuses the file.
"""

import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from pathlib import Path

from benchmarks.hostile_files import Peak, own_megabytes
from knowledge.errors import UnreadableFile
from knowledge.reading import read_file
from knowledge.sample.sample import SAMPLE
from tests.corpus import make

_SECONDS, _MEGABYTES = 45, 1100
_SHOWN = 1000  # a line of progress after so many


def main(count: int, seed: int) -> int:
    chance = random.Random(seed)
    ends: Counter[str] = Counter()
    over = 0
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Peak() as peak:
        whole = {path.name: path.read_bytes() for path in _corpus(Path(folder, "corpus"))}
        before = own_megabytes()
        for number in range(count):
            name = chance.choice(list(whole))
            path = Path(folder, f"{number}-{name}")
            path.write_bytes(mutated(whole[name], chance))
            began = time.monotonic()
            try:
                ends["read" if read_file(path).text else "empty"] += 1
            except UnreadableFile:
                ends["refused"] += 1
            except Exception:  # noqa: BLE001  (a crash is what is looked for)
                ends["crashed"] += 1
                kept = Path(tempfile.gettempdir(), f"crashed-{seed}-{path.name}")
                kept.write_bytes(path.read_bytes())
                print(f"{kept}\n{traceback.format_exc(limit=-3)}")
            times.append(time.monotonic() - began)
            over += times[-1] > _SECONDS
            path.unlink()
            if (number + 1) % _SHOWN == 0:
                print(number + 1, dict(ends), f"slowest {max(times):.1f} s", flush=True)
    grown = own_megabytes() - before
    print(
        f"{count} files: {dict(ends)}; slowest {max(times):.1f} s, {over} over {_SECONDS} s; "
        f"a reading process held at most {peak.megabytes:.0f} MB, the program grew {grown:.0f} MB"
    )
    return 1 if ends["crashed"] or over or peak.megabytes > _MEGABYTES else 0


def _corpus(folder: Path) -> list[Path]:
    """The sample base, and a file of each further form."""
    folder.mkdir()
    made = (
        make.pdf_with_table(folder / "table.pdf"),
        make.pdf_two_columns(folder / "columns.pdf"),
        make.pdf_encrypted(folder / "owned.pdf", user="", owner="pemilik"),
        make.docx(folder / "document.docx"),
        make.xlsx(folder / "sheet.xlsx"),
        make.pptx(folder / "slides.pptx"),
        make.html(folder / "page.html"),
        make.markdown(folder / "page.md"),
    )
    return [*made, *(one.path for one in SAMPLE)]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """`content` with damage; a packed file often has its parts damaged instead of its shell."""
    if content[:2] == b"PK" and chance.random() < 0.8:
        return _repacked(content, chance)
    if content[:4] == b"%PDF" and chance.random() < 0.5:
        return _restreamed(content, chance)
    return _damaged(content, chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20, 80))):
        if not made:
            break
        at = chance.randrange(len(made))
        piece = chance.randrange(1, 200)
        match chance.randrange(6):
            case 0 | 1:
                made[at] = chance.randrange(256)
            case 2:
                del made[at : at + piece]
            case 3:
                made[at:at] = made[at : at + piece] * chance.choice((1, 2, 50))
            case 4:
                other = chance.randrange(len(made))
                made[at : at + piece] = made[other : other + piece]
            case _:
                made[at:at] = chance.choice(_STRANGE)
    if chance.random() < 0.1:
        del made[chance.randrange(len(made) + 1) :]
    return bytes(made)


_STRANGE = (
    b"\x00", b"\xff\xfe", b"-1", b"99999999999", b"0", b"<", b"</", b"]]>", b"&#0;", b"<!--",
    b"<![CDATA[", b"<w:p>", b"<table>", b"endobj", b" 0 R", b"<<", b">>", b"/Kids", b"(", b"[[[[",
    b"stream\n", b"\n|---|---|\n", b'"', b"\t" * 50, "\u202e".encode(), b"%" * 20,
)  # fmt: skip


def _repacked(content: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hurt = set(chance.sample(names, k=min(len(names), chance.randrange(1, 4))))
        for name in names:
            part = old.read(name)
            if name in hurt and chance.random() < 0.1:
                continue
            new.writestr(name, _damaged(part, chance) if name in hurt else part)
    return out.getvalue()


def _restreamed(content: bytes, chance: random.Random) -> bytes:
    """A PDF with one of its packed streams damaged inside and packed again."""
    starts = [at for at in range(len(content)) if content.startswith(b"stream\n", at)]
    chance.shuffle(starts)
    for start in starts:
        begin = start + len(b"stream\n")
        end = content.find(b"endstream", begin)
        try:
            inside = zlib.decompress(content[begin:end].rstrip(b"\n"))
        except zlib.error:
            continue
        packed = zlib.compress(_damaged(inside, chance))
        return content[:begin] + packed + b"\n" + content[end:]
    return _damaged(content, chance)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 1][len(given) :])))
