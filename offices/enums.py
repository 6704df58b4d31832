"""Choices of the offices app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitLevel(models.TextChoices):
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")


class OfficeKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    COMMUNE = "commune", _("Commune")


class Share(models.TextChoices):
    WHOLE = "whole", _("Whole")
    PART = "part", _("Part")


class Power(models.TextChoices):
    """In what power a deputy signs. Decree 30/2020/ND-CP, Article 13."""

    DEPUTY = "KT.", _("KT.: deputy for the head")
    BY_ORDER = "TL.", _("TL.: by order of the head")
    DELEGATED = "TUQ.", _("TUQ.: by delegated authority")
