"""The first month a new allowance is paid for, and the list that first brings it. Articles 8 and 28."""

from datetime import date

from policy.enums import StartsFrom
from policy.facts import PartialDate
from policy.law import Law, NotInForce
from policy.months import add_months, first_of

# The list of a month is handed over before this day of the month before. Sourced: Article 28 of Decree
# 335/2026/ND-CP; Article 34 of Decree 20/2021/ND-CP has the same rhythm.
LIST_DAY = 25


def first_payable_month(
    *,
    group: str,
    received_on: date,
    signed_on: date,
    law: Law,
    certificate_on: date | None = None,
    born: PartialDate | None = None,
) -> date:
    """The month of signature, unless the law of the day the file was received says an earlier one.

    Until 2026-10-04 disability counts from the month of the certificate (Decree 20/2021, Article 8(1));
    from 2026-10-05 the month of signature counts for all (Decree 335/2026, Article 8). Raises NotInForce
    for a group the law did not name on the day of receipt.
    """
    definition = law.group(group, received_on)
    if definition is None:
        raise NotInForce(f"no group {group} on {received_on}")
    signed = first_of(signed_on)
    if definition.starts_from == StartsFrom.CERTIFICATE_MONTH and certificate_on is not None:
        return min(signed, first_of(certificate_on))
    if definition.starts_from == StartsFrom.BIRTHDAY_MONTH and born is not None:
        years = definition.starts_at_age or 0
        return min(signed, date(born.latest.year + years, born.latest.month, 1))
    return signed


def first_list_month(decided_on: date) -> date:
    """The month whose list brings a new decision at the latest; a list still open may bring it sooner.

    Decided before the 25th it goes onto the list of the next month, else of the one after. Article 28.
    """
    return add_months(first_of(decided_on), 1 if decided_on.day < LIST_DAY else 2)
