"""Papers of a case: each a frozen snapshot and its pure layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cases.documents.change import ChangeSnapshot, render_change
from cases.documents.decision import DecisionSnapshot, render_decision
from cases.documents.receipt import ReceiptSnapshot, render_receipt
from cases.documents.refusal import RefusalSnapshot, render_refusal
from cases.documents.snapshot import Snapshot
from cases.documents.supplement import SupplementSnapshot, render_supplement
from cases.enums import DocumentKind

_PAPERS: dict[str, tuple[type[Snapshot], Callable[..., bytes]]] = {
    DocumentKind.RECEIPT: (ReceiptSnapshot, render_receipt),
    DocumentKind.SUPPLEMENT: (SupplementSnapshot, render_supplement),
    DocumentKind.REFUSAL: (RefusalSnapshot, render_refusal),
    DocumentKind.DECISION: (DecisionSnapshot, render_decision),
    DocumentKind.CHANGE: (ChangeSnapshot, render_change),
}


def render(kind: str, data: Mapping[str, Any]) -> bytes:
    """Draw a kept paper as PDF; the same snapshot gives the same bytes."""
    snapshot, draw = _PAPERS[kind]
    return draw(snapshot.from_json(data))


__all__ = ["Snapshot", "render"]
