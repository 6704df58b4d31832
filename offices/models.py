"""Administrative units and their successions, offices, users and their dated roles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from offices.enums import OfficeKind, Power, Share, UnitLevel
from offices.roles import ROLE_CHOICES


class DateRange(Func):
    """daterange(from, to) with both ends included; a missing end is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class AdminUnit(models.Model):
    """A province, district or commune of Vietnam in one period of validity."""

    level = models.CharField(max_length=10, choices=UnitLevel)
    code = models.CharField(max_length=5)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120, db_index=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="admin_unit_dates_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A unit cannot end before it begins."),
            ),
            ExclusionConstraint(
                name="admin_unit_one_per_code_and_day",
                expressions=[
                    (F("level"), RangeOperators.EQUAL),
                    (F("code"), RangeOperators.EQUAL),
                    (
                        DateRange(F("valid_from"), F("valid_to"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This code is already in use in that period."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdminUnitSuccession(models.Model):
    """Which present commune follows which former unit, wholly or in part."""

    former = models.ForeignKey(AdminUnit, on_delete=models.CASCADE, related_name="successions")
    present = models.ForeignKey(AdminUnit, on_delete=models.CASCADE, related_name="origins")
    share = models.CharField(max_length=5, choices=Share)
    is_default = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["former", "present"], name="succession_once"),
            models.UniqueConstraint(
                fields=["former"], condition=Q(is_default=True), name="succession_one_default_heir"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} → {self.present}"


class Office(models.Model):
    """A people's committee that uses the system: a province or one of its communes."""

    kind = models.CharField(max_length=10, choices=OfficeKind)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=30, help_text=_("Agency code at the head of case codes."))
    unit = models.OneToOneField(AdminUnit, on_delete=models.PROTECT, related_name="office")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="communes")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their assignments alone."""

    username = models.CharField(_("User name"), max_length=60, unique=True)
    full_name = models.CharField(_("Full name"), max_length=200)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def current(self, on: dt.date) -> AssignmentQuerySet:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class Assignment(models.Model):
    """A person holds a role in an office from a date to a date: their own, or on behalf of its holder.

    A delegation is written, dated and cannot be passed on; papers carry its power and the deputy's title.
    Decree 30/2020/ND-CP, Article 13.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    on_behalf_of = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="delegations")
    power = models.CharField(_("Signs as"), max_length=4, choices=Power, blank=True)
    title = models.CharField(_("Title of the deputy"), max_length=80, blank=True)
    document = models.CharField(_("Written delegation"), max_length=120, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("An assignment cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="assignment_delegated_in_writing",
                condition=Q(on_behalf_of__isnull=True, power="", title="", document="")
                | Q(on_behalf_of__isnull=False, valid_to__isnull=False)
                & ~Q(on_behalf_of=F("user"))
                & ~Q(power="")
                & ~Q(title="")
                & ~Q(document=""),
                violation_error_message=_(
                    "A delegation names its holder, power, title, document and last day."
                ),
            ),
            ExclusionConstraint(
                name="assignment_once_per_day",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("office"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (
                        DateRange(F("valid_from"), F("valid_to"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This person already holds this role there in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.office}"


class NumberSeries(models.Model):
    """The last number given out per office, kind of paper and period; a locked row has no gaps."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "period"], name="number_series_once"),
            models.CheckConstraint(name="number_series_not_negative", condition=Q(last__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.kind} {self.period}: {self.last}"


class FormDraft(models.Model):
    """What a person typed into a form and has not sent; `sealed` is unreadable (offices.drafts)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    form = models.CharField(max_length=40)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path", "form"], name="form_draft_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.path}"
