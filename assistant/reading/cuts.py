"""What may be taken out of a sentence: nothing that leaves a word hanging, and no condition."""

import re

# Words that cannot be the last before a sign: "kebocoran sepanjang.", "Untuk, Dinas …".
_HANGING = re.compile(
    r"\b(?:sepanjang|selama|sejak|sebelum|setelah|sesudah|hingga|sampai|pada|di|ke|dari|untuk|bagi|"
    r"dengan|oleh|dalam|sebagai|tentang|terhadap|antara|per|setiap|tiap|sebesar|sebanyak|senilai|"
    r"adalah|ialah|yaitu|yakni|dan|atau|serta|yang|agar|karena|bahwa|meliputi|menjadi|kepada|atas|"
    r"melalui|lewat|mulai|terkait|sekitar|lebih|kurang|paling|supaya|sehingga|jika|apabila|bila|"
    r"ketika|akibat|guna|demi|secara|seluruh|para|menuju|antar|terhitung|tanggal|pukul)"
    r"\s*(?=[,.;:!?)”]|$)",
    re.IGNORECASE,
)
# "plastik terpisah Jangan menjemur": the stop between two sentences went with what was cut. A word
# in capitals there is mostly a name, so that it counts only where it opens an order or a condition.
_RUN_ON = re.compile(
    r"[a-z\d)] (?:Jangan|Harap|Mohon|Silakan|Pastikan|Apabila|Jika|Bila|Untuk|Bagi|Pada|Mulai|"
    r"Selama|Namun|Karena|Setelah|Sebelum|Selain) (?=[a-z\d])"
)
# "20 (dua puluh)", "(a) KTP, (b) …", "(radarjatim.com)": nothing that the reader acts on.
_GLOSS = re.compile(
    r"\s*\((?:[a-z]|[ivx]{1,4}|(?:[\w-]+\.)+(?:com|id|net|co)|"
    r"(?:se|nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)[a-z ]*)\)"
)
_BRACKET = re.compile(
    r"(?<!\d)\s*\((?![^)]*\d)(?![A-Z][A-Za-z0-9/-]{1,14}(?:\s[A-Z]{2,6})?\))(?P<what>[^()]{1,80})\)"
)
# "(jam kerja)", "(khusus tebu)", "(bila sudah tumbang)": without them the sentence says more.
_LIMIT = re.compile(
    r"\b(?:hanya|khusus|kecuali|selain|bila|jika|apabila|kalau|asal(?:kan)?|tidak|bukan|belum|tanpa|"
    r"jangan|termasuk|minimal|maksimal|paling|sudah|telah|wajib|harus|boleh|dapat|bisa|jam|hari|kerja|"
    r"gratis|prioritas|sesuai|estimasi|per|setiap|tiap|lebih|kurang|sebelum|setelah|mulai|sampai|"
    r"hingga|sementara|sebagian|seluruh|semua|masing-masing|dengan|untuk|bagi|asli|fotokopi|"
    r"Purn|alm)\b",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"\b(?P<long>(?:[a-z]\w+\s){1,2}[a-z]\w+)\s+atau\s+(?P<short>[a-z]{3,10})\b"
    r"(?=\s+(?:di|ke|dari|untuk|yang|pada)\b)"
)


def without(pattern: re.Pattern[str], text: str, put: str = "") -> str:
    """`text` without what `pattern` finds, or as it is where that would leave a word hanging."""
    return sound(text, pattern.sub(put, text))


def sound(text: str, cut: str) -> str:
    """`cut`, which is `text` with something taken out; `text` where it was taken out too early."""
    signs = (_HANGING, _RUN_ON)
    early = any(len(sign.findall(cut)) > len(sign.findall(text)) for sign in signs)
    return text if early else cut


def is_run_on(text: str) -> bool:
    """Whether a sentence opens in the middle of another, without a stop before it."""
    return _RUN_ON.search(text) is not None


def without_glosses(text: str) -> str:
    """Without numbers spelt out behind digits, letters that count, and the names of media."""
    return without(_GLOSS, text)


def without_brackets(text: str) -> str:
    """Without brackets that set no condition."""
    return _BRACKET.sub(lambda m: m[0] if _LIMIT.search(m["what"]) else "", text)


def without_alias(text: str) -> str:
    """ "media sosial atau medsos" → "media sosial"; "orang tua atau wali" are two."""
    return _ALTERNATIVE.sub(lambda m: m["long"] if _is_short_for(m) else m[0], text)


def _is_short_for(match: re.Match[str]) -> bool:
    letters = iter(match["long"].replace(" ", ""))
    return match["long"][0] == match["short"][0] and all(one in letters for one in match["short"])
