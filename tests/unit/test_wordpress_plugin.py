"""The plugin for WordPress as far as it can be read without PHP: words, guards, escaping, its licence."""

import json
import re
from pathlib import Path

import pytest

from service.adapters.lineage import Lineage
from service.adapters.wordpress_post import brief_to_wordpress
from service.adapters.wordpress_site import NAMESPACE
from tests.sample_brief import sample_brief

PLUGIN = Path(__file__).parents[2] / "integrations" / "wordpress" / "diemnhan"
PHP = sorted(PLUGIN.rglob("*.php"))
ROW = re.compile(r"^\t\t'(\w+)'\s*=> array\( '((?:[^'\\]|\\.)+)', '((?:[^'\\]|\\.)+)' \),$", re.MULTILINE)


def words() -> dict[str, tuple[str, str]]:
    text = (PLUGIN / "includes" / "words.php").read_text(encoding="utf-8")
    return {name: (english, vietnamese) for name, english, vietnamese in ROW.findall(text)}


def test_every_word_that_is_shown_is_there_in_both_languages_and_every_word_is_shown() -> None:
    panel = (PLUGIN / "assets" / "panel.js").read_text(encoding="utf-8")
    pages = "\n".join(file.read_text(encoding="utf-8") for file in PHP)
    used = set(re.findall(r"\bwords\.(\w+)", panel)) | set(re.findall(r"diemnhan_word\( '(\w+)' \)", pages))
    used |= {"key_kept", "key_needed", "constant", "translation", "highlights"}  # by a variable
    assert used == set(words())
    assert all(english != vietnamese for english, vietnamese in words().values())


@pytest.mark.parametrize("file", PHP, ids=lambda file: file.name)
def test_no_file_does_anything_when_it_is_asked_for_by_itself(file: Path) -> None:
    guard = "WP_UNINSTALL_PLUGIN" if file.name == "uninstall.php" else "ABSPATH"
    code = re.sub(r"/\*\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert code.split()[:6] == ["<?php", "if", "(", "!", "defined(", f"'{guard}'"]


def test_all_that_is_printed_is_escaped() -> None:
    page = (PLUGIN / "includes" / "settings.php").read_text(encoding="utf-8")
    printed = re.findall(r"echo ([^;]+);", page)
    allowed = ("esc_html(", "esc_attr(", "esc_url(", "$tested['good'] ? 'success' : 'error'")
    assert printed
    assert [one for one in printed if not one.startswith(allowed)] == []


def test_the_meta_of_drafts_is_registered_and_the_namespace_is_the_one_that_is_looked_for() -> None:
    registered = (PLUGIN / "includes" / "meta.php").read_text(encoding="utf-8")
    sent = json.loads(brief_to_wordpress(sample_brief(), Lineage("i"), version=1))["meta"]
    kinds = {str: "string", int: "integer"}
    for key, value in sent.items():
        assert re.search(rf"'{key}'\s*=> '{kinds[type(value)]}'", registered), key
    assert f"'{NAMESPACE}'" in (PLUGIN / "includes" / "briefs.php").read_text(encoding="utf-8")


def test_the_version_is_the_same_wherever_it_stands() -> None:
    main = (PLUGIN / "diemnhan.php").read_text(encoding="utf-8")
    readme = (PLUGIN / "readme.txt").read_text(encoding="utf-8")
    version = re.search(r"Version: +(\S+)", main)
    assert version is not None
    assert f"'DIEMNHAN_VERSION', '{version[1]}'" in main
    assert f"Stable tag: {version[1]}" in readme
    assert "GPL-2.0-or-later" in main
    assert "GPL-2.0-or-later" in readme
