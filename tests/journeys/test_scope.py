"""Another commune's records are not there: on every address, in every list, search, count, file and paper."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from python_calamine import CalamineWorkbook

from beneficiaries import actions as people_actions
from beneficiaries.models import Finding, PayeeAccount, Person
from cases.models import Case, IssuedDocument
from entitlements.models import CaseloadImport, CaseloadRow
from offices.actors import Actor
from offices.models import User
from offices.roles import ROLES
from payments import actions as payment_actions
from payments.models import (
    Contract,
    HoldNotice,
    Instruction,
    PaymentLine,
    PaymentList,
    PaymentRun,
    ProviderFile,
    ResultFinding,
)
from tests.factories import cases, law, offices, prompts, protection, providers, reviews

pytestmark = pytest.mark.django_db

WORKBOOK = Path(__file__).resolve().parents[1] / "data" / "caseload-2026-09.xlsx"
COMMUNE_ROLES = [
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
# Addresses without a record in them, open to everybody who signs in, or to citizens.
NO_RECORD = {"set_language", "login", "logout", "switch_assignment"}


@pytest.fixture
def tinh_khe() -> dict[str, dict[str, object]]:
    """A commune with people, an import, a signed case and a payment list: the arguments of every address."""
    officer = offices.actor("commune_officer")
    accountant = offices.actor("payment_accountant", code=offices.PROVINCE)
    call_command(
        "import_caseload",
        str(WORKBOOK),
        commune_from_sheet=True,
        paid_through="2026-09",
        by=User.objects.get(pk=officer.user_id).username,
        stdout=io.StringIO(),
    )
    call_command(
        "build_payment_run",
        "2026-10",
        by=User.objects.get(pk=accountant.user_id).username,
        as_of=dt.date(2026, 10, 6),
        stdout=io.StringIO(),
    )
    hands = cases.crew()
    case = cases.signed(hands)
    run_paid = _handed_over(accountant)
    case = cases.signed(cases.crew())
    finding = Finding.objects.select_related("person").first()
    assert finding is not None
    person, imported = finding.person.pk, CaseloadImport.objects.get().pk
    held = CaseloadRow.objects.filter(office__code=offices.TINH_KHE, outcome="held").first()
    assert held is not None
    run, line = PaymentRun.objects.get().pk, PaymentLine.objects.first()
    assert line is not None
    document = IssuedDocument.objects.filter(case=case).first()
    assert document is not None
    change = law.waiting(law.crew()).pk
    adjustment = cases.good_change(cases.crew(), "adjust", "draft")
    review = reviews.submitted(reviews.crew()).pk
    happened = prompts.followed_event(officer)
    arguments: dict[str, dict[str, object]] = {
        name: {"pk": person}
        for name in (
            "person_detail",
            "person_edit",
            "person_facts",
            "person_account",
            "person_collector",
            "person_household",
            "person_poverty",
            "life_event_new",
            "relation_new",
            "person_explanation",
        )
    }
    arguments |= {
        name: {"pk": case.pk}
        for name in (
            "case_detail",
            "case_explanation",
            "case_facts",
            "case_group",
            "case_intake",
            "case_scans",
        )
    }
    scan = cases.scan(cases.draft(hands), by=hands.officer)
    arguments |= {
        name: {"pk": scan.case_id, "scan_pk": scan.pk}
        for name in ("case_scan", "case_scan_content", "case_scan_take_back")
    }
    arguments |= {name: {"pk": imported} for name in ("import_detail", "import_confirm", "import_cancel")}
    change_of_account = _account_change(finding.person, officer)
    file, told = ProviderFile.objects.get(run=run_paid), Instruction.objects.get(holds__isnull=False)
    contract, unknown = Contract.objects.get(), ResultFinding.objects.get()
    arguments |= {
        name: {"pk": run}
        for name in (
            "run_detail",
            "run_differences",
            "run_unpaid",
            "run_pdf",
            "run_settlement",
            "run_settlement_pdf",
            "run_settlement_xlsx",
            "run_holds",
        )
    }
    arguments |= {
        name: {"pk": file.pk}
        for name in (
            "file_detail",
            "file_download",
            "file_sheet",
            "file_minutes",
            "file_answer",
            "file_send_holds",
        )
    }
    arguments |= {
        name: {"pk": told.pk} for name in ("instruction_detail", "instruction_hold", "instruction_receipt")
    }
    arguments |= {
        name: {"pk": finding.person.pk, "account_pk": change_of_account.pk}
        for name in ("account_confirm", "account_decline")
    }
    arguments |= {
        name: {"pk": PaymentList.objects.get().pk} for name in ("list_detail", "list_pdf", "list_xlsx")
    }
    delegation = offices.delegation(offices.actor("commune_chair")).pk
    arguments |= {name: {"pk": review} for name in ("review_detail", "review_pdf", "review_xlsx")}
    arguments |= protection.addressed(protection.crew())
    return arguments | {
        "delegation_end": {"pk": delegation},
        "review_step": {"pk": review, "slug": "sign"},
        "finding_settle": {"pk": person, "finding_pk": finding.pk},
        "life_event": {"pk": happened.person_id, "event_pk": happened.pk},
        "life_event_form": {"pk": person, "kind": "sentence"},
        "life_event_record": {"pk": person, "kind": "sentence"},
        "relation_end": {"pk": happened.person_id, "relation_pk": happened.person.relations.get().pk},
        "prompt_detail": {"pk": happened.prompts.get().pk},
        "prompt_open": {"pk": happened.prompts.get().pk},
        "prompt_dismiss": {"pk": happened.prompts.get().pk},
        "case_open": {"person_pk": person},
        "case_step": {"pk": case.pk, "slug": "approve"},
        "case_change": {"pk": adjustment.pk},
        "change_new": {"pk": adjustment.target_id, "kind": "stop"},
        "case_document": {"pk": case.pk, "document_pk": document.pk},
        "import_row": {"pk": imported, "row_pk": held.pk},
        "import_row_step": {"pk": imported, "row_pk": held.pk, "slug": "reject"},
        "run_step": {"pk": run, "slug": "approve"},
        "payment_line": {"pk": line.pk},
        "payment_line_pdf": {"pk": line.pk},
        "contract_new": {"pk": contract.provider_id},
        "contract_detail": {"pk": contract.pk},
        "contract_step": {"pk": contract.pk, "slug": "close"},
        "notice_download": {"pk": HoldNotice.objects.get().pk},
        "result_finding": {"pk": unknown.pk},
        "hold_lift": {"pk": told.holds.get().pk},
        "law_change_new": {"slug": "rate"},
        "law_change": {"pk": change},
        "law_change_step": {"pk": change, "slug": "confirm"},
    }


def _handed_over(accountant: Actor) -> PaymentRun:
    """The run with its provider: one payment held and told, one row of an answer that fits nothing."""
    approver = offices.actor("payment_approver", code=offices.PROVINCE)
    run = payment_actions.check_run(run=PaymentRun.objects.get(), by=accountant)
    run = payment_actions.approve_run(run=run, by=approver)
    providers.contract(accountant, approver)
    run = payment_actions.hand_over(run=run, by=accountant)
    run = payment_actions.start_paying(run=run, by=accountant)
    file = ProviderFile.objects.get()
    told = file.instructions.first()
    assert told is not None
    payment_actions.hold_payment(instruction=told, reason="Xác minh.", by=accountant)
    payment_actions.send_holds(file=file, by=accountant)
    content = providers.answer_csv(file, {"202610-0": ("1.000", "Đã chi", "")})
    payment_actions.take_answer(file=file, name="kq.csv", content=content, by=accountant)
    return run


def _account_change(person: Person, officer: Actor) -> PayeeAccount:
    """A change of how somebody is paid that waits."""
    return people_actions.set_payee_account(
        person=person, method="account", bank="Agribank", account_number="4500", by=officer
    )


def addresses() -> dict[str, bool]:
    """Every named address of the product, and whether it names a record."""
    found: dict[str, bool] = {}

    def walk(patterns: list[URLPattern | URLResolver]) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns)
            elif pattern.name:
                found[pattern.name] = bool(pattern.pattern.regex.groups)

    walk(get_resolver().url_patterns)
    return found


def test_every_address_with_a_record_is_in_this_test(tinh_khe: dict[str, dict[str, object]]) -> None:
    with_record = {name for name, has_record in addresses().items() if has_record and name not in NO_RECORD}
    assert with_record == set(tinh_khe)


@pytest.mark.parametrize("role", COMMUNE_ROLES)
def test_record_of_another_commune_is_not_found(
    client: Client, tinh_khe: dict[str, dict[str, object]], role: str
) -> None:
    offices.sign_in(client, offices.actor(role, code=offices.SON_HA))
    answers = {
        (name, method): getattr(client, method)(reverse(name, kwargs=arguments)).status_code
        for name, arguments in tinh_khe.items()
        for method in ("get", "post")
    }
    # 403: the role does not open such pages at all; 405: the address takes the other method only.
    assert {key: code for key, code in answers.items() if code not in {403, 404, 405}} == {}
    assert {name for (name, _method), code in answers.items() if code == 404} >= (
        {"person_detail"} if "person.view" in ROLES[role].permissions else set()
    )


@pytest.mark.parametrize("role", COMMUNE_ROLES)
def test_lists_searches_and_exports_name_nobody_of_another_commune(
    client: Client, tinh_khe: dict[str, dict[str, object]], role: str
) -> None:
    offices.sign_in(client, offices.actor(role, code=offices.SON_HA))
    person, case = Person.objects.exclude(id_number="").first(), Case.objects.get(**tinh_khe["case_detail"])
    assert person is not None
    pages = [
        reverse(name) for name, has_record in addresses().items() if not has_record and name not in NO_RECORD
    ]
    pages += [
        f"{reverse('search')}?q={text}"
        for text in (person.name, person.id_number, person.code, case.code, case.decision_number)
    ]
    secrets = {person.code, case.code or "", case.person.code}
    leaks = []
    for page in pages:
        answer = client.get(page)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if body[:2] == b"PK":
            rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
            text = str(rows)
        else:
            # What was asked for is repeated in the search box: only links and rows count.
            text = body.decode().replace(page.partition("?q=")[2] or "\0", "")
        leaks += [(page, secret) for secret in secrets if secret and secret in text]
        leaks += [
            (page, url)
            for name in ("person_detail", "case_detail")
            if (url := reverse(name, kwargs=tinh_khe[name])) in text
        ]
    assert leaks == []


def test_signed_out_visitors_see_the_sign_in_page(
    client: Client, tinh_khe: dict[str, dict[str, object]]
) -> None:
    open_to_all = {"case_track", "login", "gallery", "set_language", "switch_assignment", "logout"}
    answers = {
        name: client.get(reverse(name, kwargs=tinh_khe.get(name))).headers.get("Location", "")[:9]
        for name in addresses()
        if name not in open_to_all
    }
    assert {name for name, place in answers.items() if place != "/sign-in/"} == set()


def test_province_sees_its_communes_but_decides_nothing_there(
    client: Client, tinh_khe: dict[str, dict[str, object]]
) -> None:
    offices.sign_in(client, offices.actor("inspector", code=offices.PROVINCE))
    person = tinh_khe["person_detail"]
    assert client.get(reverse("person_detail", kwargs=person)).status_code == 200
    assert client.post(reverse("person_edit", kwargs=person), {"name": "Khác"}).status_code == 403


def test_own_commune_finds_the_same_records(client: Client, tinh_khe: dict[str, dict[str, object]]) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    case = Case.objects.get(**tinh_khe["case_detail"])
    page = client.get(reverse("search"), {"q": case.person.name}).content.decode()
    assert reverse("person_detail", kwargs={"pk": case.person_id}) in page
    assert client.get(reverse("case_detail", kwargs=tinh_khe["case_detail"])).status_code == 200
    assert client.get(reverse("review_pdf", kwargs=tinh_khe["review_pdf"])).status_code == 200
    assert client.get(reverse("list_pdf", kwargs=tinh_khe["list_pdf"])).status_code == 200
