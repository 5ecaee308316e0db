"""A packed folder serves what the float folder serves, to the last bit, on every engine."""

import shutil
from pathlib import Path

import pytest

from models.conversion import convert_here, converted
from models.ctranslate2_translator import CTranslate2Translator
from models.packed import float_folder, is_packed, pack_folder, unpack_folder
from models.registry import WEIGHTS, ModelError
from models.transformers_translator import TransformersTranslator
from service.domain.ports import Translator
from tests.conftest import CONVERTED
from tests.tiny_models import build

TEXTS = (
    "Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác.",
    "Thủ tướng đến Hà Nội sáng 17/9.",
    "Kim ngạch thương mại đạt 3,5 tỷ USD trong năm 2019.",
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("marian", tmp_path_factory.mktemp("tiny") / "vien")


@pytest.fixture(scope="module")
def packed(tiny: Path) -> Path:
    pack_folder(tiny, tiny.parent / "packed")
    return tiny.parent / "packed"


def hypotheses(translator: Translator) -> list[list[tuple[str, float]]]:
    return [list(one) for one in translator.translate(TEXTS, source="vi", target="en", alternatives=3)]


def served(folder: Path, cache: Path) -> Translator:
    return CTranslate2Translator.load(folder, label="vien@1", cache=cache)


def test_what_is_served_is_the_same_to_the_last_bit(tiny: Path, packed: Path, tmp_path: Path) -> None:
    for folder in (tiny, packed):
        convert_here(folder, tmp_path / folder.name, "int8", "")
    for file in (tmp_path / tiny.name).iterdir():
        assert file.read_bytes() == (tmp_path / packed.name / file.name).read_bytes(), file.name


def test_transformers_translates_with_the_unpacked_floats(packed: Path, tmp_path: Path) -> None:
    unpack_folder(packed, tmp_path / "floats")
    one, other = (
        TransformersTranslator.load(folder, label="vien@1", device="cpu")
        for folder in (packed, tmp_path / "floats")
    )
    assert hypotheses(one) == hypotheses(other)


def test_seven_bits_change_the_logits_by_little(tiny: Path, packed: Path) -> None:
    import torch
    from transformers import MarianMTModel

    logits = []
    for folder in (tiny, packed):
        with float_folder(folder) as floats:
            model = MarianMTModel.from_pretrained(str(floats), dtype=torch.float32).train(False)
        ids = torch.arange(2, 22)[None]
        logits.append(model(input_ids=ids, decoder_input_ids=ids).logits.detach())
    assert not torch.equal(*logits)
    assert (logits[0] - logits[1]).std() < 0.25 * logits[0].std()


def test_a_damaged_folder_says_so_before_it_is_converted(packed: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(packed, damaged)
    file = damaged / "model.int8.safetensors"
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(ModelError, match="cannot be read") as caught:
        converted(damaged, cache=tmp_path / "cache", compute_type="int8")
    assert "git checkout" in caught.value.remedy
    assert list((tmp_path / "cache").iterdir()) == []
    with pytest.raises(ModelError, match="cannot be read"):
        TransformersTranslator.load(damaged, label="vien@1", device="cpu")


def test_transformers_takes_no_packed_weights_for_floats(packed: Path) -> None:
    from transformers import MarianMTModel

    with pytest.raises(OSError, match="no file named model"):
        MarianMTModel.from_pretrained(str(packed), local_files_only=True)


@pytest.mark.weights
def test_the_embedded_model_serves_the_same_packed_and_in_floats(tmp_path: Path) -> None:
    embedded, other = WEIGHTS / "vien", tmp_path / "other"
    (unpack_folder if is_packed(embedded) else pack_folder)(embedded, other)
    assert hypotheses(served(embedded, CONVERTED)) == hypotheses(served(other, tmp_path))
