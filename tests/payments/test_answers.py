"""Answers back: strict amounts, matched, in part, failed, unknown; the same thing twice changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from audit.models import Entry
from offices.actors import NotPermitted
from payments import actions
from payments.answers import AnswerNotUnderstood, read_answer
from payments.handing.columns import DEFAULT
from payments.models import Instruction, PaymentResult, ProviderFile, ResultFile, ResultFinding
from payments.refusals import (
    AnswerAlreadyTaken,
    AnswerRefused,
    NotBeingPaid,
    NothingNew,
    ResultRefused,
)
from payments.rules.results import Judgement, Known, Reported, Standing, judge
from tests.factories import offices, payments, providers

pytestmark = pytest.mark.django_db


def out(*names: str) -> tuple[payments.Crew, ProviderFile]:
    """A run being paid, with one payment a name."""
    for name in names or ("Nguyễn Thị Hoa",):
        payments.allowance(name)
    hands = payments.crew()
    return hands, ProviderFile.objects.get(run=payments.being_paid(hands))


def of(name: str) -> Instruction:
    return Instruction.objects.get(name=name)


def results() -> list[tuple[str, str, int, str]]:
    rows = PaymentResult.objects.order_by("id").select_related("instruction")
    return [(row.instruction.name, row.state, row.amount, row.reason) for row in rows]


# Strict amounts


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("500 000", 500_000),
        ("500000", 500_000),
        ("540.000 đ", 540_000),
        (500_000, 500_000),
        (500_000.0, 500_000),
        ("0", 0),
    ],
)
def test_amount_is_read(cell: Any, amount: int) -> None:
    content = providers.answer_xlsx([["202610-1", cell, "", "x"]])
    assert [row.amount for row in read_answer(content, DEFAULT)] == [amount]


@pytest.mark.parametrize(
    "cell", ["abc", "-50", "1.000,5", "1.00.000", "1e6", "1000.50", "12.34", -50, 1000.5, "١٢٣"]
)
def test_amount_is_refused_by_the_name_of_its_cell(cell: Any) -> None:
    content = providers.answer_xlsx([["202610-1", 500_000, "", ""], ["202610-2", cell, "", ""]])
    with pytest.raises(AnswerNotUnderstood) as refusal:
        read_answer(content, DEFAULT)
    (problem,) = refusal.value.problems
    assert problem.startswith("Kết quả!B3: ")


@pytest.mark.parametrize("cell", ["abc", "-50", "1.000,5"])
def test_amount_in_csv_is_refused_by_the_name_of_its_cell(cell: str) -> None:
    content = f"Mã giao dịch;Số tiền đã chi\n202610-1;{cell}\n".encode()
    with pytest.raises(AnswerNotUnderstood) as refusal:
        read_answer(content, DEFAULT)
    (problem,) = refusal.value.problems
    assert problem.startswith("B2: ")


def test_one_bad_cell_leaves_nothing_taken_in() -> None:
    hands, file = out("Nguyễn Thị Hoa", "Lê Văn Nam")
    said = providers.everything_paid(file) | {of("Lê Văn Nam").reference: ("abc", "", "")}
    with pytest.raises(AnswerRefused) as refusal, transaction.atomic():
        actions.take_answer(
            file=file, name="a.csv", content=providers.answer_csv(file, said), by=hands.accountant
        )
    assert len(refusal.value.problems) == 1
    assert (PaymentResult.objects.count(), ResultFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00nothing",
        b"PK\x03\x04 no workbook",
        b"Ten;So tien\nHoa;1\n",
        b"<html><body>no report</body></html>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>',
        b"<Document>",
    ],
)
def test_what_is_no_answer_is_refused(content: bytes) -> None:
    with pytest.raises(AnswerNotUnderstood):
        read_answer(content, DEFAULT)


def test_head_may_stand_lower_and_be_written_without_accents() -> None:
    content = "Bưu điện\n;;\nMA GIAO DICH;so tien da chi;ly do chua chi\n202610-7;810.000;\n".encode()
    assert [(row.place, row.reference, row.amount) for row in read_answer(content, DEFAULT)] == [
        ("A4", "202610-7", 810_000)
    ]


def test_total_row_and_rows_that_say_nothing_are_no_answers() -> None:
    content = providers.answer_xlsx(
        [["202610-1", "", "Chưa chi hết", ""], ["202610-2", "", "", ""], ["", 9, "Tổng cộng", ""]],
        ["Mã giao dịch", "Số tiền đã chi", "Họ và tên", "Lý do chưa chi"],
    )
    assert read_answer(content, DEFAULT) == []


def test_outcome_in_other_words_is_refused() -> None:
    with pytest.raises(AnswerNotUnderstood, match="C2"):
        read_answer(providers.answer_xlsx([["202610-1", 1, "có lẽ", ""]]), DEFAULT)


# What a row means

KNOWN = Known(810_000, here=True, in_cash=True, standing=None)


def row(amount: int | None = None, said: str = "", reason: str = "") -> Reported:
    return Reported("A2", "202610-1", amount, said, None, reason)


@pytest.mark.parametrize(
    ("told", "known", "expected"),
    [
        (row(810_000), KNOWN, ("paid", 810_000)),
        (row(None, "paid"), KNOWN, ("paid", 810_000)),
        (row(300_000, "", "Hết tiền"), KNOWN, ("partial", 300_000)),
        (row(300_000), KNOWN, "no_reason"),
        (row(0, "", "Vắng mặt"), KNOWN, ("uncollected", 0)),
        (row(0, "", "Sai số"), Known(810_000, True, False, None), ("failed", 0)),
        (row(None, "failed", "Sai số tài khoản"), KNOWN, ("failed", 0)),
        (row(None, "uncollected"), KNOWN, "no_reason"),
        (row(810_001), KNOWN, "above"),
        (row(810_000, "failed", "x"), KNOWN, "unclear"),
        (row(None, "", "Vắng mặt"), KNOWN, "unclear"),
        (row(0, "paid", "x"), KNOWN, "unclear"),
        (row(810_000), None, "unknown"),
        (row(810_000), Known(810_000, False, True, None), "other_file"),
    ],
)
def test_row_means(told: Reported, known: Known | None, expected: Any) -> None:
    found = judge([told], known)
    if isinstance(expected, str):
        assert found == Judgement(finding=expected)
    else:
        assert found.result is not None
        assert ((found.result.state, found.result.amount), found.changes) == (expected, True)


def test_same_row_again_changes_nothing_and_two_that_disagree_are_a_finding() -> None:
    known = Known(810_000, True, True, Standing("paid", 810_000, None, ""))
    assert judge([row(810_000), row(810_000)], known).changes is False
    assert judge([row(810_000), row(800_000)], known) == Judgement(finding="twice")


# Taking in


def test_answer_is_matched_in_part_failed_and_unknown() -> None:
    hands, file = out("Nguyễn Thị Hoa", "Lê Văn Nam", "Đinh Văn Ba")
    said = {
        of("Nguyễn Thị Hoa").reference: (of("Nguyễn Thị Hoa").amount, "", ""),
        of("Lê Văn Nam").reference: ("500.000", "", "Chi thiếu"),
        of("Đinh Văn Ba").reference: ("", "Thất bại", "Sai tên"),
        "202610-999999": ("100.000", "Đã chi", ""),
    }
    answer = actions.take_answer(
        file=file, name="kq.csv", content=providers.answer_csv(file, said), by=hands.accountant
    )
    assert results() == [
        ("Nguyễn Thị Hoa", "paid", of("Nguyễn Thị Hoa").amount, ""),
        ("Lê Văn Nam", "partial", 500_000, "Chi thiếu"),
        ("Đinh Văn Ba", "failed", 0, "Sai tên"),
    ]
    assert list(ResultFinding.objects.values_list("kind", "reference", "amount")) == [
        ("unknown", "202610-999999", 100_000)
    ]
    assert (answer.rows, answer.recorded, answer.same) == (4, 3, 0)
    entry = Entry.objects.get(event="result_file.taken")
    assert (entry.after["recorded"], entry.after["findings"]) == (3, 1)


def test_same_file_again_is_refused_and_same_rows_add_nothing() -> None:
    hands, file = out("Nguyễn Thị Hoa", "Lê Văn Nam")
    said = providers.everything_paid(file)
    content = providers.answer_csv(file, said)
    actions.take_answer(file=file, name="kq.csv", content=content, by=hands.accountant)
    with pytest.raises(AnswerAlreadyTaken), transaction.atomic():
        actions.take_answer(file=file, name="kq2.csv", content=content, by=hands.accountant)
    again = actions.take_answer(file=file, name="kq3.csv", content=content + b"\r\n", by=hands.accountant)
    assert (again.rows, again.recorded, again.same) == (2, 0, 2)
    assert PaymentResult.objects.count() == 2


def test_correction_is_a_new_row_and_the_newest_counts() -> None:
    hands, file = out()
    actions.record_result(
        instruction=of("Nguyễn Thị Hoa"), state="uncollected", reason="Vắng mặt", by=hands.accountant
    )
    content = providers.answer_csv(file, providers.everything_paid(file))
    actions.take_answer(file=file, name="kq.csv", content=content, by=hands.accountant)
    assert [state for _name, state, _amount, _reason in results()] == ["uncollected", "paid"]


@pytest.mark.parametrize("write", ["update", "delete"])
def test_results_are_only_added(write: str) -> None:
    hands, file = out()
    providers.answered(file.run, hands.accountant)
    rows = PaymentResult.objects.all()
    deed = {"update": lambda: rows.update(reason="khác"), "delete": lambda: rows._raw_delete("default")}[
        write
    ]
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        deed()


@pytest.mark.parametrize(("state", "amount"), [("paid", 1), ("partial", 10**9), ("paid", 10**9)])
def test_database_takes_no_result_beyond_what_was_handed_over(state: str, amount: int) -> None:
    hands, _file = out()
    with pytest.raises(DatabaseError, match="not what was handed over"), transaction.atomic():
        PaymentResult.objects.create(
            instruction=of("Nguyễn Thị Hoa"),
            state=state,
            amount=amount,
            recorded_by_id=hands.accountant.user_id,
        )


def test_answer_comes_only_while_the_run_is_being_paid() -> None:
    payments.allowance()
    hands = payments.crew()
    file = ProviderFile.objects.get(run=payments.handed_over(hands))
    content = providers.answer_csv(file, providers.everything_paid(file))
    with pytest.raises(NotBeingPaid):
        actions.take_answer(file=file, name="kq.csv", content=content, by=hands.accountant)


def test_answer_is_taken_by_the_accountant_alone() -> None:
    hands, file = out()
    for who in (hands.approver, offices.actor("payment_accountant")):
        with pytest.raises(NotPermitted):
            actions.take_answer(file=file, name="kq.csv", content=b"x", by=who)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"state": "partial", "amount": 10, "reason": ""}, ResultRefused),
        ({"state": "uncollected", "reason": ""}, ResultRefused),
        ({"state": "partial", "amount": 10**9, "reason": "x"}, ResultRefused),
        ({"state": "partial", "amount": None, "reason": "x"}, ResultRefused),
    ],
)
def test_typed_result_must_fit(told: dict[str, Any], refusal: type[Exception]) -> None:
    hands, _file = out()
    with pytest.raises(refusal), transaction.atomic():
        actions.record_result(instruction=of("Nguyễn Thị Hoa"), by=hands.accountant, **told)
    assert results() == []


def test_typed_result_twice_is_nothing_new() -> None:
    hands, _file = out()
    told = {"instruction": of("Nguyễn Thị Hoa"), "state": "paid", "paid_on": dt.date(2026, 10, 8)}
    actions.record_result(by=hands.accountant, **told)
    with pytest.raises(NothingNew):
        actions.record_result(by=hands.accountant, **told)


def test_finding_is_settled_once_with_a_reason() -> None:
    hands, file = out()
    actions.take_answer(
        file=file,
        name="kq.csv",
        content=providers.answer_csv(file, {"lạ": ("1.000", "Đã chi", "")}),
        by=hands.accountant,
    )
    finding = ResultFinding.objects.get()
    actions.settle_result_finding(finding=finding, settlement="Dòng của huyện khác.", by=hands.accountant)
    with pytest.raises(NothingNew):
        actions.settle_result_finding(finding=finding, settlement="Nữa.", by=hands.accountant)


def test_receipt_says_what_was_paid_and_comes_after_paying() -> None:
    hands, file = out()
    with pytest.raises(ResultRefused):
        actions.print_receipt(instruction=of("Nguyễn Thị Hoa"), by=hands.accountant)
    providers.answered(file.run, hands.accountant)
    assert actions.print_receipt(instruction=of("Nguyễn Thị Hoa"), by=hands.accountant)[:5] == b"%PDF-"


# ISO 20022


def status(reference: str, code: str, reason: str = "", amount: str = "", currency: str = "VND") -> str:
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn><AddtlInf>Sai so</AddtlInf></StsRsnInf>" if reason else ""
    sum_ = (
        f'<OrgnlTxRef><Amt><InstdAmt Ccy="{currency}">{amount}</InstdAmt></Amt></OrgnlTxRef>'
        if amount
        else ""
    )
    return (
        f"<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{code}</TxSts>{why}"
        f"<AccptncDtTm>2026-10-08T09:00:00+07:00</AccptncDtTm>{sum_}</TxInfAndSts>"
    )


def pain002(*rows: str) -> bytes:
    body = "".join(rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">'
        f"<CstmrPmtStsRpt><OrgnlPmtInfAndSts>{body}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()


def test_status_report_is_read() -> None:
    content = pain002(
        status("202610-1", "ACSC", amount="810000.00"),
        status("202610-2", "RJCT", "AC01"),
        status("202610-3", "PDNG"),
        status("202610-4", "ACCC"),
    )
    day = dt.date(2026, 10, 8)
    assert read_answer(content, DEFAULT) == [
        Reported("TxInfAndSts 1", "202610-1", 810_000, "paid", day, ""),
        Reported("TxInfAndSts 2", "202610-2", None, "failed", None, "AC01 Sai so"),
        Reported("TxInfAndSts 4", "202610-4", None, "paid", day, ""),
    ]


@pytest.mark.parametrize(
    ("amount", "currency"), [("810000.50", "VND"), ("-5", "VND"), ("abc", "VND"), ("810000", "USD")]
)
def test_amount_in_a_report_is_refused_by_its_place(amount: str, currency: str) -> None:
    with pytest.raises(AnswerNotUnderstood, match="TxInfAndSts 1 InstdAmt"):
        read_answer(pain002(status("202610-1", "ACSC", amount=amount, currency=currency)), DEFAULT)


def test_booked_entries_are_read_with_what_came_back() -> None:
    def entry(direction: str, reference: str, amount: str, extra: str = "") -> str:
        return (
            f"<Ntry><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
            f"<BookgDt><Dt>2026-10-08</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{reference}"
            f'</EndToEndId></Refs><Amt Ccy="VND">{amount}</Amt>{extra}</TxDtls></NtryDtls></Ntry>'
        )

    content = (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>'
        + entry("DBIT", "202610-1", "810000")
        + entry("CRDT", "202610-2", "540000", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")
        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()
    assert read_answer(content, DEFAULT) == [
        Reported("TxDtls 1", "202610-1", 810_000, "paid", dt.date(2026, 10, 8), ""),
        Reported("TxDtls 2", "202610-2", None, "failed", None, "AC04"),
    ]
