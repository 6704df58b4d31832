"""The scans of a case in words, by paper and version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import CLOSED_STATES
from cases.labels import paper_label
from cases.models import Case, Scan
from cases.papers import Paper, paper_named, papers_for
from offices.actors import Actor
from offices.roles import Permission

CONTENT_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class ScanVersion:
    """The sheets of a paper as added at one time."""

    number: int
    sheets: tuple[Scan, ...]

    @property
    def added(self) -> str:
        first = self.sheets[0]
        name = first.added_by.get_full_name() if first.added_by else ""
        return _("version %(number)s, added by %(name)s") % {"number": self.number, "name": name}


@dataclass(frozen=True)
class ScanSection:
    """One paper: its newest version and the older ones."""

    title: str
    newest: ScanVersion | None
    older: tuple[ScanVersion, ...]


def papers_scanned(case: Case, actor: Actor) -> tuple[Paper, ...]:
    """The papers of the case this person may see scans of."""
    papers = papers_for(str(case.group_id)) if case.group_id else (Paper.FORM_01, Paper.IDENTITY)
    health = actor.may(Permission.HEALTH_VIEW)
    return tuple(paper for paper in papers if health or paper is not Paper.MEDICAL)


def may_add_scans(case: Case, actor: Actor) -> bool:
    """Whoever registers or appraises in the case's office, until the case is closed."""
    may = actor.may(Permission.CASE_REGISTER) or actor.may(Permission.CASE_APPRAISE)
    return may and case.office_id == actor.office_id and case.state not in CLOSED_STATES


def scan_sections(case: Case, actor: Actor, scans: Iterable[Scan]) -> list[ScanSection]:
    """Each paper of the case with its scans, and papers of an earlier group that have some."""
    by_paper: dict[str, list[ScanVersion]] = {}
    for paper, rows in groupby(scans, key=attrgetter("paper")):
        by_paper[paper] = [
            ScanVersion(number, tuple(sheets)) for number, sheets in groupby(rows, key=attrgetter("version"))
        ]
    asked = papers_scanned(case, actor)
    others = [paper_named(key) for key in by_paper if key not in {paper.key for paper in asked}]
    sections = []
    for paper in (*asked, *others):
        versions = by_paper.get(paper.key, [])
        sections.append(
            ScanSection(paper_label(paper), versions[0] if versions else None, tuple(versions[1:]))
        )
    return sections


def scan_page(scan: Scan, actor: Actor) -> dict[str, Any]:
    """One scan with what it is a scan of."""
    return {
        "case": scan.case,
        "scan": scan,
        "paper": paper_label(paper_named(scan.paper)),
        "is_picture": scan.kind != "pdf",
        "content_url": reverse("case_scan_content", args=[scan.case_id, scan.pk]),
        "may_take_back": may_add_scans(scan.case, actor),
    }


def scans_kept(scans: list[Scan]) -> str:
    """What is said after scans are added."""
    words = ngettext("%(count)s file is kept.", "%(count)s files are kept.", len(scans))
    return words % {"count": len(scans)}
