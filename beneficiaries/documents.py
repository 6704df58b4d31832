"""The list of people as a workbook."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources

from beneficiaries.ethnicity import ethnicity_name
from beneficiaries.models import Person
from beneficiaries.names import proper_case
from policy.labels import group_label

# A text beginning with one of these would be taken for a formula.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class PersonResource(resources.ModelResource):  # type: ignore[misc]  # the library has no types
    """One row a person, in the order of the list on screen."""

    code = fields.Field(attribute="code", column_name=_("Person code"))
    name = fields.Field(column_name=_("Full name"))
    born = fields.Field(column_name=_("Date of birth"))
    sex = fields.Field(attribute="get_sex_display", column_name=_("Sex"))
    id_number = fields.Field(attribute="id_number", column_name=_("Personal identification number"))
    ethnicity = fields.Field(column_name=_("Ethnic group"))
    office = fields.Field(attribute="office__name", column_name=_("Commune"))
    hamlet = fields.Field(attribute="hamlet", column_name=_("Hamlet"))
    groups = fields.Field(column_name=_("Group"))
    died_on = fields.Field(column_name=_("Died on"))

    class Meta:
        model = Person
        fields = (
            "code",
            "name",
            "born",
            "sex",
            "id_number",
            "ethnicity",
            "office",
            "hamlet",
            "groups",
            "died_on",
        )

    def workbook(self, persons: QuerySet[Person]) -> bytes:
        """The people as an Excel workbook; numbers and codes stay text."""
        content: bytes = self.export(queryset=persons).export("xlsx")
        return content

    def dehydrate_name(self, person: Person) -> str:
        return proper_case(person.name)

    def dehydrate_born(self, person: Person) -> str:
        return str(person.born or "")

    def dehydrate_ethnicity(self, person: Person) -> str:
        return ethnicity_name(person.ethnicity)

    def dehydrate_groups(self, person: Person) -> str:
        running = [row for row in person.entitlements.all() if row.end_month is None]
        return "; ".join(group_label(row.group_id) for row in running)

    def dehydrate_died_on(self, person: Person) -> str:
        return f"{person.died_on:%d/%m/%Y}" if person.died_on else ""

    def export_field(self, field: fields.Field, instance: Person, **kwargs: Any) -> Any:
        value = super().export_field(field, instance, **kwargs)
        return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_SIGNS) else value
