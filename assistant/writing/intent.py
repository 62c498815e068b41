"""What the admin's brief asks for: the topic, the deed, the facts wanted, the kind of news."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from assistant.facts import FactSheet
from assistant.prompts import load_table
from assistant.reading.rumours import denial, goes_round
from assistant.reading.shorthand import write_out
from assistant.reading.source_sentences import Slot
from assistant.writing.asked_days import without_weeks
from assistant.writing.writer import Brief
from knowledge.words import stem, tokens

# From the brief a cue says more about the kind of news than from the document.
# "pedagang CFD pindah lokasi": those of a name are not spoken to, they are spoken of.
_NAMED_AFTER = re.compile(r"[A-Z]{2,}\b")
_OF_RUMOUR = 0.6  # of the words of a brief that stand in the message that a paper denies
_BRIEF_WEIGHT = 3.0
_HEAD_SENTENCES = 6
_ASKS = re.compile(
    r"(?:apa|siapa|berapa|kapan|di ?mana|ke ?mana|kenapa|mengapa|bagaimana|cara|syarat|jadwal|"
    r"tidak)\w*\b",
    re.I,
)
# "bagaimana cara mengurus KIA" asks for "cara mengurus KIA".
_ASKED_FOR = re.compile(
    r"^(?:bagaimana|gimana|apa(?: saja)?|mana|kapan)\s+"
    r"(?=(?:tata )?(?:cara|syarat|persyaratan|alur|prosedur|langkah|jadwal|dokumen|berkas)\w*\b)",
    re.I,
)
_COUNTS = re.compile(r"(?:berapa|jumlah|data|angka|daftar|statistik)\b", re.I)
_ABOUT_WORD = re.compile(r"\s(?:soal|tentang|mengenai|terkait|perihal|(?:meng)?hadapi)\s", re.I)
# "terangkan manfaatnya": asks for something of what was named before.
_OF_IT = re.compile(r"[a-z]+nya$", re.I)
_ACTS = re.compile(
    r"(?:me[mnrl]?[a-z]{4,}|ber[a-z]{3,}|ikut|bayar|urus|daftar|lapor|waspada|jaga|hindari|jangan|"
    r"tidak|cek|baca|pakai|datang|hadir|simpan|siap|isi|ambil|cegah|kurangi|hemat|rekam|cetak)\w*\b",
    re.I,
)
_OF_WHERE = re.compile(
    r"^(?:(?:[Dd]esa|[Kk]elurahan|[Kk]ecamatan|[Dd]usun|[Pp]erum\w*|se-)\s*)?"
    r"(?:(?:[A-Z][a-z]\w*|R[TW]|\d+)[\s,]+)+(?=[a-z])"
)
_QUALIFIED = re.compile(
    r"(?:(?!untuk|agar|supaya|buat|soal|tentang|bahwa)[\w-]+\s+){1,4}?"
    r"(?=(?:untuk|agar|supaya|ikut|mengikuti|datang|hadir|daftar|mendaftar|bayar|membayar|lapor|melapor|"
    r"waspada|urus|rekam|cetak|ambil|cek|ikuti|lunasi|daftarkan|manfaatkan|memanfaatkan|pakai|segera|membawa|mengurus)\b)",
    re.I,
)
_ONLY = re.compile(
    r"(?<!\bapa )(?<!\bsiapa )(?<!\bmana )(?<!\bkapan )(?<!\bberapa )\bsaja\b|\bhanya\b", re.I
)
_INVITED = re.compile(r"(?:undang|mengundang|undangan)\b")
# "cara pinjam gedung dan tarifnya": what else is asked is no part of the name.
_AND_ITS = re.compile(
    r"\s+(?:dan|serta|beserta|lengkap\s+dengan)\s+(?:tarif|syarat|biaya|jadwal|lokasi|cara|langkah|kontak)"
    r"(?:-?nya)$",
    re.I,
)
_ONLY_COMES = re.compile(r"(?:datang|hadir|ikut|daftar|mendaftar|berkunjung|ikut serta)", re.I)
_LONGEST_QUALIFIER = 5  # words: "siswa kelas 6", "pesisir"
_DAY = "day"  # of a feast that the brief only names: no kind of its own
_ASSERTS_NOTHING = ("greeting", "condolence")


@dataclass(frozen=True, slots=True)
class Intent:
    """A brief as it was understood. Phrases are in the admin's own words.

    `topic`: what it is about, a noun phrase; `deed`: what the reader is asked to do ("rekam KTP di
    kecamatan"); `emphasis`: what should stand in front; `slots`: facts that were asked for;
    `statements`: what the brief asserts itself, as clauses; `only`: it wants these slots and
    nothing else ("sebut jadwal dan lokasi saja"); `terms`: stems to find the right part of a
    document by, `stress`: those of the emphasis; `stressed` and `avoided`: what the angle of the
    post is, and what it is not.
    """

    kind: str
    topic: str
    deed: str
    emphasis: str
    slots: tuple[Slot, ...]
    omitted: tuple[Slot, ...]
    terms: frozenset[str]
    stress: frozenset[str]
    audience: str
    tone: str
    said: str
    statements: tuple[str, ...] = ()
    only: bool = False
    stressed: str = ""
    avoided: str = ""

    @property
    def asserts_nothing(self) -> bool:
        return self.kind in _ASSERTS_NOTHING


@dataclass(slots=True)
class _Clauses:
    topic: str = ""
    deed: str = ""
    emphasis: str = ""
    verbs: tuple[str, ...] = ()
    mentioned: str = ""
    omitted: str = ""
    plain: str = ""
    statements: tuple[str, ...] = ()


def read_brief(brief: Brief, sheet: FactSheet) -> Intent:
    """`brief` as an Intent; the sheet helps where it does not say what kind of news it is."""
    parts = _take_apart(write_out(brief.text.replace(" & ", " dan ")))
    words = _Words.load()
    asked = f"{brief.text} {parts.mentioned}"
    return Intent(
        kind=_kind(parts.plain.strip() or brief.text, parts, sheet),
        topic=parts.topic,
        deed=parts.deed,
        emphasis=parts.emphasis,
        slots=tuple(words.slots_in(asked)),
        omitted=tuple(words.slots_in(parts.omitted)) if parts.omitted else (),
        terms=words.terms(f"{parts.topic} {parts.deed} {parts.emphasis} {parts.mentioned}"),
        stress=words.terms(parts.emphasis or parts.mentioned),
        audience=brief.audience or _audience(brief.text, parts, words),
        tone=brief.tone or "warm",
        said=brief.text,
        statements=parts.statements,
        stressed=f"{parts.topic} {parts.deed} {parts.emphasis} {parts.mentioned}",
        avoided=parts.omitted,
        only=bool(parts.mentioned) and _ONLY.search(parts.mentioned) is not None,
    )


def _audience(text: str, parts: _Clauses, words: "_Words") -> str:
    """Whom the brief names; whom it only wants counted is not spoken to."""
    return "public" if _COUNTS.match(parts.topic) else words.audience(text)


def _take_apart(text: str) -> _Clauses:
    words = _Words.load()
    parts = _Clauses()
    text = words.heading.sub("", text, count=1)
    for clause in words.clauses(text):
        verb, rest = words.command(clause)
        parts.verbs += (verb,) if verb else ()
        if verb != "omit":
            parts.plain += f" {clause}"
        if verb == "omit":
            parts.omitted += f" {rest}"
        elif verb == "emphasise":
            parts.emphasis = parts.emphasis or _bare(rest)
            parts.mentioned += f" {rest}"
        elif verb == "mention":
            parts.mentioned += f" {rest}"
        elif verb in ("invite", "remind", "warn", "appeal") and not parts.deed:
            parts.deed, topic = words.deed(rest)
            if verb == "warn" and not _ACTS.match(parts.deed):
                parts.deed, topic = "", parts.deed or topic  # "peringatan rob pesisir"
            if parts.topic and _ONLY_COMES.fullmatch(parts.deed):
                parts.deed = ""  # to what, the topic says
            if words.states(parts.deed):
                parts.deed, topic = "", parts.deed
            parts.topic = parts.topic or topic
            parts.statements += (topic,) if topic and words.states(topic) else ()
        elif (parts.topic or parts.deed) and (_OF_IT.match(rest) or words.only_asks(rest)):
            parts.mentioned += f" {rest}"
        elif not parts.topic or (verb == "tell" and parts.verbs[:-1] == ("congratulate",)):
            parts.topic = words.topic(rest)
            parts.statements += (parts.topic,) if words.states(parts.topic) else ()
        else:
            parts.mentioned += f" {rest}"
            parts.statements += (_bare(rest),) if words.states(rest) else ()
    return parts


def _kind(brief: str, parts: _Clauses, sheet: FactSheet) -> str:
    cues = _Words.load().kinds
    text = brief.lower()
    for kind in ("condolence", "greeting"):
        reports = "tell" in parts.verbs and bool(sheet.sentences)
        if cues[kind].search(text) and not (kind == "greeting" and reports):
            return kind
    if not sheet.sentences and cues[_DAY].search(text):
        return "greeting"
    scores = dict.fromkeys((kind for kind in cues if kind != _DAY), 0.0)
    head = " ".join(s.heading + " " + s.text for s in sheet.sentences[:_HEAD_SENTENCES]).lower()
    for kind, cue in cues.items():
        if kind in (*_ASSERTS_NOTHING, _DAY):
            continue
        scores[kind] += _BRIEF_WEIGHT * len({m[0] for m in cue.finditer(text)})
        scores[kind] += min(2, len({m[0] for m in cue.finditer(head)}))
    if denial("\n".join(s.text for s in sheet.sentences)):
        meant = cues["clarification"].search(text) or _is_rumour(text, sheet)
        scores["clarification"] = scores["clarification"] + 6 if meant else 0.0
    if parts.verbs[:1] == ("clarify",):
        scores["clarification"] += 6
    if _INVITED.match(text):
        scores["event"] += 3
    if "invite" in parts.verbs and scores["event"]:
        scores["event"] += 3
    if "appeal" in parts.verbs:
        scores["appeal"] += 3
    if "warn" in parts.verbs:
        scores["warning"] += 3
    if "remind" in parts.verbs:
        scores["appeal"] += 1.5
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > 1 else "news"


def _is_rumour(brief: str, sheet: FactSheet) -> bool:
    """Whether a brief is on the message that a paper denies, and not on what else it tells."""
    asked = set(term_stems(brief))
    told = {t for s in sheet.sentences if goes_round(s.text) for t in term_stems(s.text)}
    return bool(asked) and len(asked & told) >= _OF_RUMOUR * len(asked)


def _bare(text: str) -> str:
    return text.strip(" .,:;")


@dataclass(frozen=True, slots=True)
class _Words:
    """`prompts/frames/intent.yaml` with its expressions compiled."""

    table: Mapping[str, Any]
    verbs: Mapping[str, re.Pattern[str]]
    slots: Mapping[Slot, re.Pattern[str]]
    kinds: Mapping[str, re.Pattern[str]]
    audiences: Mapping[str, re.Pattern[str]]
    impact: Mapping[str, re.Pattern[str]]
    fillers: re.Pattern[str]
    make: re.Pattern[str]
    about: re.Pattern[str]
    to_do: re.Pattern[str]
    addressee: re.Pattern[str]
    heading: re.Pattern[str]
    for_whom: re.Pattern[str]
    split: re.Pattern[str]
    stop: frozenset[str]
    synonyms: Mapping[str, frozenset[str]]
    stating: re.Pattern[str]
    angles: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    @classmethod
    @cache
    def load(cls) -> "_Words":
        table = load_table("frames/intent.yaml")
        addressee = table["addressee"]
        about = table["about"].replace("{addressee}", addressee)
        commands = "|".join(table["verbs"].values())
        return cls(
            table=table,
            verbs={
                name: re.compile(rf"^(?:{words})\b[:,]?\s*", re.I)
                for name, words in table["verbs"].items()
            },
            slots=cast(Mapping[Slot, re.Pattern[str]], _compiled(table["slots"])),
            kinds=_compiled(table["kinds"]),
            audiences=_compiled(table["audiences"]),
            impact=_compiled(table["impact"]),
            fillers=re.compile(rf"^(?:(?:{table['fillers']})\b[,]?\s*)+", re.I),
            make=re.compile(
                rf"^(?:(?:{table['make']})\s+)?(?:{table['make_what']})(?!\w)\s*"
                rf"(?:(?:{table['about']}|tentang|untuk|berisi|yang)\s+)?".replace(
                    "{addressee}", addressee
                ),
                re.I,
            ),
            about=re.compile(rf"^(?:{about})\s+|^(?:ke(?:pada)?|buat)\s+(?:{addressee})\s+", re.I),
            to_do=re.compile(rf"^{table['to_do']}\s+", re.I),
            addressee=re.compile(rf"^(?:ke(?:pada)?\s+)?{addressee}(?!\w)\s*", re.I),
            heading=re.compile(
                rf"^\s*(?:untuk|buat|bagi|ke(?:pada)?)\s+{addressee}[^:,]{{0,40}}[:,]\s*", re.I
            ),
            for_whom=re.compile(
                rf"\s+(?:untuk|buat|bagi|kepada)\s+(?:{addressee})(?:\s+[a-z]+)?$", re.I
            ),
            split=re.compile(
                rf"[;\n]+|,\s+|\.\s+|\s+(?:dan|serta|lalu|kemudian|"
                rf"sekaligus)\s+(?=(?:{commands})\b)",
                re.I,
            ),
            stop=frozenset(stem(word) for word in table["stop"].split()),
            synonyms=_synonyms(table["synonyms"]),
            angles=tuple((_word(row["said"]), _word(row["told"])) for row in table["angles"]),
            stating=re.compile(rf"^jangan\b|(?<=\w )(?<!yang )(?:{table['stating']})\b", re.I),
        )

    def clauses(self, text: str) -> Iterator[str]:
        """The commands of a brief; a piece without a command of its own belongs to a list."""
        for piece in self.split.split(text.strip()):
            clause = self.fillers.sub("", piece.strip())
            if clause.strip(" .!?"):
                yield clause.strip(" .!")

    def command(self, clause: str) -> tuple[str, str]:
        made = self.make.sub("", clause, count=1)
        clause = self.fillers.sub("", made) if made != clause else clause
        for name in ("omit", "emphasise", "mention", *self.verbs):
            if (match := self.verbs[name].match(clause)) and match.end():
                return name, clause[match.end() :].strip()
        return "", clause

    def topic(self, text: str) -> str:
        """ "warga bahwa layanan tutup" → "layanan tutup"."""
        rest = self.about.sub("", text, count=1)
        spoken_to = self.addressee.match(text)
        if rest == text and spoken_to and not _NAMED_AFTER.match(text, spoken_to.end()):
            rest = text[spoken_to.end() :] or text
        rest = self.for_whom.sub("", _ASKED_FOR.sub("", rest.rstrip(" ?")))
        rest = _AND_ITS.sub("", rest)
        return _bare(rest)

    def deed(self, text: str) -> tuple[str, str]:
        """What the reader is asked to do, and what it is about where no deed is named."""
        rest = self.addressee.sub("", text, count=1)
        if rest != text:
            rest = _OF_WHERE.sub("", rest)  # "warga Perumtas 3 aktivasi IKD"
        if not _ACTS.match(rest) and (qualified := _QUALIFIED.match(rest)):
            rest = rest[qualified.end() :]  # "warga disabilitas ikut pelatihan", "wisatawan datang"
        asked = self.to_do.sub("", rest, count=1)
        if self.about.match(rest) and asked == rest:
            return "", self.topic(rest)
        about = None if _ACTS.match(rest) else _ABOUT_WORD.search(rest)
        if about and len(rest[: about.start()].split()) <= _LONGEST_QUALIFIER:
            return "", self.topic(rest[about.end() :])  # "pesisir soal banjir rob"
        return _bare(asked), ""

    def states(self, text: str) -> bool:
        """Whether a clause of the brief asserts something: "loket tutup 3 Juni"."""
        return self.stating.search(text) is not None and not _ASKS.match(text)

    def only_asks(self, text: str) -> bool:
        """Whether a clause names facts and nothing else: "rute dan jamnya"."""
        for words in self.slots.values():
            text = words.sub(" ", text)
        return not re.sub(r"\b(?:dan|serta|beserta|atau)\b|\W", "", text)

    def slots_in(self, text: str) -> Iterator[Slot]:
        for slot, words in self.slots.items():
            if words.search(text):
                yield slot

    def audience(self, text: str) -> str:
        for audience, words in self.audiences.items():
            if words.search(text):
                return audience
        return "public"

    def terms(self, text: str) -> frozenset[str]:
        return frozenset(term_stems(without_weeks(text))) - self.stop


def alike(term: str) -> frozenset[str]:
    """Stems that mean the same as `term` in the language of releases; itself not included."""
    return _Words.load().synonyms.get(term, frozenset())


def has_impact(kind: str, text: str) -> bool:
    """Whether a sentence says what matters most in this kind of news."""
    cue = _Words.load().impact.get(kind)
    return cue is not None and cue.search(text) is not None


def answers_angle(said: str, text: str) -> bool:
    """Whether `text` tells what a brief says in a word that sources do not use: "manfaat"."""
    return any(asked.search(said) and answer.search(text) for asked, answer in _Words.load().angles)


def term_stems(text: str) -> list[str]:
    return [stem(word) for word in tokens(text) if len(word) > 2 or word.isdigit()]


def _synonyms(groups: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        stems = frozenset(term_stems(group))
        for term in stems:
            found[term] = found.get(term, frozenset()) | (stems - {term})
    return found


def _compiled(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: _word(words) for name, words in table.items()}


def _word(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)
