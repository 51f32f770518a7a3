"""The page opens in a browser from the disk, fits its window, and works without asking any network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.report.conftest import Open

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

WIDTHS = (1280, 820, 380)
COLLISIONS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.getBoundingClientRect().width) continue;
    const room = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([words, box], place) => {
      const out = box.left < room.left - 14 || box.right > room.right + 14;
      if (out || box.top < room.top - 3 || box.bottom > room.bottom + 3)
        found.push(`${words} leaves its picture in ${svg.getAttribute('aria-label').slice(0, 40)}`);
      for (const [others, other] of boxes.slice(place + 1)) {
        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const tall = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (wide > 1 && tall > 5) found.push(`${words} | ${others} in ${svg.getAttribute('aria-label').slice(0, 40)}`);
      }
    });
  }
  return found;
}"""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


def ground(page: Page) -> str:
    """The colour of the page's ground."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_and_no_words_collide(opened: Open, comparison: Path, width: int) -> None:
    page = opened(comparison / "report.html", width=width)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(COLLISIONS) == []


@pytest.mark.parametrize("width", [1280, 380])
@pytest.mark.parametrize("folder", ["crowd", "alone"])
def test_eight_scenarios_and_one_alone_fit_as_well(
    opened: Open, request: pytest.FixtureRequest, folder: str, width: int
) -> None:
    path = request.getfixturevalue(folder) / "report.html"
    page = opened(path, width=width)
    assert path.stat().st_size < 5_000_000
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(COLLISIONS) == []


def test_of_eight_scenarios_one_is_picked_in_colour(opened: Open, crowd: Path) -> None:
    page = opened(crowd / "report.html")
    colour = "getComputedStyle(document.querySelector('.scen li:nth-child(5) b')).color"
    before = page.evaluate(colour)
    page.locator("#pick button").nth(3).click()
    assert page.evaluate(colour) != before


@pytest.mark.parametrize("width", WIDTHS)
def test_a_sweep_fits_its_window(opened: Open, swept: Path, width: int) -> None:
    page = opened(swept / "report.html", width=width)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(COLLISIONS) == []


def test_the_theme_follows_the_room_and_the_button(opened: Open, comparison: Path) -> None:
    assert ground(opened(comparison / "report.html")) == "rgb(255, 255, 255)"
    page = opened(comparison / "report.html", dark=True)
    assert ground(page) == "rgb(20, 23, 27)"
    page.click("#theme")
    assert ground(page) == "rgb(255, 255, 255)"
    page.click("#theme")
    assert page.inner_text("#theme") == "Theme: dark"


def test_a_figure_gives_its_table_its_numbers_and_itself(opened: Open, comparison: Path) -> None:
    page = opened(comparison / "report.html")
    figure = page.locator("#payers")
    figure.locator("button[data-a=t]").click()
    assert figure.locator(".ftab table").is_visible()
    for act, name in (("c", "payers.csv"), ("s", "payers.svg"), ("p", "payers.png")):
        with page.expect_download() as download:
            figure.locator(f"button[data-a={act}]").click()
        assert download.value.suggested_filename == name
        content = Path(download.value.path()).read_bytes()
        assert len(content) > 100
        assert b"var(--" not in content


def test_a_switch_shows_one_scenario_at_a_time(opened: Open, comparison: Path) -> None:
    page = opened(comparison / "report.html")
    page.click("#pathway .seg button >> nth=0")
    assert page.locator("#pathway [data-s='0']").is_visible()
    assert not page.locator("#pathway [data-s='2']").is_visible()


def test_numbers_are_found_by_a_word(opened: Open, comparison: Path) -> None:
    page = opened(comparison / "report.html")
    whole = page.locator("#nums tbody tr:visible").count()
    page.fill("#q", "detention.beds")
    found = page.locator("#nums tbody tr:visible").count()
    assert 0 < found < whole
    assert page.inner_text("#cnt").startswith(f"{found} of ")


def test_the_page_prints(opened: Open, comparison: Path) -> None:
    page = opened(comparison / "report.html", dark=True)
    page.emulate_media(media="print")
    assert ground(page) == "rgb(255, 255, 255)"
    assert page.pdf(format="Letter").startswith(b"%PDF")
    assert not page.locator("#theme").is_visible()


def test_without_a_script_the_page_is_complete(browser: Browser, comparison: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((comparison / "report.html").as_uri())
    assert page.locator("#pathway svg:visible").count() > 0
    assert page.locator("#nums tbody tr").count() > 100
    context.close()


def test_sliders_move_the_numbers_and_the_sentence(opened: Open, swept: Path) -> None:
    page = opened(swept / "report.html")
    before = (page.inner_text("#brk"), page.inner_text("#rd"), page.inner_text("#o1"))
    page.locator(".fx").nth(1).fill("0")
    after = (page.inner_text("#brk"), page.inner_text("#rd"), page.inner_text("#o1"))
    assert after[2] == "200 judges"
    assert all(one != other for one, other in zip(before[1:], after[1:], strict=True))
    assert page.inner_text("#ot") == "none set"
    page.locator("#tg").fill("40")
    assert page.inner_text("#brk") != before[0]
    assert "at or under" in page.inner_text("#brk")
    page.locator("#hm rect.c").first.click()
    assert page.inner_text("#o0") == "0 persons/day"
    page.select_option("#ms", index=1)
    shown = page.locator("#ms option").nth(1).inner_text().split(",")[0].lower()
    assert shown in page.inner_text("#brk").lower()
    assert page.inner_text("#ot") == "none set", "a target belongs to its measure"


def test_the_sentence_is_the_same_with_a_script_and_without(opened: Open, browser: Browser, swept: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    plain = context.new_page()
    plain.goto((swept / "report.html").as_uri())
    page = opened(swept / "report.html")
    for place in ("#brk", "#rd", "#ot"):
        assert plain.inner_text(place) == page.inner_text(place)
    context.close()


def test_a_slider_is_moved_with_the_keyboard_and_says_where_it_stands(opened: Open, swept: Path) -> None:
    page = opened(swept / "report.html")
    page.locator(".fx").nth(1).focus()
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#o1") == "200 judges"
    assert page.locator(".fx").nth(1).get_attribute("aria-valuetext") == "200 judges"
