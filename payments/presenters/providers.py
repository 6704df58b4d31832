"""Providers, contracts, their files and single payments in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.queries import history_of
from beneficiaries.enums import PayMethod
from offices.actors import Actor
from offices.presenters import history_line
from offices.roles import Permission
from payments import outgoing
from payments.enums import (
    HANDED_STATES,
    OUT_STATES,
    ContractState,
    FeeKind,
    FileKind,
    ResultState,
    RunState,
)
from payments.models import Contract, Hold, Instruction, PaymentRun, ProviderFile, ResultFile
from payments.queries.providers import answers_of, files_in_scope, findings_in_scope, notices_in_scope
from payments.steps import ContractStep, contract_steps_open_to
from policy.months import format_month
from ui.formats import day, grouped, moment, vnd
from ui.presenters import Tone

CONTRACT_TONES: dict[ContractState, Tone] = {
    ContractState.PROPOSED: "warn",
    ContractState.CONFIRMED: "good",
    ContractState.DECLINED: "neutral",
    ContractState.CLOSED: "neutral",
}
RESULT_TONES: dict[str, Tone] = {
    ResultState.PAID: "good",
    ResultState.PARTIAL: "warn",
    ResultState.FAILED: "bad",
    ResultState.UNCOLLECTED: "warn",
}


@dataclass(frozen=True)
class ContractButton:
    """A decision this person may take now."""

    step: ContractStep
    url: str

    @property
    def tone(self) -> str:
        return "primary" if self.step.main else "secondary"


def contract_state(contract: Contract) -> tuple[str, Tone]:
    """The state in words and colour."""
    state = ContractState(contract.state)
    return str(state.label), CONTRACT_TONES[state]


def contract_row(contract: Contract) -> tuple[Contract, str, Tone, str, str, str]:
    """A contract with its state, what it pays, its dates and fee in words."""
    return (contract, *contract_state(contract), pays(contract), period(contract), fee(contract))


def pays(contract: Contract) -> str:
    """What a contract pays: "Bank account, Cash"."""
    return ", ".join(str(PayMethod(method).label) for method in contract.methods)


def period(contract: Contract) -> str:
    """From when to when."""
    return f"{day(contract.valid_from)} – {day(contract.valid_to) if contract.valid_to else '…'}"


def fee(contract: Contract) -> str:
    """What the provider earns."""
    rate = f"{contract.fee_rate.normalize():f}".replace(".", ",")
    if contract.fee_kind == FeeKind.PER_MILLE:
        return _("%(rate)s ‰ of what is paid") % {"rate": rate}
    return _("%(rate)s đồng for each payment") % {"rate": grouped(int(contract.fee_rate))}


def contract_page(contract: Contract, actor: Actor) -> dict[str, Any]:
    """Everything the page of a contract shows this person."""
    state, tone = contract_state(contract)
    communes = ", ".join(office.name for office in contract.communes.all())
    facts: list[tuple[str, Any]] = [
        (_("Provider"), contract.provider.name),
        (_("Signed on"), day(contract.signed_on)),
        (_("In force"), period(contract)),
        (_("Pays"), pays(contract)),
        (_("Communes"), communes or _("Every commune of the province")),
        (_("Fee"), fee(contract)),
        (_("File"), str(FileKind(contract.file_kind).label)),
        (_("Encrypted with a password"), _("Yes") if contract.encrypts else _("No")),
        (_("Paying account in the name of"), contract.payer_name),
        (_("Paying account number"), contract.payer_account),
        (_("Bank of the paying account"), contract.payer_bank),
        (_("Proposed by"), contract.proposed_by.get_full_name()),
    ]
    if contract.decided_by is not None:
        facts.append((_("Decided by"), contract.decided_by.get_full_name()))
    if contract.decision_reason:
        facts.append((_("Reason"), contract.decision_reason))
    return {
        "contract": contract,
        "title": _("Contract %(number)s") % {"number": contract.number},
        "state": state,
        "tone": tone,
        "facts": facts,
        "columns": contract.columns,
        "buttons": [
            ContractButton(step, reverse("contract_step", args=[contract.pk, step.slug]))
            for step in contract_steps_open_to(contract, actor)
        ],
        "own": contract.state == ContractState.PROPOSED and actor.user_id == contract.proposed_by_id,
        "history": [history_line(entry) for entry in history_of(contract)]
        if actor.may(Permission.AUDIT_VIEW)
        else [],
    }


# Files


def run_providers(run: PaymentRun, actor: Actor) -> dict[str, Any]:
    """What the page of a run shows of providers: files, holds to place, other versions."""
    handed = run.state in HANDED_STATES and actor.is_province
    out = run.state in OUT_STATES and actor.is_province
    return {
        "files": list(files_in_scope(actor).filter(run=run)) if handed else [],
        "holds_due": len(outgoing.holds_due(run)) if out else 0,
        "may_hold": out and actor.may(Permission.PAYMENT_BUILD),
        "correction": run.correction_reason,
        "corrected_by": getattr(run, "corrected_by", None) if run.state == RunState.SUPERSEDED else None,
    }


def file_page(file: ProviderFile, page: Page, actor: Actor) -> dict[str, Any]:
    """Everything the page of a file shows this person."""
    run = file.run
    being_answered = run.state in (RunState.BEING_PAID, RunState.REPORTED)
    builds = actor.may(Permission.PAYMENT_BUILD)
    money = next(row for row in outgoing.money_of_files(run) if row.file_id == file.pk)
    return {
        "file": file,
        "run": run,
        "title": _("%(provider)s, %(month)s")
        % {"provider": file.contract.provider.name, "month": format_month(run.month)},
        "facts": [
            (_("Contract"), file.contract.number),
            (_("File"), file.name),
            (_("Layout"), str(FileKind(file.kind).label)),
            (_("Encrypted with a password"), _("Yes") if file.encrypted else _("No")),
            ("SHA-256", file.sha256),
            (_("Made by"), file.made_by.get_full_name()),
        ],
        "money": money,
        "rows": [(row, *result_words(row)) for row in page],
        "answers": answers_of(file),
        "findings": findings_in_scope(actor).filter(result_file__file=file),
        "notices": notices_in_scope(actor).filter(file=file),
        "unsent": Hold.objects.filter(
            instruction__file=file, lifted_at__isnull=True, notice__isnull=True
        ).count(),
        "may_answer": builds and being_answered,
        "may_send": builds and run.state in OUT_STATES,
        "history": [history_line(entry) for entry in history_of(file)]
        if actor.may(Permission.AUDIT_VIEW)
        else [],
    }


def result_words(row: Any) -> tuple[str, Tone, str]:
    """What became of a payment: words, colour, and the amount or reason."""
    if row.result_state is None:
        return (_("Held"), "warn", "") if row.held else (_("Not answered yet"), "neutral", "")
    state = ResultState(row.result_state)
    detail = row.result_reason or ""
    if state == ResultState.PARTIAL:
        detail = f"{vnd(row.result_amount)}. {detail}"
    return str(state.label), RESULT_TONES[state], detail


def instruction_page(instruction: Instruction, actor: Actor) -> dict[str, Any]:
    """One payment: the payee as told, everything answered about it, holds, what may be done."""
    run = instruction.file.run
    own = actor.is_province
    builds = own and actor.may(Permission.PAYMENT_BUILD)
    hold = instruction.holds.filter(lifted_at__isnull=True).select_related("placed_by", "notice").first()
    results = [
        (
            moment_of(result.recorded_at),
            str(ResultState(result.state).label),
            RESULT_TONES[result.state],
            result,
        )
        for result in instruction.results.select_related("result_file", "recorded_by").order_by("-id")
    ]
    return {
        "instruction": instruction,
        "run": run,
        "title": instruction.shown_name,
        "facts": [
            (_("Reference"), instruction.reference),
            (_("Person code"), instruction.person_code),
            (_("Month paid for"), format_month(instruction.period)),
            (_("Amount"), vnd(instruction.amount)),
            (_("Payment method"), str(PayMethod(instruction.method).label)),
            (_("Bank"), instruction.bank),
            (_("Account number"), instruction.account_number),
            (_("Collector"), instruction.collector_name),
            (_("Provider"), instruction.file.contract.provider.name),
            (_("Commune"), instruction.office_name),
        ],
        "results": results,
        "hold": hold,
        "may_record": builds and run.state in (RunState.BEING_PAID, RunState.REPORTED),
        "may_hold": builds and hold is None and run.state in OUT_STATES,
        "may_lift": own
        and hold is not None
        and actor.may(Permission.PAYMENT_APPROVE)
        and hold.placed_by_id != actor.user_id
        and run.state in OUT_STATES,
        "has_receipt": bool(results and results[0][3].amount),
    }


def moment_of(instant: dt.datetime) -> str:
    """An instant in local time."""
    return moment(timezone.localtime(instant))


def taken_words(answer: ResultFile) -> str:
    """What came of an answer, in one sentence."""
    return _(
        "Taken in: %(recorded)s results, %(same)s known already, %(findings)s rows that fit no payment."
    ) % {
        "recorded": grouped(answer.recorded),
        "same": grouped(answer.same),
        "findings": grouped(answer.findings.count()),
    }
