"""A language model as translator: its words where they pass every check, else the translation model's."""

from pathlib import Path

import pytest

from service.bootstrap.models import load_retranslator
from service.domain.brief import Translation
from service.domain.errors import ConfigurationError
from service.domain.glossary import Glossary, Term
from service.pipeline.chat_translation import Retranslated, retranslate
from service.settings import Settings
from tests.chat import ScriptedChat, assistant, read

TEXT = "Việt Nam và Bộ Y tế ký bản ghi nhớ trị giá 10 triệu USD ngày 15/3/2024."
GOOD = "Vietnam and the Ministry of Health signed a $10 million memorandum on 15 March 2024."
GLOSSARY = Glossary("test", "1", (Term("Bộ Y tế", "Ministry of Health", kind="ministry"),))


def again(answer: object, *, origin: str = "model") -> tuple[Retranslated, ScriptedChat]:
    _, segments = read(TEXT)
    before = tuple(
        Translation(segment.index, "the model's words", origin, -0.4, (), 0.6)  # type: ignore[arg-type]  # in the literal
        for segment in segments
    )
    chat = ScriptedChat({"translation": answer})
    found = retranslate(
        before, segments, source="vi", glossary=GLOSSARY, assistant=assistant(chat), by="vien@2+ct2-int8"
    )
    return found, chat


def test_its_words_are_taken_with_the_terms_that_fired_and_no_score_of_another_model() -> None:
    found, chat = again({"translation": GOOD})
    assert found.translations == (Translation(0, GOOD, "model", 0.0, ("Ministry of Health",), None),)
    assert "Bộ Y tế = Ministry of Health" in chat.asked[0][1]
    assert found.findings == ()


def test_the_provenance_names_both_models_and_the_prompt() -> None:
    found, _ = again({"translation": GOOD})
    assert found.by.startswith("scripted@test (1 of 1 segments; translate-with-glossary@1;")
    assert found.by.endswith(", vien@2+ct2-int8")


@pytest.mark.parametrize(
    "answer", [GOOD.replace("10", "40"), GOOD.replace("Ministry of Health", "health men")]
)
def test_words_that_fail_a_check_are_not_taken(answer: str) -> None:
    found, _ = again({"translation": answer})
    assert found.translations[0].text == "the model's words"
    assert found.by == "vien@2+ct2-int8"


def test_a_server_that_is_away_leaves_everything_with_one_finding() -> None:
    found, _ = again(None)
    assert found.translations[0].text == "the model's words"
    assert [finding.code for finding in found.findings] == ["assistant_unavailable"]


def test_what_an_editor_wrote_stays() -> None:
    found, chat = again({"translation": GOOD}, origin="memory")
    assert found.translations[0].text == "the model's words"
    assert chat.asked == []


def test_the_setting_wants_a_language_model(tmp_path: Path) -> None:
    assert load_retranslator(Settings(data_dir=tmp_path)) is None
    with pytest.raises(ConfigurationError, match="no language model is named"):
        load_retranslator(Settings(data_dir=tmp_path, translator="chat"))
    named = Settings(
        data_dir=tmp_path, translator="chat", llm_url="http://127.0.0.1:1/v1", llm_model="qwen3-8b"
    )
    found = load_retranslator(named)
    assert found is not None
    assert found.chat.version == "qwen3-8b@http"


def test_without_a_language_model_nothing_changes() -> None:
    _, segments = read(TEXT)
    before = (Translation(0, "x", "model", -0.1),)
    found = retranslate(before, segments, source="vi", glossary=GLOSSARY, assistant=None, by="vien@2")
    assert found == Retranslated(before, (), "vien@2")
