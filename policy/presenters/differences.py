"""What a change of the law is about, before and after, and what follows, for each kind of change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from policy.clock import DayKind
from policy.enums import Mark, Regime, RowKind
from policy.labels import group_label, label
from policy.law import Law, Rate
from policy.months import format_month
from policy.presenters.areas import areas_before_and_after, areas_consequences, areas_title
from policy.presenters.marks import mark_words
from policy.presenters.rows import ages_words, figure_words, place_words, row_words, since_words, span_of
from policy.presenters.sums import dong
from policy.queries import citing_law, consequence_of, current_law, verified_law, working_calendar
from policy.rules import changes
from policy.rules.area_changes import AreaChange
from policy.rules.changes import (
    BenefitChange,
    CalendarChange,
    Change,
    CoefficientChange,
    DayCancelledChange,
    Figure,
    FigureChange,
    NamingChange,
    RegimeChange,
    VerificationChange,
    WithdrawalChange,
)

Lines = list[tuple[str, str, str]]
Kept = Mapping[str, Any] | None


def title_of(change: Change | AreaChange, province: str) -> str:
    """What a change is about, in one line."""
    if isinstance(change, AreaChange):
        return areas_title(change)
    if isinstance(change, CalendarChange):
        return f"{change.day:%d/%m/%Y}: {_day_words(change)}"
    if isinstance(change, DayCancelledChange):
        return _("%(day)s: entry cancelled") % {"day": f"{change.day:%d/%m/%Y}"}
    if isinstance(change, WithdrawalChange):
        return _("Withdrawn: %(figure)s") % {"figure": row_words(change.row, citing_law())}
    if isinstance(change, VerificationChange):
        return _("Compared with the official text: %(row)s") % {"row": _verified_words(change)}
    if isinstance(change, NamingChange):
        words = {"group": group_label(change.row.group), "day": f"{change.row.valid_from:%d/%m/%Y}"}
        return _("Name of the group: %(group)s, from %(day)s") % words
    if isinstance(change, RegimeChange):
        words = {"regime": label(change.row.regime), "day": f"{change.row.received_from:%d/%m/%Y}"}
        return _("Time limit: %(regime)s, for files received from %(day)s") % words
    row = change.row
    if isinstance(row, Rate):
        words = {
            "what": label(row.kind),
            "place": place_words(row.province, province),
            "month": format_month(row.valid_from),
        }
        return _("%(what)s, %(place)s, from %(month)s") % words
    if isinstance(change, BenefitChange):
        return f"{label(change.row.key)}, {since_words(row)}"
    assert isinstance(change, CoefficientChange)
    words = {"group": group_label(change.row.group), "month": format_month(row.valid_from)}
    words["ages"] = ages_words(change.row.age_from, change.row.age_to).lower()
    return _("Coefficient: %(group)s, %(ages)s, from %(month)s") % words


def before_and_after(change: Change | AreaChange, kept: Kept) -> Lines:
    """(what, before, after): while a change waits by the law as it stands, else as the trail kept it."""
    if isinstance(change, AreaChange):
        return areas_before_and_after(change, pending=kept is None, kept=(kept or {}).get("rows", []))
    if isinstance(change, (CalendarChange, DayCancelledChange)):
        return [(_("The day"), _day_before(change, kept), _day_words(change))]
    if isinstance(change, NamingChange):
        return _names(change, kept)
    if isinstance(change, RegimeChange):
        return _limits(change, kept)
    if isinstance(change, VerificationChange):
        return _sources(change, kept)
    return _figures(change, kept)


def consequences_of(change: Change | AreaChange) -> list[str]:
    """What follows once the change is confirmed, said before it is."""
    if isinstance(change, AreaChange):
        return areas_consequences()
    if isinstance(change, (CalendarChange, DayCancelledChange)):
        return [
            _("Due dates of files received or resumed from now on are counted with this day."),
            _("Due dates already given to applicants stay as they are."),
        ]
    if isinstance(change, NamingChange):
        day = {"day": f"{change.row.valid_from:%d/%m/%Y}"}
        return [
            _("Papers and lists from %(day)s cite the group so; those issued before stay as they are.") % day,
            _("Conditions and amounts do not change."),
        ]
    if isinstance(change, RegimeChange):
        words = {"day": f"{change.row.received_from:%d/%m/%Y}", "count": change.row.working_days}
        return [
            _("Files received from %(day)s are due after %(count)s working days.") % words,
            _("Due dates already given to applicants stay as they are."),
        ]
    if isinstance(change, VerificationChange):
        return [_("The row counts as sourced: it is no longer marked. No amount changes.")]
    return _of_figure(change)


def _of_figure(change: FigureChange) -> list[str]:
    found = consequence_of(change)
    row = change.row
    monthly = changes.is_monthly(row)
    words = {
        "first": format_month(found.first_month) if monthly else f"{found.first_month:%d/%m/%Y}",
        "last": format_month(found.last_month) if found.last_month else "",
        "day": f"{found.known_from:%d/%m/%Y}",
    }
    whole = _("Amounts change from %(first)s.")
    span = _("Amounts change from %(first)s to %(last)s.") if found.last_month else whole
    if not monthly:
        span = _("Amounts change for what happens from %(first)s on.")
    lines = [
        span % words,
        _("Offices apply it from %(day)s; lists already approved stay as they are.") % words,
    ]
    if found.overruled_by is not None:
        lines[0] = _(
            "Amounts in this province do not change: its own level of %(amount)s đồng is greater, and the "
            "greater one applies."
        ) % {"amount": dong(found.overruled_by.amount)}
    elif found.reaches_back and monthly:
        lines.append(
            _(
                "Months before that which are already paid get the difference in the next lists: arrears "
                "when the new amount is greater, recovery when it is smaller."
            )
        )
    if isinstance(change, WithdrawalChange):
        lines.append(_("The figure stays on record: what was decided with it stays explained."))
    return lines


def _figures(change: FigureChange, kept: Kept) -> Lines:
    withdrawn = isinstance(change, WithdrawalChange)
    before: Figure | None
    after: Figure | None
    if kept is None:
        found = consequence_of(change)
        before, after = found.before, found.after
    else:
        values = kept.get("row")
        before = changes.FIGURES[changes.row_kind(change.row)](values) if values else None
        after = None if withdrawn else change.row
    law = citing_law()
    if not isinstance(change, WithdrawalChange):
        law = law.with_instruments((*law.instruments, change.instrument))
    lines = [
        (
            _("Figure"),
            figure_words(before),
            _("Figure withdrawn") if withdrawn and kept else figure_words(after),
        ),
        (_("Where it is written"), _cited(before, law), _cited(after, law)),
        (
            _("Months") if changes.is_monthly(change.row) else _("Days"),
            span_of(before) if before else "–",
            span_of(after) if after else "–",
        ),
        (_("Offices apply it from"), _known(before), _known(after)),
        (_("How sure it is"), _sure(before), _sure(after)),
    ]
    if isinstance(change, WithdrawalChange):
        lines.append((_("Withdrawn from"), "–", f"{change.known_from:%d/%m/%Y}"))
    return lines


def _known(row: Figure | None) -> str:
    return f"{row.known_from:%d/%m/%Y}" if row else "–"


def _sure(row: Figure | None) -> str:
    return mark_words(row.mark).text if row else "–"


def _cited(row: Figure | None, law: Law) -> str:
    return law.cite(row.article, row.instrument) if row else "–"


def _names(change: NamingChange, kept: Kept) -> Lines:
    law, row = citing_law(), change.row
    if kept is None:
        group = changes.group_before(change, current_law())
        before = (
            {"code": group.code, "article": group.article, "instrument": group.instrument} if group else None
        )
    else:
        before = kept.get("row")
    return [
        (_("Code printed on lists"), before["code"] if before else "–", row.code),
        (
            _("Where it is written"),
            law.cite(before["article"], before["instrument"]) if before else "–",
            f"{row.article} {change.instrument.name_vi}",
        ),
        (_("Name"), group_label(row.group), row.name_vi),
        (_("Papers name it so from"), "–", f"{row.valid_from:%d/%m/%Y}"),
        (_("How sure it is"), "–", mark_words(row.mark).text),
    ]


def _limits(change: RegimeChange, kept: Kept) -> Lines:
    law, row = current_law(), change.row
    days, posting, basis = "–", "–", "–"
    if kept is None:
        regime = changes.regime_before(change, law)
        days, posting = str(regime.working_days), str(regime.posting_days)
        basis = law.cite(regime.article, regime.instrument)
    elif before := kept.get("row"):
        days, posting = str(before["working_days"]), str(before["posting_days"])
        basis = citing_law().cite(before["article"], before["instrument"])
    steps = " + ".join(str(number) for number in row.step_days)
    return [
        (_("Working days"), days, f"{row.working_days} ({steps})"),
        (_("Working days of public posting among them"), posting, str(row.posting_days)),
        (_("Where it is written"), basis, f"{row.article} {change.instrument.name_vi}"),
        (_("For files received from"), "–", f"{row.received_from:%d/%m/%Y}"),
        (_("How sure it is"), "–", mark_words(row.mark).text),
    ]


def _sources(change: VerificationChange, kept: Kept) -> Lines:
    if kept is None:
        row = changes.rows_of(verified_law()).get((change.kind, change.key))
        before = row.mark if row else None
    else:
        before = Mark((kept.get("row") or {})["mark"])
    lines = [
        (_("How sure it is"), mark_words(before).text if before else "–", mark_words(Mark.SOURCED).text),
        (_("Compared with"), "–", change.document),
    ]
    return [*lines, (_("Official title"), "–", change.title)] if change.title else lines


def _verified_words(change: VerificationChange) -> str:
    if change.kind == RowKind.REGIME:
        return label(Regime(change.key))
    law = verified_law()
    row = changes.rows_of(law).get((change.kind, change.key))
    return row_words(row, law) if row else change.key


def _day_before(change: CalendarChange | DayCancelledChange, kept: Kept) -> str:
    if kept is None:
        return label(changes.day_before(change, working_calendar()))
    return label(DayKind(kept["day"])) if "day" in kept else "–"


def _day_words(change: CalendarChange | DayCancelledChange) -> str:
    if isinstance(change, DayCancelledChange):
        return _("What its weekday says")
    kind = label(DayKind.HOLIDAY if change.holiday else DayKind.MAKE_UP)
    return f"{kind}: {change.name}" if change.name else kind
