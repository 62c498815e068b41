"""Telephone numbers, links, e-mail addresses and accounts."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.assertions.value import Kind

_HOURS_OR_DATE = re.compile(r"\d\d\.\d\d\s*[-\s]\s*\d\d\.\d\d|[0-3]\d[-.][01]\d[-.](?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Contact:
    kind: Kind
    start: int
    end: int
    value: str


@cache
def _pattern() -> re.Pattern[str]:
    path = r"(?:[/?#][^\s<>\"“”|]*[^\s<>\"“”|.,;:!?)\]*_’'])?"
    tld = (
        r"(?:go|co|or|ac|sch|web|my|desa|biz|net)\.id|com|org|net|id|info|me|ly|gl|app|dev|io|page"
        r"|site|online|link|to|be|gle|co|cc|xyz|top|shop|store|click|club|vip|icu|buzz|bid|tech|cloud"
    )
    return re.compile(
        r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
        rf"|(?P<url>https?://[^\s<>\"“”|/]+{path}/?"
        # "sidoarjokab-go.id.pw" ends in its last part, whether we know that or not.
        rf"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{tld})\b(?:\.(?-i:[a-z]{{2,3}})\b)?{path}(?<![.])(?![\w@])"
        r"|(?<![\w@.-])(?:[a-z][a-z0-9-]*\.)+[a-z]{2,6}/[\w./?#=&%+-]*[\w/])"
        r"|(?<![\w@/.])(?P<handle>@(?!(?i:rp)?[\d.,]+(?!\w))[A-Za-z0-9_](?:[\w.]*\w)?)"
        r"|(?<![\w.,/+-])(?P<phone>(?:\+62|62(?=[\s.-]?8\d\d)|0(?=\d))(?:[\s.-]?(?:\(\d{1,5}\)|\d{1,5})){2,6}(?![\d/]|[.,]\d)"
        r"|\(0\d{2,3}\)[\s-]?\d{3,5}[\s.-]?\d{2,5}"
        r"|(?:1500[\s-]?\d{3}|0?800[\s-]?\d[\s-]?\d{3}[\s-]?\d{3})(?!\d))"
        r"|(?:\b(?:telepon|telp\.?|tlp\.?|call\s*cent(?:er|re)|hotline|(?:meng)?hubungi|nomor|panggil|kontak"
        r"|layanan|darurat|sapa|sms|wa|whatsapp|ke)\s*(?:darurat|bebas\s+pulsa|gratis|center|ke|di"
        r"|nomor|:)*\s*)(?P<short>(?:1\d{2}|1\d{3,4}|14\d{3}))(?!\d|[.,]\d|\s+(?:orang|desa|warga|unit"
        r"|hari|jam|tahun|titik|rumah|peserta|persen))",
        re.IGNORECASE,
    )


@cache
def _short() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:lapor(?:kan)?|darurat|langsung|telepon|atau|ke|lewat|melalui|via|hubungi|kontak|panggil)\b|[:☎📞/])\W{0,3}"
        r"(?P<number>1\d{2,4})(?![\w%]|[.,/:-]\d)(?!\s+(?!maupun|atau|dan|untuk|bila|jika|kalau|saat"
        r"|segera|ya|agar|bebas|gratis|yang|serta)[a-z])",
        re.IGNORECASE,
    )


def find_contacts(text: str, known: Collection[str] = ()) -> Iterator[Contact]:
    """Contacts of `text`. `known`: short numbers that are known as such ("lapor 112")."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "short":
            yield Contact("phone", start, end, match[kind])
        elif kind == "phone":
            digits = phone_digits(match[kind])
            if 7 <= len(digits) <= 14 and not _HOURS_OR_DATE.fullmatch(match[kind]):
                yield Contact("phone", start, end, digits)
        elif kind == "url":
            yield Contact("url", start, end, link(match[kind]))
        elif kind == "email":
            yield Contact("email", start, end, match[kind].lower())
        else:
            yield Contact("handle", start, end, match[kind].lower().rstrip("."))
    for match in _short().finditer(text):
        if match["number"] in known:
            yield Contact("phone", *match.span("number"), match["number"])


def phone_digits(text: str) -> str:
    """ "+62 811-3052-030" as 08113052030."""
    digits = re.sub(r"\D", "", text)
    return "0" + digits[2:] if digits.startswith("62") and len(digits) > 8 else digits


def link(text: str) -> str:
    """An address without what may be left out: scheme, www, a closing slash."""
    bare = re.sub(r"^https?://", "", text, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    host = re.sub(r"^www\.", "", host.lower())
    return host + (slash + path).rstrip("/")
