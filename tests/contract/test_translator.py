"""One suite for the port Translator, on both engines: on a tiny random Marian, and on the real weights."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import sentencepiece

from models.conversion import converted
from models.ctranslate2_translator import CTranslate2Translator, EngineOptions, batches
from models.hypotheses import Decoded, without_loops
from models.micro_batcher import MicroBatcher
from models.pieces import BUDGET, Pieces, is_loop
from models.registry import WEIGHTS, ModelError
from models.shortlist import Shortlist, write_shortlists
from models.transformers_translator import TransformersTranslator
from service.domain.ports import Translator
from tests.conftest import CONVERTED

ROOT = Path(__file__).parent.parent.parent
TEXTS = (
    "Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác.",
    "Thủ tướng đến Hà Nội sáng 17/9.",
    "Hai bên trao đổi kinh nghiệm về năng suất và chất lượng.",
    "Kim ngạch thương mại đạt 3,5 tỷ USD trong năm 2019.",
)


def build_tokenizer(folder: Path) -> dict[str, int]:
    """Train SentencePiece on this file and the seed article; return the vocabulary, <pad> last."""
    corpus = folder / "corpus.txt"
    seed = (ROOT / "tests" / "data" / "seed.txt").read_text(encoding="utf-8")
    corpus.write_text("\n".join([*TEXTS, seed]), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / "source"),
        vocab_size=400,
        byte_fallback=True,
        user_defined_symbols=[">>vi<<", ">>en<<"],
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    found = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    rest = [piece for piece in found if piece not in ("</s>", "<unk>", "<s>", "<pad>")]
    return {piece: i for i, piece in enumerate(["</s>", "<unk>", *rest, "<pad>"])}


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a random Marian model of 20,000 parameters in a subprocess: torch stays out of this one."""
    folder = tmp_path_factory.mktemp("toy")
    ids = build_tokenizer(folder)
    (folder / "vocab.json").write_text(json.dumps(ids), encoding="utf-8")
    tokenizer = {"tokenizer_class": "MarianTokenizer", "separate_vocabs": False, "model_max_length": 256}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    program = f"""
import torch
from transformers import MarianConfig, MarianMTModel
torch.manual_seed(7)
size, pad = {len(ids)}, {len(ids) - 1}
config = MarianConfig(vocab_size=size, d_model=32, encoder_layers=2, decoder_layers=1,
    encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64,
    max_position_embeddings=256, pad_token_id=pad, eos_token_id=0, decoder_start_token_id=pad,
    forced_eos_token_id=0, scale_embedding=True, activation_function="relu", init_std=0.4,
    share_encoder_decoder_embeddings=True, tie_word_embeddings=True)
model = MarianMTModel(config)
model.final_logits_bias[0, 0] = 8.0  # sentences end soon
with torch.no_grad():
    model.model.shared.weight[pad] = 0
model.save_pretrained({str(folder)!r})
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("converted")


def load(engine: str, weights: Path, cache: Path) -> Translator:
    if engine == "transformers":
        return TransformersTranslator.load(weights, label="toy@1")
    compute_type = "int8" if engine == "ctranslate2-int8" else "float32"
    options = EngineOptions(
        compute_type=compute_type,  # type: ignore[arg-type]  # of the two literals
        shortlist=compute_type == "int8",
    )
    return CTranslate2Translator.load(weights, label="toy@1", cache=cache, options=options)


@pytest.fixture(scope="module", params=["ctranslate2-int8", "ctranslate2-float32", "transformers"])
def translator(request: pytest.FixtureRequest, toy: Path, cache: Path) -> Translator:
    return load(request.param, toy, cache)


@pytest.fixture
def batched(translator: Translator) -> Iterator[MicroBatcher]:
    batcher = MicroBatcher(translator)  # type: ignore[arg-type]  # the port's languages are two strings
    yield batcher
    batcher.close()


def test_the_version_names_the_model_and_the_engine(translator: Translator) -> None:
    assert translator.version in {"toy@1+ct2-int8", "toy@1+ct2-float32", "toy@1+torch-float32"}


def test_every_text_has_its_hypotheses_best_first(translator: Translator) -> None:
    found = translator.translate(TEXTS, source="vi", target="en", alternatives=3)
    assert len(found) == len(TEXTS)
    assert all(1 <= len(hypotheses) <= 3 for hypotheses in found)
    assert all(score <= 0 for hypotheses in found for _, score in hypotheses)
    assert all(h == sorted(h, key=lambda hypothesis: -hypothesis[1]) for h in found)


def test_no_texts_no_results(translator: Translator) -> None:
    assert translator.translate([], source="vi", target="en") == []


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_text_without_words_is_translated_to_nothing(translator: Translator, text: str) -> None:
    assert translator.translate([text], source="vi", target="en") == [[("", 0.0)]]


@pytest.mark.parametrize("text", ["😀 ☃", "\ud800 lẻ", "한국어", "\x00", ">>vi<< </s> <pad>", "a" * 2000])
def test_any_text_has_a_translation(translator: Translator, text: str) -> None:
    ((hypothesis, *_),) = translator.translate([text], source="vi", target="en")
    assert isinstance(hypothesis[0], str)
    assert hypothesis[1] <= 0


def test_the_best_hypothesis_is_the_same_with_and_without_alternatives(translator: Translator) -> None:
    alone = translator.translate(TEXTS, source="vi", target="en")
    among = translator.translate(TEXTS, source="vi", target="en", alternatives=4)
    assert [h[0][0] for h in alone] == [h[0][0] for h in among]


def test_many_threads_get_what_one_gets(translator: Translator, batched: MicroBatcher) -> None:
    expected = [translator.translate([text], source="vi", target="en")[0][0][0] for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda text: batched.translate([text], source="vi", target="en")[0][0][0], TEXTS * 5)
        )
    assert found == expected * 5


def agree(ours: Translator, reference: Translator, texts: list[str]) -> float:
    """Return the share of texts whose best hypotheses are the same; equal ones must have equal scores."""
    a = ours.translate(texts, source="vi", target="en")
    b = reference.translate(texts, source="vi", target="en")
    same = [(x[0][1], y[0][1]) for x, y in zip(a, b, strict=True) if x[0][0] == y[0][0]]
    assert all(x == pytest.approx(y, abs=0.005) for x, y in same)
    return len(same) / len(texts)


def test_both_engines_agree_in_float32(toy: Path, cache: Path) -> None:
    ours, reference = load("ctranslate2-float32", toy, cache), load("transformers", toy, cache)
    assert agree(ours, reference, list(TEXTS)) == 1.0


@pytest.mark.weights
def test_both_engines_agree_in_float32_on_the_real_weights() -> None:
    seed = (ROOT / "tests" / "data" / "seed.txt").read_text(encoding="utf-8")
    texts = [*TEXTS, *(line for line in seed.splitlines() if 10 < len(line.split()) < 60)]
    ours = load("ctranslate2-float32", WEIGHTS / "vien", CONVERTED)
    assert agree(ours, load("transformers", WEIGHTS / "vien", CONVERTED), texts) >= 0.95  # near ties may flip


@pytest.mark.weights
def test_the_real_weights_translate_in_both_directions() -> None:
    engine = load("ctranslate2-int8", WEIGHTS / "vien", CONVERTED)
    ((english, _),) = engine.translate([TEXTS[0]], source="vi", target="en")[0]
    ((vietnamese, _),) = engine.translate(
        ["Vietnam and Japan signed a memorandum."], source="en", target="vi"
    )[0]
    assert "Vietnam" in english
    assert "Nhật" in vietnamese


def test_int8_does_not_depend_on_the_company_of_a_text(toy: Path, cache: Path) -> None:
    engine = load("ctranslate2-int8", toy, cache)
    together = engine.translate(TEXTS * 3, source="vi", target="en", alternatives=4)
    alone = [engine.translate([text], source="vi", target="en", alternatives=4)[0] for text in TEXTS]
    assert together == alone * 3


@pytest.fixture(scope="module")
def shortlisted(toy: Path, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> CTranslate2Translator:
    """The random model with lists: a piece may become itself, and the end is always allowed."""
    folder = Path(shutil.copytree(toy, tmp_path_factory.mktemp("listed") / "toy"))
    ids = Pieces(toy).ids
    one = Shortlist(
        always=np.array([ids["</s>"]], np.uint16),
        starts=np.arange(len(ids) + 1, dtype=np.uint32),
        pieces=np.arange(len(ids), dtype=np.uint16),
    )
    write_shortlists({"en": one, "vi": one}, folder)
    return CTranslate2Translator.load(folder, label="toy@1", cache=cache)


def test_a_translation_consists_of_what_the_shortlist_allows(
    shortlisted: CTranslate2Translator, toy: Path
) -> None:
    pieces = Pieces(toy)
    for text, found in zip(TEXTS, shortlisted.translate(TEXTS, source="vi", target="en"), strict=True):
        (source,) = pieces.inputs(text, target="en")
        spelt = "".join(source).replace("▁", "")
        assert set(found[0][0]) - {" "} <= set(spelt)


def test_with_a_shortlist_too_a_text_does_not_depend_on_its_company(
    shortlisted: CTranslate2Translator,
) -> None:
    together = shortlisted.translate(TEXTS * 3, source="vi", target="en", alternatives=4)
    alone = [shortlisted.translate([text], source="vi", target="en", alternatives=4)[0] for text in TEXTS]
    assert together == alone * 3


def test_an_input_past_the_positions_is_split_and_none_of_it_is_cut(toy: Path) -> None:
    pieces = Pieces(toy)
    text = " ".join(f"từ{i}" for i in range(900))
    inputs = pieces.inputs(text, target="en")
    assert all(len(row) <= BUDGET + 2 for row in inputs)
    assert all(row[0] == ">>en<<" and row[-1] == "</s>" for row in inputs)
    assert " ".join(pieces.text(row) for row in inputs) == text


def test_words_of_a_text_are_no_control_tokens(toy: Path) -> None:
    (row,) = Pieces(toy).inputs(">>vi<< xin chào", target="en")
    assert row.count(">>vi<<") == 0
    assert row[0] == ">>en<<"


def test_loops_are_recognised_and_repetitions_that_people_write_are_not() -> None:
    assert is_loop(["▁the", "▁Party"] * 6)
    assert is_loop(["ha"] * 9)
    assert not is_loop(["▁ha"] * 3)
    assert not is_loop(["▁he", "▁had", "▁had", "▁enough", "▁of", "▁it"])


def test_a_loop_is_decoded_again_and_a_clean_alternative_makes_that_needless() -> None:
    looping, clean = Decoded(("a",) * 20, -0.1), Decoded(("b",), -0.9)
    asked: list[list[list[str]]] = []

    def again(inputs: list[list[str]]) -> list[list[Decoded]]:
        asked.append(inputs)
        return [[clean] for _ in inputs]

    found = without_loops([["x"], ["y"]], [[looping, clean], [looping]], again=again)
    assert found == [[clean], [clean]]
    assert asked == [[["y"]]]


def test_reproducible_batches_hold_inputs_of_one_length() -> None:
    inputs = [["a"] * size for size in (3, 5, 3, 5, 4)]
    assert batches(inputs, size=32, mixed=False) == [[1, 3], [4], [0, 2]]
    assert batches(inputs, size=1, mixed=False) == [[1], [3], [4], [0], [2]]
    assert batches(inputs, size=3, mixed=True) == [[1, 3, 4], [0, 2]]


def test_two_processes_may_convert_at_once(toy: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        folders = set(
            pool.map(lambda _: converted(toy, cache=tmp_path / "cache", compute_type="int8"), range(2))
        )
    assert len(folders) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folders.pop().name]


def test_what_cannot_be_converted_says_why_and_leaves_nothing(tmp_path: Path, toy: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no \.safetensors"):
        converted(tmp_path, cache=tmp_path / "cache", compute_type="int8")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "config.json").write_text("{}", encoding="utf-8")
    (broken / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelError, match="cannot be converted"):
        converted(broken, cache=tmp_path / "cache", compute_type="int8")
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_serving_path_never_loads_torch(toy: Path, cache: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from models.ctranslate2_translator import CTranslate2Translator
from models.micro_batcher import MicroBatcher
import models.salience
toy, cache = Path({str(toy)!r}), Path({str(cache)!r})
batcher = MicroBatcher(CTranslate2Translator.load(toy, label="toy@1", cache=cache))
batcher.translate(["Hai bên họp."], source="vi", target="en")
batcher.close()
assert not {{"torch", "transformers"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_a_cache_that_cannot_be_written_to_is_named(tmp_path: Path, toy: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be kept in") as caught:
        converted(toy, cache=tmp_path / "file" / "cache", compute_type="int8")
    assert "DIEMNHAN_CONVERTED_DIR" in caught.value.remedy


def test_without_torch_a_converted_model_serves_and_another_says_what_it_takes(
    tmp_path: Path, toy: Path, cache: Path
) -> None:
    ready = converted(toy, cache=cache, compute_type="int8")
    program = f"""
import sys
from pathlib import Path
sys.modules |= {{"torch": None, "transformers": None}}  # as if they were not installed
from models.conversion import converted
from models.registry import ModelError
toy = Path({str(toy)!r})
assert converted(toy, cache=Path({str(cache)!r}), compute_type="int8") == Path({str(ready)!r})
try:
    converted(toy, cache=Path({str(tmp_path)!r}) / "new", compute_type="int8")
except ModelError as error:
    print(error.cause)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert "torch and transformers" in done.stdout
