"""A Marian model of the shape of OPUS-MT's, with random weights, converted to CTranslate2 int8.

Usage: python -m benchmarks.opus_shape FOLDER

6+6 layers, d 512, 8 heads, feed-forward 2048, 58,101 pieces: 74 M parameters with tied embeddings. Speed does
not depend on what the weights are; quality is not measured.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from models.conversion import converted
from models.registry import WEIGHTS

_VOCABULARY = 58_101
_TOKENIZER = {"tokenizer_class": "MarianTokenizer", "separate_vocabs": False, "model_max_length": 512}


def build(folder: Path) -> Path:
    """Return the converted model; one that is in the folder already is taken."""
    done = folder / "opus-shape"
    if not (done / "model.bin").is_file():
        with tempfile.TemporaryDirectory() as draft:
            _write(Path(draft))
            made = converted(Path(draft), cache=folder / "converting", compute_type="int8")
            shutil.move(made, done)
    return done


def _write(folder: Path) -> None:
    from transformers import MarianConfig, MarianMTModel  # loads torch

    words = json.loads((WEIGHTS / "vien" / "vocab.json").read_text(encoding="utf-8"))
    ours = [word for word in words if word != "<pad>"]
    names = [*ours, *(f"▁unused{i}" for i in range(_VOCABULARY - 1 - len(ours))), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    (folder / "tokenizer_config.json").write_text(json.dumps(_TOKENIZER))
    for name in ("source.spm", "target.spm"):
        shutil.copy(WEIGHTS / "vien" / name, folder / name)
    pad = _VOCABULARY - 1
    config = MarianConfig(
        vocab_size=_VOCABULARY,
        d_model=512,
        encoder_layers=6,
        decoder_layers=6,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=2048,
        decoder_ffn_dim=2048,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        eos_token_id=names.index("</s>"),
        pad_token_id=pad,
        decoder_start_token_id=pad,
        forced_eos_token_id=names.index("</s>"),
    )
    MarianMTModel(config).save_pretrained(folder)


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
