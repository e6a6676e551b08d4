"""Encryption at rest: MultiFernet with the keys of the settings, and the keyed hash for search."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKey(Exception):
    """The keys in the settings do not open what the database holds."""


class Cipher:
    """Seals and opens values; the first key seals, all keys open, so that keys can be rotated."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._hash_key = b""

    def seal(self, value: bytes) -> bytes:
        """Encrypt a value."""
        return self._fernet.encrypt(value)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt a value; raises WrongKey when none of the keys made it."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise WrongKey from error

    def seal_text(self, text: str) -> bytes:
        """Encrypt a text."""
        return self._fernet.encrypt(text.encode())

    def open_text(self, sealed: bytes | None) -> str:
        """Decrypt a text; nothing stays nothing."""
        return self.open(sealed).decode() if sealed is not None else ""

    def rotate(self, sealed: bytes) -> bytes:
        """The same value under the first key."""
        return self._fernet.rotate(sealed)

    def use_hash_key(self, key: bytes) -> None:
        """Take the key for `hash`; it lives in the database, sealed, so that rotation keeps the hashes."""
        self._hash_key = key

    def hash(self, value: str) -> bytes:
        """A keyed hash by which an exact value can be found and not read."""
        return hmac.digest(self._hash_key, value.encode(), hashlib.sha256)
