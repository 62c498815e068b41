"""Who says the quotations of a text: officials and residents, named before or after them.

A quotation of which that is not sure has no speaker: it is not given to whoever spoke last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.masking.name_shapes import is_given, is_ordinary
from assistant.reading.clauses import without_degrees
from assistant.reading.people import find_mentions, name_of
from knowledge.sentences import Sentence, split_sentences

_QUOTE = re.compile(r"[“\"]([^“”\"]{3,}?)[”\"]")
_SAID = (
    r"(?:kata|ujar|ucap|tutur|jelas|terang|imbuh|tambah|ungkap|papar|tegas|sebut|pungkas|urai|"
    r"pinta|harap|tandas|lanjut|cetus|beber|cerita|kenang|keluh|aku|sambung|pesan|seloroh)"
)
_SAYS = (
    r"(?:berkata|bercerita|berpesan|berharap|mengaku(?:i)?|me(?:ngata|nyampai|njelas|nutur|ngungkap|"
    r"negas|maparkan|ngucap|ngingat|nyebut|nambah|nyata|nceritaka|nilai|ngeluh|ngimbau|minta|"
    r"nerang|nuntur|lontar|lanjut|rasa)(?:kan|i)?)"
)
_AFTER = re.compile(
    rf"(?:[\s,.–—-]*\b{_SAID}(?P<nya>nya)?\b[\s,]*|\s*[–—-]\s*(?=[A-Z])|\s*\((?=[A-Z]))"
    r"(?P<who>[^\n“”\"]*)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:{_SAYS}|{_SAID}(?:nya)?|[Mm]enurut(?:nya)?|Pesan|Kata)\b[^“”\"]*|:|,)\s*$", re.I
)
_PASSIVE = re.compile(
    r"\b(?:di(?:sampai|ungkap|kata|rasa|tutur|jelas|tegas|ucap|utara|cerita|pesan)kan|diakui|"
    r"dialami|menurut)\s+(?:pula\s+|juga\s+)?(?:oleh\s+)?(?=[A-Z])",
    re.I,
)
_NAME = r"[A-Z][a-z’']+(?:\s+(?:[A-Z]\.|[A-Z][a-z’']+|bin|binti))*"
_AGE = r"\s*(?:\((?P<age>\d{1,2})(?:\s+tahun)?\)|,\s*(?P<years>\d{1,2})(?:\s+tahun)?(?=,|\s*$))"
# "Sutinah (71), warga Desa X, …": the first words of what is said of somebody tell who it is.
_ABOUT = re.compile(
    r",\s+(?P<about>(?:seorang\s+|salah\s+satu\s+|salah\s+seorang\s+)?"
    r"(?:warga|pe[a-z]{3,}|ibu|bapak|orang\s+tua|wali|siswa|siswi|mahasisw[ai]|murid|guru|kader|"
    r"anggota|nelayan|buruh|karyawan|karyawati|juru|tokoh|ketua|kepala|pengurus|bidan|dokter|"
    r"perawat|sopir|koki|santri|alumni|relawan|atlet|juara|staf|istri|suami|nenek|kakek|anak)\b"
    r"[^,.;“”\"]*)"
)
_LEADING = re.compile(
    r"(?:(?:Sementara\s+itu|Di\s+sisi\s+lain|Selain\s+itu|Senada|Menurut|Hal\s+senada|Namun|Kata|"
    r"Pesan|Kutipan|Pernyataan|Ujar|Tutur|"
    r"(?:Di|Pada|Dalam)\s+[^,]{3,40}|[A-Z][a-z]+\s+[a-z]+(?=,\s+[A-Z])),?\s+)?"
)
# Somebody speaks, and the text does not say who.
_SOMEBODY = re.compile(
    rf"(?:Seorang|Salah\s+(?:satu|seorang)|Sejumlah|Beberapa|Para|Warga|Pengunjung|Peserta|Petugas|"
    rf"Pedagang|Ibu|Bapak|Anak|[A-Z][a-z]+)\b[^,.]{{0,80}}?,?\s+{_SAYS}\b"
)
_SAME = re.compile(r"(?:[A-Z][a-z]+\s+[a-z]+,\s+)?(?:[Ii]a|[Dd]ia|[Bb]eliau|Menurutnya)\b")
_FORGOTTEN = 3  # paragraphs without a person, after which nobody knows who "ujarnya" is
_LONGEST = 90  # characters of what somebody is
_BEGINNING = 160


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks. `name`: the words of the name; `mention`: as a draft may call this person, with
    the office, or with what the text says of a resident; `official`: an office is told."""

    name: tuple[str, ...]
    mention: str
    official: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation, inside its marks, and who says it; None where the text leaves that open."""

    start: int
    end: int
    speaker: Person | None


@lru_cache(maxsize=512)
def attributions(text: str) -> tuple[Attribution, ...]:
    """Every quotation of `text`, in its order."""
    return tuple(_Reader(text).read())


class _Reader:
    """Goes through a text and keeps in mind who spoke or acted last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[str, Person] = {}
        self.last: Person | None = None
        self.unmentioned = 0  # paragraphs since somebody was named

    def read(self) -> Iterator[Attribution]:
        offset = 0
        for line in self.text.split("\n"):
            named = self.unmentioned
            for sentence in split_sentences(_masked(line)):
                yield from self._sentence(sentence, line, offset)
            if line.strip() and named == self.unmentioned and self.unmentioned:
                self.unmentioned += 1
                if self.unmentioned > _FORGOTTEN:
                    self.last = None
            offset += len(line) + 1

    def _sentence(self, sentence: Sentence, line: str, offset: int) -> Iterator[Attribution]:
        quotes = [
            match
            for match in _QUOTE.finditer(line, sentence.start, sentence.end)
            if len(match[1].split()) > 1
        ]
        if not quotes:
            self._heard(sentence.text)
            return
        for match in quotes:
            after = line[match.end() : sentence.end]
            before = _QUOTE.sub(" ", line[sentence.start : match.start()])
            who = self._speaker(before, after)
            if who is not None:
                self._remember(who)
            yield Attribution(offset + match.start(1), offset + match.end(1), who)

    def _speaker(self, before: str, after: str) -> Person | None:
        if said := _AFTER.match(after):
            if not said["nya"]:
                return self._person(said["who"], spoken=True)
            return self._person(before) or self.last if before.strip() else self.last
        if not before.strip() or not _BEFORE.search(before):
            return None
        if _SAME.match(before):
            return self.last
        return self._person(before) or self._person(_PASSIVE.split(before)[-1])

    def _heard(self, text: str) -> None:
        """Who is spoken of in a sentence without a quotation: whom "ujarnya" means next."""
        if _SAME.match(text):
            return
        subject = self._person(text)
        if passive := _PASSIVE.search(text):
            subject = self._person(text[passive.end() :]) or subject
        if subject is None:
            others = self._others(text)
            subject = others[0] if len(others) == 1 else None
            if len(others) > 1 or (subject is None and _SOMEBODY.match(text)):
                self.last, self.unmentioned = None, 1
                return
        if subject is not None:
            self._remember(subject)

    def _remember(self, who: Person) -> None:
        self.last, self.unmentioned = who, 1
        for word in who.name:
            self.known.setdefault(word, who)

    def _others(self, text: str) -> Sequence[Person]:
        """Officials named in the middle of a sentence."""
        found = [_official(mention) for mention in find_mentions(without_degrees(text))]
        return list({person.mention: person for person in found}.values())

    def _person(self, text: str, *, spoken: bool = False) -> Person | None:
        """Who is named at the beginning of `text`: an office with a name, a name with what is
        said of it, or the name of somebody known. `spoken`: behind a word of saying."""
        plain = without_degrees(text).lstrip(" ,:–—-")
        if not spoken:
            plain = plain[_LEADING.match(plain).end() :]  # type: ignore[union-attr]
        official = next(iter(find_mentions(plain[:_BEGINNING])), "")
        if official and plain.startswith(official.split()[0]):
            one = _official(official)
            if one.name:
                return self.known.get(one.name[0], one) if len(one.name) == 1 else one
            return self._apart(plain, spoken, official=True) or one
        return self._named(plain) or self._apart(plain, spoken, official=False)

    def _named(self, text: str) -> Person | None:
        """ "Sutinah (71), warga Desa X", "Rokhim mengaku", or somebody who was named before."""
        match = re.match(_NAME, text)
        if match is None:
            return None
        words = tuple(match[0].split())
        if known := self.known.get(words[0]) or self.known.get(words[-1]):
            return known
        rest = text[match.end() :]
        if not _may_be_name(match[0]):
            return None
        age = re.match(_AGE, rest)
        rest = rest[age.end() :] if age else rest
        office = re.match(r",\s+(?=[A-Z])", rest)
        of = next(iter(find_mentions(rest[office.end() :])), "") if office else ""
        if office and of and rest[office.end() :].startswith(of.split()[0]):
            return Person(words, f"{match[0]}, {of}", True)  # "Subandi, Bupati Sidoarjo"
        about = _ABOUT.match(rest)
        says = re.match(rf",?\s+(?:juga\s+|pun\s+)?{_SAYS}\b|\s*[,.]?\s*$", rest)
        sure = len(words) > 1 or is_given(words[0].lower())
        if not (age or about or (sure and says)):
            return None
        return Person(words, _shown(match[0], about["about"] if about else ""), False)

    def _apart(self, text: str, spoken: bool, *, official: bool) -> Person | None:
        """ "Pedagang di Pasar Larangan, Sri Wahyuni, mengaku": a name behind what somebody is."""
        for match in re.finditer(rf",\s+(?P<name>{_NAME})(?={_AGE}|,|\s|\.?\s*$)", text):
            role, rest = text[: match.start()], text[match.end() :]
            says = re.match(rf"(?:{_AGE})?,?\s+(?:juga\s+|pun\s+)?{_SAYS}\b", rest)
            if "," in role or len(role) > _LONGEST:
                return None
            if _may_be_name(match["name"]) and (spoken or says or re.match(_AGE, rest)):
                shown = role if official else f"{role[:1].lower()}{role[1:]}"
                words = tuple(match["name"].split())
                return Person(words, f"{shown} {match['name']}", official)
        return None


def _official(mention: str) -> Person:
    return Person(tuple(name_of(mention)), mention, True)


def _shown(name: str, about: str) -> str:
    """ "Sutinah, warga Desa Kloposepuluh"."""
    about = re.sub(r"\s+(?:itu|tersebut|ini)$", "", about.strip())
    return f"{name}, {about}" if about and len(about) < _LONGEST else name


def _may_be_name(name: str) -> bool:
    return not any(is_ordinary(word.lower().rstrip(".")) for word in name.split()) and not any(
        mention for mention in find_mentions(name)
    )


def _masked(line: str) -> str:
    """The line of the same length, whose quotations end no sentence."""
    return _QUOTE.sub(lambda m: m[0][0] + "_" * len(m[1]) + m[0][-1], line)
