"""Between offices: forwarding a report, transferring a case, asking about a child known elsewhere."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from offices.actors import Actor, NotPermitted
from offices.models import Office
from offices.roles import Permission
from protection import logbook
from protection.actions.reporting import give_duties
from protection.enums import OPEN_STATES, WORKED_STATES, Duty, Handover, State
from protection.events import Event
from protection.keys import duties_of, end_keys, give_key, require_key
from protection.models import ChildCase, HandOver, Inquiry, Member
from protection.queries import offices_to_ask, people_with
from protection.taking import CaseMoved, NobodyThere, ProtectionRefusal, keep, lock, take
from protection.wall import behind_the_wall

P = Permission
STANDING_DUTIES = (Duty.OFFICER, Duty.SUPERVISOR, Duty.CHAIR, Duty.BREAK_GLASS, Duty.PARTNER)


@behind_the_wall
def forward(
    *, case: ChildCase, version: int, to_office: Office, reason: str, by: Actor, at: dt.datetime
) -> ChildCase:
    """Forwarded the report to the commune where it happened; the 12 hours run on.

    Raises NotPermitted, CaseMoved, NobodyThere. Decree 56/2017/ND-CP, Article 26(1).
    """
    case = take(case, P.PROTECTION_WORK, P.PROTECTION_DECIDE, version=version, by=by, transition="forward")
    before = {"state": case.state}
    case.forward(at=at)
    keep(case, by=by)
    _offer(case, to_office, reason=reason, at=at)
    after = {"state": case.state, "to": to_office.code}
    logbook.record(Event.FORWARDED, case=case, by=by, at=at, before=before, after=after, reason=reason)
    return case


@behind_the_wall
def transfer(
    *, case: ChildCase, version: int, to_office: Office, reason: str, by: Actor, at: dt.datetime
) -> ChildCase:
    """Offered the case to another office; until it accepts, the own office goes on.

    Raises NotPermitted, CaseMoved, NobodyThere.
    """
    states = tuple(state for state in WORKED_STATES if state != State.REPORTED)
    case = take(case, P.PROTECTION_WORK, version=version, by=by, states=states)
    if HandOver.objects.filter(case=case, outcome=Handover.OFFERED).exists():
        raise CaseMoved(case)
    keep(case, by=by)
    _offer(case, to_office, reason=reason, at=at)
    logbook.record(Event.OFFERED, case=case, by=by, at=at, after={"to": to_office.code}, reason=reason)
    return case


@behind_the_wall
def accept(
    *, case: ChildCase, version: int, keep_sender: bool = False, by: Actor, at: dt.datetime
) -> ChildCase:
    """Took the case over: its duties pass to this office, and every key of the other one ends.

    With `keep_sender` the officer who had it works along until the access is ended.
    Raises NotPermitted, CaseMoved.
    """
    case, offer = _offered(case, version=version, by=by)
    sender = Member.objects.standing().filter(case=case, duty=Duty.OFFICER).first()
    office = Office.objects.get(pk=offer.to_office_id)
    before = {"state": case.state, "office": case.office.code}
    if case.state == State.FORWARDED:
        case.take_over(at=at)
    case.office = office
    keep(case, by=by)
    _answer(offer, Handover.ACCEPTED, by=by, at=at)
    # The own key stays until the new ones are cut; then nobody is left with an old one.
    end_keys(case, at=at, duties=STANDING_DUTIES)
    give_duties(case=case, office=office, by=by, at=at)
    if keep_sender and sender:
        give_key(case, user_id=sender.user_id, office_id=sender.office_id, duty=Duty.PARTNER, at=at)
    end_keys(case, at=at, duties=(Duty.RECEIVER,))
    after = {"state": case.state, "office": office.code}
    logbook.record(Event.TAKEN_OVER, case=case, by=by, at=at, before=before, after=after)
    return case


@behind_the_wall
def decline(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Declined the case: it stays with the office that offered it. Raises NotPermitted, CaseMoved."""
    case, offer = _offered(case, version=version, by=by)
    return _return(case, offer, Handover.DECLINED, Event.OFFER_DECLINED, reason=reason, by=by, at=at)


@behind_the_wall
def take_back(*, case: ChildCase, version: int, reason: str, by: Actor, at: dt.datetime) -> ChildCase:
    """Took an offer back before it was accepted. Raises NotPermitted, CaseMoved."""
    case = take(case, P.PROTECTION_WORK, P.PROTECTION_DECIDE, version=version, by=by, states=OPEN_STATES)
    return _return(
        case, _open_offer(case), Handover.TAKEN_BACK, Event.OFFER_TAKEN_BACK, reason=reason, by=by, at=at
    )


@behind_the_wall
def ask(*, case: ChildCase, to_office: Office, question: str, by: Actor, at: dt.datetime) -> Inquiry:
    """Asked another office about a child that is known there too. Raises NotPermitted."""
    case = lock(case)
    require_key(case, by, P.PROTECTION_WORK)
    if case.person_id is None or to_office.pk not in {office.pk for office in offices_to_ask(case.person_id)}:
        raise NotPermitted(P.PROTECTION_WORK)
    assert by.user_id is not None  # a person holds the key
    assert by.office_id is not None
    inquiry = Inquiry.objects.create(
        person_id=case.person_id,
        asked_by_id=by.user_id,
        from_office_id=by.office_id,
        to_office=to_office,
        question=question,
        asked_at=at,
    )
    logbook.record(Event.ASKED, case=case, by=by, at=at, after={"to": to_office.code})
    return inquiry


@behind_the_wall
def answer(*, inquiry: Inquiry, answer: str, by: Actor, at: dt.datetime) -> Inquiry:
    """Answered another office's question about a child; it learns the words of the answer and no more.

    Raises NotPermitted.
    """
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    case = ChildCase.objects.filter(person_id=inquiry.person_id, office_id=inquiry.to_office_id).first()
    if case is None or inquiry.to_office_id != by.office_id:
        raise NotPermitted(P.PROTECTION_WORK)
    require_key(case, by, P.PROTECTION_WORK, P.PROTECTION_SUPERVISE)
    if inquiry.answered_at:
        raise ProtectionRefusal(_("This question is already answered."))
    inquiry.answer, inquiry.answered_at, inquiry.answered_by = answer, at, by.name
    inquiry.save()
    logbook.record(Event.ANSWERED, case=case, by=by, at=at, after={"from": inquiry.from_office_id})
    return inquiry


def _offer(case: ChildCase, to_office: Office, *, reason: str, at: dt.datetime) -> None:
    """The officers of the other office, or its chair where there is none, get a key to accept with."""
    today = timezone.localdate(at)
    there = people_with(P.PROTECTION_WORK, [to_office.pk], on=today) or people_with(
        P.PROTECTION_DECIDE, [to_office.pk], on=today
    )
    if to_office.pk == case.office_id or not there:
        raise NobodyThere(to_office)
    HandOver.objects.create(
        case=case, from_office=case.office, to_office=to_office, reason=reason, offered_at=at
    )
    for user_id, office_id in {(row.user_id, row.office_id) for row in there}:
        give_key(case, user_id=user_id, office_id=office_id, duty=Duty.RECEIVER, at=at)


def _open_offer(case: ChildCase) -> HandOver:
    offer = HandOver.objects.filter(case=case, outcome=Handover.OFFERED).first()
    if offer is None:
        raise CaseMoved(case)
    return offer


def _offered(case: ChildCase, *, version: int, by: Actor) -> tuple[ChildCase, HandOver]:
    """Lock a case offered to the actor's office. Raises NotPermitted, CaseMoved."""
    case = lock(case)
    if Duty.RECEIVER not in duties_of(case, by):
        raise NotPermitted(P.PROTECTION_WORK)
    if case.version != version:
        raise CaseMoved(case)
    return case, _open_offer(case)


def _answer(offer: HandOver, outcome: Handover, *, by: Actor, at: dt.datetime) -> None:
    offer.outcome, offer.answered_at, offer.answered_by = outcome, at, by.name
    offer.save()


def _return(
    case: ChildCase,
    offer: HandOver,
    outcome: Handover,
    event: Event,
    *,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> ChildCase:
    before = {"state": case.state}
    if case.state == State.FORWARDED:
        case.come_back(at=at)
    keep(case, by=by)
    _answer(offer, outcome, by=by, at=at)
    # Written while the key is still there: whoever declines loses theirs with the next statement.
    logbook.record(event, case=case, by=by, at=at, before=before, after={"state": case.state}, reason=reason)
    end_keys(case, at=at, duties=(Duty.RECEIVER,))
    return case
