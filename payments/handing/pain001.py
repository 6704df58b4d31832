"""A bank transfer order in ISO 20022: pain.001.001.09, validated against its schema before it leaves."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

import xmlschema

from beneficiaries.names import proper_case
from payments.handing.banks import bank_number
from payments.handing.snapshot import FileSnapshot, Payment

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CURRENCY = "VND"


class SchemaRefused(ValueError):
    """The order is not what its schema says an order is; the text names the place."""


def render_pain001(snapshot: FileSnapshot) -> bytes:
    """One order with one payment information block. Raises SchemaRefused."""
    document = Element("Document", xmlns=NAMESPACE)
    order = SubElement(document, "CstmrCdtTrfInitn")
    head = SubElement(order, "GrpHdr")
    _text(head, "MsgId", snapshot.message_id)
    # Noon of the day: the same snapshot gives the same bytes.
    _text(head, "CreDtTm", f"{snapshot.made_on:%Y-%m-%d}T12:00:00+07:00")
    _sums(head, snapshot)
    _text(SubElement(head, "InitgPty"), "Nm", snapshot.payer_name)
    block = SubElement(order, "PmtInf")
    _text(block, "PmtInfId", snapshot.message_id)
    _text(block, "PmtMtd", "TRF")
    _sums(block, snapshot)
    _text(SubElement(block, "ReqdExctnDt"), "Dt", f"{snapshot.made_on:%Y-%m-%d}")
    _text(SubElement(block, "Dbtr"), "Nm", snapshot.payer_name)
    _account(block, "DbtrAcct", snapshot.payer_account)
    _bank(block, "DbtrAgt", snapshot.payer_bank)
    for payment in snapshot.payments:
        _transfer(block, payment)
    content: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    refuse_unlawful(content)
    return content


def refuse_unlawful(content: bytes) -> None:
    """Check an order against the schema. Raises SchemaRefused, naming the place."""
    for error in _schema().iter_errors(content):
        raise SchemaRefused(f"{error.path}: {error.reason}")


@cache
def _schema() -> xmlschema.XMLSchema:
    text = (files("sepaxml") / "schemas" / "pain.001.001.09.xsd").read_text(encoding="utf-8")
    return xmlschema.XMLSchema(text)


def _transfer(block: Element, payment: Payment) -> None:
    transfer = SubElement(block, "CdtTrfTxInf")
    names = SubElement(transfer, "PmtId")
    _text(names, "InstrId", payment.reference)
    _text(names, "EndToEndId", payment.reference)
    amount = SubElement(SubElement(transfer, "Amt"), "InstdAmt", Ccy=CURRENCY)
    amount.text = str(payment.amount)
    _bank(transfer, "CdtrAgt", payment.bank)
    _text(SubElement(transfer, "Cdtr"), "Nm", proper_case(payment.payee)[:140])
    _account(transfer, "CdtrAcct", payment.account_number)
    _text(SubElement(transfer, "RmtInf"), "Ustrd", payment.transfer_text[:140])


def _sums(parent: Element, snapshot: FileSnapshot) -> None:
    _text(parent, "NbOfTxs", str(snapshot.count))
    _text(parent, "CtrlSum", str(snapshot.total))


def _account(parent: Element, tag: str, number: str) -> None:
    # Vietnamese accounts have no IBAN.
    other = SubElement(SubElement(SubElement(parent, tag), "Id"), "Othr")
    _text(other, "Id", number)


def _bank(parent: Element, tag: str, name: str) -> None:
    bank = SubElement(SubElement(parent, tag), "FinInstnId")
    if number := bank_number(name):
        _text(SubElement(bank, "ClrSysMmbId"), "MmbId", number)
    _text(bank, "Nm", name[:140] or "NOTPROVIDED")


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
