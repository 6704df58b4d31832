"""Choices of the payments app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    OPEN = "open", _("Open")
    BUILDING = "building", _("Being built")
    BUILT = "built", _("Built")
    CHECKED = "checked", _("Checked")
    APPROVED = "approved", _("Approved")
    HANDED_OVER = "handed_over", _("Handed over")
    BEING_PAID = "being_paid", _("Being paid")
    REPORTED = "reported", _("Reported")
    RECONCILED = "reconciled", _("Reconciled")
    SETTLED = "settled", _("Settled")
    SUPERSEDED = "superseded", _("Replaced by a corrected version")


# A run in one of these may be built again; in every other its lists are sealed.
UNSEALED_STATES = (RunState.OPEN, RunState.BUILDING, RunState.BUILT, RunState.CHECKED)
# Files are with the providers, and what became of the money is not reconciled yet.
OUT_STATES = (RunState.HANDED_OVER, RunState.BEING_PAID, RunState.REPORTED)
# A run in one of these has files to show.
HANDED_STATES = (*OUT_STATES, RunState.RECONCILED, RunState.SETTLED)
# A run in one of these has lists to show.
FILLED_STATES = (RunState.BUILT, RunState.CHECKED, RunState.APPROVED, *HANDED_STATES, RunState.SUPERSEDED)


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


class ProviderKind(models.TextChoices):
    """Who pays out. Decree 335/2026/ND-CP, Article 28."""

    POST = "post", _("Post office")
    BANK = "bank", _("Bank")
    OFFICE = "office", _("The commune's own office")


class ContractState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for confirmation")
    CONFIRMED = "confirmed", _("In force")
    DECLINED = "declined", _("Declined")
    CLOSED = "closed", _("Ended early")


class FileKind(models.TextChoices):
    """What a provider is handed. Every kind says who, how much and under which reference."""

    XLSX = "xlsx", _("Excel workbook")
    CSV = "csv", _("CSV")
    PAIN001 = "pain001", _("ISO 20022 pain.001")
    POST_LIST = "post_list", _("List for paying in cash (PDF)")
    VIETQR = "vietqr", _("VietQR slips (PDF)")


class FeeKind(models.TextChoices):
    """What the provider is paid: circular 76/2021/TT-BTC, Article 3(7) names a share of the sum paid."""

    PER_MILLE = "per_mille", _("Per mille of what is paid")
    PER_PAYMENT = "per_payment", _("Đồng for each payment")


class ResultState(models.TextChoices):
    """What became of one payment, as the provider says."""

    PAID = "paid", _("Paid")
    PARTIAL = "partial", _("Paid in part")
    FAILED = "failed", _("Could not be paid")
    UNCOLLECTED = "uncollected", _("Not collected")


class FindingKind(models.TextChoices):
    """Why a row of a result file changed nothing."""

    UNKNOWN = "unknown", _("No payment has this reference")
    OTHER_FILE = "other_file", _("The payment belongs to another month or contract")
    ABOVE = "above", _("More than was handed over")
    TWICE = "twice", _("The same reference twice in the file, with different figures")
    NO_REASON = "no_reason", _("Not paid in full, and no reason given")
    UNCLEAR = "unclear", _("It does not say whether the money was paid")


class HoldReason(models.TextChoices):
    """Why money already handed over must not be paid out. Decree 335/2026/ND-CP, Article 9."""

    DEAD = "dead", _("Died before a month it pays for")
    ENDED = "ended", _("The allowance ended before a month it pays for")
    OTHER = "other", _("Another reason")


class Disposal(models.TextChoices):
    """Where money goes that did not reach the person. Decree 335/2026/ND-CP, Article 28."""

    CARRY = "carry", _("Carried to the next list")
    RETURN = "return", _("Given back by the provider")
