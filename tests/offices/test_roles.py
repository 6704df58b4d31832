"""Roles, dated assignments and the scope of what an actor sees."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError
from django.test import Client

from offices import scope
from offices.actors import NotPermitted, system_job
from offices.models import Assignment
from offices.queries import NoSuchActor, actor_named, assignments_of
from offices.roles import ROLES, Permission
from tests.factories import offices

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 2)


def test_ten_roles_exist() -> None:
    assert list(ROLES) == [
        "commune_officer",
        "department_appraiser",
        "department_approver",
        "commune_chair",
        "payment_accountant",
        "payment_approver",
        "child_protection_officer",
        "child_protection_supervisor",
        "inspector",
        "administrator",
    ]


@pytest.mark.parametrize(
    ("permission", "holders"),
    [
        (Permission.CASE_REGISTER, {"commune_officer"}),
        (Permission.CASE_APPRAISE, {"department_appraiser"}),
        (Permission.CASE_APPROVE, {"department_approver"}),
        (Permission.CASE_SIGN, {"commune_chair"}),
        (Permission.PAYMENT_BUILD, {"payment_accountant"}),
        (Permission.PAYMENT_APPROVE, {"payment_approver"}),
        (Permission.PERSON_EDIT, {"commune_officer"}),
        (Permission.ACCOUNT_CONFIRM, {"department_approver", "commune_chair"}),
        (Permission.CASELOAD_IMPORT, {"commune_officer", "administrator"}),
        (Permission.REVIEW_PREPARE, {"commune_officer", "administrator"}),
        (Permission.REVIEW_SUBMIT, {"department_approver"}),
        (Permission.REVIEW_SIGN, {"commune_chair"}),
        (Permission.PROTECTION_WORK, {"child_protection_officer"}),
        (Permission.PROTECTION_SUPERVISE, {"child_protection_supervisor"}),
        (Permission.PROTECTION_DECIDE, {"commune_chair"}),
    ],
)
def test_deciding_permission_belongs_to(permission: Permission, holders: set[str]) -> None:
    assert {code for code, role in ROLES.items() if permission in role.permissions} == holders


def test_inspector_can_change_nothing() -> None:
    assert {permission.value for permission in ROLES["inspector"].permissions} == {
        "person.view",
        "case.view",
        "payment.view",
        "review.view",
        "audit.view",
    }


def test_role_holds_from_a_date_to_a_date() -> None:
    person = offices.user()
    Assignment.objects.create(
        user=person,
        office=offices.office(),
        role="inspector",
        valid_from=dt.date(2026, 11, 1),
        valid_to=dt.date(2026, 11, 30),
    )
    days = (dt.date(2026, 10, 31), dt.date(2026, 11, 1), dt.date(2026, 11, 30), dt.date(2026, 12, 1))
    assert [len(assignments_of(person.pk, on=day)) for day in days] == [0, 1, 1, 0]


def test_same_role_twice_in_one_period_is_refused() -> None:
    person = offices.user()
    offices.actor("inspector", person=person)
    with pytest.raises(IntegrityError, match="assignment_once_per_day"):
        offices.actor("inspector", person=person)


def test_actor_named_needs_the_permission() -> None:
    person = offices.user()
    offices.actor("inspector", person=person)
    with pytest.raises(NoSuchActor):
        actor_named(person.username, permission=Permission.PAYMENT_BUILD, on=TODAY)
    found = actor_named(person.username, permission=Permission.PAYMENT_VIEW, on=TODAY)
    assert (found.user_id, found.role, found.office_code) == (person.pk, "inspector", "21211")


def test_actor_may_not_decide_for_another_office() -> None:
    chair = offices.actor("commune_chair")
    chair.require(Permission.CASE_SIGN, office_id=chair.office_id)
    with pytest.raises(NotPermitted):
        chair.require(Permission.CASE_SIGN, office_id=offices.office(offices.SON_HA).pk)


def test_system_job_holds_no_permission() -> None:
    with pytest.raises(NotPermitted):
        system_job("nightly").require(Permission.PAYMENT_BUILD)


def test_scope_filters_exist_for_every_kind_of_record() -> None:
    kinds = {
        name
        for name, thing in vars(scope).items()
        if callable(thing) and not name.startswith("_") and getattr(thing, "__module__", "") == scope.__name__
    }
    assert kinds == {
        "persons",
        "households",
        "entitlements",
        "cases",
        "case_documents",
        "case_scans",
        "prompts",
        "life_events",
        "relations",
        "caseload_imports",
        "mass_reviews",
        "mass_review_lines",
        "payment_lists",
        "payment_lines",
        "payment_runs",
        "providers",
        "contracts",
        "provider_files",
        "instructions",
        "counted_offices",
        "law_changes",
        "delegations",
        "protection_cases",
        "protection_tasks",
        "protection_inquiries",
    }


def test_switching_role_keeps_to_own_roles(client: Client) -> None:
    person = offices.user()
    first = offices.actor("inspector", person=person)
    second = offices.actor("commune_chair", person=person)
    stranger = offices.actor("administrator", code=offices.PROVINCE)
    offices.sign_in(client, first)

    client.post("/switch-role/", {"assignment": stranger.assignment_id})
    assert client.session["assignment_id"] == first.assignment_id
    client.post("/switch-role/", {"assignment": second.assignment_id})
    assert client.session["assignment_id"] == second.assignment_id


def test_person_without_role_today_sees_no_record(client: Client) -> None:
    client.force_login(offices.user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/people/").status_code == 403
