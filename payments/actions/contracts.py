"""Providers and contracts: the accountant proposes, the approver confirms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed

from audit import recorder
from beneficiaries.names import tidy_name
from offices.actors import Actor
from offices.models import Office
from offices.roles import Permission
from payments import events
from payments.enums import ContractState
from payments.models import Contract, Provider
from payments.refusals import ContractMoved, ContractObjected, ContractSameHands, ProviderKnown
from payments.rules.contracts import Scope, overlapping
from payments.taking import lock_office


@dataclass(frozen=True)
class ContractTerms:
    """A contract as typed; fields as in `Contract`."""

    number: str
    signed_on: dt.date
    valid_from: dt.date
    valid_to: dt.date | None
    methods: tuple[str, ...]
    communes: tuple[Office, ...]
    fee_kind: str
    fee_rate: Decimal
    file_kind: str
    columns: tuple[tuple[str, str], ...]
    encrypts: bool
    payer_name: str
    payer_account: str
    payer_bank: str


@transaction.atomic
def add_provider(*, office: Office, name: str, kind: str, contact: str = "", by: Actor) -> Provider:
    """Added a provider. Raises NotPermitted, ProviderKnown."""
    lock_office(office)
    by.require(Permission.PAYMENT_BUILD, office_id=office.pk)
    provider = Provider(office=office, name=tidy_name(name), kind=kind, contact=tidy_name(contact))
    if known := Provider.objects.filter(office=office, name__iexact=provider.name).first():
        raise ProviderKnown(known)
    provider.save()
    recorder.record(
        events.provider_added, subject=provider, by=by, after={"name": provider.name, "kind": provider.kind}
    )
    return provider


@transaction.atomic
def propose_contract(*, provider: Provider, terms: ContractTerms, by: Actor) -> Contract:
    """Proposed a contract; another person must confirm it. Raises NotPermitted, ProviderKnown."""
    lock_office(provider.office)
    by.require(Permission.PAYMENT_BUILD, office_id=provider.office_id)
    known = provider.contracts.exclude(state=ContractState.DECLINED)
    if known.filter(number=terms.number).exists():
        raise ProviderKnown(provider, terms.number)
    assert by.user_id is not None  # a system job holds no permission
    contract = Contract.objects.create(
        provider=provider,
        number=terms.number,
        signed_on=terms.signed_on,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        methods=list(terms.methods),
        fee_kind=terms.fee_kind,
        fee_rate=terms.fee_rate,
        file_kind=terms.file_kind,
        columns=[list(column) for column in terms.columns],
        encrypts=terms.encrypts,
        payer_name=tidy_name(terms.payer_name),
        payer_account=terms.payer_account,
        payer_bank=tidy_name(terms.payer_bank),
        proposed_by_id=by.user_id,
    )
    contract.communes.set(terms.communes)
    recorder.record(events.contract_proposed, subject=contract, by=by, after=_terms(contract))
    return contract


@transaction.atomic
def confirm_contract(*, contract: Contract, by: Actor) -> Contract:
    """Confirmed the contract: money may go out under it.

    Raises NotPermitted, ContractMoved, ContractSameHands, ContractObjected.
    Decree 335/2026/ND-CP, Article 28.
    """
    contract = _take(contract, "confirm", by)
    standing = Contract.objects.filter(
        provider__office=contract.provider.office, state=ContractState.CONFIRMED
    ).prefetch_related("communes")
    if others := overlapping(_scope_of(contract), [_scope_of(other) for other in standing]):
        raise ContractObjected([other.number for other in others])
    before = {"state": contract.state}
    contract.confirm(at=timezone.now())
    contract.decided_by_id = by.user_id
    contract.save()
    recorder.record(events.contract_confirmed, subject=contract, by=by, before=before, after=_terms(contract))
    return contract


@transaction.atomic
def decline_contract(*, contract: Contract, reason: str, by: Actor) -> Contract:
    """Declined the contract. Raises NotPermitted, ContractMoved, ContractSameHands."""
    contract = _take(contract, "decline", by)
    before = {"state": contract.state}
    contract.decline(at=timezone.now())
    contract.decided_by_id = by.user_id
    contract.decision_reason = reason
    contract.save()
    after = {"number": contract.number, "state": contract.state}
    recorder.record(
        events.contract_declined, subject=contract, by=by, before=before, after=after, reason=reason
    )
    return contract


@transaction.atomic
def close_contract(*, contract: Contract, reason: str, by: Actor) -> Contract:
    """Ended the contract early: nothing new goes out under it. Raises NotPermitted, ContractMoved,
    ContractSameHands."""
    contract = _take(contract, "close_contract", by)
    before = {"state": contract.state}
    contract.close_contract(at=timezone.now())
    contract.decision_reason = reason
    contract.save()
    after = {"number": contract.number, "state": contract.state}
    recorder.record(
        events.contract_closed, subject=contract, by=by, before=before, after=after, reason=reason
    )
    return contract


def _scope_of(contract: Contract) -> Scope:
    """Whom a contract pays and when."""
    return Scope(
        contract.number,
        frozenset(contract.methods),
        frozenset(office.pk for office in contract.communes.all()),
        contract.valid_from,
        contract.valid_to,
    )


def _take(contract: Contract, transition: str, by: Actor) -> Contract:
    """Lock the contract; check the permission, that the step follows, and the hands."""
    lock_office(contract.provider.office)
    Contract.objects.select_for_update().values_list("pk", flat=True).get(pk=contract.pk)
    contract = Contract.objects.select_related("provider__office").get(pk=contract.pk)
    by.require(Permission.PAYMENT_APPROVE, office_id=contract.provider.office_id)
    if not can_proceed(getattr(contract, transition)):
        raise ContractMoved(contract)
    if by.user_id == contract.proposed_by_id:
        raise ContractSameHands
    return contract


def _terms(contract: Contract) -> dict[str, object]:
    """The terms as the trail keeps them."""
    return {
        "number": contract.number,
        "state": contract.state,
        "valid_from": contract.valid_from,
        "valid_to": contract.valid_to,
        "methods": list(contract.methods),
        "communes": sorted(office.code for office in contract.communes.all()),
        "fee_kind": contract.fee_kind,
        "fee_rate": str(contract.fee_rate),
        "file_kind": contract.file_kind,
        "encrypts": contract.encrypts,
    }
