"""The law is read once a page, and anew by everything that writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policy.queries import current_law, working_calendar
from policy.reading import reading_once
from tests.factories import law

pytestmark = pytest.mark.django_db


def queries_of(read: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)


def test_within_a_page_each_reading_is_made_once() -> None:
    with reading_once():
        first = current_law()
        assert queries_of(current_law) == 0
        assert current_law() is first
        assert (queries_of(working_calendar), queries_of(working_calendar)) == (1, 0)


def test_outside_a_page_the_law_is_read_each_time() -> None:
    assert queries_of(current_law) == queries_of(current_law) > 0


def test_next_page_sees_what_was_changed_meanwhile() -> None:
    with reading_once():
        before = current_law()
    law.made(law.rate(known_from=timezone.localdate()))
    with reading_once():
        assert len(current_law().rates) == len(before.rates) + 1
