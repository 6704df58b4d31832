"""How a person is paid and who collects for them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from audit import recorder
from beneficiaries import events
from beneficiaries.enums import PayMethod
from beneficiaries.models import Collector, PayeeAccount, Person
from beneficiaries.names import tidy_name
from beneficiaries.recording import lock
from beneficiaries.rules import masked
from offices.actors import Actor
from offices.roles import Permission


@transaction.atomic
def set_payee_account(
    *, person: Person, method: str, bank: str = "", account_number: str = "", owner_name: str = "", by: Actor
) -> PayeeAccount:
    """Changed how the person is paid; the earlier way stays on record. Raises NotPermitted."""
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    known = person.payee_accounts.first()
    in_cash = method == PayMethod.CASH
    account = PayeeAccount.objects.create(
        person=person,
        method=method,
        bank="" if in_cash else tidy_name(bank),
        account_number="" if in_cash else account_number,
        owner_name="" if in_cash else tidy_name(owner_name) or person.name,
    )
    recorder.record(
        events.account_set,
        subject=person,
        by=by,
        before=_account(known) if known else None,
        after=_account(account),
    )
    return account


@transaction.atomic
def set_collector(
    *,
    person: Person,
    name: str,
    id_number: str = "",
    relation: str = "",
    authorisation: str = "",
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    by: Actor,
) -> Collector:
    """Changed who collects on behalf; the newest one counts while it is valid. Raises NotPermitted."""
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    known = person.collectors.first()
    collector = Collector.objects.create(
        person=person,
        name=tidy_name(name),
        id_number=id_number,
        relation=tidy_name(relation),
        authorisation=tidy_name(authorisation),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    recorder.record(
        events.collector_set,
        subject=person,
        by=by,
        before=_collector(known) if known else None,
        after=_collector(collector),
    )
    return collector


def _account(row: PayeeAccount) -> dict[str, str]:
    return {
        "method": row.method,
        "bank": row.bank,
        "account_number": masked(row.account_number),
        "owner_name": row.owner_name,
    }


def _collector(row: Collector) -> dict[str, object]:
    return {
        "name": row.name,
        "id_number": masked(row.id_number),
        "relation": row.relation,
        "authorisation": row.authorisation,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
