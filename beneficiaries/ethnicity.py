"""The 54 ethnic groups and their official codes. Decision 121-TCTK/PPCD of 1979."""

from __future__ import annotations

from beneficiaries.names import fold

KINH = "01"

# Code: official name first, then other spellings communes use.
_GROUPS: dict[str, tuple[str, ...]] = {
    KINH: ("Kinh", "Việt"),
    "02": ("Tày",),
    "03": ("Thái",),
    "04": ("Hoa", "Hán"),
    "05": ("Khơ-me", "Khmer", "Khơme"),
    "06": ("Mường",),
    "07": ("Nùng",),
    "08": ("HMông", "Mông", "H'Mông", "Hơ Mông", "Mèo"),
    "09": ("Dao",),
    "10": ("Gia-rai", "Jrai", "Gia Rai", "Ja Rai", "Jarai", "Giarai"),
    "11": ("Ngái",),
    "12": ("Ê-đê", "Êđê", "Rađê", "Rhade"),
    "13": ("Ba-na", "Bana", "Bahnar", "Ba Na"),
    "14": ("Xơ-đăng", "Xê Đăng", "Sê Đăng", "Sơ Đăng", "Xơđăng", "Xêđăng", "Sedang", "Ca Dong", "Ka Dong"),
    "15": ("Sán Chay", "Cao Lan-Sán Chỉ", "Cao Lan", "Sán Chỉ"),
    "16": ("Cơ-ho", "Kơ Ho", "K'Ho", "Cơho"),
    "17": ("Chăm", "Chàm"),
    "18": ("Sán Dìu",),
    "19": ("Hrê", "H'rê", "H rê", "Hre"),
    "20": ("Mnông", "M'Nông", "M Nông"),
    "21": ("Ra-glai", "Raglai", "Raglay"),
    "22": ("Xtiêng", "X'tiêng", "Stiêng", "S'tiêng"),
    "23": ("Bru-Vân Kiều", "Bru", "Vân Kiều"),
    "24": ("Thổ",),
    "25": ("Giáy", "Dáy"),
    "26": ("Cơ-tu", "Cơtu", "Ka Tu", "Katu", "Cờ Tu"),
    "27": ("Gié-Triêng", "Giẻ Triêng", "Dẻ Triêng", "Gié", "Triêng"),
    "28": ("Mạ",),
    "29": ("Khơ-mú", "Khơmú", "Khmú"),
    "30": ("Co", "Cor", "Kor", "Cùa", "Trầu"),
    "31": ("Ta-ôi", "Tà Ôi", "Tôi Ôi", "Pa Cô", "Pacô"),
    "32": ("Chơ-ro", "Chơro", "Châu Ro"),
    "33": ("Kháng",),
    "34": ("Xinh-mun", "Xinhmun"),
    "35": ("Hà Nhì",),
    "36": ("Chu-ru", "Churu"),
    "37": ("Lào",),
    "38": ("La Chí",),
    "39": ("La Ha",),
    "40": ("Phù Lá",),
    "41": ("La Hủ",),
    "42": ("Lự",),
    "43": ("Lô Lô",),
    "44": ("Chứt",),
    "45": ("Mảng",),
    "46": ("Pà Thẻn",),
    "47": ("Cơ Lao", "Cờ Lao"),
    "48": ("Cống",),
    "49": ("Bố Y",),
    "50": ("Si La",),
    "51": ("Pu Péo",),
    "52": ("Brâu", "B'râu"),
    "53": ("Ơ Đu", "Ơđu"),
    "54": ("Rơ-măm", "Rơmăm", "Rmăm"),
}

ETHNIC_GROUPS: dict[str, str] = {code: names[0] for code, names in _GROUPS.items()}
_CODES = {fold(name): code for code, names in _GROUPS.items() for name in names}


def ethnicity_code(words: str) -> str:
    """The official code for a name in any spelling or for a code itself; "" when it is not one."""
    folded = fold(words).removeprefix("dan toc ").removeprefix("nguoi ")
    if folded.zfill(2) in ETHNIC_GROUPS:
        return folded.zfill(2)
    return _CODES.get(folded, "")


def ethnicity_name(code: str) -> str:
    """The official name of a code; "" when there is none."""
    return ETHNIC_GROUPS.get(code, "")
