"""No page names a variable nobody gives it: every address rendered, for every role that opens it."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from protection.enums import State
from protection.presenters import PARTS
from protection.steps import STEPS
from tests.factories import cases, offices, payments, protection
from tests.journeys.test_scope import addresses, tinh_khe  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db

# Asked for with a default: a page without a search, a visitor without a role, a run nobody has approved.
_WITH_DEFAULT = {"request.GET.q", "request.actor.name", "run.approved_by.full_name"}


class Undefined(str):
    """What a template shows in place of a variable it was not given; keeps the names."""

    def __new__(cls) -> Undefined:
        return super().__new__(cls, "%s")

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __mod__(self, variable: object) -> str:
        self.names.add(str(variable))
        return ""


@pytest.fixture
def undefined(monkeypatch: pytest.MonkeyPatch) -> Undefined:
    shown = Undefined()
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", shown)  # type: ignore[attr-defined]
    return shown


def test_undefined_variable_is_noticed(undefined: Undefined) -> None:
    engines["django"].from_string("{{ given }}{{ nobody.gives }}").render({"given": 1})
    assert undefined.names == {"nobody.gives"}


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("commune_officer", offices.TINH_KHE),
        ("commune_chair", offices.TINH_KHE),
        ("inspector", offices.PROVINCE),
        ("payment_accountant", offices.PROVINCE),
        ("payment_approver", offices.PROVINCE),
        ("administrator", offices.PROVINCE),
    ],
)
def test_every_page_is_given_its_variables(
    client: Client,
    undefined: Undefined,
    tinh_khe: dict[str, dict[str, object]],  # noqa: F811
    role: str,
    code: str,
) -> None:
    offices.sign_in(client, offices.actor(role, code=code))
    found = {}
    for name in addresses():
        for method in ("get", "post"):
            if (name, method) in {("logout", "post")}:
                continue
            getattr(client, method)(reverse(name, kwargs=tinh_khe.get(name)))
            found[name, method] = sorted(undefined.names - _WITH_DEFAULT)
            undefined.names.clear()
    assert {key: names for key, names in found.items() if names} == {}


@pytest.mark.parametrize("state", cases.IN_STATE)
def test_case_in_every_state_is_given_its_variables(client: Client, undefined: Undefined, state: str) -> None:
    hands = cases.crew()
    case = cases.IN_STATE[state](hands)
    for hand in (hands.officer, hands.appraiser, hands.approver, hands.chair):
        offices.sign_in(client, hand)
        for url in ("/", reverse("case_detail", args=[case.pk]), reverse("case_list")):
            assert client.get(url).status_code == 200
    for name in ("case_facts", "case_group", "case_intake", "case_new", "case_new_person"):
        client.get(reverse(name, args=[case.pk] if name not in ("case_new", "case_new_person") else []))
    assert undefined.names - _WITH_DEFAULT == set()


@pytest.mark.parametrize("state", protection.IN_STATE)
def test_child_case_in_every_state_is_given_its_variables(
    client: Client, undefined: Undefined, state: State
) -> None:
    hands = protection.crew()
    case = protection.IN_STATE[state](hands)
    for hand in (hands.officer, hands.supervisor, hands.chair):
        offices.sign_in(client, hand)
        urls = [reverse("protection_queue"), reverse("protection_print", args=[case.code])]
        urls += [f"{reverse('protection_case', args=[case.code])}?part={part}" for part in PARTS]
        assert {client.get(url).status_code for url in urls} == {200}
        client.post(reverse("protection_search"), {"q": case.code})
        client.post(reverse("protection_sealed", args=[case.code, "reporter"]), {"reason": "Xác minh."})
        client.post(reverse("protection_counts"), {"harm_degree": "high"})
        for step in STEPS:
            client.get(reverse("protection_step", args=[case.code, step.slug]))
    assert undefined.names - _WITH_DEFAULT == set()


@pytest.mark.parametrize("state", payments.IN_STATE)
def test_run_in_every_state_is_given_its_variables(client: Client, undefined: Undefined, state: str) -> None:
    payments.allowance()
    hands = payments.crew()
    run = payments.IN_STATE[state](hands)
    for hand in (hands.accountant, hands.approver):
        offices.sign_in(client, hand)
        for url in ("/", reverse("run_detail", args=[run.pk]), reverse("run_list"), reverse("run_new")):
            client.get(url)
    assert undefined.names - _WITH_DEFAULT == set()


def test_pages_of_strangers_and_refusals_are_given_their_variables(
    client: Client, undefined: Undefined
) -> None:
    for url in (reverse("login"), reverse("case_track"), "/nowhere/"):
        client.get(url)
    client.post(reverse("login"), {"username": "x", "password": "y"})
    client.force_login(offices.user(), backend="django.contrib.auth.backends.ModelBackend")
    for url in ("/", reverse("person_list")):
        client.get(url)
    assert undefined.names - _WITH_DEFAULT == set()
