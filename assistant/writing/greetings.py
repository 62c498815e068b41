"""Greetings, thanks and condolences: composed from the brief alone, they assert nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from assistant.agencies import load_agencies
from assistant.prompts import load_table
from assistant.reading.moments import find_dates
from assistant.writing.intent import Intent

_LEADING = re.compile(
    r"^(?:(?:tolong|mohon|ucapan|ucapkan|beri(?:kan)?|buat(?:kan)?|bikin(?:kan)?|tulis(?:kan)?|"
    r"sampaikan|caption|konten|unggahan|kartu|selamat|kepada|untuk|dalam rangka|peringatan|"
    r"memperingati|menyambut)\b\s*)+(?=\S)",
    re.I,
)
_HAIL = re.compile(r"\bdirgahayu\s+", re.I)
_TO = re.compile(r"\s+(?:untuk|kepada|bagi|buat)\s+(?P<whom>.+)$", re.I)
_SENDER = re.compile(
    r",?\s+(?:dari|atas nama|oleh)\s+(?:pem(?:kab|erintah)|bupati|dinas|kami|kominfo)\b.*$", re.I
)
_ALSO = re.compile(r"\s*(?:,|;|\.\s|\bdengan\b|\bsebutkan?\b|\btekankan\b).*$", re.I)
_FOR = re.compile(r"\b(?:atas|karena|(?:yang )?(?:telah|sudah))\b.*$", re.I)
_THANKS = re.compile(r"terima\s*kasih", re.I)
_DEATH = re.compile(r"\b(?:wafat|meninggal|berpulang|kepergian|duka\s?cita atas|tewas)\w*", re.I)
_REASON = re.compile(
    r"\b(?:atas|(?:ber)?pulangnya|meninggalnya|wafatnya|(?:kepada|untuk) keluarga)\b.*$", re.I
)


def greet(platform: str, intent: Intent, turn: int) -> tuple[str | None, str]:
    """Title (where wanted) and text."""
    table = load_table("frames/greetings.yaml")
    said = re.sub(r"\s+", " ", intent.said).strip(" .!")
    if intent.kind == "condolence":
        return _condole(platform, table["condolence"], said, turn)
    formal = intent.tone == "formal" or platform == "press-release"
    if _THANKS.search(said):
        return _thank(platform, table, said, turn, formal=formal)
    hail = _HAIL.search(said) is not None
    rest = _SENDER.sub("", _LEADING.sub("", _HAIL.sub("", _ALSO.sub("", said))))
    to = _TO.search(rest)
    whom = f" kepada {_places(to['whom'])}" if to else ""
    occasion = proper(_without_date(rest[: to.start()] if to else rest))
    of_the_day = next(
        o
        for o in table["occasions"]
        if re.search(o["cue"], f"{occasion} {said}" if hail else occasion, re.I)
    )
    if of_the_day.get("name") and not re.search(r"\bhari\b", occasion, re.I):
        occasion = re.sub(of_the_day["cue"], of_the_day["name"], occasion, flags=re.I)
    frames = table["greeting"][
        "hail" if hail else "formal" if formal or platform == "whatsapp" else "warm"
    ]
    hook = _turned(frames, turn).format(occasion=occasion, whom=whom)
    wish = _turned(of_the_day["wish"], turn)
    title = f"{'Dirgahayu' if hail else 'Selamat'} {occasion}"
    return _dress(platform, title, hook, wish, _turned(table["greeting"]["invite"], turn),
                  "" if formal else of_the_day["mark"])  # fmt: skip


def card_alt_text(text: str) -> str:
    """One sentence on the card, without emoji and hashtags."""
    card = next(line for line in text.splitlines() if line and not line.startswith("*"))
    return "Kartu ucapan: " + re.split(r"(?<=[.!?])(?:\s|$)", card)[0]


def _thank(
    platform: str, table: Mapping[str, Any], said: str, turn: int, *, formal: bool
) -> tuple[str | None, str]:
    words = table["thanks"]
    rest = said[_end(_THANKS, said) :]
    reason = _FOR.search(rest)
    to = re.sub(
        r"^\s*(?:untuk|kepada|bagi|buat|ke)\s+", "", rest[: reason.start()] if reason else rest
    )
    whom = _places(to.strip(" ,.")) or "warga Sidoarjo"
    because = (
        re.sub(r"^(?:karena )?(?:yang )?(?:telah |sudah )?", "karena telah ", reason[0])
        if reason
        else ""
    )
    if reason and reason[0].lower().startswith("atas"):
        because = reason[0]
    frames = words["formal" if formal else "hook_reason" if because else "hook"]
    hook = _turned(frames, turn).format(whom_bare=whom, reason=_places(because))
    return _dress(platform, words["title"], hook, _turned(words["wish"], turn), "",
                  "" if formal else words["mark"])  # fmt: skip


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.end() if match else 0


def _condole(
    platform: str, table: Mapping[str, Any], said: str, turn: int
) -> tuple[str | None, str]:
    """Sober: no hashtag, no emoji, no call."""
    reason = _REASON.search(_SENDER.sub("", said))
    because = f" {_places(reason[0])}" if reason else ""
    because = re.sub(r"^ untuk\b", " kepada", because)
    if because and not re.match(r" (?:atas|kepada|untuk)\b", because, re.I):
        because = f" atas{because}"
    hook = _turned(table["hook"], turn).format(reason=because)
    dead = _DEATH.search(said) or not reason
    wish = _turned(table["wish" if dead else "wish_disaster"], turn)
    titled = platform in ("youtube", "press-release")
    joint = " " if platform in ("x", "tiktok", "threads") else "\n\n"
    bold = f"*{table['title']}*\n\n" if platform == "whatsapp" else ""
    return (table["title"] if titled else None), f"{bold}{hook}{joint}{wish}"


def _dress(
    platform: str, title: str, hook: str, wish: str, invite: str, mark: str
) -> tuple[str | None, str]:
    """A greeting in the form of the platform."""
    call = f"\n\n{invite}" if invite else ""
    marked = f"{hook} {mark}".rstrip()
    match platform:
        case "instagram":
            return None, f"{marked}\n\n{wish}{call}\n\n#Sidoarjo #PemkabSidoarjo"
        case "facebook":
            return None, f"{hook} {wish}{call}\n\n#Sidoarjo"
        case "whatsapp":
            return None, f"*{title}*\n\n{marked} {wish}"
        case "youtube":
            return title, f"{hook}\n\n{wish}\n\n#Sidoarjo"
        case "press-release":
            return title, f"Sidoarjo – {hook} {wish}"
        case "threads":
            return None, f"{hook} {wish} #Sidoarjo"
        case "tiktok":
            return None, f"{marked} {wish} {invite}".rstrip() + " #Sidoarjo #PemkabSidoarjo"
        case _:
            return None, f"{hook} {wish} #Sidoarjo"


def _turned(frames: Sequence[str], turn: int) -> str:
    return frames[turn % len(frames)]


def _without_date(occasion: str) -> str:
    """ "hari guru nasional 25 november" without its day: the post appears on it."""
    for moment in reversed(list(find_dates(occasion))):
        occasion = occasion[: moment.start] + occasion[moment.end :]
    return re.sub(r"\s+(?:pada|tanggal|yang jatuh)?\s*$", "", occasion).strip(" ,-")


def proper(text: str) -> str:
    """Occasions, places and short forms with the capitals that are theirs."""
    text = _names().sub(lambda m: _spelt()[m[0].lower()], text)
    text = re.sub(r"(?<=\d )(?:h|m)\b", lambda m: m[0].upper(), text)  # 1448 H
    return _places(text)


def _places(text: str) -> str:
    """Places and short forms with capitals, nothing else: "para guru di Sidoarjo"."""
    text = _place_names().sub(lambda m: _place_spelling()[m[0].lower()], text)
    return re.sub(
        r"\b(?:kabupaten|kecamatan|kelurahan|desa)(?= [A-Z])",
        lambda m: m[0].capitalize(),
        text,
    )


@cache
def _spelt() -> dict[str, str]:
    """What is written with capitals: by its small letters."""
    days = load_table("holidays.yaml")
    names = [*days["every_year"].values()]
    for year in days["years"].values():
        names += year["days"].values()
    spelt = {word.lower(): word for name in names for word in re.findall(r"[A-Z]\w+", str(name))}
    for words in load_table("frames/greetings.yaml")["proper"].split("|"):
        spelt[words] = "HUT" if words == "hut" else words.title()
    return spelt


@cache
def _place_spelling() -> dict[str, str]:
    words = load_table("frames/greetings.yaml")["places"].split("|")
    spelt = {word: word.title() for word in words}
    for agency in load_agencies():
        if agency.id.startswith("kec-"):
            place = agency.short.removeprefix("Kec. ")
            spelt[place.lower()] = place
            continue
        if re.fullmatch(r"[A-Z]{2,}", agency.short):
            spelt[agency.short.lower()] = agency.short
    return spelt


@cache
def _names() -> re.Pattern[str]:
    return _any_of(_spelt())


@cache
def _place_names() -> re.Pattern[str]:
    return _any_of(_place_spelling())


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)
