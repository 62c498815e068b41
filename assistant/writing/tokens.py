"""Hard facts travel as tokens: a model cannot invent the link that it never sees."""

import re
from collections.abc import Iterable
from functools import partial

from assistant.reading.moments import WEEKDAY

# In this order: what an earlier kind has taken, a later one does not see.
_MONTH = (
    r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember"
    r"|Desember|Jan|Feb|Mar|Apr|Jun|Jul|Agt|Agu|Sep|Sept|Okt|Nov|Des)"
)
_DATE = (
    rf"\d{{1,2}}(?:\s*(?:[-–]|s\.?d\.?|sampai|hingga|dan)\s*\d{{1,2}})?\s+{_MONTH}(?:\s+\d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}|\b(?:19|20)\d{2}-\d{2}-\d{2}"
    r"|\d{1,2}/\d{1,2}(?=\))"
)
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
KINDS: dict[str, tuple[str, re.Pattern[str]]] = {
    "URL": (
        "tautan",
        re.compile(
            r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]"
            r"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:go\.id|co\.id|or\.id|ac\.id|sch\.id|web\.id|my\.id"
            r"|com|org|net|id|info|me|ly|gl)\b(?:\.[a-z0-9-]{2,})*(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])?",
            re.IGNORECASE,
        ),
    ),
    "SUREL": ("surel", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    "AKUN": ("akun media sosial", re.compile(r"(?<![\w@])@[A-Za-z][\w.]*\w")),
    "UANG": (
        "jumlah uang",
        re.compile(
            r"\bRp\.?\s?\d[\d.,]*\d?(?:\s?(?:ribu|juta|miliar|milyar|triliun))?(?:,-)?", re.I
        ),
    ),
    "TGL": (
        "tanggal",
        re.compile(
            rf"(?:{WEEKDAY}\s*,?\s*\(\s*(?:{_DATE})\s*\)|(?:{WEEKDAY},?\s+)?(?:{_DATE}))", re.I
        ),
    ),
    "JAM": (
        "jam",
        re.compile(
            rf"(?:pukul\s+)?\b{_CLOCK}(?:\s*(?:[-–]|s\.?d\.?|sampai|hingga)\s*"
            rf"(?:pukul\s+)?(?:{_CLOCK}|selesai))?(?:\s*(?:WIB|WITA|WIT)\b)?|pukul\s+\d{{1,2}}\b"
            r"(?:\s*WIB\b)?",
            re.IGNORECASE,
        ),
    ),
    "TELP": (
        "nomor telepon",
        re.compile(
            r"(?<![\d.,/])(?:\+62|62|0)[\s-]?\d{2,4}(?:[\s.-]?\d{2,5}){1,4}(?![\d/])"
            r"|\(0\d{2,3}\)\s?\d{5,8}|(?<=\bnomor\s)1\d{2,4}\b"
            r"|(?<=\bcall center\s)1\d{2,4}\b|(?<=\btelepon\s)1\d{2,4}\b"
        ),
    ),
    "PERSEN": ("persentase", re.compile(r"\d+(?:[.,]\d+)?\s?(?:%|persen\b)", re.IGNORECASE)),
}
# As models write them: one bracket or two, other brackets, spaces, lower case.
_TOKEN = re.compile(
    r"(?:\[{1,2}|⟦|\{{1,2})\s*("
    + "|".join(KINDS)
    + r")\s*[-_ ]?\s*(\d{1,3})\s*(?:\]{1,2}|⟧|\}{1,2})",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"\[\[[^\[\]\n]{1,40}\]\]|⟦[^⟦⟧\n]{1,40}⟧")
_HALF = re.compile(r"(?:\[{1,2}|⟦|\{{1,2})[^\[\]⟦⟧{}\n]{0,24}\]?$|\}$")


class FactTokens:
    """Tokens and the words of the source that they stand for, for one prompt and its answer."""

    def __init__(self) -> None:
        self._token_of: dict[tuple[str, str], str] = {}
        self._value_of: dict[str, str] = {}
        self._near: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """`text` with every hard fact as a token; the same fact has the same token throughout."""
        text = _UNKNOWN.sub("", text)  # a source must not bring tokens of its own
        for kind, (_, pattern) in KINDS.items():
            text = pattern.sub(partial(self._token, kind), text)
        return text

    def show(self, text: str) -> tuple[str, tuple[str, ...]]:
        """`text` with the facts put back, and the tokens that stand for nothing (dropped)."""
        dropped: list[str] = []

        def put_back(match: re.Match[str]) -> str:
            value = self._value_of.get(f"[[{match[1].upper()}-{int(match[2])}]]")
            if value is None:
                dropped.append(match[0])
                return ""
            before = text[: match.start()].rstrip().lower()
            # The source's "pukul 08.00" after the model's own "pukul".
            if before.endswith("pukul") and value.lower().startswith("pukul "):
                return value[len("pukul ") :]
            return value

        def drop(match: re.Match[str]) -> str:
            dropped.append(match[0])
            return ""

        shown = _UNKNOWN.sub(drop, _TOKEN.sub(put_back, text))
        return (_tidy(shown) if dropped else shown), tuple(dict.fromkeys(dropped))

    def show_part(self, text: str) -> str:
        """As `show` for an answer that is still coming: an unfinished token is left off."""
        half = _HALF.search(text)
        return self.show(text[: half.start()] if half else text)[0]

    def legend(self) -> Iterable[str]:
        """One line a token: what kind of fact it is and the words around it."""
        for token, near in self._near.items():
            kind = KINDS[token[2:].split("-")[0]][0]
            yield f"{token}: {kind}" + (f" (“…{near}…”)" if near else "")

    def _token(self, kind: str, match: re.Match[str]) -> str:
        value = match[0]
        key = (kind, re.sub(r"\s+", " ", value).lower())
        if key not in self._token_of:
            number = sum(1 for known, _ in self._token_of if known == kind) + 1
            token = f"[[{kind}-{number}]]"
            self._token_of[key] = token
            self._value_of[token] = value
            self._near[token] = _words_before(match.string[: match.start()])
        return self._token_of[key]


def _words_before(text: str) -> str:
    """Up to six words in front, so that the model knows which date or sum a token is.

    Only those after the last word with a digit, an at or a dot inside: that would be a fact.
    """
    line = re.sub(r"[“”\"]", "", text[-120:].rpartition("\n")[2])
    near: list[str] = []
    for word in reversed(line.split()[-6:]):
        if re.search(r"[\d@]|\w[.:/]\w", word):
            break
        near.insert(0, word)
    return " ".join(near)


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r"\(\s*\)", "", text)
    return re.sub(r"[ \t]+([.,;:!?])", r"\1", text)


def without_links(text: str) -> str:
    """A citizen's text without links, accounts and numbers, so that no answer can pass them on."""
    for kind in ("URL", "SUREL", "AKUN", "TELP"):
        name, pattern = KINDS[kind]
        text = pattern.sub(f"({name})", text)
    return _UNKNOWN.sub("", text)
