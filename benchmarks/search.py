"""Time of a search by size of the base: `python -m benchmarks.search [PASSAGES …]`.

Passages are made up; questions are pieces of them with fillers and slips of the pen.
"""

import itertools
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from assistant.vocabulary import load_vocabulary
from knowledge.base import KnowledgeBase
from knowledge.documents import Passage, Reading

_PER_DOCUMENT = 100
_QUESTIONS = 150
_AGENCIES = 40

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


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = KnowledgeBase(Path(folder), vocabulary=load_vocabulary())
        chance = random.Random(1)
        texts: list[str] = []
        for size in sorted(sizes):
            began = time.perf_counter()
            base.add_readings(
                _reading(chance, texts) for _ in range((size - len(texts)) // _PER_DOCUMENT)
            )
            print(
                f"{len(texts)} passages, {time.perf_counter() - began:.0f} s to take the last in",
                flush=True,
            )
            questions = [_question(chance, texts) for _ in range(_QUESTIONS)]
            for name, options in (
                ("hybrid", {}),
                ("hybrid, one agency", {"agency": "opd-7"}),
                ("words alone", {"lexical_only": True}),
            ):
                for text in questions[:5]:
                    base.search(text, **options)
                times, cpu = [], []
                for text in questions:
                    began = time.process_time()
                    times.append(base.search(text, **options).milliseconds)
                    cpu.append((time.process_time() - began) * 1000)
                print(f"  {name:20} {_spread(times)}   CPU {_spread(cpu)}", flush=True)
        base.close()


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
    main([int(one) for one in sys.argv[1:]] or [1_600, 16_000])
