"""How often one address may ask for the status of a file."""

from __future__ import annotations

from django.core.cache import cache

ASKS_PER_MINUTE = 20
_WINDOW = 60  # seconds


def may_ask(address: str) -> bool:
    """Count one question from an address; False once it asked too often within the minute."""
    key = f"track:{address}"
    cache.add(key, 0, _WINDOW)
    try:
        return cache.incr(key) <= ASKS_PER_MINUTE
    except ValueError:  # the minute ended between the two lines
        return True
