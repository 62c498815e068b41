"""Which way a word points: negated or not, and which side of a pair of opposites."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from assistant.assertions.words import Word, alternatives, concept, find_words, listed, stem, table

OF_ROOTS = "lawan"  # how the axis of a pair of roots begins


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with a direction. `axis` names the pair of opposites or the negated word.

    `side` is +1 or -1. `firm`: the word asserts by itself ("gratis", "wajib") and needs a source.
    `turned`: the axis on which it says the same without a denial, with its side ("terima-" for
    "tidak diterima").
    """

    axis: str
    side: int
    start: int
    end: int
    firm: bool
    negated: bool
    turned: str = ""
    elliptic: bool = False  # "truk tidak": what is denied stands elsewhere
    near: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)

    @property
    def readings(self) -> tuple[tuple[str, int], ...]:
        """Every axis on which the word points, with its side there."""
        own = (self.axis, self.side)
        if not self.turned:
            return (own,)
        return (own, (self.turned[:-1], 1 if self.turned[-1] == "+" else -1))


@cache
def _opposites() -> dict[str, tuple[str, int, bool]]:
    """Form → axis, side, firm; several words ("tidak dipungut biaya") are one form."""
    forms: dict[str, tuple[str, int, bool]] = {}
    for axis in table()["opposites"]:
        for side, words in ((1, axis["plus"]), (-1, axis["minus"])):
            for form in words:
                for written in _degrees(str(form).lower()):
                    forms[written] = (axis["axis"], side, bool(axis.get("firm")))
    return forms


@cache
def _antonyms() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Root → the pairs of opposites that it belongs to, with its side in each."""
    roots: dict[str, dict[str, int]] = {}
    for number, line in enumerate(table()["antonyms"]):
        for side, words in zip((1, -1), str(line).split("|"), strict=True):
            for word in words.split():
                roots.setdefault(stem(word), {})[f"{OF_ROOTS}{number}"] = side
    return {root: tuple(pairs.items()) for root, pairs in roots.items()}


@lru_cache(maxsize=4096)
def _by_root(word: str) -> tuple[tuple[str, int], ...]:
    low = word.lower()
    if low in listed("stopwords") or not low.isalpha():
        return ()
    return _antonyms().get(stem(low), ())


@cache
def _listed_roots() -> frozenset[str]:
    return frozenset(
        word for line in table()["antonyms"] for word in str(line).split() if word != "|"
    )


def _listed_root(word: str) -> bool:
    """Whether a word is a root itself: "mengalahkan" points the other way than "kalah"."""
    return word.lower() in _listed_roots()


def _degrees(form: str) -> tuple[str, ...]:
    """ "lebih cepat" is "makin cepat" as well."""
    if not form.startswith("lebih "):
        return (form,)
    return (form, *(more + form.removeprefix("lebih") for more in ("makin", "semakin", "kian")))


@cache
def _phrases() -> re.Pattern[str]:
    forms = sorted(_opposites(), key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + r")\b",
        re.IGNORECASE,
    )


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(str(form) for form in table()["no_polarity"]) + r")\b", re.IGNORECASE
    )


@lru_cache(maxsize=4096)
def find_signs(text: str) -> tuple[Sign, ...]:
    """Signs of one sentence, negations resolved: "tidak gratis" is the minus side of gratis."""
    return tuple(_signs(_harmless().sub(lambda match: "·" * len(match[0]), text)))


def _signs(text: str) -> Iterator[Sign]:
    words = list(find_words(text))
    forms = list(_forms(text))
    covered = [(form.start, form.end) for form in forms if form.firm or not form.denied]
    turned = {form.word_start: form.turned for form in forms if form.denied and not form.firm}
    roots = [
        word
        for word in words
        if word.start not in turned
        and (_listed_root(word.text) or not any(a <= word.start < b for a, b in covered))
    ]
    plain: list[Sign] = []
    for word in roots:
        for axis, side in _by_root(word.text):
            if _negation_before(text, word.start) is None:
                plain.append(Sign(axis, side, word.start, word.end, False, False))
            else:
                turned.setdefault(word.start, _turned(axis, side))
    for form in forms:
        denying = not form.denied and _DENIES.match(text[form.start : form.end]) is not None
        if denying and form.axis != "biaya" and (denied := _object(words, form.end, text)):
            own = f"{form.axis}{'+' if form.side > 0 else '-'}"
            yield Sign(
                _denial(denied), -1, form.start, denied.end, False, True,
                turned.get(denied.start, own),
            )  # fmt: skip
        if not form.denied:
            yield Sign(form.axis, form.side, form.start, form.end, form.firm, denying)
        elif form.firm:  # "tidak gratis"
            yield Sign(form.axis, -form.side, form.start, form.end, True, True)
    yield from plain
    yield from _removed(words, text)
    for word in words:
        if word.text.lower() not in _NEGATIONS or any(a <= word.start < b for a, b in covered):
            continue
        denied = _object(words, word.end, text)
        if denied is None:
            if subject := _subject(words, word, text):
                axis = _denial(subject)
                yield Sign(axis, -1, subject.start, word.end, False, True, elliptic=True)
        elif not any(a <= denied.start < b for a, b in covered):
            yield Sign(
                _denial(denied), -1, word.start, denied.end, False, True,
                turned.get(denied.start, ""),
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a pair of opposites; with the negation in front, where it is `denied`."""

    axis: str
    side: int
    firm: bool
    start: int
    end: int
    word_start: int
    denied: bool

    @property
    def turned(self) -> str:
        return _turned(self.axis, self.side)


def _turned(axis: str, side: int) -> str:
    return f"{axis}{'-' if side > 0 else '+'}"


def _forms(text: str) -> Iterator[_Form]:
    for match in _phrases().finditer(text):
        form = re.sub(r"\s+", " ", match[0].lower())
        if form.endswith("dapat") and not _VERB.match(text[match.end() :]):
            continue  # "dapat tarif khusus"
        axis, side, firm = _opposites()[form]
        start = _negation_before(text, match.start())
        if start is not None and not firm and _DENIES.match(match[0]):
            continue
        denied = start is not None
        first = match.start() if start is None else start
        yield _Form(axis, side, firm, first, match.end(), match.start(), denied)


_VERB = re.compile(r"\s+(?:di|me|ber|ter|ikut|masuk|daftar|pinjam|ambil)", re.IGNORECASE)


def denies(text: str) -> bool:
    """Whether anything is denied in `text`."""
    return count_denials(text) > 0


@lru_cache(maxsize=4096)
def count_denials(text: str) -> int:
    plain = _harmless().sub("·", text)
    return sum(word.text.lower() in _NEGATIONS for word in find_words(plain))


def excludes(text: str) -> bool:
    """Whether somebody or something is left out in `text`."""
    return re.search(r"\b(?:kecuali|selain|tidak termasuk)\b", text, re.IGNORECASE) is not None


def removes(text: str) -> bool:
    """Whether something is done away with in `text`: "denda dihapus"."""
    return _removals().search(text) is not None


@cache
def _removals() -> re.Pattern[str]:
    return re.compile(rf"(?<!tidak )\b(?:{alternatives('removals')})\b", re.IGNORECASE)


def exempts(source: str, words: Collection[str]) -> bool:
    """Whether `words` speak of those whom `source` exempts ("kecuali penerima sakit")."""
    match = re.search(r"\b(?:kecuali|selain)\b([^.;)]*)", source, re.IGNORECASE)
    exempted = {concept(word.text) for word in find_words(match[1])} if match else set()
    return not exempted.isdisjoint(words)


_NEGATIONS = frozenset(
    """
    tidak tak tdk belum bukan tanpa jangan dilarang batal gagal tiada enggak nggak gak ndak bukanlah
    tidaklah
    """.split()
)
_NEAR = 2  # words between what is done away with and the word for it
_DENIES = re.compile(r"(?:tidak|tak|belum|bukan|tanpa|dilarang|batal)\b", re.IGNORECASE)
# Between a negation and what it denies.
_SKIP = frozenset(
    """
    lagi akan bisa dapat boleh perlu ada harus pernah sampai hanya juga dulu sempat terlalu sedang
    ingin mau untuk di ke dari pada oleh secara semua seluruh hingga
    """.split()
)


def _object(words: list[Word], end: int, text: str) -> Word | None:
    """What a negation that closes at `end` denies: the next word with content in the clause."""
    modal = None
    for word in [word for word in words if word.start >= end][:5]:
        if re.search(r"[.,;:!?()|]", text[end : word.start]):
            break
        if word.text.lower() not in _SKIP and concept(word.text):
            return word
        if modal is None and word.text.lower() in ("bisa", "dapat", "boleh"):
            modal = word
    return modal


def _removed(words: list[Word], text: str) -> Iterator[Sign]:
    """What is done away with is there no more: "denda dihapus", "menghapus denda"."""
    for match in _removals().finditer(text):
        if match[0].lower().startswith("me"):
            gone = _object(words, match.end(), text)
        else:
            last = Word(match[0], match.start(), match.end())
            gone = _subject(words, last, text)
            if gone is not None and text.count(" ", gone.end, match.start()) > _NEAR:
                gone = None  # "yang menunggak tiga bulan dicabut izinnya"
        if gone is not None:
            start, end = min(gone.start, match.start()), max(gone.end, match.end())
            yield Sign(_denial(gone), -1, start, end, False, True, elliptic=True)


def _subject(words: list[Word], negation: Word, text: str) -> Word | None:
    """What a closing negation denies: "motor boleh lewat, truk tidak", "Mau steril? Belum"."""
    first = None
    for word in reversed([word for word in words if word.end <= negation.start]):
        between = text[word.end : first.start if first else negation.start]
        if re.search(r"[.,;:!()|]", between) or (first is not None and "?" in between):
            break
        if concept(word.text) or first is not None:
            first = word if concept(word.text) else first
    return first


def _denial(denied: Word) -> str:
    return f"not:{concept(denied.text) or denied.text.lower()}"


def _negation_before(text: str, start: int) -> int | None:
    match = re.search(
        r"\b(?:tidak|tak|tdk|belum|bukan|tanpa|jangan|dilarang|nggak|gak|enggak|batal|gagal|urung)\s+"
        r"(?:(?:lagi|akan|bisa|dapat|boleh|perlu|harus|pernah|sampai|di|secara|lalu|ikut|jadi|sempat"
        r"|bakal|sedang|mau|usah|satu\s+pun|ada\s+yang)\s+){0,2}$",
        text[max(0, start - 40) : start],
        re.IGNORECASE,
    )
    return None if match is None else max(0, start - 40) + match.start()
