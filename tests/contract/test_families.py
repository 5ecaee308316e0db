"""Each family of translation models: recognised, told its languages, and read alike by both engines.

The models are tiny and random, their config, model and tokenizer classes the real ones.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
import sentencepiece

from models.ctranslate2_translator import EngineOptions
from models.families import family_of
from models.families_load import PairTranslator, load_added
from models.families_pieces import load_tokens
from models.families_recognise import recognise
from models.hypotheses import Decoded, Request, hypotheses_of
from models.micro_batcher import BatchTranslator
from models.pieces import Tokens
from tests import tiny_models

TEXTS = (
    "Thủ tướng đến Hà Nội sáng 17/9.",
    "Hai bên trao đổi kinh nghiệm về năng suất.",
    "Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác.",
)
CONVERTED = [name for name in tiny_models.FOLDERS if name != "nllb-moe"]
ROW = {"mt5": "t5"}  # the family of a folder, where it is called otherwise
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    import torch

    torch.set_num_threads(1)
    home = tmp_path_factory.mktemp("families")
    return cache(lambda name: tiny_models.build(name, home / name / tiny_models.FOLDERS[name]))


@pytest.fixture(scope="module")
def translator_of(
    folder_of: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], BatchTranslator]:
    store = tmp_path_factory.mktemp("store")

    def load(name: str, engine: Literal["ctranslate2", "transformers"]) -> BatchTranslator:
        added = tiny_models.add(folder_of(name), store, name=f"{name}-{engine}", engine=engine)
        ways = load_added(added, store / added.name, EngineOptions())
        return PairTranslator(ways)

    return cache(load)


def tokens_of(folder: Path) -> Tokens:
    return load_tokens(folder, recognise(folder).family, positions=64, prefixes={})


@pytest.mark.parametrize("name", tiny_models.FOLDERS)
def test_a_family_is_recognised_by_its_files(folder_of: Callable[[str], Path], name: str) -> None:
    assert recognise(folder_of(name)).family.name == ROW.get(name, name)


@pytest.mark.parametrize(
    ("name", "directions"),
    [
        ("marian", ("vi-en", "en-vi")),
        ("mbart", ("vi-en",)),
        ("mbart50", ("vi-en", "en-vi")),
        ("t5", ("vi-en",)),
        ("envit5", ("vi-en", "en-vi")),
        ("madlad", ("vi-en", "en-vi")),
    ],
)
def test_so_are_its_directions(
    folder_of: Callable[[str], Path], name: str, directions: tuple[str, ...]
) -> None:
    assert recognise(folder_of(name)).directions == directions


@pytest.mark.parametrize(
    ("name", "head", "tail", "forced"),
    [
        ("marian", [">>en<<"], ["</s>"], []),
        ("mbart", [], ["</s>", "vi_VN"], ["en_XX"]),
        ("mbart50", ["vi_VN"], ["</s>"], ["en_XX"]),
        ("nllb", ["vie_Latn"], ["</s>"], ["eng_Latn"]),
        ("nllb-moe", ["vie_Latn"], ["</s>"], ["eng_Latn"]),
        ("m2m100", ["__vi__"], ["</s>"], ["__en__"]),
        ("t5", [], ["</s>"], []),
        ("envit5", ["▁v", "i", ":"], ["</s>"], []),
        ("madlad", ["▁", "<2en>"], ["</s>"], []),
    ],
)
def test_a_family_is_told_its_languages_in_its_own_way(
    folder_of: Callable[[str], Path], name: str, head: list[str], tail: list[str], forced: list[str]
) -> None:
    tokens = tokens_of(folder_of(name))
    (row,) = tokens.inputs("Hà Nội", source="vi", target="en")
    text = row[len(head) : len(row) - len(tail)]
    assert row == [*head, *text, *tail]
    assert tokens.text(text, target="en") == "Hà Nội"
    assert tokens.forced("en") == forced


def real_ids(name: str, folder: Path, text: str) -> list[int]:
    """Return the ids that the family's own tokenizer gives a text, as the model's card has it."""
    if name == "madlad":
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
        return [*pieces.encode(f"<2en> {text}"), pieces.eos_id()]
    import transformers

    kind = getattr(transformers, family_of(ROW.get(name, name)).tokenizer or "MarianTokenizer")
    codes = {"mbart": "vi_VN", "mbart50": "vi_VN", "nllb": "vie_Latn", "nllb-moe": "vie_Latn", "m2m100": "vi"}
    before = {"envit5": "vi: ", "marian": ">>en<< "}.get(name, "")
    loaded = kind.from_pretrained(folder, **({"src_lang": codes[name]} if name in codes else {}))
    ids: list[int] = loaded(before + text).input_ids
    return ids


def test_what_madlad_does_not_know_is_no_end_of_its_text(folder_of: Callable[[str], Path]) -> None:
    tokens = tokens_of(folder_of("madlad"))
    (row,) = tokens.inputs("☃ ☃", source="vi", target="en")
    ids = [tokens.ids.get(token, tokens.unknown) for token in row]
    assert ids.count(tokens.ids["</s>"]) == 1
    assert "<0xE2>" in row  # what has no piece is spelled in bytes


@pytest.mark.parametrize("name", tiny_models.FOLDERS)
@pytest.mark.parametrize("text", [*TEXTS, "Bản  ghi nhớ (MOU), tỷ"])
def test_inputs_are_those_of_the_familys_own_tokenizer(
    folder_of: Callable[[str], Path], name: str, text: str
) -> None:
    tokens = tokens_of(folder_of(name))
    (row,) = tokens.inputs(text, source="vi", target="en")
    assert [tokens.ids.get(token, tokens.unknown) for token in row] == real_ids(name, folder_of(name), text)


@pytest.mark.parametrize("name", CONVERTED)
def test_both_engines_agree(translator_of: Callable[[str, str], BatchTranslator], name: str) -> None:
    ours, reference = translator_of(name, "ctranslate2"), translator_of(name, "transformers")
    found = [one.translate(TEXTS, source="vi", target="en") for one in (ours, reference)]
    for (best, *_), (expected, *_) in zip(*found, strict=True):
        assert best[0] == expected[0]
        assert best[1] == pytest.approx(expected[1], abs=1e-3)


def test_a_family_that_cannot_be_converted_runs_on_torch(
    translator_of: Callable[[str, str], BatchTranslator],
) -> None:
    translator = translator_of("nllb-moe", "transformers")
    assert translator.version == "nllb-moe-transformers@1+torch-float32"
    found = translator.translate(TEXTS, source="vi", target="en", alternatives=2)
    assert [len(hypotheses) for hypotheses in found] == [2, 2, 2] or all(found)


@pytest.mark.parametrize("name", ["mbart", "nllb", "madlad"])
def test_the_target_language_makes_a_difference(
    folder_of: Callable[[str], Path], name: str, tmp_path: Path
) -> None:
    added = tiny_models.add(folder_of(name), tmp_path, name="both", directions=("vi-en", "en-vi"))
    both = PairTranslator(load_added(added, tmp_path / "both", EngineOptions()))
    to_english = both.translate(TEXTS, source="vi", target="en")
    to_vietnamese = both.translate(TEXTS, source="en", target="vi")
    assert to_english != to_vietnamese


@pytest.mark.parametrize("name", tiny_models.FOLDERS)
def test_words_of_a_text_are_no_control_tokens(folder_of: Callable[[str], Path], name: str) -> None:
    tokens = tokens_of(folder_of(name))
    rows = [
        tokens.inputs(text, source="vi", target="en")[0]
        for text in ("", "</s> <pad> vi_VN en_XX vie_Latn __vi__ <2vi> >>vi<< <extra_id_0> xin chào")
        if text
    ]
    plain = tokens.inputs("xin", source="vi", target="en")[0]
    controls = [token for token in plain if token not in ("▁x", "in", "▁", "x", "i", "n", "▁xin")]
    special = {"</s>", "<pad>", "vi_VN", "en_XX", "vie_Latn", "__vi__", "<2vi>", ">>vi<<", "<extra_id_0>"}
    assert sorted(set(rows[0]) & special) == sorted(set(controls) & special)


@pytest.mark.parametrize("name", ["mbart", "nllb", "m2m100", "envit5", "madlad"])
def test_nothing_of_a_long_text_is_lost(folder_of: Callable[[str], Path], name: str) -> None:
    tokens = tokens_of(folder_of(name))
    text = " ".join(["bản ghi nhớ hợp tác"] * 40)
    rows = tokens.inputs(text, source="vi", target="en")
    shortest = tokens.inputs("bản", source="vi", target="en")[0]
    assert len(rows) > 5
    assert all(len(row) <= tokens.budget + len(shortest) for row in rows)
    pieces = [tokens.text(row, target="") for row in rows]
    assert " ".join(piece.removeprefix("vi: ") for piece in pieces) == text


def test_what_the_model_puts_before_its_answer_is_taken_off(folder_of: Callable[[str], Path]) -> None:
    tokens = tokens_of(folder_of("envit5"))
    answer = ["▁", "e", "n", ":", "▁H", "à", "▁N", "ộ", "i"]
    assert tokens.text(answer, target="en") == "Hà Nội"


def test_a_fine_tune_has_the_prefix_that_the_operator_names(
    folder_of: Callable[[str], Path], tmp_path: Path
) -> None:
    added = tiny_models.add(folder_of("t5"), tmp_path, name="tuned", prefixes={"vi": "dịch: "})
    assert added.deployment is not None
    assert added.deployment.prefixes == {"vi": "dịch: "}
    tokens = load_tokens(folder_of("t5"), family_of("t5"), positions=64, prefixes={"vi": "dịch: "})
    (row,) = tokens.inputs("Hà Nội", source="vi", target="en")
    assert tokens.text(row, target="en") == "dịch: Hà Nội"


def test_forced_tokens_do_not_count_in_the_score(folder_of: Callable[[str], Path]) -> None:
    tokens = tokens_of(folder_of("nllb"))

    def decode(inputs: list[list[str]], request: Request) -> list[list[Decoded]]:
        return [[Decoded(("▁H", "à"), -0.3)] for _ in inputs]  # a sum of -1.2 over four, one of them forced

    ((hypothesis,),) = hypotheses_of(["Hà"], tokens, decode, source="vi", target="en", alternatives=1)
    assert hypothesis[0] == "Hà"
    assert hypothesis[1] == pytest.approx(-0.4)


def test_one_tokenizer_serves_many_threads_and_directions(folder_of: Callable[[str], Path]) -> None:
    tokens = tokens_of(folder_of("nllb"))

    def heads(_: int) -> tuple[str, str]:
        there = tokens.inputs(TEXTS[0], source="vi", target="en")[0][0]
        return there, tokens.inputs(TEXTS[0], source="en", target="vi")[0][0]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(heads, range(200))) == {("vie_Latn", "eng_Latn")}


def test_a_tokenizer_of_transformers_does_not_load_torch(folder_of: Callable[[str], Path]) -> None:
    program = f"""
import sys
from pathlib import Path
from models.families_recognise import recognise
from models.families_pieces import load_tokens
for folder in map(Path, {[str(folder_of(name)) for name in ("nllb", "mbart", "m2m100", "t5")]!r}):
    tokens = load_tokens(folder, recognise(folder).family, positions=64, prefixes={{}})
    tokens.inputs("Hà Nội", source="vi", target="en")
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_two_models_of_one_direction_are_one_translator(tmp_path: Path) -> None:
    there = tiny_models.opus(tmp_path / "a", source="vie", target="eng")
    back = tiny_models.opus(tmp_path / "b", source="eng", target="vie", tags=(">>vie<<", ">>vie_Hani<<"))
    added = tiny_models.add(there, back, tmp_path / "store", name="opus")
    ways = load_added(added, tmp_path / "store" / "opus", EngineOptions())
    pair = PairTranslator(ways)
    assert pair.version == "opus@1+ct2-float32"
    assert pair.translate(TEXTS, source="vi", target="en") == ways["vi-en"].translate(
        TEXTS, source="vi", target="en"
    )
    assert ways["vi-en"] is not ways["en-vi"]


def test_a_model_into_one_language_is_told_its_token(tmp_path: Path) -> None:
    folder = tiny_models.opus(tmp_path / "b", source="eng", target="vie", tags=(">>vie<<", ">>vie_Hani<<"))
    (row,) = tokens_of(folder).inputs("Hanoi", source="en", target="vi")
    assert row[0] == ">>vie<<"
    assert recognise(folder).directions == ("en-vi",)


def test_the_version_names_each_model_that_translates() -> None:
    class Named:
        def __init__(self, version: str) -> None:
            self.version = version
            self.placeholders: tuple[str, ...] = ()

        def translate(
            self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
        ) -> list[list[tuple[str, float]]]:
            return [[(f"{self.version} {text}", 0.0)] for text in texts]

    pair = PairTranslator({"vi-en": Named("opus@1"), "en-vi": Named("vien@2")})
    assert pair.version == "vi-en opus@1, en-vi vien@2"
    assert pair.translate(["x"], source="en", target="vi") == [[("vien@2 x", 0.0)]]
