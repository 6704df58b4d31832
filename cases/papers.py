"""Which papers a request needs. Pure."""

from __future__ import annotations

from enum import Enum

from policy.enums import GroupKey


def _(sentence: str) -> str:
    """Mark a sentence for translation without importing Django."""
    return sentence


class Paper(Enum):
    """A paper of a file: its key, and its neutral name (health is never named on a paper)."""

    FORM_01 = ("form_01", _("Declaration, form 01 of Decree 335/2026/ND-CP"))
    IDENTITY = ("identity", _("Identity card or birth certificate"))
    PARENTS = ("parents", _("Papers about the father and the mother"))
    STUDY = ("study", _("Confirmation of studies"))
    MEDICAL = ("medical", _("Confirmation by a medical facility"))
    POVERTY = ("poverty", _("Certificate of a poor or near-poor household"))
    MARITAL = ("marital", _("Papers about the marriage"))
    CHILDREN = ("children", _("Birth certificates of the children raised"))
    DISABILITY = ("disability", _("Disability certificate"))
    CARE = ("care", _("Undertaking of the person who gives care"))

    def __init__(self, key: str, sentence: str) -> None:
        self.key = key
        self.sentence = sentence


P = Paper
_ALWAYS = (P.FORM_01, P.IDENTITY)
_CLAUSE_1 = (P.PARENTS,)

_BY_GROUP: dict[str, tuple[Paper, ...]] = {
    GroupKey.YOUTH_STUDYING: (P.STUDY,),
    GroupKey.CHILD_HIV: (P.MEDICAL, P.POVERTY),
    GroupKey.SINGLE_PARENT: (P.MARITAL, P.CHILDREN, P.POVERTY),
    GroupKey.ELDERLY_POOR: (P.POVERTY,),
    GroupKey.ELDERLY_FACILITY_ELIGIBLE: (P.POVERTY, P.CARE),
    GroupKey.DISABILITY_EXTREME: (P.DISABILITY,),
    GroupKey.DISABILITY_SEVERE: (P.DISABILITY,),
    GroupKey.TODDLER_POOR: (P.POVERTY,),
    GroupKey.ADULT_HIV: (P.MEDICAL, P.POVERTY),
    GroupKey.PENSION_75: (),
    GroupKey.PENSION_70: (P.POVERTY,),
}


def papers_for(group_key: str) -> tuple[Paper, ...]:
    """Papers to hand in, or to verify in a national database. Decree 335/2026/ND-CP, Article 7."""
    return _ALWAYS + _BY_GROUP.get(group_key, _CLAUSE_1)


def paper_named(key: str) -> Paper:
    """Find a paper by its key. Raises KeyError."""
    for paper in Paper:
        if paper.key == key:
            return paper
    raise KeyError(key)
