"""Weblate's DeepL and LibreTranslate machinery, unmodified, against a running service (check_clients.sh)."""

import importlib.abc
import importlib.machinery
import os
import sys
from pathlib import Path
from unittest.mock import MagicMock

URL, KEY = sys.argv[1:3]
WORK = Path(os.environ["DIEMNHAN_CHECK_DIR"])
ABSENT = {
    "cairo", "gi", "aliyunsdkcore", "aliyunsdkalimt", "botocore", "boto3", "google", "responses", "respx",
}  # fmt: skip
SETTINGS = f"""
from weblate.settings_test import *
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}}
MEMORY = {{"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES = {{"default": MEMORY, "avatar": MEMORY}}
DATA_DIR = {str(WORK)!r}
"""


class Absent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Stands in for what Weblate imports and these checks do not use."""

    def find_spec(self, name, _path=None, _target=None):
        missing = name.partition(".")[0] in ABSENT
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if missing else None

    def create_module(self, spec):
        module = MagicMock()
        module.__path__, module.__spec__ = [], spec
        return module

    def exec_module(self, _module):
        return None


sys.meta_path.append(Absent())
(WORK / "check_settings.py").write_text(SETTINGS, encoding="utf-8")
sys.path.insert(0, str(WORK))
os.environ |= {"CI_DATABASE": "postgresql", "DJANGO_SETTINGS_MODULE": "check_settings"}

import django  # noqa: E402  # needs the settings

django.setup()

from weblate.machinery.deepl import DeepLTranslation  # noqa: E402  # needs setup()
from weblate.machinery.libretranslate import LibreTranslateTranslation  # noqa: E402
from weblate.machinery.tests import MockUnit  # noqa: E402

TEXTS = [
    ("The two sides signed an agreement.", "", []),
    ("Saved %d files to %s.", "c-format", ["%d", "%s"]),
    ("Hello, {name}! You have {count} new messages.", "python-brace-format", ["{name}", "{count}"]),
    ("%(user)s signed the agreement on %(date)s.", "python-format", ["%(user)s", "%(date)s"]),
]


def check(machine, languages, texts) -> None:
    """Save the settings as its form does, then translate."""
    machine.validate_settings()
    assert machine.is_supported(*languages)
    for source, flags, placeholders in texts:
        done = machine.translate(MockUnit(code="vi", source=source, flags=flags))[0][0]["text"]
        assert all(done.count(placeholder) == 1 for placeholder in placeholders), done
        sys.stdout.write(f"{machine.name}: {source} -> {done}\n")
    units = [MockUnit(code="vi", source=source, flags=flags) for source, flags, _ in texts]
    machine.batch_translate(units)
    assert all(unit.machinery["translation"] for unit in units)


deepl = DeepLTranslation({"key": KEY, "url": f"{URL}/v2/"})
check(deepl, ("EN", "VI"), TEXTS)
assert deepl.is_glossary_supported("EN", "VI")
deepl.create_glossary("EN", "VI", "weblate:check", "artist\thọa sĩ")
deepl.delete_glossary(deepl.list_glossaries()["weblate:check"])
assert "weblate:check" not in deepl.list_glossaries()
check(LibreTranslateTranslation({"key": KEY, "url": f"{URL}/"}), ("en", "vi"), TEXTS[:2])
