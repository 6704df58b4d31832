"""What each deed changes, whom it refuses, what it leaves in the trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from audit.models import Entry
from audit.queries import history_of
from cases import actions
from cases.models import Case, IssuedDocument
from cases.rules import Reason
from entitlements.models import Entitlement
from offices.actors import NotPermitted
from offices.models import User
from policy.enums import PovertyStatus
from policy.facts import Facts
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db

LATER = cases.AT + dt.timedelta(days=8)


def events_of(case: Case) -> list[str]:
    return [entry.event for entry in reversed(history_of(case))]


def reasons(refusal: pytest.ExceptionInfo[actions.CaseNotReady]) -> list[Reason]:
    return [condition.reason for condition in refusal.value.conditions]


# The straight road


def test_case_goes_from_draft_to_entitlement() -> None:
    hands = cases.crew()
    who = cases.person("Đỗ Thị Sáu", born="1948")
    case = cases.signed(hands, who)

    entitlement = Entitlement.objects.get()
    assert case.entitlement == entitlement
    assert (entitlement.person, entitlement.group_id, entitlement.units) == (who, "pension_75", 1)
    assert (entitlement.start_month, entitlement.end_month) == (dt.date(2026, 11, 1), None)
    assert (entitlement.decision_number, entitlement.decision_on) == ("01/QĐ-UBND", cases.TODAY)
    assert entitlement.source == "case"
    assert (case.amount, case.decision_number, case.decided_on) == (540_000, "01/QĐ-UBND", cases.TODAY)
    assert events_of(case) == [
        "case.opened",
        "case.facts_recorded",
        "case.group_chosen",
        "case.intake_recorded",
        "case.received",
        "case.appraisal_started",
        "case.appraised",
        "case.approved",
        "case.signed",
    ]
    assert list(case.documents.values_list("kind", flat=True)) == ["decision", "receipt"]


def test_every_entry_says_who_in_which_role_and_office_before_and_after() -> None:
    hands = cases.crew()
    case = cases.signed(hands)
    entry = history_of(case).get(event="case.signed")
    assert (entry.actor_id, entry.actor_name, entry.role) == (
        hands.chair.user_id, "Phạm Văn Ký", "commune_chair",
    )  # fmt: skip
    assert (entry.office_code, entry.subject_label) == (offices.TINH_KHE, case.code)
    assert entry.before == {"state": "approved"}
    assert entry.after == {
        "state": "signed",
        "decision_number": "01/QĐ-UBND",
        "decided_on": "2026-11-16",
        "start_month": "2026-11-01",
        "amount": 540_000,
        "entitlement": case.entitlement_id,
    }


def test_code_counts_by_office_and_day() -> None:
    hands, others = cases.crew(), cases.crew(offices.SON_HA)
    codes = [
        cases.received(hands, cases.person("A")).code,
        cases.received(hands, cases.person("B")).code,
        cases.received(hands, cases.person("C"), at=LATER).code,
        cases.received(others).code,
    ]
    agency, other_agency = offices.office().agency_code, offices.office(offices.SON_HA).agency_code
    assert codes == [
        f"{agency}-261116-0001", f"{agency}-261116-0002", f"{agency}-261124-0001",
        f"{other_agency}-261116-0001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "due"),
    [
        # seven working days after Thursday 22/10/2026 and after 15:00 of that day
        (dt.datetime(2026, 10, 22, 9, 0, tzinfo=cases.ZONE), dt.date(2026, 11, 2)),
        (dt.datetime(2026, 10, 22, 15, 1, tzinfo=cases.ZONE), dt.date(2026, 11, 3)),
        # received on a Saturday: taken as received on Monday
        (dt.datetime(2026, 10, 24, 9, 0, tzinfo=cases.ZONE), dt.date(2026, 11, 4)),
    ],
    ids=["morning", "after 15:00", "weekend"],
)
def test_due_date_is_seven_working_days(at: dt.datetime, due: dt.date) -> None:
    case = cases.received(cases.crew(), at=at)
    assert (case.regime, case.working_days, case.due_on) == ("R3", 7, due)


def test_supplement_starts_the_clock_anew() -> None:
    hands = cases.crew()
    at = dt.datetime(2026, 10, 8, 9, 0, tzinfo=cases.ZONE)
    case = cases.received(hands, at=at)
    first_due = case.due_on
    case = cases.step(case, actions.start_appraisal, hands.appraiser, at)
    case = cases.step(case, actions.return_for_supplement, hands.appraiser, at, reason="Thiếu giấy tờ.")
    assert (case.state, case.supplement_request, case.due_on) == ("returned", "Thiếu giấy tờ.", None)

    again = dt.datetime(2026, 10, 22, 9, 0, tzinfo=cases.ZONE)
    case = cases.step(case, actions.resume, hands.officer, again)

    assert (first_due, case.due_on) == (dt.date(2026, 10, 19), dt.date(2026, 11, 2))
    assert (case.attempt, case.first_received_at, case.received_at) == (2, at, again)
    assert case.code.endswith("-261008-0001")
    receipts = IssuedDocument.objects.filter(case=case, kind="receipt").order_by("id")
    assert [paper.number for paper in receipts] == [f"{case.code}/1", f"{case.code}/2"]


def test_lower_allowance_ends_the_month_before() -> None:
    hands = cases.crew()
    who = cases.person()
    pension = cases.signed(hands, who).entitlement
    Entitlement.objects.filter(pk=pension.pk).update(start_month=dt.date(2026, 1, 1))

    case = cases.signed(hands, who, facts=cases.EXTREME, group="disability_extreme")

    pension.refresh_from_db()
    assert pension.end_month == dt.date(2026, 10, 1)
    assert (case.amount, case.entitlement.start_month) == (1_350_000, dt.date(2026, 11, 1))


def test_equal_or_greater_allowance_is_refused() -> None:
    hands = cases.crew()
    who = cases.person()
    cases.signed(hands, who, facts=cases.EXTREME, group="disability_extreme")
    case = cases.under_appraisal(hands, who)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.propose_grant, hands.appraiser, note="")
    assert reasons(refusal) == [Reason.HIGHEST_ONLY]
    assert "01/QĐ-UBND" in str(refusal.value)


# Refusals


def test_refusal_keeps_reasons_and_issues_a_letter() -> None:
    case = cases.refused(cases.crew())
    assert (case.refusal_reasons, case.entitlement) == ("Không đủ điều kiện.", None)
    assert case.documents.get(kind="refusal").number == "01/UBND-VHXH"


def test_proposal_to_refuse_reaches_the_chair() -> None:
    hands = cases.crew()
    case = cases.under_appraisal(hands, facts=Facts(has_pension_or_si=True))
    case = cases.step(case, actions.propose_refusal, hands.appraiser, reason="Đang hưởng lương hưu.")
    case = cases.step(case, actions.approve, hands.approver)
    assert (case.state, case.proposal) == ("approved", "refuse")
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.sign, hands.chair)
    assert reasons(refusal) == [Reason.PROPOSED_GRANT, Reason.FACTS_FIT]
    assert cases.step(case, actions.refuse, hands.chair, reason="Đang hưởng lương hưu.").state == "refused"


def test_sending_back_voids_proposal_and_approval() -> None:
    hands = cases.crew()
    case = cases.step(cases.approved(hands), actions.send_back, hands.chair, reason="Xem lại.")
    assert (case.state, case.proposal) == ("under_appraisal", "")
    assert (case.approved_by, case.approved_at) == (None, None)


def test_incomplete_file_is_not_received() -> None:
    hands = cases.crew()
    case = cases.empty_draft(hands)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.receive, hands.officer)
    assert reasons(refusal) == [Reason.GROUP_CHOSEN]
    assert Case.objects.get(pk=case.pk).code is None


def test_one_running_case_per_allowance() -> None:
    hands = cases.crew()
    who = cases.person()
    first = cases.received(hands, who)
    second = cases.draft(hands, who)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(second, actions.receive, hands.officer)
    assert reasons(refusal) == [Reason.NO_OTHER_CASE]
    assert first.code in str(refusal.value)


def test_death_after_approval_stops_the_signature() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    case.person.died_on = cases.TODAY
    case.person.save()
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.sign, hands.chair)
    assert reasons(refusal) == [Reason.ALIVE]
    assert Entitlement.objects.count() == 0


def test_birth_date_changed_after_receipt_stops_the_signature() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    case.person.born_on = case.person.born_latest_on = dt.date(1947, 6, 12)
    case.person.save()
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.sign, hands.chair)
    assert reasons(refusal) == [Reason.RECORD_UNCHANGED]


@pytest.mark.parametrize(
    ("build", "deed", "who"),
    [
        (cases.under_appraisal, actions.return_for_supplement, "appraiser"),
        (cases.under_appraisal, actions.propose_refusal, "appraiser"),
        (cases.appraised, actions.send_back, "approver"),
        (cases.approved, actions.refuse, "chair"),
        (cases.received, actions.withdraw, "officer"),
    ],
)
def test_blank_reason_is_refused(build, deed, who: str) -> None:
    hands = cases.crew()
    case = build(hands)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, deed, getattr(hands, who), reason="  ")
    assert reasons(refusal) == [Reason.STATED]


# Hands


def test_submitter_may_not_approve() -> None:
    hands = cases.crew()
    case = cases.appraised(hands)
    both = offices.actor("department_approver", person=User.objects.get(pk=hands.officer.user_id))
    with pytest.raises(actions.SameHands):
        cases.step(case, actions.approve, both)
    assert Case.objects.get(pk=case.pk).state == "appraised"


def test_submitter_may_not_sign_or_refuse() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    both = offices.actor("commune_chair", person=User.objects.get(pk=hands.officer.user_id))
    with pytest.raises(actions.SameHands):
        cases.step(case, actions.sign, both)
    with pytest.raises(actions.SameHands):
        cases.step(case, actions.refuse, both, reason="Không đủ.")
    assert Entitlement.objects.count() == 0


def test_appraiser_may_not_approve() -> None:
    hands = cases.crew()
    case = cases.appraised(hands)
    both = offices.actor("department_approver", person=User.objects.get(pk=hands.appraiser.user_id))
    with pytest.raises(actions.SameHands):
        cases.step(case, actions.approve, both)


def test_approver_may_not_sign() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    both = offices.actor("commune_chair", person=User.objects.get(pk=hands.approver.user_id))
    with pytest.raises(actions.SameHands):
        cases.step(case, actions.sign, both)


@pytest.mark.parametrize("slug", ["receive", "approve", "sign"])
def test_wrong_role_or_office_is_not_permitted(slug: str) -> None:
    hands, others = cases.crew(), cases.crew(offices.SON_HA)
    build, deed, who = {
        "receive": (cases.draft, actions.receive, "officer"),
        "approve": (cases.appraised, actions.approve, "approver"),
        "sign": (cases.approved, actions.sign, "chair"),
    }[slug]
    case = build(hands)
    entries = Entry.objects.count()
    with pytest.raises(NotPermitted):
        cases.step(case, deed, getattr(others, who))
    with pytest.raises(NotPermitted):
        cases.step(case, deed, hands.appraiser)
    assert Entry.objects.count() == entries


def test_step_on_an_older_version_is_refused_with_who_and_when() -> None:
    hands = cases.crew()
    case = cases.appraised(hands)
    seen = case.version
    back = cases.step(case, actions.send_back, hands.approver, reason="Xem lại.")
    cases.step(back, actions.propose_grant, hands.appraiser, note="")
    with pytest.raises(actions.CaseMoved) as refusal:
        actions.approve(case=case, version=seen, by=hands.approver, at=cases.AT)
    assert "Lê Văn Thẩm" in str(refusal.value)
    assert "09:00 16/11/2026" in str(refusal.value)


def test_no_change_without_its_entry() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    unwritable = replace(hands.chair, name="x" * 201)  # longer than the trail's column
    with pytest.raises(DatabaseError), transaction.atomic():
        cases.step(case, actions.sign, unwritable)
    assert Case.objects.get(pk=case.pk).state == "approved"
    assert Entitlement.objects.count() == 0
    assert list(case.documents.values_list("kind", flat=True)) == ["receipt"]


# Drafts


def test_draft_is_taken_up_again() -> None:
    hands = cases.crew()
    who = cases.person()
    assert cases.empty_draft(hands, who) == cases.empty_draft(hands, who)
    assert Entry.objects.filter(event="case.opened").count() == 1


def test_facts_are_frozen_at_receipt() -> None:
    hands = cases.crew()
    case = cases.received(hands)
    with pytest.raises(actions.CaseMoved):
        actions.record_facts(case=case, facts=Facts(poverty=PovertyStatus.POOR), by=hands.officer)
    assert Facts.from_json(case.facts).has_pension_or_si is False
    assert str(Facts.from_json(case.facts).born) == "12/06/1948"


def test_new_facts_open_the_choice_of_group_again() -> None:
    hands = cases.crew()
    case = actions.record_facts(case=cases.draft(hands), facts=cases.EXTREME, by=hands.officer)
    assert (case.group, case.slot, case.amount) == (None, "", None)


def test_units_and_amount_come_from_the_facts() -> None:
    from policy.enums import MaritalState
    from policy.facts import Child, PartialDate

    hands = cases.crew()
    parent = cases.person("Phạm Thị Lan", born="01/02/1990")
    facts = Facts(
        poverty=PovertyStatus.NEAR_POOR,
        marital_state=MaritalState.SINGLE,
        children=(Child(PartialDate(2015, 3, 1)), Child(PartialDate(2018, 4, 2))),
    )
    case = cases.signed(hands, parent, facts=facts, group="single_parent")
    assert (case.units, case.amount, case.entitlement.units) == (2, 1_080_000, 2)
    assert case.entitlement.slot == "single_parent"


def test_group_no_law_names_is_refused() -> None:
    hands = cases.crew()
    case = cases.draft(hands)
    with pytest.raises(LookupError):
        actions.choose_group(case=case, group_key="elderly_80", by=hands.officer, today=cases.TODAY)
