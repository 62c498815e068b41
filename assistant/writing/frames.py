"""The editors' frames: openings, addresses, labels, calls to action; chosen and filled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.prompts import load_table
from assistant.reading.clauses import has_predicate
from assistant.writing.announcements import asks, is_announcing
from assistant.writing.details import Contact, Entry
from assistant.writing.intent import term_stems
from assistant.writing.listings import Listing, is_rule, sentence_case
from assistant.writing.news import title_says_it
from assistant.writing.story import Story

_HOW = re.compile(
    r"^(?:cara|tata cara|syarat|persyaratan|jadwal|alur|langkah|prosedur|panduan|tips|daftar)\b",
    re.I,
)
_VERB = re.compile(
    r"^(?:me(?:m|n|ng|ny)?[a-z]{3,}|ber[a-z]{3,}|bayar|cetak|rekam|urus|daftar|ganti|lapor|"
    r"ambil|ikut|cegah|"
    r"waspada|jaga|kurangi|hemat|tidak|jangan|hindari|pindah|aktivasi|perpanjang|buat|cek)\b", re.I,
)  # fmt: skip
_NOT_VERB = re.compile(
    r"^(?:media|meter|mesin|menu|berita|beras|beasiswa|bersih|berkas|bergizi)\b", re.I
)
_NEWS_OF = re.compile(
    r"^(?:(?:ada|adanya|tentang|soal|mengenai|kabar(?: baik| gembira| bahagia)?|"
    r"info|informasi|berita|cerita|kisah|prestasi|capaian|edukasi|promo(?:si)?|sosialisasi|update|"
    r"bagaimana|gimana|apa itu|pengumuman|kegiatan|acara)\s+)+", re.I,
)  # fmt: skip
_ASKING_TAIL = re.compile(
    r"\s+(?:lewat|melalui|di|ke)\s+(?:apa|mana)(?:\s+saja)?$|\s+(?:apa saja|gimana|bagaimana|"
    r"di ?mana|"
    r"kapan|berapa)(?:\s+caranya)?$|\s+terbaru$", re.I,
)  # fmt: skip
# "spanduk saya dibongkar" is a citizen's word, "beredar pesan berantai" no name of anything.
_NO_NAME = re.compile(r"\b(?:saya|aku|kami|gue|gua)\b|^beredar\b", re.I)
_ORDER = re.compile(r"(?!pe|ke|ge|ang|ting)[a-z]{4,}kan\b", re.I)  # "tenangkan orang tua"
_THIS_TEXT = re.compile(
    r"^(?:dari\s+|berdasarkan\s+|sesuai\s+)?(?:rilis|dokumen|berita|naskah|teks|sumber|"
    r"siaran pers|file|"
    r"undang-undang|peraturan|perda|perbup|pengumuman|surat(?: edaran)?|sop|laporan|artikel|"
    r"data|tabel|press release|"
    r"berkas|lampiran|ini)(?:\s+(?:ini|itu|berikut|di atas|tersebut|terlampir))?$", re.I,
)  # fmt: skip
# "bantuan seragam tahun depan bentuknya beda": a statement, and no name of anything.
_SAYS_OF = re.compile(
    r"^\w+ .*\b(?!(?:hanya|punya|biasanya|caranya|jadwalnya|syaratnya|tarifnya)\b)[a-z]{3,}nya\s+"
    r"(?:beda|baru|naik|turun|tetap|gratis|penuh|habis|sama|lebih\s\w+|(?:di|ber|ter)[a-z]{3,})$"
)
_RUMOUR = re.compile(
    r"^(?:(?:hoaks?|hoax|isu|kabar|pesan|berita|bohong|palsu|berantai|soal|tentang)\s+)+", re.I
)
_ASKING = re.compile(
    r"^(?:apakah|apa|siapa|berapa|kapan|di ?mana|ke ?mana|kenapa|mengapa|bolehkah|bisakah|"
    r"haruskah|adakah)\b",
    re.I,
)
_AND = re.compile(r"\s*,\s+|\s+(?:dan|serta|sama|terus)\s+")
_ASKS_IN = re.compile(
    r"(?:\b(?:lewat|melalui|di|ke|dari|sampai)\s+)?\b(?:apa(?:kah| saja)?|siapa|berapa|kapan|"
    r"mana(?: saja)?|di ?mana|ke ?mana|kenapa|mengapa|bagaimana|gimana)\b.*$",
    re.I,
)
_BAN = re.compile(r"^(?:tidak|jangan|tak|stop)\s+(.+)$", re.I)
_JOIN_IN = re.compile(
    r"^(?:ikut(?:i)?|mengikuti|hadiri|menghadiri|(?:me)?nonton|saksikan|menyaksikan|kunjungi|"
    r"ramaikan|meriahkan|datang (?:ke|di)|daftar(?= (?!ulang))|"
    r"mendaftar)\s+",
    re.I,
)
_NO_TITLE = re.compile(
    r"\b(?:pasal|bab|berikut|antara lain|yakni|yaitu|adalah|itu|ini|tersebut)\b", re.I
)
_STIFF = re.compile(r"(?:Untuk\s+)?[Ii]nformasi\s+(?:lebih\s+(?:lanjut|lengkap)|selengkapnya)\b")
_LONGEST_TOPIC = 90
_NAMED_BY_NEWS = ("news", "figures")
_CLAUSE_END = re.compile(
    r"\b(?:selesai|rampung|siap|naik|turun|sudah|dibuka|ditutup|dimulai|beroperasi|diresmikan)$",
    re.I,
)
_NAMES_ALONE = re.compile(r"(?!keterangan|keperluan)(?:pe|ke)[a-z]{4,}an|[a-z]{3,}asi", re.I)
_LONGEST_HEAD = 6  # words
_LONGEST_HOOK = 110
_WHEN_WHERE = re.compile(r"(?:jadwal|lokasi|rute)\b", re.I)
_NOT_ON_A_DAY = re.compile(r"(?:mulai|sejak|hingga|sampai|setiap|tiap|selama|paling)\b", re.I)
_HOUR = re.compile(r",?\s*(?:pukul\s+)?\d\d\.\d\d.*$")
_FEW_MORE = 2  # items more than there should be: no list is cut for them
_SHORT_NUMBER = 4
_WITH_HOURS = 3  # so many contacts are asked for where there is room to say when they answer
# Warnings of what endangers people: there 112 is the first to call.
_DANGER = re.compile(
    r"darurat|banjir|bencana|kebakaran|gempa|\brob\b|longsor|angin|badai|evakuasi|siaga|wabah|"
    r"kekerasan|keracunan|tsunami|petir",
    re.I,
)
_ALT = 100  # some screen readers stop here


@dataclass(frozen=True, slots=True)
class Voice:
    """How a post speaks: the words of one tone for one audience, varied by platform and variant."""

    story: Story
    turn: int
    formal: bool = False
    variant: int = 0

    @property
    def register(self) -> str:
        """formal, warm or urgent; what is no occasion for cheer is said without it."""
        tone = "formal" if self.formal else self.story.intent.tone
        return {"inviting": "warm"}.get(tone, tone)

    @property
    def plain(self) -> str:
        """formal or warm."""
        return "warm" if self.register == "warm" else "formal"

    @property
    def topic(self) -> str:
        topic = self.story.topic
        topic = _NEWS_OF.sub("", topic).partition(": ")[0]  # "sewa kios: tarif dan cara daftar"
        topic = _ASKING_TAIL.sub("", _unasked(topic)).strip(" .,?!")
        clause = self.story.kind == "event" and _CLAUSE_END.search(topic)  # "Pasar X selesai"
        bare = _THIS_TEXT.match(topic) or len(topic) > _LONGEST_TOPIC or clause
        bare = bare or _NO_NAME.search(topic) or self._is_order(topic)
        return "" if bare else topic

    def _is_order(self, topic: str) -> bool:
        """Whether it opens with what the admin is to do, which the source does not name."""
        order = _ORDER.match(topic)
        return order is not None and order[0].lower() not in self.story.text.lower()

    @property
    def deed(self) -> str:
        """ "ke pasar murah" → "datang ke pasar murah"."""
        deed = self.story.deed
        return f"datang {deed}" if re.match(r"(?:ke|di)\s", deed) else deed

    @property
    def ban(self) -> str:
        """ "tidak membuang sampah" as it is said to somebody: "jangan membuang sampah"."""
        match = _BAN.match(self.deed or self.topic)
        return f"jangan {match[1]}" if match else ""

    @property
    def asks(self) -> bool:
        """Whether the topic is a question ("apakah KTP harus diperpanjang")."""
        return _ASKING.match(self.topic) is not None

    @property
    def subject(self) -> str:
        """The matter itself, without what is to be done about it: "ikut job fair" → "job fair"."""
        return _JOIN_IN.sub("", self.ban or self.topic or self.deed)

    @property
    def address(self) -> str:
        audience = self.story.intent.audience
        words = str(_words()["address"][self.plain].get(audience, "warga Sidoarjo"))
        general, special = _words()["address_own"].get(audience, ("", ""))
        own = re.search(rf"\b(?:{special})\b", f"{self.story.intent.said} {self.story.text}", re.I)
        return words.replace(general, own[0].lower()) if own and special else words

    @property
    def mark(self) -> str:
        if self.register == "formal" and self.story.kind != "warning":
            return ""
        return str(_words()["mark"].get(self.story.kind, ""))

    def opening(self, *, spoken: bool = False) -> str:
        """The first sentence; empty where no frame fits.

        Where the frames could only name the matter, the source's title says more; every other
        variant has a frame all the same.
        """
        if self.variant % 2 == 0 and self._only_named(spoken=spoken) and title_says_it(self.story):
            return self.story.hook
        frames: list[str] = []
        if spoken and self.register != "formal" and self.story.kind != "warning":
            wanted = {self.story.kind, *self._state()}
            frames = _matching(_openings()["spoken"], wanted)
        if not frames:
            tones = _openings()[self.story.kind]
            frames = _matching(tones.get(self.register, {}), self._state()) or _matching(
                tones["formal"], self._state()
            )
        return self._filled(frames)

    def bare_opening(self) -> str:
        """An opening for news that names itself; often there is none."""
        frames = _openings()["bare"].get(self.story.kind, {}).get(self.plain, [])
        return str(frames[self.turn % len(frames)]) if frames else ""

    def _filled(self, frames: Sequence[str]) -> str:
        values = self._values()
        able = [f for f in frames if all(values.get(name) for name in re.findall(r"{(\w+)}", f))]
        if not able:
            subject = self.topic or self.deed
            return "" if subject or len(self.story.hook) > _LONGEST_HOOK else self.story.hook
        return able[self.turn % len(able)].format(**values)

    def _state(self) -> set[str]:
        story, topic = self.story, self.topic
        state = {"closed"} if story.closed else {"open"} if not story.past else set()
        if story.past:
            state = {"past"}
        statements = [said.lower() for said in self.story.intent.statements]
        if topic.lower() in statements or _SAYS_OF.search(topic):
            state.add("said")
        elif self.asks:
            state.add("ask")
        elif self.ban:
            state.add("ban")
        elif self.deed:
            state.add("deed")
        elif _HOW.match(topic):
            state.add("how")
        elif _VERB.match(topic) and not _NOT_VERB.match(topic):
            state.add("verb")
        elif topic:
            state.add("thing")
        if self._when():
            state.add("when")
        return state

    @property
    def calls(self) -> bool:
        """Whether the opening asks the reader for something, rather than names the matter."""
        return bool(self._state() & {"deed", "ban", "ask"})

    def _only_named(self, *, spoken: bool) -> bool:
        """Whether a frame would announce news without telling it ("Ada kabar soal …")."""
        state = self._state()
        if self.register == "urgent" or state & {"deed", "ban", "ask"}:
            return False
        if self.story.intent.audience != "public" and not spoken:
            return False  # they are spoken to by name
        if "open" in state and self.story.kind in ("event", "registration"):
            return False
        return spoken or not state & {"said", "how"}

    @property
    def only_names(self) -> bool:
        """Whether the opening names the matter and asks for nothing: the news itself is better."""
        return self.story.kind in _NAMED_BY_NEWS and "thing" in self._state()

    def _when(self) -> str:
        whens = [e.text for e in self.story.entries if e.slot == "when" and not e.label]
        if any(_NOT_ON_A_DAY.match(when) for when in whens):
            return ""  # no frame says "pada mulai 3 Mei"
        return re.sub(r", (?:\d\d\.\d\d.*|selama .*)$", "", whens[0]) if len(whens) == 1 else ""

    def _values(self) -> dict[str, str]:
        topic, deed, address = self.topic, self.deed, self.address
        return {
            "topic": topic,
            "Topic": capitalise(topic),
            "Topic_here": capitalise(topic)
            + ("" if "sidoarjo" in topic.lower() else " di Kabupaten Sidoarjo"),
            "rumour": _RUMOUR.sub("", topic),
            "ban": self.ban,
            "Ban": capitalise(self.ban),
            "deed": deed,
            "Deed": capitalise(deed),
            "address": address,
            "Address": capitalise(address),
            "when": self._when(),
            "emphasis": self.story.intent.emphasis,
        }

    def entry(self, entry: Entry, *, marked: bool) -> str:
        words = _words()["entries"].get(entry.slot, _words()["entries"]["other"])
        if entry.slot == "deadline" and any(c.purpose == "register" for c in self.story.contacts):
            words = _words()["entries"]["last day"]
        shown = capitalise(entry.text)
        if marked:
            label = f"{entry.label}: " if entry.label else ""
            if not label and entry.slot in ("registration", "deadline", "period"):
                label = f"{words['label']}: "
            return f"{words['mark']} {label}{entry.text if label else shown}"
        return f"{entry.label or words['label']}: {entry.text}"

    def part_title(self, title: str) -> str:
        """Above some of the items of a list: nobody takes them for all."""
        return str(_words()["part_of_list"]).format(title=title)

    @property
    def further(self) -> str:
        """What stands above a list whose title a list above it has already."""
        return str(_words()["further"])

    def list_title(self, listing: Listing) -> str:
        """The source's own introduction, where it is a sentence; else a word of the editors."""
        own = listing.title.rstrip(": ")
        if listing.introduction:
            return listing.introduction
        if listing.kind == "answers":
            return str(_words()["answers"])
        if is_announcing(own):
            return self._points_title(own, listing.items)
        title = own.rpartition(" > ")[2].lower()
        say = "Rinciannya"
        if listing.kind == "row":
            title = "rincian"
        for entry in _words()["lists"]:
            if re.search(rf"\b(?:{entry['cue']})", title) or (
                entry["say"] == "Caranya" and listing.kind == "step" and not title
            ):
                say = str(entry["say"])
                break
        if own.endswith("?"):  # a question names no list
            return "Jadwalnya" if listing.kind == "schedule" else say
        named = listing.title.endswith(":") and 2 <= len(own.split()) <= 7
        if say == "Caranya" and listing.kind == "schedule":
            say = "Jadwalnya"
        if say == "Rinciannya" and named and not _NO_TITLE.search(own):
            return capitalise(own)
        head = own.rpartition(" > ")[2]
        if say == "Rinciannya" and listing.kind != "row" and self._names_list(head):
            return sentence_case(head)
        return say

    @staticmethod
    def _points_title(own: str, points: Sequence[str]) -> str:
        """What the points of an announcement are; nothing where they are of many kinds."""
        if heeded := re.search(r"\byang\s+(?:perlu|harus)\s+di[a-z]+(?=\W*$)", own):
            return capitalise(heeded[0])
        if 2 * sum(map(is_rule, points)) > len(points):
            return str(_words()["points"]["rules"])
        return str(_words()["points"]["asked"]) if asks(own) else ""

    def _names_list(self, head: str) -> bool:
        """Whether a heading above a list says what it lists: "10 prioritas teratas"."""
        words = head.split()
        own = head.lower() in self.story.title.lower() or not head
        names = len(words) > 1 or _NAMES_ALONE.fullmatch(head) is not None
        return names and len(words) <= _LONGEST_HEAD and not own and not _NO_TITLE.search(head)

    def list_items(self, listing: Listing, *, marked: bool, most: int) -> list[str]:
        whole = listing.kind in ("step", "requirement") or len(listing.items) <= most + _FEW_MORE
        items = listing.items if whole else listing.items[:most]
        told = sum(map(has_predicate, items)) if listing.kind != "row" and len(items) > 1 else 0
        sentences = told == len(items) or (told > 1 and is_announcing(listing.title))
        if listing.kind in ("step", "answers") or sentences:
            items = tuple(item if item[-1] in ".!?" else f"{item}." for item in items)
        if listing.kind == "step":
            return [f"{n}. {item}" for n, item in enumerate(items, 1)]
        mark = _words()["list_marks"].get(listing.kind, "🔹") if marked else "-"
        if marked and listing.kind == "schedule" and not any(re.search(r"\d", i) for i in items):
            mark = "🔹"  # places, not days
        return [f"{mark} {item}" for item in items]

    def action(
        self, *, most: int = 3, room: int = 190, skip: frozenset[int] = frozenset()
    ) -> tuple[str, frozenset[int]]:
        """What the reader can do by a contact of the source, and the sentences that say so.

        The source's own sentence, where it is one; else a frame of the editors; "" without contact
        or where the sentences of `skip`, which the post has anyway, give it.
        """
        usable = [c for c in self._usable_contacts() if c.sentence not in skip]
        if not usable:
            return "", frozenset()
        purpose = self._purpose(usable)
        if purpose == "complaint" and most < 3:
            return "", frozenset()  # a short post has no room for what went wrong
        words = _words()["purposes"]
        asked = self.story.intent.said.lower()
        same = [c for c in usable if c.purpose == purpose][:most]
        numbers = frozenset(c.sentence for c in same)
        own = self.story.line(same[0].sentence)
        bare = purpose == "register" and (
            self.story.kind == "registration"
            or (own and re.match(r"Pendaftaran|Daftar", own.follow))
        )
        stiff = own is not None and own.text is not None and _STIFF.match(own.text)
        usual = bare or stiff
        if not usual and len(numbers) == 1 and own and own.text and len(own.text) <= room:
            return own.text, numbers
        joins = self.story.kind in ("registration", "event") or re.search(words["register"], asked)
        if purpose == "info" and all(c.role == "url" for c in same):
            purpose = "visit"
        elif purpose == "info":
            same = [c for c in same if c.role != "url"]  # nobody calls a site
        matter = same[0].matter if purpose == "report" else ""
        plain = self.plain if purpose != "register" or joins else "formal"
        frames = _words()["actions"]["report matter" if matter else purpose][plain]
        contact = contact_phrase(same, hours=most >= _WITH_HOURS)
        said = str(frames[self.turn % len(frames)]).format(contact=contact, matter=matter)
        if most < _WITH_HOURS:
            return said, numbers
        others = [c for c in usable if c.purpose == "emergency" and purpose != "emergency"]
        if others:  # the hotline of the matter first, then the one for emergencies
            label = _words()["brief_actions"]["emergency"]
            said += f" {label}: {contact_phrase(others[:2])}."
            numbers |= {c.sentence for c in others[:2]}
        return said, numbers

    def _purpose(self, usable: Sequence[Contact]) -> str:
        """What the contacts of this story are for: what the brief asks, else what matters most."""
        order = {"clarification": ["check", "info"]}.get(self.story.kind, [])
        if self.story.kind == "warning" and _DANGER.search(f"{self.story.title} {self.topic}"):
            order = ["emergency"]
        words = _words()["purposes"]
        order += ["register", "report", "check", "pay", "info", "apply", "emergency", "complaint"]
        asked = self.story.intent.said.lower()
        return min(
            (c.purpose for c in usable),
            key=lambda p: (not re.search(words[p], asked), order.index(p)),
        )

    def brief_action(self, skip: frozenset[int] = frozenset()) -> tuple[str, frozenset[int]]:
        """ "Daftar: bit.ly/…": the call in the fewest words, and the sentence that gives it."""
        usable = self._usable_contacts()
        purpose = self._purpose(usable) if usable else "complaint"
        first = next((c for c in usable if c.purpose == purpose and c.sentence not in skip), None)
        label = _words()["brief_actions"].get(purpose)
        if first is None or not label:
            return "", frozenset()
        shown = first.text if first.role == "url" else contact_phrase([first])
        if purpose == "report" and first.matter:
            label = f"{label} {first.matter}"
        elif purpose == "report" and not re.search(
            _words()["purposes"]["report"], self.story.intent.said.lower()
        ):
            label = str(_words()["brief_actions"]["reports"])
        return f"{label}: {shown}.", frozenset({first.sentence})

    def _usable_contacts(self) -> list[Contact]:
        over = ["register", "pay"] if self.story.closed or self.story.past else []
        if self.story.past or self.story.kind in ("achievement", "figures"):
            over.append("emergency")
        return [self._fit(c) for c in self.story.contacts if c.purpose not in over]

    @staticmethod
    def _fit(contact: Contact) -> Contact:
        """Nobody pays by telephone: such a number is for questions."""
        asks = contact.purpose == "pay" and contact.role in ("phone", "whatsapp")
        return replace(contact, purpose="info") if asks else contact

    def summary(self) -> str:
        """Where and when in one sentence, for an event of which both are known once."""
        table = _words()["summary"]
        wheres = [e.text for e in self.story.entries if e.slot == "where"]
        subject = self.subject
        words = {
            "Subject": capitalise(subject),
            "where": wheres[0] if wheres else "",
            "when": self._when(),
        }
        if not subject or not words["where"] or self.story.kind != "event" or len(subject) > 60:
            return ""
        frames = table["event" if words["when"] else "event where"]
        return str(frames[self.turn % len(frames)]).format(**words)

    def closing(self) -> str:
        """A call that needs no contact."""
        table = _words()["closing"]
        kind = self._kind_in(table)
        if kind == "appeal" and not (self.deed or self.ban):
            kind = "warning"
        tones = table.get(kind) or table["default"]
        frames = tones.get(self.register) or tones.get(self.plain) or tones["formal"]
        return str(frames[self.turn % len(frames)])

    def question(self) -> str:
        if self.register == "formal":
            return str(_words()["question_formal"])
        table = _words()["question"]
        if _WHEN_WHERE.match(self.topic) and any(x.kind == "schedule" for x in self.story.listings):
            return str(table["schedule"][self.turn % len(table["schedule"])])
        frames = table.get(self._kind_in(table)) or table["default"]
        return str(frames[self.turn % len(frames)])

    def _kind_in(self, table: Mapping[str, object]) -> str:
        """The kind of news, more closely where `table` tells: "event past", "service how"."""
        kind = self.story.kind
        joins = any(entry.slot in ("deadline", "registration") for entry in self.story.entries)
        joins = joins or any(contact.purpose == "register" for contact in self.story.contacts)
        if kind == "event" and joins and not self.story.past:
            return "registration"
        closer = f"{kind} past" if self.story.past else f"{kind} how" if self._asks_how else kind
        return closer if closer in table else kind

    @property
    def _asks_how(self) -> bool:
        return _HOW.match(self.topic) is not None

    def quotation(self) -> str:
        quote = self.story.quotes[0]
        frame = "resident" if quote.resident else self.plain
        return str(_words()["quote"][frame]).format(speaker=quote.speaker, quote=quote.text)

    @property
    def untitled(self) -> str:
        return str(_words()["untitled"])

    def alt_text(self) -> str:
        """One line for a picture that goes with such a post, of what the source says alone."""
        told = self._alt_sentence()
        if told:
            return told
        about = self.subject or self.story.headline or "dari Pemkab Sidoarjo"
        facts = [e.text for e in self.story.entries if e.slot in ("when", "where") and not e.label]
        places = [e.text for e in self.story.entries if e.slot == "where"]
        text = str(_words()["alt"]).format(topic=about)
        if len(text) > _ALT:
            return str(_words()["alt"]).format(topic="dari Pemkab Sidoarjo")
        for fact in facts:
            if set(term_stems(fact)) & set(term_stems(about)) and fact in places:
                continue  # "bazar di tiga kecamatan di Kecamatan Krembung"
            if re.match(r"(?:Mulai|Pukul|Sejak|Setiap)\b", fact):
                shown = f", {fact[:1].lower()}{fact[1:]}"
            else:
                shown = f" di {fact}" if fact in places else f" pada {_HOUR.sub('', fact)}"
            if len(text) + len(shown) <= _ALT:
                text = f"{text.rstrip('.')}{shown}."
        return text

    def _alt_sentence(self) -> str:
        """What happened, as the caption of its photograph; a statement, as the words of a card."""
        words = _words()
        state = self._state()
        title = self.story.hook.rstrip(".") if title_says_it(self.story) else ""
        said = title or (capitalise(self.topic) if state & {"said", "ask"} else "")
        if not said:
            return ""
        photo = self.story.past and self.story.kind not in ("clarification", "figures", "warning")
        told = str(words["alt_photo" if photo else "alt_card"]).format(said=said)
        return told if len(told) <= _ALT else ""


def _unasked(topic: str) -> str:
    """Of a brief with several clauses those that name a matter: "waspada DBD dan apa yang harus
    dilakukan" → "waspada DBD"; "" where all of them ask."""
    clauses = _AND.split(topic)
    if len(clauses) == 1 or not any(_ASKS_IN.search(clause) for clause in clauses):
        return topic
    bare = [_ASKS_IN.split(clause)[0].strip() for clause in clauses]
    return " dan ".join(clause for clause in bare if clause)


def contact_phrase(contacts: Sequence[Contact], *, hours: bool = False) -> str:
    """ "WhatsApp A atau B, atau laman C": each kind is named once."""
    roles = _words()["contact_roles"]
    by_role: dict[str, list[str]] = {}
    for contact in contacts:
        when = f" ({contact.hours})" if hours and contact.hours else ""
        by_role.setdefault(contact.role, []).append(f"{contact.text}{when}")
    parts = [
        (f"{roles.get(role, '')} " if len(texts[0].split()[0]) > _SHORT_NUMBER else "")
        + " / ".join(texts)
        for role, texts in by_role.items()
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} atau {parts[-1]}"


def capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _matching(table: dict[str, list[str]], state: set[str]) -> list[str]:
    """The frames of the first key all of whose words hold; the most specific keys stand first."""
    keys = sorted(table, key=lambda key: -len(key.split()))
    for key in keys:
        if set(key.split()) <= state:
            return list(table[key])
    return []


def _openings() -> Any:
    return load_table("frames/openings.yaml")


def _words() -> Any:
    return load_table("frames/words.yaml")
