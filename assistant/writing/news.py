"""The news itself: which sentence of a story opens a post, and in how few words it can be said."""

import re

from assistant.reading.clauses import compress, has_predicate, is_request, use_abbreviation
from assistant.writing.intent import has_impact
from assistant.writing.lines import Line, without_reason, without_when
from assistant.writing.story import Story, choose

NEWS = 180  # characters that the news itself may take in a short post
_OPEN_ANYWHERE = ("warning", "service", "appeal", "clarification")
_FEW = 3
_LONGEST = 210
_HARDLY_NEWS, _ANNOUNCES = 0.3, 0.1
_NEARLY = 0.6  # of the best sentence of a service that its first one must reach
OFFICE = re.compile(
    r"(?:Dinas|Badan|Kantor|Satuan|Perusahaan|Rumah\s+Sakit|Pusat|Unit|Pelaksana)\b"
)


def news_forms(story: Story, room: int, skip: frozenset[int], said: str) -> list[list[str]]:
    """The first sentence of the source in all forms that fit, the longest first; else the best
    sentence that does."""
    lead = story.lead
    if lead and lead.text and lead.number not in skip and leads(story):
        fitting = [form for form in forms_of(lead.text, story) if len(form) <= room]
        if fitting:
            return [[form] for form in sorted(fitting, key=lambda form: len(form) > NEWS)]
    weight = lead_weight(story)
    found = choose(story, min(room, NEWS), 1, skip=skip, lead=weight, short=True, said=said)
    return [found or choose(story, room, 1, skip=skip, lead=weight, short=True, said=said)]


def candidates(
    story: Story, room: int, skip: frozenset[int], said: str
) -> list[tuple[float, str, int]]:
    """Sentences that may open a short post, in all forms that fit: share of the best, text, place.

    News of what happened opens with the first sentence of the source; a warning, a service or an
    appeal with what the reader needs most, which may stand further down.
    """
    if story.kind not in _OPEN_ANYWHERE:
        place = story.lead.number if story.lead else -1
        share = _HARDLY_NEWS if lead_says_little(story) else 1.0
        return [(share, form[0], place) for form in news_forms(story, room, skip, said) if form]
    weight = lead_weight(story)
    lead = story.lead if story.lead and leads(story) else None
    ranked = sorted(
        (
            (score + (weight if line is lead else 0.0), line)
            for score, line in story.lines
            if line.text and line.number not in skip
        ),
        key=lambda pair: -pair[0],
    )
    # The first sentence may be the only one that says what it is all about.
    ranked = [pair for place, pair in enumerate(ranked) if place < _FEW or pair[1] is story.lead]
    best = ranked[0][0] if ranked else 1.0
    return [
        (_share(score / best, line), form, line.number)
        for score, line in ranked
        for form in forms_of(line.text or "", story)
        if len(form) <= min(room, _LONGEST)
    ]


def lead_says_little(story: Story) -> bool:
    return story.lead is not None and _share(1.0, story.lead) < 1.0


def _share(share: float, line: Line) -> float:
    """A sentence that only announces the list below it ("Berikut jadwal …") tells little."""
    return _ANNOUNCES if (line.text or "").startswith("Berikut ") else max(0.0, share)


def leads(story: Story) -> bool:
    """Whether the first sentence is the news: not where the post is about a part of the source,
    nor where it gives the cause of a warning and another sentence the harm."""
    lead = story.lead
    if lead is None or not story.lines:
        return False
    best = max(score for score, _ in story.lines)
    own = next((score for score, line in story.lines if line is lead), 0.0)
    if story.kind == "service":
        return own >= _NEARLY * best
    if story.kind == "appeal":
        return own >= 0.6 * best
    if story.kind == "clarification":
        return has_impact(story.kind, lead.text or "")  # the denial is the news
    if story.kind == "warning":
        harm = [
            line
            for _, line in story.lines
            if has_impact(story.kind, line.text or "") and not is_request(line.text or "")
        ]
        return lead in harm or (not harm and own >= 0.6 * best)
    return own >= 0.35 * best


def forms_of(text: str, story: Story) -> list[str]:
    """A sentence, and ever shorter forms of it that say the same."""
    short = with_short_names(text, story)
    cut = compress(short)
    bare = without_reason(cut)
    forms = [text, short, cut, bare, lean(cut), lean(bare)]
    if story.past or not any(entry.slot == "when" for entry in story.entries):
        return forms
    places = [entry.text for entry in story.entries if entry.slot == "where"]
    forms += [without_when(form, places) for form in (cut, bare, lean(cut), lean(bare))]
    forms.append(without_held(lean(bare)))
    return list(dict.fromkeys(forms))


def with_short_names(text: str, story: Story) -> str:
    """ "Dinas Pangan dan Pertanian (Dispaperta) Kabupaten Sidoarjo" → "Dispaperta Sidoarjo"."""
    for short, long in story.abbreviations.items():
        if OFFICE.match(long):
            text = use_abbreviation(text, short, long)
            text = text.replace(f"{short} Kabupaten Sidoarjo", f"{short} Sidoarjo")
    return text


_MANAGED_BY = re.compile(
    r"\s+(?:melalui|lewat)\s+(?:Dinas|Badan|Bagian)\b[^,.]*?(?=\s+(?:akan|kembali|telah|resmi|me[a-z]+|ber[a-z]+)\b)"
)
_SPELT_TWICE = re.compile(r"\s+\([A-Z][A-Za-z-]{1,9}\)")
_BY_LAW = re.compile(
    r",?\s+(?:berdasarkan|sesuai(?:\s+dengan)?|mengacu\s+pada)\s+(?:Peraturan|Undang|Keputusan|Surat|"
    r"Perda|Perbup|Perpres)(?:[^.]|\.(?=\d))*(?=\.$)"
)
_HELD = re.compile(
    r",?\s+yang\s+(?:akan\s+)?(?:berlangsung|digelar|dilaksanakan|diadakan|diselenggarakan)\b"
    r"(?:[^.]|\.(?=\d))*\.$"
)
_BUDGET_YEAR = re.compile(r"\s+tahun\s+anggaran\s+20\d\d")


def lean(text: str) -> str:
    """A sentence without what the reader of a short post can do without."""
    text = _MANAGED_BY.sub("", text.replace("Pemerintah Kabupaten Sidoarjo", "Pemkab Sidoarjo"))
    return _BY_LAW.sub("", _BUDGET_YEAR.sub("", _SPELT_TWICE.sub("", text)))


def without_held(text: str) -> str:
    """Without "yang akan berlangsung …" at its end: the post gives day and place apart."""
    rest = _HELD.sub(".", text)
    return rest if has_predicate(rest) else text


def lead_weight(story: Story) -> float:
    """What the first sentence counts more; of a warning it often tells the cause, not the harm."""
    return {"warning": 0.8, "service": 0.5, "clarification": 0.2}.get(story.kind, 2.5)


def lead_number(story: Story) -> frozenset[int]:
    return frozenset({story.lead.number}) if story.lead and leads(story) else frozenset()
