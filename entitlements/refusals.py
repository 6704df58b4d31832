"""The ways an action on entitlements or workbooks is refused, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entitlements.enums import ReviewState
from entitlements.models import CaseloadImport, Entitlement, MassReview, Suspension
from entitlements.reviewing import ReviewChange
from offices.actors import Actor
from policy.months import format_month

NAMES_SHOWN = 5


class EntitlementRefusal(Exception):
    """An allowance was not granted or ended; the text says why."""


class OverlappingEntitlement(EntitlementRefusal):
    """The person already has an allowance of this kind in those months."""

    def __init__(self, standing: Entitlement) -> None:
        self.standing = standing
        super().__init__(
            _("Decision %(number)s already gives this person an allowance of this kind from %(month)s.")
            % {"number": standing.decision_number, "month": format_month(standing.start_month)}
        )


class PersonDeceased(EntitlementRefusal):
    """The allowance would begin after the month of death."""

    def __init__(self, died_on: date) -> None:
        super().__init__(
            _("The person died on %(day)s: no allowance can begin after that month.")
            % {"day": f"{died_on:%d/%m/%Y}"}
        )


class EndsBeforeStart(EntitlementRefusal):
    """The last month lies before the first."""

    def __init__(self, start_month: date) -> None:
        super().__init__(
            _("The allowance begins in %(month)s: it cannot end before that.")
            % {"month": format_month(start_month)}
        )


class AlreadySuspended(EntitlementRefusal):
    """A suspension of the allowance runs, or covers one of the months."""

    def __init__(self, standing: Suspension) -> None:
        super().__init__(
            _("Decision %(number)s already suspends this allowance from %(month)s.")
            % {"number": standing.decision_number, "month": format_month(standing.from_month)}
        )


class NotSuspended(EntitlementRefusal):
    """No suspension of the allowance runs."""

    def __init__(self) -> None:
        super().__init__(_("This allowance is not suspended."))


class ImportRefusal(Exception):
    """A workbook or a row of it was not acted on; the text says why."""


class NothingToImport(ImportRefusal):
    """The workbook lists nobody."""

    def __init__(self) -> None:
        super().__init__(_("The workbook has column heads but lists nobody."))


class PaidThroughTooLate(ImportRefusal):
    """The month stated as paid lies ahead."""

    def __init__(self, latest: date) -> None:
        super().__init__(
            _("“Paid through” cannot be later than %(month)s.") % {"month": format_month(latest)}
        )


class PaidThroughTooEarly(ImportRefusal):
    """The month stated as paid lies so far before the list's own that a slip is likelier than the fact."""

    def __init__(self, list_month: date) -> None:
        super().__init__(
            _("The list is of %(month)s: “paid through” cannot lie more than two months before it.")
            % {"month": format_month(list_month)}
        )


class ImportClosed(ImportRefusal):
    """The workbook has already been taken over or discarded."""

    def __init__(self, caseload_import: CaseloadImport) -> None:
        by, at = caseload_import.confirmed_by, caseload_import.confirmed_at
        if by is None or at is None:
            super().__init__(_("Nothing was done: this workbook has been discarded."))
            return
        super().__init__(
            _("Nothing was done: %(name)s already took over this workbook at %(time)s.")
            % {"name": by.get_full_name(), "time": f"{timezone.localtime(at):%H:%M %d/%m/%Y}"}
        )


class RowResolved(ImportRefusal):
    """The row is no longer held back, or not for this reason."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was done: this row is no longer held back for that reason."))


class RowsUnaccounted(RuntimeError):
    """Accepted rows and held rows do not add up to the rows read: nothing is kept."""


class ReviewRefusal(Exception):
    """A step of a mass review was refused; the text says what happened and what to do."""


class NothingToReview(ReviewRefusal):
    """No allowance counts for the months of the change."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no allowance to review: nobody has one decided before the change and running in "
                "its months. Take over or register the caseload first."
            )
        )


class ReviewStanding(ReviewRefusal):
    """The change is already under review, further than being prepared."""

    def __init__(self, review: MassReview) -> None:
        self.review = review
        super().__init__(
            _("This change has already been reviewed in %(office)s; the review stands at “%(state)s”.")
            % {"office": review.office.name, "state": ReviewState(review.state).label}
        )


class ReviewMoved(ReviewRefusal):
    """Someone else has already acted, or the step does not follow from where the review stands."""

    def __init__(self, review: MassReview) -> None:
        self.stands_at = ReviewState(review.state)
        super().__init__(
            _(
                "Nothing was done: the review has changed and now stands at “%(state)s”. "
                "Look at it again before you go on."
            )
            % {"state": self.stands_at.label}
        )


class ReviewerSameHands(ReviewRefusal):
    """The person took an earlier step that excludes this one."""


class ReviewOutdated(ReviewRefusal):
    """Since the review was prepared, the caseload has changed."""

    def __init__(self, changes: Sequence[ReviewChange]) -> None:
        self.changes = tuple(changes)
        names = ", ".join(f"{change.name} ({change.person_code})" for change in changes[:NAMES_SHOWN])
        if len(changes) > NAMES_SHOWN:
            names += "…"
        super().__init__(
            ngettext(
                "Nothing was done: since the review was prepared, %(count)s allowance has changed: "
                "%(names)s. Send the review back and prepare it again.",
                "Nothing was done: since the review was prepared, %(count)s allowances have changed: "
                "%(names)s. Send the review back and prepare it again.",
                len(changes),
            )
            % {"count": len(changes), "names": names}
        )


def excluded_reviewer(review: MassReview, transition: str, by: Actor) -> str:
    """Why this person's earlier step keeps them from this one; "" when nothing does."""
    if transition not in ("submit_review", "sign_review"):
        return ""
    if by.user_id is None or review.prepared_by_id == by.user_id:
        return _("You prepared this review: another person must submit and sign it.")
    if transition == "sign_review" and review.submitted_by_id == by.user_id:
        return _("You submitted this review: another person must sign it.")
    return ""
