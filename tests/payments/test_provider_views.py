"""The screens of providers, from the contract to the settled month."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payments.handing.columns import DEFAULT
from payments.models import Contract, Instruction, PaymentRun, ProviderFile, ResultFinding
from tests.factories import offices, payments, providers

pytestmark = pytest.mark.django_db

TERMS = {
    "number": "01/HĐ-BĐ",
    "signed_on": "15/09/2026",
    "valid_from": "01/10/2026",
    "valid_to": "",
    "methods": ["account", "cash"],
    "fee_kind": "per_mille",
    "fee_rate": "5,5",
    "file_kind": "xlsx",
    "encrypts": "on",
    "columns": "\n".join(f"{key} = {title}" for key, title in DEFAULT),
}


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, run: PaymentRun, slug: str, **told: Any) -> None:
    version = PaymentRun.objects.get(pk=run.pk).version
    response = client.post(reverse("run_step", args=[run.pk, slug]), {"version": version} | told)
    assert (response.status_code, response["Location"]) == (302, reverse("run_detail", args=[run.pk]))


def upload(client: Client, file: ProviderFile, content: bytes) -> Any:
    told = {"file": SimpleUploadedFile("ketqua.csv", content)}
    return client.post(reverse("file_answer", args=[file.pk]), told)


def test_from_contract_to_settled_month_on_screen() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam")
    hands = payments.crew()
    accountant, approver = (offices.sign_in(Client(), who) for who in (hands.accountant, hands.approver))
    accountant.post(reverse("provider_new"), {"name": "Bưu điện tỉnh", "kind": "post", "contact": ""})
    provider = re.search(r"/payments/providers/\d+/contracts/new/", page(accountant, "provider_list"))[0]
    assert accountant.post(provider, TERMS).status_code == 302
    contract = Contract.objects.get()
    assert reverse("contract_step", args=[contract.pk, "confirm"]) not in page(
        accountant, "contract_detail", contract.pk
    )
    assert reverse("contract_step", args=[contract.pk, "confirm"]) in page(
        approver, "contract_detail", contract.pk
    )
    approver.post(reverse("contract_step", args=[contract.pk, "confirm"]))

    run = payments.approved(hands)
    assert "password" in page(accountant, "run_step", run.pk, "hand-over")
    told = {f"password_{contract.pk}": "một câu thật dài", f"again_{contract.pk}": "khác hẳn câu kia"}
    response = accountant.post(
        reverse("run_step", args=[run.pk, "hand-over"]), {"version": run.version} | told
    )
    assert "Hai mật khẩu không giống nhau." in response.content.decode()
    told[f"again_{contract.pk}"] = told[f"password_{contract.pk}"]
    press(accountant, run, "hand-over", **told)
    press(accountant, run, "start-paying")

    file = ProviderFile.objects.get()
    download = accountant.get(reverse("file_download", args=[file.pk]))
    assert (download["Content-Type"], download.content) == ("application/zip", bytes(file.content))
    said = providers.everything_paid(file)
    hoa = Instruction.objects.get(name="Nguyễn Thị Hoa")
    refused = upload(
        accountant, file, providers.answer_csv(file, said | {hoa.reference: ("1.000,5", "", "")})
    )
    assert "B2: “1.000,5” không phải là số tiền" in refused.content.decode()
    said |= {hoa.reference: ("", "Chưa nhận", "Vắng mặt"), "lạ": ("5", "Đã chi", "")}
    content = providers.answer_csv(file, said)
    assert upload(accountant, file, content).status_code == 302
    assert "đã được nhận lúc" in upload(accountant, file, content).content.decode()
    shown = page(accountant, "file_detail", file.pk)
    assert ("Vắng mặt" in shown, "Lê Văn Nam" in shown, "lạ" in shown) == (True, True, True)
    assert "Lê Văn Nam" not in page(accountant, "file_detail", file.pk, state="uncollected")
    finding = ResultFinding.objects.get()
    accountant.post(reverse("result_finding", args=[finding.pk]), {"settlement": "Nhầm dòng."})

    press(accountant, run, "close-report")
    press(accountant, run, "reconcile")
    assert reverse("run_step", args=[run.pk, "settle"]) not in page(accountant, "run_detail", run.pk)
    press(approver, run, "settle")
    report = page(approver, "run_settlement", run.pk)
    assert "0 + 1.980.000 = 990.000 + 990.000 + 0" in report
    assert approver.get(reverse("run_settlement_pdf", args=[run.pk])).content[:5] == b"%PDF-"
    assert approver.get(reverse("run_settlement_xlsx", args=[run.pk])).content[:2] == b"PK"
    assert page(approver, "run_detail", run.pk).count("Đã quyết toán") >= 1


def test_payment_is_recorded_held_lifted_and_receipted_on_screen() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    payments.being_paid(hands)
    accountant, approver = (offices.sign_in(Client(), who) for who in (hands.accountant, hands.approver))
    told = Instruction.objects.get()
    here = reverse("instruction_detail", args=[told.pk])
    accountant.post(reverse("instruction_hold", args=[told.pk]), {"reason": "Xác minh."})
    accountant.post(reverse("file_send_holds", args=[told.file_id]))
    notice = told.holds.get().notice
    assert accountant.get(reverse("notice_download", args=[notice.pk])).content[:5] == b"%PDF-"
    approver.post(reverse("hold_lift", args=[told.holds.get().pk]), {"reason": "Đúng người."})
    wrong = accountant.post(here, {"state": "partial", "amount": "abc", "reason": "x"})
    assert "Ghi số tiền đồng chẵn" in wrong.content.decode()
    accountant.post(
        here, {"state": "partial", "amount": "500 000", "reason": "Chi thiếu", "paid_on": "08/10/2026"}
    )
    assert told.results.get().amount == 500_000
    assert approver.get(reverse("instruction_receipt", args=[told.pk])).content[:5] == b"%PDF-"


def test_commune_sees_its_own_payments_and_no_file() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    run = payments.being_paid(payments.crew())
    told = Instruction.objects.get()
    client = offices.sign_in(Client(), offices.actor("commune_officer"))
    assert "Nguyễn Thị Hoa" in page(client, "instruction_detail", told.pk)
    line = page(client, "payment_line", told.line_id)
    assert (reverse("instruction_detail", args=[told.pk]) in line, "Chưa có kết quả" in line) == (True, True)
    assert client.get(reverse("file_detail", args=[told.file_id])).status_code == 404
    assert client.get(reverse("run_settlement", args=[run.pk])).status_code == 404
    assert reverse("file_detail", args=[told.file_id]) not in page(client, "run_detail", run.pk)


def test_corrected_version_is_begun_on_screen_and_each_names_the_other() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    run = payments.approved(hands)
    approver = offices.sign_in(Client(), hands.approver)
    response = approver.post(
        reverse("run_step", args=[run.pk, "correct"]), {"version": run.version, "reason": "Thiếu một người."}
    )
    corrected = run.corrected_by
    assert response["Location"] == reverse("run_detail", args=[corrected.pk])
    assert "Thiếu một người." in page(approver, "run_detail", run.pk)
    assert reverse("run_detail", args=[run.pk]) in page(approver, "run_detail", corrected.pk)
    accountant = offices.sign_in(Client(), hands.accountant)
    assert reverse("run_step", args=[corrected.pk, "build"]) in page(accountant, "run_detail", corrected.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"columns": "reference = Mã"}, "Phải có các cột: name, amount, paid_amount, reason."),
        ({"columns": "thu_lao = Thù lao"}, "“thu_lao = Thù lao” không phải là cột."),
        ({"valid_to": "01/09/2026"}, "Hợp đồng không thể hết hạn trước ngày bắt đầu."),
        ({"file_kind": "pain001"}, "Loại tệp này chỉ dùng để chuyển khoản."),
        ({"file_kind": "pain001"}, "Lệnh chuyển tiền phải ghi rõ tài khoản trích tiền."),
    ],
)
def test_contract_that_cannot_be_is_refused(wrong: dict[str, str], sentence: str) -> None:
    hands = payments.crew()
    provider = providers.provider(hands.accountant)
    client = offices.sign_in(Client(), hands.accountant)
    response = client.post(reverse("contract_new", args=[provider.pk]), TERMS | wrong)
    assert sentence in response.content.decode()
    assert Contract.objects.count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_page_of_a_file_asks_as_often_for_one_as_for_three(people: int) -> None:
    for name in ("Nguyễn Thị Hoa", "Lê Văn Nam", "Đinh Văn Ba")[:people]:
        payments.allowance(name)
    hands = payments.crew()
    file = ProviderFile.objects.get(run=payments.reported(hands))
    client = offices.sign_in(Client(), hands.accountant)
    with CaptureQueriesContext(connection) as queries:
        page(client, "file_detail", file.pk)
    assert len(queries) == 13


def test_three_months_not_collected_are_listed_with_the_article() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    absent = ("", "Chưa nhận", "Vắng mặt")
    for month in (10, 11, 12):
        day = payments.OCTOBER.replace(month=month)
        payments.settled(hands, day, day.replace(day=6), Nguyễn_Thị_Hoa=absent)
    for who, listed in (
        (hands.accountant, True),
        (offices.actor("commune_officer"), True),
        (offices.actor("commune_officer", code=offices.SON_HA), False),
    ):
        shown = page(offices.sign_in(Client(), who), "uncollected")
        assert ("Nguyễn Thị Hoa" in shown, "Điều 9 Nghị định 335/2026/NĐ-CP" in shown) == (listed, listed)
