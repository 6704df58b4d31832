"""What the trail says about offices and roles."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

delegated = declare(
    "role.delegated",
    _("Delegated a role"),
    requires=("role", "holder", "deputy", "power", "document", "valid_from", "valid_to"),
)
delegation_ended = declare(
    "role.delegation_ended", _("Ended a delegation early"), requires=("valid_to",), reason_required=True
)
