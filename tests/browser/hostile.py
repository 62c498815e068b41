# ruff: noqa: E501 - scripts of the page and payloads read better in one line
"""Payloads in every place that shows untrusted text, and a listener that notices any success.

A payload succeeds when it calls `kena`, which only a script that runs can do, or when anything is
asked of the listener. `Hunt.places` says how many payloads each place really showed.
"""

import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from sqlalchemy import update

from assistant.assembly import Assistant
from assistant.records.approvals import Approval
from assistant.records.house_style import HOUSE_STYLE
from assistant.records.tables import KeptDraft, QueuedComment, QueueEntry
from assistant.ui import approval_tab, trail_tab
from assistant.web.doorkeeper import COOKIE
from assistant.web.uploads import _UNSAFE
from tests.worked import HEAD, ask, call_model, hand_in, send_reply, write_draft

# `{u}` is the address of the listener, `{k}` a call that only a running script can make.
TEMPLATES = (
    "<script>{k}</script>", "<script src={u}.js></script>", "<img src=x onerror={k}>",
    "<img src={u}.png>", '<img srcset="{u}.png 1x">', "<svg onload={k}></svg>",
    "<svg><script>{k}</script></svg>", '<svg><image href="{u}.svg"/></svg>',
    '<a href="javascript:{k}" autofocus onfocus={k}>klik</a>', "[klik](javascript:{k})",
    "javascript:{k}", "![gambar]({u}.png)", "![gambar][r]\n\n[r]: {u}.png", "<{u}>",
    "[r]: {u}.png\n![r]", '<div style="background:url({u}.png)">x</div>',
    "<style>*{{background:url({u}.png)}}</style>", '<style>@import "{u}.css";</style>',
    '<link rel=stylesheet href="{u}.css">', '<link rel=prefetch href="{u}">',
    '<iframe src="{u}"></iframe>', "<iframe srcdoc=\"<script>parent.{k}</script>\"></iframe>",
    "<iframe src=\"data:text/html,<script>fetch('{u}')</script>\"></iframe>",
    "data:text/html,<script>fetch('{u}')</script>", '<object data="{u}"></object>',
    '<embed src="{u}">', '<video src="{u}" autoplay></video>', "<audio src=x onerror={k}>",
    "<input autofocus onfocus={k}>", "<details open ontoggle={k}>x</details>", "<body onload={k}>",
    '<meta http-equiv=refresh content="0;url={u}">', '<base href="{u}/">',
    '<form action="{u}"><button autofocus onfocus={k}>x</button></form>',
    "${{{k}}}", "{{{{{k}}}}}", "{{{{constructor.constructor('{k}')()}}}}", "`${{{k}}}`",
    "<%= {k} %>", "';{k};'", '");{k};("', '"><script>{k}</script>', "'><img src=x onerror={k}>",
    "</textarea><script>{k}</script>", "</script><script>{k}</script>",
    "</style><img src=x onerror={k}>", "</title><svg onload={k}>", "--><img src=x onerror={k}>",
    "]]><script>{k}</script>", "<math><mtext><style><img src=x onerror={k}></style></mtext></math>",
    "\u202e<img src=x onerror={k}>\u202c", "\u2066<script>{k}</script>\u2069",
    "＜script＞{k}＜/script＞", "<scr\u200bipt>{k}</scr\u200bipt>", "<SCRIPT>{k}</SCRIPT>",
    "&lt;img src=x onerror={k}&gt;", "&#60;script&#62;{k}&#60;/script&#62;",
    "<template shadowrootmode=open><img src=x onerror={k}></template>", "<marquee onstart={k}>x",
    "\\u003cscript\\u003e{k}\\u003c/script\\u003e",
)  # fmt: skip
# Each once as it is, and in the full set also inside of other text.
SETTINGS = ("{p}", "Halo Kak, {p} terima kasih.", "# {p}", "> {p}\n\n- {p}", "**{p}**", '"{p}"')


@dataclass
class Canary:
    """A listener on this machine that nothing may ask."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def canary() -> Iterator[Canary]:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_HEAD = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Canary(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def payloads(url: str, *, full: bool = False) -> list[str]:
    plain = [
        text.format(k=f"kena({n})", u=f"{url}/{n}") for n, text in enumerate(TEMPLATES, start=1)
    ]
    settings = SETTINGS if full else SETTINGS[:1]
    return [setting.replace("{p}", one) for setting in settings for one in plain]


@dataclass
class Hunt:
    """What was found. `ran`: numbers of payloads whose script ran; `asked`: requests elsewhere."""

    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)

    @property
    def places(self) -> dict[str, int]:
        """How many different payloads each place showed."""
        return {place: len(texts) for place, texts in self.seen.items()}


# --- every place is filled -------------------------------------------------------------------


def fill(assistant: Assistant, texts: Sequence[str]) -> None:
    """Straight into the records, past what sign-in and forms would refuse."""
    records, now = assistant.records, assistant.clock()
    for n, text in enumerate(texts):
        draft = write_draft(assistant, text, writer=f"model:{text}")
        waiting = hand_in(assistant, draft)
        if n % 2:
            assistant.acting(HEAD).records.approvals.send_back(waiting.id, 1, f"{text} alasan")
        send_reply(assistant, text)
        ask(assistant, f"{text} pertanyaan {n} {n * 7919}")
        call_model(assistant, text)
    with records._writing() as session:
        session.execute(update(KeptDraft).values(owner_name=KeptDraft.brief))
        session.execute(
            update(Approval).values(
                submitted_name=Approval.brief, decided_name=Approval.brief,
                published_name=Approval.brief, link=Approval.brief,
            )
        )  # fmt: skip
        session.execute(
            update(Approval)
            .where(Approval.state == "returned")
            .values(state="published", way="head", published_at=now)
        )
        session.execute(
            update(KeptDraft).where(KeptDraft.state == "returned").values(state="published")
        )
        for n, text in enumerate(texts):
            entry = QueueEntry(
                id=f"q{n}", text_masked=text, platform="instagram", kind="complaint",
                urgency="normal", rank=2, agency="dishub", desk="dishub", matter="x",
                received_at=now, respond_by=now + timedelta(minutes=5),
                settle_by=now + timedelta(days=1), state="taken", taken_by=text, changed_at=now,
                version=1,
            )  # fmt: skip
            session.add(entry)
            session.add(
                QueuedComment(
                    id=f"k{n}", entry_id=entry.id, text_masked=text, platform="instagram",
                    received_at=now, origin=None, sealed=records.queue.seal(f"k{n}", _original(text)),
                )
            )  # fmt: skip
    words = [[text, text] for text in texts]
    changes = {"house_style.yaml": {"rules": {"kata.asing": {"words": dict(words)}}}}
    records.prompts.save(HOUSE_STYLE, changes, who=texts[0], reason=" ".join(texts), seen=0)


def fill_base(assistant: Assistant, texts: Sequence[str], folder: Path) -> None:
    """Documents whose title, file name and content are hostile."""
    from knowledge.catalogue import Document, Version

    for n, text in enumerate(texts):
        path = folder / f"dokumen-{n}.txt"
        path.write_text(f"Layanan uji kenanga nomor {n}.\n\n{text}\n", encoding="utf-8")
        (added,) = assistant.knowledge.add([path], title=text, agency="dishub").added
        with assistant.records._writing() as session:
            for table, key in ((Document, Document.id), (Version, Version.document_id)):
                session.execute(update(table).where(key == added.id).values(source_name=text))


@contextmanager
def quick_folder() -> Iterator[Path]:
    """In memory where there is one: a thousand transactions wait for the disk otherwise."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def _original(text: str) -> Any:
    from assistant.records.sealed import Original

    return Original(text)


# --- and looked at ---------------------------------------------------------------------------


def show_all(monkeypatch: Any) -> None:
    """The page shows the first few; here it has to show every payload at once."""
    monkeypatch.setattr(approval_tab, "_MOST", 2_000)
    monkeypatch.setattr(approval_tab, "_MOST_DECIDED", 2_000)
    monkeypatch.setattr(trail_tab, "_MOST", 5_000)


def hunt(
    browser: Browser, url: str, canary: Canary, *, policy: bool
) -> "tuple[BrowserContext, Hunt]":
    """A browser that reports; without the content policy where that is asked for."""
    found = Hunt()
    context = browser.new_context(bypass_csp=not policy, viewport={"width": 1440, "height": 900})
    context.expose_binding("kena", lambda _, number=None: found.ran.append(str(number)))
    context.on(
        "request",
        lambda r: None if r.url.startswith((url, "data:", "blob:")) else found.asked.append(r.url),
    )
    return context, found


def settle(page: Page, found: Hunt, place: str, texts: Sequence[str], root: str = "body") -> None:
    """Opens all that folds, waits for what could run, and counts the payloads that are there."""
    page.evaluate(
        """async () => {
          for (let n = 0; n < 2; n++) {
            for (const one of document.querySelectorAll("details:not(.baris-jejak)")) one.open = true;
            await new Promise((done) => setTimeout(done, 120));
          }
        }"""
    )
    shown = page.evaluate(
        """([root, texts]) => {
          const node = document.querySelector(root);
          const flat = (text) => text.replace(/\\s+/g, " ").trim();
          const typed = [...node.querySelectorAll("input, textarea")].map((one) => one.value);
          const titles = [...node.querySelectorAll("[title], [aria-label]")].flatMap((one) => [one.title, one.getAttribute("aria-label") ?? ""]);
          const whole = flat([node.textContent, ...typed, ...titles].join(" \\u0001 "));
          return texts.filter((text) => whole.includes(flat(text)));
        }""",
        [root, list(texts)],
    )
    found.links += page.evaluate(
        """() => [...document.querySelectorAll("a[href], form[action], [src]")]
          .map((one) => one.getAttribute("href") ?? one.getAttribute("action") ?? one.getAttribute("src"))
          .filter((address) => /^\\s*(javascript|data:text|http:)/i.test(address) && !address.startsWith(location.origin))"""
    )
    found.seen.setdefault(place, set()).update(shown)


def walk_rooms(page: Page, url: str, found: Hunt, texts: Sequence[str], *, each: int) -> None:
    """Every room; `each`: how many of a list are opened one after the other."""

    def enter(room: str, ready: str) -> None:
        page.evaluate("room => { location.hash = room; }", room)
        page.locator(f"#room-{room} {ready}").first.wait_for(state="attached")

    page.goto(url)
    expect(page.get_by_role("tab", name="Caption")).to_be_visible()
    page.locator(".draf-saya summary").first.click()
    page.locator(".draf-saya .kerja").first.wait_for()
    settle(page, found, "draf saya: maksud, teks, tautan, alasan", texts, "#room-caption")
    for n in range(min(each, len(texts))):
        page.locator(".draf-saya .kerja").nth(n).get_by_role("button", name="Buka lagi").click()
        expect(page.locator("#room-caption .kartu .naskah")).to_have_count(1)
        page.wait_for_timeout(80)
        settle(
            page,
            found,
            "papan draf: judul, teks, alt, sumber, temuan",
            texts,
            "#room-caption .papan",
        )
    enter("reply", ".papan")
    page.get_by_label("Komentar warga").fill(" ".join(texts[:12]))
    page.get_by_role("button", name="Buat balasan").click()
    page.locator("#room-reply .kartu").first.wait_for()
    page.wait_for_timeout(500)
    settle(page, found, "balasan: komentar", texts[:12], "#room-reply")
    enter("queue", ".komentar")
    settle(page, found, "antrean: komentar, petugas", texts, "#room-queue")
    for n in range(min(each, len(texts))):
        page.locator("#room-queue .komentar").nth(n).click()
        page.locator("#room-queue .papan .kartu").first.wait_for()
        page.wait_for_timeout(250)
        settle(page, found, "antrean: papan", texts, "#room-queue .papan")
    enter("follow-ups", ".komentar")
    settle(page, found, "tindak lanjut: janji, komentar, balasan", texts, "#room-follow-ups")
    enter("check", "textarea")
    page.get_by_label("Teks yang diperiksa").fill("\n".join(texts)[:20_000])
    page.get_by_role("button", name="Periksa", exact=True).click()
    page.locator("#room-check .papan .kartu").first.wait_for()
    settle(page, found, "periksa: teks, temuan", texts, "#room-check")
    enter("approvals", ".putusan")
    settle(page, found, "persetujuan: maksud, teks, alasan, tautan, nama", texts, "#room-approvals")
    enter("style", ".gaya")
    page.wait_for_timeout(300)
    settle(page, found, "gaya rumah: kata, alasan, nama", texts, "#room-style")
    enter("questions", ".pertanyaan")
    page.wait_for_timeout(300)
    settle(page, found, "pertanyaan", texts, "#room-questions")
    enter("trail", ".baris-jejak")
    page.evaluate(
        "n => [...document.querySelectorAll('.baris-jejak')].slice(0, n).forEach((one) => { one.open = true; })",
        each * 12,
    )
    page.wait_for_timeout(700)
    settle(page, found, "jejak: uraian dan isi", texts, "#room-trail")
    for text in texts[:each]:
        page.evaluate(
            """text => {
              const select = document.querySelector("#jejak-tindakan");
              select.append(Object.assign(document.createElement("option"), { value: text }));
              select.value = text;
              document.querySelector(".cari-jejak").requestSubmit();
            }""",
            text,
        )
        page.locator("#room-trail .kabar.ragu", has_text="tidak dikenal").wait_for()
        settle(page, found, "kabar kesalahan", [text], "#room-trail")
    page.evaluate("document.querySelector('#jejak-tindakan').value = ''")


def walk_base(page: Page, url: str, found: Hunt, texts: Sequence[str], *, each: int) -> None:
    page.goto(url + "/#knowledge")
    page.locator("#room-knowledge .dokumen[data-id]").first.wait_for()
    settle(page, found, "basis: judul dokumen", texts, "#room-knowledge")
    for n in range(min(each, len(texts))):
        page.locator("#room-knowledge .dokumen[data-id]").nth(n).click()
        page.locator("#room-knowledge .rincian .kutipan").first.wait_for(state="attached")
        page.wait_for_timeout(60)
        settle(page, found, "basis: rincian, nama berkas, isi", texts, "#room-knowledge")
    page.get_by_label("Coba cari").fill("layanan uji kenanga")
    page.locator("#room-knowledge").get_by_role("button", name="Cari", exact=True).click()
    page.locator("#room-knowledge .hasil .kutipan").first.wait_for()
    settle(page, found, "basis: hasil cari", texts, "#room-knowledge")
    names = [text.replace("/", "∕")[:80] for text in texts[: min(each * 2, 20)]]
    page.locator("#room-knowledge input[type=file]").first.set_input_files(
        [FilePayload(name=f"{name}.txt", mimeType="text/plain", buffer=b"isi") for name in names]
    )
    page.wait_for_timeout(900)
    # The name under which a file is kept has lost what could be markup; the first one has not.
    kept = [_UNSAFE.sub(" ", name).strip(" .")[:40] for name in names]
    settle(page, found, "basis: nama berkas yang diunggah", [*names, *kept], "#room-knowledge")


def walk_doors(
    context: BrowserContext, page: Page, url: str, assistant: Assistant, found: Hunt,
    texts: Sequence[str], *, each: int,
) -> None:  # fmt: skip
    """Accounts come last: from then on nobody gets in without one."""
    accounts = assistant.records.accounts
    chief = accounts.add("kepala.uji", "superadmin", None, None)
    made = [accounts.add(text, "superadmin", None, None) for text in texts]
    for text in texts[:each]:
        context.clear_cookies()
        page.goto(url + "/masuk")
        page.locator("input[name=nama]").evaluate("(one, text) => { one.value = text; }", text)
        page.locator("input[name=sandi]").fill("bukan frasa sandi siapa pun")
        page.locator("form button").first.click()
        page.locator(".kabar, [role=alert], [role=status]").first.wait_for(state="attached")
        settle(page, found, "pintu: nama yang diketik", [text])
        for path in ("/mulai?kode=", "/masuk?kabar="):
            page.goto(url + path + _quoted(text))
            settle(page, found, "pintu: alamat", [text])
    sign_in(context, url, accounts.start(chief.id))
    page.goto(url + "/akun")
    settle(page, found, "akun: nama", texts)
    for account in made[:each]:
        sign_in(context, url, accounts.start(account.id))
        page.goto(url + "/")
        page.locator(".akun-nama").wait_for(state="attached")
        settle(page, found, "kepala halaman: nama akun", [account.name])


def sign_in(context: BrowserContext, url: str, secret: str) -> None:
    context.clear_cookies()
    context.add_cookies(
        [{"name": COOKIE, "value": secret, "url": url.replace("http:", "https:"), "secure": True}]
    )


def planted(page: Page, texts: Sequence[str]) -> None:
    """The fault that a careless change would make: a text that is read as markup."""
    page.evaluate(
        """texts => {
          for (const text of texts) {
            const node = document.createElement("div");
            node.innerHTML = text;
            document.body.append(node);
          }
        }""",
        list(texts),
    )
    page.wait_for_timeout(600)


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
