"""A role delegated in writing: who may, for how long, and what the papers and the trail then say."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Entry
from cases import actions as case_actions
from cases.models import IssuedDocument
from offices import actions
from offices.actors import Actor, NotPermitted
from offices.models import Assignment, User
from offices.queries import actor_of, assignments_of
from tests.factories import cases, offices

pytestmark = pytest.mark.django_db
TODAY = cases.TODAY


def delegated(chair: Actor, deputy: User, **told: Any) -> Assignment:
    return offices.delegation(chair, deputy=deputy, **({"today": TODAY} | told))


def deputy_actor(row: Assignment) -> Actor:
    return actor_of(Assignment.objects.select_related("user", "office", "on_behalf_of").get(pk=row.pk))


def test_deputy_signs_on_behalf_and_the_decision_says_so() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    deputy = deputy_actor(delegated(hands.chair, offices.user("Đinh Văn Phó")))

    case_actions.sign(case=case, version=case.version, by=deputy, at=cases.AT)

    paper = IssuedDocument.objects.get(case=case, kind="decision")
    content = case_actions.print_document(document=paper, by=hands.chair)
    lines = [
        line.strip()
        for page in PdfReader(io.BytesIO(content)).pages
        for line in page.extract_text().split("\n")
    ]
    assert [line for line in lines if line in {"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đinh Văn Phó"}] == [
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Đinh Văn Phó",
    ]
    entry = Entry.objects.get(event="case.signed")
    assert (entry.actor_name, entry.on_behalf_of) == ("Đinh Văn Phó", "Phạm Văn Ký")


def test_history_names_whom_the_deputy_acted_for(client: Client) -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    deputy = deputy_actor(delegated(hands.chair, offices.user("Đinh Văn Phó")))
    case_actions.sign(case=case, version=case.version, by=deputy, at=cases.AT)
    offices.sign_in(client, hands.officer)
    page = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "thay mặt Phạm Văn Ký" in page


def test_deputy_of_an_earlier_hand_is_that_hand() -> None:
    hands = cases.crew()
    case = cases.approved(hands)
    both = offices.actor("commune_chair", person=User.objects.get(pk=hands.approver.user_id))
    deputy = deputy_actor(delegated(both, offices.user()))
    with pytest.raises(case_actions.SameHands):
        case_actions.sign(case=case, version=case.version, by=deputy, at=cases.AT)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (TODAY - dt.timedelta(days=1), 0),
        (TODAY, 1),
        (TODAY + dt.timedelta(days=6), 1),
        (TODAY + dt.timedelta(days=7), 0),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_delegation_holds_from_its_first_to_its_last_day(on: dt.date, held: int) -> None:
    deputy = offices.user()
    delegated(cases.crew().chair, deputy)
    assert len(assignments_of(deputy.pk, on=on)) == held


def test_delegated_role_is_not_passed_on() -> None:
    first = delegated(cases.crew().chair, offices.user())
    with pytest.raises(actions.DelegationRefused, match="giao lại"):
        delegated(deputy_actor(first), offices.user())


def test_only_deciding_roles_are_delegated() -> None:
    with pytest.raises(actions.DelegationRefused, match="Vai trò này"):
        delegated(cases.crew().officer, offices.user())


def test_nobody_is_their_own_deputy_nor_records_it_to_themselves() -> None:
    hands = cases.crew()
    with pytest.raises(actions.DelegationRefused, match="chính mình"):
        delegated(hands.chair, User.objects.get(pk=hands.chair.user_id))
    administrator = offices.actor("administrator")
    with pytest.raises(actions.DelegationRefused, match="tự ghi"):
        delegated(hands.chair, User.objects.get(pk=administrator.user_id), by=administrator)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(3, 1, "không thể kết thúc"), (-9, -1, "hết hạn từ trước"), (-5000, 3, "không giữ vai trò")],
)
def test_period_out_of_order_is_refused(first: int, last: int, words: str) -> None:
    day = dt.timedelta(days=1)
    with pytest.raises(actions.DelegationRefused, match=words):
        delegated(
            cases.crew().chair, offices.user(), valid_from=TODAY + first * day, valid_to=TODAY + last * day
        )


def test_second_delegation_to_the_same_person_in_that_time_is_refused() -> None:
    hands, deputy = cases.crew(), offices.user()
    delegated(hands.chair, deputy)
    with pytest.raises(actions.DelegationRefused, match="đã giữ vai trò đó"):
        delegated(hands.chair, deputy)


@pytest.mark.parametrize("role", ["commune_officer", "commune_chair", "inspector"])
def test_only_an_administrator_of_the_office_records_one(role: str) -> None:
    with pytest.raises(NotPermitted):
        delegated(cases.crew().chair, offices.user(), by=offices.actor(role))
    with pytest.raises(NotPermitted):
        delegated(cases.crew().chair, offices.user(), by=offices.actor("administrator", code=offices.SON_HA))


def test_ended_delegation_is_over_today_and_cannot_end_twice() -> None:
    deputy, administrator = offices.user(), offices.actor("administrator")
    row = delegated(cases.crew().chair, deputy)
    row = actions.end_delegation(delegation=row, reason="Chủ tịch đã về.", by=administrator, today=TODAY)
    assert assignments_of(deputy.pk, on=TODAY) == []
    with pytest.raises(actions.DelegationRefused):
        actions.end_delegation(delegation=row, reason="Lần nữa.", by=administrator, today=TODAY)


def test_database_refuses_a_delegation_without_its_document() -> None:
    chair, deputy = cases.crew().chair, offices.user()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            user=deputy,
            office_id=chair.office_id,
            role=chair.role,
            valid_from=TODAY,
            valid_to=TODAY,
            on_behalf_of_id=chair.user_id,
            power="KT.",
            title="Phó Chủ tịch",
        )


def test_administrator_records_and_ends_one_on_screen(client: Client) -> None:
    chair, colleague = offices.actor("commune_chair"), offices.actor("commune_officer")
    offices.sign_in(client, offices.actor("administrator"))
    today = timezone.localdate()
    posted = {
        "held": chair.assignment_id,
        "deputy": colleague.user_id,
        "power": "TUQ.",
        "title": "Phó Chủ tịch",
        "document": "15/UBND",
        "valid_from": f"{today:%d/%m/%Y}",
        "valid_to": f"{today:%d/%m/%Y}",
    }
    assert client.post(reverse("delegation_list"), posted).status_code == 302
    row = Assignment.objects.get(on_behalf_of=chair.user_id)
    assert (row.user_id, row.power, row.valid_to) == (colleague.user_id, "TUQ.", today)
    again = client.post(reverse("delegation_list"), posted)
    assert again.context["form"].non_field_errors() == [
        "Người này đã giữ vai trò đó tại đơn vị trong thời gian này."
    ]
    client.post(reverse("delegation_end", args=[row.pk]), {"reason": "Đã về."})
    row.refresh_from_db()
    assert row.valid_to == today - dt.timedelta(days=1)


def test_deputy_chooses_the_role_in_the_menu(client: Client) -> None:
    chair, officer = offices.actor("commune_chair", name="Phạm Văn Ký"), offices.actor("commune_officer")
    today = timezone.localdate()
    row = delegated(
        chair, User.objects.get(pk=officer.user_id), valid_from=today, valid_to=today, today=today
    )
    offices.sign_in(client, officer)
    assert "thay mặt Phạm Văn Ký" in client.get(reverse("home")).content.decode()
    client.post(reverse("switch_assignment"), {"assignment": row.pk})
    assert client.get(reverse("case_list")).wsgi_request.actor.on_behalf_of == "Phạm Văn Ký"  # type: ignore[attr-defined]
