"""Words for causes of proposed cases and for life events."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policy.causes import BY_CODE, Cause, ProposedKind
from policy.life import EndedCondition, LifeEventKind, Link, RelationKind

CAUSE_NAMES: dict[str, str | Promise] = {
    Cause.AGE_AMOUNT: _("Birthday: another amount"),
    Cause.AGE_ENDS: _("Age limit"),
    Cause.AGE_22_ENDS: _("22 years, older decree"),
    Cause.STUDIES: _("16 years: studies"),
    Cause.CLAUSE_8: _("16 years: clause for adults"),
    Cause.PENSION_75: _("75 years: social pension"),
    Cause.CERTIFICATE_AT_6: _("6 years: disability certificate"),
    Cause.CERTIFICATE_EXPIRES: _("Disability certificate expires"),
    Cause.COURSE_ENDS: _("End of the course"),
    Cause.CHILD_TURNS_16: _("A child turns 16"),
    Cause.CHILD_COURSE_ENDS: _("End of a child's course"),
    Cause.POVERTY_MISSING: _("Poverty status missing"),
    Cause.POVERTY_ENDED: _("No longer poor or near-poor"),
    Cause.RECORDED_END: _("End recorded"),
    Cause.RECORDED_SUSPENSION: _("Suspension recorded"),
    Cause.DIED: _("Death"),
    Cause.FUNERAL: _("Funeral support"),
    Cause.DECLARED_MISSING: _("Declared missing by a court"),
    Cause.FOUND_AGAIN: _("Found again"),
    Cause.SERVES_SENTENCE: _("Sentence or compulsory measure"),
    Cause.RELEASED: _("Release"),
    Cause.MOVED_AWAY: _("Moved away"),
    Cause.CONDITION_ENDED: _("End of a condition"),
    Cause.IN_FACILITY: _("Entered a facility"),
    Cause.LEFT_FACILITY: _("Left a facility"),
    Cause.MARRIED: _("Marriage"),
    Cause.ADOPTED: _("Adoption"),
    Cause.CARED_PERSON_GONE: _("Person cared for is gone"),
    Cause.CARER_GONE: _("Carer is gone"),
    Cause.GUARDIAN_GONE: _("Guardian is gone"),
    Cause.PARENT_GONE: _("Parent is gone: clause 1"),
    Cause.PARENT_CHANGED: _("State of a parent changed"),
    Cause.PARENT_BACK: _("Parent is back"),
    Cause.SUPPORTER_GONE: _("Supporter is gone: clause 5"),
    Cause.SUPPORTER_BACK: _("Supporter is back"),
    Cause.CHILD_GONE: _("A child no longer counts"),
    Cause.SPOUSE_GONE: _("Husband or wife is gone: clause 4"),
    Cause.SPOUSE_BACK: _("Husband or wife is back"),
    Cause.HOUSEHOLD_NOT_POOR: _("Household left the list"),
}

PROPOSED_KINDS: dict[str, str | Promise] = {
    ProposedKind.NEW: _("New allowance"),
    ProposedKind.ADJUST: _("Adjustment"),
    ProposedKind.STOP: _("Stop"),
    ProposedKind.SUSPEND: _("Suspension"),
    ProposedKind.RESUME: _("Resumption"),
    ProposedKind.REVIEW: _("Review"),
}

LIFE_LABELS: dict[type[StrEnum], dict[str, str | Promise]] = {
    LifeEventKind: {
        LifeEventKind.DEATH: _("Death"),
        LifeEventKind.MISSING: _("Declared missing by a court"),
        LifeEventKind.FOUND: _("Found again"),
        LifeEventKind.SENTENCE: _("Prison sentence or compulsory measure"),
        LifeEventKind.RELEASE: _("Release"),
        LifeEventKind.MOVED: _("Moved away"),
        LifeEventKind.CONDITION_ENDED: _("End of a condition"),
        LifeEventKind.ENTERED_FACILITY: _("Entered a facility"),
        LifeEventKind.LEFT_FACILITY: _("Left a facility"),
        LifeEventKind.MARRIAGE: _("Marriage"),
        LifeEventKind.ADOPTED: _("Adoption"),
    },
    EndedCondition: {
        EndedCondition.POVERTY: _("The household is neither poor nor near-poor any more"),
        EndedCondition.STUDIES: _("No longer studying"),
        EndedCondition.DISABILITY: _("The disability is no longer severe"),
        EndedCondition.NO_PENSION: _("Now has a pension or monthly social-insurance allowance"),
        EndedCondition.NO_INCOME: _("Now has a stable monthly income"),
        EndedCondition.NO_SUPPORTER: _("Now has somebody obliged and able to support"),
    },
    RelationKind: {
        RelationKind.PARENT: _("Father or mother"),
        RelationKind.SPOUSE: _("Husband or wife"),
        RelationKind.CARER: _("Carer"),
        RelationKind.SUPPORTER: _("Obliged to support"),
        RelationKind.GUARDIAN: _("Guardian"),
    },
    Link: {
        Link.CHILD: _("Child"),
        Link.PARENT: _("Father or mother"),
        Link.SPOUSE: _("Husband or wife"),
        Link.CARER: _("Carer"),
        Link.CARED_FOR: _("Person cared for"),
        Link.SUPPORTED: _("Person to be supported"),
        Link.SUPPORTER: _("Obliged to support"),
        Link.WARD: _("Person under guardianship"),
        Link.GUARDIAN: _("Guardian"),
        Link.HOUSEHOLD: _("Of the same household"),
    },
}


def cause_sentence(code: str) -> str:
    """Why something is proposed, in the language of the reader."""
    return gettext(BY_CODE[code].sentence)


def cause_name(code: str) -> str:
    """The short name of a cause."""
    return str(CAUSE_NAMES[BY_CODE[code]])
