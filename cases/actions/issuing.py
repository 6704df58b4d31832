"""Giving out papers, and printing them again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from django.db import transaction
from django.utils import translation

from audit import recorder
from cases import events
from cases.documents import Snapshot, render
from cases.models import Case, IssuedDocument
from cases.outlook import sheet_of
from offices.actors import Actor
from offices.roles import Permission
from policy.documents import render_sheet
from policy.months import first_of


def issue(
    *, case: Case, kind: str, number: str, snapshot: Snapshot, by: Actor, at: dt.datetime
) -> IssuedDocument:
    """Keep a paper as given out. Part of a step: the step's own entry tells of it."""
    assert by.user_id is not None, "a paper is given out by a person"
    data = snapshot.to_json()
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return IssuedDocument.objects.create(
        case=case,
        kind=kind,
        number=number,
        snapshot=data,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        issued_at=at,
        issued_by_id=by.user_id,
    )


@transaction.atomic
def print_explanation(*, case: Case, today: dt.date, by: Actor) -> bytes:
    """Printed an explanation of the allowance a case asks for, for the citizen. Raises NotPermitted."""
    by.require(Permission.CASE_VIEW)
    with translation.override("vi"):
        content = render_sheet(sheet_of(case, by=by, today=today))
    recorder.record(events.explanation_printed, subject=case, by=by, after={"month": first_of(today)})
    return content


@transaction.atomic
def print_document(*, document: IssuedDocument, by: Actor) -> bytes:
    """Printed a document: draws the snapshot, never today's data. Raises NotPermitted."""
    by.require(Permission.CASE_VIEW)
    content = render(document.kind, document.snapshot)
    recorder.record(
        events.document_printed,
        subject=document.case,
        by=by,
        after={"kind": document.kind, "number": document.number, "sha256": document.sha256},
    )
    return content
