"""The written table: every route and every event of the page, and whose they are.

What is not here fails the test: nothing comes to the page without a decision on who may use it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tests.security.house import Objects

# open: nothing of others is touched. sees: shows what belongs to the agency. mine: shows it to the
# one person alone who sent it. changes: changes it.
# state: works on what an earlier event of the same session has shown.
Effect = Literal["open", "sees", "mine", "changes", "state"]
Payload = Callable[[Objects], tuple[list[Any], Any]]


@dataclass(frozen=True)
class Event:
    """`action` stands in assistant.access.PERMISSIONS; `payload` gives inputs and event data that
    name an object of Dishub. `editors`: changing it is for editors, whatever the agency."""

    action: str
    effect: Effect
    payload: Payload


def event(action: str, effect: Effect, data: Any = None, *inputs: Any) -> Event:
    def payload(objects: Objects) -> tuple[list[Any], Any]:
        given = data(objects) if callable(data) else data
        return [one(objects) if callable(one) else one for one in inputs], given

    return Event(action, effect, payload)


def act(**values: Any) -> Callable[[Objects], Any]:
    """Event data in which a name in angle brackets stands for an object."""

    def made(objects: Objects) -> Any:
        def fill(value: Any) -> Any:
            if isinstance(value, str) and (found := re.fullmatch(r"<(\w+)>", value)):
                return getattr(objects, found[1])
            if isinstance(value, dict):
                return {name: fill(one) for name, one in value.items()}
            return [fill(one) for one in value] if isinstance(value, list) else value

        return fill(values)

    return made


_NEWS = "Uji kir di Krian buka setiap Senin pukul 08.00 WIB dan gratis bagi semua warga."
_QUESTION = "uji berkala kendaraan gratis di Terminal Purabaya"

EVENTS: dict[str, Event] = {
    "named_calls.caption": event(
        "write", "open", None, "uji kir", ["x"], *(None,) * 4, _NEWS, *(None,) * 4
    ),
    "named_calls.reply": event("write", "open", None, "min kapan uji kir", *(None,) * 5),
    "named_calls.check": event("write", "open", None, "Layanan gratis.", None, None, None),
    "named_calls.search": event("document.review", "sees", None, _QUESTION, 5, None),
    "named_calls.mask": event("write", "open", None, "telepon 081234567890"),
    "named_calls.triage": event("write", "open", None, "lampu mati min"),
    "campaign_banner.load": event("style.read", "open"),
    "caption_tab.write": event(
        "write", "open", None, "uji kir", ["x"], "public", "", [], _NEWS, None
    ),
    "caption_tab.retry": event("draft.change", "state", act(key="instagram"), None),
    "caption_tab.edit": event(
        "draft.change", "state", act(key="instagram", text="ubah", title=None), None
    ),
    "caption_tab.correct": event("draft.change", "state", act(facts={}), None),
    "caption_tab.used": event("draft.change", "state", act(keys=["instagram"]), None),
    "caption_tab.step": event("draft.submit", "state", act(step="submit", key="instagram"), None),
    "caption_tab.list_step": event(
        "draft.submit", "changes", act(step="submit", id="<free_draft>", version=1)
    ),
    "caption_tab.listed": event("draft.read", "sees"),
    "caption_tab.delete": event("draft.change", "changes", act(ids=["<draft>"])),
    "caption_tab.reopen": event("draft.read", "sees", act(work="<work>")),
    "reply_tab.write": event("write", "open", None, "min kapan uji kir", "", "", []),
    "reply_tab.record": event("reply.send", "state", act(texts={}), None),
    "reply_tab.edit": event("write", "state", act(key="reply", text="ubah"), None),
    "queue_tab.first_load": event("queue.read", "sees"),
    "queue_tab.load": event("queue.read", "sees", act(state="open")),
    "queue_tab.preview": event("write", "mine", act(token="<export>")),
    "queue_tab.take": event("queue.change", "state", act(text="")),
    "queue_tab.select": event("queue.read", "sees", act(id="<entry>")),
    "queue_tab.step": event("queue.change", "state", act(step="done"), None),
    "queue_tab.copy": event("queue.change", "state", act(key="reply"), None),
    "queue_tab.edit": event("queue.change", "state", act(key="reply", text="ubah"), None),
    "follow_up_tab.first_load": event("follow-up.read", "sees"),
    "follow_up_tab.load": event("follow-up.read", "sees", act(agency="", state="open")),
    "follow_up_tab.write": event(
        "follow-up.read", "sees", act(id="<follow_up>", answer="Sudah selesai kami perbaiki.")
    ),
    "follow_up_tab.settle": event("follow-up.settle", "changes", act(id="<follow_up>")),
    "follow_up_tab.edit": event("follow-up.read", "state", act(key="news", text="ubah"), None),
    "follow_up_tab.send": event("reply.send", "state", act(texts={"news": "sudah"}), None),
    "check_tab.check": event("write", "open", None, "Layanan gratis.", "", [], "", None),
    "check_tab.edit": event("write", "state", act(text="ubah"), None),
    "knowledge_tab.load": event("document.review", "sees"),
    "knowledge_tab.upload": event(
        "document.propose", "state", act(files=[{"token": "x", "name": "x"}]), "", "", "", "", True
    ),
    "knowledge_tab.select": event("document.review", "sees", act(id="<proposal>")),
    "knowledge_tab.search": event("document.review", "sees", None, _QUESTION),
    "questions_tab.load": event("question.read", "sees"),
    "questions_tab.edit": event(
        "question.answer", "changes", act(action="dismiss", id="<question>")
    ),
    "approval_tab.load": event("draft.read", "sees", act(agency="")),
    "approval_tab.approve": event(
        "draft.approve", "changes",
        act(id="<approval>", version="<approval_version>", reasons={}),
    ),
    "approval_tab.send_back": event(
        "draft.approve", "changes",
        act(id="<approval>", version="<approval_version>", reason="tolong perbaiki tanggalnya"),
    ),
    "approval_tab.rule": event("agency.set", "changes", act(of="dishub", allowed="<allowed>")),
    "house_style_tab.load": event("style.read", "open"),
    "house_style_tab.look": event("style.read", "open", act(edit={}, text="Kami hadir.")),
    "house_style_tab.keep": event(
        "style.change", "changes",
        act(edit="<style_edit>", seen="<style_seen>", reason="uji ulang"),
    ),
    "house_style_tab.look_back": event("style.read", "open", act(number=1)),
    "trail_tab.load": event("trail.read", "sees", act(object="<draft>")),
    "trail_tab.detail": event("trail.read", "state", act(seq=1)),
    "trail_tab.verify": event("incident.read", "open"),
    # The last one: what an editor has published is for all.
    "knowledge_tab.edit": event(
        "document.publish", "changes", act(action="publish", id="<proposal>")
    ),
}  # fmt: skip

# A route of Gradio's or of ours → who gets through the gate. Everything else is 404 for everybody.
Who = Literal["everybody", "signed-in", "session", "superadmin"]
ROUTES: dict[str, Who] = {
    "GET /healthz": "everybody",
    "GET /masuk": "everybody",
    "POST /masuk": "everybody",
    "GET /masuk/sso": "everybody",
    "GET /masuk/sso/kembali": "everybody",
    "GET /mulai": "everybody",
    "POST /mulai": "everybody",
    "GET /favicon.ico": "everybody",
    "POST /keluar": "signed-in",
    "GET /sandi": "session",
    "POST /sandi": "session",
    "GET /akun": "superadmin",
    "POST /akun": "superadmin",
    "POST /unggah": "signed-in",
    "GET /aset/{name}": "signed-in",
    "GET /ekspor/{name}": "signed-in",
    "GET /": "signed-in",
    "HEAD /": "signed-in",
    "GET /config": "signed-in",
    "GET /config/": "signed-in",
    "GET /static/{path:path}": "signed-in",
    "GET /assets/{path:path}": "signed-in",
    "GET /theme.css": "signed-in",
    "GET /robots.txt": "signed-in",
    "GET /gradio_api/info": "signed-in",
    "GET /gradio_api/info/": "signed-in",
    "GET /gradio_api/app_id": "signed-in",
    "GET /gradio_api/app_id/": "signed-in",
    "GET /gradio_api/startup-events": "signed-in",
    "GET /gradio_api/theme.css": "signed-in",
    "GET /gradio_api/heartbeat/{session_hash}": "signed-in",
    "GET /gradio_api/queue/data": "signed-in",
    "GET /gradio_api/queue/status": "signed-in",
    "POST /gradio_api/queue/join": "signed-in",
    "POST /gradio_api/cancel": "signed-in",
    "POST /gradio_api/reset": "signed-in",
    "POST /gradio_api/reset/": "signed-in",
    "POST /gradio_api/call/{api_name}": "signed-in",
    "POST /gradio_api/call/{api_name}/": "signed-in",
    "POST /gradio_api/call/v2/{api_name}": "signed-in",
    "POST /gradio_api/call/v2/{api_name}/": "signed-in",
    "GET /gradio_api/call/{api_name}/{event_id}": "signed-in",
    "GET /gradio_api/call/v2/{api_name}/{event_id}": "signed-in",
}
# Named in full, so that a route of a newer Gradio is noticed: nobody gets through.
CLOSED = frozenset(
    """
    GET /openapi.json|HEAD /openapi.json|POST /login/|POST /login|GET /logout
    GET /svelte/{path:path}|GET /gradio_api/deep_link|GET /pwa_icon/{size}|GET /pwa_icon
    GET /manifest.json|GET /monitoring|GET /monitoring/summary|GET /monitoring/{key}
    GET /gradio_api/user/|GET /gradio_api/user|GET /gradio_api/login_check/
    GET /gradio_api/login_check|GET /gradio_api/token/|GET /gradio_api/token
    GET /gradio_api/dev/reload|GET /gradio_api/runs/|GET /gradio_api/runs
    GET /gradio_api/openapi.json
    GET /gradio_api/custom_component/{id}/{environment}/{type}/{file_name}
    GET /gradio_api/proxy={url_path:path}|HEAD /gradio_api/proxy={url_path:path}
    GET /gradio_api/file={path_or_url:path}|HEAD /gradio_api/file={path_or_url:path}
    POST /gradio_api/stream/{event_id}|POST /gradio_api/stream/{event_id}/close
    GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8
    GET /gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}
    GET /gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file
    GET /gradio_api/file/{path:path}|POST /gradio_api/api/{api_name}/
    POST /gradio_api/api/{api_name}|POST /gradio_api/run/{api_name}/
    POST /gradio_api/run/{api_name}|POST /gradio_api/component_server/
    POST /gradio_api/component_server|GET /gradio_api/upload_progress|POST /gradio_api/upload
    POST /gradio_api/process_recording|POST /gradio_api/vibe-edit|POST /gradio_api/vibe-edit/
    POST /gradio_api/undo-vibe-edit|POST /gradio_api/undo-vibe-edit/|GET /gradio_api/vibe-code
    GET /gradio_api/vibe-code/|POST /gradio_api/vibe-code|POST /gradio_api/vibe-code/
    POST /gradio_api/vibe-starter-queries|POST /gradio_api/vibe-starter-queries/
    """.replace("\n    ", "|")
    .strip("| \n")
    .split("|")
)
