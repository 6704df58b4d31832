"""Preparing, deciding and applying the review of a commune's allowances."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from freezegun import freeze_time

from audit.models import Entry
from entitlements import actions
from entitlements.models import Entitlement, EntitlementLevel, MassReview, MassReviewLine
from entitlements.queries import changes_of_law, granted_since, totals_of
from entitlements.rules import Terms
from offices.actors import NotPermitted
from offices.models import NumberSeries, User
from policy.actions import confirm_change, propose_rate
from tests.factories import law, offices, payments, people, reviews

pytestmark = pytest.mark.django_db

ENTRIES = ("entitlement.level_decided", "entitlement.ended", "mass_review.applied")


@pytest.fixture
def hands() -> reviews.Crew:
    reviews.caseload()
    return reviews.crew()


def lines_of(review: MassReview) -> dict[str, tuple[object, ...]]:
    return {
        line.name: (
            line.kind, line.reason, line.old_code, line.old_amount, line.new_code, line.new_amount,
            line.arrears_months, line.arrears,
        )
        for line in review.lines.all()
    }  # fmt: skip


def test_review_says_from_to_why_and_arrears(hands: reviews.Crew) -> None:
    assert lines_of(reviews.prepared(hands)) == {
        "Nguyễn Thị Hoa": ("raised", "base", "6", 750_000, "6", 810_000, 4, 240_000),
        # 75 in August: July 1.5, from August 2.0 (Decree 335/2026, Article 6(1)(đ)).
        "Trần Văn Bảy": (
            "band_changed", "base_and_coefficient", "5.a", 750_000, "5.a", 1_080_000, 4, 60_000 + 3 * 330_000,
        ),
        "Lê Thị Tám": ("ended", "group_not_in_force", "5.c", 0, "", 0, 0, 0),
        "Phạm Văn Chín": ("cannot_tell", "birth_unproven", "5.a", 750_000, "5.a", 810_000, 4, 240_000),
        "Hồ Thị Mười": ("same", "age", "1", 0, "1", 0, 0, 0),
    }  # fmt: skip


def test_totals_add_up(hands: reviews.Crew) -> None:
    totals = totals_of(reviews.prepared(hands))
    assert (totals.persons, totals.lines, totals.old, totals.new, totals.monthly, totals.arrears) == (
        5, 5, 2_250_000, 2_700_000, 450_000, 240_000 + 1_050_000 + 240_000,
    )  # fmt: skip
    assert {row.kind: row.lines for row in totals.kinds} == {
        "raised": 1, "band_changed": 1, "same": 1, "ended": 1, "cannot_tell": 1,
    }  # fmt: skip
    assert [(row.new_code, row.lines) for row in totals.groups] == [("1", 1), ("5.a", 2), ("", 1), ("6", 1)]


def test_lower_of_two_allowances_not_paid_together_is_left_to_be_settled() -> None:
    hands = reviews.crew()
    who = people.person(born="12/06/1948")
    people.entitlement(who, group="pension_75")
    people.entitlement(who, group="single_parent", units=2)
    review = reviews.prepared(hands)
    assert {(line.new_code, line.kind, line.reason, line.arrears) for line in review.lines.all()} == {
        ("4", "raised", "base", 320_000),
        ("HT", "cannot_tell", "only_highest", 0),
    }
    assert totals_of(review).monthly == 80_000


def test_same_review_asked_twice_is_one(hands: reviews.Crew) -> None:
    first = reviews.prepared(hands)
    entries = Entry.objects.count()
    again = reviews.prepared(hands)
    assert (again.pk, again.version, MassReview.objects.count()) == (first.pk, first.version, 1)
    assert Entry.objects.count() == entries


def test_review_further_on_is_not_prepared_again(hands: reviews.Crew) -> None:
    reviews.submitted(hands)
    with pytest.raises(actions.ReviewStanding):
        reviews.prepared(hands)


def test_cancelled_review_makes_room_for_another(hands: reviews.Crew) -> None:
    first = reviews.cancelled(hands)
    assert reviews.prepared(hands).pk != first.pk


def test_province_prepares_a_review_for_every_commune_with_allowances(hands: reviews.Crew) -> None:
    payments.allowance("Đinh Văn Xa", code=offices.SON_HA)
    communes = [offices.office(code) for code in (offices.TINH_KHE, offices.SON_HA, offices.BA_TO)]
    made = actions.prepare_reviews(
        offices=communes, terms=reviews.TERMS, by=hands.administrator, at=reviews.AT
    )
    assert {(review.office.code, review.lines.count()) for review in made} == {("21211", 5), ("21289", 1)}
    assert MassReview.objects.count() == 2


def test_nothing_to_review_is_said() -> None:
    with pytest.raises(actions.NothingToReview):
        reviews.prepared(reviews.crew())
    assert not MassReview.objects.exists()


def test_allowance_decided_since_the_change_is_counted_not_listed(hands: reviews.Crew) -> None:
    people.entitlement(people.person("Võ Văn Mới"), start="2026-11")
    review = reviews.prepared(hands)
    assert "Võ Văn Mới" not in lines_of(review)
    assert granted_since(review) == 1


@pytest.mark.parametrize("state", ["prepared", "submitted"])
def test_changed_caseload_stops_submission_and_signature(hands: reviews.Crew, state: str) -> None:
    review = reviews.IN_STATE[state](hands)
    ended = Entitlement.objects.get(person__name="Nguyễn Thị Hoa")
    actions.end(entitlement=ended, last_month=dt.date(2026, 6, 1), reason="Chuyển đi", by=hands.officer)
    payments.allowance("Bùi Thị Thêm")
    action, by = {
        "prepared": (actions.submit_review, hands.approver),
        "submitted": (actions.sign_review, hands.chair),
    }[state]

    with pytest.raises(actions.ReviewOutdated) as refusal:
        reviews.step(review, action, by)

    assert {(change.name, change.what) for change in refusal.value.changes} == {
        ("Nguyễn Thị Hoa", "gone"), ("Bùi Thị Thêm", "added"),
    }  # fmt: skip
    assert not NumberSeries.objects.filter(kind="QD").exists()


def test_review_sent_back_and_prepared_again_is_in_order(hands: reviews.Crew) -> None:
    review = reviews.submitted(hands)
    payments.allowance("Bùi Thị Thêm")
    review = reviews.step(review, actions.send_back_review, hands.chair, reason="Thiếu người.")
    review = reviews.step(review, actions.prepare_review_again, hands.officer)
    assert "Bùi Thị Thêm" in lines_of(review)
    review = reviews.step(review, actions.submit_review, hands.approver)
    assert reviews.step(review, actions.sign_review, hands.chair).decision_number == "01/QĐ-UBND"


def test_numbers_have_no_gaps(hands: reviews.Crew) -> None:
    review = reviews.submitted(hands)
    with transaction.atomic():
        reviews.step(review, actions.sign_review, hands.chair)
        transaction.set_rollback(True)
    signed = reviews.step(MassReview.objects.get(pk=review.pk), actions.sign_review, hands.chair)
    assert (signed.decision_number, signed.decision_on) == ("01/QĐ-UBND", reviews.AT.date())


def test_applying_stamps_levels_and_ends_what_the_law_no_longer_names(hands: reviews.Crew) -> None:
    review = reviews.applied(hands)
    levels = [
        (level.entitlement.person.name, level.from_month, level.base, level.coefficient, level.amount)
        for level in EntitlementLevel.objects.order_by("entitlement_id", "from_month")
    ]
    assert levels == [
        ("Nguyễn Thị Hoa", reviews.JULY, 540_000, Decimal("1.5"), 810_000),
        ("Trần Văn Bảy", reviews.JULY, 540_000, Decimal("1.5"), 810_000),
        ("Trần Văn Bảy", dt.date(2026, 8, 1), 540_000, Decimal("2"), 1_080_000),
        ("Phạm Văn Chín", reviews.JULY, 540_000, Decimal("1.5"), 810_000),
    ]
    assert set(EntitlementLevel.objects.values_list("decision_number", "decision_on")) == {
        (review.decision_number, review.decision_on)
    }
    gone = Entitlement.objects.get(person__name="Lê Thị Tám")
    assert (gone.end_month, gone.end_reason) == (dt.date(2025, 6, 1), "group_ended")
    assert Entitlement.objects.filter(end_month=None).count() == 4


def test_applying_leaves_an_entry_for_the_review_and_for_each_allowance(hands: reviews.Crew) -> None:
    review = reviews.applied(hands)
    entries = Entry.objects.filter(event__in=ENTRIES)
    assert sorted(entries.values_list("event", "subject_type")) == [
        ("entitlement.ended", "entitlements.entitlement"),
        *[("entitlement.level_decided", "entitlements.entitlement")] * 3,
        ("mass_review.applied", "entitlements.massreview"),
    ]
    whole = entries.get(event="mass_review.applied")
    assert whole.after == {
        "state": "applied", "decision_number": review.decision_number, "allowances": 3, "levels": 4,
        "ended": 1,
    }  # fmt: skip
    bay = Entitlement.objects.get(person__name="Trần Văn Bảy")
    assert entries.get(event="entitlement.level_decided", subject_id=str(bay.pk)).after == {
        "decision_number": review.decision_number,
        "review": review.pk,
        "levels": [["2026-07-01", 810_000], ["2026-08-01", 1_080_000]],
    }


@pytest.mark.parametrize(
    ("state", "action", "who"),
    [
        ("prepared", actions.submit_review, "officer"),
        ("submitted", actions.sign_review, "approver"),
        ("signed", actions.apply_review, "chair"),
        ("prepared", actions.prepare_review_again, "approver"),
        ("submitted", actions.sign_review, "administrator"),
    ],
)
def test_step_of_another_role_is_not_permitted(
    hands: reviews.Crew, state: str, action: object, who: str
) -> None:
    review = reviews.IN_STATE[state](hands)
    with pytest.raises(NotPermitted):
        reviews.step(review, action, getattr(hands, who))


def test_other_commune_may_do_nothing(hands: reviews.Crew) -> None:
    strangers = reviews.crew(offices.SON_HA)
    review = reviews.submitted(hands)
    for action, by in (
        (actions.sign_review, strangers.chair),
        (actions.send_back_review, strangers.chair),
        (actions.cancel_review, strangers.officer),
    ):
        words = {} if action is actions.sign_review else {"reason": "Xem lại."}
        with pytest.raises(NotPermitted):
            reviews.step(review, action, by, **words)


def test_one_person_in_two_roles_is_refused(hands: reviews.Crew) -> None:
    person = User.objects.get(pk=hands.officer.user_id)
    review = reviews.prepared(hands)
    with pytest.raises(actions.ReviewerSameHands):
        reviews.step(review, actions.submit_review, offices.actor("department_approver", person=person))
    review = reviews.step(review, actions.submit_review, hands.approver)
    with pytest.raises(actions.ReviewerSameHands):
        reviews.step(review, actions.sign_review, offices.actor("commune_chair", person=person))


@pytest.mark.parametrize("one", ["submitted_by", "signed_by"])
def test_database_refuses_the_same_hands(hands: reviews.Crew, one: str) -> None:
    review = reviews.prepared(hands)
    with pytest.raises(IntegrityError, match="mass_review_"):
        MassReview.objects.filter(pk=review.pk).update(**{one: review.prepared_by_id})


@pytest.mark.parametrize(
    "harm",
    [
        lambda review: MassReviewLine.objects.filter(review=review).update(new_amount=1),
        lambda review: MassReviewLine.objects.filter(review=review).delete(),
        lambda review: MassReview.objects.filter(pk=review.pk).update(decision_number="99/QĐ-UBND"),
        lambda review: MassReview.objects.filter(pk=review.pk).update(paper={}),
        lambda review: EntitlementLevel.objects.filter(review=review).update(amount=1),
        lambda review: EntitlementLevel.objects.filter(review=review).delete(),
    ],
)
def test_database_refuses_to_change_what_was_signed(hands: reviews.Crew, harm: object) -> None:
    review = reviews.applied(hands)
    with pytest.raises(DatabaseError, match=r"sealed|never edited"):
        harm(review)  # type: ignore[operator]


def test_changes_of_law_come_from_its_figures() -> None:
    newest = changes_of_law(dt.date(2026, 11, 16))[0]
    assert (newest.known_on, newest.known_before, newest.change_month, newest.instruments) == (
        dt.date(2026, 10, 5), dt.date(2026, 10, 4), reviews.JULY, ("Nghị định 335/2026/NĐ-CP",),
    )  # fmt: skip
    assert changes_of_law(dt.date(2026, 10, 4))[0].known_on == dt.date(2025, 7, 1)


def test_later_change_entered_on_screen_is_reviewed_the_same_way(hands: reviews.Crew) -> None:
    administrators, rate = law.crew(), law.rate(600_000, known_from=dt.date(2026, 11, 20))
    with freeze_time(reviews.AT):
        change = propose_rate(change=rate, reason="Theo nghị quyết.", by=administrators.proposer)
        confirm_change(change=change, by=administrators.confirmer)
    stored = changes_of_law(dt.date(2027, 1, 1))[0]
    terms = Terms(stored.change_month, dt.date(2026, 12, 1), stored.known_before, stored.known_on)
    (review,) = actions.prepare_reviews(
        offices=[offices.office()], terms=terms, by=hands.officer, at=reviews.AT
    )
    line = lines_of(review)["Nguyễn Thị Hoa"]
    assert line == ("raised", "base", "6", 810_000, "6", 900_000, 1, 90_000)
