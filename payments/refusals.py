"""The ways a step after approval is refused; each says what happened and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.models import Contract, PaymentRun, Provider, ResultFile
from payments.taking import NAMES_SHOWN, PaymentRefusal
from policy.months import format_month
from ui.formats import vnd


class ContractObjected(PaymentRefusal):
    """The contract cannot stand beside another one."""

    def __init__(self, others: Sequence[str]) -> None:
        super().__init__(
            _("Some payments would fall under another contract as well: %(others)s. End or narrow it first.")
            % {"others": ", ".join(others)}
        )


class ContractMoved(PaymentRefusal):
    """Someone has already decided on the contract."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            _("Nothing was done: contract %(number)s now stands at “%(state)s”.")
            % {"number": contract.number, "state": contract.get_state_display()}
        )


class ContractSameHands(PaymentRefusal):
    """The person proposed the contract."""

    def __init__(self) -> None:
        super().__init__(_("You proposed this contract, so another person must decide on it."))


class ProviderKnown(PaymentRefusal):
    """A provider of the same name, or a contract of the same number, is there already."""

    def __init__(self, provider: Provider, number: str = "") -> None:
        words = {"name": provider.name, "number": number}
        super().__init__(
            _("%(name)s already has contract %(number)s.") % words
            if number
            else _("%(name)s is already among the providers.") % words
        )


class EarlierRunOut(PaymentRefusal):
    """Another month is with the providers and not reconciled."""

    def __init__(self, run: PaymentRun) -> None:
        super().__init__(
            _(
                "The payment of %(month)s is with the providers and not reconciled yet. Reconcile it first: "
                "what was not collected goes out with this month's files."
            )
            % {"month": format_month(run.month)}
        )


class WithoutContract(PaymentRefusal):
    """Some lines fall under no contract."""

    def __init__(self, count: int, places: Sequence[str]) -> None:
        self.count = count
        super().__init__(
            ngettext(
                "%(count)s line falls under no contract in force for the month: %(places)s. Enter the "
                "contract and have it confirmed.",
                "%(count)s lines fall under no contract in force for the month: %(places)s. Enter the "
                "contract and have it confirmed.",
                count,
            )
            % {"count": count, "places": "; ".join(places)}
        )


class CarriedWithoutContract(PaymentRefusal):
    """A provider holds money of earlier lists and has no contract any more to pay it."""

    def __init__(self, count: int, total: int) -> None:
        super().__init__(
            _(
                "%(count)s uncollected payments (%(total)s) of earlier lists are with a provider that has no "
                "contract for them any more."
            )
            % {"count": count, "total": vnd(total)}
        )


class PasswordWanted(PaymentRefusal):
    """A contract wants its file encrypted, and no password is given."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            _("Contract %(number)s wants an encrypted file: type a password.") % {"number": contract.number}
        )


class BankMissing(PaymentRefusal):
    """A transfer needs the bank of the account, and some accounts name none."""

    def __init__(self, codes: Sequence[str]) -> None:
        shown = ", ".join(codes[:NAMES_SHOWN]) + ("…" if len(codes) > NAMES_SHOWN else "")
        super().__init__(
            _(
                "No bank is recorded for the accounts of %(codes)s. Have them put right and begin a "
                "corrected version, or pay them under a contract with another kind of file."
            )
            % {"codes": shown}
        )


class FileRefused(PaymentRefusal):
    """The file is not what its schema wants."""

    def __init__(self, contract: Contract, place: str) -> None:
        super().__init__(
            _("The file for contract %(number)s does not keep to its schema: %(place)s.")
            % {"number": contract.number, "place": place}
        )


class NotBeingPaid(PaymentRefusal):
    """Answers and holds belong to a run that is with the providers."""

    def __init__(self, run: PaymentRun) -> None:
        super().__init__(
            _("The payment of %(month)s stands at “%(state)s”: this cannot be recorded now.")
            % {"month": format_month(run.month), "state": run.get_state_display()}
        )


class AnswerRefused(PaymentRefusal):
    """The answer cannot be read with certainty; nothing of it was taken."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(_("Nothing was taken in.") + " " + " ".join(problems))


class AnswerAlreadyTaken(PaymentRefusal):
    """The same bytes were taken before."""

    def __init__(self, earlier: ResultFile) -> None:
        super().__init__(
            _("Nothing was done: this file was already taken in at %(time)s as “%(name)s”.")
            % {"time": f"{timezone.localtime(earlier.uploaded_at):%H:%M %d/%m/%Y}", "name": earlier.name}
        )


class ResultRefused(PaymentRefusal):
    """What was typed about a payment does not fit it."""


class NothingNew(PaymentRefusal):
    """What was typed is already recorded."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was done: this is already recorded."))


class ReportIncomplete(PaymentRefusal):
    """Payments without any answer."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            ngettext(
                "Of %(count)s payment it is not known what became of it. Take in the provider's answer, or "
                "say why it counts as not paid.",
                "Of %(count)s payments it is not known what became of them. Take in the provider's answer, "
                "or say why they count as not paid.",
                count,
            )
            % {"count": count}
        )


class FindingsOpen(PaymentRefusal):
    """Rows of answers nobody has explained yet."""

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext(
                "%(count)s row of the answers fits no payment and is not settled.",
                "%(count)s rows of the answers fit no payment and are not settled.",
                count,
            )
            % {"count": count}
        )


class HoldsOpen(PaymentRefusal):
    """Payments to be held that are not held, or of which the provider was not told."""

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext(
                "%(count)s payment is to be held and the provider was not told.",
                "%(count)s payments are to be held and the provider was not told.",
                count,
            )
            % {"count": count}
        )


class NothingToHold(PaymentRefusal):
    """There is nothing to hold or to tell."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was done: there is no payment to hold or to tell the provider about."))


class HoldRefused(PaymentRefusal):
    """The payment is held already, already paid, or the hold was lifted."""


class DoesNotBalance(PaymentRefusal):
    """What came in is not what was paid, kept and given back."""

    def __init__(self, name: str, difference: int) -> None:
        super().__init__(
            _("%(name)s does not add up: %(difference)s đồng remain unexplained.")
            % {"name": name, "difference": difference}
        )


class CarriedAlready(PaymentRefusal):
    """What was carried over is already in a later file."""

    def __init__(self) -> None:
        super().__init__(
            _("What was not collected is already in the next month's files, so the report stays as it is.")
        )


class LaterRunThere(PaymentRefusal):
    """A later month exists: corrections go there."""

    def __init__(self, latest: PaymentRun) -> None:
        super().__init__(
            _("%(month)s is already begun, so what is wrong is put right there as arrears or recovery.")
            % {"month": format_month(latest.month)}
        )
