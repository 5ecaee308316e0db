"""The way back with the real weights: what explains its source is likelier than what does not."""

from pathlib import Path

import pytest

from models.ctranslate2_translator import CTranslate2Translator
from models.registry import WEIGHTS
from models.reranking import RerankingTranslator
from service.bootstrap.models import load_translator
from service.settings import Settings
from tests.conftest import CONVERTED

pytestmark = pytest.mark.weights
TEXTS = ["Hai bên ký bản ghi nhớ về năng suất.", "Đoàn công tác đến Hà Nội hôm 8/6/2020."]


@pytest.fixture(scope="module")
def translator() -> CTranslate2Translator:
    return CTranslate2Translator.load(WEIGHTS / "vien", label="vien@0", cache=CONVERTED)


def test_a_translation_is_likelier_than_another_sentences(translator: CTranslate2Translator) -> None:
    own = [found[0][0] for found in translator.translate(TEXTS, source="vi", target="en")]
    pairs = [*zip(TEXTS, own, strict=True), *zip(TEXTS, reversed(own), strict=True)]
    found = translator.likelihoods(pairs, source="vi", target="en")
    first, second, wrong, other = [one for one in found if one is not None]
    assert min(first, second) > max(wrong, other)


def test_the_same_pair_scores_the_same_alone_and_in_company(translator: CTranslate2Translator) -> None:
    pair = (TEXTS[0], "The two sides signed a memorandum of understanding on productivity.")
    alone = translator.likelihoods([pair], source="vi", target="en")
    beside = translator.likelihoods([(TEXTS[1], "x"), pair, (TEXTS[1], pair[1])], source="vi", target="en")
    assert alone[0] == beside[1]
    assert translator.likelihoods([("", "x"), ("x " * 500, "x")], source="vi", target="en") == [None, None]


def test_hypotheses_are_those_of_the_model_in_another_order(translator: CTranslate2Translator) -> None:
    reranking = RerankingTranslator(translator, considered=6)
    plain = translator.translate(TEXTS, source="vi", target="en", alternatives=6)
    found = reranking.translate(TEXTS, source="vi", target="en", alternatives=6)
    for before, after in zip(plain, found, strict=True):
        assert sorted(words for words, _ in before) == sorted(words for words, _ in after)
        assert [score for _, score in after] == sorted((score for _, score in after), reverse=True)


def test_the_service_reranks_where_the_settings_say_so(tmp_path: Path) -> None:
    batcher = load_translator(Settings(data_dir=tmp_path, converted_dir=CONVERTED, rerank=4))
    try:
        assert batcher.version.endswith("+rerank4")
        assert batcher.translate(TEXTS[:1], source="vi", target="en")[0][0][0]
    finally:
        batcher.close()
