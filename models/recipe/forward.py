"""The Marian network as plain functions over its own parameters, for training and for decoding step by step.

The same sums as transformers' module (tests compare them), without the masks that it builds on the host at
each layer and the waits for the device that come with them. Dropout is of embeddings and of what a block
adds.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import MarianMTModel
from transformers.models.marian.modeling_marian import (
    MarianAttention,
    MarianDecoder,
    MarianDecoderLayer,
    MarianEncoder,
    MarianEncoderLayer,
)


class Keys(NamedTuple):
    """What an attention looks at: keys and values (rows, heads, T, d / heads)."""

    keys: Tensor
    values: Tensor


def split(x: Tensor, heads: int) -> Tensor:
    """Return (rows, T, d) as (rows, heads, T, d / heads)."""
    return x.view(*x.shape[:-1], heads, -1).transpose(1, 2)


def keys_of(block: MarianAttention, over: Tensor) -> Keys:
    """Return the keys and values of what stands at `over` (rows, T, d)."""
    return Keys(split(block.k_proj(over), block.num_heads), split(block.v_proj(over), block.num_heads))


def attend(
    block: MarianAttention, x: Tensor, over: Keys, *, mask: Tensor | None = None, causal: bool = False
) -> Tensor:
    """Return what `x` (rows, T, d) takes from `over`; mask: bool (rows, 1, 1, S), true where it may look."""
    queries = split(block.q_proj(x), block.num_heads)
    mixed = functional.scaled_dot_product_attention(
        queries, over.keys, over.values, attn_mask=mask, is_causal=causal
    )
    out: Tensor = block.out_proj(mixed.transpose(1, 2).flatten(2))
    return out


def added(x: Tensor, change: Tensor, norm: nn.LayerNorm, share: float) -> Tensor:
    """Return the normalised sum of a block's input and what it adds; share: of dropout."""
    if share:
        change = functional.dropout(change, share)
    out: Tensor = norm(x + change)
    return out


def feed(layer: MarianEncoderLayer | MarianDecoderLayer, x: Tensor, share: float) -> Tensor:
    """Return the output of a layer's feed-forward block."""
    return added(x, layer.fc2(functional.relu(layer.fc1(x))), layer.final_layer_norm, share)


def embedded(stack: MarianEncoder | MarianDecoder, ids: Tensor, *, first: int, share: float) -> Tensor:
    """Return the inputs of a stack for ids (rows, T) that stand at the positions from `first` on."""
    positions = stack.embed_positions.weight[first : first + ids.size(1)]
    x = stack.embed_tokens(ids) * stack.embed_scale + positions
    return functional.dropout(x, share) if share else x


def encode(model: MarianMTModel, source: Tensor, *, mask: Tensor) -> Tensor:
    """Return the encoder's last layer (rows, S, d); mask: bool (rows, 1, 1, S), true at pieces."""
    encoder = model.model.encoder
    share = dropout_of(model)
    x = embedded(encoder, source, first=0, share=share)
    for layer in encoder.layers:
        mixed = attend(layer.self_attn, x, keys_of(layer.self_attn, x), mask=mask)
        x = feed(layer, added(x, mixed, layer.self_attn_layer_norm, share), share)
    return x


def decode(model: MarianMTModel, ids: Tensor, encoded: Tensor, *, mask: Tensor) -> Tensor:
    """Return the decoder's last layer (rows, T, d) for the decoder's input ids (rows, T)."""
    decoder = model.model.decoder
    share = dropout_of(model)
    x = embedded(decoder, ids, first=0, share=share)
    for layer in decoder.layers:
        mixed = attend(layer.self_attn, x, keys_of(layer.self_attn, x), causal=True)
        x = added(x, mixed, layer.self_attn_layer_norm, share)
        mixed = attend(layer.encoder_attn, x, keys_of(layer.encoder_attn, encoded), mask=mask)
        x = feed(layer, added(x, mixed, layer.encoder_attn_layer_norm, share), share)
    return x


def visible(source: Tensor, pad_id: int) -> Tensor:
    """Return the mask (rows, 1, 1, S) that is true at the pieces of a padded source (rows, S)."""
    return (source != pad_id)[:, None, None, :]


def dropout_of(model: MarianMTModel) -> float:
    """Return the share to drop: the configuration's while training, else 0."""
    return float(model.config.dropout) if model.training else 0.0


def logits_of(model: MarianMTModel, hidden: Tensor) -> Tensor:
    """Return the scores of all pieces, float32."""
    return functional.linear(hidden, model.lm_head.weight).float()


class Cache:
    """The keys and values that decoding one piece at a time keeps: of each layer's past, and of the source.

    `copies` hypotheses of a row share the keys of its source.
    """

    def __init__(
        self, model: MarianMTModel, source: Tensor, *, pad_id: int, copies: int, longest: int
    ) -> None:
        self._model = model
        self._copies = copies
        self._mask = visible(source, pad_id)
        encoded = encode(model, source, mask=self._mask)
        layers = model.model.decoder.layers
        self._source = [keys_of(layer.encoder_attn, encoded) for layer in layers]
        heads = model.config.decoder_attention_heads
        shape = (len(source) * copies, heads, longest, model.config.d_model // heads)
        self._past = [Keys(encoded.new_zeros(shape), encoded.new_zeros(shape)) for _ in layers]

    def step(self, ids: Tensor, at: int) -> Tensor:
        """Return the last layer (rows * copies, 1, d) for the pieces (rows * copies, 1) at a position."""
        decoder = self._model.model.decoder
        x = embedded(decoder, ids, first=at, share=0.0)
        for layer, past, source in zip(decoder.layers, self._past, self._source, strict=True):
            new = keys_of(layer.self_attn, x)
            past.keys[:, :, at : at + 1] = new.keys
            past.values[:, :, at : at + 1] = new.values
            seen = Keys(past.keys[:, :, : at + 1], past.values[:, :, : at + 1])
            x = added(x, attend(layer.self_attn, x, seen), layer.self_attn_layer_norm, 0.0)
            together = x.view(-1, self._copies, x.size(-1))  # the copies of a row as its queries
            mixed = attend(layer.encoder_attn, together, source, mask=self._mask).view_as(x)
            x = feed(layer, added(x, mixed, layer.encoder_attn_layer_norm, 0.0), 0.0)
        return x


def forced(model: MarianMTModel, source: Tensor, decoder: Tensor, *, pad_id: int) -> Tensor:
    """Return the decoder's last layer (rows, T, d) for a source (rows, S) and a decoder's input (rows, T)."""
    mask = visible(source, pad_id)
    return decode(model, decoder, encode(model, source, mask=mask), mask=mask)


@torch.no_grad()
def mean_log_probabilities(model: MarianMTModel, source: Tensor, labels: Tensor, *, pad_id: int) -> Tensor:
    """Return what a model gives each target a piece, (rows,); labels (rows, T) are -100 at pads."""
    start = torch.full_like(labels[:, :1], pad_id)
    decoder = torch.cat([start, labels[:, :-1].clamp_min(0)], dim=1)
    scores = logits_of(model, forced(model, source, decoder, pad_id=pad_id)).transpose(1, 2)
    told = -functional.cross_entropy(scores, labels, ignore_index=-100, reduction="none")
    return told.sum(1) / labels.ge(0).sum(1)
