"""Every setting of the program, read once from the environment and `.env`."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

from assistant.errors import SettingsError

DEFAULT_MODEL = "gpt-5-mini"


@dataclass(frozen=True)
class Settings:
    """One value a setting; the names are those of the environment in lower case."""

    openai_api_key: str | None = None
    openai_base_url: str | None = None
    openai_model: str = DEFAULT_MODEL
    openai_embedding_model: str | None = None
    data_dir: Path = Path("data")
    database_url: str | None = None
    chroma_url: str | None = None
    chroma_token: str | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    public_url: str | None = None
    trusted_proxy: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = None
    secret_file: Path | None = None
    retention_days: int = 90
    sample: bool = True
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Jakarta"))

    @property
    def model_configured(self) -> bool:
        """With a key or a base URL a model writes; with neither the embedded writer does."""
        return bool(self.openai_api_key or self.openai_base_url)

    @property
    def only_here(self) -> bool:
        """Whether nobody but this machine is meant to reach the page."""
        return is_loopback(self.host) and not (
            self.public_url or self.trusted_proxy or self.tls_cert
        )

    @property
    def origin(self) -> str:
        """Scheme and host as people's browsers name them."""
        if self.public_url:
            return self.public_url
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls_cert else 'http'}://{shown}:{self.port}"

    def __repr__(self) -> str:  # a key must not reach a log through a stray repr
        return f"Settings(data_dir={self.data_dir!s}, host={self.host}, port={self.port})"


def load_settings(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Settings from `environ`, which wins over `env_file`; SettingsError names the wrong one."""
    values: dict[str, str] = {}
    if env_file and env_file.is_file():
        try:
            values.update({k: v for k, v in dotenv_values(env_file).items() if v is not None})
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"Berkas {env_file.name} tidak dapat dibaca; simpan ulang sebagai teks UTF-8."
            ) from error
    values.update(environ)
    text = {name: value.strip() for name, value in values.items() if value.strip()}
    settings = Settings(
        openai_api_key=text.get("OPENAI_API_KEY"),
        openai_base_url=_url(text, "OPENAI_BASE_URL"),
        openai_model=text.get("OPENAI_MODEL", DEFAULT_MODEL),
        openai_embedding_model=text.get("OPENAI_EMBEDDING_MODEL"),
        data_dir=_folder(text, "ASSISTANT_DATA_DIR", Path("data")),
        database_url=_database_url(text),
        chroma_url=_url(text, "ASSISTANT_CHROMA_URL"),
        chroma_token=text.get("ASSISTANT_CHROMA_TOKEN"),
        host=text.get("ASSISTANT_HOST", "127.0.0.1"),
        port=_number(text, "ASSISTANT_PORT", 7860, lowest=1, highest=65535),
        public_url=_url(text, "ASSISTANT_PUBLIC_URL"),
        trusted_proxy=_address(text, "ASSISTANT_TRUSTED_PROXY"),
        tls_cert=_file(text, "ASSISTANT_TLS_CERT"),
        tls_key=_file(text, "ASSISTANT_TLS_KEY"),
        oidc_issuer=_url(text, "ASSISTANT_OIDC_ISSUER"),
        oidc_client_id=text.get("ASSISTANT_OIDC_CLIENT_ID"),
        oidc_client_secret=text.get("ASSISTANT_OIDC_CLIENT_SECRET"),
        secret_file=Path(text["ASSISTANT_SECRET_FILE"])
        if "ASSISTANT_SECRET_FILE" in text
        else None,
        retention_days=_number(text, "ASSISTANT_RETENTION_DAYS", 90, lowest=1, highest=36500),
        sample=_flag(text, "ASSISTANT_SAMPLE", True),
        timezone=_timezone(text),
    )
    check_exposure(settings)
    return settings


def _number(text: Mapping[str, str], name: str, default: int, *, lowest: int, highest: int) -> int:
    value = text.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
        raise SettingsError(f"{name} harus bilangan {lowest} sampai {highest}, bukan {value!r}.")
    return int(value)


def _flag(text: Mapping[str, str], name: str, default: bool) -> bool:
    value = text.get(name)
    if value is None:
        return default
    if value.lower() in {"true", "1", "yes", "ya"}:
        return True
    if value.lower() in {"false", "0", "no", "tidak"}:
        return False
    raise SettingsError(f"{name} harus true atau false, bukan {value!r}.")


def _url(text: Mapping[str, str], name: str) -> str | None:
    value = text.get(name)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        valid = False
    if not valid:
        # The value itself is not shown: a URL may carry a password.
        raise SettingsError(f"{name} harus alamat lengkap yang diawali http:// atau https://.")
    return value.rstrip("/")


def _database_url(text: Mapping[str, str]) -> str | None:
    value = text.get("ASSISTANT_DATABASE_URL")
    if value is not None and "://" not in value:
        raise SettingsError(
            "ASSISTANT_DATABASE_URL harus URL basis data, misalnya sqlite:////srv/asisten.db "
            "atau postgresql+psycopg://…"
        )
    return value


def _folder(text: Mapping[str, str], name: str, default: Path) -> Path:
    folder = Path(text[name]).expanduser() if name in text else default
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{name} harus folder, tetapi {folder.name!r} adalah berkas.")
    return folder


def _file(text: Mapping[str, str], name: str) -> Path | None:
    if name not in text:
        return None
    path = Path(text[name]).expanduser()
    if not path.is_file():
        raise SettingsError(f"{name} menunjuk ke berkas yang tidak ada: {path.name!r}.")
    return path


def _address(text: Mapping[str, str], name: str) -> str | None:
    value = text.get(name)
    if value is None:
        return None
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError as error:
        raise SettingsError(f"{name} harus alamat IP atau jaringan, bukan {value!r}.") from error
    return value


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_exposure(settings: Settings) -> None:
    """Off this machine the page needs https and the exact name under which it is known."""
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise SettingsError("ASSISTANT_TLS_CERT dan ASSISTANT_TLS_KEY harus diisi keduanya.")
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        if parts.path or parts.query or parts.fragment or parts.username:
            raise SettingsError(
                "ASSISTANT_PUBLIC_URL hanya skema dan nama, misalnya https://asisten.contoh.go.id."
            )
        if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            raise SettingsError("ASSISTANT_PUBLIC_URL harus diawali https://.")
        if parts.scheme == "https" and not (settings.tls_cert or settings.trusted_proxy):
            raise SettingsError(
                "ASSISTANT_PUBLIC_URL memakai https, tetapi belum ada yang melayaninya; isi "
                "ASSISTANT_TLS_CERT dan ASSISTANT_TLS_KEY, atau ASSISTANT_TRUSTED_PROXY."
            )
    elif settings.trusted_proxy:
        raise SettingsError("ASSISTANT_TRUSTED_PROXY memerlukan ASSISTANT_PUBLIC_URL.")
    if bool(settings.oidc_issuer) != bool(settings.oidc_client_id):
        raise SettingsError("ASSISTANT_OIDC_ISSUER dan ASSISTANT_OIDC_CLIENT_ID diisi keduanya.")
    if is_loopback(settings.host):
        return
    if not (settings.tls_cert or settings.trusted_proxy):
        raise SettingsError(
            f"ASSISTANT_HOST {settings.host!r} ditolak tanpa https: isi ASSISTANT_TLS_CERT dan "
            "ASSISTANT_TLS_KEY, atau ASSISTANT_TRUSTED_PROXY; di komputer ini saja: 127.0.0.1."
        )
    if not settings.public_url:
        raise SettingsError(
            f"ASSISTANT_HOST {settings.host!r} dapat dibuka dari luar; isi ASSISTANT_PUBLIC_URL "
            "dengan alamat persis yang dipakai orang, misalnya https://asisten.contoh.go.id."
        )


def _timezone(text: Mapping[str, str]) -> ZoneInfo:
    value = text.get("ASSISTANT_TIMEZONE", "Asia/Jakarta")
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f"ASSISTANT_TIMEZONE {value!r} tidak dikenal; contoh yang benar: Asia/Jakarta."
        ) from error
