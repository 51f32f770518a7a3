"""A real browser without a network, and pages made from small worlds that are really played."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import sim

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = os.environ.get("MEMOSIM_BROWSER") == "required"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of the machine; nothing is downloaded."""
    if CHROMIUM is None:
        if NEEDED:
            pytest.fail("a browser is required here and there is none; install chromium")
        pytest.skip("no chromium on this machine; the page is not opened in a browser")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a page from the disk with the network off; any error on its console fails the test."""
    said: list[str] = []
    contexts = []

    def open_page(path: Path, *, width: int = 1280, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else said.append(asked.url),
        )
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the worlds of these tests are kept."""
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="session")
def comparison(results: Path) -> Path:
    """The folder of a comparison of three scenarios."""
    names = ("status-quo", "kelly-memos", "kelly-memos-consent")
    return sim.compare(*names, scale=0.002, years=1, replications=2, out=results).directory


@pytest.fixture(scope="session")
def swept(results: Path) -> Path:
    """The folder of a sweep of two factors."""
    vary = ("mexico.consent_per_day=0,200", "courts.judges=200,400")
    return sim.sweep("kelly-memos-consent", vary=vary, scale=0.002, years=1, replications=2, out=results).directory
