"""The Marian network: built from a folder of weights or from a preset, and its training loss.

Knows shapes and devices; knows nothing of data, schedules or files other than weights.
"""

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import MarianConfig, MarianMTModel

from models.packed import float_folder
from models.recipe.batches import Batch
from models.recipe.forward import forced, logits_of
from models.recipe.vocabulary import Vocabulary

EMBEDDING = "model.shared.weight"  # tied: encoder, decoder and output layer
PRESETS = {  # d, feed-forward, heads, encoder layers, decoder layers
    "student": (256, 1024, 4, 6, 2),  # 8.9 M parameters with 8,000 pieces
    "wide": (384, 1536, 6, 6, 2),  # 18.4 M; fits in int8 alone
    "teacher": (512, 2048, 8, 6, 6),  # 48 M; a GPU's work
    "tiny": (16, 32, 2, 1, 1),  # tests
    "tiny-wide": (24, 48, 3, 1, 1),
}


def choose_device(wish: str) -> torch.device:
    """Return the device for auto, cpu or cuda."""
    if wish == "auto":
        wish = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(wish)


def has_bf16_units(device: torch.device) -> bool:
    """Tell whether bf16 is faster than float32: CUDA, or a CPU with AVX-512 bf16 or AMX.

    On an AVX2-only CPU a bf16 product ran ten times slower than float32 (13 against 130 GFLOP/s).
    """
    if device.type == "cuda":
        return True
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return "amx_bf16" in flags or "avx512_bf16" in flags


def configure(preset: str, vocabulary: Vocabulary) -> MarianConfig:
    """Return the configuration of a preset: post-norm, ReLU, tied embeddings, <pad> last."""
    d, feed_forward, heads, encoder, decoder = PRESETS[preset]
    return MarianConfig(
        vocab_size=vocabulary.size,
        decoder_vocab_size=vocabulary.size,
        d_model=d,
        encoder_layers=encoder,
        decoder_layers=decoder,
        encoder_ffn_dim=feed_forward,
        decoder_ffn_dim=feed_forward,
        encoder_attention_heads=heads,
        decoder_attention_heads=heads,
        activation_function="relu",
        scale_embedding=True,
        tie_word_embeddings=True,
        share_encoder_decoder_embeddings=True,
        max_position_embeddings=256,
        dropout=0.0,
        init_std=d**-0.5,
        bos_token_id=None,
        pad_token_id=vocabulary.pad,
        eos_token_id=vocabulary.eos,
        forced_eos_token_id=vocabulary.eos,
        decoder_start_token_id=vocabulary.pad,
    )


def set_dropout(model: MarianMTModel, share: float) -> None:
    """Set the dropout of every layer; Marian's configuration says 0.1."""
    model.config.dropout = share
    for module in model.modules():
        if isinstance(getattr(module, "dropout", None), float):
            setattr(module, "dropout", share)  # noqa: B010  # torch types attributes as tensors


def trainable(model: MarianMTModel) -> Iterator[tuple[str, nn.Parameter]]:
    """Yield the named parameters to train: all but the sinusoidal positions."""
    for name, parameter in model.named_parameters():
        parameter.requires_grad_("embed_positions" not in name)
        if parameter.requires_grad:
            yield name, parameter


def loss_of(model: MarianMTModel, batch: Batch, *, pad_id: int, smoothing: float) -> Tensor:
    """Return the mean cross-entropy per target token (scalar, float32).

    In float32 the pads are dropped before the output layer, a quarter of the work; in bf16 the
    whole padded batch goes through it, because oneDNN compiles a kernel for each new shape.
    """
    hidden = forced(model, batch.source, batch.decoder, pad_id=pad_id).flatten(0, 1)
    labels = batch.labels.flatten()
    if hidden.dtype == torch.float32:
        real = labels.ge(0).nonzero().squeeze(1)
        hidden, labels = hidden.index_select(0, real), labels.index_select(0, real)
    logits = logits_of(model, hidden)
    return functional.cross_entropy(logits, labels, ignore_index=-100, label_smoothing=smoothing)


@torch.no_grad()
def filled(weights: dict[str, Tensor], *, preset: str, vocabulary: Vocabulary) -> MarianMTModel:
    """Return the network with the weights and a zero row for <pad>."""
    model = MarianMTModel(configure(preset, vocabulary))
    parameters = dict(model.named_parameters())
    for name, tensor in weights.items():
        parameters[name].copy_(tensor)
    parameters[EMBEDDING][vocabulary.pad] = 0.0
    model.generation_config.bad_words_ids = [[vocabulary.pad]]
    model.generation_config.max_length = 256
    model.generation_config.num_beams = 4
    return model


def loaded(folder: Path) -> MarianMTModel:
    """Return the network of a Marian folder, packed or not, float32."""
    with float_folder(folder) as floats:
        return MarianMTModel.from_pretrained(str(floats), dtype=torch.float32)
