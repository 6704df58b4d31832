"""Words of a case that differ with what it asks for, and with who asks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseKind, Proposal, State
from cases.models import Case

K = CaseKind

# Step by step: the words on the button, the words after it.
_OF_KIND: dict[tuple[str, str], tuple[Promise, Promise]] = {
    (K.ADJUST, "propose-grant"): (
        _("Propose the adjustment"), _("The proposed adjustment waits for approval."),
    ),
    (K.STOP, "propose-grant"): (_("Propose to stop"), _("The proposed stop waits for approval.")),
    (K.SUSPEND, "propose-grant"): (
        _("Propose the suspension"), _("The proposed suspension waits for approval."),
    ),
    (K.RESUME, "propose-grant"): (
        _("Propose the resumption"), _("The proposed resumption waits for approval."),
    ),
    (K.ADJUST, "sign"): (
        _("Sign the adjustment"), _("The adjustment is signed; the decision can be printed."),
    ),
    (K.STOP, "sign"): (_("Sign the stop"), _("The stop is signed; the decision can be printed.")),
    (K.SUSPEND, "sign"): (
        _("Sign the suspension"), _("The suspension is signed; the decision can be printed."),
    ),
    (K.RESUME, "sign"): (
        _("Sign the resumption"), _("The resumption is signed; the decision can be printed."),
    ),
}  # fmt: skip
# Where the office itself began the change, nobody is asked or answered.
_OWN: dict[str, tuple[Promise, Promise]] = {
    "receive": (_("Take up the change"), _("The change is taken up; the time limit runs.")),
    "resume": (
        _("Take up the change again"),
        _("The change is taken up again; the time limit starts anew."),
    ),
    "propose-refusal": (
        _("Propose to change nothing"),
        _("The proposal to change nothing waits for approval."),
    ),
    "return": (_("Return for more facts"), _("The change is returned for more facts.")),
    "refuse": (_("Decide to change nothing"), _("It is decided to change nothing.")),
    "withdraw": (_("Give up the change"), _("The change is given up.")),
}
_HISTORY: dict[tuple[str, str], Promise] = {
    (K.ADJUST, "case.change_opened"): _("Opened an adjustment"),
    (K.STOP, "case.change_opened"): _("Opened a stop"),
    (K.SUSPEND, "case.change_opened"): _("Opened a suspension"),
    (K.RESUME, "case.change_opened"): _("Opened a resumption"),
    (K.ADJUST, "case.signed"): _("Signed the decision to adjust"),
    (K.STOP, "case.signed"): _("Signed the decision to stop"),
    (K.SUSPEND, "case.signed"): _("Signed the decision to suspend"),
    (K.RESUME, "case.signed"): _("Signed the decision on the resumption"),
}
_OWN_HISTORY: dict[str, Promise] = {
    "case.received": _("Took up the change"),
    "case.resumed": _("Took up the change again"),
    "case.returned": _("Returned the change for more facts"),
    "case.refused": _("Decided to change nothing"),
    "case.withdrawn": _("Gave up the change"),
}
_OWN_STATES: dict[str, Promise] = {
    State.RECEIVED: _("Taken up"),
    State.RETURNED: _("Returned for more facts"),
    State.REFUSED: _("Nothing changed"),
    State.WITHDRAWN: _("Given up"),
}
_PROPOSALS: dict[tuple[str, str], Promise] = {
    (K.ADJUST, Proposal.GRANT): _("Adjust the allowance"),
    (K.STOP, Proposal.GRANT): _("Stop the allowance"),
    (K.SUSPEND, Proposal.GRANT): _("Suspend the allowance"),
    (K.RESUME, Proposal.GRANT): _("Resume the allowance"),
}


def step_words(case: Case, slug: str) -> tuple[Promise, Promise] | None:
    """What is on the button of a step and what is said after it; None where every case has the same words."""
    own = None if case.asked else _OWN.get(slug)
    return own or _OF_KIND.get((case.kind, slug))


def state_words(case: Case) -> str:
    """Where a case stands."""
    state = State(case.state)
    return str(state.label if case.asked else _OWN_STATES.get(state, state.label))


def history_words(case: Case, event: str, otherwise: str | Promise) -> str | Promise:
    """What an entry of the trail says."""
    words = _HISTORY.get((case.kind, event), otherwise)
    return words if case.asked else _OWN_HISTORY.get(event, words)


def proposal_words(case: Case) -> str:
    """What the department proposes; "" before it does."""
    if not case.proposal:
        return ""
    proposal = Proposal(case.proposal)
    if not case.asked and proposal == Proposal.REFUSE:
        return str(_("Change nothing"))
    return str(_PROPOSALS.get((case.kind, proposal), proposal.label))
