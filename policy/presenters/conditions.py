"""The conditions of a group in plain words, as its instrument sets them."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from policy.enums import Outcome, ParentState
from policy.facts import Facts
from policy.labels import group_label, label, sentence
from policy.law import Group
from policy.reasons import Finding, Reason, ReasonCode
from policy.rules import judge
from policy.rules.conditions import CHILD_AGE


def conditions_in_words(group: Group) -> list[str]:
    """Every condition, as a sentence that holds for whoever is in the group. Article 5."""
    reasons: dict[ReasonCode, Finding] = {}
    for finding in judge(group, Facts(), dt.date.max, ""):
        reasons.setdefault(finding.reason, finding)
    lines = [_in_words(group, finding) for finding in reasons.values()]
    if group.not_in:
        others = ", ".join(group_label(key) for key in _outlined(group.not_in))
        lines.append(_("The person is in none of these groups: %(groups)s.") % {"groups": others})
    if not group.proposed:
        lines.append(_("Carried on from earlier lists; never proposed."))
    return lines


def _in_words(group: Group, finding: Finding) -> str:
    if finding.reason == Reason.PARENTS_CANNOT_CARE:
        one, other = (
            _(" or ").join(label(ParentState(state)).lower() for state in states)
            for states in (group.parents_first, group.parents_second)
        )
        return _("One parent: %(one)s; the other: %(other)s.") % {"one": one, "other": other}
    if finding.reason == Reason.RAISES_CHILDREN:
        words = {"child": CHILD_AGE, "limit": group.child_study_below}
        if group.child_study_below:
            return _("Raises a child under %(child)s, or under %(limit)s and studying.") % words
        return _("Raises a child under %(child)s, or older and studying without a break.") % words
    met = Finding(finding.reason, Outcome.MET, number=finding.number)
    return sentence(met)


def _outlined(keys: tuple[str, ...]) -> list[str]:
    """The groups named, those of clause 1 by the one that stands for all."""
    without_care = [key for key in keys if key.startswith("child_") and key != "child_hiv"]
    rest = [key for key in keys if key not in without_care]
    return (["child_no_care"] if without_care else []) + rest
