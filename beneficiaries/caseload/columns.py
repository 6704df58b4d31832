"""Columns recognised by what their heads mean, in any order and wording."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from beneficiaries.caseload.enums import Meaning, ProblemCode
from beneficiaries.names import fold, tidy_name

M = Meaning

# The first rule whose words a folded head contains decides; order tells neighbours apart.
_RULES: tuple[tuple[Meaning, str], ...] = (
    (M.ORDINAL, r"^(stt|tt|so tt|so thu tu|no)$"),
    (M.ASIDE, r"\b(ky nhan|ky ten|chu ky|diem chi|dien thoai|sdt|so dt|phone|email)\b"),
    (M.ASIDE, r"\b(chu (tai khoan|tk)|ten (tai khoan|tk|chu tk)|chu the)\b"),
    (M.ACCOUNT, r"\b(so (tai khoan|tk)|stk|account)\b"),
    (M.BANK, r"^(?!.*tai khoan).*\b(ngan hang|bank)\b"),
    (M.ACCOUNT, r"\btai khoan\b"),
    (M.ASIDE, r"\b(ngay|noi|co quan) cap\b|\bbhyt\b|bao hiem y te|\bma (so )?(ho|doi tuong|ho so)\b"),
    (M.ASIDE, r"\bnguoi (cham soc|nuoi duong)\b"),
    (M.ASIDE, r"\b(quan he|moi quan he|chu ho|(ho (va )?)?ten (cha|me|bo|vo|chong|con))\b"),
    (M.ID_NUMBER, r"\b(cccd|can cuoc|dinh danh|ddcn|dddn|dd cn|giay to tuy than|id number)\b|^(so )?cc$"),
    (M.OLD_ID_NUMBER, r"\b(cmnd|cmt|cmtnd|cmtnn|chung minh( thu| nhan dan)?)\b"),
    (M.CHILDREN, r"\b(so (luong )?(con|tre)|con dang nuoi|number of children)\b"),
    (M.FAMILY_NAME, r"^ho$|\bho (va )?(chu |ten )?(dem|lot)\b"),
    (M.NAME, r"\bho (va )?ten\b|\bten (doi tuong|nguoi huong)\b|^nguoi huong( tro cap)?$"),
    (M.NAME, r"\bfull name\b|^name$"),
    (M.GIVEN_NAME, r"^ten$"),
    (M.ASIDE, r"\b(noi sinh|khai sinh|que quan|nguyen quan)\b"),
    (M.BORN, r"\bsinh\b|^ns$|\b(date of birth|dob|born)\b"),
    (M.SEX, r"\bgioi tinh\b|^(gioi|phai|gt|nam nu|sex)$"),
    (M.ETHNICITY, r"\bdan toc\b|\bethnic"),
    (M.COEFFICIENT, r"\bhe so\b|^hs$|\bcoefficient\b"),
    (M.ASIDE, r"\b(muc chuan|den (het )?thang|thoi huong|ket thuc)\b"),
    (
        M.START,
        r"\b((huong|ke) tu|tu thang|thoi (diem|gian) (bat dau )?huong|bat dau|thang (nam )?huong|start)\b",
    ),
    (M.START, r"\bngay (duoc )?huong\b"),
    (M.DECISION_ON, r"\bngay (ban hanh|ky)\b|^ngay (thang )?(nam )?(qd|quyet dinh)$"),
    (M.DECISION, r"\b(so|so hieu)\b.*\bngay\b.*\b(quyet dinh|qd)\b|\b(quyet dinh|qd)\b.*\bso\b.*\bngay\b"),
    (M.DECISION_NUMBER, r"\bso (hieu )?(quyet dinh|qd)\b|\b(quyet dinh|qd)\b.*\bso\b"),
    (M.DECISION_ON, r"\b(quyet dinh|qd)\b.*\bngay\b"),
    (M.DECISION, r"\b(quyet dinh|qd|decision)\b"),
    (M.ASIDE, r"\b(truy (linh|thu|tra)|con lai|da nhan)\b"),
    (M.ASIDE, r"\b(dang (khuyet )?tat|muc do (khuyet )?tat|ho ngheo|hoan canh|ly do)\b"),
    (
        M.AMOUNT,
        r"\bmuc (tro cap|tc|tcxh|huong|chi( tra)?|tien)\b|\b(so|thanh) tien\b|\bkinh phi\b|\bamount\b",
    ),
    (M.AMOUNT, r"^(muc|tro cap|tien)( dong| vnd| d)*$|\btien tro cap\b|\btro cap( xa hoi)? hang thang\b"),
    (M.AMOUNT, r"\b(tong (cong|tien|so tien)|thuc (nhan|linh))\b"),
    (M.GROUP, r"\b(doi tuong|che do|nhom|dien(?! giai)|loai|loai hinh|category|group)\b"),
    (M.HAMLET, r"\b(thon|to dan pho|tdp|khu pho|kp|lang|buon|xom|khu dan cu|kdc|hamlet)\b"),
    (M.HAMLET, r"^(ban|ap|to|noc|plei|bon|soc)\b"),
    (M.ADDRESS, r"\b(dia chi|noi o|cho o|cu tru|thuong tru|address)\b"),
    (M.COMMUNE, r"^(ten )?(xa|phuong|xa phuong|xa phuong dac khu|xa phuong thi tran|don vi|commune)$"),
    (M.NOTE, r"\bghi chu\b|\bbien dong\b|\bnotes?\b|\bremarks?\b"),
)
_COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in _RULES)
_PROXY = re.compile(r"\b(nhan (thay|ho)|giam ho|uy quyen|dai dien|nguoi nhan|proxy)\b")
_TOTAL = re.compile(r"\b(tong|thuc (nhan|linh))\b")

SINGLE = frozenset(set(Meaning) - {M.ASIDE, M.NOTE, M.ORDINAL})


@dataclass(frozen=True)
class Head:
    """The head of one column: its own words and those of the merged cell above it."""

    index: int
    words: str
    parent: str = ""

    @property
    def shown(self) -> str:
        return f"{self.parent} / {self.words}" if self.parent and self.parent != self.words else self.words


@dataclass(frozen=True)
class Problem:
    """Why a sheet is not understood: the meaning in question and the heads concerned."""

    code: ProblemCode
    sheet: str = ""
    row: int | None = None
    meaning: Meaning | None = None
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """Where each meaning is found; heads that mean nothing known are kept by name."""

    by_meaning: dict[Meaning, int]
    heads: tuple[Head, ...]
    notes: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def index(self, meaning: Meaning) -> int | None:
        return self.by_meaning.get(meaning)

    def has(self, *meanings: Meaning) -> bool:
        return any(meaning in self.by_meaning for meaning in meanings)


@lru_cache(maxsize=8192)
def meaning_of(words: str, parent: str = "") -> Meaning | None:
    """What one head means, read with the merged head above it; None when it means nothing known."""
    own, above = tidy_name(words).lower(), fold(parent)
    # "Nam" (male) and "Năm" (year) differ by an accent only.
    if own in ("nam", "nữ", "nu"):
        return M.MALE if own == "nam" else M.FEMALE
    folded = fold(words)
    if "sinh" in folded.split() and not own.isascii() and (sexed := _sexed(own)):
        return sexed
    if "sinh" in above.split() and folded in ("ngay", "thang", "nam"):
        return {"ngay": M.BORN_DAY, "thang": M.BORN_MONTH, "nam": M.BORN_YEAR}[folded]
    if _PROXY.search(f"{above} {folded}") and not _is_account(folded):
        return _proxy_meaning(folded, above)
    return _by_rules(folded) or (_by_rules(f"{above} {folded}") if above else None)


def _sexed(words: str) -> Meaning | None:
    """ "Năm sinh (nữ)" and "Năm sinh (nam)" hold the birth dates of one sex."""
    named = set(re.findall(r"\w+", words)) & {"nam", "nữ"}
    return {"nam": M.MALE, "nữ": M.FEMALE}[named.pop()] if len(named) == 1 else None


def _by_rules(folded: str) -> Meaning | None:
    return next((meaning for meaning, pattern in _COMPILED if pattern.search(folded)), None)


def _is_account(folded: str) -> bool:
    return _by_rules(folded) in (M.ACCOUNT, M.BANK)


def _proxy_meaning(folded: str, above: str) -> Meaning:
    plain = _by_rules(_PROXY.sub("", folded).strip())
    return M.ASIDE if plain in (M.ASIDE, M.ID_NUMBER, M.OLD_ID_NUMBER, M.BORN, M.ADDRESS) else M.PROXY_NAME


def recognise(heads: Sequence[Head], *, sheet: str = "", row: int | None = None) -> Columns:
    """Give every head its meaning; two heads of one meaning are a problem unless one is clearly meant."""
    found: dict[Meaning, list[Head]] = defaultdict(list)
    unknown = []
    for head in heads:
        meaning = meaning_of(head.words, head.parent)
        if meaning is None:
            unknown.append(head.shown)
        else:
            found[meaning].append(head)
    _settle(found)
    problems = tuple(
        Problem(ProblemCode.AMBIGUOUS_COLUMN, sheet, row, meaning, tuple(head.shown for head in same))
        for meaning, same in found.items()
        if meaning in SINGLE and len(same) > 1
    )
    notes = tuple(head.index for head in found.pop(M.NOTE, []))
    found.pop(M.ASIDE, None)
    return Columns(
        {meaning: same[0].index for meaning, same in found.items() if same},
        tuple(heads),
        notes,
        tuple(unknown),
        problems,
    )


def _settle(found: dict[Meaning, list[Head]]) -> None:
    """Where communes keep two columns of one kind, the one that is meant is known."""
    # An old nine-digit number stands in only where there is no other.
    if M.OLD_ID_NUMBER in found:
        old = found.pop(M.OLD_ID_NUMBER)
        if M.ID_NUMBER not in found:
            found[M.ID_NUMBER] = old
    # A monthly level beside a total: the level is the allowance, the total adds arrears to it.
    amounts = found.get(M.AMOUNT, [])
    levels = [head for head in amounts if not _TOTAL.search(fold(head.words))]
    if levels:
        found[M.AMOUNT] = levels
    # "Số quyết định" that also names its day, beside a column of days, holds only the number.
    if M.DECISION in found and M.DECISION_ON in found and M.DECISION_NUMBER not in found:
        found[M.DECISION_NUMBER] = found.pop(M.DECISION)
    if M.NAME in found:
        found.pop(M.FAMILY_NAME, None)
        found.pop(M.GIVEN_NAME, None)
    elif M.GIVEN_NAME in found and M.FAMILY_NAME not in found:
        found[M.NAME] = found.pop(M.GIVEN_NAME)


def missing(columns: Columns, *, has_group_headings: bool, sheet: str, row: int | None) -> list[Problem]:
    """The columns a caseload cannot be read without: name, birth, number; group unless headings give it."""
    needed = [
        (M.NAME, columns.has(M.NAME) or (columns.has(M.FAMILY_NAME) and columns.has(M.GIVEN_NAME))),
        (M.BORN, columns.has(M.BORN, M.BORN_YEAR) or (columns.has(M.MALE) and columns.has(M.FEMALE))),
        (M.ID_NUMBER, columns.has(M.ID_NUMBER)),
        (M.GROUP, columns.has(M.GROUP) or has_group_headings),
    ]
    heads = tuple(head.shown for head in columns.heads if head.shown)
    return [
        Problem(ProblemCode.MISSING_COLUMN, sheet, row, meaning, heads)
        for meaning, present in needed
        if not present
    ]
