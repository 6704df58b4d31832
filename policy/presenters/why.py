"""Why this group and why this month, in sentences to be read aloud; health only to those who may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from policy.enums import HEALTH_FACT, HEALTH_GROUPS, Outcome
from policy.facts import Facts
from policy.labels import fact_label, fact_words, group_label, sentence
from policy.law import Law
from policy.presenters.facts import grounds
from policy.presenters.months import before_words, years_words
from policy.presenters.rows import ages_words
from policy.presenters.sums import arithmetic, coefficient_text, dong
from policy.reasons import Finding, Reason
from policy.rules import GroupAssessment, MonthExplained, MonthPart, WhyGroup, why_group
from ui.presenters import CheckItem, NearWords, Tone, WhyWords


def finding_check(finding: Finding, facts: Facts, *, health: bool = True) -> CheckItem:
    """A condition of the law as a line of a checklist, with the fact and the paper it rests on."""
    shown = finding if health else _without_health(finding)
    # Words on a paper are typed by people: a reader who may not know of health gets the fact alone.
    return CheckItem(
        sentence(shown), shown.outcome.value, grounds(shown, facts) if health else fact_words(shown)
    )


def checks_of(findings: Iterable[Finding], facts: Facts, *, health: bool) -> tuple[CheckItem, ...]:
    """Conditions this reader may see: nothing of health, nor of another group that only health gives."""
    return tuple(
        finding_check(finding, facts, health=health)
        for finding in findings
        if health or not _of_health(finding)
    )


def _of_health(finding: Finding) -> bool:
    excluding = finding.fact.split(",") if finding.reason == Reason.NOT_IN_OTHER_GROUP else []
    return finding.field == HEALTH_FACT or (any(excluding) and set(excluding) <= HEALTH_GROUPS)


def _without_health(finding: Finding) -> Finding:
    if finding.reason != Reason.NOT_IN_OTHER_GROUP:
        return finding
    keys = [key for key in finding.fact.split(",") if key and key not in HEALTH_GROUPS]
    return replace(finding, fact=",".join(keys))


def why_in_words(facts: Facts, group: str, on: dt.date, law: Law, *, province: str, health: bool) -> WhyWords:
    """Why a person is in a group on facts as they are, for this reader.

    To a reader who may not know of health the neighbours are weighed as if nobody had told of it.
    """
    why = why_group(facts, group, on, law, province)
    if not health:
        seen = why_group(facts.without_health(), group, on, law, province)
        why = replace(why, near=seen.near, choice=seen.choice)
    return why_words(why, facts, health=health)


def why_words(why: WhyGroup, facts: Facts, *, health: bool) -> WhyWords:
    """A group weighed, in words; of groups of health only the person's own is named."""
    applied = why.applied
    given = {item.assessment.group: item.finding for item in why.choice.set_aside}
    chosen = {item.group for item in why.choice.chosen}
    near = tuple(
        _near(item, given.get(item.group), item.group in chosen, facts, health)
        for item in why.near
        if health or item.group not in HEALTH_GROUPS
    )
    answer, tone = _answer(applied)
    fields = [field for field in applied.needs if health or field != HEALTH_FACT] if applied else []
    return WhyWords(
        name=group_label(why.group),
        article=applied.article if applied else "",
        on=f"{why.on:%d/%m/%Y}",
        answer=answer,
        tone=tone,
        checks=checks_of(applied.findings, facts, health=health) if applied else (),
        needs=needs_words(fields),
        near=near,
    )


def _answer(applied: GroupAssessment | None) -> tuple[str, Tone]:
    if applied is None:
        return _("The law does not name this group on that day"), "neutral"
    answers: dict[bool | None, tuple[str, Tone]] = {
        True: (_("All conditions are met"), "good"),
        False: (_("A condition is not met"), "bad"),
        None: (_("Cannot be told for certain yet"), "warn"),
    }
    return answers[applied.fits]


def _near(
    item: GroupAssessment, finding: Finding | None, chosen: bool, facts: Facts, health: bool
) -> NearWords:
    open_findings = [each for each in item.findings if each.outcome != Outcome.MET]
    if finding is not None:
        why = _("Fits too: %(amount)s đồng. %(reason)s") % {
            "amount": dong(item.amount),
            "reason": sentence(finding),
        }
    elif chosen:
        why = _("Fits too: %(amount)s đồng.") % {"amount": dong(item.amount)}
    elif item.fits is None:
        why = _("Cannot be told for certain yet")
    else:
        why = _("Not this group")
    return NearWords(
        group_label(item.group), item.article, why, checks_of(open_findings, facts, health=health)
    )


def needs_words(fields: Iterable[str]) -> str:
    """What would settle what cannot be told; "" when nothing is open."""
    names = ", ".join(fact_label(field) for field in fields)
    return _("Cannot be told for certain yet; needed: %(facts)s.") % {"facts": names} if names else ""


def part_sentences(part: MonthPart) -> list[str]:
    """One allowance of a month: group, age and band, base, coefficient, the sum, what is to be said."""
    due = part.due
    lines = []
    if due.citation:
        lines.append(f"{group_label(due.group)} ({due.citation}).")
    if due.amount:
        lines += [*_age_lines(part), *_base_lines(part)]
        words = {"value": coefficient_text(due.coefficient), "article": due.coefficient_article}
        lines += [_("Coefficient %(value)s (%(article)s).") % words, f"{arithmetic(due)}."]
    return [*lines, *map(before_words, part.before), *part_remarks(part)]


def part_remarks(part: MonthPart) -> list[str]:
    """What the sum of an allowance does not show: reasons, and what it gives way to."""
    lines = [sentence(finding) for finding in part.due.reasons]
    if part.gives_way is not None:
        lines.append(
            _("On the books beside an allowance it does not go with. %(reason)s")
            % {"reason": sentence(part.gives_way)}
        )
    return lines


def month_remarks(explained: MonthExplained, *, health: bool) -> list[str]:
    """What a person's month says beyond each allowance: what goes together, what gives way, what is open."""
    lines = [sentence(finding) for finding in explained.reasons]
    lines += [
        _("Not paid beside it: %(group)s (%(article)s), %(amount)s đồng.") % _group_words(item.assessment)
        for item in explained.set_aside
        if health or item.assessment.group not in HEALTH_GROUPS
    ]
    lines += [
        _("The facts also fit %(group)s (%(article)s), which pays %(amount)s đồng: that needs a decision.")
        % _group_words(item)
        for item in explained.higher
        if health or item.group not in HEALTH_GROUPS
    ]
    if open_words := needs_words(explained.needs):
        lines.append(open_words)
    return lines


def _group_words(item: GroupAssessment) -> dict[str, str]:
    return {"group": group_label(item.group), "article": item.article, "amount": dong(item.amount)}


def _age_lines(part: MonthPart) -> list[str]:
    due, row = part.due, part.due.coefficient_row
    if due.age is None or row is None or (row.age_from is None and row.age_to is None):
        return []
    words = {"age": years_words((due.age, due.age)), "band": ages_words(row.age_from, row.age_to)}
    return [_("Age in that month: %(age)s (%(band)s).") % words]


def _base_lines(part: MonthPart) -> list[str]:
    due, base = part.due, part.base
    lines = [
        _("Base %(amount)s đồng a month (%(article)s).")
        % {"amount": dong(due.base), "article": due.rate_article}
    ]
    if base.national is not None and base.local is not None:
        words = {"national": dong(base.national.amount), "local": dong(base.local.amount)}
        lines.append(
            _("The State sets %(national)s đồng, the province %(local)s đồng: the greater counts.") % words
        )
    return lines
