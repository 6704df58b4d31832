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
