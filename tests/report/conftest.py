"""A real browser without a network, and pages made from small worlds that are really played."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sim.scenario.documents import scenario_names
from sim.scenario.library import shipped_library
from tests.report import worlds

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
    return worlds.compared(results, "status-quo", "kelly-memos", "kelly-memos-consent")


@pytest.fixture(scope="session")
def crowd(results: Path) -> Path:
    """The folder of a comparison of eight scenarios."""
    names = ["status-quo", "kelly-memos", "kelly-memos-consent"]
    names += [one for one in scenario_names(shipped_library()) if one not in names and one != "observed"][:5]
    return worlds.compared(results, *names, replications=2)


@pytest.fixture(scope="session")
def alone(results: Path) -> Path:
    """The folder of a run beside which something was published."""
    return worlds.ran(results, "observed")


@pytest.fixture(scope="session")
def swept(results: Path) -> Path:
    """The folder of a sweep of two factors."""
    return worlds.swept(results)
