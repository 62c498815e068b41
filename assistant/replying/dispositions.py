"""What an agency needs to act on a comment: the note that hands it on, and the LAPOR text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from assistant.agencies import load_agencies
from assistant.drafts import CommentKind, Disposition, Lapor
from assistant.places import Place, find_place
from assistant.prompts import load_table
from assistant.reading.instructions import may_order
from assistant.replying.inquiry import tell_inquiry
from assistant.replying.naming import (
    defects,
    name_matter,
    name_problem,
    name_subject,
    write_plainly,
)
from assistant.triage import Assessment, is_outside
from assistant.triaging.comments import Comment, Phrases, read_comment, read_phrase, split_list
from assistant.triaging.matters import Matter
from assistant.triaging.rules import Topic, load_rules

_NUMBER = (
    r"\d+|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belasan|puluhan|"
    r"beberapa"
)
_UNIT = "jam|hari|minggu|bulan|tahun"
_DURATION = re.compile(
    rf"\b(?:(?:{_NUMBER}) (?:{_UNIT})|se(?:hari|minggu|bulan|tahun)|ber(?:hari|minggu|bulan|tahun)"
    rf"|sejak (?:\w+ )?(?:lebaran|{_UNIT}|kemarin|pagi|subuh|siang|sore|malam|tadi)(?: lalu)?"
    r"|dari (?:kemarin|tadi|pagi|subuh|siang|sore|malam)(?: (?:pagi|siang|sore|malam))?)\b"
)
# "umur 3 tahun", "anak 3 tahun": so old somebody is, and nothing lasts so long.
_AGE = re.compile(
    r"\b(?:umur|usia|berumur|berusia|anak|bayi|balita|bocah|hamil|maksimal|minimal|selama|tiap|"
    r"setiap|per|masa berlaku|dalam)(?: (?:saya|kami|kurang|lebih|sekitar|di|bawah|atas))? $"
)
_CLOCK = re.compile(r"\b(?:jam|pukul) \d|\b(?:pagi|siang|sore|malam|subuh)\b")
# A matter by one or two of the citizen's words alone: "fogging".
_PLAIN_WORDS = re.compile(r"[A-Za-z]{4,}(?: [A-Za-z]{4,})?")
_NEEDS_PLACE = ("titik lokasi", "lokasi", "alamat lokasi", "lokasi fasilitas", "lokasi tambak")
_MOST_ASKED = 2
_SAID: Mapping[str, str] = {
    "complaint": "melaporkan",
    "question": "menanyakan",
    "suggestion": "mengusulkan perbaikan terkait",
    "praise": "mengapresiasi",
}
_IN_PUBLIC = "diskominfo"
_LONGEST_PROPOSAL, _SHORTEST_PROPOSAL = 6, 5
# So many words before a harm may say that it is only feared.
_FEARED_BEFORE = 4
_CHRONOLOGY = 1_500
_OBSTACLE, _OF = "kendala ", "masalah "
# The citizen's own words for a known defect tell more than its usual name from so many on.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class OtherMatter:
    """What a comment wants beside its first matter, as an answer names it; `asked` is a question
    told back."""

    kind: CommentKind
    noun: str
    asked: str | None
    place: Place | None
    agency: str


@dataclass(frozen=True, slots=True)
class Case:
    """The matter of a comment in words fit for an answer.

    `asked` is the question itself where it can be told back. `missing` are all details that the
    agency needs; `wanted` the few that a reply asks for.
    """

    topic: str | None
    problem: str
    matter: str | None
    asked: str | None
    place: Place | None
    duration: str | None
    missing: tuple[str, ...]
    wanted: tuple[str, ...]
    hurt: bool
    report_class: str
    lapor: str
    others: tuple[OtherMatter, ...] = ()


def make_case(assessment: Assessment) -> Case:
    kind = assessment.triage.kind
    comment = assessment.matters[0].comment if assessment.matters else assessment.comment
    topic = _topic(assessment)
    frames = load_table("reply_frames.yaml")
    unknown = frames["unknown"]
    place = find_place(comment)
    duration = find_duration(comment)
    ask = topic.ask if topic else _asked_of_unknown(assessment)
    if kind == "question":
        of_event = tuple(split_list(frames["of_an_event"]))
        ask = tuple(detail for detail in ask if not detail.startswith(of_event))
    missing = _missing(ask, comment, place, duration)
    table = load_table("lapor.yaml")
    problem = _problem(topic, comment, place) or unknown["problem"]
    asked = _told_back(assessment.comment, topic) if kind == "question" else None
    return Case(
        topic.id if topic else None,
        problem,
        _matter(topic, comment, kind, place),
        asked,
        place,
        duration,
        missing,
        tuple(detail.removesuffix(" lewat DM") for detail in missing if detail in ask)[
            :_MOST_ASKED
        ],
        _is_hurt(assessment.comment),
        table["class_of"].get(kind, "permintaan-informasi"),
        _category(topic),
        _others(assessment, f"{problem} {asked or ''}"),
    )


def _told_back(comment: Comment, topic: Topic | None) -> str | None:
    """The question in the citizen's words, unless these may order us to say something."""
    return None if may_order(comment.text) else tell_inquiry(comment, topic)


def _others(assessment: Assessment, told: str) -> tuple[OtherMatter, ...]:
    """The matters beside the first that the comment says itself, and `told` does not yet; by their
    usual names where its words may order us to say something."""
    said = set(read_comment(told).plain)
    ordered = may_order(assessment.comment.text)
    found = []
    for matter in assessment.matters[1:]:
        other = _usual(matter) if ordered else _other(matter)
        if other is not None and not set(read_comment(other.noun).plain) <= said:
            found.append(other)
    return tuple(found)


def _usual(matter: Matter) -> OtherMatter | None:
    said = matter.is_said and matter.kind != "praise"
    return OtherMatter(matter.kind, matter.noun, None, None, matter.agencies[0]) if said else None


def _other(matter: Matter) -> OtherMatter | None:
    """The matter in the citizen's own words, else by the usual name if that is said."""
    comment, topic, kind = matter.comment, matter.topic, matter.kind
    place = find_place(comment)
    if kind == "complaint":
        if name_problem(comment, topic) or matter.is_said:
            noun = _problem(topic, comment, place)
        else:  # no word of a complaint, but the thing itself: "bansos ibu berhenti"
            subject = name_subject(comment, topic)
            noun = subject if subject and _begins_with(subject, topic) else None
        if noun == topic.problem and not _says(comment, noun) and defects(comment):
            noun = matter.words.lower() if _PLAIN_WORDS.fullmatch(matter.words) else noun
    elif matter.is_said:
        noun = _matter(topic, comment, kind, place)
    else:
        noun = name_matter(comment, topic)
    if noun is None:
        return None
    asked = tell_inquiry(comment, topic) if kind == "question" else None
    return OtherMatter(kind, noun.removeprefix(_OF), asked, place, matter.agencies[0])


def make_disposition(
    assessment: Assessment, case: Case, masked: str, until: datetime
) -> Disposition | None:
    """The note for the agency in charge; None for what nobody has to act on."""
    triage = assessment.triage
    if not triage.agencies or triage.kind not in load_table("lapor.yaml")["class_of"]:
        return None
    return Disposition(
        agency=triage.agencies[0],
        summary=_summary(assessment, case),
        missing=case.missing,
        due=until,
        lapor=_lapor(assessment, case, masked),
    )


def find_duration(comment: Comment) -> str | None:
    """How long it has been so, in plain words: "3 hari", "sejak lebaran"."""
    said = " ".join(comment.plain)
    for match in _DURATION.finditer(said):
        if not _AGE.search(said[: match.start()]):
            return match[0]
    return None


def _subject(assessment: Assessment, case: Case) -> str:
    complained = assessment.triage.kind in ("complaint", "emergency")
    about = case.problem if complained else case.asked or case.matter or "hal yang ditulis warga"
    return about[:1].upper() + about[1:]


def _summary(assessment: Assessment, case: Case) -> str:
    parts = [_subject(assessment, case)]
    if case.place:
        parts.append(f"{case.place.text}{_district(case.place)}")
    if case.duration:
        parts.append(_since(case.duration))
    if case.hurt:
        parts.append("ada warga yang celaka")
    if assessment.triage.urgency == "high":
        parts.append("mendesak")
    for other in case.others:
        body = load_agencies().short(other.agency)
        praised = "apresiasi untuk " if other.kind == "praise" else ""
        told = f"{praised}{other.asked or other.noun}{_where(other.place)}"
        parts.append(f"juga {told} ({body})")
    return " · ".join(parts)


def _since(duration: str, verb: str = "") -> str:
    if duration.startswith(("sejak", "dari")):
        return f"{verb}{duration}"
    return f"sudah {verb}{duration}"


def _district(place: Place) -> str:
    if place.district is None or place.district in place.text:
        return ""
    return f" (Kec. {place.district})"


def _where(place: Place | None) -> str:
    return f" {place.phrase}{_district(place)}" if place else ""


def _lapor(assessment: Assessment, case: Case, masked: str) -> Lapor:
    where = _where(case.place)
    subject = _subject(assessment, case)
    quote = re.sub(r"\s+", " ", masked).strip()
    if len(quote) > _CHRONOLOGY:
        quote = quote[:_CHRONOLOGY].rsplit(" ", 1)[0] + " …"
    matter = case.matter or "hal berikut"
    asked = (
        f"menanyakan {case.asked}" if case.asked else f"meminta informasi tentang {matter}{where}"
    )
    opening = {
        "pengaduan": f"Warga melaporkan {case.problem}{where}.",
        "aspirasi": f"Warga mengusulkan perbaikan terkait {matter}{where}.",
        "permintaan-informasi": f"Warga {asked}.",
    }[case.report_class]
    lines = [opening]
    if case.duration:
        lines.append(f"Keadaan ini {_since(case.duration, 'berlangsung ')}.")
    if case.hurt:
        lines.append("Menurut warga, ada yang sampai celaka.")
    for other in case.others:
        body = load_agencies().name(other.agency)
        told = f"{_SAID[other.kind]} {other.asked or other.noun}{_where(other.place)}"
        lines.append(f"Warga juga {told}, wewenang {body}.")
    lines.append(f"Komentar warga (data pribadi disamarkan): “{quote}”")
    lines.append(_wish(case.report_class))
    return Lapor(f"{subject}{where}", case.report_class, case.lapor, " ".join(lines))


def _wish(report_class: str) -> str:
    return {
        "pengaduan": "Mohon diperiksa dan ditindaklanjuti sesuai kewenangan.",
        "aspirasi": "Mohon menjadi bahan pertimbangan.",
        "permintaan-informasi": "Mohon penjelasan yang dapat kami sampaikan kepada warga.",
    }[report_class]


def _category(topic: Topic | None) -> str:
    table = load_table("lapor.yaml")
    name: str = table["categories"][topic.lapor if topic else table["default"]]
    return name


def _missing(
    ask: tuple[str, ...], comment: Comment, place: Place | None, duration: str | None
) -> tuple[str, ...]:
    said = " ".join(comment.plain)
    exact = place is not None and (place.first + 1 < place.last) and not place.twins
    given = _given()
    kept = []
    if place is not None and place.twins:
        kept.append(f"kecamatan ({' atau '.join(place.twins)})")
    for detail in ask:
        if detail in _NEEDS_PLACE and exact:
            continue
        if detail.startswith(("sejak", "waktu", "jam", "hari", "tanggal")) and (
            duration or _CLOCK.search(said)
        ):
            continue
        if place and detail.startswith("nama ") and _names_it(place, detail):
            continue
        if detail in given and given[detail].find(comment.plain):
            continue
        kept.append(detail)
    return tuple(kept)


@cache
def _given() -> dict[str, Phrases]:
    table = load_table("reply_frames.yaml")["given"]
    return {
        detail: Phrases(read_phrase(phrase) for phrase in split_list(cell))
        for detail, cell in table.items()
    }


def _topic(assessment: Assessment) -> Topic | None:
    """The matter as the body in charge knows it: a tax on cars is no tax of the regency."""
    if not assessment.topics:
        return None
    first = assessment.topics[0]
    owner = assessment.triage.agencies[0] if assessment.triage.agencies else None
    if owner is None or assessment.emergency is not None:
        return first
    if assessment.triage.kind == "rumour":
        return next((t for t in assessment.topics if t.agencies[0] != _IN_PUBLIC), first)
    if not is_outside(owner):  # of two matters the one that this body is to see to
        return next((topic for topic in assessment.topics if owner in topic.agencies), first)
    known = [*assessment.topics, *load_rules().topics.values()]
    return next((topic for topic in known if topic.agencies[0] == owner), first)


def _problem(topic: Topic | None, comment: Comment, place: Place | None) -> str | None:
    """What is wrong, without a "di puskesmas" that the place says already.

    The citizen's own words if they tell more than the topic's name of this defect; else what it
    is about: "masalah gaji guru TK honorer".
    """
    if topic is None:
        return name_problem(comment, None)
    usual = topic.problem_in(comment)
    specific = usual != topic.problem and _is_meant(usual, topic, comment)
    told = name_problem(comment, topic)
    if told and specific and len(told.split()) < _TELLING:
        told = usual
    noun = told or (usual if specific else None)
    vague = topic.problem.split()[0] in load_table("reply_frames.yaml")["vague"]
    if noun is None and (vague or not _says(comment, topic.problem)):
        subject = name_subject(comment, topic)
        noun = f"{_OF}{subject}" if subject else None
    return _without_place(noun or _particular(topic, comment), place, "di ")


def _particular(topic: Topic, comment: Comment) -> str:
    """The usual problem of the topic, with the thing itself where the comment names it: "kendala
    PKH" for "kendala bantuan sosial"."""
    own = topic.matter_in(comment)
    if own != topic.matter and topic.problem.startswith(_OBSTACLE):
        return f"{_OBSTACLE}{own}"
    return topic.problem


def _begins_with(noun: str, topic: Topic) -> bool:
    found = load_rules().keywords(read_comment(noun))
    return any(name == topic.id and not match.first for name, _, match in found)


def _says(comment: Comment, noun: str) -> bool:
    """Whether a word of the noun phrase stands in the comment."""
    return not set(read_comment(noun).plain).isdisjoint(comment.plain)


def _is_meant(noun: str, topic: Topic, comment: Comment) -> bool:
    """Whether the comment says so: what speaks of a "poli" only is not about a "jadwal dokter"."""
    if not {word for word in read_comment(noun).plain if word in noun}.isdisjoint(comment.plain):
        return True
    matches = dict(topic.problems)[noun].find(comment.plain)
    wrong = defects(comment)
    return any(not wrong.isdisjoint(range(match.first, match.last)) for match in matches)


def _is_hurt(comment: Comment) -> bool:
    """Whether somebody came to harm, and is not only feared to: "nunggu ada yang meninggal"."""
    markers = load_rules().markers
    for match in markers["hurt"].find(comment.plain):
        before = comment.plain[max(match.first - _FEARED_BEFORE, 0) : match.first]
        if not markers["supposing"].find(before):
            return True
    return False


def _asked_of_unknown(assessment: Assessment) -> tuple[str, ...]:
    unknown = load_table("reply_frames.yaml")["unknown"]
    owner = assessment.triage.agencies[:1]
    cell = unknown["ask"] if set(owner) & set(unknown["field"].split()) else unknown["ask_else"]
    return tuple(part.strip() for part in cell.split(","))


def _without_place(noun: str, place: Place | None, before: str) -> str:
    """`noun` without an end that the place says again: "layanan posyandu" of "Posyandu Mawar"."""
    words = place.text.lower().split() if place else []
    if words and noun.endswith(f" {words[0]}"):  # "kerusakan jembatan" of "Jembatan Sidokare"
        return noun.removesuffix(f" {words[0]}")
    for word in words:
        noun = noun.removesuffix(f" {before}{word}")
    return noun


def _matter(topic: Topic | None, comment: Comment, kind: str, place: Place | None) -> str | None:
    """The matter as the citizen names it where the topic is coarser: what is praised, proposed."""
    table = load_table("reply_frames.yaml")
    if kind == "praise":
        for word in comment.plain:
            if word in table["praised"]:
                return str(table["praised"][word])
    if kind == "rumour":  # the topic of whoever clears it up is no matter of its own
        if topic is None or topic.agencies[0] == _IN_PUBLIC:
            return name_matter(comment, None)
        usual = topic.matter_in(comment)
        said = not set(read_comment(usual).plain).isdisjoint(comment.plain)
        return name_matter(comment, None) or (usual if said else None)
    if kind == "suggestion" and (proposed := _proposed(comment)):
        return proposed
    known = topic.matter_in(comment) if topic else None
    if kind == "question" and topic is not None and known == topic.matter:
        known = name_matter(comment, topic) or known
    return _without_place(known, place, "") if known else None


def _proposed(comment: Comment) -> str | None:
    """What is asked for, if it stands there in plain words: "tempat parkir sepeda"."""
    table = load_table("reply_frames.yaml")
    opening, ending = table["proposing"].split(), set(table["proposed_until"].split())
    nouns = set(table["proposal"].split())
    for n, word in enumerate(comment.plain):
        if word in nouns or (word in opening and comment.plain[n - 1 : n] != ("terima",)):
            found = _object(comment, n if word in nouns else n + 1, ending)
            if len(found) <= _LONGEST_PROPOSAL and len(" ".join(found)) >= _SHORTEST_PROPOSAL:
                return " ".join(found)
    return None


def _object(comment: Comment, first: int, ending: set[str]) -> list[str]:
    """The words from `first` up to the end of what they name; none where one may be slang."""
    found: list[str] = []
    for n in range(first, len(comment.words)):
        word = comment.words[n]
        ended = n > first and comment.text[comment.words[n - 1].end : word.start].strip()
        if ended or word.plain in ending:
            break
        written = write_plainly(comment, word)
        if written is None:
            return []
        found.append(written)
    return found


def _names_it(place: Place, detail: str) -> bool:
    """Whether the place already says which "desa", "pasar", "puskesmas atau klinik" is meant."""
    nouns = detail.lower().split()[1:]
    return nouns[0] == "desa" or not set(place.text.lower().split()).isdisjoint(nouns)
