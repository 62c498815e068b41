"""Announcements: who tells what for which reason, where the news stands in numbered points."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.clauses import has_predicate, is_request
from assistant.reading.moments import spell_dates
from assistant.writing.intent import term_stems
from assistant.writing.lines import without_pointer
from assistant.writing.material import Material
from assistant.writing.salience import keys

# "Dinas A bersama Dinas B menyampaikan hal-hal sebagai berikut:", "…, diberitahukan bahwa:"
_TELLS = (
    r"(?:menyampaikan|mengumumkan|memberitahukan|menginformasikan|menetapkan|mengatur|memutuskan|"
    r"(?:meminta|memohon|mengharap(?:kan)?|mengimbau|menghimbau|mengingatkan))\b"
)
_IS_TOLD = (
    r"(?:[Dd](?:iberitahukan|isampaikan|iumumkan|iinformasikan)|[Dd]i(?:minta|harap|imbau))\b"
)
_ANNOUNCES = re.compile(
    rf"(?:{_TELLS}|{_IS_TOLD}|hal-hal)[^:]*?(?:berikut(?:\s+ini)?|bahwa|diperhatikan|diketahui|"
    r"agar|untuk)?\s*[:.]?$"
)
_NAMES_A_LIST = re.compile(r"\b(?:syarat|persyaratan|jadwal|rincian|susunan|alur|langkah)\b", re.I)
_ISSUER = re.compile(
    r"(?:^|,\s+|\b(?:bahwa|ini|maka|kami)\s+)(?P<issuer>(?:Pemerintah|Pemkab|Dinas|Badan|Bagian|"
    r"UPTD?|Kantor|Kecamatan|Kelurahan|Sekretariat|Satuan|Satpol|Perumda|RSUD|Puskesmas|Bupati)\s"
    rf"(?:(?!\bmen?[gy]?[a-z]+kan\b)[^:;])*?)\s+(?={_TELLS})"
)
_ASKS = re.compile(r"\b(?:meminta|memohon|mengharap\w*|mengimbau|menghimbau)\b")
_WHY = re.compile(
    r"\b(?P<cue>[Ss]ehubungan\s+dengan|[Bb]erkaitan\s+dengan|[Bb]erkenaan\s+dengan|[Mm]engingat|"
    r"[Aa]kibat|[Kk]arena|[Mm]enindaklanjuti|[Mm]enyikapi|[Mm]engantisipasi)\s+"
    r"(?:(?:akan\s+)?di(?:laksanakan|adakan|selenggarakan|lakukan)nya\s+|(?:akan\s+)?adanya\s+)?"
    r"(?P<why>[^:;]+?),\s+(?=[A-Z]|di[a-z]+kan|bersama|dengan\s+ini|maka|kami)"
)
_FOLLOWS = re.compile(r"menindaklanjuti|menyikapi|mengantisipasi", re.I)
# What an office has to obey is no reason that a reader cares for.
_CITES = re.compile(
    r"\b(?:[Nn]omor|[Ss]urat|[Pp]eraturan|[Ii]nstruksi|[Kk]eputusan|[Uu]ndang-|[Rr]apat|[Aa]rahan|"
    r"[Dd]isposisi|[Pp]erbup|[Pp]erda)\b"
)
_OWN_REASON = re.compile(r"\b(?:karena|akibat|sehubungan|dalam\s+rangka)\b")
_PLACE_AT_END = re.compile(r"\s+(?:di|pada|untuk)\s+[^,]+$")
_LONGEST_WHY, _LONGEST_NEWS = 110, 300
_AT_LEAST = 0.4  # of the brief that a point must say to be asked for; else the first is the news
_ENOUGH = 0.5  # of the point that says most of the brief, for an earlier one to come before it
# "Setiap rumah tangga melaksanakan …", told of those who are asked to.
_DOES = re.compile(
    r"(?P<who>(?:[A-Z][\w-]*)(?:\s(?!(?:me|ber|di|ter)[a-z]{3})[\w,()/-]+){0,6}?)\s+"
    r"(?:(?:agar|supaya|wajib|harus|untuk)\s+)?(?=(?:segera\s+|selalu\s+|tidak\s+)?(?:me|ber)[a-z]{3})"
)
_LONG_SENTENCE = 8  # words
_TIME_WORDS = frozenset(term_stems("pada mulai sejak hari tanggal pukul jam hingga sampai wib"))
_MAY = re.compile(r"\b(?:dapat|bisa|boleh|akan|telah|sudah|tetap)\b")


@dataclass(frozen=True, slots=True)
class Announcement:
    """`issuer` and `why` are "" where the paper does not say them; `news` is a sentence of its own
    with the reason, `told` the same as the issuer tells it."""

    issuer: str
    why: str
    news: str
    told: str


def is_announcing(group: str) -> bool:
    """Whether the line above a list only says that something is made known."""
    bare = re.sub(r"\s+", " ", group).strip()
    return _ANNOUNCES.search(bare) is not None and not _NAMES_A_LIST.search(bare[-60:])


def asks(group: str) -> bool:
    return _ASKS.search(group) is not None


def find_announcement(found: Material, group: str, numbers: Sequence[int]) -> Announcement | None:
    """The news of numbered points: the one that says most of the matter, with what stands above."""
    whole = [n for n in numbers if (s := found.sentence(n)).short and s.short.whole and not s.cells]
    if not is_announcing(group) or 2 * len(whole) <= len(numbers):
        return None
    told = {n: found.relevance(found.sentence(n).text) for n in whole}
    best = max(told.values())
    first = next(n for n in whole if told[n] >= _ENOUGH * best or best < _AT_LEAST)
    short = found.sentence(first).short
    point = spell_dates(re.sub(r"\s+", " ", short.text if short else "")).strip()
    point = without_pointer(point)
    if len(point) > _LONGEST_NEWS:
        point = _first_sentence(point)
    stem = re.sub(r"\s+", " ", group)
    issuer = named["issuer"].strip(" ,") if (named := _ISSUER.search(stem)) else ""
    why = _reason(stem, point)
    news = _because(point, why)
    return Announcement(issuer, why, news, _as_told(news, issuer, stem, found.reading.text))


def _reason(stem: str, point: str) -> str:
    """ "Sehubungan dengan pekerjaan drainase di ruas …, Dinas …" → "karena pekerjaan drainase"."""
    found = _WHY.search(stem)
    if not found or _CITES.search(found["why"]) or _OWN_REASON.search(point):
        return ""
    why, known = found["why"].strip(), set(term_stems(point))
    place = _PLACE_AT_END.search(why)
    if place and set(term_stems(place[0])) <= known:
        why = why[: place.start()]
    if len(why) > _LONGEST_WHY or set(term_stems(why)) <= known:
        return ""
    return f"{'menyusul' if _FOLLOWS.match(found['cue']) else 'karena'} {why}"


def _because(point: str, why: str) -> str:
    """The reason at the end of the first sentence of a point."""
    first = _first_sentence(point)
    rest = point[len(first) :]
    return f"{first.rstrip('.')} {why}.{rest}" if why else f"{first.rstrip('.')}.{rest}"


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z)\d]\.)\s+(?=[A-Z])", text, maxsplit=1)[0]


def _as_told(news: str, issuer: str, stem: str, text: str) -> str:
    """ "Dinas A mengumumkan bahwa ruas …", "Dinas A meminta setiap rumah tangga …"."""
    if not issuer:
        return news
    lowered = news[:1].lower() + news[1:] if _is_common(news, text) else news
    does = _DOES.match(news)
    if does and _ASKS.search(stem) and not _MAY.search(does["who"]):
        return f"{issuer} meminta {lowered[: len(does['who'])]} {news[does.end() :]}"
    if is_request(news) or not has_predicate(news):
        return news
    return f"{issuer} mengumumkan bahwa {lowered}"


def _is_common(news: str, text: str) -> bool:
    """Whether a sentence opens with a word that has its capital only there."""
    first, _, rest = news.partition(" ")
    return not rest[:1].isupper() or re.search(rf"\b{first.lower()}\b", text) is not None


def worthiest(items: tuple[str, ...], worths: Mapping[str, float], room: int) -> tuple[str, ...]:
    """The points of an announcement that fit, by what a reader looks for (`worths`), in their
    own order."""
    worth = {item: sum(worths.get(key, 0.0) for key in keys(item)) for item in items}
    kept: set[str] = set()
    for item in sorted(items, key=lambda item: -worth[item] / len(item) ** 0.5):
        if sum(len(x) for x in kept) + len(item) <= room:
            kept.add(item)
    return tuple(item for item in items if item in kept) or items[:1]


def untold(items: tuple[str, ...], said: str) -> tuple[str, ...]:
    """The items without what the sentences of a post say, unless nothing would be left."""
    told = set(term_stems(said))
    left = []
    for item in items:
        first, _, rest = item.partition(". ")
        new = set(term_stems(first)) - told - _TIME_WORDS
        long = len(first.split()) > _LONG_SENTENCE and not new
        left.append(item if not long else "" if set(term_stems(rest)) <= told else rest)
    return tuple(item for item in left if item) or items
