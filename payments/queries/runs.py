"""Reads of payment runs, lists and lines; every one within the scope of the actor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.utils.translation import gettext

from beneficiaries.models import Person
from beneficiaries.names import fold
from entitlements.models import OpeningPayment
from offices import scope
from offices.actors import Actor
from offices.roles import Permission
from payments.enums import FILLED_STATES, OUT_STATES, UNSEALED_STATES, MonthKind, Note, RunState
from payments.models import Difference, PaymentLine, PaymentList, PaymentMonth, PaymentRun, UnpaidAllowance

M = TypeVar("M", bound=Model)
# An approved run does not wait: a province may pay without handing files over.
WAITS_FOR_ACCOUNTANT = (RunState.OPEN, RunState.BUILT, *OUT_STATES)


def runs_in_scope(actor: Actor) -> QuerySet[PaymentRun]:
    """Runs the actor may see, newest first: a commune only those with a list of its own."""
    return scope.payment_runs(PaymentRun.objects.all(), actor).select_related(
        "office",
        "built_by",
        "checked_by",
        "approved_by",
        "moved_by",
        "handed_over_by",
        "reported_by",
        "reconciled_by",
        "settled_by",
    )


def runs_listed(actor: Actor) -> QuerySet[PaymentRun]:
    """Runs with the sums of the lists the actor may see, newest first."""
    own = Q() if actor.is_province else Q(lists__office_id=actor.office_id)
    return (
        runs_in_scope(actor)
        .annotate(
            shown_lists=Count("lists", filter=own),
            shown_persons=Sum("lists__persons", filter=own),
            shown_total=Sum("lists__total", filter=own),
        )
        .order_by("-month", "-pk")
    )


def lists_of(run: PaymentRun, actor: Actor) -> QuerySet[PaymentList]:
    """The filled lists of a run the actor may see."""
    return lists_in_scope(actor).filter(run=run).annotate(line_count=Count("lines"))


def lists_in_scope(actor: Actor) -> QuerySet[PaymentList]:
    """Lists the actor may see, while they are filled."""
    rows = scope.payment_lists(PaymentList.objects.filter(run__state__in=FILLED_STATES), actor)
    return rows.select_related("run", "run__office")


def lines_in_scope(actor: Actor) -> QuerySet[PaymentLine]:
    """Lines the actor may see."""
    rows = scope.payment_lines(PaymentLine.objects.all(), actor)
    return rows.select_related("payment_list", "payment_list__run", "entitlement")


def hamlets_of(payment_list: PaymentList) -> list[str]:
    """The hamlets of a list in its order."""
    rows = payment_list.lines.order_by("position").values_list("hamlet", flat=True)
    return list(dict.fromkeys(rows))


def lines_listed(
    payment_list: PaymentList, *, text: str = "", hamlet: str = "", only: str = ""
) -> QuerySet[PaymentLine]:
    """Lines of a list in its order: by name or code, hamlet, or what they carry besides the month."""
    rows = payment_list.lines.select_related("person").order_by("position")
    if text.strip():
        words = fold(text).split()
        named = Q(person_code__icontains=text.strip()) | Q(id_number__startswith=text.strip())
        alike = Q()
        for word in words:
            alike &= Q(person__search_name__contains=word)
        rows = rows.filter(named | alike if words else named)
    if hamlet:
        rows = rows.filter(hamlet=hamlet)
    if only in ("arrears", "recovery"):
        rows = rows.filter(**{f"{only}__gt": 0})
    elif only == "joined":
        rows = rows.filter(note=Note.JOINED)
    return rows


def months_of(line: PaymentLine) -> QuerySet[PaymentMonth]:
    """The months of a line with the figures of the law behind them, oldest first."""
    return line.months.select_related("entitlement", "rate", "coefficient_row").order_by("month")


# Differences and who is not paid


@dataclass(frozen=True)
class DifferenceSum:
    """How many regular amounts changed for one reason, and from what to what, in đồng."""

    kind: str
    reason: str
    article: str
    instrument: str
    count: int
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


def differences_of(run: PaymentRun, actor: Actor) -> QuerySet[Difference]:
    """Differences against the month before, within scope."""
    return _of_run(run.differences.all(), actor).select_related("entitlement", "rate", "coefficient_row")


def differences_summed(run: PaymentRun, actor: Actor) -> list[DifferenceSum]:
    """Differences against the month before by reason and article, within scope."""
    rows = (
        _of_run(run.differences.all(), actor)
        .order_by("kind", "reason", "rate__kind")
        .values("kind", "reason", article=F("rate__article"), instrument=F("rate__instrument_id"))
        .annotate(count=Count("pk"), sum_before=Sum("before"), sum_after=Sum("after"))
    )
    return [
        DifferenceSum(
            row["kind"],
            row["reason"],
            row["article"] or "",
            row["instrument"] or "",
            row["count"],
            row["sum_before"],
            row["sum_after"],
        )
        for row in rows
    ]


def unpaid_of(run: PaymentRun, actor: Actor) -> QuerySet[UnpaidAllowance]:
    """Allowances on the books the run does not pay, within scope."""
    return _of_run(run.unpaid.all(), actor).select_related("entitlement")


def _of_run(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Rows of a filled run that belong to the lists the actor may see: they carry the list's office."""
    return scope.payment_lists(rows.filter(run__state__in=FILLED_STATES), actor)


# The home page and the page of a person


@dataclass(frozen=True)
class MonthState:
    """The newest run, and whether the next step is this actor's. `run` None: nothing is built yet."""

    run: PaymentRun | None
    persons: int
    total: int
    waits: bool
    may_build: bool


def month_state(actor: Actor) -> MonthState | None:
    """Where the month's payment stands for this actor; None when payments are not theirs to see."""
    if not actor.may(Permission.PAYMENT_VIEW):
        return None
    may_build = actor.is_province and actor.may(Permission.PAYMENT_BUILD)
    run = runs_listed(actor).first()
    if run is None:
        return MonthState(None, 0, 0, waits=False, may_build=may_build) if may_build else None
    decides = actor.is_province and actor.may(Permission.PAYMENT_APPROVE)
    hands = {
        RunState.CHECKED: (run.built_by_id, run.checked_by_id),
        RunState.RECONCILED: (run.reported_by_id, run.reconciled_by_id),
    }
    waits = (may_build and run.state in WAITS_FOR_ACCOUNTANT) or (
        decides and run.state in hands and actor.hands.isdisjoint(hands[RunState(run.state)])
    )
    filled = run.state in FILLED_STATES
    return MonthState(
        run,
        run.shown_persons or 0 if filled else 0,  # type: ignore[attr-defined]  # annotated
        run.shown_total or 0 if filled else 0,  # type: ignore[attr-defined]  # annotated
        waits=waits,
        may_build=may_build,
    )


@dataclass(frozen=True)
class PersonPayment:
    """What a person was paid, or gave back (negative), for one month, in đồng."""

    month: dt.date
    slot: str
    kind: str  # a MonthKind, or "opening": paid by the earlier books
    amount: int
    run_month: dt.date | None = None
    run_state: str = ""
    line_id: int | None = None

    @property
    def words(self) -> str:
        return str(MonthKind(self.kind).label) if self.line_id else gettext("Paid before this system")

    @property
    def is_approved(self) -> bool:
        return self.run_state not in UNSEALED_STATES


def payments_of(person: Person, actor: Actor) -> list[PersonPayment]:
    """Every payment of a person month by month, newest first; three queries."""
    if not actor.may(Permission.PAYMENT_VIEW):
        return []
    # The few lines first: as one statement it is planned without statistics just after a build, and then
    # takes seconds.
    visible = scope.payment_lines(PaymentLine.objects.filter(person=person), actor)
    lines = list(visible.values_list("pk", flat=True))
    months = PaymentMonth.objects.filter(
        line_id__in=lines, line__payment_list__run__state__in=FILLED_STATES, undone__lt=F("amount")
    ).values_list(
        "month",
        "slot",
        "kind",
        F("amount") - F("undone"),
        "line__payment_list__run__month",
        "line__payment_list__run__state",
        "line_id",
    )
    paid = [
        PersonPayment(month, slot, kind, -amount if kind == MonthKind.RECOVERY else amount, *rest)
        for month, slot, kind, amount, *rest in months
    ]
    openings = OpeningPayment.objects.filter(entitlement__person=person, amount__gt=0)
    paid += [
        PersonPayment(month, slot, "opening", amount)
        for month, slot, amount in openings.values_list("month", "entitlement__slot", "amount")
    ]
    return sorted(paid, key=lambda row: (row.month, row.run_month or row.month, row.slot), reverse=True)
