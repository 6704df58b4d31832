"""People and what is known of them, in the words of a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.events import event_named
from audit.models import Entry
from audit.queries import history_of
from beneficiaries.enums import AccountState
from beneficiaries.ethnicity import ethnicity_name
from beneficiaries.labels import finding_detail, finding_label, guarded
from beneficiaries.models import Finding, PayeeAccount, Person
from beneficiaries.names import proper_case
from beneficiaries.rules import masked
from offices.actors import Actor
from offices.presenters import acting_as
from offices.roles import ROLES, Permission
from policy.enums import PovertyStatus
from policy.facts import HEALTH_FACTS, Facts
from policy.labels import FACT_LABELS, group_label, label
from policy.presenters.facts import fact_rows as rows_of_facts
from ui import formats
from ui.presenters import TimelineEntry

HISTORY_LENGTH = 100
# The facts, and the name the trail gives them.
_OF_HEALTH = (*HEALTH_FACTS, "health")
# Shown with the person's identity, not again among the facts.
_OF_RECORD = ("born", "sex", "died_on")
# Names of what an entry may say was changed.
FIELDS = (
    FACT_LABELS
    | {"health": FACT_LABELS["hiv_confirmed"]}
    | {
        field.name: field.verbose_name
        for field in Person._meta.concrete_fields
        if field.name
        in ("name", "sex", "born_on", "id_number", "ethnicity", "hamlet", "address", "phone", "died_on")
    }
)


@dataclass(frozen=True)
class PersonRow:
    """A line of the list; the number is masked."""

    pk: int
    code: str
    name: str
    born: str
    sex: str
    id_number: str
    hamlet: str
    office: str
    groups: tuple[str, ...]
    findings: int
    died_on: dt.date | None


@dataclass(frozen=True)
class FindingLine:
    """An open finding in words."""

    pk: int
    text: str
    detail: str
    source: str
    opened_at: dt.datetime
    url: str


def person_row(person: Person) -> PersonRow:
    """A person as `queries.listed` brings them, for the list."""
    running = [row for row in person.entitlements.all() if row.end_month is None]
    return PersonRow(
        pk=person.pk,
        code=person.code,
        name=proper_case(person.name),
        born=str(person.born or ""),
        sex=person.get_sex_display(),
        id_number=masked(person.id_number),
        hamlet=person.hamlet,
        office=person.office.name,
        groups=tuple(group_label(row.group_id) for row in running),
        findings=len(person.open_findings),  # type: ignore[attr-defined]  # by listed()
        died_on=person.died_on,
    )


def person_page(person: Person, actor: Actor, today: dt.date, *, facts: Facts) -> dict[str, Any]:
    """All that the person's page shows of the record itself: template context."""
    may_edit = actor.may(Permission.PERSON_EDIT) and person.office_id == actor.office_id
    health = actor.may(Permission.HEALTH_VIEW)
    household = person.household
    return {
        "person": person,
        "name": proper_case(person.name),
        "may_edit": may_edit,
        "today": today,
        "identity": identity(person, today),
        "facts": fact_rows(facts, health=health),
        **account_section(person, actor, today),
        "collectors": [collector_rows(row, today) for row in person.collectors.all()],
        "household": household,
        "members": [
            (proper_case(member.name), member.household_relation, member.pk)
            for member in household.members.exclude(pk=person.pk).order_by("sort_key")
        ]
        if household
        else [],
        "poverty": [
            (row.year, label(PovertyStatus(row.status)), row.certificate_number)
            for row in household.poverty_years.all()
        ]
        if household
        else [],
        "findings": [
            finding_line(row, health=health)
            for row in person.findings.filter(settled_at__isnull=True).order_by("code")
        ],
        "history": timeline(history_of(person)[:HISTORY_LENGTH], health=health)
        if actor.may(Permission.AUDIT_VIEW)
        else None,
    }


def identity(person: Person, today: dt.date) -> list[tuple[str, str]]:
    """Terms and values of who the person is; the number in full."""
    rows = [
        (_("Person code"), person.code),
        (_("Date of birth"), _born_words(person, today)),
        (_("Sex"), person.get_sex_display()),
        (_("Personal identification number"), person.id_number),
        (_("Ethnic group"), ethnicity_name(person.ethnicity)),
        (_("Commune"), person.office.name),
        (_("Hamlet"), person.hamlet),
        (_("Address"), person.address),
        (_("Telephone"), person.phone),
    ]
    if person.died_on:
        rows.append((_("Died on"), f"{formats.day(person.died_on)} · {person.death_document}".rstrip(" ·")))
    return rows


def account_section(person: Person, actor: Actor, today: dt.date) -> dict[str, Any]:
    """How the person is paid, a change that waits or cools down, and what this person may do about it."""
    ways = list(person.payee_accounts.select_related("proposed_by"))
    confirmed = [way for way in ways if way.state == AccountState.CONFIRMED]
    used = next((way for way in confirmed if way.usable_from is None or way.usable_from <= today), None)
    cooling = next((way for way in confirmed if way.usable_from and way.usable_from > today), None)
    waiting = next((way for way in ways if way.state == AccountState.WAITING), None)
    local = person.office_id == actor.office_id
    own = waiting is not None and waiting.proposed_by_id == actor.user_id
    confirms = local and actor.may(Permission.ACCOUNT_CONFIRM)
    return {
        "account": way_rows(used) if used else [],
        "account_cooling": cooling,
        "account_waiting": waiting,
        "account_waiting_rows": way_rows(waiting) if waiting else [],
        "account_confirms": confirms and not own,
        "account_declines": confirms or (local and own),
    }


def way_rows(account: PayeeAccount) -> list[tuple[str, str]]:
    """One way a person is paid."""
    rows = [(_("Payment method"), str(account.get_method_display()))]
    if account.account_number:
        rows += [
            (_("Bank"), account.bank),
            (_("Account number"), account.account_number),
            (_("Account owner"), proper_case(account.owner_name)),
        ]
    return rows


def collector_rows(row: Any, today: dt.date) -> list[tuple[str, str]]:
    """One collector with what authorises them."""
    period = " – ".join(formats.day(value) if value else "…" for value in (row.valid_from, row.valid_to))
    if row.valid_to and row.valid_to < today:
        period = _("%(period)s (expired)") % {"period": period}
    return [
        (_("Full name"), proper_case(row.name)),
        (_("Personal identification number"), row.id_number),
        (_("Relation"), row.relation),
        (_("Authorisation"), row.authorisation),
        (_("Valid"), period if row.valid_from or row.valid_to else ""),
    ]


def fact_rows(facts: Facts, *, health: bool) -> list[tuple[str, str]]:
    """(name, value with its paper) of each known fact; health only to those who may see it."""
    return rows_of_facts(facts, health=health, but=_OF_RECORD, guard=partial(guarded, health=health))


def finding_line(row: Finding, *, health: bool) -> FindingLine:
    """An open finding in words, with the page that settles it; health only to those who may see it."""
    return FindingLine(
        pk=row.pk,
        text=finding_label(row.code),
        detail=guarded(finding_detail(row.code, row.data), health=health),
        source=guarded(row.source, health=health),
        opened_at=row.opened_at,
        url=reverse("finding_settle", args=[row.person_id, row.pk]),
    )


def timeline(entries: Iterable[Entry], *, health: bool = False) -> list[TimelineEntry]:
    """Entries of the trail: what, who in which role and office, when, which fields changed, why.

    Only those who may see health learn that a fact of health changed.
    """
    return [
        TimelineEntry(
            text=event_named(entry.event).sentence,
            at=entry.at,
            by=entry.actor_name,
            role=acting_as(entry, _role_words(entry.role), entry.office_name),
            detail=" ".join(filter(None, (_changed(entry, health=health), entry.reason))),
        )
        for entry in entries
    ]


def _changed(entry: Entry, *, health: bool) -> str:
    """Which fields of a record or facts changed, by their names on screen."""
    names = [
        name
        for name in (entry.after or {}).get("fields", entry.before or ())
        if health or name not in _OF_HEALTH
    ]
    labels = dict.fromkeys(FIELDS[name] for name in names if name in FIELDS)
    return _("Changed: %(fields)s.") % {"fields": ", ".join(map(str, labels))} if labels else ""


def _role_words(role: str) -> str:
    return str(ROLES[role].label) if role in ROLES else ""


def _born_words(person: Person, today: dt.date) -> str:
    born = person.born
    if born is None:
        return ""
    until = person.died_on or today
    youngest, oldest = born.age_range(until)
    ages = str(youngest) if youngest == oldest else f"{youngest}–{oldest}"
    return _("%(born)s (%(ages)s years)") % {"born": born, "ages": ages}


def account_saved(account: PayeeAccount) -> str:
    """What follows from a way of being paid that was just entered or confirmed."""
    if account.state == AccountState.WAITING:
        return _(
            "The change waits for a second person to confirm it; until then the person is paid as before."
        )
    if account.usable_from is None:
        return _("The payment method is saved.")
    day = formats.day(account.usable_from)
    return _("The change is confirmed: lists known on %(day)s or later pay to it.") % {"day": day}
