"""What citizens said is closed before it is stored: AES-256-GCM under the house's key.

1. A sealed value is one byte of version, twelve of nonce, then the closed bytes with their tag.
2. `about` names the place of the value («journal:ID:7») and is bound to it: bytes moved to
   another row do not open.
3. An address must be found without being read: `blind` gives the same 32 letters for the same
   address under the same key, and says nothing else.
"""

import binascii
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from hmac import digest
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"


class SealBroken(Exception):
    """Sealed bytes do not open: another key, another place, or they were changed."""


class Seal:
    """Closes and opens bytes under one key of 32 bytes; raises ValueError for another length."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
        self._cipher = AESGCM(_derived(key, b"seal"))
        self._blind = _derived(key, b"blind")

    def close(self, value: bytes, about: str) -> bytes:
        """The sealed form of a value, bound to the place that `about` names."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, value, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """The value that `close` was given; raises SealBroken."""
        nonce, closed = sealed[1 : NONCE_BYTES + 1], sealed[NONCE_BYTES + 1 :]
        try:
            if sealed[:1] != VERSION:
                raise InvalidTag
            return self._cipher.decrypt(nonce, closed, about.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken(about) from error

    def shut_json(self, value: Any, about: str) -> bytes:
        """Plain values, sealed."""
        return self.close(orjson.dumps(value), about)

    def read_json(self, sealed: bytes, about: str) -> Any:
        """The plain values that `shut_json` was given; tuples come back as lists."""
        return orjson.loads(self.open(sealed, about))

    def blind(self, *parts: str) -> str:
        """A name to find something by that tells nothing without the key."""
        return digest(self._blind, "\0".join(parts).encode(), sha256).hex()[:32]


def new_key() -> str:
    """A fresh key as text."""
    return urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def read_key(text: str) -> bytes:
    """The key that a text of `new_key` stands for; raises ValueError for anything else."""
    try:
        key = urlsafe_b64decode(text.strip())
    except (binascii.Error, ValueError) as error:
        raise ValueError("a key is url-safe base64 of 32 bytes") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return key


def _derived(key: bytes, use: bytes) -> bytes:
    """One key for each use, so that a blind name never helps against a seal."""
    return digest(key, b"esik " + use, sha256)
