"""Tiny random translation models of every family, with transformers' own config, model and tokenizer classes.

Their weights are drawn so that outputs are short and no two tokens are close: engines have nothing to
disagree about but arithmetic.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sentencepiece

from models.conversion import convert_here
from models.ctranslate2_translator import EngineOptions
from models.families_add import Addition, add_model
from models.registry import Manifest

SEED = Path(__file__).parent / "data" / "seed.txt"
# With these the outputs on the tests' sentences are short and do not go round in circles.
SEEDS = {
    "marian": 7,
    "mbart": 7,
    "mbart50": 1,
    "nllb": 4,
    "nllb-moe": 4,
    "m2m100": 4,
    "t5": 4,
    "envit5": 4,
    "mt5": 1,
    "madlad": 3,
}
# The folder of each, as its name is published where the name tells something.
FOLDERS = {
    "marian": "vien",
    "mbart": "vinai-translate-vi2en-v2",
    "mbart50": "mbart-large-50-many-to-many-mmt",
    "nllb": "nllb-200-distilled-600M",
    "m2m100": "m2m100_418M",
    "t5": "t5-vi-en-small",
    "mt5": "mt5-vi-en",
    "envit5": "envit5-translation",
    "madlad": "madlad400-3b-mt",
    "nllb-moe": "nllb-moe-54b",
}
CARD = "---\nlicense: cc0-1.0\nlanguage: [vi, en]\n---\n\nRandom weights, for tests.\n"
_MBART: dict[str, Any] = {
    "d_model": 16,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "max_position_embeddings": 64,
    "activation_function": "gelu",
    "scale_embedding": True,
}
_T5: dict[str, Any] = {
    "d_model": 16,
    "d_kv": 8,
    "d_ff": 32,
    "num_layers": 1,
    "num_decoder_layers": 1,
    "num_heads": 2,
    "n_positions": 64,
}
M2M100_LANGUAGES = """
af am ar ast az ba be bg bn br bs ca ceb cs cy da de el en es et fa ff fi fr fy ga gd gl gu ha
he hi hr ht hu hy id ig ilo is it ja jv ka kk km kn ko lb lg ln lo lt lv mg mk ml mn mr ms my ne
nl no ns oc or pa pl ps pt ro ru sd si sk sl so sq sr ss su sv sw ta th tl tn tr uk ur uz vi wo
xh yi yo zh zu
"""


def build(family: str, folder: Path) -> Path:
    """Build the family's tiny model in a new folder."""
    folder.mkdir(parents=True)
    (folder / "README.md").write_text(CARD, encoding="utf-8")
    _BUILDERS[family](folder, SEEDS[family])
    return folder


def opus(folder: Path, *, source: str, target: str, tags: tuple[str, ...] = ()) -> Path:
    """Build a Marian model of one direction, as OPUS-MT ships them."""
    folder.mkdir(parents=True)
    (folder / "README.md").write_text(CARD, encoding="utf-8")
    _marian(folder, SEEDS["marian"], tags=tags, languages={"source_lang": source, "target_lang": target})
    return folder


def _marian(
    folder: Path,
    seed: int,
    *,
    tags: tuple[str, ...] = (">>vi<<", ">>en<<"),
    languages: Mapping[str, str] = MappingProxyType({}),
) -> None:
    from transformers import MarianConfig, MarianMTModel

    pieces = _train(folder, "source.spm", user_defined_symbols=list(tags))
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    rest = [piece for piece in pieces if piece not in ("</s>", "<unk>", "<s>", "<pad>")]
    ids = {piece: i for i, piece in enumerate(["</s>", "<unk>", *rest, "<pad>"])}
    _write(folder / "vocab.json", ids)
    _write(folder / "tokenizer_config.json", {"tokenizer_class": "MarianTokenizer", **languages})
    size = len(ids)
    config = _made(
        MarianConfig,
        **_MBART,
        vocab_size=size,
        pad_token_id=size - 1,
        eos_token_id=0,
        forced_eos_token_id=0,
        decoder_start_token_id=size - 1,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
    )
    _save(MarianMTModel, config, folder, seed=seed, end=0, empty=size - 1)


def _mbart(folder: Path, seed: int, *, fifty: bool = False) -> None:
    import transformers

    _train(folder, "sentencepiece.bpe.model")
    name = "MBart50Tokenizer" if fifty else "MBartTokenizer"
    tokenizer = getattr(transformers, name).from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    config = _made(
        transformers.MBartConfig,
        **_MBART,
        vocab_size=len(tokenizer),
        tokenizer_class=name,
        decoder_start_token_id=2 if fifty else None,
        forced_eos_token_id=2,
    )
    _save(transformers.MBartForConditionalGeneration, config, folder, seed=seed, end=2)


def _nllb(folder: Path, seed: int) -> None:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    _train(folder, "sentencepiece.bpe.model", model_type="bpe")
    codes = ["eng_Latn", "fra_Latn", "vie_Latn"]
    tokenizer = NllbTokenizer.from_pretrained(folder, additional_special_tokens=codes)
    tokenizer.save_pretrained(folder)
    (folder / "sentencepiece.bpe.model").unlink()  # tokenizer.json alone, as transformers 5 saves
    config = _made(
        M2M100Config,
        **_MBART,
        vocab_size=len(tokenizer),
        decoder_start_token_id=2,
        tokenizer_class="NllbTokenizer",
    )
    _save(M2M100ForConditionalGeneration, config, folder, seed=seed, end=2)


def _nllb_moe(folder: Path, seed: int) -> None:
    from transformers import NllbMoeConfig, NllbMoeForConditionalGeneration, NllbTokenizer

    _train(folder, "sentencepiece.bpe.model", model_type="bpe")
    codes = ["eng_Latn", "fra_Latn", "vie_Latn"]
    tokenizer = NllbTokenizer.from_pretrained(folder, additional_special_tokens=codes)
    tokenizer.save_pretrained(folder)
    config = _made(
        NllbMoeConfig,
        **_MBART,
        vocab_size=len(tokenizer),
        decoder_start_token_id=2,
        num_experts=2,
        encoder_sparse_step=1,
        decoder_sparse_step=1,
        expert_capacity=64,
        tokenizer_class="NllbTokenizer",
    )
    _save(NllbMoeForConditionalGeneration, config, folder, seed=seed, end=2)


def _m2m100(folder: Path, seed: int) -> None:
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    pieces = _train(folder, "sentencepiece.bpe.model", model_type="bpe")
    ids = {word: i for i, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *pieces[3:]])}
    _write(folder / "vocab.json", ids)
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "M2M100Tokenizer",
            "additional_special_tokens": [f"__{code}__" for code in M2M100_LANGUAGES.split()],
        },
    )
    madeup = 8
    config = _made(M2M100Config, **_MBART, vocab_size=len(ids) + 100 + madeup, decoder_start_token_id=2)
    _save(M2M100ForConditionalGeneration, config, folder, seed=seed, end=2)


def _t5(folder: Path, seed: int) -> None:
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    _train(folder, "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    tokenizer = T5Tokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    config = _made(T5Config, **_T5, vocab_size=len(tokenizer) + 28, decoder_start_token_id=0)
    _save(T5ForConditionalGeneration, config, folder, seed=seed, end=1, peak=12.0)


def _mt5(folder: Path, seed: int) -> None:
    from transformers import MT5Config, MT5ForConditionalGeneration

    _train(folder, "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    _write(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "extra_ids": 0})
    config = _made(
        MT5Config,
        **_T5,
        vocab_size=330,
        decoder_start_token_id=0,
        tie_word_embeddings=False,
        feed_forward_proj="gated-gelu",
    )
    _save(MT5ForConditionalGeneration, config, folder, seed=seed, end=1, tied=False)


def _madlad(folder: Path, seed: int) -> None:
    from transformers import T5Config, T5ForConditionalGeneration

    pieces = _train(
        folder,
        "spiece.model",
        unk_id=0,
        bos_id=1,
        eos_id=2,
        user_defined_symbols=["<2en>", "<2fr>", "<2vi>"],
        byte_fallback=True,
        vocab_size=560,
    )
    tokens = {"tokenizer_class": "T5Tokenizer", "extra_ids": 0, "additional_special_tokens": []}
    named = {"eos_token": "</s>", "pad_token": "<s>", "unk_token": "<unk>"}
    _write(folder / "tokenizer_config.json", {**tokens, **named})
    config = _made(
        T5Config,
        **_T5,
        vocab_size=len(pieces),
        decoder_start_token_id=0,
        eos_token_id=2,
        pad_token_id=1,
        tie_word_embeddings=False,
        feed_forward_proj="gated-gelu",
    )
    _save(T5ForConditionalGeneration, config, folder, seed=seed, end=2, tied=False)


def _made(kind: Any, **settings: Any) -> Any:
    """Make a config; some of its settings are not among those that its class declares."""
    return kind(**settings)


def _train(folder: Path, name: str, **settings: Any) -> list[str]:
    """Train SentencePiece on the seed article; return its pieces in their order."""
    sentencepiece.SentencePieceTrainer.train(
        **{
            "input": str(SEED),
            "model_prefix": str(folder / "trained"),
            "vocab_size": 300,
            "hard_vocab_limit": False,
            "minloglevel": 2,
            **settings,
        }
    )
    (folder / "trained.vocab").unlink()
    (folder / "trained.model").rename(folder / name)
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
    return [model.id_to_piece(i) for i in range(model.get_piece_size())]


def _save(
    kind: Any,
    config: Any,
    folder: Path,
    *,
    seed: int,
    end: int,
    empty: int | None = None,
    tied: bool = True,
    peak: float = 3.0,
    lean: float = 7.0,
) -> None:
    """Draw the weights and save them; `end` ends a sequence, `empty` has no embedding."""
    import torch

    torch.manual_seed(seed)
    model = kind(config)
    if not tied:
        model.lm_head.weight = torch.nn.Parameter(torch.empty_like(model.lm_head.weight))
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() > 1 and "embed_positions" not in name:
                weight.normal_(0, 0.25)
        words = model.get_input_embeddings().weight
        heads = {id(head): head for head in (words, model.lm_head.weight)}
        for head in heads.values():
            head.normal_(0, peak)
            head[:, 0] = 2 * peak  # the hidden states lean this way, and so does the end
            head[end, 0] = lean * peak
        if empty is not None:
            words[empty] = 0
        *_, last = (module for name, module in model.named_modules() if name.endswith("layer_norm"))
        last.weight[1:] = -1.0  # tied embeddings would have each token follow itself
    model.save_pretrained(folder)
    if not tied:  # as the published ones say; transformers 5 would write that they are tied
        saved = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        _write(folder / "config.json", {**saved, "tie_word_embeddings": False})


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content), encoding="utf-8")


_BUILDERS: dict[str, Callable[[Path, int], None]] = {
    "marian": _marian,
    "mbart": _mbart,
    "mbart50": lambda folder, seed: _mbart(folder, seed, fifty=True),
    "nllb": _nllb,
    "nllb-moe": _nllb_moe,
    "m2m100": _m2m100,
    "t5": _t5,
    "mt5": _mt5,
    "envit5": _t5,
    "madlad": _madlad,
}


def add(*folders_and_store: Path, name: str, **settings: Any) -> Manifest:
    """Add folders to the store that is named last, as the command line does."""
    *folders, store = folders_and_store
    settings = {"compute_type": "float32", **settings}
    addition = Addition(name=name, folders=tuple(folders), origin="a test", **settings)
    silent: Callable[[str], None] = lambda _: None  # noqa: E731 typed
    added = add_model(addition, store, convert=convert_here, options=EngineOptions(), tell=silent)
    return added.manifest
