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
