"""Taking in what providers answer: files, single payments, and rows that fit nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import recorder
from offices.actors import Actor
from offices.roles import Permission
from payments import events
from payments.answers import AnswerNotUnderstood, read_answer
from payments.documents.receipt import receipt_of, render_receipt
from payments.enums import FindingKind, ResultState, RunState
from payments.handing.columns import DEFAULT
from payments.handing.sealing import sha256
from payments.models import Instruction, PaymentResult, PaymentRun, ProviderFile, ResultFile, ResultFinding
from payments.queries.providers import newest_result, newest_results
from payments.refusals import (
    AnswerAlreadyTaken,
    AnswerRefused,
    NotBeingPaid,
    NothingNew,
    ResultRefused,
)
from payments.rules.results import Judgement, Known, Reported, Standing, State, judge
from payments.taking import hand_of, lock, lock_office

BATCH = 2000
ANSWERABLE = (RunState.BEING_PAID, RunState.REPORTED)


@transaction.atomic
def take_answer(*, file: ProviderFile, name: str, content: bytes, by: Actor) -> ResultFile:
    """Took in a provider's answer: each row becomes a result, or a finding that changes nothing.

    Idempotent: the same bytes are refused, and a row that says what is known already adds nothing.
    Raises NotPermitted, NotBeingPaid, AnswerAlreadyTaken, AnswerRefused.
    """
    file = _take(file, by)
    digest = sha256(content)
    if earlier := file.answers.filter(sha256=digest).first():
        raise AnswerAlreadyTaken(earlier)
    columns = tuple((key, title) for key, title in file.contract.columns) or DEFAULT
    try:
        rows = read_answer(content, columns)
    except AnswerNotUnderstood as error:
        raise AnswerRefused(error.problems) from error
    judged = _judge_all(rows, file)
    recorded = [(row, one) for row, one in judged if one.result and one.changes]
    findings = [(row, one) for row, one in judged if one.finding]
    answer = ResultFile.objects.create(
        file=file,
        name=name[:200],
        content=content,
        sha256=digest,
        rows=len(rows),
        recorded=len(recorded),
        same=len(judged) - len(recorded) - len(findings),
        uploaded_by_id=hand_of(by),
    )
    _write(answer, recorded, findings, by)
    recorder.record(
        events.answer_taken,
        subject=answer,
        by=by,
        after={
            "name": answer.name,
            "sha256": digest,
            "rows": answer.rows,
            "recorded": answer.recorded,
            "same": answer.same,
            "findings": len(findings),
            "paid": sum(one.result.amount for _row, one in recorded if one.result),
        },
    )
    return answer


@transaction.atomic
def record_result(
    *,
    instruction: Instruction,
    state: str,
    amount: int | None = None,
    paid_on: dt.date | None = None,
    reason: str = "",
    by: Actor,
) -> PaymentResult:
    """Recorded what became of one payment; the earlier record stays.

    Raises NotPermitted, NotBeingPaid, ResultRefused, NothingNew.
    """
    file = _take(instruction.file, by)
    instruction = Instruction.objects.get(pk=instruction.pk)
    said = {ResultState.PAID: "paid", ResultState.PARTIAL: "paid"}.get(ResultState(state), state)
    if state in (ResultState.FAILED, ResultState.UNCOLLECTED):
        amount = 0
    elif state == ResultState.PAID:
        amount = instruction.amount
    known_result = newest_result(instruction)
    known = Known(instruction.amount, True, instruction.method == "cash", _standing(known_result))
    row = Reported("", instruction.reference, amount, said, paid_on, reason)
    judgement = judge([row], known)
    if judgement.finding or judgement.result is None:
        raise ResultRefused(str(FindingKind(judgement.finding or "unclear").label))
    if judgement.result.state != state:
        raise ResultRefused(_("The amount does not fit what is said to have happened."))
    if not judgement.changes:
        raise NothingNew
    result = _result(instruction.pk, judgement.result, by)
    result.save(force_insert=True)
    recorder.record(
        events.result_recorded,
        subject=instruction,
        by=by,
        before={"state": known_result.state, "amount": known_result.amount} if known_result else None,
        after={"state": result.state, "amount": result.amount, "file": file.name},
        reason=reason,
    )
    return result


@transaction.atomic
def settle_result_finding(*, finding: ResultFinding, settlement: str, by: Actor) -> ResultFinding:
    """Settled a row that fits no payment, with what it is. Raises NotPermitted, NotBeingPaid, NothingNew."""
    _take(finding.result_file.file, by)
    finding = ResultFinding.objects.select_for_update().get(pk=finding.pk)
    if finding.settled_at is not None:
        raise NothingNew
    finding.settled_at = timezone.now()
    finding.settled_by_id = by.user_id
    finding.settlement = settlement
    finding.save()
    recorder.record(
        events.result_finding_settled,
        subject=finding,
        by=by,
        after={"kind": finding.kind, "place": finding.place, "reference": finding.reference},
        reason=settlement,
    )
    return finding


@transaction.atomic
def print_receipt(*, instruction: Instruction, by: Actor) -> bytes:
    """Printed the receipt of a payment that was made. Raises NotPermitted, ResultRefused."""
    by.require(Permission.PAYMENT_VIEW)
    result = newest_result(instruction)
    if result is None or not result.amount:
        raise ResultRefused(_("Nothing of this payment was paid yet."))
    content = render_receipt(receipt_of(instruction, result))
    recorder.record(
        events.receipt_printed,
        subject=instruction,
        by=by,
        after={"reference": instruction.reference, "amount": result.amount},
    )
    return content


def _take(file: ProviderFile, by: Actor) -> ProviderFile:
    """Lock the run of a file while answers may come."""
    run: PaymentRun = file.run
    lock_office(run.office)
    run = lock(run)
    by.require(Permission.PAYMENT_BUILD, office_id=run.office_id)
    if run.state not in ANSWERABLE:
        raise NotBeingPaid(run)
    return ProviderFile.objects.select_related("contract__provider", "run__office").get(pk=file.pk)


def _judge_all(rows: Sequence[Reported], file: ProviderFile) -> list[tuple[Reported, Judgement]]:
    """What follows from each reference of an answer, in the order of its rows."""
    by_reference: dict[str, list[Reported]] = defaultdict(list)
    nameless = []
    for row in rows:
        if row.reference:
            by_reference[row.reference].append(row)
        else:
            nameless.append((row, judge([row], None)))
    known = _known(list(by_reference), file)
    return [
        (same[0], judge(same, known.get(reference))) for reference, same in by_reference.items()
    ] + nameless


def _known(references: list[str], file: ProviderFile) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for start in range(0, len(references), BATCH):
        instructions = list(
            Instruction.objects.filter(
                reference__in=references[start : start + BATCH], file__run__office=file.run.office
            ).only("pk", "reference", "amount", "method", "file_id")
        )
        results = newest_results([row.pk for row in instructions])
        for row in instructions:
            standing = _standing(results.get(row.pk))
            found[row.reference] = Known(row.amount, row.file_id == file.pk, row.method == "cash", standing)
    return found


def _write(
    answer: ResultFile,
    recorded: Sequence[tuple[Reported, Judgement]],
    findings: Sequence[tuple[Reported, Judgement]],
    by: Actor,
) -> None:
    ids = dict(
        Instruction.objects.filter(file=answer.file).values_list("reference", "pk") if recorded else []
    )
    PaymentResult.objects.bulk_create(
        [
            _result(ids[row.reference], one.result, by, answer, row.place)
            for row, one in recorded
            if one.result
        ],
        batch_size=BATCH,
    )
    ResultFinding.objects.bulk_create(
        [
            ResultFinding(
                result_file=answer,
                place=row.place[:60],
                kind=one.finding or FindingKind.UNCLEAR,
                reference=row.reference[:60],
                amount=row.amount,
                shown=" · ".join(part for part in (row.said, row.reason) if part)[:300],
            )
            for row, one in findings
        ],
        batch_size=BATCH,
    )


def _result(
    instruction: int, standing: Standing, by: Actor, answer: ResultFile | None = None, place: str = ""
) -> PaymentResult:
    return PaymentResult(
        instruction_id=instruction,
        result_file=answer,
        place=place[:60],
        state=standing.state,
        amount=standing.amount,
        paid_on=standing.paid_on,
        reason=standing.reason[:300],
        recorded_by_id=hand_of(by),
    )


def _standing(result: PaymentResult | None) -> Standing | None:
    if result is None:
        return None
    return Standing(cast(State, result.state), result.amount, result.paid_on, result.reason)
