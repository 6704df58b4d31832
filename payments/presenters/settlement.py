"""The settlement of a run and what was not collected, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from beneficiaries.names import proper_case
from payments.documents.settlement import FIGURES, settlement_of
from payments.enums import RunState
from payments.models import PaymentRun
from payments.presenters.runs import state_of, title_of
from payments.queries.providers import Suspension
from payments.rules.settlements import SUSPENSION_ARTICLE, SUSPENSION_INSTRUMENT, Balance
from policy.queries import citing_law


def settlement_page(run: PaymentRun) -> dict[str, Any]:
    """The report as it stands; before it is reconciled, what is not paid counts as kept, without fees."""
    snapshot = settlement_of(run)
    sums = {key: sum(figures[key] for _name, figures in snapshot.rows) for key in FIGURES}
    balance = Balance(
        sums["carried_in"],
        sums["received"],
        sums["paid_account"] + sums["paid_cash"],
        sums["unpaid"],
        sums["returned"],
    )
    state, tone = state_of(run)
    return {
        "run": run,
        "title": _("Settlement report"),
        "run_title": title_of(run),
        "state": state,
        "tone": tone,
        "rows": snapshot.rows,
        "sums": sums,
        "balance": balance,
        "final": run.state in (RunState.RECONCILED, RunState.SETTLED),
    }


def suspensions_page(rows: Sequence[Suspension]) -> dict[str, Any]:
    """Allowances proposed for suspension, with the article."""
    return {
        "rows": [(row, proper_case(row.row.name)) for row in rows],
        "through": rows[0].through if rows else None,
        "article": citing_law().cite(SUSPENSION_ARTICLE, SUSPENSION_INSTRUMENT),
    }
