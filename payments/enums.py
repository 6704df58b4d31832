"""Choices of the payments app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    OPEN = "open", _("Open")
    BUILDING = "building", _("Being built")
    BUILT = "built", _("Built")
    CHECKED = "checked", _("Checked")
    APPROVED = "approved", _("Approved")


# A run in one of these may be built again; in every other its lists are sealed.
UNSEALED_STATES = (RunState.OPEN, RunState.BUILDING, RunState.BUILT, RunState.CHECKED)
# A run in one of these has lists to show.
FILLED_STATES = (RunState.BUILT, RunState.CHECKED, RunState.APPROVED)


class MonthKind(models.TextChoices):
    REGULAR = "regular", _("Month's allowance")
    ARREARS = "arrears", _("Arrears")
    RECOVERY = "recovery", _("Recovery")


class Note(models.TextChoices):
    """What the list says beside a line."""

    JOINED = "joined", _("New on the list")
    ADJUSTED = "adjusted", _("Amount adjusted")


class UnpaidReason(models.TextChoices):
    """Why an allowance on the books is not paid for the month. Decree 335/2026/ND-CP, Articles 5, 8 and 9."""

    DEAD = "dead", _("Died before this month")
    ENDED = "ended", _("The allowance has ended")
    SUSPENDED = "suspended", _("Suspended")
    GROUP_NOT_IN_FORCE = "group_not_in_force", _("The law does not name this group in that month")
    NO_RATE = "no_rate", _("No amount is fixed for that month")
    AGE = "age", _("Outside the ages of this group")
    ALREADY_PAID = "already_paid", _("Already paid for this month")


class DifferenceKind(models.TextChoices):
    JOINED = "joined", _("Joined")
    LEFT = "left", _("Left")
    CHANGED = "changed", _("Changed")


class DifferenceReason(models.TextChoices):
    """Why a regular amount is not that of the month before."""

    NEW_DECISION = "new_decision", _("New decision")
    RESUMED = "resumed", _("Paid again")
    DEAD = UnpaidReason.DEAD.value, UnpaidReason.DEAD.label
    ENDED = UnpaidReason.ENDED.value, UnpaidReason.ENDED.label
    SUSPENDED = UnpaidReason.SUSPENDED.value, UnpaidReason.SUSPENDED.label
    GROUP_NOT_IN_FORCE = UnpaidReason.GROUP_NOT_IN_FORCE.value, UnpaidReason.GROUP_NOT_IN_FORCE.label
    NO_RATE = UnpaidReason.NO_RATE.value, UnpaidReason.NO_RATE.label
    AGE = UnpaidReason.AGE.value, UnpaidReason.AGE.label
    ALREADY_PAID = UnpaidReason.ALREADY_PAID.value, UnpaidReason.ALREADY_PAID.label
    GROUP = "group", _("Another group")
    UNITS = "units", _("Number of children")
    BASE = "base", _("New base")
    COEFFICIENT = "coefficient", _("New coefficient")
    BASE_AND_COEFFICIENT = "base_and_coefficient", _("New base and coefficient")
    OTHER = "other", _("Paid otherwise the month before")
