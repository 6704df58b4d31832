"""A person's allowances explained: joined from facts, cases, decisions, payments and the law, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from beneficiaries.models import Person
from beneficiaries.presenters import person_page
from beneficiaries.queries import facts_on
from cases.life_presenters import person_life
from cases.models import Case
from cases.queries import cases_of_person, facts_of
from entitlements.models import Entitlement
from entitlements.presenters import person_section
from entitlements.queries import entitlements_of, held
from offices.actors import Actor
from offices.roles import Permission
from payments.queries import PersonPayment, payments_of
from payments.rules import LEDGER_START
from policy.documents import ExplanationSheet, sheet_table
from policy.enums import Slot
from policy.facts import Facts
from policy.labels import label
from policy.law import Law
from policy.months import add_months, first_of, format_month
from policy.presenters import (
    change_words,
    dong,
    month_remarks,
    month_table,
    part_remarks,
    part_sentences,
    why_in_words,
)
from policy.queries import current_law
from policy.rules import MonthExplained, Paid, Recipient, course, explain_month, next_turn
from reports.presenters import with_changes
from ui.presenters import MonthTable, WhyWords

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Known:
    """What is read once for a person: the record, its decisions and cases, payments, facts and the law."""

    person: Person
    rows: tuple[Entitlement, ...]
    cases: tuple[Case, ...]
    payments: tuple[PersonPayment, ...]
    facts: Facts
    law: Law
    sees_payments: bool
    health: bool

    @property
    def recipient(self) -> Recipient:
        return Recipient(self.person.born, tuple(map(held, self.rows)), self.person.died_on)


@dataclass(frozen=True)
class SlotWords:
    """One kind of allowance: what the sums do not show, the months, the next change, why this group."""

    title: str
    remarks: tuple[str, ...]
    table: MonthTable
    next: str
    why: tuple[WhyWords, ...]


def known_of(person: Person, actor: Actor, *, today: dt.date) -> Known:
    """All that explains a person's allowances, within what the actor may see."""
    return Known(
        person=person,
        rows=tuple(entitlements_of(person, actor)),
        cases=tuple(cases_of_person(actor, person.pk)),
        payments=tuple(payments_of(person, actor)),
        facts=facts_on(person, today),
        law=current_law(),
        sees_payments=actor.may(Permission.PAYMENT_VIEW),
        health=actor.may(Permission.HEALTH_VIEW),
    )


def whole_page(person: Person, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """The page of a person: the record, allowances and why, cases, payments, history."""
    known = known_of(person, actor, today=today)
    page = person_page(person, actor, today, facts=known.facts)
    page |= person_section(person, actor, today, rows=known.rows, law=known.law)
    return page | {
        "entitlements": with_changes(page["entitlements"], person, actor),
        "shows_cases": actor.may(Permission.CASE_VIEW),
        "cases": known.cases,
        "shows_payments": known.sees_payments,
        "payments": known.payments,
        "month_remarks": month_remarks(month_of(known, today), health=known.health),
        "slots": slots_of(known, today),
        **person_life(person, actor, today=today),
    }


def month_of(known: Known, today: dt.date) -> MonthExplained:
    """The present month of a person, all allowances together."""
    return explain_month(
        known.recipient,
        month=first_of(today),
        known_on=today,
        law=known.law,
        province=settings.PROVINCE_CODE,
        facts=known.facts if known.health else known.facts.without_health(),
    )


def slots_of(known: Known, today: dt.date) -> list[SlotWords]:
    """Each kind of allowance a person has or had, month by month."""
    month = month_of(known, today)
    present = {part.held.slot: part for part in month.parts}
    found = []
    for slot in Slot:
        rows = course(
            known.recipient,
            slot,
            today=today,
            last=add_months(first_of(today), MONTHS_AHEAD),
            law=known.law,
            province=settings.PROVINCE_CODE,
            paid=paid_in(slot, known.payments) if known.sees_payments else None,
        )
        if not rows:
            continue
        part = present.get(slot)
        found.append(
            SlotWords(
                title=label(slot),
                remarks=tuple(part_remarks(part)) if part else (),
                table=month_table(rows, today=today, caption=label(slot)),
                next=next_change(known, slot, today),
                why=tuple(
                    why_of(row, known, today) for row in known.rows if row.slot == slot and _runs(row, today)
                ),
            )
        )
    return found


def paid_in(slot: str, payments: Iterable[PersonPayment]) -> Paid:
    """What was paid of a slot by month; what stands on a list not approved yet is kept apart."""
    amounts: dict[dt.date, int] = {}
    listed: dict[dt.date, int] = {}
    for payment in payments:
        if payment.slot == slot:
            into = amounts if payment.is_approved else listed
            into[payment.month] = into.get(payment.month, 0) + payment.amount
    return Paid(LEDGER_START, amounts, listed)


def next_change(known: Known, slot: str, today: dt.date) -> str:
    """The next month in which a running allowance pays another amount; "" when none runs."""
    running = [item for item in known.recipient.held if item.slot == slot and item.covers(first_of(today))]
    for item in running:
        row = next_turn(
            item,
            known.recipient,
            after=first_of(today),
            known_on=today,
            law=known.law,
            province=settings.PROVINCE_CODE,
        )
        return change_words(row) if row else _("None is foreseen.")
    return ""


def why_of(row: Entitlement, known: Known, today: dt.date) -> WhyWords:
    """Why a group: on the facts frozen in the case that granted it, else on those recorded last."""
    case = next((case for case in known.cases if case.entitlement_id == row.pk), None)
    facts = facts_of(case) if case else known.facts
    on = (case.decided_on if case else None) or today
    return why_in_words(
        facts, str(row.group_id), on, known.law, province=settings.PROVINCE_CODE, health=known.health
    )


def sheet_of(known: Known, *, by: Actor, today: dt.date) -> ExplanationSheet:
    """What an officer reads aloud to a citizen; nothing of health, whoever prints it."""
    month = month_of(known, today)
    slots = slots_of(known, today)
    parts = [
        *_why_parts(slots),
        (_("Amount of %(month)s") % {"month": format_month(month.month)}, _month_sentences(month)),
        (_("Next change"), tuple(slot.next for slot in slots if slot.next)),
    ]
    return ExplanationSheet(
        office_name=known.person.office.name,
        printed_on=today,
        person_name=known.person.shown_name,
        person_code=known.person.code,
        born=str(known.person.born or ""),
        parts=tuple((heading, sentences) for heading, sentences in parts if sentences),
        tables=tuple(sheet_table(slot.table, title=slot.title) for slot in slots),
        officer_name=by.name,
    )


def _why_parts(slots: Sequence[SlotWords]) -> list[tuple[str, tuple[str, ...]]]:
    sentences = tuple(
        sentence
        for slot in slots
        for why in slot.why
        for sentence in (f"{why.name} ({why.article})." if why.article else f"{why.name}.", *_met(why))
    )
    return [(_("Why this group"), sentences)]


def _met(why: WhyWords) -> tuple[str, ...]:
    return tuple(str(check.text) for check in why.checks if check.state == "met")


def _month_sentences(month: MonthExplained) -> tuple[str, ...]:
    lines = [" ".join(part_sentences(part)) for part in month.parts]
    if len(month.parts) > 1:
        lines.append(_("Both together: %(amount)s đồng.") % {"amount": dong(month.total)})
    return (*lines, *month_remarks(month, health=False))


def _runs(row: Entitlement, today: dt.date) -> bool:
    return row.end_month is None or row.end_month >= first_of(today)
