"""Asks a language model for captions and replies, and takes nothing from it on trust."""

import base64
import codecs
import re
import secrets
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import ModelError
from assistant.facts import FactSheet
from assistant.house_style import house_style_prose
from assistant.llm import ChatModel, Message, strip_markup
from assistant.prompts import Prompt, load_prompt
from assistant.reading.instructions import find_instructions
from assistant.writing.tokens import FactTokens, without_links
from assistant.writing.writer import Brief, Partial, ReplyPlan, Unwritten, Written
from knowledge.documents import Reading

_TITLED = frozenset({"youtube", "press-release"})
_MATERIAL = "\n# Bahan\n"
# Characters of passages in a prompt: some 2,500 tokens, which a small local model still reads.
_PASSAGES = 8_000
_FENCE = re.compile(r"[ \t]*«[a-z]{16}»")
_UNUSABLE = "Model tidak memberi teks yang dapat dipakai untuk platform ini."
# A reply is waited for at the screen: after so many seconds the other writer's is there.
_REPLY_SECONDS = 18.0
# Past so many times what a reply may be long, no more of an answer is read.
_ENDLESS = 4
# So many normalised characters in a row of the instructions count as a leak.
_LEAK = 40
_CODED = re.compile(r"[A-Za-z0-9+/]{56,}")  # base64 or hexadecimal of so many characters


class ModelWriter:
    """One streamed call for all platforms, one more for those that came out unusable."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    @property
    def name(self) -> str:
        return f"model:{self._chat.model}"

    def captions(
        self, brief: Brief, sheet: FactSheet, readings: Sequence[Reading]
    ) -> Iterator[Partial | Written | Unwritten]:
        """Raises ModelError when no platform got a text because the model failed."""
        missing = list(brief.platforms)
        failure: ModelError | None = None
        end = self._chat.deadline()
        for _ in ("the call", "the repair"):
            ask = _CaptionPrompt(brief, sheet, readings, missing)
            try:
                for item in self._sections(ask, end):
                    if isinstance(item, Written):
                        missing.remove(item.platform)
                    yield item
            except ModelError as error:
                failure = error
            if not missing or (failure and len(missing) == len(brief.platforms)):
                break
        if failure and len(missing) == len(brief.platforms):
            raise failure
        for platform in missing:
            yield Unwritten(platform, str(failure) if failure else _UNUSABLE)

    def reply(self, plan: ReplyPlan) -> Iterator[Partial | Written]:
        """Raises ModelError when the answer is unusable or too long even when asked again."""
        platform = plan.platform or ""
        end = min(self._chat.deadline(), time.monotonic() + _REPLY_SECONDS)
        for wish in ("", f"Wajib lebih pendek: paling banyak {plan.limit * 3 // 4} karakter."):
            prompt, messages, tokens, leak = _reply_prompt(plan, wish)
            answer = ""
            for delta in self._chat.stream(prompt, messages, deadline=end):
                answer += delta
                if len(answer) > _ENDLESS * plan.limit:
                    break
                shown = _plain(tokens.show_part(answer))
                if not leak.found_in(shown):
                    yield Partial(platform, shown)
            text, dropped = tokens.show(_plain(answer))
            text = _unquoted(text)
            if text and not _obeys(text, leak) and len(text) <= plan.limit:
                yield Written(platform, None, text, None, dropped)
                return
        raise ModelError("Balasan dari model tidak dapat dipakai; dipakai balasan tanpa model.")

    def _sections(self, ask: "_CaptionPrompt", end: float) -> Iterator[Partial | Written]:
        """Each platform's text as it grows, and when its section is complete.

        A section is complete when the next one begins or the answer ends without an error.
        """
        answer = ""
        current: str | None = None
        for delta in self._chat.stream(ask.prompt, ask.messages, deadline=end):
            answer += delta
            sections = _split(answer, ask.platforms)
            for platform, _ in sections:
                if platform == current or platform in ask.done:
                    continue
                yield from ask.finished(current, sections)
                current = platform
            if current and (shown := ask.shown(current, sections)):
                yield Partial(current, shown)
        yield from ask.finished(current, _split(answer, ask.platforms))


class _CaptionPrompt:
    """One call for captions: its messages, its tokens, and how its answer is read."""

    def __init__(
        self,
        brief: Brief,
        sheet: FactSheet,
        readings: Sequence[Reading],
        platforms: Sequence[str],
    ) -> None:
        self.platforms = tuple(platforms)
        self.done: set[str] = set()
        self._tokens = FactTokens()
        self.prompt = load_prompt("caption_model.md")
        rules, material = _halves(self.prompt)
        system = rules.fill(
            house_style=house_style_prose(),
            platforms="\n\n".join(
                f"## {name}\n{load_prompt(f'platforms/{name}.md').body}" for name in platforms
            ),
            form="\n\n".join(_form(name) for name in platforms),
        )
        meta = self.prompt.meta
        facts = "\n".join(self._tokens.hide(line) for line in sheet.as_lines())
        passages = self._tokens.hide(_relevant(brief.text, readings))
        user = material.fill(
            names=", ".join(platforms),
            first=_heading(platforms[0]),
            audience=_word(meta, "audiences", brief.audience or "public"),
            tone=_word(meta, "tones", brief.tone or "warm"),
            wish=self._wish(brief),
            fence=_fence(),
            brief=self._tokens.hide(brief.text),
            facts=facts or "(kosong)",
            passages=passages or "(kosong)",
            legend="\n".join(self._tokens.legend()) or "(tidak ada)",
        )
        self.messages: list[Message] = [("system", system), ("user", user)]
        self._leak = _Leak(system)

    def finished(
        self, platform: str | None, sections: Sequence[tuple[str, str]]
    ) -> Iterator[Written]:
        """The section as a text, unless it is empty or repeats the instructions."""
        if platform is None or platform in self.done:
            return
        self.done.add(platform)
        parts = _Parts.of(dict(sections)[platform], platform)
        text, dropped = self._tokens.show(parts.text)
        title = self._tokens.show(parts.title or "")[0] or None
        alt = self._tokens.show(parts.alt or "")[0] or None
        if platform in _TITLED and title is None:
            title, text = _first_line(text)
        if not text or any(_obeys(part, self._leak) for part in (text, title or "", alt or "")):
            return
        yield Written(platform, title if platform in _TITLED else None, text, alt, dropped)

    def shown(self, platform: str, sections: Sequence[tuple[str, str]]) -> str:
        """The text of a section that is still coming, without a line that may become a label."""
        head, _, last = dict(sections)[platform].rpartition("\n")
        body = head if _may_be_label(last) else f"{head}\n{last}"
        text = self._tokens.show_part(_Parts.of(body, platform).text)
        return "" if self._leak.found_in(text) else text

    def _wish(self, brief: Brief) -> str:
        wishes = []
        if brief.variant:
            wishes.append(
                f"Ini versi ke-{brief.variant + 1}: pakai pembuka dan susunan yang berbeda."
            )
        if brief.revision:
            wishes.append(f"Perbaikan yang diminta: {self._tokens.hide(brief.revision)}")
        if brief.previous:
            wishes.append(f"Teks yang diperbaiki:\n{self._tokens.hide(brief.previous)}")
        return "\n".join(wishes)


def _reply_prompt(plan: ReplyPlan, wish: str) -> tuple[Prompt, list[Message], FactTokens, "_Leak"]:
    prompt = load_prompt("reply_model.md")
    tokens = FactTokens()
    rules, material = _halves(prompt)
    fence = _fence()
    system = rules.fill(limit=str(plan.limit))
    if plan.variant:
        wish += f"\nIni versi ke-{plan.variant + 1}: susun dengan cara lain."
    user = material.fill(
        fence=fence,
        comment=without_links(plan.comment),
        triage=plan.triage,
        wish=wish,
        suggestion=tokens.hide(plan.suggestion),
        passages=tokens.hide("\n\n".join(plan.passages))[:_PASSAGES] or "(kosong)",
    )
    return prompt, [("system", system), ("user", user)], tokens, _Leak(system)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A section taken apart."""

    title: str | None
    text: str
    alt: str | None

    @classmethod
    def of(cls, body: str, platform: str) -> "_Parts":
        labelled: dict[str, str] = {}
        rest: list[str] = []
        for line in body.splitlines():
            if match := _LABEL.match(line):
                label = match[1].lower()
                if label == "teks":
                    rest.append(match[2])
                else:
                    labelled.setdefault(_LABELS[label], _unquoted(strip_markup(match[2])))
            else:
                rest.append(line)
        text = _starred("\n".join(rest), platform)
        return cls(labelled.get("title"), _plain(text), labelled.get("alt"))


_LABELS = {"judul": "title", "title": "title", "alt": "alt", "alt text": "alt", "teks alt": "alt"}
_LABEL = re.compile(
    r"^[\s*_]*(judul|title|alt text|teks alt|alt|teks)[\s*_]*:[\s*_]*(.*)$", re.IGNORECASE
)
_LABEL_WORDS = ("judul", "title", "alt", "teks alt")
_HEADING = re.compile(r"^[ \t*_]*[=#\[]+[ \t*_]*([A-Za-z][A-Za-z -]*?)[ \t*_:]*[=#\]]*[ \t*_:]*$")


def _split(answer: str, platforms: Sequence[str]) -> list[tuple[str, str]]:
    """The sections so far: platform and what stands below its heading; the first of a name wins.

    With one platform an answer without any heading is its text.
    """
    sections: list[tuple[str, list[str]]] = []
    for line in answer.splitlines(keepends=True):
        if line.endswith("\n") and (platform := _named(line, platforms)):
            sections.append((platform, []))
        elif sections:
            sections[-1][1].append(line)
    if not sections and len(platforms) == 1 and answer.strip() and not _HEADING.match(answer):
        return [(platforms[0], answer)]
    found: dict[str, str] = {}
    for platform, lines in sections:
        found.setdefault(platform, "".join(lines))
    return list(found.items())


def _named(line: str, platforms: Sequence[str]) -> str | None:
    match = _HEADING.match(line.strip())
    if match is None:
        return None
    name = re.sub(r"[\s_]+", "-", match[1].strip().lower())
    name = {"twitter": "x", "siaran-pers": "press-release"}.get(name, name)
    return name if name in platforms else None


def _may_be_label(line: str) -> bool:
    """Whether an unfinished line is, or may grow into, a label or a heading."""
    start = line.strip(" \t*_").lower()
    return start.startswith(("=", "#=", "[=")) or any(
        word.startswith(start) or start.startswith(word) for word in _LABEL_WORDS
    )


def _heading(platform: str) -> str:
    return f"=== {platform} ==="


def _form(platform: str) -> str:
    title = "JUDUL: (judul)\n" if platform in _TITLED else ""
    alt = "" if platform == "press-release" else "\nALT: (teks alternatif gambar)"
    return f"{_heading(platform)}\n{title}(isi unggahan){alt}"


def _first_line(text: str) -> tuple[str | None, str]:
    first, _, rest = text.partition("\n")
    return (first.strip("*_ "), rest.strip()) if rest.strip() and len(first) <= 100 else (None, "")


def _starred(text: str, platform: str) -> str:
    """Bold as WhatsApp writes it; elsewhere the marks would stand there as marks."""
    if platform == "whatsapp":
        return re.sub(r"\*\*(?=\S)([^*\n]+)\*\*", r"*\1*", text)
    return re.sub(r"(?<![\w*])\*{1,2}(?=\S)([^*\n]+?)(?<=\S)\*{1,2}(?![\w*])", r"\1", text)


def _unquoted(text: str) -> str:
    whole = len(text) > 1 and text[0] in '"“' and text[-1] in '"”'
    return text[1:-1].strip() if whole and not re.search(r'["“”]', text[1:-1]) else text


def _halves(prompt: Prompt) -> tuple[Prompt, Prompt]:
    """The instructions and the material: untrusted text is never filled into the first."""
    rules, _, material = prompt.body.partition(_MATERIAL)
    return Prompt(prompt.name, prompt.meta, rules), Prompt(prompt.name, prompt.meta, material)


def _word(meta: Mapping[str, Mapping[str, str]], table: str, key: str) -> str:
    return meta[table].get(key, key)


def _plain(text: str) -> str:
    """An answer without markup, and without the fence, which is ours."""
    return strip_markup(_FENCE.sub("", text))


def _fence() -> str:
    """A line that no document can hold, because it is drawn anew for each call. Without vowels it
    is never taken for a name, which would be masked on the way out."""
    return "«" + "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(16)) + "»"


def _relevant(brief: str, readings: Sequence[Reading]) -> str:
    """Passages that share words with the brief, first of a document always, in its order."""
    wanted = {word[:6] for word in _words(brief)}
    ranked = sorted(
        (
            (
                -len(wanted & {word[:6] for word in _words(passage.heading + " " + passage.text)})
                - (place == 0),
                number,
                place,
            )
            for number, reading in enumerate(readings)
            for place, passage in enumerate(reading.passages)
        )
    )
    chosen: list[tuple[int, int]] = []
    room = _PASSAGES
    for _, number, place in ranked:
        size = len(readings[number].passages[place].text)
        if size <= room:
            chosen.append((number, place))
            room -= size
    lines: list[str] = []
    for number, reading in enumerate(readings):
        texts = [reading.passages[p].text for n, p in sorted(chosen) if n == number]
        if texts:
            lines += [f"Dokumen: {reading.title}", *texts, ""]
    return "\n".join(lines).strip()


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if len(word) > 3]


def _obeys(text: str, leak: "_Leak") -> bool:
    """Whether a model answers an order in its material: shows its own, or passes it on."""
    return leak.found_in(text) or any(find_instructions(text))


class _Leak:
    """Whether a text repeats the instructions: as they stand, backwards, or in a plain code.

    Examples in quotation marks are there to be followed and do not count.
    """

    def __init__(self, system: str) -> None:
        norm = _norm(re.sub(r'"[^"\n]*"|“[^”\n]*”|(?m:^>.*$)', "\n", system))
        self._seen = {norm[i : i + _LEAK] for i in range(len(norm) - _LEAK + 1)}

    def found_in(self, text: str) -> bool:
        return any(
            side[i : i + _LEAK] in self._seen
            for side in _readings_of(text)
            for i in range(len(side) - _LEAK + 1)
        )


def _readings_of(text: str) -> Iterator[str]:
    """The ways in which a text may be meant to be read, as bare letters."""
    plain = [text, codecs.encode(text, "rot13")]
    for run in _CODED.findall(text):
        if re.fullmatch(r"[0-9a-fA-F]+", run):
            plain.append(bytes.fromhex(run[: len(run) // 2 * 2]).decode("utf-8", "ignore"))
        # A run may begin with letters that are none of the code: each of four starts is tried.
        for start in range(4):
            whole = run[start:][: (len(run) - start) // 4 * 4]
            plain.append(base64.b64decode(whole).decode("utf-8", "ignore"))
    for side in map(_norm, plain):
        yield side
        yield side[::-1]


def _norm(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
