"""What the trail says about cases."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

prompt_proposed = declare(
    "prompt.proposed", _("Proposed a case"), requires=("person", "kind", "reason", "about_month")
)
prompt_renewed = declare("prompt.renewed", _("Renewed a proposed case"), requires=("kind",))
prompt_answered = declare("prompt.answered", _("Opened a proposed case"), requires=("case", "kind"))
prompt_dismissed = declare(
    "prompt.dismissed", _("Dismissed a proposed case"), requires=("reason",), reason_required=True
)
prompt_lapsed = declare(
    "prompt.lapsed",
    _("Closed a proposed case whose cause is gone"),
    requires=("reason",),
    reason_required=True,
)
opened = declare("case.opened", _("Opened a draft of a case"), requires=("person",))
change_opened = declare(
    "case.change_opened",
    _("Opened a change of an allowance"),
    requires=("person", "kind", "decision_number"),
    reason_required=True,
)
change_recorded = declare(
    "case.change_recorded",
    _("Recorded what the change is"),
    requires=("cause", "event_on", "effective_month", "clause"),
)
facts_recorded = declare("case.facts_recorded", _("Recorded the facts of a case"))
group_chosen = declare("case.group_chosen", _("Chose the group applied for"), requires=("clause",))
intake_recorded = declare(
    "case.intake_recorded", _("Recorded the papers and the applicant"), requires=("papers",)
)
received = declare("case.received", _("Received the file"), requires=("code", "due_on"))
appraisal_started = declare("case.appraisal_started", _("Began the appraisal"))
returned = declare(
    "case.returned", _("Returned the file for supplement"), requires=("number",), reason_required=True
)
resumed = declare("case.resumed", _("Received the supplement"), requires=("attempt", "due_on"))
appraised = declare("case.appraised", _("Appraised the file"), requires=("proposal",))
approved = declare("case.approved", _("Approved the proposal"), requires=("proposal",))
sent_back = declare("case.sent_back", _("Sent the file back to appraisal"), reason_required=True)
signed = declare(
    "case.signed",
    _("Signed the decision"),
    requires=("decision_number", "decided_on", "start_month", "amount"),
)
refused = declare("case.refused", _("Refused the request"), requires=("number",), reason_required=True)
withdrawn = declare("case.withdrawn", _("Recorded the withdrawal"), reason_required=True)
explanation_printed = declare(
    "case.explanation_printed", _("Printed an explanation of the allowance"), requires=("month",)
)
document_printed = declare("document.printed", _("Printed a document"), requires=("kind", "number"))
scans_added = declare("scan.added", _("Added scans of a paper"), requires=("paper", "version", "sha256"))
scan_viewed = declare("scan.viewed", _("Viewed a scan"), requires=("paper", "version", "sheet"))
scan_taken_back = declare("scan.taken_back", _("Took back a scan"), reason_required=True)
