"""Fixtures of every test: the database, offices and the law as it is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policy.law import Law
from policy.queries import current_law
from tests.browser import *  # noqa: F403  (fixtures)
from tests.database import *  # noqa: F403  (fixtures)


@pytest.fixture
def law(db: None) -> Law:
    """The law as the database holds it."""
    return current_law()


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, settings: Any) -> Path:
    """Where uploaded files lie in a test: its own folder, gone with it."""
    settings.UPLOAD_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"
