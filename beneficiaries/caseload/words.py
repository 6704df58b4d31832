"""Findings, repairs and problems of a workbook in the words of the reader."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.caseload.columns import Problem
from beneficiaries.caseload.enums import Code, Meaning, ProblemCode, RowKind
from beneficiaries.caseload.rows import Note
from beneficiaries.identity import IdCode

Words = str | Promise

CODES: dict[str, Words] = {
    IdCode.LOST_LEADING_ZERO: _("The leading zero of the identification number was put back."),
    IdCode.SPACES: _("Spaces or dots were taken out of the identification number."),
    IdCode.MISSING: _("The identification number is missing."),
    IdCode.OLD_9_DIGITS: _("The number is of an old nine-digit identity card."),
    IdCode.BAD_LENGTH: _("The identification number does not have 12 digits."),
    IdCode.BIRTH_YEAR_DISAGREES: _("The identification number carries another birth year."),
    IdCode.SEX_DISAGREES: _("The identification number carries another sex."),
    Code.NAME_NFD: _("The letters of the name were composed."),
    Code.NAME_SPACES: _("Needless spaces were taken out of the name."),
    Code.TEXT_TCVN3: _("The text of an old TCVN3 font was turned into Unicode."),
    Code.NAME_MISSING: _("The name is missing."),
    Code.SEX_UNCLEAR: _("The sex is not given or not clear."),
    Code.DOB_MISSING: _("The date of birth is missing."),
    Code.DOB_YEAR_ONLY: _("Only the year of birth is given: ask for the paper."),
    Code.DOB_MONTH_YEAR: _("Only the month and year of birth are given: ask for the paper."),
    Code.DOB_IMPOSSIBLE: _("The date of birth does not exist; only its year was kept."),
    Code.DOB_UNREADABLE: _("The date of birth cannot be read."),
    Code.UNKNOWN_ETHNICITY: _("The ethnic group is not one of the 54."),
    Code.UNKNOWN_GROUP: _("The group of beneficiaries is not recognised."),
    Code.UNKNOWN_COMMUNE: _("The list does not name its commune."),
    Code.AMOUNT_UNREADABLE: _("The amount cannot be read as whole đồng."),
    Code.COEFFICIENT_UNREADABLE: _("The coefficient cannot be read."),
    Code.CHILDREN_UNREADABLE: _("The number of children cannot be read."),
    Code.START_UNREADABLE: _("The first month paid cannot be read."),
    Code.DECISION_UNREADABLE: _("The date of the decision cannot be read."),
    Code.ACCOUNT_DIGITS_LOST: _("The account number lost digits in a number cell."),
    Code.ACCOUNT_UNREADABLE: _("The account number cannot be told from the words around it."),
    Code.TEXT_TOO_LONG: _("The text is longer than the record holds and was shortened."),
    Code.NOTE_SAYS_DEAD: _("A note says that the person has died."),
    Code.NOTE_SAYS_MOVED: _("A note says that the person has moved away."),
    Code.AMOUNT_DISAGREES: _("The amount is not the one the law gives."),
    Code.DUPLICATE_PERSON: _("The person seems to be listed twice."),
}

MEANINGS: dict[Meaning, Words] = {
    Meaning.ORDINAL: _("Ordinal number"),
    Meaning.NAME: _("Full name"),
    Meaning.FAMILY_NAME: _("Family and middle names"),
    Meaning.GIVEN_NAME: _("Given name"),
    Meaning.SEX: _("Sex"),
    Meaning.MALE: _("Male"),
    Meaning.FEMALE: _("Female"),
    Meaning.BORN: _("Date of birth"),
    Meaning.BORN_DAY: _("Day of birth"),
    Meaning.BORN_MONTH: _("Month of birth"),
    Meaning.BORN_YEAR: _("Year of birth"),
    Meaning.ID_NUMBER: _("Personal identification number"),
    Meaning.OLD_ID_NUMBER: _("Old identity card number"),
    Meaning.ETHNICITY: _("Ethnic group"),
    Meaning.COMMUNE: _("Commune"),
    Meaning.HAMLET: _("Hamlet"),
    Meaning.ADDRESS: _("Address"),
    Meaning.GROUP: _("Group of beneficiaries"),
    Meaning.CHILDREN: _("Number of children"),
    Meaning.COEFFICIENT: _("Coefficient"),
    Meaning.AMOUNT: _("Monthly amount"),
    Meaning.START: _("Paid from month"),
    Meaning.DECISION: _("Decision number and date"),
    Meaning.DECISION_NUMBER: _("Decision number"),
    Meaning.DECISION_ON: _("Decision date"),
    Meaning.PROXY_NAME: _("Who collects"),
    Meaning.ACCOUNT: _("Account number"),
    Meaning.BANK: _("Bank"),
    Meaning.NOTE: _("Note"),
    Meaning.ASIDE: _("Not used"),
}

ROW_KINDS: dict[RowKind, Words] = {
    RowKind.BLANK: _("Blank row"),
    RowKind.TITLE: _("Title"),
    RowKind.HEAD: _("Column heads"),
    RowKind.NUMBERING: _("Column numbers"),
    RowKind.GROUP_HEADING: _("Heading of a group"),
    RowKind.HAMLET_HEADING: _("Heading of a hamlet"),
    RowKind.COMMUNE_HEADING: _("Heading of a commune"),
    RowKind.SUBTOTAL: _("Subtotal"),
    RowKind.TOTAL: _("Grand total"),
    RowKind.SIGNATURE: _("Signatures"),
    RowKind.UNRECOGNISED: _("Not recognised: please look at this row"),
}


def code_words(code: str) -> str:
    """What a repair or finding says; KeyError for a code nobody declared."""
    return str(CODES[code])


def note_words(note: Note) -> str:
    """A repair or finding in one sentence, with the cell and what it shows."""
    words = code_words(note.code)
    if note.cell and note.shown:
        return gettext("%(words)s Cell %(cell)s shows “%(shown)s”.") % {
            "words": words,
            "cell": note.cell,
            "shown": note.shown,
        }
    return words


def problem_sentence(problem: Problem) -> str:
    """Why a workbook is not understood, where, and what to do about it."""
    values = {
        "sheet": problem.sheet,
        "row": problem.row or "",
        "column": str(MEANINGS[problem.meaning]) if problem.meaning else "",
        "heads": "; ".join(f"“{head}”" for head in problem.heads),
    }
    return str(_SENTENCES[problem.code]) % values


_SENTENCES: dict[ProblemCode, Words] = {
    ProblemCode.NOT_A_WORKBOOK: _("The file is not an Excel or OpenDocument workbook."),
    ProblemCode.TOO_LARGE: _(
        "The workbook is too large to be read: a sheet has filled cells far outside its list, or the file"
        " unpacks to more than 200 MB. Copy the list into a new workbook and send that."
    ),
    ProblemCode.NO_TABLE: _(
        "No list of people was found in the sheets %(sheet)s: a row of column heads with the full name,"
        " the date of birth and the identification number is needed."
    ),
    ProblemCode.MISSING_COLUMN: _(
        "Sheet “%(sheet)s”, head in row %(row)s: there is no column for “%(column)s”."
        " The columns are %(heads)s. Name the column and send the file again."
    ),
    ProblemCode.AMBIGUOUS_COLUMN: _(
        "Sheet “%(sheet)s”, head in row %(row)s: the columns %(heads)s could all be “%(column)s”."
        " Rename or remove all but one and send the file again."
    ),
}
