"""The first sentence of a post on a source that has none: a table, a schedule, a service page."""

import re
from typing import TYPE_CHECKING

from assistant.agencies import load_agencies
from assistant.prompts import load_table
from assistant.writing.announcements import find_announcement
from assistant.writing.intent import term_stems
from assistant.writing.lines import Line
from assistant.writing.material import Material

if TYPE_CHECKING:
    from assistant.writing.story import Story

INTRODUCTION = -2  # its place among the lines: no sentence of the sheet
_TITLE = -1  # the title as a sentence says no more than this does
_HEAD = 400  # characters in which a source says whose it is
# What is left of "… mengundang Saudara hadir dalam X pada:", without its day and place.
_BARELY_SAID = re.compile(r"\s+akan\s+di(?:laksana|selenggara|ada)kan\.$")
_RULES = re.compile(r"^(?:SURAT EDARAN|KEPUTUSAN|PERATURAN|INSTRUKSI)\b", re.M | re.I)
_REGENCY = "Pemkab Sidoarjo"
_LONGEST_SUBJECT = 9  # words
_TASK = re.compile(
    r"(?:tata )?cara\s+(?:(?P<deed>(?:me[mnrl]?|ber)[a-z]+\b.*)|(?P<noun>[a-z]+(?:si|an)\s.*)|"
    r"(?P<how>.*))"
)
_ASKS_FOR = re.compile(
    r"^(?:syarat|persyaratan|dokumen|berkas)\s+(?P<what>(?:me[mn]|ber)[a-z]+\b.*)$"
)
_JOIN_IN = re.compile(
    r"^(?:(?:bawa|ajak|antar)\s+(?:\w+\s+){1,3}?(?:ke|di)|"
    r"ikut(?:i)?|mengikuti|hadiri|menghadiri|(?:me)?nonton|saksikan|menyaksikan|kunjungi|ramaikan|"
    r"meriahkan|(?:datang )?(?:ke|di))\s+"
)
_OPENS = re.compile(r"\b(?:(?:mem|di)buka|pendaftaran\b.{0,80}\b(?:dapat|bisa))\b", re.I)
_REGISTERING = re.compile(r"^(?:pendaftaran|penerimaan|registrasi|daftar|mendaftar)\s+", re.I)
_CAME_INTO_FORCE = re.compile(r"^(?:Berlaku|Dilaksanakan|Digelar|Diselenggarakan|Berlangsung)\b")
_TOPIC_IS_TABLE = re.compile(
    r"^(?:jadwal|tarif|daftar|data|angka|harga|besaran|syarat|jumlah|cakupan|capaian|persentase|"
    r"perkembangan|realisasi|rekapitulasi)\b",
    re.I,
)


def add_introduction(story: "Story", found: Material) -> None:
    """Puts it in front where a list is the matter and no sentence above it says what it is."""
    _complete_fragments(story, found)
    text = _announcement(story, found) or (_event(story) if _event_untold(story) else "")
    text = text or _decree(story, found)
    if not text and _registration_untold(story) and not _reports(story, found):
        text = _registration(story, found)
    if not text and _needs_one(story):
        text = _introduction(story, found)
    if text:
        line = Line(INTRODUCTION, text, text, opinion=False)
        best = max((score for score, _ in story.lines), default=1.0)
        story.lines = [(best + 1.0, line), *(p for p in story.lines if p[1].number != _TITLE)]
        story.lead = line


def _announcement(story: "Story", found: Material) -> str:
    """The news of an announcement whose points are sentences, and whose it is."""
    lead = story.lead.number if story.lead else -1
    for listing in story.listings:
        numbers = sorted(listing.numbers)
        if listing.kind != "fact" or not numbers:
            continue
        group = found.sentence(numbers[0]).group
        if 0 <= lead < numbers[0] and not _same_line(found.sentence(lead).text, group):
            continue  # the news stands above its points
        told = find_announcement(found, group, numbers)
        if told:
            story.told = told.told
            story.lines = [
                pair
                for pair in story.lines
                if pair[1].number < 0 or not _same_line(found.sentence(pair[1].number).text, group)
            ]
            return told.news
    return ""


def _same_line(one: str, other: str) -> bool:
    words = set(term_stems(one))
    return bool(words) and words <= set(term_stems(other))


def _needs_one(story: "Story") -> bool:
    if not story.listings or story.intent.asserts_nothing:
        return False
    first = min(min(listing.numbers, default=0) for listing in story.listings)
    lead = story.lead
    if lead is None or lead.number < 0:
        return True
    return lead.number > first and story.kind in (
        "service",
        "figures",
        "news",
        "event",
        "registration",
    )


def _event_untold(story: "Story") -> bool:
    """Whether no first sentence says what the event is of which day and place are known."""
    topic = set(term_stems(story.topic or story.deed))
    lead = story.lead.text if story.lead and story.lead.text else ""
    if _BARELY_SAID.search(lead):
        return not story.past
    shared = topic & set(term_stems(lead))
    return story.kind == "event" and not story.past and len(shared) <= len(topic) / 2


def _registration_untold(story: "Story") -> bool:
    """Whether nobody says that one may register, though the source gives days or ways to do it."""
    lead = story.lead.text if story.lead and story.lead.text else ""
    words = set(term_stems(_registered(story)))
    told = _OPENS.search(lead) or len(words & set(term_stems(lead))) >= 2 / 3 * len(words)
    days = any(entry.slot in ("registration", "deadline") for entry in story.entries)
    registers = "daftar" in story.text or any(e.slot == "registration" for e in story.entries)
    joins = story.kind == "registration" or (story.kind == "event" and registers)
    return joins and not story.closed and days and not told


def _reports(story: "Story", found: Material) -> bool:
    """Whether the first sentence is news of what has happened, of which a registration is part."""
    lead = story.lead.number if story.lead else -1
    told = any(f.reported for f in found.facts if f.slot == "when" and f.sentence == lead)
    return told and story.kind != "registration"


def _registered(story: "Story") -> str:
    """ "pendaftaran beasiswa Sidoarjo Pintar" → "beasiswa Sidoarjo Pintar"."""
    return _REGISTERING.sub("", _JOIN_IN.sub("", story.topic or story.deed))


def _registration(story: "Story", found: Material) -> str:
    frames = load_table("frames/openings.yaml")["introductions"]["registration"]
    values = {"agency": _agency(found), "what": _registered(story)}
    able = [f for f in frames if all(values[name] for name in re.findall(r"{(\w+)}", f))]
    return str(able[0]).format(**values) if able else ""


def _decree(story: "Story", found: Material) -> str:
    """Who rules what, where a decree or a circular goes straight to its points."""
    topic, lead = story.topic, story.lead.text if story.lead and story.lead.text else ""
    words = set(term_stems(topic))
    untold = len(words & set(term_stems(lead))) <= len(words) / 2
    named = words and words <= set(term_stems(found.reading.title))
    if not untold or not named or not _RULES.search(found.reading.text[:_HEAD]):
        return ""
    frames = load_table("frames/openings.yaml")["introductions"]
    noun, _, what = topic.partition(" ")
    verb = frames["decreed"].get(noun.lower())
    values = {"agency": _agency(found) or _REGENCY, "verb": verb, "what": what, "topic": topic}
    return str(frames["decree" if verb and what else "ruling"]).format(**values)


def _event(story: "Story") -> str:
    wheres = [entry.text for entry in story.entries if entry.slot == "where"]
    when = _when(story)
    lead = story.lead.text if story.lead and story.lead.text else ""
    name = _JOIN_IN.sub("", story.topic or story.deed)
    if _BARELY_SAID.search(lead):
        name = _BARELY_SAID.sub("", lead)
    name = re.sub(r"^[Pp]elaksanaan\s+(?=[A-Z])", "", name)
    frames = load_table("frames/openings.yaml")["introductions"]
    values = {"Topic": f"{name[:1].upper()}{name[1:]}", "where": wheres[0] if wheres else "",
              "when": when}  # fmt: skip
    if not when or not name or not (wheres or _BARELY_SAID.search(lead)):
        return ""
    return str(frames["event" if wheres else "event when"][0]).format(**values)


def _complete_fragments(story: "Story", found: Material) -> None:
    """ "Berlaku mulai 1 Desember 2026." gets its subject: "Tarif uji kir berlaku mulai …"."""
    subject = story.topic
    if not subject or len(subject.split()) > _LONGEST_SUBJECT or not _TOPIC_IS_TABLE.match(subject):
        return
    for number in found.numbers:
        text = found.sentence(number).text
        if _CAME_INTO_FORCE.match(text):
            told = f"{subject[:1].upper()}{subject[1:]} {text[:1].lower()}{text[1:].rstrip('.')}."
            line = Line(number, told, told, opinion=False)
            story.lines = [(5.0, line), *(p for p in story.lines if p[1].number != number)]
            story.lead = line
            return


def _introduction(story: "Story", found: Material) -> str:
    frames = load_table("frames/openings.yaml")["introductions"]
    topic = story.topic
    agency = _agency(found)
    values = {"agency": agency, "topic": topic, "when": _when(story)}
    topic = _formal(topic)
    task = _TASK.fullmatch(topic) or _ASKS_FOR.match(topic)
    if task:
        values |= {name: value for name, value in task.groupdict().items() if value}
        values["deed"] = values.get("deed") or values.get("what", "")
        values["what"] = values.get("noun", "")
        kind = "deed" if values["deed"] else "noun" if values["what"] else "how"
    elif topic and _TOPIC_IS_TABLE.match(topic):
        kind = "figures" if story.kind == "figures" else "table"
    else:
        return ""
    for frame in frames[kind]:
        if all(values.get(name) for name in re.findall(r"{(\w+)}", frame)):
            return str(frame).format(**values)
    return ""


def _formal(topic: str) -> str:
    """ "cara urus izin" → "cara mengurus izin": the verb as a sentence has it."""
    verbs = load_table("frames/words.yaml")["formal_verbs"]
    return re.sub(r"^((?:tata )?cara) (\w+)\b", lambda m: f"{m[1]} {verbs.get(m[2], m[2])}", topic)


def _when(story: "Story") -> str:
    days = [entry.text for entry in story.entries if entry.slot == "when" and not entry.label]
    return days[0] if len(days) == 1 else ""


def _agency(found: Material) -> str:
    """Whose paper it is, as its head says: "Dinas Kesehatan Sidoarjo"."""
    agencies = load_agencies()
    rows = (block.start for block in found.reading.blocks if block.kind == "row")
    head = found.reading.text[: min(_HEAD, next(rows, _HEAD))]  # what a table names is not its own
    named = [a for a, _, _ in agencies.mentions(head) if a != "pemkab"]
    if not named or agencies[named[0]].outside:
        return ""
    name = agencies[named[0]].name
    of_regency = re.match(r"Dinas|Badan|Satuan", name) and "Sidoarjo" not in name
    return f"{name} Sidoarjo" if of_regency else name
