"""Our plugin in a real WordPress, in a real browser, against the real service: settings, panel, drafts."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import (
    element_to_be_clickable,
    visibility_of_element_located,
)
from selenium.webdriver.support.wait import WebDriverWait

from benchmarks.server import ROOT, running_service
from tests.wordpress_site import WordPress, the_wordpress

pytestmark = [pytest.mark.browser, pytest.mark.tools, pytest.mark.weights]
LINES = (ROOT / "tests" / "data" / "seed.txt").read_text(encoding="utf-8").splitlines()
SCREENSHOTS = os.environ.get("DIEMNHAN_TEST_SCREENSHOTS")
PATIENCE = 240  # many times what it takes, for a busy machine
Post = dict[str, object]


@dataclass(frozen=True)
class Service:
    """The service, and keys to it."""

    url: str
    newsroom: str
    admin: str

    def ask(self, method: str, path: str, **sent: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.admin}"}
        answer = httpx.request(method, self.url + path, headers=headers, json=sent or None, timeout=60)
        assert answer.is_success, answer.text
        return answer


@pytest.fixture(scope="module")
def wordpress() -> WordPress:
    site = the_wordpress()
    site.ask("POST", "/wp/v2/plugins/diemnhan/diemnhan", {"status": "active"}).raise_for_status()
    return site


@pytest.fixture(scope="module")
def service(wordpress: WordPress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    logins = folder / "logins"
    logins.write_text(f'{{"{wordpress.url}": "{wordpress.logins["editor"]}"}}', encoding="utf-8")
    environment = {
        "DIEMNHAN_API_KEYS": "required",
        "DIEMNHAN_OUTGOING_ALLOW": '["127.0.0.0/8"]',
        "DIEMNHAN_WORDPRESS_LOGINS_FILE": str(logins),
        "DIEMNHAN_CONVERTED_DIR": str(ROOT / "var" / "converted"),
    }
    newsroom, admin = (
        new_key(folder, "newsroom"),
        new_key(folder, "desk", "--scope", "admin", "--scope", "brief"),
    )
    with running_service(folder, environment, patience=400) as running:
        yield Service(running.url, newsroom, admin)


def new_key(folder: Path, *arguments: str) -> str:
    command = [str(Path(sys.executable).parent / "diemnhan"), "keys", "create", *arguments]
    environment = {**os.environ, "DIEMNHAN_DATA_DIR": str(folder)}
    made = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return made.stdout.split()[-1]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    profile = tmp_path_factory.mktemp("chromium")
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync",
                 "disable-background-networking", "disable-component-update", "hide-scrollbars",
                 "disable-dev-shm-usage", f"user-data-dir={profile}"):  # fmt: skip
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(shutil.which("chromedriver") or "chromedriver")
    )
    driver.set_window_size(1280, 960)
    yield driver
    driver.quit()


def log_in(browser: WebDriver, wordpress: WordPress, name: str) -> None:
    browser.delete_all_cookies()
    browser.get(f"{wordpress.url}/wp-login.php")
    for field, value in (("user_login", name), ("user_pass", wordpress.password)):
        browser.execute_script("document.getElementById(arguments[0]).value = arguments[1]", field, value)
    browser.find_element(By.ID, "wp-submit").click()
    wait(browser, By.ID, "wpadminbar")


def wait(browser: WebDriver, by: str, sought: str) -> WebElement:
    found: WebElement = WebDriverWait(browser, PATIENCE).until(visibility_of_element_located((by, sought)))
    return found


def click(browser: WebDriver, selector: str) -> None:
    WebDriverWait(browser, PATIENCE).until(element_to_be_clickable((By.CSS_SELECTOR, selector))).click()


def edit(browser: WebDriver, wordpress: WordPress, post: object) -> None:
    """Open a post in the block editor with our panel beside it."""
    browser.get(f"{wordpress.url}/wp-admin/post.php?post={post}&action=edit")
    WebDriverWait(browser, PATIENCE).until(
        lambda driver: driver.execute_script(
            "return !!(window.wp && wp.data && wp.plugins && wp.plugins.getPlugin('diemnhan')"
            " && wp.data.select('core/editor').getCurrentPostId()"
            " && wp.data.select('core/block-editor').getBlockCount())"
        )
    )
    browser.execute_script(
        "wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false);"
        "wp.data.dispatch('core/preferences').set('core/edit-post', 'fullscreenMode', true);"
        "wp.data.dispatch('core/edit-post').openGeneralSidebar('diemnhan/diemnhan');"
    )
    wait(browser, By.CSS_SELECTOR, ".diemnhan-title")


def blocks(browser: WebDriver) -> list[tuple[str, bool]]:
    """Return the names of the blocks, and whether the editor takes each for its own."""
    found = browser.execute_script(
        "return wp.data.select('core/block-editor').getBlocks()"
        ".flatMap(one => [one, ...one.innerBlocks]).map(one => [one.name, one.isValid])"
    )
    return [(str(name), bool(valid)) for name, valid in found]


def complaints(browser: WebDriver) -> list[str]:
    """Return what scripts complained of, and requests of ours that failed; avatars need the internet."""
    entries = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium leaves it untyped
    return [
        entry["message"]
        for entry in entries
        if entry["level"] == "SEVERE" and (entry["source"] != "network" or "diemnhan" in entry["message"])
    ]


def keep(browser: WebDriver, name: str) -> None:
    """Save a picture where the environment names a folder for it."""
    if SCREENSHOTS:
        browser.save_screenshot(str(Path(SCREENSHOTS) / f"{name}.png"))


def until(found: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.2)


def article_post(wordpress: WordPress) -> int:
    """Make a post of the seed article, with a link and words in bold in it."""
    lines = [line for line in LINES if line][1:8]
    lines[2] = lines[2].replace("(KPC)", '(<a href="https://www.kpc.or.kr/">KPC</a>)')
    lines[2] = lines[2].replace("Điểm nhấn đầu tiên", "<strong>Điểm nhấn đầu tiên</strong>")
    content = "\n\n".join(f"<!-- wp:paragraph -->\n<p>{line}</p>\n<!-- /wp:paragraph -->" for line in lines)
    made = wordpress.ask("POST", "/wp/v2/posts", {"title": LINES[0], "content": content, "status": "draft"})
    return int(made.json()["id"])


def raw(post: Post, name: str) -> str:
    part = post[name]
    assert isinstance(part, dict)
    return str(part["raw"])


def test_the_settings_page_keeps_the_key_to_itself_and_tests_the_connection(
    service: Service, wordpress: WordPress, browser: WebDriver
) -> None:
    log_in(browser, wordpress, "admin")
    browser.get(f"{wordpress.url}/wp-admin/options-general.php?page=diemnhan")
    for field, value in (("diemnhan-url", service.url), ("diemnhan-key", service.newsroom)):
        box = wait(browser, By.ID, field)
        box.clear()
        box.send_keys(value)
    click(browser, "#submit")
    wait(browser, By.ID, "setting-error-settings_updated")
    click(browser, "#diemnhan-test")
    told = wait(browser, By.ID, "diemnhan-tested")
    assert "notice-success" in str(told.get_attribute("class"))
    assert "memorandum" in told.text
    assert service.newsroom not in browser.page_source
    keep(browser, "wordpress-settings")


def test_an_editor_makes_a_brief_inserts_its_highlights_and_saves_the_translation(
    service: Service, wordpress: WordPress, browser: WebDriver
) -> None:
    post = article_post(wordpress)
    log_in(browser, wordpress, "editor")
    edit(browser, wordpress, post)
    click(browser, ".diemnhan-make")
    wait(browser, By.CSS_SELECTOR, ".diemnhan-insert")
    assert len(browser.find_elements(By.CSS_SELECTOR, ".diemnhan-highlights .diemnhan-facts")) >= 2
    browser.find_element(By.CSS_SELECTOR, ".diemnhan-act .is-link").click()
    chosen = browser.execute_script(
        "return wp.data.select('core/block-editor').getSelectedBlock().attributes.content"
    )
    assert "KPC" in chosen
    keep(browser, "wordpress-panel")
    before = blocks(browser)
    browser.execute_script("wp.data.dispatch('core/block-editor').clearSelectedBlock()")
    click(browser, ".diemnhan-insert")
    inserted = blocks(browser)[len(before) :]
    assert [name for name, _ in inserted][:2] == ["core/heading", "core/list"]
    assert all(valid for _, valid in inserted)
    content = browser.execute_script("return wp.data.select('core/editor').getEditedPostContent()")
    assert "<h2>Điểm nhấn hợp tác</h2>" in content
    click(browser, ".diemnhan-translate")
    linked = wait(browser, By.CSS_SELECTOR, ".diemnhan-linked")
    browser.execute_script("arguments[0].scrollIntoView()", linked)
    keep(browser, "wordpress-translation")
    assert service.newsroom not in browser.page_source
    assert complaints(browser) == []
    (draft,) = [one for one in wordpress.posts() if meta(one)["_diemnhan_translation_of"] == post]
    assert draft["status"] == "draft"
    assert 'href="https://www.kpc.or.kr/"' in raw(draft, "content")
    assert "<strong>" in raw(draft, "content")
    assert raw(draft, "content").count("<!-- wp:paragraph -->") == 7
    assert meta(draft)["_diemnhan_language"] == "en"
    edit(browser, wordpress, draft["id"])
    assert all(valid for _, valid in blocks(browser))
    assert wordpress.log() == []


def meta(post: Post) -> dict[str, object]:
    found = post["meta"]
    assert isinstance(found, dict)
    return found


def test_a_brief_of_the_service_is_a_draft_that_follows_its_corrections(
    service: Service, wordpress: WordPress, browser: WebDriver
) -> None:
    endpoint = service.ask("POST", "/v1/webhooks", url=wordpress.url, kind="wordpress").json()
    assert endpoint["secret"] == ""  # the operator's login is shown to nobody
    assert service.ask("POST", f"/v1/webhooks/{endpoint['id']}/test").json()["state"] == "delivered"
    text = "\n\n".join(LINES[:5])
    brief = service.ask("POST", "/v1/briefs", text=text, url="https://example.vn/bai-1", language="vi").json()

    def drafts() -> list[Post]:
        return [one for one in wordpress.posts() if meta(one)["_diemnhan_brief"] == brief["id"]]

    until(drafts)
    (first,) = drafts()
    edit(browser, wordpress, first["id"])
    wait(browser, By.CSS_SELECTOR, ".diemnhan-findings")
    assert all(valid for _, valid in blocks(browser))
    keep(browser, "wordpress-draft")
    browser.get(f"{wordpress.url}/wp-admin/")  # whoever has a draft open is not written under
    title = next(one for one in brief["segments"] if one["role"] == "title")
    place = f"/v1/briefs/{brief['id']}/segments/{title['index']}"
    service.ask("PUT", place, text="Productivity: Vietnam and its partners")
    until(lambda: raw(drafts()[0], "title") == "Productivity: Vietnam and its partners")
    (second,) = drafts()
    assert (second["id"], second["status"]) == (first["id"], "draft")
