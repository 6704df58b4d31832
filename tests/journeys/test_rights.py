"""People who reach further than their role: by crafted forms, two roles, an ended role, a closed account."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from beneficiaries.actions import set_household
from beneficiaries.models import Person
from cases import actions
from cases.models import Case
from cases.steps import STEPS
from entitlements.models import CaseloadImport
from offices.actors import Actor
from offices.models import Assignment, User
from offices.roles import ROLES
from tests.factories import caseloads, cases, offices, payments, people

pytestmark = pytest.mark.django_db


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def also(actor: Actor, role: str) -> Actor:
    """The same person in a second role of the same office."""
    return offices.actor(role, code=actor.office_code, person=user_of(actor))


def press(client: Client, who: Actor, case: Case, slug: str, **words: str) -> str:
    offices.sign_in(client, who)
    url = reverse("case_step", args=[case.pk, slug])
    return client.post(url, {"version": str(case.version), **words}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("state", "slug", "role", "sentence"),
    [
        ("appraised", "approve", "department_approver", "không được phê duyệt"),
        ("approved", "sign", "commune_chair", "không được ký"),
        ("approved", "refuse", "commune_chair", "không được"),
    ],
)
def test_submitter_in_a_second_role_does_not_decide(
    client: Client, state: str, slug: str, role: str, sentence: str
) -> None:
    hands = cases.crew()
    case = cases.IN_STATE[state](hands)
    before = Entry.objects.count()

    page = press(client, also(hands.officer, role), case, slug, reason="Không đủ điều kiện.")

    assert sentence in page
    assert (Case.objects.get(pk=case.pk).state, Entry.objects.count()) == (state, before)


def test_builder_of_a_run_in_a_second_role_does_not_approve_it() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.checked(hands)
    from payments.actions import SameHands, approve_run

    with pytest.raises(SameHands):
        approve_run(run=run, by=also(hands.accountant, "payment_approver"))


@pytest.mark.parametrize("step", STEPS, ids=[step.slug for step in STEPS])
@pytest.mark.parametrize("role", ROLES)
def test_step_of_another_role_is_refused_whatever_is_posted(client: Client, step, role: str) -> None:
    if step.permission in ROLES[role].permissions:
        return
    hands = cases.crew()
    case = cases.IN_STATE[step.from_states[0]](hands)
    before = Entry.objects.count()
    offices.sign_in(client, offices.actor(role))
    posted = {"version": str(case.version), "reason": "Vì muốn.", "by": str(hands.chair.user_id)}
    status = client.post(reverse("case_step", args=[case.pk, step.slug]), posted).status_code
    assert status in (403, 404)
    assert (Case.objects.get(pk=case.pk).state, Entry.objects.count()) == (case.state, before)


@pytest.mark.parametrize("kind", ["adjust", "stop", "suspend", "resume"])
@pytest.mark.parametrize("state", sorted({state for step in STEPS for state in step.from_states}))
def test_step_of_a_change_is_refused_to_every_other_role(client: Client, state: str, kind: str) -> None:
    case = cases.good_change(cases.crew(), kind, state)
    actors = {role: offices.actor(role) for role in ROLES}
    before = Entry.objects.count()
    answers = {
        client.post(
            reverse("case_step", args=[case.pk, step.slug]),
            {"version": str(case.version), "reason": "Thử.", "note": ""},
        ).status_code
        for step in STEPS
        if state in step.from_states
        for role, actor in actors.items()
        if step.permission not in ROLES[role].permissions and offices.sign_in(client, actor)
    }
    assert answers == {403}
    assert (Case.objects.get(pk=case.pk).state, Entry.objects.count()) == (state, before)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_province_takes_no_step_of_a_commune(client: Client, role: str) -> None:
    hands = cases.crew()
    offices.sign_in(client, offices.actor(role, code=offices.PROVINCE))
    statuses = set()
    for step in STEPS:
        case = cases.IN_STATE[step.from_states[0]](hands, cases.person())
        posted = {"version": str(case.version), "reason": "Vì muốn."}
        statuses.add(client.post(reverse("case_step", args=[case.pk, step.slug]), posted).status_code)
        assert Case.objects.get(pk=case.pk).state == case.state
    assert statuses <= {403, 404}


def test_household_of_another_commune_is_not_joined(client: Client) -> None:
    officer, stranger = (
        offices.actor("commune_officer"),
        offices.actor("commune_officer", code=offices.SON_HA),
    )
    theirs = set_household(
        person=people.person(by=stranger), household=None, relation="", by=stranger
    ).household
    mine = people.person(by=officer)
    offices.sign_in(client, officer)
    answer = client.post(
        reverse("person_household", args=[mine.pk]), {"code": theirs.code, "relation": "con"}
    )
    assert list(answer.context["form"].errors) == ["code"]
    assert Person.objects.get(pk=mine.pk).household is None


def test_row_is_not_given_to_a_person_of_another_commune(client: Client) -> None:
    officer = offices.actor("commune_officer")
    stranger = people.person(code=offices.SON_HA)
    row = caseloads.held_row(by=officer, name="Lê Văn Nam", sex="Nam", id_number="051078000002")
    offices.sign_in(client, officer)
    url = reverse("import_row_step", args=[row.caseload_import_id, row.pk, "same-person"])
    client.post(url, {"same-person-person": stranger.code, "same-person-reason": "Một người."})
    row.refresh_from_db()
    assert (row.outcome, stranger.entitlements.count()) == ("held", 0)


def test_office_posted_by_a_commune_is_not_listened_to(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    offices.sign_in(client, offices.actor("commune_officer"))
    content = caseloads.workbook(caseloads.listed(), commune="")
    file = SimpleUploadedFile("a.xlsx", content)
    posted = {"file": file, "paid_through": "09/2026", "office": str(offices.office(offices.SON_HA).pk)}
    client.post(reverse("import_new"), posted)
    assert {row.office.code for row in CaseloadImport.objects.get().rows.all()} == {offices.TINH_KHE}


def test_role_that_ended_yesterday_opens_nothing(client: Client) -> None:
    officer = offices.actor("commune_officer")
    offices.sign_in(client, officer)
    assert client.get(reverse("person_list")).status_code == 200
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Assignment.objects.filter(pk=officer.assignment_id).update(valid_to=yesterday)
    assert {
        client.get(reverse(name)).status_code for name in ("person_list", "case_list", "home", "search")
    } == {403}


def test_account_closed_while_signed_in_is_signed_out(client: Client) -> None:
    officer = offices.actor("commune_officer")
    offices.sign_in(client, officer)
    User.objects.filter(pk=officer.user_id).update(is_active=False)
    answer = client.get(reverse("person_list"))
    assert (answer.status_code, answer["Location"][:9]) == (302, "/sign-in/")


def test_another_persons_assignment_is_not_taken(client: Client) -> None:
    officer, chair = offices.actor("commune_officer"), offices.actor("commune_chair")
    offices.sign_in(client, officer)
    client.post(reverse("switch_assignment"), {"assignment": str(chair.assignment_id)})
    assert client.get("/").wsgi_request.actor == officer


def test_appraiser_proposing_refusal_may_not_send_it_on(client: Client) -> None:
    hands = cases.crew()
    case = cases.step(
        cases.under_appraisal(hands), actions.propose_refusal, hands.appraiser, reason="Không đủ điều kiện."
    )
    page = press(client, also(hands.appraiser, "department_approver"), case, "approve")
    assert "không được phê duyệt" in page
    assert Case.objects.get(pk=case.pk).state == "appraised"


def test_link_does_not_say_for_the_officer_that_it_is_another_person(client: Client) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    page = client.get(reverse("case_new_person"), {"name": "Lê Văn Nam", "not_the_same": "on"})
    assert page.context["form"].initial == {"name": "Lê Văn Nam", "id_number": ""}
