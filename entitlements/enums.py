"""Choices of the entitlements app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    IMPORT = "import", _("Caseload import")
    CASE = "case", _("Case")


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("Previewed")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")


class RowAction(models.TextChoices):
    CREATE = "create", _("Register")
    SAME = "same", _("Already registered")
    HOLD = "hold", _("Held back")


class RowOutcome(models.TextChoices):
    PENDING = "pending", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    HELD = "held", _("Held back")
    REJECTED = "rejected", _("Not taken over")
