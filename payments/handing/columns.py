"""The columns a file may have. A contract chooses, orders and names them."""

from __future__ import annotations

from collections.abc import Sequence

from beneficiaries.enums import PayMethod
from beneficiaries.names import proper_case
from payments.handing.snapshot import Payment

# What the provider fills in; blank when handed over.
ANSWER_KEYS = ("paid_amount", "paid_on", "outcome", "reason")
TITLES = {
    "position": "TT",
    "reference": "Mã giao dịch",
    "office_name": "Xã, phường",
    "hamlet": "Thôn, tổ dân phố",
    "person_code": "Mã đối tượng",
    "name": "Họ và tên",
    "born": "Ngày sinh",
    "id_number": "Số định danh",
    "period": "Kỳ chi trả",
    "amount": "Số tiền",
    "method": "Hình thức",
    "bank": "Ngân hàng",
    "account_number": "Số tài khoản",
    "account_owner": "Tên chủ tài khoản",
    "collector_name": "Người nhận thay",
    "collector_id": "Số định danh người nhận thay",
    "transfer_text": "Nội dung chuyển tiền",
    "paid_amount": "Số tiền đã chi",
    "paid_on": "Ngày chi",
    "outcome": "Kết quả",
    "reason": "Lý do chưa chi",
}
DEFAULT = tuple((key, title) for key, title in TITLES.items() if key != "hamlet")
REQUIRED = ("reference", "name", "amount", "paid_amount", "reason")
# What may be shown where the file itself is encrypted.
NAMELESS = ("position", "reference", "period", "amount", *ANSWER_KEYS)
MONEY = ("amount", "paid_amount")
METHODS = {PayMethod.ACCOUNT.value: "Tài khoản", PayMethod.CASH.value: "Tiền mặt"}


def cells_of(payment: Payment, columns: Sequence[tuple[str, str]]) -> list[str | int]:
    """One row of a table file: figures stay figures, numbers of people and accounts are text."""
    values: dict[str, str | int] = {
        "position": payment.position,
        "amount": payment.amount,
        "period": f"{payment.period:%m/%Y}",
        "method": METHODS[payment.method],
        "name": proper_case(payment.name),
        "collector_name": proper_case(payment.collector_name),
        "account_owner": proper_case(payment.payee) if payment.account_number else "",
    }
    return [
        "" if key in ANSWER_KEYS else values[key] if key in values else str(getattr(payment, key))
        for key, _title in columns
    ]
