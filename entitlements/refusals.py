"""The ways an action on entitlements or workbooks is refused, each with its sentence."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from entitlements.models import CaseloadImport, Entitlement, Suspension
from policy.months import format_month


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
