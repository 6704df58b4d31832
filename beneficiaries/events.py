"""What the trail says about people."""

from django.utils.translation import gettext_lazy as _

from audit.events import declare

registered = declare("person.registered", _("Registered the person"), requires=("code", "name"))
updated = declare("person.updated", _("Corrected the person's details"))
facts_recorded = declare("person.facts_recorded", _("Recorded the person's facts"), requires=("fields",))
died = declare("person.died", _("Recorded the death"), requires=("died_on",))
account_set = declare("person.account_set", _("Changed how the person is paid"), requires=("method",))
account_proposed = declare(
    "person.account_proposed", _("Entered a change of how the person is paid"), requires=("method",)
)
account_confirmed = declare(
    "person.account_confirmed", _("Confirmed how the person is paid"), requires=("method", "usable_from")
)
account_declined = declare(
    "person.account_declined",
    _("Declined a change of how the person is paid"),
    requires=("method",),
    reason_required=True,
)
collector_set = declare("person.collector_set", _("Changed who collects on behalf"), requires=("name",))
household_set = declare("person.household_set", _("Changed the household"), requires=("household",))
poverty_recorded = declare(
    "household.poverty_recorded", _("Recorded the poverty status of a household"), requires=("year", "status")
)
finding_settled = declare("finding.settled", _("Settled a finding"), requires=("code",), reason_required=True)
exported = declare("person.exported", _("Exported the list of people"), requires=("rows",))
event_recorded = declare(
    "person.event_recorded", _("Recorded a life event"), requires=("kind", "happened_on")
)
relation_added = declare("relation.added", _("Added a relation"), requires=("kind", "other"))
relation_ended = declare("relation.ended", _("Ended a relation"), requires=("kind", "other", "valid_to"))
