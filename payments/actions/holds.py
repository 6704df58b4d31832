"""Deaths and stops learned after the lists were handed over: held at the provider."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import recorder
from offices.actors import Actor
from offices.roles import Permission
from payments import events, outgoing
from payments.documents.holds import notice_of, render_notice
from payments.enums import OUT_STATES, HoldReason, ResultState
from payments.handing.sealing import sha256
from payments.models import Hold, HoldNotice, Instruction, PaymentRun, ProviderFile
from payments.queries.providers import newest_result
from payments.refusals import HoldRefused, NotBeingPaid, NothingToHold
from payments.taking import hand_of, lock, lock_office


@transaction.atomic
def place_holds(*, run: PaymentRun, by: Actor) -> list[Hold]:
    """Held every payment of a run that pays for a month after a death or stop.

    Raises NotPermitted, NotBeingPaid, NothingToHold. Decree 335/2026/ND-CP, Article 9.
    """
    run = _take(run, Permission.PAYMENT_BUILD, by)
    due = outgoing.holds_due(run)
    if not due:
        raise NothingToHold
    holds = Hold.objects.bulk_create(
        [Hold(instruction_id=row.instruction_id, reason=row.reason, placed_by_id=hand_of(by)) for row in due]
    )
    held = Instruction.objects.filter(pk__in=[row.instruction_id for row in due])
    recorder.record(
        events.holds_placed,
        subject=run,
        by=by,
        after={
            "month": run.month,
            "count": len(holds),
            "total": held.aggregate(total=Sum("amount"))["total"],
            "references": list(held.values_list("reference", flat=True)),
        },
    )
    return holds


@transaction.atomic
def hold_payment(*, instruction: Instruction, reason: str, by: Actor) -> Hold:
    """Held one payment. Raises NotPermitted, NotBeingPaid, HoldRefused."""
    _take(instruction.file.run, Permission.PAYMENT_BUILD, by)
    if instruction.holds.filter(lifted_at__isnull=True).exists():
        raise HoldRefused(_("This payment is already held."))
    result = newest_result(instruction)
    if result is not None and result.state == ResultState.PAID:
        raise HoldRefused(_("This payment is already made; what is too much is taken back next month."))
    hold = Hold.objects.create(
        instruction=instruction, reason=HoldReason.OTHER, detail=reason[:300], placed_by_id=hand_of(by)
    )
    recorder.record(
        events.hold_placed,
        subject=hold,
        by=by,
        after={"reference": instruction.reference, "amount": instruction.amount},
        reason=reason,
    )
    return hold


@transaction.atomic
def lift_hold(*, hold: Hold, reason: str, by: Actor) -> Hold:
    """Lifted the hold: the payment may be made. Whoever placed it may not lift it.

    Raises NotPermitted, NotBeingPaid, HoldRefused.
    """
    _take(hold.instruction.file.run, Permission.PAYMENT_APPROVE, by)
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise HoldRefused(_("This hold is already lifted."))
    if hold.placed_by_id == by.user_id:
        raise HoldRefused(_("You placed this hold, so another person must lift it."))
    hold.lifted_at, hold.lifted_by_id, hold.lift_reason = timezone.now(), by.user_id, reason
    hold.save()
    after = {"reference": hold.instruction.reference, "reason": hold.reason}
    recorder.record(events.hold_lifted, subject=hold, by=by, after=after, reason=reason)
    return hold


@transaction.atomic
def send_holds(*, file: ProviderFile, by: Actor) -> HoldNotice:
    """Sent the provider a notice of the payments held since the last one.

    Raises NotPermitted, NotBeingPaid, NothingToHold.
    """
    _take(file.run, Permission.PAYMENT_BUILD, by)
    holds = Hold.objects.filter(instruction__file=file, lifted_at__isnull=True, notice__isnull=True)
    rows = list(holds.select_related("instruction").order_by("instruction__position"))
    if not rows:
        raise NothingToHold
    number = (file.hold_notices.aggregate(last=Max("number"))["last"] or 0) + 1
    snapshot = notice_of(file, rows, number=number, on=timezone.localdate())
    content = render_notice(snapshot)
    notice = HoldNotice.objects.create(
        file=file,
        number=number,
        content=content,
        sha256=sha256(content),
        count=len(rows),
        total=sum(row.instruction.amount for row in rows),
        made_by_id=hand_of(by),
    )
    Hold.objects.filter(pk__in=[row.pk for row in rows]).update(notice=notice)
    recorder.record(events.holds_sent, subject=notice, by=by, after=_what(notice))
    return notice


@transaction.atomic
def download_notice(*, notice: HoldNotice, by: Actor) -> bytes:
    """Downloaded a notice of held payments. Raises NotPermitted."""
    by.require(Permission.PAYMENT_VIEW, office_id=notice.file.run.office_id)
    recorder.record(events.notice_downloaded, subject=notice, by=by, after=_what(notice))
    return bytes(notice.content)


def _take(run: PaymentRun, permission: Permission, by: Actor) -> PaymentRun:
    """Lock a run that is with the providers."""
    lock_office(run.office)
    run = lock(run)
    by.require(permission, office_id=run.office_id)
    if run.state not in OUT_STATES:
        raise NotBeingPaid(run)
    return run


def _what(notice: HoldNotice) -> dict[str, object]:
    return {
        "file": notice.file.name,
        "number": notice.number,
        "count": notice.count,
        "total": notice.total,
        "sha256": notice.sha256,
    }
