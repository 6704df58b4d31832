"""Choices of the beneficiaries app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class Precision(models.TextChoices):
    DAY = "day", _("Day known")
    MONTH = "month", _("Month known")
    YEAR = "year", _("Only the year known")


class PayMethod(models.TextChoices):
    ACCOUNT = "account", _("Bank account")
    CASH = "cash", _("Cash")


class AccountState(models.TextChoices):
    """How far a change of how a person is paid has come."""

    WAITING = "waiting", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
