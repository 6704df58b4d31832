"""Every action of every app leaves its one entry, and is not done when the entry cannot be written."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError

from audit.models import Entry
from beneficiaries import actions as people_actions
from beneficiaries.models import Person
from beneficiaries.queries import listed as people_listed
from beneficiaries.rules import Newcomer
from cases import actions as case_actions
from cases.models import Case
from entitlements import actions as entitlement_actions
from entitlements.enums import Source
from entitlements.models import CaseloadRow
from offices.actors import Actor
from payments import actions as payment_actions
from payments.models import Hold, Instruction, PaymentList, PaymentRun, ProviderFile, ResultFinding
from policy.facts import Facts
from tests.factories import caseloads, cases, offices, payments, people, providers

pytestmark = pytest.mark.django_db

LAYERS = ("offices", "beneficiaries", "entitlements", "cases", "payments")
OFFICE, PROVINCE = offices.office, offices.PROVINCE


@dataclass(frozen=True)
class Deed:
    """Something done by one actor: the call with `by` left open, and the event it leaves."""

    event: str
    by: Actor
    call: Callable[..., Any]
    gives_reason: bool = False

    def done(self, by: Actor) -> Any:
        return self.call(by=by)


def _deed(event: str, by: Actor, action: Any, *, gives_reason: bool = False, **told: Any) -> Deed:
    return Deed(event, by, lambda by: action(by=by, **told), gives_reason)


# People


def of_person(event: str, action: Any, *, gives_reason: bool = False, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        officer = offices.actor("commune_officer")
        return _deed(
            event, officer, action, person=people.person(by=officer), gives_reason=gives_reason, **told
        )

    return prepare


def _register() -> Deed:
    return _deed(
        "person.registered",
        offices.actor("commune_officer"),
        people_actions.register_person,
        office=OFFICE(),
        data=people.data(),
    )


def _register_many() -> Deed:
    newcomer = Newcomer(office_id=OFFICE().pk, data=people.data(), source="tệp:1")
    return _deed(
        "person.registered", offices.actor("commune_officer"), people_actions.register_many, people=[newcomer]
    )


def _poverty() -> Deed:
    officer = offices.actor("commune_officer")
    person = people_actions.set_household(
        person=people.person(by=officer), household=None, relation="", by=officer
    )
    told = {"household": person.household, "year": 2026, "status": "poor"}
    return _deed("household.poverty_recorded", officer, people_actions.record_poverty, **told)


def _settle() -> Deed:
    officer = offices.actor("commune_officer")
    finding = people.person(by=officer).findings.get()
    told = {"finding": finding, "settlement": "Đã xem giấy."}
    return _deed("finding.settled", officer, people_actions.settle_finding, gives_reason=True, **told)


def _export() -> Deed:
    officer = offices.actor("commune_officer")
    people.person(by=officer)
    return _deed("person.exported", officer, people_actions.export_persons, persons=people_listed(officer))


# Allowances and workbooks


def of_row(action: Any, told: Callable[[CaseloadRow], dict[str, Any]], **cells: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        officer = offices.actor("commune_officer")
        row = caseloads.held_row(by=officer, **cells)
        words = {"row": row, "reason": "Đã hỏi thôn."} | told(row)
        return _deed("caseload.row_resolved", officer, action, gives_reason=True, **words)

    return prepare


def _nothing_more(row: CaseloadRow) -> dict[str, Any]:
    return {}


DOUBLE = {"name": "Lê Văn Nam", "sex": "Nam", "id_number": "051078000002"}


def _grant() -> Deed:
    told = {
        "person": people.person(), "group_key": "disability_severe", "start_month": dt.date(2026, 10, 1),
        "decision_number": "1/QĐ", "decision_on": None, "source": Source.CASE,
    }  # fmt: skip
    return _deed("entitlement.granted", offices.actor("commune_chair"), entitlement_actions.grant, **told)


def _end() -> Deed:
    told = {"entitlement": people.entitlement(), "last_month": dt.date(2026, 10, 1), "reason": "Chuyển đi"}
    return _deed(
        "entitlement.ended",
        offices.actor("commune_officer"),
        entitlement_actions.end,
        gives_reason=True,
        **told,
    )


def _preview() -> Deed:
    told = {
        "file_name": "a.xlsx", "content": caseloads.workbook(caseloads.listed()),
        "paid_through": caseloads.PAID_THROUGH, "today": caseloads.TODAY,
    }  # fmt: skip
    officer = offices.actor("commune_officer")
    return _deed("caseload.previewed", officer, entitlement_actions.preview_caseload, **told)


def of_workbook(event: str, action: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        officer = offices.actor("commune_officer")
        content = caseloads.workbook(*caseloads.neighbours())
        return _deed(event, officer, action, caseload_import=caseloads.preview(content, by=officer))

    return prepare


# Cases


def of_case(
    event: str, action: Any, state: str, hand: str, *, gives_reason: bool = False, **told: Any
) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = cases.crew()
        case: Case = cases.IN_STATE[state](hands)
        words = {"case": case, "version": case.version, "at": cases.AT} | told
        return _deed(event, getattr(hands, hand), action, gives_reason=gives_reason, **words)

    return prepare


def of_draft(event: str, action: Any, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = cases.crew()
        return _deed(event, hands.officer, action, case=cases.draft(hands), **told)

    return prepare


def _open() -> Deed:
    hands = cases.crew()
    told = {"person": cases.person(), "today": cases.TODAY}
    return _deed("case.opened", hands.officer, case_actions.open_draft, **told)


def _print() -> Deed:
    hands = cases.crew()
    paper = cases.received(hands).documents.get()
    return _deed("document.printed", hands.officer, case_actions.print_document, document=paper)


# Payments


def of_run(
    event: str, action: Any, state: str, hand: str, *, gives_reason: bool = False, **told: Any
) -> Callable[[], Deed]:
    def prepare() -> Deed:
        payments.allowance()
        hands = payments.crew()
        run: PaymentRun = payments.IN_STATE[state](hands)
        return _deed(event, getattr(hands, hand), action, run=run, gives_reason=gives_reason, **told)

    return prepare


def of_month(event: str, action: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        payments.allowance()
        told = {"month": payments.OCTOBER, "office": OFFICE(PROVINCE), "as_of": payments.AS_OF}
        return _deed(event, payments.crew().accountant, action, **told)

    return prepare


def of_list(event: str, action: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        payments.allowance()
        hands = payments.crew()
        payments.built(hands)
        return _deed(event, hands.accountant, action, payment_list=PaymentList.objects.get())

    return prepare


def of_file(event: str, action: Any, state: str = "being_paid", **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        payments.allowance()
        hands = payments.crew()
        file = ProviderFile.objects.get(run=payments.IN_STATE[state](hands))
        return _deed(event, hands.accountant, action, file=file, **told)

    return prepare


def _hand_over() -> Deed:
    payments.allowance()
    hands = payments.crew()
    run = payments.approved(hands)
    providers.contract(hands.accountant, hands.approver)
    return _deed("payment_run.handed_over", hands.accountant, payment_actions.hand_over, run=run)


def _add_provider() -> Deed:
    told = {"office": OFFICE(PROVINCE), "name": "Bưu điện tỉnh", "kind": "post"}
    return _deed("provider.added", payments.crew().accountant, payment_actions.add_provider, **told)


def _propose_contract() -> Deed:
    accountant = payments.crew().accountant
    told = {"provider": providers.provider(accountant), "terms": providers.terms()}
    return _deed("contract.proposed", accountant, payment_actions.propose_contract, **told)


def of_contract(event: str, action: Any, *, confirmed: bool = False, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = payments.crew()
        contract = providers.proposed(hands.accountant)
        if confirmed:
            contract = payment_actions.confirm_contract(contract=contract, by=hands.approver)
        return _deed(event, hands.approver, action, contract=contract, gives_reason="reason" in told, **told)

    return prepare


def _take_answer() -> Deed:
    payments.allowance()
    hands = payments.crew()
    file = ProviderFile.objects.get(run=payments.being_paid(hands))
    content = providers.answer_csv(file, providers.everything_paid(file))
    told = {"file": file, "name": "kq.csv", "content": content}
    return _deed("result_file.taken", hands.accountant, payment_actions.take_answer, **told)


def _record_result() -> Deed:
    payments.allowance()
    hands = payments.crew()
    payments.being_paid(hands)
    told = {"instruction": Instruction.objects.get(), "state": "paid"}
    return _deed("payment_result.recorded", hands.accountant, payment_actions.record_result, **told)


def _settle_result_finding() -> Deed:
    payments.allowance()
    hands = payments.crew()
    file = ProviderFile.objects.get(run=payments.being_paid(hands))
    content = providers.answer_csv(file, {"lạ": ("1.000", "Đã chi", "")})
    payment_actions.take_answer(file=file, name="kq.csv", content=content, by=hands.accountant)
    told = {"finding": ResultFinding.objects.get(), "settlement": "Của huyện khác."}
    return _deed(
        "result_finding.settled", hands.accountant, payment_actions.settle_result_finding,
        gives_reason=True, **told,
    )  # fmt: skip


def _print_receipt() -> Deed:
    payments.allowance()
    hands = payments.crew()
    payments.reported(hands)
    told = {"instruction": Instruction.objects.get()}
    return _deed("receipt.printed", hands.accountant, payment_actions.print_receipt, **told)


def _place_holds() -> Deed:
    allowance = payments.allowance()
    hands = payments.crew()
    run = payments.being_paid(hands)
    entitlement_actions.record_death(person=allowance.person, by=offices.actor("commune_officer"), **DIED)
    return _deed("payment_run.holds_placed", hands.accountant, payment_actions.place_holds, run=run)


def _hold_payment() -> Deed:
    payments.allowance()
    hands = payments.crew()
    payments.being_paid(hands)
    told = {"instruction": Instruction.objects.get(), "reason": "Xác minh."}
    return _deed("hold.placed", hands.accountant, payment_actions.hold_payment, gives_reason=True, **told)


def _held() -> tuple[payments.Crew, Hold]:
    deed = _hold_payment()
    hold = deed.done(deed.by)
    return payments.crew(), hold


def _lift_hold() -> Deed:
    hands, hold = _held()
    told = {"hold": hold, "reason": "Đúng người."}
    return _deed("hold.lifted", hands.approver, payment_actions.lift_hold, gives_reason=True, **told)


def _send_holds() -> Deed:
    hands, hold = _held()
    return _deed("hold_notice.sent", hands.accountant, payment_actions.send_holds, file=hold.instruction.file)


def _download_notice() -> Deed:
    hands, hold = _held()
    notice = payment_actions.send_holds(file=hold.instruction.file, by=hands.accountant)
    return _deed("hold_notice.downloaded", hands.accountant, payment_actions.download_notice, notice=notice)


def of_account(event: str, action: Any, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        officer = offices.actor("commune_officer")
        person = people.person(by=officer)
        people_actions.set_payee_account(person=person, method="cash", by=officer)
        change = people_actions.set_payee_account(
            person=person, method="account", bank="Agribank", account_number="4500", by=officer
        )
        chair = offices.actor("commune_chair")
        return _deed(event, chair, action, account=change, gives_reason="reason" in told, **told)

    return prepare


P, E, C, M = people_actions, entitlement_actions, case_actions, payment_actions
DIED = {"died_on": dt.date(2026, 9, 3), "document": "TL-KT 12"}
WHY = {"reason": "Bổ sung giấy xác nhận."}
INTAKE = {
    "papers": {}, "channel": "post", "applicant_name": "Nam", "applicant_relation": "", "applicant_phone": "",
    "applicant_address": "",
}  # fmt: skip

DEEDS: dict[Any, Callable[[], Deed]] = {
    P.register_person: _register,
    P.register_many: _register_many,
    P.update_person: of_person("person.updated", P.update_person, data=people.data("Trần Thị Lan")),
    P.record_facts: of_person("person.facts_recorded", P.record_facts, facts=Facts(abandoned=True)),
    P.record_death: of_person("person.died", P.record_death, **DIED),
    P.set_payee_account: of_person(
        "person.account_set", P.set_payee_account, method="account", bank="Agribank", account_number="4500"
    ),
    P.confirm_account: of_account("person.account_confirmed", P.confirm_account),
    P.decline_account: of_account("person.account_declined", P.decline_account, reason="Sai chủ tài khoản."),
    P.set_collector: of_person("person.collector_set", P.set_collector, name="Lê Thị Hai"),
    P.set_household: of_person("person.household_set", P.set_household, household=None, relation="con"),
    P.record_poverty: _poverty,
    P.settle_finding: _settle,
    P.export_persons: _export,
    E.grant: _grant,
    E.end: _end,
    E.record_death: of_person("person.died", E.record_death, **DIED),
    E.preview_caseload: _preview,
    E.confirm_caseload: of_workbook("caseload.confirmed", E.confirm_caseload),
    E.cancel_caseload: of_workbook("caseload.cancelled", E.cancel_caseload),
    E.accept_lawful_amount: of_row(E.accept_lawful_amount, _nothing_more, amount=700_000),
    E.accept_until_death: of_row(
        E.accept_until_death, lambda row: {"died_on": dt.date(2026, 9, 5)}, note="đã chết ngày 05/09/2026"
    ),
    E.accept_until_move: of_row(
        E.accept_until_move, lambda row: {"moved_from": dt.date(2026, 9, 1)}, note="chuyển đi từ tháng 9/2026"
    ),
    E.accept_as_present: of_row(E.accept_as_present, _nothing_more, note="đã chết ngày 05/09/2026"),
    E.accept_as_another_person: of_row(E.accept_as_another_person, _nothing_more, **DOUBLE),
    E.accept_as_same_person: of_row(
        E.accept_as_same_person,
        lambda row: {"person": Person.objects.get(name="Lê Văn Nam")},
        **DOUBLE | {"group": "Người đơn thân nghèo nuôi con", "coefficient": 2, "amount": 1_000_000},
    ),
    E.leave_out: of_row(E.leave_out, _nothing_more, amount=700_000),
    C.open_draft: _open,
    C.record_facts: of_draft("case.facts_recorded", C.record_facts, facts=Facts(abandoned=True)),
    C.choose_group: of_draft(
        "case.group_chosen", C.choose_group, group_key="disability_severe", today=cases.TODAY
    ),
    C.record_intake: of_draft("case.intake_recorded", C.record_intake, **INTAKE),
    C.receive: of_case("case.received", C.receive, "draft", "officer"),
    C.start_appraisal: of_case("case.appraisal_started", C.start_appraisal, "received", "appraiser"),
    C.return_for_supplement: of_case(
        "case.returned", C.return_for_supplement, "under_appraisal", "appraiser", gives_reason=True, **WHY
    ),
    C.resume: of_case("case.resumed", C.resume, "returned", "officer"),
    C.propose_grant: of_case("case.appraised", C.propose_grant, "under_appraisal", "appraiser", note=""),
    C.propose_refusal: of_case(
        "case.appraised", C.propose_refusal, "under_appraisal", "appraiser", gives_reason=True, **WHY
    ),
    C.approve: of_case("case.approved", C.approve, "appraised", "approver"),
    C.send_back: of_case("case.sent_back", C.send_back, "appraised", "approver", gives_reason=True, **WHY),
    C.sign: of_case("case.signed", C.sign, "approved", "chair"),
    C.refuse: of_case("case.refused", C.refuse, "approved", "chair", gives_reason=True, **WHY),
    C.withdraw: of_case("case.withdrawn", C.withdraw, "received", "officer", gives_reason=True, **WHY),
    C.print_document: _print,
    M.build_run: of_month("payment_run.built", M.build_run),
    M.start_build: of_month("payment_run.build_asked", M.start_build),
    M.build_again: of_run("payment_run.build_asked", M.build_again, "open", "accountant"),
    M.finish_build: of_run("payment_run.built", M.finish_build, "building", "accountant"),
    M.fail_build: of_run(
        "payment_run.build_failed", M.fail_build, "building", "accountant", gives_reason=True, error="Lỗi"
    ),
    M.reopen_run: of_run(
        "payment_run.reopened", M.reopen_run, "built", "accountant", gives_reason=True, **WHY
    ),
    M.check_run: of_run("payment_run.checked", M.check_run, "built", "accountant"),
    M.send_back_run: of_run(
        "payment_run.sent_back", M.send_back_run, "checked", "approver", gives_reason=True, **WHY
    ),
    M.approve_run: of_run("payment_run.approved", M.approve_run, "checked", "approver"),
    M.correct_run: of_run(
        "payment_run.superseded", M.correct_run, "approved", "approver", gives_reason=True, **WHY
    ),
    M.hand_over: _hand_over,
    M.start_paying: of_run("payment_run.paying_started", M.start_paying, "handed_over", "accountant"),
    M.close_report: of_run(
        "payment_run.report_closed", M.close_report, "being_paid", "accountant",
        gives_reason=True, remainder="Bưu điện báo chưa ai đến nhận.",
    ),
    M.reconcile: of_run("payment_run.reconciled", M.reconcile, "reported", "accountant"),
    M.reopen_report: of_run(
        "payment_run.report_reopened", M.reopen_report, "reconciled", "approver", gives_reason=True, **WHY
    ),
    M.settle: of_run("payment_run.settled", M.settle, "reconciled", "approver"),
    M.print_settlement: of_run("settlement.printed", M.print_settlement, "settled", "approver"),
    M.export_settlement: of_run("settlement.exported", M.export_settlement, "settled", "approver"),
    M.add_provider: _add_provider,
    M.propose_contract: _propose_contract,
    M.confirm_contract: of_contract("contract.confirmed", M.confirm_contract),
    M.decline_contract: of_contract("contract.declined", M.decline_contract, reason="Sai số hợp đồng."),
    M.close_contract: of_contract("contract.closed", M.close_contract, confirmed=True, reason="Chấm dứt."),
    M.download_file: of_file("provider_file.downloaded", M.download_file),
    M.export_answer_sheet: of_file("provider_file.sheet_exported", M.export_answer_sheet),
    M.print_minutes: of_file("provider_file.minutes_printed", M.print_minutes),
    M.take_answer: _take_answer,
    M.record_result: _record_result,
    M.settle_result_finding: _settle_result_finding,
    M.print_receipt: _print_receipt,
    M.place_holds: _place_holds,
    M.hold_payment: _hold_payment,
    M.lift_hold: _lift_hold,
    M.send_holds: _send_holds,
    M.download_notice: _download_notice,
    M.print_run: of_run("payment_run.printed", M.print_run, "built", "accountant"),
    M.print_list: of_list("payment_list.printed", M.print_list),
    M.export_list: of_list("payment_list.exported", M.export_list),
}  # fmt: skip
IDS = [f"{action.__module__.partition('.')[0]}.{action.__name__}" for action in DEEDS]


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything the apps keep."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for app in LAYERS
        for model in apps.get_app_config(app).get_models()
        if not model._meta.label.startswith("offices.AdminUnit")
    }


def test_every_action_is_in_this_test() -> None:
    found = {
        action
        for app in LAYERS[1:]
        for _name, action in inspect.getmembers(import_module(f"{app}.actions"), inspect.isfunction)
    }
    assert found - set(DEEDS) == set()


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=IDS)
def test_action_leaves_one_entry_that_says_who_where_what_and_why(prepare: Callable[[], Deed]) -> None:
    deed = prepare()
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0

    deed.done(deed.by)

    entries = list(Entry.objects.filter(id__gt=last))
    (entry,) = [entry for entry in entries if entry.event == deed.event]
    assert {(e.actor_id, e.role, e.office_code, e.office_name) for e in entries} == {
        (deed.by.user_id, deed.by.role, deed.by.office_code, deed.by.office_name)
    }
    assert entry.after
    assert bool(entry.reason) is deed.gives_reason


@pytest.mark.parametrize("prepare", DEEDS.values(), ids=IDS)
def test_action_is_not_done_when_its_entry_cannot_be_written(prepare: Callable[[], Deed]) -> None:
    deed = prepare()
    before, entries = rows(), Entry.objects.count()
    unwritable = replace(deed.by, name="x" * 201)  # longer than the trail's column

    with pytest.raises(DatabaseError, match="too long"):
        deed.done(unwritable)

    assert rows() == before
    assert Entry.objects.count() == entries
