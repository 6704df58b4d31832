"""Pages of caseload workbooks: load in scope, one action, message, redirect."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from beneficiaries.caseload.rows import WorkbookNotUnderstood
from beneficiaries.caseload.words import problem_sentence
from entitlements import actions, forms, presenters
from entitlements.enums import ImportState, RowOutcome
from entitlements.queries import held_rows, imports_in_scope, imports_listed, rows_in_scope, rows_of
from entitlements.steps import BY_SLUG, steps_for
from offices.access import ActorRequest, requires
from offices.roles import Permission

PAGE_SIZE = 50
ROWS_ON_PAGE = 100


@require_safe
@requires(Permission.CASELOAD_IMPORT)
def import_list(request: ActorRequest) -> HttpResponse:
    """Workbooks uploaded by the actor's office."""
    page = Paginator(imports_listed(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request, "entitlements/import_list.html", {"page": page, "held": held_rows(request.actor).count()}
    )


@requires(Permission.CASELOAD_IMPORT)
def import_new(request: ActorRequest) -> HttpResponse:
    """Uploads a workbook for preview."""
    form = forms.UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        file, office = form.cleaned_data["file"], form.cleaned_data.get("office")
        try:
            caseload_import = actions.preview_caseload(
                file_name=file.name,
                content=file.read(),
                paid_through=form.cleaned_data["paid_through"],
                office=office,
                commune_from_sheet=office is None and request.actor.is_province,
                by=request.actor,
                today=timezone.localdate(),
            )
        except WorkbookNotUnderstood as refusal:
            for problem in refusal.problems:
                form.add_error("file", problem_sentence(problem))
        except (actions.PaidThroughTooEarly, actions.PaidThroughTooLate) as refusal:
            form.add_error("paid_through", str(refusal))
        except actions.ImportRefusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import_detail", caseload_import.pk)
    return render(request, "entitlements/import_new.html", {"form": form})


@require_safe
@requires(Permission.CASELOAD_IMPORT)
def import_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A workbook: every row, what happens to it and why; the button to take it over."""
    caseload_import = get_object_or_404(imports_in_scope(request.actor), pk=pk)
    form = forms.RowFilterForm(request.GET, caseload_import=caseload_import)
    page = Paginator(rows_of(caseload_import, **form.chosen()), ROWS_ON_PAGE).get_page(
        request.GET.get("page")
    )
    own = caseload_import.office_id == request.actor.office_id
    context = {
        "caseload": caseload_import,
        "summary": presenters.import_summary(caseload_import),
        "form": form,
        "page": page,
        "rows": [presenters.row_line(row, request.actor) for row in page],
        "may_confirm": own and caseload_import.state == ImportState.PREVIEWED,
        "may_open": request.actor.may(Permission.PERSON_VIEW),
        "history": presenters.import_history(caseload_import, request.actor),
    }
    return render(request, "entitlements/import_detail.html", context)


@requires(Permission.CASELOAD_IMPORT)
def import_confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """Asks, then takes the workbook over."""
    caseload_import = get_object_or_404(imports_in_scope(request.actor), pk=pk)
    if request.method == "POST":
        try:
            actions.confirm_caseload(caseload_import=caseload_import, by=request.actor)
        except actions.ImportRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The workbook is taken over."))
        return redirect("import_detail", pk)
    summary = presenters.import_summary(caseload_import)
    return render(
        request, "entitlements/import_confirm.html", {"caseload": caseload_import, "summary": summary}
    )


@require_POST
@requires(Permission.CASELOAD_IMPORT)
def import_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    """Discards a workbook that was only previewed."""
    caseload_import = get_object_or_404(imports_in_scope(request.actor), pk=pk)
    try:
        actions.cancel_caseload(caseload_import=caseload_import, by=request.actor)
    except actions.ImportRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The workbook is discarded. Nothing was registered."))
    return redirect("import_list")


@require_safe
@requires(Permission.CASELOAD_IMPORT)
def import_held(request: ActorRequest) -> HttpResponse:
    """Rows held back that wait for the actor's office."""
    page = Paginator(held_rows(request.actor), ROWS_ON_PAGE).get_page(request.GET.get("page"))
    rows = [(row.caseload_import, presenters.row_line(row, request.actor)) for row in page]
    return render(request, "entitlements/import_held.html", {"page": page, "rows": rows})


@require_safe
@requires(Permission.CASELOAD_IMPORT)
def import_row(request: ActorRequest, pk: int, row_pk: int) -> HttpResponse:
    """One row as typed and as read, and the decisions open for it."""
    row = get_object_or_404(rows_in_scope(request.actor), caseload_import_id=pk, pk=row_pk)
    return render(request, "entitlements/import_row.html", presenters.row_page(row, request.actor))


@require_POST
@requires(Permission.CASELOAD_IMPORT)
def import_row_step(request: ActorRequest, pk: int, row_pk: int, slug: str) -> HttpResponse:
    """Takes one decision of the table in steps.py about a row held back."""
    row = get_object_or_404(rows_in_scope(request.actor), caseload_import_id=pk, pk=row_pk)
    if (step := BY_SLUG.get(slug)) is None:
        raise Http404
    if row.outcome != RowOutcome.HELD or step not in steps_for(row):
        messages.error(request, str(actions.RowResolved()))
        return redirect("import_row", pk, row_pk)
    form = step.form(request.POST, row=row, actor=request.actor, prefix=step.slug)
    if not form.is_valid():
        page = presenters.row_page(row, request.actor, bound=form)
        return render(request, "entitlements/import_row.html", page)
    try:
        row = step.action(row=row, by=request.actor, **form.cleaned_data)
    except (actions.ImportRefusal, actions.EntitlementRefusal) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Recorded. The row is now: %(outcome)s.") % {"outcome": RowOutcome(row.outcome).label}
        )
    return redirect("import_row", pk, row_pk)
