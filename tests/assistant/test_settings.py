"""Each setting has a default and stands in .env.example; a wrong one is named in a sentence."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
NAMES = (
    "OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL OPENAI_EMBEDDING_MODEL ASSISTANT_DATA_DIR "
    "ASSISTANT_DATABASE_URL ASSISTANT_CHROMA_URL ASSISTANT_CHROMA_TOKEN ASSISTANT_HOST "
    "ASSISTANT_PORT ASSISTANT_PUBLIC_URL ASSISTANT_TRUSTED_PROXY ASSISTANT_TLS_CERT "
    "ASSISTANT_TLS_KEY ASSISTANT_OIDC_ISSUER ASSISTANT_OIDC_CLIENT_ID ASSISTANT_OIDC_CLIENT_SECRET "
    "ASSISTANT_SECRET_FILE ASSISTANT_RETENTION_DAYS ASSISTANT_SAMPLE "
    "ASSISTANT_TIMEZONE"
).split()


def test_without_any_setting_the_defaults_hold() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert (settings.host, settings.port, settings.data_dir) == ("127.0.0.1", 7860, Path("data"))
    assert settings.timezone == ZoneInfo("Asia/Jakarta") and settings.sample
    assert settings.retention_days == 90 and not settings.model_configured


def test_empty_values_count_as_absent() -> None:
    assert load_settings(dict.fromkeys(NAMES, " ")) == Settings()


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_a_key_or_a_server_configures_a_model(name: str) -> None:
    assert load_settings({name: "http://127.0.0.1:8080/v1/"}).model_configured
    assert load_settings({"OPENAI_BASE_URL": "http://a:1/v1/"}).openai_base_url == "http://a:1/v1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_BASE_URL", "localhost:8080"),
        ("ASSISTANT_CHROMA_URL", "ftp://a"),
        ("ASSISTANT_PUBLIC_URL", "https://"),
        ("ASSISTANT_PORT", "0"),
        ("ASSISTANT_PORT", "65536"),
        ("ASSISTANT_PORT", "7_860"),
        ("ASSISTANT_PORT", "٧٨"),
        ("ASSISTANT_HOST", "0.0.0.0"),
        ("ASSISTANT_HOST", "contoh.go.id"),
        ("ASSISTANT_RETENTION_DAYS", "-1"),
        ("ASSISTANT_SAMPLE", "mungkin"),
        ("ASSISTANT_TIMEZONE", "Asia/Sidoarjo"),
        ("ASSISTANT_TIMEZONE", "../../etc/passwd"),
        ("ASSISTANT_DATABASE_URL", "assistant.db"),
        ("ASSISTANT_TRUSTED_PROXY", "proxy"),
        ("ASSISTANT_TLS_CERT", "tidak-ada.pem"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        load_settings({name: value})
    assert name in str(wrong.value) and "\n" not in str(wrong.value)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(SettingsError, match="ASSISTANT_DATA_DIR"):
        load_settings({"ASSISTANT_DATA_DIR": str(tmp_path / "data")})


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ASSISTANT_PORT=9000\nASSISTANT_SAMPLE=tidak\n", encoding="utf-8")
    settings = load_settings({"ASSISTANT_PORT": "9001"}, file)
    assert (settings.port, settings.sample) == (9001, False)
    file.write_bytes(b"ASSISTANT_PORT=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings({}, file)


def test_secrets_are_not_shown() -> None:
    secret = "sk-rahasia"
    settings = load_settings(
        {"OPENAI_API_KEY": secret, "ASSISTANT_DATABASE_URL": f"postgresql://a:{secret}@b/c"}
    )
    assert secret not in repr(settings) and secret not in str(settings)
    with pytest.raises(SettingsError) as wrong:
        load_settings({"OPENAI_BASE_URL": f"//a:{secret}@b"})
    assert secret not in str(wrong.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_may_be_served_without_more(host: str) -> None:
    settings = load_settings({"ASSISTANT_HOST": host})
    assert settings.only_here and settings.origin.startswith("http://")


PUBLIC = "https://asisten.contoh.go.id"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"ASSISTANT_HOST": "0.0.0.0", "ASSISTANT_PUBLIC_URL": PUBLIC}, "ASSISTANT_TLS_CERT"),
        (
            {"ASSISTANT_HOST": "0.0.0.0", "ASSISTANT_TRUSTED_PROXY": "10.0.0.1"},
            "ASSISTANT_PUBLIC_URL",
        ),
        ({"ASSISTANT_PUBLIC_URL": "http://asisten.contoh.go.id"}, "https"),
        ({"ASSISTANT_PUBLIC_URL": PUBLIC}, "ASSISTANT_TRUSTED_PROXY"),
        (
            {"ASSISTANT_PUBLIC_URL": PUBLIC + "/asisten", "ASSISTANT_TRUSTED_PROXY": "10.0.0.1"},
            "ASSISTANT_PUBLIC_URL",
        ),
    ],
)
def test_off_this_machine_the_page_needs_https_and_a_name(
    given: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings(given)


def test_behind_a_tls_proxy_the_public_name_is_the_origin() -> None:
    settings = load_settings(
        {
            "ASSISTANT_HOST": "0.0.0.0",
            "ASSISTANT_PUBLIC_URL": PUBLIC + "/",
            "ASSISTANT_TRUSTED_PROXY": "10.0.0.0/24",
        }
    )
    assert settings.origin == PUBLIC and not settings.only_here


def test_the_example_lists_every_setting_with_its_default() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^#? ?([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert list(given) == NAMES
    assert load_settings(given) == Settings()
