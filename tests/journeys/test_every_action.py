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
from beneficiaries.rules import Newcomer, YearResult
from cases import actions as case_actions
from cases.actions import Upload
from cases.models import Case
from cases.papers import Paper
from entitlements import actions as entitlement_actions
from entitlements.enums import Source
from entitlements.models import CaseloadRow
from offices import actions as office_actions
from offices.actors import Actor, system_job
from offices.models import Assignment
from payments import actions as payment_actions
from payments.models import (
    Hold,
    Instruction,
    PaymentLine,
    PaymentList,
    PaymentRun,
    ProviderFile,
    ResultFinding,
)
from policy import actions as law_actions
from policy.enums import DifficultyClass
from policy.facts import Facts
from policy.rules.changes import Change
from tests.factories import caseloads, cases, law, offices, payments, people, prompts, providers, reviews

pytestmark = pytest.mark.django_db

LAYERS = ("offices", "policy", "beneficiaries", "entitlements", "cases", "payments")
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


# Offices


def _delegate() -> Deed:
    chair, deputy = offices.actor("commune_chair"), offices.user()
    told = {
        "held": Assignment.objects.get(pk=chair.assignment_id), "deputy": deputy, "power": "KT.",
        "title": "Phó Chủ tịch", "document": "12/UBND", "valid_from": cases.TODAY, "valid_to": cases.TODAY,
        "today": cases.TODAY,
    }  # fmt: skip
    return _deed("role.delegated", offices.actor("administrator"), office_actions.delegate, **told)


def _end_delegation() -> Deed:
    row = offices.delegation(offices.actor("commune_chair"), today=cases.TODAY)
    told = {"delegation": row, "reason": "Đã về.", "today": cases.TODAY}
    return _deed(
        "role.delegation_ended",
        offices.actor("administrator"),
        office_actions.end_delegation,
        gives_reason=True,
        **told,
    )


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


def _poverty_year() -> Deed:
    officer = offices.actor("commune_officer")
    person = people_actions.set_household(
        person=people.person(by=officer), household=None, relation="", by=officer
    )
    assert person.household is not None
    told = {"year": 2027, "results": [YearResult(person.household.pk, "poor")]}
    return _deed("household.poverty_recorded", officer, people_actions.record_poverty_year, **told)


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


def _adjust() -> Deed:
    told = {
        "entitlement": people.entitlement(), "group_key": "disability_extreme", "units": 1,
        "from_month": dt.date(2026, 10, 1), "decision_number": "1/QĐ", "decision_on": dt.date(2026, 10, 6),
    }  # fmt: skip
    return _deed("entitlement.granted", offices.actor("commune_chair"), entitlement_actions.adjust, **told)


SUSPENSION = {
    "from_month": dt.date(2026, 10, 1), "cause": "not_collected", "decision_number": "1/QĐ",
    "decision_on": dt.date(2026, 10, 6),
}  # fmt: skip


def _suspend() -> Deed:
    told = SUSPENSION | {"entitlement": people.entitlement()}
    return _deed("entitlement.suspended", offices.actor("commune_chair"), entitlement_actions.suspend, **told)


def _resume() -> Deed:
    chair, held = offices.actor("commune_chair"), people.entitlement()
    entitlement_actions.suspend(entitlement=held, by=chair, **SUSPENSION)
    told = {"entitlement": held, "decision_number": "2/QĐ", "decision_on": dt.date(2026, 11, 16)}
    return _deed("entitlement.resumed", chair, entitlement_actions.resume, **told)


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


def _prepare_reviews() -> Deed:
    payments.allowance()
    told = {"offices": [OFFICE()], "terms": reviews.TERMS, "at": reviews.AT}
    officer = offices.actor("commune_officer")
    return _deed("mass_review.prepared", officer, entitlement_actions.prepare_reviews, **told)


def _prepare_again() -> Deed:
    payments.allowance()
    hands = reviews.crew()
    review = reviews.prepared(hands)
    payments.allowance("Trần Thị Thêm")
    told = {"review": review, "version": review.version, "at": reviews.AT}
    return _deed("mass_review.prepared", hands.officer, entitlement_actions.prepare_review_again, **told)


def of_review(
    event: str, action: Any, state: str, hand: str, *, gives_reason: bool = False, **told: Any
) -> Callable[[], Deed]:
    def prepare() -> Deed:
        payments.allowance()
        hands = reviews.crew()
        review = reviews.IN_STATE[state](hands)
        words = {"review": review, "version": review.version, "at": reviews.AT} | told
        return _deed(event, getattr(hands, hand), action, gives_reason=gives_reason, **words)

    return prepare


def of_review_file(event: str, action: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        payments.allowance()
        hands = reviews.crew()
        return _deed(event, hands.officer, action, review=reviews.signed(hands))

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


def _open_change() -> Deed:
    hands = cases.crew()
    told = {"kind": "stop", "target": cases.allowance(hands), "reason": "Từ chối nhận."}
    return _deed("case.change_opened", hands.officer, case_actions.open_change, gives_reason=True, **told)


def _record_change() -> Deed:
    hands = cases.crew()
    told = {"case": cases.good_change(hands, "stop", "draft"), "reason": "Từ chối nhận.", "cause": "moved"}
    return _deed("case.change_recorded", hands.officer, case_actions.record_change, gives_reason=True, **told)


def _print() -> Deed:
    hands = cases.crew()
    paper = cases.received(hands).documents.get()
    return _deed("document.printed", hands.officer, case_actions.print_document, document=paper)


def _add_scans() -> Deed:
    hands = cases.crew()
    told = {
        "case": cases.draft(hands),
        "paper": Paper.IDENTITY,
        "uploads": [Upload("a.jpg", cases.picture())],
    }
    return _deed("scan.added", hands.officer, case_actions.add_scans, **told)


def of_scan(event: str, action: Any, *, gives_reason: bool = False, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = cases.crew()
        scan = cases.scan(cases.draft(hands), by=hands.officer)
        return _deed(event, hands.officer, action, scan=scan, gives_reason=gives_reason, **told)

    return prepare


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


# Life events and proposed cases


def _propose() -> Deed:
    prompts.birthday()
    return _deed("prompt.proposed", system_job("propose_changes"), case_actions.propose, today=prompts.TODAY)


def of_prompt(event: str, action: Any, *, gives_reason: bool = False, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        prompt = prompts.proposed()
        officer = offices.actor("commune_officer")
        return _deed(event, officer, action, prompt=prompt, gives_reason=gives_reason, **told)

    return prepare


def _change() -> Deed:
    told = {"kind": "stop", "target": people.entitlement(), "reason": "Hết điều kiện."}
    officer = offices.actor("commune_officer")
    return _deed("case.change_opened", officer, case_actions.open_change, gives_reason=True, **told)


def _add_relation() -> Deed:
    told = {"person": people.person(), "other": people.person("Lê Thị Hai"), "kind": "parent"}
    return _deed("relation.added", offices.actor("commune_officer"), people_actions.add_relation, **told)


def _end_relation() -> Deed:
    officer = offices.actor("commune_officer")
    relation = people_actions.add_relation(
        person=people.person(), other=people.person("Lê Thị Hai"), kind="carer", by=officer
    )
    told = {"relation": relation, "valid_to": dt.date(2026, 11, 1)}
    return _deed("relation.ended", officer, people_actions.end_relation, **told)


def _end_by_death() -> Deed:
    officer = offices.actor("commune_officer")
    person = people.entitlement().person
    people_actions.record_death(person=person, by=officer, **DIED)
    return _deed(
        "entitlement.ended", officer, entitlement_actions.end_by_death, gives_reason=True, person=person
    )


def _print_line() -> Deed:
    payments.allowance()
    hands = payments.crew()
    payments.built(hands)
    line = PaymentLine.objects.select_related("payment_list__run", "entitlement", "person").get()
    return _deed("payment_line.printed", hands.accountant, payment_actions.print_line, line=line)


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
# The law: dated so that it fits on whatever day the test runs.
LATER = dt.date(2099, 1, 1)
DATED = {"valid_from": LATER, "known_from": LATER}


def of_law(action: Any, make: Callable[[], Change]) -> Callable[[], Deed]:
    def prepare() -> Deed:
        return _deed(
            "law_change.proposed", law.crew().proposer, action, gives_reason=True, change=make(), **WHY
        )

    return prepare


def of_change(event: str, action: Any, **told: Any) -> Callable[[], Deed]:
    def prepare() -> Deed:
        hands = law.crew()
        change = law.waiting(hands)
        return _deed(event, hands.confirmer, action, change=change, gives_reason=bool(told), **told)

    return prepare


def _mistaken() -> Change:
    wrong = law.rate(**DATED)
    law.made(wrong)
    return law.withdrawal(wrong.row, known_from=LATER)


P, E, C, M, L = people_actions, entitlement_actions, case_actions, payment_actions, law_actions
DIED = {"died_on": dt.date(2026, 9, 3), "document": "TL-KT 12"}
WHY = {"reason": "Bổ sung giấy xác nhận."}
INTAKE = {
    "papers": {}, "channel": "post", "applicant_name": "Nam", "applicant_relation": "", "applicant_phone": "",
    "applicant_address": "",
}  # fmt: skip

DEEDS: dict[Any, Callable[[], Deed]] = {
    office_actions.delegate: _delegate,
    office_actions.end_delegation: _end_delegation,
    L.propose_rate: of_law(L.propose_rate, lambda: law.rate(**DATED)),
    L.propose_coefficient: of_law(L.propose_coefficient, lambda: law.coefficient(**DATED)),
    L.propose_benefit: of_law(L.propose_benefit, lambda: law.benefit(**DATED)),
    L.propose_withdrawal: of_law(L.propose_withdrawal, _mistaken),
    L.propose_areas: of_law(L.propose_areas, lambda: law.areas(("Thôn Gò", DifficultyClass.SPECIAL))),
    L.propose_naming: of_law(L.propose_naming, lambda: law.naming(valid_from=LATER)),
    L.propose_regime: of_law(L.propose_regime, lambda: law.regime(5, received_from=LATER)),
    L.propose_verification: of_law(L.propose_verification, law.verification),
    L.propose_calendar_day: of_law(L.propose_calendar_day, lambda: law.day(dt.date(2099, 12, 24))),
    L.propose_day_cancelled: of_law(
        L.propose_day_cancelled, lambda: law.day_cancelled(dt.date(2030, 9, 2))
    ),
    L.confirm_change: of_change("law_change.confirmed", L.confirm_change),
    L.reject_change: of_change("law_change.rejected", L.reject_change, **WHY),
    P.register_person: _register,
    P.register_many: _register_many,
    P.update_person: of_person("person.updated", P.update_person, data=people.data("Trần Thị Lan")),
    P.record_facts: of_person("person.facts_recorded", P.record_facts, facts=Facts(abandoned=True)),
    P.record_death: of_person("person.died", P.record_death, **DIED),
    P.record_event: of_person("person.event_recorded", P.record_event, data=prompts.SENTENCED),
    P.add_relation: _add_relation,
    P.end_relation: _end_relation,
    P.set_payee_account: of_person(
        "person.account_set", P.set_payee_account, method="account", bank="Agribank", account_number="4500"
    ),
    P.confirm_account: of_account("person.account_confirmed", P.confirm_account),
    P.decline_account: of_account("person.account_declined", P.decline_account, reason="Sai chủ tài khoản."),
    P.set_collector: of_person("person.collector_set", P.set_collector, name="Lê Thị Hai"),
    P.set_household: of_person("person.household_set", P.set_household, household=None, relation="con"),
    P.record_poverty: _poverty,
    P.record_poverty_year: _poverty_year,
    P.settle_finding: _settle,
    P.export_persons: _export,
    E.grant: _grant,
    E.end: _end,
    E.adjust: _adjust,
    E.suspend: _suspend,
    E.resume: _resume,
    E.record_death: of_person("person.died", E.record_death, **DIED),
    E.end_by_death: _end_by_death,
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
    E.prepare_reviews: _prepare_reviews,
    E.prepare_review_again: _prepare_again,
    E.submit_review: of_review("mass_review.submitted", E.submit_review, "prepared", "approver"),
    E.send_back_review: of_review(
        "mass_review.sent_back", E.send_back_review, "submitted", "chair", gives_reason=True, **WHY
    ),
    E.sign_review: of_review("mass_review.signed", E.sign_review, "submitted", "chair"),
    E.apply_review: of_review("mass_review.applied", E.apply_review, "signed", "administrator"),
    E.cancel_review: of_review(
        "mass_review.cancelled", E.cancel_review, "prepared", "officer", gives_reason=True, **WHY
    ),
    E.print_review: of_review_file("mass_review.printed", E.print_review),
    E.export_review: of_review_file("mass_review.exported", E.export_review),
    C.open_draft: _open,
    C.open_change: _open_change,
    C.record_change: _record_change,
    C.record_life_event: of_person(
        "person.event_recorded", C.record_life_event, data=prompts.SENTENCED, today=prompts.TODAY
    ),
    C.propose: _propose,
    C.open_from_prompt: of_prompt(
        "prompt.answered", C.open_from_prompt, kind="adjust", today=prompts.TODAY
    ),
    C.dismiss_prompt: of_prompt(
        "prompt.dismissed", C.dismiss_prompt, gives_reason=True, reason="Đã có quyết định."
    ),
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
    C.add_scans: _add_scans,
    C.view_scan: of_scan("scan.viewed", C.view_scan),
    C.take_back_scan: of_scan("scan.taken_back", C.take_back_scan, gives_reason=True, at=cases.AT, **WHY),
    C.print_explanation: of_draft("case.explanation_printed", C.print_explanation, today=cases.TODAY),
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
    M.print_line: _print_line,
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
        for module in [import_module(f"{app}.actions")]
        for name, action in inspect.getmembers(module, inspect.isfunction)
        if name in getattr(module, "__all__", [name])
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
