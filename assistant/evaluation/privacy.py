"""How well personal data is masked: comments as people write them, and seeded ones of template
and obfuscation families.

The development part is for tuning; the measuring part has other sentences, names, places and
other variants of each obfuscation, and only its totals are looked at. The fresh part, if there is
one, has only written comments, which nobody has tuned on.
"""

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.privacy import Masked, mask
from assistant.prompts import load_table

Part = Literal["development", "measuring"]
PARTS: tuple[Part, ...] = ("development", "measuring")
Mask = Callable[[str], Masked]
_FRESH = "cases/privacy/fresh.yaml"

NUMERIC = ("nik", "kk", "phone", "npwp", "bpjs", "bank_account")
# What issue 5 asks for, in percent.
TARGETS = {"plain": 99.8, "obfuscated": 99.0, "email": 98.0, "plate": 97.0, "address": 95.0}
TARGETS |= {"name": 90.0, "changed": 1.0, "destroyed": 0.2, "slowest_ms": 200.0}


@dataclass(frozen=True, slots=True)
class Case:
    """A comment and the places in it that must be masked. `family`: obfuscation or sentence."""

    text: str
    items: tuple[tuple[str, int, int], ...]
    family: str


def run(
    part: str = "both", *, masking: Mask = mask, size: float = 1.0, seed: int = 20251
) -> dict[str, Any]:
    """The figures of each part; `size` scales the number of generated comments."""
    parts = PARTS if part == "both" else tuple(name for name in PARTS if name == part)
    results: dict[str, Any] = {name: _measure(name, masking, size, seed) for name in parts}
    if part in ("both", "measuring"):
        results["fresh"] = _written(load_table(_FRESH), masking)
    results["adversarial"] = _adversarial(masking, round(500 * size), seed)
    results["passed"] = all(found.get("passed", True) for found in results.values())
    return results


def _measure(part: Part, masking: Mask, size: float, seed: int) -> dict[str, Any]:
    rng = random.Random(f"{part} {seed}")
    cases = Cases(part, rng)
    plain = {
        kind: _recall(masking, cases.plain(kind, round(1000 * size)))
        for kind in (*NUMERIC, "birth_date", "passport")
    }
    obfuscated: dict[str, dict[str, float]] = {}
    for kind in NUMERIC:
        obfuscated[kind] = _by_family(masking, cases.obfuscated(kind, round(650 * size)))
    others = {
        kind: _recall(masking, cases.plain(kind, round(600 * size)))
        for kind in ("email", "plate", "address", "home", "name")
    }
    others["address"] = min(others["address"], others.pop("home"))
    changed, destroyed, benign = _benign(masking, cases, round(3000 * size))
    worst = min(min(families.values()) for families in obfuscated.values())
    result: dict[str, Any] = {
        "plain": {kind: _percent(value) for kind, value in plain.items()},
        "obfuscated": {
            kind: _percent(sum(families.values()) / len(families))
            for kind, families in obfuscated.items()
        },
        "worst_family": _percent(worst),
        "families": {
            family: _percent(sum(o[family] for o in obfuscated.values()) / len(obfuscated))
            for family in next(iter(obfuscated.values()))
        },
        **{kind: _percent(value) for kind, value in others.items()},
        "written": _written(cases.table, masking),
        "benign": benign,
        "changed": _percent(changed),
        "destroyed": _percent(destroyed),
    }
    result["passed"] = (
        all(result["plain"][kind] >= TARGETS["plain"] for kind in NUMERIC)
        and all(value >= TARGETS["obfuscated"] for value in result["obfuscated"].values())
        and all(result[kind] >= TARGETS[kind] for kind in ("email", "plate", "address", "name"))
        and result["changed"] <= TARGETS["changed"]
        and result["destroyed"] <= TARGETS["destroyed"]
    )
    return result


def _written(table: Mapping[str, Any], masking: Mask) -> dict[str, Any]:
    """How the comments fare that somebody wrote: recall by kind, clean ones changed."""
    found: dict[str, list[bool]] = {}
    for case in marked_cases(table["free"]):
        covered = _covered(case.text, masking)
        for kind, start, end in case.items:
            found.setdefault(kind, []).append(covered.issuperset(range(start, end)))
    changed = sum(bool(masking(str(text)).items) for text in table["benign"])
    return {
        **{kind: _percent(sum(seen) / len(seen)) for kind, seen in sorted(found.items())},
        "items": sum(map(len, found.values())),
        "benign": len(table["benign"]),
        "changed": _percent(changed / len(table["benign"])),
    }


def _percent(share: float) -> float:
    return round(100 * share, 2)


def missed(case: Case, masking: Mask = mask) -> list[str]:
    """The items of which a character stays readable."""
    covered = _covered(case.text, masking)
    return [
        case.text[start:end]
        for _, start, end in case.items
        if not covered.issuperset(range(start, end))
    ]


def _covered(text: str, masking: Mask) -> set[int]:
    return {at for item in masking(text).items for at in range(item.start, item.end)}


def _recall(masking: Mask, cases: Sequence[Case]) -> float:
    items = sum(len(case.items) for case in cases)
    return 1 - sum(len(missed(case, masking)) for case in cases) / max(1, items)


def _by_family(masking: Mask, cases: Sequence[Case]) -> dict[str, float]:
    families: dict[str, list[Case]] = {}
    for case in cases:
        families.setdefault(case.family, []).append(case)
    return {family: _recall(masking, members) for family, members in families.items()}


def _benign(masking: Mask, cases: "Cases", count: int) -> tuple[float, float, int]:
    """The share of clean comments changed, that of sums and dates destroyed, and their number."""
    clean = [*map(str, cases.table["benign"]), *cases.benign(count)]
    changed = destroyed = figures = 0
    for text in clean:
        items = masking(text).items
        changed += bool(items)
        for match in _FIGURE.finditer(text):
            figures += 1
            destroyed += any(i.start < match.end() and i.end > match.start() for i in items)
    return changed / len(clean), destroyed / max(1, figures), len(clean)


_FIGURE = re.compile(
    r"Rp\s?[\d.,]*\d|\d+[\d.,]*\s?(?:ribu|juta|miliar|rupiah)|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)\w* \d{4}",
    re.IGNORECASE,
)


def _adversarial(masking: Mask, count: int, seed: int) -> dict[str, Any]:
    """Texts of 20,000 characters made to be slow."""
    rng = random.Random(f"adversarial {seed}")
    slowest = max(_milliseconds(masking, adversarial_text(rng)) for _ in range(max(1, count)))
    return {
        "texts": max(1, count),
        "slowest_ms": round(slowest, 1),
        "passed": slowest <= TARGETS["slowest_ms"],
    }


def _milliseconds(masking: Mask, text: str) -> float:
    """A slow text is timed again: what else the machine did is not its fault."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        masking(text)
        best = min(best, (time.process_time() - started) * 1000)
        if best <= TARGETS["slowest_ms"]:
            break
    return best


_BRICKS = tuple(
    (
        "0 8 |3515|3 5 1 5 |@|a@|a.|jl |jl melati |rt 1 |blok a |nol |nol delapan |"
        "nama saya |saya |O|ol|nama saya a |o0| at |a at b |\u200b|1\ufe0f\u20e3|\u0661|"
        "W 1 |plat w |rp1|1.|1.000.|12-|-| |\n|(|[nik-1]|lahir |lahir di a |12 mei |no 1 |"
        "rek |alamat |tinggal di |www.|https://a/|dobel |dua puluh |é|\U0001f64f|"
        "rumah saya di jl a |a n |desa a |Budi |1/|a-1 |b 1 |1 b |, |satu"
    ).split("|")
)


def adversarial_text(rng: random.Random, length: int = 20_000) -> str:
    bricks = rng.sample(_BRICKS, rng.randint(1, 4))
    if rng.random() < 0.3:
        return "".join(rng.choice(bricks) for _ in range(length))[:length]
    return ("".join(bricks) * length)[:length]


# --- Comments ----------------------------------------------------------------------------------


_LABEL = re.compile(r"\{(\w+):([^{}]*)\}")


def marked_cases(comments: Iterable[str]) -> Iterator[Case]:
    """Comments as citizens write them, with the items marked: "nama saya {name:…}"."""
    for marked in comments:
        text = ""
        items: list[tuple[str, int, int]] = []
        at = 0
        for match in _LABEL.finditer(marked):
            text += marked[at : match.start()]
            items.append((match[1], len(text), len(text) + len(match[2])))
            text += match[2]
            at = match.end()
        yield Case(text + marked[at:], tuple(items), "free")


class Cases:
    """Draws comments of one part."""

    def __init__(self, part: Part, rng: random.Random) -> None:
        self.part = part
        self._rng = rng
        self.table: Mapping[str, Any] = load_table(f"cases/privacy/{part}.yaml")
        self._values = _Values(self.table, rng)

    def plain(self, kind: str, count: int) -> list[Case]:
        return [self._case(kind, self._values.draw(kind), "plain") for _ in range(count)]

    def obfuscated(self, kind: str, count: int) -> list[Case]:
        """Each obfuscation in turn."""
        made: list[Case] = []
        names = list(OBFUSCATIONS)
        while len(made) < count:
            family = names[len(made) % len(names)]
            digits = self._values.digits(kind)
            made.append(self._case(kind, obfuscate(digits, family, self.part, self._rng), family))
        return made

    def benign(self, count: int) -> Iterator[str]:
        for number in range(count):
            template = self.table["benign_templates"][number % len(self.table["benign_templates"])]
            yield self._values.fill(template)

    def _case(self, kind: str, item: str, family: str) -> Case:
        template = self._rng.choice(self.table["items"][kind])
        before, _, after = template.partition("{x}")
        style = self._rng.choice(self.table["styles"])
        before, after = _styled(before, style), _styled(after, style)
        if kind in ("name", "address", "home", "plate", "birth_date") and style != "plain":
            item = item.upper() if style == "upper" else item.lower()
        return Case(before + item + after, ((kind, len(before), len(before + item)),), family)


def _styled(text: str, style: str) -> str:
    if style == "lower":
        return text.lower()
    if style == "upper":
        return text.upper()
    if style == "chatty":
        return re.sub(r"[,.?!]+(?=\s|$)", "", text).lower()
    return text


_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_PLATES = ("W", "L", "S", "N", "AG", "B", "AE", "P", "M")
_DIALS = ("0811", "0812", "0813", "0821", "0822", "0851", "0856", "0857", "0878", "0881", "0896")


class _Values:
    """Made-up values, from the lists of one part."""

    def __init__(self, table: Mapping[str, Any], rng: random.Random) -> None:
        self._table = table
        self._rng = rng

    def draw(self, kind: str) -> str:
        if kind in NUMERIC:
            return self._written(kind, self.digits(kind))
        if kind == "address":
            return self.fill(self._rng.choice(self._table["address_forms"]))
        if kind == "home":
            return self.fill(self._rng.choice(self._table["home_forms"]))
        if kind == "name":
            return str(self._rng.choice(self._table["names"]))
        made: dict[str, Callable[[], str]] = {
            "email": self._email,
            "plate": self._plate,
            "birth_date": self._birth_date,
            "passport": lambda: self._rng.choice("ABCEX") + self._number(7),
        }
        return made[kind]()

    def digits(self, kind: str) -> str:
        rng = self._rng
        if kind in ("nik", "kk"):
            if rng.random() < 0.1:
                return rng.choice("123456789") + self._number(15)
            place = f"{rng.choice(['3515', '3578', '3516', '3271', '7371'])}{rng.randint(1, 18):02}"
            day = rng.randint(1, 28) + (40 if kind == "nik" and rng.random() < 0.5 else 0)
            date = f"{day:02}{rng.randint(1, 12):02}{rng.randint(0, 99):02}"
            return f"{place}{date}{rng.randint(1, 40):04}"
        if kind == "phone":
            return rng.choice(_DIALS) + self._number(rng.choice((6, 7, 7, 8, 8, 8)))
        if kind == "npwp":
            if rng.random() < 0.3:
                return "0" + self._number(15)
            return self._number(9) + rng.choice(("617", "603", "643")) + "000"
        if kind == "bpjs":
            return "000" + self._number(10)
        return self._number(rng.choice((10, 10, 13, 15)))

    def fill(self, template: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: self._slot(match[1]), template)

    def _written(self, kind: str, digits: str) -> str:
        """As people write it who hide nothing."""
        if kind == "npwp" and len(digits) == 15 and self._rng.random() < 0.6:
            d = digits
            return f"{d[:2]}.{d[2:5]}.{d[5:8]}.{d[8]}-{d[9:12]}.{d[12:]}"
        if kind == "phone":
            form = self._rng.random()
            if form < 0.15:
                return "+62" + digits[1:]
            if form < 0.3:
                return "62" + digits[1:]
            if form < 0.4:
                return f"+62 {digits[1:4]}-{digits[4:8]}-{digits[8:]}"
        return digits

    def _number(self, length: int) -> str:
        return "".join(self._rng.choice("0123456789") for _ in range(length))

    def _email(self) -> str:
        rng = self._rng
        name = re.findall(r"[a-z]+", rng.choice(self._table["names"]).lower())
        local = rng.choice(("", ".", "_")).join(name[:2]) + rng.choice(("", self._number(2)))
        host = rng.choice(("gmail.com", "yahoo.co.id", "outlook.com", "student.umsida.ac.id"))
        form = rng.random()
        if form < 0.6:
            return f"{local}@{host}"
        if form < 0.7:
            return f"{local} @ {host}"
        if form < 0.8:
            return f"{local}(at){host.replace('.', '(dot)')}"
        if form < 0.9:
            return f"{local} [at] {host.replace('.', ' [dot] ')}"
        return f"{local}@{host}".upper()

    def _plate(self) -> str:
        rng = self._rng
        code, number = rng.choice(_PLATES), str(rng.randint(10, 9999))
        suffix = "".join(rng.choice("ABCDEFGHJKNPQRSTUVWXYZ") for _ in range(rng.randint(2, 3)))
        gap = rng.choice((" ", " ", "", "-"))
        return f"{code}{gap}{number}{gap}{suffix}"

    def _birth_date(self) -> str:
        rng = self._rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1945, 2024)
        return rng.choice(
            (
                f"{day} {_MONTHS[month - 1]} {year}",
                f"{day:02}-{month:02}-{year}",
                f"{day:02}/{month:02}/{year}",
                f"{day}.{month}.{year}",
            )
        )

    def _slot(self, name: str) -> str:
        rng = self._rng
        lists = {
            "street": "streets",
            "estate": "estates",
            "hamlet": "hamlets",
            "village": "villages",
            "district": "districts",
        }
        if name in lists:
            return str(rng.choice(self._table[lists[name]]))
        hour = rng.randint(6, 21)
        made: dict[str, Callable[[], str]] = {
            "n": lambda: str(rng.randint(1, 180)),
            "b": lambda: rng.choice("ABCDEFGHIJ"),
            "rt": lambda: f"{rng.randint(1, 30):02}",
            "rw": lambda: f"{rng.randint(1, 12):02}",
            "small": lambda: str(rng.randint(2, 9)),
            "two": lambda: f"{rng.randint(10, 99)}",
            "year": lambda: str(rng.randint(2015, 2026)),
            "queue": lambda: rng.choice("ABC") + f"{rng.randint(1, 250):03}",
            "ticket": lambda: f"#{rng.randint(1_000_000, 9_999_999)}",
            "time": lambda: f"{hour:02}{rng.choice('.:')}{rng.choice(('00', '15', '30', '45'))}",
            "hours": lambda: f"{rng.randint(6, 9):02}.00-{rng.randint(12, 16)}.30",
            "fm": lambda: f"{rng.randint(88, 107)},{rng.randint(1, 9)}",
            "percent": lambda: f"{rng.randint(1, 99)},{rng.randint(0, 9)}%",
            "count": lambda: f"{rng.randint(1, 999)}.{rng.randint(0, 999):03}",
            "letter": lambda: f"{rng.randint(100, 999)}/{rng.randint(1, 9999)}/438.5.{hour}/2025",
            "regulation": lambda: rng.choice(
                (
                    f"Perda Nomor {rng.randint(1, 20)} Tahun {rng.randint(2010, 2025)}",
                    f"Perbup {rng.randint(1, 99)}/{rng.randint(2010, 2025)}",
                    f"UU No. {rng.randint(1, 40)} Tahun {rng.randint(1999, 2024)}",
                )
            ),
            "hotline": lambda: rng.choice(
                ("(031) 8921483", "0811 3052 030", "085711404090", "0821 3000 8099", "1500567")
            ),
            "money": lambda: self._money(),
            "date": lambda: self._date(),
        }
        return made[name]()

    def _money(self) -> str:
        rng = self._rng
        amount = rng.choice((500, 2_000, 87_500, 450_000, 1_250_000, 35_000_000, 4_700_000_000))
        amount += rng.randint(0, 9) * 1_000
        dotted = f"{amount:,}".replace(",", ".")
        return rng.choice((f"Rp{dotted}", f"Rp {dotted}", f"Rp. {dotted},-", f"rp{amount}", dotted))

    def _date(self) -> str:
        rng = self._rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2019, 2026)
        return rng.choice(
            (
                f"{day} {_MONTHS[month - 1]} {year}",
                f"{day:02}-{month:02}-{year}",
                f"{day}/{month}/{year}",
                f"{day}.{month}.{year}",
                f"{year}-{month:02}-{day:02}",
            )
        )


# --- Obfuscations ------------------------------------------------------------------------------

Write = Callable[[str, random.Random], str]


def _joined(*gaps: str) -> Write:
    return lambda digits, rng: rng.choice(gaps).join(digits)


def _grouped(gap: str, *sizes: Sequence[int]) -> Write:
    def write(digits: str, rng: random.Random) -> str:
        groups = rng.choice(sizes)
        parts: list[str] = []
        at = turn = 0
        while at < len(digits):
            size = groups[turn % len(groups)]
            parts.append(digits[at : at + size])
            at, turn = at + size, turn + 1
        return gap.join(parts)

    return write


def _substituted(letters: Mapping[str, str], share: float) -> Write:
    return lambda digits, rng: "".join(
        rng.choice(letters[digit]) if digit in letters and rng.random() < share else digit
        for digit in digits
    )


def _in_script(zero: int) -> Write:
    return lambda digits, rng: "".join(chr(zero + int(digit)) for digit in digits)


def _spoken(words: Sequence[str], gap: str) -> Write:
    return lambda digits, rng: gap.join(words[int(digit)] for digit in digits)


def _after_each(mark: str) -> Write:
    return lambda digits, rng: "".join(digit + mark for digit in digits).rstrip()


def _broken(gap: str) -> Write:
    def write(digits: str, rng: random.Random) -> str:
        at = rng.randint(4, len(digits) - 4)
        return digits[:at] + gap + digits[at:]

    return write


def _both(first: Write, second: Write) -> Write:
    return lambda digits, rng: second(first(digits, rng), rng)


_WORDS = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_JAVANESE = "nol siji loro telu papat limo enem pitu wolu songo".split()
# By name: the variant of the development part and that of the measuring part.
OBFUSCATIONS: Mapping[str, tuple[Write, Write]] = {
    "plain": (_joined(""), _joined("")),
    "4-groups": (_grouped(" ", [4]), _grouped(" ", [3, 4], [4, 3], [2, 4, 4], [5, 4])),
    "dots": (_grouped(".", [4]), _grouped(".", [4], [3], [2])),
    "dashes": (_grouped("-", [4]), _grouped(" – ", [4], [3, 4])),
    "each-digit": (_joined(" "), _joined("  ", ". ", " - ", "_")),
    "letters": (
        _substituted({"0": "O", "1": "l"}, 1.0),
        _substituted({"0": "Oo", "1": "lI|", "5": "S", "8": "B", "2": "Z"}, 0.4),
    ),
    "zero-width": (_joined("\u200b"), _joined("\u2060", "\ufeff", "\u00ad", "\u200d")),
    "full-width": (_in_script(0xFF10), _in_script(0x1D7CE)),
    "arabic-indic": (_in_script(0x0660), _in_script(0x06F0)),
    "words": (_spoken(_WORDS, " "), _spoken(_JAVANESE, ", ")),
    "keycap": (_after_each("\ufe0f\u20e3"), _after_each("\ufe0f\u20e3 ")),
    "line-break": (_broken("\n"), _broken("\r\n")),
    "mixed": (
        _both(_in_script(0xFF10), _grouped(".", [4])),
        _both(_substituted({"0": "O", "1": "I", "5": "S"}, 0.3), _grouped(" - ", [4], [3, 5])),
    ),
}


def obfuscate(digits: str, family: str, part: Part, rng: random.Random) -> str:
    development, measuring = OBFUSCATIONS[family]
    return (development if part == "development" else measuring)(digits, rng)
