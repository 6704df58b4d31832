"""What a printed list consists of: columns, groups of rows, signatures. Drawn by `ui.pdf.list`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ui.pdf.paper import NationalHeader, Signature
from ui.pdf.qr import Seal

Align = Literal["left", "center", "right"]
Kind = Literal["text", "number", "money"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column. `width_mm` is a share: the columns together are scaled to the paper.

    Neighbours with the same `over` stand under one head. Money and numbers are integers, set to the
    right and never broken; money is summed unless `total` is False. `lines` is the most a text may take.
    """

    key: str
    title: str
    width_mm: float
    align: Align | None = None
    kind: Kind = "text"
    over: str = ""
    total: bool | None = None
    lines: int = 3

    @property
    def summed(self) -> bool:
        return self.kind == "money" if self.total is None else self.total

    @property
    def aligned(self) -> Align:
        return self.align or ("left" if self.kind == "text" else "right")


@dataclass(frozen=True)
class Group:
    """Rows under a heading, with their own subtotal. An empty title draws neither."""

    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class ListPaper:
    """One list, complete. `label_key` is the column whose cell carries "Cộng", "Tổng cộng" and the like.

    `words_key` is the money column said in words (by default the last summed one; empty string: none).
    `counted` names what a row is ("người"). `least_row_mm` leaves room for a signature.
    `mark` is a word across each page such as BẢN DỰ THẢO. An annex has no header; `under` says what of.
    """

    header: NationalHeader | None
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    subtitle: str = ""
    unit: str = "Đơn vị tính: đồng"
    signatures: tuple[Signature, ...] = ()
    signed_at: str = ""
    footnotes: tuple[str, ...] = ()
    seal: Seal | None = None
    footer: str = ""
    mark: str = ""
    words_key: str | None = None
    four: str = "bốn"
    counted: str = "người"
    group_totals: bool = True
    numbered_columns: bool = True
    size: float = 9.0
    least_row_mm: float = 7.0
    empty: str = "Không có người nào trong danh sách."
    under: str = field(default="", kw_only=True)
    spoken: str = field(default="Tổng số tiền bằng chữ", kw_only=True)

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    def totals(self, rows: Sequence[Row] | None = None) -> dict[str, int]:
        """Sums of the summed columns over some rows, or over the whole list."""
        chosen = [row for group in self.groups for row in group.rows] if rows is None else rows
        return {
            column.key: sum(row.get(column.key) or 0 for row in chosen)
            for column in self.columns
            if column.summed
        }

    @property
    def spoken_key(self) -> str:
        """Key of the column said in words; empty when there is none."""
        if self.words_key is not None:
            return self.words_key
        return next((column.key for column in reversed(self.columns) if column.summed), "")
