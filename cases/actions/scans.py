"""Scans and photographs of the papers of a case."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from audit import recorder
from cases import events, vault
from cases.enums import CLOSED_STATES
from cases.models import Case, Scan
from cases.papers import Paper
from cases.scanned import Inspected, inspect, shown_name
from cases.taking import CaseMoved, lock
from offices.actors import Actor
from offices.roles import Permission


@dataclass(frozen=True)
class Upload:
    """One file as it came; its name is a label and nothing more."""

    name: str
    content: bytes


class ScanGone(Exception):
    """The scan was taken back by someone else a moment ago."""


@transaction.atomic
def add_scans(*, case: Case, paper: Paper, uploads: Sequence[Upload], by: Actor) -> list[Scan]:
    """Added the scans of a paper, as its next version; the older ones stay.

    Whoever registers or appraises may add, until the case is closed. Raises NotPermitted, CaseMoved,
    cases.scanned.ScanRefused (nothing is kept then).
    """
    inspected = [inspect(upload.content) for upload in uploads]
    case = lock(case)
    _permit(case, by)
    version = (case.scans.filter(paper=paper.key).aggregate(last=Max("version"))["last"] or 0) + 1
    stored: list[str] = []
    try:
        with transaction.atomic():
            scans = []
            for sheet, (upload, told) in enumerate(zip(uploads, inspected, strict=True), 1):
                stored.append(vault.put(upload.content))
                scans.append(_row(case, paper, version, sheet, upload, told, stored[-1], by))
            Scan.objects.bulk_create(scans)
            recorder.record(
                events.scans_added,
                subject=case,
                by=by,
                after={
                    "paper": paper.key,
                    "version": version,
                    "sha256": [scan.sha256 for scan in scans],
                },
            )
    except BaseException:
        for name in stored:
            vault.discard(name)
        raise
    return scans


@transaction.atomic
def view_scan(*, scan: Scan, by: Actor) -> bytes:
    """Viewed a scan of a paper. Raises NotPermitted, FileNotFoundError, audit.cipher.Undecipherable."""
    by.require(Permission.CASE_VIEW)
    content = vault.get(scan.stored_as)
    recorder.record(
        events.scan_viewed,
        subject=scan.case,
        by=by,
        after={"paper": scan.paper, "version": scan.version, "sheet": scan.sheet, "sha256": scan.sha256},
    )
    return content


@transaction.atomic
def take_back_scan(*, scan: Scan, reason: str, by: Actor, at: dt.datetime) -> Scan:
    """Took back a scan added by mistake; its row, its reason and its content stay for the inspector.

    Raises NotPermitted, CaseMoved, ScanGone.
    """
    case = lock(scan.case)
    _permit(case, by)
    scan = Scan.objects.select_for_update().get(pk=scan.pk)
    if scan.removed_at is not None:
        raise ScanGone
    scan.removed_at, scan.removed_by_id, scan.removal = at, by.user_id, reason
    scan.save(update_fields=["removed_at", "removed_by", "removal"])
    recorder.record(
        events.scan_taken_back,
        subject=case,
        by=by,
        after={"paper": scan.paper, "version": scan.version, "sheet": scan.sheet, "sha256": scan.sha256},
        reason=reason,
    )
    return scan


def _permit(case: Case, by: Actor) -> None:
    permission = Permission.CASE_REGISTER if by.may(Permission.CASE_REGISTER) else Permission.CASE_APPRAISE
    by.require(permission, office_id=case.office_id)
    if case.state in CLOSED_STATES:
        raise CaseMoved(case)


def _row(
    case: Case, paper: Paper, version: int, sheet: int, upload: Upload, told: Inspected, name: str, by: Actor
) -> Scan:
    return Scan(
        case=case,
        paper=paper.key,
        version=version,
        sheet=sheet,
        name=shown_name(upload.name),
        kind=told.kind.value,
        pages=told.pages,
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        stored_as=name,
        added_by_id=by.user_id,
    )
