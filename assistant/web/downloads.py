"""Files that leave the house: reports, the trail, the pack of an incident. Each is in the trail."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from assistant.access import AccessDenied
from assistant.errors import AssistantError, UsageError
from assistant.web.paths import EXPORTS

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.records.trail import Period

# By the name in the address.
_REPORTS = {"antrean": "queue", "balasan": "replies", "draf": "drafts", "pertanyaan": "questions"}
_LONGEST = 300


def download_route(assistant: "Assistant") -> APIRouter:
    """GET /ekspor/NAME.csv|xlsx|jsonl: antrean, balasan, draf, pertanyaan, jejak; or insiden.zip.

    dari, sampai: days; opd; for the trail also kata, pelaku, tindakan, objek; tentang: an incident.
    """
    router = APIRouter()

    @router.get(EXPORTS + "/{name}")
    def download(request: Request, name: str) -> Response:
        asked = {key: value.strip()[:_LONGEST] for key, value in request.query_params.items()}
        mine = assistant.acting(request.scope["actor"])
        try:
            content, suffix = _made(mine, name, asked)
        except AccessDenied as error:
            return _refused(403, error)
        except UsageError as error:
            return _refused(400, error)
        except AssistantError as error:
            return _refused(500, error)
        return _attached(mine, name, suffix, content)

    return router


def _made(assistant: "Assistant", name: str, asked: Mapping[str, str]) -> tuple[bytes, str]:
    from assistant.audit.exports import report
    from assistant.audit.incident import pack
    from assistant.audit.spreadsheets import as_file, format_of
    from assistant.audit.trails import Search, export

    what, period = name.partition(".")[0], _period(asked)
    if name == "insiden.zip":
        return pack(assistant, period, asked.get("tentang", "")).content, "zip"
    if what in _REPORTS:
        suffix = format_of(name)
        table = report(assistant, _REPORTS[what], period, asked.get("opd") or None)
        return as_file(table, suffix), suffix
    if what == "jejak":
        suffix = format_of(name)
        search = Search(
            object_id=asked.get("objek") or None,
            period=period,
            actor=asked.get("pelaku") or None,
            action=asked.get("tindakan") or None,
            words=asked.get("kata", ""),
        )
        return export(assistant, search, suffix), suffix
    raise UsageError("Ekspor ini tidak dikenal; pilih dari ruang Jejak.")


def _period(asked: Mapping[str, str]) -> "Period":
    from assistant.records.trail import Period

    try:
        first, last = (
            date.fromisoformat(asked[name]) if asked.get(name) else None
            for name in ("dari", "sampai")
        )
    except ValueError as error:
        raise UsageError("Tanggal harus ditulis TTTT-BB-HH, misalnya 2026-11-20.") from error
    if first and last and last < first:
        raise UsageError("Tanggal sampai mendahului tanggal dari; tukar keduanya.")
    return Period(first, last)


def _attached(assistant: "Assistant", name: str, suffix: str, content: bytes) -> Response:
    from assistant.audit.spreadsheets import MEDIA_TYPES

    file_name = f"{name.partition('.')[0]}-{assistant.clock():%Y-%m-%d}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(content, media_type=MEDIA_TYPES[suffix], headers=headers)


def _refused(status: int, error: AssistantError) -> JSONResponse:
    return JSONResponse({"error": str(error)}, status_code=status)
