"""What every step of a run has in common: the lock, the order, the hands; and the ways it is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_fsm import can_proceed

from offices.actors import Actor
from offices.models import Office
from offices.roles import Permission
from payments.enums import RunState
from payments.ledger import Outdated
from payments.models import PaymentRun
from policy.months import format_month

NAMES_SHOWN = 5


class PaymentRefusal(Exception):
    """A step of a run was refused; the text says what happened and what to do."""


class RunLocked(PaymentRefusal):
    """The run of the month is approved: its lists no longer change."""

    def __init__(self, run: PaymentRun) -> None:
        super().__init__(
            _(
                "The payment of %(month)s is approved and its lists are sealed. What is missing or too much "
                "goes into the next month's lists as arrears or recovery."
            )
            % {"month": format_month(run.month)}
        )


class EarlierRunOpen(PaymentRefusal):
    """Another month's run is not approved yet."""

    def __init__(self, run: PaymentRun) -> None:
        super().__init__(
            _("The payment of %(month)s is not approved yet. Finish it first.")
            % {"month": format_month(run.month)}
        )


class RunOutOfOrder(PaymentRefusal):
    """A later month is already approved."""

    def __init__(self, month: dt.date, latest: PaymentRun) -> None:
        super().__init__(
            _(
                "%(latest)s is already approved, so %(month)s can no longer have lists of its own. What is "
                "due for it goes into the next month's lists as arrears."
            )
            % {"latest": format_month(latest.month), "month": format_month(month)}
        )


class RunTooEarly(PaymentRefusal):
    """The month lies further ahead than the next one."""

    def __init__(self, month: dt.date) -> None:
        super().__init__(
            _("%(month)s is too far ahead: lists are built for months up to the next one.")
            % {"month": format_month(month)}
        )


class NothingToPay(PaymentRefusal):
    """Nobody is to be paid for the month."""

    def __init__(self, month: dt.date) -> None:
        super().__init__(
            _(
                "Nobody is to be paid for %(month)s, so no list was built. Check that people and their "
                "allowances are registered and reach this month."
            )
            % {"month": format_month(month)}
        )


class SameHands(PaymentRefusal):
    """The person took an earlier step that excludes this one."""


class RunOutdated(PaymentRefusal):
    """Since the build, someone on the lists is no longer due what they say."""

    def __init__(self, lines: Sequence[Outdated]) -> None:
        self.lines = tuple(lines)
        names = ", ".join(f"{line.name} ({line.person_code})" for line in lines[:NAMES_SHOWN])
        if len(lines) > NAMES_SHOWN:
            names += "…"
        super().__init__(
            ngettext(
                "Not approved: since the lists were built, the amount of %(count)s line is no longer right: "
                "%(names)s. Build the lists again.",
                "Not approved: since the lists were built, the amounts of %(count)s lines are no longer "
                "right: %(names)s. Build the lists again.",
                len(lines),
            )
            % {"count": len(lines), "names": names}
        )


class RunMoved(PaymentRefusal):
    """Someone else has already acted, or the step does not follow from where the run stands."""

    def __init__(self, run: PaymentRun) -> None:
        self.stands_at = RunState(run.state)
        words = {"state": str(self.stands_at.label), "month": format_month(run.month)}
        if run.moved_by is not None and run.moved_at is not None:
            words |= {
                "name": run.moved_by.get_full_name(),
                "time": f"{timezone.localtime(run.moved_at):%H:%M %d/%m/%Y}",
            }
            sentence = _(
                "Nothing was done: %(name)s already acted on the payment of %(month)s at %(time)s. "
                "It now stands at “%(state)s”. Look at it again before you go on."
            )
        else:
            sentence = _(
                "Nothing was done: the payment of %(month)s has changed and now stands at “%(state)s”. "
                "Look at it again before you go on."
            )
        super().__init__(sentence % words)


def lock_office(office: Office) -> None:
    """Let one person at a time open or approve runs of a province, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('payments_paymentrun'), %s)", [office.pk])


def lock(run: PaymentRun) -> PaymentRun:
    """Lock the row, then read it with what every step needs."""
    PaymentRun.objects.select_for_update().values_list("pk", flat=True).get(pk=run.pk)
    return PaymentRun.objects.select_related("office", "moved_by").get(pk=run.pk)


def take(
    run: PaymentRun, *, transition: str, permission: Permission, by: Actor, version: int | None = None
) -> PaymentRun:
    """Lock the run; check the person's permission, that the step follows and nothing changed, the hands.

    `version` is the one the person looked at; without it, that of `run`. Raises NotPermitted, RunLocked,
    RunMoved, SameHands.
    """
    lock_office(run.office)
    locked = lock(run)
    by.require(permission, office_id=locked.office_id)
    seen = run.version if version is None else version
    if locked.version != seen or not can_proceed(getattr(locked, transition)):
        raise RunMoved(locked)
    if sentence := excluded_hands(locked, transition, by):
        raise SameHands(sentence)
    return locked


def excluded_hands(run: PaymentRun, transition: str, by: Actor) -> str:
    """Why this person's earlier step keeps them from this one; "" when nothing does."""
    if transition == "approve":
        if by.user_id is None or run.built_by_id in by.hands:
            return _("Whoever built the lists may not approve them: another person must.")
        if run.checked_by_id in by.hands:
            return _("Whoever checked the lists may not approve them: another person must.")
    elif transition == "hand_over" and run.approved_by_id in by.hands:
        return _("Whoever approved the lists may not hand them over: another person must.")
    elif transition == "settle" and (
        by.user_id is None or not by.hands.isdisjoint((run.reported_by_id, run.reconciled_by_id))
    ):
        return _("Whoever closed the report or reconciled the month may not settle it: another person must.")
    return ""


def hand_of(by: Actor) -> int:
    """The person who acts: a system job holds no permission, so none comes this far."""
    assert by.user_id is not None
    return by.user_id


def keep(run: PaymentRun, *, by: Actor) -> None:
    """Save a step taken: the version moves on and the run says who moved it."""
    run.version += 1
    run.moved_by_id = by.user_id
    run.save()


def money_of(run: PaymentRun) -> dict[str, Any]:
    """The month and its sums, as the trail keeps them."""
    return {
        "month": run.month,
        "persons": run.persons,
        "regular": run.regular,
        "arrears": run.arrears,
        "recovery": run.recovery,
        "total": run.total,
    }
