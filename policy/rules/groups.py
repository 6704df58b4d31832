"""Which groups a person fits on a day, why, and what each would pay. Article 5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy.enums import Outcome, Programme, Slot
from policy.facts import Facts
from policy.law import Group, Law
from policy.months import first_of
from policy.reasons import Finding, Reason
from policy.rules.amounts import Due, monthly_due
from policy.rules.conditions import children_counted, combine, judge


@dataclass(frozen=True)
class GroupAssessment:
    """One group judged for one person: True fits, False does not, None cannot be told (see `needs`)."""

    group: str
    programme: Programme
    slot: Slot
    name_vi: str
    code: str
    article: str
    fits: bool | None
    findings: tuple[Finding, ...]
    due: Due
    adds_to_single_parent: bool = False

    @property
    def amount(self) -> int:
        """Đồng for the month assessed; 0 when the group does not fit, what it may come to when not told."""
        return 0 if self.fits is False else self.due.amount

    @property
    def units(self) -> int:
        return self.due.units

    @property
    def needs(self) -> tuple[str, ...]:
        """The facts that would settle what cannot be told."""
        if self.fits is not None:
            return ()
        return tuple(dict.fromkeys(f.field for f in self.findings if f.outcome == Outcome.UNKNOWN))

    @property
    def unmet(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome == Outcome.UNMET)


def assess(
    facts: Facts, on: date, law: Law, province: str | None = None, *, held: str = ""
) -> tuple[GroupAssessment, ...]:
    """Judge every group in force on a day: fitting ones first, dearest first, then those not yet told.

    Groups that only carry on old lists are not proposed, but for the one `held`. Articles 5 and 6.
    """
    groups = [group for group in law.groups_on(on) if group.proposed or group.key == held]
    articles = {group.key: law.cite(group.article, group.instrument) for group in groups}
    findings = {group.key: judge(group, facts, on, articles[group.key]) for group in groups}
    found = {key: combine(finding.outcome for finding in rows) for key, rows in findings.items()}
    for group in groups:
        if group.not_in:
            findings[group.key] += _exclusions(group, found, findings, articles[group.key])
            found[group.key] = combine(finding.outcome for finding in findings[group.key])
    assessments = [
        GroupAssessment(
            group=group.key,
            programme=group.programme,
            slot=group.slot,
            name_vi=group.name_vi,
            code=group.code,
            article=articles[group.key],
            fits=found[group.key],
            findings=findings[group.key],
            due=_due(group, facts, on, law, province),
            adds_to_single_parent=group.adds_to_single_parent,
        )
        for group in groups
    ]
    order = {True: 0, None: 1, False: 2}
    return tuple(sorted(assessments, key=lambda item: (order[item.fits], -item.amount)))


def fits_group(key: str, assessed: tuple[GroupAssessment, ...], law: Law, on: date) -> bool | None:
    """Whether someone assessed on a day fits a group; one carried on from old lists by its points.

    A group the law does not name on that day fits nobody.
    """
    found = next((item for item in assessed if item.group == key), None)
    if found is not None:
        return found.fits
    named = law.group(key, on)
    if named is None:
        return False
    answers = {item.fits for item in assessed if item.code.startswith(f"{named.code}.")}
    return True if True in answers else None if None in answers or not answers else False


def _exclusions(
    group: Group,
    found: dict[str, bool | None],
    findings: dict[str, tuple[Finding, ...]],
    article: str,
) -> tuple[Finding, ...]:
    """The groups that exclude this one: one finding, or one per fact that would tell."""
    fitting = [key for key in group.not_in if found.get(key)]
    if fitting:
        return (Finding(Reason.NOT_IN_OTHER_GROUP, Outcome.UNMET, article, fact=",".join(fitting)),)
    open_keys = [key for key in group.not_in if key in found and found[key] is None]
    if not open_keys:
        return (Finding(Reason.NOT_IN_OTHER_GROUP, Outcome.MET, article),)
    needed = dict.fromkeys(
        finding.field for key in open_keys for finding in findings[key] if finding.outcome == Outcome.UNKNOWN
    )
    fact = ",".join(open_keys)
    return tuple(
        Finding(Reason.NOT_IN_OTHER_GROUP, Outcome.UNKNOWN, article, fact=fact, field=field)
        for field in needed
    )


def _due(group: Group, facts: Facts, on: date, law: Law, province: str | None) -> Due:
    units = children_counted(group, facts, on)[0] if group.per_child else 1
    return monthly_due(
        group=group.key,
        units=units,
        born=facts.born,
        month=first_of(on),
        known_on=on,
        law=law,
        province=province,
        died_on=facts.died_on,
    )
