"""The command line's choice of role."""

from __future__ import annotations

import pytest

from manage import with_owner


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("migrate", "migrate --database=owner"),
        ("migrate cases 0002", "migrate cases 0002 --database=owner"),
        ("migrate --database default", "migrate --database default"),
        ("load_law", "load_law"),
        ("", ""),
    ],
)
def test_schema_commands_run_as_owner(given: str, meant: str) -> None:
    assert with_owner(["manage.py", *given.split()]) == ["manage.py", *meant.split()]
