"""The first month a new allowance is paid for. Article 8."""

from datetime import date

from policy.enums import StartsFrom
from policy.facts import PartialDate
from policy.law import Law, NotInForce
from policy.months import first_of


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
