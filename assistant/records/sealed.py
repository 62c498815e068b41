"""What a citizen wrote, closed with a key that does not lie in the database: AES-GCM, each comment
bound to its id, so that one cannot be put in another's place."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.keys import Keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_LOST = (
    "Data asli komentar ini tidak dapat dibuka: berkas kunci (ASSISTANT_SECRET_FILE) bukan yang "
    "dipakai ketika komentar masuk. Kembalikan berkas kunci yang asli."
)


@dataclass(frozen=True, slots=True)
class Original:
    """A comment as it was written; `values` say what each token of its masked form stands for."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


def seal(original: Original, comment_id: str, keys: Keys) -> bytes:
    plain = json.dumps([original.text, dict(original.values)], ensure_ascii=True)
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(keys).encrypt(nonce, plain.encode(), comment_id.encode())


def unseal(sealed: bytes, comment_id: str, keys: Keys) -> Original:
    """AssistantError when it was closed with another key, or changed since."""
    from cryptography.exceptions import InvalidTag

    nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
    try:
        plain = _cipher(keys).decrypt(nonce, rest, comment_id.encode())
    except (InvalidTag, ValueError) as error:
        raise AssistantError(_LOST) from error
    text, values = json.loads(plain)
    return Original(text, values)


def _cipher(keys: Keys) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(keys.seal())
