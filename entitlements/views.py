"""Pages of workbooks and mass reviews: load in scope, one action, message, redirect."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from entitlements.queries import (
    held_rows,
    imports_in_scope,
    imports_listed,
    lines_listed,
    reviews_in_scope,
    reviews_listed,
    rows_in_scope,
    rows_of,
)
from entitlements.steps import BY_SLUG, REVIEW_BY_SLUG, steps_for
from offices.access import ActorRequest, requires
from offices.roles import Permission

PAGE_SIZE = 50
ROWS_ON_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


@require_safe
@requires(Permission.REVIEW_VIEW)
def review_list(request: ActorRequest) -> HttpResponse:
    """Mass reviews in scope, the newest change first."""
    page = Paginator(reviews_listed(request.actor), ROWS_ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "entitlements/review_list.html", presenters.review_list_page(page, request.actor))


@requires(Permission.REVIEW_PREPARE)
def review_new(request: ActorRequest) -> HttpResponse:
    """Prepares the review of a commune, or of every commune of the province."""
    form = forms.ReviewForm(request.POST or None, actor=request.actor, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            reviews = actions.prepare_reviews(
                offices=form.offices(), terms=form.cleaned_data["terms"], by=request.actor, at=timezone.now()
            )
        except actions.ReviewRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, presenters.prepared_words(reviews))
            return redirect("review_detail", reviews[0].pk) if len(reviews) == 1 else redirect("review_list")
    return render(request, "entitlements/review_new.html", {"form": form})


@require_safe
@requires(Permission.REVIEW_VIEW)
def review_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A review: totals, every line from and to with its reason, what may be done now."""
    review = get_object_or_404(reviews_in_scope(request.actor), pk=pk)
    form = forms.ReviewFilterForm(request.GET, review=review)
    page = Paginator(lines_listed(review, **form.chosen()), ROWS_ON_PAGE).get_page(request.GET.get("page"))
    context = presenters.review_page(review, page, request.actor, seal=request.GET.get("seal", ""))
    return render(request, "entitlements/review_detail.html", context | {"form": form})


@requires(Permission.REVIEW_VIEW)
def review_step(request: ActorRequest, pk: int, slug: str) -> HttpResponse:
    """Takes one step of the table in steps.py."""
    review = get_object_or_404(reviews_in_scope(request.actor), pk=pk)
    if (step := REVIEW_BY_SLUG.get(slug)) is None:
        raise Http404
    if not step.allows(request.actor):
        raise PermissionDenied
    form = step.form(request.POST or None, initial={"version": review.version})
    if request.method == "POST" and form.is_valid():
        try:
            step.action(review=review, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except actions.ReviewRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(step.done))
        return redirect("review_detail", review.pk)
    page = presenters.review_step_page(review, step, form, request.actor)
    return render(request, "entitlements/review_step.html", page)


@require_safe
@requires(Permission.REVIEW_VIEW)
def review_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    """The list decision with its annex; the printing is recorded."""
    review = get_object_or_404(reviews_in_scope(request.actor), pk=pk)
    content = actions.print_review(review=review, by=request.actor)
    return _file(content, "application/pdf", f"ra-soat-{review.office.code}-{review.pk}.pdf", "inline")


@require_safe
@requires(Permission.REVIEW_VIEW)
def review_xlsx(request: ActorRequest, pk: int) -> HttpResponse:
    """The lines as a workbook; the export is recorded."""
    review = get_object_or_404(reviews_in_scope(request.actor), pk=pk)
    content = actions.export_review(review=review, by=request.actor)
    return _file(content, XLSX, f"ra-soat-{review.office.code}-{review.pk}.xlsx", "attachment")


def _file(content: bytes, kind: str, name: str, disposition: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'{disposition}; filename="{name}"', "Cache-Control": "no-store"},
    )
