"""Greetings, thanks and condolences: composed from the brief alone, they assert nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from assistant.agencies import load_agencies
from assistant.prompts import load_table
from assistant.reading.moments import find_dates
from assistant.writing.intent import Intent
from assistant.writing.topic import acronyms

_LEADING = re.compile(
    r"^(?:(?:tolong|mohon|ucapan|ucapkan|beri(?:kan)?|buat(?:kan)?|bikin(?:kan)?|tulis(?:kan)?|"
    r"sampaikan|caption|konten|unggahan|kartu|selamat|kepada|untuk|dalam rangka|peringatan|"
    r"memperingati|menyambut)\b\s*)+(?=\S)",
    re.I,
)
_NAMED_DAY = re.compile(r"\bHari(?: (?!ke-|kepada|untuk|bagi|atas)[\w]+)+")
_HAIL = re.compile(r"\bdirgahayu\s+", re.I)
_TO = re.compile(r"\s+(?:untuk|kepada|bagi|buat)\s+(?P<whom>.+)$", re.I)
_SENDER = re.compile(
    r",?\s+(?:dari|atas nama|oleh)\s+(?:pem(?:kab|erintah)|bupati|dinas|kami|kominfo)\b.*$", re.I
)
_ALSO = re.compile(r"\s*(?:,|;|\.\s|\bdengan\b|\bsebutkan?\b|\btekankan\b).*$", re.I)
_FOR = re.compile(r"\b(?:atas|karena|(?:yang )?(?:telah|sudah))\b.*$", re.I)
_THANKS = re.compile(r"terima\s*kasih", re.I)
_OF_A_DAY = re.compile(r"(?:ucap(?:an|kan)\s+)?selamat\s+(?:hari|ulang|idul|tahun|natal)\b", re.I)
# "ucapkan selamat kepada kafilah juara MTQ", "selamat atas dilantiknya pengurus"
_PRAISED = re.compile(
    r"(?:(?:tolong|buat(?:kan)?|beri|sampaikan)\s+)*(?:ucap(?:an|kan)\s+)?selamat\s+"
    r"(?P<whom>(?:kepada|ke|untuk|bagi|buat|atas)\s+(?!.*\bhari\b).+)$",
    re.I,
)
_MOURNING = re.compile(
    r"^.*?\b(?:belasungkawa|duka(?:\s?cita)?|berduka)\b(?:\s+cita)?\s*(?:(?:untuk|utk|buat|atas)\s+)?",
    re.I,
)
_DISASTER = re.compile(
    r"\b(?:gempa|banjir|longsor|erupsi|tsunami|kebakaran|bencana|musibah|korban|puting|angin|kecelakaan)\b",
    re.I,
)
_PEOPLE = re.compile(r"(?:para\s+)?(?:korban|keluarga|warga|penyintas)\b", re.I)
# "mantan bupati win hendrarso": who bears a title is written with capitals.
_BEARER = re.compile(
    r"\b(?P<title>bupati|wakil bupati|wabup|camat|lurah|kepala desa|bapak|ibu|kiai|ustaz|gus|sekda|"
    r"gubernur|presiden|menteri|almarhum|almarhumah)\s+(?P<name>[a-z]+(?:\s[a-z]+){0,2})$"
)
_STRUCK = re.compile(
    r"(\b(?:gempa(?: bumi)?|banjir(?: bandang)?|longsor|erupsi(?: gunung)?|tsunami|kebakaran)"
    r"\s+(?:di\s+)?)"
    r"(?P<place>(?!dan\b|di\b|yang\b)[a-z]+(?:\s(?:utara|selatan|barat|timur|tengah))?)$"
)
_DEATH = re.compile(r"\b(?:wafat|meninggal|berpulang|kepergian|duka\s?cita atas|tewas)\w*", re.I)
_REASON = re.compile(
    r"\b(?:atas|(?:ber)?pulangnya|meninggalnya|wafatnya|(?:kepada|untuk) keluarga)\b.*$", re.I
)


def greet(platform: str, intent: Intent, turn: int) -> tuple[str | None, str]:
    """Title (where wanted) and text."""
    table = load_table("frames/greetings.yaml")
    said = re.sub(r"\s+", " ", intent.said).strip(" .!")
    said = re.sub(r"\bke (?=\d+\b)", "ke-", re.sub(r"\bramadh?an\b", "Ramadan", said, flags=re.I))
    if intent.kind == "condolence":
        return _condole(platform, table["condolence"], said, turn)
    formal = intent.tone == "formal" or platform == "press-release"
    if _THANKS.search(said) and not _OF_A_DAY.match(said):
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
    if not of_the_day.get("name") and (praise := congratulation(said, turn)):
        hook = praise
    wish = _turned(of_the_day["wish"], turn)
    title = f"{'Dirgahayu' if hail else 'Selamat'} {occasion}"
    return _dress(platform, title, hook, wish, _turned(table["greeting"]["invite"], turn),
                  "" if formal else of_the_day["mark"])  # fmt: skip


def congratulation(said: str, turn: int) -> str:
    """ "ucapkan selamat ke kafilah, sebut …" → "Selamat kepada kafilah!"; "" of any other brief."""
    praised = _PRAISED.match(_ALSO.sub("", said))
    if praised is None:
        return ""
    whom = re.sub(r"^ke\b", "kepada", _places(_SENDER.sub("", praised["whom"])))
    return _turned(load_table("frames/greetings.yaml")["greeting"]["congratulate"], turn).format(
        whom=whom
    )


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
        _formal(re.sub(r"^(?:karena )?(?:yang )?(?:telah |sudah )?", "karena telah ", reason[0]))
        if reason
        else ""
    )
    if reason and reason[0].lower().startswith("atas"):
        because = reason[0]
    frames = words["formal" if formal else "hook_reason" if because else "hook"]
    hook = _turned(frames, turn).format(whom_bare=whom, reason=_places(because))
    fit = (
        own["wish"] for own in words["wish_for"] if re.search(rf"\b(?:{own['cue']})", whom, re.I)
    )
    return _dress(platform, words["title"], hook, _turned(next(fit, words["wish"]), turn), "",
                  "" if formal else words["mark"])  # fmt: skip


def _formal(text: str) -> str:
    """ "karena telah bayar pajak" → "karena telah membayar pajak"."""
    verbs = load_table("frames/words.yaml")["formal_verbs"]
    return re.sub(r"(?<=telah )\w+", lambda m: verbs.get(m[0].lower(), m[0]), text)


def _with_capitals(match: re.Match[str]) -> str:
    name = match["name"]
    shown = name if _place_names().fullmatch(name) else name.title()
    return f"{match['title'].title()} {shown}"


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
    if not because and (rest := _MOURNING.sub("", _SENDER.sub("", said))):
        because = f" {'kepada' if _PEOPLE.match(rest) else 'atas'} {_places(rest)}"
    because = _BEARER.sub(_with_capitals, because)
    because = _STRUCK.sub(lambda m: m[1] + m["place"].title(), because)
    frames = table["hook_to" if because.startswith(" kepada") else "hook"]
    hook = _turned(frames, turn).format(reason=because)
    dead = _DEATH.search(said) or not because or not _DISASTER.search(said)
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
    text = _NAMED_DAY.sub(lambda m: " ".join(_raised(word) for word in m[0].split(" ")), text)
    text = re.sub(r"(?<=\d )(?:h|m)\b", lambda m: m[0].upper(), text)  # 1448 H
    return _places(text)


def _raised(word: str) -> str:
    return word if word in ("dan", "untuk", "ke", "di") else word[:1].upper() + word[1:]


def _places(text: str) -> str:
    """Places and short forms with capitals, nothing else: "para guru di Sidoarjo"."""
    text = _place_names().sub(lambda m: _place_spelling()[m[0].lower()], text)
    text = re.sub(r"\b[a-z]{3,}\b", lambda m: acronyms().get(m[0], m[0]), text)
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
