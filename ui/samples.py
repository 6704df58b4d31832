"""Sample rows of the gallery: invented text in Vietnamese, never shown elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from ui.fields import DayField, MoneyField, MonthField
from ui.presenters import (
    CheckItem,
    MonthLine,
    MonthSection,
    MonthTable,
    NearWords,
    PathStep,
    SumLine,
    Tab,
    TimelineEntry,
    WhyWords,
)

TODAY = dt.date(2026, 10, 8)


def _at(day: int, hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 10, day, hour, minute, tzinfo=timezone.get_default_timezone())


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Họ và tên", help_text="Viết như trên giấy tờ, có dấu.")
    born = DayField(label="Ngày sinh")
    start = MonthField(label="Hưởng từ tháng")
    amount = MoneyField(label="Mức hằng tháng (đồng)")
    hamlet = forms.ChoiceField(
        label="Thôn", choices=[("", "Chọn thôn"), ("1", "Thôn Làng Bồ"), ("2", "Thôn Gò Đồn")]
    )
    method = forms.ChoiceField(
        label="Hình thức nhận",
        widget=forms.RadioSelect,
        choices=[("account", "Qua tài khoản ngân hàng"), ("cash", "Tiền mặt, qua tổ chức dịch vụ chi trả")],
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    copy = forms.BooleanField(label="Gửi kết quả qua bưu chính", required=False)


_MONTHS = (
    MonthLine("01/2026–06/2026", "49", "500.000", "2,0", "1", "1.000.000", "1.000.000", "0"),
    MonthLine(
        "07/2026–09/2026", "49", "540.000", "2,0", "1", "1.080.000", "1.000.000", "+80.000", tone="warn",
        notes=(
            "Từ tháng 07/2026 mức chuẩn là 540.000 đồng, trước đó 500.000 đồng.",
            "Được hưởng 1.080.000 đồng, đã chi 1.000.000 đồng: còn truy lĩnh 80.000 đồng.",
        ),
    ),
    MonthLine("10/2026", "49", "540.000", "2,0", "1", "1.080.000", "0", "+1.080.000", now=True),
    MonthLine("11/2026–10/2027", "49–50", "540.000", "2,0", "1", "1.080.000", ahead=True),
)  # fmt: skip


def sample_context() -> dict[str, Any]:
    """What the gallery shows."""
    rows = [
        (
            "H48.53-261001-0001",
            "Nguyễn Thị Hoa",
            "Trợ cấp xã hội hằng tháng",
            1_080_000,
            dt.date(2026, 10, 6),
        ),
        ("H48.53-261002-0003", "Đinh Văn Trường", "Trợ cấp hưu trí xã hội", 540_000, dt.date(2026, 10, 8)),
        ("H48.53-261005-0002", "Hồ Thị Lụa", "Trợ cấp xã hội hằng tháng", 810_000, dt.date(2026, 10, 14)),
    ]
    return {
        "today": TODAY,
        "rows": rows,
        "total": sum(row[3] for row in rows),
        "page": Paginator(range(1040), 50).page(4),
        "steps": [
            PathStep("received", "Đã tiếp nhận"),
            PathStep("under_appraisal", "Đang thẩm định"),
            PathStep("appraised", "Đã thẩm định"),
            PathStep("approved", "Phòng đã phê duyệt"),
            PathStep("signed", "Đã ký quyết định"),
        ],
        "facts": [
            ("Họ và tên", "Nguyễn Thị Hoa"),
            ("Ngày sinh", "02/09/1950"),
            ("Số định danh cá nhân", "051150001234"),
            ("Nơi cư trú", "Thôn Làng Bồ, xã Sơn Hà"),
            ("Điện thoại", ""),
        ],
        "checks": [
            CheckItem("Tờ khai theo Mẫu số 01", "met", "Bản chính, nhận ngày 05/10/2026"),
            CheckItem(
                "Giấy xác nhận khuyết tật",
                "unmet",
                "Chưa có trong hồ sơ",
                "Khoản 6 Điều 5 Nghị định 335/2026/NĐ-CP",
            ),
            CheckItem("Chưa hưởng trợ cấp khác cao hơn", "unknown", "Cần tra cứu cơ sở dữ liệu bảo hiểm"),
        ],
        "history": [
            TimelineEntry(
                "Đã yêu cầu bổ sung, hoàn thiện hồ sơ",
                _at(7, 9, 15),
                by="Trần Văn Bình",
                role="Chuyên viên thẩm định",
                detail="Thiếu giấy xác nhận khuyết tật.",
            ),
            TimelineEntry(
                "Đã tiếp nhận hồ sơ", _at(5, 8, 2), by="Phạm Thị Lan", role="Công chức văn hóa - xã hội"
            ),
        ],
        "sums": [
            SumLine("Mức chuẩn tháng 10/2026", "540.000 đ", "Khoản 2 Điều 4 Nghị định 335/2026/NĐ-CP"),
            SumLine("Hệ số", "× 2,0", "Người khuyết tật đặc biệt nặng"),
            SumLine("Mức hằng tháng", "1.080.000 đ", total=True),
        ],
        "months": MonthTable(
            caption="Từng tháng",
            sections=(MonthSection(_MONTHS),),
            paid_head="Đã chi",
            difference_head="Chênh lệch",
        ),
        "why": WhyWords(
            name="Người khuyết tật đặc biệt nặng",
            article="khoản 6 Điều 5 Nghị định 335/2026/NĐ-CP",
            on="08/10/2026",
            answer="Đáp ứng đủ điều kiện",
            tone="good",
            checks=(CheckItem("Giấy xác nhận khuyết tật ghi mức đặc biệt nặng.", "met"),),
            needs="",
            near=(
                NearWords(
                    "Người đơn thân nghèo đang nuôi con",
                    "khoản 4 Điều 5 Nghị định 335/2026/NĐ-CP",
                    "Không thuộc nhóm này",
                    (CheckItem("Hộ gia đình không thuộc hộ nghèo, hộ cận nghèo trong năm nay.", "unmet"),),
                ),
            ),
        ),
        "views": [
            Tab("Chờ tôi xử lý", "#cho", current=True, count=12),
            Tab("Sắp đến hạn", "#han", count=3),
            Tab("Tất cả", "#tat-ca", count=1040),
        ],
        "received_at": _at(5, 8, 2),
    }
