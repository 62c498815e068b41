"""The command line. Every command is a call of `assistant.api`.

Exit codes: 0 done, 1 the job failed, 2 wrong usage or settings.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant import api
from assistant.assembly import assemble
from assistant.commands import printing
from assistant.commands.approvals import add_approvals
from assistant.commands.backup import add_backups
from assistant.commands.trail import add_exports, add_trail
from assistant.commands.users import add_users
from assistant.drafts import PLATFORMS
from assistant.errors import AssistantError, UsageError, place_of
from assistant.jobs import AUDIENCES, TONES
from assistant.settings import load_settings
from knowledge.documents import KINDS, STATUSES
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.assembly import Assistant

Arguments = argparse.Namespace
# Names that are kept for what a later version does.
_LATER = {
    "video": "Naskah video belum ada pada versi ini.",
    "issues": "Lembar isu belum ada pada versi ini.",
}
_REPLY_PLATFORMS = tuple(name for name in PLATFORMS if name not in {"whatsapp", "press-release"})


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    _write_utf8()
    try:
        words = list(sys.argv[1:] if argv is None else argv)
        if words and words[0] in _LATER:
            raise AssistantError(_LATER[words[0]])
        arguments = _parser().parse_args(words)
        return _run(arguments)
    except UsageError as error:
        return _fail(str(error), 2)
    except (AssistantError, KnowledgeError) as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return _fail("Dihentikan.", 1)
    except BrokenPipeError:  # the reader of our output, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the border of the process: no traceback for people
        return _fail(f"Kesalahan tak terduga ({place_of(error)}); laporkan kepada pengelola.", 1)


def _run(arguments: Arguments) -> int:
    settings = load_settings(os.environ, Path(".env"))
    assistant = assemble(settings)
    try:
        command: Callable[[Assistant, Arguments], int] = arguments.command
        return command(assistant, arguments)
    finally:
        assistant.close()


def _write_utf8() -> None:
    """Indonesian text and emoji also where the terminal says that it is plain ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(sentence: str, code: int) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return code


# --- commands ---------------------------------------------------------------------------------


def _serve(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.web.serve import serve

    serve(assistant, arguments.host, arguments.port)
    return 0


def _caption(assistant: "Assistant", arguments: Arguments) -> int:
    job = {
        "brief": arguments.brief,
        "platforms": arguments.platform,
        "audience": arguments.audience,
        "tone": arguments.tone,
        "documents": arguments.document,
        "sources": arguments.source,
    }
    return _job(assistant, arguments, "caption", job)


def _reply(assistant: "Assistant", arguments: Arguments) -> int:
    job = {
        "comment": arguments.comment,
        "platform": arguments.platform,
        "sources": arguments.source,
        "record": arguments.record or None,
    }
    return _job(assistant, arguments, "reply", job)


def _check(assistant: "Assistant", arguments: Arguments) -> int:
    job = {
        "text": None if arguments.file is None else _file_text(arguments.file),
        "platform": arguments.platform,
        "sources": arguments.source,
        "documents": arguments.document,
    }
    return _job(assistant, arguments, "check", job)


def _mask(assistant: "Assistant", arguments: Arguments) -> int:
    job = {} if arguments.batch else {"text": _file_text(arguments.file or "-")}
    return _job(assistant, arguments, "mask", job)


def _search(assistant: "Assistant", arguments: Arguments) -> int:
    job = {"query": arguments.query, "limit": arguments.limit, "agency": arguments.agency}
    return _job(assistant, arguments, "search", job)


def _job(assistant: "Assistant", arguments: Arguments, name: str, job: Mapping[str, Any]) -> int:
    """One job from the arguments, or one a line of --batch, to which the arguments add."""
    given = {key: value for key, value in job.items() if value is not None and value != []}
    if arguments.batch is not None:
        return _batch(assistant, name, arguments.batch, given)
    first = next(iter(job), None)
    if first is not None and given.get(first) == "-" and name in {"caption", "reply", "search"}:
        given[first] = _stdin_text()
    result = api.FUNCTIONS[name](assistant, given)
    _print(arguments, result, printing.JOBS[name])
    return 0


def _batch(assistant: "Assistant", name: str, path: str, defaults: Mapping[str, Any]) -> int:
    worked = failed = 0
    for result in api.run_batch(assistant, api.FUNCTIONS[name], _batch_jobs(path, defaults)):
        print(json.dumps(result, ensure_ascii=False), flush=True)
        failed += "error" in result
        worked += "error" not in result
    return 1 if failed and not worked else 0


def _batch_jobs(path: str, defaults: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | str]:
    for number, line in enumerate(_file_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            job = json.loads(line)
        except (ValueError, RecursionError):
            yield f"Baris {number} bukan JSON yang benar."
            continue
        yield {**defaults, **job} if isinstance(job, dict) else f"Baris {number} bukan objek JSON."


def _triage(assistant: "Assistant", arguments: Arguments) -> int:
    from assistant.queueing.comment_files import COLUMN, read_comments

    rows = []
    for number, comment in read_comments(Path(arguments.file)):
        try:
            rows.append({"row": number, **api.triage(assistant, {COLUMN: comment})})
        except UsageError as error:
            raise UsageError(f"Baris {number}: {error}") from error
    _print(arguments, {"rows": rows}, printing.triage_rows)
    return 0


def _add(assistant: "Assistant", arguments: Arguments) -> int:
    report = api.add(
        assistant,
        [Path(path) for path in arguments.paths],
        agency=arguments.agency,
        kind=arguments.kind,
        title=arguments.title,
        published=arguments.published,
        valid_from=arguments.valid_from,
        valid_until=arguments.valid_until,
        draft=arguments.draft,
        progress=_show_progress if sys.stderr.isatty() else None,
    )
    for warning in report["warnings"]:
        print(warning, file=sys.stderr)
    _print(arguments, report, printing.add_report)
    return 1 if report["failed"] and not report["added"] and not report["skipped"] else 0


def _show_progress(done: int, total: int, name: str) -> None:
    print(f"\r\033[K{done}/{total} {name}", end="\n" if done == total else "", file=sys.stderr)


def _list(assistant: "Assistant", arguments: Arguments) -> int:
    found = api.documents(assistant, agency=arguments.agency, status=arguments.status)
    _print(arguments, found, printing.documents)
    return 0


def _show(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.document(assistant, arguments.id), printing.document)
    return 0


def _replace(assistant: "Assistant", arguments: Arguments) -> int:
    changed = api.replace(assistant, arguments.id, Path(arguments.path))
    _print(arguments, changed, printing.changed)
    return 0


def _edit(assistant: "Assistant", arguments: Arguments) -> int:
    names = ("title", "kind", "agency", "published", "valid_from", "valid_until")
    given = {name: getattr(arguments, name) for name in names}
    values = {name: value for name, value in given.items() if value is not None}
    if arguments.agencies:
        values["agencies"] = arguments.agencies
    if not values:
        raise UsageError("Belum ada yang diubah; sebutkan misalnya --title atau --valid-until.")
    _print(arguments, api.edit(assistant, arguments.id, values), printing.changed)
    return 0


def _compare(assistant: "Assistant", arguments: Arguments) -> int:
    found = api.compare(assistant, arguments.id, arguments.old, arguments.new)
    _print(arguments, found, printing.comparison)
    return 0


def _conflicts(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.conflicts(assistant), printing.conflicts)
    return 0


def _questions(assistant: "Assistant", arguments: Arguments) -> int:
    found = api.questions(assistant, agency=arguments.agency)
    _print(arguments, found, printing.questions)
    return 0


def _answer(assistant: "Assistant", arguments: Arguments) -> int:
    job = {
        "question": arguments.question,
        "answer": arguments.answer,
        "source": arguments.source,
        "agency": arguments.agency,
        "valid_until": arguments.valid_until,
        "question_id": arguments.id,
    }
    _print(arguments, api.answer(assistant, job), printing.changed)
    return 0


def _publish(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.publish(assistant, arguments.id), printing.changed)
    return 0


def _withdraw(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.withdraw(assistant, arguments.id), printing.changed)
    return 0


def _restore(assistant: "Assistant", arguments: Arguments) -> int:
    restored = api.restore(assistant, arguments.id, arguments.version)
    _print(arguments, restored, printing.changed)
    return 0


def _delete(assistant: "Assistant", arguments: Arguments) -> int:
    api.delete(assistant, arguments.id)
    _print(arguments, None, lambda _: f"Dokumen {arguments.id} dihapus.")
    return 0


def _rebuild(assistant: "Assistant", arguments: Arguments) -> int:
    assistant.knowledge.rebuild()
    _print(arguments, None, lambda _: "Indeks selesai dibangun ulang.")
    return 0


def _evaluate(_: "Assistant", arguments: Arguments) -> int:
    from assistant.evaluation.suites import run_suites

    figures = {}
    for name, result in run_suites(arguments.suites, arguments.part):
        figures[name] = result
        if not arguments.json:
            print(printing.figures(name, result), flush=True)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    return 0


def _queue(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.queue(assistant), printing.queue)
    return 0


def _queue_add(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.queue_add(assistant, Path(arguments.file)), printing.intake)
    return 0


def _follow_ups(assistant: "Assistant", arguments: Arguments) -> int:
    found = api.follow_ups(assistant, agency=arguments.agency, every=arguments.all)
    _print(arguments, found, printing.follow_ups)
    return 0


def _habits(assistant: "Assistant", arguments: Arguments) -> int:
    _print(arguments, api.habits(assistant), printing.habits)
    return 0


# --- input and output -------------------------------------------------------------------------


def _print(arguments: Arguments, result: Any, as_text: Callable[[Any], str]) -> None:
    printing.emit(arguments.json, result, as_text)


def _file_text(path: str) -> str:
    if path == "-":
        return _stdin_text()
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} bukan teks UTF-8; simpan ulang sebagai UTF-8.") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} tidak dapat dibaca; periksa nama dan izin berkasnya.") from error


def _stdin_text() -> str:
    """All of stdin; one newline at its end belongs to the shell and not to the text."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace").replace("\r\n", "\n")
    return text.removesuffix("\n")


# --- the parser -------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """argparse, speaking Indonesian and in one line."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        own = {"add_help": False, "allow_abbrev": False}  # the help below is Indonesian
        super().__init__(*arguments, **{**options, **own})
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_in_indonesian(message)} Lihat: {self.prog} --help")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "pemakaian: ", 1)


_MESSAGES = (
    (r"the following arguments are required: (.+)", r"Isian belum lengkap: \1."),
    (r"unrecognized arguments: (.+)", r"Tidak dikenal: \1."),
    (r"argument (.+): expected .+", r"\1 harus diikuti isinya."),
    (
        r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1 tidak mengenal \2; pilih: \3.",
    ),
    (r"argument (.+): invalid int value: (.+)", r"\1 harus bilangan bulat, bukan \2."),
    (r"argument (.+): (.+)", r"\1: \2"),
)


def _in_indonesian(message: str) -> str:
    for pattern, sentence in _MESSAGES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(sentence)
    return message


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-05-05."
        ) from error


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} bukan port; pilih 1 sampai 65535.")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="assistant", description="Asisten penyusun caption dan balasan komentar.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", title="perintah")

    serve = commands.add_parser("serve", help="jalankan halaman di peramban")
    serve.add_argument("--host", help="alamat (bawaan: ASSISTANT_HOST)")
    serve.add_argument("--port", type=_port, help="port (bawaan: ASSISTANT_PORT)")
    serve.set_defaults(command=_serve)

    _add_knowledge(commands)

    caption = commands.add_parser("caption", help="susun draf caption dari dokumen resmi")
    caption.add_argument("brief", nargs="?", metavar="MAKSUD")
    caption.add_argument(
        "--platform", action="append", default=[], choices=PLATFORMS, help="boleh diulang"
    )
    caption.add_argument("--audience", choices=AUDIENCES, help="sasaran pembaca")
    caption.add_argument("--tone", choices=TONES, help="nada")
    _take_sources(caption, documents=True)
    _take_batch(caption)
    caption.set_defaults(command=_caption)

    reply = commands.add_parser("reply", help="susun balasan untuk satu komentar")
    reply.add_argument("comment", nargs="?", metavar="KOMENTAR", help="- untuk membaca dari stdin")
    reply.add_argument("--platform", choices=_REPLY_PLATFORMS)
    _take_sources(reply)
    reply.add_argument(
        "--record", action="store_true", help="catat balasan sebagai terkirim beserta janjinya"
    )
    _take_batch(reply)
    reply.set_defaults(command=_reply)

    triage = commands.add_parser("triage", help="pilah banyak komentar")
    triage.add_argument("file", metavar="BERKAS", help=".csv, .xlsx, atau .jsonl; kolom 'text'")
    _take_json(triage)
    triage.set_defaults(command=_triage)

    check = commands.add_parser("check", help="periksa teks terhadap sumber dan gaya rumah")
    check.add_argument("file", nargs="?", metavar="BERKAS", help="- untuk membaca dari stdin")
    check.add_argument("--platform", choices=PLATFORMS)
    _take_sources(check, documents=True)
    _take_batch(check)
    check.set_defaults(command=_check)

    mask = commands.add_parser("mask", help="samarkan data pribadi")
    mask.add_argument("file", nargs="?", metavar="BERKAS", help="tanpa berkas: dari stdin")
    _take_batch(mask)
    mask.set_defaults(command=_mask)

    evaluate = commands.add_parser("evaluate", help="ukur mutu dengan kasus uji")
    evaluate.add_argument("suites", nargs="*", metavar="UJI")
    evaluate.add_argument("--part", choices=("both", "development", "measuring"), default="both")
    _take_json(evaluate)
    evaluate.set_defaults(command=_evaluate)

    _add_promises(commands)
    add_approvals(commands)
    add_users(commands)
    add_backups(commands)
    add_trail(commands)
    add_exports(commands)

    for name in _LATER:
        commands.add_parser(name, help="belum tersedia")
    return parser


def _add_promises(commands: Any) -> None:
    """What waits for an answer, and what was promised."""
    queue = commands.add_parser("queue", help="antrean komentar (tersamarkan)")
    actions = queue.add_subparsers(required=True, metavar="TINDAKAN", title="tindakan")
    waiting = actions.add_parser("list", help="yang menunggu, paling mendesak dulu")
    _take_json(waiting)
    waiting.set_defaults(command=_queue)
    add = actions.add_parser("add", help="masukkan ekspor komentar")
    add.add_argument("file", metavar="BERKAS", help=".csv, .xlsx, .json, atau .jsonl")
    _take_json(add)
    add.set_defaults(command=_queue_add)
    habits = actions.add_parser("habits", help="yang sering diubah admin dalam draf balasan")
    _take_json(habits)
    habits.set_defaults(command=_habits)

    follow_ups = commands.add_parser("follow-ups", help="janji kepada warga dan batas waktunya")
    follow_ups.add_argument("--agency", metavar="OPD")
    follow_ups.add_argument("--all", action="store_true", help="juga yang sudah selesai")
    _take_json(follow_ups)
    follow_ups.set_defaults(command=_follow_ups)


def _add_knowledge(commands: Any) -> None:
    knowledge = commands.add_parser("knowledge", help="kelola basis pengetahuan")
    actions = knowledge.add_subparsers(required=True, metavar="TINDAKAN", title="tindakan")

    add = actions.add_parser("add", help="tambah berkas atau folder")
    add.add_argument("paths", nargs="+", metavar="BERKAS")
    add.add_argument("--agency", metavar="OPD")
    add.add_argument("--kind", choices=KINDS)
    add.add_argument("--title", metavar="JUDUL")
    for name in ("--published", "--valid-from", "--valid-until"):
        add.add_argument(name, type=_day, metavar="TTTT-BB-HH")
    add.add_argument("--draft", action="store_true", help="simpan tanpa menerbitkan")
    _take_json(add)
    add.set_defaults(command=_add)

    listing = actions.add_parser("list", help="daftar dokumen")
    listing.add_argument("--agency", metavar="OPD")
    listing.add_argument("--status", choices=STATUSES)
    _take_json(listing)
    listing.set_defaults(command=_list)

    replace = actions.add_parser("replace", help="ganti dengan versi baru")
    replace.add_argument("id", metavar="ID")
    replace.add_argument("path", metavar="BERKAS")
    _take_json(replace)
    replace.set_defaults(command=_replace)

    for name, command, help_text in (
        ("show", _show, "isi, versi, dan kutipan satu dokumen"),
        ("publish", _publish, "terbitkan"),
        ("withdraw", _withdraw, "tarik"),
        ("restore", _restore, "terbitkan lagi, atau kembali ke versi lama"),
        ("delete", _delete, "hapus untuk selamanya"),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument("id", metavar="ID")
        if command is _restore:
            action.add_argument("--version", type=int, metavar="N")
        _take_json(action)
        action.set_defaults(command=command)

    edit = actions.add_parser("edit", help="perbaiki keterangan dokumen")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("--title", metavar="JUDUL")
    edit.add_argument("--kind", choices=KINDS)
    edit.add_argument("--agency", metavar="OPD")
    edit.add_argument(
        "--concerns", dest="agencies", action="append", default=[], metavar="OPD",
        help="OPD lain yang berkepentingan; boleh diulang",
    )  # fmt: skip
    for name in ("--published", "--valid-from", "--valid-until"):
        edit.add_argument(name, type=_day, metavar="TTTT-BB-HH")
    _take_json(edit)
    edit.set_defaults(command=_edit)

    compare = actions.add_parser("compare", help="bandingkan dua versi satu dokumen")
    compare.add_argument("id", metavar="ID")
    compare.add_argument("old", type=int, metavar="LAMA")
    compare.add_argument("new", type=int, metavar="BARU")
    _take_json(compare)
    compare.set_defaults(command=_compare)

    conflicts = actions.add_parser("conflicts", help="dokumen yang saling bertentangan")
    _take_json(conflicts)
    conflicts.set_defaults(command=_conflicts)

    questions = actions.add_parser("questions", help="pertanyaan yang belum ada jawabannya")
    questions.add_argument("--agency", metavar="OPD")
    _take_json(questions)
    questions.set_defaults(command=_questions)

    answer = actions.add_parser("answer", help="terbitkan jawaban sebagai tanya jawab")
    answer.add_argument("question", metavar="PERTANYAAN")
    answer.add_argument("answer", metavar="JAWABAN")
    answer.add_argument("--source", required=True, metavar="SUMBER", help="siapa yang menyatakan")
    answer.add_argument("--agency", required=True, metavar="OPD")
    answer.add_argument("--valid-until", required=True, type=_day, metavar="TTTT-BB-HH")
    answer.add_argument("--id", metavar="ID", help="pertanyaan yang dijawab (knowledge questions)")
    _take_json(answer)
    answer.set_defaults(command=_answer)

    search = actions.add_parser("search", help="cari kutipan")
    search.add_argument("query", nargs="?", metavar="PERTANYAAN")
    search.add_argument("--limit", type=int, metavar="N")
    search.add_argument("--agency", metavar="OPD")
    _take_batch(search)
    search.set_defaults(command=_search)

    rebuild = actions.add_parser("rebuild", help="bangun ulang indeks dari dokumen yang tersimpan")
    _take_json(rebuild)
    rebuild.set_defaults(command=_rebuild)


def _take_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="keluarkan satu dokumen JSON")


def _take_batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--batch", metavar="BERKAS.jsonl", help="satu pekerjaan per baris")
    _take_json(parser)


def _take_sources(parser: argparse.ArgumentParser, *, documents: bool = False) -> None:
    parser.add_argument(
        "--source", action="append", default=[], metavar="BERKAS", help="sumber sendiri"
    )
    if documents:
        parser.add_argument("--document", action="append", default=[], metavar="ID")
