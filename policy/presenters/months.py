"""An allowance month by month in words: figures, what changed, what is left to pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policy.labels import group_label, sentence
from policy.months import add_months, first_of, format_month
from policy.presenters.sums import arithmetic, coefficient_text, dong
from policy.rules import Due, Held, KnownBefore, MonthRow, Stretch, Turn, fold
from ui.presenters import MonthLine, MonthSection, MonthTable, Tone

# Months before the present one that a page shows without being asked.
SHOWN_BACK = 24


def month_table(rows: Sequence[MonthRow], *, today: dt.date, caption: str = "") -> MonthTable:
    """Months with what is due and, where the books tell, what was paid; alike ones as one line."""
    since = add_months(first_of(today), -SHOWN_BACK)
    stretches = fold(rows)
    earlier = [stretch for stretch in stretches if stretch.last.month < since]
    shown = list(stretches[len(earlier) :])
    if not shown:
        earlier, shown = [], earlier
    return MonthTable(
        caption=caption or _("Month by month"),
        sections=(MonthSection(tuple(month_line(stretch, today) for stretch in shown)),),
        earlier=tuple(month_line(stretch, today) for stretch in earlier),
        earlier_label=_("Show the months before %(month)s") % {"month": format_month(shown[0].first.month)}
        if earlier and shown
        else "",
        shows_paid=any(row.paid is not None for row in rows),
        paid_head=_("Paid"),
        difference_head=_("Difference"),
    )


def month_line(stretch: Stretch, today: dt.date, notes: Sequence[str] | None = None) -> MonthLine:
    """Months that are alike, on one line; with its own sentences unless others are given."""
    first, last = stretch.first, stretch.last
    due, month = first.due, first_of(today)
    return MonthLine(
        months=span_words(first.month, last.month),
        age=_age_words(first, last),
        base=dong(due.base) if due.amount else "–",
        coefficient=coefficient_text(due.coefficient) if due.amount else "–",
        units=str(due.units) if due.amount else "–",
        due=dong(due.amount),
        paid="" if first.paid is None else dong(first.paid),
        difference="" if first.difference is None else signed(first.difference),
        notes=tuple(notes_of(stretch) if notes is None else notes),
        tone=_tone(first) if notes is None else "neutral",
        now=notes is None and first.month <= month <= last.month,
        ahead=first.month > month,
    )


def span_words(first: dt.date, last: dt.date) -> str:
    """One month, or the first and last of several: 01/2026–06/2026."""
    return format_month(first) if first == last else f"{format_month(first)}–{format_month(last)}"


def signed(amount: int) -> str:
    """A difference with its sign; 0 has none."""
    return f"+{dong(amount)}" if amount > 0 else f"−{dong(-amount)}" if amount else "0"


def notes_of(stretch: Stretch) -> list[str]:
    """The sentences of a line: what changed, what stands open, what was known before."""
    row = stretch.first
    notes = [turn_words(turn, row) for turn in row.turns]
    if row.held is not None and not {Turn.DEATH, Turn.AGE_LIMIT, Turn.NOT_NAMED} & set(row.turns):
        notes += [sentence(finding) for finding in row.due.reasons]
    notes += open_words(row, stretch.months)
    if row.paid:
        notes += [before_words(item) for item in row.before]
    if row.listed:
        notes.append(
            _("%(amount)s đồng stands on a list that is not approved yet.") % {"amount": dong(row.listed)}
        )
    return notes


def open_words(row: MonthRow, months: int = 1) -> list[str]:
    """What is left to pay for a month or has to come back, and the sum over months alike."""
    left = row.difference or 0
    words = {"due": dong(row.due.amount), "paid": dong(row.paid or 0), "left": dong(abs(left))}
    if not left:
        return []
    if left < 0:
        found = _("Paid %(paid)s đồng, due %(due)s đồng: %(left)s đồng too much, to be recovered.") % words
    elif row.paid:
        found = _("Due %(due)s đồng, paid %(paid)s đồng: arrears of %(left)s đồng.") % words
    else:
        found = _("Not paid yet.")
    if months == 1:
        return [found]
    in_all = ngettext("%(count)s month: %(sum)s đồng.", "%(count)s months: %(sum)s đồng in all.", months)
    return [f"{found} {in_all % {'count': months, 'sum': dong(abs(left) * months)}}"]


def before_words(item: KnownBefore) -> str:
    """What the law gave as it was known until a day."""
    words = {"day": f"{item.until:%d/%m/%Y}", "sum": arithmetic(item.due)}
    if not item.due.amount:
        return _("As the law was applied until %(day)s nothing was due.") % words
    return _("As the law was applied until %(day)s: %(sum)s.") % words


def turn_words(turn: Turn, row: MonthRow) -> str:
    """What changed with a month, as a sentence."""
    return _TURNS[turn](row, row.previous or row.due)


def change_words(row: MonthRow) -> str:
    """A month that pays another amount than the one before, with the reason."""
    words = {
        "month": format_month(row.month),
        "before": dong(row.previous.amount if row.previous else 0),
        "after": dong(row.due.amount),
    }
    found = [_("From %(month)s: %(before)s → %(after)s đồng a month.") % words]
    return " ".join([*found, *(turn_words(turn, row) for turn in row.turns)])


def _starts(row: MonthRow, _before: Due) -> str:
    assert row.held is not None
    # The books may begin later than the allowance.
    return _by_decision(_("Paid from %(month)s: %(group)s"), row, row.held.start_month)


def _again(row: MonthRow, _before: Due) -> str:
    return _by_decision(_("Paid again from %(month)s: %(group)s"), row)


def _group(row: MonthRow, _before: Due) -> str:
    return _by_decision(_("From %(month)s in another group: %(group)s"), row)


def _by_decision(words: str, row: MonthRow, month: dt.date | None = None) -> str:
    """The group with its article, and the decision when its number is on record."""
    held = row.held
    assert held is not None
    text = words % {"month": format_month(month or row.month), "group": group_label(held.group)}
    if row.due.citation:
        text = f"{text} ({row.due.citation})"
    if held.decision:
        text = _("%(text)s; decision %(decision)s") % {"text": text, "decision": held.decision}
    return f"{text}."


def _units(row: MonthRow, before: Due) -> str:
    words = {"month": format_month(row.month), "before": before.units, "after": row.due.units}
    return _("From %(month)s children counted: %(after)s, before that %(before)s.") % words


def _base(row: MonthRow, before: Due) -> str:
    rate = row.due.rate
    words = {
        "month": format_month(row.month),
        "before": dong(before.base),
        "after": dong(row.due.base),
        "article": row.due.rate_article,
        "day": f"{rate.known_from:%d/%m/%Y}" if rate else "",
    }
    if rate and rate.known_from > row.month:
        return _(
            "From %(month)s the base is %(after)s đồng, before that %(before)s (%(article)s, applied from "
            "%(day)s)."
        ) % words  # fmt: skip
    return _("From %(month)s the base is %(after)s đồng, before that %(before)s (%(article)s).") % words


def _birthday(row: MonthRow, before: Due) -> str:
    return _("Turns %(age)s: the coefficient is %(after)s, before that %(before)s (%(article)s).") % (
        _coefficients(row, before) | {"age": row.due.age}
    )


def _coefficient(row: MonthRow, before: Due) -> str:
    words = _coefficients(row, before) | {"month": format_month(row.month)}
    return _("From %(month)s the coefficient is %(after)s, before that %(before)s (%(article)s).") % words


def _coefficients(row: MonthRow, before: Due) -> dict[str, object]:
    return {
        "before": coefficient_text(before.coefficient),
        "after": coefficient_text(row.due.coefficient),
        "article": row.due.coefficient_article,
    }


def _instrument(row: MonthRow, _before: Due) -> str:
    words = {"month": format_month(row.month), "article": row.due.citation}
    return _("From %(month)s under %(article)s; the amount stays the same.") % words


def _ended(row: MonthRow, _before: Due) -> str:
    reasons = " ".join(sentence(finding) for finding in row.due.reasons)
    return _("Nothing is due from %(month)s. %(reason)s") % {
        "month": format_month(row.month),
        "reason": reasons,
    }


def _suspended(row: MonthRow, _before: Due) -> str:
    words = {"month": format_month(row.month)}
    return _("Suspended from %(month)s: nothing is paid until the suspension is lifted.") % words


def _stops(row: MonthRow, _before: Due) -> str:
    ended: Held | None = row.ended
    words = {"month": format_month(row.month), "reason": ended.ended if ended else ""}
    if words["reason"]:
        return _("Nothing is due from %(month)s: %(reason)s.") % words
    return _("Nothing is due from %(month)s: the allowance has ended.") % words


_TURNS: dict[Turn, Callable[[MonthRow, Due], str]] = {
    Turn.STARTS: _starts,
    Turn.AGAIN: _again,
    Turn.GROUP: _group,
    Turn.UNITS: _units,
    Turn.BASE: _base,
    Turn.BIRTHDAY: _birthday,
    Turn.COEFFICIENT: _coefficient,
    Turn.INSTRUMENT: _instrument,
    Turn.DEATH: _ended,
    Turn.AGE_LIMIT: _ended,
    Turn.NOT_NAMED: _ended,
    Turn.SUSPENDED: _suspended,
    Turn.STOPS: _stops,
}


def _age_words(first: MonthRow, last: MonthRow) -> str:
    """The age in completed years; of several months or an unproven birth the least and the greatest."""
    if first.age is None or last.age is None:
        return "–"
    return years_words((first.age[0], last.age[1]))


def years_words(age: tuple[int, int]) -> str:
    """An age, or from the least to the greatest."""
    least, greatest = age
    return str(least) if least == greatest else f"{least}–{greatest}"


def _tone(row: MonthRow) -> Tone:
    left = row.difference or 0
    return "bad" if left < 0 else "warn" if left > 0 else "neutral"
