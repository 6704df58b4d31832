"""Words for why rows are held back and why allowances end."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entitlements.enums import EndReason
from entitlements.rules import HoldReason, ReviewKind, ReviewReason
from policy.enums import StopCause
from policy.labels import label

HOLD_REASONS: dict[str, str | Promise] = {
    HoldReason.DUPLICATE_PERSON: _("Seems to be listed or registered twice"),
    HoldReason.NOTE_SAYS_DEAD: _("A note says that the person has died"),
    HoldReason.NOTE_SAYS_MOVED: _("A note says that the person has moved away"),
    HoldReason.AMOUNT_DISAGREES: _("The amount is not the one the law gives"),
    HoldReason.NAME_MISSING: _("There is no name"),
    HoldReason.UNKNOWN_GROUP: _("The group is not recognised"),
    HoldReason.CHILDREN_UNREADABLE: _("The number of children is not told"),
    HoldReason.AMOUNT_UNREADABLE: _("The amount cannot be read"),
    HoldReason.START_UNREADABLE: _("The first month paid cannot be read"),
    HoldReason.START_AFTER_LIST: _("The allowance begins after the month of the list"),
    HoldReason.UNKNOWN_COMMUNE: _("No commune of the province has the name on the sheet"),
    HoldReason.OTHER_COMMUNE: _("The sheet is of another commune"),
}

# What to do about rows that no decision can settle here.
HOLD_ADVICE: dict[str, str | Promise] = {
    HoldReason.NAME_MISSING: _("Fill in the name in the workbook and upload it again."),
    HoldReason.UNKNOWN_GROUP: _("Write the group as the law names it and upload the workbook again."),
    HoldReason.CHILDREN_UNREADABLE: _("Write the number of children and upload the workbook again."),
    HoldReason.AMOUNT_UNREADABLE: _("Write the amount in whole đồng and upload the workbook again."),
    HoldReason.START_UNREADABLE: _("Write the month as mm/yyyy and upload the workbook again."),
    HoldReason.START_AFTER_LIST: _("Correct the first month paid and upload the workbook again."),
    HoldReason.UNKNOWN_COMMUNE: _("Write the full name of the commune above the list and upload it again."),
    HoldReason.OTHER_COMMUNE: _("That commune, or the province, uploads this sheet."),
}

REVIEW_KINDS: dict[str, str | Promise] = {
    ReviewKind.RAISED: _("Raised"),
    ReviewKind.BAND_CHANGED: _("Another coefficient"),
    ReviewKind.LOWERED: _("Lowered"),
    ReviewKind.SAME: _("Unchanged"),
    ReviewKind.ENDED: _("To end"),
    ReviewKind.CANNOT_TELL: _("Cannot be told yet"),
}
REVIEW_REASONS: dict[str, str | Promise] = {
    ReviewReason.BASE: _("Another base"),
    ReviewReason.COEFFICIENT: _("Another coefficient"),
    ReviewReason.BASE_AND_COEFFICIENT: _("Another base and another coefficient"),
    ReviewReason.CAME_IN: _("Not paid before, paid now"),
    ReviewReason.UNCHANGED: _("The law changes nothing for this allowance"),
    ReviewReason.AGE: _("Outside the ages of the group"),
    ReviewReason.GROUP_NOT_IN_FORCE: _("The law no longer names this group"),
    ReviewReason.NO_RATE: _("No amount is fixed for that month"),
    ReviewReason.BIRTH_UNPROVEN: _("The birth date is not proven"),
    ReviewReason.ONLY_HIGHEST: _("Not paid beside the higher allowance of the same person"),
}


def hold_label(code: str) -> str:
    """Why a row is held back."""
    return str(HOLD_REASONS.get(code, code))


def end_reason_label(reason: str) -> str:
    """Why an allowance ended: the system's own reasons in words, others as written."""
    if reason in EndReason.values:
        return str(EndReason(reason).label)
    return label(StopCause(reason)) if reason in set(StopCause) else reason
