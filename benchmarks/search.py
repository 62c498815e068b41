"""Time of a search by size of the base: `python -m benchmarks.search [--keep FOLDER] [PASSAGES …]`.

Passages are made up; questions are pieces of them with fillers and slips of the pen. A kept base is
made once and measured again.
"""

import argparse
import itertools
import json
import random
import statistics
import tempfile
import time
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from assistant.vocabulary import load_vocabulary
from knowledge.base import KnowledgeBase
from knowledge.catalogue import Catalogue, Document, PassageRow
from knowledge.documents import Passage, Reading

_PER_DOCUMENT = 100
_QUESTIONS = 150
_AGENCIES = 40
_LARGE = "opd-besar"  # concerned by half of the documents
_ASKED = "questions.json"

_ROOTS = """air jalan lampu sekolah warga desa camat pajak denda surat kartu rumah pompa banjir
sungai sampah bantuan siswa guru kerja usaha pasar sawah tanam panen obat dokter nyamuk vaksin
daftar syarat jadwal biaya tarif kuota dana lapor layan bangun baik rawat bersih sehat tertib aman
taman parkir rambu kendara angkut izin bina latih seleksi umum wakil pimpin rapat hadir serah terima
catat rekam cetak ganti hilang rusak pindah lahir nikah tinggal pindai unggah aplikasi kantor loket
petugas tim regu truk alat bahan aspal beton saluran drainase got tanggul waduk hujan cuaca angin
api padam tolong darurat telepon pesan gambar foto video""".split()
_BEFORE = ("", "", "", "me", "di", "pe", "ber", "ter", "ke", "se")
_AFTER = ("", "", "", "kan", "i", "an", "nya")
_SYLLABLES = """ba bi bu ca da du ga gu ja ka ki ko la li lo ma mi mu na ni pa pu ra ri ru sa su ta
ti to wa""".split()
_NAMES = ["".join(parts) for parts in itertools.product(_SYLLABLES, repeat=3)]
_SMALL = "yang di dan untuk dengan pada dari ini itu oleh dalam sebagai akan telah juga".split()


def main(sizes: list[int], keep: Path | None) -> None:
    with tempfile.TemporaryDirectory() as passing:
        for size in sizes:
            folder = (keep or Path(passing)) / str(size)
            if not (folder / _ASKED).exists():
                _build(folder, size)
            _measure(folder, size)


def _build(folder: Path, size: int) -> None:
    """The record in one transaction, then both indexes from it."""
    began = time.perf_counter()
    chance = random.Random(size)
    texts: list[str] = []
    catalogue = Catalogue(folder, None)
    with catalogue.writing() as session:
        for number in range(size // _PER_DOCUMENT):
            reading = _reading(chance, texts)
            document = _document(f"d{number}", reading)
            session.execute(insert(Document), [document])
            session.execute(
                insert(PassageRow),
                [
                    {
                        "document_id": document["id"],
                        "version": 1,
                        "key": passage.id,
                        "page": None,
                        "heading": "",
                        "start": passage.start,
                        "end": passage.end,
                        "text": passage.text,
                    }
                    for passage in reading.passages
                ],
            )
    catalogue.close()
    with closing(KnowledgeBase(folder, vocabulary=load_vocabulary())) as base:
        base.rebuild()
    asked = [_question(chance, texts) for _ in range(_QUESTIONS)]
    (folder / _ASKED).write_text(json.dumps(asked), "utf-8")
    print(f"{len(texts)} passages taken in within {time.perf_counter() - began:.0f} s", flush=True)


def _measure(folder: Path, size: int) -> None:
    asked = json.loads((folder / _ASKED).read_text("utf-8"))
    print(f"{size} passages", flush=True)
    with closing(KnowledgeBase(folder, vocabulary=load_vocabulary())) as base:
        one_document = base.documents()[0].id
        for name, options in (
            ("hybrid", {}),
            ("hybrid, one agency of 40", {"agency": "opd-7"}),
            ("hybrid, half of them", {"agency": _LARGE}),
            ("hybrid, one document", {"documents": [one_document]}),
            ("words alone", {"lexical_only": True}),
        ):
            for text in asked[:5]:
                base.search(text, **options)
            times, cpu = [], []
            for text in asked:
                began = time.process_time()
                times.append(base.search(text, **options).milliseconds)
                cpu.append((time.process_time() - began) * 1000)
            print(f"  {name:26} {_spread(times)}   CPU {_spread(cpu)}", flush=True)


def _document(key: str, reading: Reading) -> dict[str, Any]:
    return {
        "id": key,
        "title": reading.title,
        "kind": reading.kind,
        "agency": reading.agency,
        "agencies": [reading.agency, _LARGE][: 1 + (zlib.crc32(key.encode()) & 1)],
        "published": None,
        "valid_from": None,
        "valid_until": None,
        "decision": "published",
        "version": 1,
        "pages": None,
        "passages": len(reading.passages),
        "source_name": "",
        "content_hash": key,
        "proposed": {},
        "added_at": datetime.now(UTC),
        "proposed_by": None,
    }


def _spread(times: list[float]) -> str:
    """The median and the time that one of twenty exceeds; CPU tells more on a busy machine."""
    last = sorted(times)[int(0.95 * len(times))]
    return f"p50 {statistics.median(times):6.1f} ms   p95 {last:6.1f} ms"


def _reading(chance: random.Random, texts: list[str]) -> Reading:
    passages = []
    at = 0
    for number in range(_PER_DOCUMENT):
        text = made_text(chance, 600)
        texts.append(text)
        passages.append(Passage(f"p{len(texts)}-{number}", None, "", at, at + len(text), text))
        at += len(text) + 2
    whole = "\n\n".join(passage.text for passage in passages)
    agency = f"opd-{chance.randrange(_AGENCIES)}"
    return Reading(f"Dokumen {len(texts)}", whole, (), tuple(passages), agency=agency)


def _question(chance: random.Random, texts: list[str]) -> str:
    words = chance.choice(texts).split()
    start = chance.randrange(len(words) - 12)
    asked = words[start : start + chance.randrange(5, 12)]
    at = chance.randrange(len(asked))
    if len(asked[at]) > 5:
        asked[at] = asked[at][:2] + asked[at][3:]
    return "min " + " ".join(asked)


def made_text(chance: random.Random, size: int) -> str:
    """About `size` characters in paragraphs; words are common and rare as in a real text."""
    parts = [f"Pengumuman {chance.randrange(10**6)}\n\n"]
    length = len(parts[0])
    while length < size:
        words = [_word(chance) for _ in range(chance.randrange(8, 22))]
        sentence = " ".join(words).capitalize() + "." + chance.choice((" ", " ", "\n\n"))
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)


def _word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.35:
        return chance.choice(_SMALL)
    if kind < 0.85:
        # A few roots make up most of a text.
        root = _ROOTS[int(len(_ROOTS) * chance.random() ** 2.2)]
        return chance.choice(_BEFORE) + root + chance.choice(_AFTER)
    if kind < 0.95:
        return _NAMES[int(len(_NAMES) * chance.random() ** 3)].capitalize()
    return str(chance.randrange(1, 3000))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    given = parser.parse_args()
    main(given.sizes, given.keep)
