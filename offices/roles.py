"""Who may do what: each role lists its permissions literally."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    PERSON_VIEW = "person.view"
    PERSON_EDIT = "person.edit"
    HEALTH_VIEW = "health.view"  # HIV confirmation: a restricted field
    ACCOUNT_CONFIRM = "account.confirm"  # the second person of a change of how somebody is paid
    CASELOAD_IMPORT = "caseload.import"
    CASE_VIEW = "case.view"
    CASE_REGISTER = "case.register"
    CASE_APPRAISE = "case.appraise"
    CASE_APPROVE = "case.approve"
    CASE_SIGN = "case.sign"
    PAYMENT_VIEW = "payment.view"
    PAYMENT_BUILD = "payment.build"
    PAYMENT_APPROVE = "payment.approve"
    REVIEW_VIEW = "review.view"
    REVIEW_PREPARE = "review.prepare"
    REVIEW_SUBMIT = "review.submit"
    REVIEW_SIGN = "review.sign"
    AUDIT_VIEW = "audit.view"
    OFFICE_MANAGE = "office.manage"
    LAW_MANAGE = "law.manage"
    # Child protection: each opens only the cases its holder has a key to.
    PROTECTION_WORK = "protection.work"
    PROTECTION_SUPERVISE = "protection.supervise"
    PROTECTION_DECIDE = "protection.decide"


@dataclass(frozen=True)
class Role:
    code: str
    label: str | Promise
    permissions: frozenset[Permission]


P = Permission

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "commune_officer",
            _("Commune officer"),
            frozenset(
                {
                    P.PERSON_VIEW,
                    P.PERSON_EDIT,
                    P.HEALTH_VIEW,
                    P.CASELOAD_IMPORT,
                    P.CASE_VIEW,
                    P.CASE_REGISTER,
                    P.PAYMENT_VIEW,
                    P.REVIEW_VIEW,
                    P.REVIEW_PREPARE,
                    P.AUDIT_VIEW,
                }
            ),
        ),
        Role(
            "department_appraiser",
            _("Department appraiser"),
            frozenset(
                {
                    P.PERSON_VIEW,
                    P.HEALTH_VIEW,
                    P.CASE_VIEW,
                    P.CASE_APPRAISE,
                    P.PAYMENT_VIEW,
                    P.REVIEW_VIEW,
                    P.AUDIT_VIEW,
                }
            ),
        ),
        Role(
            "department_approver",
            _("Department approver"),
            frozenset(
                {
                    P.PERSON_VIEW,
                    P.HEALTH_VIEW,
                    P.ACCOUNT_CONFIRM,
                    P.CASE_VIEW,
                    P.CASE_APPROVE,
                    P.PAYMENT_VIEW,
                    P.REVIEW_VIEW,
                    P.REVIEW_SUBMIT,
                    P.AUDIT_VIEW,
                }
            ),
        ),
        Role(
            "commune_chair",
            _("Commune chair"),
            frozenset(
                {
                    P.PERSON_VIEW,
                    P.HEALTH_VIEW,
                    P.ACCOUNT_CONFIRM,
                    P.CASE_VIEW,
                    P.CASE_SIGN,
                    P.PAYMENT_VIEW,
                    P.REVIEW_VIEW,
                    P.REVIEW_SIGN,
                    P.AUDIT_VIEW,
                    P.PROTECTION_DECIDE,
                }
            ),
        ),
        Role(
            "payment_accountant",
            _("Payment accountant"),
            frozenset({P.PERSON_VIEW, P.PAYMENT_VIEW, P.PAYMENT_BUILD, P.REVIEW_VIEW, P.AUDIT_VIEW}),
        ),
        Role(
            "payment_approver",
            _("Payment approver"),
            frozenset({P.PERSON_VIEW, P.PAYMENT_VIEW, P.PAYMENT_APPROVE, P.REVIEW_VIEW, P.AUDIT_VIEW}),
        ),
        Role(
            "child_protection_officer",
            _("Child-protection officer"),
            frozenset({P.PERSON_VIEW, P.PROTECTION_WORK}),
        ),
        Role(
            "child_protection_supervisor",
            _("Child-protection supervisor"),
            frozenset({P.PROTECTION_SUPERVISE}),
        ),
        Role(
            "inspector",
            _("Inspector"),
            frozenset({P.PERSON_VIEW, P.CASE_VIEW, P.PAYMENT_VIEW, P.REVIEW_VIEW, P.AUDIT_VIEW}),
        ),
        Role(
            "administrator",
            _("Administrator"),
            frozenset(
                {
                    P.OFFICE_MANAGE,
                    P.LAW_MANAGE,
                    P.CASELOAD_IMPORT,
                    P.REVIEW_VIEW,
                    P.REVIEW_PREPARE,
                    P.AUDIT_VIEW,
                }
            ),
        ),
    )
}

ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values()]
# Roles that decide and sign; the others are filled, not delegated.
DELEGABLE = ("commune_chair", "department_approver", "payment_approver")
