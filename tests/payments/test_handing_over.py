"""Files out: one a contract, frozen, with control totals; layouts, schema, encryption; who may."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io

import pytest
import pyzipper
import xmlschema
from django.db import DatabaseError, transaction
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from audit.models import Entry
from beneficiaries import actions as people_actions
from offices.actors import NotPermitted
from offices.models import User
from payments import actions
from payments.handing.banks import bank_number
from payments.handing.columns import TITLES
from payments.handing.pain001 import SchemaRefused, refuse_unlawful
from payments.handing.vietqr import checksum, vietqr
from payments.models import Instruction, PaymentLine, PaymentMonth, PaymentRun, ProviderFile
from payments.refusals import BankMissing, EarlierRunOut, LaterRunThere, PasswordWanted, WithoutContract
from tests.factories import offices, payments, people, providers

pytestmark = pytest.mark.django_db
NOVEMBER, NOVEMBER_KNOWN = dt.date(2026, 11, 1), dt.date(2026, 11, 3)


def with_account(name: str, number: str = "0045001000123", bank: str = "Agribank", **told) -> None:
    entitlement = payments.allowance(name, **told)
    officer = offices.actor("commune_officer", code=entitlement.person.office.code)
    people_actions.set_payee_account(
        person=entitlement.person, method="account", bank=bank, account_number=number, by=officer
    )


def one_file(run: PaymentRun) -> ProviderFile:
    return ProviderFile.objects.get(run=run)


def test_every_line_is_in_one_file_with_count_total_and_hash() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam", code=offices.SON_HA)
    run = payments.handed_over(payments.crew())

    file = one_file(run)
    lines = PaymentLine.objects.filter(payment_list__run=run)
    assert set(file.instructions.values_list("line", "amount")) == set(lines.values_list("pk", "total"))
    assert (file.count, file.total) == (2, run.total)
    assert file.sha256 == file.plain_sha256 == hashlib.sha256(file.content).hexdigest()
    entry = Entry.objects.get(event="payment_run.handed_over")
    assert [(row["count"], row["total"], row["sha256"]) for row in entry.after["files"]] == [
        (2, run.total, file.sha256)
    ]


def test_accounts_and_cash_go_to_the_providers_of_their_contracts() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    with_account("Lê Văn Nam")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, methods=("cash",))
    providers.contract(
        hands.accountant, hands.approver, name="Agribank", kind="bank", number="02", methods=("account",)
    )
    run = payments.handed_over(hands)
    assert {
        file.contract.provider.name: [row.name for row in file.instructions.all()] for file in run.files.all()
    } == {"Bưu điện tỉnh": ["Nguyễn Thị Hoa"], "Agribank": ["Lê Văn Nam"]}
    assert sum(file.total for file in run.files.all()) == run.total


def test_line_without_a_contract_stops_the_hand_over_and_names_the_commune() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Lê Văn Nam", code=offices.SON_HA)
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, communes=(offices.office(offices.TINH_KHE),))
    run = payments.approved(hands)
    with pytest.raises(WithoutContract) as refusal, transaction.atomic():
        actions.hand_over(run=run, by=hands.accountant)
    assert refusal.value.count == 1
    assert offices.office(offices.SON_HA).name in str(refusal.value)
    assert (ProviderFile.objects.count(), Instruction.objects.count()) == (0, 0)


def test_contract_waiting_for_confirmation_pays_nothing() -> None:
    payments.allowance()
    hands = payments.crew()
    providers.proposed(hands.accountant)
    with pytest.raises(WithoutContract):
        actions.hand_over(run=payments.approved(hands), by=hands.accountant)


def test_approver_does_not_hand_over() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.approved(hands)
    providers.contract(hands.accountant, hands.approver)
    with pytest.raises(NotPermitted):
        actions.hand_over(run=run, by=hands.approver)
    both = offices.actor(
        "payment_accountant",
        code=offices.PROVINCE,
        person=User.objects.get(pk=hands.approver.user_id),
    )
    with pytest.raises(actions.SameHands):
        actions.hand_over(run=run, by=both)


def test_next_month_is_not_handed_over_while_one_is_out() -> None:
    payments.allowance()
    hands = payments.crew()
    payments.handed_over(hands)
    november = payments.approved(hands, NOVEMBER, NOVEMBER_KNOWN)
    with pytest.raises(EarlierRunOut):
        actions.hand_over(run=november, by=hands.accountant)


def test_download_gives_the_same_bytes_and_is_recorded() -> None:
    payments.allowance()
    hands = payments.crew()
    file = one_file(payments.handed_over(hands))
    first = actions.download_file(file=file, by=hands.accountant)
    again = actions.download_file(file=file, by=hands.approver)
    assert first == again == bytes(file.content)
    assert [
        entry.actor_id for entry in Entry.objects.filter(event="provider_file.downloaded").order_by("id")
    ] == [
        hands.accountant.user_id,
        hands.approver.user_id,
    ]


@pytest.mark.parametrize("table", ["providerfile", "instruction"])
def test_what_was_handed_over_never_changes(table: str) -> None:
    payments.allowance()
    payments.handed_over(payments.crew())
    model = {"providerfile": ProviderFile, "instruction": Instruction}[table]
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        model.objects.update(name="khac")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        model.objects.all()._raw_delete("default")


# Layouts


def test_workbook_has_the_columns_of_the_contract_and_keeps_leading_zeros() -> None:
    with_account("Lê Văn Nam", "0045001000123")
    hands = payments.crew()
    columns = (
        ("reference", "REF"), ("account_number", "STK"), ("name", "Tên"), ("amount", "Tiền"),
        ("paid_amount", "Đã trả"), ("reason", "Lý do"),
    )  # fmt: skip
    providers.contract(hands.accountant, hands.approver, columns=columns)
    run = payments.handed_over(hands)
    file = one_file(run)
    row = file.instructions.get()
    assert CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python() == [
        ["REF", "STK", "Tên", "Tiền", "Đã trả", "Lý do"],
        [row.reference, "0045001000123", "Lê Văn Nam", run.total, "", ""],
        ["", "", "Tổng cộng (1)", run.total, "", ""],
    ]


def test_csv_writes_whole_dong_and_no_formula() -> None:
    with_account("Lê Văn Nam", "0045001000123", bank="=HYPERLINK()")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, file_kind="csv")
    run = payments.handed_over(hands)
    text = bytes(one_file(run).content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["Số tiền"], row["Số tài khoản"], row["Ngân hàng"]) == (
        str(run.total),
        "0045001000123",
        "HYPERLINK()",
    )


def test_transfer_order_validates_and_carries_its_control_sum() -> None:
    with_account("Lê Văn Nam", "0045001000123")
    with_account("Nguyễn Thị Hoa", "4500205000456", bank="Ngân hàng Nhân Dân")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, file_kind="pain001", methods=("account",))
    run = payments.handed_over(hands)
    content = bytes(one_file(run).content)
    refuse_unlawful(content)
    space = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
    root = xmlschema.XMLResource(io.BytesIO(content)).root

    def texts(path: str) -> list[str]:
        return [element.text for element in root.findall(path, space)]

    assert texts(".//p:GrpHdr/p:NbOfTxs") + texts(".//p:GrpHdr/p:CtrlSum") == ["2", str(run.total)]
    assert texts(".//p:CdtrAcct/p:Id/p:Othr/p:Id") == ["4500205000456", "0045001000123"]
    assert texts(".//p:CdtrAgt/p:FinInstnId/p:ClrSysMmbId/p:MmbId") == ["970405"]
    amounts = root.findall(".//p:InstdAmt", space)
    assert sum(int(amount.text) for amount in amounts) == run.total
    assert {amount.get("Ccy") for amount in amounts} == {"VND"}


def test_transfer_without_a_bank_is_refused_by_the_code_of_the_person() -> None:
    with_account("Lê Văn Nam", bank="")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, file_kind="pain001", methods=("account",))
    with pytest.raises(BankMissing, match="21211-00001"):
        actions.hand_over(run=payments.approved(hands), by=hands.accountant)


def test_transfer_order_that_breaks_the_schema_is_refused() -> None:
    with pytest.raises(SchemaRefused, match="Document"):
        refuse_unlawful(b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"/>')


def test_post_office_list_shows_carried_money_apart() -> None:
    payments.allowance()
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, file_kind="post_list", methods=("cash",))
    payments.settled(hands, Nguyễn_Thị_Hoa=("", "Chưa nhận", "Vắng mặt"))
    november = payments.handed_over(hands, NOVEMBER, NOVEMBER_KNOWN)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(one_file(november).content)).pages)
    assert "Tháng trước" in text
    assert "990.000" in text
    assert "1.800.000" in text  # 990.000 of October and 810.000 of November


def test_slips_are_drawn_for_known_and_unknown_banks() -> None:
    with_account("Lê Văn Nam")
    with_account("Nguyễn Thị Hoa", "123", bank="Ngân hàng Nhân Dân")
    hands = payments.crew()
    providers.contract(hands.accountant, hands.approver, file_kind="vietqr", methods=("account",))
    file = one_file(payments.handed_over(hands))
    text = PdfReader(io.BytesIO(file.content)).pages[0].extract_text()
    assert "0045001000123" in text
    assert "chưa có trong danh mục mã" in text


def test_vietqr_checksum_is_that_of_the_specification() -> None:
    body = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304"
    assert checksum(body) == "9E6F"
    assert vietqr(bank="970405", account="123", amount=540000, text="TRO CAP").startswith(
        "00020101021238470010A0000007270117000697040501031230208QRIBFTTA530370454065400005802VN"
    )


@pytest.mark.parametrize(
    ("name", "number"),
    [("Agribank", "970405"), ("VIETCOMBANK", "970436"), ("Ngân hàng Nhân Dân", ""), ("", "")],
)
def test_bank_is_known_by_its_name_or_not_at_all(name: str, number: str) -> None:
    assert bank_number(name) == number


def test_encrypted_file_opens_with_the_password_alone() -> None:
    payments.allowance()
    hands = payments.crew()
    contract = providers.contract(hands.accountant, hands.approver, encrypts=True)
    run = payments.approved(hands)
    with pytest.raises(PasswordWanted), transaction.atomic():
        actions.hand_over(run=run, by=hands.accountant)
    run = actions.hand_over(run=run, passwords={contract.pk: providers.PASSWORD}, by=hands.accountant)

    file = one_file(run)
    package = pyzipper.AESZipFile(io.BytesIO(file.content))
    with pytest.raises(RuntimeError, match="password"):
        package.read(package.namelist()[0])
    package.setpassword(providers.PASSWORD.encode())
    plain = package.read(package.namelist()[0])
    assert (file.encrypted, file.name[-4:]) == (True, ".zip")
    assert hashlib.sha256(plain).hexdigest() == file.plain_sha256
    assert hashlib.sha256(file.content).hexdigest() == file.sha256
    sheet = actions.export_answer_sheet(file=file, by=hands.accountant)
    assert CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()[0] == [
        "TT", "Mã giao dịch", "Kỳ chi trả", "Số tiền",
        "Số tiền đã chi", "Ngày chi", "Kết quả", "Lý do chưa chi",
    ]  # fmt: skip
    assert providers.PASSWORD not in str(list(Entry.objects.values_list("before", "after", "reason")))


def test_answer_sheet_and_minutes_are_drawn_from_what_was_handed_over() -> None:
    payments.allowance()
    hands = payments.crew()
    file = one_file(payments.handed_over(hands))
    sheet = actions.export_answer_sheet(file=file, by=hands.accountant)
    head = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()[0]
    assert head == [title for key, title in TITLES.items() if key != "hamlet"]
    text = (
        PdfReader(io.BytesIO(actions.print_minutes(file=file, by=hands.accountant))).pages[0].extract_text()
    )
    assert file.sha256[:20] in text
    assert "BIÊN BẢN" in text


# A corrected version


def test_corrected_version_replaces_approved_lists_and_pays_each_month_once() -> None:
    payments.allowance("Nguyễn Thị Hoa")
    hands = payments.crew()
    approved = payments.approved(hands)
    corrected = actions.correct_run(run=approved, reason="Thiếu một người.", by=hands.approver)
    payments.allowance("Lê Văn Nam")

    again = payments.approved(hands)

    approved = PaymentRun.objects.get(pk=approved.pk)
    assert (approved.state, again.pk, again.edition, again.corrects_id) == (
        "superseded", corrected.pk, 2, approved.pk,
    )  # fmt: skip
    assert again.total == 2 * approved.total
    standing = PaymentMonth.objects.filter(undone=0)
    assert {month.line.payment_list.run_id for month in standing} == {again.pk}
    assert standing.filter(kind="regular").count() == 2
    # What was paid is as if the first version had never been: November owes no arrears.
    november = payments.built(hands, NOVEMBER, NOVEMBER_KNOWN)
    assert (november.arrears, november.recovery) == (0, 0)


def test_corrected_version_keeps_the_note_of_a_newcomer() -> None:
    payments.allowance(start="2026-10", paid_through=None)
    hands = payments.crew()
    run = payments.approved(hands)
    actions.correct_run(run=run, reason="Sai tài khoản.", by=hands.approver)
    again = payments.built(hands)
    assert [line.note for line in PaymentLine.objects.filter(payment_list__run=again)] == ["joined"]


def test_nothing_is_corrected_once_the_next_month_is_begun_or_files_are_out() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.approved(hands)
    payments.built(hands, NOVEMBER, NOVEMBER_KNOWN)
    with pytest.raises(LaterRunThere), transaction.atomic():
        actions.correct_run(run=run, reason="Sai.", by=hands.approver)
    providers.contract(hands.accountant, hands.approver)
    run = actions.hand_over(run=run, by=hands.accountant)
    with pytest.raises(actions.RunMoved):
        actions.correct_run(run=run, reason="Sai.", by=hands.approver)


def test_month_is_undone_by_nobody_else() -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.built(hands)
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        PaymentMonth.objects.filter(line__payment_list__run=run).update(undone=1)
    payments.settled(hands)
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        PaymentMonth.objects.update(amount=1)


def test_person_of_a_commune_sees_no_file() -> None:
    payments.allowance()
    file = one_file(payments.handed_over(payments.crew()))
    with pytest.raises(NotPermitted):
        actions.download_file(file=file, by=offices.actor("commune_officer"))


def test_payees_are_frozen_as_told() -> None:
    with_account("Lê Văn Nam", "0045001000123")
    run = payments.handed_over(payments.crew())
    person = PaymentLine.objects.get(payment_list__run=run).person
    officer = offices.actor("commune_officer")
    people_actions.update_person(person=person, data=people.data("Lê Văn Năm"), by=officer)
    row = one_file(run).instructions.get()
    assert (row.name, row.account_number) == ("Lê Văn Nam", "0045001000123")
