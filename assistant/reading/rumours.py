"""What a clarification repeats of the message that it denies: never told as if it were so.

The sentence that tells of the message says at once that it is not true; what the message asks for
is left out, and so is every link, number and account that only the message gives.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.paper_lines import PaperLine
from knowledge.sentences import split_sentences

_NOUN = (
    r"(?:pesan|kabar|informasi|isu|unggahan|video|surat(?!\s+edaran)|akun|tautan|berita|tawaran|foto|"
    r"undangan|poster|selebaran|pengumuman|brosur|lowongan)"
)
_CIRCULATES = re.compile(
    rf"\b(?:beredar(?:nya)?|tersebar|viral)\b[^.]*?\b{_NOUN}\b|"
    rf"\b{_NOUN}\b[^.]{{0,60}}?\b(?:beredar|berantai|tersebar|viral|mengatasnamakan)\b",
    re.I,
)
PLAIN_DENIAL = re.compile(r"\b(tidak\s+benar|hoaks|palsu|bohong|penipuan)\b", re.I)
_DENIES = re.compile(
    rf"{PLAIN_DENIAL.pattern}|"
    r"\b(?:bukan|tidak\s+pernah|tidak\s+ada|dipalsukan|tidak\s+memiliki)\b",
    re.I,
)
_DENIED = re.compile(
    rf"\b{_NOUN}\b[^.]*?{PLAIN_DENIAL.pattern}|\bhoaks\b[^.]*?\b{_NOUN}\b|\b{_NOUN}\s+palsu\b", re.I
)
_ASKED = r"(?:diminta|disuruh|diarahkan|dijanjikan|diharuskan|diwajibkan|harus|diimingi\S*)"
_ASKS = (
    r"(?:meminta|menjanjikan|mencantumkan|mengatasnamakan|menawarkan|menyebut(?:kan)?|mengarahkan|"
    r"mengajak|menyuruh|memuat|berisi|mengklaim|menyertakan|mengaku|mewajibkan|disertai|dilengkapi)"
)
_MESSAGE_ASKS = re.compile(
    rf"(?:(?:para\s+)?(?:penerima|pembaca)\s+{_NOUN}\b[^.,]{{0,30}}?\s{_ASKED}\b|"
    rf"(?:{_NOUN}|pelaku(?!\s+(?:usaha|umkm|ikm|industri))|pengirim|penipu)\b"
    rf"(?!\s+(?:resmi|lengkap|lebih|lanjut|selengkapnya))(?:\s+\w+){{0,5}}?\s{_ASKS}\b|"
    rf"(?:di\s+)?(?:dalam|melalui|lewat|pada)\s+{_NOUN}\s[^,]{{0,40}},[^.]*?"
    rf"\b(?:{_ASKED}|{_ASKS}|disebut(?:kan)?|tertulis|tercantum)\b)",
    re.I,
)
_NEWS_OF_IT = re.compile(r"(?<!\byang )(?<!\byang telah )\b(?:beredar|tersebar|viral)\b", re.I)
_SAYING = re.compile(
    r"\byang\s+(?:menyebut(?:kan)?|menyatakan|mengklaim|berisi|menjanjikan|menawarkan)\b", re.I
)
_WARNS = re.compile(r"\b(?:tidak|jangan|bukan|\w*waspada\w*|\w*abai\w*|hati-hati)\b", re.I)
_TO_THE_SENDER = re.compile(rf"\b{_ASKED}\b", re.I)
_LINK = r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[\w./?=&%-]*[\w/])?|@[\w.]+\w"
_DIGITS = r"\+?\(?\d[\d\s().-]{6,}\d"
_VALUE = re.compile(
    rf"(?P<noun>\b(?:tautan|laman|situs|link|alamat|akun(?:\s\w+)?|nomor(?:\s(?:WhatsApp|rekening))?|"
    rf"WhatsApp|rekening(?:\s\w+)?)\s+)?(?P<value>{_LINK}|{_DIGITS})",
    re.I,
)
_OFFICIAL = re.compile(
    r"\b(?:resmi|hubungi|menghubungi|bertanya|melapor|laporkan|lapor|layanan|memastikan|cek|"
    r"memeriksa|narahubung)\b|\.go\.id\b",
    re.I,
)
_WRAPPED = 70  # characters of a line that is no title
_BEREDAR = re.compile(r"^(?:waspada,?\s+)?beredar(?:nya)?\s+(?=\S+\s)", re.I)


def without_rumours(lines: Sequence[PaperLine], word: str) -> list[PaperLine]:
    """The lines of a paper that denies a message, as `word` says, without its wants."""
    lines = _unwrapped(lines)
    sentences = [piece.text for line in lines for piece in split_sentences(line.text)]
    traps = _traps(sentences)
    told = [replace(line, text=_told(line, word, traps)) for line in lines]
    return [line for line in told if line.text.strip()]


def denial(text: str) -> str:
    """The word with which a paper denies a message that goes round; "" where it denies none."""
    sentences = [piece.text for line in text.splitlines() for piece in split_sentences(line)]
    if not any(map(goes_round, sentences)):
        return ""
    denied = (PLAIN_DENIAL.search(s) for s in sentences if denies_message(s))
    return next((re.sub(r"\s+", " ", word[1].lower()) for word in denied if word), "")


def denies_message(sentence: str) -> bool:
    """Whether a sentence says of a message that it is not true."""
    return _DENIED.search(sentence) is not None


def denied_title(title: str, word: str) -> str:
    """ "Beredar Pesan Bantuan Tunai" → "Pesan Bantuan Tunai Tidak Benar"."""
    rest = _BEREDAR.sub("", title)
    if not word or rest == title or _DENIES.search(title):
        return title
    return f"{rest[:1].upper()}{rest[1:].rstrip(' .')} {word.title()}"


def goes_round(sentence: str) -> bool:
    """Whether a sentence tells of a message that is passed on: "Beredar pesan berantai …"."""
    return _CIRCULATES.search(sentence) is not None


def _unwrapped(lines: Sequence[PaperLine]) -> list[PaperLine]:
    """With the lines of a pasted paragraph as one: what a message asks may run over their ends."""
    joined: list[PaperLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        if (
            above
            and above.kind == line.kind == "paragraph"
            and len(above.text) > _WRAPPED
            and (above.text[-1].isalnum() or above.text[-1] == ",")
        ):
            joined[-1] = replace(above, text=f"{above.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _traps(sentences: Sequence[str]) -> frozenset[str]:
    """The links and numbers that the message gives and no office does."""
    theirs, ours = set[str](), set[str]()
    for sentence in sentences:
        values = {match["value"] for match in _VALUE.finditer(sentence)}
        if _is_of_message(sentence):
            theirs |= values
        elif _OFFICIAL.search(sentence):
            ours |= values
    return frozenset(value for value in theirs - ours if not re.search(r"\.go\.id\b", value))


def _is_of_message(sentence: str) -> bool:
    return bool(_MESSAGE_ASKS.match(sentence)) or goes_round(sentence)


def _told(line: PaperLine, word: str, traps: frozenset[str]) -> str:
    title = denied_title(line.text, word)
    if line.kind == "heading" or (title != line.text and line.text[-1:].isalnum()):
        return title
    pieces = [piece.text for piece in split_sentences(line.text)]
    kept = []
    for piece in pieces:
        asks = _MESSAGE_ASKS.match(piece) or (
            _TO_THE_SENDER.search(piece) and any(trap in piece for trap in traps)
        )
        about = goes_round(piece)
        if asks and not about and not _DENIES.search(piece):
            continue
        shown = _VALUE.sub(lambda m: _unnamed(m, traps), piece)
        if shown.endswith(".") and _tells_rumour(piece):
            shown = f"{shown[:-1]}, tetapi isinya {word}."
        kept.append(shown)
    return line.text if kept == pieces else " ".join(kept)


def _tells_rumour(sentence: str) -> bool:
    """Whether a sentence says what the message says, and does not deny it."""
    if not goes_round(sentence) or PLAIN_DENIAL.search(sentence):
        return False
    quoted = _SAYING.search(sentence) is not None and not _WARNS.search(sentence)
    return quoted or _NEWS_OF_IT.search(sentence) is not None


def _unnamed(match: re.Match[str], traps: frozenset[str]) -> str:
    if match["value"] not in traps:
        return match[0]
    number = match["value"][-1].isdigit() and re.fullmatch(_DIGITS, match["value"])
    noun = (match["noun"] or ("nomor " if number else "tautan ")).strip()
    return f"{noun} {'tertentu' if number else 'palsu'}"
