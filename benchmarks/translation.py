"""Translation engines side by side: speed one by one and together, and memory, on the same sentences.

Usage: python -m benchmarks.translation [--quick]

Ours in CTranslate2 int8; ours in transformers; a model of OPUS-MT's shape in CTranslate2 int8, set up as
Argos Translate and LibreTranslate do. All with beam 4. A minute or two on two free cores; --quick: half.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict

from benchmarks.server import ROOT
from benchmarks.service import SEED, Row
from benchmarks.translation_systems import Answer, Request
from service.text.sentences import split

_CACHE = ROOT / "var" / "bench"
_ROUNDS = {"ours": 5, "transformers": 1, "opus": 2}
_QUICK = 10  # sentences
_NAMES = {
    "ours": "ours, CTranslate2 int8",
    "opus": "OPUS-MT shape (74 M), CTranslate2 int8 at its defaults",
    "transformers": "ours, transformers float32",
}


def measure(*, quick: bool = False) -> list[Row]:
    """Run the systems one after the other, each in a process of its own."""
    sentences = seed_sentences()[: _QUICK if quick else None]
    opus = _build_opus()
    with tempfile.TemporaryDirectory() as cache:
        first = _run("ours", sentences, [], cache=cache, opus=opus, rounds=1)  # converts; tells the lengths
        answers = {
            name: _run(
                name, sentences, first.lengths, cache=cache, opus=opus, rounds=1 if quick else _ROUNDS[name]
            )
            for name in _NAMES
        }
    characters, tokens = sum(map(len, first.texts)), sum(first.lengths)
    rows = [
        row for name, answer in answers.items() for row in _rows(_NAMES[name], answer, characters, tokens)
    ]
    return [*rows, *ratios(answers), Row("Argos Translate's own package", _ARGOS)]


_ARGOS = "left out: its models come from a server of its own; the OPUS-MT shape stands for it"


def seed_sentences() -> list[str]:
    """Return the sentences of the seed article."""
    text = SEED.read_text(encoding="utf-8")
    return [sentence for start, end in split(text) if (sentence := " ".join(text[start:end].split()))]


def _build_opus() -> str:
    command = [sys.executable, "-m", "benchmarks.opus_shape", str(_CACHE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout.strip().splitlines()[-1]


def _run(
    system: str, sentences: list[str], lengths: list[int], *, cache: str, opus: str, rounds: int
) -> Answer:
    request = Request(sentences, lengths, rounds, cache, opus)
    command = [sys.executable, "-m", "benchmarks.translation_systems", system]
    done = subprocess.run(
        command, input=json.dumps(asdict(request)), check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    return Answer(**json.loads(done.stdout.splitlines()[-1]))


def _rows(name: str, answer: Answer, characters: int, tokens: int) -> list[Row]:
    def speed(seconds: float) -> str:
        return f"{tokens / seconds:,.0f} tokens/s, {characters / seconds:,.0f} characters/s"

    aim = "< 400 MB" if name == _NAMES["ours"] else ""
    return [
        Row(f"{name}: one sentence at a time", speed(answer.single)),
        Row(f"{name}: all at once", speed(answer.batch)),
        Row(f"{name}: peak memory", f"{answer.peak / 1e6:.0f} MB", aim),
    ]


def ratios(answers: dict[str, Answer]) -> list[Row]:
    """Return the rows that have an aim, and one that shows what batches bring."""
    own, opus, torch = answers["ours"], answers["opus"], answers["transformers"]
    return [
        Row("ours against the OPUS-MT shape, one by one", f"{opus.single / own.single:.1f} ×", "≥ 5 ×"),
        Row("ours against the OPUS-MT shape, all at once", f"{opus.batch / own.batch:.1f} ×", "≥ 5 ×"),
        Row(
            "ours all at once against transformers one by one", f"{torch.single / own.batch:.1f} ×", "≥ 20 ×"
        ),
        Row("both one by one", f"{torch.single / own.single:.1f} ×"),
    ]


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK} sentences, one round")
    for row in measure(quick=parser.parse_args().quick):
        print(f"| {row.what} | {row.figure} | {row.aim} |", flush=True)


if __name__ == "__main__":
    main()
