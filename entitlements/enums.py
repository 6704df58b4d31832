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


class EndReason(models.TextChoices):
    """Reasons the system itself gives for an end; officers write others."""

    DEATH = "death", _("Death")
    MOVED = "moved", _("Moved away")
    GROUP_ENDED = "group_ended", _("The law no longer names this group")


class ReviewState(models.TextChoices):
    PREPARED = "prepared", _("Prepared")
    SUBMITTED = "submitted", _("Submitted to the chair")
    SIGNED = "signed", _("Signed by the chair")
    APPLIED = "applied", _("Applied to the allowances")
    CANCELLED = "cancelled", _("Cancelled")


# A review in one of these keeps the lines the chair signed.
DECIDED_STATES = (ReviewState.SIGNED, ReviewState.APPLIED)


class Resolution(models.TextChoices):
    """What an officer decided about a row held back."""

    LAWFUL_AMOUNT = "lawful_amount", _("Take over at the lawful amount")
    DECEASED = "deceased", _("Take over until the month of death")
    MOVED = "moved", _("Take over until the move")
    PRESENT = "present", _("The note does not end the allowance")
    ANOTHER_PERSON = "another_person", _("Another person")
    SAME_PERSON = "same_person", _("The same person, another allowance")
    LEFT_OUT = "left_out", _("Not taken over")
