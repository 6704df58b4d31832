"""What the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.models import Case, IssuedDocument
from tests.factories import cases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("build", "fields", "constraint"),
    [
        (cases.approved, {"approved_by": "submitted_by"}, "case_approver_is_not_submitter"),
        (cases.signed, {"signed_by": "submitted_by"}, "case_signer_is_not_submitter"),
        (cases.approved, {"approved_by": "appraised_by"}, "case_approver_is_not_appraiser"),
        (cases.signed, {"signed_by": "approved_by"}, "case_signer_is_not_approver"),
    ],
)
def test_same_hands_are_refused_by_the_database(build, fields: dict[str, str], constraint: str) -> None:
    case = build(cases.crew())
    values = {name: getattr(case, other) for name, other in fields.items()}
    if "submitted_by" in fields.values():  # the registrar's own constraint would speak first
        values["registered_by"] = None
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**values)


@pytest.mark.parametrize(
    ("build", "fields", "constraint"),
    [
        (cases.received, {"state": "lost"}, "case_state_known"),
        (cases.received, {"due_on": None}, "case_received_is_complete"),
        (cases.approved, {"approved_by": None}, "case_approved_is_appraised"),
        (cases.signed, {"decision_number": ""}, "case_signed_is_decided"),
        (cases.refused, {"refusal_reasons": ""}, "case_refused_with_reasons"),
        (cases.received, {"amount": -1}, "case_amount_not_negative"),
        (cases.received, {"units": 0}, "case_units_positive"),
    ],
)
def test_unsound_case_is_refused_by_the_database(build, fields: dict, constraint: str) -> None:
    case = build(cases.crew())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**fields)


def test_second_running_case_is_refused_by_the_database() -> None:
    hands = cases.crew()
    who = cases.person()
    cases.received(hands, who)
    second = cases.draft(hands, who)
    with pytest.raises(IntegrityError, match="case_one_running_per_slot"), transaction.atomic():
        Case.objects.filter(pk=second.pk).update(
            state="received",
            code="X-1",
            received_at=cases.AT,
            due_on=cases.TODAY,
            submitted_by_id=hands.officer.user_id,
        )


def test_paper_given_out_never_changes() -> None:
    paper = cases.received(cases.crew()).documents.get()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        IssuedDocument.objects.filter(pk=paper.pk).update(number="khác")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        IssuedDocument.objects.filter(pk=paper.pk).delete()


def test_state_cannot_be_assigned() -> None:
    case = cases.received(cases.crew())
    with pytest.raises(AttributeError):
        case.state = "signed"
