"""What a provider answers: result files, the state of each payment, rows that fit nothing; and holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from payments.enums import FindingKind, HoldReason, ResultState
from payments.models.files import HoldNotice, Instruction, ProviderFile


def _by(*, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=null, on_delete=models.PROTECT, related_name="+")


class ResultFile(models.Model):
    """An answer of a provider, as received. The same bytes are taken once."""

    file = models.ForeignKey(ProviderFile, on_delete=models.PROTECT, related_name="answers")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    recorded = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    uploaded_by = _by()
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["file", "sha256"], name="result_file_once")]

    def __str__(self) -> str:
        return self.name


class PaymentResult(models.Model):
    """What became of a payment. Rows are only added; the newest of a payment counts.

    `place` is the cell or row of the answer; without a result file the row was entered by hand.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="results")
    result_file = models.ForeignKey(ResultFile, null=True, on_delete=models.PROTECT, related_name="results")
    place = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=ResultState)
    amount = models.BigIntegerField()
    paid_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = _by()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["instruction", "id"]
        indexes = [models.Index(fields=["instruction", "-id"], name="payment_result_newest")]
        constraints = [
            models.CheckConstraint(
                name="payment_result_sound",
                condition=Q(state__in=[ResultState.PAID, ResultState.PARTIAL], amount__gt=0)
                | (Q(state__in=[ResultState.FAILED, ResultState.UNCOLLECTED], amount=0) & ~Q(reason="")),
                violation_error_message=_("Money that was not paid needs a reason."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.instruction} {self.state} {self.amount}"


class ResultFinding(models.Model):
    """A row of an answer that changed nothing, until somebody says what it is."""

    result_file = models.ForeignKey(ResultFile, on_delete=models.PROTECT, related_name="findings")
    place = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=FindingKind)
    reference = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField(null=True)
    shown = models.CharField(max_length=300, blank=True)
    settled_by = _by(null=True)
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="result_finding_settled_whole",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settlement="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settlement="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}"


class Hold(models.Model):
    """A payment already handed over that must not be paid out. It may be lifted, with a reason."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=10, choices=HoldReason)
    detail = models.CharField(max_length=300, blank=True)
    placed_by = _by()
    placed_at = models.DateTimeField(db_default=Now())
    notice = models.ForeignKey(HoldNotice, null=True, on_delete=models.PROTECT, related_name="holds")
    lifted_by = _by(null=True)
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instruction"], condition=Q(lifted_at__isnull=True), name="hold_once"
            ),
            models.CheckConstraint(
                name="hold_lifted_whole",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instruction} {self.reason}"
