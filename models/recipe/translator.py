"""Translates with CTranslate2 for measuring and for synthetic data, as the service does.

Strings in, strings out; the service has its own translator and does not use this one.
"""

import shutil
from pathlib import Path

import ctranslate2
import sentencepiece

from models.conversion import convert_here

MAX_PIECES = 250  # the network has 256 positions; longer sources are cut


class Translator:
    """A converted Marian folder in int8; both directions by target tag."""

    def __init__(self, ct2: Path, pieces: Path, *, device: str, beam: int, workers: int = 2) -> None:
        self._engine = ctranslate2.Translator(
            str(ct2), device=device, compute_type="int8", inter_threads=workers, intra_threads=2 // workers
        )
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
        self._beam = beam

    @classmethod
    def convert(
        cls, folder: Path, out: Path, *, device: str = "auto", beam: int = 4, seed: int | None = None
    ) -> "Translator":
        """Convert a Marian folder to int8 and load it; with a seed it samples the same each time.

        Each worker has a generator of its own and takes what comes next: so a seed means one worker.
        """
        shutil.rmtree(out, ignore_errors=True)
        convert_here(folder, out, "int8", "")
        if seed is not None:
            ctranslate2.set_random_seed(seed)
        workers = 2 if seed is None else 1
        return cls(out, folder / "source.spm", device=device, beam=beam, workers=workers)

    def translate(self, texts: list[str], *, to_english: bool, temperature: float | None = None) -> list[str]:
        """Translate by beam search, or with a temperature sample among the ten likeliest pieces.

        Unrestricted sampling from a small, label-smoothed network gives word salad.
        """
        tag = ">>en<<" if to_english else ">>vi<<"
        sources = [[tag, *self._pieces.encode(text, out_type=str), "</s>"] for text in texts]
        results = self._engine.translate_batch(
            sources,
            beam_size=1 if temperature else self._beam,
            sampling_topk=10 if temperature else 1,
            sampling_temperature=temperature or 1.0,
            max_batch_size=2048,
            batch_type="tokens",
            max_input_length=MAX_PIECES,
            max_decoding_length=MAX_PIECES,
            disable_unk=True,
        )
        return [str(self._pieces.decode(result.hypotheses[0])) for result in results]
