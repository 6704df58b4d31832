"""Who acts: a person in one role and office, or a named system job."""

from __future__ import annotations

from dataclasses import dataclass

from offices.enums import OfficeKind
from offices.roles import Permission


class NotPermitted(Exception):
    """The actor's role or office does not allow this."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A user under one dated assignment. `user_id` is None for a system job."""

    user_id: int | None
    name: str
    role: str
    role_label: str
    office_id: int | None
    office_code: str
    office_name: str
    office_kind: str
    permissions: frozenset[Permission]
    assignment_id: int | None = None
    # A deputy: for whom they act, in what power (KT., TL., TUQ.) and with which title they sign.
    on_behalf_of_id: int | None = None
    on_behalf_of: str = ""
    power: str = ""
    title: str = ""

    @property
    def hands(self) -> frozenset[int]:
        """Whose hands act: the person's own, and those of whom they act for."""
        return frozenset(pk for pk in (self.user_id, self.on_behalf_of_id) if pk is not None)

    def may(self, permission: Permission) -> bool:
        """Whether the role holds the permission."""
        return permission in self.permissions

    def require(self, permission: Permission, *, office_id: int | None = None) -> None:
        """Raise NotPermitted unless the role holds the permission and the office is the actor's own.

        A province office may act only where `office_id` is not given or is its own: seeing a
        commune's records does not mean deciding them.
        """
        if permission not in self.permissions:
            raise NotPermitted(permission)
        if office_id is not None and office_id != self.office_id:
            raise NotPermitted(permission)

    @property
    def is_province(self) -> bool:
        return self.office_kind == OfficeKind.PROVINCE


def system_job(name: str) -> Actor:
    """The actor of a background job or set-up command: holds no permission."""
    return Actor(None, name, "system", name, None, "", "", "", frozenset())
