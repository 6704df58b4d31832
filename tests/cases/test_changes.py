"""Changes of an allowance that stands, from the draft to what the signature does."""

from __future__ import annotations

import datetime as dt

import pytest

from audit.queries import history_of
from cases import actions
from cases.enums import CaseKind
from cases.models import Case
from cases.queries import change_of
from cases.rules import Reason
from entitlements.actions import record_death
from entitlements.models import Entitlement, Suspension
from offices.actors import NotPermitted
from policy.allowance_reasons import AllowanceReason as Law
from policy.enums import DisabilityDegree
from policy.facts import Facts
from tests.factories import cases, offices, people

pytestmark = pytest.mark.django_db

NOVEMBER, OCTOBER, SEPTEMBER = (dt.date(2026, month, 1) for month in (11, 10, 9))
TO_EXTREME = Facts(disability_degree=DisabilityDegree.EXTREME)


def severe(hands: cases.Crew, born: str = "12/06/1978") -> Entitlement:
    """A severely disabled person's allowance of 810,000 đồng a month, from January 2025."""
    who = people.person("Đinh Thị Bưởi", born=born, by=hands.officer)
    return people.entitlement(who, group="disability_severe", start="2025-01", by=hands.chair)


def reasons(refusal: pytest.ExceptionInfo[actions.CaseNotReady]) -> list[object]:
    return [condition.reason for condition in refusal.value.conditions]


# Opening


def test_change_opens_about_its_allowance_without_an_application() -> None:
    hands = cases.crew()
    target = severe(hands)
    case = actions.open_change(kind=CaseKind.STOP, target=target, by=hands.officer, reason="Đã chuyển đi.")
    assert (case.kind, case.target, case.person, case.group, case.slot, case.state) == (
        "stop", target, target.person, target.group, "main", "draft",
    )  # fmt: skip
    assert (case.change_reason, case.asked, case.registered_by_id) == (
        "Đã chuyển đi.", False, hands.officer.user_id,
    )  # fmt: skip
    entry = history_of(case).get()
    assert (entry.event, entry.reason) == ("case.change_opened", "Đã chuyển đi.")
    assert entry.after == {
        "person": target.person.code, "kind": "stop", "decision_number": target.decision_number,
    }  # fmt: skip


def test_draft_of_the_same_change_is_taken_up_again_with_what_is_known_now() -> None:
    hands = cases.crew()
    target = severe(hands)
    first = actions.open_change(kind=CaseKind.ADJUST, target=target, by=hands.officer, reason="Một.")
    again = actions.open_change(
        kind=CaseKind.ADJUST, target=target, by=hands.officer, reason="Hai.", facts=TO_EXTREME
    )
    assert (again.pk, again.change_reason, again.facts["disability_degree"]) == (first.pk, "Hai.", "extreme")
    other = actions.open_change(kind=CaseKind.STOP, target=target, by=hands.officer, reason="Ba.")
    assert other.pk != first.pk


def test_another_running_case_for_the_allowance_is_refused_by_name() -> None:
    hands = cases.crew()
    target = severe(hands)
    running = cases.changed(
        hands, "suspend", target, until="received", cause="not_collected", event_on=dt.date(2026, 8, 1)
    )
    with pytest.raises(actions.AnotherCaseRuns, match=str(running.code)):
        actions.open_change(kind=CaseKind.STOP, target=target, by=hands.officer, reason="Đã chuyển đi.")


def test_new_case_waits_for_the_change_of_its_slot() -> None:
    hands = cases.crew()
    target = severe(hands)
    cases.changed(hands, "stop", target, until="received", cause="refuses", event_on=cases.TODAY)
    case = cases.draft(hands, target.person, facts=cases.EXTREME, group="disability_extreme")
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.receive, hands.officer)
    assert reasons(refusal) == [Reason.NO_OTHER_CASE]


def test_only_who_registers_in_the_own_office_opens_a_change() -> None:
    hands, others = cases.crew(), cases.crew(offices.SON_HA)
    target = severe(hands)
    for who in (hands.appraiser, hands.chair, others.officer):
        with pytest.raises(NotPermitted):
            actions.open_change(kind=CaseKind.STOP, target=target, by=who, reason="Đã chuyển đi.")
    assert Case.objects.count() == 0


def test_change_without_a_reason_is_refused() -> None:
    hands = cases.crew()
    with pytest.raises(actions.CaseNotReady) as refusal:
        actions.open_change(kind=CaseKind.STOP, target=severe(hands), by=hands.officer, reason=" ")
    assert reasons(refusal) == [Reason.STATED]


def test_allowance_is_not_turned_into_one_of_another_slot() -> None:
    hands = cases.crew()
    with pytest.raises(actions.SlotDiffers):
        cases.change(hands, "adjust", severe(hands), group_key="single_parent", effective_month=NOVEMBER)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("adjust", [Law.MONTH_COME]),
        ("stop", [Law.CAUSE_NAMED, Law.EVENT_PAST]),
        ("suspend", [Law.CAUSE_NAMED, Law.EVENT_PAST]),
        ("resume", []),
    ],
)
def test_change_is_taken_up_once_recorded(kind: str, missing: list[Law]) -> None:
    hands = cases.crew()
    case = cases.change(hands, kind, severe(hands))
    if not missing:
        assert cases.step(case, actions.receive, hands.officer).state == "received"
        return
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.receive, hands.officer)
    assert reasons(refusal) == missing


def test_only_a_stop_is_taken_up_of_the_dead() -> None:
    hands = cases.crew()
    case = cases.change(hands, "suspend", severe(hands), cause="not_collected", event_on=dt.date(2026, 8, 1))
    record_death(person=case.person, died_on=dt.date(2026, 10, 9), document="TL-KT 12", by=hands.officer)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.receive, hands.officer)
    assert reasons(refusal) == [Reason.ALIVE]


# The clock, the hands, the papers


def test_own_change_has_the_clock_and_no_receipt() -> None:
    hands = cases.crew()
    case = cases.changed(
        hands, "stop", severe(hands), until="received", cause="refuses", event_on=cases.TODAY
    )
    assert (case.regime, case.working_days, case.due_on) == ("R3", 7, dt.date(2026, 11, 26))
    assert case.documents.count() == 0


def test_applied_for_change_has_its_receipt_and_its_letter() -> None:
    hands = cases.crew()
    case = cases.change(hands, "stop", severe(hands), cause="refuses", event_on=cases.TODAY)
    case = actions.record_intake(
        case=case, by=hands.officer, papers={}, channel="desk", applicant_name="Đinh Thị Bưởi",
        applicant_relation="", applicant_phone="", applicant_address="",
    )  # fmt: skip
    case = cases.step(case, actions.receive, hands.officer)
    case = cases.step(case, actions.start_appraisal, hands.appraiser)
    case = cases.step(case, actions.refuse, hands.chair, reason="Chưa đủ căn cứ.")
    assert sorted(case.documents.values_list("kind", flat=True)) == ["receipt", "refusal"]


def test_own_change_is_given_up_returned_and_declined_without_papers() -> None:
    hands = cases.crew()
    target = severe(hands)
    case = cases.changed(
        hands, "stop", target, until="under_appraisal", cause="refuses", event_on=cases.TODAY
    )
    case = cases.step(case, actions.return_for_supplement, hands.appraiser, reason="Ghi rõ ngày.")
    case = cases.step(case, actions.resume, hands.officer)
    case = cases.step(case, actions.start_appraisal, hands.appraiser)
    case = cases.step(case, actions.refuse, hands.chair, reason="Chưa đủ căn cứ.")
    assert (case.state, case.documents.count()) == ("refused", 0)
    target.refresh_from_db()
    assert target.end_month is None


def test_four_people_carry_a_change() -> None:
    hands = cases.crew()
    case = cases.changed(
        hands, "stop", severe(hands), until="approved", cause="refuses", event_on=cases.TODAY
    )
    both = offices.actor("commune_chair", person=case.registered_by)
    with pytest.raises(actions.SameHands):
        cases.step(case, actions.sign, both)


# Adjust


def test_adjustment_counts_from_the_month_of_the_change() -> None:
    hands = cases.crew()
    target = severe(hands)
    case = cases.changed(
        hands, "adjust", target, facts=TO_EXTREME, group_key="disability_extreme", effective_month=SEPTEMBER
    )
    target.refresh_from_db()
    new = case.entitlement
    assert (target.end_month, target.end_reason) == (
        dt.date(2026, 8, 1),
        "Điều chỉnh theo Quyết định 01/QĐ-UBND",
    )
    assert new is not None
    assert (new.group_id, new.start_month, new.end_month, new.decision_number, new.source) == (
        "disability_extreme", SEPTEMBER, None, "01/QĐ-UBND", "case",
    )  # fmt: skip
    assert (case.state, case.amount, case.effective_month) == ("signed", 1_080_000, SEPTEMBER)
    assert list(case.documents.values_list("kind", "number")) == [("change", "01/QĐ-UBND")]
    entry = history_of(case).get(event="case.signed")
    assert entry.after["start_month"] == "2026-09-01"
    assert [e.event for e in history_of(target).order_by("id")][-1] == "entitlement.ended"


@pytest.mark.parametrize(
    ("facts", "told", "missing"),
    [
        (None, {"group_key": "disability_extreme", "effective_month": SEPTEMBER}, [Reason.FACTS_FIT]),
        (
            Facts(disability_degree=DisabilityDegree.MILD),
            {"group_key": "disability_extreme", "effective_month": SEPTEMBER},
            [Reason.FACTS_FIT],
        ),
        (cases.SEVERE, {"effective_month": SEPTEMBER}, [Law.CHANGES_SOMETHING]),
        (
            TO_EXTREME,
            {"group_key": "disability_extreme", "effective_month": dt.date(2026, 12, 1)},
            [Law.MONTH_COME],
        ),
        (
            TO_EXTREME,
            {"group_key": "disability_extreme", "effective_month": dt.date(2025, 1, 1)},
            [Law.AFTER_FIRST_MONTH],
        ),
    ],
    ids=["cannot be told", "do not fit", "nothing changes", "month ahead", "first month"],
)
def test_adjustment_the_facts_do_not_bear_is_refused(facts, told, missing: list) -> None:
    hands = cases.crew()
    case = cases.changed(hands, "adjust", severe(hands), until="under_appraisal", facts=facts, **told)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.propose_grant, hands.appraiser, note="")
    assert reasons(refusal) == missing


def test_children_counted_change_with_the_facts_of_that_month() -> None:
    from policy.enums import MaritalState, PovertyStatus
    from policy.facts import Child, PartialDate

    hands = cases.crew()
    parent = people.person("Phạm Thị Lan", born="01/02/1990", by=hands.officer)
    target = people.entitlement(parent, group="single_parent", units=2, start="2025-01", by=hands.chair)
    facts = Facts(
        poverty=PovertyStatus.POOR,
        marital_state=MaritalState.SINGLE,
        # The elder turned 16 on 20 October 2026 and is not at school.
        children=(Child(PartialDate(2010, 10, 20), False), Child(PartialDate(2018, 4, 2))),
    )
    case = cases.changed(hands, "adjust", target, facts=facts, effective_month=OCTOBER)
    assert (case.units, case.amount, case.entitlement.units) == (1, 540_000, 1)
    target.refresh_from_db()
    assert target.end_month == SEPTEMBER


def test_end_already_decided_stays_the_end_of_the_new_allowance() -> None:
    from entitlements.actions import end

    hands = cases.crew()
    target = severe(hands)
    end(entitlement=target, last_month=dt.date(2026, 12, 1), reason="Chuyển đi", by=hands.chair)
    case = cases.changed(
        hands, "adjust", target, facts=TO_EXTREME, group_key="disability_extreme", effective_month=NOVEMBER
    )
    assert (case.entitlement.end_month, case.entitlement.end_reason) == (dt.date(2026, 12, 1), "Chuyển đi")


# Stop


def test_stop_pays_the_month_of_the_event_last() -> None:
    hands = cases.crew()
    target = severe(hands)
    case = cases.changed(hands, "stop", target, cause="moved", event_on=dt.date(2026, 10, 31))
    target.refresh_from_db()
    assert (target.end_month, target.end_reason) == (OCTOBER, "moved")
    assert (case.effective_month, case.amount, case.entitlement) == (NOVEMBER, 0, None)


def test_stop_of_the_dead_needs_the_recorded_death_and_decides_its_month() -> None:
    hands = cases.crew()
    target = severe(hands)
    case = cases.changed(hands, "stop", target, until="under_appraisal", cause="death")
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.propose_grant, hands.appraiser, note="")
    assert reasons(refusal) == [Law.DEATH_RECORDED]

    record_death(person=target.person, died_on=dt.date(2026, 10, 9), document="TL-KT 12", by=hands.officer)
    case = cases.step(case, actions.propose_grant, hands.appraiser, note="")
    case = cases.step(case, actions.approve, hands.approver)
    case = cases.step(case, actions.sign, hands.chair)
    target.refresh_from_db()
    assert (target.end_month, case.effective_month) == (OCTOBER, NOVEMBER)


def test_stop_for_facts_that_still_fit_is_refused() -> None:
    hands = cases.crew()
    case = cases.changed(
        hands, "stop", severe(hands), until="under_appraisal", facts=cases.SEVERE, cause="not_eligible",
        event_on=cases.TODAY,
    )  # fmt: skip
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.propose_grant, hands.appraiser, note="")
    assert reasons(refusal) == [Law.NO_LONGER_FITS]


def test_whoever_stops_being_eligible_while_suspended_stops_from_the_suspension() -> None:
    hands = cases.crew()
    target = suspended(hands)
    mild = Facts(disability_degree=DisabilityDegree.MILD)
    later = cases.AT + dt.timedelta(days=70)
    cases.changed(
        hands, "stop", target, at=later, facts=mild, cause="not_eligible", event_on=dt.date(2027, 1, 5)
    )
    target.refresh_from_db()
    assert target.end_month == OCTOBER


# Suspend and resume


def suspended(hands: cases.Crew) -> Entitlement:
    """Severe, suspended from November 2026 for a request not complied with."""
    target = severe(hands)
    cases.changed(hands, "suspend", target, cause="not_complying", event_on=dt.date(2026, 11, 2))
    return target


def test_suspension_holds_back_from_the_month_it_is_decided_in() -> None:
    hands = cases.crew()
    target = suspended(hands)
    row = Suspension.objects.get()
    assert (row.entitlement, row.from_month, row.to_month, row.cause) == (
        target, NOVEMBER, None, "not_complying",
    )  # fmt: skip
    assert (row.decision_number, row.decision_on) == ("01/QĐ-UBND", cases.TODAY)
    target.refresh_from_db()
    assert target.end_month is None


def test_suspension_may_begin_later_never_earlier() -> None:
    hands = cases.crew()
    told = {"cause": "not_collected", "event_on": dt.date(2026, 8, 10)}
    later = cases.changed(hands, "suspend", severe(hands), effective_month=dt.date(2026, 12, 1), **told)
    earlier = cases.changed(hands, "suspend", severe(hands), effective_month=SEPTEMBER, **told)
    assert (later.effective_month, earlier.effective_month) == (dt.date(2026, 12, 1), NOVEMBER)


def test_suspended_allowance_is_neither_suspended_nor_adjusted_again() -> None:
    hands = cases.crew()
    target = suspended(hands)
    told = {"cause": "not_complying", "event_on": dt.date(2026, 11, 2)}
    for kind, facts, words in (
        ("suspend", None, told),
        ("adjust", TO_EXTREME, {"group_key": "disability_extreme", "effective_month": NOVEMBER}),
    ):
        case = cases.changed(hands, kind, target, until="under_appraisal", facts=facts, **words)
        with pytest.raises(actions.CaseNotReady) as refusal:
            cases.step(case, actions.propose_grant, hands.appraiser, note="")
        assert reasons(refusal) == [Law.NOT_SUSPENDED]
        cases.step(case, actions.refuse, hands.chair, reason="Đã tạm dừng.")


def test_resumption_of_what_is_not_suspended_is_refused() -> None:
    hands = cases.crew()
    case = cases.changed(hands, "resume", severe(hands), until="under_appraisal", facts=cases.SEVERE)
    with pytest.raises(actions.CaseNotReady) as refusal:
        cases.step(case, actions.propose_grant, hands.appraiser, note="")
    assert reasons(refusal) == [Law.SUSPENDED]


LATER = cases.AT + dt.timedelta(days=70)  # 25 January 2027


def test_unchanged_resumption_is_from_the_month_of_the_suspension() -> None:
    hands = cases.crew()
    target = suspended(hands)
    case = cases.changed(hands, "resume", target, at=LATER, facts=cases.SEVERE)
    row = Suspension.objects.get()
    assert (row.to_month, row.lifted_number, row.lifted_on) == (
        dt.date(2026, 12, 1), "01/QĐ-UBND", dt.date(2027, 1, 25),
    )  # fmt: skip
    assert (case.effective_month, case.amount, case.entitlement) == (NOVEMBER, 810_000, None)
    target.refresh_from_db()
    assert target.end_month is None


def test_changed_resumption_adjusts_from_the_month_of_the_change() -> None:
    hands = cases.crew()
    target = suspended(hands)
    case = cases.changed(
        hands, "resume", target, at=LATER, facts=TO_EXTREME, group_key="disability_extreme",
        effective_month=dt.date(2026, 12, 1),
    )  # fmt: skip
    target.refresh_from_db()
    assert (target.end_month, Suspension.objects.get().lifted_on) == (NOVEMBER, dt.date(2027, 1, 25))
    assert (case.entitlement.group_id, case.entitlement.start_month, case.amount) == (
        "disability_extreme", dt.date(2026, 12, 1), 1_080_000,
    )  # fmt: skip


def test_resumption_of_the_no_longer_eligible_stops_from_the_suspension() -> None:
    hands = cases.crew()
    target = suspended(hands)
    mild = Facts(disability_degree=DisabilityDegree.MILD)
    case = cases.changed(hands, "resume", target, at=LATER, facts=mild)
    target.refresh_from_db()
    assert (target.end_month, target.end_reason) == (OCTOBER, "not_eligible")
    assert (case.effective_month, case.amount) == (NOVEMBER, 0)
    assert case.documents.get().snapshot["turn"] == "stop"


@pytest.mark.parametrize(
    ("day", "missing"),
    [(dt.date(2027, 2, 15), [Law.SUSPENDED_THREE_MONTHS]), (dt.date(2027, 2, 16), [])],
    ids=["the day before", "the day"],
)
def test_three_months_after_a_suspension_the_unwilling_stop(day: dt.date, missing: list) -> None:
    hands = cases.crew()
    target = suspended(hands)  # decided on 16 November 2026
    at = dt.datetime.combine(day, dt.time(9), tzinfo=cases.ZONE)
    case = cases.changed(hands, "stop", target, at=at, until="under_appraisal", cause="still_not_complying")
    change = change_of(case, today=day)
    assert [row.reason for row in change.effect.findings if row.outcome == "unmet"] == missing
    if not missing:
        cases.step(case, actions.propose_grant, hands.appraiser, at, note="")
