"""Prints what a draft takes with a base of 1,000 documents and the embedded writer, in process.

`uv run python -m benchmarks.drafts`
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assistant.assembly import Assistant, assemble
from assistant.drafts import Platform, ReplyResult
from assistant.jobs import CaptionJob, CheckJob, MaskJob, ReplyJob, TriageJob
from assistant.settings import load_settings
from knowledge.reading import read_file

SAMPLE = Path(__file__).parents[1] / "knowledge" / "sample"
DOCUMENTS = 1_000
ROUNDS = 21
PLATFORMS: tuple[Platform, ...] = ("instagram", "facebook", "x", "whatsapp")
BRIEFS = ("cara lapor lampu jalan mati", "syarat mengurus KTP-el", "jadwal pendaftaran SPMB SMP")
COMMENTS = (
    "min lampu pju depan balai desa kletek mati 3 hari, gelap bgt",
    "banyu PDAM nang Wedoro kok mati maneh se, wis rong dino",
    "kak kalau KTP hilang ngurusnya bawa apa aja ya?",
)
PLACES = ("Waru", "Taman", "Candi", "Porong", "Krian", "Tulangan", "Sedati", "Jabon", "Tarik")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {"ASSISTANT_DATA_DIR": str(folder / "data")}
        assistant = assemble(load_settings(environ), clock=datetime.now)
        started = time.perf_counter()
        assistant.knowledge.add([SAMPLE, _variants(folder / "dokumen")])
        print(f"{DOCUMENTS} documents added in {time.perf_counter() - started:.0f} s", flush=True)
        _time("caption, 4 platforms", 300, lambda n: _caption(assistant, n))
        _time("first reply", 100, lambda n: _first_reply(assistant, n))
        _time("whole reply", None, lambda n: _reply(assistant, n))
        _time("triage and masking", 20, lambda n: assistant.triage(TriageJob(text=COMMENTS[n % 3])))
        _time("masking", 5, lambda n: assistant.mask(MaskJob(text=COMMENTS[n % 3] * 30)))
        draft = assistant.caption(CaptionJob(brief=BRIEFS[0], platforms=("facebook",))).drafts[0]
        check = CheckJob(text=draft.text, platform="facebook")
        _time("check of a draft, search included", None, lambda _: assistant.check(check))
        assistant.close()


def _variants(folder: Path) -> Path:
    """The sample documents told of other places, with other figures: alike, as in a real base."""
    chance = random.Random(7)
    texts = [
        read_file(path).text
        for path in sorted(SAMPLE.iterdir())
        if path.suffix not in {".py", ".pyc"} and path.is_file()
    ]
    folder.mkdir()
    for number in range(DOCUMENTS):
        text = chance.choice(texts)
        for place in PLACES:
            text = text.replace(place, chance.choice(PLACES))
        digits = str(chance.randint(10, 99))
        lines = [f"Dokumen {number}: {chance.choice(PLACES)}", text.replace("24", digits)]
        (folder / f"{number}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return folder


def _caption(assistant: Assistant, number: int) -> None:
    assistant.caption(CaptionJob(brief=BRIEFS[number % 3], platforms=PLATFORMS))


def _first_reply(assistant: Assistant, number: int) -> None:
    first = next(assistant.stream_reply(ReplyJob(comment=COMMENTS[number % 3])))
    assert isinstance(first, ReplyResult) and first.acknowledgement is not None


def _reply(assistant: Assistant, number: int) -> None:
    assistant.reply(ReplyJob(comment=COMMENTS[number % 3]))


def _time(name: str, reach: int | None, job: Callable[[int], object]) -> None:
    for number in range(len(BRIEFS)):
        job(number)
    taken = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        job(number)
        taken.append((time.perf_counter() - started) * 1000)
    goal = f"   (reach: {reach})" if reach is not None else ""
    print(f"{name:34} {statistics.median(taken):6.1f} ms{goal}", flush=True)


if __name__ == "__main__":
    main()
