"""What the trail says about payments."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

MONEY = ("month", "persons", "regular", "arrears", "recovery", "total")

build_asked = declare(
    "payment_run.build_asked", _("Asked for the lists to be built"), requires=("month", "as_of")
)
built = declare("payment_run.built", _("Built the payment lists"), requires=(*MONEY, "as_of", "lists"))
build_failed = declare("payment_run.build_failed", _("The lists could not be built"), reason_required=True)
checked = declare(
    "payment_run.checked",
    _("Checked the lists against the month before"),
    requires=(*MONEY, "joined", "left", "changed"),
)
approved = declare("payment_run.approved", _("Approved the payment lists"), requires=(*MONEY, "seals"))
reopened = declare("payment_run.reopened", _("Reopened the run to build it again"), reason_required=True)
list_printed = declare("payment_list.printed", _("Printed a payment list"), requires=("month", "total"))
line_printed = declare(
    "payment_line.printed", _("Printed an explanation of a payment"), requires=("month", "total")
)
list_exported = declare("payment_list.exported", _("Exported a payment list"), requires=("month", "total"))
run_printed = declare("payment_run.printed", _("Printed payment lists"), requires=("month", "lists"))
sent_back = declare(
    "payment_run.sent_back", _("Sent the payment lists back unapproved"), reason_required=True
)

# Providers

provider_added = declare("provider.added", _("Added a provider"), requires=("name", "kind"))
contract_proposed = declare("contract.proposed", _("Proposed a contract"), requires=("number", "methods"))
contract_confirmed = declare("contract.confirmed", _("Confirmed the contract"), requires=("number",))
contract_declined = declare(
    "contract.declined", _("Declined the contract"), requires=("number",), reason_required=True
)
contract_closed = declare(
    "contract.closed", _("Ended the contract early"), requires=("number",), reason_required=True
)

# After approval

superseded = declare(
    "payment_run.superseded", _("Began a corrected version"), requires=("month",), reason_required=True
)
handed_over = declare(
    "payment_run.handed_over", _("Handed the lists over to the providers"), requires=("month", "files")
)
paying_started = declare("payment_run.paying_started", _("Providers began to pay"), requires=("month",))
report_closed = declare(
    "payment_run.report_closed", _("Closed the providers' report"), requires=("month", "unanswered")
)
reconciled = declare("payment_run.reconciled", _("Reconciled the month"), requires=("month", "files"))
report_reopened = declare(
    "payment_run.report_reopened", _("Sent the settlement report back"), reason_required=True
)
settled = declare("payment_run.settled", _("Settled the month"), requires=("month", "files"))
FILE = ("count", "total", "sha256")
file_downloaded = declare("provider_file.downloaded", _("Downloaded a provider's file"), requires=FILE)
sheet_exported = declare("provider_file.sheet_exported", _("Exported an answer sheet"), requires=FILE)
minutes_printed = declare("provider_file.minutes_printed", _("Printed the hand-over minutes"), requires=FILE)
answer_taken = declare(
    "result_file.taken",
    _("Took in a provider's answer"),
    requires=("sha256", "rows", "recorded", "same", "findings"),
)
result_recorded = declare(
    "payment_result.recorded", _("Recorded what became of a payment"), requires=("state",)
)
result_finding_settled = declare(
    "result_finding.settled",
    _("Settled a row that fits no payment"),
    requires=("kind",),
    reason_required=True,
)
holds_placed = declare(
    "payment_run.holds_placed", _("Held payments after deaths and stops"), requires=("count", "total")
)
hold_placed = declare("hold.placed", _("Held a payment"), requires=("reference",), reason_required=True)
hold_lifted = declare("hold.lifted", _("Lifted the hold of a payment"), reason_required=True)
holds_sent = declare("hold_notice.sent", _("Sent a notice of held payments"), requires=FILE)
notice_downloaded = declare(
    "hold_notice.downloaded", _("Downloaded a notice of held payments"), requires=FILE
)
settlement_printed = declare(
    "settlement.printed", _("Printed the settlement report"), requires=("month", "state")
)
settlement_exported = declare(
    "settlement.exported", _("Exported the settlement report"), requires=("month", "state")
)
receipt_printed = declare("receipt.printed", _("Printed a receipt"), requires=("reference",))
