"""The systems that benchmarks/translation.py compares, each run in a process of its own.

Usage: python -m benchmarks.translation_systems SYSTEM < request.json > answer.json

Promises the same sentences in the same order to each, one warm-up, and the peak memory of the process.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import ctranslate2

from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.pieces import Pieces
from models.registry import MANIFESTS, WEIGHTS, load_manifest

_BEAM = 4
_OPUS_BATCH = 32  # sentences: the default of Argos Translate and so of LibreTranslate


@dataclass(frozen=True, slots=True)
class Request:
    """Vietnamese sentences; `lengths` are the pieces of the translation that a random model is held to.

    `cache` holds converted models, `opus` the converted random model.
    """

    sentences: list[str]
    lengths: list[int]
    rounds: int
    cache: str
    opus: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Seconds for all sentences one by one, and together; octets of memory; what was generated, if words."""

    single: float
    batch: float
    peak: int
    texts: list[str]
    lengths: list[int]


Run = Callable[[Sequence[int]], list[str]]  # translate the sentences at these positions


def ours(request: Request) -> Run:
    """The service's engine: CTranslate2, int8, two batches at once, one length a batch."""
    manifest = load_manifest(MANIFESTS / "vien.toml")
    model = CTranslate2Translator.load(
        WEIGHTS / manifest.name,
        label=manifest.label,
        cache=Path(request.cache),
        options=EngineOptions(beam_size=_BEAM),
    )

    def run(chosen: Sequence[int]) -> list[str]:
        texts = [request.sentences[i] for i in chosen]
        return [found[0][0] for found in model.translate(texts, source="vi", target="en")]

    return run


def ours_in_transformers(request: Request) -> Run:
    """The same weights in transformers and torch, float32."""
    from models.transformers_translator import TransformersTranslator  # loads torch

    manifest = load_manifest(MANIFESTS / "vien.toml")
    model = TransformersTranslator.load(WEIGHTS / manifest.name, label=manifest.label, beam_size=_BEAM)

    def run(chosen: Sequence[int]) -> list[str]:
        texts = [request.sentences[i] for i in chosen]
        return [found[0][0] for found in model.translate(texts, source="vi", target="en")]

    return run


def opus_shape(request: Request) -> Run:
    """A Marian model of OPUS-MT's size with random weights, as Argos Translate sets the engine up.

    It reads and writes as many pieces as ours do. Of its larger vocabulary it would need fewer.
    """
    engine = ctranslate2.Translator(
        request.opus, device="cpu", compute_type="int8", inter_threads=1, intra_threads=0
    )
    pieces = Pieces(WEIGHTS / "vien")
    inputs = [pieces.inputs(text, target="en")[0] for text in request.sentences]

    def run(chosen: Sequence[int]) -> list[str]:
        length = round(sum(request.lengths[i] for i in chosen) / len(chosen))
        engine.translate_batch(
            [inputs[i] for i in chosen],
            beam_size=_BEAM,
            max_batch_size=_OPUS_BATCH,
            min_decoding_length=length,
            max_decoding_length=length,
        )
        return []

    return run


SYSTEMS: dict[str, Callable[[Request], Run]] = {
    "ours": ours,
    "transformers": ours_in_transformers,
    "opus": opus_shape,
}


def timed(request: Request, run: Run) -> Answer:
    """Run one by one, then all together: the fastest of the rounds counts."""
    everything = range(len(request.sentences))
    run([0])
    single, batch, texts = float("inf"), float("inf"), list[str]()
    for _ in range(request.rounds):
        began = time.perf_counter()
        texts = [text for i in everything for text in run([i])]
        single = min(single, time.perf_counter() - began)
        began = time.perf_counter()
        run(everything)
        batch = min(batch, time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Answer(single, batch, peak, texts, [])


def with_lengths(answer: Answer) -> Answer:
    """Count the pieces of what was generated, after the memory was measured."""
    pieces = Pieces(WEIGHTS / "vien")
    lengths = [sum(map(len, pieces.inputs(text, target="vi"))) - 1 for text in answer.texts]
    return Answer(answer.single, answer.batch, answer.peak, answer.texts, lengths)


def main() -> None:
    """Measure the system that the command line names."""
    request = Request(**json.load(sys.stdin))
    answer = timed(request, SYSTEMS[sys.argv[1]](request))
    json.dump(asdict(with_lengths(answer)), sys.stdout)


if __name__ == "__main__":
    main()
