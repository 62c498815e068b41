"""Signs by which a machine sees that a draft is broken: a cut sentence, a list without its items,
a letter left over, a price without its unit, an opening that says nothing."""

import re
from collections.abc import Iterator

from assistant.reading.cuts import is_run_on
from knowledge.sentences import split_sentences

_DANGLING = re.compile(
    r"^(?:Hal (?:itu|ini|tersebut)|Lebih lanjut|Sementara itu|Untuk itu|Selain itu|Ia|Dia|Beliau|"
    r"Mereka|Namun|Kegiatan (?:itu|ini|tersebut)|Menurutnya|Dikatakannya|Yang perlu(?![^.]*:)|"
    r"Mulai dari|[A-Z]{4,}(?: \([^)]*\))? [–-] |Sehingga|Akibatnya)\b"
)
_LEFTOVER = re.compile(
    r"\([a-z]{2,5}/[a-z]{2,5}\)|\*{3}|\s{3,}|\.\.|,\.|\(\s*\)|\btersebut\b| ,| \.|#\s|\|"
)
_END = re.compile(r"[.!?:…”\")]$|\bya$|[^\w\s.,;:!?]$")
_LISTED = re.compile(r"^(?:[^\w\s\"“(*]|\d{1,2}\.|- |\*|[A-Z][\w /()–-]{2,35}: )")
# What a list, a table or a short form leaves behind where it was cut, by the name of the fault.
_LEFT_BEHIND = tuple(
    (name, re.compile(pattern, re.M))
    for name, pattern in (
        ("pembuka kosong", r"\A(?=[^\n])[^\w\n]+$"),
        ("judul tanpa daftar", r"^[^\n]*:[ \t]*(?:\n(?=\n)|\Z)"),
        (
            "terpotong sebelum daftarnya",
            r"\b(?:sebagai berikut|antara lain|yaitu|yakni|meliputi|di|ke|pada|dengan|untuk|dari|"
            r"oleh|bagi|dan|atau|serta|adalah)\.(?=\s|\Z)",
        ),
        (
            "kata menggantung",
            r"\b(?:setiap|tiap|sebelum|agar|supaya|sehingga|karena|hingga|sejak|selama)\.(?=\s|\Z)",
        ),
        ("kata depan ganda", r"\b(?:pada|di|ke|dari) (?:Mulai|Setiap|Sejak|Hingga|Sampai)\b"),
        (
            "koma memutus pokok kalimat",
            r"(?:^|(?<=[a-z\d)]{4}[.!?] ))(?:\W+ )?[A-Z][^,.:\n]{5,110}, (?:mengatakan|"
            r"menyampaikan|menjelaskan|menuturkan|menegaskan|menambahkan|menyebut|meminta|mengimbau)\b",
        ),
        ("huruf butir", r"(?<=[.;:)]\s)[b-h][.)]\s|(?<=[a-z\d)])[.;]?\s[b-h]\.?$"),
        (
            "singkatan diputus",
            r"\b(?:[Pp]ukul|[Pp]kl|No|Nomor|drh?|drg|Moh|Muh|Sdri?|a\.n|Jl)\."
            r"(?=\s*(?:\n|\Z)|\s+\d\d\.\d\d)",
        ),
        ("menunjuk lampiran", r"\b[Ll]ampiran\s+[IVX\d]+\b|\bterlampir\b"),
        ("menunjuk diktum", r"\b[Dd]iktum\s+[A-Z]+|\bdimaksud\b(?! dengan)"),
        (
            "judul ganda",
            r"(?i:\b(syarat|jadwal|tarif|cara|langkah|ketentuan)(?:\s+adapun)?\s+\1(?:nya)?\b)|\?:",
        ),
        (
            "catatan naskah",
            r"^\W*(?:[Vv]ersi|[Rr]evisi|UPDATE)\s+\d|\bterakhir\s+(?:diubah|diperbarui)\b",
        ),
    )
)
_PRICE_LIST = re.compile(
    r"^[^\n]*\b(?:[Tt]arif|[Bb]iaya|[Hh]arga|[Rr]etribusi)\b[^\n]*:\n((?:.+\n?)+)", re.M
)
# "20.000 umum"; "1.300 VA", "1.300–2.200" and "1.000 orang" are no prices.
_BARE_PRICE = re.compile(
    r"(?<![\w.–-])(?<!Rp )\d{1,3}(?:\.\d{3})+(?![\d.]*\s?[–-])"
    r"(?!\s*(?:VA|[Ww]att|kg|km|m[²³23]?|liter|unit|orang|siswa|warga|titik|jiwa)\b)"
)


def broken(text: str) -> Iterator[str]:
    """What does not stand in a draft, each with the place that shows it."""
    if text.count("“") != text.count("”") or text.count("(") != text.count(")"):
        yield "tanda petik atau kurung tidak berpasangan"
    if match := _LEFTOVER.search(text):
        yield f"sisa {match[0]!r}"
    body = re.sub(r"(?:#\w+\s*)+$", "", text).rstrip()
    yield from _left_behind(body)
    for line in body.splitlines():
        line = line.strip()
        if line and not _LISTED.match(line):
            yield from _dangling(line)


def _left_behind(body: str) -> Iterator[str]:
    for fault, sign in _LEFT_BEHIND:
        if match := sign.search(body):
            yield f"{fault}: {body[max(0, match.start() - 25) : match.end() + 25]!r}"
    if is_run_on(body):
        yield "dua kalimat tanpa titik"
    for prices in _PRICE_LIST.finditer(body):
        if match := _BARE_PRICE.search(prices[1]):
            yield f"harga tanpa Rp: {match[0]}"


def _dangling(line: str) -> Iterator[str]:
    for sentence in split_sentences(line):
        if _DANGLING.match(sentence.text):
            yield f"menggantung: {sentence.text[:50]}"
        if sentence.text[:1].islower():
            yield f"huruf kecil di awal: {sentence.text[:50]}"
    if not _END.search(re.sub(r"\s*#\w+", "", line)):
        yield f"tanpa akhir: {line[-40:]}"
