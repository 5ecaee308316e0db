"""The page in a real browser against a real server: paste an article, see the brief and its evidence."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import (
    element_to_be_clickable,
    visibility_of_element_located,
)
from selenium.webdriver.support.wait import WebDriverWait

from benchmarks.server import RunningService, running_service
from tests.conftest import CONVERTED

pytestmark = [pytest.mark.browser, pytest.mark.weights]
PATIENCE = 240  # many times what it takes, for a busy machine
SEED = (Path(__file__).parent.parent / "data" / "seed.txt").read_text(encoding="utf-8")
SCREENSHOTS = os.environ.get("DIEMNHAN_TEST_SCREENSHOTS")


@pytest.fixture(scope="module")
def service() -> Iterator[RunningService]:
    with running_service(environment={"DIEMNHAN_CONVERTED_DIR": str(CONVERTED)}) as running:
        yield running


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync",
                 "disable-background-networking", "disable-component-update", "hide-scrollbars",
                 f"user-data-dir={tmp_path}"):  # fmt: skip
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(shutil.which("chromedriver") or "chromedriver")
    )
    driver.set_window_size(1280, 1000)
    yield driver
    driver.quit()


def ask_for_brief(browser: WebDriver, url: str, text: str) -> None:
    browser.get(url)
    box = browser.find_element(By.ID, "article")
    browser.execute_script("arguments[0].value = arguments[1]", box, text)
    WebDriverWait(browser, PATIENCE).until(element_to_be_clickable((By.ID, "send"))).click()


def keep(browser: WebDriver, name: str) -> None:
    """Save a picture of the whole page where the environment names a folder for it."""
    if SCREENSHOTS:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        size = browser.get_window_size()
        browser.set_window_size(size["width"], min(int(height) + 120, 6000))
        browser.save_screenshot(str(Path(SCREENSHOTS) / f"{name}.png"))


def severe(browser: WebDriver) -> list[str]:
    entries = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium leaves it untyped
    return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]


def test_an_editor_pastes_the_seed_article_and_sees_its_evidence(
    service: RunningService, browser: WebDriver
) -> None:
    ask_for_brief(browser, service.url, SEED)
    WebDriverWait(browser, PATIENCE).until(visibility_of_element_located((By.ID, "brief")))
    assert browser.find_element(By.ID, "headline-vi").text.startswith("Điểm nhấn nổi bật")
    assert browser.find_element(By.ID, "headline-en").text
    cards = browser.find_elements(By.CSS_SELECTOR, "#highlights .card")
    assert len(cards) >= 6
    assert len(browser.find_elements(By.CSS_SELECTOR, "#summary li")) == 3
    cards[0].find_element(By.CSS_SELECTOR, "button.show").click()
    lit = browser.find_elements(By.CSS_SELECTOR, ".seg.lit .source mark")
    assert lit
    assert all(mark.text in SEED for mark in lit)
    keep(browser, "page")
    assert severe(browser) == []


def test_a_refused_article_says_why_and_what_to_do(service: RunningService, browser: WebDriver) -> None:
    ask_for_brief(browser, service.url, "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย และมีประชากรมากที่สุด")
    problem = WebDriverWait(browser, PATIENCE).until(visibility_of_element_located((By.ID, "problem")))
    assert "Thai" in problem.text
    assert not browser.find_element(By.ID, "brief").is_displayed()


def test_the_page_fits_a_phone(service: RunningService, browser: WebDriver) -> None:
    browser.set_window_size(500, 900)
    ask_for_brief(browser, service.url, SEED)
    WebDriverWait(browser, PATIENCE).until(visibility_of_element_located((By.ID, "brief")))
    inner, whole = browser.execute_script("return [window.innerWidth, document.documentElement.scrollWidth]")
    assert whole <= inner
    keep(browser, "phone")
