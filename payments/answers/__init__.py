"""The answers of providers: a table in Excel or CSV, or an ISO 20022 report, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from payments.answers.refusals import AnswerNotUnderstood
from payments.answers.reports import read_report
from payments.answers.tables import read_csv, read_workbook
from payments.rules.results import Reported

__all__ = ["AnswerNotUnderstood", "read_answer"]


def read_answer(content: bytes, columns: Sequence[tuple[str, str]]) -> list[Reported]:
    """Every row of an answer that says something about a payment; `columns` are those of the contract.

    What kind of file it is shows in its bytes. Raises AnswerNotUnderstood: a file with one unreadable cell
    is refused whole, with the names of all of them.
    """
    if content.startswith(b"PK"):
        return read_workbook(content, columns)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return read_report(content)
    return read_csv(content, columns)
