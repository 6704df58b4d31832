"""People at a screen: a server on committed data, a real browser, and what every page must hold."""

from __future__ import annotations

import asyncio
import io
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.utils.translation import gettext
from freezegun import freeze_time
from playwright.sync_api import Browser, Page, expect
from procrastinate.contrib.django import app
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from offices.actors import Actor
from offices.models import Assignment, User
from tests.factories import offices

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PASSWORD = "mat-khau-thu-nghiem"
# Tuesday 06/10/2026, nine o'clock: the day the amounts of Decree 335/2026 can be applied.
NOW = "2026-10-06 02:00:00"
ACCESSIBLE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
# A folder for pictures of every page looked at, at both sizes; none are kept without it.
PICTURES = os.environ.get("JOURNEY_PICTURES", "")


class PatientServer(ThreadedWSGIServer):
    """Ends after its threads have: each closes its database connection last."""

    daemon_threads = False


@pytest.fixture
def server(committed_db: None) -> Iterator[str]:
    """The address of the product, served from this process on a fixed day."""
    with freeze_time(NOW, tick=True, real_asyncio=True, ignore=["_pytest.timing"]):
        live = LiveServer("127.0.0.1", start=False)
        live.thread.server_class = PatientServer
        live.start()
        try:
            yield live.url
        finally:
            live.stop()


class Desk:
    """One person at one screen. `problems` collects what no page may do; `end` says there were none."""

    def __init__(self, page: Page, address: str, who: Actor | None) -> None:
        self.page, self.address, self.who = page, address, who
        self.problems: list[str] = []
        page.set_default_timeout(5_000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self) -> Desk:
        """Through the sign-in page, as everybody does."""
        assert self.who is not None
        self.go("/sign-in/")
        self.page.locator("[name=username]").fill(User.objects.get(pk=self.who.user_id).username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press("Sign in")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(gettext("My work"))
        self.page.wait_for_load_state()
        return self

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    # Words are named by their English message, shown in Vietnamese.

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=gettext(label), exact=True).click()

    def follow(self, label: str) -> None:
        self.page.get_by_role("link", name=gettext(label), exact=True).first.click()

    def reach(self, label: str) -> None:
        """By Tab to the link or button of that name."""
        for _key in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.innerText.trim()") == label:
                return
        raise AssertionError(f"no way to {label!r} by keyboard")

    def told(self, message: str) -> None:
        """Waits for what the product says after a step."""
        expect(self.page.locator(".messages")).to_contain_text(gettext(message))

    def file(self, path: str) -> bytes:
        """A file behind a link, fetched with the session of this screen."""
        answer = self.page.request.get(self.address + path)
        assert answer.status == 200
        if PICTURES:
            (Path(PICTURES) / f"{path.strip('/').replace('/', '-')}").write_bytes(answer.body())
        return answer.body()

    def look(self, name: str) -> None:
        """What every page must hold: accessible by WCAG 2.2 AA, and nothing beyond a phone's edge."""
        self.page.wait_for_load_state()  # With its styles: a page still loading has no colours.
        found = Axe().run(self.page, options=ACCESSIBLE).response["violations"]
        self.problems += [
            f"{name}: {violation['id']}: {node['html'][:160]} {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]
        self._picture(name, "desk")
        self.page.set_viewport_size(PHONE)
        wide = self.page.evaluate(
            "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
        )
        if wide[0] > wide[1]:
            self.problems.append(f"{name}: {wide[0]} px wide on a phone of {wide[1]} px")
        self._picture(name, "phone")
        self.page.set_viewport_size(DESK)

    def _picture(self, name: str, size: str) -> None:
        if PICTURES:
            folder = Path(PICTURES) / size
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    def end(self) -> None:
        """Leaves the desk; fails when any page did what none may do."""
        self.page.context.close()
        assert self.problems == [], "\n".join(self.problems)


@pytest.fixture
def desk(server: str, browser: Browser) -> Iterator[Callable[..., Desk]]:
    """Opens a screen: `desk("commune_officer", name="...")` signed in, `desk()` for a citizen."""

    def opened(role: str = "", *, script: bool = True, **whose: str) -> Desk:
        context = browser.new_context(
            viewport=DESK, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", java_script_enabled=script
        )
        if not role:
            return Desk(context.new_page(), server, None)
        return Desk(context.new_page(), server, account(role, **whose)).sign_in()

    yield opened
    for context in browser.contexts:
        context.close()


def account(role: str, **whose: str) -> Actor:
    """Someone who holds a role and knows their password."""
    actor = offices.actor(role, **whose)
    user = User.objects.get(pk=actor.user_id)
    user.set_password(PASSWORD)
    user.save()
    assert Assignment.objects.filter(user=user).count() == 1
    return actor


def work_off_the_queue() -> None:
    """What the background worker does, once, until nothing waits."""

    async def work() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
        worker = app.with_connector(app.connector.get_worker_connector())
        async with worker.open_async():
            await worker.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
        # In the one thread where the jobs ran, which would keep its connection.
        await asyncio.to_thread(connections.close_all)

    # The thread of the test already runs the browser's event loop.
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, work()).result()


def dong(text: str) -> int:
    """A grouped amount, as in 1.234.567 đồng, as a number."""
    found = re.search(r"\d[\d.]*", text)
    assert found is not None, text
    return int(found.group().replace(".", ""))


def words_of(pdf: bytes) -> str:
    """The text of a PDF, its lines joined."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def paper_of(who: Desk, kind: str) -> str:
    """The address of a paper issued in the only case, as the page links to it."""
    document = Case.objects.get().documents.get(kind=kind)
    link = who.page.locator(f"a[href$='/documents/{document.pk}/']")
    return str(link.get_attribute("href"))
