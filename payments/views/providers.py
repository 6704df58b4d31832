"""Pages of providers, contracts, files, answers and single payments: in scope, one action, redirect."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from offices.access import ActorRequest, requires
from offices.models import Office
from offices.roles import Permission
from payments import actions, forms
from payments.models import ProviderFile
from payments.presenters import providers as presenters
from payments.queries.providers import (
    contracts_in_scope,
    files_in_scope,
    findings_in_scope,
    holds_in_scope,
    instructions_in_scope,
    instructions_listed,
    notices_in_scope,
    providers_in_scope,
)
from payments.steps import CONTRACT_BY_SLUG, contract_steps_open_to
from payments.views.downloads import KINDS, PDF, XLSX, download

PAGE_SIZE = 100


@require_safe
@requires(Permission.PAYMENT_VIEW)
def provider_list(request: ActorRequest) -> HttpResponse:
    """Providers of the province with their contracts."""
    contracts = contracts_in_scope(request.actor).order_by("provider__name", "-valid_from")
    context = {
        "providers": providers_in_scope(request.actor),
        "rows": [presenters.contract_row(contract) for contract in contracts],
        "may_add": request.actor.is_province and request.actor.may(Permission.PAYMENT_BUILD),
    }
    return render(request, "payments/provider_list.html", context)


@requires(Permission.PAYMENT_BUILD)
def provider_new(request: ActorRequest) -> HttpResponse:
    """Adds a provider."""
    form = forms.ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        office = get_object_or_404(Office, pk=request.actor.office_id)
        try:
            provider = actions.add_provider(office=office, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The provider is added. Enter its contract."))
            return redirect("contract_new", provider.pk)
    return _form(request, form, _("Add a provider"), "provider_list", _("Providers and contracts"))


@requires(Permission.PAYMENT_BUILD)
def contract_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Proposes a contract of a provider."""
    provider = get_object_or_404(providers_in_scope(request.actor), pk=pk)
    form = forms.ContractForm(request.POST or None, province=provider.office)
    if request.method == "POST" and form.is_valid():
        try:
            contract = actions.propose_contract(provider=provider, terms=form.to_terms(), by=request.actor)
        except actions.PaymentRefusal as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("The contract waits for the payment approver to confirm it."))
            return redirect("contract_detail", contract.pk)
    title = _("Contract with %(name)s") % {"name": provider.name}
    return _form(request, form, title, "provider_list", _("Providers and contracts"))


@require_safe
@requires(Permission.PAYMENT_VIEW)
def contract_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """The terms of a contract and what may be decided about it."""
    contract = get_object_or_404(contracts_in_scope(request.actor), pk=pk)
    return render(request, "payments/contract.html", presenters.contract_page(contract, request.actor))


@requires(Permission.PAYMENT_VIEW)
def contract_step(request: ActorRequest, pk: int, slug: str) -> HttpResponse:
    """Takes one decision of the table in steps.py."""
    contract = get_object_or_404(contracts_in_scope(request.actor), pk=pk)
    step = CONTRACT_BY_SLUG.get(slug)
    if step is None:
        raise Http404
    if not request.actor.may(Permission.PAYMENT_APPROVE):
        raise PermissionDenied
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            step.action(contract=contract, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(step.done))
        return redirect("contract_detail", contract.pk)
    context = {"step": step, "form": form, "contract": contract}
    context["open"] = step in contract_steps_open_to(contract, request.actor)
    return render(request, "payments/contract_step.html", context)


# Files


@require_safe
@requires(Permission.PAYMENT_VIEW)
def file_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """What was handed to a provider and what came back."""
    file = get_object_or_404(files_in_scope(request.actor), pk=pk)
    form = forms.InstructionFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = instructions_listed(file, request.actor, text=chosen.get("q", ""), state=chosen.get("state", ""))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = presenters.file_page(file, page, request.actor) | {"form": form, "page": page}
    return render(request, "payments/file.html", context)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def file_download(request: ActorRequest, pk: int) -> HttpResponse:
    """The file byte for byte as handed over; the download is recorded."""
    file = _file(request, pk)
    content = actions.download_file(file=file, by=request.actor)
    return download(content, KINDS[file.name.rpartition(".")[2]], file.name)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def file_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """The sheet the provider answers on; the export is recorded."""
    file = _file(request, pk)
    content = actions.export_answer_sheet(file=file, by=request.actor)
    return download(content, XLSX, f"{file.name.rpartition('.')[0]}-ket-qua.xlsx")


@require_safe
@requires(Permission.PAYMENT_VIEW)
def file_minutes(request: ActorRequest, pk: int) -> HttpResponse:
    """The minutes of the hand-over; the printing is recorded."""
    file = _file(request, pk)
    content = actions.print_minutes(file=file, by=request.actor)
    return download(content, PDF, f"{file.name.rpartition('.')[0]}-ban-giao.pdf", "inline")


@requires(Permission.PAYMENT_BUILD)
def file_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Takes in a provider's answer."""
    file = _file(request, pk)
    form = forms.AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["file"]
        try:
            answer = actions.take_answer(file=file, name=told.name, content=told.read(), by=request.actor)
        except actions.AnswerRefused as refusal:
            for problem in refusal.problems:
                form.add_error("file", problem)
        except actions.PaymentRefusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, presenters.taken_words(answer))
            return redirect("file_detail", file.pk)
    return _form(request, form, _("Take in an answer"), "file_detail", str(file), file.pk)


@require_POST
@requires(Permission.PAYMENT_BUILD)
def file_send_holds(request: ActorRequest, pk: int) -> HttpResponse:
    """Makes the notice of payments held since the last one."""
    file = _file(request, pk)
    try:
        actions.send_holds(file=file, by=request.actor)
    except actions.PaymentRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The notice is made. Print it and hand it to the provider."))
    return redirect("file_detail", file.pk)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def notice_download(request: ActorRequest, pk: int) -> HttpResponse:
    """A notice of held payments as sent; the download is recorded."""
    notice = get_object_or_404(notices_in_scope(request.actor), pk=pk)
    content = actions.download_notice(notice=notice, by=request.actor)
    return download(content, PDF, f"tam-giu-{notice.file_id}-{notice.number}.pdf", "inline")


@requires(Permission.PAYMENT_BUILD)
def result_finding(request: ActorRequest, pk: int) -> HttpResponse:
    """Settles a row of an answer that fits no payment."""
    finding = get_object_or_404(findings_in_scope(request.actor), pk=pk)
    form = forms.SettleFindingForm(request.POST or None)
    file = finding.result_file.file
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_result_finding(finding=finding, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect("file_detail", file.pk)
    title = f"{finding.place}: {finding.get_kind_display()}"
    return _form(request, form, title, "file_detail", str(file), file.pk)


# Single payments


@requires(Permission.PAYMENT_VIEW)
def instruction_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One payment with all that was answered about it; the accountant records what became of it."""
    instruction = get_object_or_404(instructions_in_scope(request.actor), pk=pk)
    form = forms.ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_result(instruction=instruction, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What became of the payment is recorded."))
            return redirect("instruction_detail", instruction.pk)
    context = presenters.instruction_page(instruction, request.actor) | {"form": form}
    return render(request, "payments/instruction.html", context)


@requires(Permission.PAYMENT_BUILD)
def instruction_hold(request: ActorRequest, pk: int) -> HttpResponse:
    """Holds one payment."""
    instruction = get_object_or_404(instructions_in_scope(request.actor), pk=pk)
    form = forms.HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_payment(instruction=instruction, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The payment is held. Make the notice for the provider."))
        return redirect("instruction_detail", instruction.pk)
    name = instruction.shown_name
    return _form(request, form, _("Hold this payment"), "instruction_detail", name, instruction.pk)


@requires(Permission.PAYMENT_APPROVE)
def hold_lift(request: ActorRequest, pk: int) -> HttpResponse:
    """Lifts the hold of a payment."""
    hold = get_object_or_404(holds_in_scope(request.actor), pk=pk)
    form = forms.LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_hold(hold=hold, by=request.actor, **form.cleaned_data)
        except actions.PaymentRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The hold is lifted."))
        return redirect("instruction_detail", hold.instruction_id)
    name = hold.instruction.shown_name
    return _form(request, form, _("Lift the hold"), "instruction_detail", name, hold.instruction_id)


@require_safe
@requires(Permission.PAYMENT_VIEW)
def instruction_receipt(request: ActorRequest, pk: int) -> HttpResponse:
    """The receipt of a payment that was made; the printing is recorded."""
    instruction = get_object_or_404(instructions_in_scope(request.actor), pk=pk)
    try:
        content = actions.print_receipt(instruction=instruction, by=request.actor)
    except actions.PaymentRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("instruction_detail", instruction.pk)
    return download(content, PDF, f"giay-nhan-tien-{instruction.reference}.pdf", "inline")


def _file(request: ActorRequest, pk: int) -> ProviderFile:
    """A file in scope, else 404."""
    return get_object_or_404(files_in_scope(request.actor), pk=pk)


def _form(
    request: ActorRequest, form: object, title: str, back: str, back_label: str, *arguments: int
) -> HttpResponse:
    """A page that asks for something, with the way back."""
    url = reverse(back, args=arguments)
    context = {"form": form, "title": title, "back_url": url, "back_label": back_label}
    return render(request, "payments/form.html", context)
