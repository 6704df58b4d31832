"""What-ifs: sums that equal the rules one by one, pages, files, who may see what."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from audit.models import Entry
from beneficiaries.models import Person
from entitlements.enums import Source
from entitlements.models import Entitlement, Suspension
from entitlements.queries import pauses_of
from offices.actors import Actor
from policy.enums import GroupKey
from policy.facts import PartialDate
from policy.law import Law
from policy.models import Group, Rate
from policy.months import add_months, first_of
from policy.queries import current_law
from policy.rules import monthly_due
from policy.rules.allowance_changes import held_back
from reports.forms import WhatIfForm
from reports.queries import offices_counted, whatif_outcome
from reports.rules.whatif import Hypothesis, Outcome, bands_on, changed_law, known_for
from tests.factories import offices, people

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 16)
JANUARY = dt.date(2027, 1, 1)
SEVERE_ADULT = "điểm e khoản 1 Điều 6 · 16 · 60 · 1.5"

BIRTHS = st.none() | st.builds(
    PartialDate.from_columns,
    st.dates(dt.date(2003, 1, 1), dt.date(2026, 12, 31))
    | st.dates(dt.date(1940, 1, 1), dt.date(1968, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "born": BIRTHS,
            "sex": st.sampled_from(["M", "F", ""]),
            "code": st.sampled_from([offices.TINH_KHE, offices.SON_HA]),
            "died_on": st.none() | st.dates(dt.date(2026, 12, 1), dt.date(2028, 6, 30)),
            "groups": st.lists(
                st.tuples(
                    st.sampled_from(GroupKey),
                    st.integers(1, 3),
                    st.integers(-9, 15),
                    st.none() | st.integers(0, 20),
                ),
                min_size=1,
                max_size=3,
            ),
            # Suspensions of each allowance: months after the last, months long or open, lifted.
            "pauses": st.lists(
                st.tuples(st.integers(0, 9), st.none() | st.integers(0, 5), st.booleans()), max_size=3
            ),
        }
    ),
    min_size=1,
    max_size=10,
)
HYPOTHESES = st.builds(
    Hypothesis,
    from_month=st.integers(-6, 14).map(lambda number: add_months(JANUARY, number)),
    base=st.none() | st.integers(300_000, 900_000),
    pension=st.none() | st.integers(300_000, 900_000),
    province=st.sampled_from(["", offices.PROVINCE]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE, HYPOTHESES, st.none() | st.tuples(st.integers(0, 99), st.decimals("0.1", "9", places=2)))
def test_sums_equal_the_rules_one_by_one(
    made: list[dict[str, Any]], hypothesis: Hypothesis, band: tuple[int, Decimal] | None
) -> None:
    with transaction.atomic():
        for number, one in enumerate(made):
            register(one, number)
        law = current_law()
        if band is not None:
            bands = bands_on(law, hypothesis.from_month, known_for(hypothesis.from_month, TODAY))
            hypothesis = Hypothesis(
                hypothesis.from_month,
                hypothesis.base,
                hypothesis.pension,
                hypothesis.province,
                bands[band[0] % len(bands)],
                band[1],
            )
        counted = list(offices_counted(province_actor()).values_list("pk", flat=True))
        outcome = whatif_outcome(hypothesis, offices=counted, law=law, today=TODAY)
        expected = {
            "now": one_by_one(law, hypothesis),
            "then": one_by_one(changed_law(law, hypothesis, today=TODAY), hypothesis),
        }
        transaction.set_rollback(True)
    total = outcome.total
    assert (total.month_now, total.year_now) == expected["now"]
    assert (total.month_then, total.year_then) == expected["then"]
    for lines in (outcome.by_office, outcome.by_group, outcome.by_sex):
        assert sum(line.year_then for line in lines.values()) == total.year_then
        assert sum(line.month_now for line in lines.values()) == total.month_now
    assert sum(line.persons for line in outcome.by_office.values()) == total.persons
    assert sum(line.persons for line in outcome.by_sex.values()) == total.persons


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE)
def test_unchanged_law_changes_nothing(made: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        for number, one in enumerate(made):
            register(one, number)
        total = outcome_of(Hypothesis(JANUARY)).total
        transaction.set_rollback(True)
    assert (total.month_change, total.year_change, total.up, total.down) == (0, 0, 0, 0)


def one_by_one(law: Law, hypothesis: Hypothesis) -> tuple[int, int]:
    """The first month and the twelve months of every allowance on record, asked of the rules singly."""
    month, year = 0, 0
    for row in Entitlement.objects.select_related("person").prefetch_related("suspensions"):
        for asked in hypothesis.months:
            if asked < row.start_month or (row.end_month and asked > row.end_month):
                continue
            if held_back(asked, pauses_of(row)):
                continue
            amount = monthly_due(
                group=row.group_id,
                units=row.units,
                born=row.person.born,
                month=asked,
                known_on=known_for(asked, TODAY),
                law=law,
                province=offices.PROVINCE,
                died_on=row.person.died_on,
            ).amount
            year += amount
            month += amount if asked == hypothesis.from_month else 0
    return month, year


def register(one: dict[str, Any], number: int) -> None:
    """Straight into the tables: the sums must be right whatever the officers' actions allow."""
    born = one["born"]
    person = Person.objects.create(
        office=offices.office(one["code"]),
        code=f"T-{number:05d}",
        name=f"Người {number}",
        search_name=f"nguoi {number}",
        sort_key=f"{number:05d}",
        sex=one["sex"],
        born_on=born.earliest if born else None,
        born_latest_on=born.latest if born else None,
        born_precision=born.precision if born else "day",
        died_on=one["died_on"] if not born or (one["died_on"] and one["died_on"] >= born.earliest) else None,
    )
    slots = dict(Group.objects.values_list("key", "slot"))
    free: dict[str, dt.date | None] = {}
    for group, units, gap, length in one["groups"]:
        slot = slots[group]
        start = add_months(free.get(slot, first_of(TODAY)) or first_of(TODAY), gap)
        if slot in free and (free[slot] is None or start < free[slot]):
            continue
        end = add_months(start, length) if length is not None else None
        entitlement = Entitlement.objects.create(
            person=person,
            group_id=group,
            slot=slot,
            units=units if slot == "single_parent" else 1,
            start_month=start,
            end_month=end,
            source=Source.IMPORT,
        )
        suspend(entitlement, one["pauses"])
        free[slot] = add_months(end, 1) if end else None


def suspend(entitlement: Entitlement, pauses: list[tuple[int, int | None, bool]]) -> None:
    start = entitlement.start_month
    for gap, length, lifted in pauses:
        start = add_months(start, gap)
        end = add_months(start, length) if length is not None else None
        lifting = {"lifted_number": "2/QĐ-UBND", "lifted_on": TODAY} if lifted and end else {}
        Suspension.objects.create(
            entitlement=entitlement,
            from_month=start,
            to_month=end,
            cause="not_collected",
            decision_number="1/QĐ-UBND",
            decision_on=TODAY,
            **lifting,
        )
        if end is None:
            break
        start = add_months(end, 1)


def province_actor(role: str = "payment_accountant") -> Actor:
    return offices.actor(role, code=offices.PROVINCE)


def outcome_of(hypothesis: Hypothesis, actor: Actor | None = None) -> Outcome:
    counted = list(offices_counted(actor or province_actor()).values_list("pk", flat=True))
    return whatif_outcome(hypothesis, offices=counted, law=current_law(), today=TODAY)


def band(key: str = SEVERE_ADULT) -> Any:
    return next(row for row in bands_on(current_law(), JANUARY, known_for(JANUARY, TODAY)) if row.key == key)


# Figures of known people


def test_new_base_from_a_month() -> None:
    people.entitlement(people.person(born="12/06/1978"), group="disability_severe")
    people.entitlement(people.person("Lê Văn Bảy", sex="M", born="12/06/1948"), group="pension_75")
    outcome = outcome_of(Hypothesis(JANUARY, base=600_000))
    assert (outcome.total.month_now, outcome.total.month_then) == (1_350_000, 1_440_000)
    assert (outcome.total.year_change, outcome.total.up, outcome.total.same) == (12 * 90_000, 1, 1)
    assert {key: line.month_change for key, line in outcome.by_sex.items()} == {"F": 90_000, "M": 0}
    assert {key: line.up for key, line in outcome.by_group.items()} == {
        "disability_severe": 1,
        "pension_75": 0,
    }


def test_lower_coefficient_of_one_age_band() -> None:
    people.entitlement(people.person(born="12/06/1978"), group="disability_severe")
    people.entitlement(people.person("Lê Văn Bảy", born="12/06/1948"), group="disability_severe")
    total = outcome_of(Hypothesis(JANUARY, band=band(), coefficient=Decimal("1.0"))).total
    assert (total.month_change, total.down, total.same) == (-270_000, 1, 1)


def test_birthday_within_the_twelve_months_counts_from_its_month() -> None:
    people.entitlement(people.person(born="12/06/1967"), group="disability_severe")
    total = outcome_of(Hypothesis(JANUARY)).total
    assert (total.month_now, total.year_now) == (810_000, 5 * 810_000 + 7 * 1_080_000)


def test_person_with_two_allowances_is_one_person() -> None:
    person = people.person(born="12/06/1978")
    people.entitlement(person, group="disability_severe")
    people.entitlement(person, group="single_parent", units=2)
    outcome = outcome_of(Hypothesis(JANUARY, base=600_000))
    assert (outcome.total.up, outcome.total.month_now) == (1, 810_000 + 1_080_000)
    assert {key: line.up for key, line in outcome.by_group.items()} == {
        "disability_severe": 1,
        "single_parent": 1,
    }


def test_provincial_rate_below_the_national_one_changes_nothing() -> None:
    people.entitlement(group="disability_severe")
    low = outcome_of(Hypothesis(JANUARY, base=500_000, province=offices.PROVINCE)).total
    high = outcome_of(Hypothesis(JANUARY, base=700_000, province=offices.PROVINCE)).total
    assert (low.month_change, high.month_change) == (0, 2 * 160_000)


def test_what_if_takes_the_place_of_figures_recorded_for_later() -> None:
    people.entitlement(group="disability_severe")
    row = Rate.objects.filter(kind="base").latest("valid_from")
    row.pk, row.amount, row.valid_from, row.known_from = (
        None,
        900_000,
        dt.date(2027, 4, 1),
        dt.date(2027, 4, 1),
    )
    row.save()
    total = outcome_of(Hypothesis(JANUARY, base=600_000)).total
    assert total.year_now == 2 * (3 * 540_000 + 9 * 900_000)
    assert total.year_then == 2 * 12 * 600_000


def test_coefficients_of_one_article_and_age_are_one_choice(law: Law) -> None:
    under_four = next(
        row for row in bands_on(law, JANUARY, TODAY) if "child_no_care" in row.groups and row.age_to == 4
    )
    assert (len(under_four.groups), under_four.value) == (12, Decimal("2.5"))
    assert len({row.key for row in bands_on(law, JANUARY, TODAY)}) == len(bands_on(law, JANUARY, TODAY))
    assert not any("hiv" in row.key.lower() for row in bands_on(law, JANUARY, TODAY))


def test_allowance_that_begins_later_in_the_year_is_in_every_breakdown() -> None:
    one = people.entitlement(people.person(born="12/06/1978"), group="disability_severe", start="2027-03")
    outcome = outcome_of(Hypothesis(JANUARY, base=600_000))
    lines = [
        outcome.by_office[one.person.office_id],
        outcome.by_group["disability_severe"],
        outcome.by_sex["F"],
    ]
    assert {(line.persons, line.year_now, line.counts) for line in lines} == {(0, 10 * 810_000, True)}


# Form


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"__all__"}),
        ({"base": "600.000", "from_month": "01/2025"}, {"from_month"}),
        ({"base": "0"}, {"base"}),
        ({"base": "600.000.000"}, {"base"}),
        ({"band": SEVERE_ADULT}, {"coefficient"}),
        ({"coefficient": "2,5"}, {"band"}),
        ({"band": "khác", "coefficient": "2,5"}, {"band"}),
        ({"base": "600000"}, set()),
        ({"band": SEVERE_ADULT, "coefficient": "2,5"}, set()),
        ({"band": SEVERE_ADULT, "coefficient": "1.75", "pension": "600.000"}, set()),
    ],
)
def test_form_takes_figures_that_make_sense(law: Law, typed: dict[str, str], wrong: set[str]) -> None:
    data = {"from_month": "01/2027", "reach": "nation"} | typed
    form = WhatIfForm(data, law=law, today=TODAY, province=offices.PROVINCE)
    assert set(form.errors) == wrong


def test_coefficient_not_yet_in_force_is_refused(law: Law) -> None:
    data = {
        "from_month": "12/2025",
        "reach": "nation",
        "band": "điểm đ khoản 1 Điều 6 · 75 ·  · 2",
        "coefficient": "3",
    }
    form = WhatIfForm(data, law=law, today=TODAY, province=offices.PROVINCE)
    assert set(form.errors) == {"band"}


# Pages and files

ASKED = {
    "from_month": "01/2027",
    "reach": "nation",
    "base": "600.000",
    "pension": "",
    "band": "",
    "coefficient": "",
}


@pytest.fixture
def two_communes() -> None:
    people.entitlement(people.person(born="12/06/1978"), group="disability_severe")
    chair = offices.actor("commune_chair", code=offices.SON_HA)
    people.entitlement(people.person("Đinh Văn A", sex="M", code=offices.SON_HA), group="adult_hiv", by=chair)


@pytest.mark.parametrize("role", ["payment_accountant", "payment_approver", "inspector", "administrator"])
@freeze_time("2026-11-16 03:00:00")
def test_province_sees_every_commune(client: Client, two_communes: None, role: str) -> None:
    offices.sign_in(client, province_actor(role))
    page = client.get(reverse("whatif"), ASKED).content.decode()
    names = {offices.office(code).name for code in (offices.TINH_KHE, offices.SON_HA)}
    assert {name for name in names if f">{name}</th>" in page} == names
    assert "1.620.000" in page  # 2 x 810.000 now
    assert "1.800.000" in page
    assert "<svg viewBox" in page
    assert "hiv" not in page.lower()


@freeze_time("2026-11-16 03:00:00")
def test_commune_sees_its_own_people_only(client: Client, two_communes: None) -> None:
    offices.sign_in(client, offices.actor("commune_officer"))
    page = client.get(reverse("whatif"), ASKED).content.decode()
    assert f">{offices.office().name}</th>" in page
    assert f">{offices.office(offices.SON_HA).name}</th>" not in page
    assert "1.620.000" not in page


def test_role_without_the_permission_is_refused(client: Client) -> None:
    offices.sign_in(client, offices.actor("child_protection_officer"))
    assert client.get(reverse("whatif")).status_code == 403
    assert client.get(reverse("whatif_xlsx"), ASKED).status_code == 403


@freeze_time("2026-11-16 03:00:00")
def test_workbook_has_figures_and_leaves_an_entry(client: Client, two_communes: None) -> None:
    who = province_actor()
    answer = offices.sign_in(client, who).get(reverse("whatif_xlsx"), ASKED)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Tổng cộng", "Theo xã", "Theo nhóm đối tượng", "Theo giới tính"]
    rows = book.get_sheet_by_name("Theo xã").to_python()
    assert rows[-1] == ["Tổng cộng", 1620000, 1800000, 180000, 19440000, 21600000, 2160000, 2, 0, 0]
    entry = Entry.objects.get(event="report.whatif_exported")
    assert (entry.actor_id, entry.subject_id) == (who.user_id, str(who.office_id))
    assert (entry.after["base"], entry.after["year_change"], entry.after["persons"]) == (600000, 2160000, 2)


@freeze_time("2026-11-16 03:00:00")
def test_page_leaves_no_entry_and_changes_nothing(client: Client, two_communes: None) -> None:
    offices.sign_in(client, province_actor())
    before = (Entry.objects.count(), list(Rate.objects.order_by("pk").values_list("pk", "amount")))
    client.get(reverse("whatif"), ASKED)
    assert (Entry.objects.count(), list(Rate.objects.order_by("pk").values_list("pk", "amount"))) == before


def test_file_without_figures_goes_back_to_the_form(client: Client) -> None:
    offices.sign_in(client, province_actor())
    answer = client.get(reverse("whatif_xlsx"), {"base": "x"})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('whatif')}?base=x")


@freeze_time("2026-11-16 03:00:00")
def test_provincial_rate_that_does_not_count_is_said(client: Client) -> None:
    offices.sign_in(client, province_actor())
    asked = ASKED | {"reach": "province", "base": "500.000"}
    assert "nên vẫn là 540.000 đ" in client.get(reverse("whatif"), asked).content.decode()


@pytest.mark.parametrize("number", [1, 3])
@freeze_time("2026-11-16 03:00:00")
def test_page_asks_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for _person in range(number):
        people.entitlement(people.person(), group="disability_severe")
    offices.sign_in(client, province_actor())
    client.get(reverse("whatif"), ASKED)
    with django_assert_num_queries(7):
        client.get(reverse("whatif"), ASKED)
