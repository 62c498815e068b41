"""Faithful drafts in which a hurried hand lets a denial slip, adds one, or takes an opposite word.

They teach `doubt_model`; the figures of `evaluate grounding` do not count them.
"""

import random
import re
from collections.abc import Iterator
from functools import cache

from assistant.assertions.words import table
from assistant.evaluation.alterations import Case, Error

_MOST = 8  # of each family in one draft
_SPOKEN = re.compile(r"[“\"][^”\"]*[”\"]|https?://\S+|[#@]\w+|[^.!?\n]*\?")

# What stands in a draft → what a hurried hand makes of it.
_DROPPED = (
    (r"\b(?:tidak|tak) (?:lagi|akan|pernah) ", ""),
    (r"\b(?:tidak|tak|nggak|belum) (?=(?:di|me|ber|ter|ke|ada|bisa|boleh|dapat|ikut)\w*)", ""),
    (r"\bbelum\b", "sudah"),
    (r"\b(?:tidak|tak) (?:perlu|usah|wajib|harus)\b", "wajib"),
    (r"\b(?:tidak|tak) (?:boleh|dapat|bisa)\b", "boleh"),
    (r"\b(?:tidak|tak)\b(?= \w)", "tetap"),
    (r"\b(?:tidak|tak)(?: lagi)?\b(?= \w)", "masih"),
    (r"\bbukan (?=[a-z])", ""),
    (r"\bbukan\b", "memang"),
    (r"\btanpa\b", "dengan"),
    (r"\btanpa (?=\w)", "wajib ada "),
    (r"\bjangan\b(?! sampai| lupa| ragu)", "silakan"),
    (r"\bdilarang\b", "boleh"),
    (r"\bkecuali\b", "termasuk"),
    (r"\bhanya (?:untuk|bagi)\b", "juga untuk"),
    (r"\bsudah tidak\b", "masih"),
    (r"\btidak ada\b", "ada"),
    (r"\bgratis\b", "berbayar"),
)  # fmt: skip
_ADDED = (
    (r"(?<!tidak )(?<!belum )(?<!tanpa )(?<!bukan )\b(di(?!a\b|na|ri)[a-z]{4,})\b", r"tidak \1"),
    (r"(?<!tidak )(?<!belum )(?<!tanpa )\b(di(?!a\b|na|ri)[a-z]{4,})\b", r"belum \1"),
    (r"(?<!tidak )(?<!belum )(?<!tanpa )\b((?:me[mnrl]|ber)[a-z]{4,})\b", r"tidak \1"),
    (r"(?<!tidak )\b(bisa|boleh|dapat|wajib|harus|perlu|berlaku|termasuk) (?=\w)", r"tidak \1 "),
    (r"\b(?:sudah|telah) (?=\w)", "belum "),
    (r"\b(?:wajib|harus|perlu)\b (?=\w)", "tidak perlu "),
    (r"\b(?:bisa|boleh|dapat|silakan) (?=\w)", "dilarang "),
    (r"\bwajib\b", "boleh"),
    (r"\bharus\b", "tidak harus"),
    (r"\bdengan (?=(?:membawa|menunjukkan|syarat|biaya|surat))", "tanpa "),
    (r"\btetap\b", "tidak lagi"),
    (r"\bjuga (?=di|me|ber|untuk|bagi)", "tidak "),
    (r"\b(?:untuk|bagi) (?=[a-z])", "bukan untuk "),
)  # fmt: skip


def slips(case: Case) -> Iterator[Error]:
    for number, draft in enumerate(case.drafts):
        chance = random.Random(f"slips {case.id}/{number}")
        rest = _SPOKEN.sub(lambda match: "·" * len(match[0]), draft)
        for family, found in (
            ("negation", [*_written(rest, _DROPPED), *_written(rest, _ADDED)]),
            ("antonym", list(_opposites(rest, chance))),
        ):
            for start, end, new in chance.sample(found, min(_MOST, len(found))):
                new = new.capitalize() if draft[start:end][:1].isupper() and new else new
                text = draft[:start] + new + draft[end:]
                place = (max(0, start - 1), min(len(text), start + max(len(new), 1) + 1))
                yield Error(family, case.id, text, (place,), draft)


def _written(rest: str, forms: tuple[tuple[str, str], ...]) -> Iterator[tuple[int, int, str]]:
    for pattern, new in forms:
        for match in re.finditer(pattern, rest, re.IGNORECASE):
            yield match.start(), match.end(), match.expand(new)


def _opposites(rest: str, chance: random.Random) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"\b[a-z][a-z-]+(?: [a-z]+)?\b", rest, re.IGNORECASE):
        for end in (match.end(), match.start() + len(match[0].split()[0])):
            words = rest[match.start() : end].lower()
            if others := _pairs().get(words):
                alike = [other for other in others if other[:2] == words[:2]] or others
                yield match.start(), end, chance.choice(alike)
                break
            prefix = re.match(r"(?:di|ber|ter|se)(?=[a-z]{4})", words)
            if prefix and (others := _pairs().get(words[prefix.end() :])):
                yield match.start(), end, prefix[0] + chance.choice(others)
                break


@cache
def _pairs() -> dict[str, list[str]]:
    """Each word of the tables of opposites, with those on the other side."""
    pairs: dict[str, list[str]] = {}
    sides = [(axis["plus"], axis["minus"]) for axis in table()["opposites"]]
    for line in table()["antonyms"]:
        one, other = (side.split() for side in str(line).split("|"))
        sides.append((one, other))
    for one, other in sides:
        for words, against in ((one, other), (other, one)):
            for word in words:
                pairs.setdefault(str(word).lower(), []).extend(map(str, against))
    return pairs
