"""What the trail says about entitlements and caseload workbooks."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

# Groups are named by clause: the words of some would disclose a health condition.
granted = declare(
    "entitlement.granted",
    _("Granted the allowance"),
    requires=("clause", "start_month", "decision_number", "source"),
)
ended = declare("entitlement.ended", _("Ended the allowance"), requires=("end_month",), reason_required=True)
suspended = declare(
    "entitlement.suspended",
    _("Suspended the allowance"),
    requires=("from_month", "cause", "decision_number"),
)
resumed = declare(
    "entitlement.resumed", _("Resumed the allowance"), requires=("from_month", "decision_number")
)
caseload_previewed = declare(
    "caseload.previewed", _("Uploaded a caseload workbook"), requires=("file", "read", "paid_through")
)
caseload_confirmed = declare(
    "caseload.confirmed",
    _("Took over a caseload workbook"),
    requires=("file", "read", "accepted", "held", "paid_through"),
)
caseload_cancelled = declare("caseload.cancelled", _("Discarded a caseload workbook"), requires=("file",))
row_resolved = declare(
    "caseload.row_resolved",
    _("Resolved a row held back"),
    requires=("sheet", "row", "resolution", "outcome"),
    reason_required=True,
)

# Mass reviews
_COUNTS = ("lines", "arrears", "seal")
review_prepared = declare(
    "mass_review.prepared",
    _("Prepared the review of the caseload"),
    requires=("change_month", "payable_from", "known_before", "known_on", *_COUNTS),
)
review_submitted = declare(
    "mass_review.submitted", _("Submitted the review to the chair"), requires=("state", *_COUNTS)
)
review_sent_back = declare(
    "mass_review.sent_back", _("Sent the review back"), requires=("state",), reason_required=True
)
review_signed = declare(
    "mass_review.signed",
    _("Signed the list decision"),
    requires=("state", "decision_number", "decision_on", *_COUNTS),
)
review_applied = declare(
    "mass_review.applied",
    _("Applied the list decision to the allowances"),
    requires=("state", "decision_number", "allowances", "levels", "ended"),
)
review_cancelled = declare(
    "mass_review.cancelled", _("Cancelled the review"), requires=("state",), reason_required=True
)
review_printed = declare(
    "mass_review.printed", _("Printed the list decision"), requires=("decision_number", "seal")
)
review_exported = declare("mass_review.exported", _("Exported a review"), requires=("lines", "seal"))
level_decided = declare(
    "entitlement.level_decided", _("Decided the new level"), requires=("decision_number", "levels", "review")
)
