"""Answers in ISO 20022: payment status reports (pain.002) and booked entries (camt.054), of any version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import xmlschema
from django.utils.translation import gettext as _

from payments.answers.refusals import AnswerNotUnderstood
from payments.rules.results import Reported

SETTLED = {"ACSC", "ACCC"}
REFUSED = {"RJCT", "CANC"}
# Accepted or on the way: nothing is known yet.
PENDING = {"ACTC", "ACCP", "ACSP", "ACWC", "PDNG", "RCVD", "ACFC"}
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.0{1,5})?")


def read_report(content: bytes) -> list[Reported]:
    """Rows of a report: one per transaction with a known end. Raises AnswerNotUnderstood."""
    try:
        # Entities and external documents are refused.
        root = xmlschema.XMLResource(BytesIO(content), defuse="always").root
    except Exception as error:
        raise AnswerNotUnderstood([_("The file is no XML, or an unsafe one.")]) from error
    problems: list[str] = []
    rows = list(_statuses(root, problems)) + list(_entries(root, problems))
    if problems:
        raise AnswerNotUnderstood(problems)
    if not rows:
        raise AnswerNotUnderstood([_("The report names no payment that was made or refused.")])
    return rows


def _statuses(root: Any, problems: list[str]) -> Iterator[Reported]:
    """pain.002: the status of each transaction."""
    for number, status in enumerate(_all(root, "TxInfAndSts"), start=1):
        place = f"TxInfAndSts {number}"
        code = _first(status, "TxSts")
        if code in PENDING:
            continue
        if code not in SETTLED | REFUSED:
            words = {"place": place, "code": code}
            problems.append(_("%(place)s: the status “%(code)s” is not known.") % words)
            continue
        said = "paid" if code in SETTLED else "failed"
        amount = _amount(next(_all(status, "InstdAmt"), None), place, problems) if said == "paid" else None
        paid_on = _day(_first(status, "AccptncDtTm") or _first(status, "Dt")) if said == "paid" else None
        yield Reported(place, _first(status, "OrgnlEndToEndId"), amount, said, paid_on, _reason(status))


def _entries(root: Any, problems: list[str]) -> Iterator[Reported]:
    """camt.054: money that left the account, and money that came back."""
    number = 0
    for entry in _all(root, "Ntry"):
        if _first(entry, "Sts") not in ("BOOK", ""):
            continue
        booked = next(_all(entry, "BookgDt"), None)
        paid_on = _day(_first(booked, "Dt") or _first(booked, "DtTm")) if booked is not None else None
        for details in _all(entry, "TxDtls"):
            number += 1
            place = f"TxDtls {number}"
            direction = _child(details, "CdtDbtInd") or _child(entry, "CdtDbtInd")
            reference = _first(details, "EndToEndId")
            if direction == "DBIT":
                element = next((one for one in details if _tag(one) == "Amt"), None)
                if element is None:
                    element = next(_all(details, "InstdAmt"), None)
                amount = _amount(element, place, problems)
                yield Reported(place, reference, amount, "paid", paid_on, "")
            else:
                yield Reported(place, reference, None, "failed", None, _reason(details))


def _amount(element: Any, place: str, problems: list[str]) -> int | None:
    if element is None:
        return None
    text = (element.text or "").strip()
    if element.get("Ccy", "VND") != "VND" or not _AMOUNT.fullmatch(text):
        words = {"cell": f"{place} {_tag(element)}", "shown": f"{text} {element.get('Ccy', '')}".strip()}
        problems.append(
            _("%(cell)s: “%(shown)s” is no amount of whole đồng. Write it as 1.000.000 or 1000000.") % words
        )
        return None
    return int(text.partition(".")[0])


def _reason(element: Any) -> str:
    reason = next(_all(element, "StsRsnInf"), None)
    if reason is None:
        reason = next(_all(element, "RtrInf"), None)
    if reason is None:
        return ""
    words = [_first(reason, "Cd") or _first(reason, "Prtry"), _first(reason, "AddtlInf")]
    return " ".join(word for word in words if word)[:300]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Any, tag: str) -> Iterator[Any]:
    return (one for one in element.iter() if _tag(one) == tag)


def _first(element: Any, tag: str) -> str:
    """The text of the first element of a name below, itself included; "" without one."""
    found = next(_all(element, tag), None)
    if found is None:
        return ""
    if len(found):  # camt.054 from version 04 wraps the status: <Sts><Cd>BOOK</Cd></Sts>
        found = found[0]
    return (found.text or "").strip()


def _child(element: Any, tag: str) -> str:
    found = next((one for one in element if _tag(one) == tag), None)
    return (found.text or "").strip() if found is not None else ""
