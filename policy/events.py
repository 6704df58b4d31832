"""What the trail says about the law."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

change_proposed = declare(
    "law_change.proposed", _("Proposed a change of the law"), requires=("kind", "data"), reason_required=True
)
change_confirmed = declare(
    "law_change.confirmed", _("Confirmed the change: it is law now"), requires=("kind", "state", "row")
)
change_rejected = declare(
    "law_change.rejected",
    _("Rejected the change: the law stays as it was"),
    requires=("kind", "state"),
    reason_required=True,
)
