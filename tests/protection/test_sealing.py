"""Encryption of reporters and suspects."""

from __future__ import annotations

import base64

import pytest

from config.sealing import protection_keys
from protection.sealing import SealBroken, seal, unseal

OTHER = base64.urlsafe_b64encode(b"another-key-of-thirty-two-bytes!").decode()


def test_what_is_sealed_opens_again() -> None:
    assert unseal(seal({"name": "Bà Hàng Xóm"})) == {"name": "Bà Hàng Xóm"}


def test_same_words_are_sealed_differently_each_time() -> None:
    assert seal({"name": "A"}) != seal({"name": "A"})


def test_changed_byte_does_not_open() -> None:
    content = bytearray(seal({"name": "A"}))
    content[20] ^= 1
    with pytest.raises(SealBroken):
        unseal(bytes(content))


def test_new_key_before_the_old_opens_both(settings) -> None:
    old = seal({"name": "cũ"})
    settings.PROTECTION_KEYS = [OTHER, *settings.PROTECTION_KEYS]
    new = seal({"name": "mới"})
    assert (unseal(old), unseal(new)) == ({"name": "cũ"}, {"name": "mới"})
    settings.PROTECTION_KEYS = [OTHER]
    with pytest.raises(SealBroken):
        unseal(old)


def test_key_of_a_checkout_is_made_once_and_kept_from_others(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("ANSINH_PROTECTION_KEYS", raising=False)
    first, second = protection_keys(tmp_path), protection_keys(tmp_path)
    assert first == second
    assert (tmp_path / "protection-key").stat().st_mode & 0o777 == 0o600
    assert len(base64.urlsafe_b64decode(first[0])) == 32


def test_key_of_the_environment_comes_first(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ANSINH_PROTECTION_KEYS", f"{OTHER},old")
    assert protection_keys(tmp_path) == [OTHER, "old"]
    assert list(tmp_path.iterdir()) == []
