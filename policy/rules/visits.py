"""Visits and gifts by leaders: Article 14 of Decree 335/2026."""

from __future__ import annotations

from datetime import date

from policy.enums import BenefitKey, VisitLevel, Visitor
from policy.law import Law
from policy.rules.shares import Share, Support, condition, priced, undated
from policy.support_facts import VisitFacts
from policy.support_reasons import SupportReason


def visit_due(*, facts: VisitFacts, known_on: date, law: Law) -> Support:
    """The money and the gift in kind of a visit, which go together; the text gives them on that day or not.

    The text at hand names three levels and does not say whom each is for, so the level is a fact.
    """
    if facts.happened_on is None:
        return Support(open=undated(_LEVELS, "happened_on"))
    shares = []
    for key, (visitor, level) in _LEVELS.items():
        row = next(iter(law.benefits_of(key, facts.happened_on, known_on)), None)
        who = None if facts.visitor is None else facts.visitor == visitor
        which = None if facts.level is None else facts.level == level
        conditions = (
            condition(SupportReason.VISITOR, who, "visitor", fact=str(facts.visitor or "")),
            condition(SupportReason.VISIT_LEVEL, which, "level", fact=str(facts.level or "")),
        )
        share = Share(key, conditions if row else ())
        shares.append(priced(share, row, on=facts.happened_on, known_on=known_on, law=law))
    return Support(
        tuple(share for share in shares if share.fits),
        tuple(share for share in shares if share.fits is False),
        tuple(share for share in shares if share.fits is None),
    )


_LEVELS = {
    BenefitKey(f"{what}_{visitor.value}_{level.value}"): (visitor, level)
    for visitor in Visitor
    for level in VisitLevel
    for what in ("visit", "gift")
}
