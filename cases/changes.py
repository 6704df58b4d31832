"""What a change of an allowance that stands comes to: what is on record put before the rules of the law."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from cases.enums import CaseKind
from cases.models import Case
from entitlements.models import Entitlement
from entitlements.queries import running_suspension
from policy.enums import Turn
from policy.facts import Facts
from policy.law import Law
from policy.months import first_of, last_day_of, previous_month
from policy.queries import current_law
from policy.rules import Due, GroupAssessment, assess, fits_group, monthly_due
from policy.rules.allowance_changes import Effect, Standing, adjusted, resumed, stopped, suspended


@dataclass(frozen=True)
class AllowanceChange:
    """A change weighed on a day: what it does and why, the facts behind it, a month's money before and after.

    `fits` answers the conditions of `group` on the day that counts; `after` is None: nothing is paid.
    """

    standing: Standing
    effect: Effect
    group: str
    units: int
    assessment: GroupAssessment | None
    fits: bool | None
    before: Due | None
    after: Due | None

    @property
    def amount(self) -> int:
        """Đồng a month after the change."""
        return self.after.amount if self.after else 0

    @property
    def amount_before(self) -> int:
        return self.before.amount if self.before else 0


def weigh_change(case: Case, facts: Facts, *, today: dt.date) -> AllowanceChange:
    """The change a case asks for, as the law and the books have it on a day."""
    target, law, day = case.target, current_law(), _day_that_counts(case, today)
    assert target is not None, "a change is about an allowance"
    now = standing_of_allowance(target, died_on=case.person.died_on)
    group = case.group_id or target.group_id
    assessed = assess(facts, day, law, settings.PROVINCE_CODE)
    assessment = next((item for item in assessed if item.group == group), None)
    by_facts = assessment if case.kind in (CaseKind.ADJUST, CaseKind.RESUME) else None
    weighed = _Weighed(
        case=case,
        now=now,
        group=group,
        units=max(by_facts.units, 1) if by_facts else target.units,
        fits=fits_group(group, assessed, law, day),
        law=law,
        today=today,
    )
    effect = weighed.effect()
    before, after = weighed.money(effect)
    return AllowanceChange(now, effect, group, weighed.units, assessment, weighed.fits, before, after)


@dataclass(frozen=True)
class _Weighed:
    """A change with all the rules ask of it."""

    case: Case
    now: Standing
    group: str
    units: int
    fits: bool | None
    law: Law
    today: dt.date

    def effect(self) -> Effect:
        """What the rules of its kind say."""
        case, now, month = self.case, self.now, self.case.effective_month
        law, on = self.law, self.today
        files_on = timezone.localdate(case.first_received_at) if case.first_received_at else on
        if case.kind == CaseKind.ADJUST:
            return adjusted(
                now, from_month=month, changes=self._changes(month), on=on, law=law, files_on=files_on
            )
        if case.kind == CaseKind.STOP:
            return stopped(
                now, cause=case.cause, event_on=case.event_on, fits=self.fits, on=on, law=law,
                files_on=files_on,
            )  # fmt: skip
        if case.kind == CaseKind.SUSPEND:
            return suspended(
                now, cause=case.cause, event_on=case.event_on, from_month=month, on=on, law=law,
                files_on=files_on,
            )  # fmt: skip
        return resumed(
            now, group=self.group, units=self.units, fits=self.fits, from_month=month,
            changes=self._changes(month), on=on, law=law, files_on=files_on,
        )  # fmt: skip

    def money(self, effect: Effect) -> tuple[Due | None, Due | None]:
        """What a month pays before the change and after it."""
        now, month = self.now, effect.from_month or first_of(self.today)
        before = self._due(now.group, now.units, max(previous_month(month), now.start_month))
        if effect.turn == Turn.ADJUST:
            return before, self._due(self.group, self.units, month)
        if effect.turn == Turn.RESUME:
            return None, self._due(now.group, now.units, first_of(self.today))
        return before, None

    def _changes(self, month: dt.date | None) -> bool | None:
        """Whether group, children counted or amount differ from a month on."""
        now = self.now
        if (self.group, self.units) != (now.group, now.units):
            return True
        if month is None:
            return None
        before, after = (self._due(now.group, now.units, each) for each in (previous_month(month), month))
        return before.amount != after.amount

    def _due(self, group: str, units: int, month: dt.date) -> Due:
        person = self.case.person
        return monthly_due(
            group=group,
            units=units,
            born=person.born,
            month=month,
            known_on=self.today,
            law=self.law,
            province=settings.PROVINCE_CODE,
            died_on=person.died_on,
        )


def standing_of_allowance(row: Entitlement, *, died_on: dt.date | None) -> Standing:
    """An allowance as the rules of a change see it."""
    suspension = running_suspension(row)
    return Standing(
        group=row.group_id,
        units=row.units,
        start_month=row.start_month,
        end_month=row.end_month,
        pause=suspension.pause if suspension else None,
        died_on=died_on,
    )


def _day_that_counts(case: Case, today: dt.date) -> dt.date:
    """The day the facts are weighed on: of the event, or the end of the month of the change."""
    if case.kind == Turn.STOP:
        return min(case.event_on or today, today)
    return min(last_day_of(case.effective_month), today) if case.effective_month else today
