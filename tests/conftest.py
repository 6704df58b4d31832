"""Fixtures of every test: the database, offices and the law as it is loaded."""

from __future__ import annotations

import pytest

from policy.law import Law
from policy.queries import current_law
from tests.browser import *  # noqa: F403  (fixtures)
from tests.database import *  # noqa: F403  (fixtures)


@pytest.fixture
def law(db: None) -> Law:
    """The law as the database holds it."""
    return current_law()
