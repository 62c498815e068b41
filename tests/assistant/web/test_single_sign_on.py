"""Signing in over OpenID Connect, against a provider on the loopback that signs for real."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from assistant.accounts import add_account, hash_password
from assistant.assembly import Assistant, assemble
from assistant.settings import Settings
from assistant.web.doorkeeper import COOKIE
from tests.serving import serving


class Provider:
    """Says yes to everybody as `claims`; `fault` changes what it signs."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "satu"}, private=True)
        self.other = RSAKey.generate_key(2048, parameters={"kid": "satu"}, private=True)
        self.claims: dict[str, Any] = {"sub": "u-1", "preferred_username": "rina.dishub"}
        self.fault = ""
        self.nonce = ""
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.endswith("/openid-configuration"):
                    self.reply(provider.metadata())
                elif self.path.startswith("/jwks"):
                    self.reply({"keys": [provider.key.as_dict(private=False)]})
                else:
                    query = parse_qs(urlsplit(self.path).query)
                    provider.nonce = query["nonce"][0]
                    assert query["code_challenge_method"] == ["S256"]
                    to = f"{query['redirect_uri'][0]}?code=abc&state={query['state'][0]}"
                    self.send_response(302)
                    self.send_header("Location", to)
                    self.end_headers()

            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                sent = parse_qs(self.rfile.read(length).decode())
                if sent.get("code") != ["abc"] or "code_verifier" not in sent:
                    self.reply({"error": "invalid_grant"}, 400)
                else:
                    self.reply(provider.token())

            def reply(self, value: Any, status: int = 200) -> None:
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/auth",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": "asisten", "iat": now, "exp": now + 60,
            "nonce": self.nonce, **self.claims,
        }  # fmt: skip
        key = self.key
        if self.fault == "signature":
            key = self.other
        elif self.fault == "expired":
            claims |= {"iat": now - 7200, "exp": now - 3600}
        elif self.fault == "audience":
            claims["aud"] = "lain"
        elif self.fault == "nonce":
            claims["nonce"] = "lain"
        elif self.fault == "issuer":
            claims["iss"] = "https://evil.example"
        signed = jwt.encode({"alg": "RS256", "kid": "satu"}, claims, key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()


@pytest.fixture
def assistant(tmp_path: Path, provider: Provider) -> Assistant:
    settings = Settings(
        data_dir=tmp_path, sample=False, oidc_issuer=provider.url, oidc_client_id="asisten",
        oidc_client_secret="rahasia",
    )  # fmt: skip
    return assemble(settings)


@pytest.fixture
def url(assistant: Assistant) -> Iterator[str]:
    with serving(assistant) as url:
        yield url


def go(url: str) -> httpx.Response:
    """What a browser does; its Secure cookies also go to this machine over http."""
    jar: dict[str, str] = {}
    place = f"{url}/masuk/sso"
    for _ in range(4):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in jar.items())} if jar else {}
        answer = httpx.get(place, headers=headers, timeout=20)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            jar[name] = value
        if answer.status_code not in (302, 303, 307):
            break
        place = answer.headers["location"]
    answer.extensions["jar"] = jar
    return answer


def session_of(assistant: Assistant, answer: httpx.Response) -> str | None:
    secret = answer.extensions["jar"].get(COOKIE)
    actor = assistant.records.accounts.of_session(secret) if secret else None
    return actor.name if actor else None


def test_a_known_person_comes_in_and_stays_bound(
    url: str, assistant: Assistant, provider: Provider
) -> None:
    add_account(assistant.records, "rina.dishub", "admin", "dishub")
    answer = go(url)
    assert answer.status_code == 200 and session_of(assistant, answer) == "rina.dishub"
    # Renamed at the provider it is still the same person, and a namesake is not.
    provider.claims = {"sub": "u-1", "preferred_username": "rina.baru"}
    assert session_of(assistant, go(url)) == "rina.dishub"
    provider.claims = {"sub": "u-2", "preferred_username": "rina.dishub"}
    answer = go(url)
    assert answer.status_code == 403 and session_of(assistant, answer) is None


def test_nobody_gets_an_account_by_signing_in(url: str, assistant: Assistant) -> None:
    add_account(assistant.records, "lain", "superadmin", None)
    answer = go(url)
    assert answer.status_code == 403 and session_of(assistant, answer) is None


def test_an_account_with_a_passphrase_is_not_taken_over(url: str, assistant: Assistant) -> None:
    add_account(assistant.records, "rina.dishub", "admin", "dishub")
    assistant.records.accounts.set_password("rina.dishub", hash_password("kuda terbang di delta"))
    assert go(url).status_code == 403


def test_a_disabled_account_stays_out(url: str, assistant: Assistant) -> None:
    add_account(assistant.records, "rina.dishub", "admin", "dishub")
    assert session_of(assistant, go(url))
    assistant.records.accounts.disable("rina.dishub")
    answer = go(url)
    assert answer.status_code == 403 and session_of(assistant, answer) is None


@pytest.mark.parametrize("fault", ["signature", "expired", "audience", "nonce", "issuer"])
def test_what_is_not_signed_for_us_now_is_refused(
    url: str, assistant: Assistant, provider: Provider, fault: str
) -> None:
    add_account(assistant.records, "rina.dishub", "admin", "dishub")
    provider.fault = fault
    answer = go(url)
    assert answer.status_code == 502 and session_of(assistant, answer) is None
    assert "Traceback" not in answer.text and "rahasia" not in answer.text


def test_an_answer_that_nobody_asked_for_is_refused(url: str, assistant: Assistant) -> None:
    add_account(assistant.records, "rina.dishub", "admin", "dishub")
    answer = httpx.get(f"{url}/masuk/sso/kembali?code=abc&state=palsu")
    assert answer.status_code == 502 and COOKIE not in str(answer.headers.get_list("set-cookie"))


def test_a_provider_that_is_away_is_one_sentence(
    url: str, assistant: Assistant, provider: Provider
) -> None:
    add_account(assistant.records, "rina.dishub", "admin", "dishub")
    provider.server.shutdown()
    provider.server.server_close()
    answer = httpx.get(f"{url}/masuk/sso", timeout=30)
    assert answer.status_code == 502 and "akun pegawai gagal" in answer.text


def test_without_the_setting_there_is_no_such_way(tmp_path: Path) -> None:
    with serving(assemble(Settings(data_dir=tmp_path, sample=False))) as url:
        assert httpx.get(f"{url}/masuk/sso").status_code == 404
        assert httpx.get(f"{url}/masuk/sso/kembali").status_code == 404
