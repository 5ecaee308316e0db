"""The Marian network: built from a folder of weights or from a preset, and its training loss.

Knows shapes and devices; knows nothing of data, schedules or files other than weights.
"""

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import MarianConfig, MarianMTModel

from models.recipe.batches import Batch
from models.recipe.vocabulary import Vocabulary

EMBEDDING = "model.shared.weight"  # tied: encoder, decoder and output layer
PRESETS = {  # d, feed-forward, heads, encoder layers, decoder layers
    "student": (256, 1024, 4, 6, 2),  # 8.9 M parameters with 8,000 pieces
    "teacher": (512, 2048, 8, 6, 6),  # 48 M; a GPU's work
    "tiny": (16, 32, 2, 1, 1),  # tests
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


def hidden_states(model: MarianMTModel, batch: Batch, pad_id: int) -> Tensor:
    """Return the decoder's last layer (rows, T, d)."""
    output = model.model(
        input_ids=batch.source,
        attention_mask=(batch.source != pad_id).long(),
        decoder_input_ids=batch.decoder,
        use_cache=False,
    )
    hidden: Tensor = output.last_hidden_state
    return hidden


def loss_of(model: MarianMTModel, batch: Batch, *, pad_id: int, smoothing: float) -> Tensor:
    """Return the mean cross-entropy per target token (scalar, float32).

    In float32 the pads are dropped before the output layer, a quarter of the work; in bf16 the
    whole padded batch goes through it, because oneDNN compiles a kernel for each new shape.
    """
    hidden, labels = hidden_states(model, batch, pad_id).flatten(0, 1), batch.labels.flatten()
    if hidden.dtype == torch.float32:
        real = labels.ge(0).nonzero().squeeze(1)
        hidden, labels = hidden.index_select(0, real), labels.index_select(0, real)
    logits = functional.linear(hidden, model.lm_head.weight).float()
    return functional.cross_entropy(logits, labels, ignore_index=-100, label_smoothing=smoothing)
