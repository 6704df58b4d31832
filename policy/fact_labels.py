"""Words for the facts beside the conditions themselves: studies, papers, pensions, supporters, areas."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policy.enums import (
    DifficultyClass,
    DisabilityType,
    EvidenceKind,
    SiAllowanceKind,
    StudyLevel,
    SupporterIncome,
)

MORE_LABELS: dict[type[StrEnum], dict[str, str | Promise]] = {
    SupporterIncome: {
        SupporterIncome.MONTHLY_ASSISTANCE: _("Monthly social assistance"),
        SupporterIncome.SOCIAL_PENSION: _("Social pension"),
        SupporterIncome.PENSION: _("Pension or monthly social-insurance allowance"),
        SupporterIncome.OWN_INCOME: _("Wages or other own income"),
        SupporterIncome.NOTHING: _("No allowance"),
    },
    SiAllowanceKind: {
        SiAllowanceKind.LOSS_OF_CAPACITY: _("Loss of working capacity"),
        SiAllowanceKind.WORK_INJURY: _("Work injury or occupational disease"),
        SiAllowanceKind.SURVIVOR: _("Survivor's allowance of social insurance"),
        SiAllowanceKind.OTHER: _("Another monthly allowance"),
    },
    DisabilityType: {
        DisabilityType.MOVEMENT: _("Disability of movement"),
        DisabilityType.HEARING_SPEECH: _("Disability of hearing, speech"),
        DisabilityType.SIGHT: _("Disability of sight"),
        DisabilityType.MENTAL: _("Disability of nerves, mind"),
        DisabilityType.INTELLECTUAL: _("Disability of intellect"),
        DisabilityType.OTHER: _("Another type of disability"),
    },
    StudyLevel: {
        StudyLevel.GENERAL: _("General education"),
        StudyLevel.CONTINUING: _("Continuing education"),
        StudyLevel.VOCATIONAL: _("Vocational training"),
        StudyLevel.SECONDARY_PROFESSIONAL: _("Professional secondary school"),
        StudyLevel.COLLEGE: _("College"),
        StudyLevel.UNIVERSITY_FIRST: _("University, first degree"),
        StudyLevel.OTHER: _("Second degree, postgraduate or short course"),
    },
    DifficultyClass: {
        DifficultyClass.SPECIAL: _("Area of special difficulty"),
        DifficultyClass.DIFFICULT: _("Area of difficulty"),
        DifficultyClass.ORDINARY: _("No difficulty class"),
    },
    EvidenceKind: {
        EvidenceKind.BIRTH_CERTIFICATE: _("Birth certificate"),
        EvidenceKind.DEATH_EXTRACT: _("Extract of the death record"),
        EvidenceKind.COURT_DECISION: _("Decision of the court"),
        EvidenceKind.FACILITY_CONFIRMATION: _("Confirmation by the facility"),
        EvidenceKind.SENTENCE_PAPER: _("Decision on the sentence or measure"),
        EvidenceKind.ABANDONMENT_MINUTES: _("Minutes on the abandoned child"),
        EvidenceKind.ADOPTION_CERTIFICATE: _("Certificate of adoption"),
        EvidenceKind.SCHOOL_CONFIRMATION: _("Confirmation by the school"),
        EvidenceKind.MEDICAL_CONFIRMATION: _("Confirmation by a medical facility"),
        EvidenceKind.MARRIAGE_CERTIFICATE: _("Marriage certificate"),
        EvidenceKind.MARITAL_CONFIRMATION: _("Confirmation of the marital state"),
        EvidenceKind.DISABILITY_CERTIFICATE: _("Disability certificate"),
        EvidenceKind.POVERTY_CERTIFICATE: _("Certificate of a poor or near-poor household"),
        EvidenceKind.PENSION_CONFIRMATION: _("Confirmation by social insurance"),
        EvidenceKind.COMMUNE_CONFIRMATION: _("Confirmation by the commune People's Committee"),
        EvidenceKind.CARE_UNDERTAKING: _("Undertaking of the person who gives care"),
        EvidenceKind.DECISION: _("Decision on an allowance"),
        EvidenceKind.AREA_LIST: _("List of areas of difficulty"),
        EvidenceKind.NATIONAL_DATABASE: _("Looked up in a national database"),
        EvidenceKind.OTHER: _("Another paper"),
    },
}

MORE_FACT_LABELS: dict[str, str | Promise] = {
    "adopted_on": _("Adopted on"),
    "study_level": _("Level of study"),
    "school": _("School"),
    "course_ends_on": _("The course ends on"),
    "study_pauses": _("Breaks in the studies"),
    "poverty_year": _("Year of the poverty status"),
    "supporters": _("List of people obliged to support"),
    "disability_types": _("Types of disability"),
    "certificate_number": _("Number of the disability certificate"),
    "certificate_on": _("Date of the disability certificate"),
    "certificate_expires_on": _("The disability certificate is valid until"),
    "pension_amount": _("Pension, đồng a month"),
    "si_allowance_amount": _("Social-insurance allowance, đồng a month"),
    "si_allowance_kind": _("Kind of social-insurance allowance"),
    "evidence": _("Papers the facts rest on"),
}

MORE_FACT_ENUMS: dict[str, type[StrEnum]] = {
    "study_level": StudyLevel,
    "si_allowance_kind": SiAllowanceKind,
}
