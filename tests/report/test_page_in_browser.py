"""The page opens in a browser from the disk, fits its window and asks for nothing from any network."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import sim

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = os.environ.get("MEMOSIM_BROWSER") == "required"
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROBE = "<script>document.title = document.documentElement.scrollWidth + ' of ' + window.innerWidth</script></body>"

pytestmark = pytest.mark.skipif(
    BROWSER is None and not NEEDED, reason="no chromium on this machine; the page is not opened in a browser"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make the page of a small comparison."""
    out = tmp_path_factory.mktemp("results")
    result = sim.compare("status-quo", "kelly-memos", scale=0.002, years=1, replications=2, out=out)
    return (result.directory / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 760, 500])
def test_the_page_never_scrolls_sideways(page: str, tmp_path: Path, width: int) -> None:
    assert BROWSER is not None, "a browser is required here and there is none; install chromium"
    probed = tmp_path / "page.html"
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    probed.write_text(open_page.replace("</body>", PROBE), encoding="utf-8")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    done = subprocess.run(
        [BROWSER, *QUIET, profile, f"--window-size={width},900", "--dump-dom", probed.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = re.search(r"<title>(\d+) of (\d+)</title>", done.stdout)
    assert found is not None
    assert int(found[1]) <= int(found[2])


def test_the_page_asks_for_nothing(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(https?:)?//', page.replace('href="https://', 'cite="https://'))
    assert "<link" not in page
    assert "<script src" not in page
