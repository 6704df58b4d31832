"""Two administrators decide at once: one succeeds, the other gets a clear sentence."""

from __future__ import annotations

import datetime as dt

from audit.models import Entry
from policy import actions
from policy.models import CalendarDay
from tests.factories import law, offices
from tests.factories.concurrency import press_at_once


def test_two_confirmations_at_once_count_once(committed_db: None) -> None:
    hands = law.crew()
    second = offices.actor("administrator", code=offices.PROVINCE, name="Lý Thị Hai")
    change = law.waiting(hands)
    try:
        results = press_at_once(
            *(lambda by=by: actions.confirm_change(change=change, by=by) for by in (hands.confirmer, second))
        )
        assert sorted(type(result).__name__ for result in results) == ["ChangeMoved", "LawChange"]
        assert Entry.objects.filter(event="law_change.confirmed").count() == 1
    finally:
        CalendarDay.objects.filter(day=dt.date(2099, 12, 24)).delete()
