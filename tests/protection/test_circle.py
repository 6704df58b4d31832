"""Who may open a case: emergency access and its end, withholding, hand-over, revocation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from offices.actors import NotPermitted
from offices.models import Assignment
from protection import actions
from protection.enums import Duty
from protection.models import ChildCase, Member, Task
from protection.queries import keys_of, offices_to_ask
from protection.wall import inside
from tests.factories import offices, people, protection

pytestmark = pytest.mark.django_db


def sees(case: ChildCase, who: object) -> bool:
    with inside(who):  # type: ignore[arg-type]
        return ChildCase.objects.filter(pk=case.pk).exists()


def of(actor) -> Assignment:  # type: ignore[no-untyped-def]
    return Assignment.objects.select_related("office").get(pk=actor.assignment_id)


@pytest.fixture
def hands() -> protection.Crew:
    return protection.crew()


def test_report_names_officer_supervisor_and_chair(hands) -> None:
    case = protection.reported(hands)
    with inside(hands.officer):
        assert {(key.duty, key.user_id) for key in keys_of(case)} == {
            ("officer", hands.officer.user_id),
            ("supervisor", hands.supervisor.user_id),
            ("chair", hands.chair.user_id),
        }


def test_supervisor_of_the_province_is_named_where_the_commune_has_none() -> None:
    officer = offices.actor("child_protection_officer")
    above = offices.actor("child_protection_supervisor", code=offices.PROVINCE)
    case = actions.receive_report(report=protection.REPORT, by=officer, at=protection.AT)
    assert sees(case, above)


def test_report_without_an_officer_is_refused() -> None:
    chair = offices.actor("commune_chair")
    with pytest.raises(actions.NobodyThere, match="Tịnh Khê"):
        actions.receive_report(report=protection.REPORT, by=chair, at=protection.AT)


def test_emergency_access_opens_the_case_is_reviewed_and_runs_out(hands) -> None:
    case = protection.reported(hands)
    night = offices.actor("child_protection_officer")
    assert not sees(case, night)
    opened = actions.break_glass(
        code=case.code, reason="Trực đêm, không gọi được cán bộ.", hours=2, by=night, at=timezone.now()
    )
    assert (opened.pk, sees(case, night)) == (case.pk, True)
    with inside(hands.supervisor):
        task = Task.objects.get(case=case)
        assert (task.kind, task.user_id, task.about_id) == (
            "glass_broken",
            hands.supervisor.user_id,
            night.user_id,
        )
        Member.objects.filter(user_id=night.user_id).update(
            expires_at=timezone.now() - dt.timedelta(seconds=1)
        )
    assert not sees(case, night)


def test_unjustified_emergency_access_ends_at_once(hands) -> None:
    case = protection.reported(hands)
    night = offices.actor("child_protection_officer")
    actions.break_glass(code=case.code, reason="Xem thử.", hours=24, by=night, at=timezone.now())
    with inside(hands.supervisor):
        task = Task.objects.get(case=case)
    with pytest.raises(NotPermitted):
        actions.review_glass(task=task, justified=True, note="Tôi.", by=night, at=timezone.now())
    actions.review_glass(
        task=task, justified=False, note="Không có căn cứ.", by=hands.supervisor, at=timezone.now()
    )
    assert not sees(case, night)


@pytest.mark.parametrize(
    ("reason", "hours", "words"),
    [("", 2, "1 đến 24 giờ"), ("Trực.", 0, "1 đến 24 giờ"), ("Trực.", 25, "1 đến 24 giờ")],
)
def test_emergency_access_needs_reason_and_limit(hands, reason: str, hours: int, words: str) -> None:
    case = protection.reported(hands)
    night = offices.actor("child_protection_officer")
    with pytest.raises(actions.ProtectionRefusal, match=words):
        actions.break_glass(code=case.code, reason=reason, hours=hours, by=night, at=timezone.now())
    assert not sees(case, night)


def test_wrong_code_other_office_and_withheld_answer_alike(hands) -> None:
    case = protection.reported(hands)
    near, far = (
        offices.actor("child_protection_officer"),
        offices.actor("child_protection_officer", code=offices.SON_HA),
    )
    protection.step(
        case,
        actions.withhold,
        hands.officer,
        who="Cán bộ là người thân",
        assignment=of(near),
        reason="Người thân.",
    )
    said = set()
    for who, code in ((near, "AAAAAAAA"), (far, case.code), (near, case.code)):
        with pytest.raises(actions.ProtectionRefusal) as refusal:
            actions.break_glass(code=code, reason="Trực.", hours=1, by=who, at=timezone.now())
        said.add(str(refusal.value))
    assert len(said) == 1


def test_withholding_ends_a_key_at_once(hands) -> None:
    case = protection.reported(hands)
    partner = offices.actor("child_protection_officer", code=offices.SON_HA)
    case = protection.step(case, actions.share, hands.officer, assignment=of(partner), reason="Phối hợp.")
    assert sees(case, partner)
    protection.step(
        case, actions.withhold, hands.officer, who="Bà Lê", assignment=of(partner), reason="Họ hàng."
    )
    assert not sees(case, partner)


def test_access_to_work_along_is_revoked(hands) -> None:
    case = protection.reported(hands)
    partner = offices.actor("child_protection_officer", code=offices.SON_HA)
    case = protection.step(case, actions.share, hands.officer, assignment=of(partner), reason="Phối hợp.")
    with inside(hands.officer):
        key = Member.objects.get(case=case, duty=Duty.PARTNER)
    actions.end_access(key=key, reason="Xong việc.", by=hands.officer, at=protection.AT)
    assert not sees(case, partner)


def test_forwarded_report_is_accepted_elsewhere_and_every_old_key_ends(hands) -> None:
    there = protection.crew(offices.SON_HA)
    case = protection.step(
        protection.reported(hands),
        actions.forward,
        hands.officer,
        to_office=offices.office(offices.SON_HA),
        reason="Xảy ra ở Sơn Hà.",
    )
    assert (case.state, sees(case, there.officer), sees(case, there.chair)) == ("forwarded", True, False)
    taken = protection.step(protection.reread(case, there.officer), actions.accept, there.officer)
    assert (taken.state, taken.office.code, taken.received_at) == ("reported", offices.SON_HA, protection.AT)
    assert [sees(case, who) for who in (there.officer, there.supervisor, there.chair)] == [True] * 3
    assert [sees(case, who) for who in (hands.officer, hands.supervisor, hands.chair)] == [False] * 3


def test_sender_kept_along_sees_until_revoked(hands) -> None:
    there = protection.crew(offices.SON_HA)
    case = protection.step(
        protection.in_implementation(hands),
        actions.transfer,
        hands.officer,
        to_office=offices.office(offices.SON_HA),
        reason="Trẻ chuyển nơi ở.",
    )
    assert case.state == "in_implementation"
    protection.step(protection.reread(case, there.officer), actions.accept, there.officer, keep_sender=True)
    assert [sees(case, who) for who in (hands.officer, hands.supervisor)] == [True, False]
    with inside(there.officer):
        key = Member.objects.standing().get(case=case, duty=Duty.PARTNER)
    actions.end_access(key=key, reason="Đã bàn giao.", by=there.officer, at=protection.AT)
    assert not sees(case, hands.officer)


@pytest.mark.parametrize("action", [actions.decline, actions.take_back])
def test_report_not_accepted_comes_back(hands, action) -> None:
    there = protection.crew(offices.SON_HA)
    case = protection.step(
        protection.reported(hands),
        actions.forward,
        hands.officer,
        to_office=offices.office(offices.SON_HA),
        reason="Xảy ra ở Sơn Hà.",
    )
    by = there.officer if action is actions.decline else hands.officer
    protection.step(protection.reread(case, by), action, by, reason="Không xảy ra ở đây.")
    assert protection.reread(case, hands.officer).state == "reported"
    assert not sees(case, there.officer)


def test_child_known_elsewhere_shows_only_an_office_to_ask(hands) -> None:
    there = protection.crew(offices.SON_HA)
    child = people.person()
    theirs = protection.reported(there, person_id=child.pk)
    mine = protection.reported(hands, person_id=child.pk)
    with inside(hands.officer):
        assert [office.code for office in offices_to_ask(child.pk)] == [offices.SON_HA]
    inquiry = actions.ask(
        case=mine,
        to_office=offices.office(offices.SON_HA),
        question="Trẻ đang được hỗ trợ gì?",
        by=hands.officer,
        at=protection.AT,
    )
    with pytest.raises((NotPermitted, type(inquiry).DoesNotExist)):
        actions.answer(
            inquiry=inquiry,
            answer="x",
            by=offices.actor("child_protection_officer", code=offices.SON_HA),
            at=protection.AT,
        )
    done = actions.answer(inquiry=inquiry, answer="Liên hệ chúng tôi.", by=there.officer, at=protection.AT)
    assert (done.answer, sees(theirs, hands.officer)) == ("Liên hệ chúng tôi.", False)


def test_office_that_cannot_be_asked_is_not_asked(hands) -> None:
    mine = protection.reported(hands, person_id=people.person().pk)
    with pytest.raises(NotPermitted):
        actions.ask(
            case=mine,
            to_office=offices.office(offices.SON_HA),
            question="Có biết trẻ này không?",
            by=hands.officer,
            at=protection.AT,
        )


def test_duty_is_given_by_the_supervisor_and_the_old_key_ends(hands) -> None:
    case = protection.reported(hands)
    other = offices.actor("child_protection_officer")
    case = protection.step(
        case,
        actions.give_duty,
        hands.supervisor,
        duty=Duty.OFFICER,
        assignment=of(other),
        reason="Nghỉ phép.",
    )
    assert (sees(case, other), sees(case, hands.officer)) == (True, False)
    with pytest.raises(NotPermitted):
        protection.step(
            case, actions.give_duty, other, duty=Duty.CHAIR, assignment=of(hands.chair), reason="Tự ý."
        )


def test_duty_is_not_given_to_a_role_without_business(hands) -> None:
    clerk = offices.actor("commune_officer")
    with pytest.raises(NotPermitted):
        protection.step(
            protection.reported(hands),
            actions.give_duty,
            hands.supervisor,
            duty=Duty.OFFICER,
            assignment=of(clerk),
            reason="Thiếu người.",
        )
