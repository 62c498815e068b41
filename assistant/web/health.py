"""GET /healthz: the state of the database, the index and the model, without secrets."""

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.web.preparation import Preparation


def health_route(assistant: "Assistant", preparation: "Preparation") -> APIRouter:
    router = APIRouter()

    @router.get("/healthz")
    def healthz() -> dict[str, Any]:
        progress = preparation.progress
        settings = assistant.settings
        return {
            "status": "ok" if progress.state != "failed" else "degraded",
            "database": {
                "kind": (settings.database_url or "sqlite").split(":", 1)[0].split("+", 1)[0],
                "state": {"failed": "failed", "ready": "open"}.get(progress.state, "opening"),
            },
            "index": {
                "state": progress.state,
                "done": progress.done,
                "total": progress.total,
                "message": progress.message,
            },
            "model": {
                "name": settings.openai_model if settings.model_configured else None,
                "state": "configured" if settings.model_configured else "embedded",
            },
        }

    return router
