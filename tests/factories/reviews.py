"""Mass reviews in any state, each reached through the actions of those whose turn it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from entitlements import actions
from entitlements.models import MassReview
from entitlements.rules import Terms
from offices.actors import Actor
from tests.factories import offices, payments

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
AT = dt.datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
JULY, NOVEMBER = dt.date(2026, 7, 1), dt.date(2026, 11, 1)
# Decree 335/2026: money from July, applied since 5 October; November's list is the first at the new level.
TERMS = Terms(JULY, NOVEMBER, dt.date(2026, 10, 4), dt.date(2026, 10, 5))


@dataclass(frozen=True)
class Crew:
    """One person for each hand a review passes through: three of a commune, one of the province."""

    officer: Actor
    approver: Actor
    chair: Actor
    administrator: Actor


def crew(code: str = offices.TINH_KHE) -> Crew:
    return Crew(
        officer=offices.actor("commune_officer", code=code, name="Võ Thị Cán"),
        approver=offices.actor("department_approver", code=code, name="Trần Thị Duyệt"),
        chair=offices.actor("commune_chair", code=code, name="Phạm Văn Ký"),
        administrator=offices.actor("administrator", code=offices.PROVINCE, name="Lê Văn Quản"),
    )


def caseload() -> None:
    """One allowance of every fate: raised, in another band, ended, not to be told, unchanged."""
    payments.allowance("Nguyễn Thị Hoa")
    payments.allowance("Trần Văn Bảy", group="elderly_poor", born="20/08/1951")
    payments.allowance("Lê Thị Tám", group="elderly_80", born="02/02/1940", paid_through=None)
    payments.allowance("Phạm Văn Chín", group="elderly_poor", born="1951")
    payments.allowance("Hồ Thị Mười", group="child_no_care", born="05/05/2005", paid_through=None)


def prepared(hands: Crew) -> MassReview:
    (review,) = actions.prepare_reviews(
        offices=[offices.office(hands.officer.office_code)], terms=TERMS, by=hands.officer, at=AT
    )
    return review


def step(review: MassReview, action: Any, by: Actor, **words: str) -> MassReview:
    return action(review=review, version=review.version, by=by, at=AT, **words)


def submitted(hands: Crew) -> MassReview:
    return step(prepared(hands), actions.submit_review, hands.approver)


def signed(hands: Crew) -> MassReview:
    return step(submitted(hands), actions.sign_review, hands.chair)


def applied(hands: Crew) -> MassReview:
    return step(signed(hands), actions.apply_review, hands.officer)


def cancelled(hands: Crew) -> MassReview:
    return step(prepared(hands), actions.cancel_review, hands.officer, reason="Lập nhầm.")


IN_STATE = {
    "prepared": prepared,
    "submitted": submitted,
    "signed": signed,
    "applied": applied,
    "cancelled": cancelled,
}
