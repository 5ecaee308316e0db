"""Clients that other people wrote, unmodified, against the real service with the embedded weights."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import deepl
import httpx
import pytest
from deep_translator import LibreTranslator
from deepl.api_data import MultilingualGlossaryDictionaryEntries
from libretranslatepy import LibreTranslateAPI

from benchmarks.server import RunningService, running_service
from tests.conftest import CONVERTED
from tests.documents import member, word_file

pytestmark = [pytest.mark.weights, pytest.mark.slow]
VIETNAMESE = "Hai bên đã ký bản ghi nhớ hợp tác về năng lượng tại Hà Nội."
ENGLISH = "The two sides signed a memorandum of understanding on energy in Hanoi."
DIEMNHAN = str(Path(sys.executable).parent / "diemnhan")
NOWHERE = "96ab91fd-e715-41a1-adeb-5d701f84a483"


@pytest.fixture(scope="module")
def service() -> Iterator[RunningService]:
    with running_service(environment={"DIEMNHAN_CONVERTED_DIR": str(CONVERTED)}) as running:
        yield running


@pytest.fixture(params=["", "deepl/"])
def client(service: RunningService, request: pytest.FixtureRequest) -> Iterator[deepl.DeepLClient]:
    with closing(deepl.DeepLClient("any key", server_url=f"{service.url}/{request.param}")) as opened:
        yield opened


@pytest.fixture
def libre(service: RunningService) -> LibreTranslateAPI:
    return LibreTranslateAPI(service.url)


def one(result: deepl.TextResult | list[deepl.TextResult]) -> deepl.TextResult:
    assert isinstance(result, deepl.TextResult)
    return result


def several(result: deepl.TextResult | list[deepl.TextResult]) -> list[deepl.TextResult]:
    assert isinstance(result, list)
    return result


def test_deepl_translates_a_text_and_says_what_it_was(client: deepl.DeepLClient) -> None:
    there = one(client.translate_text(VIETNAMESE, target_lang="EN-US"))
    assert there.detected_source_lang == "VI"
    assert there.billed_characters == len(VIETNAMESE)
    assert "memorandum" in there.text
    assert "Hanoi" in there.text
    back = one(client.translate_text(ENGLISH, source_lang="en", target_lang=deepl.Language.VIETNAMESE))
    assert "bản ghi nhớ" in back.text.lower()


def test_deepl_translates_a_list_in_order_with_a_language_for_each(client: deepl.DeepLClient) -> None:
    done = several(client.translate_text([VIETNAMESE, ENGLISH, VIETNAMESE], target_lang="EN-GB"))
    assert [result.detected_source_lang for result in done] == ["VI", "EN", "VI"]
    assert done[1].text == ENGLISH
    assert done[0].text == done[2].text != VIETNAMESE


def test_deepl_keeps_html(client: deepl.DeepLClient) -> None:
    html = (
        '<h1>Việt Nam và Nhật Bản ký thỏa thuận</h1>\n<p translate="no">Không dịch.</p>\n'
        "<!-- ghi chú -->\n<p>Hai bên <b>đã ký</b> bản ghi nhớ.<br>Lễ ký ở Hà Nội.</p>"
    )
    done = one(client.translate_text(html, target_lang="EN-US", tag_handling="html")).text
    assert re.findall("<[^>]+>", done) == re.findall("<[^>]+>", html)
    assert '<p translate="no">Không dịch.</p>' in done
    assert "<h1>Viet" in done


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ('Đã lưu <x id="5"></x> bài viết vào <x id="20"></x>.', "VI", "EN-US"),
        ('The file <x id="9"></x> was saved to <x id="31"></x> on Monday.', "EN", "VI"),
        ('<x id="0"></x>: hai bên ký <x id="28"></x> thỏa thuận', "VI", "EN-GB"),
    ],
)
def test_weblates_placeholders_come_back_once_each_in_their_order(
    client: deepl.DeepLClient, text: str, source: str, target: str
) -> None:
    done = one(
        client.translate_text(
            text, source_lang=source, target_lang=target, tag_handling="xml", ignore_tags=["x"]
        )
    ).text
    assert sorted(re.findall('<x id="[0-9]+"></x>', done)) == sorted(re.findall('<x id="[0-9]+"></x>', text))
    assert re.sub("<[^>]+>", "", done) != re.sub("<[^>]+>", "", text)


def test_deepl_translates_xml_and_leaves_ignored_tags(client: deepl.DeepLClient) -> None:
    xml = (
        "<document><meta><title>Tiêu đề của tài liệu</title></meta><content>"
        "<par><span>Hai bên đã ký</span> <span>bản ghi nhớ hợp tác.</span></par>"
        "<raw>Câu này không được dịch.</raw><par>Lễ ký ở Hà Nội. Hai bên cùng dự.</par></content></document>"
    )
    done = one(
        client.translate_text(
            xml,
            target_lang="EN-US",
            tag_handling="xml",
            outline_detection=False,
            non_splitting_tags="span",
            splitting_tags=["title", "par"],
            ignore_tags=["raw"],
        )
    ).text
    assert "<raw>Câu này không được dịch.</raw>" in done
    assert "<title>" in done
    assert "tài liệu" not in done
    assert re.findall("<[^>]+>", done) == re.findall("<[^>]+>", xml)


def test_deepl_makes_glossaries_and_they_are_applied(client: deepl.DeepLClient) -> None:
    entries = {"artist": "họa sĩ", "prize": "phần thưởng"}
    glossary = client.create_glossary("Từ điển", "EN", "VI", entries)
    try:
        assert (glossary.source_lang, glossary.target_lang, glossary.entry_count) == ("EN", "VI", 2)
        assert client.get_glossary_entries(glossary) == entries
        assert client.get_glossary(glossary.glossary_id).creation_time == glossary.creation_time
        assert glossary.name in [listed.name for listed in client.list_glossaries()]
        done = one(client.translate_text_with_glossary("The artist was awarded a prize.", glossary)).text
        assert "họa sĩ" in done.lower()
        assert "phần thưởng" in done.lower()
    finally:
        client.delete_glossary(glossary)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(glossary.glossary_id)


def test_deepl_makes_multilingual_glossaries_and_they_are_applied(client: deepl.DeepLClient) -> None:
    there = MultilingualGlossaryDictionaryEntries("EN", "VI", {"artist": "họa sĩ"})
    back = MultilingualGlossaryDictionaryEntries("VI", "EN", {"phần thưởng": "guerdon"})
    glossary = client.create_multilingual_glossary("Hai chiều", [there, back])
    try:
        more = MultilingualGlossaryDictionaryEntries("EN", "VI", {"prize": "phần thưởng"})
        changed = client.update_multilingual_glossary_dictionary(glossary, more)
        counts = {one.source_lang: one.entry_count for one in changed.dictionaries}
        assert counts == {"EN": 2, "VI": 1}
        artist = client.translate_text(
            "The artist won a prize.", source_lang="EN", target_lang="VI", glossary=glossary
        )
        assert {"họa sĩ", "phần thưởng"} <= set(re.findall("họa sĩ|phần thưởng", one(artist).text.lower()))
        prize = client.translate_text(
            "Ông nhận phần thưởng.", source_lang="VI", target_lang="EN-US", glossary=glossary.glossary_id
        )
        assert "guerdon" in one(prize).text
        client.delete_multilingual_glossary_dictionary(glossary, source_lang="EN", target_lang="VI")
        assert len(client.get_multilingual_glossary(glossary.glossary_id).dictionaries) == 1
    finally:
        client.delete_multilingual_glossary(glossary)


def test_deepl_makes_a_large_glossary(client: deepl.DeepLClient) -> None:
    entries = {f"Source-{number}": f"Đích-{number}" for number in range(10_000)}
    glossary = client.create_glossary("Lớn", "EN", "VI", entries)
    assert client.get_glossary_entries(glossary) == entries
    client.delete_glossary(glossary)


def test_deepl_tells_languages_and_usage(client: deepl.DeepLClient) -> None:
    assert [language.code for language in client.get_source_languages()] == ["EN", "VI"]
    assert {language.code for language in client.get_target_languages()} == {"EN-GB", "EN-US", "VI"}
    pairs = {(pair.source_lang, pair.target_lang) for pair in client.get_glossary_languages()}
    assert pairs == {("en", "vi"), ("vi", "en")}
    before = client.get_usage()
    client.translate_text(VIETNAMESE, target_lang="EN-US")
    after = client.get_usage()
    assert before.character.count is not None
    assert after.character.count == before.character.count + len(VIETNAMESE)
    assert not after.any_limit_reached


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("tin.txt", f"{VIETNAMESE}\n\nLễ ký diễn ra ngày 8/6/2020.\n", ["memorandum", "\n\n", "2020"]),
        ("tin.html", f"<html><body><h1>Tin</h1><p>{VIETNAMESE}</p></body></html>", ["<h1>", "memorandum"]),
    ],
)
def test_deepl_translates_documents(
    client: deepl.DeepLClient, tmp_path: Path, name: str, content: str, expected: list[str]
) -> None:
    source, target = tmp_path / name, tmp_path / f"en-{name}"
    source.write_text(content, encoding="utf-8")
    status = client.translate_document_from_filepath(source, target, target_lang="EN-US")
    assert status.done
    assert 0 < (status.billed_characters or 0) <= len(content)
    done = target.read_text(encoding="utf-8")
    assert all(words in done for words in expected)


def test_deepl_translates_word_files_and_subtitles(client: deepl.DeepLClient, tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>bản ghi nhớ</w:t></w:r>"
    body = f"<w:p><w:r><w:t>Hai bên đã ký </w:t></w:r>{bold}<w:r><w:t> tại Hà Nội.</w:t></w:r></w:p>"
    (tmp_path / "a.docx").write_bytes(word_file(body))
    (tmp_path / "a.srt").write_text(f"1\n00:00:01,000 --> 00:00:03,000\n{VIETNAMESE}\n", encoding="utf-8")
    for name in ("a.docx", "a.srt"):
        client.translate_document_from_filepath(tmp_path / name, tmp_path / f"en-{name}", target_lang="EN-GB")
    assert "memorandum" in member((tmp_path / "en-a.docx").read_bytes(), "word/document.xml")
    subtitles = (tmp_path / "en-a.srt").read_text(encoding="utf-8")
    assert subtitles.startswith("1\n00:00:01,000 --> 00:00:03,000\n")
    assert "memorandum" in subtitles.replace("\n", " ")


def test_deepl_applies_a_glossary_to_a_document(client: deepl.DeepLClient, tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("artist\nprize", encoding="utf-8")
    glossary = client.create_glossary("Tệp", "EN", "VI", {"artist": "họa sĩ", "prize": "phần thưởng"})
    client.translate_document_from_filepath(
        source, target, source_lang="EN", target_lang="VI", glossary=glossary
    )
    client.delete_glossary(glossary)
    assert target.read_text(encoding="utf-8").lower() == "họa sĩ\nphần thưởng"


def test_deepl_raises_its_own_errors(client: deepl.DeepLClient, tmp_path: Path) -> None:
    with pytest.raises(deepl.DeepLException, match=r"target_lang.*not supported"):
        client.translate_text("a", target_lang="XX")
    with pytest.raises(deepl.DeepLException, match=r"source_lang.*not supported"):
        client.translate_text("a", source_lang="XX", target_lang="VI")
    with pytest.raises(deepl.DeepLException, match=r"formality.*target_lang"):
        client.translate_text("a", target_lang="EN-US", formality="more")
    with pytest.raises(deepl.DeepLException, match="French"):
        client.translate_text("Le ministre a signé hier à Paris un accord avec le Japon.", target_lang="VI")
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(NOWHERE)
    with pytest.raises(deepl.DeepLException, match="Not found"):
        client.translate_document_get_status(deepl.DocumentHandle("12AB" * 8, "CD34" * 16))
    odd = tmp_path / "a.invalid"
    odd.write_text("a", encoding="utf-8")
    with pytest.raises(deepl.DeepLException, match=r"Invalid file|file extension"):
        client.translate_document_from_filepath(odd, tmp_path / "b.invalid", target_lang="VI")


def test_a_key_that_is_no_good_and_an_allowance_that_is_used_up_are_deepls_errors(tmp_path: Path) -> None:
    settings = {"DIEMNHAN_API_KEYS": "required", "DIEMNHAN_CHARACTER_LIMIT": "20"}
    there = {**os.environ, "DIEMNHAN_DATA_DIR": str(tmp_path)}
    token = subprocess.check_output([DIEMNHAN, "keys", "create", "CMS"], env=there, text=True).strip()
    with running_service(tmp_path, settings) as running:
        stranger = deepl.DeepLClient("invalid", server_url=running.url)
        with closing(stranger), pytest.raises(deepl.AuthorizationException):
            stranger.get_usage()
        with closing(deepl.DeepLClient(token, server_url=running.url)) as client:
            with pytest.raises(deepl.QuotaExceededException):
                client.translate_text(VIETNAMESE, target_lang="EN-US")
            assert client.get_usage().character.limit == 20


def test_libretranslatepy_translates_detects_and_lists(libre: LibreTranslateAPI) -> None:
    assert "memorandum" in libre.translate(VIETNAMESE, "vi", "en")
    assert "bản ghi nhớ" in libre.translate(ENGLISH, "auto", "vi").lower()
    (found,) = libre.detect(VIETNAMESE)
    assert found["language"] == "vi"
    assert found["confidence"] > 90
    assert {language["code"] for language in libre.languages()} == {"en", "vi"}


def test_libretranslatepy_gets_plain_text_back_as_plain_text(libre: LibreTranslateAPI) -> None:
    text = "Công ty A&B ký thỏa thuận.\n\nThỏa thuận trị giá 5 triệu USD."
    done = libre.translate(text, "vi", "en")
    assert "A&B" in done
    assert "&amp;" not in done
    assert done.count("\n\n") == 1


def test_deep_translator_speaks_libretranslate(service: RunningService) -> None:
    for base in (f"{service.url}/", f"{service.url}/libretranslate/"):
        translator = LibreTranslator(source="vi", target="en", api_key="any", custom_url=base)
        assert "memorandum" in translator.translate(VIETNAMESE)
    batch = translator.translate_batch([VIETNAMESE, "Cảm ơn các bạn."])
    assert "memorandum" in batch[0]
    assert "hank" in batch[1]


def test_mastodons_arrays_of_html_get_a_language_each(service: RunningService) -> None:
    posts = [
        "<p>Hai bên đã ký bản ghi nhớ. <a href='https://example.org/a?b=1&amp;c=2'>Xem thêm</a></p>",
        "<p>The ceremony took place in Hanoi.</p>",
    ]
    sent = {"q": posts, "source": "auto", "target": "en", "format": "html", "api_key": ""}
    said = httpx.post(f"{service.url}/translate", json=sent, timeout=60).raise_for_status().json()
    assert [said["detectedLanguage"][place]["language"] for place in range(2)] == ["vi", "en"]
    assert said["translatedText"][1] == posts[1]
    assert "<a href='https://example.org/a?b=1&amp;c=2'>" in said["translatedText"][0]
    listed = httpx.get(f"{service.url}/languages").json()
    assert all({"code", "targets"} <= language.keys() for language in listed)
