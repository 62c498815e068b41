"""A caption is drafted, corrected and revised by a model, all of it over HTTP."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client

from assistant.assembly import Assistant
from assistant.settings import Settings
from tests.loopback import Loopback
from tests.serving import serving

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
RELEASE = """Pasar Murah di Kecamatan Krian

Dinas Perindustrian dan Perdagangan Kabupaten Sidoarjo menggelar pasar murah pada Rabu, 9 Desember \
2026, pukul 07.00–11.00 WIB di Lapangan Krian. Panitia menyiapkan 2 ton beras.

Informasi melalui WhatsApp 0811-3333-4444.
"""
BRIEF = "Kabarkan pasar murah"


class Admin:
    """Calls /caption; the model answers what `says` makes of the prompt it got."""

    def __init__(self, url: str, server: Loopback) -> None:
        self._client = Client(url, verbose=False, analytics_enabled=False)
        self._server = server

    def caption(self, **fields: Any) -> dict[str, Any]:
        result: dict[str, Any] = self._client.predict(
            brief=BRIEF,
            platforms=["facebook"],
            source_text=RELEASE,
            api_name="/caption",
            **fields,
        )
        return result

    @property
    def prompt(self) -> str:
        """What the model was last asked."""
        return "\n".join(m["content"] for m in self._server.requests[-1]["messages"])


def answer(request: dict[str, Any]) -> str:
    """A model that does as it is told: shorter when asked, and one figure of its own when the wish
    says so."""
    prompt = request["messages"][-1]["content"]
    place = "Balai Desa Sidomulyo" if "Balai Desa Sidomulyo" in prompt else "Lapangan Krian"
    if "sesukamu" in prompt:
        return f"=== facebook ===\nPasar murah di {place} menyiapkan 7 ton beras."
    if "dua pertiga" in prompt:
        return f"=== facebook ===\nPasar murah hadir di {place}."
    return f"=== facebook ===\nPasar murah hadir di {place}, dengan 2 ton beras untuk warga."


@pytest.fixture
def admin(tmp_path: Path) -> Iterator[Admin]:
    with Loopback(answer) as server:
        settings = Settings(
            openai_base_url=server.url,
            openai_api_key="k",
            data_dir=tmp_path / "data",
            sample=False,
        )
        with closing(Assistant(settings, lambda: NOW)) as made, serving(made) as url:
            yield Admin(url, server)


def test_a_draft_is_corrected_and_revised_by_a_model(admin: Admin) -> None:
    first = admin.caption()["drafts"][0]
    assert first["writer"].startswith("model:")
    assert "Lapangan Krian" in first["text"]

    facts = {
        "replace": [{"slot": "where", "text": "Lapangan Krian", "by": "Balai Desa Sidomulyo"}],
        "add": [{"slot": "requirement", "text": "membawa KTP Sidoarjo"}],
    }
    corrected = admin.caption(facts=facts)
    draft = corrected["drafts"][0]
    assert "Lapangan Krian" not in admin.prompt.partition("# Bahan")[2]
    assert "membawa KTP Sidoarjo" in admin.prompt
    (place,) = [claim for claim in draft["claims"] if "Sidomulyo" in claim["text"]]
    assert place["status"] == "from_brief"
    states = {fact["text"]: fact["state"] for fact in corrected["facts"]}
    assert states["Balai Desa Sidomulyo"] == "replaced"

    shorter = admin.caption(facts=facts, revision="shorter", previous=draft["text"])["drafts"][0]
    assert len(shorter["text"]) < len(draft["text"]) and "Sidomulyo" in shorter["text"]
    assert "dua pertiga" in admin.prompt and "2 ton beras untuk warga" in admin.prompt


def test_what_a_revision_makes_up_is_marked(admin: Admin) -> None:
    first = admin.caption()["drafts"][0]
    revised = admin.caption(revision="isi angkanya sesukamu", previous=first["text"])["drafts"][0]
    (claim,) = [claim for claim in revised["claims"] if "7 ton" in claim["text"]]
    assert claim["status"] == "contradicted" and "2 ton" in claim["source_says"]
    assert any(finding["rule"].startswith("claim.") for finding in revised["findings"])
