"""Pages of people: load in scope, one action, message, redirect."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beneficiaries import actions, forms, presenters
from beneficiaries.models import Household, Person, Relation
from beneficiaries.queries import (
    account_changes_in_scope,
    accounts_in_scope,
    findings_in_scope,
    listed,
    person_rows,
)
from offices import scope
from offices.access import ActorRequest, requires, requires_any
from offices.models import Office
from offices.roles import Permission

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.PERSON_VIEW)
def person_list(request: ActorRequest) -> HttpResponse:
    """People in scope, in Vietnamese order: by name or number, hamlet, group, finding."""
    form = forms.PersonFilterForm(request.GET, actor=request.actor)
    page = Paginator(listed(request.actor, **_filters(form)), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "beneficiaries/list.html",
        {
            "form": form,
            "page": page,
            "rows": [presenters.person_row(person) for person in page],
            "may_edit": request.actor.may(Permission.PERSON_EDIT),
            "may_confirm_accounts": request.actor.may(Permission.ACCOUNT_CONFIRM),
            "query": request.GET.urlencode(),
        },
    )


@require_safe
@requires(Permission.PERSON_VIEW)
def person_export(request: ActorRequest) -> HttpResponse:
    """The list as filtered, as an Excel workbook; the export is recorded."""
    form = forms.PersonFilterForm(request.GET, actor=request.actor)
    content = actions.export_persons(persons=listed(request.actor, **_filters(form)), by=request.actor)
    name = f"nguoi-huong-{timezone.localdate():%Y%m%d}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@requires(Permission.PERSON_EDIT)
def person_new(request: ActorRequest) -> HttpResponse:
    """Registers a person, once people like them have been looked at."""
    form = forms.PersonForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        office = get_object_or_404(Office, pk=request.actor.office_id)
        person = actions.register_person(office=office, data=form.to_data(), by=request.actor)
        messages.success(
            request, _("%(name)s is registered as %(code)s.") % {"name": person.name, "code": person.code}
        )
        return redirect("person_detail", person.pk)
    return render(
        request,
        "beneficiaries/person_form.html",
        {"form": form, "similar": form.similar, "title": _("Register a person")},
    )


@requires(Permission.PERSON_EDIT)
def person_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Corrects a person's details."""
    person = _person(request, pk)
    form = forms.PersonForm(request.POST or None, actor=request.actor, person=person)
    context = {"form": form, "person": person, "title": _("Correct the details")}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.update_person(person=person, data=form.to_data(), version=version, by=request.actor)
        except actions.DeathBeforeBirth:
            form.add_error("born", _("A person cannot have died before being born."))
        except actions.StaleDetails as stale:
            context |= presenters.stale_details(form, stale.person)
        else:
            return _done(request, person, _("The details are saved."))
    return render(request, "beneficiaries/person_form.html", context | {"similar": form.similar})


@requires(Permission.PERSON_EDIT)
def person_facts(request: ActorRequest, pk: int) -> HttpResponse:
    """Records the facts monthly assistance turns on, with their papers."""
    person = _person(request, pk)
    today = timezone.localdate()
    page = presenters.facts_page(person, request.actor, today, asked=request.GET)
    form = presenters.facts_form(page, request.POST or None, actor=request.actor)
    context = {"form": form, "person": person, "chooser": page.chooser}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.record_facts(person=person, facts=form.to_facts(), version=version, by=request.actor)
        except actions.StaleFacts as stale:
            context |= presenters.stale_facts(form, stale)
        else:
            return _done(request, person, _("The facts are saved."))
    return render(request, "beneficiaries/facts.html", context)


@requires(Permission.PERSON_EDIT)
def poverty_year(request: ActorRequest) -> HttpResponse:
    """Records the poverty status of many households in a year, a hamlet at a time."""
    page = presenters.poverty_page(request.actor, request.GET, request.POST, timezone.localdate())
    form = forms.PovertyYearForm(request.POST or None, households=page["households"], year=page["year"])
    if request.method == "POST" and form.is_valid():
        told = {"year": page["year"], "recognised_on": form.cleaned_data["recognised_on"]}
        try:
            count = actions.record_poverty_year(results=form.results(), by=request.actor, **told)
        except actions.StaleYear as stale:
            form.show_stale(stale.standing)
        else:
            messages.success(request, presenters.poverty_saved(count, page["year"]))
            return redirect(request.get_full_path())
    rows = presenters.poverty_rows(form, page["year"])
    return render(request, "beneficiaries/poverty_year.html", page | {"form": form, "rows": rows})


@requires(Permission.PERSON_EDIT)
def person_account(request: ActorRequest, pk: int) -> HttpResponse:
    """Sets how the person is paid."""
    person = _person(request, pk)
    account = person.payee_accounts.in_use(timezone.localdate()).first()
    initial = (
        {name: getattr(account, name) for name in ("method", "bank", "account_number", "owner_name")}
        if account
        else {}
    )
    form = forms.AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.set_payee_account(person=person, by=request.actor, **form.cleaned_data)
        except actions.AccountRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, person, presenters.account_saved(account))
    return _form_page(request, person, form, _("How the person is paid"))


@require_safe
@requires(Permission.ACCOUNT_CONFIRM)
def account_changes(request: ActorRequest) -> HttpResponse:
    """Changes of how people are paid that wait for a second person."""
    page = Paginator(account_changes_in_scope(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "beneficiaries/account_changes.html", {"page": page})


@require_POST
@requires(Permission.ACCOUNT_CONFIRM)
def account_confirm(request: ActorRequest, pk: int, account_pk: int) -> HttpResponse:
    """Confirms a change of how the person is paid."""
    account = get_object_or_404(accounts_in_scope(request.actor), pk=account_pk, person_id=pk)
    try:
        account = actions.confirm_account(account=account, by=request.actor)
    except actions.AccountRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("person_detail", pk)
    return _done(request, account.person, presenters.account_saved(account))


@requires_any(Permission.ACCOUNT_CONFIRM, Permission.PERSON_EDIT)
def account_decline(request: ActorRequest, pk: int, account_pk: int) -> HttpResponse:
    """Declines a change of how the person is paid, or withdraws one's own."""
    account = get_object_or_404(accounts_in_scope(request.actor), pk=account_pk, person_id=pk)
    form = forms.AccountReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_account(account=account, by=request.actor, **form.cleaned_data)
        except actions.AccountRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("person_detail", pk)
        return _done(request, account.person, _("The change is declined; the person is paid as before."))
    return _form_page(request, account.person, form, _("Decline the change"))


@requires(Permission.PERSON_EDIT)
def person_collector(request: ActorRequest, pk: int) -> HttpResponse:
    """Sets who collects on behalf of the person."""
    person = _person(request, pk)
    form = forms.CollectorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_collector(person=person, by=request.actor, **form.cleaned_data)
        return _done(request, person, _("The collector is saved."))
    return _form_page(request, person, form, _("Who collects on behalf"))


@requires(Permission.PERSON_EDIT)
def person_household(request: ActorRequest, pk: int) -> HttpResponse:
    """Puts the person into a household."""
    person = _person(request, pk)
    initial = {
        "code": person.household.code if person.household else "",
        "relation": person.household_relation,
    }
    form = forms.HouseholdForm(request.POST or None, initial=initial, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        actions.set_household(
            person=person, household=form.household, relation=form.cleaned_data["relation"], by=request.actor
        )
        return _done(request, person, _("The household is saved."))
    return _form_page(request, person, form, _("Household"))


@requires(Permission.PERSON_EDIT)
def person_poverty(request: ActorRequest, pk: int) -> HttpResponse:
    """Records the poverty status of the person's household in a year."""
    person = _person(request, pk)
    household = get_object_or_404(Household, pk=person.household_id)
    form = forms.PovertyForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        actions.record_poverty(household=household, by=request.actor, **form.cleaned_data)
        return _done(request, person, _("The poverty status is saved."))
    return _form_page(request, person, form, _("Poverty status of the household"))


@requires(Permission.PERSON_EDIT)
def finding_settle(request: ActorRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Settles a finding with a reason."""
    person = _person(request, pk)
    finding = get_object_or_404(findings_in_scope(request.actor), pk=finding_pk, person=person)
    form = forms.SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_finding(
                finding=finding, settlement=form.cleaned_data["settlement"], by=request.actor
            )
        except actions.FindingSettled:
            messages.warning(request, _("Someone has already settled this finding."))
            return redirect("person_detail", person.pk)
        return _done(request, person, _("The finding is settled."))
    line = presenters.finding_line(finding, health=request.actor.may(Permission.HEALTH_VIEW))
    return _form_page(request, person, form, line.text, hint=line.detail)


@requires(Permission.PERSON_EDIT)
def relation_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Adds a relation to another person on record."""
    person = _person(request, pk)
    initial = {"other": request.GET.get("other", "")}
    form = forms.RelationForm(request.POST or None, actor=request.actor, person=person, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_relation(person=person, by=request.actor, **form.cleaned_data)
        except actions.RelationKnown:
            form.add_error("other", _("This relation is already recorded."))
        else:
            return _done(request, person, _("The relation is saved."))
    return _form_page(request, person, form, _("Add a relation"))


@requires(Permission.PERSON_EDIT)
def relation_end(request: ActorRequest, pk: int, relation_pk: int) -> HttpResponse:
    """Ends a relation with its last day."""
    person = _person(request, pk)
    rows = scope.relations(Relation.objects.select_related("other"), request.actor)
    relation = get_object_or_404(rows, pk=relation_pk, person=person, valid_to=None)
    form = forms.EndRelationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_relation(relation=relation, by=request.actor, **form.cleaned_data)
        except actions.RelationKnown:
            form.add_error("valid_to", _("The last day lies before the first."))
        else:
            return _done(request, person, _("The relation is ended."))
    hint = f"{relation.get_kind_display()}: {relation.other.shown_name}"
    return _form_page(request, person, form, _("End the relation"), hint=hint)


def _person(request: ActorRequest, pk: int) -> Person:
    """A person in scope (else 404) whom the actor's own office may change (else 403)."""
    person = get_object_or_404(person_rows(request.actor).select_related("household"), pk=pk)
    if person.office_id != request.actor.office_id:
        raise PermissionDenied
    return person


def _done(request: HttpRequest, person: Person, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("person_detail", person.pk)


def _form_page(
    request: HttpRequest, person: Person, form: object, title: str, hint: str = ""
) -> HttpResponse:
    context = {"form": form, "person": person, "title": title, "hint": hint}
    return render(request, "beneficiaries/form.html", context)


def _filters(form: forms.PersonFilterForm) -> dict[str, Any]:
    """The filters as typed; one that is not offered shows everyone."""
    form.is_valid()
    chosen = form.cleaned_data
    return {
        "text": chosen.get("q", ""),
        "hamlet": chosen.get("hamlet", ""),
        "group": chosen.get("group", ""),
        "finding": chosen.get("finding", ""),
    }
