"""Who is entitled to what, from when to when, by which decision; suspensions and opening payments."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entitlements.enums import Source
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
