"""The reckoners of supports: address, words and form of each. Nothing typed there is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policy.enums import Chapter
from policy.forms import reckoner as forms


@dataclass(frozen=True)
class Reckoner:
    """One kind of support to reckon; `note` says what the law leaves open."""

    slug: str
    chapter: Chapter
    label: Promise
    form: type[forms.ReckonerForm]
    monthly: bool = False
    note: Promise | str = ""

    @property
    def url_name(self) -> str:
        return f"law_support_{self.slug}"


RECKONERS: tuple[Reckoner, ...] = (
    Reckoner("care", Chapter.CARE, _("Support for carers, a month"), forms.CareForm, monthly=True),
    Reckoner("carer", Chapter.CARE, _("Who may take someone in"), forms.CarerForm),
    Reckoner("food", Chapter.PROTECTION, _("Food in emergency protection"), forms.ProtectionForm),
    Reckoner("treatment", Chapter.PROTECTION, _("Treatment in emergency protection"), forms.TreatmentForm),
    Reckoner("transport", Chapter.PROTECTION, _("Taking home or to a facility"), forms.TransportForm),
    Reckoner(
        "funeral", Chapter.FUNERAL, _("Funeral, also of those who died in a disaster or accident"),
        forms.FuneralForm,
    ),
    Reckoner("rice", Chapter.EMERGENCY, _("Rice for households short of food"), forms.RiceForm),
    Reckoner("essentials", Chapter.EMERGENCY, _("Essential goods"), forms.EssentialsForm),
    Reckoner("injury", Chapter.EMERGENCY, _("Serious injury"), forms.InjuryForm),
    Reckoner(
        "house", Chapter.EMERGENCY, _("House destroyed, damaged or to be moved at once"), forms.HouseForm
    ),
    Reckoner(
        "facility", Chapter.FACILITY, _("Nurturing in a facility, a month"), forms.FacilityForm, monthly=True
    ),
    Reckoner("ceilings", Chapter.FACILITY, _("What a facility may spend at most"), forms.CeilingsForm),
    Reckoner(
        "visit", Chapter.VISITS, _("Visits and gifts"), forms.VisitForm,
        note=_("The text at hand names three levels and does not say whom each is for: see Article 14."),
    ),
)  # fmt: skip
BY_SLUG = {row.slug: row for row in RECKONERS}
