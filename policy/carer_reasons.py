"""Why somebody may be a carer or not; sentences as in `reasons.py`."""

from __future__ import annotations

from policy.reasons import ReasonCode


def _(sentence: str) -> str:
    """Mark a sentence for extraction without importing Django here."""
    return sentence


class CarerReason(ReasonCode):
    """Conditions on carers: Articles 22 and 23 of Decree 20/2021, Articles 19 and 20 of Decree 335/2026."""

    CAPACITY = (
        "carer_capacity",
        _("The carer has full civil capacity and keeps the law."),
        _("The carer lacks full civil capacity or does not keep the law."),
        _("It is not known whether the carer has full civil capacity and keeps the law."),
    )
    VOLUNTARY = (
        "carer_voluntary",
        _("The carer takes the person in of free will."),
        _("The carer does not take the person in of free will."),
        _("It is not known whether the carer takes the person in of free will."),
    )
    HOME = (
        "carer_home",
        _("The carer has a stable home with room for the person."),
        _("The carer has no stable home with room for the person."),
        _("It is not known whether the carer has a stable home with room for the person."),
    )
    MEANS = (
        "carer_means",
        _("The carer has the economic means."),
        _("The carer does not have the economic means."),
        _("It is not known whether the carer has the economic means."),
    )
    HEALTH = (
        "carer_health",
        _("The carer has the health and experience for it."),
        _("The carer does not have the health or experience for it."),
        _("It is not known whether the carer has the health and experience for it."),
    )
    SPOUSE_CAPACITY = (
        "spouse_capacity",
        _("The carer's husband or wife, if living together, has full civil capacity and keeps the law."),
        _("The carer's husband or wife lacks full civil capacity or does not keep the law."),
        _("It is not known whether the carer's husband or wife has full civil capacity and keeps the law."),
    )
    SPOUSE_VOLUNTARY = (
        "spouse_voluntary",
        _("The carer's husband or wife, if living together, agrees of free will."),
        _("The carer's husband or wife does not agree of free will."),
        _("It is not known whether the carer's husband or wife agrees of free will."),
    )
    SPOUSE_HEALTH = (
        "spouse_health",
        _("The carer's husband or wife, if living together, has the health and experience for it."),
        _("The carer's husband or wife does not have the health or experience for it."),
        _("It is not known whether the carer's husband or wife has the health and experience for it."),
    )
    NO_ILL_TREATMENT = (
        "no_ill_treatment",
        _("The carer has not ill-treated the person taken in."),
        _("The carer has ill-treated the person taken in."),
        _("It is not known whether the carer has ill-treated the person taken in."),
    )
    NO_PROFITEERING = (
        "no_profiteering",
        _("The carer does not make a profit of the care."),
        _("The carer makes a profit of the care."),
        _("It is not known whether the carer makes a profit of the care."),
    )
    STILL_ABLE = (
        "still_able",
        _("The carer is still able to care for the person."),
        _("The carer is no longer able to care for the person."),
        _("It is not known whether the carer is still able to care for the person."),
    )
    RIGHTS_KEPT = (
        "rights_kept",
        _("The carer has not gravely violated the rights of the person taken in."),
        _("The carer has gravely violated the rights of the person taken in."),
        _("It is not known whether the carer has gravely violated the rights of the person taken in."),
    )
    NO_SANCTION = (
        "no_sanction",
        _("The carer was neither sanctioned in this field nor convicted."),
        _("The carer was sanctioned in this field or convicted."),
        _("It is not known whether the carer was sanctioned in this field or convicted."),
    )
    KIN_EXCUSED = (
        "kin_excused",
        _("Close kin of a child of clause 1 are excused from this condition."),
        _("Only close kin of a child of clause 1 are excused from this condition."),
        _("It is not known whether the carer is close kin of a child of clause 1, and so excused from this."),
    )
