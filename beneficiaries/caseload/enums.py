"""What a caseload workbook is made of, and what can be wrong in it."""

from enum import StrEnum


class Code(StrEnum):
    """Repairs made with certainty and findings left to an officer; those of numbers are in `identity`."""

    # repairs
    NAME_NFD = "name_nfd"
    NAME_SPACES = "name_spaces"
    TEXT_TCVN3 = "text_tcvn3"
    # findings
    NAME_MISSING = "name_missing"
    SEX_UNCLEAR = "sex_unclear"
    DOB_MISSING = "dob_missing"
    DOB_YEAR_ONLY = "dob_year_only"
    DOB_MONTH_YEAR = "dob_month_year"
    DOB_IMPOSSIBLE = "dob_impossible"
    DOB_UNREADABLE = "dob_unreadable"
    UNKNOWN_ETHNICITY = "unknown_ethnicity"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_COMMUNE = "unknown_commune"
    AMOUNT_UNREADABLE = "amount_unreadable"
    COEFFICIENT_UNREADABLE = "coefficient_unreadable"
    CHILDREN_UNREADABLE = "children_unreadable"
    START_UNREADABLE = "start_unreadable"
    DECISION_UNREADABLE = "decision_unreadable"
    ACCOUNT_DIGITS_LOST = "account_digits_lost"
    ACCOUNT_UNREADABLE = "account_unreadable"
    TEXT_TOO_LONG = "text_too_long"
    NOTE_SAYS_DEAD = "note_says_dead"
    NOTE_SAYS_MOVED = "note_says_moved"
    # findings that need more than one row
    AMOUNT_DISAGREES = "amount_disagrees_with_rules"
    DUPLICATE_PERSON = "duplicate_person"


class Meaning(StrEnum):
    """What a column holds."""

    ORDINAL = "ordinal"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    MALE = "male"
    FEMALE = "female"
    BORN = "born"
    BORN_DAY = "born_day"
    BORN_MONTH = "born_month"
    BORN_YEAR = "born_year"
    ID_NUMBER = "id_number"
    OLD_ID_NUMBER = "old_id_number"
    ETHNICITY = "ethnicity"
    COMMUNE = "commune"
    HAMLET = "hamlet"
    ADDRESS = "address"
    GROUP = "group"
    CHILDREN = "children"
    COEFFICIENT = "coefficient"
    AMOUNT = "amount"
    START = "start"
    DECISION = "decision"
    DECISION_NUMBER = "decision_number"
    DECISION_ON = "decision_on"
    PROXY_NAME = "proxy_name"
    ACCOUNT = "account"
    BANK = "bank"
    NOTE = "note"
    ASIDE = "aside"  # understood, and not needed


class RowKind(StrEnum):
    """What a row that is not a person is."""

    BLANK = "blank"
    TITLE = "title"
    HEAD = "head"
    NUMBERING = "numbering"
    GROUP_HEADING = "group_heading"
    HAMLET_HEADING = "hamlet_heading"
    COMMUNE_HEADING = "commune_heading"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SIGNATURE = "signature"
    UNRECOGNISED = "unrecognised"


class ProblemCode(StrEnum):
    """Why a workbook as a whole is not understood."""

    NOT_A_WORKBOOK = "not_a_workbook"
    TOO_LARGE = "too_large"
    NO_TABLE = "no_table"
    MISSING_COLUMN = "missing_column"
    AMBIGUOUS_COLUMN = "ambiguous_column"
