"""Starts a wider network from a narrower one's weights, so that it goes on from what that one knows.

As in Net2Net (Chen et al. 2016), but only nearly the same function: layer norms see more dimensions (their
scales are fitted to a few sentences), and sinusoidal positions have other frequencies (each old dimension
goes to the nearest one). New heads and units begin without a say, new dimensions with a small one.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import MarianMTModel

from models.recipe.batches import Batch, collate, encode
from models.recipe.corpora import Pair, read_tsv
from models.recipe.forward import forced
from models.recipe.network import EMBEDDING, PRESETS, configure, loaded, trainable
from models.recipe.vocabulary import Vocabulary

SENTENCES = 64  # that the scales are fitted to
_FAINT = 0.02
_NEW_SCALE = 0.1


def places(old: int, new: int) -> Tensor:
    """Return where each old dimension goes: sines and cosines to the nearest frequency, (old,)."""
    half = torch.arange(old // 2, dtype=torch.float64) * new / old
    nearest = half.round().long().clamp_max(new // 2 - 1)
    return torch.cat([nearest, new // 2 + nearest])


@torch.no_grad()
def grown(small: MarianMTModel, preset: str, vocabulary: Vocabulary) -> MarianMTModel:
    """Return a wider network of the same depth, its layer norms not yet fitted."""
    torch.manual_seed(1)
    large = MarianMTModel(configure(preset, vocabulary))
    place = places(small.config.d_model, large.config.d_model)
    theirs = dict(small.named_parameters())
    for name, mine in trainable(large):
        weight = theirs[name].detach().float()
        if name == EMBEDDING:
            mine.normal_(std=_FAINT)
            mine[:, place] = weight / growth(small, large)  # the inputs are multiplied by sqrt(d)
            mine[vocabulary.pad] = 0.0
        elif weight.ndim == 1:
            mine.copy_(grown_vector(name, weight, mine.shape, place))
        else:
            mine.copy_(grown_matrix(name, weight, mine.shape, place))
    return large


def growth(small: MarianMTModel, large: MarianMTModel) -> float:
    """Return by how much larger the embeddings' multiplier is."""
    return float((large.config.d_model / small.config.d_model) ** 0.5)


def is_inner(name: str) -> bool:
    """Tell whether a layer's outputs are its own, of heads or units, and not those of the network's width."""
    return any(part in name for part in ("q_proj", "k_proj", "v_proj", "fc1"))


def grown_vector(name: str, weight: Tensor, shape: torch.Size, place: Tensor) -> Tensor:
    """Return a bias or a layer norm's scale; new dimensions have no bias and a faint scale."""
    vector = torch.full(shape, _NEW_SCALE if "norm.weight" in name else 0.0)
    vector[torch.arange(len(weight)) if is_inner(name) else place] = weight
    return vector


def grown_matrix(name: str, weight: Tensor, shape: torch.Size, place: Tensor) -> Tensor:
    """Return a matrix in which what is old does not look at what is new; new heads and units look at all."""
    rows, columns = torch.arange(weight.size(0)), torch.arange(weight.size(1))
    rows, columns = (rows, place) if is_inner(name) else (place, columns)
    others = torch.ones(shape[1], dtype=torch.bool)
    others[columns] = False
    matrix = torch.randn(shape) * _FAINT
    matrix[rows] = matrix[rows].masked_fill(others, 0.0)
    matrix[rows[:, None], columns] = weight
    if is_inner(name):
        matrix[len(weight) :].normal_(std=shape[1] ** -0.5)
    return matrix


@torch.no_grad()
def fit_norms(large: MarianMTModel, small: MarianMTModel, batch: Batch, *, pad_id: int) -> None:
    """Scale each layer norm so that the old dimensions come out as they did, in the order of the layers."""
    place = places(small.config.d_model, large.config.d_model)
    theirs = dict(small.named_modules())
    for name, norm in large.named_modules():
        if isinstance(norm, nn.LayerNorm):
            mine = output_of(large, norm, batch, pad_id=pad_id)[..., place] - norm.bias[place]
            wanted = output_of(small, theirs[name], batch, pad_id=pad_id) - norm.bias[place]
            norm.weight[place] *= float((mine * wanted).sum() / mine.square().sum())
    last = large.model.decoder.layers[-1].final_layer_norm
    last.weight *= growth(small, large)  # the outputs are multiplied by the embeddings, which got smaller
    last.bias *= growth(small, large)


def output_of(model: MarianMTModel, module: nn.Module, batch: Batch, *, pad_id: int) -> Tensor:
    """Return what a module of a network puts out for a batch."""
    seen: list[Tensor] = []
    hook = module.register_forward_hook(lambda _module, _inputs, output: seen.append(output))
    forced(model, batch.source, batch.decoder, pad_id=pad_id)
    hook.remove()
    return seen[0]


def main() -> None:
    """Write the grown network as a Marian folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path, help="a Marian folder")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="wide")
    parser.add_argument("--fit", type=Path, required=True, help="a .tsv of vi and en: any sentences")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    vocabulary = Vocabulary(args.small)
    small = loaded(args.small).train(False)
    pairs = [Pair("fit", "D", vi, en) for vi, en in read_tsv(args.fit)[:SENTENCES]]
    examples = [encode(p, vocabulary, to_english=to) for p in pairs for to in (True, False)]
    batch = collate(examples, pad_id=vocabulary.pad)
    large = grown(small, args.preset, vocabulary).train(False)
    fit_norms(large, small, batch, pad_id=vocabulary.pad)
    nn.Module.to(large, torch.float16)
    large.save_pretrained(args.out)


if __name__ == "__main__":
    main()
