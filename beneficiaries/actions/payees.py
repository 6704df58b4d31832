"""How a person is paid and who collects for them."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import recorder
from beneficiaries import events
from beneficiaries.enums import AccountState, PayMethod
from beneficiaries.models import Collector, PayeeAccount, Person
from beneficiaries.names import tidy_name
from beneficiaries.recording import lock
from beneficiaries.rules import masked
from offices.actors import Actor
from offices.roles import Permission


class AccountRefusal(Exception):
    """A change of how a person is paid was refused; the text says why."""


class AccountChangeWaits(AccountRefusal):
    """An earlier change is not decided yet."""

    def __init__(self) -> None:
        super().__init__(
            _("A change of how this person is paid already waits: have it confirmed or withdrawn first.")
        )


class AccountDecided(AccountRefusal):
    """Someone has already decided on the change."""

    def __init__(self, account: PayeeAccount) -> None:
        super().__init__(
            _("Nothing was done: the change now stands at “%(state)s”.")
            % {"state": account.get_state_display()}
        )


class AccountSameHands(AccountRefusal):
    """The person entered the change."""

    def __init__(self) -> None:
        super().__init__(_("You entered this change, so another person must confirm it."))


@transaction.atomic
def set_payee_account(
    *, person: Person, method: str, bank: str = "", account_number: str = "", owner_name: str = "", by: Actor
) -> PayeeAccount:
    """Changed how the person is paid; the earlier way stays on record.

    The first way on record counts at once; a change waits for a second person.
    Raises NotPermitted, AccountChangeWaits.
    """
    person = lock(person)
    by.require(Permission.PERSON_EDIT, office_id=person.office_id)
    if person.payee_accounts.waiting().exists():
        raise AccountChangeWaits
    known = person.payee_accounts.filter(state=AccountState.CONFIRMED).first()
    in_cash = method == PayMethod.CASH
    account = PayeeAccount.objects.create(
        person=person,
        method=method,
        bank="" if in_cash else tidy_name(bank),
        account_number="" if in_cash else account_number,
        owner_name="" if in_cash else tidy_name(owner_name) or person.name,
        state=AccountState.WAITING if known else AccountState.CONFIRMED,
        proposed_by_id=by.user_id,
    )
    recorder.record(
        events.account_proposed if known else events.account_set,
        subject=person,
        by=by,
        before=_account(known) if known else None,
        after=_account(account),
    )
    return account


@transaction.atomic
def confirm_account(*, account: PayeeAccount, by: Actor) -> PayeeAccount:
    """Confirmed how the person is paid; money goes there once the cooling period is over.

    Raises NotPermitted, AccountDecided, AccountSameHands.
    """
    account = _take_change(account)
    by.require(Permission.ACCOUNT_CONFIRM, office_id=account.person.office_id)
    if account.state != AccountState.WAITING:
        raise AccountDecided(account)
    if by.user_id == account.proposed_by_id:
        raise AccountSameHands
    now = timezone.now()
    account.confirm(at=now)
    account.decided_by_id = by.user_id
    account.usable_from = timezone.localdate(now) + dt.timedelta(days=settings.ACCOUNT_COOLING_DAYS)
    account.save()
    recorder.record(
        events.account_confirmed,
        subject=account.person,
        by=by,
        after=_account(account) | {"usable_from": account.usable_from},
    )
    return account


@transaction.atomic
def decline_account(*, account: PayeeAccount, reason: str, by: Actor) -> PayeeAccount:
    """Declined a change of how the person is paid, or withdrew one's own.

    Raises NotPermitted, AccountDecided.
    """
    account = _take_change(account)
    own = by.user_id is not None and by.user_id == account.proposed_by_id
    permission = Permission.PERSON_EDIT if own else Permission.ACCOUNT_CONFIRM
    by.require(permission, office_id=account.person.office_id)
    if account.state != AccountState.WAITING:
        raise AccountDecided(account)
    account.decline(at=timezone.now())
    account.decided_by_id = by.user_id
    account.decision_reason = reason
    account.save()
    recorder.record(
        events.account_declined, subject=account.person, by=by, after=_account(account), reason=reason
    )
    return account


def _take_change(account: PayeeAccount) -> PayeeAccount:
    """Lock the person, then read the change again."""
    person = lock(account.person)
    account = PayeeAccount.objects.select_for_update().get(pk=account.pk)
    account.person = person
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
