"""What is recorded of a case: reports, filled forms, measures, and what is sealed."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models import DateRange
from protection.enums import (
    FormKind,
    IsolationGround,
    MeasureKind,
    ReportChannel,
    ReportMeans,
    SealedKind,
)
from protection.models.cases import ChildCase
from protection.rules.conditions import ISOLATION_DAYS


class Report(models.Model):
    """Information received about a child (form 01). Article 25. Who reported is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="reports")
    received_at = models.DateTimeField(_("Received at"))
    channel = models.CharField(_("Who reports"), max_length=10, choices=ReportChannel)
    means = models.CharField(_("How"), max_length=10, choices=ReportMeans, default=ReportMeans.TELEPHONE)
    anonymous = models.BooleanField(_("The reporter stays anonymous"), default=False)
    what = models.TextField(_("What is told"))
    when = models.CharField(_("When it happened"), max_length=200, blank=True)
    place = models.CharField(_("Where it happened"), max_length=200, blank=True)
    in_danger = models.BooleanField(_("Life, health or dignity is in danger now"), default=False)
    consequence = models.TextField(_("Likely consequence for the child"), blank=True)
    done = models.TextField(_("What has been done already"), blank=True)
    taken_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["received_at"]

    def __str__(self) -> str:
        return f"report {self.id}"


class Sealed(models.Model):
    """The reporter's identity or the person suspected of harm, encrypted; two duties may open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="sealed")
    kind = models.CharField(max_length=8, choices=SealedKind)
    content = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"sealed {self.kind} {self.case_id}"


class FilledForm(models.Model):
    """A form as it was filled: 02, 03, 06, minutes, consent. Never changed, only filled anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="filled_forms")
    kind = models.CharField(max_length=10, choices=FormKind)
    cycle = models.PositiveSmallIntegerField()
    data = models.JSONField()
    at = models.DateTimeField()
    filled_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class Measure(models.Model):
    """An emergency measure, or one period of temporary isolation. Articles 31 and 32.

    Periods of isolation of one cycle share `first_on` and cannot pass the fifteenth day, whoever writes them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ChildCase, on_delete=models.PROTECT, related_name="measures")
    cycle = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Measure"), max_length=10, choices=MeasureKind)
    taken_at = models.DateTimeField(_("Taken at"))
    done_by = models.CharField(_("Carried out by"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True)

    ground = models.CharField(_("Ground"), max_length=12, choices=IsolationGround, blank=True)
    decision_number = models.CharField(_("Decision number"), max_length=60, blank=True)
    place = models.CharField(_("Safe place"), max_length=200, blank=True)
    first_on = models.DateField(null=True)
    starts_on = models.DateField(_("From"), null=True)
    ends_on = models.DateField(_("To"), null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["taken_at"]
        constraints = [
            models.CheckConstraint(
                name="isolation_is_complete",
                condition=~Q(kind=MeasureKind.ISOLATION)
                | Q(first_on__isnull=False, starts_on__isnull=False, ends_on__isnull=False)
                & ~Q(decision_number="")
                & ~Q(place=""),
                violation_error_message=_("An isolation has its decision, its place and its end."),
            ),
            models.CheckConstraint(
                name="isolation_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(starts_on__gte=F("first_on"), ends_on__gte=F("starts_on")),
                violation_error_message=_("The isolation would end before it begins."),
            ),
            models.CheckConstraint(
                name="isolation_at_most_15_days",
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__lte=F("first_on") + dt.timedelta(days=ISOLATION_DAYS - 1)),
                violation_error_message=_("An isolation lasts at most 15 days in all."),
            ),
            ExclusionConstraint(
                name="isolation_one_first_day_per_cycle",
                expressions=[
                    (F("case"), RangeOperators.EQUAL),
                    (F("cycle"), RangeOperators.EQUAL),
                    (F("first_on"), RangeOperators.NOT_EQUAL),
                ],
                condition=Q(kind=MeasureKind.ISOLATION),
                violation_error_message=_("An isolation lasts at most 15 days in all."),
            ),
            ExclusionConstraint(
                name="isolation_one_at_a_time",
                expressions=[
                    (F("case"), RangeOperators.EQUAL),
                    (
                        DateRange(F("starts_on"), F("ends_on"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(kind=MeasureKind.ISOLATION, lifted_at__isnull=True),
                violation_error_message=_("An isolation is in force: extend it or lift it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
