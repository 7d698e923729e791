"""The page: complete, in both languages, from one file; and as a browser shows it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.experiments.fake_report import make_report, make_results


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    return make_report(folder, make_results(folder, 0.3, beside=0.1))


class Elements(HTMLParser):
    """Collects elements with their attributes, and checks that they are closed in order."""

    EMPTY = frozenset({"meta", "link", "input", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_whole_and_asks_for_nothing(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    elements = Elements(text)
    assert elements.open == []
    addresses = [
        value
        for _, attributes in elements.found
        for name, value in attributes.items()
        if name in ("src", "href", "data", "poster", "srcset")
    ]
    assert addresses
    assert all(address and address.startswith(("data:", "#")) for address in addresses)
    assert not re.search(r"url\(|@import", text)


def test_it_can_be_read_without_seeing_it(page: Path) -> None:
    elements = Elements(page.read_text(encoding="utf-8")).found
    images = [attributes for tag, attributes in elements if tag == "img"]
    assert len(images) == 8  # three figures, the first of them once for each place, in two languages
    assert all(len(image["alt"] or "") > 60 and image["width"] and image["height"] for image in images)
    languages = [attributes["lang"] for tag, attributes in elements if tag == "article"]
    assert languages == ["en", "id"]
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {a[key] for _, a in elements for key in ("aria-labelledby", "for") if key in a}
    targets = {(a["href"] or "").lstrip("#") for tag, a in elements if tag == "a"}
    assert named | targets <= set(ids)
    headings = [tag for tag, _ in elements if tag in ("h1", "h2", "h3")]
    assert headings.count("h1") == 2
    assert headings[0] == "h1"


def test_every_part_is_there_in_both_languages(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for part in (
        "In the model, fewer people leave undocumented with the programme",
        "lebih sedikit orang berangkat secara nonprosedural",
        "What is assumed",
        "Apa yang diasumsikan",
        "1 of the 2 numbers behind the model",
        "What this does not claim",
        "kentongan compare",
        "Seeds 0 to 11",
        "Change in all departures",
        "Perubahan semua yang berangkat",
        "<small>officers 1.0\nlocal actors 1.0</small>",
        "Existing channels: village office. At work in every scenario, also with no session planned: trained local",
        "Saluran yang ada: village office. Berjalan di semua skenario, juga tanpa penyuluhan terencana: kader desa",
    ):
        assert part in text
    for file in ("scenarios.csv", "contrasts.csv", "runs.csv", "weekly.csv", "levels.csv"):
        assert (page.parent / file).exists()
    for name in ("dose_response_testville", "dose_response_otherville", "series", "funnel"):
        for language in ("en", "id"):
            for ending in ("png", "svg"):
                assert (page.parent / "figures" / f"{name}.{language}.{ending}").stat().st_size > 10_000


def test_text_from_settings_cannot_break_the_page(tmp_path: Path) -> None:
    text = make_report(tmp_path, make_results(tmp_path, 0.3), "<b>A&B</b>").read_text(encoding="utf-8")
    assert "<b>A&B" not in text
    assert "&lt;b&gt;A&amp;B&lt;/b&gt;" in text


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program, driver = (shutil.which(name) for name in ("chromium", "chromedriver"))
    if program is None or driver is None:
        pytest.skip("chromium and chromedriver are not installed")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    session = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield session
    session.quit()


def width_of(browser: Any, width: int) -> None:
    """Show the page as a device of this width would (windows have a least width of their own)."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1200])
def test_a_browser_shows_it(page: Path, browser: Any, width: int) -> None:
    width_of(browser, width)
    browser.get_log("performance")
    browser.get(page.as_uri())
    for language, other, word in (("en", "id", "The answer"), ("id", "en", "Jawaban")):
        browser.find_element("css selector", f"label[for=show-{language}]").click()
        article = browser.find_element("id", language)
        assert article.is_displayed()
        assert not browser.find_element("id", other).is_displayed()
        assert word.lower() in article.text.lower()
        assert browser.execute_script("return document.documentElement.lang") == language
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    loaded = "return [...document.images].every(i => i.complete && i.naturalWidth > 100)"
    assert browser.execute_script(loaded)
    requests = [entry["message"] for entry in browser.get_log("performance") if "requestWillBeSent" in entry["message"]]
    addresses = set(re.findall(r'"url":"(\w+):', " ".join(requests)))
    assert addresses <= {"file", "data"}
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.browser
def test_it_can_be_switched_by_keyboard_and_without_scripts(page: Path, browser: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    width_of(browser, 1200)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(page.as_uri())
        browser.find_element("tag name", "body").send_keys(Keys.TAB, Keys.ARROW_RIGHT)
        assert browser.find_element("id", "id").is_displayed()
        assert not browser.find_element("id", "en").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_own_villages_do_not_go_by_another_name(tmp_path: Path) -> None:
    text = make_report(tmp_path, make_results(tmp_path, 0.3), villages_csv="some/mine.csv").read_text(encoding="utf-8")
    for part in (
        "Own villages (mine.csv)</h1>",
        "those of mine.csv; what it leaves out is as in Testville.",
        "In own villages (mine.csv), ",
        "Desa dari berkas mine.csv",
        "is taken from Testville and assumed.",
    ):
        assert part in text
    assert "Two invented villages." not in text
    assert "<li>Everything.</li>" not in text
