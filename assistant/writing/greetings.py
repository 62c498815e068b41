"""Greetings, thanks and condolences: composed from the brief alone, they assert nothing."""

import re

from assistant.prompts import load_table
from assistant.writing.frames import capitalise
from assistant.writing.intent import Intent

_LEADING = re.compile(
    r"^(?:(?:ucapan|ucapkan|beri|buat(?:kan)?|sampaikan|caption|konten|unggahan|selamat|kepada|"
    r"untuk|"
    r"turut|ber)\s*)+(?=\S)",
    re.I,
)
_WHOM = re.compile(r"\s+(?:untuk|kepada|bagi|buat)\s+(.+)$", re.I)
_REASON = re.compile(r"\b(?:atas|berpulangnya|meninggalnya|wafatnya)\b.*$", re.I)
_THANKS = re.compile(r"terima\s*kasih", re.I)


def greet(platform: str, intent: Intent, turn: int) -> tuple[str | None, str]:
    """Title (where wanted) and text."""
    table = load_table("frames/greetings.yaml")
    said = intent.said.strip(" .!")
    if intent.kind == "condolence":
        return _condole(platform, table["condolence"], said, turn)
    formal = intent.tone == "formal" or platform == "press-release"
    if _THANKS.search(said):
        whom = _WHOM.search(said)
        words = {"whom_bare": whom[1].strip() if whom else "warga Sidoarjo"}
        hook = table["thanks"]["hook"][turn % 2].format(**words)
        wish = table["thanks"]["wish"][turn % 2]
        return _dress(platform, "Terima Kasih", hook, wish, table["greeting"], turn)
    occasion = _LEADING.sub("", said)
    whom = _WHOM.search(occasion)
    occasion = occasion[: whom.start()] if whom else occasion
    occasion = occasion.split(",")[0].strip()
    words = {
        "occasion": occasion,
        "Occasion": capitalise(occasion),
        "whom": f" kepada {whom[1].strip()}" if whom else "",
        "whom_for": f" untuk {whom[1].strip()}" if whom else "",
    }
    greeting = table["greeting"]
    hooks = greeting["formal_hook" if formal else "hook"]
    wishes = greeting["formal_wish" if formal else "wish"]
    hook = hooks[turn % len(hooks)].format(**words)
    wish = wishes[turn % len(wishes)]
    return _dress(platform, f"Selamat {occasion}", hook, wish, greeting, turn)


def _condole(
    platform: str, table: dict[str, list[str]], said: str, turn: int
) -> tuple[str | None, str]:
    reason = _REASON.search(said)
    because = f" {reason[0]}" if reason else ""
    if because and not because.lower().startswith(" atas"):
        because = f" atas{because}"
    hook = table["hook"][turn % len(table["hook"])].format(reason=because)
    wish = table["wish"][turn % len(table["wish"])]
    titled = platform in ("youtube", "press-release")
    joint = " " if platform in ("x", "tiktok", "threads") else "\n\n"
    bold = "*Turut Berduka Cita*\n\n" if platform == "whatsapp" else ""
    return ("Turut Berduka Cita" if titled else None), f"{bold}{hook}{joint}{wish}"


def _dress(
    platform: str, title: str, hook: str, wish: str, table: dict[str, object], turn: int
) -> tuple[str | None, str]:
    """A greeting in the form of the platform."""
    invites = list(table["invite"])  # type: ignore[call-overload]
    invite = str(invites[turn % len(invites)])
    mark = str(table["mark"])
    match platform:
        case "instagram":
            return None, f"{hook} {mark}\n\n{wish}\n\n{invite}\n\n#Sidoarjo #PemkabSidoarjo"
        case "facebook":
            return None, f"{hook} {wish}\n\n{invite}\n\n#Sidoarjo"
        case "whatsapp":
            return None, f"*{title}*\n\n{hook} {wish}"
        case "youtube":
            return title, f"{hook}\n\n{wish}\n\n#Sidoarjo"
        case "press-release":
            return title, f"Sidoarjo – {hook} {wish}"
        case "threads":
            return None, f"{hook} {wish}\n\n{invite} #Sidoarjo"
        case _:
            return None, f"{hook} {wish} #Sidoarjo"
