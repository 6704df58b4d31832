"""The law as dated rows, loaded from `policy/law/*.toml`; SQL and screens read these."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models import DateRange
from policy.enums import DifficultyClass
from policy.labels import choices


class Mark(models.TextChoices):
    """How sure a figure is: recalled ones are shown as "to be verified"."""

    SOURCED = "sourced", _("Sourced")
    RECALLED = "recalled", _("To be verified")
    INTERPRETATION = "interpretation", _("Interpretation")


class Instrument(models.Model):
    """A decree, circular or resolution."""

    key = models.CharField(max_length=30, primary_key=True)
    kind = models.CharField(max_length=40, default="Nghị định")
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    issued_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    mark = models.CharField(max_length=20, choices=Mark)

    class Meta:
        ordering = ["in_force_on", "key"]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Dated(models.Model):
    """A figure for months from `valid_from`, applied by offices from `known_from`."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    article = models.CharField(max_length=120)  # "" when no article is on file
    mark = models.CharField(max_length=20, choices=Mark)
    valid_from = models.DateField()
    known_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Rate(Dated):
    """A base in đồng per month: nationally, or higher in one province."""

    kind = models.CharField(max_length=20)
    province_code = models.CharField(max_length=2, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["kind", "province_code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "province_code", "valid_from", "known_from"], name="rate_once"
            ),
            models.CheckConstraint(
                name="rate_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("A rate is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} từ {self.valid_from:%m/%Y}"


class Group(models.Model):
    """A group of beneficiaries under one meaning that outlives its clause letters."""

    key = models.CharField(max_length=40, primary_key=True)
    programme = models.CharField(max_length=30)
    slot = models.CharField(max_length=20)
    rate_kind = models.CharField(max_length=20)
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.key


class Citation(models.Model):
    """Where an instrument names a group, and the neutral code printed on lists."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="citations")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=300, blank=True)  # as the instrument words it
    article = models.CharField(max_length=120)
    mark = models.CharField(max_length=20, choices=Mark, default=Mark.SOURCED)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    on_screen = models.BooleanField(default=False)  # added by a change of the law, not by the package

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "instrument"], name="citation_once"),
            models.CheckConstraint(
                name="citation_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.instrument_id}"


class Coefficient(Dated):
    """What a rate is multiplied by for a group, in completed years from `age_from` to before `age_to`."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="coefficients")
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    value = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "age_from", "valid_from", "known_from"],
                name="coefficient_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="coefficient_positive", condition=Q(value__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} × {self.value}"


class Benefit(Dated):
    """A support beside the monthly allowances: times the base, đồng or a quantity; one row per age band."""

    key = models.CharField(max_length=40)
    measure = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    months_at_most = models.PositiveSmallIntegerField(null=True)
    days_at_least = models.PositiveSmallIntegerField(null=True)
    ceiling = models.BooleanField(default=False)

    class Meta:
        ordering = ["key", "valid_from", "age_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "age_from", "valid_from", "known_from"],
                name="benefit_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="benefit_positive",
                condition=Q(value__gt=0),
                violation_error_message=_("A support is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.value} từ {self.valid_from:%d/%m/%Y}"


class Regime(models.Model):
    """How files are handled, chosen by the day they were received."""

    key = models.CharField(max_length=10, primary_key=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    received_from = models.DateField(null=True)
    received_to = models.DateField(null=True)
    decided_by = models.CharField(max_length=20)
    working_days = models.PositiveSmallIntegerField()
    posting_days = models.PositiveSmallIntegerField()
    article = models.CharField(max_length=120)
    mark = models.CharField(max_length=20, choices=Mark)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class RegimeLimit(models.Model):
    """Other time limits of a procedure for files received from a day on; earlier files keep theirs."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="limits")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    received_from = models.DateField()
    step_days = models.JSONField()  # working days of each step, in order
    posting_days = models.PositiveSmallIntegerField()
    article = models.CharField(max_length=120)
    mark = models.CharField(max_length=20, choices=Mark)

    class Meta:
        ordering = ["regime", "received_from"]
        constraints = [
            models.UniqueConstraint(fields=["regime", "received_from"], name="regime_limit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.regime_id} {sum(self.step_days)} từ {self.received_from:%d/%m/%Y}"


class CalendarDay(models.Model):
    """A public holiday, a weekend day worked in its place, or an earlier entry cancelled.

    Of several entries for a day the last counts: by the day it is known from, then by number.
    """

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Public holiday")
        MAKE_UP = "make_up", _("Make-up working day")
        CANCELLED = "cancelled", _("Cancelled: an ordinary day")

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    known_from = models.DateField(null=True)  # null: loaded with the package

    class Meta:
        ordering = ["day", F("known_from").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(known_from__isnull=True), name="calendar_day_loaded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class DifficultyArea(models.Model):
    """The class of a commune, or of one of its hamlets, in a period; `withdrawn_on` once put right.

    `hamlet` is "" for the whole commune; `hamlet_key` is its search form, by which homes are matched.
    Decree 335/2026/ND-CP, Article 5(7).
    """

    unit_code = models.CharField(_("Commune code"), max_length=5)
    hamlet = models.CharField(_("Hamlet"), max_length=120, blank=True)
    hamlet_key = models.CharField(max_length=120, blank=True)
    difficulty = models.CharField(_("Difficulty class"), max_length=10, choices=choices(DifficultyClass))
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("To"), null=True, blank=True)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    article = models.CharField(max_length=120, blank=True)
    mark = models.CharField(max_length=20, choices=Mark)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering = ["unit_code", "hamlet_key", "-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="difficulty_area_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A period cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="difficulty_area_hamlet_has_key",
                condition=Q(hamlet="", hamlet_key="") | (~Q(hamlet="") & ~Q(hamlet_key="")),
                violation_error_message=_("The name of a hamlet has letters or digits."),
            ),
            ExclusionConstraint(
                name="difficulty_area_one_class_a_day",
                expressions=[
                    (F("unit_code"), RangeOperators.EQUAL),
                    (F("hamlet_key"), RangeOperators.EQUAL),
                    (
                        DateRange(F("valid_from"), F("valid_to"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_on__isnull=True),
                violation_error_message=_("This place already has a class in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.hamlet} {self.difficulty}".replace("  ", " ")
