"""The illness of clauses 3 and 8 is named to nobody without the right: no page, file, paper or entry."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from audit.models import Entry
from beneficiaries.models import Finding
from entitlements.models import CaseloadRow, Entitlement
from offices.roles import ROLES, Permission
from payments.models import PaymentLine
from policy.enums import EvidenceKind, PovertyStatus
from policy.facts import Evidence, Facts
from policy.labels import fact_label
from tests.factories import caseloads, cases, offices, people
from tests.journeys.test_scope import addresses, tinh_khe  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db

GROUPS = ("child_hiv", "adult_hiv")
PAPER = Evidence("hiv_confirmed", EvidenceKind.MEDICAL_CONFIRMATION, "7788/XN", issuer="Trung tâm kiểm soát")
BLIND = sorted(role for role, found in ROLES.items() if Permission.HEALTH_VIEW not in found.permissions)


def text_of(response: object) -> str:
    """What a page, workbook or paper says."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if body[:2] == b"PK":
        return str(CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python())
    if body[:3] == b"\xff\xd8\xff":
        return ""  # a photograph of a paper of identity
    if body[:4] == b"%PDF":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return str(body.decode())


def test_roles_that_may_not_see_health() -> None:
    assert BLIND == [
        "administrator",
        "child_protection_officer",
        "child_protection_supervisor",
        "inspector",
        "payment_accountant",
        "payment_approver",
    ]


@pytest.mark.parametrize("code", [offices.TINH_KHE, offices.PROVINCE])
@pytest.mark.parametrize("role", BLIND)
def test_illness_is_named_nowhere_to(
    client: Client,
    tinh_khe: dict[str, dict[str, object]],  # noqa: F811
    role: str,
    code: str,
) -> None:
    hands = cases.crew()
    facts = Facts(hiv_confirmed=True, poverty=PovertyStatus.POOR).with_evidence(PAPER)
    child = people.person("Bé Kín", born="01/01/2015", by=hands.officer)
    case = cases.signed(hands, child, facts=facts, group="child_hiv")
    Finding.objects.create(person=child, code="note_says_dead", data={"cell": "N8", "shown": "HIV, đã chết"})
    caseloads.held_row(
        by=hands.officer, note="nhiễm HIV, đã chết ngày 05/09/2026", group="K3 - trẻ HIV hộ nghèo"
    )

    offices.sign_in(client, offices.actor(role, code=code))
    urls = [reverse(name, kwargs=tinh_khe.get(name)) for name in addresses() if name != "gallery"]
    urls.append(reverse("case_detail", args=[case.pk]))
    urls += [reverse("case_document", args=[case.pk, paper.pk]) for paper in case.documents.all()]
    ill = Entitlement.objects.filter(group_id__in=GROUPS)
    urls += [reverse("person_detail", args=[row.person_id]) for row in ill]
    urls += [
        reverse("payment_line", args=[row.pk]) for row in PaymentLine.objects.filter(entitlement__in=ill)
    ]
    for row in CaseloadRow.objects.filter(data__group__in=GROUPS):
        urls += [reverse("import_row", args=[row.caseload_import_id, row.pk])]
        urls += [f"{reverse('import_detail', args=[row.caseload_import_id])}?sheet={row.sheet}"]

    # Whole words: a token of a form may hold any three letters.
    named = re.compile(
        rf"(?<![a-z0-9])hiv(?![a-z0-9])|{re.escape(fact_label('hiv_confirmed'))}|{PAPER.number}|{PAPER.issuer}",
        re.IGNORECASE,
    )
    opened = {url: text_of(answer) for url in urls if (answer := client.get(url)).status_code == 200}
    leaks = [url for url, text in opened.items() if named.search(text)]
    assert leaks == []
    assert opened != {}


def test_list_cannot_be_asked_for_the_ill_by_who_may_not_see_health(client: Client) -> None:
    officer = offices.actor("commune_officer")
    people.entitlement(people.person("Bé Kín", born="01/01/2015", by=officer), group="child_hiv")
    people.entitlement(people.person("Lê Thị Hai", by=officer), group="disability_severe")
    asked = {"group": "child_hiv"}
    found = {
        role: [
            row.name
            for row in offices.sign_in(client, who).get(reverse("person_list"), asked).context["rows"]
        ]
        for role, who in (("officer", officer), ("inspector", offices.actor("inspector")))
    }
    assert found == {"officer": ["Bé Kín"], "inspector": ["Lê Thị Hai", "Bé Kín"]}


def test_trail_tells_that_health_changed_and_no_more() -> None:
    hands = cases.crew()
    facts = Facts(hiv_confirmed=True, poverty=PovertyStatus.POOR).with_evidence(PAPER)
    cases.signed(hands, people.person(born="01/01/2015", by=hands.officer), facts=facts, group="child_hiv")
    kept = [f"{entry.before} {entry.after} {entry.reason}" for entry in Entry.objects.all()]
    secrets = ("hiv", PAPER.number.lower(), PAPER.issuer.lower())
    assert [words for words in kept if any(secret in words.lower() for secret in secrets)] == []
    assert Entry.objects.get(event="person.facts_recorded").after["fields"] == ["health", "poverty"]
