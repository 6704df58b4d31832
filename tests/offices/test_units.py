"""Administrative units: the whole country, both eras, and what follows what."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from offices.enums import UnitLevel
from offices.loading import load_offices, load_units
from offices.models import AdminUnit, AdminUnitSuccession, Office
from offices.names import fold

pytestmark = pytest.mark.django_db

REFORM = dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("level", "present", "number"),
    [
        (UnitLevel.PROVINCE, False, 63),
        (UnitLevel.DISTRICT, False, 696),
        (UnitLevel.COMMUNE, False, 10035),
        (UnitLevel.PROVINCE, True, 34),
        (UnitLevel.DISTRICT, True, 0),
        (UnitLevel.COMMUNE, True, 3321),
    ],
)
def test_units_of_the_country_by_era(level: str, present: bool, number: int) -> None:
    assert AdminUnit.objects.filter(level=level, valid_to__isnull=present).count() == number


def test_province_has_96_commune_offices_and_its_own() -> None:
    assert Office.objects.filter(kind="commune", parent__code="51").count() == 96
    assert Office.objects.filter(kind="province").get().name == "Tỉnh Quảng Ngãi"


def test_former_units_keep_their_districts() -> None:
    former = AdminUnit.objects.get(level="commune", code="21142", valid_to__isnull=False)
    assert (former.name, former.parent.name, former.parent.parent.code) == (
        "Xã Trà Bùi",
        "Huyện Trà Bồng",
        "51",
    )


def test_divided_commune_has_several_heirs_and_one_default() -> None:
    heirs = AdminUnitSuccession.objects.filter(former__code="21142", former__level="commune")
    assert sorted((h.present.name, h.share) for h in heirs.select_related("present")) == [
        ("Xã Cà Đam", "part"),
        ("Xã Tây Trà Bồng", "part"),
    ]
    assert heirs.filter(is_default=True).count() == 1


def test_island_district_is_followed_by_its_special_zone() -> None:
    heir = AdminUnitSuccession.objects.select_related("present").get(
        former__level="district", former__code="536"
    )
    assert (heir.present.code, heir.present.name) == ("21548", "Đặc khu Lý Sơn")


def test_code_is_reused_across_the_reform_but_not_within_it() -> None:
    both = AdminUnit.objects.filter(level="commune", code="21211").order_by("valid_to")
    assert [unit.valid_to for unit in both] == [dt.date(2025, 6, 30), None]
    with pytest.raises(IntegrityError, match="admin_unit_one_per_code_and_day"):
        AdminUnit.objects.create(
            level="commune", code="21211", name="Xã khác", valid_from=dt.date(2026, 1, 1)
        )


def test_loading_again_changes_nothing() -> None:
    before = (AdminUnit.objects.count(), AdminUnitSuccession.objects.count(), Office.objects.count())
    units, successions = load_units()
    assert (units, successions, load_offices(province_code="51", agency_code="H48")) == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Hoà", "NGUYỄN  THỊ HÒA"),
        ("Đinh Văn Thuỷ", "đinh văn thủy"),
        ("Lý Quý", "ly quy"),
        ("Trần Thị Ðào".replace("Ð", "Đ"), "tran thi dao"),
    ],
)
def test_folded_names_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)
