"""Fonts and official papers: read back from the PDF and compared word by word."""

from __future__ import annotations

import datetime as dt
import unicodedata
from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_serif
import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm

from ui.pdf import fonts
from ui.pdf.document import Article, Body, Facts, Grid, OfficialDocument, Strong, render_document
from ui.pdf.paper import NationalHeader, Signature, Signing, dated_at, issuer_of, signed_by
from ui.pdf.qr import Seal
from ui.pdf.text import shorten, width_of, wrap


def lines_of(pdf: bytes, page: int = 0) -> list[str]:
    text = PdfReader(BytesIO(pdf)).pages[page].extract_text()
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def decision(**changes: object) -> OfficialDocument:
    values: dict[str, object] = {
        "header": NationalHeader(
            issuer=issuer_of("Ủy ban nhân dân xã Sơn Hà"),
            place="Sơn Hà",
            date=dt.date(2026, 10, 5),
            number="Số: 05/QĐ-UBND",
        ),
        "kind": "QUYẾT ĐỊNH",
        "subject": "Về việc trợ cấp xã hội hằng tháng",
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SƠN HÀ",
        "bases": ("Căn cứ Nghị định số 335/2026/NĐ-CP", "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội"),
        "enacting": "QUYẾT ĐỊNH:",
        "blocks": (
            Article("Điều 1.", ("Trợ cấp cho bà ", Strong("Nguyễn Thị Hoa <A&B>"), ".")),
            Facts((("Mức trợ cấp", "1.080.000 đồng/tháng"),)),
            Grid(("TT", "Tên"), (("1", "Tờ khai"),), (12, 60), "cl"),
        ),
        "recipients": ("Như Điều 3", "Lưu: VT, VHXH"),
        "signatures": (signed_by("PHÓ CHỦ TỊCH", "Đinh Văn Nam", power=Signing.DEPUTY),),
    }
    return OfficialDocument(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("face", range(4))
def test_chosen_font_has_every_vietnamese_letter(face: int) -> None:
    assert fonts.lacks(fonts.register()[face]) == set()


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_bundled_font_has_every_vietnamese_letter(style: str) -> None:
    path = Path(fontpkg_ibm_plex_serif.ROOT) / "files" / f"IBMPlexSerif-{style}.ttf"
    assert fonts.lacks(path) == set()


def test_font_without_the_letters_is_known(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    assert fonts.lacks(broken) == set(fonts.VIETNAMESE)


def test_decision_reads_from_head_to_signature() -> None:
    lines = lines_of(render_document(decision()))
    assert sorted(lines) == sorted(
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "ỦY BAN NHÂN DÂN",
            "XÃ SƠN HÀ",
            "Số: 05/QĐ-UBND",
            "Sơn Hà, ngày 05 tháng 10 năm 2026",
            "QUYẾT ĐỊNH",
            "Về việc trợ cấp xã hội hằng tháng",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SƠN HÀ",
            "Căn cứ Nghị định số 335/2026/NĐ-CP;",
            "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
            "QUYẾT ĐỊNH:",
            "Điều 1. Trợ cấp cho bà Nguyễn Thị Hoa <A&B>.",
            "Mức trợ cấp:",
            "1.080.000 đồng/tháng",
            "TT",
            "Tên",
            "1",
            "Tờ khai",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Đinh Văn Nam",
            "Nơi nhận:",
            "- Như Điều 3;",
            "- Lưu: VT, VHXH.",
        ]
    )


def test_decision_gives_the_same_bytes_twice() -> None:
    document = decision(seal=Seal("https://example.test/?code=1", ("Tra cứu",)))
    assert render_document(document) == render_document(document)


def test_decomposed_text_is_printed_composed() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Hường")
    assert "Nguyễn Thị Hường" in lines_of(render_document(decision(blocks=(Body(name),))))


def test_page_number_stands_from_the_second_page() -> None:
    pdf = render_document(decision(blocks=tuple(Body("Đoạn văn dài. " * 40) for _ in range(8))))
    pages = len(PdfReader(BytesIO(pdf)).pages)
    numbered = [page + 1 for page in range(pages) if str(page + 1) in lines_of(pdf, page)]
    assert (numbered[:1], "1" in lines_of(pdf, 0)) == ([2], False)


def test_signature_never_stands_alone_on_a_page() -> None:
    for count in range(10, 30):
        blocks = tuple(Body(f"Đoạn số {number}.") for number in range(count))
        pdf = render_document(decision(blocks=blocks))
        last = lines_of(pdf, len(PdfReader(BytesIO(pdf)).pages) - 1)
        assert f"Đoạn số {count - 1}." in last


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2026, 2, 5), "Sơn Hà, ngày 05 tháng 02 năm 2026"),
        (dt.date(2026, 9, 15), "Sơn Hà, ngày 15 tháng 9 năm 2026"),
        (None, "Sơn Hà, ngày …… tháng …… năm …………"),
    ],
)
def test_date_has_zeros_where_the_decree_asks(date: dt.date | None, words: str) -> None:
    assert dated_at("Sơn Hà", date) == words


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân xã Sơn Hà", ("ỦY BAN NHÂN DÂN", "XÃ SƠN HÀ")),
        ("UBND phường Cẩm Thành", ("ỦY BAN NHÂN DÂN", "PHƯỜNG CẨM THÀNH")),
        ("Xã Tịnh Khê", ("ỦY BAN NHÂN DÂN", "XÃ TỊNH KHÊ")),
        ("Sở Y tế", ("SỞ Y TẾ",)),
    ],
)
def test_issuer_stands_in_lines(name: str, lines: tuple[str, ...]) -> None:
    assert issuer_of(name) == lines


@pytest.mark.parametrize(
    ("signature", "titles"),
    [
        (signed_by("Chủ tịch"), ("CHỦ TỊCH",)),
        (signed_by("Phó Chủ tịch", power=Signing.DEPUTY), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (signed_by("Trưởng phòng", power=Signing.BY_ORDER), ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
        (signed_by("Trưởng phòng", power=Signing.DELEGATED), ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")),
        (signed_by("Chủ tịch", power=Signing.ACTING), ("Q. CHỦ TỊCH",)),
        (
            signed_by("Phó Chủ tịch", power=Signing.DEPUTY, body="Ủy ban nhân dân"),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
    ],
)
def test_signature_says_in_what_power(signature: Signature, titles: tuple[str, ...]) -> None:
    assert signature.titles == titles


def test_wrapped_text_fits_and_loses_nothing() -> None:
    text = "Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam 012345678901234567890"
    lines = wrap(text, fonts.REGULAR, 9, 25 * mm)
    assert [line for line in lines if width_of(line, fonts.REGULAR, 9) > 25 * mm] == []
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_text_beyond_its_lines_ends_with_an_ellipsis() -> None:
    lines = wrap("một hai ba bốn năm sáu bảy tám chín mười", fonts.REGULAR, 9, 15 * mm, 2)
    assert (len(lines), lines[-1][-1]) == (2, "…")
    assert width_of(lines[-1], fonts.REGULAR, 9) <= 15 * mm


def test_code_breaks_behind_its_sign() -> None:
    assert wrap("21211-00001", fonts.REGULAR, 9, 32) == ["21211-", "00001"]


def test_short_text_is_left_alone() -> None:
    assert shorten("Sơn Hà", fonts.REGULAR, 9, 40 * mm) == "Sơn Hà"
