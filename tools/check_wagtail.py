"""wagtail-localize's LibreTranslate translator, unmodified, against a running service (check_clients.sh)."""

import sys
from types import SimpleNamespace

import django
from django.conf import settings

URL, KEY = sys.argv[1:3]
LANGUAGES = [("en", "English"), ("vi", "Vietnamese")]
settings.configure(
    INSTALLED_APPS=[
        "django.contrib.contenttypes", "django.contrib.auth", "taggit", "wagtail.images",
        "wagtail.documents", "wagtail.users", "wagtail.search", "wagtail.admin", "wagtail",
        "wagtail_localize", "wagtail_localize.locales",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    LANGUAGES=LANGUAGES,
    SECRET_KEY="for this check only",
    STATIC_URL="/static/",
    USE_I18N=True,
    WAGTAIL_CONTENT_LANGUAGES=LANGUAGES,
)  # fmt: skip
django.setup()

from wagtail_localize.machine_translators.libretranslate import LibreTranslator  # noqa: E402  # needs setup()
from wagtail_localize.strings import StringValue  # noqa: E402

vietnamese, english = (SimpleNamespace(language_code=code) for code in ("vi", "en"))
translator = LibreTranslator({"LIBRETRANSLATE_URL": URL, "API_KEY": KEY, "TIMEOUT": 60})
strings = [StringValue('Hai bên đã ký <b>bản ghi nhớ</b> tại <a id="a1">Hà Nội</a>.'), StringValue("Cảm ơn.")]
done = translator.translate(vietnamese, english, strings)
assert translator.can_translate(vietnamese, english)
assert list(done) == strings
assert '<a id="a1">' in done[strings[0]].data
sys.stdout.write(f"wagtail-localize: {[done[string].data for string in strings]}\n")
