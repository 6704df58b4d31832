"""Payment runs, their lists and lines, the months each line pays, who is not paid, what changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import PayMethod, Sex
from beneficiaries.names import proper_case
from payments.enums import (
    UNSEALED_STATES,
    DifferenceKind,
    DifferenceReason,
    MonthKind,
    Note,
    RunState,
    UnpaidReason,
)
from payments.workflow import PaymentRunWorkflow
from policy.months import format_month


def _by() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Totals(models.Model):
    """Sums in đồng; `persons` counts people, who may have two lines each."""

    persons = models.PositiveIntegerField(_("Persons"), default=0)
    regular = models.BigIntegerField(_("Month's allowance"), default=0)
    arrears = models.BigIntegerField(_("Arrears"), default=0)
    recovery = models.BigIntegerField(_("Recovery"), default=0)
    total = models.BigIntegerField(_("Total to pay"), default=0)

    class Meta:
        abstract = True


class PaymentRunQuerySet(models.QuerySet["PaymentRun"]):
    def unsealed(self) -> PaymentRunQuerySet:
        """Not yet approved."""
        return self.filter(state__in=UNSEALED_STATES)

    def sealed(self) -> PaymentRunQuerySet:
        """Approved, and whatever comes after; not what a corrected version replaced."""
        return self.standing().exclude(state__in=UNSEALED_STATES)

    def standing(self) -> PaymentRunQuerySet:
        """Not replaced by a corrected version."""
        return self.exclude(state=RunState.SUPERSEDED)


class PaymentRun(PaymentRunWorkflow, Totals):
    """The payment of one month in a province. `as_of` is the day the law and the people are known on."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="payment_runs")
    month = models.DateField(_("Month"))
    as_of = models.DateField(_("As known on"))
    version = models.PositiveIntegerField(default=1)
    build_error = models.TextField(blank=True)
    built_by = _by()
    checked_by = _by()
    approved_by = _by()
    moved_by = _by()
    handed_over_by = _by()
    reported_by = _by()
    reconciled_by = _by()
    settled_by = _by()
    # A corrected version of an approved run that was not handed over yet, and why.
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by", editable=False
    )
    correction_reason = models.TextField(blank=True)
    edition = models.PositiveSmallIntegerField(default=1)

    objects = PaymentRunQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "month"],
                condition=~Q(state=RunState.SUPERSEDED),
                name="payment_run_once_a_month",
                violation_error_message=_("There is already a run for this month."),
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(state__in=UNSEALED_STATES),
                name="payment_run_one_open",
                violation_error_message=_("Another month is not approved yet."),
            ),
            models.CheckConstraint(name="payment_run_month_is_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="payment_run_approver_did_not_build",
                condition=Q(approved_by__isnull=True)
                | Q(built_by__isnull=True)
                | ~Q(approved_by=F("built_by")),
                violation_error_message=_("Whoever built the lists may not approve them."),
            ),
            models.CheckConstraint(
                name="payment_run_approver_did_not_check",
                condition=Q(approved_by__isnull=True)
                | Q(checked_by__isnull=True)
                | ~Q(approved_by=F("checked_by")),
                violation_error_message=_("Whoever checked the lists may not approve them."),
            ),
            models.CheckConstraint(
                name="payment_run_sealed_by_someone",
                condition=Q(state__in=UNSEALED_STATES)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_run_settler_did_not_reconcile",
                condition=Q(settled_by__isnull=True)
                | (~Q(settled_by=F("reconciled_by")) & ~Q(settled_by=F("reported_by"))),
                violation_error_message=_("Whoever reconciled the month may not settle it."),
            ),
            models.CheckConstraint(
                name="payment_run_hander_did_not_approve",
                condition=Q(handed_over_by__isnull=True) | ~Q(handed_over_by=F("approved_by")),
                violation_error_message=_("Whoever approved the lists may not hand them over."),
            ),
            models.CheckConstraint(
                name="payment_run_settled_by_someone",
                condition=~Q(state=RunState.SETTLED)
                | Q(settled_by__isnull=False, reconciled_by__isnull=False, reported_by__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_run_correction_has_reason",
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
            ),
            models.CheckConstraint(
                name="payment_run_adds_up", condition=Q(total=F("regular") + F("arrears") - F("recovery"))
            ),
        ]

    def __str__(self) -> str:
        return format_month(self.month)

    @property
    def is_sealed(self) -> bool:
        return RunState(self.state) not in UNSEALED_STATES


class PaymentList(Totals):
    """The list of one commune in a run. Names are those of the day it was built."""

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lists")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="payment_lists")
    office_code = models.CharField(max_length=20)
    office_name = models.CharField(max_length=200)
    province_name = models.CharField(max_length=200)
    # Hexadecimal SHA-256 over the lines, set at approval (payments/sql/list_seals.sql).
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["office_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "office"], name="payment_list_once"),
            models.CheckConstraint(
                name="payment_list_adds_up", condition=Q(total=F("regular") + F("arrears") - F("recovery"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_name} {self.run}"


class PaymentLine(models.Model):
    """What one person is paid under one allowance in a run, with all that is printed, as of the build."""

    payment_list = models.ForeignKey(
        PaymentList, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="payment_lines")
    entitlement = models.ForeignKey(
        "entitlements.Entitlement", on_delete=models.PROTECT, related_name="payment_lines"
    )
    slot = models.CharField(max_length=20)
    position = models.PositiveIntegerField()

    person_code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    born = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    id_number = models.CharField(max_length=20, blank=True)
    hamlet = models.CharField(max_length=120, blank=True)
    # The clause and point the law gives the group that month: names no illness.
    group_code = models.CharField(max_length=10)
    coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    base = models.BigIntegerField(null=True)
    units = models.PositiveSmallIntegerField()

    regular = models.BigIntegerField()
    arrears = models.BigIntegerField()
    arrears_from = models.DateField(null=True)
    arrears_to = models.DateField(null=True)
    recovery = models.BigIntegerField()
    recovery_from = models.DateField(null=True)
    recovery_to = models.DateField(null=True)
    total = models.BigIntegerField()

    method = models.CharField(max_length=10, choices=PayMethod)
    bank = models.CharField(max_length=120, blank=True)
    account_number = models.CharField(max_length=30, blank=True)
    account_owner = models.CharField(max_length=200, blank=True)
    collector_name = models.CharField(max_length=200, blank=True)
    collector_id = models.CharField(max_length=20, blank=True)
    collector_relation = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=10, choices=Note, blank=True)

    class Meta:
        ordering = ["payment_list", "position"]
        constraints = [
            models.UniqueConstraint(fields=["payment_list", "position"], name="payment_line_position"),
            models.CheckConstraint(
                name="payment_line_adds_up", condition=Q(total=F("regular") + F("arrears") - F("recovery"))
            ),
            models.CheckConstraint(
                name="payment_line_not_negative",
                condition=Q(regular__gte=0, arrears__gte=0, recovery__gte=0, total__gte=0),
                violation_error_message=_("A line cannot ask for money back beyond what it pays."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"

    @property
    def shown_name(self) -> str:
        """The name for screens and papers: one capital a word where it was typed all in capitals."""
        return proper_case(self.name)


class PaymentMonth(models.Model):
    """One month of a line, with the sum behind it.

    `amount` is what changes hands, never negative; a recovery takes it back. `undone` is the part of it that
    never happened: the provider gave it back, or a corrected version replaced the run. `turn` counts the
    payments and recoveries of a person's month in order, so that two runs can never both settle one debt.
    """

    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, related_name="months", db_index=False)
    entitlement = models.ForeignKey(
        "entitlements.Entitlement", on_delete=models.PROTECT, related_name="payment_months"
    )
    person = models.ForeignKey(
        "beneficiaries.Person", on_delete=models.PROTECT, related_name="payment_months", db_index=False
    )
    slot = models.CharField(max_length=20)
    month = models.DateField()
    kind = models.CharField(max_length=10, choices=MonthKind)
    turn = models.PositiveSmallIntegerField()
    due = models.BigIntegerField()
    paid_before = models.BigIntegerField()
    amount = models.BigIntegerField()
    undone = models.BigIntegerField(default=0, db_default=0)
    base = models.BigIntegerField(null=True)
    coefficient = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    units = models.PositiveSmallIntegerField()
    rate = models.ForeignKey(
        "policy.Rate", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    coefficient_row = models.ForeignKey(
        "policy.Coefficient", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "month"], name="payment_month_once_a_line"),
            models.UniqueConstraint(
                fields=["person", "slot", "month"],
                condition=Q(kind=MonthKind.REGULAR, undone__lt=F("amount")),
                name="payment_month_paid_once",
                violation_error_message=_("This person is already paid for this month."),
            ),
            models.UniqueConstraint(
                fields=["person", "slot", "month", "turn"],
                name="payment_month_settled_in_turn",
                violation_error_message=_("Another run already settled this month."),
            ),
            models.CheckConstraint(
                name="payment_month_never_above_due",
                condition=Q(kind=MonthKind.RECOVERY, amount__lte=F("paid_before") - F("due"))
                | Q(~Q(kind=MonthKind.RECOVERY), amount=F("due") - F("paid_before")),
                violation_error_message=_("A month is paid what is due for it, no more."),
            ),
            models.CheckConstraint(
                name="payment_month_sound",
                condition=Q(amount__gt=0, due__gte=0, turn__gte=1) & Q(month__day=1),
            ),
            models.CheckConstraint(
                name="payment_month_undone_within", condition=Q(undone__gte=0, undone__lte=F("amount"))
            ),
            # An amount is stored with what explains it.
            models.CheckConstraint(
                name="payment_month_explained",
                condition=Q(due=0)
                | Q(
                    base__isnull=False,
                    coefficient__isnull=False,
                    rate__isnull=False,
                    coefficient_row__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%m/%Y} {self.amount}"


class UnpaidAllowance(models.Model):
    """An allowance on the books that a run does not pay for its month, and why."""

    run = models.ForeignKey(PaymentRun, on_delete=models.CASCADE, related_name="unpaid")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="+")
    entitlement = models.ForeignKey("entitlements.Entitlement", on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=20)
    person_code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    group_code = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, choices=UnpaidReason)
    # What was overpaid and no payment is left to take it from: for the office to ask back.
    owed_back = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["person_code", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person", "slot"], name="unpaid_allowance_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_reason_display()}"

    @property
    def shown_name(self) -> str:
        return proper_case(self.name)


class Difference(models.Model):
    """A regular amount that is not that of the month before, and why."""

    run = models.ForeignKey(PaymentRun, on_delete=models.CASCADE, related_name="differences")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="+")
    entitlement = models.ForeignKey("entitlements.Entitlement", on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=20)
    person_code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    group_code = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=DifferenceKind)
    reason = models.CharField(max_length=25, choices=DifferenceReason)
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    # The article behind the reason, where it is a figure of the law.
    rate = models.ForeignKey("policy.Rate", null=True, on_delete=models.PROTECT, related_name="+")
    coefficient_row = models.ForeignKey(
        "policy.Coefficient", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["kind", "reason", "person_code", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person", "slot"], name="difference_once"),
            models.CheckConstraint(name="difference_is_one", condition=~Q(before=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.before} → {self.after}"

    @property
    def shown_name(self) -> str:
        return proper_case(self.name)
