"""Reference data: units of the whole country from the files beside this module, offices of one province."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from offices.enums import OfficeKind, UnitLevel
from offices.models import AdminUnit, AdminUnitSuccession, Assignment, Office, User
from offices.names import fold

DATA = Path(__file__).parent / "data"
# Resolution 202/2025/QH15: the present units exist from this day.
REFORM_ON = dt.date(2025, 7, 1)


@transaction.atomic
def load_units() -> tuple[int, int]:
    """Insert the units and successions that are not there yet; returns how many there are now."""
    if not AdminUnit.objects.exists():
        _insert_units()
        _insert_successions()
    return AdminUnit.objects.count(), AdminUnitSuccession.objects.count()


@transaction.atomic
def load_offices(*, province_code: str, agency_code: str) -> int:
    """Make the province's office and one per present commune; returns how many there are now."""
    province = AdminUnit.objects.get(level=UnitLevel.PROVINCE, code=province_code, valid_to__isnull=True)
    head, _created = Office.objects.get_or_create(
        code=province.code,
        defaults={
            "kind": OfficeKind.PROVINCE,
            "name": province.name,
            "agency_code": agency_code,
            "unit": province,
        },
    )
    communes = AdminUnit.objects.filter(level=UnitLevel.COMMUNE, parent=province, valid_to__isnull=True)
    Office.objects.bulk_create(
        [
            Office(
                kind=OfficeKind.COMMUNE,
                code=unit.code,
                name=unit.name,
                agency_code=f"{agency_code}.{unit.code}",
                unit=unit,
                parent=head,
            )
            for unit in communes.filter(office__isnull=True).order_by("code")
        ]
    )
    return Office.objects.count()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _insert_units() -> None:
    rows = _rows("admin_units.csv")
    made: dict[tuple[str, str, str], AdminUnit] = {}
    for level in (UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE):
        units = []
        for row in rows:
            if row["level"] != level:
                continue
            period = row["valid_to"]
            units.append(
                AdminUnit(
                    level=level,
                    code=row["code"],
                    name=row["name"],
                    search_name=fold(row["name"]),
                    parent=_parent(made, row["parent_code"], level, period),
                    valid_from=dt.date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
                    valid_to=dt.date.fromisoformat(period) if period else None,
                    lat=Decimal(row["lat"]) if row["lat"] else None,
                    lon=Decimal(row["lon"]) if row["lon"] else None,
                )
            )
        AdminUnit.objects.bulk_create(units, batch_size=2000)
        made |= {(unit.level, unit.code, _period(unit.valid_to)): unit for unit in units}


def _parent(
    made: dict[tuple[str, str, str], AdminUnit], code: str, level: UnitLevel, period: str
) -> AdminUnit | None:
    """The unit above: a district for former communes, a province for present ones."""
    if level is UnitLevel.PROVINCE or not code:
        return None
    above = UnitLevel.DISTRICT if level is UnitLevel.COMMUNE and len(code) == 3 else UnitLevel.PROVINCE
    return made[above, code, period]


def _period(valid_to: dt.date | None) -> str:
    return valid_to.isoformat() if valid_to else ""


def _insert_successions() -> None:
    former = {(unit.level, unit.code): unit for unit in AdminUnit.objects.filter(valid_to__isnull=False)}
    present = {
        unit.code: unit for unit in AdminUnit.objects.filter(level=UnitLevel.COMMUNE, valid_to__isnull=True)
    }
    AdminUnitSuccession.objects.bulk_create(
        [
            AdminUnitSuccession(
                former=former[row["legacy_level"], row["legacy_code"]],
                present=present[row["current_commune_code"]],
                share=row["share"],
                is_default=row["is_default"] == "1",
            )
            for row in _rows("admin_unit_successors.csv")
        ],
        batch_size=2000,
    )


# User name of the example account of each role, before the office code.
DEMO_NAMES = {
    "commune_officer": ("canbo", "Công chức văn hóa - xã hội"),
    "department_appraiser": ("thamdinh", "Chuyên viên thẩm định"),
    "department_approver": ("truongphong", "Trưởng phòng Văn hóa - Xã hội"),
    "commune_chair": ("chutich", "Chủ tịch UBND"),
    "payment_accountant": ("ketoan", "Kế toán chi trả"),
    "payment_approver": ("duyetchi", "Người phê duyệt chi trả"),
    "child_protection_officer": ("treem", "Người làm công tác bảo vệ trẻ em"),
    "child_protection_supervisor": ("giamsat", "Người giám sát công tác bảo vệ trẻ em"),
    "inspector": ("thanhtra", "Thanh tra"),
    "administrator": ("quantri", "Quản trị hệ thống"),
}
# Signing is the commune chair's; the province appraises nothing in the present regime.
DEMO_ROLES = {
    OfficeKind.COMMUNE: (
        "commune_officer",
        "department_appraiser",
        "department_approver",
        "commune_chair",
        "payment_accountant",
        "child_protection_officer",
        "child_protection_supervisor",
        "inspector",
    ),
    OfficeKind.PROVINCE: ("payment_accountant", "payment_approver", "inspector", "administrator"),
}
DEMO_FROM = dt.date(2026, 1, 1)


@transaction.atomic
def load_demo_accounts(*, password: str) -> int:
    """Make the example accounts that are missing; returns how many there are."""
    wanted = [
        (f"{DEMO_NAMES[role][0]}.{office.code}", f"{DEMO_NAMES[role][1]} {office.name}", office, role)
        for office in Office.objects.all()
        for role in DEMO_ROLES[OfficeKind(office.kind)]
    ]
    # A change of the law takes two administrators.
    wanted += [
        (f"quantri2.{office.code}", f"Quản trị hệ thống thứ hai {office.name}", office, "administrator")
        for office in Office.objects.filter(kind=OfficeKind.PROVINCE)
    ]
    there = set(User.objects.values_list("username", flat=True))
    # One hash for all: hashing several hundred times would only make the demo slow to start.
    hashed = make_password(password)
    made = User.objects.bulk_create(
        [
            User(username=username, full_name=name, password=hashed)
            for username, name, _office, _role in wanted
            if username not in there
        ]
    )
    users = {user.username: user for user in made}
    Assignment.objects.bulk_create(
        [
            Assignment(user=users[username], office=office, role=role, valid_from=DEMO_FROM)
            for username, _name, office, role in wanted
            if username in users
        ]
    )
    return len(wanted)
