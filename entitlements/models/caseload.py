"""The caseload workbooks the books began with."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from entitlements.enums import ImportState, RowAction, RowOutcome
from entitlements.models.allowances import Entitlement


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
