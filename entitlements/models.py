"""Who is entitled to what, from when to when, by which decision; and the caseload workbooks it began with."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entitlements.enums import ImportState, RowAction, RowOutcome, Source
from offices.models import DateRange
from policy.enums import SuspendCause
from policy.labels import choices
from policy.rules.allowance_changes import Pause

_SUSPEND_CAUSES = choices(SuspendCause)


class Entitlement(models.Model):
    """A monthly allowance granted to a person. Months are dates on day 1; `end_month` is the last payable."""

    person = models.ForeignKey("beneficiaries.Person", on_delete=models.PROTECT, related_name="entitlements")
    group = models.ForeignKey("policy.Group", on_delete=models.PROTECT, related_name="+")
    # Two allowances of one slot never run together; the single-parent allowance has its own.
    slot = models.CharField(max_length=20)
    units = models.PositiveSmallIntegerField(_("Children raised or 1"), default=1)
    start_month = models.DateField(_("From month"))
    end_month = models.DateField(_("To month"), null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)
    decision_number = models.CharField(_("Decision number"), max_length=60)
    decision_on = models.DateField(_("Decision date"), null=True)
    source = models.CharField(max_length=10, choices=Source)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["person"], name="entitlement_person")]
        constraints = [
            models.CheckConstraint(
                name="entitlement_months_are_first_days",
                condition=Q(start_month__day=1) & (Q(end_month__isnull=True) | Q(end_month__day=1)),
            ),
            models.CheckConstraint(
                name="entitlement_months_in_order",
                condition=Q(end_month__isnull=True) | Q(end_month__gte=F("start_month")),
                violation_error_message=_("An entitlement cannot end before it begins."),
            ),
            models.CheckConstraint(name="entitlement_units_positive", condition=Q(units__gte=1)),
            ExclusionConstraint(
                name="entitlement_one_per_slot_and_month",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (F("slot"), RangeOperators.EQUAL),
                    (
                        DateRange(F("start_month"), F("end_month"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_(
                    "This person already has an allowance of this kind in those months."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.group_id} · {self.decision_number}"


class Suspension(models.Model):
    """Months an allowance is held back by a decision, both included; `to_month` is null while it runs.

    A resumption lifts it: from then on nothing of it is held back, and the months become arrears.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="suspensions")
    from_month = models.DateField(_("Suspended from"))
    to_month = models.DateField(_("Suspended to"), null=True)
    cause = models.CharField(_("Cause"), max_length=20, choices=_SUSPEND_CAUSES)
    decision_number = models.CharField(_("Decision number"), max_length=60)
    decision_on = models.DateField(_("Decision date"))
    # The decision of the resumption.
    lifted_number = models.CharField(max_length=60, blank=True)
    lifted_on = models.DateField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["from_month", "id"]
        constraints = [
            models.CheckConstraint(
                name="suspension_months_are_first_days",
                condition=Q(from_month__day=1) & (Q(to_month__isnull=True) | Q(to_month__day=1)),
            ),
            models.CheckConstraint(
                name="suspension_months_in_order",
                condition=Q(to_month__isnull=True) | Q(to_month__gte=F("from_month")),
                violation_error_message=_("A suspension cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="suspension_lifted_is_over",
                condition=Q(lifted_on__isnull=True, lifted_number="")
                | Q(lifted_on__isnull=False, to_month__isnull=False) & ~Q(lifted_number=""),
                violation_error_message=_("A lifted suspension has its last month and its decision."),
            ),
            ExclusionConstraint(
                name="suspension_one_at_a_time",
                expressions=[
                    (F("entitlement"), RangeOperators.EQUAL),
                    (
                        DateRange(F("from_month"), F("to_month"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(lifted_on__isnull=True),
                violation_error_message=_("This allowance is already suspended in those months."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.from_month:%m/%Y} {self.decision_number}"

    @property
    def pause(self) -> Pause:
        """What it holds back, for the rules."""
        return Pause(self.from_month, self.to_month, self.cause, self.decision_on)


class OpeningPayment(models.Model):
    """What the office's earlier books paid for a month before this system took over."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.CASCADE, related_name="opening_payments")
    month = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "month"], name="opening_payment_once"),
            models.CheckConstraint(
                name="opening_payment_sound", condition=Q(amount__gte=0) & Q(month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.month:%m/%Y} {self.amount}"


class CaseloadImport(models.Model):
    """One uploaded caseload workbook: read, shown, then confirmed."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="caseload_imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    paid_through = models.DateField(_("Paid through"))
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.PREVIEWED)
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Per sheet: rows read and rows skipped by kind, base seen, columns recognised.
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class CaseloadRow(models.Model):
    """One row of a workbook: as typed, as read, what will happen and why, what came of it."""

    caseload_import = models.ForeignKey(CaseloadImport, on_delete=models.CASCADE, related_name="rows")
    office = models.ForeignKey("offices.Office", null=True, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    raw = models.JSONField()
    data = models.JSONField()
    repairs = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    action = models.CharField(max_length=10, choices=RowAction)
    hold_reasons = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=RowOutcome, default=RowOutcome.PENDING)
    outcome_reason = models.TextField(blank=True)
    person = models.ForeignKey(
        "beneficiaries.Person", null=True, on_delete=models.PROTECT, related_name="caseload_rows"
    )
    entitlement = models.ForeignKey(Entitlement, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["caseload_import", "sheet", "row"], name="caseload_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.row}"

    @property
    def source(self) -> str:
        """Where the row stands, as findings and the trail name it."""
        return f"{self.caseload_import.file_name[:60]} · {self.sheet[:40]}:{self.row}"
