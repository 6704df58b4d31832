"""What the trail says about reports."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

changes_exported = declare("report.changes_exported", _("Exported the changes ahead"), requires=("rows",))
explanation_printed = declare(
    "person.explanation_printed", _("Printed an explanation of the allowances"), requires=("month",)
)
whatif_exported = declare(
    "report.whatif_exported", _("Exported a what-if"), requires=("from_month", "persons", "year_change")
)
