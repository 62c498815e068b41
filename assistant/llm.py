"""The one door out: chat and embeddings, masked, recorded, and never longer than a deadline."""

import copy
import json
import os
import random
import re
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from assistant.errors import ModelError
from assistant.privacy import Masked, mask, unmask
from assistant.prompts import Prompt
from assistant.settings import Settings
from assistant.wire import Allowance, AllowanceSpent, open_client, spending

if TYPE_CHECKING:
    import httpx2
    from langchain_openai import ChatOpenAI, OpenAIEmbeddings

OPENAI = "https://api.openai.com/v1"
# LangChain's tracing would send prompts to its maker, its gateway would reroute them.
_QUIET = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_GATEWAY")

Message = tuple[Literal["system", "user", "assistant"], str]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of wall time, tries and sizes of one call; tests shorten them."""

    total: float = 60
    first: float = 45
    retries: int = 2
    pause: float = 0.5
    retry_after: float = 20
    answer: int = 60_000
    wire: int = 8_000_000
    trips: int = 5
    rest: float = 30


@dataclass(slots=True)
class Call:
    """What passed through the door: `sent` as it left (masked), `received` raw."""

    prompt: str
    prompt_hash: str
    model: str
    sent: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    received: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    first_ms: float | None = None
    total_ms: float = 0
    error: str | None = None


Record = Callable[[Call], None]

_BUSY = "Model sedang penuh atau kuotanya habis; coba lagi beberapa saat lagi."
_SLOW = "Model terlalu lama menjawab; coba lagi beberapa saat lagi."
_AWAY = "Model tidak dapat dihubungi; periksa jaringan dan OPENAI_BASE_URL."
_DOWN = "Peladen model sedang bermasalah; coba lagi beberapa menit lagi."
_NONSENSE = "Jawaban model tidak dapat dibaca; periksa OPENAI_BASE_URL dan OPENAI_MODEL."
_EMPTY = "Model tidak memberi jawaban; coba lagi beberapa saat lagi."
_CUT = "Jawaban model terpotong sebelum selesai; kurangi platform lalu coba lagi."
_LONG = "Jawaban model terlalu panjang sehingga dihentikan."
_FILTERED = "Model menolak menulis teks ini; ubah maksudnya atau tulis tanpa model."
_RESTING = "Model beberapa kali gagal menjawab dan diistirahatkan sebentar; coba lagi nanti."
_BY_STATUS = {
    401: "Model menolak kuncinya; periksa OPENAI_API_KEY.",
    403: "Kunci ini tidak berhak memakai modelnya; periksa OPENAI_API_KEY dan OPENAI_MODEL.",
    404: "Model atau alamatnya tidak ditemukan; periksa OPENAI_MODEL dan OPENAI_BASE_URL.",
    413: "Bahan untuk model terlalu panjang; pilih lebih sedikit dokumen.",
    429: _BUSY,
}
_REFUSED = "Model menolak permintaan ini; periksa OPENAI_MODEL dan OPENAI_BASE_URL."


class Breaker:
    """After `trips` failures in a row nothing is asked for `rest` seconds; then one may try."""

    def __init__(self, trips: int, rest: float) -> None:
        self._trips = trips
        self._rest = rest
        self._failures = 0
        self._closed_at = 0.0
        self._lock = threading.Lock()

    def enter(self) -> None:
        """Raises ModelError while the breaker is open."""
        with self._lock:
            if self._failures < self._trips:
                return
            if time.monotonic() < self._closed_at:
                raise ModelError(_RESTING, retry=True)
            self._closed_at = time.monotonic() + self._rest

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_at = time.monotonic() + self._rest

    @property
    def open(self) -> bool:
        with self._lock:
            return self._failures >= self._trips and time.monotonic() < self._closed_at


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What a server understands; learnt from its refusals. `schema`: 0 json_schema, 1 json_object,
    2 neither."""

    limit: str
    usage: bool = True
    effort: bool = False
    schema: int = 0

    def conceding(self, complaint: str, structured: bool, status: int) -> "_Dialect | None":
        """A simpler dialect that meets the complaint of a server, if there is one."""
        if status in (400, 422):
            if self.effort and "reasoning_effort" in complaint:
                return replace(self, effort=False)
            if self.usage and ("stream_options" in complaint or "include_usage" in complaint):
                return replace(self, usage=False)
            if self.limit == "max_tokens" and "max_completion_tokens" in complaint:
                return replace(self, limit="max_completion_tokens")
            if self.limit == "max_completion_tokens" and self.limit in complaint:
                return replace(self, limit="max_tokens")
        # llama-cpp-python answers 500 to a response format that it does not know.
        if structured and self.schema < 2 and status in (400, 422, 500, 501):
            return replace(self, schema=self.schema + 1)
        return None


@dataclass(slots=True)
class _Line:
    """What all who ask the same model share: the connections, and what its server understands."""

    dialect: _Dialect
    client: "ChatOpenAI | None" = None
    building: threading.Lock = field(default_factory=threading.Lock)


class ChatModel:
    """An OpenAI-compatible chat model. Each call masks, retries, obeys the limits, is recorded."""

    def __init__(
        self, settings: Settings, record: Record = lambda call: None, limits: Limits | None = None
    ) -> None:
        self.model = settings.openai_model
        self._url = settings.openai_base_url or OPENAI
        self._key = settings.openai_api_key or "none"
        self._record = record
        self._limits = limits or Limits()
        self._breaker = Breaker(self._limits.trips, self._limits.rest)
        thinks = re.match(r"gpt-5|o\d", self.model) is not None
        official = self._url == OPENAI
        self._line = _Line(
            _Dialect(
                "max_completion_tokens" if official or thinks else "max_tokens",
                effort=official and thinks,
            )
        )

    def recording(self, record: Record) -> "ChatModel":
        """The same model; what is asked through it is told to `record`."""
        other = copy.copy(self)
        other._record = record
        return other

    @property
    def available(self) -> bool:
        """False while the model rests after repeated failures."""
        return not self._breaker.open

    def deadline(self) -> float:
        """The end of a job that starts now, however many calls it makes (`time.monotonic`)."""
        return time.monotonic() + self._limits.total

    def prepare(self) -> threading.Thread:
        """Loads LangChain in the background, so that the first call does not wait for it."""
        thread = threading.Thread(target=self._built, name="model-warm-up", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Closes the connections that are kept for the next call."""
        if self._line.client is not None:
            self._line.client.root_client.close()

    def stream(
        self,
        prompt: Prompt,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any] | None = None,
        deadline: float | None = None,
    ) -> Iterator[str]:
        """The answer as it comes, cleaned and unmasked. Raises ModelError, also halfway.

        `prompt` names the call in the record; `schema` asks for JSON of that form; `deadline` is
        that of the job when this is not its only call.
        """
        texts, masked = _mask_all([text for _, text in messages])
        outgoing = [(role, text) for (role, _), text in zip(messages, texts, strict=True)]
        call = Call(prompt.name, _fingerprint(prompt), self.model, "\n\n".join(texts))
        self._built()  # loading LangChain is not the model's time
        started = time.monotonic()
        seconds = (deadline or self.deadline()) - started
        allowance = Allowance(seconds, self._limits.first, self._limits.wire)
        try:
            self._breaker.enter()
            deltas = self._attempts(outgoing, schema, call, allowance)
            yield from _unmasked(_cleaned(deltas), masked)
            self._breaker.succeeded()
        except ModelError as error:
            call.error = str(error)
            if str(error) != _RESTING:
                self._breaker.failed()
            raise
        finally:
            call.total_ms = (time.monotonic() - started) * 1000
            self._record(call)

    def complete(self, prompt: Prompt, messages: Sequence[Message]) -> str:
        """The whole answer, without markup."""
        return strip_markup("".join(self.stream(prompt, messages)))

    def structured(
        self, prompt: Prompt, messages: Sequence[Message], schema: Mapping[str, Any]
    ) -> dict[str, Any]:
        """A JSON object of the form `schema`, which the caller validates: no server is trusted.

        A broken answer is shown to the model once for repair.
        """
        end = self.deadline()
        answer = "".join(self.stream(prompt, messages, schema=schema, deadline=end))
        found = _json_object(answer)
        if found is None:
            repair: list[Message] = [
                *messages,
                ("assistant", answer[:8000]),
                ("user", "Tulis ulang jawabanmu sebagai satu objek JSON yang sah saja."),
            ]
            again = self.stream(prompt, repair, schema=schema, deadline=end)
            found = _json_object("".join(again))
        if found is None:
            raise ModelError(_NONSENSE)
        return found

    def _attempts(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any] | None,
        call: Call,
        allowance: Allowance,
    ) -> Iterator[str]:
        """The text of the first attempt that brings any; later failures are not retried."""
        retries = concessions = 0
        while True:
            try:
                yield from self._attempt(messages, schema, call, allowance)
                return
            except _failures() as error:
                status = getattr(error, "status_code", None) or 0
                dialect = self._line.dialect
                simpler = dialect.conceding(str(error).lower(), schema is not None, status)
                if not call.received and simpler and concessions < 5:
                    self._line.dialect = simpler
                    concessions += 1
                    continue
                failure = _explain(error, allowance)
                pause = _pause(error, retries, self._limits)
                if (
                    call.received
                    or not failure.retry
                    or retries >= self._limits.retries
                    or pause is None
                    or pause >= allowance.left()
                ):
                    raise failure from None  # the cause may hold the URL or the key
                retries += 1
                time.sleep(pause)

    def _attempt(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any] | None,
        call: Call,
        allowance: Allowance,
    ) -> Iterator[str]:
        with spending(allowance):
            chunks = self._built().stream(list(messages), **self._options(schema))
        finish: str | None = None
        try:
            while True:
                with spending(allowance):
                    chunk = next(chunks, None)
                if chunk is None:
                    break
                if allowance.left() <= 0:
                    raise AllowanceSpent
                finish = chunk.response_metadata.get("finish_reason") or finish
                if usage := getattr(chunk, "usage_metadata", None):
                    call.tokens_in = usage["input_tokens"]
                    call.tokens_out = usage["output_tokens"]
                if delta := chunk.text:
                    if not call.received:
                        allowance.answering = True
                        call.first_ms = (time.monotonic() - allowance.started) * 1000
                    call.received += delta
                    if len(call.received) > self._limits.answer:
                        raise ModelError(_LONG)
                    yield delta
        finally:
            if close := getattr(chunks, "close", None):
                close()
        if finish == "content_filter":
            raise ModelError(_FILTERED)
        if finish == "length":
            raise ModelError(_CUT)
        if not call.received.strip():
            raise ModelError(_EMPTY)

    def _options(self, schema: Mapping[str, Any] | None) -> dict[str, Any]:
        # In extra_body, because ChatOpenAI renames max_tokens and would parse structured output.
        dialect = self._line.dialect
        body: dict[str, Any] = {
            dialect.limit: 6_000 if dialect.limit == "max_tokens" else 16_000,
        }
        if dialect.effort:
            body["reasoning_effort"] = "low"
        if schema is not None and dialect.schema == 0:
            form = {"name": "answer", "schema": dict(schema), "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif schema is not None and dialect.schema == 1:
            body["response_format"] = {"type": "json_object"}
        return {"extra_body": body, "stream_usage": dialect.usage}

    def _built(self) -> "ChatOpenAI":
        line = self._line
        with line.building:
            if line.client is None:
                _keep_quiet()
                from langchain_openai import ChatOpenAI
                from pydantic import SecretStr

                line.client = ChatOpenAI(
                    model=self.model,
                    base_url=self._url,
                    api_key=SecretStr(self._key),
                    use_responses_api=False,
                    max_retries=0,
                    timeout=_connect_timeout(),
                    http_client=open_client(self._url),
                )
                # Loads what openai itself loads at the first call.
                _ = line.client.root_client.chat.completions
            return line.client


class EmbeddingModel:
    """Vectors of masked texts from an OpenAI-compatible server, at most `batch` a request."""

    def __init__(
        self,
        settings: Settings,
        record: Record = lambda call: None,
        limits: Limits | None = None,
        batch: int = 64,
    ) -> None:
        self.model = settings.openai_embedding_model or ""
        self._url = settings.openai_base_url or OPENAI
        self._key = settings.openai_api_key or "none"
        self._record = record
        self._limits = limits or Limits()
        self._breaker = Breaker(self._limits.trips, self._limits.rest)
        self._batch = batch
        self._client: OpenAIEmbeddings | None = None
        self._http: httpx2.Client | None = None
        self._building = threading.Lock()

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, all of one length. Raises ModelError."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), self._batch):
            vectors += self._recorded([mask(text).text for text in texts[start:][: self._batch]])
        if len({len(vector) for vector in vectors}) > 1:
            raise ModelError(_NONSENSE)
        return vectors

    def close(self) -> None:
        """Closes the connections that are kept for the next call."""
        if self._http is not None:
            self._http.close()

    def _recorded(self, texts: list[str]) -> list[list[float]]:
        call = Call("embedding", "", self.model, "\n".join(texts))
        started = time.monotonic()
        try:
            self._breaker.enter()
            vectors = self._batch_of(texts)
            self._breaker.succeeded()
            return vectors
        except ModelError as error:
            call.error = str(error)
            if str(error) != _RESTING:
                self._breaker.failed()
            raise
        finally:
            call.total_ms = (time.monotonic() - started) * 1000
            self._record(call)

    def _batch_of(self, texts: list[str]) -> list[list[float]]:
        self._built()
        # Long vectors arrive as text: 64 of them with 4,096 numbers are some 6 MB.
        allowance = Allowance(self._limits.total, self._limits.total, 4 * self._limits.wire)
        retries = 0
        while True:
            try:
                with spending(allowance):
                    vectors = self._built().embed_documents(texts)
                return _as_vectors(vectors, len(texts))
            except _failures() as error:
                failure = _explain(error, allowance)
                pause = _pause(error, retries, self._limits)
                if (
                    not failure.retry
                    or retries >= self._limits.retries
                    or pause is None
                    or pause >= allowance.left()
                ):
                    raise failure from None
                retries += 1
                time.sleep(pause)

    def _built(self) -> "OpenAIEmbeddings":
        with self._building:
            if self._client is None:
                _keep_quiet()
                from langchain_openai import OpenAIEmbeddings
                from pydantic import SecretStr

                self._http = open_client(self._url)
                self._client = OpenAIEmbeddings(
                    model=self.model,
                    base_url=self._url,
                    api_key=SecretStr(self._key),
                    # Otherwise it counts with tiktoken, whose tables need the internet.
                    check_embedding_ctx_length=False,
                    chunk_size=self._batch,
                    max_retries=0,
                    timeout=_connect_timeout(),
                    http_client=self._http,
                    model_kwargs={"encoding_format": "float"},
                )
            return self._client


_ZWJ = "\u200d"
_KEPT = frozenset("\n\t")


def clean_characters(text: str, before: str = "") -> str:
    """`text` without control, bidi and invisible characters; a joiner stays inside an emoji.

    `before` is the character that stands in front of `text`.
    """
    kept: list[str] = []
    last = before
    for character in text:
        category = unicodedata.category(character)
        visible = not category.startswith("C") or character in _KEPT
        joins = character == _ZWJ and last != "" and (ord(last) > 0x2190)
        if visible or joins:
            kept.append(character)
            last = character
    return "".join(kept)


_MARKUP = (
    (re.compile(r"```\w*\n?|`"), ""),
    (re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?"), ""),  # a picture fetches
    (re.compile(r"(?<!\[)\[([^\[\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(?m)^\[[^\]\n]+\]:\s*\S+.*$"), ""),
    (re.compile(r"(?is)<(script|style)\b.*?(?:</\1\s*>|$)"), ""),
    (re.compile(r"(?s)<!--.*?(?:-->|$)|</?[A-Za-z][^<>]*>?"), ""),
    (re.compile(r"(?m)^#{1,6}[ \t]+"), ""),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?m)^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$"), ""),
    (re.compile(r"[ \t]+$", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def strip_markup(text: str) -> str:
    """Plain text: no HTML, no Markdown but WhatsApp's single marks, no picture, no bare link."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return text.strip()


def _cleaned(deltas: Iterator[str]) -> Iterator[str]:
    last = ""
    for delta in deltas:
        if text := clean_characters(delta, last):
            last = text[-1]
            yield text


_OPEN_TOKEN = re.compile(r"[\[⟦][^\]⟧\n]{0,40}$")


def _unmasked(deltas: Iterator[str], masked: Masked) -> Iterator[str]:
    """The deltas with personal data put back; an unfinished token waits for its end."""
    if not masked.values:
        yield from deltas
        return
    waiting = ""
    for delta in deltas:
        waiting += delta
        half = _OPEN_TOKEN.search(waiting)
        ready = waiting[: half.start()] if half else waiting
        waiting = waiting[len(ready) :]
        if ready:
            yield unmask(ready, masked)
    if waiting:
        yield unmask(waiting, masked)


def _mask_all(texts: Sequence[str]) -> tuple[list[str], Masked]:
    """The texts masked as one, so that a token means the same person in all of them."""
    # Of signs that are no letters: nothing that could be a name or a number.
    seam = "".join(("\n\n", *(chr(0xE000 + secrets.randbelow(4096)) for _ in range(8)), "\n\n"))
    masked = mask(seam.join(texts))
    parts = masked.text.split(seam)
    if len(parts) != len(texts):
        raise ModelError("Data pribadi dalam bahan tidak dapat disamarkan; tulis tanpa model.")
    return parts, masked


def _fingerprint(prompt: Prompt) -> str:
    return sha256(prompt.body.encode()).hexdigest()[:16]


def _keep_quiet() -> None:
    for name in _QUIET:
        os.environ[name] = "false"


def _connect_timeout() -> Any:
    import httpx2

    return httpx2.Timeout(None, connect=5)


def _failures() -> tuple[type[BaseException], ...]:
    """All that a server's nonsense can raise in openai, httpx and LangChain."""
    import httpx2
    import openai

    return (
        openai.OpenAIError,
        httpx2.HTTPError,
        httpx2.StreamError,
        AllowanceSpent,
        ModelError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        OSError,
    )


def _explain(error: BaseException, allowance: Allowance) -> ModelError:
    """One sentence for the person: nothing of the error's own text, which may hold the key."""
    import httpx2
    import openai

    if isinstance(error, ModelError):
        return error
    if allowance.size <= 0:
        return ModelError(_LONG)
    if allowance.left() <= 0:
        return ModelError(_SLOW)
    if isinstance(error, openai.APIStatusError):
        if error.status_code >= 500:
            return ModelError(_DOWN, retry=True)
        return ModelError(
            _BY_STATUS.get(error.status_code, _REFUSED), retry=error.status_code in (408, 429)
        )
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return ModelError(_AWAY, retry=True)
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError | OSError):
        return ModelError(_AWAY, retry=True)
    return ModelError(_NONSENSE)


def _pause(error: BaseException, retries: int, limits: Limits) -> float | None:
    """Seconds to wait before the next try; None when the server asks for too long a wait."""
    response = getattr(error, "response", None)
    asked = _seconds(response.headers.get("retry-after")) if response is not None else None
    if asked is not None:
        return asked + random.uniform(0, limits.pause) if asked <= limits.retry_after else None
    doubled: float = limits.pause * 2**retries
    return doubled * random.uniform(0.5, 1.5)


def _seconds(header: str | None) -> float | None:
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        seconds: float = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        return max(0.0, seconds)
    except (TypeError, ValueError):
        return None


def _json_object(answer: str) -> dict[str, Any] | None:
    """The first JSON object in an answer that may have words or a code fence around it."""
    start = answer.find("{")
    while start >= 0:
        try:
            value, _ = json.JSONDecoder().raw_decode(answer, start)
        except (ValueError, RecursionError):
            start = answer.find("{", start + 1)
            continue
        return value if isinstance(value, dict) else None
    return None


def _as_vectors(value: Any, count: int) -> list[list[float]]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError("wrong number of vectors")
    vectors = [[float(number) for number in vector] for vector in value]
    if any(
        not vector or any(n != n or abs(n) == float("inf") for n in vector) for vector in vectors
    ):
        raise ValueError("not a vector")
    return vectors
