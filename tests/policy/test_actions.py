"""Changing the law: who may, what stands against it, what is written and recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from freezegun import freeze_time

from audit.models import Entry
from offices.actors import NotPermitted
from policy import actions
from policy.enums import ChangeKind, DifficultyClass, RateKind
from policy.models import CalendarDay, Coefficient, Instrument, LawChange, Rate
from policy.queries import current_law, working_calendar
from policy.rules.changes import Change, Objection
from tests.factories import law, offices

pytestmark = pytest.mark.django_db

OCTOBER = dt.date(2026, 10, 1)
NOVEMBER = law.NOVEMBER
PROPOSE = {
    "rate": (actions.propose_rate, law.rate),
    "coefficient": (actions.propose_coefficient, law.coefficient),
    "benefit": (actions.propose_benefit, law.benefit),
    "naming": (actions.propose_naming, law.naming),
    "regime": (actions.propose_regime, law.regime),
    "verification": (actions.propose_verification, law.verification),
    "withdrawal": (actions.propose_withdrawal, law.withdrawal),
    "calendar_day": (actions.propose_calendar_day, law.day),
    "difficulty_areas": (actions.propose_areas, lambda: law.areas(("Thôn Gò", DifficultyClass.SPECIAL))),
    "day_cancelled": (actions.propose_day_cancelled, law.day_cancelled),
}


@pytest.fixture(autouse=True)
def mid_october() -> Iterator[None]:
    with freeze_time("2026-10-20 03:00:00"):
        yield


def test_every_kind_of_change_is_proposed_by_its_action() -> None:
    assert set(PROPOSE) == {kind.value for kind in ChangeKind}


@pytest.mark.parametrize("kind", [kind for kind in PROPOSE if kind != "withdrawal"])
def test_proposal_changes_nothing_and_reads_back(kind: str) -> None:
    action, make = PROPOSE[kind]
    wanted, before, days = make(), current_law(), working_calendar()
    made = action(change=wanted, reason="Theo văn bản.", by=law.crew().proposer)
    kept = LawChange.objects.get(pk=made.pk)
    assert (kept.kind, kept.state, kept.change) == (kind, "proposed", wanted)
    assert (current_law(), working_calendar()) == (before, days)
    entry = Entry.objects.get(event="law_change.proposed")
    assert (entry.subject_id, entry.reason, (entry.after or {})["data"]) == (
        str(made.pk), "Theo văn bản.", kept.data,
    )  # fmt: skip


def test_confirmed_rate_is_a_new_row_with_its_instrument_and_entry() -> None:
    rows = list(Rate.objects.order_by("pk").values())
    change = law.confirmed(law.crew())
    added = Rate.objects.exclude(pk__in=[row["id"] for row in rows]).get()
    assert (added.kind, added.province_code, added.amount) == ("base", "51", 600_000)
    assert (added.valid_from, added.known_from, added.mark) == (law.NOVEMBER, law.NOVEMBER, "sourced")
    assert str(Instrument.objects.get(pk=added.instrument_id)) == "Nghị quyết 999/2026/NQ-HĐND"
    assert list(Rate.objects.exclude(pk=added.pk).order_by("pk").values()) == rows
    entry = Entry.objects.get(event="law_change.confirmed", subject_id=str(change.pk))
    before, after = entry.before or {}, entry.after or {}
    assert (before["state"], before["row"]["amount"]) == ("proposed", 540_000)
    assert (after["state"], after["row"]["row"]["amount"], after["row_id"]) == (
        "confirmed", 600_000, added.pk,
    )  # fmt: skip


def test_figure_of_a_new_instrument_is_cited() -> None:
    law.confirmed(law.crew())
    now = current_law()
    row = now.rate(RateKind.BASE, law.NOVEMBER, law.NOVEMBER, "51")
    assert row is not None
    assert now.cite(row.article, row.instrument) == "Điều 1 Nghị quyết 999/2026/NQ-HĐND"


def test_confirmed_coefficient_counts_beside_the_others() -> None:
    hands = law.crew()
    count = Coefficient.objects.count()
    made = actions.propose_coefficient(change=law.coefficient("2.0"), reason="Sửa đổi.", by=hands.proposer)
    actions.confirm_change(change=made, by=hands.confirmer)
    assert Coefficient.objects.count() == count + 1
    now = current_law()
    values = [
        row.value if (row := now.coefficient("disability_severe", age, month, law.NOVEMBER)) else None
        for age, month in ((30, law.NOVEMBER), (30, OCTOBER), (70, law.NOVEMBER))
    ]
    assert values == [Decimal("2.0"), Decimal("1.5"), Decimal("2.0")]


def test_confirmed_day_is_in_the_calendar() -> None:
    hands = law.crew()
    made = actions.propose_calendar_day(change=law.day(), reason="Thông báo.", by=hands.proposer)
    actions.confirm_change(change=made, by=hands.confirmer)
    row = CalendarDay.objects.get(day="2026-12-24")
    assert (row.kind, row.name, working_calendar().is_working(row.day)) == ("holiday", "Nghỉ bù", False)


def test_late_confirmation_applies_from_its_own_day() -> None:
    hands = law.crew()
    made = law.proposed(hands)
    with freeze_time("2026-11-15 03:00:00"):
        actions.confirm_change(change=made, by=hands.confirmer)
    assert Rate.objects.get(amount=600_000).known_from == dt.date(2026, 11, 15)


def test_same_person_may_neither_confirm_nor_reject() -> None:
    hands = law.crew()
    made = law.proposed(hands)
    entries = Entry.objects.count()
    with pytest.raises(actions.SameHands):
        actions.confirm_change(change=made, by=hands.proposer)
    with pytest.raises(actions.SameHands):
        actions.reject_change(change=made, reason="Thôi.", by=hands.proposer)
    assert Entry.objects.count() == entries
    assert not Rate.objects.filter(amount=600_000).exists()


def test_database_refuses_one_person_deciding_their_own_change() -> None:
    made = law.proposed(law.crew())
    with pytest.raises(IntegrityError, match="law_change_two_people"), transaction.atomic():
        LawChange.objects.filter(pk=made.pk).update(
            state="confirmed", decided_by=made.proposed_by_id, decided_at="2026-10-20T03:00:00Z"
        )


def test_rejection_leaves_the_law_and_says_why() -> None:
    before = current_law()
    change = law.rejected(law.crew())
    assert (change.state, change.decision_reason, current_law()) == ("rejected", "Sai số.", before)
    assert Entry.objects.get(event="law_change.rejected").reason == "Sai số."


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("administrator", offices.TINH_KHE),
        ("payment_accountant", offices.PROVINCE),
        ("payment_approver", offices.PROVINCE),
        ("inspector", offices.PROVINCE),
        ("commune_chair", offices.TINH_KHE),
    ],
)
def test_others_may_neither_propose_nor_decide(role: str, code: str) -> None:
    made, other = law.proposed(law.crew()), offices.actor(role, code=code)
    with pytest.raises(NotPermitted):
        actions.propose_rate(change=law.rate(610_000), reason="Thử.", by=other)
    with pytest.raises(NotPermitted):
        actions.confirm_change(change=made, by=other)
    with pytest.raises(NotPermitted):
        actions.reject_change(change=made, reason="Thử.", by=other)


@pytest.mark.parametrize(
    ("kind", "fields", "objection"),
    [
        ("rate", {"amount": 540_000}, Objection.NOT_HIGHER_THAN_NATIONAL),
        ("rate", {"known_from": dt.date(2026, 10, 19)}, Objection.APPLIED_IN_THE_PAST),
        ("rate", {"valid_to": dt.date(2026, 10, 31)}, Objection.ENDS_BEFORE_IT_BEGINS),
        ("coefficient", {"value": "0"}, Objection.NOT_MORE_THAN_ZERO),
        ("coefficient", {"value": "1.5"}, Objection.ALREADY_SO),
        ("coefficient", {"age_from": 60, "age_to": 16}, Objection.AGES_OUT_OF_ORDER),
        ("coefficient", {"valid_from": dt.date(2015, 1, 1)}, Objection.GROUP_NOT_IN_FORCE),
        ("calendar_day", {"on": dt.date(2026, 10, 19)}, Objection.DAY_PAST),
        ("calendar_day", {"on": dt.date(2027, 1, 1)}, Objection.DAY_LISTED),
        ("calendar_day", {"name": " "}, Objection.DAY_WITHOUT_NAME),
        ("calendar_day", {"holiday": False}, Objection.NOT_A_WEEKEND),
        ("day_cancelled", {"on": dt.date(2026, 9, 2)}, Objection.DAY_PAST),
        ("day_cancelled", {"on": dt.date(2026, 12, 23)}, Objection.DAY_NOT_LISTED),
        ("benefit", {"value": "0"}, Objection.NOT_MORE_THAN_ZERO),
        ("benefit", {"known_from": dt.date(2026, 10, 19)}, Objection.APPLIED_IN_THE_PAST),
        ("benefit", {"valid_to": dt.date(2026, 10, 31)}, Objection.ENDS_BEFORE_IT_BEGINS),
        ("benefit", {"age_from": 60, "age_to": 16}, Objection.AGES_OUT_OF_ORDER),
        (
            "benefit",
            {"key": "care_child", "valid_from": dt.date(2026, 11, 2)},
            Objection.NOT_FIRST_OF_MONTH,
        ),
        ("naming", {"valid_from": dt.date(2026, 10, 19)}, Objection.NAMED_IN_THE_PAST),
        ("naming", {"group": "elderly_80"}, Objection.GROUP_NOT_IN_FORCE),
        ("regime", {"received_from": dt.date(2026, 10, 19)}, Objection.RECEIVED_IN_THE_PAST),
        ("regime", {"posting_days": 6}, Objection.POSTING_TOO_LONG),
        ("regime", {"key": "R1", "received_from": NOVEMBER}, Objection.STEPS_DO_NOT_MATCH),
        ("verification", {"key": "nd20-2021"}, Objection.NOTHING_TO_VERIFY),
        ("verification", {"key": "nd1-1900"}, Objection.NOTHING_TO_VERIFY),
        ("verification", {"document": " "}, Objection.DOCUMENT_NOT_NAMED),
        ("withdrawal", {}, Objection.NOT_ON_RECORD),
    ],
)
def test_change_that_does_not_fit_is_refused(
    kind: str, fields: dict[str, object], objection: Objection
) -> None:
    action, make = PROPOSE[kind]
    wanted: Change = make(**fields)  # type: ignore[operator]
    with pytest.raises(actions.ChangeObjected) as refusal:
        action(change=wanted, reason="Thử.", by=law.crew().proposer)
    others = {Objection.REGIME_OVER} if fields.get("key") == "R1" else set()
    assert set(refusal.value.objections) - others == {objection}
    assert (LawChange.objects.count(), Entry.objects.filter(event__startswith="law_change").count()) == (0, 0)


def test_second_of_two_equal_proposals_is_refused_at_confirmation() -> None:
    hands = law.crew()
    first, second = law.proposed(hands), law.proposed(hands)
    actions.confirm_change(change=first, by=hands.confirmer)
    with pytest.raises(actions.ChangeObjected) as refusal:
        actions.confirm_change(change=second, by=hands.confirmer)
    assert refusal.value.objections == (Objection.ALREADY_SO, Objection.ALREADY_THERE)
    assert Rate.objects.filter(amount=600_000).count() == 1
