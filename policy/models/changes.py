"""Changes of the law proposed by one administrator and confirmed by another, and what they mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from policy.enums import ChangeKind, ChangeState
from policy.labels import choices, label
from policy.models.law import Benefit, Coefficient, Rate
from policy.rules import changes
from policy.rules.area_changes import AreaChange, area_change
from policy.workflow import LawChangeWorkflow

READERS: dict[ChangeKind, Callable[[Mapping[str, Any]], changes.Change | AreaChange]] = {
    ChangeKind.RATE: changes.rate_change,
    ChangeKind.COEFFICIENT: changes.coefficient_change,
    ChangeKind.BENEFIT: changes.benefit_change,
    ChangeKind.WITHDRAWAL: changes.withdrawal_change,
    ChangeKind.NAMING: changes.naming_change,
    ChangeKind.REGIME: changes.regime_change,
    ChangeKind.VERIFICATION: changes.verification_change,
    ChangeKind.CALENDAR_DAY: changes.calendar_change,
    ChangeKind.DIFFICULTY_AREAS: area_change,
    ChangeKind.DAY_CANCELLED: changes.day_cancelled_change,
}


class LawChange(LawChangeWorkflow):
    """What one administrator proposes to change in the law and another confirms.

    `data` is `rules.changes.to_data`; `change` reads it back and refuses what does not belong.
    """

    kind = models.CharField(max_length=20, choices=choices(ChangeKind))
    data = models.JSONField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="law_change_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposed a change may not decide on it."),
            ),
            models.CheckConstraint(
                name="law_change_decided_by_someone",
                condition=Q(
                    state=ChangeState.PROPOSED.value, decided_by__isnull=True, decided_at__isnull=True
                )
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message=_("A change is decided by a person at a time, or not at all."),
            ),
            models.CheckConstraint(
                name="law_change_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A change of the law needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{label(ChangeKind(self.kind))} {self.pk}"

    @property
    def change(self) -> changes.Change | AreaChange:
        """What is to be added. TypeError, KeyError or ValueError when `data` is no such thing."""
        return READERS[ChangeKind(self.kind)](self.data)


class Withdrawal(models.Model):
    """Takes a figure entered by mistake out of the law as known from a day on; the figure itself stays."""

    rate = models.OneToOneField(Rate, null=True, on_delete=models.PROTECT, related_name="withdrawal")
    coefficient = models.OneToOneField(
        Coefficient, null=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    benefit = models.OneToOneField(Benefit, null=True, on_delete=models.PROTECT, related_name="withdrawal")
    known_from = models.DateField()
    change = models.OneToOneField(LawChange, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="withdrawal_of_one_figure",
                condition=Q(rate__isnull=False, coefficient__isnull=True, benefit__isnull=True)
                | Q(rate__isnull=True, coefficient__isnull=False, benefit__isnull=True)
                | Q(rate__isnull=True, coefficient__isnull=True, benefit__isnull=False),
                violation_error_message=_("A withdrawal is of one figure."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate or self.coefficient or self.benefit} – {self.known_from:%d/%m/%Y}"


class Verification(models.Model):
    """A row of the law compared with the official text by two people; it counts as sourced from then on.

    `row_key` names the row by `rules.changes.key_of`; `title` is the official one of an instrument.
    """

    row_kind = models.CharField(max_length=20)
    row_key = models.CharField(max_length=120)
    document = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField()
    change = models.OneToOneField(LawChange, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row_kind", "row_key"], name="verification_once"),
            models.CheckConstraint(
                name="verification_against_a_document",
                condition=~Q(document=""),
                violation_error_message=_("A verification names the document compared with."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_kind} {self.row_key}"
