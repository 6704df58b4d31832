"""What every action on a person has in common: the lock, the code, the findings that follow the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.models import Finding, Person
from beneficiaries.queries import persons_with_number
from beneficiaries.rules import DUPLICATE_PERSON, identity_findings, masked, tells_apart
from policy.facts import HEALTH_FACTS, Facts, without_health

CODE_SERIES = "person"
# Findings that come and go with the record itself; others are settled by an officer only.
_OF_RECORD = {
    "id_missing",
    "id_old_9_digits",
    "id_bad_length",
    "id_birth_year_disagrees",
    "id_sex_disagrees",
    "dob_missing",
    "dob_year_only",
    "dob_month_year",
    DUPLICATE_PERSON,
}
_BIRTH_DOUBTED = {"dob_impossible", "dob_unreadable"}


def lock(person: Person) -> Person:
    """The person as stored now, locked until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def person_code(office_code: str, number: int) -> str:
    """A person's code: the office's and a running number."""
    return f"{office_code}-{number:05d}"


def renew_findings(person: Person, *, typed_number: str) -> None:
    """Open what the record now shows to be doubtful; settle what it no longer shows."""
    wanted: dict[str, dict[str, Any]] = {
        code: {"shown": typed_number} for code in identity_findings(typed_number, person.born, person.sex)
    }
    if tells_apart(person.id_number):
        others = persons_with_number(person.id_number).exclude(pk=person.pk)
        if codes := list(others.values_list("code", flat=True)[:5]):
            wanted[DUPLICATE_PERSON] = {"persons": codes}
    standing = {row.code: row for row in person.findings.filter(settled_at__isnull=True)}
    birth_codes = {code for code in wanted if code.startswith("dob_")}
    if standing.keys() & _BIRTH_DOUBTED and birth_codes:
        # The list showed a day that cannot be; until one is proven, that says it already.
        wanted = {code: data for code, data in wanted.items() if code not in birth_codes}
    for code, row in standing.items():
        answered = code in _OF_RECORD or (code in _BIRTH_DOUBTED and not birth_codes)
        if code not in wanted and answered:
            settle(row, _("The record was corrected."), None)
    Finding.objects.bulk_create(
        Finding(person=person, code=code, data=data) for code, data in wanted.items() if code not in standing
    )


def settle(finding: Finding, settlement: str, user_id: int | None) -> None:
    finding.settled_at, finding.settled_by_id, finding.settlement = timezone.now(), user_id, settlement
    finding.save(update_fields=["settled_at", "settled_by", "settlement"])


def trail_names(changed: Iterable[str]) -> list[str]:
    """Facts as the trail names them: that health changed, and no more."""
    return sorted("health" if name in HEALTH_FACTS else name for name in changed)


def for_trail(facts: Facts, changed: Collection[str]) -> dict[str, Any]:
    """The changed facts with their papers as the trail keeps them.

    Neither the illness nor its paper, which stay on the guarded sheet; numbers of children masked.
    """
    stored = without_health(facts.to_json())
    kept = {name: stored[name] for name in stored if name in changed}
    if "poverty" in changed:
        kept["poverty_year"] = stored["poverty_year"]
    if kept.get("children"):
        kept["children"] = [child | {"id_number": masked(child["id_number"])} for child in kept["children"]]
    papers = {fact: paper for fact, paper in stored["evidence"].items() if fact in changed}
    return kept | ({"evidence": papers} if papers else {})
